"""Invented bodies, accounts and mandates, made through actions on a real database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from liem.actions import scope
from liem.actions.accounts import Grant, NewAccount, create_account, grant_mandate, installation
from liem.actions.ledger_keys import keys_folder
from liem.actions.models import Account, Role
from liem.actions.permissions import Acting
from liem.actions.triggers import UNGUARD

LONG_AGO = date(2020, 1, 1)


def in_subtree(mandate_body: str, body: str, day: date) -> bool:
    """Here the key of a body begins with the key of the body above it: tinh/so-y-te lies under tinh."""
    return body == mandate_body or body.startswith(f"{mandate_body}/")


@pytest.fixture(autouse=True)
def _tree_of_bodies() -> Iterator[None]:
    former, former_top = scope.register(in_subtree), scope.register_top(lambda body, day: "/" not in body)
    yield
    scope.register(former)
    scope.register_top(former_top)


Appoint = Callable[..., Acting]


@pytest.fixture
def system(db: None) -> Acting:
    return installation()


@pytest.fixture
def account(system: Acting) -> Account:
    return create_account(
        NewAccount(username="may", full_name="Lò Thị Mây", password="mot-mat-khau-dai", person="person-may"), by=system
    )


@pytest.fixture
def appoint(system: Acting, account: Account) -> Appoint:
    """Grants the account a mandate and gives back the two together."""

    def grant(role: Role, body: str = "", valid_from: date = LONG_AGO, valid_to: date | None = None) -> Acting:
        grant = Grant(role=role, body=body, valid_from=valid_from, valid_to=valid_to)
        return Acting(account, grant_mandate(account, grant, by=system))

    return grant


@pytest.fixture
def officer(appoint: Appoint) -> Acting:
    return appoint(Role.ORGANISATION_OFFICER, "tinh")


@pytest.fixture
def home() -> Path:
    """Where the private key of the ledger lies, empty at first."""
    return keys_folder()


@pytest.fixture
def unguarded(db: None) -> None:
    """An attacker who owns the database drops the triggers first."""
    with connection.cursor() as cursor:
        for statement in UNGUARD[connection.vendor]:
            cursor.execute(statement)
