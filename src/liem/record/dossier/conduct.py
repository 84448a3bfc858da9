"""How an official's work was judged: evaluations, results, conclusions, discipline, declarations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Manager, Prefetch

from liem.actions.versions import Versioned
from liem.record.days import Titles
from liem.record.known import Known
from liem.record.models import (
    Declaration,
    DeclarationDuty,
    Discipline,
    Evaluation,
    EvaluationCriterion,
    EvaluationForm,
    EvaluationProduct,
    PoliticalConclusion,
    RecognisedResult,
)

V = TypeVar("V", bound=Versioned)


@dataclass(frozen=True, slots=True)
class Result:
    title: str
    recognised_on: date
    recognised_by: str
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """That a political-standards conclusion exists: number, date, authority. Its content is never stored."""

    number: str
    concluded_on: date
    authority: str
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """How one of those who assess graded one criterion."""

    title: str
    assessor: str
    grade: str
    remark: str


@dataclass(frozen=True, slots=True)
class YearlyEvaluation:
    """The official's grade beside the collective's; an empty grade is one that the record does not hold."""

    year: int
    body_name: str
    grade: str
    collective_grade: str
    body_result: str
    products: tuple[str, ...]
    assessed_by: str = ""
    criteria: tuple[Criterion, ...] = ()
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Disciplined:
    """A decision of discipline. `lapsed` on the day of the dossier: None where nobody entered when its effect ends."""

    side: str
    form: str
    decided_on: date
    published_on: date | None
    ends_on: date | None
    decision: str
    authority: str
    lapsed: bool | None
    entry: str


@dataclass(frozen=True, slots=True)
class DeclarationLine:
    """One declaration owed and the steps taken in it; no amounts are ever stored."""

    year: int
    due_on: date
    filed_on: date | None
    published_on: date | None
    verified_on: date | None
    entry: str = ""


def results(person: str, known: Known) -> tuple[Result, ...]:
    rows = known.rows(RecognisedResult.objects).filter(person_id=person).order_by("-recognised_on", "identity")
    return tuple(Result(row.title, row.recognised_on, row.recognised_by, row.identity) for row in rows)


def conclusions(person: str, known: Known) -> tuple[Conclusion, ...]:
    rows = known.rows(PoliticalConclusion.objects).filter(person_id=person).order_by("-concluded_on", "identity")
    return tuple(Conclusion(row.number, row.concluded_on, row.authority, row.identity) for row in rows)


def discipline(person: str, known: Known, *, on: date) -> tuple[Disciplined, ...]:
    """The newest first."""
    rows = known.rows(Discipline.objects).filter(person_id=person).order_by("-decided_on", "identity")
    return tuple(
        Disciplined(
            side=row.side,
            form=row.form,
            decided_on=row.decided_on,
            published_on=row.published_on,
            ends_on=row.ends_on,
            decision=row.decision,
            authority=row.authority,
            lapsed=None if row.ends_on is None else row.ends_on < on,
            entry=row.identity,
        )
        for row in rows
    )


def evaluation_rows(person: str, known: Known) -> list[Evaluation]:
    """The newest year first, with what was known of each; at an earlier time those alone of which something was."""
    rows = Evaluation.objects.filter(person_id=person).prefetch_related(
        _known(EvaluationForm.objects, known, "forms"),
        _known(EvaluationProduct.objects, known, "products"),
        _known(EvaluationCriterion.objects, known, "criteria"),
    )
    found = [row for row in rows if known.position is None or row.forms.all() or row.products.all()]
    return sorted(found, key=lambda row: (-row.year, row.key))


def evaluation(row: Evaluation, titles: Titles) -> YearlyEvaluation:
    form = next(iter(row.forms.all()), None)
    criteria = sorted(row.criteria.all(), key=lambda one: (one.title, one.assessor, one.identity))
    return YearlyEvaluation(
        year=row.year,
        body_name=titles.body(row.body_id, form.evaluated_on if form else date(row.year, 12, 31)),
        grade=form.grade if form else "",
        collective_grade=form.collective_grade if form else "",
        body_result=form.body_result if form else "",
        products=tuple(sorted(product.title for product in row.products.all())),
        assessed_by=form.assessed_by if form else "",
        criteria=tuple(Criterion(one.title, one.assessor, one.grade, one.remark) for one in criteria),
        entry=row.key,
    )


def declarations(person: str, known: Known) -> tuple[DeclarationLine, ...]:
    """What was owed, the newest first; at an earlier time those alone in which a step was known."""
    steps = _known(Declaration.objects, known, "steps")
    rows = DeclarationDuty.objects.filter(person_id=person).order_by("-due_on", "key").prefetch_related(steps)
    return tuple(_declaration(row) for row in rows if known.position is None or row.steps.all())


def _declaration(duty: DeclarationDuty) -> DeclarationLine:
    days: dict[str, date] = {}
    for step in duty.steps.all():
        days[step.step] = min(step.taken_on, days.get(step.step, step.taken_on))
    return DeclarationLine(
        duty.year, duty.due_on, days.get("filed"), days.get("published"), days.get("verified"), duty.key
    )


def _known(versions: Manager[V], known: Known, through: str) -> Prefetch[Any, Any, Any]:
    return Prefetch(through, queryset=known.rows(versions))
