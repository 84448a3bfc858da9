"""Bodies as they stood on a day: the tree, and one body with its posts and who held them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from liem.record.choices import BodyKind, Level
from liem.record.days import Titles, holds_on, state_on, titles_of
from liem.record.models import BodyState, PersonDetails, PostState, Tenure
from liem.record.people import in_order
from liem.record.scope import Reach, out_of_reach

_LEVELS, _KINDS = list(Level.values), list(BodyKind.values)


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body on a day, with how many posts it has and how many of them are held."""

    key: str
    name: str
    kind: str
    level: str
    posts: int = 0
    held: int = 0

    @property
    def vacant(self) -> int:
        return self.posts - self.held


@dataclass(frozen=True, slots=True)
class BodyNode:
    """A body and the bodies that answered to it on the day."""

    body: BodyLine
    below: tuple[BodyNode, ...] = ()

    def walk(self) -> Iterator[BodyNode]:
        """The node and everything below it, superiors first."""
        yield self
        for node in self.below:
            yield from node.walk()

    @property
    def posts(self) -> int:
        """The posts of the body and of everything below it."""
        return sum(node.body.posts for node in self.walk())

    @property
    def held(self) -> int:
        """Those of the posts that are held."""
        return sum(node.body.held for node in self.walk())


@dataclass(frozen=True, slots=True)
class Holder:
    person: str
    name: str
    since: date | None
    decision: str


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post on a day and whoever held it; `managed_by` names the body that manages it."""

    key: str
    title: str
    role: str
    is_leader: bool
    is_key_leader: bool
    managed_by: str
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class BodyPeriod:
    """What a body was called and whom it answered to, from one day to another; `until` is the first day no longer."""

    name: str
    kind: str
    level: str
    superior: str | None
    superior_name: str
    since: date | None
    until: date | None

    @property
    def last_day(self) -> date | None:
        """The last day on which it held; None while it lasts."""
        return self.until and self.until - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BodyPage:
    """One body on a day. `existed` is False where no period holds on the day; then `body` is the nearest one."""

    body: BodyLine
    existed: bool
    above: tuple[tuple[str, str], ...]  # key and name of each superior, the highest first
    periods: tuple[BodyPeriod, ...]
    posts: tuple[PostLine, ...]
    below: tuple[BodyLine, ...]


def tree(reach: Reach, *, on: date) -> tuple[BodyNode, ...]:
    """The bodies within reach that existed on the day, under one another. Two queries."""
    states = list(_within(reach, BodyState.objects.filter(holds_on(on), known_to__isnull=True)))
    states.sort(key=_place_among_siblings)
    counts = _post_counts(reach, on=on)
    shown = {state.body_id for state in states}
    below: dict[str | None, list[BodyState]] = defaultdict(list)
    for state in states:
        below[state.superior_id if state.superior_id in shown else None].append(state)
    return tuple(_node(state, below, counts) for state in below[None])


def body_page(reach: Reach, key: str, *, on: date) -> BodyPage:
    """One body as of the day. Raises LiemError `record.out_of_reach`. A constant number of queries."""
    states = list(BodyState.objects.filter(known_to__isnull=True, body_id=key).order_by("valid_from"))
    state = state_on(states, on)
    if state is None or not reach.has_body(key):
        raise out_of_reach()
    below = _within(reach, BodyState.objects.filter(holds_on(on), known_to__isnull=True, superior_id=key))
    counts = _post_counts(reach, on=on, bodies=Q(body_id=key) | Q(body_id__in=below.values("body_id")))
    above = _above(reach, state.superior_id, on=on)
    posts = list(PostState.objects.filter(holds_on(on), known_to__isnull=True, body_id=key))
    names = titles_of(
        bodies={superior for superior in (one.superior_id for one in states) if superior}
        | {post.managed_by_id for post in posts if post.managed_by_id}
    )
    return BodyPage(
        body=_line(state, counts),
        existed=any(_holds(one, on) for one in states),
        above=above,
        periods=tuple(_period(one, names) for one in states),
        posts=_post_lines(posts, names, on=on),
        below=tuple(_line(one, counts) for one in sorted(below, key=_place_among_siblings)),
    )


def changes_on(reach: Reach, day: date) -> tuple[int, int]:
    """How many bodies within reach began on the day, and how many had ended with the day before. Two queries."""
    states = _within(reach, BodyState.objects.filter(known_to__isnull=True))
    held_before = states.filter(holds_on(day - timedelta(days=1))).values("body_id")
    holds_now = states.filter(holds_on(day)).values("body_id")
    begun = states.filter(valid_from=day).exclude(body_id__in=held_before)
    ended = states.filter(valid_to=day).exclude(body_id__in=holds_now)
    return begun.count(), ended.count()


def bodies_to_choose(reach: Reach, *, on: date, chosen: str = "") -> tuple[tuple[str, str], ...]:
    """Key and name of the bodies offered in a filter that takes in what lies below: those with bodies below them on the
    day, the topmost ones, and the one already chosen. Equal names are told apart by the superior's. One query."""
    states = _within(reach, BodyState.objects.filter(holds_on(on), known_to__isnull=True))
    found = {key: (name, superior) for key, name, superior in states.values_list("body_id", "name", "superior_id")}
    superiors = {superior for _, superior in found.values()}
    offered = {key: value for key, value in found.items() if key in superiors or value[1] not in found or key == chosen}
    names = Counter(name for name, _ in offered.values())

    def label(name: str, superior: str | None) -> str:
        return f"{name} · {found[superior][0]}" if names[name] > 1 and superior in found else name

    choices = ((key, label(name, superior)) for key, (name, superior) in offered.items())
    return tuple(sorted(choices, key=lambda choice: (in_order(choice[1]), choice[0])))


