from __future__ import annotations

import pytest

from liem.kernel.errors import LiemError
from liem.law.procedures.course import Outcome
from liem.law.procedures.steps import Undecided
from liem.procedures.cases.standing import case_now
from liem.procedures.meetings.attending import attend
from liem.procedures.meetings.convening import convene
from liem.procedures.meetings.outcomes import MeetingOutcome, outcome_of
from liem.procedures.meetings.standing import MOST_ATTEMPTS
from liem.procedures.meetings.tellers import enter_sheet
from liem.procedures.models import CasePerson
from procedures.meetings.running import (
    CALLED_ALL,
    CHOOSING,
    DEPUTIES,
    GATHERING,
    LEADERS,
    case_before,
    counted,
    held,
    kin,
    meeting_of,
    taken,
    votes,
)
from procedures.world import Desks, days_ago, official, today

pytestmark = pytest.mark.django_db
HALF, CONGRESS = "leadership_votes", "congress"
SO_FEW = dict.fromkeys(("mai",), "Đi công tác")


def _outcome(step: str = CHOOSING, **more: bool) -> MeetingOutcome:
    return outcome_of(case_now("c1", on=today()), step, **more)


def _codes(step: str = CHOOSING) -> list[str]:
    return [code for code, _ in _outcome(step).problems]


def test_what_is_missing_of_a_meeting_is_told_one_after_another(desks: Desks) -> None:
    case_before(CHOOSING)
    assert _codes() == ["meetings.not_convened_yet"]
    row = convene("c1", meeting_of(), by=desks.agency)
    assert _codes() == ["meetings.not_attended"]
    attend(row.key, {"an", "kien", "loan"}, by=desks.agency)
    assert _codes() == ["meetings.no_quorum"]
    attend(row.key, LEADERS, by=desks.agency)
    assert _codes() == ["meetings.not_counted"]
    enter_sheet(row.key, votes(4, 1), by=official("kien"))
    assert _codes() == ["meetings.not_counted"]
    enter_sheet(row.key, votes(4, 1), by=official("loan"))
    assert _outcome() == MeetingOutcome(
        (), Outcome.PASSED, ("c1:chi",), meeting=row.key, held_on=today(), present=frozenset(LEADERS)
    )


def test_those_chosen_stand_in_the_order_of_the_list_which_says_nothing_of_votes(desks: Desks) -> None:
    case_before(GATHERING, people=("chi", "dung", "hai"))
    members = ("an", "binh", "kien", "loan", "mai", "chi", "dung")
    row = held(desks.agency, step=GATHERING, members=members, names=("c1:hai", "c1:chi", "c1:dung"))
    counted(row, votes(0, 5, 0, names=("hai", "chi", "dung")))
    assert _outcome(GATHERING).chosen == ("c1:hai", "c1:chi", "c1:dung")


def test_nobody_above_half_does_not_pass_and_goes_back(desks: Desks) -> None:
    case_before(CHOOSING)
    counted(held(desks.agency), votes(2, 2, invalid=1))
    found = _outcome()
    assert (found.problems, found.outcome, found.chosen) == ((), Outcome.NOT_PASSED, ())
    assert found.undecided is Undecided.VOTE_AGAIN


def test_a_meeting_decides_one_taking_of_the_step_and_a_correction_of_it(desks: Desks) -> None:
    case_before(CHOOSING)
    counted(held(desks.agency), votes(4, 1))
    taken("c1", CHOOSING, chosen=["c1:chi"])
    assert _codes() == ["meetings.not_convened_yet"]
    assert _outcome(correcting=True).chosen == ("c1:chi",)


def test_five_counts_that_never_agreed_decide_nothing_and_it_is_voted_again(desks: Desks) -> None:
    case_before(CHOOSING)
    row = held(desks.agency)
    for _ in range(MOST_ATTEMPTS):
        enter_sheet(row.key, votes(4, 1), by=official("kien"))
        enter_sheet(row.key, votes(3, 2), by=official("loan"))
    assert _codes() == ["meetings.void"]
    counted(held(desks.agency), votes(4, 1))
    assert _outcome().chosen == ("c1:chi",)


