"""What a mandate over one body must not bring about: cases about others, papers of others, steps of another time."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from liem.actions.models import Role
from liem.kernel.errors import LiemError
from liem.procedures.cases.filing import NewPaper, file_paper, replace_paper
from liem.procedures.cases.people import NewName, put_forward, withdraw
from liem.procedures.cases.preparing import NewCase, open_case, prepare
from liem.procedures.models import Case, CaseEvent, CasePaper, CasePerson, Decision
from liem.record.models import Kinship
from procedures.world import VACANT, Desks, build, days_ago, desk, official
from world import write

from .running import opened, paper, prepared

pytestmark = pytest.mark.django_db


@pytest.fixture
def offices(db: None) -> Desks:
    return build("vietnam", "bac_giang_2021_2025")


def test_no_case_is_opened_on_a_day_before_its_procedure_and_its_rules(desks: Desks) -> None:
    case = prepared(desks)
    paper(case, "opening", "plan", by=desks.agency)
    with pytest.raises(LiemError) as refused:
        open_case(case.pk, date(2019, 12, 31), by=desks.agency)
    assert refused.value.data["stops"] == ["procedures.not_in_force"]
    assert not CaseEvent.objects.exists()
    assert open_case(case.pk, date(2020, 1, 1), by=desks.agency).number == 0


def test_a_case_is_prepared_about_nobody_beyond_the_mandate(desks: Desks) -> None:
    for person in ("son", "lan"):
        with pytest.raises(LiemError, match=r"record\.out_of_reach"):
            prepare(NewCase("trial_ending", "so", person=person, post=VACANT), by=desks.agency)
    assert not Case.objects.exists()


def test_nobody_beyond_the_mandate_is_put_forward_unless_their_own_body_is_asked(offices: Desks) -> None:
    inside = prepare(NewCase("party_appointment_inside", "so", post=VACANT), by=offices.agency)
    with pytest.raises(LiemError, match=r"record\.out_of_reach"):
        put_forward(inside.pk, NewName("son", days_ago(5), proposer="an"), by=offices.agency)
    outside = prepare(NewCase("party_appointment_outside", "so", post=VACANT), by=offices.agency)
    assert put_forward(outside.pk, NewName("son", days_ago(5), proposer="an"), by=offices.agency).person_id == "son"


def test_a_decision_beyond_the_mandate_is_not_looked_into(offices: Desks) -> None:
    days = {"decided_on": days_ago(200), "effective_on": days_ago(200)}
    write(Decision(key="d1", number="12-QĐ/TU", body_id="tinh", subject="Bổ nhiệm", entry=1, **days))
    with pytest.raises(LiemError, match=r"record\.out_of_reach"):
        prepare(NewCase("annulment", "so", decision="d1", post=VACANT), by=offices.agency)
    assert prepare(NewCase("annulment", "so", decision="d1", post=VACANT), by=offices.province).decision_id == "d1"


@pytest.mark.parametrize("places", [0, 501, 70_000])
def test_a_case_fills_no_more_places_than_there_can_be(offices: Desks, places: int) -> None:
    with pytest.raises(LiemError, match=r"procedures\.places"):
        prepare(NewCase("party_appointment_inside", "so", post=VACANT, places=places), by=offices.agency)


def test_a_level_of_secrecy_that_there_is_not_hides_no_secret(desks: Desks) -> None:
    with pytest.raises(LiemError, match=r"procedures\.too_secret"):
        prepare(NewCase("trial_ending", "so/phong-1", person="chi", secrecy="top"), by=desks.agency)
    case = opened(desks)
    for more in ({"secrecy": "top"}, {"number": "1" * 61}, {"authority": "A" * 301}):
        new = NewPaper("opinion", "opinion", days_ago(3), upload=BytesIO(b"x"), **more)
        with pytest.raises(LiemError, match=r"papers\.words"):
            file_paper(case.pk, new, by=desks.agency)


def test_a_paper_takes_the_place_of_no_other_paper(desks: Desks) -> None:
    case, own = opened(desks), official("chi")
    plan = CasePaper.objects.get(case=case, name="plan")
    for identity in (plan.identity, "mine"):
        for reason in ("Nộp nhầm", ""):
            mine = NewPaper("request", "request", days_ago(3), person="chi", upload=BytesIO(b"y"))
            with pytest.raises(LiemError, match=r"papers\.gone"):
                replace_paper(case.pk, identity, mine, reason, by=own)
    assert CasePaper.objects.current().get(identity=plan.identity) == plan


def test_whoever_keeps_out_of_a_case_files_nothing_in_it(desks: Desks) -> None:
    case = opened(desks)
    write(Kinship(identity="giang/chi", person_id="giang", relative_id="chi", relation="sibling"))
    tied = desk(Role.UNIT_OFFICER, "so", username="tied", person="giang")
    with pytest.raises(LiemError, match=r"procedures\.recused"):
        paper(case, "opinion", "opinion", by=tied)


def test_whoever_keeps_out_of_a_case_names_and_withdraws_nobody(offices: Desks) -> None:
    case = prepare(NewCase("party_appointment_inside", "so", post=VACANT), by=offices.agency)
    chi = put_forward(case.pk, NewName("chi", days_ago(5), proposer="an"), by=offices.agency)
    write(Kinship(identity="giang/chi", person_id="giang", relative_id="chi", relation="sibling"))
    tied = desk(Role.UNIT_OFFICER, "so", username="tied", person="giang")
    with pytest.raises(LiemError, match=r"procedures\.recused"):
        put_forward(case.pk, NewName("dung", days_ago(5), proposer="an"), by=tied)
    with pytest.raises(LiemError, match=r"procedures\.recused"):
        withdraw(case.pk, chi.identity, "Rút", by=tied)
    assert CasePerson.objects.current().get().withdrawn_on is None
