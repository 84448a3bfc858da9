"""A case run step by step, and everything that may stand against a step."""

from __future__ import annotations

import pytest

from liem.actions.accounts import Grant, grant_mandate, installation
from liem.actions.models import Account, Role
from liem.actions.permissions import Acting
from liem.actions.verification import verify
from liem.kernel.errors import LiemError
from liem.law.procedures.course import End, Outcome
from liem.procedures.cases.preparing import open_case
from liem.procedures.cases.standing import case_now
from liem.procedures.cases.taking import NewStep, take, why_not
from liem.procedures.models import Case, CaseEvent, Participation, Proposal
from liem.record.models import Kinship, Tenure
from procedures.world import Desks, days_ago, desk, official, today
from world import LONG_AGO, write

from .running import advised, answer, leave_out, opened, paper, prepared, proposed, requested

pytestmark = pytest.mark.django_db


def refused(case: Case, new: NewStep, *, by: Acting) -> tuple[str, list[str]]:
    """The code of the refusal and, where several things stand against the step, theirs."""
    before = CaseEvent.objects.count()
    with pytest.raises(LiemError) as caught:
        take(case.pk, new, by=by)
    assert CaseEvent.objects.count() == before
    return caught.value.code, caught.value.data.get("stops", [])


def test_a_case_runs_from_its_opening_to_its_end(desks: Desks) -> None:
    case = proposed(desks)
    answer(case, desks, passes=True)
    paper(case, "handover", "handover", by=desks.agency)
    take(case.pk, NewStep("handover", today()), by=desks.agency)

    now = case_now(case.pk, on=today())
    assert [(event.number, event.step, event.body_id, event.by_person_id, event.outcome) for event in now.events] == [
        (0, "opening", "so/phong-1", None, "passed"),
        (1, "request", "so/phong-1", "chi", "passed"),
        (2, "opinion", "so/phong-1", "giang", "passed"),
        (3, "looked_into", "tinh", None, "left_out"),
        (4, "proposal", "so", "binh", "passed"),
        (5, "answer", "so", "an", "passed"),
        (6, "handover", "so/phong-1", None, "passed"),
    ]
    assert now.course is not None
    assert now.course.end is End.COMPLETED
    assert verify().sound


def test_who_took_part_is_remembered_and_whoever_proposes_is_named(desks: Desks) -> None:
    answer(proposed(desks), desks, passes=True)
    parts = Participation.objects.current().order_by("part").values_list("person_id", "part")
    assert list(parts) == [("giang", "assessor"), ("an", "decider"), ("binh", "proposer")]
    assert list(Proposal.objects.values_list("person_id", "proposer_id", "body_id")) == [("chi", "binh", "so")]


def test_an_official_takes_the_own_step_and_no_other(desks: Desks) -> None:
    case, own = opened(desks), official("chi")
    other = official("giang")
    paper(case, "request", "request", by=own)
    assert refused(case, NewStep("request", days_ago(18)), by=other) == ("procedures.foreign", [])
    take(case.pk, NewStep("request", days_ago(18)), by=own)
    assert refused(case, NewStep("opinion", days_ago(15), by_person="giang"), by=own) == ("procedures.foreign", [])


def test_the_desk_enters_the_officials_own_step_and_nobody_else_may_sign_it(desks: Desks) -> None:
    case = opened(desks)
    paper(case, "request", "request", by=desks.agency)
    assert refused(case, NewStep("request", days_ago(18), by_person="giang"), by=desks.agency) == (
        "procedures.refused",
        ["procedures.no_power"],
    )
    assert take(case.pk, NewStep("request", days_ago(18)), by=desks.agency).by_person_id == "chi"


def test_another_bodys_desk_takes_no_step(desks: Desks) -> None:
    case = requested(desks)
    for foreign in (desks.other_agency, desks.province, desks.inspection):
        new = NewStep("opinion", days_ago(15), by_person="giang")
        assert refused(case, new, by=foreign) == ("procedures.foreign", [])


def test_the_step_of_inspectors_is_not_entered_by_the_desk_of_the_unit(desks: Desks) -> None:
    case = requested(desks)
    assert refused(case, NewStep("looked_into", days_ago(14)), by=desks.agency) == ("procedures.foreign", [])


def test_everything_that_stands_against_a_step_is_told_at_once(desks: Desks) -> None:
    case = requested(desks)
    new = NewStep("proposal", days_ago(-1), by_person="son")
    assert refused(case, new, by=desks.agency) == (
        "procedures.refused",
        ["procedures.not_open", "procedures.in_the_future", "procedures.no_power", "procedures.paper_missing"],
    )
    shown = why_not(case_now(case.pk, on=today()), "opinion", by=desks.agency, on=today())
    assert [(stop.code, stop.about) for stop in shown] == [
        ("procedures.paper_missing", "opinion"),
        ("procedures.paper_missing", "evaluation_record"),
    ]


def test_whoever_looks_without_the_power_is_told_so_beside_the_rest(desks: Desks) -> None:
    case = requested(desks)
    shown = why_not(case_now(case.pk, on=today()), "opinion", by=desks.province, on=today())
    assert [stop.code for stop in shown] == ["procedures.foreign", *["procedures.paper_missing"] * 2]


def test_a_step_is_not_dated_before_one_that_it_rests_on(desks: Desks) -> None:
    case = requested(desks)
    paper(case, "opinion", "opinion", by=desks.agency)
    paper(case, "opinion", "evaluation_record", by=desks.agency)
    new = NewStep("opinion", days_ago(19), by_person="giang")
    assert refused(case, new, by=desks.agency) == ("procedures.refused", ["procedures.too_early"])


