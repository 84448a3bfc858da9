"""Decisions, what they brought about, what became of what was promised, and what is undone after an annulment."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from liem.actions.versions import Versioned
from liem.procedures.models.cases import Case
from liem.record.models import Body, Person


class Decision(models.Model):
    """A signed decision: the closing one of a case, or an older one entered so that it can be looked into."""

    key = models.CharField(max_length=64, primary_key=True)
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    event = models.CharField(max_length=80, blank=True)
    number = models.CharField(_("number"), max_length=60)
    decided_on = models.DateField(_("decided on"))
    effective_on = models.DateField(_("takes effect on"))
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions")
    signatory = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(_("about"), max_length=300)
    entry = models.PositiveBigIntegerField(_("ledger entry"))

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["body", "number", "decided_on", "event"], name="procedures_decision_number")
        ]

    def __str__(self) -> str:
        return self.number


class DecisionEffect(models.Model):
    """A row of the record that a decision entered or closed: `table` and `identity` of the version."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="effects")
    table = models.CharField(max_length=60)
    identity = models.CharField(max_length=64)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.decision_id} {self.table} {self.identity}"


class Publication(Versioned):
    """A decision, plan or result was made known: to whom, on which day, with what proof."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="publications")
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="publications")
    step = models.CharField(max_length=60)
    to = models.CharField(_("made known to"), max_length=30)
    published_on = models.DateField(_("made known on"))
    paper = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.identity


class Annulment(Versioned):
    """A decision was found wrong and annulled or withdrawn, by the decision of a case."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="annulments")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    found_on = models.DateField(_("found wrong on"))
    annulled_on = models.DateField(_("annulled on"), null=True, blank=True)
    annulling = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.identity


class Consequence(Versioned):
    """Something that relied on an annulled decision, and what is done about it, followed to its end. `kind` and
    `thing` name it (a tenure, a later decision, a succession entry, a vote, a report)."""

    class Kind(models.TextChoices):
        TENURE = "tenure", _("tenure")
        DECISION = "decision", _("later decision")
        SUCCESSION = "succession", _("succession entry")
        CANDIDACY = "candidacy", _("candidacy")
        VOTE = "vote", _("vote")
        CASE = "case", _("case")
        REPORT = "report", _("report")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consequences")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="consequences")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    thing = models.CharField(max_length=80)
    through = models.CharField(max_length=80, blank=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    to_do = models.CharField(_("to be done"), max_length=300)
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    proof = models.CharField(_("proof"), max_length=120, blank=True)

    def __str__(self) -> str:
        return self.identity


class Promise(Versioned):
    """A point of an action programme, with the day for which it was promised, and what came of it."""

    class Outcome(models.TextChoices):
        KEPT = "kept", _("kept")
        PARTLY = "partly", _("kept in part")
        NOT_KEPT = "not_kept", _("not kept")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="promises")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="promises")
    text = models.CharField(_("promise"), max_length=300)
    due_on = models.DateField(_("due on"))
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)
    looked_on = models.DateField(_("looked at on"), null=True, blank=True)
    proof = models.CharField(_("proof"), max_length=300, blank=True)

    def __str__(self) -> str:
        return self.identity


class Suspension(Versioned):
    """A person is kept from the duties of a post for a time; the tenure goes on."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="suspensions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="suspensions")
    post = models.ForeignKey("record.Post", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    begun_on = models.DateField(_("from"))
    ends_on = models.DateField(_("last day"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    def __str__(self) -> str:
        return self.identity


class CorrectionPlan(Versioned):
    """What a body corrects after a self-review, point by point, followed to its end."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="correction_points")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    point = models.CharField(_("to be corrected"), max_length=300)
    due_on = models.DateField(_("due on"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    proof = models.CharField(_("proof"), max_length=300, blank=True)

    def __str__(self) -> str:
        return self.identity


class Violation(Versioned):
    """A violation found in personnel work, followed to its end wherever the person is by then (moved, retired). Party
    and State measures are kept in step: each is due, or not, and taken on a day."""

    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="violations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="violations")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(_("violation"), max_length=300)
    found_on = models.DateField(_("found on"))
    paper = models.CharField(_("conclusion"), max_length=120)
    party_due = models.BooleanField(_("Party measure due"), null=True, blank=True)
    party_on = models.DateField(_("Party measure taken on"), null=True, blank=True)
    state_due = models.BooleanField(_("State measure due"), null=True, blank=True)
    state_on = models.DateField(_("State measure taken on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=300, blank=True)

    def __str__(self) -> str:
        return self.identity
