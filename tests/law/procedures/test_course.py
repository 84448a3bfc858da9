"""Where a case stands after its events: what is open, what a failed vote and a correction undo, what is refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.procedures.sample import march
from liem.kernel.workdays import Workdays
from liem.law.procedures.course import REFUSALS, Course, End, Frame, Outcome, Refusal, State, Taken, course, refusals
from liem.law.procedures.steps import Procedure

OPENED, LAST_OF_MARCH = march(2), march(31)
FRAME = Frame({"term_end": date(2026, 4, 30)}, {"least_days": 7})
TO_THE_VOTE = (
    Taken("request", march(2), "an"),
    Taken("opinion", march(3), "bình"),
    Taken("check", march(4), "chi", Outcome.LEFT_OUT),
)
FAILED = Taken("vote", march(5), "dung", Outcome.NOT_PASSED)
PASSED = Taken("vote", march(5), "dung")


def stand(procedure: Procedure, *events: Taken, as_of: date = LAST_OF_MARCH, frame: Frame = FRAME) -> Course:
    return course(procedure, opened=OPENED, events=events, as_of=as_of, frame=frame)


def states(now: Course) -> dict[str, str]:
    return {place.step.id: str(place.state) for place in now.places}


def opened(now: Course) -> list[tuple[str, date | None]]:
    return [(place.step.id, place.since) for place in now.open]


def refused(procedure: Procedure, events: Sequence[Taken], attempt: Taken) -> tuple[Refusal, ...]:
    return refusals(procedure, stand(procedure, *events), events, attempt, as_of=march(31))


def test_a_case_begins_with_its_first_step_open(procedure: Procedure) -> None:
    now = stand(procedure)
    assert (opened(now), now.end, now.correctable) == ([("request", OPENED)], None, frozenset())


def test_parallel_steps_open_together_and_their_join_waits_for_both(procedure: Procedure) -> None:
    forked = stand(procedure, *TO_THE_VOTE[:1])
    halved = stand(procedure, *TO_THE_VOTE[:2])
    joined = stand(procedure, *TO_THE_VOTE)
    assert [opened(forked), opened(halved), opened(joined)] == [
        [("opinion", march(2)), ("check", march(2))],
        [("check", march(2))],
        [("vote", march(4))],
    ]


def test_a_case_is_completed_when_every_step_is_taken_or_left_out(procedure: Procedure) -> None:
    rest = [PASSED, Taken("decision", march(6), "an"), Taken("publication", march(9), "giang")]
    now = stand(procedure, *TO_THE_VOTE, *rest)
    assert (now.end, now.open, states(now)["check"]) == (End.COMPLETED, (), "left_out")


def test_a_vote_that_fails_opens_the_step_it_returns_to_from_its_own_day(procedure: Procedure) -> None:
    now = stand(procedure, *TO_THE_VOTE, FAILED)
    assert (opened(now), states(now)["check"], now.end) == ([("opinion", march(5))], "left_out", None)


def test_what_a_vote_sent_back_is_not_taken_again_before_its_day(procedure: Procedure) -> None:
    events = (*TO_THE_VOTE, FAILED)
    assert refused(procedure, events, Taken("opinion", march(4), "bình")) == (Refusal.TOO_EARLY,)
    assert refused(procedure, events, Taken("opinion", march(5), "bình")) == ()


def test_a_step_that_does_not_pass_and_returns_nowhere_ends_the_case(procedure: Procedure) -> None:
    now = stand(procedure, TO_THE_VOTE[0], Taken("opinion", march(3), "bình", Outcome.NOT_PASSED))
    assert (now.end, now.open, states(now)) == (
        End.NOT_PASSED,
        (),
        {
            "request": "taken",
            "opinion": "not_passed",
            "check": "not_reached",
            "vote": "not_reached",
            "decision": "not_reached",
            "publication": "not_reached",
        },
    )


def test_nothing_is_late_in_a_case_that_has_ended(procedure: Procedure) -> None:
    now = stand(procedure, Taken("request", march(2), "an", Outcome.NOT_PASSED), as_of=date(2026, 12, 1))
    assert [place.step.id for place in now.places if place.is_late] == []


def test_a_correction_stands_for_what_it_corrects_and_voids_what_rested_on_it(procedure: Procedure) -> None:
    events = (*TO_THE_VOTE, PASSED, Taken("opinion", march(4), "em", corrects=1))
    now = stand(procedure, *events)
    assert (opened(now), now.place("opinion").event, now.place("check").event) == ([("vote", march(4))], 4, 2)


def test_a_failed_vote_entered_wrongly_is_corrected_as_if_it_had_never_sent_the_case_back(
    procedure: Procedure,
) -> None:
    right = Taken("vote", march(5), "dung", corrects=3)
    events = (*TO_THE_VOTE, FAILED)
    assert refused(procedure, events, right) == ()
    now = stand(procedure, *events, right)
    assert (opened(now), now.place("opinion").event, now.place("vote").event) == ([("decision", march(5))], 1, 4)


def test_a_failed_vote_cannot_be_corrected_once_the_case_has_moved_on_from_it(procedure: Procedure) -> None:
    events = (*TO_THE_VOTE, FAILED, Taken("opinion", march(6), "bình"))
    right = Taken("vote", march(5), "dung", corrects=3)
    assert refused(procedure, events, right) == (Refusal.NOTHING_TO_CORRECT,)


def test_a_correction_reopens_a_case_that_ended(procedure: Procedure) -> None:
    events = (TO_THE_VOTE[0], Taken("opinion", march(3), "bình", Outcome.NOT_PASSED))
    right = Taken("opinion", march(3), "bình", corrects=1)
    assert refused(procedure, events, right) == ()
    assert (stand(procedure, *events, right).end, opened(stand(procedure, *events, right))) == (
        None,
        [("check", march(2))],
    )


def test_a_correction_is_held_against_the_day_of_what_it_rests_on(procedure: Procedure) -> None:
    events = (*TO_THE_VOTE, FAILED)
    early = Taken("vote", march(3), "dung", corrects=3)
    assert refused(procedure, events, early) == (Refusal.TOO_EARLY,)


@pytest.mark.parametrize(
    ("events", "attempt", "reasons"),
    [
        ((), Taken("burial", march(2), "an"), [Refusal.UNKNOWN_STEP]),
        ((), Taken("vote", march(2), "an"), [Refusal.NOT_OPEN]),
        ((), Taken("request", march(1), "an"), [Refusal.TOO_EARLY]),
        ((), Taken("request", date(2026, 4, 1), "an"), [Refusal.IN_THE_FUTURE]),
        ((), Taken("request", march(2), "an", Outcome.LEFT_OUT), [Refusal.NOT_OPTIONAL]),
        (TO_THE_VOTE[:1], Taken("request", march(3), "an"), [Refusal.ALREADY_TAKEN]),
        (TO_THE_VOTE[:1], Taken("opinion", march(3), "an"), [Refusal.SAME_PERSON]),
        (TO_THE_VOTE[:1], Taken("opinion", march(3), "bình", corrects=0), [Refusal.NOTHING_TO_CORRECT]),
        (TO_THE_VOTE[:1], Taken("request", march(2), "bình", corrects=7), [Refusal.NOTHING_TO_CORRECT]),
        (TO_THE_VOTE, Taken("request", march(3), "bình", corrects=0), []),
        (
            (Taken("request", march(2), "an", Outcome.NOT_PASSED),),
            Taken("opinion", march(3), "bình"),
            [Refusal.ENDED],
        ),
    ],
)
def test_a_step_out_of_order_is_refused_with_its_reasons(
    procedure: Procedure, events: tuple[Taken, ...], attempt: Taken, reasons: list[Refusal]
) -> None:
    assert list(refused(procedure, events, attempt)) == reasons


def test_two_steps_that_must_lie_apart_do_so_whichever_is_entered_last(procedure: Procedure) -> None:
    events = (*TO_THE_VOTE, PASSED, Taken("decision", march(6), "em"))
    by_the_decider = Taken("check", march(4), "em", corrects=2)
    assert refused(procedure, events, by_the_decider) == ()  # it voids the decision, which is then taken by another
    again = (*events, by_the_decider, Taken("vote", march(6), "dung"))
    assert refused(procedure, again, Taken("decision", march(9), "em")) == (Refusal.SAME_PERSON,)
    assert procedure.apart_from("check") == ("decision",)


def test_a_limit_in_working_days_leaves_out_weekends_and_holidays(procedure: Procedure) -> None:
    holiday = Workdays(off=frozenset({march(4)}), verified=frozenset({2026}))
    frames = [FRAME, Frame(FRAME.days, FRAME.values, holiday)]
    places = [stand(procedure, TO_THE_VOTE[0], frame=frame).place("opinion") for frame in frames]
    assert [(place.due, place.is_sure) for place in places] == [(march(9), False), (march(10), True)]


def test_a_limit_in_days_of_the_calendar_takes_the_value_of_the_law(procedure: Procedure) -> None:
    known, unknown = (
        stand(procedure, TO_THE_VOTE[0], frame=Frame(FRAME.days, values)).place("check")
        for values in ({"least_days": 7}, {})
    )
    assert [(place.due, place.is_sure) for place in (known, unknown)] == [(march(9), True), (None, False)]


def test_a_limit_before_a_day_of_the_case_runs_while_the_step_still_waits(procedure: Procedure) -> None:
    in_time, late = (stand(procedure, as_of=day).place("decision") for day in (date(2026, 4, 16), date(2026, 4, 17)))
    assert [(place.state, place.due, place.is_late) for place in (in_time, late)] == [
        (State.WAITING, date(2026, 4, 16), False),
        (State.WAITING, date(2026, 4, 16), True),
    ]


def test_a_limit_before_a_day_that_nobody_has_named_is_not_counted(procedure: Procedure) -> None:
    assert stand(procedure, frame=Frame()).place("decision").due is None


def test_a_step_taken_after_its_last_day_stays_late(procedure: Procedure) -> None:
    in_time, late = (
        stand(procedure, TO_THE_VOTE[0], Taken("opinion", day, "bình")).place("opinion")
        for day in (march(9), march(10))
    )
    assert [place.is_late for place in (in_time, late)] == [False, True]


def test_every_refusal_says_in_both_languages_what_stands_against_it() -> None:
    assert set(REFUSALS) == set(Refusal)
    assert [reason for reason, words in REFUSALS.items() if words.vi == words.en or len(words.vi) < 20] == []


_STEPS = ("request", "opinion", "check", "vote", "decision", "publication")
attempts = st.lists(
    st.builds(
        Taken,
        st.sampled_from(_STEPS),
        st.integers(0, 20).map(lambda days: OPENED + timedelta(days=days)),
        st.sampled_from(("an", "bình", "chi")),
        st.sampled_from(list(Outcome)),
        st.none() | st.integers(0, 12),
    ),
    max_size=40,
)


def let_through(procedure: Procedure, attempts: Sequence[Taken]) -> tuple[Taken, ...]:
    """The attempts that nothing stands against, one after the other."""
    events: list[Taken] = []
    for attempt in attempts:
        if not refused(procedure, events, attempt):
            events.append(attempt)
    return tuple(events)


@st.composite
def walks(draw: st.DrawFn) -> list[Taken]:
    """Attempts that mostly go on in order, so that cases come far."""
    found: list[Taken] = []
    for number in range(draw(st.integers(0, 25))):
        step = draw(st.sampled_from(_STEPS))
        outcome = draw(st.sampled_from([Outcome.PASSED, Outcome.PASSED, Outcome.NOT_PASSED, Outcome.LEFT_OUT]))
        corrects = draw(st.none() | st.none() | st.integers(0, number))
        by = draw(st.sampled_from(("an", "bình", "chi", "dung")))
        found.append(Taken(step, OPENED + timedelta(days=number), by, outcome, corrects))
    return found


def inconsistencies(procedure: Procedure, now: Course, events: Sequence[Taken]) -> list[str]:
    """Everything about a course that may never be."""
    found = []
    counting = {place.step.id: events[place.event] for place in now.places if place.event is not None}
    for name, event in counting.items():
        step = procedure.step(name)
        before = [counting.get(earlier) for earlier in step.after]
        if any(one is None or one.outcome is Outcome.NOT_PASSED for one in before):
            found.append(f"{name} rests on a step that is not done")
        if any(one is not None and one.on > event.on for one in before):
            found.append(f"{name} lies before what it rests on")
        if any(counting[other].by == event.by for other in step.apart_from if other in counting):
            found.append(f"{name} is taken by one who may not")
        if event.outcome is Outcome.LEFT_OUT and step.optional is None:
            found.append(f"{name} is left out")
    if (now.end is None) is not bool(now.open):
        found.append("it has ended and goes on, or neither")
    if not now.correctable.issuperset(place.event for place in now.places if place.event is not None):
        found.append("an event that counts cannot be corrected")
    return found


@given(st.one_of(attempts, walks()))
def test_what_is_let_through_never_makes_a_course_inconsistent(procedure: Procedure, tried: list[Taken]) -> None:
    events = let_through(procedure, tried)
    for length in range(len(events) + 1):
        now = stand(procedure, *events[:length])
        assert inconsistencies(procedure, now, events) == []


@given(walks())
def test_replaying_the_same_events_leads_to_the_same_place(procedure: Procedure, tried: list[Taken]) -> None:
    events = let_through(procedure, tried)
    assert stand(procedure, *events) == stand(procedure, *list(events))


@given(walks(), st.data())
def test_correcting_an_event_by_itself_leaves_what_did_not_rest_on_it(
    procedure: Procedure, tried: list[Taken], data: st.DataObject
) -> None:
    events = let_through(procedure, tried)
    before = stand(procedure, *events)
    numbers = [place.event for place in before.places if place.event is not None]
    if not numbers:
        return
    number = data.draw(st.sampled_from(numbers))
    same = events[number]
    if same.outcome is Outcome.NOT_PASSED and procedure.step(same.step).returns_to:
        return
    again = Taken(same.step, same.on, same.by, same.outcome, number)
    assert refused(procedure, events, again) == ()
    after = stand(procedure, *events, again)
    touched = {same.step, *procedure.all_after(same.step)}
    kept = {place.step.id: place.event for place in before.places if place.step.id not in touched}
    assert kept == {place.step.id: place.event for place in after.places if place.step.id not in touched}
    assert {name: after.place(name).event for name in touched} == dict.fromkeys(touched) | {same.step: len(events)}
