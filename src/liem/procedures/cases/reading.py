"""Opening a case: for whom it is to be seen, and that opening it is a reading of everybody in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, time

from django.utils import timezone

from liem.actions.models import Reading, Role
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.procedures.cases.holders import own_case, subjects_of
from liem.procedures.cases.standing import CaseNow, no_case
from liem.procedures.cases.view import visible_case
from liem.record.scope import reach
from liem.record.secrecy import may_hold

READ = "dossier.read"


def case_to_read(key: str, *, by: Acting) -> CaseNow:
    """The case today. Raises `procedures.no_case` where it is not there or not for them to see, and
    `procedures.own_case` where an officer would look into their own: the official sees it under their own mandate."""
    now = visible_case(key, by=by)
    if not may_hold(now.case.secrecy):
        raise no_case()
    if by.mandate.role != Role.OFFICIAL and by.account.person in subjects_of(now):
        raise own_case()
    return now


def log_case(now: CaseNow, *, by: Acting, also: Collection[str] = ()) -> None:
    """Enters that the account read of those in the case, `also` of others shown with it: in one entry, once a day for
    each of them, since whoever works on a case opens its page again and again. What is the own is not entered."""
    if by.mandate.role == Role.OFFICIAL:
        return
    body = now.case.body_id
    people = _unread(now, by, subjects_of(now).union(also))
    _enter(now, people, by, body=body if reach(by, now.day).has_body(body) else by.mandate.body, subjects=people)


def log_count(now: CaseNow, people: Collection[str], *, by: Acting) -> None:
    """Enters, in the same way, that a teller read of the people of a meeting. Officials who count see others there than
    themselves; their entry stands under themselves, who alone are within their mandate."""
    if by.mandate.role != Role.OFFICIAL:
        log_case(now, by=by, also=people)
    elif by.account.person:
        shown = _unread(now, by, people)
        _enter(now, shown, by, body=now.case.body_id, subjects=[by.account.person])


def _enter(now: CaseNow, people: Sequence[str], by: Acting, *, body: str, subjects: Sequence[str]) -> None:
    def write(w: Write) -> None:
        at, role = timezone.now(), by.mandate.role
        w.add(Reading(entry_id=w.position, account=by.account, person=person, at=at, role=role) for person in people)

    if people:
        perform(READ, by=by, body=body, subjects=subjects, content={"case": now.case.pk}, write=write)


def _unread(now: CaseNow, by: Acting, shown: Collection[str]) -> list[str]:
    """Those shown, without whoever looks and without those of whom the account read today."""
    return sorted({*shown} - {by.account.person} - _read_today(now, by, shown))


def _read_today(now: CaseNow, by: Acting, people: Collection[str]) -> frozenset[str]:
    """Whom of these the account has read of today, in this case or elsewhere, in the same role."""
    since = timezone.make_aware(datetime.combine(now.day, time.min))
    rows = Reading.objects.filter(account=by.account, role=by.mandate.role, at__gte=since)
    return frozenset(rows.filter(person__in=people).values_list("person", flat=True))