def _place_among_siblings(state: BodyState) -> tuple[int, int, tuple[str, str], str]:
    """The province before communes, committees before commissions and agencies, and then by name."""
    return (
        _LEVELS.index(state.level) if state.level in _LEVELS else len(_LEVELS),
        _KINDS.index(state.kind) if state.kind in _KINDS else len(_KINDS),
        in_order(state.name),
        state.body_id,
    )


def _within(reach: Reach, states: QuerySet[BodyState]) -> QuerySet[BodyState]:
    return states if reach.whole else states.filter(body_id__in=reach.bodies)


def _post_counts(reach: Reach, *, on: date, bodies: Q | None = None) -> dict[str, tuple[int, int]]:
    """Posts and held posts of each body on the day."""
    holdings = Tenure.objects.filter(holds_on(on), known_to__isnull=True, post_id=OuterRef("post_id"))
    posts = PostState.objects.filter(holds_on(on), known_to__isnull=True).annotate(is_held=Exists(holdings))
    if bodies is not None:
        posts = posts.filter(bodies)
    if not reach.whole:
        posts = posts.filter(body_id__in=reach.bodies)
    counted = posts.values("body_id").annotate(all=Count("id"), held=Count("id", filter=Q(is_held=True)))
    return {row["body_id"]: (row["all"], row["held"]) for row in counted.order_by()}


def _node(state: BodyState, below: dict[str | None, list[BodyState]], counts: dict[str, tuple[int, int]]) -> BodyNode:
    return BodyNode(_line(state, counts), tuple(_node(child, below, counts) for child in below[state.body_id]))


def _line(state: BodyState, counts: dict[str, tuple[int, int]]) -> BodyLine:
    posts, held = counts.get(state.body_id, (0, 0))
    return BodyLine(state.body_id, state.name, state.kind, state.level, posts, held)


def _holds(state: BodyState, day: date) -> bool:
    return (state.valid_from is None or state.valid_from <= day) and (state.valid_to is None or day < state.valid_to)


def _period(state: BodyState, names: Titles) -> BodyPeriod:
    superior = state.superior_id
    return BodyPeriod(
        name=state.name,
        kind=state.kind,
        level=state.level,
        superior=superior,
        superior_name=names.body(superior, state.valid_from) if superior else "",
        since=state.valid_from,
        until=state.valid_to,
    )


def _above(reach: Reach, superior: str | None, *, on: date) -> tuple[tuple[str, str], ...]:
    """The superiors within reach. All states are read at once, so that depth costs no queries."""
    states: dict[str, list[BodyState]] = defaultdict(list)
    for state in _within(reach, BodyState.objects.filter(known_to__isnull=True)).only(
        "body_id", "superior_id", "name", "valid_from", "valid_to"
    ):
        states[state.body_id].append(state)
    path: list[tuple[str, str]] = []
    while superior and superior not in {key for key, _ in path}:
        nearest = state_on(states.get(superior, []), on)
        if nearest is None:
            break
        path.append((superior, nearest.name))
        superior = nearest.superior_id
    return tuple(reversed(path))


def _post_lines(posts: list[PostState], names: Titles, *, on: date) -> tuple[PostLine, ...]:
    holders = _holders([post.post_id for post in posts], on=on)
    lines = [
        PostLine(
            key=post.post_id,
            title=post.title,
            role=post.role,
            is_leader=post.is_leader,
            is_key_leader=post.is_key_leader,
            managed_by=names.body(post.managed_by_id, on) if post.managed_by_id else "",
            holders=tuple(holders.get(post.post_id, [])),
        )
        for post in posts
    ]
    roles = PostState._meta.get_field("role").choices or []
    rank = {value: number for number, (value, _) in enumerate(roles)}
    return tuple(sorted(lines, key=lambda line: (rank.get(line.role, len(rank)), line.title, line.key)))


def _holders(posts: list[str], *, on: date) -> dict[str, list[Holder]]:
    tenures = list(
        Tenure.objects.filter(holds_on(on), known_to__isnull=True, post_id__in=posts).order_by("valid_from", "identity")
    )
    people = PersonDetails.objects.filter(known_to__isnull=True, person_id__in={tenure.person_id for tenure in tenures})
    names = dict(people.values_list("person_id", "name"))
    holders: dict[str, list[Holder]] = defaultdict(list)
    for tenure in tenures:
        name = names.get(tenure.person_id, tenure.person_id)
        holders[tenure.post_id].append(Holder(tenure.person_id, name, tenure.valid_from, tenure.decision))
    return holders
