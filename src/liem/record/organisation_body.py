"""One body as of a day: its superiors, what lies below, its posts and who held them, its names through time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from liem.kernel.errors import LiemError, Message
from liem.record.days import Titles, holds_on, state_on, titles_of
from liem.record.known import NOW, Known, known_since
from liem.record.models import BodyState, PersonDetails, PostState, Responsibility, Tenure, TermState
from liem.record.names import people_in_order
from liem.record.organisation import BodyLine, place_among_siblings, post_counts, within
from liem.record.scope import Reach, out_of_reach

BELOW_SHOWN = 50
MANY_HOLDERS = 12


@dataclass(frozen=True, slots=True)
class Holder:
    person: str
    name: str
    since: date | None
    decision: str


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post on a day and whoever held it; `managed_by` names the body that manages it.

    `vacant_since` is the first day without a holder; None where somebody holds it, and where none is on record at all.
    """

    key: str
    title: str
    role: str
    is_leader: bool
    is_key_leader: bool
    managed_by: str
    holders: tuple[Holder, ...]
    vacant_since: date | None = None

    @property
    def is_held_by_many(self) -> bool:
        return len(self.holders) > MANY_HOLDERS

    @property
    def holders_by_day(self) -> tuple[tuple[date | None, tuple[Holder, ...]], ...]:
        """Those who took the post up on the same day together, by name; the earliest first."""
        days: dict[date | None, list[Holder]] = defaultdict(list)
        for one in self.holders:
            days[one.since].append(one)
        in_turn = sorted(days.items(), key=lambda day: day[0] or date.min)
        return tuple((day, tuple(sorted(own, key=lambda one: people_in_order(one.name)))) for day, own in in_turn)


@dataclass(frozen=True, slots=True)
class Period:
    """What held from one day to another; `until` is the first day no longer."""

    name: str
    since: date | None
    until: date | None

    @property
    def last_day(self) -> date | None:
        """The last day on which it held; None while it lasts."""
        return self.until and self.until - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BodyPeriod(Period):
    """What a body was called and whom it answered to."""

    kind: str
    level: str
    superior: str | None
    superior_name: str


@dataclass(frozen=True, slots=True)
class Answering:
    """A member of a standing committee who answers for a body."""

    person: str
    name: str
    since: date | None
    decision: str


@dataclass(frozen=True, slots=True)
class BodyPage:
    """One body on a day. `existed` is False where no period holds on the day; then `body` is the nearest one.

    `below` names at most BELOW_SHOWN of the `below_count` bodies directly under it.
    """

    body: BodyLine
    existed: bool
    above: tuple[tuple[str, str], ...]  # key and name of each superior, the highest first
    periods: tuple[BodyPeriod, ...]
    posts: tuple[PostLine, ...]
    below: tuple[BodyLine, ...]
    below_count: int
    terms: tuple[Period, ...]
    answering: tuple[Answering, ...]


def body_page(reach: Reach, key: str, *, on: date, known: Known = NOW) -> BodyPage:
    """One body as of the day. A constant number of queries.

    Raises LiemError `record.out_of_reach`, or `body.not_found` where nothing was known of the body then.
    """
    if not reach.has_body(key):
        raise out_of_reach()
    states = list(known.rows(BodyState.objects).filter(body_id=key).order_by("valid_from"))
    state = state_on(states, on)
    if state is None:
        raise _unknown_then(known_since(BodyState.objects.filter(body_id=key)))
    existed = _holds(state, on)
    below = within(reach, known.rows(BodyState.objects).filter(holds_on(on), superior_id=key))
    counts = post_counts(reach, on=on, known=known, bodies=Q(body_id=key) | Q(body_id__in=below.values("body_id")))
    under = sorted((_line(one, counts) for one in below), key=place_among_siblings)
    posts = list(known.rows(PostState.objects).filter(holds_on(on), body_id=key))
    tenures = list(known.rows(Tenure.objects).filter(post_id__in=[post.post_id for post in posts]))
    answering = list(known.rows(Responsibility.objects).filter(holds_on(on), body_id=key).order_by("valid_from"))
    path = _path(reach, state, on=on if existed else _day_of(state), known=known)
    names = titles_of(
        bodies={one.superior_id for one in states if one.superior_id}
        | {post.managed_by_id for post in posts if post.managed_by_id}
        | set(path),
        known=known,
    )
    people = _names({one.person_id for one in tenures} | {one.person_id for one in answering}, known)
    return BodyPage(
        body=_line(state, counts),
        existed=existed,
        above=tuple((superior, names.body(superior, on)) for superior in path),
        periods=tuple(_period(one, names) for one in states),
        posts=_post_lines(posts, tenures, names, people, on=on),
        below=tuple(under[:BELOW_SHOWN]),
        below_count=len(under),
        terms=_terms(key, known),
        answering=tuple(
            Answering(one.person_id, people.get(one.person_id, one.person_id), one.valid_from, one.decision)
            for one in answering
        ),
    )


