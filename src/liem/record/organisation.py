"""Bodies as they stood on a day, under one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from liem.record.choices import BodyKind, Level
from liem.record.days import holds_on
from liem.record.known import NOW, Known
from liem.record.models import BodyState, PostState, Tenure
from liem.record.names import in_order
from liem.record.scope import Reach, out_of_reach
from liem.record.state import kept_until_a_change

ROOM = 400
"""So many bodies a tree lays open below those it is asked for; the groups that find no room stay folded."""
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
class Total:
    """How many bodies, and how many posts they have and fill."""

    bodies: int = 0
    posts: int = 0
    held: int = 0

    @property
    def vacant(self) -> int:
        return self.posts - self.held


@dataclass(frozen=True, slots=True)
class Group:
    """The `count` bodies of one level directly below a body; `nodes` is empty where the group stays folded."""

    level: str
    count: int
    total: Total
    nodes: tuple[BodyNode, ...]


@dataclass(frozen=True, slots=True)
class BodyNode:
    """A body, the bodies that answered to it on the day, and the total with all that lies below."""

    body: BodyLine
    total: Total
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the bodies directly under one body, of one level if named; of the topmost ones where none is named."""

    under: str = ""
    level: str = ""
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Tree:
    """One page of bodies beside one another and what lies below them; `total` counts them on all pages, `sum` adds up
    all that lies below too. `under` is the body that they answer to; None for the topmost ones within reach."""

    nodes: tuple[BodyNode, ...]
    total: int
    sum: Total
    under: BodyLine | None = None


def tree(reach: Reach, part: Part | None = None, *, on: date, known: Known = NOW, room: int = ROOM) -> Tree:
    """The bodies within reach that existed on the day: the topmost ones, or the part asked for.

    Raises LiemError `record.out_of_reach`. Three queries; one while nothing changes.
    """
    part = part or Part()
    if part.under and not reach.has_body(part.under):
        raise out_of_reach()
    forest = _forest(reach, on=on, known=known)
    below = forest.below.get(part.under or None, [])
    tops = [key for key in below if not part.level or forest.said[key][2] == part.level]
    shown = forest.lines(tops)[part.offset : part.offset + part.limit]
    opened = _opened(forest, [line.key for line in shown], room)
    return Tree(
        nodes=tuple(_node(line, forest, opened) for line in shown),
        total=len(tops),
        sum=forest.sum_of(tops),
        under=forest.line(part.under) if part.under in forest.said else None,
    )


def changes_on(reach: Reach, day: date, *, known: Known = NOW) -> tuple[int, int]:
    """How many bodies within reach began on the day, and how many had ended with the day before. Two queries."""
    states = within(reach, known.rows(BodyState.objects))
    held_before = states.filter(holds_on(day - timedelta(days=1))).values("body_id")
    holds_now = states.filter(holds_on(day)).values("body_id")
    begun = states.filter(valid_from=day).exclude(body_id__in=held_before)
    ended = states.filter(valid_to=day).exclude(body_id__in=holds_now)
    return begun.count(), ended.count()


def bodies_to_choose(reach: Reach, *, on: date, chosen: str = "") -> tuple[tuple[str, str], ...]:
    """Key and name of the bodies offered in a filter that takes in what lies below: those with bodies below them on the
    day, the topmost ones, and the one already chosen. Equal names are told apart by the superior's. One query."""
    states = within(reach, BodyState.objects.filter(holds_on(on), known_to__isnull=True))
    found = {key: (name, superior) for key, name, superior in states.values_list("body_id", "name", "superior_id")}
    superiors = {superior for _, superior in found.values()}
    offered = {key: value for key, value in found.items() if key in superiors or value[1] not in found or key == chosen}
    names = Counter(name for name, _ in offered.values())

    def label(name: str, superior: str | None) -> str:
        return f"{name} · {found[superior][0]}" if names[name] > 1 and superior in found else name

    choices = ((key, label(name, superior)) for key, (name, superior) in offered.items())
    return tuple(sorted(choices, key=lambda choice: (in_order(choice[1]), choice[0])))


def place_among_siblings(line: BodyLine) -> tuple[int, int, tuple[str, str], str]:
    """The province before communes, committees before commissions and agencies, and then by name."""
    return (
        _rank(_LEVELS, line.level),
        _rank(_KINDS, line.kind),
        in_order(line.name),
        line.key,
    )


def within(reach: Reach, states: QuerySet[BodyState]) -> QuerySet[BodyState]:
    """Those of the states that are of bodies within reach."""
    return states if reach.whole else states.filter(body_id__in=reach.bodies)


