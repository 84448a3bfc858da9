"""What changed between two days: bodies begun, ended, renamed or moved, posts opened and closed, who came and went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

from django.db.models import Q, QuerySet

from liem.actions.versions import Versioned
from liem.record.days import Titles, holds_on, titles_of
from liem.record.known import NOW, Known
from liem.record.models import BodyState, PersonDetails, PostState, Tenure
from liem.record.names import in_order, people_in_order
from liem.record.organisation import within
from liem.record.scope import Reach, out_of_reach
from liem.record.state import kept_until_a_change

V = TypeVar("V", bound=Versioned)


@dataclass(frozen=True, slots=True)
class Between:
    """The span looked at: what held on `since` against what held on `until`, which is the later day."""

    since: date
    until: date
    known: Known = NOW


class BodySaid(NamedTuple):
    """What was said of a body on one of the two days. A plain tuple: there may be ten thousand."""

    name: str
    level: str
    superior: str | None


@dataclass(frozen=True, slots=True)
class BodyChanges:
    """What was said of the changed bodies on the first day and on the second; the lists hold their keys,
    by name."""

    before: dict[str, BodySaid]
    after: dict[str, BodySaid]

    @property
    def begun(self) -> tuple[str, ...]:
        return tuple(key for key in self.after if key not in self.before)

    @property
    def ended(self) -> tuple[str, ...]:
        return tuple(key for key in self.before if key not in self.after)

    @property
    def renamed(self) -> tuple[str, ...]:
        return tuple(key for key in self._both if self.before[key].name != self.after[key].name)

    @property
    def moved(self) -> tuple[str, ...]:
        return tuple(key for key in self._both if self.before[key].superior != self.after[key].superior)

    @property
    def _both(self) -> list[str]:
        return [key for key in self.before if key in self.after]


@dataclass(frozen=True, slots=True)
class BodyChange:
    """A body that changed: its names on the two days and those of its superiors; empty where there was none."""

    key: str
    name_before: str
    name_after: str
    superior_before: str
    superior_after: str


@dataclass(frozen=True, slots=True)
class Turnover:
    """How many posts of a body were opened and closed, and how many holders came and went."""

    body: str
    opened: int
    closed: int
    came: int
    went: int


@dataclass(frozen=True, slots=True)
class Turnovers:
    """The same for every body that changed, counted by body: of ten thousand, only those shown become lines."""

    opened: Counter[str]
    closed: Counter[str]
    came: Counter[str]
    went: Counter[str]

    @property
    def bodies(self) -> list[str]:
        """Those with the most changes first."""
        changes = self.opened + self.closed + self.came + self.went
        return sorted(changes, key=lambda body: (-changes[body], body))

    def line(self, body: str) -> Turnover:
        return Turnover(body, self.opened[body], self.closed[body], self.came[body], self.went[body])


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody who took up or left a post of the body, on `day`; None where the day is not on record."""

    person: str
    name: str
    post: str
    title: str
    day: date | None


@dataclass(frozen=True, slots=True)
class BodyTurnover:
    """One body: the titles of the posts opened and closed, who came and who went."""

    name: str
    opened: tuple[str, ...]
    closed: tuple[str, ...]
    came: tuple[Move, ...]
    went: tuple[Move, ...]


@kept_until_a_change(most=8)
def body_changes(reach: Reach, span: Between) -> BodyChanges:
    """The bodies within reach that changed, by name. Three queries, one while nothing changes; only states that began
    or ended in the span are read."""
    states = within(reach, span.known.rows(BodyState.objects))
    before, after = (_said(rows) for rows in _ended_and_begun(states, span))
    names = {key: in_order(said.name) for key, said in (before | after).items()}
    keys = sorted(names, key=lambda key: (names[key], key))
    return BodyChanges(*({key: said[key] for key in keys if key in said} for said in (before, after)))


def change_lines(
    changes: BodyChanges, keys: Sequence[str], span: Between, *, offset: int = 0, limit: int = 50
) -> tuple[BodyChange, ...]:
    """Some of the changed bodies, in the order of `keys`. One query."""
    shown = keys[offset : offset + limit]
    said = [(key, changes.before.get(key), changes.after.get(key)) for key in shown]
    superiors = {one.superior for _, *both in said for one in both if one and one.superior}
    titles = titles_of(bodies=superiors, known=span.known)

    def superior(one: BodySaid | None, day: date) -> str:
        return titles.body(one.superior, day) if one and one.superior else ""

    return tuple(
        BodyChange(
            key=key,
            name_before=before.name if before else "",
            name_after=after.name if after else "",
            superior_before=superior(before, span.since),
            superior_after=superior(after, span.until),
        )
        for key, before, after in said
    )


def posts_changed(reach: Reach, span: Between) -> tuple[int, int]:
    """How many posts within reach were opened, and how many closed. Three queries; one while nothing changes."""
    closed, opened = _posts_changed(reach, span)
    return len(opened), len(closed)


