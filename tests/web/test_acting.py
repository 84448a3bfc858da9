from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from liem.actions.models import Mandate, Role
from web.accounts import account_with, account_without_mandate, grant

pytestmark = pytest.mark.django_db


def english(account: object) -> Client:
    client = Client()
    client.force_login(account)  # type: ignore[arg-type]
    client.cookies["django_language"] = "en"
    return client


def test_an_account_without_a_mandate_is_told_so_on_every_page() -> None:
    client = english(account_without_mandate())
    for address in ("/", "/directives/", "/design/", "/mandates/"):
        response = client.get(address)
        assert response.status_code == 403
        assert "nobody has given this account a mandate that holds today" in response.content.decode()
    assert client.post("/sign-out/").status_code == 302


def test_a_mandate_that_has_ended_counts_for_nothing() -> None:
    account = account_without_mandate()
    grant(account, Role.INSPECTOR, "tinh-uy", end=date(2021, 1, 1))
    assert english(account).get("/").status_code == 403


def test_with_one_mandate_there_is_nothing_to_switch() -> None:
    page = english(account_with(Role.INSPECTOR, "tinh-uy")).get("/").content.decode()
    assert "Switch mandate" not in page
    assert "Inspector" in page


def test_an_account_with_two_mandates_begins_under_the_first_and_may_switch() -> None:
    account = account_with(Role.INSPECTOR, "tinh-uy", person="p1")
    grant(account, Role.OFFICIAL)
    client = english(account)
    assert "Inspector · tinh-uy" in client.get("/").content.decode()
    official = Mandate.objects.get(role=Role.OFFICIAL)
    assert client.post("/mandates/", {"mandate": official.identity}).headers["Location"] == "/"
    page = client.get("/").content.decode()
    assert "Official, own dossier" in page
    assert "Inspector · tinh-uy" not in page


def test_nobody_may_switch_to_the_mandate_of_another() -> None:
    other = account_with(Role.ORGANISATION_OFFICER, "tinh-uy", username="khac")
    client = english(account_with(Role.UNIT_OFFICER, "so-noi-vu"))
    response = client.post("/mandates/", {"mandate": other.mandates.get().identity})
    assert response.status_code == 200
    assert "Personnel officer of a unit" in client.get("/").content.decode()
