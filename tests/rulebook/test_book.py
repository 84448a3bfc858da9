from __future__ import annotations

from datetime import date

import pytest

from liem.actions.accounts import installation
from liem.actions.perform import perform
from liem.rulebook.book import adopted_on, rule_book
from liem.rulebook.models import Adoption
from world import write

pytestmark = pytest.mark.django_db


def _adoption(starts: date, ends: date | None = None) -> Adoption:
    return Adoption(identity="tinh/khoi", body="tinh", pack="khoi_03_nq_tu", valid_from=starts, valid_to=ends)


def _packs(day: date) -> list[str]:
    return [adopted.pack for adopted in adopted_on(day)]


def test_a_pack_is_adopted_from_its_first_day_until_the_day_it_no_longer_holds() -> None:
    write(_adoption(date(2022, 3, 1), date(2025, 7, 1)))
    assert [_packs(day) for day in (date(2022, 2, 28), date(2022, 3, 1), date(2025, 6, 30), date(2025, 7, 1))] == [
        [],
        ["khoi_03_nq_tu"],
        ["khoi_03_nq_tu"],
        [],
    ]


def test_a_superseded_adoption_no_longer_counts() -> None:
    write(_adoption(date(2022, 3, 1)))

    def correct(w) -> None:  # type: ignore[no-untyped-def]
        w.supersede(Adoption, ["tinh/khoi"], reason="ghi nhầm ngày")
        w.add([_adoption(date(2023, 1, 1))])

    perform("installation.fill", by=installation(), body=None, subjects=[], content={}, write=correct)
    assert (_packs(date(2022, 6, 1)), _packs(date(2023, 6, 1))) == ([], ["khoi_03_nq_tu"])


def test_the_rule_book_is_loaded_once() -> None:
    assert rule_book() is rule_book()
    assert {pack.short for pack in rule_book().packs} == {"guidance", "tra_vinh", "khoi", "bac_giang", "lac_giang"}
