"""What held on a day, and what things were called then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from django.db.models import Q

from liem.record.known import NOW, Known
from liem.record.models import BodyState, PostState


class Dated(Protocol):
    valid_from: date | None
    valid_to: date | None


D = TypeVar("D", bound=Dated)
S = TypeVar("S", PostState, BodyState)


def holds_on(day: date, *, through: str = "") -> Q:
    """The condition "holds on that day" on `valid_from` and `valid_to`, reached over the relation `through` if given.

    A start that nobody knows does not end a holding; `valid_to` is the first day that no longer holds.
    """
    path = f"{through}__" if through else ""
    begun = Q(**{f"{path}valid_from__isnull": True}) | Q(**{f"{path}valid_from__lte": day})
    unended = Q(**{f"{path}valid_to__isnull": True}) | Q(**{f"{path}valid_to__gt": day})
    return begun & unended


def state_on(states: Sequence[D], day: date | None) -> D | None:
    """The state that holds on the day; else the last one begun before it; else the first. None where there is none."""
    ordered = sorted(states, key=lambda state: state.valid_from or date.min)
    if day is None:
        return ordered[0] if ordered else None
    begun = [state for state in ordered if state.valid_from is None or state.valid_from <= day]
    return begun[-1] if begun else ordered[0] if ordered else None


@dataclass(frozen=True, slots=True)
class PostTitle:
    """What a post was called on a day, and at which body."""

    post: str
    title: str
    role: str
    body: str
    body_name: str


@dataclass(frozen=True, slots=True)
class Titles:
    """The names of some posts and bodies through time."""

    posts: dict[str, list[PostState]]
    bodies: dict[str, list[BodyState]]

    def body(self, key: str, day: date | None) -> str:
        """The name of the body on the day; its key where the record holds no name."""
        state = state_on(self.bodies.get(key, []), day)
        return state.name if state else key

    def post(self, key: str, day: date | None) -> PostTitle:
        """Title, role and body of the post on the day; the key stands in where the record holds no title."""
        state = state_on(self.posts.get(key, []), day)
        if state is None:
            return PostTitle(key, key, "", "", "")
        return PostTitle(key, state.title, state.role, state.body_id, self.body(state.body_id, day))


def titles_of(*, posts: Collection[str] = (), bodies: Collection[str] = (), known: Known = NOW) -> Titles:
    """The names of these posts, of the bodies they belong to and of these bodies; two queries whatever their number."""
    post_states = list(known.rows(PostState.objects).filter(post_id__in=set(posts))) if posts else []
    wanted = {*bodies, *(state.body_id for state in post_states)} - {""}
    body_states = list(known.rows(BodyState.objects).filter(body_id__in=wanted)) if wanted else []
    return Titles(_grouped(post_states, "post_id"), _grouped(body_states, "body_id"))


def _grouped(states: Iterable[S], key: str) -> dict[str, list[S]]:
    groups: dict[str, list[S]] = defaultdict(list)
    for state in states:
        groups[getattr(state, key)].append(state)
    return dict(groups)
