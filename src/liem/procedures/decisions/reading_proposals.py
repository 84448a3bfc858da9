"""Looking through what became of those whom somebody proposed is a reading of all of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time

from django.utils import timezone

from liem.actions.models import Reading, Role
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.procedures.cases.reading import READ


def log_people(people: Collection[str], *, by: Acting) -> None:
    """Enters, in one entry, that the account read of these people; once a day for each of them. Nobody reads of
    themselves."""
    since = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    rows = Reading.objects.filter(account=by.account, role=by.mandate.role, at__gte=since)
    wanted = set(people) - {by.account.person}
    wanted -= set(rows.filter(person__in=wanted).values_list("person", flat=True))
    if by.mandate.role == Role.OFFICIAL or not wanted:
        return

    def write(w: Write) -> None:
        at, role = timezone.now(), by.mandate.role
        w.add(
            Reading(entry_id=w.position, account=by.account, person=person, at=at, role=role)
            for person in sorted(wanted)
        )

    perform(READ, by=by, body=by.mandate.body, subjects=sorted(wanted), content={}, write=write)
