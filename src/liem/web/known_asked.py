"""The "as known on" switch of a page: `?known=` a day shows the record as it was known at the end of that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from liem.kernel.errors import Message
from liem.record.known import NOW, Known, known_on
from liem.web.acting import today
from liem.web.asked import day_asked


@dataclass(frozen=True, slots=True)
class KnownAsked:
    """What the page is to know; `day` is None where that is all that is known today."""

    known: Known = NOW
    day: date | None = None
    given: str = ""
    fault: Message | None = None

    @property
    def status(self) -> int:
        return 400 if self.fault else 200


def known_asked(request: HttpRequest) -> KnownAsked:
    """Today's knowledge where the address names no day, one to come, or what is no day; the last with the fault."""
    asked = day_asked(request, "known", today())
    if asked.fault:
        return KnownAsked(given=asked.given, fault=asked.fault)
    if asked.day >= today():
        return KnownAsked()
    return KnownAsked(known_on(asked.day), asked.day)
