"""What the outcome of a step is called: by what is done in it, as people say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from liem.law.procedures.course import Outcome
from liem.law.procedures.steps import Act, Seat, Step


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """What a step that passed is called, and one that did not."""

    passed: Promise
    not_passed: Promise


OPENED = OutcomeWords(pgettext_lazy("step", "opened"), pgettext_lazy("step", "not opened"))
LEFT_OUT = pgettext_lazy("step", "left out")
_LOOKED_INTO = OutcomeWords(
    pgettext_lazy("step", "well founded: what was pointed out is so"),
    pgettext_lazy("step", "not founded: what was pointed out is not so"),
)
_OF_ACT: Mapping[Act, OutcomeWords] = {
    Act.PREPARE: OutcomeWords(pgettext_lazy("step", "completed"), pgettext_lazy("step", "could not be completed")),
    Act.PROPOSE: OutcomeWords(pgettext_lazy("step", "proposed"), pgettext_lazy("step", "not proposed")),
    Act.CONSULT: OutcomeWords(pgettext_lazy("step", "agreed"), pgettext_lazy("step", "not agreed")),
    Act.APPRAISE: OutcomeWords(pgettext_lazy("step", "meets what is asked"), pgettext_lazy("step", "does not meet it")),
    Act.ASSESS: OutcomeWords(pgettext_lazy("step", "meets what is asked"), pgettext_lazy("step", "does not meet it")),
    Act.MEET: OutcomeWords(pgettext_lazy("step", "agreed"), pgettext_lazy("step", "not agreed")),
    Act.DECIDE: OutcomeWords(pgettext_lazy("step", "decided so"), pgettext_lazy("step", "decided against")),
    Act.PUBLISH: OutcomeWords(pgettext_lazy("step", "published"), pgettext_lazy("step", "not published")),
    Act.ACKNOWLEDGE: OutcomeWords(pgettext_lazy("step", "answered"), pgettext_lazy("step", "not answered")),
    Act.FOLLOW: OutcomeWords(pgettext_lazy("step", "done to the end"), pgettext_lazy("step", "could not be done")),
}
_OF_INSPECTION: Mapping[Act, OutcomeWords] = {
    Act.PROPOSE: OutcomeWords(pgettext_lazy("step", "something was found"), pgettext_lazy("step", "nothing was found")),
    Act.APPRAISE: _LOOKED_INTO,
}


def outcome_words(step: Step | None) -> OutcomeWords:
    """Of a step; None is the opening."""
    if step is None:
        return OPENED
    own = _OF_INSPECTION if step.by.seat is Seat.INSPECTION else {}
    return own.get(step.act, _OF_ACT[step.act])


def outcome_said(step: Step | None, outcome: str) -> Promise:
    """The outcome that was entered, in words."""
    if outcome == Outcome.LEFT_OUT:
        return LEFT_OUT
    words = outcome_words(step)
    return words.passed if outcome == Outcome.PASSED else words.not_passed
