"""What the pages themselves remember."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from liem.actions.models import Account
from liem.actions.versions import Versioned, one_current_version


class FailedSignIn(models.Model):
    """An attempt to sign in that failed. Kept for a day, to slow down who guesses passwords."""

    IS_SEALED: ClassVar[bool] = False  # no part of the record

    username = models.CharField(max_length=64)
    address = models.GenericIPAddressField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["username", "at"], name="failedsignin_username"),
            models.Index(fields=["address", "at"], name="failedsignin_address"),
        ]

    def __str__(self) -> str:
        return f"{self.username} {self.at}"


class DraftCheck(models.Model):
    """That an account had a drafted rule checked and tried. Kept for an hour, so that nobody keeps the server busy."""

    IS_SEALED: ClassVar[bool] = False  # no part of the record

    username = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["username", "at"], name="draftcheck_username")]

    def __str__(self) -> str:
        return f"{self.username} {self.at}"


class CalendarFeed(Versioned):
    """A secret address under which a calendar program fetches what falls due within one mandate, without signing in.

    Only the digest of the secret is kept. The address dies with the version, with the account and with the mandate.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="calendar_feeds")
    mandate = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, db_index=True)
    language = models.CharField(max_length=2, choices=Account.Language)
    made_on = models.DateField()

    class Meta(Versioned.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [one_current_version()]

    def __str__(self) -> str:
        return self.identity
