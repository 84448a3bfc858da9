"""Candidacies and nomination meetings, as far as the first rules need them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from liem.actions.versions import Versioned
from liem.record.models import Body, Person, Post


class CandidacyKind(models.TextChoices):
    APPOINTMENT = "appointment", _("appointment")
    REAPPOINTMENT = "reappointment", _("reappointment")
    NOMINATION = "nomination", _("nomination")
    SUCCESSION = "succession", _("succession planning")
    TRAINING = "training", _("training")
    ENDING = "ending", _("end of office")


class Part(models.TextChoices):
    PROPOSER = "proposer", _("proposed")
    ASSESSOR = "assessor", _("assessed")
    DECIDER = "decider", _("decided")


class Candidacy(models.Model):
    """One person considered for one personnel step at one body."""

    key = models.CharField(max_length=64, primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="candidacies")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=CandidacyKind)
    case = models.ForeignKey(
        "procedures.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="candidacies"
    )

    def __str__(self) -> str:
        return self.key


class CandidacyState(Versioned):
    """When the candidacy was opened, for which day the act was planned, and when it was decided."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="states")
    opened_on = models.DateField(_("opened on"))
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=120, blank=True)

    def __str__(self) -> str:
        return self.identity


class Participation(Versioned):
    """Who proposed, assessed or decided. A recused person took no part."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="participations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="participations")
    part = models.CharField(_("part"), max_length=20, choices=Part)
    recused = models.BooleanField(_("recused"), default=False)

    def __str__(self) -> str:
        return self.identity


class ActionProgramme(Versioned):
    """The candidate's action programme for the post. Only that it exists and when it was filed."""

    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="programmes")
    filed_on = models.DateField(_("filed on"))

    def __str__(self) -> str:
        return self.identity


class NominationMeeting(models.Model):
    """A meeting that gathered nominations for one or more places."""

    key = models.CharField(max_length=64, primary_key=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(_("for"), max_length=300)
    held_on = models.DateField(_("held on"))
    places = models.PositiveSmallIntegerField(_("places"))

    def __str__(self) -> str:
        return self.subject


class Nominee(Versioned):
    """A name put forward at a meeting."""

    meeting = models.ForeignKey(NominationMeeting, on_delete=models.PROTECT, related_name="names")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.identity
