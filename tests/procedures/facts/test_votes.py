"""Meetings and votes of confidence: numbers of the count, what is stated from the minutes, what followed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import models

from facts_everywhere import facts_everywhere
from facts_of import facts_of
from liem.procedures.models import (
    Attendance,
    CaseMeeting,
    MeetingCount,
    MeetingMember,
    MeetingName,
    NameCount,
    NominationMeeting,
    Nominee,
)
from liem.record.models import SuccessionEntry, SuccessionList, SuccessionListState, Term, TermState
from world import LONG_AGO, attestation, body, person, post, tenure, write

from .cases import DAY, PREPARED, case, name, statements

pytestmark = pytest.mark.django_db
HELD = date(2026, 5, 12)


@pytest.fixture
def body_of_people() -> None:
    write(body("so"), post("giam-doc", "so", role="director", leader=True))
    write([row for key in ("an", "binh", "chi") for row in person(key)], tenure("an", "giam-doc", LONG_AGO))


def _meeting(key: str, step: str, *, held_on: date = HELD, others: int = 0, round: int = 1) -> CaseMeeting:
    return CaseMeeting(
        key=key,
        case_id="c",
        step=step,
        round=round,
        body_id="so",
        held_on=held_on,
        places=1,
        others=others,
        names_fixed_on=PREPARED,
    )


def _members(meeting: str, **present: bool | None) -> list[models.Model]:
    return [
        MeetingMember(identity=f"{meeting}/{who}", meeting_id=meeting, person_id=who, present=came)
        for who, came in present.items()
    ]


def _count(meeting: str, convened: int, present: int) -> MeetingCount:
    return MeetingCount(
        meeting_id=meeting, convened=convened, present=present, issued=present, returned=present, valid=present
    )


def _voted(meeting: str, key: str, who: str, **numbers: int) -> list[models.Model]:
    row = {"meeting_id": meeting, "case_person": key, "person_id": who}
    return [
        MeetingName(key=f"{meeting}:{key}", place=1, **row),
        NameCount(key=f"{meeting}:{key}", **row, **numbers),
    ]


@pytest.mark.usefixtures("body_of_people")
def test_a_meeting_tells_what_its_list_and_then_its_count_say() -> None:
    case("c", "appointment_inside", "party_appointment_inside")
    write(name("f", "an", "giam-doc"), _meeting("m", "enlarged_leadership", others=40))
    write(_members("m", an=True, binh=None))
    row: dict[str, Any] = {
        "person": None,
        "body": "so",
        "jurisdiction": "party",
        "step": 1.0,
        "convened": 42.0,
        "present": None,
        "ballots": None,
        "secret": None,
        "leading_votes": None,
        "place_count": 1.0,
        "result_announced": None,
        "held_on": HELD,
        "previous_step_on": None,
    }
    assert facts_everywhere("personnel_meeting", DAY) == {"m": row}

    write(_count("m", 42, 39), _voted("m", "f", "an", votes=25))
    write(statements("personnel_meeting", "m", secret="true", result_announced="không"))
    counted = {"present": 39.0, "ballots": 39.0, "leading_votes": 25.0, "secret": True}
    assert facts_of("personnel_meeting", DAY) == {"m": {**row, **counted}}


@pytest.mark.usefixtures("body_of_people")
@pytest.mark.parametrize(("binh", "expected"), [(True, 32.0), (False, 31.0), (None, None)])
def test_before_the_count_those_present_are_known_once_everybody_is_noted(
    binh: bool | None, expected: float | None
) -> None:
    case("c", "appointment_inside", "party_appointment_inside")
    write(_meeting("m", "enlarged_leadership", others=40), _members("m", an=True, binh=binh))
    write(Attendance(identity="m", meeting_id="m", others_present=30, taken_on=HELD))

    assert facts_of("personnel_meeting", DAY)["m"]["present"] == expected


@pytest.mark.usefixtures("body_of_people")
def test_meetings_are_numbered_by_the_steps_that_met_before() -> None:
    case("c", "appointment_inside", "party_appointment_inside")
    write(
        _meeting("m1", "first_leadership", held_on=date(2026, 4, 1)),
        _meeting("m2", "enlarged_leadership", held_on=date(2026, 4, 8)),
        _meeting("m3", "enlarged_leadership", held_on=date(2026, 4, 10), round=2),
        _meeting("m4", "second_leadership", held_on=date(2026, 4, 15)),
    )
    rows = facts_of("personnel_meeting", DAY)

    assert {key: (row["step"], row["previous_step_on"]) for key, row in rows.items()} == {
        "m1": (1.0, None),
        "m2": (2.0, date(2026, 4, 1)),
        "m3": (2.0, date(2026, 4, 1)),
        "m4": (3.0, date(2026, 4, 10)),
    }
    assert facts_of("personnel_meeting", date(2026, 4, 7)).keys() == {"m1"}


@pytest.mark.usefixtures("body_of_people")
def test_the_names_of_a_meeting_in_a_case_are_known_in_full() -> None:
    case("c", "nomination", "nomination_with_surplus")
    write(
        _meeting("m", "enlarged_leadership"),
        NominationMeeting(key="m", body_id="so", subject="Giám đốc", held_on=HELD, places=1),
        NominationMeeting(key="other", body_id="so", subject="Giám đốc", held_on=HELD, places=1),
        Nominee(identity="m/an", meeting_id="m", person_id="an"),
    )
    rows = facts_everywhere("nomination_meeting", DAY)

    assert {key: (row["names"], row["names_closed"]) for key, row in rows.items()} == {
        "m": (1, True),
        "other": (0, False),
    }


@pytest.fixture
def vote(body_of_people: None) -> None:
    """An's vote of confidence, planned for the end of June, in the second year of the term."""
    write(Term(key="t", body_id="so"))
    write(TermState(identity="t", term_id="t", name="2025–2030", valid_from=date(2025, 10, 1)))
    case("c", "confidence_vote", "party_confidence_vote", planned_on=date(2026, 7, 20))
    write(name("v", "an", None, kind=None))


