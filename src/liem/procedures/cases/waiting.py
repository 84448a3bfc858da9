"""Which cases wait for one desk: those with a step that can be taken now and that is entered there."""

from __future__ import annotations

from datetime import date

from liem.procedures.cases.board import cases_within
from liem.procedures.cases.open_steps import open_steps
from liem.record.scope import Reach


def waiting_at(reach: Reach, desk: str, role: str, on: date) -> frozenset[str]:
    """Keys of the cases within reach that the desk, under this role, can go on with. A constant number of queries."""
    found = {one.case for one in open_steps(on) if one.held.desk == desk and role in one.held.roles}
    if not found or (reach.whole and reach.person is None):
        return frozenset(found)
    return frozenset(found.intersection(cases_within(reach).values_list("pk", flat=True)))
