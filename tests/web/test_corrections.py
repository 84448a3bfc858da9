"""Asking for a correction of the own dossier, and answering it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Reading, Role
from liem.record.models import CorrectionRequest
from record import small_record
from web import audited
from web.conftest import SignIn
from web.seen import heading, links, main, rows

pytestmark = pytest.mark.django_db
WRONG = {"part": "tenures", "entry": "t1", "wanted": "Bổ nhiệm từ 01/02/2022."}


@pytest.fixture(autouse=True)
def record() -> None:
    audited.build()


def asked(person: str, *, number: int = 0, part: str = "tenures", wanted: str = "Sửa ngày") -> str:
    identity = f"{person}-{number}"
    CorrectionRequest.objects.create(
        identity=identity,
        person_id=person,
        section=part,
        wanted=wanted,
        asked_on=date(2026, 11, 1 + number),
        **small_record.FIRST,
    )
    return identity


def test_what_is_asked_and_answered_stands_on_the_own_page(signed_in: SignIn) -> None:
    official = signed_in(Role.OFFICIAL, person="hoa")
    assert official.post("/mine/corrections/", WRONG)["Location"] == "/mine/"
    today = timezone.localdate().strftime("%d/%m/%Y")
    assert f"Tenures · 01/01/2022 · now · Giám đốc ? waits for an answer Bổ nhiệm từ 01/02/2022. · {today}" in main(
        official.get("/mine/")
    )
    (identity,) = CorrectionRequest.objects.values_list("identity", flat=True)
    officer = signed_in(Role.UNIT_OFFICER, "so-a")
    given = {"outcome": "corrected", "text": "Đã sửa theo quyết định."}
    assert officer.post(f"/corrections/{identity}/answer/", given)["Location"] == "/corrections/"
    assert f"✓ corrected Bổ nhiệm từ 01/02/2022. · {today} Answer: Đã sửa theo quyết định." in main(
        official.get("/mine/")
    )


def test_the_form_offers_the_own_entries_with_the_part_chosen(signed_in: SignIn) -> None:
    page = signed_in(Role.OFFICIAL, person="hoa").get("/mine/corrections/?part=languages")
    assert heading(page) == "What should be put right in my dossier?"
    html = page.content.decode()
    assert '<option value="languages" selected>Languages</option>' in html
    assert re.findall('<optgroup label="([^"]+)"', html)[0] == "Languages"
    assert '<option value="t1">01/01/2022 · now · Giám đốc</option>' in html
    assert 'value="t4"' not in html


@pytest.mark.parametrize(
    "given",
    [
        {"part": "", "entry": "t1", "wanted": "Sửa ngày"},
        {"part": "tenures", "entry": "t4", "wanted": "Sửa ngày"},
        {"part": "tenures", "entry": "t1", "wanted": "x" * 2001},
        {"part": "tenures", "entry": "t1", "wanted": "   "},
    ],
)
def test_nothing_is_lost_on_a_request_that_is_refused(signed_in: SignIn, given: dict[str, str]) -> None:
    response = signed_in(Role.OFFICIAL, person="hoa").post("/mine/corrections/", given)
    assert (response.status_code, CorrectionRequest.objects.count()) == (400, 0)
    html = response.content.decode()
    assert given["wanted"] in html
    if given["entry"] == "t1":
        assert '<option value="t1" selected>' in html


def test_sent_twice_it_is_asked_once(signed_in: SignIn) -> None:
    official = signed_in(Role.OFFICIAL, person="hoa")
    assert [official.post("/mine/corrections/", WRONG).status_code for _ in range(2)] == [302, 302]
    assert CorrectionRequest.objects.count() == 1
    assert "This was asked already and waits for an answer" in official.get("/mine/").content.decode()


def test_an_officer_asks_under_the_official_mandate_alone(signed_in: SignIn) -> None:
    client = signed_in(Role.INSPECTOR, "tinh", person="hoa")
    assert "Asking is for the official alone" in main(client.get("/mine/corrections/"))
    assert client.post("/mine/corrections/", WRONG).status_code == 400
    assert CorrectionRequest.objects.count() == 0


def test_requests_within_reach_are_listed_without_what_they_say(signed_in: SignIn) -> None:
    asked("hoa", wanted="Bí mật của tôi"), asked("hòa"), asked("hoàng", number=2, part="kinship")
    response = signed_in(Role.UNIT_OFFICER, "so-a").get("/corrections/")
    assert heading(response) == "1 request for a correction waits for an answer"
    assert rows(response) == [["Trần Thị Hoa", "Tenures", "01/11/2026", "? waits for an answer"]]
    assert "Bí mật của tôi" not in main(response)
    assert Reading.objects.count() == 0


def test_opening_a_request_is_entered_and_leads_to_the_dossier_and_the_import(signed_in: SignIn) -> None:
    identity = asked("hoa")
    officer = signed_in(Role.ORGANISATION_OFFICER, "tinh")
    assert officer.head(f"/corrections/{identity}/").status_code == 204
    page = officer.get(f"/corrections/{identity}/")
    assert heading(page) == "Trần Thị Hoa asks for a correction"
    assert "Sửa ngày" in main(page)
    assert {"/people/hoa/", "/people/hoa/#tenures"} <= set(links(page))
    assert list(Reading.objects.values_list("person", flat=True)) == ["hoa"]


def test_requests_out_of_reach_look_like_ones_that_are_not_there(signed_in: SignIn) -> None:
    outside, hidden = asked("hòa"), asked("hoa", part="kinship")
    officer = signed_in(Role.UNIT_OFFICER, "so-a")
    answers = [officer.get(f"/corrections/{one}/") for one in (outside, hidden, "none")]
    assert [answer.status_code for answer in answers] == [404] * 3
    assert len({main(answer) for answer in answers}) == 1
    posted = officer.post(f"/corrections/{outside}/answer/", {"outcome": "corrected", "text": "x"})
    assert (posted.status_code, Reading.objects.count()) == (404, 0)


@pytest.mark.parametrize("given", [{"outcome": "guilty", "text": "gì đó"}, {"outcome": "refused", "text": "  "}])
def test_nothing_is_lost_on_an_answer_that_is_refused(signed_in: SignIn, given: dict[str, str]) -> None:
    identity = asked("hoa")
    response = signed_in(Role.UNIT_OFFICER, "so-a").post(f"/corrections/{identity}/answer/", given)
    assert response.status_code == 400
    assert given["text"] in response.content.decode()
    assert CorrectionRequest.objects.get().outcome == ""


def test_nobody_answers_the_own_request(signed_in: SignIn) -> None:
    identity = asked("hoa")
    officer = signed_in(Role.UNIT_OFFICER, "so-a", person="hoa")
    assert "somebody else answers it" in main(officer.get(f"/corrections/{identity}/"))
    response = officer.post(f"/corrections/{identity}/answer/", {"outcome": "corrected", "text": "x"})
    assert (response.status_code, CorrectionRequest.objects.get().outcome) == (400, "")


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.AUDITOR])
def test_those_who_keep_no_record_have_no_such_page(signed_in: SignIn, role: Role) -> None:
    identity = asked("hoa")
    client = signed_in(role, "tinh")
    assert [client.get(path).status_code for path in ("/corrections/", f"/corrections/{identity}/")] == [403, 403]


def test_an_official_has_no_such_page(signed_in: SignIn) -> None:
    assert signed_in(Role.OFFICIAL, person="hoa").get("/corrections/").status_code == 403


@pytest.mark.parametrize("more", [1, 3])
def test_the_list_asks_a_constant_number_of_questions(
    signed_in: SignIn, more: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        asked("hoa", number=number)
    client = signed_in(Role.UNIT_OFFICER, "so-a")
    with django_assert_max_num_queries(20):
        assert len(rows(client.get("/corrections/"))) == more
