"""Why a rule, a sign or a value holds where somebody looks at it from, in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from liem.actions.permissions import Acting
from liem.record.days import titles_of
from liem.record.scope import superiors_on
from liem.rulebook.governing import Kind, Reason, why_in_force


@dataclass(frozen=True, slots=True)
class WhyHere:
    """The reason and its sentences in the language of the page; `body` is what the place looked at is called."""

    reason: Reason
    body: str
    sentences: tuple[str, ...]


def why_here(kind: Kind, name: str, *, body: str, day: date) -> WhyHere | None:
    """Why it holds for the body on the day, or why not; None where the rule book holds no such thing. Where no body is
    named, the topmost one is looked at. A constant number of queries."""
    superiors = superiors_on(day)
    place = body if body in superiors else next((key for key, above in superiors.items() if above is None), "")
    reason = why_in_force(kind, name, place, day, superiors)
    if reason is None:
        return None
    owners = {one.body for one in (reason.adopted, reason.own) if one is not None}
    titles = titles_of(bodies={place, *owners} - {""})
    language = get_language() or "vi"
    said = reason.sentences(lambda key: titles.body(key, day))
    return WhyHere(reason, titles.body(place, day) if place else "", tuple(one.in_language(language) for one in said))


def body_of(acting: Acting) -> str:
    """The body that somebody looks from; empty for an official, who looks from the topmost one."""
    return acting.mandate.body
