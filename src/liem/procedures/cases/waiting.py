"""Which cases wait for one desk: those with a step that can be taken now and that is entered there."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from liem.actions.models import Mandate
from liem.procedures.cases.board import cases_within
from liem.procedures.cases.holders import Holders, step_of
from liem.procedures.cases.standing import cases_now, courses_of
from liem.procedures.models import Case
from liem.record.scope import Reach
from liem.record.state import kept_until_a_change


def waiting_at(reach: Reach, desk: str, role: str, on: date) -> frozenset[str]:
    """Keys of the cases within reach that the desk, under this role, can go on with. A constant number of queries."""
    newest = Mandate.objects.aggregate(granted=Max("known_from"), ended=Max("known_to"))
    return _waiting(reach, desk, role, on, (newest["granted"], newest["ended"]))


@kept_until_a_change(most=16)
def _waiting(reach: Reach, desk: str, role: str, on: date, _mandates: object) -> frozenset[str]:
    """Where steps are entered depends on mandates too, which are no change of the record."""
    courses = courses_of(list(cases_within(reach)), on=on)
    unfinished = [key for key, course in courses.items() if course is None or course.end is None]
    cases = cases_now(Case.objects.filter(pk__in=unfinished), on=on)
    holders = Holders(cases, on=on)
    found = set()
    for now in cases:
        held = (holders.of(now, step_of(now, step)) for step in now.open_steps)
        if any(one.desk == desk and role in one.roles for one in held):
            found.add(now.case.pk)
    return frozenset(found)
