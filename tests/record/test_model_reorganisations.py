"""Reorganisations, and what became of a body."""

from __future__ import annotations

from datetime import date

import pytest

from liem.kernel.errors import LiemError
from liem.record.models import Body, Reorganisation
from liem.record.reorganisations import Event, Lineage, event, events, events_of, lineage
from liem.record.scope import Reach
from record import small_record
from world import write

pytestmark = pytest.mark.django_db
MERGED, SPLIT, CLOSED = date(2025, 3, 1), date(2025, 7, 1), date(2026, 1, 1)
EVERYWHERE = Reach(date(2026, 6, 30), whole=True)


def _part(event: str, kind: str, day: date, before: str, after: str | None, *, decision: str = "") -> Reorganisation:
    return Reorganisation(
        identity=f"{event}/{before}/{after}",
        event=event,
        kind=kind,
        predecessor_id=before,
        successor_id=after,
        changed_on=day,
        decision=decision,
    )


def _history() -> None:
    """a and b became ab; later x and y were split off from ab, and y was closed."""
    write(
        [Body(key=key) for key in ("a", "b", "ab", "x", "y", "elsewhere")],
        _part("merger", "merge", MERGED, "a", "ab", decision="1/NQ"),
        _part("merger", "merge", MERGED, "b", "ab", decision="1/NQ"),
        _part("split", "split", SPLIT, "ab", "x"),
        _part("split", "split", SPLIT, "ab", "y"),
        _part("end", "close", CLOSED, "y", None, decision="9/QĐ"),
    )


def test_a_reorganisation_names_the_bodies_before_and_after_the_latest_first() -> None:
    _history()

    assert events(EVERYWHERE) == (
        Event("end", "close", CLOSED, ("y",), (), ("9/QĐ",), (("y", None),)),
        Event("split", "split", SPLIT, ("ab",), ("x", "y"), (), (("ab", "x"), ("ab", "y"))),
        Event("merger", "merge", MERGED, ("a", "b"), ("ab",), ("1/NQ",), (("a", "ab"), ("b", "ab"))),
    )
    assert [event.key for event in events(EVERYWHERE, since=SPLIT, until=SPLIT)] == ["split"]


def test_on_one_day_the_highest_bodies_come_first() -> None:
    small_record.body("top", "Tỉnh ủy A", "committee", "province", None)
    small_record.body("other", "Tỉnh ủy B", "committee", "province", None)
    small_record.body("office", "Văn phòng", "agency", "province", "top")
    write(
        _part("a-office", "rename", MERGED, "office", "office"),
        _part("z-province", "merge", MERGED, "other", "top"),
        _part("end", "close", CLOSED, "office", None),
    )

    assert [event.key for event in events(EVERYWHERE)] == ["end", "z-province", "a-office"]


def test_whoever_reaches_one_of_the_bodies_sees_the_whole_reorganisation_and_no_other() -> None:
    _history()

    assert [event.key for event in events(Reach(CLOSED, bodies=frozenset({"b"})))] == ["merger"]
    assert events(Reach(CLOSED, bodies=frozenset({"elsewhere"}))) == ()


def test_what_became_of_a_body_is_followed_up_to_the_day() -> None:
    _history()

    assert lineage("a", on=date(2025, 2, 28)) == Lineage(frozenset(), frozenset())
    assert lineage("a", on=MERGED) == Lineage(frozenset(), frozenset({"ab"}))
    assert lineage("a", on=SPLIT) == Lineage(frozenset(), frozenset({"ab", "x", "y"}))
    assert lineage("y", on=CLOSED) == Lineage(frozenset({"a", "b", "ab"}), frozenset())


def test_what_a_successor_took_over_before_is_not_counted_to_the_body() -> None:
    _history()
    write(_part("later", "rename", CLOSED, "elsewhere", "ab"))

    assert lineage("elsewhere", on=CLOSED) == Lineage(frozenset(), frozenset({"ab"}))
    assert lineage("x", on=CLOSED) == Lineage(frozenset({"a", "b", "ab"}), frozenset())


def test_a_renaming_that_keeps_the_body_leads_nowhere_else() -> None:
    write(Body(key="a"), _part("name", "rename", MERGED, "a", "a"))

    assert lineage("a", on=MERGED) == Lineage(frozenset(), frozenset())


def test_a_body_that_came_back_is_not_its_own_ancestor() -> None:
    write(
        [Body(key="a"), Body(key="b")],
        _part("there", "rename", MERGED, "a", "b"),
        _part("back", "rename", SPLIT, "b", "a"),
    )

    assert lineage("a", on=SPLIT) == Lineage(frozenset({"b"}), frozenset({"b"}))


def test_the_reorganisations_of_one_body_are_told_whole() -> None:
    _history()

    assert [one.key for one in events_of("ab")] == ["split", "merger"]
    assert events_of("b")[0].predecessors == ("a", "b")
    assert events_of("elsewhere") == ()


def test_one_reorganisation_is_told_to_whoever_reaches_one_of_its_bodies() -> None:
    _history()

    assert event(Reach(CLOSED, bodies=frozenset({"y"})), "split").successors == ("x", "y")
    for key in ("merger", "no-such-event"):
        with pytest.raises(LiemError) as refusal:
            event(Reach(CLOSED, bodies=frozenset({"y"})), key)
        assert refusal.value.code == "record.out_of_reach"
