"""Accounts and mandates: who may sign in, and what they may do."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
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
