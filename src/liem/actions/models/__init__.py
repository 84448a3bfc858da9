"""Accounts and mandates, the ledger's tables, the outbox, who read which dossier, and work in the background."""

from __future__ import annotations

from liem.actions.models.accounts import Account, Mandate, Role
from liem.actions.models.erasing import ErasedRow, Erasure, ErasureRequest
from liem.actions.models.jobs import Job
from liem.actions.models.ledger import EntryContent, EntrySubject, KeptRoot, LedgerEntry, LedgerHead, WrittenRow
from liem.actions.models.notices import Notice, OutboxMessage
from liem.actions.models.readings import Reading
from liem.actions.models.signing import Checkpoint, Cosignature, LedgerKey

__all__ = [
    "Account",
    "Checkpoint",
    "Cosignature",
    "EntryContent",
    "EntrySubject",
    "ErasedRow",
    "Erasure",
    "ErasureRequest",
    "Job",
    "KeptRoot",
    "LedgerEntry",
    "LedgerHead",
    "LedgerKey",
    "Mandate",
    "Notice",
    "OutboxMessage",
    "Reading",
    "Role",
    "WrittenRow",
]
