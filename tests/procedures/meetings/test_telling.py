"""Tellers are told that they count, desks that somebody stands aside; a notice names nobody."""

from __future__ import annotations

import pytest

from liem.actions.models import Notice
from liem.actions.notices import deliver, title_of
from liem.procedures.meetings.convening import convene
from liem.procedures.meetings.own_seats import own_seats
from liem.procedures.meetings.recusing import NewRecusal, stand_aside
from procedures.meetings.running import CHOOSING, LEADERS, TELLERS, case_before, held, meeting_of
from procedures.world import PEOPLE, Desks, official, today

pytestmark = pytest.mark.django_db


def told() -> dict[str, tuple[str, str]]:
    """Delivers what waits and empties the box: page and title by account."""
    deliver()
    found = Notice.objects.select_related("message", "account")
    what = {one.account.username: (one.path, title_of(one.message.topic, one.path).en) for one in found}
    assert len(what) == found.count()
    Notice.objects.all().delete()
    return what


def accounts(*people: str) -> None:
    for person in people:
        official(person)


def test_tellers_are_told_that_they_count_and_nobody_else_is(desks: Desks) -> None:
    case_before(CHOOSING)
    accounts(*LEADERS)
    convene("c1", meeting_of(), by=desks.agency)
    named = ("/mine/counts/", "You are named as a teller of a meeting")
    assert told() == {f"official-{person}": named for person in TELLERS}


def test_whoever_counts_instead_is_told_and_the_desk_that_somebody_stands_aside(desks: Desks) -> None:
    case_before(CHOOSING)
    accounts("giang", *LEADERS)
    meeting = convene("c1", meeting_of(), by=desks.agency)
    told()
    stand_aside("c1", NewRecusal("kien", "x", substitutes={meeting.key: "giang"}), by=official("kien"))
    assert told() == {
        "official-kien": ("/mine/", "It is entered that you keep out of a case"),
        "official-giang": ("/mine/counts/", "You are named as a teller of a meeting"),
        "unit_officer-so": ("/cases/c1/", "Somebody stands aside from a case: look at the lists of its meetings again"),
    }


def test_a_desk_is_not_told_of_what_a_desk_entered(desks: Desks) -> None:
    case_before(CHOOSING)
    convene("c1", meeting_of(), by=desks.agency)
    told()
    stand_aside("c1", NewRecusal("mai", "x"), by=desks.agency)
    assert told() == {}


def test_no_title_names_anybody(desks: Desks) -> None:
    case_before(CHOOSING)
    accounts(*LEADERS)
    convene("c1", meeting_of(), by=desks.agency)
    stand_aside("c1", NewRecusal("mai", "x"), by=official("mai"))
    names = {f"Người {person}" for person in (*PEOPLE, *LEADERS)}
    deliver()
    for one in Notice.objects.select_related("message"):
        title = title_of(one.message.topic, one.path)
        assert not any(name in f"{title.vi} {title.en} {one.path}" for name in names)
    assert Notice.objects.count() == 4


def test_own_seats_are_those_of_meetings_that_have_not_begun(desks: Desks) -> None:
    case_before(CHOOSING)
    meeting = convene("c1", meeting_of(), by=desks.agency)
    accounts("giang")
    [case] = own_seats("mai", on=today())
    assert (case.case, case.body) == ("c1", "so")
    [seat] = case.seats
    assert (seat.meeting, seat.chairs, seat.counts, seat.instead) == (meeting.key, False, False, ())
    [[counting]] = [one.seats for one in own_seats("kien", on=today())]
    assert (counting.counts, counting.instead) == (True, ("giang",))
    [[chairing]] = [one.seats for one in own_seats("an", on=today())]
    assert set(chairing.instead) == {"chi", "dung", "giang", "hai"}
    assert own_seats("giang", on=today()) == ()


def test_a_meeting_that_has_begun_is_no_longer_left(desks: Desks) -> None:
    case_before(CHOOSING)
    held(desks.agency)
    assert own_seats("mai", on=today()) == ()
