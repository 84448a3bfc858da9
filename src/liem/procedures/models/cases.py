"""Cases: a procedure run for a post, a person, a body or a decision. Nothing of a case is changed or taken out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from liem.actions.models import Account
from liem.actions.versions import Versioned, one_current_version
from liem.kernel.verdicts import Verdict
from liem.law.procedures.course import Outcome
from liem.law.procedures.steps import OPENING
from liem.record.choices import Secrecy
from liem.record.models import Body, Person, Post
from liem.record.models.indexes import current_index


class ProcedureText(models.Model):
    """The text of a procedure as a case runs it, kept once for all cases that run it; `digest` is its SHA-256."""

    digest = models.CharField(max_length=64, primary_key=True)
    pack = models.CharField(max_length=80)
    file = models.CharField(max_length=200)
    text = models.TextField()

    def __str__(self) -> str:
        return self.file


class Case(models.Model):
    """One run of a procedure. `body` is the unit; `post` the one to be filled, or held by `person`; `decision` the one
    looked into. It is prepared first and opened by its event of step “opening”."""

    key = models.CharField(max_length=64, primary_key=True)
    procedure = models.CharField(max_length=80)
    text = models.ForeignKey(ProcedureText, on_delete=models.PROTECT, related_name="cases")
    kind = models.CharField(_("kind"), max_length=30)
    jurisdiction = models.CharField(max_length=10)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="cases")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="cases")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="cases")
    decision = models.ForeignKey(
        "procedures.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="cases_about"
    )
    opened_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="opens", verbose_name=_("opened by")
    )
    places = models.PositiveSmallIntegerField(_("places"), default=1)
    prepared_on = models.DateField(_("prepared on"))
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    term_ends_on = models.DateField(_("end of the term"), null=True, blank=True)
    congress_on = models.DateField(_("congress"), null=True, blank=True)
    secrecy = models.CharField(_("level of secrecy"), max_length=20, choices=Secrecy, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["kind", "body"], name="case_by_kind")]

    def __str__(self) -> str:
        return self.key


class CasePerson(Versioned):
    """Somebody whom the case is about: a candidate, one to be moved, one to be voted on. `to_post` is where to;
    `candidacy` has the same key as `identity` where the kind of case makes one. Withdrawn, the row stays."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    to_post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    candidacy = models.ForeignKey(
        "procedures.Candidacy", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    joined_on = models.DateField(_("joined on"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    class Meta(Versioned.Meta):
        indexes: ClassVar[list[models.Index]] = [current_index("case_people", "case", "person")]

    def __str__(self) -> str:
        return self.identity


class Proposal(models.Model):
    """Somebody put a name forward: the proposer is named and answers for it (by name where a head did, else a body)."""

    key = models.CharField(max_length=64, primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proposals")
    candidacy = models.ForeignKey(
        "procedures.Candidacy", null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    proposer = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals", verbose_name=_("proposer")
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField(_("proposed on"))

    def __str__(self) -> str:
        return self.key


class CaseEvent(models.Model):
    """A step taken, in the order of entry: `number` from 0, which is the opening. `by_person` took it (who signed, or
    chaired), `account` entered it. `corrects` is the number of the event for which this one stands, with `reason`.
    `chosen` are keys of case people whom a count, or whoever decides a tie, chose."""

    key = models.CharField(max_length=80, primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=60)
    on = models.DateField(_("on"))
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Outcome])
    corrects = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    chosen = models.JSONField(default=list, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="procedures_event_number")
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def is_opening(self) -> bool:
        return self.step == OPENING


class GateAnswer(models.Model):
    """What a rule said when the step was taken: `digest` is that of the rule's text, `subject` the key it was asked
    about. A rule that did not hold has the waiver that let the step pass."""

    event = models.ForeignKey(CaseEvent, on_delete=models.PROTECT, related_name="gates")
    rule = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    subject = models.CharField(max_length=80)
    verdict = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Verdict])
    waiver = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.event_id} {self.rule}"


class CasePaper(Versioned):
    """A paper of the case: `name` as procedure files call it, `step` for which it was filed (“opening” before). Of a
    conclusion on political standards, and above the ceiling of secrecy, only number, day and authority are kept;
    of others `digest` (SHA-256) names the file in the store of papers. `person` where it is about one of several."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    step = models.CharField(max_length=60)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("paper"), max_length=40)
    number = models.CharField(_("number"), max_length=60, blank=True)
    dated_on = models.DateField(_("dated"))
    authority = models.CharField(_("authority"), max_length=300, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    media_type = models.CharField(max_length=100, blank=True)
    secrecy = models.CharField(_("level of secrecy"), max_length=20, choices=Secrecy, blank=True)

    class Meta(Versioned.Meta):
        indexes: ClassVar[list[models.Index]] = [current_index("case_papers", "case", "step")]

    def __str__(self) -> str:
        return self.identity

    @property
    def is_erased(self) -> bool:
        """Whether its file was erased on order: of a file, what kind it was stays."""
        return bool(self.media_type) and not self.digest


class Statement(Versioned):
    """What whoever files the papers of a case states for a rule to ask: `fact` of the table `about`, for `subject`.
    `value` is written as in rule files (true, a number, 2026-05-01, a choice); `paper` the identity of its paper."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="statements")
    about = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, db_index=True)
    fact = models.CharField(max_length=60)
    value = models.CharField(max_length=300)
    paper = models.CharField(max_length=64, blank=True)
    stated_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    stated_on = models.DateField(_("stated on"))

    def __str__(self) -> str:
        return self.identity


class Waiver(Versioned):
    """A rule that names who may let it go was let go, for one subject of one case. Reviewed later, by another body."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="waivers")
    step = models.CharField(max_length=60)
    rule = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    clause = models.CharField(max_length=120)
    granted_by = models.CharField(_("granted by"), max_length=300)
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    why = models.TextField(_("reason"))
    paper = models.CharField(max_length=64)
    granted_on = models.DateField(_("granted on"))
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    reviewed_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    review = models.TextField(_("review"), blank=True)

    class Meta(Versioned.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [one_current_version()]

    def __str__(self) -> str:
        return self.identity


class Vacancy(Versioned):
    """The post to be filled and what it needs, fixed on a day, before the first name."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="vacancies")
    fixed_on = models.DateField(_("fixed on"))
    requirements = models.JSONField(_("requirements"), default=list)
    paper = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.identity


class BoldProposal(Versioned):
    """A new and bold way, registered and agreed beforehand by a competent authority: weighed before its author is
    disciplined or relieved."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bold_proposals")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("proposal"), max_length=300)
    registered_on = models.DateField(_("registered on"))
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    agreed_by = models.CharField(_("agreed by"), max_length=300, blank=True)
    paper = models.CharField(_("paper"), max_length=120, blank=True)

    def __str__(self) -> str:
        return self.identity
