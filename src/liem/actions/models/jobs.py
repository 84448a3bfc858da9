"""Work in the background."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from liem.actions.models.accounts import Account


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
