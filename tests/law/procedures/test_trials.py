"""Cases beside procedures: what differs from what they say is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from law.procedures.sample import PROCEDURE, load_sample
from liem.law.procedures.trials import run_procedure_cases


def differences(root: Path, old: str = "", new: str = "") -> list[tuple[str, object, object]]:
    assert old in PROCEDURE
    law = load_sample(root, PROCEDURE.replace(old, new, 1))
    return [(one.what, one.expected, one.found) for one in run_procedure_cases(law)]


def test_the_cases_of_the_sample_come_out(tmp_path: Path) -> None:
    assert differences(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "different"),
    [
        (
            "hoa: 6, lan: 3",
            "hoa: 4, lan: 4",
            [("refused", (), ("not_open",)), ("events after the one refused", 0, 1), ("end", "completed", None)],
        ),
        (
            "hoa: 6, lan: 3",
            "hoa: 6",
            [("refused", (), ("too_few_names",)), ("events after the one refused", 0, 2), ("end", "completed", None)],
        ),
        ("{end: completed}", "{end: completed, late: [check]}", [("late", ("check",), ())]),
        (
            "{end: completed}",
            "{end: completed, due: {opinion: 2026-03-10}}",
            [("due of opinion", "2026-03-10", "2026-03-09")],
        ),
        ("open: [request]", "open: [opinion]", [("open", ("opinion",), ("request",))]),
        ("{end: completed}", "{end: completed, opens: [relief]}", [("opens", ("relief",), ())]),
    ],
)
def test_what_comes_out_otherwise_is_named(
    tmp_path: Path, old: str, new: str, different: list[tuple[str, object, object]]
) -> None:
    found = differences(tmp_path, old, new)
    as_text = [(what, *(str(one) if what.startswith("due") else one for one in pair)) for what, *pair in found]
    assert as_text == different


def test_a_limit_takes_the_value_of_the_law_unless_the_case_gives_another(tmp_path: Path) -> None:
    by_law = "expect: {end: completed, due: {check: 2026-03-09}}"
    law = load_sample(tmp_path / "law", PROCEDURE.replace("expect: {end: completed}", by_law))
    given = PROCEDURE.replace("expect: {end: completed}", by_law.replace("09}}", "05}}\n    values: {least_days: 3}"))
    own = load_sample(tmp_path / "own", given)
    assert (run_procedure_cases(law), run_procedure_cases(own)) == ([], [])
