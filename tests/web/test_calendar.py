"""What falls due on a page, and the secret address by which a calendar program reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from liem.actions.accounts import end_mandate, installation
from liem.actions.models import Account, Mandate, Role
from liem.record import due
from liem.record.models import DeclarationDuty, Tenure
from liem.web.models import CalendarFeed, FailedSignIn
from record import small_record
from web.conftest import SignIn
from web.seen import heading, links, main, rows

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
NAMES = ("Trần Thị Hoa", "Nguyễn Thu Hoà", "Lê Văn Hòa", "PHẠM HOÀNG")


@pytest.fixture(autouse=True)
def record() -> None:
    small_record.build()
    due = TODAY() + timedelta(days=40)
    for number, (person, body) in enumerate((("hoa", "so-a"), ("hòa", "so-b")), start=1):
        DeclarationDuty.objects.create(
            key=f"d{number}", person_id=person, body_id=body, year=2026, due_on=due + timedelta(days=number)
        )
    Tenure.objects.filter(identity="t2").update(valid_to=TODAY() + timedelta(days=200))


def address_of(client: Client) -> str:
    answer = client.post("/calendar/subscribe/")
    found = re.search(r"http://testserver(/calendar/[A-Za-z0-9_-]{43}\.ics)", answer.content.decode())
    assert found
    return found[1]


def people_in(calendar: str) -> list[str]:
    return re.findall(r"SUMMARY:[^:]+: (.+)\r\n", calendar.replace("\r\n ", ""))


def test_the_page_tells_what_falls_due_within_the_mandate(signed_in: SignIn) -> None:
    officer = signed_in(Role.ORGANISATION_OFFICER, "tinh")
    page = officer.get("/calendar/")
    assert heading(page).startswith("2 things fall due before ")
    assert [row[1:3] for row in rows(page)] == [
        ["Declaration due", "Trần Thị Hoa Sở A"],
        ["Declaration due", "Lê Văn Hòa Sở B"],
    ]
    assert heading(officer.get("/calendar/?months=12")).startswith("3 things fall due before ")
    assert [row[1] for row in rows(officer.get("/calendar/?months=12&kind=term_end"))] == ["Term ends"]
    assert [row[2] for row in rows(officer.get("/calendar/?body=so-b"))] == ["Lê Văn Hòa Sở B"]
    unit = signed_in(Role.UNIT_OFFICER, "so-a").get("/calendar/")
    assert [row[2] for row in rows(unit)] == ["Trần Thị Hoa Sở A"]


def test_an_official_sees_the_own_days_only(signed_in: SignIn) -> None:
    page = signed_in(Role.OFFICIAL, person="hoa").get("/calendar/?months=24")
    assert [row[2] for row in rows(page)] == ["Trần Thị Hoa Sở A"]
    assert "Calendar file" not in main(page)


def test_only_who_may_take_data_out_finds_the_files(signed_in: SignIn) -> None:
    pages = {role: main(signed_in(role, "tinh").get("/calendar/")) for role in (Role.AUDITOR, Role.INSPECTOR)}
    assert {role: "Calendar file (.ics)" in said for role, said in pages.items()} == {
        Role.AUDITOR: True,
        Role.INSPECTOR: False,
    }


def test_a_secret_address_answers_without_signing_in_and_names_nobody(signed_in: SignIn) -> None:
    address = address_of(signed_in(Role.ORGANISATION_OFFICER, "tinh"))
    answer = Client().get(address)
    calendar = answer.content.decode()
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert answer["Cache-Control"] == "private, max-age=3600"
    assert "Set-Cookie" not in answer
    assert people_in(calendar) == ["hoa", "hòa", "hoàng"]
    assert [name for name in NAMES if name in calendar.replace("\r\n ", "")] == []


def test_only_the_digest_of_the_secret_is_kept_and_it_is_shown_once(signed_in: SignIn) -> None:
    client = signed_in(Role.INSPECTOR, "tinh")
    address = address_of(client)
    token = address.removeprefix("/calendar/").removesuffix(".ics")
    (feed,) = CalendarFeed.objects.all()
    assert feed.digest == sha256(token.encode()).hexdigest()
    assert token not in str(list(CalendarFeed.objects.values()))
    assert token not in client.get("/calendar/").content.decode()


def test_the_calendar_holds_what_the_mandate_reaches_at_that_moment(signed_in: SignIn) -> None:
    unit = address_of(signed_in(Role.UNIT_OFFICER, "so-a"))
    official = address_of(signed_in(Role.OFFICIAL, person="hòa"))
    assert people_in(Client().get(unit).content.decode()) == ["hoa", "hoàng"]
    assert people_in(Client().get(official).content.decode()) == ["hòa"]
    DeclarationDuty.objects.filter(key="d1").update(body_id="so-b")
    due.forget()  # a duty never changes; it was moved beside the ledger
    assert people_in(Client().get(unit).content.decode()) == ["hoàng"]


def _mandate_ends() -> None:
    end_mandate(Mandate.objects.get(body="tinh"), on=TODAY(), reason="thôi việc", by=installation())


def _account_closes() -> None:
    Account.objects.filter(username="inspector-tinh").update(is_active=False)


def _address_ends() -> None:
    CalendarFeed.objects.update(known_to=99)


@pytest.mark.parametrize("ends", [_mandate_ends, _account_closes, _address_ends])
def test_the_address_dies_with_the_mandate_the_account_or_its_end(signed_in: SignIn, ends: Callable[[], None]) -> None:
    address = address_of(signed_in(Role.INSPECTOR, "tinh"))
    assert Client().get(address).status_code == 200
    ends()
    answer = Client().get(address)
    assert (answer.status_code, answer.content) == (404, b"")


def test_an_address_is_ended_by_its_owner_and_by_nobody_else(signed_in: SignIn) -> None:
    owner, other = signed_in(Role.INSPECTOR, "tinh"), signed_in(Role.UNIT_OFFICER, "so-a")
    address = address_of(owner)
    identity = CalendarFeed.objects.get().identity
    assert other.post("/calendar/end/", {"feed": identity}).status_code == 400
    assert Client().get(address).status_code == 200
    assert owner.post("/calendar/end/", {"feed": identity}).status_code == 302
    assert Client().get(address).status_code == 404
    assert "End this address" not in main(owner.get("/calendar/"))


def test_the_exemption_from_signing_in_is_for_the_secret_address_alone() -> None:
    stranger = Client()
    for address in ("/calendar/", "/calendar/?months=12"):
        assert stranger.get(address)["Location"].startswith("/sign-in/")
    for address in ("/calendar/subscribe/", "/calendar/end/"):
        assert stranger.post(address)["Location"].startswith("/sign-in/")
    tried = [stranger.get(f"/calendar/{token}.ics").status_code for token in ("x", "ế" * 20, "a" * 400, "%00")]
    assert tried == [404, 404, 404, 400]
    assert stranger.post("/calendar/x.ics").status_code == 405


def test_whoever_guesses_too_often_waits(signed_in: SignIn) -> None:
    address = address_of(signed_in(Role.INSPECTOR, "tinh"))
    guesser = Client(REMOTE_ADDR="203.0.113.7")
    tried = [guesser.get(f"/calendar/{number}.ics").status_code for number in range(41)]
    assert tried == [404] * 40 + [429]
    assert (guesser.get(address).status_code, Client().get(address).status_code) == (429, 200)
    assert FailedSignIn.objects.count() == 40


def test_an_account_has_so_many_addresses_and_no_more(signed_in: SignIn) -> None:
    client = signed_in(Role.INSPECTOR, "tinh")
    for _number in range(10):
        address_of(client)
    refused = client.post("/calendar/subscribe/")
    assert (refused.status_code, CalendarFeed.objects.count()) == (400, 10)


def owe(count: int, at: str, *, day: date) -> None:
    """So many people of the body owe a declaration on the day."""
    for number in range(count):
        key = f"{at}-{number}"
        small_record.person(key, f"Người {number}", date(1985, 5, 5), sex="woman")
        DeclarationDuty.objects.create(key=key, person_id=key, body_id=at, year=2026, due_on=day)


def test_many_of_one_day_are_one_row_that_leads_to_each(signed_in: SignIn) -> None:
    day = TODAY() + timedelta(days=60)
    owe(52, "so-a", day=day)
    owe(2, "so-a/phong", day=day)
    owe(3, "so-b", day=day)
    officer = signed_in(Role.ORGANISATION_OFFICER, "tinh")
    page = officer.get("/calendar/")
    assert heading(page).startswith("59 things fall due before ")
    assert [row[1:3] for row in rows(page)][2:] == [["Declaration due", "57 cases at 3 bodies Sở A 54 Sở B 3"]]

    asked = f"?months=3&kind=declaration&day={day}"
    of_day = officer.get(f"/calendar/{asked}")
    assert heading(of_day) == f"Declaration due on {day:%d/%m/%Y}: 57 cases"
    assert rows(of_day) == [["Sở A", "2", "54"], ["Sở B", "1", "3"]]
    assert f"/calendar/{asked}&body=so-b" in links(of_day)

    of_b = officer.get(f"/calendar/{asked}&body=so-b")
    assert [row[2] for row in rows(of_b)] == [f"Người {number} Sở B" for number in range(3)]
    of_a = officer.get(f"/calendar/{asked}&body=so-a")
    assert rows(of_a) == [["Sở A", "1", "52"], ["Phòng Tổ chức", "1", "2"]]
    own = f"/calendar/{asked}&at=so-a"
    assert own in links(of_a)
    assert heading(officer.get(own)) == f"Declaration due on {day:%d/%m/%Y}: 52 cases"
    assert len(rows(officer.get(own))) == 50
    assert len(rows(officer.get(f"{own}&page=2"))) == 2


def test_a_day_is_looked_into_within_the_mandate_only(signed_in: SignIn) -> None:
    day = TODAY() + timedelta(days=60)
    owe(5, "so-a", day=day)
    owe(5, "so-b", day=day)
    unit = signed_in(Role.UNIT_OFFICER, "so-a")
    for where in ("", "&body=so-b", "&at=so-b"):
        page = unit.get(f"/calendar/?kind=declaration&day={day}{where}")
        assert [row[2] for row in rows(page)] == [f"Người {number} Sở A" for number in range(5)]


def test_a_feed_tells_many_by_their_number(signed_in: SignIn) -> None:
    owe(5, "so-a", day=TODAY() + timedelta(days=60))
    address = address_of(signed_in(Role.UNIT_OFFICER, "so-a"))
    assert people_in(Client().get(address).content.decode()) == ["hoa", "5 cases\\, Sở A", "hoàng"]


@pytest.mark.parametrize("many", [1, 60])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    signed_in: SignIn, many: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(many):
        small_record.body(f"x{place}", f"Phòng {place}", "unit", "province", "so-b")
        owe(1, f"x{place}", day=TODAY() + timedelta(days=place % 80))
    owe(many * 6, "so-b", day=TODAY() + timedelta(days=85))
    officer = signed_in(Role.ORGANISATION_OFFICER, "tinh")
    with django_assert_max_num_queries(37):
        assert len(rows(officer.get("/calendar/"))) == min(50, 3 + many)
    with django_assert_max_num_queries(21):
        officer.get("/calendar/")
