"""Rules that exclude, repeat or contradict one another, found on the rows at their boundaries."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law.loading import PACK, load, write_pack
from law.vocabulary import CANDIDACY, VOCABULARY
from liem.kernel.errors import Message
from liem.law.boundary_rows import boundary_values, row_with
from liem.law.conflict_words import example_words, rival_words, rule_conflict_words, value_conflict_words
from liem.law.conflicts import Conflicts, HeldValue, conflicts
from liem.law.language.check import check
from liem.law.language.interpret import answer
from liem.law.language.parse import parse
from liem.law.packs import Law
from liem.law.readable import Wording

DAY = date(2025, 5, 31)
RULE = """\
id: {id}
topic: {topic}
jurisdiction: {jurisdiction}
clause: sample#1.2
title: {{vi: Quy tắc {id}, en: Rule {id}}}
in_words: {{vi: Mẫu., en: Sample.}}
remedy: {{vi: Sửa., en: Mend.}}
about: candidacy
{applies}requires: {requires}
strength: must
severity: low
serves: [audit]
in_force: {{from: 2022-01-01}}
checked: {{by: A checker, on: 2025-01-01, against: the sample text}}
cases:
{cases}
"""
PARAMETERS = """\
- id: {id}
  title: {{vi: Mức {id}, en: Level {id}}}
  unit: {unit}
  stricter: higher
  values:
    - value: {value}
      from: 2022-01-01
      clause: sample#1.2
      status: verified
      checked: {{by: A checker, on: 2025-01-01, against: the sample text}}