def test_nothing_is_entered_while_the_clock_stands_before_what_was_entered(desks: Desks) -> None:
    case = advised(desks)
    paper(case, "proposal", "submission", by=desks.agency)
    CaseEvent.objects.filter(case=case, number=3).update(on=days_ago(-2))  # as the clock said then
    codes = refused(case, NewStep("proposal", today(), by_person="binh"), by=desks.agency)[1]
    assert "procedures.clock" in codes


def test_who_gave_the_view_does_not_put_the_proposal(desks: Desks) -> None:
    case = requested(desks)
    for name in ("opinion", "evaluation_record"):
        paper(case, "opinion", name, by=desks.agency)
    paper(case, "proposal", "submission", by=desks.agency)
    take(case.pk, NewStep("opinion", days_ago(15), by_person="giang"), by=desks.agency)
    leave_out(case, desks)
    assert refused(case, NewStep("proposal", days_ago(12), by_person="giang"), by=desks.agency) == (
        "procedures.refused",
        ["procedures.same_person", "procedures.no_power"],
    )


def test_a_step_is_left_out_only_where_that_is_allowed_and_why_is_said(desks: Desks) -> None:
    case = requested(desks)
    left_out = NewStep("opinion", days_ago(15), outcome=Outcome.LEFT_OUT)
    assert refused(case, left_out, by=desks.agency)[1] == ["procedures.not_optional", "procedures.no_reason"]


def test_what_did_not_pass_says_why_and_sends_the_case_back(desks: Desks) -> None:
    case = proposed(desks)
    paper(case, "answer", "conclusion", by=desks.agency)
    without = NewStep("answer", days_ago(10), by_person="an", outcome=Outcome.NOT_PASSED)
    assert refused(case, without, by=desks.agency) == ("procedures.refused", ["procedures.no_reason"])
    answer(case, desks, passes=False)
    assert case_now(case.pk, on=today()).open_steps == ("opinion",)


def test_nobody_acts_in_a_case_about_themselves(desks: Desks) -> None:
    """Chi sits at the desk of the agency: then her case goes to the desk above."""
    case = requested(desks)
    for name in ("opinion", "evaluation_record"):
        paper(case, "opinion", name, by=desks.agency)
    new = NewStep("opinion", days_ago(15), by_person="chi")
    assert refused(case, new, by=desks.agency) == ("procedures.own_case", [])
    own = desk_of_chi()
    assert refused(case, NewStep("opinion", days_ago(15), by_person="giang"), by=own) == ("procedures.foreign", [])
    new = NewStep("opinion", days_ago(15), by_person="giang")
    assert refused(case, new, by=desks.agency) == ("procedures.foreign", [])
    assert take(case.pk, new, by=desks.province).number == 2


def desk_of_chi() -> Acting:
    account = Account.objects.get(person="chi")
    grant = Grant(role=Role.UNIT_OFFICER, body="so", valid_from=LONG_AGO)
    return Acting(account, grant_mandate(account, grant, by=installation()))


def test_whoever_is_kin_of_the_official_takes_no_step(desks: Desks) -> None:
    write(Kinship(identity="giang/chi", person_id="giang", relative_id="chi", relation="sibling"))
    case = requested(desks)
    for name in ("opinion", "evaluation_record"):
        paper(case, "opinion", name, by=desks.agency)
    new = NewStep("opinion", days_ago(15), by_person="giang")
    assert refused(case, new, by=desks.agency) == ("procedures.recused", [])


def test_a_case_that_is_not_open_takes_no_step_and_is_opened_once(desks: Desks) -> None:
    case = prepared(desks)
    paper(case, "request", "request", by=desks.agency)
    assert refused(case, NewStep("request", today()), by=desks.agency) == (
        "procedures.refused",
        ["procedures.not_opened"],
    )
    with pytest.raises(LiemError) as caught:
        open_case(case.pk, today(), by=desks.agency)
    assert caught.value.data["stops"] == ["procedures.paper_missing"]
    paper(case, "opening", "plan", by=desks.agency)
    open_case(case.pk, today(), by=desks.agency)
    with pytest.raises(LiemError) as caught:
        open_case(case.pk, today(), by=desks.agency)
    assert caught.value.data["stops"] == ["procedures.opened"]


def test_a_case_that_ended_takes_no_step(desks: Desks) -> None:
    case = proposed(desks)
    answer(case, desks, passes=True)
    paper(case, "handover", "handover", by=desks.agency)
    take(case.pk, NewStep("handover", today()), by=desks.agency)
    assert refused(case, NewStep("handover", today()), by=desks.agency)[1] == ["procedures.ended"]


def test_a_body_without_leaders_on_record_signs_nothing(desks: Desks) -> None:
    case = requested(desks)
    for name in ("opinion", "evaluation_record"):
        paper(case, "opinion", name, by=desks.agency)
    Tenure.objects.filter(person_id__in=["chi", "giang"]).update(valid_to=days_ago(16))
    new = NewStep("opinion", days_ago(15), by_person="giang")
    assert refused(case, new, by=desks.agency)[1] == ["procedures.no_leader"]


def test_no_such_step_and_no_such_case(desks: Desks) -> None:
    case = requested(desks)
    assert refused(case, NewStep("none", today()), by=desks.agency)[0] == "procedures.no_step"
    with pytest.raises(LiemError) as caught:
        take("none", NewStep("request", today()), by=desks.agency)
    assert caught.value.code == "procedures.no_case"


def test_a_desk_without_a_mandate_over_the_case_is_a_stranger(desks: Desks) -> None:
    stranger = desk(Role.UNIT_OFFICER, "xa")
    assert refused(requested(desks), NewStep("opinion", days_ago(15), by_person="giang"), by=stranger) == (
        "procedures.foreign",
        [],
    )
