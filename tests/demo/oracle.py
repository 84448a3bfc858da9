"""What the law says of the stored rows, worked out once more in plain Python, as a lawyer would with a calendar.

Independent on purpose: no law engine, no Ibis, no facts modules, no law files; rows are read through the ORM.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from demo.oracle_basics import UNKNOWN, Attested, Standings, at_least_one, holds, known, verdict, years_after
from demo.oracle_holdings import key_leaders, led_below
from demo.oracle_moves import moves
from demo.oracle_relatives import relatives
from demo.oracle_standards import standards
from demo.oracle_succession import succession
from demo.oracle_votes import confidence_rounds
from liem.procedures.models import ActionProgramme, CandidacyState, NominationMeeting, Nominee, Participation
from liem.record.models import (
    Declaration,
    DeclarationDuty,
    EvaluationForm,
    EvaluationProduct,
    Kinship,
    PoliticalConclusion,
    PostState,
    RecognisedResult,
    Tenure,
)


def rule_standings(as_of: date) -> Standings:
    """Every subject to which a rule applies, or may apply, and how it stands."""
    attested = Attested()
    parts = (
        *(evaluations, personnel_work, meetings, candidacies, standards),
        *(key_leaders, led_below, relatives, declarations, succession, moves, confidence_rounds),
    )
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
