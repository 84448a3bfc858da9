from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from liem.actions.models import Account, Role
from liem.web import attempts
from liem.web.models import FailedSignIn
from web.accounts import PASSWORD, account_with

pytestmark = pytest.mark.django_db

WRONG = "User name and password do not fit together"
WAIT = "Too many attempts failed"


@pytest.fixture
def officer() -> Account:
    return account_with(Role.INSPECTOR, "tinh-uy", username="kiemtra")


@pytest.fixture
def english() -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    return client


def attempt(client: Client, username: str = "kiemtra", password: str = PASSWORD, **more: str) -> tuple[int, str]:
    response = client.post("/sign-in/", {"username": username, "password": password, **more})
    return response.status_code, response.headers.get("Location") or response.content.decode()


def fail(client: Client, times: int, username: str = "kiemtra") -> None:
    for _ in range(times):
        status, page = attempt(client, username, "sai")
        assert (status, WRONG in page) == (200, True)


def test_the_right_password_leads_to_the_desk(officer: Account, english: Client) -> None:
    assert attempt(english) == (302, "/")


def test_next_is_followed_within_this_site_only(officer: Account, english: Client) -> None:
    assert attempt(english, next="/directives/?q=a") == (302, "/directives/?q=a")
    for address in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"):
        assert attempt(Client(), next=address) == (302, "/")


def test_every_page_asks_to_sign_in_and_comes_back(english: Client) -> None:
    response = english.get("/directives/?q=a")
    assert (response.status_code, response.headers["Location"]) == (302, "/sign-in/?next=/directives/%3Fq%3Da")


def test_a_wrong_password_and_an_unknown_name_read_the_same(officer: Account, english: Client) -> None:
    _, wrong = attempt(english, "kiemtra", "sai")
    _, unknown = attempt(english, "khongco", "sai")
    assert WRONG in wrong
    assert (
        wrong.replace("kiemtra", "X").split("<form")[2].split("csrf")[0]
        == (unknown.replace("khongco", "X").split("<form")[2].split("csrf")[0])
    )


def test_an_account_that_was_closed_reads_like_a_wrong_password(officer: Account, english: Client) -> None:
    Account.objects.update(is_active=False)
    status, page = attempt(english)
    assert (status, WRONG in page) == (200, True)


def test_after_five_failures_from_one_address_even_the_right_password_waits(officer: Account, english: Client) -> None:
    fail(english, attempts.PER_ACCOUNT_AND_ADDRESS)
    status, page = attempt(english)
    assert (status, WAIT in page) == (200, True)
    # The same account from another address, and another account from the same one, go on.
    assert (
        Client(REMOTE_ADDR="10.0.0.9").post("/sign-in/", {"username": "kiemtra", "password": PASSWORD}).status_code
        == 302
    )
    account_with(Role.AUDITOR, "tinh-uy", username="giamsat")
    assert attempt(english, "giamsat") == (302, "/")


def test_capitals_and_spaces_do_not_start_a_new_count(officer: Account, english: Client) -> None:
    fail(english, 3, "kiemtra")
    fail(english, 2, "KiemTra ")
    assert WAIT in attempt(english)[1]


def test_one_account_tried_from_many_addresses_waits_everywhere(officer: Account) -> None:
    now = timezone.now()
    for number in range(attempts.PER_ACCOUNT):
        attempts.remember_failure("kiemtra", f"10.0.1.{number}", now=now)
    assert attempts.must_wait("kiemtra", "10.0.2.1", now=now)
    assert not attempts.must_wait("giamsat", "10.0.2.1", now=now)


def test_one_address_that_tries_many_accounts_waits(officer: Account) -> None:
    now = timezone.now()
    for number in range(attempts.PER_ADDRESS):
        attempts.remember_failure(f"a{number}", "10.0.1.1", now=now)
    assert attempts.must_wait("kiemtra", "10.0.1.1", now=now)
    assert not attempts.must_wait("kiemtra", "10.0.1.2", now=now)


def test_a_quarter_of_an_hour_later_one_may_try_again_and_a_day_later_nothing_is_kept() -> None:
    now = timezone.now()
    for _ in range(attempts.PER_ACCOUNT_AND_ADDRESS):
        attempts.remember_failure("kiemtra", "10.0.1.1", now=now)
    assert attempts.must_wait("kiemtra", "10.0.1.1", now=now + attempts.WINDOW - timedelta(seconds=1))
    assert not attempts.must_wait("kiemtra", "10.0.1.1", now=now + attempts.WINDOW)
    attempts.remember_failure("khac", "10.0.1.1", now=now + attempts.KEPT + timedelta(seconds=1))
    assert list(FailedSignIn.objects.values_list("username", flat=True)) == ["khac"]


@pytest.mark.parametrize(
    ("https", "connection", "forwarded", "expected"),
    [
        (False, "10.0.0.1", "10.9.9.9", "10.0.0.1"),
        (True, "127.0.0.1", "10.9.9.9, 10.0.0.2", "10.0.0.2"),
        (True, "127.0.0.1", None, "127.0.0.1"),
        (True, "127.0.0.1", "nonsense", None),
        (False, "", None, None),
    ],
)
def test_a_client_cannot_choose_its_own_address(
    https: bool, connection: str, forwarded: str | None, expected: str | None, settings: Settings
) -> None:
    settings.HTTPS = https
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR=connection, headers=headers)
    assert attempts.address_of(request) == expected


def test_whoever_signs_in_starts_afresh(officer: Account, english: Client) -> None:
    fail(english, 4)
    assert attempt(english) == (302, "/")
    assert FailedSignIn.objects.count() == 0


def test_signing_out_needs_a_form_and_ends_the_session(officer: Account, english: Client) -> None:
    attempt(english)
    assert english.get("/sign-out/").status_code == 405
    assert english.post("/sign-out/").headers["Location"] == "/sign-in/"
    assert english.get("/").status_code == 302
