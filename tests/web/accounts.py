"""Accounts with mandates, made through the actions that make them in use."""

from __future__ import annotations

from datetime import date

from liem.actions.accounts import Grant, NewAccount, create_account, grant_mandate, installation
from liem.actions.models import Account, Role

PASSWORD = "mat-khau-thu-nghiem"


def account_without_mandate(username: str = "moi", *, language: str = "vi", person: str | None = None) -> Account:
    new = NewAccount(username=username, full_name="Đỗ Thị Thử", password=PASSWORD, person=person, language=language)
    return create_account(new, by=installation())


def account_with(
    role: Role, body: str = "", *, username: str = "", person: str | None = None, language: str = "vi"
) -> Account:
    account = account_without_mandate(username or f"{role}-{body or person}", language=language, person=person)
    grant(account, role, body)
    return account


def grant(account: Account, role: Role, body: str = "", *, end: date | None = None) -> None:
    grant_mandate(account, Grant(role=role, body=body, valid_from=date(2020, 1, 1), valid_to=end), by=installation())
