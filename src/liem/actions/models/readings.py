"""Who opened which dossier."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from liem.actions.models.accounts import Account, Role
from liem.actions.models.ledger import LedgerEntry


class Reading(models.Model):
    """Who opened which dossier, or took data out of it, when, and in what role: shown to the official concerned.

    Its entry says which of the two; what takes many dossiers out is one entry with a reading for each of them.
    """

    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="readings", db_index=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="readings")
    person = models.CharField(max_length=64)
    at = models.DateTimeField()
    role = models.CharField(max_length=24, choices=Role)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["person", "-at"], name="actions_reading_person")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["entry", "person"], name="actions_reading_once_an_entry")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} → {self.person}"
