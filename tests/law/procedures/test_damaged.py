"""Damaged procedure files are refused with file, line, code and what to do; nothing of them is used."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from law.loading import load
from law.procedures.sample import PROCEDURE, load_sample, write_procedures
from liem.law.source import LawFilesError, Problem

FILE = "sample_pack/procedures/sample_release.yaml"
# damage → what is replaced by what; line, code and words of the English message
DAMAGES: dict[str, tuple[str, str, int, str, str]] = {
    "id_not_file_name": ("id: sample_release", "id: other", 1, "law.id_not_file_name", "Make them the same."),
    "unknown_kind": ("kind: release", "kind: releases", 2, "law.unknown_choice", "Did you mean “release”?"),
    "unknown_concern": ("concerns: person", "concerns: persons", 6, "law.unknown_choice", "Did you mean “person”?"),
    "unknown_directive": ("clause: sample#1.2", "clause: simple#1.2", 7, "law.unknown_directive", "Did you mean"),
    "unknown_gate": ("gates: [sound]\nin", "gates: [sond]\nin", 8, "law.unknown_gate", "Did you mean “sound”?"),
    "unknown_effect": ("tenure_ends", "tenure_end", 54, "law.unknown_choice", "Did you mean “tenure_ends”?"),
    "unknown_key": ("concerns: person", "concerns: person\nconcern: person", 7, "law.unknown_key", "Did you mean"),
    "unknown_act": ("act: propose", "act: proposes", 14, "law.unknown_choice", "Did you mean “propose”?"),
    "unknown_seat": ("seat: superior", "seat: superiors", 21, "law.unknown_choice", "Did you mean “superior”?"),
    "self_at_a_body": ("part: head}\n    papers", "part: self}\n    papers", 15, "law.type", "“self” where, and only"),
    "unknown_paper": ("papers: [request]", "papers: [requests]", 16, "law.unknown_paper", "Did you mean “request”?"),
    "paper_that_is_a_list": ("papers: [request]", "papers: [[request]]", 16, "law.unknown_paper", "There is no paper"),
    "step_not_above": ("after: [opinion, check]", "after: [opinion, decision]", 34, "law.unknown_step", "above"),
    "step_twice": ("- id: check", "- id: opinion", 24, "law.duplicate_id", "Choose another id."),
    "step_called_opening": ("- id: publication", "- id: opening", 49, "law.step_id", "lower-case letters"),
    "step_called_in_capitals": ("- id: publication", "- id: Publish", 49, "law.step_id", "lower-case letters"),
    "return_to_a_step_that_it_does_not_rest_on": (
        "title: {vi: Thẩm tra, en: Check}",
        "title: {vi: Thẩm tra, en: Check}\n    returns_to: opinion",
        26,
        "law.unknown_step",
        "cannot go back there.",
    ),
    "apart_from_a_later_step": ("apart_from: [request]", "apart_from: [vote]", 23, "law.unknown_step", "above"),
    "limit_from_nowhere": (", since: opening", "", 29, "law.limit", "only one of them"),
    "limit_from_two_days": ("before: term_end", "before: term_end, since: vote", 48, "law.limit", "only one of them"),
    "limit_before_an_unknown_day": ("before: term_end", "before: term_ends", 48, "law.unknown_choice", "“term_end”"),
    "limit_with_unknown_parameter": ("least_days", "lest_days", 29, "law.unknown_parameter", "“least_days”"),
    "limit_counted_twice": (
        "working_days: 5",
        "working_days: 5, months: 1",
        22,
        "law.limit_length",
        "only one, of days",
    ),
    "limit_of_no_length": ("working_days: 5, ", "", 22, "law.limit_length", "and only one, of"),
    "limit_of_no_months": ("working_days: 5", "months: 0", 22, "law.type", "a number of months"),
    "limit_by_a_day_and_since": ("working_days: 5", "by: 12-15", 22, "law.limit_by", "Leave it out."),
    "limit_by_no_day": ("working_days: 5, since: request", "by: 04-31", 22, "law.type", "every year has"),
    "limit_by_a_day_of_leap_years": ("working_days: 5, since: request", "by: 02-29", 22, "law.type", "every year has"),
    "limit_by_a_whole_date": ("working_days: 5, since: request", "by: 2026-12-15", 22, "law.type", "every year has"),
    "limit_by_a_day_in_words": ("working_days: 5, since: request", "by: 15 December", 22, "law.type", "every year has"),
    "limit_of_no_days": ("working_days: 5", "working_days: 0", 22, "law.type", "a number of days"),
    "unknown_gate_of_a_step": (
        "gates: [sound]\n    meeting",
        "gates: [sond]\n    meeting",
        36,
        "law.unknown_gate",
        "Did you mean “sound”?",
    ),
    "meeting_missing": ("act: publish", "act: meet", 49, "law.missing_meeting", "“meeting” is missing."),
    "meeting_without_act": ("act: meet", "act: consult", 38, "law.meeting_without_act", "act: meet"),
    "unknown_meeting": ("convened: committee", "convened: comittee", 38, "law.unknown_choice", "“committee”"),
    "quorum_above_one": ("quorum: 2/3", "quorum: 4/3", 39, "law.type", "a fraction of at most 1"),
    "quorum_of_nothing": ("quorum: 2/3", "quorum: 0/3", 39, "law.type", "a fraction of at most 1"),
    "share_twice": ("more_than: 1/2,", "more_than: 1/2, at_least: 1/2,", 41, "law.share", "only one of them"),
    "share_of_nothing": (", of: convened", "", 41, "law.missing_of", "“of” is missing."),
    "nobody_says_what_a_tie_does": ("tie: head_decides, ", "", 41, "law.missing_tie", "“tie” is missing."),
    "consequences_without_levels": (
        "nobody: vote_again}",
        "nobody: vote_again, consequences: []}",
        41,
        "law.ballot_kind",
        "“consequences” needs “levels”.",
    ),
    "levels_with_a_share": (
        "ballot: {passes",
        "ballot: {levels: [low], passes",
        41,
        "law.ballot_kind",
        "Leave one out.",
    ),
    "exactly_a_share_that_is_enough": (
        "more_than: 1/2, of: convened}, tie",
        "at_least: 1/2, of: convened}, exactly: head_decides, tie",
        41,
        "law.exactly_without_more_than",
        "needs “more_than”",
    ),
    "publish_without_readers": ("    published_to: unit\n", "", 49, "law.missing_published_to", "Add it."),
    "unknown_readers": ("published_to: unit", "published_to: units", 53, "law.unknown_choice", "Did you mean “unit”?"),
    "no_cases": (PROCEDURE[PROCEDURE.index("cases:") :], "", 1, "law.no_cases", "There are no cases."),
    "no_case_reaches_the_end": ("{end: completed}", "{open: []}", 56, "law.no_case_completed", "Add one."),
    "no_case_is_refused": ("refused: [not_open], ", "", 56, "law.no_case_refused", "Add one."),
    "case_with_unknown_step": ("{step: request,", "{step: requests,", 60, "law.unknown_choice", "“request”"),
    "case_with_unknown_outcome": ("outcome: left_out", "outcome: left", 62, "law.unknown_choice", "“left_out”"),
    "case_with_unknown_refusal": ("[not_open]", "[not_opened]", 71, "law.unknown_choice", "Did you mean “not_open”?"),
    "case_with_unknown_open_step": ("open: [request]", "open: [requests]", 71, "law.unknown_step", "“request”"),
    "case_with_unknown_kind": ("open: [request]", "opens: [relif]", 71, "law.unknown_choice", "“relief”"),
    "case_with_count_of_no_meeting": (
        "by: giang}",
        "by: giang, count: {convened: 1, present: 1}}",
        65,
        "law.count_without_meeting",
        "Leave it out.",
    ),
    "case_with_count_and_outcome": (
        "by: dung, count",
        "by: dung, outcome: passed, count",
        63,
        "law.count_and_outcome",
        "Leave “outcome” out.",
    ),
    "case_with_no_place": ("by: dung, count", "by: dung, places: 0, count", 63, "law.type", "at least 1"),
    "case_with_unknown_value": (
        "as_of: 2026-04-10\n    taken: [",
        "as_of: 2026-04-10\n    values: {most_days: 3}\n    taken: [",
        70,
        "law.unknown_key",
        "Did you mean “least_days”?",
    ),
    "case_without_a_day": (
        "    opened: 2026-03-02\n    as_of: 2026-04-10\n    taken: [",
        "    taken: [",
        67,
        "law.missing_opened",
        "“opened” is missing.",
    ),
    "broken_yaml": ("title: {vi: Quy trình mẫu", "title: {vi: [Quy trình mẫu", 4, "law.yaml", "Check indentation"),
    "empty": (PROCEDURE, "", 1, "law.empty_file", "The file is empty."),
    "a_list": (PROCEDURE, "- a\n", 1, "law.type", "Expected the entries id, kind"),
}


def problems_of(root: Path, text: str) -> tuple[Problem, ...]:
    with pytest.raises(LawFilesError) as refused:
        load_sample(root, text)
    return refused.value.problems


def test_the_undamaged_sample_loads(tmp_path: Path) -> None:
    assert [procedure.id for procedure in load_sample(tmp_path).procedures] == ["sample_release"]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_procedure_is_refused_with_its_place(damage: str, tmp_path: Path) -> None:
    old, new, line, code, words = DAMAGES[damage]
    assert old in PROCEDURE
    problems = problems_of(tmp_path, PROCEDURE.replace(old, new, 1))
    assert {problem.file for problem in problems} == {FILE}
    assert (line, code) in [(problem.line, problem.code) for problem in problems]
    told = next(problem for problem in problems if (problem.line, problem.code) == (line, code))
    assert words in told.message.en
    assert told.message.vi != told.message.en


def test_two_procedures_of_a_kind_in_force_on_one_day_are_refused(tmp_path: Path) -> None:
    other = PROCEDURE.replace("id: sample_release", "id: sample_second")
    followed = other.replace("in_force: {from: 2022-01-01}", "in_force: {from: 2024-01-01}")
    ended = PROCEDURE.replace("in_force: {from: 2022-01-01}", "in_force: {from: 2022-01-01, until: 2024-01-01}")
    with pytest.raises(LawFilesError) as refused:
        load(write_procedures(tmp_path / "together", {"sample_release": PROCEDURE, "sample_second": followed}))
    assert [(p.file, p.code) for p in refused.value.problems] == [
        ("sample_pack/procedures/sample_second.yaml", "law.two_procedures")
    ]
    law = load(write_procedures(tmp_path / "in_turn", {"sample_release": ended, "sample_second": followed}))
    assert [procedure.id for procedure in law.procedures] == ["sample_release", "sample_second"]


def test_a_vote_opens_only_procedures_that_are_on_file(tmp_path: Path) -> None:
    share = "passes: {more_than: 1/2, of: convened}, tie: head_decides, nobody: vote_again"
    levels = """levels: [high, low], consequences: [
        {level: low, more_than: 1/2, of: convened, opens: resignation, in_words: {vi: xin từ chức, en: resigns}}]"""
    count = "votes: {hoa: 6, lan: 3}"
    text = PROCEDURE.replace(share, levels).replace(count, "levels: {hoa: {high: 9}, lan: {high: 9}}")
    problems = problems_of(tmp_path, text)
    assert [(problem.line, problem.code) for problem in problems] == [(31, "law.unknown_procedure")]


_TREE = yaml.safe_load(PROCEDURE)
_ODD = st.sampled_from([None, True, 0, -3, 2.5, "x", "2/3", [], {}, [[]], [{}], {"x": 1}, ["x"], [None]])


def _places(tree: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """The paths to every value of the tree."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(place for key, value in items for place in _places(value, (*path, key)))]


def _damaged(path: tuple[object, ...], value: object) -> str:
    tree = yaml.safe_load(PROCEDURE)
    inner = tree
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(_places(_TREE)[1:]), _ODD)
def test_no_odd_value_crashes_the_reading(
    tmp_path_factory: pytest.TempPathFactory, path: tuple[object, ...], value: object
) -> None:
    root = tmp_path_factory.mktemp("odd")
    problems: tuple[Problem, ...] = ()
    try:
        load_sample(root, _damaged(path, value))
    except LawFilesError as refused:
        problems = refused.problems
    assert [problem for problem in problems if problem.file != FILE or problem.line < 1] == []
