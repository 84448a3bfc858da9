from __future__ import annotations

import pytest
from django.test import Client

from liem.actions.models import Account, Role
from web.accounts import PASSWORD, account_with

pytestmark = pytest.mark.django_db


def test_vietnamese_comes_first_whatever_the_browser_wishes() -> None:
    response = Client().get("/sign-in/", headers={"accept-language": "en"})
    assert '<html lang="vi">' in response.content.decode()
    assert response.headers["Content-Language"] == "vi"


def test_the_toggle_changes_the_language_and_stays_on_the_page() -> None:
    client = Client()
    response = client.post("/language/", {"language": "en", "next": "/sign-in/?next=/x"})
    assert response.headers["Location"] == "/sign-in/?next=/x"
    assert "Sign in to Liêm" in client.get("/sign-in/").content.decode()


def test_the_toggle_leads_nowhere_else() -> None:
    response = Client().post("/language/", {"language": "en", "next": "https://elsewhere.example/"})
    assert response.headers["Location"] == "/"


def test_a_choice_is_remembered_with_the_account_and_holds_in_the_next_browser() -> None:
    account = account_with(Role.INSPECTOR, "tinh-uy", username="kiemtra")
    client = Client()
    client.force_login(account)
    client.post("/language/", {"language": "en", "next": "/"})
    assert Account.objects.get(pk=account.pk).language == "en"
    other = Client()
    other.post("/sign-in/", {"username": "kiemtra", "password": PASSWORD})
    assert '<html lang="en">' in other.get("/").content.decode()


def test_a_language_that_there_is_not_changes_nothing() -> None:
    account = account_with(Role.INSPECTOR, "tinh-uy")
    client = Client()
    client.force_login(account)
    client.post("/language/", {"language": "fr", "next": "/"})
    assert Account.objects.get(pk=account.pk).language == "vi"
    assert '<html lang="vi">' in client.get("/").content.decode()


def test_the_language_is_changed_by_a_form_only() -> None:
    assert Client().get("/language/").status_code == 405
