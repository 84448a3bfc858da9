"""What would make a condition true: the boundary, in words, and always tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from law.vocabulary import CANDIDACY, fact, table
from liem.kernel.dates import Term
from liem.kernel.errors import Message
from liem.law.cases import empty_row
from liem.law.language.check import check
from liem.law.language.interpret import Row, Value, answer
from liem.law.language.parse import parse
from liem.law.language.tree import Node, ValueType
from liem.law.readable import Wording
from liem.law.repair import Repairs, repairs, with_goals
from liem.law.vocabulary import FactTable, FactType

AS_OF = date(2025, 5, 31)
THING = table(
    "thing",
    fact("local", FactType.BOOLEAN),
    fact("places", FactType.NUMBER),
    fact("votes", FactType.NUMBER),
    fact("kind", FactType.TEXT, "appointment", "nomination", "training"),
    fact("since", FactType.DATE),
    fact("planned_on", FactType.DATE),
    fact("names", FactType.COUNT),
    fact("latest_result", FactType.LATEST),
)
PARAMETERS = {"least": ValueType.NUMBER, "span": ValueType.TERM}
IN_FORCE: Mapping[str, Value] = {"least": 2.0, "span": Term(years=5)}


def condition(text: str, about: FactTable = THING) -> Node:
    return check(parse(text), text=text, table=about, parameters=PARAMETERS)


def row(**facts: Value) -> Row:
    return Row({**empty_row(THING), **facts}, IN_FORCE, AS_OF)


def found(text: str, of: Row) -> Repairs:
    return repairs(condition(text), of, Wording(THING, {"least": Message("Mức", "Least number")}, of.parameters))


def goals(text: str, **facts: Value) -> list[list[tuple[str, str, Value]]]:
    return [
        [(step.goal.fact, step.goal.operator, step.goal.value) for step in steps]
        for steps in found(text, row(**facts)).alternatives
    ]


CLOSED = {"names_closed": True, "latest_result_closed": True}


@pytest.mark.parametrize(
    ("text", "facts", "expected"),
    [
        ("names > places", {"names": 2, "places": 2.0, **CLOSED}, [[("names", ">=", 3)], [("places", "<", 2.0)]]),
        ("names >= 1.5 * votes", {"names": 3, "votes": 3.0}, [[("names", ">=", 5)], [("votes", "<=", 2.0)]]),
        ("votes - places >= least", {"votes": 4.0, "places": 3.0}, [[("votes", ">=", 5.0)], [("places", "<=", 2.0)]]),
        ("names = 0", {"names": 1, **CLOSED}, [[("names", "=", 0)]]),
        ("names = 0", {"names": 0}, [[("names", "complete", None)]]),
        ("since < 2020-01-01", {"since": date(2020, 1, 1)}, [[("since", "<=", date(2019, 12, 31))]]),
        (
            "elapsed(since, span)",
            {"since": date(2020, 6, 1)},
            [[("since", "<=", date(2020, 5, 31))], [("as_of", ">=", date(2025, 6, 1))]],
        ),
        ("not elapsed(since, span)", {"since": date(2020, 5, 31)}, [[("since", ">=", date(2020, 6, 1))]]),
        (
            "within(latest_result, 3 years, before planned_on)",
            {"latest_result": date(2022, 6, 29), "planned_on": date(2025, 6, 30), **CLOSED},
            [[("latest_result", ">=", date(2022, 6, 30))], [("planned_on", ">=", date(2022, 6, 29))]],
        ),
        ("local or votes >= 3", {"local": False, "votes": 1.0}, [[("local", "=", True)], [("votes", ">=", 3.0)]]),
        (
            "local and votes >= 3 and places = 1",
            {"local": False, "votes": 1.0, "places": 1.0},
            [[("local", "=", True), ("votes", ">=", 3.0)]],
        ),
        (
            "not (local or kind = 'training')",
            {"local": True, "kind": "training"},
            [[("local", "=", False), ("kind", "!=", "training")]],
        ),
        ("votes >= 3", {}, [[("votes", ">=", 3.0)]]),
        ("votes >= places", {}, [[("votes", "known", None), ("places", "known", None)]]),
        ("votes >= 3", {"votes": 3.0}, []),
        ("names > places", {"names": 0, "places": 0.0, **CLOSED}, [[("names", ">=", 1)]]),
        ("votes - places >= least", {"votes": 0.0, "places": 3.0}, [[("votes", ">=", 5.0)]]),
        ("votes = places - 3", {"votes": 1.0, "places": 2.0}, [[("places", "=", 4.0)]]),
        ("votes = places - 3", {"votes": None, "places": 2.0}, [[("votes", "known", None)]]),
        ("votes >= places - 4", {"places": 2.0}, [[("votes", ">=", 0.0)]]),
        ("votes < 0", {"votes": 1.0}, []),
        ("1 > 2", {}, []),
    ],
)
def test_the_goals_stand_at_the_boundary(
    text: str, facts: dict[str, Value], expected: list[list[tuple[str, str, Value]]]
) -> None:
    assert goals(text, **facts) == expected


def test_a_goal_that_breaks_another_part_brings_that_part_s_goal_along() -> None:
    assert goals("(votes >= 3 or local) and votes <= places", votes=1.0, places=2.0, local=False) == [
        [("local", "=", True)],
        [("votes", ">=", 3.0), ("places", ">=", 3.0)],
    ]


def test_what_is_open_is_named_beside_what_would_do() -> None:
    answered = found("names >= least and votes >= 1", Row({**row().facts, "names": 1}, {"least": None}, AS_OF))
    assert (answered.open_facts, answered.open_parameters) == (("names", "votes"), ("least",))
    assert [[step.words.en for step in steps] for steps in answered.alternatives] == [
        [
            "names: the section to be attested complete",
            "Least number: the value in law to be verified",
            "votes: at least 1 needed, not known now",
        ]
    ]


@pytest.mark.parametrize(
    ("text", "facts", "vi", "en"),
    [
        ("names >= 1", {}, "names: cần ít nhất 1, hồ sơ có 0", "names: at least 1 needed, 0 on record"),
        (
            "names <= 1",
            {"names": 3},
            "names: cần nhiều nhất 1, hồ sơ có 3, và xác nhận mục này đã đầy đủ",
            "names: at most 1 needed, 3 on record, and the section to be attested complete",
        ),
        ("local", {"local": False}, "local: cần là có, hiện là không", "local: yes needed, it is no"),
        (
            "kind != 'training'",
            {"kind": "training"},
            "kind: cần khác “training”, hiện là “training”",
            "kind: other than “training” needed, it is “training”",
        ),
        (
            "within(latest_result, span, before planned_on)",
            {"planned_on": date(2025, 6, 30), **CLOSED},
            "latest_result: cần từ 30/06/2020 đến 30/06/2025, hồ sơ chưa có",
            "latest result: between 30/06/2020 and 30/06/2025 needed, none on record",
        ),
        ("as_of >= 2025-06-01", {}, "Chờ đến ngày 01/06/2025", "From 01/06/2025 on"),
    ],
)
def test_a_goal_says_what_is_needed_and_what_there_is(text: str, facts: dict[str, Value], vi: str, en: str) -> None:
    first = found(text, row(**facts)).alternatives[0][0].words
    assert (first.vi, first.en) == (vi, en)


def test_a_rule_of_the_packs_is_repaired_in_its_own_words() -> None:
    text = "related_participants = 0"
    facts = {**empty_row(CANDIDACY), "related_participants": 1, "related_participants_closed": True}
    wording = Wording(CANDIDACY)
    steps = repairs(condition(text, CANDIDACY), Row(facts, {}, AS_OF), wording).alternatives
    assert [[step.words.en for step in each] for each in steps] == [
        ["Participants who are kin of the candidate: exactly 0 people needed, 1 person on record"]
    ]


def test_what_is_given_from_outside_is_never_the_thing_to_change() -> None:
    plain = fact("votes", FactType.NUMBER), fact("places", FactType.NUMBER)
    about = table("ballot", *plain), table("ballot", plain[0], replace(plain[1], is_given=True))
    row = Row({"votes": 1.0, "places": 1.0}, {}, AS_OF)
    named = [
        {
            step.goal.fact
            for steps in repairs(condition("votes > places", one), row, Wording(one)).alternatives
            for step in steps
        }
        for one in about
    ]
    assert named == [{"votes", "places"}, {"votes"}]


comparisons = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
numbers = st.sampled_from(["0", "1", "2.5", "places", "votes", "least", "(places + votes)", "(2 * votes - places)"])
days = st.sampled_from(["2024-02-29", "2025-02-28", "since", "planned_on", "as_of"])
terms = st.sampled_from(["1 month", "1 year", "span", "30 days"])
leaves = st.one_of(
    st.sampled_from(["local", "kind = 'training'", "kind != 'nomination'", "votes is known", "names is known"]),
    st.builds("votes {} {}".format, comparisons, numbers),
    st.builds("{} {} places".format, numbers, comparisons),
    st.builds("names {} {}".format, comparisons, numbers),
    st.builds("since {} {}".format, comparisons, days),
    st.builds("latest_result {} {}".format, comparisons, days),
    st.builds("elapsed(since, {})".format, terms),
    st.builds("elapsed(since, {}, by planned_on)".format, terms),
    st.builds("within({}, {}, before planned_on)".format, st.sampled_from(["since", "latest_result"]), terms),
    st.builds("within({}, {}, before as_of)".format, st.sampled_from(["since", "latest_result"]), terms),
)
conditions = st.recursive(
    leaves,
    lambda part: st.one_of(
        st.builds("({} and {})".format, part, part),
        st.builds("({} or {})".format, part, part),
        st.builds("not ({})".format, part),
    ),
    max_leaves=4,
)
some_days = st.sampled_from([None, date(2020, 2, 29), date(2024, 2, 29), date(2025, 1, 31), date(2025, 6, 30)])
some_numbers = st.sampled_from([None, 0.0, 1.0, 2.5, 4.0])
rows: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "local": st.sampled_from([None, True, False]),
        "places": some_numbers,
        "votes": some_numbers,
        "kind": st.sampled_from([None, "appointment", "nomination", "training"]),
        "since": some_days,
        "planned_on": some_days,
        "names": st.integers(0, 3),
        "names_closed": st.booleans(),
        "latest_result": some_days,
        "latest_result_closed": st.booleans(),
    }
)
many = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@given(text=conditions, facts=rows)
def test_reaching_the_goals_makes_the_condition_true(text: str, facts: dict[str, Any]) -> None:
    node, of = condition(text), row(**facts)
    answered = repairs(node, of, Wording(THING))
    assert (answer(node, of) is True) <= (answered.alternatives == ())
    for steps in answered.alternatives:
        wanted = [step.goal for step in steps]
        allowed = {True, None} if any(goal.is_open for goal in wanted) else {True}
        assert answer(node, with_goals(of, wanted)) in allowed


@many
@given(text=conditions, facts=rows)
def test_no_goal_asks_for_less_than_nothing(text: str, facts: dict[str, Any]) -> None:
    for steps in repairs(condition(text), row(**facts), Wording(THING)).alternatives:
        for goal in (step.goal for step in steps):
            if isinstance(goal.value, int | float):
                assert goal.value >= 0
                assert not isinstance(goal.reached, int | float) or goal.reached >= 0
                assert (goal.operator, goal.value) != ("<", 0)


@many
@given(text=conditions, facts=rows)
def test_no_step_is_superfluous(text: str, facts: dict[str, Any]) -> None:
    node, of = condition(text), row(**facts)
    for steps in repairs(node, of, Wording(THING)).alternatives:
        wanted = [step.goal for step in steps]
        for left_out in wanted:
            if not any(goal.is_open for goal in wanted):
                fewer = [goal for goal in wanted if goal != left_out]
                assert answer(node, with_goals(of, fewer)) is not True


@many
@given(text=leaves, facts=rows)
def test_where_changing_one_fact_would_do_a_way_is_shown(text: str, facts: dict[str, Any]) -> None:
    node, of = condition(text), row(**facts)
    if answer(node, of) is not False:
        return
    candidates = {
        "local": [True, False],
        "places": [0.0, 1.0, 9.0],
        "votes": [0.0, 1.0, 9.0],
        "kind": ["appointment", "nomination", "training"],
        "since": [date(2000, 1, 1), date(2025, 1, 31), date(2030, 1, 1)],
        "planned_on": [date(2000, 1, 1), date(2025, 1, 31), date(2030, 1, 1)],
        "names": [0, 1, 9],
        "latest_result": [date(2000, 1, 1), date(2025, 1, 31), date(2030, 1, 1)],
    }
    reachable = any(
        answer(node, Row({**of.facts, name: value}, of.parameters, of.as_of)) is True
        for name, values in candidates.items()
        for value in values
    )
    assert reachable <= bool(repairs(node, of, Wording(THING)).alternatives)
