from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from liem.actions.accounts import Grant, NewAccount, create_account, grant_mandate, installation
from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.record.importing import ImportReport, import_roster

from .rosters import SHEETS, Typed, write

Appoint = Callable[[Role, str], Acting]
Import = Callable[..., ImportReport]


@pytest.fixture
def appoint(db: None) -> Appoint:
    """A new account under a mandate over a body."""

    def make(role: Role, body: str) -> Acting:
        system = installation()
        account = create_account(NewAccount(username=f"{role}-{body}", full_name="", password=None), by=system)
        return Acting(
            account, grant_mandate(account, Grant(role=role, body=body, valid_from=date(2020, 1, 1)), by=system)
        )

    return make


@pytest.fixture
def officer(appoint: Appoint) -> Acting:
    """Of the Organisation Commission; answers for the whole province."""
    return appoint(Role.ORGANISATION_OFFICER, "tinh-uy")


@pytest.fixture
def bring_in(officer: Acting, tmp_path: Path) -> Import:
    """Types the sheets into `roster.xlsx` and imports it."""

    def run(sheets: Typed, *, by: Acting = officer, file: str = "roster.xlsx", dry_run: bool = False) -> ImportReport:
        path = write(tmp_path / file, sheets)
        return import_roster(path, sheets=SHEETS, by=by, dry_run=dry_run)

    return run
