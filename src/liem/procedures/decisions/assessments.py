"""The grade of a yearly evaluation, and trainings to which somebody is sent."""

from __future__ import annotations

from uuid import uuid4

from liem.actions.versions import following
from liem.kernel.errors import LiemError, Message
from liem.procedures.decisions.signed import Signed
from liem.procedures.decisions.tenures import first_day_after
from liem.record.choices import Grade
from liem.record.days import titles_of
from liem.record.models import Evaluation, EvaluationForm, Training


def grade(one: Signed) -> None:
    """Enters the grade of the year; one that stood before stays known as it was. Raises `decisions.grade`."""
    new, body = one.new, one.now.case.body_id
    if new.grade not in Grade.values or new.year is None or new.year > one.decision.decided_on.year:
        raise _no_grade()
    told = {
        "grade": new.grade,
        "collective_grade": new.collective_grade if new.collective_grade in Grade.values else "",
        "evaluated_on": one.decision.decided_on,
        "assessed_by": _assessed_by(one),
        "source": one.words,
    }
    for subject in one.people:
        found = Evaluation.objects.filter(person_id=subject.person, body_id=body, year=new.year).order_by("key").first()
        evaluation = found or Evaluation(key=uuid4().hex, person_id=subject.person, body_id=body, year=new.year)
        if found is None:
            one.changes.begin(evaluation)
        forms = one.changes.current(EvaluationForm.objects.filter(evaluation_id=evaluation.pk))
        blank = EvaluationForm(identity=evaluation.pk, evaluation_id=evaluation.pk)
        one.changes.put(following(forms[0] if forms else blank, **told), person=subject.person)


def train(one: Signed) -> None:
    """Everybody whom the decision is about attends the course. Raises `decisions.course`."""
    if not one.new.course.strip():
        raise LiemError(
            "decisions.course",
            Message("Hãy ghi tên lớp đào tạo, bồi dưỡng.", "Enter the name of the course."),
        )
    for subject in one.people:
        training = Training(
            identity=uuid4().hex,
            person_id=subject.person,
            course=one.new.course.strip(),
            place=one.new.place.strip(),
            is_refresher=one.new.is_refresher,
            valid_from=one.new.effective_on,
            valid_to=first_day_after(one.new.ends_on),
            source=one.words,
        )
        one.changes.put(training, person=subject.person)


def _assessed_by(one: Signed) -> str:
    body = one.decision.body_id
    return titles_of(bodies=[body]).body(body, one.decision.decided_on)[:200]


def _no_grade() -> LiemError:
    return LiemError(
        "decisions.grade",
        Message(
            "Hãy chọn mức xếp loại và năm được đánh giá; năm đó không sau năm ra quyết định.",
            "Choose the grade and the year evaluated, which does not come after that of the decision.",
        ),
    )
