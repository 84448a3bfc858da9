"""Who is told when a case moves on: the desks that enter what comes next, and officials whose own step it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils import timezone

from liem.actions.models import Account, OutboxMessage, WrittenRow
from liem.actions.notices import Telling, Topic
from liem.duties.desks import desks_on
from liem.kernel.errors import Message
from liem.procedures.cases.holders import Held, Holders, step_of
from liem.procedures.cases.standing import case_now
from liem.procedures.cases.taking import CORRECT, OPEN, TAKE
from liem.procedures.models import CaseEvent


def moved_on(message: OutboxMessage) -> Iterable[Telling]:
    """Whoever acts next, but not whoever has just acted."""
    row = WrittenRow.objects.filter(entry_id=message.entry_id, table=CaseEvent._meta.db_table).first()
    event = CaseEvent.objects.filter(pk=row.row_key).first() if row else None
    if event is None:
        return []
    now = case_now(event.case_id, on=timezone.localdate(message.created))
    if now.is_over or event.number != now.next_number - 1:  # it has moved on since
        return []
    holders = Holders([now], on=now.day)
    accounts = {one for step in now.open_steps for one in _accounts(holders.of(now, step_of(now, step)), now.day)}
    return [Telling(account, f"/cases/{event.case_id}/") for account in sorted(accounts - {event.account_id})]


def _accounts(held: Held, day: date) -> Iterator[int]:
    yield from desks_on(day, roles=held.roles).get(held.desk, [])
    if held.person is not None:
        yield from Account.objects.filter(person=held.person, is_active=True).values_list("pk", flat=True)


_NEXT = Message("Một vụ việc nhân sự đến bước của bạn", "A personnel case has come to your step")
TOPICS = {action: Topic(_NEXT, moved_on) for action in (OPEN, TAKE, CORRECT)}
