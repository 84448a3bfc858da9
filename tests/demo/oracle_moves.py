"""Rotations and posts of periodic transfer, worked out once more in plain Python.

Rules that nobody can answer yet (the law now in force is not verified, or nothing on record bears on them) are unknown
of everything to which they may apply.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from demo.oracle_basics import NOT_MET, UNKNOWN, Attested, Standings, holds, known, verdict, years_after
from liem.kernel.retirement import retirement_day
from liem.record.models import BodyState, PersonDetails, PostState, Tenure

PARTY = {"committee", "standing_committee", "commission"}
STATE = {"administration", "agency", "unit"}
EQUAL_POST_SINCE = date(2022, 4, 28)
DECREE_170 = date(2025, 7, 1)
STAY, SERVICE, FULL_TERM = 3, 10, 5
FEWEST_MONTHS, MOST_MONTHS, TERMS = 24, 60, (24, 36, 48, 60)


@dataclass(frozen=True)
class Rotation:
    """One rotation begun by the day; None where the record does not say."""

    key: str
    side: str | None
    begun: date
    ended: date | None
    retires: date | None
    is_equal: bool | None

    def follows(self, side: str) -> bool | None:
        return None if self.side is None else self.side == side


def moves(as_of: date, attested: Attested) -> Standings:
    """Rotations, then the holders of posts with a term of transfer."""
    found: Standings = {}
    for rotation in _rotations(as_of):
        stands = {**_by_party_rules(rotation), **_by_state_rules(rotation, as_of)}
        found |= {(rule, rotation.key): one for rule, one in stands.items() if one is not None}
    return found | _duties(as_of, attested)


def _by_party_rules(rotation: Rotation) -> dict[str, str | None]:
    party = rotation.follows("party")
    since_65 = rotation.begun >= EQUAL_POST_SINCE
    over = rotation.ended is not None
    # Outstanding results, which would excuse a post that is not equal, are nowhere on record.
    equal = verdict(True if rotation.is_equal else None)
    return {
        "rotation_to_equal_post": _where(_both(party, since_65), equal),
        "no_extra_post_for_rotation": _where(_both(party, since_65), UNKNOWN),
        "party_rotation_minimum_stay": _where(_both(party, over), UNKNOWN),
        "party_rotation_remaining_service": _where(party, UNKNOWN),
    }


def _by_state_rules(rotation: Rotation, as_of: date) -> dict[str, str | None]:
    state, ended = rotation.follows("state"), rotation.ended
    if as_of >= DECREE_170:
        over_since = ended is not None and ended > DECREE_170
        long_enough = ended is not None and years_after(rotation.begun, STAY) <= ended
        return {
            "state_rotation_minimum_stay": _where(_both(state, over_since), verdict(long_enough)),
            "state_rotation_remaining_service": _where(state, UNKNOWN),
        }
    return {"state_rotation_remaining_service": _where(state, _service_left(rotation))}


def _service_left(rotation: Rotation) -> str:
    """Reasons that would do with one full term are nowhere on record."""
    if rotation.retires is None:
        return UNKNOWN
    if years_after(rotation.begun, SERVICE) <= rotation.retires:
        return verdict(True)
    return UNKNOWN if years_after(rotation.begun, FULL_TERM) <= rotation.retires else NOT_MET


def _both(one: bool | None, other: bool) -> bool | None:
    return one if other else False


def _where(applies: bool | None, stands: str) -> str | None:
    """None where the rule does not apply; unknown where nobody can tell whether it does."""
    return None if applies is False else UNKNOWN if applies is None else stands


def _rotations(as_of: date) -> list[Rotation]:
    posts, tenures, sides = _states(), defaultdict(list), _sides()
    people = {details.person_id: details for details in known(PersonDetails)}
    for tenure in known(Tenure):
        tenures[tenure.person_id].append(tenure)
    found = []
    for tenure in known(Tenure):
        begun = tenure.valid_from
        if tenure.kind != "rotation" or begun is None or begun > as_of:
            continue
        post = next(state for state in posts[tenure.post_id] if holds(state, begun))
        is_over = tenure.valid_to is not None and tenure.valid_to <= as_of
        eve = begun - timedelta(days=1)
        before = [one for one in tenures[tenure.person_id] if holds(one, eve)]
        found.append(
            Rotation(
                key=tenure.identity,
                side=sides.get(post.managed_by_id),
                begun=begun,
                ended=tenure.valid_to if is_over else None,
                retires=_retires(people[tenure.person_id]),
                is_equal=_is_equal(post.rank, [_rank(posts[one.post_id], eve) for one in before]),
            )
        )
    return found


def _is_equal(rank: int | None, before: list[int | None]) -> bool | None:
    ranks = [one for one in before if one is not None]
    return None if rank is None or len(ranks) != len(before) or not ranks else rank == min(ranks)


def _rank(states: list[PostState], day: date) -> int | None:
    return next((state.rank for state in states if holds(state, day)), None)


def _states() -> dict[str, list[PostState]]:
    found: dict[str, list[PostState]] = defaultdict(list)
    for state in known(PostState):
        found[state.post_id].append(state)
    return found


def _sides() -> dict[str | None, str]:
    """Per body the side on which it ever stood; none for those on neither side, or on both one after the other."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for state in known(BodyState):
        kinds[state.body_id].add(state.kind)
    return {
        body: "party" if own & PARTY else "state"
        for body, own in kinds.items()
        if bool(own & PARTY) != bool(own & STATE)
    }


def _retires(person: PersonDetails) -> date | None:
    if person.born_on is None or not person.sex:
        return None
    return retirement_day(person.born_on, "woman" if person.sex == "woman" else "man")


def _duties(as_of: date, attested: Attested) -> Standings:
    posts = {state.post_id: state for state in known(PostState) if holds(state, as_of)}
    people = {details.person_id: details for details in known(PersonDetails)}
    held: dict[str, list[Tenure]] = defaultdict(list)
    for tenure in known(Tenure):
        if holds(tenure, as_of):
            held[tenure.person_id].append(tenure)
    found: Standings = {}
    for tenure in (one for own in held.values() for one in own):
        post = posts.get(tenure.post_id)
        if post is None or (post.is_transfer_listed is None and post.transfer_months is None):
            continue
        listed, months = post.is_transfer_listed, post.transfer_months
        within = None if months is None else FEWEST_MONTHS <= months <= MOST_MONTHS
        stands = {
            "group_term_within_law": _where(listed, verdict(within)),
            "leaders_not_on_transfer_list": _where(listed, verdict(not post.is_leader)),
        }
        is_lent = any(one.kind == "secondment" for one in held[tenure.person_id])
        retires = _retires(people[tenure.person_id])
        leaves_soon = retires is not None and retires < _months_after(as_of, 18)
        # Whether anything else stands in the way of a move (illness, study, an inquiry) is nowhere on record.
        left_alone = post.is_leader or is_lent or leaves_soon or (months is not None and months not in TERMS)
        stands["transferred_when_group_term_ends"] = None if listed is False or left_alone else UNKNOWN
        found |= {(rule, tenure.identity): one for rule, one in stands.items() if one is not None}
    return found


def _months_after(day: date, months: int) -> date:
    """Only as close as is needed: nobody with a listed post retires in the month on which it hangs."""
    years, rest = divmod(day.month - 1 + months, 12)
    return date(day.year + years, rest + 1, 1)
