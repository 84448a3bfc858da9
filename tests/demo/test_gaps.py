"""The checks of a dossier find what is planted for them, and nothing else in anybody's."""

from __future__ import annotations

import pytest

from liem.demo import CLOSING_DAY
from liem.demo.cases.gaps import GAPS
from liem.demo.fill import build_demo_realm
from liem.demo.gaps import all_gaps
from liem.record.quality.checks import CHECKS, TWO_HOLDERS, Kind, Scope
from liem.record.quality.finding import find
from liem.record.quality.items import items_of_each
from liem.record.scope import Reach

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lac_giang")]


def test_the_checks_find_exactly_what_was_planted() -> None:
    said = {one: "" if one.check == TWO_HOLDERS else one.detail for one in find(Scope(CLOSING_DAY))}  # else a post
    found = {(one.person, one.check, detail) for one, detail in said.items()}
    assert found == {(gap.person, gap.check, gap.detail) for gap in all_gaps(build_demo_realm())}


def test_each_of_the_people_planted_for_a_check_has_that_item_alone() -> None:
    items = items_of_each(Reach(CLOSING_DAY, whole=True), [gap.person for gap in GAPS], on=CLOSING_DAY)
    assert {person: [item.check for item in own] for person, own in items.items()} == {
        gap.person: [gap.check] for gap in GAPS
    }


def test_every_kind_of_item_is_planted() -> None:
    kinds = {check.name: check.kind for check in CHECKS}
    assert {kinds[gap.check] for gap in GAPS} == set(Kind)
