"""Pairs of conditions about one fact table → one SQL text, compiled once, asked as often as needed.

What changes from one asking to the next (the day, parameters, cut-offs, chosen persons) travels in small relations.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from ibis.backends.sql import compilers
from sqlglot.optimizer.eliminate_subqueries import eliminate_subqueries

from liem.kernel.errors import LiemError, Message
from liem.law.collector import collector_paused
from liem.law.engine import Dialect, Engine
from liem.law.language.compile import Columns, CutOff, compile_condition, cut_offs_of
from liem.law.language.interpret import Value
from liem.law.language.tree import Node, ParameterRef, ValueType, facts_of, parameters_of
from liem.law.relations import Relation, with_query, with_relations
from liem.law.vocabulary import KEY_COLUMNS, FactTable, FactType

_FACTS = "asked_facts"
EVERYTHING_KNOWN = 2**62  # a ledger position after every entry


@dataclass(frozen=True, slots=True)
class Moment:
    """The day that is asked about, what was known, and the parameters in force."""

    as_of: date
    parameters: Mapping[str, Value]
    known_at: int = EVERYTHING_KNOWN


@dataclass(frozen=True, slots=True)
class Pair:
    """Whom it concerns (None: everybody), and what is asked of them."""

    applies: Node | None
    requires: Node


@dataclass(frozen=True, slots=True)
class Question:
    """Pairs of conditions about one fact table.

    `columns` are carried along besides the facts that the conditions touch. `grouped` asks for counts by the first of
    them instead of subjects; `narrowed` asks for chosen persons only; `concerned` drops subjects that no pair concerns.
    """

    table: FactTable
    pairs: tuple[Pair, ...]
    columns: tuple[str, ...] = ()
    grouped: bool = False
    narrowed: bool = False
    concerned: bool = True

    def nodes(self) -> tuple[Node, ...]:
        return tuple(node for pair in self.pairs for node in (pair.applies, pair.requires) if node is not None)


@dataclass(frozen=True, slots=True)
class _DayQuery:
    """SQL for the distinct end days of one fact."""

    fact: str
    sql: str
    schema: ibis.Schema


@dataclass(frozen=True, slots=True)
class Prepared:
    """A compiled question for one dialect."""

    question: Question
    dialect: Dialect
    sql: str
    schema: ibis.Schema
    cut_offs: tuple[CutOff, ...]
    day_queries: tuple[_DayQuery, ...]
    moment_schema: ibis.Schema
    parameters: tuple[ParameterRef, ...]

    def ask(
        self,
        engine: Engine,
        moment: Moment,
        *,
        persons: Collection[str] | None = None,
        stored: Sequence[Relation] = (),
    ) -> pa.Table:
        """Runs on the engine. `stored` are relations that stand in for stored tables (the rows of cases)."""
        return engine.execute(self.written(engine, moment, persons=persons, stored=stored), self.schema)

    def ask_each(self, engine: Engine, askings: Sequence[tuple[Moment, Sequence[Relation]]]) -> list[pa.Table]:
        """As `ask` for each moment with its stored relations, in one query: many small ones cost an engine dearly."""
        texts = (self.written(engine, moment, stored=stored) for moment, stored in askings)
        parts = (f"SELECT {place} AS asking, asked.* FROM ({text}) AS asked" for place, text in enumerate(texts))  # noqa: S608
        schema = ibis.schema({"asking": "int64", **self.schema})
        found = engine.execute(" UNION ALL ".join(parts), schema)
        return [found.filter(pc.equal(found["asking"], place)).drop_columns("asking") for place in range(len(askings))]

    def written(
        self,
        engine: Engine,
        moment: Moment,
        *,
        persons: Collection[str] | None = None,
        stored: Sequence[Relation] = (),
    ) -> str:
        """The SQL text of one asking. Asks the engine for the end days that the terms of the question run to."""
        relations = [*stored, self._moment_relation(moment)]
        if self.question.narrowed:
            relations.append(_chosen(persons or ()))
        days = {
            query.fact: engine.execute(with_relations(query.sql, relations, self.dialect), query.schema)
            for query in self.day_queries
        }
        return with_relations(self.sql, [*relations, *self._cut_off_relations(days, moment)], self.dialect)

    def _cut_off_relations(self, days: Mapping[str, pa.Table], moment: Moment) -> list[Relation]:
        return [
            _cut_off_relation(index, cut_off, days[cut_off.end_fact].column(0).to_pylist(), moment)
            for index, cut_off in enumerate(self.cut_offs)
            if cut_off.end_fact is not None
        ]

    def _moment_relation(self, moment: Moment) -> Relation:
        row: dict[str, object] = {"as_of": moment.as_of, "known_at": moment.known_at}
        for parameter in self.parameters:
            value = moment.parameters.get(parameter.name)
            as_text = parameter.type is ValueType.TERM and value is not None
            row[f"parameter_{parameter.name}"] = str(value) if as_text else value
        for index, cut_off in enumerate(self.cut_offs):
            if cut_off.end_fact is None:
                row[f"cut_off_{index}"] = cut_off.day(moment.as_of, moment.parameters)
        return Relation("moment", self.moment_schema, [[row[name] for name in self.moment_schema.names]])


def prepare(question: Question, tables: Mapping[str, ibis.Table], dialect: Dialect) -> Prepared:
    """The compiled question; compiled once per question, stored tables and dialect."""
    operations = tuple((name, tables[name].op()) for name in sorted(tables))
    return _prepare(question, operations, dialect)


@lru_cache(maxsize=512)
def _prepare(question: Question, operations: tuple[tuple[str, Any], ...], dialect: Dialect) -> Prepared:
    with collector_paused():
        return _compiled(question, {name: operation.to_expr() for name, operation in operations}, dialect)


def _compiled(question: Question, tables: Mapping[str, ibis.Table], dialect: Dialect) -> Prepared:
    """The facts are compiled once; the conditions and the distinct end days are asked of their text by its name."""
    cut_offs = cut_offs_of(*question.nodes())
    moment_schema = _moment_schema(question, cut_offs)
    moment = ibis.table(moment_schema, name="moment")
    base = _base(question, question.table.relation(tables, moment))
    facts, facts_sql = ibis.table(base.schema(), name=_FACTS), _sql(base, dialect)
    answers = _answers(question, facts, moment, cut_offs)
    expression = _counts(answers, question) if question.grouped else answers
    end_facts = dict.fromkeys(cut_off.end_fact for cut_off in cut_offs if cut_off.end_fact is not None)
    return Prepared(
        question,
        dialect,
        with_query(_sql(expression, dialect), _FACTS, facts_sql, dialect),
        expression.schema(),
        cut_offs,
        tuple(_day_query(facts, fact, facts_sql, dialect) for fact in end_facts),
        moment_schema,
        parameters_of(*question.nodes()),
    )


def _moment_schema(question: Question, cut_offs: tuple[CutOff, ...]) -> ibis.Schema:
    columns = {"as_of": "date", "known_at": "int64"}
    for parameter in parameters_of(*question.nodes()):
        columns[f"parameter_{parameter.name}"] = "string" if parameter.type is ValueType.TERM else "float64"
    for index, cut_off in enumerate(cut_offs):
        if cut_off.end_fact is None:
            columns[f"cut_off_{index}"] = "date"
    return ibis.schema(columns)


def facts_sql(table: FactTable, rows: ibis.Table, dialect: Dialect) -> tuple[str, ibis.Schema]:
    """The SQL of all facts of the table, whose relation is `rows`, with its key columns; and their types."""
    facts = _facts(table, rows, [fact.name for fact in table.facts])
    return _sql(facts, dialect), facts.schema()


def _base(question: Question, rows: ibis.Table) -> ibis.Table:
    """Key columns and the facts that are touched, of the persons that were chosen."""
    touched = dict.fromkeys([*(fact.name for fact in facts_of(*question.nodes())), *question.columns])
    base = _facts(question.table, rows, touched)
    if question.narrowed:
        base = base.filter(base.person.isin(_chosen(()).table().person))
    return base


def _facts(table: FactTable, rows: ibis.Table, names: Iterable[str]) -> ibis.Table:
    """Key columns and the named facts, with the types the vocabulary promises."""
    _refuse_missing_columns(table, rows)
    columns = {name: rows[name] for name in KEY_COLUMNS}
    for name in names:
        fact = table.fact(name)
        if fact is None:  # a key column
            continue
        columns[name] = rows[name].cast("float64") if fact.type is FactType.NUMBER else rows[name]
        if fact.type is FactType.COUNT:
            columns[name] = rows[name].fill_null(0).cast("int64")
        if fact.closed_column:
            columns[fact.closed_column] = rows[fact.closed_column].fill_null(False)
    return rows.select(**columns)


def _answers(question: Question, base: ibis.Table, moment: ibis.Table, cut_offs: tuple[CutOff, ...]) -> ibis.Table:
    """The base with one column per condition: `applies_<i>` (where there is one) and `requires_<i>`."""
    joined = base.cross_join(moment)
    for index, cut_off in enumerate(cut_offs):
        if cut_off.end_fact is not None:
            days = _cut_off_table(index)
            joined = joined.left_join(days, joined[cut_off.end_fact] == days[f"cut_off_{index}_day"])
    columns = Columns(
        joined,
        {cut_off: f"cut_off_{index}" for index, cut_off in enumerate(cut_offs)},
        {parameter.name: f"parameter_{parameter.name}" for parameter in parameters_of(*question.nodes())},
    )
    answers = {}
    for index, pair in enumerate(question.pairs):
        if pair.applies is not None:
            answers[f"applies_{index}"] = compile_condition(pair.applies, columns)
        answers[f"requires_{index}"] = compile_condition(pair.requires, columns)
    answered = joined.select(*(joined[name] for name in base.columns), **answers)
    concerns = [answered[f"applies_{index}"] for index, pair in enumerate(question.pairs) if pair.applies is not None]
    if question.concerned and len(concerns) == len(question.pairs):
        answered = answered.filter(ibis.or_(*(concern.fill_null(True) for concern in concerns)))
    return answered


COUNT_COLUMNS = ("sure_yes", "sure_no", "sure_open", "open_yes", "open_no", "open_open")


def count_column(name: str, index: int) -> str:
    """The column that holds one of `COUNT_COLUMNS` for the pair at `index`."""
    return f"{name}_{index}"


def _counts(answers: ibis.Table, question: Question) -> ibis.Table:
    """Rows by the values of the question's columns, and per pair by whether they belong and count.

    All pairs are counted in one pass, so that the facts beneath them are worked out once.
    """
    sums = {}
    for index, pair in enumerate(question.pairs):
        belongs = ibis.literal(True) if pair.applies is None else answers[f"applies_{index}"]
        counted = answers[f"requires_{index}"]
        # Only what is true is counted, so a null needs no care here. `count(where=…)` would be null on Spark for none.
        belonging = {"sure": belongs, "open": belongs.isnull()}
        counting = {"yes": counted, "no": ~counted, "open": counted.isnull()}
        for column in COUNT_COLUMNS:
            member, result = column.split("_")
            sums[count_column(column, index)] = ibis.cases((belonging[member] & counting[result], 1)).count()
    return answers.group_by(list(question.columns)).aggregate(**sums)


def _day_query(facts: ibis.Table, fact: str, facts_sql: str, dialect: Dialect) -> _DayQuery:
    days = facts.filter(facts[fact].notnull()).select(fact).distinct()
    return _DayQuery(fact, with_query(_sql(days, dialect), _FACTS, facts_sql, dialect), days.schema())


def _cut_off_table(index: int) -> ibis.Table:
    return ibis.table({f"cut_off_{index}_day": "date", f"cut_off_{index}": "date"}, name=f"cut_off_{index}")


def _cut_off_relation(index: int, cut_off: CutOff, days: Sequence[date], moment: Moment) -> Relation:
    rows = [(day, cut_off.day(day, moment.parameters)) for day in days]
    return Relation(f"cut_off_{index}", _cut_off_table(index).schema(), rows)


def _chosen(persons: Collection[str]) -> Relation:
    return Relation("chosen_person", ibis.schema({"person": "string"}), [(person,) for person in persons])


def _sql(expression: ibis.Table, dialect: Dialect) -> str:
    compiler = getattr(compilers, dialect).compiler
    tree = compiler.to_sqlglot(expression)
    if dialect == "sqlite":
        # Side by side as CTEs: SQLite's parser bears only some ten subqueries within one another.
        tree = eliminate_subqueries(tree.copy())
    sql = str(tree.sql(dialect=compiler.dialect, copy=dialect != "sqlite"))
    if "_IBIS_" in sql:
        raise LiemError(
            "law.foreign_function",
            Message(
                "Truy vấn cần một hàm mà cơ sở dữ liệu không có. Hãy viết lại chỉ bằng so sánh và phép nối bảng.",
                "The query needs a function that the database lacks. Rewrite the fact with comparisons and joins only.",
            ),
        )
    return sql


def _refuse_missing_columns(table: FactTable, rows: ibis.Table) -> None:
    missing = [name for name in table.schema().names if name not in rows.columns]
    if missing:
        raise LiemError(
            "law.fact_columns",
            Message(
                f"Bảng dữ kiện “{table.name}” thiếu cột {', '.join(missing)}. Hãy sửa hàm rows của bảng.",
                f"Fact table “{table.name}” lacks the columns {', '.join(missing)}. Correct its rows function.",
            ),
            {"table": table.name, "columns": missing},
        )
