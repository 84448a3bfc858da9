"""The survey of the day: kept in memory, brought up as rows change, and kept on disk by the worker.

Working it out for a hundred thousand people takes seconds, which belong into the background: after an import, and when
a day begins.
"""

from __future__ import annotations

from datetime import date
from threading import Lock

from django.utils import timezone

from liem.record.quality import kept
from liem.record.quality.surveyed import Survey
from liem.record.quality.touched import touched
from liem.record.quality.working_out import brought_up, worked_out
from liem.record.state import last_change

_last: list[Survey] = []
_lock = Lock()
_looked: dict[str, tuple[int, date]] = {}


def survey(on: date) -> Survey:
    """The survey as of the day and as the record is known now. One query where nothing has changed since the last."""
    position = last_change()
    with _lock:
        known = _last[0] if _last and _last[0].on == on and _last[0].position <= position else None
        if known is None or known.position < position:
            known = _brought_up(known, position) or _brought_up(kept.read(on, position), position)
            known = known or worked_out(position, on)
        _last[:] = [known]
    return known


def forget() -> None:
    """The next survey is worked out anew; for rows that were changed beside the ledger."""
    _last.clear()
    _looked.clear()


def is_due() -> bool:
    """Whether the survey on disk is so far behind that a page would have to work it out; told once for each change."""
    now = last_change(), timezone.localdate()
    if _looked.get("last") == now:
        return False
    _looked["last"] = now
    position, day = _looked.get("due", (-1, date.min))
    if day == now[1] and position <= now[0] and touched(position) is not None:
        return False
    _looked["due"] = now
    return True


def keep() -> None:
    """Works the survey of today out where what lies on disk cannot be brought up, and puts it there."""
    position, today = last_change(), timezone.localdate()
    if _brought_up(kept.read(today, position), position) is None:
        kept.write(worked_out(position, today))


def keep_when_due() -> None:
    """What the worker sees to between its jobs, and at the end of an import: that no page has to work it out."""
    if is_due():
        keep()


def _brought_up(known: Survey | None, position: int) -> Survey | None:
    """The survey at the position; None where there is none before, or too much has changed since."""
    if known is None or known.position == position:
        return known
    changed = touched(known.position)
    return brought_up(known, position, changed.people, renamed=changed.renamed) if changed is not None else None
