"""Audits and what they found. An audit never changes; a later one stands beside it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class VerdictChoice(models.TextChoices):
    NOT_MET = "not_met", _("not met")
    UNKNOWN = "unknown", _("unknown")
    MET = "met", _("met")
    NOT_APPLICABLE = "not_applicable", _("not applicable")


class Audit(models.Model):
    """One run of the rules in force over the whole record, as of a day and with what was known by a ledger position.

    `law_digest` is the digest of every rule, parameter and target that ran.
    """

    key = models.CharField(max_length=64, primary_key=True)
    as_of = models.DateField(_("as of"))
    known_at = models.BigIntegerField()
    run_at = models.DateTimeField()
    law_digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-run_at"]  # noqa: RUF012

    def __str__(self) -> str:
        return f"{self.as_of:%d/%m/%Y}"


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
            models.Index(fields=["audit", "verdict", "rule"], name="finding_by_verdict"),
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
