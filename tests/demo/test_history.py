"""How the province came about: what merged, what ended, who answers to whom since."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from liem.demo import CLOSING_DAY, DISTRICTS_DAY, DISTRICTS_ENDED
from liem.demo.neighbour import NEIGHBOUR_ADMINISTRATION, NEIGHBOUR_COMMITTEE
from liem.demo.province import ADMINISTRATION, COMMITTEE
from liem.demo.reorganised import reorganisation_rows
from liem.record.models import EvaluationProduct
from liem.record.reorganisations import Lineage, events, lineage
from liem.record.scope import Reach, superiors_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lac_giang")]


def test_every_reorganisation_is_whole_and_on_its_day() -> None:
    whole = Reach(CLOSING_DAY, whole=True)
    found = Counter((event.changed_on, event.kind) for event in events(whole, until=CLOSING_DAY))
    # Two committees with their standing committees, councils and administrations, and 25 agencies; 108 communes.
    assert found == {
        (date(2025, 3, 1), "merge"): 5,
        (DISTRICTS_ENDED, "merge"): 4 + 25 + 108,
        (DISTRICTS_ENDED, "close"): 16,
    }


def test_a_body_knows_where_it_came_from_and_what_became_of_it() -> None:
    assert lineage(ADMINISTRATION, on=CLOSING_DAY) == Lineage(frozenset({NEIGHBOUR_ADMINISTRATION}), frozenset())
    assert lineage(NEIGHBOUR_COMMITTEE, on=CLOSING_DAY) == Lineage(frozenset(), frozenset({COMMITTEE}))
    assert lineage(COMMITTEE, on=DISTRICTS_DAY) == Lineage(frozenset(), frozenset())


def test_two_provinces_stood_side_by_side_and_one_is_left() -> None:
    def tops(day: date) -> set[str]:
        return {body for body, superior in superiors_on(day).items() if superior is None}

    assert (tops(DISTRICTS_DAY), tops(CLOSING_DAY)) == ({COMMITTEE, NEIGHBOUR_COMMITTEE}, {COMMITTEE})


def test_no_body_came_from_two_decisions() -> None:
    pairs = [(row.predecessor_id, row.successor_id, row.changed_on) for row in reorganisation_rows()]
    assert [pair for pair, count in Counter(pairs).items() if count > 1] == []


def test_no_two_evaluations_name_the_same_product() -> None:
    titles = Counter(EvaluationProduct.objects.values_list("title", flat=True))
    assert titles.total() > 1000
    assert [title for title, count in titles.items() if count > 1] == []
