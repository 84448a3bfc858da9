"""What the record knew at the end of an earlier day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import LedgerEntry
from liem.record.days import titles_of
from liem.record.known import NOW, Known, known_on, known_since
from liem.record.models import Body, BodyState, Post, PostState

pytestmark = pytest.mark.django_db
THIRD, FIFTH = date(2026, 11, 3), date(2026, 11, 5)


def _entry(position: int, at: datetime) -> None:
    LedgerEntry.objects.create(position=position, leaf=b"", leaf_hash=b"", root_after=b"", at=at, action="test")


def _local(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour, minute))


@pytest.fixture(autouse=True)
def ledger() -> None:
    """Three entries: two on the third of November, the last a minute before midnight; one at midnight of the fifth."""
    _entry(0, _local(THIRD, 8))
    _entry(1, _local(THIRD, 23, 59))
    _entry(2, _local(FIFTH, 0))


def _body(name: str, known_from: int, known_to: int | None = None) -> None:
    BodyState.objects.create(
        identity="a", body_id="a", name=name, kind="agency", level="province", known_from=known_from, known_to=known_to
    )


def test_a_day_ends_at_midnight_of_the_local_clock(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    known = [known_on(THIRD + timedelta(days=days)) for days in (-1, 0, 1, 2, 3)]
    assert known == [Known(-1), Known(1), Known(1), NOW, NOW]
    with django_assert_num_queries(1):
        known_on(THIRD)


def test_since_when_something_is_known_is_told_by_its_first_entry() -> None:
    Body.objects.create(key="a")
    assert known_since(BodyState.objects.filter(body_id="a")) is None
    _body("B", 2)
    assert known_since(BodyState.objects.filter(body_id="a")) == FIFTH
    _body("A", 1, 2)
    assert known_since(BodyState.objects.filter(body_id="a")) == THIRD


@pytest.mark.parametrize(
    ("known", "names"), [(Known(-1), []), (Known(0), ["A"]), (Known(1), ["B"]), (Known(2), ["B"]), (NOW, ["B"])]
)
def test_the_versions_held_true_then_are_given_and_no_others(known: Known, names: list[str]) -> None:
    Body.objects.create(key="a")
    _body("A", 0, 1)
    _body("B", 1)
    assert [one.name for one in known.rows(BodyState.objects)] == names
    assert [one.name for one in known.rows(BodyState.objects.filter(body_id="a"))] == names
    through = Body.objects.filter(known.condition(through="states"), states__name="B")
    assert [one.key for one in through] == ["a"] * (names == ["B"])


def test_names_are_those_that_were_known() -> None:
    Body.objects.create(key="a")
    _body("A", 0, 2)
    _body("B", 2)
    Post.objects.create(key="p")
    PostState.objects.create(
        identity="p", post_id="p", body_id="a", title="Giám đốc", role="director", known_from=0, known_to=2
    )
    then, now = (titles_of(posts={"p"}, bodies={"a"}, known=known) for known in (Known(1), NOW))
    assert (then.body("a", THIRD), then.post("p", THIRD).title) == ("A", "Giám đốc")
    assert (now.body("a", THIRD), now.post("p", THIRD).title) == ("B", "p")
