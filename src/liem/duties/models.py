"""Reminders that went out, and duties put off."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from liem.actions.models import LedgerEntry
from liem.actions.versions import Versioned, one_current_version


class Reminder(models.Model):
    """Somebody was reminded of a duty: `body` is the one told, the owner or the one above it."""

    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=64)
    due_on = models.DateField()
    rung = models.CharField(max_length=20)
    body = models.CharField(max_length=64)
    path = models.CharField(max_length=300)
    on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "subject", "due_on", "rung"], name="duties_reminder_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.rung}"


class PutOff(Versioned):
    """A duty given another day, with the reason (`reason`), by a body above the one that owes it."""

    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=64)
    body = models.CharField(max_length=64)
    due_on = models.DateField(_("due on"))

    class Meta(Versioned.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [one_current_version()]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} → {self.due_on}"
