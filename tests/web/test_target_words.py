"""What a target's standing is called before and after the day on which it is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import translation

from liem.kernel.verdicts import Strength, Verdict
from liem.law.targets import Target
from liem.rulebook.book import rule_book
from liem.web.target_words import StateWords, state_words

DUE = date(2025, 6, 30)
DAY = "30/06/2025"


def target(strength: Strength, due: date | None = DUE) -> Target:
    found = rule_book().target("district_secretaries_not_local")
    assert found is not None
    return replace(found, strength=strength, due=due)


@pytest.mark.parametrize(
    ("days_after", "strength", "vietnamese", "english", "look"),
    [
        (-30, Strength.MUST, "chưa đạt, còn 30 ngày", "not reached yet, 30 days left", ""),
        (-1, Strength.STRIVE, "chưa đạt, còn 1 ngày", "not reached yet, 1 day left", ""),
        (0, Strength.MUST, "chưa đạt, còn 0 ngày", "not reached yet, 0 days left", ""),
        (
            1,
            Strength.MUST,
            f"chưa đạt, đã quá hạn {DUE:%d/%m/%Y}",
            f"not reached, past its day {DUE:%d/%m/%Y}",
            "not_met",
        ),
        (1, Strength.STRIVE, "chưa tới mức phấn đấu", "short of what is striven for", "not_met"),
    ],
)
def test_a_shortfall_is_overdue_only_after_the_day(
    days_after: int, strength: Strength, vietnamese: str, english: str, look: str
) -> None:
    as_of = DUE + timedelta(days=days_after)
    with translation.override("vi"):
        assert state_words(Verdict.NOT_MET, target(strength), as_of).words == vietnamese
    with translation.override("en"):
        said = state_words(Verdict.NOT_MET, target(strength), as_of)
    assert (said.words, said.look) == (english, look)


def test_without_a_day_a_shortfall_is_never_overdue() -> None:
    with translation.override("en"):
        said = state_words(Verdict.NOT_MET, target(Strength.MUST, None), date(2099, 1, 1))
    assert said == StateWords("not reached", "", "○")


def test_other_verdicts_do_not_hang_on_the_day() -> None:
    with translation.override("en"):
        said = {verdict: state_words(verdict, target(Strength.MUST), DUE) for verdict in Verdict}
    assert said[Verdict.MET] == StateWords("reached", "met", "✓")
    assert said[Verdict.UNKNOWN] == StateWords("cannot be determined yet", "unknown", "?")
    assert said[Verdict.NOT_APPLICABLE] == StateWords("nobody to measure it on", "", "–")
