"""Accounts and mandates, the ledger's tables, the outbox, who read which dossier, and work in the background."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liem.actions.versions import Versioned, one_current_version


class Account(AbstractBaseUser):
    """Who may sign in. What an account may do is said by its mandates alone: there is no superuser."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        SYSTEM = "system", _("system")

    class Language(models.TextChoices):
        VIETNAMESE = "vi", "Tiếng Việt"
        ENGLISH = "en", "English"

    username = models.CharField(max_length=64, unique=True)
    full_name = models.CharField(max_length=200, blank=True)
    person = models.CharField(max_length=64, unique=True, null=True, blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.VIETNAMESE)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.PERSON)
    is_active = models.BooleanField(default=True)
    created = models.DateTimeField(auto_now_add=True)
    email = models.EmailField(blank=True)
    wants_mail = models.BooleanField(default=True)

    objects = BaseUserManager["Account"]()

    USERNAME_FIELD = "username"
    # What changes without an action: everything else about an account is sealed by the entry that made it.
    UNSEALED: ClassVar[frozenset[str]] = frozenset({"password", "last_login", "language", "email", "wants_mail"})

    def __str__(self) -> str:
        return self.username

    def get_full_name(self) -> str:
        return self.full_name or self.username


class Role(models.TextChoices):
    ORGANISATION_OFFICER = "organisation_officer", _("Organisation Commission officer")
    INSPECTOR = "inspector", _("Inspector")
    UNIT_OFFICER = "unit_officer", _("Personnel officer of a unit")
    AUDITOR = "auditor", _("Auditor, reads only")
    OFFICIAL = "official", _("Official, own dossier")
    INSTALLATION = "installation", _("Installation")


class Mandate(Versioned):
    """What an account may do, for which body and what lies under it, and when.

    `body` is a text key, empty for an official (own dossier only) and for the installation. `valid_to` is the first
    day on which the mandate no longer holds.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="mandates")
    role = models.CharField(max_length=24, choices=Role)
    body = models.CharField(max_length=64, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta(Versioned.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_current_version(),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name="actions_mandate_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}:{self.role}:{self.body}"

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


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


class WrittenRow(models.Model):
    """The digest of one row version that an entry added or closed; the leaf's `rows.root` is built over them."""

    class Kind(models.TextChoices):
        ADDED = "added"
        CLOSED = "closed"

    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="rows")
    ordinal = models.PositiveIntegerField()
    kind = models.CharField(max_length=6, choices=Kind)
    table = models.CharField(max_length=64)
    row_key = models.CharField(max_length=64)
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


class Erasure(models.Model):
    """What the entry `entry` erased from what was kept with the entry `erased`: always the content, and the subjects
    with these numbers in the order of the leaf. The order it was done under stands in the content of `entry`."""

    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="erasing")
    erased = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="erasures")
    subjects = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.entry_id} erased of {self.erased_id}"


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


class Job(models.Model):
    """Work that somebody asked for and that runs in the background, under the mandate it was asked with.

    `arguments` and `details` may name people and are emptied with the files of the job; `result` holds figures only and
    stays. `file` is what was handed in, by the name it had there. `tries` counts how often a worker began it since it
    was last asked for.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    key = models.CharField(max_length=32, primary_key=True)
    kind = models.CharField(max_length=32)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="jobs")
    mandate = models.CharField(max_length=64)
    file = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    result = models.JSONField(null=True, blank=True)
    details = models.JSONField(null=True, blank=True)
    error = models.JSONField(null=True, blank=True)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account", "-asked_at"], name="actions_job_of_account"),
            models.Index(
                fields=["asked_at"],
                condition=Q(state__in=["waiting", "running"]),
                name="actions_job_unfinished",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def is_unfinished(self) -> bool:
        return self.state in {self.State.WAITING, self.State.RUNNING}
