"""How complete the dossiers are, body by body, and the lists of dossiers behind the figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from liem.record.days import titles_of
from liem.record.dossier.parts import SECTIONS
from liem.record.models import PersonDetails
from liem.record.people import in_order
from liem.record.quality.checks import CHECKS, Check, unattested
from liem.record.quality.items import Item, items_of_each
from liem.record.quality.survey import CONTRADICTORY, MISSING, STALE, Survey, bits, keeps, survey
from liem.record.scope import Reach

Tally: TypeAlias = Counter[tuple[int, date | None]]
"""How many dossiers there are with each mask of checks and day last gone through."""
Order = Literal["name", "people", "share", "missing", "stale", "contradictory", "attested", "reviewed"]


@dataclass(frozen=True, slots=True)
class Quality:
    """Of so many dossiers, how many are complete: nothing is missing, and every section is attested. `missing` lack an
    entry, `stale` hold something grown old, `contradictory` contradict themselves; `unattested` counts sections.
    `reviewed` were gone through at least once, one of them last on `last_review`."""

    people: int = 0
    complete: int = 0
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


@dataclass(frozen=True, slots=True)
class BodyQuality:
    """The quality of the dossiers that one body keeps; an empty key stands for people who never held a post."""

    body: str
    name: str
    quality: Quality


@dataclass(frozen=True, slots=True)
class QualityPage:
    """The bodies on one page of the list; `whole` counts everybody once; `checks` says how many each check found."""

    total: int
    lines: tuple[BodyQuality, ...]
    whole: Quality
    checks: tuple[tuple[Check, int], ...]


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """Which dossiers: of these bodies (None: all within reach), with items of the kind, found by the check."""

    bodies: frozenset[str] | None = None
    kind: str = ""
    check: str = ""


@dataclass(frozen=True, slots=True)
class DossierLine:
    """One dossier and what is to be put right in it."""

    person: str
    name: str
    bodies: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    reviewed_on: date | None


@dataclass(frozen=True, slots=True)
class DossierPage:
    total: int
    lines: tuple[DossierLine, ...]


_UNATTESTED = sum(bits(check=unattested(section)) for section in SECTIONS)


def quality_of_bodies(  # noqa: PLR0913 - what the list depends on, by name
    reach: Reach,
    *,
    on: date,
    bodies: frozenset[str] | None = None,
    order: Order = "share",
    descending: bool = False,
    offset: int = 0,
    limit: int = 50,
) -> QualityPage:
    """The bodies within reach that keep dossiers, the least complete first. Who holds posts at two bodies counts at
    both. Two queries at most where the survey of the day is known."""
    known = survey(on)
    lines, whole, checks = known.once(("bodies", reach, bodies), lambda: _told(known, reach, bodies))
    if order != "name":
        lines = sorted(
            lines, key=lambda line: (getattr(line.quality, order) or 0, line.quality.attested), reverse=descending
        )
    elif descending:
        lines = lines[::-1]
    return QualityPage(len(lines), tuple(lines[offset : offset + limit]), whole, checks)


def _told(
    known: Survey, reach: Reach, bodies: frozenset[str] | None
) -> tuple[list[BodyQuality], Quality, tuple[tuple[Check, int], ...]]:
    """The bodies in the order of their names, all dossiers together, and what was found in how many."""
    whole: Tally = Counter()
    by_body: dict[str, Tally] = defaultdict(Counter)
    for (at, mask, reviewed_on), count in known.tally.items():
        if keeps(at, reach, bodies):
            whole[mask, reviewed_on] += count
            for body in at or ("",):
                if keeps((body,), reach, bodies):
                    by_body[body][mask, reviewed_on] += count
    titles = titles_of(bodies=by_body.keys() - {""})
    names = {body: titles.body(body, known.on) if body else "" for body in by_body}
    lines = [BodyQuality(body, names[body], _quality(tally)) for body, tally in by_body.items()]
    lines.sort(key=lambda line: (in_order(line.name), line.body))
    return lines, _quality(whole), _counts(whole)


def people_with_items(reach: Reach, wanted: ItemFilter, *, on: date, offset: int, limit: int) -> DossierPage:
    """The dossiers within reach in which something of the wanted kind was found, in the order of names, with all that
    is to be put right in them. A constant number of queries where the survey of the day is known."""
    known = survey(on)
    mask = bits(kind=wanted.kind, check=wanted.check)

    def choose() -> list[str]:
        return [person for person in known.within(reach, wanted.bodies) if known.found.get(person, 0) & mask]

    chosen = known.once(("items", reach, wanted), choose)
    return page_of(chosen, on=on, offset=offset, limit=limit)


def dossiers(reach: Reach, bodies: frozenset[str] | None, *, on: date, offset: int, limit: int) -> DossierPage:
    """Every dossier kept at these bodies within reach, whatever was found in it."""
    return page_of(people_of(reach, bodies, on=on), on=on, offset=offset, limit=limit)


def people_of(reach: Reach, bodies: frozenset[str] | None, *, on: date) -> tuple[str, ...]:
    """Everybody whose dossier is kept at these bodies within reach, in the order of names."""
    return survey(on).within(reach, bodies)


def page_of(people: Sequence[str], *, on: date, offset: int, limit: int) -> DossierPage:
    """A page of the dossiers of these people, whom the reader may see, in the order given."""
    return DossierPage(len(people), _lines(survey(on), people[offset : offset + limit], on=on))


def dossier_line(person: str, *, on: date) -> DossierLine:
    """The line of one dossier, whose reader must have been asked for already."""
    return _lines(survey(on), [person], on=on)[0]


def _lines(known: Survey, people: Sequence[str], *, on: date) -> tuple[DossierLine, ...]:
    items = items_of_each(people, on=on) if people else {}
    details = PersonDetails.objects.filter(known_to__isnull=True, person_id__in=people)
    names = dict(details.values_list("person_id", "name"))
    titles = titles_of(bodies={body for person in people for body in known.at.get(person, ())})
    return tuple(
        DossierLine(
            person,
            names.get(person, person),
            tuple((body, titles.body(body, on)) for body in known.at.get(person, ())),
            items.get(person, ()),
            known.reviewed.get(person),
        )
        for person in people
    )


def _quality(tally: Tally) -> Quality:
    def dossiers_with(checks: int) -> int:
        return sum(count for (mask, _day), count in tally.items() if mask & checks)

    days = [(day, count) for (_mask, day), count in tally.items() if day is not None]
    return Quality(
        people=tally.total(),
        complete=tally.total() - dossiers_with(MISSING),
        missing=dossiers_with(MISSING & ~_UNATTESTED),
        stale=dossiers_with(STALE),
        contradictory=dossiers_with(CONTRADICTORY),
        unattested=sum((mask & _UNATTESTED).bit_count() * count for (mask, _day), count in tally.items()),
        reviewed=sum(count for _day, count in days),
        last_review=max((day for day, _count in days), default=None),
    )


def _counts(tally: Tally) -> tuple[tuple[Check, int], ...]:
    """In how many dossiers each check found something, the most frequent first; without those that found nothing."""
    masks: Counter[int] = Counter()
    for (mask, _day), count in tally.items():
        masks[mask] += count
    bits_of = ((check, bits(check=check.name)) for check in CHECKS)
    counts = [(check, sum(count for mask, count in masks.items() if mask & bit)) for check, bit in bits_of]
    return tuple(sorted((one for one in counts if one[1]), key=lambda one: -one[1]))
