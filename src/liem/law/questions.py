"""Pairs of conditions about one fact table → one SQL text, compiled once, asked as often as needed.

What changes from one asking to the next (the day, parameters, cut-offs, chosen persons) travels in small relations.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import ibis
import pyarrow as pa

from liem.kernel.errors import LiemError, Message
from liem.law.engine import Dialect, Engine
from liem.law.language.compile import Columns, CutOff, compile_condition, cut_offs_of
from liem.law.language.interpret import Value
from liem.law.language.tree import Node, ValueType, facts_of, parameters_of
from liem.law.relations import Relation, with_relations
from liem.law.vocabulary import KEY_COLUMNS, FactTable, FactType

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
    them instead of subjects (then there is one pair); `narrowed` for chosen persons only; `concerned` drops subjects
    that no pair concerns.
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

    def ask(
        self,
        engine: Engine,
        moment: Moment,
        *,
        persons: Collection[str] | None = None,
        stored: Sequence[Relation] = (),
    ) -> pa.Table:
        """Runs on the engine. `stored` are relations that stand in for stored tables (the rows of cases)."""
        relations = [*stored, self._moment_relation(moment)]
        if self.question.narrowed:
            relations.append(_chosen(persons or ()))
        days = {
            query.fact: engine.execute(with_relations(query.sql, relations, self.dialect), query.schema)
            for query in self.day_queries
        }
        relations += [
            _cut_off_relation(index, cut_off, days[cut_off.end_fact].column(0).to_pylist(), moment)
            for index, cut_off in enumerate(self.cut_offs)
            if cut_off.end_fact is not None
        ]
        return engine.execute(with_relations(self.sql, relations, self.dialect), self.schema)

    def _moment_relation(self, moment: Moment) -> Relation:
        row: dict[str, object] = {"as_of": moment.as_of, "known_at": moment.known_at}
        for parameter in parameters_of(*self.question.nodes()):
            value = moment.parameters.get(parameter.name)
            as_text = parameter.type is ValueType.TERM and value is not None
            row[f"parameter_{parameter.name}"] = str(value) if as_text else value
        for index, cut_off in enumerate(self.cut_offs):
            if cut_off.end_fact is None:
                row[f"cut_off_{index}"] = cut_off.day(moment.as_of, moment.parameters)
        schema = _moment_schema(self.question, self.cut_offs)
        return Relation("moment", schema, [[row[name] for name in schema.names]])


def prepare(question: Question, tables: Mapping[str, ibis.Table], dialect: Dialect) -> Prepared:
    """The compiled question; compiled once per question, stored tables and dialect."""
    operations = tuple((name, tables[name].op()) for name in sorted(tables))
    return _prepare(question, operations, dialect)


@lru_cache(maxsize=512)
def _prepare(question: Question, operations: tuple[tuple[str, Any], ...], dialect: Dialect) -> Prepared:
    tables = {name: operation.to_expr() for name, operation in operations}
    cut_offs = cut_offs_of(*question.nodes())
    moment = ibis.table(_moment_schema(question, cut_offs), name="moment")
    base = _base(question, tables, moment)
    answers = _answers(question, base, moment, cut_offs)
    expression = _counts(answers, question) if question.grouped else answers
    end_facts = dict.fromkeys(cut_off.end_fact for cut_off in cut_offs if cut_off.end_fact is not None)
    return Prepared(
        question,
        dialect,
        _sql(expression, dialect),
        expression.schema(),
        cut_offs,
        tuple(_day_query(base, fact, dialect) for fact in end_facts),
    )


def _moment_schema(question: Question, cut_offs: tuple[CutOff, ...]) -> ibis.Schema:
    columns = {"as_of": "date", "known_at": "int64"}
    for parameter in parameters_of(*question.nodes()):
        columns[f"parameter_{parameter.name}"] = "string" if parameter.type is ValueType.TERM else "float64"
    for index, cut_off in enumerate(cut_offs):
        if cut_off.end_fact is None:
            columns[f"cut_off_{index}"] = "date"
    return ibis.schema(columns)


def _base(question: Question, tables: Mapping[str, ibis.Table], moment: ibis.Table) -> ibis.Table:
    """Key columns and the facts that are touched, with the types the vocabulary promises."""
    touched = dict.fromkeys([*(fact.name for fact in facts_of(*question.nodes())), *question.columns])
    rows = question.table.rows(tables, moment)
    _refuse_missing_columns(question.table, rows)
    columns = {name: rows[name] for name in KEY_COLUMNS}
    for name in touched:
        fact = question.table.fact(name)
        if fact is None:  # a key column
            continue
        columns[name] = rows[name].cast("float64") if fact.type is FactType.NUMBER else rows[name]
        if fact.type is FactType.COUNT:
            columns[name] = rows[name].fill_null(0).cast("int64")
        if fact.closed_column:
            columns[fact.closed_column] = rows[fact.closed_column].fill_null(False)
    base = rows.select(**columns)
    if question.narrowed:
        base = base.filter(base.person.isin(_chosen(()).table().person))
    return base


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
        belongs, counted = answers[f"applies_{index}"], answers[f"requires_{index}"]
        assert pair.applies is not None, "a target has a population"
        belonging = {"sure": belongs.fill_null(False), "open": belongs.isnull()}
        counting = {"yes": counted.fill_null(False), "no": (~counted).fill_null(False), "open": counted.isnull()}
        for column in COUNT_COLUMNS:
            member, result = column.split("_")
            ones = ibis.cases((belonging[member] & counting[result], 1), else_=0)
            sums[count_column(column, index)] = ones.sum()
    return answers.group_by(list(question.columns)).aggregate(**sums)


def _day_query(base: ibis.Table, fact: str, dialect: Dialect) -> _DayQuery:
    days = base.filter(base[fact].notnull()).select(fact).distinct()
    return _DayQuery(fact, _sql(days, dialect), days.schema())


def _cut_off_table(index: int) -> ibis.Table:
    return ibis.table({f"cut_off_{index}_day": "date", f"cut_off_{index}": "date"}, name=f"cut_off_{index}")


def _cut_off_relation(index: int, cut_off: CutOff, days: Sequence[date], moment: Moment) -> Relation:
    rows = [(day, cut_off.day(day, moment.parameters)) for day in days]
    return Relation(f"cut_off_{index}", _cut_off_table(index).schema(), rows)


def _chosen(persons: Collection[str]) -> Relation:
    return Relation("chosen_person", ibis.schema({"person": "string"}), [(person,) for person in persons])


def _sql(expression: ibis.Table, dialect: Dialect) -> str:
    sql = str(ibis.to_sql(expression, dialect=dialect))
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
