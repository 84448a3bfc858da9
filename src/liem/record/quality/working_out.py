"""Working the survey out, for everybody or anew for a few."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import FilteredRelation, Max, Q

from liem.record.days import holds_on
from liem.record.dossier.parts import SECTIONS
from liem.record.models import DossierReview, PersonDetails, PostState, Tenure
from liem.record.quality.checks import Scope, attested_long_ago, unattested
from liem.record.quality.figures import BITS, UNATTESTED, Group
from liem.record.quality.finding import attested_since, attested_to, marks
from liem.record.quality.surveyed import Survey

BATCH = 500
"""So many people in one question: each is named in it some thirty times, and SQLite takes 32,766 variables."""


def worked_out(position: int, on: date) -> Survey:
    """The survey of all dossiers. A constant number of queries."""
    people, scope = _in_order(), Scope(on)
    at = _bodies(scope)
    return survey_of(
        position,
        on,
        people=people,
        found=_found(scope, people),
        at={person: at.get(person, ()) for person in people},
        reviewed=_reviewed(scope),
    )


def survey_of(  # noqa: PLR0913 - the columns of a survey, by name
    position: int,
    on: date,
    *,
    people: tuple[str, ...],
    found: dict[str, int],
    at: dict[str, tuple[str, ...]],
    reviewed: dict[str, date],
) -> Survey:
    """The survey with these columns, counted."""
    counts: dict[tuple[str, ...], Counter[tuple[int, date | None]]] = defaultdict(Counter)
    for person in people:
        counts[at[person]][found.get(person, 0), reviewed.get(person)] += 1
    groups = {bodies: Group(counted) for bodies, counted in counts.items()}
    return Survey(position, on, people, found, at, reviewed, groups)


def brought_up(known: Survey, position: int, people: Collection[str], *, renamed: bool) -> Survey:
    """The survey with these people's dossiers looked at anew; `renamed` says that somebody came, went or is called
    otherwise now."""
    found, at, reviewed = dict(known.found), dict(known.at), dict(known.reviewed)
    in_order = _in_order() if renamed else known.people
    there = set(in_order) if renamed else known.at.keys()
    for batch in _batches(sorted(people)):
        scope, present = Scope(known.on, batch), [person for person in batch if person in there]
        for person in batch:
            found.pop(person, None)
            at.pop(person, None)
            reviewed.pop(person, None)
        bodies = _bodies(scope)
        at |= {person: bodies.get(person, ()) for person in present}
        found |= _found(scope, present)
        reviewed |= _reviewed(scope)
    after = replace(known, position=position, people=in_order, found=found, at=at, reviewed=reviewed, kept={})
    return replace(after, groups=_counted_anew(known, after, people))


def _counted_anew(before: Survey, after: Survey, people: Iterable[str]) -> dict[tuple[str, ...], Group]:
    """The groups after these people left that of before and joined their new one; those of others stay as they are."""
    counts: dict[tuple[str, ...], Counter[tuple[int, date | None]]] = {}
    for person in people:
        for known, one in ((before, -1), (after, 1)):
            if person in known.at:
                at = known.at[person]
                if at not in counts:
                    counts[at] = Counter(before.groups[at].counts if at in before.groups else {})
                counts[at][known.found.get(person, 0), known.reviewed.get(person)] += one
    groups = before.groups | {at: Group(+counted) for at, counted in counts.items()}
    return {at: group for at, group in groups.items() if group.counts}


def _in_order() -> tuple[str, ...]:
    people = PersonDetails.objects.filter(known_to__isnull=True).order_by("sort_name", "name", "person_id")
    return tuple(people.values_list("person_id", flat=True))


def _found(scope: Scope, people: Iterable[str]) -> dict[str, int]:
    """What was found with each of these people, as a mask."""
    found = dict.fromkeys(people, UNATTESTED) | dict(_sections(scope))
    for check, person in marks(scope):
        if person in found:
            found[person] |= BITS[check]
    return found


def _sections(scope: Scope) -> Iterator[tuple[str, int]]:
    """The sections that nobody attests or that were attested long ago, of those of whom any is attested."""
    limit = attested_since(scope.on)
    masks = [(BITS[unattested(section)], BITS[attested_long_ago(section)]) for section in SECTIONS]
    for person, *days in attested_to(scope):
        yield (
            person,
            sum(
                by_nobody if day is None else long_ago if day < limit else 0
                for (by_nobody, long_ago), day in zip(masks, days, strict=True)
            ),
        )


def _reviewed(scope: Scope) -> dict[str, date]:
    rows = scope.of(DossierReview.objects.filter(reviewed_on__lte=scope.on)).order_by()
    return dict(rows.values_list("person_id").annotate(last=Max("reviewed_on")))


def _bodies(scope: Scope) -> dict[str, tuple[str, ...]]:
    """The bodies of the posts held that stand on the day; of those who hold none at all, the body of the last one."""
    tenures = scope.of(Tenure.objects.all())
    now = tenures.filter(holds_on(scope.on))
    stands = holds_on(scope.on, through="post__states") & Q(post__states__known_to__isnull=True)
    standing = now.annotate(standing=FilteredRelation("post__states", condition=stands))
    held: dict[str, dict[str, None]] = defaultdict(dict)
    for person, body in standing.order_by("valid_from", "identity").values_list("person_id", "standing__body_id"):
        held[person].update({body: None} if body else {})
    ended = tenures.filter(valid_to__lte=scope.on).exclude(person_id__in=now.order_by().values("person_id"))
    left = list(ended.order_by("valid_to", "valid_from", "identity").values_list("person_id", "post_id"))
    formerly = _bodies_of_posts({post for _person, post in left}, scope.on)
    last = {person: (formerly[post],) for person, post in left if post in formerly}
    return {person: tuple(bodies) for person, bodies in held.items()} | last


def _bodies_of_posts(posts: Collection[str], on: date) -> dict[str, str]:
    """The body of each of these posts on the day; that of the last period begun before it, else of the first."""
    chosen: dict[str, tuple[tuple[bool, date], str]] = {}
    for batch in _batches(sorted(posts)):
        states = PostState.objects.filter(known_to__isnull=True, post_id__in=batch)
        for post, body, starts in states.values_list("post_id", "body_id", "valid_from"):
            begun = starts is None or starts <= on
            rank = (begun, starts or date.min) if begun else (begun, date.max)
            if post not in chosen or chosen[post][0] < rank:
                chosen[post] = (rank, body)
    return {post: body for post, (_, body) in chosen.items()}


def _batches(keys: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(keys), BATCH):
        yield tuple(keys[start : start + BATCH])
