"""The proposer's ledger: what became of those whom somebody proposed, without verdict."""

from __future__ import annotations

from dataclasses import fields

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liem.kernel.errors import LiemError
from liem.procedures.cases.standing import case_now
from liem.procedures.decisions.proposers import Became, LedgerPage, Line, Since, proposals_of
from liem.record.models import Discipline, Evaluation, EvaluationForm
from liem.record.scope import reach
from procedures.decisions.running import NUMBER, OPENED, case, paper, proposed, take
from procedures.world import VACANT, Desks, build, days_ago, official, today
from world import write

pytestmark = pytest.mark.django_db
YEAR = days_ago(10).year


@pytest.fixture
def desks() -> Desks:
    return build()


def page(desks: Desks, proposer: str = "an") -> LedgerPage:
    return proposals_of(reach(desks.province, today()), proposer, on=today())


def appointed(desks: Desks) -> None:
    """An proposed Chi and Dung; Chi was appointed."""
    case("party_appointment_inside", "chi", "dung", post_id=VACANT)
    for person in ("chi", "dung"):
        proposed("case", person, by="an", post=VACANT)
    take("case", paper(), by=desks.province, chosen=["case/chi"])


def grade(key: str, value: str, *, days: int) -> None:
    write(
        Evaluation(key=key, person_id="chi", body_id="so", year=YEAR),
        EvaluationForm(identity=key, evaluation_id=key, grade=value, evaluated_on=days_ago(days)),
    )


def test_each_proposal_tells_what_followed_in_the_order_of_days(desks: Desks) -> None:
    appointed(desks)
    grade("before", "excellent", days=40)
    grade("after", "completed", days=10)
    write(
        Discipline(identity="d", person_id="chi", side="party", form="reprimand", decided_on=days_ago(5)),
        Discipline(identity="old", person_id="chi", side="party", form="warning", decided_on=days_ago(90)),
    )
    found = page(desks)
    assert (found.name, found.total) == ("Người an", 2)
    by_person = {line.person: line for line in found.lines}
    assert by_person["chi"].since == (
        Since(Became.DECIDED, days_ago(30), NUMBER),
        Since(Became.BEGAN, days_ago(20), NUMBER),
        Since(Became.GRADED, days_ago(10), f"{YEAR}:completed"),
        Since(Became.DISCIPLINED, days_ago(5), "reprimand"),
    )
    assert (by_person["chi"].in_post, by_person["chi"].proposed_on) == (True, days_ago(OPENED))
    assert (by_person["dung"].since, by_person["dung"].in_post) == ((), None)


def test_who_left_the_post_is_told_with_the_day_and_by_what(desks: Desks) -> None:
    appointed(desks)
    case("party_release", "chi", key="release", person_id="chi", post_id=VACANT)
    take("release", paper("13-QĐ/TU", days=5), by=desks.province, on=days_ago(6))
    line = next(one for one in page(desks).lines if one.person == "chi")
    left = Since(Became.LEFT, days_ago(5), f"Quyết định số 13-QĐ/TU ngày {days_ago(6):%d/%m/%Y}")
    assert (line.since[-1], line.in_post) == (left, False)


def test_an_annulled_appointment_is_told_as_annulled(desks: Desks) -> None:
    appointed(desks)
    decision = case_now("case", on=today()).case.decisions.get()
    case("annulment", key="annul", body="tinh", decision=decision)
    take("annul", paper("90-QĐ/TU", days=3, redo_by=days_ago(-30)), by=desks.province, on=days_ago(4))
    line = next(one for one in page(desks).lines if one.person == "chi")
    assert [one.what for one in line.since] == [Became.DECIDED, Became.BEGAN, Became.ANNULLED, Became.LEFT]
    assert (line.since[2].on, line.in_post) == (days_ago(3), False)


def test_what_was_entered_by_mistake_did_not_become_of_anybody(desks: Desks) -> None:
    appointed(desks)
    number = case_now("case", on=today()).next_number - 1
    take("case", None, by=desks.province, outcome="not_passed", corrects=number, reason="Ghi nhầm")
    assert {(line.since, line.in_post) for line in page(desks).lines} == {((), None)}


def test_it_holds_no_sum_no_verdict_and_no_order_but_that_of_days(desks: Desks) -> None:
    appointed(desks)
    case("party_appointment_inside", "hai", key="later", post_id=VACANT)
    proposed("later", "hai", by="an", post=VACANT, on=days_ago(50))
    assert [line.person for line in page(desks).lines] == ["hai", "chi", "dung"]
    assert {field.name for field in fields(LedgerPage)} == {"name", "total", "lines"}
    assert {field.name for field in fields(Line)} == {
        "case",
        "person",
        "person_name",
        "post",
        "proposed_on",
        "since",
        "in_post",
    }


def test_only_the_proposer_and_those_who_may_ask_see_it(desks: Desks) -> None:
    appointed(desks)
    assert proposals_of(reach(official("an"), today()), "an", on=today()).total == 2
    assert proposals_of(reach(desks.inspection, today()), "an", on=today()).total == 2
    for other in (desks.agency, desks.other_agency, official("chi")):
        with pytest.raises(LiemError) as refusal:
            proposals_of(reach(other, today()), "an", on=today())
        assert refusal.value.code == "record.out_of_reach"


def test_of_a_case_above_the_ceiling_nothing_is_told(desks: Desks, settings: LazySettings) -> None:
    case("party_appointment_inside", "chi", post_id=VACANT, secrecy="secret")
    proposed("case", "chi", by="an", post=VACANT)
    settings.SECRECY_CEILING = "confidential"
    assert page(desks).lines == ()
    settings.SECRECY_CEILING = "secret"
    assert page(desks).total == 1


def test_a_day_in_the_past_shows_what_was_known_to_have_happened_by_then(desks: Desks) -> None:
    appointed(desks)
    found = proposals_of(reach(desks.province, today()), "an", on=days_ago(25))
    line = next(one for one in found.lines if one.person == "chi")
    assert ([one.what for one in line.since], line.in_post) == ([Became.DECIDED], False)


def test_the_ledger_takes_no_more_queries_where_it_is_longer(desks: Desks) -> None:
    appointed(desks)
    counts = []
    for number, person in enumerate(("hai", "giang")):
        with CaptureQueriesContext(connection) as captured:
            page(desks)
        counts.append(len(captured))
        case("party_appointment_inside", person, key=f"more-{number}", post_id=VACANT)
        proposed(f"more-{number}", person, by="an", post=VACANT)
        take(f"more-{number}", paper(f"{number}-QĐ"), by=desks.province)
    assert counts[0] == counts[1]
