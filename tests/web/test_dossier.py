"""The dossier of an official: what it shows to whom, as known when, its history and its form."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import transaction
from django.utils import timezone
from docx import Document
from pytest_django import DjangoAssertNumQueries

from liem.actions.append import Draft, append, lock_head
from liem.actions.models import Account, LedgerEntry, Reading, Role
from liem.record.identifiers import kept
from liem.record.models import Discipline, EvaluationForm, Identifier, Tenure
from record import small_record
from web import audited
from web.conftest import SignIn
from web.seen import heading, links, main, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record() -> None:
    audited.build()


def test_a_dossier_says_in_its_title_how_the_official_stands(signed_in: SignIn) -> None:
    inspector = signed_in(Role.INSPECTOR, "tinh")
    titles = [heading(inspector.get(f"/people/{key}/")) for key in ("hoa", "hoà", "hòa", "đào")]
    assert titles == [
        "Trần Thị Hoa: 1 cannot be determined yet",
        "Nguyễn Thu Hoà: 1 breach",
        "Lê Văn Hòa: every rule that was checked is met",
        "Đỗ Đào: no rule was checked",
    ]


def test_a_dossier_shows_what_is_on_record_and_what_nobody_attests(signed_in: SignIn) -> None:
    response = signed_in(Role.INSPECTOR, "tinh").get("/people/hoa/")
    said = main(response)
    for words in (
        "Giám đốc, Sở A · born 01/01/1980 · from An Thạnh · 1 of 12 sections attested complete",
        "01/01/2022 – now Giám đốc, Sở A · 12-QĐ/TU",
        "Tenures ✓ complete to 31/10/2026 attested by Sở A on 31/10/2026",
        "Languages ? attested by nobody",
        "Recruitment: none on record",
        "Discipline: none on record ? attested by nobody",
        "Retirement age reached 01/01/2040 Labour Code 2019, article 169",
        "Relatives declared Spouse 1 Named by others 1",
        "? missing",
    ):
        assert words in said
    standing, *tables = rows(response)
    assert standing[0] == "? cannot be determined yet"
    assert tables == [
        ["01/01/2022", "now", "Giám đốc Sở A", "–", "12-QĐ/TU"],
        ["Tiếng Anh", "B2", "01/05/2023"],
        ["2025 Sở A", "excellent", "good Result of the body: Hoàn thành 97% kế hoạch", "Đề án số hóa"],
        ["01/12/2025", "Số hóa hồ sơ", "Tỉnh ủy"],
        ["01/11/2021", "7-KL", "Ban Tổ chức"],
        ["2025", "31/12/2025", "15/12/2025", "–", "–"],
    ]
    assert "/clauses/tra_vinh%23II.2/b7" in links(response)


def test_where_only_the_result_of_the_body_is_recorded_the_dossier_says_which(signed_in: SignIn) -> None:
    EvaluationForm.objects.filter(evaluation_id="e1").update(collective_grade="")
    found = rows(signed_in(Role.INSPECTOR, "tinh").get("/people/hoa/"))
    (evaluation,) = [row for row in found if row[0] == "2025 Sở A"]
    assert evaluation[2] == "? not on record Result of the body: Hoàn thành 97% kế hoạch"


def test_discipline_says_whether_it_has_lapsed_and_what_is_not_known(signed_in: SignIn) -> None:
    for number, ends_on in enumerate((date(2020, 1, 1), date(2999, 1, 1), None)):
        Discipline.objects.create(
            identity=f"d{number}",
            person_id="hoa",
            side="party",
            form="warning",
            decided_on=date(2019, 1, 3 - number),
            ends_on=ends_on,
            **small_record.FIRST,
        )
    found = rows(signed_in(Role.INSPECTOR, "tinh").get("/people/hoa/"))
    assert [row[-1] for row in found if row[1:2] == ["warning Party discipline"]] == [
        "– lapsed",
        "● has effect",
        "? end not on record",
    ]


@pytest.mark.parametrize(
    ("role", "body", "sees_kin"),
    [
        (Role.ORGANISATION_OFFICER, "tinh", True),
        (Role.INSPECTOR, "tinh", True),
        (Role.AUDITOR, "tinh", False),
        (Role.UNIT_OFFICER, "so-a", False),
    ],
)
def test_relatives_without_an_act_in_common_are_counted_for_those_whose_work_needs_it_and_named_to_nobody(
    signed_in: SignIn, role: Role, body: str, sees_kin: bool
) -> None:
    said = main(signed_in(role, body).get("/people/hoa/"))
    assert ("Relatives declared" in said) is sees_kin
    assert "Lê Văn Hòa" not in said
    assert "PHẠM HOÀNG" not in said


@pytest.mark.parametrize(
    ("role", "body", "is_named"),
    [
        (Role.ORGANISATION_OFFICER, "tinh", True),
        (Role.INSPECTOR, "so-a", True),
        (Role.AUDITOR, "tinh", False),
        (Role.UNIT_OFFICER, "so-a", False),
    ],
)
def test_a_relative_in_the_same_body_is_named_to_those_whose_work_needs_it(
    signed_in: SignIn, role: Role, body: str, is_named: bool
) -> None:
    small_record.post("a-clerk", "so-a", "Chuyên viên", "specialist")
    small_record.tenure("t9", "hoàng", "a-clerk", date(2024, 1, 1))
    response = signed_in(role, body).get("/people/hoa/")
    said = main(response)
    assert ("both hold posts: Sở A" in said) is is_named
    assert ("PHẠM HOÀNG" in said) is is_named
    assert ("/people/ho%C3%A0ng/" in links(response)) is is_named
    assert "Lê Văn Hòa" not in said


@pytest.mark.parametrize(
    ("role", "body", "shown"),
    [
        (Role.ORGANISATION_OFFICER, "tinh", True),
        (Role.UNIT_OFFICER, "so-a", True),
        (Role.INSPECTOR, "tinh", False),
        (Role.AUDITOR, "tinh", False),
    ],
)
def test_numbers_are_shown_to_those_who_keep_the_record(signed_in: SignIn, role: Role, body: str, shown: bool) -> None:
    number = "079012345678"
    Identifier.objects.create(
        identity="n1",
        person_id="hoa",
        kind="personal_number",
        **kept("personal_number", number),
        **small_record.FIRST,
    )
    client = signed_in(role, body)
    pages = [client.get(f"/people/hoa/{part}") for part in ("", "history/")]
    assert ["678" in main(page) for page in pages] == [shown, shown]
    assert not any(number in page.content.decode() for page in pages)


def test_opening_a_dossier_is_entered_each_time(signed_in: SignIn) -> None:
    inspector = signed_in(Role.INSPECTOR, "tinh")
    before = LedgerEntry.objects.count()
    response = inspector.get("/people/hoa/")
    inspector.get("/people/hoa/")
    assert "entered in the ledger; the official sees it" in main(response)
    assert list(Reading.objects.values_list("person", "role")) == [("hoa", "inspector")] * 2
    assert LedgerEntry.objects.count() == before + 2


def test_opening_the_history_is_entered_too_and_asking_for_its_head_is_not(signed_in: SignIn) -> None:
    inspector = signed_in(Role.INSPECTOR, "tinh")
    assert inspector.head("/people/hoa/history/").status_code == 204
    assert Reading.objects.count() == 0
    inspector.get("/people/hoa/history/")
    assert list(Reading.objects.values_list("person", "role")) == [("hoa", "inspector")]


@pytest.mark.parametrize("part", ["", "history/"])
def test_a_dossier_out_of_reach_looks_like_one_that_is_not_there(signed_in: SignIn, part: str) -> None:
    unit = signed_in(Role.UNIT_OFFICER, "so-a")
    answers = [unit.get(f"/people/{key}/{part}") for key in ("hòa", "hoà", "nobody")]
    assert [answer.status_code for answer in answers] == [404] * 3
    assert len({main(answer) for answer in answers}) == 1
    assert Reading.objects.count() == 0


def test_an_official_reaches_neither_a_history_nor_a_form_of_officers(signed_in: SignIn) -> None:
    official = signed_in(Role.OFFICIAL, person="hoa")
    assert official.get("/people/hoa/history/").status_code == 403
    assert official.post("/people/hoa/form-2c/").status_code == 403
    assert Reading.objects.count() == 0


def entry_of(days_ago: int) -> None:
    """An entry of an earlier day, the first of the ledger."""
    account = Account.objects.create(username="before")
    at = timezone.now() - timedelta(days=days_ago)
    draft = Draft(action="installation.begin", at=at, account=account, mandate=None, subjects=[], content={})
    with transaction.atomic():
        append(lock_head(), draft, write=lambda _written: None)


def test_a_dossier_is_shown_as_it_was_known_and_says_so(signed_in: SignIn) -> None:
    entry_of(days_ago=3)
    Tenure.objects.filter(identity="t1").update(known_to=1)
    Tenure.objects.create(
        identity="t1", person_id="hoa", post_id="a-deputy", valid_from=date(2022, 1, 1), known_from=1, reason="nhầm"
    )
    inspector = signed_in(Role.INSPECTOR, "tinh")
    day = timezone.localdate() - timedelta(days=2)
    then, now = (inspector.get(f"/people/hoa/{query}") for query in (f"?known={day}", ""))
    assert f"As the record knew it at the end of {day:%d/%m/%Y}." in main(then)
    assert "01/01/2022 – now Giám đốc, Sở A" in main(then)
    assert "01/01/2022 – now Phó Giám đốc, Sở A" in main(now)
    assert "As the record knew it" not in main(now)


@pytest.mark.parametrize("day", ["31/02/2026", "x"])
def test_a_day_that_is_none_shows_what_is_known_now_with_the_fault(signed_in: SignIn, day: str) -> None:
    response = signed_in(Role.INSPECTOR, "tinh").get("/people/hoa/", {"known": day})
    assert response.status_code == 400
    assert f"“{day}” is not a day of the years 1900–2200." in main(response)
    assert heading(response) == "Trần Thị Hoa: 1 cannot be determined yet"


def test_a_day_before_the_official_was_known_is_answered_with_a_refusal(signed_in: SignIn) -> None:
    inspector = signed_in(Role.INSPECTOR, "tinh")
    response = inspector.get(f"/people/hoa/?known={timezone.localdate() - timedelta(days=2)}")
    assert response.status_code == 404
    assert f"nothing about this official yet; it does since {timezone.localdate():%d/%m/%Y}." in main(response)
    assert links(response)[0] == "?"
    assert Reading.objects.count() == 0


def test_it_leads_to_the_day_since_which_the_record_knows(signed_in: SignIn) -> None:
    entry_of(days_ago=3)
    known = timezone.localdate() - timedelta(days=3)
    response = signed_in(Role.INSPECTOR, "tinh").get(f"/people/hoa/?known={known - timedelta(days=1)}")
    assert links(response)[:2] == ["?", f"?known={known}"]


def test_the_history_tells_what_changed_and_why(signed_in: SignIn) -> None:
    inspector = signed_in(Role.INSPECTOR, "tinh")
    Tenure.objects.filter(identity="t1").update(known_to=1)
    Tenure.objects.create(
        identity="t1",
        person_id="hoa",
        post_id="a-director",
        valid_from=date(2022, 2, 1),
        valid_to=date(2027, 2, 1),
        decision="12-QĐ/TU",
        known_from=1,
        reason="Quyết định ghi ngày khác",
        source="roster.xlsx",
    )
    response = inspector.get("/people/hoa/history/")
    assert heading(response) == "Trần Thị Hoa: 12 changes on record"
    said = main(response)
    for words in (
        "account made Installation · ledger entry 1 ↻ changed Tenures · Giám đốc, Sở A",
        "From 01/01/2022 → became 01/02/2022 To 31/01/2027 Reason: Quyết định ghi ngày khác Source: roster.xlsx",
        "+ entered Languages · Tiếng Anh Level B2 Certified on 01/05/2023",
        "+ entered Kinship · spouse",
    ):
        assert words in said
    assert "Lê Văn Hòa" not in said


def test_relatives_are_left_out_of_the_history_for_who_may_not_see_them(signed_in: SignIn) -> None:
    said = main(signed_in(Role.UNIT_OFFICER, "so-a").get("/people/hoa/history/"))
    assert ("Kinship" in said, "spouse" in said) == (False, False)


def test_the_personal_form_is_handed_out_and_the_official_sees_it(signed_in: SignIn) -> None:
    officer = signed_in(Role.ORGANISATION_OFFICER, "tinh")
    assert "Personal form 2C (Word)" in main(officer.get("/people/hoa/"))
    response = officer.post("/people/hoa/form-2c/")
    assert response.headers["Content-Disposition"] == 'attachment; filename="2C-hoa.docx"'
    assert response.headers["Cache-Control"] == "no-store, private"
    told = [
        cell.text for table in Document(BytesIO(response.content)).tables for row in table.rows for cell in row.cells
    ]
    told += [paragraph.text for paragraph in Document(BytesIO(response.content)).paragraphs]
    assert any("Trần Thị Hoa" in words for words in told)
    own = signed_in(Role.OFFICIAL, person="hoa").get("/mine/")
    assert "Organisation Commission officer took it out as a file Tỉnh ủy Lạc Giang" in main(own)


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.UNIT_OFFICER])
def test_who_may_not_export_is_offered_no_form_and_gets_none(signed_in: SignIn, role: Role) -> None:
    client = signed_in(role, "so-a")
    assert "Personal form 2C (Word)" not in main(client.get("/people/hoa/"))
    assert client.post("/people/hoa/form-2c/").status_code == 403


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    signed_in: SignIn, more: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        small_record.post(f"x{number}", "so-b", f"Chuyên viên {number}", "specialist")
        small_record.tenure(f"y{number}", "hoa", f"x{number}", date(2010 + number, 1, 1), date(2011 + number, 1, 1))
        audited.local(audited.Audit.objects.latest("as_of"), f"y{number}", "hoa", "so-a", False)
    inspector = signed_in(Role.INSPECTOR, "tinh")
    with django_assert_max_num_queries(70):
        assert inspector.get("/people/hoa/").status_code == 200
    with django_assert_max_num_queries(49):
        assert inspector.get("/people/hoa/history/").status_code == 200


def test_an_inspector_sees_in_which_roles_a_dossier_was_opened_and_is_entered_too(signed_in: SignIn) -> None:
    signed_in(Role.UNIT_OFFICER, "so-a").get("/people/hoa/")
    inspector = signed_in(Role.INSPECTOR, "tinh")
    page = inspector.get("/people/hoa/readings/")
    assert heading(page) == "Trần Thị Hoa: dossier opened 1 time by others"
    assert "Personnel officer of a unit Sở A" in main(page)
    assert "Đỗ Thị Thử" not in main(page)  # the name of every account in these tests
    assert list(Reading.objects.order_by("pk").values_list("person", "role")) == [
        ("hoa", Role.UNIT_OFFICER),
        ("hoa", Role.INSPECTOR),
    ]
    assert "/people/hoa/readings/" in links(inspector.get("/people/hoa/"))


@pytest.mark.parametrize("role", [Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER, Role.AUDITOR])
def test_who_opened_a_dossier_is_told_to_no_other_officer(signed_in: SignIn, role: Role) -> None:
    client = signed_in(role, "so-a")
    assert client.get("/people/hoa/readings/").status_code == 404
    assert Reading.objects.count() == 0
    assert "/people/hoa/readings/" not in links(client.get("/people/hoa/"))
