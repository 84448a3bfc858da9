"""The entries of the ledger, what their digests stand for, the digests of rows, and the tree over all of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class LedgerEntry(models.Model):
    """One leaf of the ledger. `leaf` holds the canonical bytes; `at` and `action` are copies to search by."""

    position = models.PositiveBigIntegerField(primary_key=True)
    leaf = models.BinaryField()
    leaf_hash = models.BinaryField()
    root_after = models.BinaryField()
    at = models.DateTimeField(db_index=True)
    action = models.CharField(max_length=64, db_index=True)

    def __str__(self) -> str:
        return f"{self.position} {self.action}"


class EntryContent(models.Model):
    """What the leaf's digests stand for, as canonical JSON with the salts. It can be erased; the leaf stays."""

    entry = models.OneToOneField(LedgerEntry, on_delete=models.PROTECT, primary_key=True, related_name="content")
    actor = models.TextField()
    actor_salt = models.BinaryField()
    mandate = models.TextField(blank=True)
    mandate_salt = models.BinaryField()
    content = models.TextField()
    content_salt = models.BinaryField()
    subjects = models.JSONField()  # [[text key, salt in hex], …] in the order of the leaf's digests

    def __str__(self) -> str:
        return f"content of {self.entry_id}"


class EntrySubject(models.Model):
    """A key to find an entry by: a copy of a subject in its content, or of the case named there, erased with it."""

    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="about")
    subject = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["subject", "entry"], name="actions_entrysubject_once")
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} about {self.subject}"


class WrittenRow(models.Model):
    """The digest of one row version that an entry added or closed; the leaf's `rows.root` is built over them."""

    class Kind(models.TextChoices):
        ADDED = "added"
        CLOSED = "closed"

    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="rows")
    ordinal = models.PositiveIntegerField()
    kind = models.CharField(max_length=6, choices=Kind)
    table = models.CharField(max_length=64)
    row_key = models.CharField(max_length=130)
    reason = models.TextField(blank=True)
    salt = models.BinaryField()
    digest = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["entry", "ordinal"], name="actions_writtenrow_ordinal")
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}/{self.ordinal} {self.kind} {self.table} {self.row_key}"


class LedgerHead(models.Model):
    """The single row that every writer locks first: size, root, and the roots of the tree's full subtrees."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    size = models.PositiveBigIntegerField(default=0)
    root = models.BinaryField()
    frontier = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(id=1), name="actions_ledgerhead_single")
        ]

    def __str__(self) -> str:
        return f"{self.size} {bytes(self.root).hex()}"


class KeptRoot(models.Model):
    """The root of a full subtree of 2^level leaves, kept when it filled, so that proofs are made from few rows."""

    level = models.PositiveSmallIntegerField()
    number = models.PositiveBigIntegerField()
    root = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["level", "number"], name="actions_keptroot_node")
        ]

    def __str__(self) -> str:
        return f"{self.level}/{self.number}"
