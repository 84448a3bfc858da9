"""About whom or what of a case the rules about each fact table are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from liem.procedures.cases.standing import CaseNow
from liem.procedures.models import CaseMeeting, Proposal, Vacancy
from liem.rulebook.gates import GateSubject


def subjects_of_table(now: CaseNow, step: str, about: str) -> tuple[GateSubject, ...]:
    """The subjects of the table in this case, before this step; none while nothing was entered that could be asked
    about. At most one query."""
    found = _SUBJECTS.get(about)
    return tuple(found(now, step)) if found else ()


def _people(now: CaseNow, step: str) -> Iterator[GateSubject]:
    return (GateSubject(one.identity, one.person_id) for one in now.people)


def _candidacies(now: CaseNow, step: str) -> Iterator[GateSubject]:
    return (GateSubject(one.candidacy_id, one.person_id) for one in now.people if one.candidacy_id)


def _persons(now: CaseNow, step: str) -> Iterator[GateSubject]:
    return (GateSubject(one.person_id, one.person_id) for one in now.people)


def _proposals(now: CaseNow, step: str) -> Iterator[GateSubject]:
    people = {one.person_id for one in now.people}
    rows = Proposal.objects.filter(case=now.case, person__in=people).order_by("proposed_on", "key")
    return (GateSubject(key, person) for key, person in rows.values_list("key", "person_id"))


def _case(now: CaseNow, step: str) -> Iterator[GateSubject]:
    yield GateSubject(now.case.pk)


def _case_of_person(now: CaseNow, step: str) -> Iterator[GateSubject]:
    yield GateSubject(now.case.pk, now.case.person_id)


def _vacancy(now: CaseNow, step: str) -> Iterator[GateSubject]:
    if Vacancy.objects.current().filter(case=now.case).exists():
        yield GateSubject(now.case.pk)


def _meeting(now: CaseNow, step: str) -> Iterator[GateSubject]:
    """The meeting convened last for the step: the one that the step will rest on."""
    last = CaseMeeting.objects.filter(case=now.case, step=step).order_by("-round").first()
    if last is not None:
        yield GateSubject(last.key)


_SUBJECTS: Mapping[str, Callable[[CaseNow, str], Iterator[GateSubject]]] = {
    "candidacy": _candidacies,
    "appointment_file": _people,
    "proposal": _proposals,
    "vacancy": _vacancy,
    "nomination_meeting": _meeting,
    "personnel_meeting": _meeting,
    "confidence_vote": _people,
    "rotation": _people,
    "transfer": _people,
    "succession_entry": _people,
    "succession_person": _people,
    "succession_list": _case,
    "evaluation": _case_of_person,
    "grading": _case_of_person,
    "suspension": _case_of_person,
    "relief_case": _case_of_person,
    "personnel_officer": _persons,
}
