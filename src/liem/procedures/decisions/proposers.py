"""What became of those whom somebody proposed: each proposal with what followed, without verdict, sum or order of
merit. It is for the proposer, who answers for it, and for those whose work is to ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q

from liem.procedures.decisions.tenures import holds
from liem.procedures.decisions.undoing import standing_decisions
from liem.procedures.models import Annulment, CasePerson, Decision, Proposal
from liem.record.days import PostTitle, titles_of
from liem.record.models import Discipline, EvaluationForm, PersonDetails, Tenure
from liem.record.people import within
from liem.record.scope import Reach, out_of_reach
from liem.record.secrecy import held_levels


class Became(StrEnum):
    """What happened after a proposal."""

    WITHDRAWN = "withdrawn"
    DECIDED = "decided"
    BEGAN = "began"
    LEFT = "left"
    GRADED = "graded"
    DISCIPLINED = "disciplined"
    ANNULLED = "annulled"


@dataclass(frozen=True, slots=True)
class Since:
    """One thing that happened, on which day; `text` is the decision, the grade and year, or the form of discipline."""

    what: Became
    on: date
    text: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One proposal: for whom, for which post, and what followed in the order of days. `in_post` tells whether the post
    is held on the day asked about; None where nobody was appointed by it."""

    case: str
    person: str
    person_name: str
    post: PostTitle | None
    proposed_on: date
    since: tuple[Since, ...]
    in_post: bool | None


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Proposals of one person, the newest first."""

    name: str
    total: int
    lines: tuple[Line, ...]


def proposals_of(reach: Reach, proposer: str, *, on: date, offset: int = 0, limit: int = 50) -> LedgerPage:
    """Raises `record.out_of_reach` for everybody but the proposer and, within reach, organisation officers and
    inspectors. A constant number of queries. Of cases above the ceiling of secrecy nothing is told."""
    details = _seen_by(reach, proposer)
    rows = Proposal.objects.filter(proposer_id=proposer, proposed_on__lte=on, case__secrecy__in=held_levels())
    if reach.person is None and not reach.whole:
        people = within(reach).order_by().values("person_id")
        rows = rows.filter(Q(case__body__in=reach.bodies) | Q(person__in=people))
    page = list(rows.order_by("-proposed_on", "key")[offset : offset + limit])
    after = _Aftermath(page, on=on)
    posts = titles_of(posts={row.post_id for row in page if row.post_id})
    names = _names({row.person_id for row in page})
    lines = (
        Line(
            case=row.case_id,
            person=row.person_id,
            person_name=names.get(row.person_id, row.person_id),
            post=posts.post(row.post_id, row.proposed_on) if row.post_id else None,
            proposed_on=row.proposed_on,
            since=after.of(row),
            in_post=after.in_post(row),
        )
        for row in page
    )
    return LedgerPage(details, rows.count(), tuple(lines))


def _seen_by(reach: Reach, proposer: str) -> str:
    """The proposer's name, told to whoever may see the ledger."""
    people = within(reach) if reach.kin or reach.person == proposer else PersonDetails.objects.none()
    name = people.filter(person_id=proposer).values_list("name", flat=True).first()
    if name is None:
        raise out_of_reach()
    return name


def _names(people: set[str]) -> dict[str, str]:
    return dict(PersonDetails.objects.current().filter(person_id__in=people).values_list("person_id", "name"))


class _Aftermath:
    """What followed some proposals up to a day, read at once."""

    def __init__(self, proposals: Iterable[Proposal], *, on: date) -> None:
        rows = list(proposals)
        people, cases = {row.person_id for row in rows}, {row.case_id for row in rows}
        self._on = on
        self._decisions = standing_decisions(cases)
        effects = {effect.identity for decision in self._decisions for effect in decision.effects.all()}
        tenures = Tenure.objects.current().filter(identity__in=effects, person_id__in=people)
        self._tenures = {row.identity: row for row in tenures}
        self._withdrawn = self._withdrawals(cases)
        self._grades = self._grades_of(people)
        self._disciplines = self._disciplines_of(people)
        self._annulled = self._annulments(cases)

    def of(self, row: Proposal) -> tuple[Since, ...]:
        """In the order of days. Grades and discipline count from the day on which the post began."""
        found = [*self._withdrawn.get((row.case_id, row.person_id), ())]
        for decision in self._about(row):
            found.append(Since(Became.DECIDED, decision.decided_on, decision.number))
            found += [Since(Became.ANNULLED, day) for day in self._annulled.get(decision.pk, ())]
        began = self._begun(row)
        found += [one for tenure in began for one in _held(tenure)]
        first = min((one.valid_from for one in began if one.valid_from), default=None)
        if first is not None:
            later = (*self._grades.get(row.person_id, ()), *self._disciplines.get(row.person_id, ()))
            found += [one for one in later if one.on >= first]
        return tuple(sorted((one for one in found if one.on <= self._on), key=lambda one: one.on))

    def in_post(self, row: Proposal) -> bool | None:
        began = self._begun(row)
        return any(holds(tenure, self._on) for tenure in began) if began else None

    def _about(self, row: Proposal) -> list[Decision]:
        """Decisions of the case that brought something about for the person."""
        own = (one for one in self._decisions if one.case_id == row.case_id)
        return [one for one in own if any(effect.person_id == row.person_id for effect in one.effects.all())]

    def _begun(self, row: Proposal) -> list[Tenure]:
        """The tenures in the new post, not those that the person left for it."""
        effects = (effect for decision in self._about(row) for effect in decision.effects.all())
        found = (self._tenures.get(effect.identity) for effect in effects)
        own = (one for one in found if one is not None and one.person_id == row.person_id)
        return [one for one in own if row.post_id in {None, one.post_id}]

    def _withdrawals(self, cases: set[str]) -> dict[tuple[str, str], list[Since]]:
        rows = CasePerson.objects.current().filter(case_id__in=cases, withdrawn_on__isnull=False)
        found: dict[tuple[str, str], list[Since]] = defaultdict(list)
        for case, person, day in rows.values_list("case_id", "person_id", "withdrawn_on"):
            if day is not None:
                found[case, person].append(Since(Became.WITHDRAWN, day))
        return found

    def _grades_of(self, people: set[str]) -> dict[str, list[Since]]:
        rows = EvaluationForm.objects.current().filter(evaluation__person_id__in=people).exclude(grade="")
        found: dict[str, list[Since]] = defaultdict(list)
        told = ("evaluation__person_id", "evaluated_on", "grade", "evaluation__year")
        for person, day, grade, year in rows.values_list(*told):
            found[person].append(Since(Became.GRADED, day, f"{year}:{grade}"))
        return found

    def _disciplines_of(self, people: set[str]) -> dict[str, list[Since]]:
        found: dict[str, list[Since]] = defaultdict(list)
        for row in Discipline.objects.current().filter(person_id__in=people):
            found[row.person_id].append(Since(Became.DISCIPLINED, row.published_on or row.decided_on, row.form))
        return found

    def _annulments(self, cases: set[str]) -> dict[str, list[date]]:
        rows = Annulment.objects.current().filter(decision__case_id__in=cases, annulled_on__isnull=False)
        found: dict[str, list[date]] = defaultdict(list)
        for decision, day in rows.values_list("decision_id", "annulled_on"):
            if day is not None:
                found[decision].append(day)
        return found


def _held(tenure: Tenure) -> list[Since]:
    found = [Since(Became.BEGAN, tenure.valid_from, tenure.decision)] if tenure.valid_from else []
    if tenure.valid_to is not None:
        found.append(Since(Became.LEFT, tenure.valid_to, tenure.reason))
    return found
