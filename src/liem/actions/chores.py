"""What the worker does now and then beside its jobs: deliver messages, send mail, remind of what is due.

Apps register theirs when they start. A chore must bear being broken off and done again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connections

from liem.kernel.errors import LiemError

_LOG = logging.getLogger("liem.chores")


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to do every so many seconds."""

    name: str
    every: float
    run: Callable[[], object]


_chores: dict[str, Chore] = {}


def register(chore: Chore) -> None:
    """Makes a chore known; one of the same name takes its place."""
    _chores[chore.name] = chore


class Rota:
    """When each chore was last done in this process. One that fails is tried again when its time comes round, and told
    once until it goes well."""

    def __init__(self) -> None:
        self._done: dict[str, float] = {}
        self._failing: set[str] = set()

    def do_due(self, now: float | None = None) -> None:
        """Does every chore whose time has come, one after another."""
        moment = time.monotonic() if now is None else now
        for chore in tuple(_chores.values()):
            if moment - self._done.get(chore.name, float("-inf")) < chore.every:
                continue
            self._done[chore.name] = moment
            try:
                chore.run()
                self._failing.discard(chore.name)
            except Exception as error:  # one that fails must not keep the others from being done
                if chore.name not in self._failing:
                    self._failing.add(chore.name)
                    _LOG.error("chore %s fails: %s", chore.name, _told(error))
                connections.close_all()


def _told(error: Exception) -> str:
    """Our own errors in words; of others the class alone, for the message of a database may hold what a row says."""
    return f"[{error.code}] {error.message.en}" if isinstance(error, LiemError) else type(error).__name__
