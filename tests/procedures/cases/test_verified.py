"""What cases write stands in a ledger that verifies, and tells nobody's name."""

from __future__ import annotations

import pytest

from liem.actions.models import EntryContent
from liem.actions.verification import verify
from liem.procedures.cases.standing import case_now
from liem.record.models import PersonDetails
from procedures.world import Desks, today

from .running import answer, proposed

pytestmark = pytest.mark.django_db


def test_after_a_case_has_run_the_ledger_verifies_and_names_nobody(desks: Desks) -> None:
    case = proposed(desks)
    answer(case, desks, passes=True)
    assert len(case_now(case.pk, on=today()).events) > 4
    found = verify()
    assert (found.sound, found.rows) == (True, ())
    of_cases = EntryContent.objects.filter(entry__action__startswith="procedures.")
    told = list(of_cases.values_list("content", flat=True))
    people = PersonDetails.objects.values_list("person_id", "name")
    assert len(told) > 10
    assert not [key for key, name in people for text in told if name in text or f'"{key}"' in text]
