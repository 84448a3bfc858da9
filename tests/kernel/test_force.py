"""Time in force: the first day is included, the end is not."""

from __future__ import annotations

from datetime import date

import pytest

from liem.kernel.errors import LiemError
from liem.kernel.force import InForce


@pytest.mark.parametrize(
    ("force", "day", "expected"),
    [
        (InForce(date(2022, 1, 27)), date(2022, 1, 26), False),
        (InForce(date(2022, 1, 27)), date(2022, 1, 27), True),
        (InForce(date(2022, 1, 27)), date(2999, 1, 1), True),
        (InForce(date(2022, 1, 27), date(2025, 7, 1)), date(2025, 6, 30), True),
        (InForce(date(2022, 1, 27), date(2025, 7, 1)), date(2025, 7, 1), False),
        (InForce(None, pending="a decree"), date(2025, 7, 1), False),
    ],
)
def test_a_day_is_covered_from_the_first_day_until_the_end(force: InForce, day: date, expected: bool) -> None:
    assert force.covers(day) is expected


@pytest.mark.parametrize(
    ("starts", "ends", "pending", "code"),
    [
        (None, None, None, "force.start"),
        (date(2022, 1, 27), None, "a decree", "force.start"),
        (date(2022, 1, 27), date(2022, 1, 27), None, "force.order"),
        (date(2022, 1, 27), date(2022, 1, 26), None, "force.order"),
    ],
)
def test_a_time_without_a_first_day_or_in_reverse_is_refused(
    starts: date | None, ends: date | None, pending: str | None, code: str
) -> None:
    with pytest.raises(LiemError) as refused:
        InForce(starts, ends, pending)
    assert refused.value.code == code
