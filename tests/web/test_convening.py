"""Convening a meeting from the page: the list from the record, those who keep out, tellers, refusals in sentences."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from liem.actions.models import Role
from liem.procedures.models import CaseMeeting, MeetingMember
from procedures import world
from procedures.meetings import running
from procedures.meetings.running import CHOOSING, LEADERS, case_before, kin
from procedures.world import Desks, official, today
from web.running_cases import client_of
from web.seen import heading, main

pytestmark = pytest.mark.django_db
PAGE = f"/cases/c1/{CHOOSING}/meeting/"


@pytest.fixture
def desks() -> Desks:
    found = world.build()
    running.deputies()
    case_before(CHOOSING)
    for teller in running.TELLERS:
        official(teller)
    return found


def typed(**more: object) -> dict[str, object]:
    return {
        "act": "convene",
        "held_on": f"{today():%d/%m/%Y}",
        "member": LEADERS,
        "chair": "an",
        "teller_1": "kien",
        "teller_2": "loan",
        "name": ("c1:chi", "c1:dung"),
        "places": "1",
        **more,
    }


def test_the_list_is_proposed_from_the_record_and_fixed(desks: Desks) -> None:
    agency = client_of(desks.agency)
    page = agency.get(PAGE)
    assert heading(page).startswith("Convene: ")
    html = page.content.decode()
    assert all(f'name="member" value="{key}" checked' in html for key in LEADERS)
    declared = re.search(r"(\d+) of (\d+) declared", main(page))
    assert declared is not None
    assert declared[1] == declared[2]
    answer = agency.post(PAGE, typed())
    meeting = CaseMeeting.objects.get()
    assert answer["Location"] == f"/meetings/{meeting.pk}/"
    assert set(meeting.members.values_list("person_id", flat=True)) == set(LEADERS)


def test_who_keeps_out_is_shown_with_the_ground_only_to_roles_that_may_know(desks: Desks) -> None:
    kin("chi", "mai")
    page = client_of(desks.agency).get(PAGE)
    assert "keeps out" in main(page)
    assert "kinship" not in main(page)
    answer = client_of(desks.agency).post(PAGE, typed())
    assert answer.status_code == 302
    assert "mai" not in MeetingMember.objects.values_list("person_id", flat=True)


def test_whoever_is_left_out_needs_a_reason_and_nothing_typed_is_lost(desks: Desks) -> None:
    agency = client_of(desks.agency)
    fewer = [key for key in LEADERS if key != "mai"]
    refused = agency.post(PAGE, typed(member=fewer))
    assert (refused.status_code, CaseMeeting.objects.count()) == (400, 0)
    html = refused.content.decode()
    assert 'role="alert"' in html
    assert '<option value="kien" selected>' in html
    assert agency.post(PAGE, typed(member=fewer, **{"reason-mai": "nghỉ ốm"})).status_code == 302


def test_a_teller_needs_an_account(desks: Desks) -> None:
    agency = client_of(desks.agency)
    assert "has no account to count with" in main(agency.get(PAGE))
    refused = agency.post(PAGE, typed(teller_2="binh"))
    assert refused.status_code == 400
    assert "one of them has none" in main(refused)


@pytest.mark.parametrize(
    "wrong",
    [{"held_on": "mai"}, {"places": "-1"}, {"places": ""}, {"others": "x"}, {"chair": "ma"}, {"name": ()}],
)
def test_what_cannot_be_is_refused_in_a_sentence(desks: Desks, wrong: dict[str, object]) -> None:
    refused = client_of(desks.agency).post(PAGE, typed(**wrong))
    assert (refused.status_code, CaseMeeting.objects.count()) == (400, 0)


def test_somebody_is_found_by_name_and_called_with_a_reason(desks: Desks) -> None:
    agency = client_of(desks.agency)
    found = agency.post(PAGE, typed(act="find", wanted="giang"))
    assert 'name="found" value="giang"' in found.content.decode()
    added = agency.post(PAGE, typed(act="compare", found="giang"))
    assert 'name="member" value="giang" checked' in added.content.decode()
    kept = typed(member=[*LEADERS, "giang"], added="giang", **{"reason-giang": "nắm việc"})
    assert agency.post(PAGE, kept).status_code == 302


@pytest.mark.parametrize("who", ["other_agency", "inspection"])
def test_only_the_desk_of_the_step_convenes(desks: Desks, who: str) -> None:
    client = client_of(getattr(desks, who))
    assert client.get(PAGE).status_code in {400, 403, 404}
    assert client.post(PAGE, typed()).status_code in {400, 403, 404}
    assert CaseMeeting.objects.count() == 0


def test_auditors_and_officials_convene_nothing(desks: Desks) -> None:
    auditor = client_of(world.desk(Role.AUDITOR, "tinh"))
    own = client_of(official("chi"))
    for client in (auditor, own, Client()):
        assert client.get(PAGE).status_code in {302, 400, 403, 404}
        assert client.post(PAGE, typed()).status_code in {302, 400, 403, 404}
    assert CaseMeeting.objects.count() == 0
