"""Who manages, proposes and decides each post, as delegated on a day; what nobody is named for, and what cannot be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from math import inf
from typing import Literal, TypeAlias, get_args

from django.db.models import Count, Q, QuerySet

from liem.record.choices import BodyKind, Level
from liem.record.days import Titles, holds_on, titles_of
from liem.record.models import BodyState, PostState
from liem.record.names import in_order
from liem.record.scope import Reach
from liem.record.state import kept_until_a_change

Order: TypeAlias = Literal["body", "-body"]
Power: TypeAlias = Literal["managed_by", "proposed_by", "decided_by"]
POWERS: tuple[Power, ...] = get_args(Power)
_LEVELS, _KINDS = list(Level.values), list(BodyKind.values)
_OF_BODY = ("body_id", "level", "kind", "name")
_NAMED = tuple(f"{power}_id" for power in POWERS)


class State(StrEnum):
    """How a power over a post stands on the day."""

    NAMED = "named"
    NOBODY = "nobody"
    ENDED = "ended"  # the body named is not there on the day


@dataclass(frozen=True, slots=True)
class Holder:
    """The body to which a power over a post is delegated; none where the state says so."""

    state: State
    body: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class DelegationLine:
    """A post on the day and the three powers over it."""

    post: str
    title: str
    role: str
    rank: int | None
    body: str
    body_name: str
    managed_by: Holder
    proposed_by: Holder
    decided_by: Holder


@dataclass(frozen=True, slots=True)
class DelegationFilter:
    """Which posts are asked for: of these bodies (None: all within reach), of a role, managed by a body, with a power
    that stands like that."""

    bodies: frozenset[str] | None = None
    role: str = ""
    managed_by: str = ""
    state: State | None = None
    order: Order = "body"


@dataclass(frozen=True, slots=True)
class DelegationPage:
    """`unnamed` and `ended` count, among all posts that the filters leave but for the one on the state, those with a
    power that nobody is named for, or whose body is not there; `posts` counts them all, `total` those asked for."""

    total: int
    posts: int
    unnamed: int
    ended: int
    lines: tuple[DelegationLine, ...]
    managers: tuple[tuple[str, str], ...]  # key and name of every body that manages a post within reach


@dataclass(frozen=True, slots=True)
class _Slice:
    """A part of the list in an order; without a limit, all from `offset` on."""

    order: Order
    offset: int
    limit: int | None

    @property
    def end(self) -> float:
        return inf if self.limit is None else self.offset + self.limit


@dataclass(frozen=True, slots=True)
class _Group:
    """So many posts of a body with one role under the same powers, and how these stand on the day."""

    body: str
    role: str
    named: tuple[str | None, str | None, str | None]
    count: int
    states: frozenset[State]


def delegation(
    reach: Reach, wanted: DelegationFilter, *, on: date, offset: int = 0, limit: int | None = 50
) -> DelegationPage:
    """The posts of the day within reach, and who has which power over them. A constant number of queries."""
    groups, there = _groups_on(reach, on)
    chosen = [one for one in groups if _answers(one, wanted)]
    asked = [one for one in chosen if wanted.state is None or wanted.state in one.states]
    part = _Slice(wanted.order, offset, limit)
    page = _page(_narrowed(_posts(reach, on=on), wanted, gone=_gone(groups, there)), asked, there, part)
    managers = {one.named[0] for one in groups if one.named[0]}
    titles = titles_of(bodies={*_bodies_named(page), *managers})
    return DelegationPage(
        total=sum(one.count for one in asked),
        posts=sum(one.count for one in chosen),
        unnamed=sum(one.count for one in chosen if State.NOBODY in one.states),
        ended=sum(one.count for one in chosen if State.ENDED in one.states),
        lines=tuple(_line(post, titles, there, on=on) for post in page),
        managers=tuple(sorted(((key, titles.body(key, on)) for key in managers), key=lambda one: in_order(one[1]))),
    )


def _posts(reach: Reach, *, on: date) -> QuerySet[PostState]:
    posts = PostState.objects.filter(holds_on(on), known_to__isnull=True)
    return posts if reach.whole else posts.filter(body_id__in=reach.bodies)


def _answers(one: _Group, wanted: DelegationFilter) -> bool:
    """Whether the posts of the group answer to the filters, but for the one on the state."""
    return (
        wanted.role in ("", one.role)
        and wanted.managed_by in ("", one.named[0])
        and (wanted.bodies is None or one.body in wanted.bodies)
    )


def _narrowed(posts: QuerySet[PostState], wanted: DelegationFilter, *, gone: Collection[str]) -> QuerySet[PostState]:
    """The same filters for the rows of a page, whose bodies are given apart."""
    if wanted.role:
        posts = posts.filter(role=wanted.role)
    if wanted.managed_by:
        posts = posts.filter(managed_by_id=wanted.managed_by)
    return _of_state(posts, wanted.state, gone=gone)


@kept_until_a_change(most=8)
def _groups_on(reach: Reach, on: date) -> tuple[tuple[_Group, ...], dict[str, tuple[str, str, str]]]:
    """All groups of the day, and level, kind and name of every body there is."""
    there = _bodies_on(on)
    return tuple(_groups(_posts(reach, on=on), there)), there


def _groups(posts: QuerySet[PostState], there: Mapping[str, object]) -> Iterator[_Group]:
    """A hundred thousand posts share few combinations of powers: what is counted and paged is worked out from these."""
    known: dict[tuple[str | None, str | None, str | None], frozenset[State]] = {}
    rows = posts.order_by().values_list("body_id", "role", *_NAMED).annotate(Count("id"))
    for body, role, managed_by, proposed_by, decided_by, count in rows:
        named = (managed_by, proposed_by, decided_by)
        if named not in known:
            known[named] = frozenset(_state(key, there) for key in named)
        yield _Group(body, role, named, count, known[named])


def _bodies_on(day: date) -> dict[str, tuple[str, str, str]]:
    """Level, kind and name of every body there is on the day."""
    states = BodyState.objects.filter(holds_on(day), known_to__isnull=True)
    return {key: (level, kind, name) for key, level, kind, name in states.values_list(*_OF_BODY)}


def _state(key: str | None, there: Mapping[str, object]) -> State:
    if key is None:
        return State.NOBODY
    return State.NAMED if key in there else State.ENDED


def _gone(groups: Collection[_Group], there: Mapping[str, object]) -> set[str]:
    return {key for one in groups for key in one.named if key is not None and key not in there}


def _of_state(posts: QuerySet[PostState], state: State | None, *, gone: Collection[str]) -> QuerySet[PostState]:
    """The posts with at least one power that stands like that."""
    if state is None:
        return posts
    condition = Q()
    for name in _NAMED:
        match state:
            case State.NOBODY:
                condition |= Q(**{f"{name}__isnull": True})
            case State.ENDED:
                condition |= Q(**{f"{name}__in": gone})
            case State.NAMED:
                condition |= Q(**{f"{name}__isnull": False}) & ~Q(**{f"{name}__in": gone})
    return posts.filter(condition)


def _page(
    posts: QuerySet[PostState], groups: Collection[_Group], there: Mapping[str, tuple[str, str, str]], part: _Slice
) -> list[PostState]:
    """The posts of the part: only the bodies that reach into it are read, or all of them without a limit."""
    bodies, skipped = _bodies_of(part, groups, there)
    place = {key: number for number, key in enumerate(bodies)}
    read = posts if part.limit is None else posts.filter(body_id__in=bodies)
    rows = [post for post in read if post.body_id in place]
    rows.sort(key=lambda post: (place[post.body_id], _within_body(post)))
    first = part.offset - skipped
    return rows[first:] if part.limit is None else rows[first : first + part.limit]


def _bodies_of(
    part: _Slice, groups: Collection[_Group], there: Mapping[str, tuple[str, str, str]]
) -> tuple[list[str], int]:
    """The bodies whose posts stand in the part, in order, and how many posts come before the first of them."""
    counts: Counter[str] = Counter()
    for one in groups:
        counts[one.body] += one.count
    chosen: list[str] = []
    before = skipped = 0
    for key in sorted(counts, key=lambda key: _place_of(key, there), reverse=part.order == "-body"):
        if before >= part.end:
            break
        if before + counts[key] > part.offset:
            chosen.append(key)
        else:
            skipped = before + counts[key]
        before += counts[key]
    return chosen, skipped


def _place_of(key: str, there: Mapping[str, tuple[str, str, str]]) -> tuple[int, int, tuple[str, str], str]:
    """The province before communes, committees before agencies, then by name; what is not there on the day last."""
    level, kind, name = there.get(key, ("", "", key))
    place = _LEVELS.index(level) if level in _LEVELS else len(_LEVELS)
    return place, _KINDS.index(kind) if kind in _KINDS else len(_KINDS), _name_in_order(name), key


@lru_cache(maxsize=20_000)
def _name_in_order(name: str) -> tuple[str, str]:
    """Names of bodies seldom change, and taking marks off thousands of them takes longer than the query."""
    return in_order(name)


def _within_body(post: PostState) -> tuple[bool, int, tuple[str, str], str]:
    return post.rank is None, post.rank or 0, in_order(post.title), post.post_id


def _bodies_named(posts: Collection[PostState]) -> set[str]:
    named = {key for post in posts for key in (post.managed_by_id, post.proposed_by_id, post.decided_by_id) if key}
    return named | {post.body_id for post in posts}


def _line(post: PostState, titles: Titles, there: Mapping[str, object], *, on: date) -> DelegationLine:
    def holder(key: str | None) -> Holder:
        return Holder(_state(key, there), key or "", titles.body(key, on) if key else "")

    return DelegationLine(
        post=post.post_id,
        title=post.title,
        role=post.role,
        rank=post.rank,
        body=post.body_id,
        body_name=titles.body(post.body_id, on),
        managed_by=holder(post.managed_by_id),
        proposed_by=holder(post.proposed_by_id),
        decided_by=holder(post.decided_by_id),
    )