"""


class Book:
    """A rule book written for one test: rules about candidacies, without the cases that files need."""

    def __init__(self, root: Path) -> None:
        self._folder = root / "sample_pack" / "rules"
        self._root = root
        write_pack(root, pack=PACK, parameters=PARAMETERS.format(id="unused", unit="number", value=1))

    def parameters(self, *found: tuple[str, str, str]) -> None:
        text = "".join(PARAMETERS.format(id=name, unit=unit, value=value) for name, unit, value in found)
        (self._root / "sample_pack" / "parameters.yaml").write_text(text, encoding="utf-8")

    def rule(
        self, name: str, requires: str, *, applies: str = "", topic: str = "appointment", of: str = "party"
    ) -> None:
        verdicts = ["met", "not_met", "unknown", *(["not_applicable"] if applies else [])]
        cases = "\n".join(f"  - {{name: {v}, as_of: 2025-05-31, given: {{}}, expect: {v}}}" for v in verdicts)
        text = RULE.format(
            id=name,
            topic=topic,
            jurisdiction=of,
            applies=f"applies: {applies}\n" if applies else "",
            requires=requires,
            cases=cases,
        )
        (self._folder / f"{name}.yaml").write_text(text, encoding="utf-8")

    def law(self) -> Law:
        return load(self._root).in_force(DAY)

    def conflicts(self, **own: list[HeldValue]) -> Conflicts:
        law = self.law()
        return conflicts(law, vocabulary=VOCABULARY, day=DAY, parameters=law.parameters_on(DAY), own=own)

    def found(self) -> list[tuple[str, str, str, dict[str, object]]]:
        return [(one.kind, one.first.id, one.second.id, dict(one.example)) for one in self.conflicts().rules]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def test_two_limits_that_leave_no_value_exclude_one_another(book: Book) -> None:
    book.rule("few", "participants <= 3")
    book.rule("many", "participants >= 4")
    assert book.found() == [("impossible", "few", "many", {"participants": 1.0})]


def test_limits_that_leave_one_value_go_together(book: Book) -> None:
    book.rule("few", "participants <= 4")
    book.rule("many", "participants >= 4")
    assert book.found() == []


def test_what_excludes_one_another_for_some_subjects_only_is_shown_with_such_a_subject(book: Book) -> None:
    book.rule("before", "opened_on < 2025-01-01", applies="kind in ('appointment', 'training')")
    book.rule("after", "opened_on >= 2025-01-01", applies="kind = 'training' and decided")
    assert book.found() == [
        ("impossible", "after", "before", {"kind": "training", "decided": True, "opened_on": DAY}),
    ]


def test_rules_that_concern_different_subjects_go_together(book: Book) -> None:
    book.rule("few", "participants <= 3", applies="kind = 'appointment'")
    book.rule("many", "participants >= 4", applies="kind = 'training'")
    assert book.found() == []


def test_terms_that_leave_no_day_exclude_one_another(book: Book) -> None:
    book.rule("long_since", "elapsed(opened_on, 12 months, by planned_on)")
    book.rule("not_long_since", "not elapsed(opened_on, 1 year, by planned_on)")
    (kind, first, second, example), *others = book.found()
    assert (kind, first, second, others) == ("impossible", "long_since", "not_long_since", [])
    assert example.keys() == {"opened_on", "planned_on"}


def test_a_term_that_ends_a_month_later_leaves_days(book: Book) -> None:
    book.rule("long_since", "elapsed(opened_on, 12 months, by planned_on)")
    book.rule("not_very_long_since", "not elapsed(opened_on, 13 months, by planned_on)")
    assert book.found() == []


def test_what_another_rule_demands_already_is_implied(book: Book) -> None:
    book.rule("strong", "participants >= 5")
    book.rule("weak", "participants >= 3", applies="kind = 'training'")
    assert book.found() == [("implied", "strong", "weak", {})]


def test_a_rule_for_more_subjects_is_not_implied(book: Book) -> None:
    book.rule("strong", "participants >= 5", applies="kind = 'training'")
    book.rule("weak", "participants >= 3")
    assert book.found() == []


@pytest.mark.parametrize(
    ("of", "topic", "expected"),
    [
        ("state", "appointment", [("disagreement", "party_limit", "state_limit", {"participants": 3.0})]),
        ("party", "appointment", []),
        ("both", "appointment", []),
        ("state", "training", []),
    ],
)
def test_party_and_state_rules_of_one_topic_disagree(
    book: Book, of: str, topic: str, expected: list[tuple[str, str, str, dict[str, object]]]
) -> None:
    book.rule("party_limit", "participants between 2 and 4")
    book.rule("state_limit", "participants between 4 and 6", of=of, topic=topic)
    found = [one for one in book.found() if one[0] == "disagreement"]
    assert [(*one[:3], one[3].keys()) for one in found] == [(*one[:3], one[3].keys()) for one in expected]


def test_limits_with_a_value_that_nobody_verified_are_not_judged(book: Book) -> None:
    book.parameters(("level", "number", "3"))
    book.rule("few", "participants <= level")
    book.rule("many", "participants >= 4")
    law = book.law()
    found = conflicts(law, vocabulary=VOCABULARY, day=DAY, parameters={"level": None})
    assert (len(book.found()), found.rules) == (1, ())


def test_two_parameters_that_hold_one_fact_are_rivals(book: Book) -> None:
    book.parameters(("longest", "term", "5 years"), ("longest_too", "term", "8 years"))
    book.rule("one", "not elapsed(opened_on, longest) and decided")
    book.rule("two", "decided or not elapsed(opened_on, longest_too)")
    book.rule("three", "not (elapsed(opened_on, longest_too) or decided)", applies="kind = 'training'")
    book.rule("elsewhere", "not elapsed(opened_on, longest_too)", topic="training")
    found, law = book.conflicts().rivals, book.law()
    assert [(one.parameters, one.rules) for one in found] == [(("longest", "longest_too"), ("one", "three"))]
    assert rival_words(found[0], law, Wording(CANDIDACY)).en == (
        "Two different limits for day on which it was opened: "
        "5 years (“Level longest”) and 8 years (“Level longest_too”)."
    )


def test_limits_for_different_subjects_are_no_rivals(book: Book) -> None:
    book.parameters(("longest", "term", "5 years"), ("longest_too", "term", "8 years"))
    book.rule("one", "not elapsed(opened_on, longest)", applies="decided")
    book.rule("two", "not elapsed(opened_on, longest_too)", applies="not decided")
    assert book.conflicts().rivals == ()


def test_a_year_and_twelve_months_are_the_same_value(book: Book) -> None:
    book.parameters(("longest", "term", "12 months"), ("longest_too", "term", "1 year"))
    book.rule("one", "not elapsed(opened_on, longest)")
    book.rule("two", "not elapsed(opened_on, longest_too)")
    assert book.conflicts().rivals == ()


def test_a_value_of_a_body_s_own_stands_beside_that_of_the_law(book: Book) -> None:
    book.parameters(("level", "number", "3"))
    own = HeldValue(4.0, "district", "01-QĐ/HU")
    found = book.conflicts(level=[own]).values
    assert [[(one.value, one.body) for one in conflict.values] for conflict in found] == [
        [(3.0, None), (4.0, "district")]
    ]
    assert value_conflict_words(found[0], book.law()) == Message(
        "“Mức level” có nhiều giá trị cùng lúc: 3 (sample#1.2); 4 (01-QĐ/HU).",
        "“Level level” has several values at once: 3 (sample#1.2); 4 (01-QĐ/HU).",
    )
    assert book.conflicts(level=[HeldValue(3.0, "district", "01-QĐ/HU")]).values == ()


def test_a_conflict_is_said_with_both_clauses_and_its_example(book: Book) -> None:
    book.rule("few", "participants <= 3")
    book.rule("many", "participants >= 4")
    conflict = book.conflicts().rules[0]
    assert rule_conflict_words(conflict).en == (
        "There are subjects that cannot meet both “Rule few” (sample#1.2) and “Rule many” (sample#1.2)."
    )
    assert [line.en for line in example_words(conflict, Wording(CANDIDACY))] == ["Participants: 1 person"]


def test_pairs_with_too_many_rows_are_named_and_nothing_is_claimed_of_them(book: Book) -> None:
    days = " and ".join(f"opened_on != 202{n}-01-01 and planned_on != 202{n}-06-01" for n in range(7))
    days += " and opened_on != decided_on and planned_on != decided_on"
    book.rule("few", f"participants <= 3 and {days}")
    book.rule("many", f"participants >= 4 and {days}")
    found = book.conflicts()
    assert (found.rules, found.untried) == ((), (("few", "many"),))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.builds("participants {} {}".format, st.sampled_from(["<", "<=", "=", ">=", ">", "!="]), st.integers(0, 6)),
        min_size=2,
        max_size=3,
    ).map(" and ".join)
)
def test_boundary_values_find_a_row_wherever_one_exists(text: str) -> None:
    node = check(parse(text), text=text, table=CANDIDACY, parameters={})
    tried = boundary_values([node], table=CANDIDACY, parameters={}, as_of=DAY).by_fact["participants"]

    def holds(value: object) -> bool:
        return answer(node, row_with({"participants": value}, CANDIDACY, {}, DAY)) is True  # type: ignore[dict-item]

    assert any(map(holds, tried)) == any(holds(float(half) / 2) for half in range(20))
