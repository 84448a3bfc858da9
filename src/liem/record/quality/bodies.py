"""How complete the dossiers are, body by body, and the lists of dossiers behind the figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from liem.record.days import titles_of
from liem.record.models import PersonDetails
from liem.record.names import in_order
from liem.record.quality.checks import CHECKS, Check, unattested
from liem.record.quality.figures import Group, Quality, bits, together
from liem.record.quality.items import Item, items_of_each
from liem.record.quality.survey import survey
from liem.record.quality.surveyed import Survey, keeps
from liem.record.scope import Reach

Order = Literal["name", "people", "share", "missing", "stale", "contradictory", "attested", "reviewed"]


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
    groups = [(at, group) for at, group in known.groups.items() if keeps(at, reach, bodies)]
    by_body: dict[str, list[Quality]] = defaultdict(list)
    for at, group in groups:
        for body in at or ("",):
            if keeps((body,), reach, bodies):
                by_body[body].append(group.quality)
    names = _names(known, by_body.keys())
    lines = [BodyQuality(body, names[body], together(parts)) for body, parts in by_body.items()]
    lines.sort(key=lambda line: (in_order(line.name), line.body))
    return lines, together(group.quality for _at, group in groups), _counts(group for _at, group in groups)


def _names(known: Survey, bodies: Collection[str]) -> dict[str, str]:
    """What these bodies are called on the day; asked for once."""
    lacking = {*bodies} - known.names.keys() - {""}
    titles = titles_of(bodies=lacking)
    known.names.update({body: titles.body(body, known.on) for body in lacking})
    return known.names | {"": ""}


def people_with_items(reach: Reach, wanted: ItemFilter, *, on: date, offset: int, limit: int) -> DossierPage:
    """The dossiers within reach in which something of the wanted kind was found, in the order of names, with all that
    is to be put right in them. A constant number of queries where the survey of the day is known."""
    known = survey(on)
    mask = bits(kind=wanted.kind, check=wanted.check)

    def choose() -> list[str]:
        return [person for person in known.within(reach, wanted.bodies) if known.found.get(person, 0) & mask]

    chosen = known.once(("items", reach, wanted), choose)
    return page_of(reach, chosen, on=on, offset=offset, limit=limit)


def to_attest(
    reach: Reach, bodies: frozenset[str] | None, sections: Collection[str], *, on: date
) -> tuple[tuple[str, ...], int]:
    """Everybody whose dossier is kept at these bodies within reach, and how many of them have one of the sections
    attested by nobody: these come first, then the others, each in the order of names."""
    known = survey(on)
    mask = sum(bits(check=unattested(section)) for section in sections)

    def choose() -> tuple[tuple[str, ...], int]:
        people = known.within(reach, bodies)
        waiting = tuple(person for person in people if known.found[person] & mask)
        return waiting + tuple(person for person in people if not known.found[person] & mask), len(waiting)

    return known.once(("to attest", reach, bodies, mask), choose)


def page_of(reach: Reach, people: Sequence[str], *, on: date, offset: int, limit: int) -> DossierPage:
    """A page of the dossiers of these people, whom the reader may see, in the order given."""
    return DossierPage(len(people), _lines(survey(on), reach, people[offset : offset + limit], on=on))


def dossier_line(reach: Reach, person: str, *, on: date) -> DossierLine:
    """The line of one dossier, whose reader must have been asked for already."""
    return _lines(survey(on), reach, [person], on=on)[0]


def _lines(known: Survey, reach: Reach, people: Sequence[str], *, on: date) -> tuple[DossierLine, ...]:
    items = items_of_each(reach, people, on=on) if people else {}
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


def _counts(groups: Iterable[Group]) -> tuple[tuple[Check, int], ...]:
    """In how many dossiers each check found something, the most frequent first; without those that found nothing."""
    counts = zip(CHECKS, map(sum, zip(*(group.found for group in groups), strict=True)), strict=False)
    return tuple(sorted((one for one in counts if one[1]), key=lambda one: -one[1]))
