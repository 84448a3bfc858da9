"""The page of notices, and where letters go."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Account, Notice, OutboxMessage, Role
from record import small_record
from web.conftest import SignIn
from web.seen import heading, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record() -> None:
    small_record.build()


def told(client: Client, number: int = 1, *, path: str = "/duties/") -> list[Notice]:
    """Notices of the account that the client is signed in with."""
    account = Account.objects.get(pk=client.session["_auth_user_id"])
    message = OutboxMessage.objects.order_by("pk").first()
    assert message is not None
    now = timezone.now()
    return Notice.objects.bulk_create(
        Notice(message=message, account=account, path=f"{path}?n={one}", number=2, created=now) for one in range(number)
    )


@pytest.fixture
def officer(signed_in: SignIn) -> Client:
    return signed_in(Role.UNIT_OFFICER, "so-a")


def test_new_notices_are_listed_and_seen_when_their_reader_says_so(officer: Client) -> None:
    told(officer, 2)
    page = officer.get("/notices/")
    assert (heading(page), len(rows(page))) == ("2 new notices", 2)
    keys = list(Notice.objects.values_list("pk", flat=True))
    officer.post("/notices/seen/", {"notice": keys})
    assert heading(officer.get("/notices/")) == "You have looked at every notice"


def test_nobody_sees_or_marks_the_notices_of_another(officer: Client, signed_in: SignIn) -> None:
    mine = told(officer)
    other = signed_in(Role.UNIT_OFFICER, "so-b")
    other.post("/notices/seen/", {"notice": [one.pk for one in Notice.objects.all()]})
    assert heading(other.get("/notices/")) == "No notices yet"
    assert (len(mine), Notice.objects.get().seen_at) == (1, None)


@pytest.mark.parametrize("key", ["9" * 19, "9" * 5000, "-1", "1 OR 1=1", "²", ""])
def test_what_is_no_key_marks_nothing(key: str, officer: Client) -> None:
    told(officer)
    assert officer.post("/notices/seen/", {"notice": [key]}).status_code == 302
    assert Notice.objects.get().seen_at is None


@pytest.mark.parametrize(
    "email", ["hoa@example.vn\r\nBcc: khac@example.vn", "a@b.vn,khac@example.vn", "a@" + "b" * 400]
)
def test_no_address_brings_another_header_or_reader_into_a_letter(email: str, officer: Client) -> None:
    assert officer.post("/notices/letters/", {"email": email, "wants_mail": "on"}).status_code == 400
    assert not Account.objects.exclude(email="").exists()


def test_an_address_that_is_none_keeps_what_was_typed(officer: Client) -> None:
    page = officer.post("/notices/letters/", {"email": "khong-phai", "wants_mail": "on"})
    assert (page.status_code, "khong-phai" in page.content.decode()) == (400, True)
    assert not Account.objects.exclude(email="").exists()


def test_letters_are_set_for_the_own_account_alone(officer: Client) -> None:
    account = Account.objects.get(pk=officer.session["_auth_user_id"])
    officer.post("/notices/letters/", {"email": "hoa@example.vn"})
    account.refresh_from_db()
    assert (account.email, account.wants_mail) == ("hoa@example.vn", False)
    assert Account.objects.exclude(pk=account.pk).exclude(email="").count() == 0


def test_an_official_has_notices_too(signed_in: SignIn) -> None:
    official = signed_in(Role.OFFICIAL, person="hoa")
    assert official.get("/notices/").status_code == 200


@pytest.mark.parametrize("number", [1, 5])
def test_the_number_of_queries_does_not_grow(
    number: int, officer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    told(officer, number)
    officer.get("/notices/")
    with django_assert_num_queries(11):
        assert len(rows(officer.get("/notices/"))) == number
