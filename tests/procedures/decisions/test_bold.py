"""The register of bold proposals: who enters one, when it counts, who sees it, and that relief asks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from facts_of import facts_of
from liem.actions.models import Role
from liem.kernel.errors import LiemError
from liem.procedures.cases.preparing import NewCase, prepare
from liem.procedures.decisions.bold import (
    LONGEST,
    LONGEST_PAPER,
    NewAgreement,
    NewProposal,
    Register,
    agree,
    proposals,
    register,
)
from liem.procedures.models import BoldProposal
from liem.record.scope import reach
from procedures.decisions.running import changed
from procedures.meetings.running import taken
from procedures.world import Desks, build, days_ago, desk, official, today
from world import tenure, write

pytestmark = pytest.mark.django_db
NEW = NewProposal(person="binh", title="Giao việc theo đầu ra", registered_on=days_ago(40))
AGREED = NewAgreement(agreed_by="Ban Thường vụ", agreed_on=days_ago(30), paper="CV 7 ngày 02/3")


@pytest.fixture
def desks() -> Desks:
    return build()


def refused(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(LiemError) as refusal:
        act()
    assert refusal.value.code == code


def seen(by: Desks | object, **asked: str) -> Register:
    return proposals(reach(by, today()), **asked)  # type: ignore[arg-type]


def test_a_proposal_is_registered_and_the_agreement_is_a_second_version(desks: Desks) -> None:
    row = register(NEW, by=desks.agency)
    [line] = seen(desks.agency).lines
    assert (line.person_name, line.body_name, line.title, line.agreed_on) == ("Người binh", "So", NEW.title, None)
    agree(row.identity, AGREED, by=desks.agency)
    [line] = seen(desks.agency).lines
    assert (line.registered_on, line.agreed_on, line.agreed_by) == (days_ago(40), days_ago(30), "Ban Thường vụ")
    first, second = BoldProposal.objects.filter(identity=row.identity).order_by("known_from")
    assert (first.agreed_on, first.known_to) == (None, second.known_from)
    assert seen(desks.agency).agreed == 1


def test_what_was_agreed_stands(desks: Desks) -> None:
    row = register(NEW, by=desks.agency)
    agree(row.identity, AGREED, by=desks.agency)
    refused("bold.not_open", lambda: agree(row.identity, replace(AGREED, agreed_on=today()), by=desks.agency))
    refused("bold.not_open", lambda: agree("none", AGREED, by=desks.agency))
    assert BoldProposal.objects.current().get().agreed_on == days_ago(30)


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (replace(NEW, title=" "), "bold.title"),
        (replace(NEW, title="x" * (LONGEST + 1)), "bold.title"),
        (replace(NEW, registered_on=days_ago(-1)), "bold.title"),
        (replace(NEW, person="son"), "bold.no_person"),
        (replace(NEW, person="nobody"), "bold.no_person"),
    ],
)
def test_a_proposal_says_what_and_when_and_is_of_somebody_within_the_mandate(
    new: NewProposal, code: str, desks: Desks
) -> None:
    refused(code, lambda: register(new, by=desks.agency))
    assert not BoldProposal.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        replace(AGREED, agreed_by=" "),
        replace(AGREED, agreed_by="x" * (LONGEST + 1)),
        replace(AGREED, paper=""),
        replace(AGREED, paper="x" * (LONGEST_PAPER + 1)),
        replace(AGREED, agreed_on=days_ago(41)),
        replace(AGREED, agreed_on=days_ago(-1)),
    ],
)
def test_an_agreement_names_the_authority_and_its_paper_and_comes_after_the_proposal(
    wrong: NewAgreement, desks: Desks
) -> None:
    row = register(NEW, by=desks.agency)
    refused("bold.agreement", lambda: agree(row.identity, wrong, by=desks.agency))
    assert BoldProposal.objects.get().agreed_on is None


def test_nobody_enters_their_own_and_no_other_desk_the_agreement(desks: Desks) -> None:
    own = desk(Role.UNIT_OFFICER, "so", username="binh", person="binh")
    refused("decisions.own", lambda: register(NEW, by=own))
    row = register(NEW, by=desks.agency)
    refused("decisions.own", lambda: agree(row.identity, AGREED, by=own))
    refused("actions.out_of_scope", lambda: agree(row.identity, AGREED, by=desks.other_agency))
    for by in (desks.inspection, official("an")):
        refused("actions.no_mandate", lambda by=by: register(NEW, by=by))  # type: ignore[misc]
    assert BoldProposal.objects.count() == 1


def test_the_register_is_read_where_the_official_is_and_where_it_was_entered(desks: Desks) -> None:
    register(NEW, by=desks.agency)
    register(replace(NEW, person="an", registered_on=days_ago(50)), by=desks.agency)
    changed("binh/so/pho-1/2010-01-01", valid_to=days_ago(5))
    write(tenure("binh", "so-khac/giam-doc", days_ago(5)))
    assert [one.person for one in seen(desks.other_agency).lines] == ["binh"]
    assert [(one.person, one.person_name) for one in seen(desks.agency).lines] == [("", ""), ("an", "Người an")]
    assert [one.person for one in seen(official("binh")).lines] == ["binh"]
    assert seen(official("chi")).lines == ()
    assert [one.person for one in seen(desks.province, person="an").lines] == ["an"]


def test_relief_weighs_what_was_agreed_and_nothing_that_was_only_registered(desks: Desks) -> None:
    case = prepare(NewCase("party_relief", "so", post="so/pho-1", person="binh"), by=desks.province).pk
    taken(case, "opening", on=days_ago(2))

    def counted() -> object:
        return facts_of("relief_case", today())[case]["registered_proposals"]

    row = register(NEW, by=desks.agency)
    assert counted() == 0
    agree(row.identity, AGREED, by=desks.agency)
    assert counted() == 1
