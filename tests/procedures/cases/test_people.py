"""Names put forward by somebody who answers for them, and withdrawn."""

from __future__ import annotations

from datetime import date

import pytest

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.procedures.cases.people import NewName, put_forward, withdraw
from liem.procedures.cases.preparing import NewCase, prepare
from liem.procedures.cases.standing import case_now
from liem.procedures.models import Candidacy, Case, CasePerson, Participation, Proposal
from procedures.world import VACANT, Desks, build, days_ago, desk, today

from .running import opened, prepared

pytestmark = pytest.mark.django_db


@pytest.fixture
def offices(db: None) -> Desks:
    return build("vietnam")


def _vacancy(desks: Desks) -> Case:
    return prepare(NewCase("party_appointment_inside", "so", post=VACANT, planned_on=today()), by=desks.agency)


def _name(person: str, proposer: str | None = "an", **more: object) -> NewName:
    return NewName(person, days_ago(5), proposer=proposer, **more)  # type: ignore[arg-type]


def _code(case: Case, new: NewName, by: Acting) -> str:
    before = CasePerson.objects.count()
    with pytest.raises(LiemError) as caught:
        put_forward(case.pk, new, by=by)
    assert CasePerson.objects.count() == before
    return caught.value.code


def test_a_name_is_put_forward_for_the_post_and_the_proposer_is_remembered(offices: Desks) -> None:
    case = _vacancy(offices)
    row = put_forward(case.pk, _name("chi"), by=offices.agency)

    candidacy, proposal = Candidacy.objects.get(), Proposal.objects.get()
    assert (row.person_id, row.to_post_id, row.joined_on, row.candidacy_id) == (
        "chi",
        VACANT,
        days_ago(5),
        row.identity,
    )
    assert (candidacy.pk, candidacy.kind, candidacy.post_id) == (row.identity, "appointment", VACANT)
    assert (proposal.proposer_id, proposal.body_id, proposal.candidacy_id) == ("an", "so", row.identity)
    parts = Participation.objects.current().values_list("candidacy_id", "person_id", "part")
    assert list(parts) == [(row.identity, "an", "proposer")]


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (_name("chi", None), "procedures.no_proposer"),
        (_name("an"), "procedures.own_proposal"),
        (_name("chi", "dung", body="so"), "procedures.not_a_head"),
        (_name("nobody"), "procedures.unknown_person"),
        (_name("chi", to_post="none"), "procedures.unknown_post"),
        (NewName("chi", date(9999, 1, 1), proposer="an"), "procedures.future"),
    ],
)
def test_a_name_without_somebody_who_may_propose_it_is_refused(offices: Desks, new: NewName, code: str) -> None:
    assert _code(_vacancy(offices), new, offices.agency) == code


def test_a_name_is_put_forward_once_and_by_no_stranger(offices: Desks) -> None:
    case = _vacancy(offices)
    assert _code(case, _name("chi"), offices.other_agency) == "actions.out_of_scope"
    put_forward(case.pk, _name("chi"), by=offices.agency)
    assert _code(case, _name("chi"), offices.agency) == "procedures.in_already"


def test_an_officer_who_is_in_the_case_adds_no_rival(offices: Desks) -> None:
    case = _vacancy(offices)
    put_forward(case.pk, _name("chi"), by=offices.agency)
    own = desk(Role.UNIT_OFFICER, "so", username="own", person="chi")
    assert _code(case, _name("dung"), own) == "procedures.own_case"


def test_a_case_about_one_official_is_joined_by_nobody(desks: Desks) -> None:
    case = prepared(desks)
    assert _code(case, _name("dung"), desks.agency) == "procedures.one_person"
    identity = CasePerson.objects.get().identity
    with pytest.raises(LiemError) as caught:
        withdraw(case.pk, identity, "Xin rút", by=desks.agency)
    assert caught.value.code == "procedures.one_person"


def test_who_withdraws_leaves_the_case_and_stays_in_the_record_of_it(offices: Desks) -> None:
    case = _vacancy(offices)
    row = put_forward(case.pk, _name("chi"), by=offices.agency)
    with pytest.raises(LiemError) as caught:
        withdraw(case.pk, row.identity, " ", by=offices.agency)
    assert caught.value.code == "actions.no_reason"
    withdraw(case.pk, row.identity, "Xin rút vì lý do sức khỏe", by=offices.agency)

    assert case_now(case.pk, on=today()).people == ()
    now = CasePerson.objects.current().get(identity=row.identity)
    assert (now.withdrawn_on, now.reason, now.joined_on) == (today(), "Xin rút vì lý do sức khỏe", days_ago(5))
    with pytest.raises(LiemError) as caught:
        withdraw(case.pk, row.identity, "Lần nữa", by=offices.agency)
    assert caught.value.code == "procedures.not_in"


def test_nobody_joins_a_body_case_for_transfers_as_a_candidate(desks: Desks) -> None:
    case = prepare(NewCase("trial_transfer", "so/phong-1"), by=desks.agency)
    put_forward(case.pk, NewName("giang", today(), to_post="so/phong-2/pho"), by=desks.agency)
    assert (Candidacy.objects.count(), Proposal.objects.count()) == (0, 0)
    assert opened(desks).person_id == "chi"
