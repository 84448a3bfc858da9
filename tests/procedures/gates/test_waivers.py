"""Letting a rule go: only where it names who may, at the desk of whoever decides, on paper, and reviewed by others."""

from __future__ import annotations

from datetime import timedelta

import pytest

from liem.actions.models import LedgerEntry, Role
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.kernel.verdicts import Verdict
from liem.procedures.cases.preparing import NewCase, prepare
from liem.procedures.gates.duties import KIND, owed
from liem.procedures.gates.statements import NewStatement, state
from liem.procedures.gates.waivers import DAYS_FOR_REVIEW, NewWaiver, review, unreviewed, waive
from liem.procedures.models import CasePerson, Waiver
from liem.record.models import Tenure

from ..world import VACANT, Desks, days_ago, desk, today
from .running import asked, filed

RULE, STEP = "no_extra_post_for_rotation", "appraisal"


@pytest.fixture
def chi(desks: Desks) -> CasePerson:
    """Chi is to be rotated into a post beyond the regular number."""
    new = NewCase("party_rotation", "so", post=VACANT, person="chi", planned_on=today())
    case = prepare(new, by=desks.province).pk
    chi = CasePerson.objects.get(case=case)
    _stated(chi, "true", desks.province)
    return chi


def _stated(chi: CasePerson, value: str, by: Acting, *, why: str = "") -> None:
    paper = filed(chi.case_id, "plan")
    facts = {"about": "rotation", "subject": chi.identity, "fact": "extra_post", "value": value}
    state(chi.case_id, NewStatement(**facts, paper=paper, why=why), by=by)


def _new(chi: CasePerson, **more: object) -> NewWaiver:
    given = {"step": STEP, "rule": RULE, "subject": chi.identity, "why": "Đơn vị mới thành lập", **more}
    if "paper" not in given:
        given["paper"] = filed(chi.case_id, "waiver")
    return NewWaiver(**{"granted_on": days_ago(1), "signed_by": "lan", **given})


def _code(chi: CasePerson, by: Acting, **more: object) -> str:
    new, entries = _new(chi, **more), LedgerEntry.objects.count()
    with pytest.raises(LiemError) as refused:
        waive(chi.case_id, new, by=by)
    assert (Waiver.objects.count(), LedgerEntry.objects.count()) == (0, entries)
    return refused.value.code


def test_a_rule_that_was_let_go_no_longer_stops_and_its_answer_stays_what_it_is(desks: Desks, chi: CasePerson) -> None:
    before = asked(chi.case_id, STEP)[RULE]
    assert (before.verdict, before.stops) == (Verdict.NOT_MET, True)

    waived = waive(chi.case_id, _new(chi), by=desks.province)
    after = asked(chi.case_id, STEP)[RULE]
    assert (after.verdict, after.stops, after.waiver) == (Verdict.NOT_MET, False, waived)
    assert (waived.body_id, waived.granted_by, waived.clause) == (
        "tinh",
        "Bộ Chính trị",
        str(before.may_be_waived.clause),
    )


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"rule": "not_put_forward_while_disciplined"}, "waivers.not_waivable"),
        ({"rule": "party_time_in_post"}, "waivers.rule"),
        ({"step": "khong_co"}, "waivers.rule"),
        ({"subject": "ai-do"}, "waivers.rule"),
        ({"why": "  "}, "waivers.why"),
        ({"paper": "khong-co"}, "waivers.paper"),
        ({"granted_on": today() + timedelta(days=1)}, "waivers.day"),
        ({"signed_by": None}, "waivers.signatory"),
        ({"signed_by": None, "granted_by": "Bộ Chính trị"}, "waivers.signatory"),
        ({"signed_by": "an"}, "waivers.signatory"),
        ({"signed_by": "chi"}, "procedures.own_case"),
    ],
    ids=[
        "a rule that names no waiver",
        "a rule that another step asks",
        "no such step",
        "nobody of this case",
        "no reason",
        "no paper",
        "a day to come",
        "nobody signed it, though the record names who led the body that decides",
        "an authority in words where the record names who led it",
        "signed by whoever does not lead the body that decides",
        "signed by the one concerned",
    ],
)
def test_what_cannot_be_let_go_is_refused(desks: Desks, chi: CasePerson, wrong: dict[str, object], code: str) -> None:
    assert _code(chi, desks.province, **wrong) == code


def test_the_unit_lets_nothing_go_for_itself(desks: Desks, chi: CasePerson) -> None:
    assert _code(chi, desks.agency) == "actions.out_of_scope"
    assert _code(chi, desks.inspection) == "actions.no_mandate"
    own = desk(Role.ORGANISATION_OFFICER, "tinh", username="chi-officer", person="chi")
    assert _code(chi, own) == "procedures.own_case"


def test_what_holds_needs_no_waiver_and_one_is_enough(desks: Desks, chi: CasePerson) -> None:
    waive(chi.case_id, _new(chi), by=desks.province)
    with pytest.raises(LiemError) as refused:
        waive(chi.case_id, _new(chi), by=desks.province)
    assert refused.value.code == "waivers.granted"


