"""Where talent comes from and goes: moves up from communes, posts in special fields, stays abroad, recruitment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from liem.kernel.dates import Term, latest_start
from liem.record.choices import Level
from liem.record.days import PostTitle, holds_on, titles_of
from liem.record.models import BodyState, PersonDetails, PostState, Recruitment, StayAbroad, Tenure
from liem.record.people import posts_on, within
from liem.record.scope import Reach
from liem.record.state import kept_until_a_change
from liem.record.talent import Group, of_group

R = TypeVar("R", StayAbroad, Recruitment)
RECENT = Term(years=5)
"""How far back moves up from communes are listed: a term of office."""


@dataclass(frozen=True, slots=True)
class Who:
    """An official, by key and name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody took up posts above the commune on a day; the post left last before was at a commune."""

    who: Who
    moved_on: date
    left: PostTitle
    taken: tuple[PostTitle, ...]
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpecialPost:
    """A post that the list of special fields names, and who holds it on the day."""

    post: PostTitle
    holders: tuple[Who, ...]


@dataclass(frozen=True, slots=True)
class Stay:
    """Work or study abroad; `permission` is empty where none is on record."""

    who: Who
    purpose: str
    country: str
    permission: str
    since: date | None
    until: date | None  # the first day no longer
    posts: tuple[PostTitle, ...]

    @property
    def last_day(self) -> date | None:
        return self.until and self.until - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """How somebody came into service."""

    who: Who
    body: str
    body_name: str
    way: str
    is_open: bool | None
    source: str
    decided_on: date
    decision: str


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """A source of talent and a way of recruitment; empty for any."""

    source: str = ""
    way: str = ""


ANY_ENTRY = EntryFilter()


@dataclass(frozen=True, slots=True)
class MovePage:
    total: int
    lines: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class SpecialPage:
    """`untold` counts the posts of which nobody has said whether the list names them."""

    total: int
    untold: int
    lines: tuple[SpecialPost, ...]


@dataclass(frozen=True, slots=True)
class StayPage:
    """`without_permission` counts the stays that have no permission on record."""

    total: int
    without_permission: int
    lines: tuple[Stay, ...]


@dataclass(frozen=True, slots=True)
class EntryPage:
    """`from_sources` counts those recruited from a source of talent."""

    total: int
    from_sources: int
    lines: tuple[Entry, ...]


def moves_up(reach: Reach, group: Group, *, on: date, offset: int = 0, limit: int = 50) -> MovePage:
    """Who of the group moved up from a commune in the last five years, the latest first. Constant queries."""
    found = _moves_up(reach, group, on=on)
    page = found[offset : offset + limit]
    names = _names([one.person for one in page])
    titles = titles_of(posts={post for one in page for post in (one.left, *one.taken)})
    lines = (
        Move(
            who=Who(one.person, names[one.person]),
            moved_on=one.day,
            left=titles.post(one.left, one.day),
            taken=tuple(titles.post(post, one.day) for post in one.taken),
            decisions=tuple(dict.fromkeys(decision for decision in one.decisions if decision)),
        )
        for one in page
    )
    return MovePage(len(found), tuple(lines))


class _Moved(NamedTuple):
    """A move by keys; a decision for each post taken up."""

    day: date
    person: str
    left: str
    taken: tuple[str, ...]
    decisions: tuple[str, ...]


@kept_until_a_change(most=16)
def _moves_up(reach: Reach, group: Group, *, on: date) -> tuple[_Moved, ...]:
    communes = BodyState.objects.filter(known_to__isnull=True, level=Level.COMMUNE).values("body_id")
    low = PostState.objects.filter(known_to__isnull=True, body_id__in=communes).values("post_id")
    tenures = Tenure.objects.filter(known_to__isnull=True)
    before = tenures.filter(person_id=OuterRef("person_id"), valid_to__lte=OuterRef("valid_from"))
    last_left = before.order_by("-valid_to", "-valid_from", "identity").values("post_id")[:1]
    taken = tenures.filter(valid_from__gt=latest_start(on, RECENT), valid_from__lte=on).exclude(post_id__in=low)
    moves = taken.annotate(left_post=Subquery(last_left)).filter(left_post__in=low)
    moves = moves.filter(person_id__in=within(reach).filter(of_group(group, on=on)).values("person_id"))
    found: dict[tuple[date, str, str], list[tuple[str, str]]] = defaultdict(list)
    columns = ("valid_from", "person_id", "left_post", "post_id", "decision")
    for *move, post, decision in moves.order_by("-valid_from", "identity").values_list(*columns):
        found[tuple(move)].append((post, decision))
    return tuple(_Moved(*move, *zip(*posts, strict=True)) for move, posts in found.items())


def special_posts(reach: Reach, *, on: date, offset: int = 0, limit: int = 50) -> SpecialPage:
    """The posts in special fields within reach on the day, and their holders. Constant queries."""
    posts = PostState.objects.filter(holds_on(on), known_to__isnull=True)
    posts = posts if reach.whole else posts.filter(body_id__in=reach.bodies)
    special = posts.filter(is_special_field=True)
    keys = list(
        special.order_by("body_id", F("rank").asc(nulls_last=True), "title", "post_id").values_list(
            "post_id", flat=True
        )
    )
    page = keys[offset : offset + limit]
    titles = titles_of(posts=page)
    tenures = Tenure.objects.filter(holds_on(on), known_to__isnull=True, post_id__in=page)
    held = list(tenures.order_by("valid_from", "identity").values_list("post_id", "person_id"))
    names = _names([person for _, person in held])
    lines = (
        SpecialPost(titles.post(key, on), tuple(Who(person, names[person]) for post, person in held if post == key))
        for key in page
    )
    return SpecialPage(len(keys), posts.filter(is_special_field__isnull=True).count(), tuple(lines))


def stays_abroad(reach: Reach, *, on: date, offset: int = 0, limit: int = 50) -> StayPage:
    """Work and study abroad of officials within reach, begun by the day, the latest first. Constant queries."""
    begun = StayAbroad.objects.filter(known_to__isnull=True).exclude(valid_from__gt=on)
    stays = _within_reach(begun, reach)
    ordered = stays.order_by(F("valid_from").desc(nulls_last=True), "identity")
    found = list(ordered.values_list("pk", "permission"))  # who is within reach is worked out once, not for each count
    page = _in_order_of(StayAbroad, [key for key, _ in found[offset : offset + limit]])
    people = [one.person_id for one in page]
    names, posts = _names(people), posts_on(people, on=on)
    lines = (
        Stay(
            Who(one.person_id, names[one.person_id]),
            one.purpose,
            one.country,
            one.permission,
            one.valid_from,
            one.valid_to,
            posts.get(one.person_id, ()),
        )
        for one in page
    )
    return StayPage(len(found), sum(not permission for _, permission in found), tuple(lines))


def recruitments(
    reach: Reach, wanted: EntryFilter = ANY_ENTRY, *, on: date, offset: int = 0, limit: int = 50
) -> EntryPage:
    """How officials within reach came into service, the latest first. Constant queries."""
    entries = _within_reach(Recruitment.objects.filter(known_to__isnull=True, decided_on__lte=on), reach)
    entries = entries.filter(talent_source=wanted.source) if wanted.source else entries
    entries = entries.filter(way=wanted.way) if wanted.way else entries
    found = list(entries.order_by("-decided_on", "identity").values_list("pk", "talent_source"))
    page = _in_order_of(Recruitment, [key for key, _ in found[offset : offset + limit]])
    names = _names([one.person_id for one in page])
    titles = titles_of(bodies={one.body_id for one in page})
    lines = (
        Entry(
            Who(one.person_id, names[one.person_id]),
            one.body_id,
            titles.body(one.body_id, one.decided_on),
            one.way,
            one.is_open,
            one.talent_source,
            one.decided_on,
            one.decision,
        )
        for one in page
    )
    return EntryPage(len(found), sum(bool(source) for _, source in found), tuple(lines))


def _within_reach(rows: QuerySet[R], reach: Reach) -> QuerySet[R]:
    return rows if reach.whole else rows.filter(Exists(within(reach).filter(person_id=OuterRef("person_id"))))


def _in_order_of(model: type[R], keys: Sequence[int]) -> list[R]:
    rows = model._default_manager.in_bulk(keys)
    return [rows[key] for key in keys]


def _names(people: Collection[str]) -> dict[str, str]:
    """Names by key; the key stands in where the record holds no name."""
    details = PersonDetails.objects.filter(known_to__isnull=True, person_id__in=set(people))
    return {key: key for key in people} | dict(details.values_list("person_id", "name"))
