"""Signs worth a look that the record shows by itself, worked out once more in plain Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from demo.oracle_basics import Attested, holds, known, years_after
from demo.oracle_relatives import related
from liem.procedures.models import CandidacyState
from liem.record.models import BodyState, EvaluationForm, PostState, RecognisedResult, Tenure

STEPS = ("not_completed", "completed", "good", "excellent")
CLUSTER = 2


@dataclass(frozen=True)
class Decision:
    key: str
    person: str
    body: str
    day: date


Sign = Callable[[Decision], bool]


def decisions(as_of: date) -> Iterator[Decision]:
    for state in known(CandidacyState).select_related("candidacy"):
        candidacy, day = state.candidacy, state.decided_on
        if day and day <= as_of and candidacy.kind in ("appointment", "reappointment", "nomination"):
            yield Decision(candidacy.key, candidacy.person_id, candidacy.body_id, day)


def raised(as_of: date) -> set[tuple[str, str]]:
    """Flag and decision, of the three signs that the record shows."""
    signs = {
        "grade_jump_before_appointment": _grade_jumps(),
        "recognised_only_by_own_body": _own_recognitions(),
        "relatives_clustered": _clusters(),
    }
    return {(flag, decision.key) for decision in decisions(as_of) for flag, sign in signs.items() if sign(decision)}


def _grade_jumps() -> Sign:
    forms = defaultdict(list)
    for form in known(EvaluationForm).select_related("evaluation"):
        forms[form.evaluation.person_id].append(form)

    def jumped(decision: Decision) -> bool:
        earlier = sorted((f for f in forms[decision.person] if f.evaluated_on < decision.day), key=_day)
        if not earlier or years_after(earlier[-1].evaluated_on, 1) < decision.day:
            return False
        last = earlier[-1]
        before = [f for f in earlier if f.evaluation.year == last.evaluation.year - 1]
        if not before or not last.grade or not before[-1].grade:
            return False
        return STEPS.index(last.grade) - STEPS.index(before[-1].grade) >= 2

    return jumped


def _day(form: EvaluationForm) -> date:
    return form.evaluated_on


def _own_recognitions() -> Sign:
    attested = Attested()
    results, names = defaultdict(list), defaultdict(set)
    for result in known(RecognisedResult):
        results[result.person_id].append(result)
    for state in known(BodyState):
        names[state.body_id].add(state.name)

    def own(decision: Decision) -> bool:
        counted = [one for one in results[decision.person] if one.recognised_on <= decision.day]
        complete = attested.reaches(decision.person, "results", decision.day)
        return bool(counted) and complete and all(one.recognised_by in names[decision.body] for one in counted)

    return own


def _clusters() -> Sign:
    posts = defaultdict(list)
    for state in known(PostState):
        posts[state.body_id].append(state)
    tenures = defaultdict(list)
    for tenure in known(Tenure):
        tenures[tenure.post_id].append(tenure)
    kin = related()

    def clustered(decision: Decision) -> bool:
        there = {
            tenure.person_id
            for post in posts[decision.body]
            if holds(post, decision.day)
            for tenure in tenures[post.post_id]
            if holds(tenure, decision.day)
        }
        return sum((decision.person, colleague) in kin for colleague in there) >= CLUSTER

    return clustered
