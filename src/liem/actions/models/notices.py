"""What is to be told to others, and what was told to whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from liem.actions.models.accounts import Account
from liem.actions.models.ledger import LedgerEntry


class OutboxMessage(models.Model):
    """Something to tell others after commit. The payload carries keys and counts, never names."""

    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="messages")
    topic = models.CharField(max_length=64)
    payload = models.JSONField()
    created = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["id"], condition=Q(delivered_at__isnull=True), name="actions_outbox_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.topic}"


class Notice(models.Model):
    """A message told to an account: where to look, and about how many things; never who. `mail_after` is when it may go
    out by mail, None once that has been given up."""

    message = models.ForeignKey(OutboxMessage, on_delete=models.PROTECT, related_name="notices")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="notices")
    path = models.CharField(max_length=300)
    number = models.PositiveIntegerField(default=1)
    created = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    mail_tries = models.PositiveSmallIntegerField(default=0)
    mail_after = models.DateTimeField(null=True, blank=True, default=timezone.now)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account", "-created"], name="actions_notice_of_account"),
            models.Index(fields=["account"], condition=Q(seen_at__isnull=True), name="actions_notice_unseen"),
            models.Index(
                fields=["mail_after"],
                condition=Q(mailed_at__isnull=True, seen_at__isnull=True),
                name="actions_notice_to_mail",
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["message", "account", "path"], name="actions_notice_once")
        ]

    def __str__(self) -> str:
        return f"{self.message_id} → {self.account_id}"
