"""Three bodies, one under the other, and accounts with mandates over them."""

from __future__ import annotations

from datetime import date

from liem.actions.accounts import Grant, NewAccount, create_account, grant_mandate, installation
from liem.actions.models import Account, Role
from liem.actions.permissions import Acting
from world import body, write

SUPERIORS = {"province": None, "north": "province", "north-desk": "north", "south": "province"}


def bodies() -> None:
    write(*(body(key, superior=above) for key, above in SUPERIORS.items()))


def officer(role: Role, over: str = "", *, username: str = "", person: str | None = None) -> Acting:
    """An account of its own with one mandate."""
    name = username or f"{role}-{over or person}"
    account = Account.objects.filter(username=name).first() or create_account(
        NewAccount(username=name, full_name=name.title(), password=None, person=person), by=installation()
    )
    grant = Grant(role=role, body=over, valid_from=date(2020, 1, 1))
    return Acting(account, grant_mandate(account, grant, by=installation()))
