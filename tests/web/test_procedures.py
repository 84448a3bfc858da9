"""The procedures of the rule book: as a list, and one of them drawn, in words and by date."""

from __future__ import annotations

import re
from datetime import date

import pytest

from liem.actions.models import Role
from liem.law.grounds import Status
from liem.law.procedures.in_words import pending_of
from liem.law.procedures.steps import Procedure
from liem.rulebook.book import known_law, rule_book
from liem.web.procedure_drawing import drawing_of
from web import audited
from web.conftest import SignIn
from web.seen import heading, links, main

pytestmark = pytest.mark.django_db

ONE = "state_appointment_inside"
ADDRESS = f"/rules/procedures/{ONE}/"
DAY = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def record() -> None:
    audited.build()


def test_the_list_counts_the_procedures_in_force_on_the_day(signed_in: SignIn) -> None:
    law = rule_book().in_force(DAY)
    verified = [one for one in law.procedures if one.status is Status.VERIFIED and not law.unverified_values(one, DAY)]
    response = signed_in(Role.INSPECTOR, "tinh", language="vi").get(f"/rules/?kind=procedures&on={DAY}")
    assert heading(response) == f"{len(verified)} quy trình đang có hiệu lực ngày 01/01/2026"


def test_the_list_is_filtered_like_that_of_rules(signed_in: SignIn) -> None:
    client = signed_in(Role.AUDITOR, "tinh")
    found = {
        query: f"{ADDRESS}?on=2026-01-01" in links(client.get(f"/rules/?kind=procedures&on={DAY}&{query}"))
        for query in ("source=nd170&q=bổ+nhiệm", "source=qd377", "topic=suspension", "q=state_appointment_inside")
    }
    assert found == {
        "source=nd170&q=bổ+nhiệm": True,
        "source=qd377": False,
        "topic=suspension": False,
        "q=state_appointment_inside": True,
    }


@pytest.mark.parametrize("role", [Role.ORGANISATION_OFFICER, Role.AUDITOR, Role.UNIT_OFFICER, Role.OFFICIAL])
def test_everybody_who_is_signed_in_may_read_a_procedure(signed_in: SignIn, role: Role) -> None:
    place, person = ("", "hoa") if role is Role.OFFICIAL else ("tinh", None)
    response = signed_in(role, place, person=person).get(f"{ADDRESS}?on={DAY}")
    assert (response.status_code, heading(response)) == (
        200,
        "Appointment of a leading civil servant from inside: in force",
    )


def test_a_page_tells_every_step_with_its_gates_linked(signed_in: SignIn) -> None:
    procedure = rule_book().procedure(ONE)
    assert procedure is not None
    response = signed_in(Role.INSPECTOR, "tinh", language="en").get(f"{ADDRESS}?on={DAY}")
    page = response.content.decode()
    assert re.findall(r'<li id="step-([a-z_]+)">', page) == [step.id for step in procedure.steps]
    gates = {gate for step in procedure.steps for gate in step.gates} | set(procedure.gates)
    assert {f"/rules/{gate}/?on=2026-01-01" for gate in gates} <= set(links(response))
    shown = main(response)
    for sentence in (
        "within 15 working days of “Ask for agreement in principle”",
        "Present must be at least 2/3 of those convened.",
        "back to step 4",
        "nothing new has come up",
        "from a draft printed in the press; the text as issued was not found",
        "Refused: Too few are present to meet. Convene again.",
    ):
        assert sentence in shown


def test_a_procedure_before_its_first_day_is_not_in_force(signed_in: SignIn) -> None:
    response = signed_in(Role.AUDITOR, "tinh", language="en").get(f"{ADDRESS}?on=2025-06-30")
    assert heading(response) == "Appointment of a leading civil servant from inside: not in force yet"


@pytest.mark.parametrize("procedure", ["no_such_procedure", "no_kin_in_procedure"])
def test_a_procedure_that_is_not_there_is_said(signed_in: SignIn, procedure: str) -> None:
    response = signed_in(Role.AUDITOR, "tinh", language="en").get(f"/rules/procedures/{procedure}/")
    assert (response.status_code, "Look in its list of procedures." in main(response)) == (404, True)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_shipped_procedure_has_its_page(signed_in: SignIn, language: str) -> None:
    client, procedures = signed_in(Role.AUDITOR, "tinh", language=language), rule_book().procedures
    headings = {one.id: heading(client.get(f"/rules/procedures/{one.id}/")) for one in procedures}
    beside = [one.id for one in procedures if not headings[one.id].startswith(one.title.in_language(language))]
    assert beside == []


@pytest.mark.parametrize("procedure", rule_book().procedures, ids=lambda one: one.id)
def test_boxes_of_a_drawing_lie_apart_and_in_the_lane_of_their_seat(procedure: Procedure) -> None:
    drawing = drawing_of(procedure, {})
    places = [(box.x, box.y) for box in drawing.boxes]
    seats = list(dict.fromkeys(step.by.seat for step in procedure.steps))
    lanes = dict(zip(seats, drawing.lanes, strict=True))
    assert len(set(places)) == len(procedure.steps)
    assert all(
        lanes[step.by.seat].x <= box.x and box.x + drawing.box <= lanes[step.by.seat].x + lanes[step.by.seat].width
        for step, box in zip(procedure.steps, drawing.boxes, strict=True)
    )
    assert all(
        box.x + drawing.box <= drawing.width and box.y + drawing.box_height <= drawing.height for box in drawing.boxes
    )
    assert len(drawing.ways) == sum(len(step.after) for step in procedure.steps)
    assert len(drawing.returns) == sum(step.returns_to is not None for step in procedure.steps)


def test_what_is_not_verified_of_a_step_is_told_without_codes_of_the_register() -> None:
    told = [one for procedure in known_law().procedures for step in procedure.steps for one in pending_of(step)]
    assert told
    assert [one for one in told if re.search(r"[\[\]]|trang nào|page seen", f"{one.vi} {one.en}")] == []
