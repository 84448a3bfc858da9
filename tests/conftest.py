"""What all tests share: the folder of real directives, a fast password hasher, a database that can be emptied."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from liem.actions.triggers import UNGUARD

REPOSITORY = Path(__file__).resolve().parents[1]


def pytest_configure() -> None:
    # The real hasher is slow on purpose.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def absent(what: str, why: str) -> None:
    """Skips the test, or fails it where LIEM_REQUIRE (a comma-separated list) says that `what` must be here."""
    if what in os.environ.get("LIEM_REQUIRE", "").split(","):
        pytest.fail(f"LIEM_REQUIRE names {what}, but {why}")
    pytest.skip(f"{what}: {why}")


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The folder with the real directives and their gold readings, beside the repository or at LIEM_SHARED."""
    folder = Path(os.environ.get("LIEM_SHARED") or REPOSITORY.parent / "shared")
    if not folder.is_dir():
        absent("shared", "the folder of real directives is not there; set LIEM_SHARED to it")
    return folder


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What means PostgreSQL only is left to the pass over PostgreSQL (scripts/test.py says when there is none)."""
    if connection.vendor == "postgresql":
        return
    left = [item for item in items if item.get_closest_marker("only_on_postgresql")]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """On SQLite a test that commits is cleared up with DELETE, which the guard of the ledger would refuse."""
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            for statement in UNGUARD["sqlite"]:
                cursor.execute(statement)
