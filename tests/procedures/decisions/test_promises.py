"""Promises of an action programme, and points of a correction plan: followed to their end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.procedures.cases.standing import case_now
from liem.procedures.decisions import correcting, promises
from liem.procedures.decisions.correcting import NewCorrection, NewPoint
from liem.procedures.decisions.promises import NewLook
from liem.procedures.decisions.stopping import stops
from liem.procedures.models import Case, CorrectionPlan, Promise
from procedures.decisions.running import case, paper, take
from procedures.world import VACANT, Desks, build, days_ago, desk, today
from world import write

pytestmark = pytest.mark.django_db
KEPT = NewLook(outcome="kept", proof="Báo cáo 15-BC/SNL")


@pytest.fixture
def desks() -> Desks:
    return build()


def promised(person: str, *, key: str = "p", due: int = 5) -> None:
    write(Promise(identity=key, case_id="case", person_id=person, text="Số hóa hồ sơ đất", due_on=days_ago(due)))


def appointed(desks: Desks) -> None:
    """Chi promised something and was appointed; Dung promised too and was not."""
    case("appointment_with_action_programme", "chi", "dung", post_id=VACANT)
    promised("chi")
    promised("dung", key="other")
    take("case", paper(), by=desks.province, chosen=["case/chi"])


def codes(step: str) -> list[str]:
    return [code for code, _ in stops(case_now("case", on=today()), step)]


def refused(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(LiemError) as refusal:
        act()
    assert refusal.value.code == code


def test_promises_bind_whoever_was_appointed_until_somebody_has_looked(desks: Desks) -> None:
    appointed(desks)
    assert codes("promises") == ["decisions.promises_open"]
    assert codes("publication") == []
    assert [(one.subject, one.body, one.due_on, one.path) for one in promises.owed(today())] == [
        ("p", "tinh", days_ago(5), "/cases/case/")
    ]
    promises.look("p", KEPT, by=desks.province)
    row = Promise.objects.current().get(identity="p")
    assert (row.outcome, row.proof, row.looked_on) == ("kept", "Báo cáo 15-BC/SNL", today())
    assert (codes("promises"), list(promises.owed(today()))) == ([], [])
    assert [one.identity for one in promises.promises_of(Case.objects.get(pk="case"))] == ["p"]


@pytest.mark.parametrize(
    ("new", "due", "code"),
    [
        (NewLook(outcome="nearly", proof="x"), 5, "decisions.outcome"),
        (NewLook(outcome="", proof="x"), 5, "decisions.outcome"),
        (NewLook(outcome="kept", proof=" "), 5, "decisions.proof"),
        (NewLook(outcome="not_kept", proof="x"), -5, "decisions.not_due"),
        (NewLook(outcome="partly", proof="x"), 0, "decisions.not_due"),
    ],
)
def test_what_came_of_a_promise_is_one_of_three_with_proof_and_not_too_early(
    new: NewLook, due: int, code: str, desks: Desks
) -> None:
    case("appointment_with_action_programme", "chi", post_id=VACANT)
    promised("chi", due=due)
    take("case", paper(), by=desks.province)
    refused(code, lambda: promises.look("p", new, by=desks.province))
    assert Promise.objects.current().get().outcome == ""


def test_a_promise_is_looked_at_once_by_the_body_that_follows_it_and_never_by_who_made_it(desks: Desks) -> None:
    appointed(desks)
    refused("procedures.foreign", lambda: promises.look("p", KEPT, by=desks.agency))
    refused("decisions.not_open", lambda: promises.look("other", KEPT, by=desks.province))
    promises.look("p", KEPT, by=desks.province)
    refused("decisions.not_open", lambda: promises.look("p", KEPT, by=desks.province))


def test_at_the_desk_of_whoever_promised_nobody_looks(desks: Desks) -> None:
    appointed(desks)
    own = desk(Role.ORGANISATION_OFFICER, "tinh", username="chi", person="chi")
    refused("procedures.nobody", lambda: promises.look("p", KEPT, by=own))


def test_where_no_step_follows_promises_the_unit_looks_but_not_whoever_made_them(desks: Desks) -> None:
    case("party_appointment_inside", "chi", post_id=VACANT)
    promised("chi")
    take("case", paper(), by=desks.province)
    own = desk(Role.UNIT_OFFICER, "so", username="chi", person="chi")
    refused("decisions.own", lambda: promises.look("p", KEPT, by=own))
    refused("actions.out_of_scope", lambda: promises.look("p", KEPT, by=desks.other_agency))
    assert promises.look("p", KEPT, by=desks.agency).outcome == "kept"


def test_a_promise_of_somebody_whose_appointment_was_entered_by_mistake_binds_nobody(desks: Desks) -> None:
    appointed(desks)
    number = case_now("case", on=today()).next_number - 1
    take("case", None, by=desks.province, outcome="not_passed", corrects=number, reason="Ghi nhầm vụ việc")
    assert promises.open_promises(Case.objects.get(pk="case")) == 0


def points(*due: int) -> list[NewPoint]:
    return [NewPoint(text=f"Điểm {number}", due_on=days_ago(-days)) for number, days in enumerate(due)]


def reviewed() -> None:
    case("self_review", until="correction_plan", kind="evaluation")


def test_the_plan_is_laid_down_point_by_point_and_followed(desks: Desks) -> None:
    reviewed()
    assert codes("correction_plan") == ["decisions.no_points"]
    correcting.plan("case", points(10, 30), by=desks.agency)
    assert codes("correction_plan") == []
    take("case", None, by=desks.agency, step="correction_plan", signed_by="an", body="so")
    assert codes("follow_up") == ["decisions.points_open"]
    owed = list(correcting.owed(today()))
    assert [(one.body, one.due_on) for one in owed] == [("so", days_ago(-10)), ("so", days_ago(-30))]
    for one in owed:
        correcting.correct(one.subject, NewCorrection(done_on=today(), proof="Đã sửa quy chế"), by=desks.agency)
    assert (codes("follow_up"), list(correcting.owed(today()))) == ([], [])


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        [NewPoint(text=" ", due_on=date(2999, 1, 1))],
        [NewPoint(text="x" * 301, due_on=date(2999, 1, 1))],
        [NewPoint(text="Điểm 1", due_on=date(2001, 1, 1))],
    ],
)
def test_each_point_has_words_and_a_day_to_come(wrong: list[NewPoint], desks: Desks) -> None:
    reviewed()
    refused("decisions.points", lambda: correcting.plan("case", wrong, by=desks.agency))
    assert not CorrectionPlan.objects.exists()


def test_points_are_entered_by_the_unit_and_only_when_it_is_their_turn(desks: Desks) -> None:
    reviewed()
    refused("actions.out_of_scope", lambda: correcting.plan("case", points(10), by=desks.other_agency))
    refused("procedures.foreign", lambda: correcting.plan("case", points(10), by=desks.province))
    correcting.plan("case", points(10), by=desks.agency)
    take("case", None, by=desks.agency, step="correction_plan", signed_by="an", body="so")
    refused("decisions.no_plan", lambda: correcting.plan("case", points(10), by=desks.agency))


def test_a_point_is_corrected_once_with_proof(desks: Desks) -> None:
    reviewed()
    row = correcting.plan("case", points(10), by=desks.agency)[0]

    def correct(proof: str, days: int = 0, by: Acting = desks.agency) -> None:
        correcting.correct(row.identity, NewCorrection(done_on=days_ago(days), proof=proof), by=by)

    refused("decisions.proof", lambda: correct(""))
    refused("decisions.day_to_come", lambda: correct("Báo cáo", -1))
    refused("actions.out_of_scope", lambda: correct("Báo cáo", by=desks.other_agency))
    correct("Báo cáo")
    refused("decisions.not_open", lambda: correct("Báo cáo"))
