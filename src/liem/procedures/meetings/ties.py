"""Who has a tie to somebody whom a case is about: kin up to a degree, partners, and ties that people declared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from liem.procedures.models import DeclaredTie, Recusal
from liem.record.choices import Relation
from liem.record.kin_terms import DEGREES, degree
from liem.record.models import Kinship
from liem.record.scope import superiors_on
from liem.rulebook.book import known_law
from liem.rulebook.values import holding, line_of, own_values
from liem.rulebook.verification import law_here

DEGREE = "kinship_degree_to_stand_aside"
"""The parameter that says up to which degree kin keep out of each other's cases."""
MOST_DISTANT = max(DEGREES.values())
"""The most distant degree on record: brothers and sisters, and the same through marriage. Holds where no pack says."""

Ground = Recusal.Ground


@dataclass(frozen=True, slots=True)
class Tie:
    """`person` keeps out of what is about `about`. `degree` is that of kin; None for other ties."""

    person: str
    about: str
    ground: Recusal.Ground
    degree: int | None = None


def degree_for(body: str, *, on: date) -> int:
    """The most distant degree that counts at the body on the day: the law's, unless one of its line set a stricter."""
    if known_law().parameter(DEGREE) is None:
        return MOST_DISTANT
    parameter = law_here().parameter(DEGREE)
    if parameter is None:
        return MOST_DISTANT
    own = [value for value in own_values(on) if value.parameter == DEGREE]
    line = reversed(line_of(body, superiors_on(on))) if own else ()
    value, _ = holding(parameter, parameter.on(on), [value for above in line for value in own if value.body == above])
    return int(value) if isinstance(value, int | float) else MOST_DISTANT


def ties_of(people: Collection[str] | None, subjects: Collection[str], *, degrees: int) -> tuple[Tie, ...]:
    """The ties of these people (None: of anybody on record) to the subjects, the closest of each pair. Two queries.

    A tie that either of the two declared is one. People are in order; nobody has a tie to themselves.
    """
    if not subjects or (people is not None and not people):
        return ()
    closest: dict[tuple[str, str], Tie] = {}
    for tie in (*_kin(subjects, degrees), *_declared(subjects)):
        if people is None or tie.person in people:
            closest.setdefault((tie.person, tie.about), tie)
    return tuple(closest[pair] for pair in sorted(closest))


def _kin(subjects: Collection[str], degrees: int) -> list[Tie]:
    """Kin within the degrees, the closest first, then partners."""
    rows = Kinship.objects.current().filter(Q(person__in=subjects) | Q(relative__in=subjects))
    ties: list[Tie] = []
    for person, relative, relation in rows.values_list("person_id", "relative_id", "relation"):
        distance = degree(relation)
        if distance is not None and distance <= degrees:
            ties += _both_ways(person, relative, subjects, Ground.KIN, distance)
        elif relation == Relation.PARTNER:
            ties += _both_ways(person, relative, subjects, Ground.PARTNER, None)
    return sorted(ties, key=lambda tie: MOST_DISTANT + 1 if tie.degree is None else tie.degree)


def _declared(subjects: Collection[str]) -> Iterator[Tie]:
    rows: Iterable[tuple[str, str, str]] = (
        DeclaredTie.objects.current()
        .filter(Q(person__in=subjects) | Q(other__in=subjects))
        .order_by("identity")
        .values_list("person_id", "other_id", "kind")
    )
    for person, other, kind in rows:
        yield from _both_ways(person, other, subjects, Ground(kind), None)


def _both_ways(
    person: str, other: str, subjects: Collection[str], ground: Recusal.Ground, distance: int | None
) -> Iterator[Tie]:
    if person == other:
        return
    if other in subjects:
        yield Tie(person, other, ground, distance)
    if person in subjects:
        yield Tie(other, person, ground, distance)
