"""The whole record, asked on DuckDB: the same findings and the same figures as on the working database.

On PostgreSQL alone, for it is long: what SQLite finds is held to the same oracle (`test_planted`).
"""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from liem.demo import CLOSING_DAY, DISTRICTS_DAY
from liem.law.engine import DuckDBEngine
from liem.law.evaluate import evaluate
from liem.law.measure import evaluate_targets
from liem.law.rules import Service
from liem.oversight.audit import STORED_APPS, run_audit
from liem.rulebook.book import rule_book
from liem.rulebook.engine import stored_tables, working_engine
from liem.rulebook.vocabulary import vocabulary

pytestmark = [pytest.mark.django_db, pytest.mark.only_on_postgresql, pytest.mark.usefixtures("lac_giang")]


@pytest.fixture
def copied(db: None, lac_giang: list[str]) -> DuckDBEngine:
    """Every stored table, copied into DuckDB as it stands."""
    connection = duckdb.connect()
    for name, table in stored_tables(*STORED_APPS).items():
        columns = ", ".join(f'"{column}"' for column in table.columns)
        rows = working_engine().execute(f'SELECT {columns} FROM "{name}"', table.schema())
        connection.register("copied", rows)
        connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM copied')
        connection.unregister("copied")
    return DuckDBEngine(connection)


def test_duckdb_finds_what_the_working_database_finds(copied: DuckDBEngine) -> None:
    for day in (DISTRICTS_DAY, CLOSING_DAY):
        _compare(copied, day)


def _compare(copied: DuckDBEngine, day: date) -> None:
    law = rule_book().in_force(day)
    question = {
        "vocabulary": vocabulary(),
        "tables": stored_tables(*STORED_APPS),
        "engine": copied,
        "parameters": law.parameters_on(day),
        "as_of": day,
    }
    here = run_audit(as_of=day)
    there = evaluate(law.serving(Service.AUDIT), **question)
    assert len(there) > 5000
    assert {(s.rule_id, s.subject): s for s in there} == {(s.rule_id, s.subject): s for s in here.standings}
    assert evaluate_targets(law.targets, **question) == list(here.targets)
