"""Random conditions over random things, and whether an engine answers them as the plain interpreter does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st

from law.vocabulary import fact, table
from liem.kernel.dates import Term
from liem.law.engine import Engine
from liem.law.language.check import check
from liem.law.language.interpret import Row, answer
from liem.law.language.parse import parse
from liem.law.language.tree import Node, ValueType
from liem.law.questions import Moment, Pair, Question, prepare
from liem.law.relations import Relation
from liem.law.vocabulary import FactType

Thing = Mapping[str, Any]
Answer = bool | None

THING = table(
    "thing",
    fact("yes_a", FactType.BOOLEAN),
    fact("yes_b", FactType.BOOLEAN),
    fact("number_a", FactType.NUMBER),
    fact("number_b", FactType.NUMBER),
    fact("word_a", FactType.TEXT, "x", "y"),
    fact("word_b", FactType.TEXT),
    fact("day_a", FactType.DATE),
    fact("day_b", FactType.DATE),
    fact("rows_a", FactType.COUNT),
    fact("rows_b", FactType.COUNT),
    fact("latest_a", FactType.LATEST),
    fact("latest_b", FactType.LATEST),
)
PARAMETERS = {"least": ValueType.NUMBER, "span": ValueType.TERM}
SCHEMA = THING.schema()

numbers = st.sampled_from(["0", "1", "2", "2.5"])
days = st.sampled_from(["2024-02-29", "2025-02-28", "2025-03-31"])
terms = st.sampled_from(["1 month", "1 year", "4 years", "1 year 1 day", "30 days", "span"])
comparisons = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
end_days = st.sampled_from(["as_of", "day_a", "day_b"])
sums = st.recursive(
    st.sampled_from(["number_a", "number_b", "least"]),
    lambda part: st.builds("({} {} {})".format, part, st.sampled_from("+-*"), st.one_of(part, numbers)),
    max_leaves=3,
)
number_values = st.one_of(sums, numbers)
day_values = st.one_of(st.sampled_from(["day_a", "day_b", "as_of"]), days)
leaves = st.one_of(
    st.sampled_from(["yes_a", "yes_b", "yes_a = yes_b", "yes_a != true"]),
    st.builds("{} {} {}".format, number_values, comparisons, number_values),
    st.builds("{} {} {}".format, day_values, comparisons, day_values),
    st.builds("{} between {} and {}".format, number_values, number_values, number_values),
    st.builds("{} between {} and {}".format, day_values, day_values, day_values),
    st.builds("rows_a {} {}".format, comparisons, number_values),
    st.builds("{} {} rows_b".format, number_values, comparisons),
    st.builds("rows_b between {} and {}".format, number_values, number_values),
    st.builds("latest_a {} {}".format, comparisons, day_values),
    st.builds("{} {} latest_b".format, day_values, comparisons),
    st.sampled_from(["word_a = 'x'", "word_a != word_b", "word_b in ('x', 'y')", "word_a in ('y')", "word_b = ''"]),
    st.builds("number_a in ({}, {})".format, numbers, numbers),
    st.builds("{} is known".format, st.sampled_from(["yes_a", "word_b", "rows_a", "latest_b", "least", "span"])),
    st.builds("elapsed({}, {})".format, day_values, terms),
    st.builds("elapsed({}, {}, by {})".format, day_values, terms, end_days),
    st.builds("within({}, {}, before {})".format, st.one_of(day_values, st.just("latest_a")), terms, end_days),
)
conditions = st.recursive(
    leaves,
    lambda part: st.one_of(
        st.builds("({} and {})".format, part, part),
        st.builds("({} or {})".format, part, part),
        st.builds("not ({})".format, part),
    ),
    max_leaves=5,
)
# Chosen so that terms of a month, a year and four years end on one another, leap days and month ends included.
BOUNDARIES = [
    None,
    *(date(*parts) for parts in [(2020, 2, 29), (2021, 2, 28), (2024, 2, 29), (2025, 1, 28), (2025, 1, 31)]),
    *(date(*parts) for parts in [(2025, 2, 27), (2025, 2, 28), (2025, 3, 1)]),
]
row_days = st.sampled_from(BOUNDARIES)
CELLS: Mapping[str, st.SearchStrategy[Any]] = {
    "boolean": st.sampled_from([True, False, None]),
    "float64": st.sampled_from([None, 0.0, 1.0, 2.0, 2.5, -1.0]),
    "string": st.sampled_from([None, "x", "y", "it's", ""]),
    "date": row_days,
    "int64": st.integers(0, 3),
}


def _cells(name: str) -> st.SearchStrategy[Any]:
    return st.booleans() if name.endswith("_closed") else CELLS[str(SCHEMA[name])]


things = st.fixed_dictionaries({name: _cells(name) for name in SCHEMA.names[3:]})
moments = st.builds(
    lambda day, least, span: Moment(day, {"least": least, "span": span}),
    row_days.filter(bool),
    st.sampled_from([None, 1.0, 2.5]),
    st.sampled_from([None, Term(months=1), Term(years=4)]),
)


def condition(text: str) -> Node:
    return check(parse(text), text=text, table=THING, parameters=PARAMETERS)


def disagreements(
    engine: Engine, texts: Sequence[str], rows: Sequence[Thing], moments: Sequence[Moment]
) -> list[tuple[str, Thing, Moment, Answer, Answer]]:
    """Condition, row, moment, the interpreter's answer and the engine's, wherever the two differ."""
    trees = [condition(text) for text in texts]
    numbered = [{"subject": f"{index:04}", "person": "p", "body": "b", **row} for index, row in enumerate(rows)]
    stored = Relation("thing", SCHEMA, [[row[name] for name in SCHEMA.names] for row in numbered])
    question = Question(THING, tuple(Pair(None, tree) for tree in trees))
    prepared = prepare(question, {"thing": stored.table()}, engine.dialect)
    answers = prepared.ask_each(engine, [(moment, [stored]) for moment in moments])
    found = []
    for moment, table_of_answers in zip(moments, answers, strict=True):
        in_order = table_of_answers.sort_by("subject")
        assert in_order["subject"].to_pylist() == [row["subject"] for row in numbered]
        for index, (text, tree) in enumerate(zip(texts, trees, strict=True)):
            plain = [answer(tree, Row(row, moment.parameters, moment.as_of)) for row in numbered]
            came_out = in_order.column(f"requires_{index}").to_pylist()
            pairs = zip(numbered, plain, came_out, strict=True)
            found += [(text, row, moment, meant, told) for row, meant, told in pairs if meant is not told]
    return found
