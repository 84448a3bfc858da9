from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from liem.actions.versions import Versioned
from liem.record.choices import Assessor, DeclarationStep, Grade, Section
from liem.record.models.bodies import Body
from liem.record.models.people import Person


class Evaluation(models.Model):
    """The yearly evaluation of one official at one body."""

    key = models.CharField(max_length=64, primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="evaluations")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))

    def __str__(self) -> str:
        return self.key


class EvaluationForm(Versioned):
    """The grade, and beside it what the collective was graded and what the body achieved."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="forms")
    grade = models.CharField(_("grade"), max_length=20, choices=Grade, blank=True)
    collective_grade = models.CharField(_("grade of the collective"), max_length=20, choices=Grade, blank=True)
    body_result = models.CharField(_("result of the body"), max_length=300, blank=True)
    evaluated_on = models.DateField(_("evaluated on"))
    assessed_by = models.CharField(_("assessed by"), max_length=200, blank=True)

    def __str__(self) -> str:
        return self.grade


class EvaluationProduct(Versioned):
    """An initiative or concrete product named in an evaluation."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="products")
    title = models.CharField(_("initiative or product"), max_length=300)

    def __str__(self) -> str:
        return self.title


class EvaluationCriterion(Versioned):
    """One criterion of an evaluation, and how one of those who assess graded it."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="criteria")
    title = models.CharField(_("criterion"), max_length=300)
    assessor = models.CharField(_("assessed by"), max_length=20, choices=Assessor)
    grade = models.CharField(_("grade"), max_length=20, choices=Grade, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)

    def __str__(self) -> str:
        return self.title


class DeclarationDuty(models.Model):
    """One asset and income declaration that a person owes by a day. Amounts are never stored."""

    key = models.CharField(max_length=64, primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="declaration_duties")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    due_on = models.DateField(_("due on"))

    def __str__(self) -> str:
        return self.key


class Declaration(Versioned):
    """A step that was taken in a declaration: filed, published or verified, and when."""

    duty = models.ForeignKey(DeclarationDuty, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(_("step"), max_length=20, choices=DeclarationStep)
    taken_on = models.DateField(_("on"))

    def __str__(self) -> str:
        return self.step


class Attestation(Versioned):
    """Somebody answers for it that one section about one subject is complete up to and including a day.

    `subject` is the key of a person, body, evaluation, meeting, candidacy or succession list.
    """

    subject = models.CharField(max_length=64, db_index=True)
    section = models.CharField(_("section"), max_length=30, choices=Section)
    complete_to = models.DateField(_("complete to"))
    attested_by = models.CharField(_("attested by"), max_length=200)
    attested_on = models.DateField(_("attested on"))

    def __str__(self) -> str:
        return f"{self.subject}: {self.section}"
