"""The engine on the working database leaves the connection as it found it."""

from __future__ import annotations

import ibis
import pytest
from django.db import DatabaseError, connection, transaction

from liem.rulebook.engine import working_engine

ONE = ibis.schema({"one": "string"})
SETTINGS = ("enable_nestloop", "jit")


def _settings() -> list[str]:
    with connection.cursor() as cursor:
        return [cursor.execute(f"SHOW {name}").fetchone()[0] for name in SETTINGS]


@pytest.mark.django_db
def test_a_query_is_sent_as_it_is_written() -> None:
    assert working_engine().execute("SELECT '100 %; %s' AS one", ONE).to_pylist() == [{"one": "100 %; %s"}]


@pytest.mark.only_on_postgresql
@pytest.mark.django_db(transaction=True)
def test_whole_tables_are_planned_without_nested_loops_and_nothing_of_it_stays() -> None:
    before = _settings()
    asked = "SELECT current_setting('enable_nestloop') || current_setting('jit') AS one"
    alone = working_engine().execute(asked, ONE).to_pylist()
    with transaction.atomic():
        within = working_engine().execute(asked, ONE).to_pylist()
        after = _settings()
    assert (alone, within) == ([{"one": "offoff"}], [{"one": "offoff"}])
    assert (after, _settings()) == (before, before)


@pytest.mark.only_on_postgresql
@pytest.mark.django_db(transaction=True)
def test_nothing_of_it_stays_when_the_query_fails() -> None:
    before = _settings()
    with pytest.raises(DatabaseError):
        working_engine().execute("SELECT 1 / 0 AS one", ONE)
    with transaction.atomic():
        with pytest.raises(DatabaseError), transaction.atomic():
            working_engine().execute("SELECT 1 / 0 AS one", ONE)
        assert _settings() == before
    assert _settings() == before