def test_what_does_not_stand_in_the_way_is_not_let_go(desks: Desks, chi: CasePerson) -> None:
    _stated(chi, "false", desks.province, why="Chức danh còn khuyết")
    assert asked(chi.case_id, STEP)[RULE].verdict is Verdict.MET

    assert _code(chi, desks.province) == "waivers.needless"


def test_a_waiver_is_owed_a_review_until_somebody_else_gave_it(desks: Desks, chi: CasePerson) -> None:
    waived = waive(chi.case_id, _new(chi), by=desks.province)
    (due,) = unreviewed(today())
    assert (due.identity, due.rule, due.subject, due.body, due.owed_by) == (
        waived.identity,
        RULE,
        chi.identity,
        "tinh",
        "tinh",
    )
    assert due.due_on == days_ago(1) + timedelta(days=DAYS_FOR_REVIEW)
    assert unreviewed(days_ago(2)) == ()
    assert [(one.kind, one.subject, one.body, one.due_on) for one in owed(today())] == [
        (KIND, waived.identity, "tinh", due.due_on)
    ]

    reviewed = review(waived.identity, "Đúng thẩm quyền, đủ văn bản", by=desks.inspection)
    assert (reviewed.reviewed_on, reviewed.reviewed_by, reviewed.why) == (
        today(),
        desks.inspection.account,
        waived.why,
    )
    assert (unreviewed(today()), owed(today())) == ((), ())
    assert not asked(chi.case_id, STEP)[RULE].stops, "it was granted all the same"


def test_whoever_let_it_go_does_not_review_it(desks: Desks, chi: CasePerson) -> None:
    waived = waive(chi.case_id, _new(chi), by=desks.province)
    other = desk(Role.ORGANISATION_OFFICER, "tinh", username="another-officer")
    as_inspector = Acting(
        desks.province.account, desk(Role.INSPECTOR, "tinh", username=desks.province.account.username).mandate
    )
    own = desk(Role.INSPECTOR, "tinh", username="chi-inspector", person="chi")
    codes = []
    for by, text in (
        (desks.province, "Được"),
        (other, "Được"),
        (as_inspector, "Được"),
        (own, "Được"),
        (desks.inspection, " "),
        (desks.agency, "Được"),
    ):
        with pytest.raises(LiemError) as refused:
            review(waived.identity, text, by=by)
        codes.append(refused.value.code)

    assert codes == [
        "waivers.own_review",
        "waivers.own_review",
        "waivers.own_review",
        "procedures.own_case",
        "waivers.text",
        "actions.no_mandate",
    ]
    review(waived.identity, "Đúng", by=desks.inspection)
    with pytest.raises(LiemError) as refused:
        review(waived.identity, "Đúng", by=desks.inspection)
    assert refused.value.code == "waivers.reviewed"


@pytest.mark.parametrize(
    "paper",
    [{"name": "submission"}, {"name": "plan"}, {"name": "waiver", "number": ""}, {"name": "waiver", "days": 0}],
    ids=["another kind", "the one that states the fact", "without a number", "dated after it was granted"],
)
def test_a_waiver_rests_on_its_own_numbered_paper_of_the_day_or_before(
    desks: Desks, chi: CasePerson, paper: dict[str, object]
) -> None:
    assert _code(chi, desks.province, paper=filed(chi.case_id, **paper)) == "waivers.paper"


def test_the_agreement_of_another_case_lets_nothing_go_in_this_one(desks: Desks, chi: CasePerson) -> None:
    other = prepare(NewCase("party_rotation", "so", post=VACANT, person="dung"), by=desks.province).pk
    assert _code(chi, desks.province, paper=filed(other, "waiver")) == "waivers.paper"


def test_no_fact_is_stated_from_the_paper_that_lets_a_rule_go(desks: Desks, chi: CasePerson) -> None:
    facts = {"about": "rotation", "subject": chi.identity, "fact": "extra_post", "value": "false"}
    new = NewStatement(**facts, paper=filed(chi.case_id, "waiver"), why="Theo văn bản đồng ý")
    with pytest.raises(LiemError, match=r"statements\.paper"):
        state(chi.case_id, new, by=desks.province)


def test_where_the_record_names_nobody_who_led_the_body_the_authority_stands_in_words(
    desks: Desks, chi: CasePerson
) -> None:
    Tenure.objects.filter(person__in=("lan", "minh", "nga", "oanh")).update(valid_to=days_ago(5))
    assert _code(chi, desks.province, signed_by=None) == "waivers.signatory"
    assert _code(chi, desks.province, signed_by="lan", granted_by="Ban Thường vụ") == "waivers.signatory"
    waived = waive(chi.case_id, _new(chi, signed_by=None, granted_by="Ban Thường vụ Tỉnh ủy"), by=desks.province)
    assert (waived.granted_by, waived.signed_by_id) == ("Ban Thường vụ Tỉnh ủy", None)