def test_a_meeting_in_which_somebody_sat_who_had_to_keep_out_decides_nothing(desks: Desks) -> None:
    case_before(CHOOSING)
    counted(held(desks.agency), votes(4, 1))
    kin("mai", "dung")
    assert _codes() == ["meetings.recused_sat"]
    counted(held(desks.agency), votes(3, 1, issued=4))
    assert _outcome().chosen == ("c1:chi",)


def test_somebody_chosen_who_withdrew_since_is_not_chosen(desks: Desks) -> None:
    case_before(CHOOSING)
    counted(held(desks.agency), votes(4, 1))
    CasePerson.objects.filter(identity="c1:dung").update(withdrawn_on=days_ago(0))
    assert _codes() == []
    CasePerson.objects.filter(identity="c1:chi").update(withdrawn_on=days_ago(0))
    assert _codes() == ["meetings.withdrawn"]


def test_exactly_half_is_left_to_the_head_who_picks_from_those_who_have_it(desks: Desks) -> None:
    case_before(HALF, procedure="state_appointment_outside", people=("chi", "dung", "hai"))
    names = ("c1:chi", "c1:dung", "c1:hai")
    row = held(desks.agency, step=HALF, members=LEADERS[:4], reasons=SO_FEW, names=names)
    counted(row, votes(2, 2, 0, issued=4, names=("chi", "dung", "hai")))
    found = _outcome(HALF)
    assert (found.outcome, found.chosen, found.undecided) == (Outcome.PASSED, (), Undecided.HEAD_DECIDES)
    assert (found.tied, found.open_places) == (("c1:chi", "c1:dung"), 1)
    assert found.settled(["c1:dung"]) == ("c1:dung",)
    for picked in ([], ["c1:hai"], ["c1:chi", "c1:dung"]):
        with pytest.raises(LiemError, match=r"meetings\.chosen"):
            found.settled(picked)


def test_nobody_is_added_to_those_whom_the_count_chose(desks: Desks) -> None:
    case_before(CHOOSING)
    counted(held(desks.agency), votes(4, 1))
    assert _outcome().settled([]) == _outcome().settled(["c1:chi"]) == ("c1:chi",)
    with pytest.raises(LiemError, match=r"meetings\.chosen"):
        _outcome().settled(["c1:dung"])


def test_a_meeting_without_a_ballot_leaves_the_outcome_to_who_chaired(desks: Desks) -> None:
    case_before("first_leadership")
    row = held(desks.agency, step="first_leadership", tellers=(), names=())
    assert _outcome("first_leadership") == MeetingOutcome(
        (), meeting=row.key, held_on=today(), present=frozenset(LEADERS)
    )


def test_a_tie_at_an_election_is_voted_on_again_for_the_places_left(desks: Desks) -> None:
    people = ("chi", "dung", "hai", "giang")
    case_before(CONGRESS, procedure="congress_personnel", people=people)
    names = tuple(f"c1:{key}" for key in people)
    first = held(desks.agency, step=CONGRESS, members=LEADERS, names=names, places=2)
    counted(first, votes(4, 3, 3, 0, names=people))
    assert _codes(CONGRESS) == ["meetings.vote_again"]
    for wrong in ({"names": names, "places": 1}, {"names": names[1:], "places": 2}):
        with pytest.raises(LiemError, match=r"meetings\.(names|places)"):
            convene("c1", meeting_of(CONGRESS, **wrong), by=desks.agency)
    second = held(desks.agency, step=CONGRESS, names=("c1:dung", "c1:hai"), places=1)
    counted(second, votes(4, 1, names=("dung", "hai")))
    assert _outcome(CONGRESS).chosen == ("c1:chi", "c1:dung")


def test_those_present_are_told_to_whoever_takes_the_step(desks: Desks) -> None:
    case_before("key_officials")
    new = meeting_of("key_officials", members=CALLED_ALL, names=("c1:chi",), others=10)
    row = convene("c1", new, by=desks.agency)
    attend(row.key, ("an", *DEPUTIES, "giang", "hai"), 8, by=desks.agency)
    counted(row, votes(12, issued=13, invalid=1, names=("chi",)))
    assert _outcome("key_officials").present == {"an", *DEPUTIES, "giang", "hai"}
