"""What the law says of the stored rows, worked out once more in plain Python, as a lawyer would with a calendar.

Independent on purpose: no law engine, no Ibis, no facts modules, no law files; rows are read through the ORM.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from liem.procedures.models import ActionProgramme, CandidacyState, NominationMeeting, Nominee, Participation
from liem.record.models import (
    Attestation,
    BodyState,
    Declaration,
    DeclarationDuty,
    EvaluationForm,
    EvaluationProduct,
    Kinship,
    LanguageSkill,
    PersonDetails,
    Place,
    PoliticalConclusion,
    PostState,
    RecognisedResult,
    Tenure,
)

MET, NOT_MET, UNKNOWN = "met", "not_met", "unknown"
Standings = dict[tuple[str, str], str]


def years_after(day: date, years: int) -> date:
    """The corresponding day so many years later; 28 February where there is no 29th."""
    year = day.year + years
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


def known(model: type) -> Iterable:
    return model.objects.filter(known_to__isnull=True)


def holds(row: Tenure | PostState | BodyState, day: date) -> bool:
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or day < row.valid_to)


def verdict(answer: bool | None) -> str:
    return UNKNOWN if answer is None else MET if answer else NOT_MET


def at_least_one(rows: int, closed: bool) -> bool | None:
    """One row on record is enough; none proves something only where the section is complete."""
    return True if rows else False if closed else None


class Attested:
    """Up to which day each section about each subject is complete."""

    def __init__(self) -> None:
        self._to: dict[tuple[str, str], date] = {}
        for row in known(Attestation):
            key = (row.subject, row.section)
            self._to[key] = max(row.complete_to, self._to.get(key, date.min))

    def reaches(self, subject: str, section: str, day: date | None) -> bool:
        return day is not None and self._to.get((subject, section), date.min) >= day


def rule_standings(as_of: date) -> Standings:
    """Every subject to which a rule applies, or may apply, and how it stands."""
    attested = Attested()
    parts = (evaluations, personnel_work, meetings, candidacies, key_leaders, declarations)
    return {key: found for part in parts for key, found in part(as_of, attested).items()}


def evaluations(as_of: date, attested: Attested) -> Standings:
    products: dict[str, int] = defaultdict(int)
    for product in known(EvaluationProduct):
        products[product.evaluation_id] += 1
    found: Standings = {}
    for form in known(EvaluationForm):
        if form.evaluated_on > as_of:
            continue
        key, closed = form.evaluation_id, attested.reaches(form.evaluation_id, "evaluation_form", form.evaluated_on)
        if not form.grade:
            found["excellent_needs_product", key] = UNKNOWN
        elif form.grade == "excellent":
            found["excellent_needs_product", key] = verdict(at_least_one(products[key], closed))
        beside = bool(form.collective_grade) + bool(form.body_result)
        found["grade_beside_collective", key] = verdict(at_least_one(beside, closed))
    return found


def personnel_work(as_of: date, attested: Attested) -> Standings:
    posts = defaultdict(list)
    for state in known(PostState):
        if state.field == "personnel":
            posts[state.post_id].append(state)
    stretches = defaultdict(list)
    for tenure in known(Tenure):
        began = tenure.valid_from or as_of
        if began > as_of:
            continue
        for state in posts[tenure.post_id]:
            if holds(state, began):
                stretches[tenure.person_id, state.area].append((tenure.valid_from, tenure.valid_to))
    found: Standings = {}
    for (person, area), held in stretches.items():
        run = current_run(held, as_of)
        if run is not None:
            subject = f"{person}:{area}" if area else person
            over = None if None in run else years_after(min(run), 5) <= as_of
            found["moved_after_years_in_personnel_work", subject] = verdict(None if over is None else not over)
    return found


def current_run(held: list[tuple[date | None, date | None]], as_of: date) -> list[date | None] | None:
    """First days of the stretches that reach the day without a break; None where none does."""
    run: list[date | None] = []
    reach = date.min
    for start, end in sorted(held, key=lambda stretch: (stretch[0] or date.min, stretch[1] or date.max)):
        if run and (start or date.min) > reach:
            run, reach = [], date.min
        run.append(start)
        reach = max(reach, end or date.max)
    return run if reach > as_of else None


def meetings(as_of: date, attested: Attested) -> Standings:
    names: dict[str, int] = defaultdict(int)
    for nominee in known(Nominee):
        names[nominee.meeting_id] += 1
    found: Standings = {}
    for meeting in NominationMeeting.objects.filter(held_on__lte=as_of):
        enough = names[meeting.key] > meeting.places
        closed = attested.reaches(meeting.key, "names", meeting.held_on)
        found["more_names_than_places", meeting.key] = verdict(True if enough else False if closed else None)
    return found


def _days_by_person(rows: Iterable, column: str) -> dict[str, list[date]]:
    days: dict[str, list[date]] = defaultdict(list)
    for row in rows:
        days[row.person_id].append(getattr(row, column))
    return days


def candidacies(as_of: date, attested: Attested) -> Standings:
    conclusions = _days_by_person(known(PoliticalConclusion), "concluded_on")
    results = _days_by_person(known(RecognisedResult), "recognised_on")
    programmes: dict[str, list[date]] = defaultdict(list)
    for programme in known(ActionProgramme):
        programmes[programme.candidacy_id].append(programme.filed_on)
    kin = {frozenset((row.person_id, row.relative_id)) for row in known(Kinship)}
    taking_part: dict[str, set[str]] = defaultdict(set)
    for participation in known(Participation):
        if not participation.recused:
            taking_part[participation.candidacy_id].add(participation.person_id)
    found: Standings = {}
    for state in known(CandidacyState).select_related("candidacy"):
        if state.opened_on > as_of:
            continue
        key, person, kind = state.candidacy_id, state.candidacy.person_id, state.candidacy.kind
        dated = sum(day <= state.opened_on for day in conclusions[person])
        closed = attested.reaches(person, "political_conclusion", state.opened_on)
        found["political_conclusion_before_opening", key] = verdict(at_least_one(dated, closed))
        found["no_kin_in_procedure", key] = verdict(_no_kin(state, taking_part[key], kin, attested))
        if kind not in ("appointment", "nomination"):
            continue
        found["recognised_result_before_appointment", key] = verdict(_recent(state, results[person], as_of, attested))
        if state.decided_on and state.decided_on <= as_of:
            filed = sum(day <= state.decided_on for day in programmes[key])
            closed = attested.reaches(key, "papers", state.decided_on)
            found["action_programme_before_decision", key] = verdict(at_least_one(filed, closed))
    return found


def _no_kin(state: CandidacyState, people: set[str], kin: set[frozenset[str]], attested: Attested) -> bool | None:
    if any(frozenset((person, state.candidacy.person_id)) in kin for person in people):
        return False
    declared = [attested.reaches(person, "kinship", state.opened_on) for person in people]
    return True if declared and all(declared) else None


def _recent(state: CandidacyState, results: list[date], as_of: date, attested: Attested) -> bool | None:
    planned = state.planned_on
    if planned is None:
        return None
    counted = [day for day in results if day <= planned and day <= as_of]
    # Exactly three years before still counts: the term begun on that day ends on the planned one.
    if any(years_after(day, 3) >= planned for day in counted):
        return True
    return False if attested.reaches(state.candidacy.person_id, "results", planned) else None


def declarations(as_of: date, attested: Attested) -> Standings:
    steps: dict[tuple[str, str], list[date]] = defaultdict(list)
    for row in known(Declaration):
        if row.taken_on <= as_of:
            steps[row.duty_id, row.step].append(row.taken_on)
    found: Standings = {}
    for duty in DeclarationDuty.objects.all():
        filed, published = steps[duty.key, "filed"], steps[duty.key, "published"]
        up_to_now = attested.reaches(duty.person_id, "declarations", as_of)
        if duty.due_on < as_of:
            in_time = sum(day <= duty.due_on for day in filed)
            closed = attested.reaches(duty.person_id, "declarations", duty.due_on)
            found["declaration_filed_in_time", duty.key] = verdict(at_least_one(in_time, closed))
        if duty.due_on < as_of and filed:
            found["declaration_published", duty.key] = verdict(at_least_one(len(published), up_to_now))
        elif duty.due_on < as_of and not up_to_now:
            # Whether there is anything to publish is not known; where it is published, that is enough.
            found["declaration_published", duty.key] = UNKNOWN
    return found


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


def holdings(as_of: date, attested: Attested) -> Iterator[Holding]:
    above = dict(Place.objects.values_list("key", "within_id"))
    posts = {state.post_id: state for state in known(PostState) if holds(state, as_of)}
    bodies = {state.body_id: state for state in known(BodyState) if holds(state, as_of)}
    people = {details.person_id: details for details in known(PersonDetails)}
    speakers = {skill.person_id for skill in known(LanguageSkill)}
    district_leaders = _district_leaders(as_of)
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
        )


def _district_leaders(as_of: date) -> set[str]:
    district = {state.body_id for state in known(BodyState) if state.level == "district"}
    key_posts = {state.post_id for state in known(PostState) if state.is_key_leader and state.body_id in district}
    return {
        tenure.person_id
        for tenure in known(Tenure)
        if tenure.post_id in key_posts and tenure.valid_from and tenure.valid_from <= as_of
    }


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
