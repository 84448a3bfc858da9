"""The public keys, and what was signed with them: checkpoints of the ledger and the signatures of witnesses."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from liem.actions.versions import Versioned, one_current_version


class LedgerKey(Versioned):
    """A public key that signatures are checked with: the ledger's own, or that of a witness who keeps our checkpoints.

    `identity` is the SHA-256 of `verifier`, the key in the form of https://c2sp.org/signed-note. A key that was
    replaced is closed; what it signed until then stays valid. Private keys never come into the database.
    """

    class Kind(models.TextChoices):
        LEDGER = "ledger", _("key of the ledger")
        WITNESS = "witness", _("key of a witness")

    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=200)
    verifier = models.TextField()

    class Meta(Versioned.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [one_current_version()]

    def __str__(self) -> str:
        return self.verifier


class Checkpoint(models.Model):
    """A signed statement of size and root, as it was issued; never changed."""

    size = models.PositiveBigIntegerField(primary_key=True)
    note = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"checkpoint at {self.size}"


class Cosignature(models.Model):
    """A witness's signature of one of our checkpoints: from `at` on that witness holds it. `key` names a LedgerKey."""

    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="cosignatures")
    key = models.CharField(max_length=64)
    line = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["checkpoint", "key"], name="actions_cosignature_once")
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.checkpoint_id}"
