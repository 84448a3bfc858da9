"""What bodies and posts are made of, before they become rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import models

from liem.record.choices import BodyKind, Level, PlaceRule, PostRole
from liem.record.models import Body, BodyState, Post, PostState

BEGINNING = date(2010, 1, 1)
"""Older bodies and posts carry this day as their first: the demo record reaches no further back."""
PERSONNEL = "personnel"


@dataclass(frozen=True, slots=True)
class TransferTerm:
    """After how many months the holders of a group of posts are moved; whether the published list names the post."""

    group: str
    months: int | None
    is_listed: bool | None = True


NO_TRANSFER = TransferTerm("", None, None)


@dataclass(frozen=True, slots=True)
class PostPlan:
    """A post of a body. `slug` is the end of its key; `area` the area or field whose personnel the holder follows."""

    slug: str
    title: str
    role: PostRole
    field: str = ""
    area: str = ""
    start: date | None = None
    end: date | None = None
    transfer: TransferTerm = NO_TRANSFER


@dataclass(frozen=True, slots=True)
class Period:
    """What a body answered to from one day to another (`end`: the first day no more).

    `name` and `kind` where they were not the body's usual ones.
    """

    superior: str | None
    start: date
    end: date | None = None
    name: str = ""
    kind: BodyKind | None = None


@dataclass(frozen=True, slots=True)
class BodyPlan:
    """A body with its posts. Periods follow one another; the posts last as long as the body where they say nothing.

    `committee` is the provincial committee that manages its leading posts.
    """

    key: str
    name: str
    kind: BodyKind
    level: Level
    place: str
    periods: tuple[Period, ...]
    posts: tuple[PostPlan, ...] = ()
    committee: str = "tinh-uy"

    def post(self, slug: str) -> str:
        """The key of one of its posts; KeyError where the body has none of that name."""
        if all(post.slug != slug for post in self.posts):
            raise KeyError(f"{self.key}/{slug}")
        return f"{self.key}/{slug}"


_LEADING = frozenset(PostRole) - {PostRole.SPECIALIST, PostRole.COMMITTEE_MEMBER, PostRole.COUNCIL_MEMBER}
_KEY = frozenset({PostRole.SECRETARY, PostRole.CHAIR})
_OF_DIVISIONS = frozenset({PostRole.DIVISION_HEAD, PostRole.DIVISION_DEPUTY})


_RANKS: dict[Level, dict[PostRole, int]] = {
    Level.PROVINCE: {
        PostRole.SECRETARY: 1,
        PostRole.STANDING_DEPUTY_SECRETARY: 2,
        PostRole.DEPUTY_SECRETARY: 2,
        PostRole.CHAIR: 2,
        PostRole.COUNCIL_CHAIR: 2,
        PostRole.STANDING_COMMITTEE_MEMBER: 3,
        PostRole.VICE_CHAIR: 3,
        PostRole.COUNCIL_VICE_CHAIR: 3,
        PostRole.DIRECTOR: 4,
        PostRole.COMMITTEE_MEMBER: 5,
        PostRole.DEPUTY_DIRECTOR: 6,
        PostRole.COUNCIL_MEMBER: 9,
    },
    Level.DISTRICT: {PostRole.SECRETARY: 4, PostRole.CHAIR: 5, PostRole.COUNCIL_CHAIR: 5},
    Level.COMMUNE: {PostRole.SECRETARY: 6, PostRole.CHAIR: 7, PostRole.COUNCIL_CHAIR: 7},
}
_ELSEWHERE = {PostRole.DIVISION_HEAD: 9, PostRole.DIVISION_DEPUTY: 10, PostRole.SPECIALIST: 12}
_OTHER_LEADERS = 8


def rank_of(level: Level, role: PostRole) -> int:
    """How high a post stands, 1 the highest; posts of equal standing share a rank."""
    return _RANKS[level].get(role) or _ELSEWHERE.get(role, _OTHER_LEADERS)


def body_rows(bodies: Iterable[BodyPlan]) -> Iterator[models.Model]:
    """Each body, and what it was called and answered to through time; superiors first."""
    for body in bodies:
        yield Body(key=body.key)
    for body in bodies:
        for number, period in enumerate(body.periods, start=1):
            yield BodyState(
                identity=f"{body.key}@{number}",
                body_id=body.key,
                name=period.name or body.name,
                kind=period.kind or body.kind,
                level=body.level,
                superior_id=period.superior,
                place_id=body.place,
                valid_from=period.start,
                valid_to=period.end,
            )


def post_rows(bodies: Iterable[BodyPlan]) -> Iterator[models.Model]:
    """Each post of the bodies and what it is. Secretary and chair are the key leading posts of every level."""
    for body in bodies:
        for post in body.posts:
            key = body.post(post.slug)
            yield Post(key=key)
            yield PostState(
                identity=key,
                post_id=key,
                body_id=body.key,
                title=post.title,
                role=post.role,
                field=post.field,
                area=post.area,
                is_leader=post.role in _LEADING,
                is_key_leader=post.role in _KEY,
                managed_by_id=_manager(body, post),
                proposed_by_id=body.key,
                decided_by_id=_manager(body, post),
                rank=rank_of(body.level, post.role),
                transfer_group=post.transfer.group,
                transfer_months=post.transfer.months,
                is_transfer_listed=post.transfer.is_listed,
                place_rule=PlaceRule.NOT_LOCAL if _is_bound(body, post) else "",
                valid_from=post.start or body.periods[0].start,
                valid_to=post.end or body.periods[-1].end,
            )


def _is_bound(body: BodyPlan, post: PostPlan) -> bool:
    """Whether the holder may not come from the place: key posts below the province."""
    return post.role in _KEY and body.level != Level.PROVINCE


def _manager(body: BodyPlan, post: PostPlan) -> str | None:
    """Leading posts of province and district, and the key ones of communes, are managed by the provincial committee;
    those of divisions, and all others, by what the body answers to."""
    is_above = post.role in _LEADING - _OF_DIVISIONS and body.level != Level.COMMUNE
    if post.role in _KEY or is_above:
        return body.committee
    return body.periods[-1].superior


def leaders(head: str, deputy: str, field: str = "") -> tuple[PostPlan, ...]:
    """Head and deputy of a division, under the titles given, for a field of work."""
    return (
        PostPlan("truong", head, PostRole.DIVISION_HEAD, field),
        PostPlan("pho", deputy, PostRole.DIVISION_DEPUTY, field),
    )


_TITLES = {
    "Ban ": ("Trưởng Ban", "Phó Trưởng Ban"),
    "Ủy ban ": ("Chủ nhiệm", "Phó Chủ nhiệm"),
    "Văn phòng": ("Chánh Văn phòng", "Phó Chánh Văn phòng"),
    "Thanh tra": ("Chánh Thanh tra", "Phó Chánh Thanh tra"),
    "Trung tâm": ("Giám đốc Trung tâm", "Phó Giám đốc Trung tâm"),
}


def division_titles(name: str) -> tuple[str, str]:
    """How the head and the deputy of a division of that name are called."""
    for beginning, titles in _TITLES.items():
        if name.startswith(beginning):
            return titles
    return "Trưởng phòng", "Phó Trưởng phòng"
