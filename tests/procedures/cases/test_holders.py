"""Whose a step is: by the delegation of the post, entered at the nearest desk that is not the own."""

from __future__ import annotations

import pytest

from liem.actions.accounts import end_mandate, installation
from liem.actions.models import Role
from liem.kernel.errors import LiemError
from liem.procedures.cases.holders import body_of_person, holder_of, leaders_of
from liem.procedures.cases.people import NewName, put_forward
from liem.procedures.cases.preparing import NewCase, prepare
from liem.procedures.cases.standing import CaseNow, case_now
from liem.procedures.cases.taking import NewStep, take
from liem.procedures.models import Case
from liem.record.models import Tenure
from procedures.world import VACANT, Desks, build, days_ago, desk, today
from world import body, post, tenure, write

from .running import prepared

pytestmark = pytest.mark.django_db


def _held(case: Case | CaseNow, step: str) -> tuple[str, str, tuple[str, ...]]:
    """Body, desk and who may sign."""
    now = case if isinstance(case, CaseNow) else case_now(case.pk, on=today())
    found = holder_of(now, now.procedure.step(step), on=today())
    return found.body, found.desk, found.people


def test_powers_come_from_the_delegation_of_the_post_and_never_from_the_case(desks: Desks) -> None:
    case = prepared(desks, "an", "so")
    assert _held(case, "opinion") == ("so", "so", ("an", "binh"))
    assert _held(case, "proposal") == ("ban", "tinh", ("phuc",))
    assert _held(case, "answer") == ("tinh", "tinh", ("lan", "minh", "nga", "oanh"))
    assert _held(case, "looked_into") == ("tinh", "tinh", ("lan", "minh", "nga", "oanh"))


def test_a_case_about_a_body_goes_by_the_post_of_its_head_else_by_its_superior(db: None) -> None:
    desks = build("khoi_03_nq_tu")
    write(body("so/to", kind="unit", superior="so"))
    case = prepare(NewCase("training_selection", "so/phong-1"), by=desks.agency)
    assert _held(case, "appraisal")[0] == "so"
    without_head = prepare(NewCase("training_selection", "so/to"), by=desks.agency)
    assert _held(without_head, "appraisal")[0] == "so"


def test_where_the_delegation_names_nobody_nobody_takes_the_step(desks: Desks) -> None:
    case = prepare(NewCase("trial_ending", "tinh/tv", person="nga"), by=desks.province)
    with pytest.raises(LiemError) as caught:
        take(case.pk, NewStep("proposal", today(), by_person="phuc"), by=desks.province)
    assert caught.value.code == "procedures.nobody"


def test_a_desk_at_which_somebody_of_the_case_sits_hands_it_to_the_one_above(desks: Desks) -> None:
    case = prepared(desks)
    assert _held(case, "opinion")[1] == "so"
    desk(Role.UNIT_OFFICER, "so", username="own", person="chi")
    assert _held(case, "opinion")[1] == "tinh"


def test_the_body_from_which_candidates_come_is_asked_where_it_is_one(db: None) -> None:
    desks = build("vietnam")
    case = prepare(NewCase("party_appointment_outside", "so", post=VACANT), by=desks.agency)
    put_forward(case.pk, NewName("son", today(), proposer="an"), by=desks.agency)
    assert _held(case, "origin_consulted") == ("so-khac", "so-khac", ("son",))
    put_forward(case.pk, NewName("tam", today(), proposer="an"), by=desks.agency)
    now = case_now(case.pk, on=today())
    assert holder_of(now, now.procedure.step("origin_consulted"), on=today()).problem


def test_a_body_that_answers_to_nobody_has_no_superior_to_take_a_step(db: None) -> None:
    desks = build("tra_vinh_49_kh_tu")
    now = case_now(prepare(NewCase("self_review", "tinh"), by=desks.province).pk, on=today())
    assert holder_of(now, now.procedure.step("conclusion"), on=today()).problem
    below = prepare(NewCase("self_review", "so"), by=desks.agency)
    assert _held(below, "conclusion")[:2] == ("tinh", "tinh")


def test_without_a_mandate_anywhere_above_no_desk_enters_the_step(db: None) -> None:
    desks = build("tra_vinh_49_kh_tu")
    case = prepare(NewCase("self_review", "so"), by=desks.agency)
    end_mandate(desks.province.mandate, on=today(), reason="Chuyển công tác", by=installation())
    now = case_now(case.pk, on=today())
    held = holder_of(now, now.procedure.step("conclusion"), on=today())
    assert (held.body, held.desk, held.problem is not None) == ("tinh", "", True)


def test_who_leads_is_told_by_the_day_heads_first(desks: Desks) -> None:
    assert leaders_of("tinh", on=today()) == ("lan", "minh", "nga", "oanh")
    assert leaders_of("so", on=days_ago(30)) == ("an", "binh")
    Tenure.objects.filter(person_id="an").update(valid_to=days_ago(20))
    assert (leaders_of("so", on=days_ago(21)), leaders_of("so", on=days_ago(20))) == (("an", "binh"), ("binh",))
    assert (body_of_person("an", on=days_ago(21)), body_of_person("an", on=today())) == ("so", None)


def test_somebody_works_where_the_post_is_and_not_where_they_sit_since(desks: Desks) -> None:
    write(body("hdnd", kind="council", superior="tinh"), post("hdnd/dai-bieu", "hdnd", role="council_member"))
    write(tenure("chi", "hdnd/dai-bieu", days_ago(30)))

    assert body_of_person("chi", on=today()) == "so/phong-1"