@pytest.mark.usefixtures("vote")
def test_before_the_vote_its_day_is_the_one_planned() -> None:
    assert facts_everywhere("confidence_vote", DAY) == {
        "v": {
            "person": "an",
            "body": "so",
            "convened": None,
            "present": None,
            "high": None,
            "confidence": None,
            "low": None,
            "term_starts_on": date(2025, 10, 1),
            "held_on": date(2026, 7, 20),
            "retirement_notified": None,
            "took_post_on": LONG_AGO,
            "took_post_in_voting_year": False,
            "places_voted": 1,
            "places_voted_closed": False,
            "removed_from_succession": 0,
            "removed_from_succession_closed": False,
            "follow_up_on": None,
            "follow_up_on_closed": False,
            "posts_changed": 0,
            "posts_changed_closed": False,
        }
    }


@pytest.mark.usefixtures("vote")
def test_the_count_of_the_last_round_and_what_followed_it() -> None:
    write(_meeting("m1", "meeting", held_on=date(2026, 5, 4)), _meeting("m2", "meeting", round=2))
    write(_members("m2", binh=True, chi=True))
    write(_count("m1", 9, 5), _count("m2", 9, 8))
    write(_voted("m1", "v", "an", high=1, confidence=1, low=3), _voted("m2", "v", "an", high=1, confidence=2, low=5))
    write(statements("confidence_vote", "v", retirement_notified="false", took_post_in_voting_year="true"))
    case("next", "relief", "party_relief", person_id="an", opened_by_id="c", prepared_on=date(2026, 5, 20))
    write(
        SuccessionList(key="l", body_id="so", post_id="giam-doc", term_id="t"),
        SuccessionListState(identity="l", list_id="l", approved_on=LONG_AGO),
        SuccessionEntry(
            identity="an@l", list_id="l", person_id="an", approved_on=LONG_AGO, removed_on=date(2026, 6, 1)
        ),
        attestation("an", "succession", DAY),
    )
    row = facts_of("confidence_vote", DAY)["v"]

    assert [row[name] for name in ("held_on", "convened", "present", "high", "confidence", "low")] == [
        HELD,
        9.0,
        8.0,
        1.0,
        2.0,
        5.0,
    ]
    assert (row["retirement_notified"], row["took_post_in_voting_year"]) == (False, False), "the record tells the post"
    assert (row["follow_up_on"], row["removed_from_succession"]) == (date(2026, 5, 20), 1)
    assert (row["removed_from_succession_closed"], row["posts_changed"]) == (True, 0)


@pytest.mark.usefixtures("vote")
def test_a_post_left_after_the_vote_was_changed() -> None:
    write(_meeting("m", "meeting"), _voted("m", "v", "an"), person("dung"))
    write(tenure("an", "giam-doc", date(2020, 1, 1), date(2026, 6, 1)))

    assert facts_of("confidence_vote", DAY)["v"]["posts_changed"] == 1
    assert facts_of("confidence_vote", date(2026, 5, 31))["v"]["posts_changed"] == 0


@pytest.mark.usefixtures("vote")
def test_a_round_is_a_term_with_its_last_counted_vote() -> None:
    write(Term(key="before", body_id="so"))
    ended = TermState(identity="before", term_id="before", name="2020–2025", valid_to=date(2025, 10, 1))
    write(ended, _meeting("m", "meeting"))
    term = {"person": None, "body": "so", "term_starts_on": date(2025, 10, 1), "term_ends_on": None, "held_on": None}
    assert facts_of("confidence_round", DAY) == {"t": term}

    write(_count("m", 9, 8))
    assert facts_everywhere("confidence_round", DAY) == {"t": {**term, "held_on": HELD}}
