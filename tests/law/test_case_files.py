"""Case files from anywhere: read with places, run like the cases beside the rules."""

from __future__ import annotations

import pytest

from law.engines import duckdb_engine, sqlite_engine
from law.vocabulary import VOCABULARY
from liem.law.case_files import law_with_cases
from liem.law.packs import Law, load_law
from liem.law.source import LawFilesError
from liem.law.trials import CaseResult, run_cases

SURPLUS = """\
# what another province noted down
rule: more_names_than_places
cases:
  - name: three for two
    as_of: 2025-05-31
    given: {places: 2, names: {rows: 3, closed: false}}
    expect: met
  - name: a wrong expectation
    as_of: 2025-05-31
    given: {places: 2, names: {rows: 3, closed: false}}
    expect: not_met
---
- rule: moved_after_years_in_personnel_work
  cases:
    - name: nobody knows
      as_of: 2025-05-31
      expect: unknown
      expect_missing: [continuous_since]
    - name: with another term
      as_of: 2025-05-31
      given: {continuous_since: 2022-05-31}
      parameters: {years_in_personnel_work: 3 years}
      expect: not_met
- target: local_key_leaders
  cases: []
"""


@pytest.fixture(scope="module")
def law() -> Law:
    return load_law(VOCABULARY)


def _results(law: Law, **files: str) -> list[CaseResult]:
    return run_cases(law_with_cases(law, VOCABULARY, files), VOCABULARY, duckdb_engine())


def _problems(law: Law, text: str) -> list[tuple[str, int, str]]:
    with pytest.raises(LawFilesError) as refused:
        law_with_cases(law, VOCABULARY, {"cases.yaml": text})
    return [(problem.file, problem.line, problem.code) for problem in refused.value.problems]


@pytest.mark.parametrize("engine", [duckdb_engine, sqlite_engine])
def test_every_case_is_run_with_its_file_and_line(law: Law, engine: type) -> None:
    text = SURPLUS[: SURPLUS.index("- target")]
    found = run_cases(law_with_cases(law, VOCABULARY, {"theirs.yaml": text}), VOCABULARY, engine())
    assert [(one.owner, one.case, one.file, one.line, one.passed) for one in found] == [
        ("more_names_than_places", "three for two", "theirs.yaml", 4, True),
        ("more_names_than_places", "a wrong expectation", "theirs.yaml", 8, False),
        ("moved_after_years_in_personnel_work", "nobody knows", "theirs.yaml", 15, True),
        ("moved_after_years_in_personnel_work", "with another term", "theirs.yaml", 19, True),
    ]


def test_cases_of_targets_and_flags_come_in_their_own_form(law: Law) -> None:
    target, flag = law.targets[0], law.flags[0]
    beside = {one.id: one for one in (target, flag)}
    text = f"""\
target: {target.id}
cases:
  - name: nobody at all
    as_of: {target.cases[0].as_of}
    rows: []
    expect: {{verdict: not_applicable}}
---
flag: {flag.id}
cases:
  - name: nothing known
    as_of: {flag.cases[0].as_of}
    given: {{}}
    expect: unknown
"""
    found = _results(law, theirs=text)
    assert [(one.owner, one.passed or one.found) for one in found] == [(flag.id, True), (target.id, True)]
    assert beside.keys() == {one.owner for one in found}


def test_a_file_of_cases_beside_rules_says_nothing_about_other_rules(law: Law) -> None:
    narrowed = law_with_cases(law, VOCABULARY, {"cases.yaml": SURPLUS[: SURPLUS.index("---")]})
    assert ([rule.id for rule in narrowed.rules], narrowed.targets, narrowed.flags) == (
        ["more_names_than_places"],
        (),
        (),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rule: more_names_then_places\ncases: []\n", [(1, "law.unknown_rule"), (2, "law.no_cases")]),
        ("cases: []\n", [(1, "law.case_owner")]),
        ("rule: more_names_than_places\nflag: x\ncases: []\n", [(1, "law.case_owner")]),
        ("just words\n", [(1, "law.type")]),
        ("", [(1, "law.empty_file")]),
        ("rule: [\n", [(2, "law.yaml")]),
        (
            "rule: more_names_than_places\ncases:\n  - name: a\n    as_of: 2025-05-31\n"
            "    given: {place: 2}\n    expect: mett\n",
            [(5, "law.unknown_fact"), (6, "law.unknown_choice")],
        ),
        (
            "rule: more_names_than_places\ncases:\n  - {name: a, as_of: 2025-05-31, expect: met, because: x}\n",
            [(3, "law.unknown_key")],
        ),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(law: Law, text: str, expected: list[tuple[int, str]]) -> None:
    assert _problems(law, text) == [("cases.yaml", line, code) for line, code in expected]


def test_an_unknown_rule_brings_the_nearest_name(law: Law) -> None:
    with pytest.raises(LawFilesError) as refused:
        law_with_cases(law, VOCABULARY, {"cases.yaml": "rule: more_names_then_places\ncases: []\n"})
    assert "Did you mean “more_names_than_places”?" in refused.value.problems[0].message.en
