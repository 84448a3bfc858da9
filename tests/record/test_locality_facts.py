"""Local by home place, birth place or years of residence: small worked examples, the same on every engine."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest

from facts_everywhere import facts_everywhere
from liem.record.models import PersonDetails, Residence
from world import LONG_AGO, attestation, body, person, place, post, tenure, write

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # the facts of a holding are held to the oracle on both
DAY = date(2026, 6, 30)
SUBJECT = f"an/head/{LONG_AGO}"
_NUMBERS = count()


@pytest.fixture(autouse=True)
def world() -> None:
    """A commune in a district in a province, beside another of each; An heads a body of the district."""
    write(
        place("lac", "province"),
        place("thanh", "district", "lac"),
        place("moc", "commune", "thanh"),
        place("son", "district", "lac"),
        place("khe", "commune", "son"),
        body("committee", kind="committee", level="district", place="thanh"),
        post("head", "committee", role="secretary", key_leader=True),
        person("an"),
        tenure("an", "head", LONG_AGO),
    )


def _lives(where: str, start: date | None, end: date | None = None, who: str = "an") -> Residence:
    return Residence(identity=f"r{next(_NUMBERS)}", person_id=who, place_id=where, valid_from=start, valid_to=end)


def _fact(name: str, subject: str = SUBJECT, day: date = DAY) -> object:
    return facts_everywhere("holding", day)[subject][name]


def _years(day: date = DAY) -> tuple[object, object]:
    row = facts_everywhere("holding", day)[SUBJECT]
    return row["resident_years"], row["resident_years_closed"]


@pytest.mark.parametrize(
    ("where", "local"),
    [("moc", True), ("thanh", True), ("khe", False), ("son", False), ("lac", None), (None, None)],
    ids=["a commune of it", "the district", "a commune elsewhere", "a district elsewhere", "the province", "not known"],
)
def test_home_and_birth_place_are_each_set_beside_the_place_of_the_body(where: str | None, local: bool | None) -> None:
    PersonDetails.objects.update(home_place=where)
    assert (_fact("is_local"), _fact("is_born_there")) == (local, None)
    PersonDetails.objects.update(home_place=None, birth_place=where)
    assert (_fact("is_local"), _fact("is_born_there")) == (None, local)


def test_nobody_says_where_the_official_lived() -> None:
    assert _years() == (0, False)
    write(attestation("an", "residences", DAY))
    assert _years() == (0, True)


def test_years_in_every_part_of_the_place_are_counted_together_and_none_elsewhere() -> None:
    write(
        _lives("moc", date(2000, 3, 15), date(2008, 9, 1)),
        _lives("khe", date(2008, 9, 1), date(2010, 9, 1)),
        _lives("thanh", date(2010, 9, 1), date(2022, 3, 14)),
        _lives("khe", date(2022, 3, 14)),
    )
    assert _years() == (19, False)  # a day lacks
    Residence.objects.filter(valid_to=date(2022, 3, 14)).update(valid_to=date(2022, 3, 15))
    assert _years() == (20, False)


@pytest.mark.parametrize(("day", "years"), [(date(2020, 7, 14), 19), (date(2020, 7, 15), 20), (date(2021, 7, 14), 20)])
def test_a_stay_that_goes_on_is_counted_to_the_day(day: date, years: int) -> None:
    write(_lives("moc", date(2000, 7, 15)))
    assert _years(day)[0] == years


def test_a_stay_that_begins_later_is_not_counted_yet() -> None:
    write(_lives("moc", date(2026, 7, 1)), attestation("an", "residences", DAY))
    assert _years() == (0, True)


@pytest.mark.parametrize(
    ("stay", "closed"),
    [
        (("moc", None, date(2001, 1, 1)), False),
        (("lac", date(1990, 1, 1), date(2001, 1, 1)), False),
        (("khe", None, date(2001, 1, 1)), True),
        (("moc", date(2000, 1, 1), date(2001, 1, 1)), True),
    ],
    ids=["began nobody knows when", "somewhere in the province", "elsewhere, whenever", "all of it known"],
)
def test_what_may_add_years_leaves_the_count_open(stay: tuple[str, date | None, date], closed: bool) -> None:
    write(_lives("moc", date(2010, 1, 1), date(2015, 1, 1)), _lives(*stay), attestation("an", "residences", DAY))
    found, is_closed = _years()
    assert (found, is_closed) == (5 + (stay == ("moc", date(2000, 1, 1), date(2001, 1, 1))), closed)


def test_an_attestation_that_ends_before_the_day_leaves_the_count_open() -> None:
    write(_lives("moc", date(2010, 1, 1)), attestation("an", "residences", date(2026, 6, 29)))
    assert _years() == (16, False)


def test_a_body_without_a_place_tells_nothing_about_residence() -> None:
    write(
        body("agency"),
        post("desk", "agency"),
        tenure("an", "desk", LONG_AGO),
        _lives("moc", date(2000, 1, 1)),
        attestation("an", "residences", DAY),
    )
    row = facts_everywhere("holding", DAY)[f"an/desk/{LONG_AGO}"]
    assert [row[name] for name in ("is_local", "is_born_there", "resident_years", "resident_years_closed")] == [
        None,
        None,
        0,
        False,
    ]


def test_the_years_of_one_are_not_those_of_another_and_two_posts_tell_the_same() -> None:
    write(
        post("deputy", "committee", role="deputy_secretary"),
        person("binh"),
        tenure("binh", "deputy", LONG_AGO),
        tenure("an", "deputy", date(2020, 1, 1)),
        _lives("moc", date(2016, 6, 30)),
        _lives("moc", date(2021, 6, 30), who="binh"),
    )
    found = {subject: row["resident_years"] for subject, row in facts_everywhere("holding", DAY).items()}
    assert found == {SUBJECT: 10, "an/deputy/2020-01-01": 10, f"binh/deputy/{LONG_AGO}": 5}