def _unknown_then(since: date | None) -> LiemError:
    """`known_since` leads to the first day of which the record knows something."""
    return LiemError(
        "body.not_found",
        Message(
            "Lúc ấy chưa ghi gì về tổ chức này. Hãy chọn ngày biết muộn hơn, hoặc xem theo những gì đã biết hôm nay.",
            "The record held nothing about this body then. Choose a later day of knowledge, or today's.",
        ),
        {"known_since": since.isoformat() if since else ""},
    )


def _line(state: BodyState, counts: dict[str, tuple[int, int]]) -> BodyLine:
    posts, held = counts.get(state.body_id, (0, 0))
    return BodyLine(state.body_id, state.name, state.kind, state.level, posts, held)


def _holds(state: BodyState | Tenure, day: date) -> bool:
    return (state.valid_from is None or state.valid_from <= day) and (state.valid_to is None or day < state.valid_to)


def _day_of(state: BodyState) -> date | None:
    """A day on which the state held: its last, else its first."""
    return state.valid_to - timedelta(days=1) if state.valid_to else state.valid_from


def _period(state: BodyState, names: Titles) -> BodyPeriod:
    superior = state.superior_id
    return BodyPeriod(
        name=state.name,
        since=state.valid_from,
        until=state.valid_to,
        kind=state.kind,
        level=state.level,
        superior=superior,
        superior_name=names.body(superior, state.valid_from) if superior else "",
    )


def _path(reach: Reach, state: BodyState, *, on: date | None, known: Known) -> tuple[str, ...]:
    """The superiors within reach on the day, the highest first. All are read at once: depth costs no queries."""
    rows = within(reach, known.rows(BodyState.objects))
    held = rows.filter(holds_on(on)) if on else rows
    superiors = dict(held.values_list("body_id", "superior_id"))
    path: list[str] = []
    above = state.superior_id
    while above and above in superiors and above not in path:
        path.append(above)
        above = superiors[above]
    return tuple(reversed(path))


def _post_lines(
    posts: list[PostState], tenures: list[Tenure], names: Titles, people: dict[str, str], *, on: date
) -> tuple[PostLine, ...]:
    held: dict[str, list[Tenure]] = defaultdict(list)
    for tenure in sorted(tenures, key=lambda one: (one.valid_from or date.min, one.identity)):
        held[tenure.post_id].append(tenure)
    roles = PostState._meta.get_field("role").choices or []
    places = {value: number for number, (value, _) in enumerate(roles)}

    def place(post: PostState) -> tuple[bool, int, int, str, str]:
        """By rank, then by role: the highest first."""
        return post.rank is None, post.rank or 0, places.get(post.role, len(places)), post.title, post.post_id

    return tuple(
        PostLine(
            key=post.post_id,
            title=post.title,
            role=post.role,
            is_leader=post.is_leader,
            is_key_leader=post.is_key_leader,
            managed_by=names.body(post.managed_by_id, on) if post.managed_by_id else "",
            holders=_holders(held[post.post_id], people, on=on),
            vacant_since=_vacant_since(held[post.post_id], on=on),
        )
        for post in sorted(posts, key=place)
    )


def _holders(tenures: Sequence[Tenure], people: dict[str, str], *, on: date) -> tuple[Holder, ...]:
    return tuple(
        Holder(one.person_id, people.get(one.person_id, one.person_id), one.valid_from, one.decision)
        for one in tenures
        if _holds(one, on)
    )


def _vacant_since(tenures: Sequence[Tenure], *, on: date) -> date | None:
    if any(_holds(one, on) for one in tenures):
        return None
    return max((one.valid_to for one in tenures if one.valid_to and one.valid_to <= on), default=None)


def _terms(key: str, known: Known) -> tuple[Period, ...]:
    """The terms of office of the body, the latest first."""
    terms = known.rows(TermState.objects).filter(term__body_id=key).order_by("-valid_from")
    return tuple(Period(term.name, term.valid_from, term.valid_to) for term in terms)


def _names(people: Collection[str], known: Known) -> dict[str, str]:
    details = known.rows(PersonDetails.objects).filter(person_id__in=people)
    return dict(details.values_list("person_id", "name"))
