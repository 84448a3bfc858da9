"""The invented country: the size asked for, the same every time, and made of what the record can store."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from django.apps import apps

from liem.demo import CLOSING_DAY
from liem.demo.national import Country, draw, write_snapshots, write_stored
from liem.kernel.dates import Term, end_of
from liem.kernel.retirement import retirement_day
from liem.law.snapshots import read_snapshot
from liem.record import choices
from liem.record.names import sort_name, without_marks
from liem.rulebook.engine import stored_tables
from liem.rulebook.vocabulary import vocabulary

PEOPLE = 4500
PROVINCES = ("01", "04")
# Facts that only a case at work has; the country's record shows what was decided, not how.
OF_RUNNING_CASES = {
    "annulment",
    "appointment_file",
    "confidence_round",
    "confidence_vote",
    "grading",
    "personnel_meeting",
    "personnel_officer",
    "proposal",
    "relief_case",
    "suspension",
    "transfer",
    "vacancy",
}


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


def test_it_has_the_tables_and_columns_that_the_record_stores(drawn: duckdb.DuckDBPyConnection) -> None:
    for name, table in stored_tables("record", "procedures").items():
        assert drawn.table(name).columns == list(table.columns), name


def test_it_has_as_many_people_as_asked_and_about_three_tenures_each(drawn: duckdb.DuckDBPyConnection) -> None:
    people, tenures = (
        drawn.sql(f"SELECT count(*) FROM {name}").fetchall()[0][0] for name in ("record_person", "record_tenure")
    )
    assert people == PEOPLE
    assert 3 * PEOPLE <= tenures <= 3.1 * PEOPLE


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("record_poststate", "role", choices.PostRole),
        ("record_bodystate", "kind", choices.BodyKind),
        ("record_bodystate", "level", choices.Level),
        ("record_kinship", "relation", choices.Relation),
        ("record_attestation", "section", choices.Section),
        ("record_evaluationform", "grade", choices.Grade),
        ("record_qualification", "level", choices.QualificationLevel),
        ("record_discipline", "form", choices.DisciplineForm),
        ("record_tenure", "kind", choices.TenureKind),
    ],
)
def test_it_uses_the_records_own_words(
    drawn: duckdb.DuckDBPyConnection, table: str, column: str, words: type[choices.models.TextChoices]
) -> None:
    found = {word for (word,) in drawn.sql(f"SELECT DISTINCT {column} FROM {table}").fetchall()}
    assert found - {""} <= set(words.values)
    assert found - {""}


@pytest.mark.parametrize(
    ("table", "column", "named"),
    [
        ("record_tenure", "post_id", "record_post"),
        ("record_tenure", "person_id", "record_person"),
        ("record_poststate", "body_id", "record_body"),
        ("record_bodystate", "superior_id", "record_body"),
        ("record_bodystate", "place_id", "record_place"),
        ("record_persondetails", "home_place_id", "record_place"),
        ("record_kinship", "relative_id", "record_person"),
        ("record_successionentry", "list_id", "record_successionlist"),
        ("procedures_participation", "person_id", "record_person"),
    ],
)
def test_nothing_names_what_is_not_there(drawn: duckdb.DuckDBPyConnection, table: str, column: str, named: str) -> None:
    lost = f"SELECT count(*) FROM {table} WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT key FROM {named})"
    assert drawn.sql(lost).fetchall() == [(0,)]


def test_nobody_began_before_22_or_serves_past_retirement_age(drawn: duckdb.DuckDBPyConnection) -> None:
    began = drawn.sql(
        "SELECT DISTINCT born_on, sex, min(valid_from) OVER (PARTITION BY person_id) "
        "FROM record_persondetails JOIN record_tenure USING (person_id) WHERE born_on IS NOT NULL AND sex <> ''"
    ).fetchall()
    assert len(began) > PEOPLE / 2
    assert [one for one in began if one[2] < end_of(one[0], Term(years=22))] == []
    assert [one for one in began if retirement_day(one[0], one[1]) <= CLOSING_DAY] == []


def test_keys_are_unique(drawn: duckdb.DuckDBPyConnection) -> None:
    for model in (model for app in ("record", "procedures") for model in apps.get_app_config(app).get_models()):
        name, key = model._meta.db_table, model._meta.pk.column
        assert drawn.sql(f"SELECT count(*) - count(DISTINCT {key}) FROM {name}").fetchall() == [(0,)], name


def test_the_same_seed_gives_the_same_country_and_another_seed_another(places: Path) -> None:
    def tenures(seed: int) -> list[tuple[object, ...]]:
        with draw(Country(places, people=500, seed=seed), "01", 500) as connection:
            return connection.sql("SELECT identity, post_id, valid_from FROM record_tenure ORDER BY ALL").fetchall()

    assert tenures(1) == tenures(1) != tenures(2)


def test_snapshots_hold_the_facts_of_every_filled_table(places: Path, tmp_path: Path) -> None:
    country = Country(places, people=5000)
    write_snapshots(tmp_path / "snapshots", country, taken_at=datetime(2026, 11, 1, tzinfo=UTC))
    ((province, people),) = country.provinces()
    assert (province, people) == ("01", 5000)
    manifest = read_snapshot(tmp_path / "snapshots" / province).manifest
    rows = {table.table: table.rows for table in manifest.tables}
    assert rows.keys() == {table.name for table in vocabulary().tables if table.is_filled}
    assert rows["holding"] >= 5000
    assert {name for name, count in rows.items() if not count} == OF_RUNNING_CASES


def test_stored_tables_are_written_province_by_province(places: Path, tmp_path: Path) -> None:
    counts = write_stored(tmp_path, Country(places, people=1000))
    assert counts["record_person"] == 1000
    assert [file.name for file in (tmp_path / "record_tenure").iterdir()] == ["01.parquet"]
    assert [file.name for file in (tmp_path / "record_place").iterdir()] == ["all.parquet"]


def test_names_are_searched_and_sorted_by_what_the_record_would_store(drawn: duckdb.DuckDBPyConnection) -> None:
    rows = drawn.sql("SELECT name, search_name, sort_name FROM record_persondetails").fetchall()
    assert rows == [(name, without_marks(name), sort_name(name)) for name, _, _ in rows]
