"""Damaged law files are refused with file, line, code, what was expected and a suggestion; nothing of them is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from law.loading import PACK, PARAMETERS, SAMPLES, load, write_pack
from liem.law.source import LawFilesError, Problem

# damage → line, code, words of the English message
DAMAGES: dict[str, list[tuple[int, str, str]]] = {
    "unknown_fact": [(14, "law.unknown_fact", "Did you mean “action_programmes”?")],
    "unknown_parameter": [(14, "law.unknown_fact", "Did you mean “least_programmes”?")],
    "unknown_choice_in_condition": [(13, "law.unknown_choice", "Did you mean “appointment”?")],
    "wrong_type": [(14, "law.type", "This should be a day but is a number.")],
    "cut_off_condition": [(14, "law.syntax", "The condition stops too early.")],
    "fault_in_second_line_of_condition": [(16, "law.unknown_fact", "Did you mean “decided”?")],
    "missing_clause": [(1, "law.missing_clause", "“clause” is missing. Add it.")],
    "bad_clause_address": [(2, "clauses.address", "Write it like khoi#II.1.10.")],
    "unknown_directive": [(2, "law.unknown_directive", "Did you mean “sample”?")],
    "missing_first_day": [(1, "law.missing_first_day", "Add the first day in force.")],
    "time_in_force_without_first_day": [(18, "law.missing_first_day", "Give “from: year-month-day”")],
    "time_in_force_backwards": [(18, "force.order", "The end must come after the first day in force.")],
    "impossible_day": [(18, "law.day", "“2022-02-30” is not a day of the calendar.")],
    "missing_checked": [(1, "law.missing_checked", "“checked” is missing. Add it.")],
    "checked_without_a_day": [(19, "law.missing_on", "“on” is missing. Add it.")],
    "no_cases": [(1, "law.no_cases", "Add at least one for each verdict: met, not_met, unknown.")],
    "empty_cases": [(20, "law.no_cases", "Add at least one for each verdict: met, not_met, unknown.")],
    "no_unknown_case": [(21, "law.no_case_unknown", "No case expects “unknown”. Add one.")],
    "no_not_applicable_case": [(21, "law.no_case_not_applicable", "No case expects “not_applicable”. Add one.")],
    "unknown_key": [
        (1, "law.missing_severity", "“severity” is missing."),
        (16, "law.unknown_key", "Did you mean “severity”?"),
    ],
    "unknown_strength": [(15, "law.unknown_choice", "Known: must, strive.")],
    "unknown_table": [(12, "law.unknown_choice", "Did you mean “candidacy”?")],
    "english_title_missing": [(4, "law.missing_en", "“en” is missing.")],
    "id_not_file_name": [(1, "law.id_not_file_name", "differs from the file name “sound.yaml”")],
    "case_with_unknown_fact": [(36, "law.unknown_fact", "Did you mean “kind”?")],
    "case_with_unknown_choice": [(36, "law.unknown_choice", "Did you mean “training”?")],
    "case_with_wrong_type": [(36, "law.type", "Expected true or false for “decided”, found 3.")],
    "case_with_negative_rows": [(27, "law.type", "Expected a number of rows (0, 1, 2…), found -1.")],
    "case_with_unknown_verdict": [(37, "law.unknown_choice", "Did you mean “not_applicable”?")],
    "case_with_unknown_parameter": [(32, "law.unknown_key", "least_programmes")],
    "broken_yaml": [(5, "law.yaml", "Check indentation, colons and quotes.")],
    "doubled_key": [(16, "law.duplicate_key", "“strength” is written twice. Keep one.")],
    "aliased": [(3, "law.alias", "no YAML aliases")],
    "list_instead_of_rule": [(1, "law.type", "Expected the entries id, topic, jurisdiction, clause")],
    "empty": [(1, "law.empty_file", "The file is empty.")],
}


def problems_of(root: Path) -> tuple[Problem, ...]:
    with pytest.raises(LawFilesError) as refused:
        load(root)
    return refused.value.problems


def test_the_undamaged_sample_loads(tmp_path: Path) -> None:
    law = load(write_pack(tmp_path, rule=(SAMPLES / "sound.yaml").read_bytes()))
    assert [rule.id for rule in law.rules] == ["sound"]


def test_every_damaged_sample_is_asked_about() -> None:
    assert {sample.stem for sample in SAMPLES.glob("*.yaml")} == {*DAMAGES, "sound"}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_rule_is_refused_with_its_place(damage: str, tmp_path: Path) -> None:
    problems = problems_of(write_pack(tmp_path, rule=(SAMPLES / f"{damage}.yaml").read_bytes()))
    expected = DAMAGES[damage]
    assert [(problem.file, problem.line, problem.code) for problem in problems] == [
        ("sample_pack/rules/sound.yaml", line, code) for line, code, _ in expected
    ]
    for problem, (_, _, words) in zip(problems, expected, strict=True):
        assert words in problem.message.en
        assert problem.message.vi != problem.message.en


def test_all_problems_are_reported_together(tmp_path: Path) -> None:
    sound = (SAMPLES / "sound.yaml").read_text(encoding="utf-8")
    damaged = sound.replace("clause: sample#1.2\n", "").replace("kind: training", "kind: trainings")
    parameters = PARAMETERS.replace("unit: number", "unit: numbers")
    problems = problems_of(write_pack(tmp_path, rule=damaged, parameters=parameters))
    assert [(problem.file, problem.line, problem.code) for problem in problems] == [
        ("sample_pack/parameters.yaml", 3, "law.unknown_choice"),
        ("sample_pack/rules/sound.yaml", 1, "law.missing_clause"),
        ("sample_pack/rules/sound.yaml", 13, "law.unknown_fact"),
        ("sample_pack/rules/sound.yaml", 35, "law.unknown_choice"),
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "code"),
    [
        ("pack", "id: sample_pack", "id: other_pack", 1, "law.id_not_file_name"),
        ("pack", "in_force: {from: 2022-01-01}\n", "", 1, "law.missing_first_day"),
        ("pack", "{symbol: 01-KH/TU}", "{issuer: Tỉnh ủy}", 6, "law.missing_document"),
        ("parameters", "      clause: sample#1.2\n", "", 5, "law.missing_source"),
        ("parameters", "value: 1", "value: many", 5, "law.type"),
        ("parameters", "      from: 2022-01-01\n", "", 5, "law.missing_first_day"),
        ("parameters", "status: verified", "status: verifed", 8, "law.unknown_choice"),
    ],
)
def test_a_damaged_pack_or_parameter_is_refused_with_its_place(  # noqa: PLR0917 - a table of damages
    file: str, old: str, new: str, line: int, code: str, tmp_path: Path
) -> None:
    texts = {"pack": PACK, "parameters": PARAMETERS}
    problems = problems_of(write_pack(tmp_path, **{file: texts[file].replace(old, new)}))
    assert (f"sample_pack/{file}.yaml", line, code) in [(p.file, p.line, p.code) for p in problems]


def test_values_in_force_on_the_same_day_are_refused(tmp_path: Path) -> None:
    later = PARAMETERS[PARAMETERS.index("    - value") :].replace("value: 1", "value: 2").replace("2022", "2024")
    problems = problems_of(write_pack(tmp_path, parameters=PARAMETERS + later))
    assert [(p.file, p.line, p.code) for p in problems] == [
        ("sample_pack/parameters.yaml", 5, "law.overlapping_values")
    ]


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    problems = problems_of(write_pack(tmp_path, parameters=PARAMETERS + PARAMETERS))
    assert [(p.file, p.code) for p in problems] == [("sample_pack/parameters.yaml", "law.duplicate_id")]


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    rule = (SAMPLES / "sound.yaml").read_text(encoding="utf-8").encode("utf-16")
    problems = problems_of(write_pack(tmp_path, rule=rule))
    assert {(p.file, p.code) for p in problems} == {("sample_pack/rules/sound.yaml", "law.encoding")}


def test_a_folder_without_a_pack_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "stray").mkdir()
    assert [(p.file, p.line, p.code) for p in problems_of(tmp_path)] == [("stray/pack.yaml", 1, "law.missing_pack")]


def test_the_refusal_lists_every_place_in_both_languages(tmp_path: Path) -> None:
    rule = (SAMPLES / "unknown_fact.yaml").read_bytes()
    with pytest.raises(LawFilesError) as refused:
        load(write_pack(tmp_path, rule=rule))
    error = refused.value
    assert (
        error.code,
        error.message.vi.splitlines()[1].startswith("sample_pack/rules/sound.yaml:14: Không có dữ kiện"),
        error.message.en.splitlines()[1].startswith("sample_pack/rules/sound.yaml:14: There is no fact"),
    ) == ("law.files", True, True)
