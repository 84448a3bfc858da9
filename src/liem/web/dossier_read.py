"""What a dossier page reads beside the dossier: findings, relatives, numbers, what is missing; and as known when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from liem.actions.permissions import Acting
from liem.oversight import queries
from liem.oversight.kin_graph import relatives
from liem.record.choices import Section
from liem.record.dossier import SECTION_OF, Dossier
from liem.record.identifiers import may_see_numbers, numbers_of
from liem.record.known import NOW, Known, known_on
from liem.record.quality.items import items_of
from liem.record.scope import Reach
from liem.web.asked import DayAsked, day_asked
from liem.web.dossier_in_words import Behind, dossier_context, items_by_kind


@dataclass(frozen=True, slots=True)
class KnownAsked:
    """The state of knowledge that the address asks for: `day` is None for what is known now."""

    asked: DayAsked
    day: date | None
    known: Known


def known_asked(request: HttpRequest, today: date) -> KnownAsked:
    """`?known=2026-10-31`; today, a later day and a day that cannot be read mean now."""
    asked = day_asked(request, "known", today)
    if asked.fault or asked.day >= today:
        return KnownAsked(asked, None, NOW)
    return KnownAsked(asked, asked.day, known_on(asked.day))


def read_context(reach: Reach, opened: Dossier, *, by: Acting, when: KnownAsked) -> dict[str, Any]:
    """The context of the dossier's templates. Findings and what is missing are those of today's knowledge."""
    audit = queries.latest_audit()
    sees_numbers = may_see_numbers(reach, opened.key, by=by)
    behind = Behind(
        standings=queries.standings_of(reach, opened.key, audit) if audit else (),
        audit=audit,
        relatives=relatives(reach, opened.key, audit=audit, known=when.known),
        numbers=numbers_of(reach, opened.key, by=by, known=when.known) if sees_numbers else None,
        items=items_of(reach, opened.key, on=reach.day) if when.day is None else None,
    )
    context = dossier_context(opened, behind, on=reach.day)
    context |= {
        "items_by_kind": items_by_kind(behind.items or ()),
        "unfiled": [
            (Section(one.section).label, one) for one in opened.sections if one.section not in SECTION_OF.values()
        ],
        "known": when.asked,
        "known_on": when.day,
    }
    return context