@kept_until_a_change(most=8)
def turnovers(reach: Reach, span: Between) -> Turnovers:
    """The bodies within reach whose posts or holders changed. Six queries; one while nothing changes."""
    closed, opened = _posts_changed(reach, span)
    went, came = _holdings_changed(reach, span)
    return Turnovers(
        opened=Counter(body for _, body in opened),
        closed=Counter(body for _, body in closed),
        came=Counter(came),
        went=Counter(went),
    )


def body_turnover(reach: Reach, body: str, span: Between) -> BodyTurnover:
    """One body. Raises LiemError `record.out_of_reach`. A constant number of queries."""
    if not reach.has_body(body):
        raise out_of_reach()
    own = Reach(reach.day, bodies=frozenset({body}))
    closed, opened = _posts_changed(own, span)
    own_posts = span.known.rows(PostState.objects).filter(body_id=body)
    tenures = span.known.rows(Tenure.objects).filter(post_id__in=own_posts.values("post_id"))
    gone, come = (list(rows) for rows in _ended_and_begun(tenures, span))
    stayed = {(one.post_id, one.person_id) for one in gone} & {(one.post_id, one.person_id) for one in come}
    moved = [one for one in (*gone, *come) if (one.post_id, one.person_id) not in stayed]
    titles = titles_of(
        posts={post for post, _ in closed | opened} | {one.post_id for one in moved}, bodies={body}, known=span.known
    )
    names = _names({one.person_id for one in moved}, span.known)

    def moves(rows: list[Tenure], day: date) -> tuple[Move, ...]:
        found = [
            Move(
                one.person_id,
                names.get(one.person_id, one.person_id),
                one.post_id,
                titles.post(one.post_id, day).title,
                one.valid_to if day == span.since else one.valid_from,
            )
            for one in rows
            if (one.post_id, one.person_id) not in stayed and titles.post(one.post_id, day).body == body
        ]
        return tuple(sorted(found, key=lambda move: (move.day or date.min, people_in_order(move.name), move.post)))

    return BodyTurnover(
        name=titles.body(body, span.until),
        opened=_titles({post for post, _ in opened}, titles, span.until),
        closed=_titles({post for post, _ in closed}, titles, span.since),
        came=moves(come, span.until),
        went=moves(gone, span.since),
    )


def _ended_and_begun(versions: QuerySet[V], span: Between) -> tuple[QuerySet[V], QuerySet[V]]:
    """What held on the first day and no longer on the second, and the other way round, row by row."""
    begun_before = Q(valid_from__isnull=True) | Q(valid_from__lte=span.since)
    ended = versions.filter(begun_before, valid_to__gt=span.since, valid_to__lte=span.until)
    unended = Q(valid_to__isnull=True) | Q(valid_to__gt=span.until)
    begun = versions.filter(unended, valid_from__gt=span.since, valid_from__lte=span.until)
    return ended, begun


def _said(states: QuerySet[BodyState]) -> dict[str, BodySaid]:
    rows = states.values_list("body_id", "name", "level", "superior_id")
    return {key: BodySaid(*said) for key, *said in rows}


@kept_until_a_change(most=8)
def _posts_changed(reach: Reach, span: Between) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Post and body of the posts closed and opened; one that moved to another body closed here and opened there."""
    states = span.known.rows(PostState.objects)
    if not reach.whole:
        states = states.filter(body_id__in=reach.bodies)
    before, after = (set(rows.values_list("post_id", "body_id")) for rows in _ended_and_begun(states, span))
    return before - after, after - before


def _holdings_changed(reach: Reach, span: Between) -> tuple[list[str], list[str]]:
    """The bodies at which holdings ended and began, one for each; a second term in the same post is neither."""
    tenures = span.known.rows(Tenure.objects)
    before, after = (
        _bodies_of(reach, rows, day=day, known=span.known)
        for rows, day in zip(_ended_and_begun(tenures, span), (span.since, span.until), strict=True)
    )
    went = [body for held, body in before.items() if held not in after]
    came = [body for held, body in after.items() if held not in before]
    return went, came


def _bodies_of(reach: Reach, tenures: QuerySet[Tenure], *, day: date, known: Known) -> dict[tuple[str, str], str]:
    """At which body within reach each holding (post and person) was on the day."""
    there = known.condition(through="post__states") & holds_on(day, through="post__states")
    if not reach.whole:
        there &= Q(post__states__body_id__in=reach.bodies)
    rows = tenures.filter(there).values_list("post_id", "person_id", "post__states__body_id")
    return {(post, person): body for post, person, body in rows}


def _titles(posts: Collection[str], titles: Titles, day: date) -> tuple[str, ...]:
    return tuple(sorted((titles.post(post, day).title for post in posts), key=in_order))


def _names(people: Collection[str], known: Known) -> dict[str, str]:
    details = known.rows(PersonDetails.objects).filter(person_id__in=people)
    return dict(details.values_list("person_id", "name"))
