"""What a target's standing is called. Until the day on which it is due has passed, a shortfall is no breach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liem.kernel.verdicts import Strength, Verdict
from liem.law.targets import Target
from liem.web.wording import day_words, number_words


@dataclass(frozen=True, slots=True)
class StateWords:
    """A standing as a tag shows it: words, look and sign."""

    words: str
    look: str
    sign: str


def is_past_due(target: Target, as_of: date) -> bool:
    """Whether the day on which the target is due has passed; never for one without such a day."""
    return target.due is not None and as_of > target.due


def overdue_words(verdict: Verdict | str, target: Target, as_of: date) -> str:
    """“past its day 30/09/2025”, beside a state that does not say it; nothing for a target reached or not due yet."""
    given = Verdict(verdict)
    is_open = given is Verdict.UNKNOWN or (given is Verdict.NOT_MET and target.strength is Strength.STRIVE)
    if target.due is None or not is_open or not is_past_due(target, as_of):
        return ""
    return _("past its day %(day)s") % {"day": day_words(target.due)}


def state_words(verdict: Verdict | str, target: Target, as_of: date) -> StateWords:
    """How the verdict on a target is said on the day that was audited."""
    match Verdict(verdict):
        case Verdict.MET:
            return StateWords(_("reached"), "met", "✓")
        case Verdict.NOT_MET:
            return _shortfall(target, as_of)
        case Verdict.UNKNOWN:
            return StateWords(_("cannot be determined yet"), "unknown", "?")
        case Verdict.NOT_APPLICABLE:
            return StateWords(_("nobody to measure it on"), "", "–")


def _shortfall(target: Target, as_of: date) -> StateWords:
    if target.due is None:
        return StateWords(_("not reached"), "", "○")
    if not is_past_due(target, as_of):
        days = (target.due - as_of).days
        left = ngettext("not reached yet, %(count)s day left", "not reached yet, %(count)s days left", days)
        return StateWords(left % {"count": number_words(days)}, "", "○")
    if target.strength is Strength.STRIVE:
        return StateWords(_("short of what is striven for"), "not_met", "✕")
    past = _("not reached, past its day %(day)s") % {"day": day_words(target.due)}
    return StateWords(past, "not_met", "✕")
