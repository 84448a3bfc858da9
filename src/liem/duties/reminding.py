"""The sweep over everything owed: who is reminded today, and which superior body is told. One action, one entry."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.utils import timezone

from liem.actions.accounts import installation
from liem.actions.models import OutboxMessage
from liem.actions.notices import Telling
from liem.actions.perform import perform
from liem.actions.write import Write
from liem.duties.calendar import workdays
from liem.duties.desks import desks_on, nearest
from liem.duties.ladder import Audience, Rung, reached, to_remind
from liem.duties.models import Reminder
from liem.duties.sources import Owed, owed
from liem.kernel.errors import Message
from liem.record.scope import superiors_on

REMIND = "duties.remind"
TITLE = Message("Việc đến hạn hoặc quá hạn", "Due or overdue")


def remind_today() -> int:
    """Reminds of what is owed today; gives how many reminders went out. Done again on the same day it finds none."""
    return remind(timezone.localdate())


def remind(today: date) -> int:
    """Stores every reminder whose day has come in one action, and nothing where none has."""
    reminders = list(_reminders(today))
    if not reminders:
        return 0

    def write(written: Write) -> int:
        for reminder in reminders:
            reminder.entry_id = written.position
        return len(written.add(reminders))

    return perform(
        REMIND,
        by=installation(),
        body=None,
        subjects=sorted({reminder.body for reminder in reminders}),
        content={"on": today.isoformat(), "reminders": len(reminders)},
        write=write,
    )


def told(message: OutboxMessage) -> Iterable[Telling]:
    """The desks that answer for the bodies which the entry reminds, each with the number of duties behind a page."""
    rows = list(Reminder.objects.filter(entry_id=message.entry_id).values_list("body", "path"))
    day = timezone.localdate(message.created)
    desks, superiors = desks_on(day), superiors_on(day)
    numbers = Counter(
        (account, path) for body, path in rows for account in desks.get(nearest(body, desks, superiors), ())
    )
    return [Telling(account, path, number) for (account, path), number in numbers.items()]


def _reminders(today: date) -> Iterator[Reminder]:
    calendar, superiors = workdays(), superiors_on(today)
    everything = owed(today)
    done = _done(everything)
    for one in everything:
        come = reached(one.due_on, today=today, calendar=calendar)
        for rung in to_remind(come, done=done[one.kind, one.subject, one.due_on]):
            body = _told_body(one, rung, superiors)
            if body:
                yield Reminder(
                    kind=one.kind,
                    subject=one.subject,
                    due_on=one.due_on,
                    rung=rung.name,
                    body=body,
                    path=one.path,
                    on=today,
                )


def _told_body(one: Owed, rung: Rung, superiors: dict[str, str | None]) -> str | None:
    """The owner, or the body above it; nobody where nothing stands above."""
    return superiors.get(one.body) if rung.to is Audience.SUPERIOR else one.body


def _done(everything: Iterable[Owed]) -> defaultdict[tuple[str, str, date], set[str]]:
    """The rungs that each open duty has had."""
    found: defaultdict[tuple[str, str, date], set[str]] = defaultdict(set)
    kinds = {one.kind for one in everything}
    rows = Reminder.objects.filter(kind__in=kinds)
    for kind, subject, due_on, rung in rows.values_list("kind", "subject", "due_on", "rung"):
        found[kind, subject, due_on].add(rung)
    return found
