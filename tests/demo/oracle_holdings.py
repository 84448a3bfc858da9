"""Who holds what on a day, and what the rules and targets about holdings ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from demo.oracle_basics import Attested, Standings, at_least_one, holds, known, verdict, years_after
from liem.record.models import BodyState, LanguageSkill, PersonDetails, Place, PostState, Tenure


@dataclass(frozen=True)
class Holding:
    """One tenure that runs on the day, with what the targets ask."""

    key: str
    person: str
    role: str
    kind: str
    level: str
    body: str
    place: str | None
    is_key: bool
    is_local: bool | None
    under_40: bool | None
    is_woman: bool | None
    speaks: bool | None
    led_a_district: bool | None
    generation: str | None
    led_below: bool | None
    since: date | None
    is_leader: bool


def holdings(as_of: date, attested: Attested) -> Iterator[Holding]:
    above = dict(Place.objects.values_list("key", "within_id"))
    posts = {state.post_id: state for state in known(PostState) if holds(state, as_of)}
    bodies = {state.body_id: state for state in known(BodyState) if holds(state, as_of)}
    people = {details.person_id: details for details in known(PersonDetails)}
    speakers = {skill.person_id for skill in known(LanguageSkill)}
    district_leaders, lower = _district_leaders(as_of), _lower_leading_posts(as_of)
    for tenure in known(Tenure):
        post = posts.get(tenure.post_id)
        body = bodies.get(post.body_id) if post else None
        if post is None or body is None or not holds(tenure, as_of):
            continue
        details, person = people[tenure.person_id], tenure.person_id
        yield Holding(
            key=tenure.identity,
            person=person,
            role=post.role,
            kind=body.kind,
            level=body.level,
            body=body.body_id,
            place=body.place_id,
            is_key=post.is_key_leader,
            is_local=comes_from(details.home_place_id, body.place_id, above),
            under_40=years_after(details.born_on, 40) > as_of if details.born_on else None,
            is_woman=details.sex == "woman" if details.sex else None,
            speaks=at_least_one(person in speakers, attested.reaches(person, "languages", as_of)),
            led_a_district=at_least_one(person in district_leaders, attested.reaches(person, "tenures", as_of)),
            generation=_generation(details.born_on, as_of),
            led_below=at_least_one(
                sum(_RANKS[level] < _RANKS[body.level] and _before(start, tenure) for level, start in lower[person]),
                attested.reaches(person, "tenures", as_of),
            ),
            since=tenure.valid_from,
            is_leader=post.is_leader,
        )


def _district_leaders(as_of: date) -> set[str]:
    district = {state.body_id for state in known(BodyState) if state.level == "district"}
    key_posts = {state.post_id for state in known(PostState) if state.is_key_leader and state.body_id in district}
    return {
        tenure.person_id
        for tenure in known(Tenure)
        if tenure.post_id in key_posts and tenure.valid_from and tenure.valid_from <= as_of
    }


_RANKS = {"commune": 1, "district": 2, "province": 3}


def _lower_leading_posts(as_of: date) -> dict[str, list[tuple[str, date | None]]]:
    """Per person the levels at which they led so far, and since when."""
    levels = {state.body_id: state.level for state in known(BodyState)}
    leading = {state.post_id: levels[state.body_id] for state in known(PostState) if state.is_leader}
    found: dict[str, list[tuple[str, date | None]]] = defaultdict(list)
    for tenure in known(Tenure):
        if tenure.post_id in leading and (tenure.valid_from or date.min) <= as_of:
            found[tenure.person_id].append((leading[tenure.post_id], tenure.valid_from))
    return found


def _before(start: date | None, tenure: Tenure) -> bool:
    return start is None or tenure.valid_from is None or start < tenure.valid_from


def _generation(born_on: date | None, as_of: date) -> str | None:
    """Under 40; from 40 to the fiftieth birthday; older."""
    if born_on is None:
        return None
    if years_after(born_on, 40) > as_of:
        return "young"
    return "middle" if years_after(born_on, 50) >= as_of else "older"


def chain(place: str | None, above: dict[str, str | None]) -> list[str]:
    """The place and everything that contains it."""
    found = []
    while place:
        found.append(place)
        place = above[place]
    return found


def comes_from(home: str | None, place: str | None, above: dict[str, str | None]) -> bool | None:
    """Home inside the place: yes. Known only as something wider than the place: nobody can tell."""
    if home is None or place is None:
        return None
    if place in chain(home, above):
        return True
    return None if home in chain(place, above) else False


def key_leaders(as_of: date, attested: Attested) -> Standings:
    return {
        ("key_leaders_not_local", holding.key): verdict(None if holding.is_local is None else not holding.is_local)
        for holding in holdings(as_of, attested)
        if holding.is_key and holding.level in ("district", "commune")
    }


def led_below(as_of: date, attested: Attested) -> Standings:
    """Leaders above the communes who took up the post since the plan asks for a leading post below."""
    found: Standings = {}
    for holding in holdings(as_of, attested):
        if holding.level not in ("province", "district") or (holding.since or date.min) < _ASKED_SINCE:
            continue
        if holding.kind in ("committee", "standing_committee") and holding.role in _STANDING:
            found["standing_members_led_below", holding.key] = verdict(holding.led_below)
        if holding.kind in ("council", "administration") and holding.is_leader:
            found["leaders_led_below", holding.key] = verdict(holding.led_below)
    return found


_ASKED_SINCE = date(2022, 1, 27)
_STANDING = ("secretary", "standing_deputy_secretary", "deputy_secretary", "standing_committee_member")
