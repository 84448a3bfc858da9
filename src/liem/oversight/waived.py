"""Rules that were let go in a case and that nobody has reviewed yet: an audit goes on showing them, and says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from liem.procedures.models import Waiver
from liem.rulebook.book import known_law


@dataclass(frozen=True, slots=True)
class Waived:
    """Who let the rule go for this subject, and when; its review is still to come."""

    granted_by: str
    granted_on: date


def waived_among(asked: Iterable[tuple[str, str]], *, on: date) -> dict[tuple[str, str], Waived]:
    """Of these pairs of rule and subject those let go by the day and not reviewed. One query, or none where no rule
    among them allows it."""
    waivable = {rule.id for rule in known_law().rules if rule.waiver is not None}
    wanted = {(rule, subject) for rule, subject in asked if rule in waivable}
    if not wanted:
        return {}
    rows = Waiver.objects.current().filter(
        reviewed_on=None,
        granted_on__lte=on,
        rule__in={rule for rule, _ in wanted},
        subject__in={one for _, one in wanted},
    )
    found = {(row.rule, row.subject): Waived(row.granted_by, row.granted_on) for row in rows}
    return {pair: waived for pair, waived in found.items() if pair in wanted}
