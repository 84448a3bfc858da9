"""Signs worth a look: listed by decision, answered, reviewed; never counted or ranked by person."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Reading, Role
from liem.oversight.models import Audit, Flag, FlagReply, FlagReview, FlagSurvey
from liem.rulebook.book import rule_book
from web import audited
from web.conftest import SignIn
from web.seen import heading, links, main

pytestmark = pytest.mark.django_db

JUMP = "grade_jump_before_appointment"
LONG_AFTER = date(2999, 1, 1)


@pytest.fixture(autouse=True)
def record() -> None:
    audited.build()
    newest = Audit.objects.order_by("-as_of")[0]
    flag(newest, "q1", "hoa", "so-a", decided_on=date(2026, 9, 1))
    flag(newest, "q2", "hoà", "xa", decided_on=date(2026, 10, 1))
    FlagSurvey.objects.create(audit=newest, flag=JUMP, raised=2, expired=1, clear=5, unknown=3)


def flag(audit: Audit, subject: str, person: str, body: str, *, decided_on: date, expires: date = LONG_AFTER) -> Flag:
    return Flag.objects.create(
        audit=audit,
        flag=JUMP,
        about="personnel_decision",
        subject=subject,
        person=person,
        body=body,
        evidence=[{"fact": "decided_on", "value": decided_on.isoformat(), "closed": None, "kind": "fact"}],
        decided_on=decided_on,
        raised_on=audit.as_of,
        expires_on=expires,
    )


def number_of(subject: str) -> int:
    return Flag.objects.get(subject=subject).pk


def test_decisions_are_listed_the_latest_first_and_nobody_is_named(signed_in: SignIn) -> None:
    response = signed_in(Role.INSPECTOR, "tinh").get("/flags/")
    assert heading(response) == "2 decisions show a sign worth a look"
    said = main(response)
    assert said.index("decided on 01/10/2026") < said.index("decided on 01/09/2026")
    assert {name for name in ("Trần Thị Hoa", "Nguyễn Thu Hoà") if name in said} == set()
    shown = rule_book().flag(JUMP)
    assert shown is not None
    assert shown.in_words.en in said
    assert "⚑ 2 show it · ? 3 could not be told" in said


def test_a_unit_officer_sees_the_decisions_of_the_own_subtree_only(signed_in: SignIn) -> None:
    client = signed_in(Role.UNIT_OFFICER, "so-a")
    page = client.get("/flags/")
    assert heading(page) == "1 decision shows a sign worth a look"
    assert "How far it was looked" not in main(page)
    assert client.get(f"/flags/{number_of('q2')}/").status_code == 404


def test_an_auditor_sees_no_signs_and_no_way_to_them(signed_in: SignIn) -> None:
    client = signed_in(Role.AUDITOR, "tinh")
    assert client.get("/flags/").status_code == 403
    assert client.get(f"/flags/{number_of('q1')}/").status_code == 404
    assert 'href="/flags/"' not in client.get("/").content.decode()


def test_an_official_finds_the_own_sign_on_the_own_page_and_replies(signed_in: SignIn) -> None:
    client = signed_in(Role.OFFICIAL, person="hoa")
    assert client.get("/flags/")["Location"] == "/mine/"
    own, other = number_of("q1"), number_of("q2")
    shown = links(client.get("/mine/"))
    assert (f"/flags/{own}/" in shown, f"/flags/{other}/" in shown) == (True, False)
    assert client.get(f"/flags/{other}/").status_code == 404
    page = client.get(f"/flags/{own}/")
    assert "Your reply" in main(page)
    assert "Close the sign" not in main(page)
    assert client.post(f"/flags/{own}/reply/", {"text": "Năm trước tôi đi học."}).status_code == 302
    assert "Năm trước tôi đi học." in main(client.get(f"/flags/{own}/"))
    assert client.post(f"/flags/{other}/reply/", {"text": "không được"}).status_code == 404
    assert FlagReply.objects.count() == 1


def test_opening_a_sign_about_somebody_is_logged_once_for_each_opening(signed_in: SignIn) -> None:
    client = signed_in(Role.INSPECTOR, "tinh")
    assert "is on record" in main(client.get(f"/flags/{number_of('q1')}/"))
    client.head(f"/flags/{number_of('q1')}/")
    assert [(one.person, one.role) for one in Reading.objects.all()] == [("hoa", Role.INSPECTOR)]
    signed_in(Role.OFFICIAL, person="hoa").get(f"/flags/{number_of('q1')}/")
    assert Reading.objects.count() == 1


def test_a_review_closes_the_sign(signed_in: SignIn) -> None:
    client = signed_in(Role.INSPECTOR, "tinh")
    number = number_of("q1")
    response = client.post(f"/flags/{number}/review/", {"outcome": "explained", "text": "Có quyết định công nhận."})
    assert response.status_code == 302
    assert FlagReview.objects.get().outcome == "explained"
    assert "Explained. Có quyết định công nhận." in main(client.get(f"/flags/{number}/"))
    assert heading(client.get("/flags/")) == "1 decision shows a sign worth a look"
    assert heading(client.get("/flags/?state=all")) == "2 decisions show or showed a sign worth a look"


@pytest.mark.parametrize("given", [{"outcome": "guilty", "text": "gì đó"}, {"outcome": "explained", "text": "  "}])
def test_nothing_is_lost_on_a_review_that_is_refused(signed_in: SignIn, given: dict[str, str]) -> None:
    response = signed_in(Role.INSPECTOR, "tinh").post(f"/flags/{number_of('q1')}/review/", given)
    assert response.status_code == 400
    assert given["text"] in response.content.decode()
    assert FlagReview.objects.count() == 0


def test_a_reply_that_is_refused_stays_in_its_field(signed_in: SignIn) -> None:
    text = "x" * 4001
    response = signed_in(Role.OFFICIAL, person="hoa").post(f"/flags/{number_of('q1')}/reply/", {"text": text})
    assert (response.status_code, text in response.content.decode()) == (400, True)


def test_an_expired_sign_is_not_open_and_takes_no_reply(signed_in: SignIn) -> None:
    newest = Audit.objects.order_by("-as_of")[0]
    gone = flag(newest, "q3", "hoà", "xa", decided_on=date(2020, 1, 1), expires=date(2022, 1, 1))
    client = signed_in(Role.ORGANISATION_OFFICER, "tinh")
    assert heading(client.get("/flags/")) == "2 decisions show a sign worth a look"
    page = main(client.get(f"/flags/{gone.pk}/"))
    assert "expired" in page
    assert "Reply of the body" not in page


def test_the_list_asks_a_constant_number_of_questions(
    signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(Role.INSPECTOR, "tinh")
    client.get("/flags/")
    with django_assert_max_num_queries(21):
        client.get("/flags/")
    newest = Audit.objects.order_by("-as_of")[0]
    for day in range(1, 6):
        flag(newest, f"more{day}", "hoàng", "so-a/phong", decided_on=date(2026, 8, day))
    with django_assert_max_num_queries(21):
        client.get("/flags/")


@pytest.mark.parametrize("query", ["?sort=person", "?person=hoa", "?q=Hoa"])
def test_no_address_filters_or_sorts_by_person(signed_in: SignIn, query: str) -> None:
    client: Client = signed_in(Role.INSPECTOR, "tinh")
    plain = main(client.get("/flags/"))
    assert main(client.get(f"/flags/{query}")) == plain