def post_counts(reach: Reach, *, on: date, known: Known = NOW, bodies: Q | None = None) -> dict[str, tuple[int, int]]:
    """Posts and held posts of each body on the day. One query."""
    holdings = known.rows(Tenure.objects).filter(holds_on(on), post_id=OuterRef("post_id"))
    posts = known.rows(PostState.objects).filter(holds_on(on)).annotate(is_held=Exists(holdings))
    if bodies is not None:
        posts = posts.filter(bodies)
    if not reach.whole:
        posts = posts.filter(body_id__in=reach.bodies)
    counted = posts.values("body_id").annotate(all=Count("id"), held=Count("id", filter=Q(is_held=True)))
    return {row["body_id"]: (row["all"], row["held"]) for row in counted.order_by()}


@dataclass(frozen=True, slots=True)
class _Forest:
    """Every body on the day, as plain tuples: of ten thousand, only those shown become lines.

    `said` holds name, kind and level; `counts` posts and held posts; `totals` bodies, posts and held posts with all
    below; `below` what lies directly below a key, in no order (below None: the topmost ones).
    """

    said: dict[str, tuple[str, str, str]]
    counts: dict[str, tuple[int, int]]
    totals: dict[str, tuple[int, int, int]]
    below: dict[str | None, list[str]]

    def line(self, key: str) -> BodyLine:
        return BodyLine(key, *self.said[key], *self.counts.get(key, (0, 0)))

    def lines(self, keys: Iterable[str]) -> list[BodyLine]:
        return sorted((self.line(key) for key in keys), key=place_among_siblings)

    def sum_of(self, keys: Iterable[str]) -> Total:
        bodies, posts, held = zip((0, 0, 0), *(self.totals[key] for key in keys), strict=True)
        return Total(sum(bodies), sum(posts), sum(held))

    def groups(self, key: str) -> list[tuple[str, list[str]]]:
        """What lies directly below, level by level from the highest."""
        by_level: dict[str, list[str]] = defaultdict(list)
        for child in self.below.get(key, ()):
            by_level[self.said[child][2]].append(child)
        return sorted(by_level.items(), key=lambda group: _rank(_LEVELS, group[0]))


@kept_until_a_change(most=8)
def _forest(reach: Reach, *, on: date, known: Known) -> _Forest:
    states = within(reach, known.rows(BodyState.objects).filter(holds_on(on)))
    counts = post_counts(reach, on=on, known=known)
    said: dict[str, tuple[str, str, str]] = {}
    superiors: dict[str, str | None] = {}
    for key, name, kind, level, superior in states.values_list("body_id", "name", "kind", "level", "superior_id"):
        said[key], superiors[key] = (name, kind, level), superior
    below: dict[str | None, list[str]] = defaultdict(list)
    for body, above in superiors.items():
        below[above if above in said else None].append(body)
    totals = _totals(counts, below)
    return _Forest(said, counts, totals, {above: own for above, own in below.items() if not above or above in totals})


def _totals(
    counts: Mapping[str, tuple[int, int]], below: Mapping[str | None, list[str]]
) -> dict[str, tuple[int, int, int]]:
    """What each body adds up to with all below it. Bodies that answer to one another in a circle are left out: they
    stand nowhere in a tree."""
    order: list[str] = []
    waiting = list(below.get(None, ()))
    while waiting:
        key = waiting.pop()
        order.append(key)
        waiting.extend(below.get(key, ()))
    totals: dict[str, tuple[int, int, int]] = {}
    for key in reversed(order):
        bodies, (posts, held) = 1, counts.get(key, (0, 0))
        for more_bodies, more_posts, more_held in (totals[child] for child in below.get(key, ())):
            bodies, posts, held = bodies + more_bodies, posts + more_posts, held + more_held
        totals[key] = (bodies, posts, held)
    return totals


def _opened(forest: _Forest, tops: list[str], room: int) -> frozenset[tuple[str, str]]:
    """The groups (superior and level) that are laid open: depth by depth, all of one level or none, while there is
    room."""
    opened: set[tuple[str, str]] = set()
    tier = tops
    while tier:
        by_level: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
        for key in tier:
            for level, members in forest.groups(key):
                by_level[level].append((key, members))
        tier = []
        for level, groups in by_level.items():
            size = sum(len(members) for _, members in groups)
            if size <= room:
                room -= size
                opened.update((key, level) for key, _ in groups)
                tier += [member for _, members in groups for member in members]
    return frozenset(opened)


def _node(line: BodyLine, forest: _Forest, opened: frozenset[tuple[str, str]]) -> BodyNode:
    groups = []
    for level, members in forest.groups(line.key):
        shown = forest.lines(members) if (line.key, level) in opened else []
        nodes = tuple(_node(member, forest, opened) for member in shown)
        groups.append(Group(level, len(members), forest.sum_of(members), nodes))
    return BodyNode(line, Total(*forest.totals[line.key]), tuple(groups))


def _rank(words: list[str], word: str) -> int:
    return words.index(word) if word in words else len(words)
