"""Two relatives in posts that keep them apart, worked out once more in plain Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from demo.oracle_basics import Attested, Standings, holds, known, verdict
from liem.record.models import BodyState, Kinship, PostState, Tenure

BARRED = ("spouse", "parent", "child", "sibling", "parent_in_law")
SEEN_FROM_THE_OTHER = {"parent": "child", "child": "parent"}
STANDING = ("secretary", "standing_deputy_secretary", "deputy_secretary", "standing_committee_member")
DEPUTIES = {
    "secretary": ("standing_deputy_secretary", "deputy_secretary"),
    "chair": ("vice_chair",),
    "council_chair": ("council_vice_chair",),
    "director": ("deputy_director",),
    "division_head": ("division_deputy",),
}
SECTORS = {
    "nội vụ", "thanh tra", "tài chính", "ngân hàng", "thuế", "hải quan", "công thương", "kế hoạch và đầu tư",
    "tài nguyên và môi trường", "quân đội", "quân sự", "công an", "tòa án", "viện kiểm sát",
}  # fmt: skip


@dataclass(frozen=True)
class Seat:
    """A post held on the day."""

    key: str
    role: str
    field: str
    body: str
    kind: str
    level: str
    place: str | None


def seats(as_of: date) -> dict[str, list[Seat]]:
    """Per person the posts held on the day."""
    posts = {state.post_id: state for state in known(PostState) if holds(state, as_of)}
    bodies = {state.body_id: state for state in known(BodyState) if holds(state, as_of)}
    found: dict[str, list[Seat]] = defaultdict(list)
    for tenure in known(Tenure):
        post = posts.get(tenure.post_id)
        body = bodies.get(post.body_id) if post else None
        if post and body and holds(tenure, as_of):
            seat = Seat(tenure.identity, post.role, post.field, body.body_id, body.kind, body.level, body.place_id)
            found[tenure.person_id].append(seat)
    return found


def related() -> dict[tuple[str, str], str]:
    """What the second person is to the first, for both directions; business partners are no kin."""
    found: dict[tuple[str, str], str] = {}
    for row in known(Kinship):
        if row.relation != "partner":
            found[row.person_id, row.relative_id] = row.relation
            found[row.relative_id, row.person_id] = SEEN_FROM_THE_OTHER.get(row.relation, row.relation)
    return found


def pairs(as_of: date) -> Iterator[tuple[Seat, Seat, str]]:
    held = seats(as_of)
    for (first, second), relation in related().items():
        for one, other in product(held[first], held[second]):
            together = one.body == other.body or (one.place is not None and one.place == other.place)
            if one.key < other.key and together:
                yield one, other, relation


def relatives(as_of: date, attested: Attested) -> Standings:
    """No exception is ever on record: a barred pair is a breach once both bodies attested that there is none."""
    found: Standings = {}
    for one, other, relation in pairs(as_of):
        if relation not in BARRED:
            continue
        none_agreed = all(attested.reaches(body, "exceptions", as_of) for body in (one.body, other.body))
        for rule, barred in _barred(one, other).items():
            if barred is not False:
                answer = False if barred and none_agreed else None
                found[rule, f"{one.key}:{other.key}"] = verdict(answer)
    return found


def _barred(one: Seat, other: Seat) -> dict[str, bool | None]:
    same_body = one.body == other.body
    either_way = ((one, other), (other, one))
    members = all(seat.role in STANDING and seat.kind in ("committee", "standing_committee") for seat in (one, other))
    sector = [_heads_over(head, seat) for head, seat in either_way]
    return {
        "relatives_not_in_one_standing_committee": same_body and members,
        "relatives_not_head_and_deputy": same_body
        and any(seat.role in DEPUTIES.get(head.role, ()) for head, seat in either_way),
        "relatives_not_head_and_sector_head": not same_body
        and (True if True in sector else None if None in sector else False),
    }


def _heads_over(head: Seat, other: Seat) -> bool | None:
    """Whether one heads the level and the other a named sector of it; unknown where no field of work is entered."""
    if head.role not in ("secretary", "chair") or other.role not in ("director", "division_head"):
        return False
    if head.level != other.level or head.place != other.place:
        return False
    return other.field.lower() in SECTORS if other.field else None
