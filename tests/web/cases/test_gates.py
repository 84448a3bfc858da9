"""Rules before a step on the pages of a case: why one stops, a fact stated from paper, an exception and its review."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from urllib.parse import quote

import pytest

from liem.actions import scope as actions_scope
from liem.actions.models import Role
from liem.procedures.cases.filing import NewPaper, file_paper
from liem.procedures.cases.people import NewName, put_forward
from liem.procedures.cases.preparing import NewCase, prepare
from liem.procedures.models import CasePerson, Recusal, Statement, Waiver
from liem.record.models import PostState
from liem.record.scope import reaches
from procedures.cases.running import paper as filing
from procedures.meetings.running import taken
from procedures.world import VACANT, Desks, build, days_ago, desk, today
from web.cases.conftest import Open
from web.seen import links, main
from world import write

pytestmark = pytest.mark.django_db
RULE, STEP = "no_extra_post_for_rotation", "appraisal"


@pytest.fixture
def real(db: None) -> Iterator[Desks]:
    former = actions_scope.register(reaches)
    yield build()
    actions_scope.register(former)


@pytest.fixture
def chi(real: Desks) -> CasePerson:
    """Chi is to be rotated."""
    new = NewCase("party_rotation", "so", post=VACANT, person="chi", planned_on=today())
    return CasePerson.objects.get(case=prepare(new, by=real.province))


def fact_url(chi: CasePerson) -> str:
    return f"/cases/{chi.case_id}/facts/rotation/extra_post/{chi.identity}/"


def waive_url(chi: CasePerson, rule: str = RULE) -> str:
    return f"/cases/{chi.case_id}/exceptions/{STEP}/{rule}/{quote(chi.identity)}/"


def filed(chi: CasePerson, desks: Desks, name: str = "submission") -> str:
    return filing(chi.case, "opening", name, by=desks.province).identity


def agreed(chi: CasePerson, desks: Desks) -> str:
    """The numbered paper by which a rule is let go."""
    new = NewPaper(STEP, "waiver", days_ago(2), number="12-CV/TU", upload=BytesIO(b"x"))
    return file_paper(chi.case_id, new, by=desks.province).identity


def stated(chi: CasePerson, desks: Desks, at: Open) -> str:
    paper = filed(chi, desks, "plan")
    assert at(desks.province).post(fact_url(chi), {"value": "true", "paper": paper}).status_code == 302
    return paper


def test_a_rule_that_stops_is_told_with_its_clause_and_what_is_missing(real: Desks, at: Open) -> None:
    case = prepare(NewCase("party_appointment_inside", "so", post=VACANT), by=real.agency)
    put_forward(case.pk, NewName("chi", days_ago(3), proposer="an"), by=real.agency)
    page = at(real.agency).get(f"/cases/{case.pk}/")
    assert "? cannot be determined yet" in main(page)
    assert "1 rule is asked" in main(page)
    assert "/rules/vacancy_before_first_name/" in links(page)
    assert any(link.startswith("#gates-opening") for link in links(page))


def test_a_fact_is_stated_from_a_paper_and_anew_with_a_reason(real: Desks, chi: CasePerson, at: Open) -> None:
    client, foreign = at(real.province), at(real.agency)
    assert "No paper is filed yet" in main(client.get(fact_url(chi)))
    assert f"/cases/{chi.case_id}/papers/?step=opening" in links(client.get(fact_url(chi)))
    paper = stated(chi, real, at)
    assert [paper in one.get(fact_url(chi)).content.decode() for one in (client, foreign)] == [True, False]
    assert foreign.post(fact_url(chi), {"value": "false", "paper": paper, "why": "x"}).status_code == 400
    assert Statement.objects.get().value == "true"
    assert "Stated so far: yes" in main(client.get(fact_url(chi)))
    again = {"value": "false", "paper": paper}
    assert client.post(fact_url(chi), again | {"why": " "}).status_code == 400
    assert client.post(fact_url(chi), again | {"why": "Đọc nhầm"}).status_code == 302
    assert Statement.objects.current().get().value == "false"


def test_a_fact_that_nobody_states_or_without_a_paper_is_refused(real: Desks, chi: CasePerson, at: Open) -> None:
    client = at(real.agency)
    assert client.get(f"/cases/{chi.case_id}/facts/candidacy/decided_on/{chi.identity}/").status_code == 404
    assert client.post(fact_url(chi), {"value": "true", "paper": ""}).status_code == 400
    assert client.post(fact_url(chi), {"value": "perhaps", "paper": filed(chi, real)}).status_code == 400
    assert Statement.objects.count() == 0


def test_an_exception_is_entered_where_the_rule_names_who_may_and_reviewed_by_others(
    real: Desks, chi: CasePerson, at: Open
) -> None:
    plan, client = stated(chi, real, at), at(real.province)
    assert f"/cases/{chi.case_id}/papers/?step={STEP}&name=waiver" in links(client.get(waive_url(chi)))
    paper = agreed(chi, real)
    form = client.get(waive_url(chi))
    assert [one in form.content.decode() for one in (paper, plan)] == [True, False]
    assert "The rule itself lets" in main(form)
    assert '<option value="lan">' in form.content.decode()
    given = {"granted_by": "", "signed_by": "lan", "granted_on": f"{days_ago(1):%d/%m/%Y}", "paper": paper, "why": ""}
    assert client.post(waive_url(chi), given).status_code == 400
    for wrong in ({"signed_by": ""}, {"paper": plan}):
        assert client.post(waive_url(chi), given | {"why": "Đơn vị mới"} | wrong).status_code == 400
    assert client.post(waive_url(chi), given | {"why": "Đơn vị mới"}).status_code == 302
    row = Waiver.objects.get()
    shown = main(client.get(f"/cases/{chi.case_id}/"))
    assert "Exceptions allowed" in shown
    assert "waits for its review" in shown
    review = f"/cases/{chi.case_id}/exceptions/{row.identity}/"
    assert client.post(review, {"review": "Đã xem"}).status_code == 400
    inspector = at(real.inspection)
    assert review in links(inspector.get(f"/cases/{chi.case_id}/"))
    assert inspector.post(review, {"review": "Đúng thẩm quyền"}).status_code == 302
    assert "Đúng thẩm quyền" in main(inspector.get(f"/cases/{chi.case_id}/"))


def test_a_rule_that_names_nobody_has_no_such_page(real: Desks, chi: CasePerson, at: Open) -> None:
    client = at(real.province)
    assert client.get(waive_url(chi, "not_put_forward_while_disciplined")).status_code == 404
    assert client.get(f"/cases/{chi.case_id}/exceptions/none/").status_code == 404


def test_another_desk_and_an_auditor_state_and_waive_nothing(real: Desks, chi: CasePerson, at: Open) -> None:
    paper = filed(chi, real)
    auditor = at(desk(Role.AUDITOR, "tinh"))
    assert auditor.post(fact_url(chi), {"value": "true", "paper": paper}).status_code == 400
    assert at(real.other_agency).get(fact_url(chi)).status_code == 404
    assert (Statement.objects.count(), Waiver.objects.count()) == (0, 0)


def test_the_exception_is_offered_where_it_can_be_entered_and_others_are_told_where(
    real: Desks, chi: CasePerson, at: Open
) -> None:
    stated(chi, real, at)
    taken(chi.case_id, "opening", "plan", "plan_answer", "proposal")
    there, elsewhere = at(real.province).get(f"/cases/{chi.case_id}/"), at(real.agency).get(f"/cases/{chi.case_id}/")
    assert waive_url(chi) in links(there)
    assert waive_url(chi) not in links(elsewhere)
    assert "entered at the desk of Tinh" in main(elsewhere)
    form = at(real.agency).get(waive_url(chi))
    assert "An exception is entered at the desk of Tinh" in main(form)
    assert 'name="granted_on"' not in form.content.decode()


def test_whoever_keeps_out_of_the_case_is_not_offered_the_exception(real: Desks, chi: CasePerson, at: Open) -> None:
    stated(chi, real, at)
    taken(chi.case_id, "opening", "plan", "plan_answer", "proposal")
    own = desk(Role.ORGANISATION_OFFICER, "tinh", username="nga-desk", person="nga")
    assert waive_url(chi) in links(at(own).get(f"/cases/{chi.case_id}/"))
    write(Recusal(identity="r", case=chi.case, person_id="nga", about_id="chi", ground="own_wish"))
    assert waive_url(chi) not in links(at(own).get(f"/cases/{chi.case_id}/"))


def test_another_desk_than_that_of_the_step_may_be_the_one_that_lets_a_rule_go(
    real: Desks, chi: CasePerson, at: Open
) -> None:
    stated(chi, real, at)
    PostState.objects.filter(post=VACANT).update(managed_by="ban")
    commission = desk(Role.ORGANISATION_OFFICER, "ban")
    taken(chi.case_id, "opening", "plan", "plan_answer", "proposal")
    of_step, of_decision = (at(one).get(f"/cases/{chi.case_id}/") for one in (commission, real.province))
    form = f'action="/cases/{chi.case_id}/steps/{STEP}/'
    assert [form in page.content.decode() for page in (of_step, of_decision)] == [True, False]
    assert [waive_url(chi) in links(page) for page in (of_step, of_decision)] == [False, True]
