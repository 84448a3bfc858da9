"""Rules over a small stored record: who stands where, with which evidence, and what is missing."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import duckdb
import ibis
import pytest

from law.engines import duckdb_engine, sqlite_engine
from law.vocabulary import EVALUATION, PERSONNEL_WORK, VOCABULARY
from liem.kernel.dates import Term
from liem.kernel.errors import LiemError
from liem.kernel.verdicts import Verdict
from liem.law.engine import Engine
from liem.law.evaluate import Evidence, Standing, evaluate
from liem.law.explain import explain_standing
from liem.law.language.tree import Span
from liem.law.packs import Law, load_law
from liem.law.rules import Rule
from liem.law.vocabulary import Vocabulary

AS_OF = date(2025, 5, 31)
CREATE = [
    "CREATE TABLE evaluation (subject text, person text, body text, year float, grade text, products bigint,"
    " products_closed boolean, collective_references bigint, collective_references_closed boolean)",
    "CREATE TABLE personnel_work (subject text, person text, body text, continuous_since date)",
    "INSERT INTO evaluation VALUES"
    " ('e1', 'an', 'north', 2024, 'excellent', 0, true, 1, false),"
    " ('e2', 'binh', 'north', 2024, 'excellent', 0, false, 1, true),"
    " ('e3', 'chi', 'south', 2024, 'good', 0, true, 0, true),"
    " ('e4', 'it''s', 'south', 2024, NULL, 2, true, 0, false)",
    "INSERT INTO personnel_work VALUES ('w1', 'an', 'north', '2020-05-31'), ('w2', 'binh', 'north', '2020-06-01')",
]
TABLES = {known.name: ibis.table(known.schema(), name=known.name) for known in (EVALUATION, PERSONNEL_WORK)}


@pytest.fixture(scope="module")
def law() -> Law:
    return load_law(VOCABULARY)


@pytest.fixture(params=["sqlite", "duckdb"])
def engine(request: pytest.FixtureRequest) -> Engine:
    connection = sqlite3.connect(":memory:") if request.param == "sqlite" else duckdb.connect()
    for statement in CREATE:
        connection.execute(statement)
    if isinstance(connection, sqlite3.Connection):
        return sqlite_engine(connection)
    return duckdb_engine(connection)


def rules_of(law: Law, *names: str) -> list[Rule]:
    found = [law.rule(name) for name in names]
    return [rule for rule in found if rule is not None]


def standings(law: Law, engine: Engine, *names: str, **changes: object) -> list[Standing]:
    asked: Mapping[str, object] = {"parameters": law.parameters_on(AS_OF), "as_of": AS_OF, **changes}
    found = evaluate(rules_of(law, *names), vocabulary=VOCABULARY, tables=TABLES, engine=engine, **asked)  # type: ignore[arg-type]
    return sorted(found, key=lambda standing: (standing.rule_id, standing.subject))


def excellent(subject: str, person: str, body: str, verdict: Verdict, *evidence: Evidence, **more: object) -> Standing:
    return Standing("excellent_needs_product", subject, person, body, verdict, evidence, **more)  # type: ignore[arg-type]


def test_standings_carry_verdict_evidence_and_what_is_missing(law: Law, engine: Engine) -> None:
    assert standings(law, engine, "excellent_needs_product") == [
        excellent("e1", "an", "north", Verdict.NOT_MET, Evidence("grade", "excellent"), Evidence("products", 0, True)),
        excellent(
            "e2",
            "binh",
            "north",
            Verdict.UNKNOWN,
            Evidence("grade", "excellent"),
            Evidence("products", 0, False),
            missing=("products",),
        ),
        excellent(
            "e4",
            "it's",
            "south",
            Verdict.UNKNOWN,
            Evidence("grade", None),
            Evidence("products", 2, True),
            missing=("grade",),
        ),
    ]


def test_several_rules_about_several_tables_are_asked_together(law: Law, engine: Engine) -> None:
    names = ("excellent_needs_product", "grade_beside_collective", "moved_after_years_in_personnel_work")
    found = {(s.rule_id, s.subject): s.verdict for s in standings(law, engine, *names, include_not_applicable=True)}
    assert found == {
        ("excellent_needs_product", "e1"): Verdict.NOT_MET,
        ("excellent_needs_product", "e2"): Verdict.UNKNOWN,
        ("excellent_needs_product", "e3"): Verdict.NOT_APPLICABLE,
        ("excellent_needs_product", "e4"): Verdict.UNKNOWN,
        ("grade_beside_collective", "e1"): Verdict.MET,
        ("grade_beside_collective", "e2"): Verdict.MET,
        ("grade_beside_collective", "e3"): Verdict.NOT_MET,
        ("grade_beside_collective", "e4"): Verdict.UNKNOWN,
        ("moved_after_years_in_personnel_work", "w1"): Verdict.NOT_MET,
        ("moved_after_years_in_personnel_work", "w2"): Verdict.MET,
    }


@pytest.mark.parametrize(
    ("persons", "subjects"), [(["binh", "it's"], ["e2", "e4"]), (["nobody"], []), ([], []), (["x' OR '1'='1"], [])]
)
def test_chosen_persons_only(law: Law, engine: Engine, persons: list[str], subjects: list[str]) -> None:
    found = standings(law, engine, "grade_beside_collective", persons=persons)
    assert [standing.subject for standing in found] == subjects


def test_another_day_and_another_value_reuse_the_same_question(law: Law, engine: Engine) -> None:
    name = "moved_after_years_in_personnel_work"
    next_day = {s.subject: s.verdict for s in standings(law, engine, name, as_of=date(2025, 6, 1))}
    longer = {"years_in_personnel_work": Term(years=6)}
    other_value = {s.subject: s.verdict for s in standings(law, engine, name, parameters=longer)}
    assert (next_day, other_value) == (
        {"w1": Verdict.NOT_MET, "w2": Verdict.NOT_MET},
        {"w1": Verdict.MET, "w2": Verdict.MET},
    )


def test_a_value_that_is_not_verified_is_told_from_a_missing_paper(law: Law, engine: Engine) -> None:
    name = "moved_after_years_in_personnel_work"
    first = standings(law, engine, name, parameters={"years_in_personnel_work": None})[0]
    assert first == Standing(
        name,
        "w1",
        "an",
        "north",
        Verdict.UNKNOWN,
        (
            Evidence("continuous_since", date(2020, 5, 31)),
            Evidence("years_in_personnel_work", None, is_parameter=True),
        ),
        missing=(),
        unverified=("years_in_personnel_work",),
    )


def test_a_standing_can_be_explained_from_its_evidence(law: Law, engine: Engine) -> None:
    standing = standings(law, engine, "excellent_needs_product")[0]
    rule = rules_of(law, standing.rule_id)[0]
    explanation = explain_standing(rule, standing, as_of=AS_OF)
    assert explanation.applies is not None
    assert explanation.requires is not None
    assert (
        explanation.applies.answer,
        explanation.requires.answer,
        explanation.requires.deciding,
        explanation.missing,
    ) == (True, False, (Span(0, 13),), ())


def test_facts_that_lack_a_promised_column_are_refused(law: Law) -> None:
    lacking = Vocabulary((replace(EVALUATION, rows=lambda tables, moment: tables["evaluation"].drop("grade")),))
    with pytest.raises(LiemError) as refused:
        evaluate(
            rules_of(law, "excellent_needs_product"),
            vocabulary=lacking,
            tables=TABLES,
            engine=sqlite_engine(),
            parameters={},
            as_of=AS_OF,
        )
    assert (refused.value.code, refused.value.data["columns"]) == ("law.fact_columns", ["grade"])


def test_facts_that_need_a_function_the_database_lacks_are_refused(law: Law) -> None:
    strange = replace(
        EVALUATION, rows=lambda tables, moment: tables["evaluation"].mutate(grade=lambda t: t.grade.reverse())
    )
    with pytest.raises(LiemError) as refused:
        evaluate(
            rules_of(law, "excellent_needs_product"),
            vocabulary=Vocabulary((strange,)),
            tables=TABLES,
            engine=sqlite_engine(),
            parameters={},
            as_of=AS_OF,
        )
    assert refused.value.code == "law.foreign_function"
