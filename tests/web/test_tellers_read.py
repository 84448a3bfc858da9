"""That a teller read of the people of a meeting is entered, under whichever mandate, so that they can see it."""

from __future__ import annotations

import pytest

from liem.actions.models import EntryContent, Reading, Role
from liem.procedures.models import CaseMeeting
from procedures import world
from procedures.meetings import running
from procedures.meetings.running import CHOOSING, LEADERS, case_before, counted, held, votes
from procedures.world import Desks, official
from web.running_cases import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desks() -> Desks:
    found = world.build()
    running.deputies()
    case_before(CHOOSING)
    return found


def _url(meeting: CaseMeeting) -> str:
    return f"/mine/counts/{meeting.pk}/"


def _read() -> set[tuple[str, str]]:
    """Whom accounts read of, by the person of the account."""
    rows = Reading.objects.values_list("account__person", "person")
    return set(rows)


def test_the_page_of_a_count_is_a_reading_of_those_on_the_ballot_once_a_day(desks: Desks) -> None:
    meeting, own = held(desks.agency), client_of(official("kien"))
    for _ in range(2):
        assert own.get(_url(meeting)).status_code == 200
    assert _read() == {("kien", "chi"), ("kien", "dung")}
    entry = Reading.objects.first().entry
    assert (entry.action, Reading.objects.filter(entry=entry).count()) == ("dossier.read", 2)
    kept = EntryContent.objects.get(entry=entry)
    assert [subject for subject, _salt in kept.subjects] == ["kien"], "officials act within their own mandate alone"


def test_the_record_of_a_count_is_a_reading_of_everybody_on_it(desks: Desks) -> None:
    meeting, own = held(desks.agency), client_of(official("kien"))
    counted(meeting, votes(4, 1))
    assert own.get(f"{_url(meeting)}record.docx").status_code == 200
    assert _read() == {("kien", one) for one in (*LEADERS, "chi", "dung") if one != "kien"}


def test_a_teller_who_acts_for_a_body_is_entered_too(desks: Desks) -> None:
    meeting = held(desks.agency)
    officer = world.desk(Role.UNIT_OFFICER, "so", username="kien-officer", person="kien")
    assert client_of(officer).get(_url(meeting)).status_code == 200
    assert _read() == {("kien", "chi"), ("kien", "dung")}


def test_what_was_not_opened_on_purpose_is_no_reading_and_shows_nothing(desks: Desks) -> None:
    meeting, own = held(desks.agency), client_of(official("kien"))
    for address in (_url(meeting), f"{_url(meeting)}record.docx"):
        assert own.head(address).status_code == 204
        assert own.get(address, headers={"Sec-Purpose": "prefetch"}).status_code == 204
    for stranger in (client_of(official("mai")), client_of(desks.agency)):
        assert stranger.get(_url(meeting)).status_code in {400, 403, 404}
    assert _read() == set()
