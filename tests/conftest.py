"""What all tests share: the folder of real directives, a fast password hasher, a database that can be emptied."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from django.conf import settings
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from liem.actions.triggers import UNGUARD
from liem.kernel.errors import LiemError
from liem.law.spark import SparkEngine, spark_session
from liem.oversight import queries
from liem.record import due, state
from liem.record.quality import survey

REPOSITORY = Path(__file__).resolve().parents[1]


def pytest_configure() -> None:
    # The real hasher is slow on purpose.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def chromium_program() -> str | None:
    """The Chromium of this machine: LIEM_CHROMIUM, or found on the PATH; the one without windows is four times as
    quick to open a page."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    return os.environ.get("LIEM_CHROMIUM") or next((found for name in names if (found := shutil.which(name))), None)


def absent(what: str, why: str) -> NoReturn:
    """Skips the test, or fails it where LIEM_REQUIRE (a comma-separated list) says that `what` must be here."""
    if what in os.environ.get("LIEM_REQUIRE", "").split(","):
        pytest.fail(f"LIEM_REQUIRE names {what}, but {why}")
    pytest.skip(f"{what}: {why}")


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Tests change rows beside the ledger, by which the code knows what it may keep."""
    due.forget()
    queries.forget()
    state.forget()
    survey.forget()


@pytest.fixture(autouse=True)
def _keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has a ledger of its own, so it has keys and papers of its own."""
    monkeypatch.setattr(settings, "KEYS", tmp_path / "keys")
    monkeypatch.setattr(settings, "PAPERS", tmp_path / "papers")


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with its tables and nothing in them, to be copied for processes of their own."""
    home = tmp_path_factory.mktemp("empty")
    environment = {**os.environ, "LIEM_DATABASE_URL": f"sqlite:///{home}/liem.sqlite3", "LIEM_HOME": str(home)}
    environment |= {"DJANGO_SETTINGS_MODULE": "liem.web.settings"}
    subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity=0"], env=environment, check=True)
    return home / "liem.sqlite3"


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The folder with the real directives and their gold readings, beside the repository or at LIEM_SHARED."""
    folder = Path(os.environ.get("LIEM_SHARED") or REPOSITORY.parent / "shared")
    if not folder.is_dir():
        absent("shared", "the folder of real directives is not there; set LIEM_SHARED to it")
    return folder


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What means PostgreSQL only is left to the pass over PostgreSQL (scripts/test.py says when there is none). What
    says nothing about the database is not run there again. What takes longest is left to `make torture`."""
    markers = ["once" if connection.vendor == "postgresql" else "only_on_postgresql"]
    markers += [] if "LIEM_TORTURE" in os.environ else ["torture"]
    left = [item for item in items if any(map(item.get_closest_marker, markers))]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]


@pytest.fixture(scope="session")
def spark_engine() -> SparkEngine:
    """Spark in this process, set for many small questions; skips loudly, or fails where LIEM_REQUIRE names spark."""
    # Compiling a plan to Java code pays for millions of rows only.
    plain = {
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.shuffle.partitions": "1",
    }
    try:
        return SparkEngine(spark_session(memory="1g", settings=plain))
    except LiemError as error:
        absent("spark", error.message.en)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """On SQLite a test that commits is cleared up with DELETE, which the guard of the ledger would refuse."""
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            for statement in UNGUARD["sqlite"]:
                cursor.execute(statement)
