"""Audits and what they found, and what people say to a sign worth a look. An audit never changes; a later one stands
beside it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from liem.actions.models import Account, Role
from liem.actions.versions import Versioned


class VerdictChoice(models.TextChoices):
    NOT_MET = "not_met", _("not met")
    UNKNOWN = "unknown", _("unknown")
    MET = "met", _("met")
    NOT_APPLICABLE = "not_applicable", _("not applicable")


class Audit(models.Model):
    """One run of the rules in force over the whole record, as of a day and with what was known by a ledger position.

    `law_digest` is the digest of every rule, parameter and target that ran; `rules` that of each rule's text by its
    id, empty in audits that were run before these were kept.
    """

    key = models.CharField(max_length=64, primary_key=True)
    as_of = models.DateField(_("as of"))
    known_at = models.BigIntegerField()
    run_at = models.DateTimeField()
    law_digest = models.CharField(max_length=64)
    rules = models.JSONField(null=True)

    class Meta:
        ordering = ["-run_at"]  # noqa: RUF012

    def __str__(self) -> str:
        return f"{self.as_of:%d/%m/%Y}"

    def ran_otherwise(self, rule: str, digest: str) -> bool:
        """Whether the rule read otherwise when this audit asked it. Of audits that kept no texts nothing is said."""
        return bool((self.rules or {}).get(rule, digest) != digest)


class Finding(models.Model):
    """Where one rule stands for one subject. `evidence` lists every fact and parameter that the rule touched."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="findings")
    rule = models.CharField(max_length=80)
    about = models.CharField(max_length=40)
    subject = models.CharField(max_length=130)
    person = models.CharField(max_length=64, blank=True)
    body = models.CharField(max_length=64, blank=True)
    verdict = models.CharField(max_length=20, choices=VerdictChoice)
    evidence = models.JSONField()
    missing = models.JSONField()

    class Meta:
        indexes = [  # noqa: RUF012
            models.Index(fields=["audit", "verdict", "rule", "body", "id"], name="finding_by_verdict"),
            models.Index(fields=["audit", "body"], name="finding_by_body"),
            models.Index(fields=["audit", "person"], name="finding_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.subject}"


class TargetStanding(models.Model):
    """Where one target stands for one group (the whole, a body or a place)."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="targets")
    target = models.CharField(max_length=80)
    group = models.CharField(max_length=64, blank=True)
    total = models.PositiveIntegerField()
    counted = models.PositiveIntegerField()
    unknown = models.PositiveIntegerField()
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    floor = models.FloatField(null=True)
    ceiling = models.FloatField(null=True)
    verdict = models.CharField(max_length=20, choices=VerdictChoice)

    class Meta:
        indexes = [models.Index(fields=["audit", "target"], name="standing_by_target")]  # noqa: RUF012

    def __str__(self) -> str:
        return f"{self.target}: {self.group}"


class Flag(models.Model):
    """A sign worth a look that a decision shows. It belongs to the decision (`subject`) and expires.

    `person` is the official whom the decision concerns: it says who may see and answer the flag, and nothing is ever
    counted, sorted or filtered by it across decisions.
    """

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="flags")
    flag = models.CharField(max_length=80)
    about = models.CharField(max_length=40)
    subject = models.CharField(max_length=130)
    person = models.CharField(max_length=64, blank=True)
    body = models.CharField(max_length=64, blank=True)
    evidence = models.JSONField()
    decided_on = models.DateField(_("decided on"), null=True)
    raised_on = models.DateField(_("raised on"))
    expires_on = models.DateField(_("expires on"))

    class Meta:
        indexes = [  # noqa: RUF012
            models.Index(fields=["audit", "subject"], name="flag_by_decision"),
            models.Index(fields=["audit", "body"], name="flag_by_body"),
            models.Index(fields=["flag", "subject"], name="flag_of_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.flag}: {self.subject}"


class FlagSurvey(models.Model):
    """At how many decisions an audit looked for one flag: raised, expired by then, clear, and where it cannot say."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="surveys")
    flag = models.CharField(max_length=80)
    raised = models.PositiveIntegerField()
    expired = models.PositiveIntegerField()
    clear = models.PositiveIntegerField()
    unknown = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["audit", "flag"], name="survey_of_flag")]  # noqa: RUF012

    def __str__(self) -> str:
        return self.flag


class FlagReply(Versioned):
    """What the official concerned, or an officer of the body that decided, says to a flag on a decision."""

    flag = models.CharField(max_length=80)
    subject = models.CharField(max_length=130)
    text = models.TextField(_("reply"))
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=24, choices=Role)
    body = models.CharField(max_length=64, blank=True)
    on = models.DateField(_("on"))

    def __str__(self) -> str:
        return f"{self.flag}: {self.subject}"


class ReviewOutcome(models.TextChoices):
    EXPLAINED = "explained", _("explained")
    FOLLOWED_UP = "followed_up", _("followed up")


class FlagReview(Versioned):
    """How somebody whose work it is closed a flag on a decision; a later review supersedes it, with its reason."""

    flag = models.CharField(max_length=80)
    subject = models.CharField(max_length=130)
    outcome = models.CharField(_("outcome"), max_length=12, choices=ReviewOutcome)
    text = models.TextField(_("grounds"))
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=24, choices=Role)
    body = models.CharField(max_length=64, blank=True)
    on = models.DateField(_("on"))

    def __str__(self) -> str:
        return f"{self.flag}: {self.subject}"
