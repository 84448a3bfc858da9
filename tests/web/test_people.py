"""The search for officials and the dossier."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import LedgerEntry, Reading, Role
from liem.record.models import EvaluationForm, Person
from record import small_record
from web import audited
from web.conftest import SignIn
from web.seen import heading, links, main, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record() -> None:
    audited.build()


@pytest.mark.parametrize(
    ("address", "title", "names"),
    [
        ("?q=thu+hoa", "1 official is named “thu hoa”", ["Nguyễn Thu Hoà"]),
        (
            "?q=hoa",
            "3 officials are named “hoa”; 1 name only begins with it",
            ["Lê Văn Hòa", "Nguyễn Thu Hoà", "Trần Thị Hoa", "PHẠM HOÀNG"],
        ),
        ("?q=hoan", "0 officials are named “hoan”; 1 name only begins with it", ["PHẠM HOÀNG"]),
        ("?q=Hòa", "2 officials are named “Hòa”", ["Lê Văn Hòa", "Nguyễn Thu Hoà"]),
        ("?role=director", "2 officials hold such a post", ["Lê Văn Hòa", "Trần Thị Hoa"]),
        ("?body=so-a", "2 officials hold such a post", ["PHẠM HOÀNG", "Trần Thị Hoa"]),
        ("?q=oa", "0 officials are named “oa”", []),
        (
            "?sort=-born",
            "5 officials within your mandate",
            ["PHẠM HOÀNG", "Nguyễn Thu Hoà", "Trần Thị Hoa", "Lê Văn Hòa", "Đỗ Đào"],
        ),
    ],
)
def test_officials_are_searched_by_the_address(signed_in: SignIn, address: str, title: str, names: list[str]) -> None:
    response = signed_in(Role.INSPECTOR, "tinh").get(f"/people/{address}")
    assert heading(response) == title
    assert [row[0] for row in rows(response)] == names


def test_what_was_typed_is_shown_as_text(signed_in: SignIn) -> None:
    response = signed_in(Role.INSPECTOR, "tinh").get("/people/", {"q": "<b>x"})
    assert heading(response) == "0 officials are named “<b>x”"
    assert "<b>x" not in response.content.decode()


def test_a_unit_officer_finds_the_own_people_only(signed_in: SignIn) -> None:
    response = signed_in(Role.UNIT_OFFICER, "so-a").get("/people/")
    assert [row[0] for row in rows(response)] == ["Đỗ Đào", "PHẠM HOÀNG", "Trần Thị Hoa"]
    assert "Sở B" not in main(response)


def test_an_official_reaches_neither_the_list_nor_a_dossier(signed_in: SignIn) -> None:
    official = signed_in(Role.OFFICIAL, person="hoa")
    assert [official.get(path).status_code for path in ("/people/", "/people/hòa/", "/people/hoa/")] == [403] * 3
    assert Reading.objects.count() == 0


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
        "Giám đốc, Sở A · born 01/01/1980 · from An Thạnh · 1 of 6 sections attested complete",
        "01/01/2022 – now Giám đốc, Sở A · 12-QĐ/TU",
        "Số hóa hồ sơ 01/12/2025 Tỉnh ủy",
        "Tiếng Anh B2 01/05/2023",
        "01/11/2021 7-KL Ban Tổ chức",
        "Tenures ✓ to 31/10/2026 by Sở A on 31/10/2026",
        "Kinship ? by nobody",
        "Relatives declared Spouse 1 Named by others 1",
    ):
        assert words in said
    standing, evaluation, declaration = rows(response)
    assert standing[0] == "? cannot be determined yet"
    assert evaluation == ["2025 Sở A", "Excellent", "Good Result of the body: Hoàn thành 97% kế hoạch", "Đề án số hóa"]
    assert declaration == ["2025", "31/12/2025", "15/12/2025", "–", "–"]
    assert "/clauses/tra_vinh%23II.2/b7" in links(response)


def test_where_only_the_result_of_the_body_is_recorded_the_dossier_says_which(signed_in: SignIn) -> None:
    EvaluationForm.objects.filter(evaluation_id="e1").update(collective_grade="")
    _standing, evaluation, _declaration = rows(signed_in(Role.INSPECTOR, "tinh").get("/people/hoa/"))
    assert evaluation[2] == "Result of the body: Hoàn thành 97% kế hoạch the collective's grade is not on record"


@pytest.mark.parametrize(
    ("role", "body", "sees_kin"),
    [
        (Role.ORGANISATION_OFFICER, "tinh", True),
        (Role.INSPECTOR, "tinh", True),
        (Role.AUDITOR, "tinh", False),
        (Role.UNIT_OFFICER, "so-a", False),
    ],
)
def test_relatives_are_counted_for_those_whose_work_needs_it_and_named_to_nobody(
    signed_in: SignIn, role: Role, body: str, sees_kin: bool
) -> None:
    said = main(signed_in(role, body).get("/people/hoa/"))
    assert ("Relatives declared" in said) is sees_kin
    assert "Lê Văn Hòa" not in said
    assert "PHẠM HOÀNG" not in said


def test_opening_a_dossier_is_entered_each_time(signed_in: SignIn) -> None:
    inspector = signed_in(Role.INSPECTOR, "tinh")
    before = LedgerEntry.objects.count()
    response = inspector.get("/people/hoa/")
    inspector.get("/people/hoa/")
    assert "entered in the ledger; the official sees it" in main(response)
    assert list(Reading.objects.values_list("person", "role")) == [("hoa", "inspector")] * 2
    assert LedgerEntry.objects.count() == before + 2


def test_a_dossier_out_of_reach_looks_like_one_that_is_not_there(signed_in: SignIn) -> None:
    unit = signed_in(Role.UNIT_OFFICER, "so-a")
    answers = [unit.get(f"/people/{key}/") for key in ("hòa", "hoà", "nobody")]
    assert [answer.status_code for answer in answers] == [404] * 3
    assert len({main(answer) for answer in answers}) == 1
    assert Reading.objects.count() == 0


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    signed_in: SignIn, more: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        small_record.person(f"x{number}", f"Hoàng Bình {number}", date(1990, 1, 1))
        small_record.post(f"x{number}", "so-b", f"Chuyên viên {number}", "specialist")
        small_record.tenure(f"x{number}", f"x{number}", f"x{number}", date(2024, 1, 1))
        small_record.tenure(f"y{number}", "hoa", f"x{number}", date(2010 + number, 1, 1), date(2011 + number, 1, 1))
    inspector = signed_in(Role.INSPECTOR, "tinh")
    with django_assert_max_num_queries(16):
        assert len(rows(inspector.get("/people/?q=binh"))) == more
    with django_assert_max_num_queries(44):
        assert inspector.get("/people/hoa/").status_code == 200


def test_more_officials_than_a_page_holds_are_paged(signed_in: SignIn) -> None:
    for number in range(60):
        small_record.person(f"x{number:02}", f"Hoàng Bình {number:02}", date(1990, 1, 1))
    inspector = signed_in(Role.INSPECTOR, "tinh")
    first, last = (inspector.get(f"/people/?q=binh&page={page}") for page in (1, 2))
    assert [len(rows(page)) for page in (first, last)] == [50, 10]
    assert "1–50 of 60" in main(first)
    assert Person.objects.count() == 65
