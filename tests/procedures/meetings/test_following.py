from __future__ import annotations

from datetime import date

import pytest

from liem.duties.calendar import workdays
from liem.kernel.errors import LiemError
from liem.law.procedures.steps import Kind
from liem.law.procedures.tellers import Sheet
from liem.procedures.cases.standing import case_now
from liem.procedures.meetings.following import DAYS, following, open_follow_ups, unopened
from liem.procedures.meetings.outcomes import follow_ups, outcome_of
from liem.procedures.models import Case, MeetingCount
from liem.record.models import Attestation, SuccessionEntry, SuccessionList, Term
from liem.rulebook.models import Adoption
from procedures.meetings.running import (
    CALLED_ALL,
    CHOOSING,
    CONFIDENCE,
    VOTING,
    case_before,
    counted,
    held,
    taken,
    votes,
)
from procedures.world import Desks, days_ago, today
from world import write

pytestmark = pytest.mark.django_db
VOTED_ON = ("an", "binh", "kien")
EVERYBODY = len(CALLED_ALL) + 21


def _vote(desks: Desks, low: tuple[int, int, int]) -> None:
    """Thirty vote on the director and two of his deputies; so many find each of low confidence."""
    case_before(VOTING, procedure=CONFIDENCE, people=VOTED_ON)
    names = tuple(f"c1:{key}" for key in VOTED_ON)
    row = held(
        desks.agency,
        step=VOTING,
        members=CALLED_ALL,
        others=21,
        names=names,
        places=3,
        chair="an",
        tellers=("loan", "mai"),
    )
    levels = {
        name: {"high": 0, "confidence": EVERYBODY - one, "low": one} for name, one in zip(names, low, strict=True)
    }
    counted(row, Sheet(EVERYBODY, 0, EVERYBODY, EVERYBODY, 0, levels=levels), ("loan", "mai"))


def _listed(who: str) -> None:
    """On the list for the post of the director."""
    write(
        Term(key="term", body_id="so"),
        SuccessionList(key="list", body_id="so", post_id="so/giam-doc", term_id="term"),
        SuccessionEntry(identity="entry", list_id="list", person_id=who, approved_on=days_ago(400)),
    )


def _kinds() -> list[tuple[str, Kind]]:
    return [(one.person, one.kind) for one in follow_ups(case_now("c1", on=today()), VOTING)]


def test_half_low_leads_to_nothing_one_more_to_leaving_and_two_thirds_to_relief(desks: Desks) -> None:
    _vote(desks, (15, 16, 20))
    assert _kinds() == [
        ("binh", Kind.SUCCESSION_REVISION),
        ("binh", Kind.RESIGNATION),
        ("kien", Kind.RELIEF),
    ]
    found = outcome_of(case_now("c1", on=today()), VOTING)
    assert (found.problems, found.outcome, found.chosen) == ((), "passed", ())
    assert all(one.message.vi for one in follow_ups(case_now("c1", on=today()), VOTING))


def test_what_follows_has_a_clock_from_the_day_on_which_the_step_is_taken(desks: Desks) -> None:
    _vote(desks, (0, 0, 20))
    assert following(case_now("c1", on=today()), VOTING) == ()
    assert list(unopened(today())) == []
    taken("c1", VOTING, on=today())
    [one] = following(case_now("c1", on=today()), VOTING)
    due = workdays().after(today(), DAYS)
    assert (one.person, one.kind, one.due_on, one.case) == ("kien", Kind.RELIEF, due, None)
    [owed] = unopened(today())
    assert (owed.subject, owed.body, owed.due_on, owed.path) == ("c1:relief:kien:", "so", due, "/cases/c1/")
    assert list(unopened(date(2020, 1, 1))) == []


def test_each_is_taken_up_by_a_case_of_its_own_once(desks: Desks) -> None:
    _vote(desks, (0, 16, 20))
    _listed("binh")
    taken("c1", VOTING, on=today())
    cases = open_follow_ups("c1", VOTING, by=desks.agency)
    assert [(one.kind, one.person_id, one.post_id, one.body_id, one.opened_by_id) for one in cases] == [
        ("succession_revision", None, "so/giam-doc", "so", "c1"),
        ("resignation", "binh", "so/pho-1", "so", "c1"),
        ("relief", "kien", "so/pho-kien", "so", "c1"),
    ]
    assert open_follow_ups("c1", VOTING, by=desks.agency) == ()
    assert [one.case for one in following(case_now("c1", on=today()), VOTING)] == [one.key for one in cases]
    assert list(unopened(today())) == []


def test_of_whom_it_is_attested_that_no_list_names_them_no_list_is_revised(desks: Desks) -> None:
    _vote(desks, (0, 16, 0))
    taken("c1", VOTING, on=today())
    assert [one.kind for one in following(case_now("c1", on=today()), VOTING)] == [Kind.RESIGNATION]
    Attestation.objects.filter(subject="binh", section="succession").update(complete_to=days_ago(1))
    revision, _ = following(case_now("c1", on=today()), VOTING)
    assert (revision.kind, revision.post, revision.body) == (Kind.SUCCESSION_REVISION, None, "so")
    assert [one.kind for one in open_follow_ups("c1", VOTING, by=desks.agency)] == ["resignation"]
    assert [one.subject for one in unopened(today())] == ["c1:succession_revision:binh:"]


def test_what_lies_beyond_the_mandate_is_left_to_others(desks: Desks) -> None:
    _vote(desks, (0, 0, 20))
    taken("c1", VOTING, on=today())
    with pytest.raises(LiemError, match=r"record\.out_of_reach"):
        open_follow_ups("c1", VOTING, by=desks.other_agency)
    assert [one.kind for one in open_follow_ups("c1", VOTING, by=desks.province)] == ["relief"]


def test_a_body_that_adopted_no_such_procedure_is_told_so(desks: Desks) -> None:

    _vote(desks, (0, 0, 20))
    taken("c1", VOTING, on=today())
    Adoption.objects.exclude(pack="tra_vinh_49_kh_tu").update(known_to=0)
    with pytest.raises(LiemError, match=r"follow_ups\.no_procedure"):
        open_follow_ups("c1", VOTING, by=desks.agency)
    assert Case.objects.count() == 1


def test_an_election_leads_to_nothing(desks: Desks) -> None:
    case_before(CHOOSING)
    counted(held(desks.agency), votes(4, 1))
    taken("c1", CHOOSING, on=today())
    assert following(case_now("c1", on=today()), CHOOSING) == ()
    assert list(unopened(today())) == []
    assert MeetingCount.objects.count() == 1
