"""What is stated in a case, from a paper of it, for rules to ask."""

from __future__ import annotations

import pytest

from liem.actions.models import LedgerEntry, Role
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.kernel.verdicts import Verdict
from liem.procedures.gates.statements import NewStatement, state, stated_in
from liem.procedures.models import CasePerson, Statement

from ..world import Desks, desk, official
from .running import asked, filed, named, now, prepared


@pytest.fixture
def chi(desks: Desks) -> CasePerson:
    return named(prepared(desks), desks)


def _new(subject: str, **more: str) -> NewStatement:
    given = {"about": "appointment_file", "subject": subject, "fact": "standards_required", "value": "3", **more}
    return NewStatement(**{"paper": "", **given})


def test_what_was_stated_answers_the_rule(desks: Desks, chi: CasePerson) -> None:
    paper = filed(chi.case_id)
    for fact, value in (("standards_required", "3"), ("standards_met", " 3 ")):
        state(chi.case_id, _new(chi.identity, fact=fact, value=value, paper=paper), by=desks.agency)

    assert asked(chi.case_id, "key_officials")["every_standard_met"].verdict is Verdict.MET
    assert [(one.fact, one.value, one.paper) for one in stated_in(now(chi.case_id))] == [
        ("standards_met", "3", paper),
        ("standards_required", "3", paper),
    ]


def test_a_later_statement_supersedes_the_earlier_with_the_reason(desks: Desks, chi: CasePerson) -> None:
    paper = filed(chi.case_id)
    state(chi.case_id, _new(chi.identity, paper=paper), by=desks.agency)
    with pytest.raises(LiemError) as refused:
        state(chi.case_id, _new(chi.identity, value="4", paper=paper), by=desks.agency)
    assert refused.value.code == "statements.no_reason"

    state(chi.case_id, _new(chi.identity, value="4", paper=paper, why="Đếm thiếu một tiêu chuẩn"), by=desks.agency)
    rows = Statement.objects.order_by("known_from").values_list("value", "reason")
    assert list(rows) == [("3", ""), ("4", "Đếm thiếu một tiêu chuẩn")]
    assert [one.value for one in stated_in(now(chi.case_id))] == ["4"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"fact": "retires_on"}, "statements.fact"),
        ({"about": "candidacy", "fact": "planned_on"}, "statements.fact"),
        ({"subject": "ai-do"}, "statements.subject"),
        ({"value": "ba"}, "statements.value"),
        ({"value": "1234567"}, "statements.value"),
        ({"value": ""}, "statements.value"),
        ({"fact": "filed_on", "value": "2026-02-29"}, "statements.value"),
        ({"fact": "filed_on", "value": "20260228"}, "statements.value"),
        ({"fact": "first_time", "value": "có"}, "statements.value"),
        ({"paper": "khong-co"}, "statements.paper"),
    ],
    ids=[
        "told by the record",
        "a table of which nothing is stated",
        "nobody of this case",
        "no number",
        "too large a number",
        "nothing",
        "no such day",
        "a day written otherwise",
        "neither true nor false",
        "no paper of this case",
    ],
)
def test_what_cannot_be_stated_is_refused(desks: Desks, chi: CasePerson, wrong: dict[str, str], code: str) -> None:
    new = _new(**{"subject": chi.identity, "paper": filed(chi.case_id), **wrong})
    entries = LedgerEntry.objects.count()
    with pytest.raises(LiemError) as refused:
        state(chi.case_id, new, by=desks.agency)

    assert refused.value.code == code
    assert (Statement.objects.count(), LedgerEntry.objects.count()) == (0, entries)


def _foreign(desks: Desks) -> Acting:
    return desks.other_agency


def _own(desks: Desks) -> Acting:
    return desk(Role.UNIT_OFFICER, "so", username="chi-officer", person="chi")


def _official(desks: Desks) -> Acting:
    return official("chi")


@pytest.mark.parametrize(
    ("who", "code"),
    [(_foreign, "actions.out_of_scope"), (_own, "procedures.own_case"), (_official, "actions.no_mandate")],
)
def test_only_a_desk_that_reaches_the_unit_states_and_nobody_about_themselves(
    desks: Desks, chi: CasePerson, who: object, code: str
) -> None:
    paper = filed(chi.case_id)
    with pytest.raises(LiemError) as refused:
        state(chi.case_id, _new(chi.identity, paper=paper), by=who(desks))

    assert refused.value.code == code
