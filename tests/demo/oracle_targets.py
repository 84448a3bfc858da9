"""Where the targets stand, worked out once more in plain Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from demo.oracle_basics import MET, NOT_MET, UNKNOWN, Attested, holds, known, years_after
from demo.oracle_holdings import Holding, holdings
from liem.record.models import BodyState, PersonDetails, PostState, Tenure


@dataclass(frozen=True)
class TargetRule:
    """A target: in force from–to, over whom, what counts, the share or number wanted (None: not verified)."""

    name: str
    first: date
    last: date | None
    population: Callable[[Holding], bool]
    counts: Callable[[Holding], bool | None]
    floor: float | None
    group: Callable[[Holding], str | None] | None = None


def _not_local(holding: Holding) -> bool | None:
    return None if holding.is_local is None else not holding.is_local


def _in_assembly(holding: Holding) -> bool:
    return holding.kind in ("committee", "council")


def _leads_department(holding: Holding) -> bool:
    leads = holding.role in ("director", "deputy_director")
    return leads and holding.level == "province" and holding.kind == "agency"


def _in_standing_committee(holding: Holding) -> bool:
    return holding.kind == "standing_committee" and holding.level in ("province", "district")


def _second_rank(level: str) -> Callable[[Holding], bool]:
    roles = ("standing_deputy_secretary", "chair", "vice_chair")
    return lambda holding: holding.role in roles and holding.level == level


def _secretary(level: str) -> Callable[[Holding], bool]:
    return lambda holding: holding.role == "secretary" and holding.level == level


def _leads_division(level: str) -> Callable[[Holding], bool]:
    return lambda holding: holding.role in ("division_head", "division_deputy") and holding.level == level


def _in_committee(holding: Holding) -> bool:
    return holding.kind in ("committee", "standing_committee")


def _generation(name: str) -> Callable[[Holding], bool | None]:
    return lambda holding: None if holding.generation is None else holding.generation == name


GUIDANCE = date(2022, 2, 22)
BAC_GIANG, LAC_GIANG, NO_DISTRICTS, TERM_OVER = (
    date(2021, 8, 30),
    date(2025, 8, 15),
    date(2025, 7, 1),
    date(2025, 9, 1),
)


def targets(as_of: date) -> tuple[TargetRule, ...]:
    """The targets of the two conclusions; the share of the young was verified for the term 2020–2025 alone."""
    young_share = 10 if as_of < TERM_OVER else None
    under_40: Callable[[Holding], bool | None] = lambda holding: holding.under_40  # noqa: E731
    woman: Callable[[Holding], bool | None] = lambda holding: holding.is_woman  # noqa: E731
    body: Callable[[Holding], str | None] = lambda holding: holding.body  # noqa: E731
    place: Callable[[Holding], str | None] = lambda holding: holding.place  # noqa: E731
    return (
        TargetRule("women_in_committees_and_councils", BAC_GIANG, None, _in_assembly, woman, None),
        TargetRule("young_in_committees_and_councils", BAC_GIANG, None, _in_assembly, under_40, young_share),
        TargetRule("women_in_standing_committees", BAC_GIANG, None, _in_standing_committee, woman, 1, body),
        TargetRule("young_generation_in_committees", GUIDANCE, None, _in_committee, _generation("young"), 1, body),
        TargetRule("middle_generation_in_committees", GUIDANCE, None, _in_committee, _generation("middle"), 1, body),
        TargetRule("older_generation_in_committees", GUIDANCE, None, _in_committee, _generation("older"), 1, body),
        TargetRule("young_in_standing_committees", BAC_GIANG, None, _in_standing_committee, under_40, 1, body),
        TargetRule("district_secretaries_not_local", BAC_GIANG, NO_DISTRICTS, _secretary("district"), _not_local, 100),
        TargetRule(
            "district_leader_not_local", BAC_GIANG, NO_DISTRICTS, _second_rank("district"), _not_local, 1, place
        ),
        TargetRule("young_department_leaders", BAC_GIANG, None, _leads_department, under_40, 10),
        TargetRule(
            "young_district_division_leaders", BAC_GIANG, NO_DISTRICTS, _leads_division("district"), under_40, 10
        ),
        TargetRule(
            "foreign_language_of_leaders",
            BAC_GIANG,
            None,
            lambda holding: _leads_department(holding) or (holding.is_key and holding.level == "district"),
            lambda holding: holding.speaks,
            30,
        ),
        TargetRule(
            "provincial_standing_committee_knows_districts",
            BAC_GIANG,
            None,
            lambda holding: holding.kind == "standing_committee" and holding.level == "province",
            lambda holding: holding.led_a_district,
            100,
        ),
        TargetRule("commune_secretaries_not_local", LAC_GIANG, None, _secretary("commune"), _not_local, 100),
        TargetRule("commune_leader_not_local", LAC_GIANG, None, _second_rank("commune"), _not_local, 1, place),
        TargetRule("young_provincial_department_leaders", LAC_GIANG, None, _leads_department, under_40, 10),
        TargetRule("young_commune_division_leaders", LAC_GIANG, None, _leads_division("commune"), under_40, 10),
    )


TargetStandings = dict[tuple[str, str | None], tuple[str, int, int, int]]


def target_standings(as_of: date) -> TargetStandings:
    """Per target and group: verdict, population, how many count, of how many nobody can tell."""
    everybody = list(holdings(as_of, Attested()))
    found: TargetStandings = {}
    for target in targets(as_of):
        if not target.first <= as_of < (target.last or date.max):
            continue
        groups: dict[str | None, list[bool | None]] = defaultdict(list)
        for holding in everybody:
            if target.population(holding):
                groups[target.group(holding) if target.group else None].append(target.counts(holding))
        for group, answers in groups.items():
            found[target.name, group] = _target_standing(target, answers)
    # No body has set a share for the appointments of a year: nobody can say whether it is reached.
    for name, answers in appointments(as_of).items():
        if answers:
            found[name, None] = UNKNOWN, len(answers), answers.count(True), answers.count(None)
    return found


def appointments(as_of: date) -> dict[str, list[bool | None]]:
    """Of those who took up a leading post in the year: women, people under 40 on that day, ethnic minorities."""
    posts = {state.post_id: state for state in known(PostState) if state.is_leader}
    bodies = defaultdict(list)
    for state in known(BodyState):
        bodies[state.body_id].append(state)
    people = {details.person_id: details for details in known(PersonDetails)}
    found: dict[str, list[bool | None]] = {
        "women_among_appointments": [],
        "young_among_appointments": [],
        "minorities_among_appointments": [],
    }
    for tenure in known(Tenure):
        began, post = tenure.valid_from, posts.get(tenure.post_id)
        if began is None or began.year != as_of.year or began > as_of or post is None or not holds(post, began):
            continue
        if not any(holds(state, began) for state in bodies[post.body_id]):
            continue
        details = people[tenure.person_id]
        women, young, minorities = found.values()
        women.append(details.sex == "woman" if details.sex else None)
        young.append(years_after(details.born_on, 40) > began if details.born_on else None)
        minorities.append(details.ethnicity != "Kinh" if details.ethnicity else None)
    return found


def _target_standing(target: TargetRule, answers: list[bool | None]) -> tuple[str, int, int, int]:
    total, yes, unknown = len(answers), answers.count(True), answers.count(None)
    if target.floor is None:
        return UNKNOWN, total, yes, unknown
    # Shares are compared by multiplication: no rounding can tip the scale.
    scale, size = (1, 1) if target.group else (100, total)
    if yes * scale >= target.floor * size:
        return MET, total, yes, unknown
    return (UNKNOWN if (yes + unknown) * scale >= target.floor * size else NOT_MET), total, yes, unknown
