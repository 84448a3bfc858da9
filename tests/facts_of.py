"""The rows of a fact table on the working database, as plain Python values."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import ibis

from liem.law.engine import Dialect
from liem.law.questions import _sql
from liem.oversight.audit import STORED_APPS
from liem.rulebook.engine import stored_tables, working_engine
from liem.rulebook.vocabulary import vocabulary

FROM_CASES = frozenset(
    {
        "annulment",
        "appointment_file",
        "confidence_vote",
        "grading",
        "personnel_officer",
        "personnel_meeting",
        "proposal",
        "relief_case",
        "suspension",
        "transfer",
        "vacancy",
    }
)
"""Tables that running cases alone fill: a record without cases has none of a kind."""


@cache
def _sql_of(table: str, dialect: Dialect) -> str:
    """Compiled once a process: the day stands beside it."""
    published = vocabulary().table(table)
    assert published is not None
    moment = ibis.table({"as_of": "date", "known_at": "int64"}, name="moment")
    return _sql(published.relation(stored_tables(*STORED_APPS), moment), dialect)


def facts_of(table: str, as_of: date, *, known_at: int = 2**62) -> dict[str, dict[str, Any]]:
    """Subject → its facts on the day, without the subject itself."""
    published = vocabulary().table(table)
    assert published is not None
    engine = working_engine()
    sql = _sql_of(table, engine.dialect)
    day = f"DATE '{as_of}'" if engine.dialect == "postgres" else f"'{as_of}'"
    now = f"moment AS (SELECT {day} AS as_of, CAST({known_at} AS BIGINT) AS known_at)"
    prefixed = f"WITH {now}, {sql[5:]}" if sql.startswith("WITH ") else f"WITH {now} {sql}"
    found = engine.execute(prefixed, published.schema()).to_pylist()
    subjects = [row.pop("subject") for row in found]
    assert len(set(subjects)) == len(subjects), "a subject stands for one row"
    return dict(zip(subjects, found, strict=True))
