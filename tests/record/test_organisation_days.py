"""The days on which the organisation, or one body, changed."""

from __future__ import annotations

from datetime import date

import pytest

from liem.record.known import Known
from liem.record.models import Reorganisation
from liem.record.organisation_days import ChangeDays, body_days, organisation_days
from liem.record.scope import Reach
from record import small_record
from record.small_record import FIRST, TODAY

pytestmark = pytest.mark.django_db
MOVED, TWO_LEVELS, LATER = date(2024, 1, 1), date(2025, 7, 1), date(2026, 2, 1)
WHOLE = Reach(TODAY, whole=True)


@pytest.fixture(autouse=True)
def record() -> None:
    """The end of the district, in two rows of one reorganisation, and a closure announced later."""
    small_record.build()
    for event, before, after, day in [
        ("end", "huyen", "xa", TWO_LEVELS),
        ("end", "huyen", "tinh", TWO_LEVELS),
        ("elsewhere", "so-b", None, LATER),
    ]:
        Reorganisation.objects.create(
            identity=f"{event}{after}",
            event=event,
            kind="close",
            predecessor_id=before,
            successor_id=after,
            changed_on=day,
            **FIRST,
        )


def test_a_day_counts_on_which_a_body_within_reach_began_ended_or_went_over() -> None:
    assert organisation_days(WHOLE) == ChangeDays((MOVED, TWO_LEVELS, LATER), ((TWO_LEVELS, 1), (LATER, 1)))
    assert organisation_days(Reach(TODAY, bodies=frozenset({"xa"}))) == ChangeDays((TWO_LEVELS,), ((TWO_LEVELS, 1),))
    assert organisation_days(WHOLE, known=Known(-1)) == ChangeDays(())


def test_of_a_body_the_days_of_posts_and_holders_count_too() -> None:
    days = (date(2020, 1, 1), TWO_LEVELS)
    assert body_days("huyen") == ChangeDays(days, ((TWO_LEVELS, 1),))
    assert body_days("so-a/phong") == ChangeDays((date(2021, 6, 1),))


def test_the_changes_around_a_day_leave_the_day_itself_out() -> None:
    days = ChangeDays((MOVED, TWO_LEVELS, LATER))
    around = [(days.before(day), days.after(day)) for day in (date(2020, 1, 1), TWO_LEVELS, date(2025, 8, 1), TODAY)]
    assert around == [(None, MOVED), (MOVED, LATER), (TWO_LEVELS, LATER), (LATER, None)]
