"""Erasing on a lawful order: who asked for it, and what was erased under which entry."""

from __future__ import annotations

from django.db import models

from liem.actions.models.accounts import Account
from liem.actions.models.ledger import LedgerEntry
from liem.actions.versions import Versioned


class ErasureRequest(Versioned):
    """One account asks that what is kept of a person be erased, under the paper named; another one has to confirm it.

    The current version waits; confirmed, it is closed and `person` is erased with the rest. `with_record` asks for the
    person's own particulars in the record too. `reason` is that of the request.
    """

    person = models.CharField(max_length=64)
    number = models.CharField(max_length=120)
    dated = models.DateField()
    authority = models.CharField(max_length=300)
    with_record = models.BooleanField(default=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    mandate = models.CharField(max_length=64)
    asked_on = models.DateField()


class Erasure(models.Model):
    """What the entry `entry` erased from what was kept with the entry `erased`: always the content, and the subjects
    with these numbers in the order of the leaf. The order it was done under stands in the content of `entry`."""

    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="erasing")
    erased = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="erasures")
    subjects = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.entry_id} erased of {self.erased_id}"


class ErasedRow(models.Model):
    """The version of `row_key` that the entry at `written` added, which the entry `entry` took these columns from.

    `left` is the salted digest of what is left of it, in hex: the digest of the version as it was written stays with
    its entry, but no longer has its salt.
    """

    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="erased_rows")
    table = models.CharField(max_length=64)
    row_key = models.CharField(max_length=130)
    written = models.PositiveBigIntegerField()
    columns = models.JSONField(default=list)
    salt = models.CharField(max_length=32)
    left = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.entry_id} erased of {self.table} {self.row_key}"
