"""The national pack: what stands when, on which regulation, and that every row of the register is accounted for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from law.engines import duckdb_engine, sqlite_engine
from law.national_page import DAY, PAGE, ROW, national_law, rows_of, standing, written_anew
from law.vocabulary import VOCABULARY
from liem.kernel.dates import Term
from liem.kernel.errors import Message
from liem.law.engine import Engine
from liem.law.grounds import Ground, Status
from liem.law.packs import Law, packs_folder
from liem.law.parameters import DatedValue
from liem.law.procedures.steps import Meeting
from liem.law.trials import run_cases
from liem.rulebook.vocabulary import vocabulary


@pytest.fixture(scope="module")
def law() -> Law:
    return national_law(VOCABULARY)


@pytest.mark.parametrize("engine", [sqlite_engine(), duckdb_engine()], ids=lambda engine: engine.name)
def test_every_case_comes_out_as_written(law: Law, engine: Engine) -> None:
    results = run_cases(law, VOCABULARY, engine)
    wrong = [f"{r.file}:{r.line} {r.case}: {r.expected}, {r.found}" for r in results if not r.passed]
    assert (wrong, len(results)) == ([], sum(len(rule.cases) for rule in law.rules))


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (
            "succession_people_per_post",
            {date(2021, 12, 26): None, date(2025, 10, 7): "qd50", date(2025, 10, 8): "qd377"},
        ),
        ("succession_for_higher_post", {date(2025, 10, 7): None, date(2025, 10, 8): "qd377"}),
        (
            "party_time_in_post",
            {
                date(2022, 8, 17): None,
                date(2022, 8, 18): "qd80",
                date(2025, 10, 7): "qd80",
                date(2025, 10, 8): "?qd377",
            },
        ),
        (
            "appointment_bar_after_discipline",
            {date(2022, 8, 17): "qd105", date(2022, 8, 18): "qd80", date(2025, 10, 8): "?qd377"},
        ),
        ("civil_servant_bar_after_discipline", {date(2025, 6, 30): "cbcc2008", date(2025, 7, 1): "?cbcc2025"}),
        ("party_rotation_minimum_stay", {date(2022, 4, 27): "qd98", date(2022, 4, 28): "?qd65"}),
        ("state_rotation_minimum_stay", {date(2025, 6, 30): None, date(2025, 7, 1): "nd170"}),
        (
            "relatives_not_head_and_deputy",
            {date(2019, 9, 22): None, date(2023, 7, 10): "qd205", date(2023, 7, 11): "qd114"},
        ),
        ("relatives_not_head_and_sector_head", {date(2023, 7, 10): None, date(2023, 7, 11): "qd114"}),
        (
            "excellent_share_capped",
            {
                date(2023, 10, 3): None,
                date(2025, 8, 29): "qd124",
                date(2025, 8, 30): "?qd366",
                date(2025, 12, 31): "?qd366",
                date(2026, 1, 1): "nd335",
            },
        ),
        ("confidence_vote_quorum", {date(2023, 2, 1): None, date(2023, 2, 2): "qd96"}),
        (
            "suspension_within_limits",
            {date(2024, 5, 22): None, date(2025, 10, 7): "qd148", date(2025, 10, 8): "?qd377"},
        ),
        ("relief_proposed_in_time", {date(2025, 10, 7): None, date(2025, 10, 8): "qd377"}),
        ("verified_share_of_bodies", {date(2026, 6, 30): "nd130", date(2026, 7, 1): "?nd130"}),
        ("denouncer_not_named", {date(2025, 1, 16): "nd31_2019", date(2025, 1, 17): "qd231"}),
        ("congress_age_2025_2030", {date(2025, 4, 13): None, date(2026, 3, 31): "ct45", date(2026, 4, 1): None}),
        ("first_in_count_has_majority", {date(2022, 8, 18): None, DAY: None}),
    ],
)
def test_a_rule_rests_on_the_regulation_of_the_day(law: Law, rule: str, days: dict[date, str | None]) -> None:
    """`?` marks a regulation whose value nobody has verified; None: the rule asks nothing that day."""
    found = {}
    for day in days:
        current = law.in_force(day).rule(rule)
        mark = "" if current is None or current.status is Status.VERIFIED else "?"
        found[day] = None if current is None else mark + current.ground.directive
    assert found == days


@pytest.mark.parametrize(
    ("parameter", "values"),
    [
        ("bar_after_warning", [(date(2022, 8, 17), Term(years=1)), (date(2022, 8, 18), Term(months=30)), (DAY, None)]),
        ("least_time_in_post", [(date(2025, 10, 7), Term(years=2)), (date(2025, 10, 8), None)]),
        ("supplementary_declaration_threshold", [(date(2026, 6, 30), 300.0), (date(2026, 7, 1), 1000.0)]),
        ("excellent_share_cap", [(date(2025, 8, 29), 20.0), (date(2025, 12, 31), None), (date(2026, 1, 1), 20.0)]),
        ("verified_bodies_share", [(date(2026, 6, 30), 20.0), (date(2026, 7, 1), None)]),
        ("excellent_share_cap_outstanding", [(DAY, None)]),
    ],
)
def test_values_follow_the_day_and_hypotheses_are_never_applied(
    law: Law, parameter: str, values: list[tuple[date, object]]
) -> None:
    assert [(day, law.parameters_on(day)[parameter]) for day, _ in values] == values


def test_how_the_rules_stand_on_the_day_of_the_page(law: Law) -> None:
    found = [standing(rule, DAY) for rule in law.rules]
    assert {word: found.count(word) for word in sorted(set(found))} == {
        "in force": 36,
        "law not verified": 27,
        "not in force": 1,
        "switched off": 3,
    }


@pytest.mark.parametrize(
    ("procedure", "days"),
    [
        (
            "party_appointment_inside",
            {
                date(2022, 8, 17): None,
                date(2022, 8, 18): "qd80",
                date(2025, 10, 7): "qd80",
                date(2025, 10, 8): "?qd377",
            },
        ),
        ("party_reappointment", {date(2025, 10, 7): None, date(2025, 10, 8): "qd377"}),
        ("party_relief", {date(2021, 11, 2): None, date(2025, 10, 7): "qd41", date(2025, 10, 8): "qd377"}),
        ("party_suspension", {date(2024, 5, 22): None, date(2025, 10, 7): "qd148", date(2025, 10, 8): "?qd377"}),
        ("state_suspension", {date(2025, 6, 30): "cbcc2008", date(2025, 7, 1): "?cbcc2025"}),
        ("party_evaluation", {date(2023, 10, 3): None, date(2025, 8, 29): "qd124", date(2025, 8, 30): "qd366"}),
        ("state_evaluation", {date(2025, 12, 31): None, date(2026, 1, 1): "nd335"}),
        ("state_appointment_outside", {date(2025, 6, 30): None, date(2025, 7, 1): "nd170"}),
    ],
)
def test_a_procedure_rests_on_the_regulation_of_the_day(law: Law, procedure: str, days: dict[date, str | None]) -> None:
    """`?` marks a regulation whose steps nobody has verified; None: there is no such procedure that day."""
    one = next(found for found in law.procedures if found.id == procedure)
    found = {}
    for day in days:
        current = one.on(day)
        mark = "" if current is None or current.status is Status.VERIFIED else "?"
        found[day] = None if current is None else mark + current.ground.directive
    assert found == days


def test_how_the_procedures_stand_on_the_day_of_the_page(law: Law) -> None:
    found = [standing(procedure, DAY) for procedure in law.procedures]
    assert {word: found.count(word) for word in sorted(set(found))} == {"in force": 13, "law not verified": 7}


def test_a_verified_rule_rests_on_verified_instruments(law: Law) -> None:
    verified = [ground for rule in law.rules for ground in rule.grounds if ground.status is Status.VERIFIED]
    instruments = {law.instrument(clause.directive) for ground in verified for clause in ground.clauses}
    assert {one.symbol for one in instruments if one is not None and not one.verified} == set()
    assert None not in instruments


def test_an_instrument_ends_where_its_successor_begins(law: Law) -> None:
    instruments = [one for pack in law.packs for one in pack.instruments]
    ends = {one.short: one.in_force.ends for one in instruments}
    gaps = {
        (earlier, later.short)
        for later in instruments
        for earlier in later.replaces
        if ends[earlier] != later.in_force.starts
    }
    assert gaps == set()
    assert len({(one.symbol, one.issuer, one.dated) for one in instruments}) == len(instruments)


def test_law_that_nobody_has_verified_leaves_open_plans_moves_and_running_cases_and_nobody_else(law: Law) -> None:
    filled = {table.name for table in vocabulary().tables if table.is_filled}
    lapsed = [rule for rule in law.rules if standing(rule, DAY) == "law not verified"]
    assert {rule.about for rule in lapsed} & filled == {
        "appointment_file",
        "personnel_meeting",
        "relief_case",
        "rotation",
        "succession_entry",
        "succession_list",
        "suspension",
        "transfer",
        "transfer_duty",
    }


def test_the_page_is_that_of_the_pack(law: Law) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert written_anew(page, law) == page


def _read_by_people(law: Law) -> Iterator[Message]:
    """The words of the pack about its sources and cases."""
    grounded: list[Ground | DatedValue] = [ground for one in (*law.rules, *law.procedures) for ground in one.grounds]
    grounded += [value for parameter in law.parameters for value in parameter.values]
    yield from (one.checked.against for one in grounded if one.checked is not None)
    yield from (one.source for one in grounded if one.source is not None)
    yield from (one.source for pack in law.packs for one in pack.instruments)
    yield from (case.name for rule in law.rules for case in rule.cases)
    yield from (case.name for procedure in law.procedures for case in procedure.cases)
    for step in (step for procedure in law.procedures for step in procedure.steps):
        marks = (step.pending, step.limit and step.limit.pending, step.meeting and _mark(step.meeting))
        yield from (mark for mark in marks if mark is not None)


def _mark(meeting: Meeting) -> Message | None:
    return None if meeting.ballot is None else meeting.ballot.pending


def test_what_people_read_says_the_same_in_both_languages(law: Law) -> None:
    read = list(_read_by_people(law))
    named = re.compile(r"\[[\w-]+\]|[\d/]+-(?:QĐ/TW|HD/BTCTW)")
    assert [words.en for words in read if words.vi == words.en] == []
    assert [words for words in read if named.findall(words.vi) != named.findall(words.en)] == []


def _cited(texts: list[str]) -> set[str]:
    return {code for text in texts for code in re.findall(r"\[([0-9A-Z][\w-]*)\]", text)}


def test_every_source_has_its_address(law: Law) -> None:
    files = list(Path(str(packs_folder())).glob("vietnam/**/*.yaml"))
    listed = set(re.findall(r"^- \[([^\]]+)\] <https?://", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert _cited([file.read_text(encoding="utf-8") for file in files]) == listed


def test_every_row_that_a_procedure_names_is_in_the_register(law: Law, shared_folder: Path) -> None:
    register = (shared_folder / "design" / "regulations.md").read_text(encoding="utf-8")
    status = dict(re.findall(r"^\| ([A-Z]{2}-\d{2}) \|.*\| ([^|]*) \|$", register, re.MULTILINE))
    rows = {procedure.id: rows_of(procedure) for procedure in law.procedures}
    assert {row for named in rows.values() for row in named} - set(status) == set()
    assert [one for one, named in rows.items() if not any(re.match(r"V\b", status[row]) for row in named)] == []


def test_every_row_of_the_register_has_a_rule_or_a_reason(law: Law, shared_folder: Path) -> None:
    register = (shared_folder / "design" / "regulations.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| ((?:KS|QH|BN|LC|CV|DG|LP|MN|TS|TC|NH)-\d{2}) \|", register, re.MULTILINE))
    reasons = PAGE.read_text(encoding="utf-8").partition("## Rows without a rule")[2].partition("## Instruments")[0]
    ruled, excused = {row for rule in law.rules for row in rows_of(rule)}, set(ROW.findall(reasons))
    assert (rows - ruled - excused, (ruled | excused) - rows, ruled & excused) == (set(), set(), set())


def test_a_verified_ground_rests_on_a_verified_row(law: Law, shared_folder: Path) -> None:
    register = (shared_folder / "design" / "regulations.md").read_text(encoding="utf-8")
    status = dict(re.findall(r"^\| ([A-Z]{2}-\d{2}) \|.*\| ([^|]*) \|$", register, re.MULTILINE))
    verified = [rule for rule in law.rules if any(ground.status is Status.VERIFIED for ground in rule.grounds)]
    weak = {
        rule.id
        for rule in verified
        if not any(re.match(r"(exception )?(exists )?V\b", status[row]) for row in rows_of(rule))
    }
    assert weak == set()
