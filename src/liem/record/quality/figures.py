"""Figures on dossiers: how many are complete, how many lack something, hold something old or contradict themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property, lru_cache

from liem.record.dossier.parts import SECTIONS
from liem.record.quality.checks import CHECKS, Kind, unattested

BITS = {check.name: 1 << number for number, check in enumerate(CHECKS)}
"""The place of each check in a mask over what was found."""


def bits(*, kind: str = "", check: str = "") -> int:
    """The checks that answer to all that is given, as a mask over what was found."""
    chosen = (one for one in CHECKS if kind in ("", one.kind) and check in ("", one.name))
    return sum(BITS[one.name] for one in chosen)


MISSING, STALE, CONTRADICTORY = (bits(kind=kind) for kind in Kind)
UNATTESTED = sum(bits(check=unattested(section)) for section in SECTIONS)


@dataclass(frozen=True, slots=True)
class Quality:
    """Of so many dossiers, how many are complete: nothing is missing, and every section is attested. `missing` lack an
    entry, `stale` hold something grown old, `contradictory` contradict themselves; `unattested` counts sections.
    `faulty` are those in which anything at all is to be put right. `reviewed` were gone through at least once, one of
    them last on `last_review`."""

    people: int = 0
    complete: int = 0
    faulty: int = 0
    missing: int = 0
    stale: int = 0
    contradictory: int = 0
    unattested: int = 0
    reviewed: int = 0
    last_review: date | None = None

    @property
    def share(self) -> float | None:
        """The share of dossiers that are complete; None where there are none."""
        return self.complete / self.people if self.people else None

    @property
    def attested(self) -> float | None:
        """The share of sections that somebody attested, of all sections of all dossiers."""
        return 1 - self.unattested / (self.people * len(SECTIONS)) if self.people else None


_COUNTS = tuple(field.name for field in fields(Quality) if field.name != "last_review")


class Group:
    """The dossiers that are kept at the same bodies: how many have each mask of checks and day last gone through."""

    def __init__(self, counts: Counter[tuple[int, date | None]]) -> None:
        self.counts = counts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Group) and self.counts == other.counts

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def quality(self) -> Quality:
        """Its figures. Worked out once: of thousands of groups an action changes a few."""
        return _quality(self.counts)

    @cached_property
    def found(self) -> tuple[int, ...]:
        """In how many of its dossiers each check found something, in the order of the checks."""
        found = [0] * len(CHECKS)
        for (mask, _day), count in self.counts.items():
            for place in _places(mask):
                found[place] += count
        return tuple(found)


def together(parts: Iterable[Quality]) -> Quality:
    """The figures of all parts, which share no dossier."""
    found = list(parts)
    counts = {name: sum(getattr(one, name) for one in found) for name in _COUNTS}
    days = [one.last_review for one in found if one.last_review is not None]
    return Quality(**counts, last_review=max(days, default=None))


@lru_cache(maxsize=10_000)
def _places(mask: int) -> tuple[int, ...]:
    return tuple(place for place, bit in enumerate(BITS.values()) if mask & bit)


def _quality(counts: Counter[tuple[int, date | None]]) -> Quality:
    def dossiers_with(checks: int) -> int:
        return sum(count for (mask, _day), count in counts.items() if mask & checks)

    people, days = counts.total(), [(day, count) for (_mask, day), count in counts.items() if day is not None]
    return Quality(
        people=people,
        complete=people - dossiers_with(MISSING),
        faulty=dossiers_with(MISSING | STALE | CONTRADICTORY),
        missing=dossiers_with(MISSING & ~UNATTESTED),
        stale=dossiers_with(STALE),
        contradictory=dossiers_with(CONTRADICTORY),
        unattested=sum((mask & UNATTESTED).bit_count() * count for (mask, _day), count in counts.items()),
        reviewed=sum(count for _day, count in days),
        last_review=max((day for day, _count in days), default=None),
    )
