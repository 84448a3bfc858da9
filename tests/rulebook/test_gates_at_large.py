"""A gate and the evaluation of everybody agree in an invented country, where every table of facts has rows."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from django.db import connection

from facts_of import FROM_CASES
from liem.demo import CLOSING_DAY
from liem.demo.national import Country, draw
from liem.law.evaluate import Standing, evaluate
from liem.rulebook.book import rule_book
from liem.rulebook.engine import stored_tables, working_engine
from liem.rulebook.gates import gate
from liem.rulebook.vocabulary import vocabulary

PEOPLE = 4500
PROVINCES = ("01", "04")

LACKING = FROM_CASES | {"confidence_round"}  # no terms of office are drawn


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two invented provinces with a dozen communes each."""
    file = tmp_path_factory.mktemp("places") / "units.csv"
    units = [
        (code, f"tỉnh số {code}", f"{code}{number:03}", f"Xã thứ {number}", "Xã")
        for code in PROVINCES
        for number in range(12)
    ]
    lines = [("province_code", "province", "code", "name", "kind"), *units]
    file.write_text("".join(",".join(line) + "\n" for line in lines), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def drawn(places: Path) -> duckdb.DuckDBPyConnection:
    return draw(Country(places, people=PEOPLE), "01", PEOPLE)


@pytest.mark.django_db
def test_a_gate_finds_there_what_the_evaluation_of_everybody_finds(drawn: duckdb.DuckDBPyConnection) -> None:
    """In every table of facts that anything fills; the demo province lacks rows in some."""
    _store(drawn)
    law = rule_book().in_force(CLOSING_DAY)
    question = {
        "tables": stored_tables("record", "procedures"),
        "parameters": law.parameters_on(CLOSING_DAY),
        "as_of": CLOSING_DAY,
    }
    for table in [table for table in vocabulary().tables if table.is_filled]:
        rules = [rule for rule in law.rules if rule.about == table.name]
        everybody = evaluate(
            rules, vocabulary=vocabulary(), engine=working_engine(), include_not_applicable=True, **question
        )
        found: dict[tuple[str, str | None], list[Standing]] = {}
        for standing in everybody:
            found.setdefault((standing.subject, standing.person), []).append(standing)
        assert bool(found) is bool(rules) or table.name in LACKING, table.name
        for subject, person in list(found)[:: max(1, len(found) // 12)]:
            asked = gate(rules, subject=subject, person=person, **question).asked
            assert [one.standing for one in asked] == found[subject, person], table.name


def _store(drawn: duckdb.DuckDBPyConnection) -> None:
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for name, table in stored_tables("record", "procedures").items():
            columns = ", ".join(f'"{column}"' for column in table.columns)
            places = ", ".join(["%s"] * len(table.columns))
            rows = drawn.execute(f"SELECT {columns} FROM {name}").fetchall()
            cursor.executemany(f"INSERT INTO {name} ({columns}) VALUES ({places})", rows)
