"""Uninterrupted personnel work across tenures, posts and reorganisations: small worked examples on every engine."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from facts_everywhere import facts_everywhere
from liem.record.models import PostState, Reorganisation
from world import LONG_AGO, body, person, post, tenure, write

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 30)
FIRST, MERGED = date(2019, 5, 1), date(2025, 7, 1)


@pytest.fixture(autouse=True)
def world() -> None:
    """Two agencies of two former provinces were merged into a third on 1 July 2025."""
    write(
        body("old-1"),
        body("old-2"),
        body("new"),
        [
            Reorganisation(
                identity=f"m{number}",
                event="merger",
                kind="merge",
                predecessor_id=f"old-{number}",
                successor_id="new",
                changed_on=MERGED,
            )
            for number in (1, 2)
        ],
        post("desk-1", "old-1", field="personnel"),
        post("desk-2", "old-2", field="personnel"),
        post("desk-new", "new", field="personnel"),
        post("office", "new", field="Văn phòng"),
        person("an"),
    )


def _rows(day: date = DAY) -> dict[str, Any]:
    """Subject → body and first day."""
    found = facts_everywhere("personnel_work", day)
    return {subject: (row["body"], row["continuous_since"]) for subject, row in found.items()}


def _state(identity: str, key: str, body: str, since: date, *, field: str = "personnel") -> PostState:
    return PostState(
        identity=identity,
        post_id=key,
        body_id=body,
        title=key,
        role="specialist",
        field=field,
        valid_from=since,
    )


def test_the_same_work_at_the_successor_from_the_day_of_the_merger_goes_on() -> None:
    write(tenure("an", "desk-1", FIRST, MERGED), tenure("an", "desk-new", MERGED))
    assert _rows() == {"an": ("new", FIRST)}
    assert _rows(date(2025, 6, 30)) == {"an": ("old-1", FIRST)}


def test_a_day_between_predecessor_and_successor_breaks_it() -> None:
    write(tenure("an", "desk-1", FIRST, date(2025, 6, 30)), tenure("an", "desk-new", MERGED))
    assert _rows() == {"an": ("new", MERGED)}


def test_several_tenures_in_a_row_are_one_time() -> None:
    write(
        tenure("an", "desk-2", FIRST, date(2021, 1, 1)),
        tenure("an", "desk-1", date(2021, 1, 1), MERGED),
        tenure("an", "desk-new", date(2025, 1, 1)),
    )
    assert _rows() == {"an": ("new", FIRST)}


def test_other_work_at_the_successor_ends_it() -> None:
    write(tenure("an", "desk-1", FIRST, MERGED), tenure("an", "office", MERGED))
    assert _rows() == {}


def test_a_post_that_went_over_with_its_holder_is_one_tenure_and_belongs_to_the_successor() -> None:
    write(tenure("an", "desk-1", FIRST))
    PostState.objects.filter(post="desk-1").update(valid_to=MERGED)
    write(_state("desk-1/2", "desk-1", "new", MERGED))
    assert _rows() == {"an": ("new", FIRST)}
    assert _rows(date(2025, 6, 30)) == {"an": ("old-1", FIRST)}


def test_a_post_that_was_given_personnel_work_counts_from_then_on_and_no_longer_once_it_lost_it() -> None:
    write(tenure("an", "office", FIRST))
    PostState.objects.filter(post="office").update(valid_to=date(2022, 1, 1))
    write(_state("office/2", "office", "new", date(2022, 1, 1)))
    assert _rows() == {"an": ("new", date(2022, 1, 1))}
    PostState.objects.filter(identity="office/2").update(valid_to=MERGED)
    write(_state("office/3", "office", "new", MERGED, field="Văn phòng"))
    assert _rows() == {}


def test_an_area_is_followed_without_a_break_through_the_merger_and_beside_another() -> None:
    write(
        post("first", "old-1", field="personnel", area="Cụm 1"),
        post("second", "new", field="personnel", area="Cụm 1"),
        post("third", "new", field="personnel", area="Cụm 2"),
        tenure("an", "first", FIRST, MERGED),
        tenure("an", "second", MERGED),
        tenure("an", "third", MERGED),
    )
    assert _rows() == {"an:Cụm 1": ("new", FIRST), "an:Cụm 2": ("new", MERGED)}


def test_a_start_that_nobody_knows_leaves_the_whole_time_unknown() -> None:
    write(tenure("an", "desk-1", None, MERGED), tenure("an", "desk-new", MERGED))
    assert _rows() == {"an": ("new", None)}


def test_work_to_come_is_no_work_yet() -> None:
    write(tenure("an", "desk-new", date(2026, 7, 1)), tenure("an", "desk-1", LONG_AGO, date(2020, 1, 1)))
    assert _rows() == {}
