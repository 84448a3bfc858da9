"""Django's entry for the app."""

from __future__ import annotations

from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "liem.actions"
    label = "actions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils import timezone

        from liem.actions import checkpoints, chores, jobs, mail, notices

        chores.register(chores.Chore("files", 600, lambda: jobs.erase_old(now=timezone.now())))
        chores.register(chores.Chore("notices", 2, notices.deliver))
        chores.register(chores.Chore("mail", 30, mail.send_waiting))
        chores.register(chores.Chore("checkpoints", 10, lambda: checkpoints.make_due_checkpoint(now=timezone.now())))
