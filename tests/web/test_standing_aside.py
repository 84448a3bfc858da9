"""An official stands aside from a case on the page of the own ties."""

from __future__ import annotations

import pytest

from liem.procedures.meetings.convening import convene
from liem.procedures.models import CaseMeeting, MeetingMember, Recusal
from procedures import world
from procedures.meetings import running
from procedures.meetings.running import CHOOSING, case_before, held, meeting_of
from procedures.world import Desks, official
from web.running_cases import client_of
from web.seen import main

pytestmark = pytest.mark.django_db
PAGE, ASIDE = "/mine/ties/", "/mine/ties/aside/"


@pytest.fixture
def desks() -> Desks:
    found = world.build()
    running.deputies()
    case_before(CHOOSING)
    return found


def members(meeting: CaseMeeting) -> set[str]:
    return set(MeetingMember.objects.current().filter(meeting=meeting).values_list("person_id", flat=True))


def test_who_is_convened_stands_aside_with_a_reason(desks: Desks) -> None:
    meeting = convene("c1", meeting_of(), by=desks.agency)
    own = client_of(official("mai"))
    page = main(own.get(PAGE))
    assert "Meetings to which I am convened" in page
    assert "Người chi" not in page
    refused = own.post(ASIDE, {"case": "c1", "reason": " "})
    assert (refused.status_code, 'role="alert"' in refused.content.decode()) == (400, True)
    assert own.post(ASIDE, {"case": "c1", "reason": "Quan hệ thân quen"})["Location"] == PAGE
    assert members(meeting) == {"an", "binh", "kien", "loan"}
    after = main(own.get(PAGE))
    assert "Meetings to which I am convened" not in after
    assert "Cases in which I keep out" in after


def test_a_teller_names_who_counts_instead(desks: Desks) -> None:
    meeting = convene("c1", meeting_of(), by=desks.agency)
    official("giang")
    own = client_of(official("kien"))
    assert f'name="instead-{meeting.pk}"' in own.get(PAGE).content.decode()
    assert own.post(ASIDE, {"case": "c1", "reason": "x"}).status_code == 400
    assert Recusal.objects.count() == 0
    answer = own.post(ASIDE, {"case": "c1", "reason": "x", f"instead-{meeting.pk}": "giang"})
    assert answer["Location"] == PAGE
    assert members(meeting) == {"an", "binh", "giang", "loan", "mai"}


def test_nobody_stands_aside_where_they_are_not_convened_or_for_others(desks: Desks) -> None:
    convene("c1", meeting_of(), by=desks.agency)
    for person in ("chi", "giang", "son"):
        own = client_of(official(person))
        assert "Meetings to which I am convened" not in main(own.get(PAGE))
        assert own.post(ASIDE, {"case": "c1", "reason": "x", "person": "mai"}).status_code == 404
    assert client_of(official("mai")).post(ASIDE, {"case": "none", "reason": "x"}).status_code == 404
    assert client_of(desks.agency).post(ASIDE, {"case": "c1", "reason": "x"}).status_code == 404
    assert not Recusal.objects.exists()


def test_a_meeting_that_has_begun_is_not_left(desks: Desks) -> None:
    held(desks.agency)
    own = client_of(official("mai"))
    assert "Meetings to which I am convened" not in main(own.get(PAGE))
    assert own.post(ASIDE, {"case": "c1", "reason": "x"}).status_code == 404
