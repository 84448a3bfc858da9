"""What the pages themselves remember."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class FailedSignIn(models.Model):
    """An attempt to sign in that failed. Kept for a day, to slow down who guesses passwords."""

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
