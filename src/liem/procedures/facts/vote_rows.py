"""The rows of `personnel_meeting`, `confidence_vote` and `confidence_round`, from the meetings of cases."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from liem.law.procedures.steps import Kind
from liem.procedures.facts.running import case_people
from liem.procedures.facts.stated import as_truth, stated
from liem.record.facts.calendar import day_before
from liem.record.facts.moments import Tables, attested, closed, held_on, known, one_if, or_zero

STATED_OF_MEETING = ("secret", "result_announced")
STATED_OF_VOTE = ("retirement_notified", "took_post_in_voting_year")
OF_THE_BALLOT: Mapping[str, frozenset[str]] = {
    "personnel_meeting": frozenset({"ballots", "leading_votes"}),
    "confidence_vote": frozenset({"high", "confidence", "low"}),
}
"""Per fact table, the facts that are numbers of a count: rules ask about them, and pages do not show them."""
_CONFIDENCE = (Kind.CONFIDENCE_VOTE,)


def _meetings(tables: Tables, moment: ir.Table) -> ir.Table:
    """Meetings held by the day, with their case: `meeting`, `case_id`, `held_in` (the step), `round`, `held_on`,
    `places`, `others`, `body_id`, `case_kind`, `jurisdiction`."""
    meetings = tables["procedures_casemeeting"].cross_join(moment.select("as_of"))
    meetings = meetings.filter(meetings.held_on <= meetings.as_of)
    meetings = meetings.select(
        "case_id", "round", "held_on", "places", "others", "as_of", meeting=meetings.key, held_in=meetings.step
    )
    cases = tables["procedures_case"]
    cases = cases.select("body_id", "jurisdiction", of_case=cases.key, case_kind=cases.kind)
    return meetings.inner_join(cases, meetings.case_id == cases.of_case).drop("of_case")


def _numbers(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per `numbers_of` (a meeting): who of the list was called and came, and how many of the others came."""
    members = known(tables["procedures_meetingmember"], moment)
    called = members.group_by(numbers_of=members.meeting_id).aggregate(
        called=members.count(),
        came=one_if(members.present.fill_null(False)).sum(),
        not_noted=one_if(members.present.isnull()).sum(),
    )
    attendance = known(tables["procedures_attendance"], moment)
    attendance = attendance.select(others_of=attendance.meeting_id, others_came=attendance.others_present)
    return called.left_join(attendance, called.numbers_of == attendance.others_of).drop("others_of")


def _counted(meetings: ir.Table, tables: Tables, moment: ir.Table) -> ir.Table:
    """The meetings with `convened` and `present`: those of the count, before it those of the list and the attendance;
    and `returned`."""
    numbers = _numbers(tables, moment)
    counts = tables["procedures_meetingcount"]
    counts = counts.select(
        "returned", count_of=counts.meeting_id, counted_convened=counts.convened, counted_present=counts.present
    )
    rows = meetings.left_join(numbers, meetings.meeting == numbers.numbers_of)
    rows = rows.left_join(counts, rows.meeting == counts.count_of)
    no_number = ibis.null("int64")
    came = ibis.ifelse(rows.not_noted == 0, rows.came + or_zero(rows.others_came), no_number)
    return rows.select(
        *meetings.columns,
        "returned",
        convened=rows.counted_convened.fill_null(rows.called + rows.others).cast("float64"),
        present=rows.counted_present.fill_null(came).cast("float64"),
    )


def _steps_before(tables: Tables, moment: ir.Table, meetings: ir.Table) -> ir.Table:
    """Per `follows` (a meeting): how many other steps of its case met before it, and when the last of them did."""
    others = tables["procedures_casemeeting"]
    others = others.select(
        earlier=others.key, other_case=others.case_id, other_step=others.step, other_on=others.held_on
    )
    rows = meetings.select("meeting", "case_id", "held_in", "held_on")
    rows = rows.inner_join(others, rows.case_id == others.other_case)
    rows = rows.filter((rows.other_on <= rows.held_on) & (rows.other_step != rows.held_in))
    return rows.group_by(follows=rows.meeting).aggregate(
        steps_before=rows.other_step.nunique(), previous_on=rows.other_on.max()
    )


def _leading(tables: Tables) -> ir.Table:
    """Per `led` (a meeting) the votes of whoever has the most."""
    counts = tables["procedures_namecount"]
    return counts.group_by(led=counts.meeting_id).aggregate(most_votes=counts.votes.max())


def personnel_meeting_rows(tables: Tables, moment: ir.Table) -> ir.Table:
    """Every meeting of a case. Its step is counted among those that met; whether the ballot was secret and whether the
    count was read out stands in the minutes and is stated from them."""
    meetings = _counted(_meetings(tables, moment), tables, moment)
    said = stated(tables, moment, "personnel_meeting", *STATED_OF_MEETING)
    rows = meetings
    for own, theirs, table in (
        ("meeting", "follows", _steps_before(tables, moment, meetings)),
        ("meeting", "led", _leading(tables)),
        ("meeting", "stated_of", said),
    ):
        rows = rows.left_join(table, rows[own] == table[theirs])
    return rows.select(
        subject=rows.meeting,
        person=ibis.null("string"),
        body=rows.body_id,
        jurisdiction=rows.jurisdiction,
        step=(or_zero(rows.steps_before) + 1).cast("float64"),
        convened=rows.convened,
        present=rows.present,
        ballots=rows.returned.cast("float64"),
        secret=as_truth(rows.secret),
        leading_votes=rows.most_votes.cast("float64"),
        place_count=rows.places.cast("float64"),
        result_announced=as_truth(rows.result_announced),
        held_on=rows.held_on,
        previous_step_on=rows.previous_on,
    )


def _votes(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per `voted_on` (a case person, by `voted_person` too) what the last meeting with the name on its ballot says."""
    meetings = _counted(_meetings(tables, moment), tables, moment)
    names = tables["procedures_meetingname"]
    names = names.select(
        voted_person=names.person_id, voted_on=names.case_person, on_ballot=names.meeting_id, ballot_name=names.key
    )
    rows = names.inner_join(meetings, names.on_ballot == meetings.meeting)
    last = rows.group_by(last_person=rows.voted_person, last_of=rows.voted_on).aggregate(last_round=rows["round"].max())
    of_last = [
        rows.voted_person == last.last_person,
        rows.voted_on == last.last_of,
        rows["round"] == last.last_round,
    ]
    rows = rows.inner_join(last, of_last)
    counts = tables["procedures_namecount"].select("high", "confidence", "low", count_key="key")
    rows = rows.left_join(counts, rows.ballot_name == counts.count_key)
    return rows.select(
        "voted_person", "voted_on", "convened", "present", "high", "confidence", "low", voted_at=rows.held_on
    )


def _listed(tables: Tables, moment: ir.Table) -> ir.Table:
    """Who is before a case of a vote of confidence; `held_on` is the day of the vote, before it the day planned, or
    else the day asked about, before which it can no longer be held."""
    people = case_people(tables, moment, _CONFIDENCE)
    votes = _votes(tables, moment)
    rows = people.left_join(votes, [people.person_id == votes.voted_person, people.subject == votes.voted_on])
    return rows.drop("voted_person", "voted_on").mutate(
        held_on=rows.voted_at.fill_null(rows.planned_on).fill_null(rows.as_of)
    )


def _terms(tables: Tables, moment: ir.Table, listed: ir.Table) -> ir.Table:
    """Per `term_of` (a case person) the first day of the term of the body in which the vote falls."""
    terms = tables["record_term"].select("key", term_body=tables["record_term"].body_id)
    states = known(tables["record_termstate"], moment).select("term_id", "valid_from", "valid_to")
    rows = listed.select("subject", "person_id", "body_id", "held_on")
    rows = rows.inner_join(terms, rows.body_id == terms.term_body)
    rows = rows.inner_join(states, rows.key == states.term_id)
    rows = rows.filter(held_on(rows.valid_from, rows.valid_to, rows.held_on))
    return rows.group_by(term_person=rows.person_id, term_of=rows.subject).aggregate(
        term_starts_on=rows.valid_from.max()
    )


def _posts(tables: Tables, moment: ir.Table, listed: ir.Table) -> ir.Table:
    """Per `posts_of` (a case person) the first day of the post taken up last by the vote, null where a first day is not
    known, and how many posts held at the vote were left since."""
    tenures = known(tables["record_tenure"], moment)
    tenures = tenures.select("valid_from", "valid_to", holder=tenures.person_id)
    rows = listed.select("subject", "person_id", "held_on", "as_of")
    rows = rows.inner_join(tenures, rows.person_id == tenures.holder)
    rows = rows.filter(held_on(rows.valid_from, rows.valid_to, rows.held_on))
    found = rows.group_by(posts_person=rows.person_id, posts_of=rows.subject).aggregate(
        latest=rows.valid_from.max(),
        no_start=one_if(rows.valid_from.isnull()).sum(),
        left=one_if((rows.valid_to <= rows.as_of).fill_null(False)).sum(),
    )
    took_post_on = ibis.ifelse(found.no_start > 0, ibis.null("date"), found.latest)
    return found.select("posts_person", "posts_of", "left", took_post_on=took_post_on)


def _follow_ups(tables: Tables, moment: ir.Table, listed: ir.Table) -> ir.Table:
    """Per `followed` (a case person) the day of the latest case that the vote opened about the person."""
    cases = tables["procedures_case"].select("opened_by_id", "prepared_on", about=tables["procedures_case"].person_id)
    rows = listed.select("subject", "case_id", "person_id", "as_of")
    rows = rows.inner_join(cases, [rows.case_id == cases.opened_by_id, rows.person_id == cases.about])
    rows = rows.filter(rows.prepared_on <= rows.as_of)
    return rows.group_by(followed_person=rows.person_id, followed=rows.subject).aggregate(
        follow_up_on=rows.prepared_on.max()
    )


def _removals(tables: Tables, moment: ir.Table, listed: ir.Table) -> ir.Table:
    """Per `removed` (a case person) how often the person was taken off a list from the day of the vote on."""
    entries = known(tables["record_successionentry"], moment).select("person_id", "removed_on")
    entries = entries.rename(listed_person="person_id")
    rows = listed.select("subject", "person_id", "held_on", "as_of")
    rows = rows.inner_join(entries, rows.person_id == entries.listed_person)
    rows = rows.filter((rows.removed_on >= rows.held_on) & (rows.removed_on <= rows.as_of))
    return rows.group_by(removed_person=rows.person_id, removed=rows.subject).aggregate(removals=rows.count())


def _places(tables: Tables, moment: ir.Table, listed: ir.Table) -> ir.Table:
    """Per `places_of` (a case person): in how many bodies the person was put on the list in the year of the vote."""
    others = _listed(tables, moment)
    others = others.select(same=others.person_id, there=others.body_id, year=others.held_on.year())
    rows = listed.select("subject", "person_id", "held_on")
    rows = rows.inner_join(others, rows.person_id == others.same)
    rows = rows.filter(rows.year == rows.held_on.year())
    return rows.group_by(places_person=rows.person_id, places_of=rows.subject).aggregate(
        places_voted=rows.there.nunique()
    )


def confidence_vote_rows(tables: Tables, moment: ir.Table) -> ir.Table:
    """Everybody on the list of a vote of confidence. Votes at places that keep their own record are not known."""
    listed = _listed(tables, moment)
    said = stated(tables, moment, "confidence_vote", *STATED_OF_VOTE).rename(said_new="took_post_in_voting_year")
    placed = attested(tables, moment, "succession").rename(placed_of="attested_subject", placed_to="complete_to")
    tenured = attested(tables, moment, "tenures").rename(tenured_of="attested_subject", tenured_to="complete_to")
    rows = listed
    for on, table in (
        ({"person_id": "term_person", "subject": "term_of"}, _terms(tables, moment, listed)),
        ({"person_id": "posts_person", "subject": "posts_of"}, _posts(tables, moment, listed)),
        ({"person_id": "followed_person", "subject": "followed"}, _follow_ups(tables, moment, listed)),
        ({"person_id": "removed_person", "subject": "removed"}, _removals(tables, moment, listed)),
        ({"person_id": "places_person", "subject": "places_of"}, _places(tables, moment, listed)),
        ({"subject": "stated_of"}, said),
        ({"person_id": "placed_of"}, placed),
        ({"person_id": "tenured_of"}, tenured),
    ):
        rows = rows.left_join(table, [rows[own] == table[theirs] for own, theirs in on.items()])
    took_post_this_year = rows.took_post_on.year() == rows.held_on.year()
    return rows.select(
        subject=rows.subject,
        person=rows.person_id,
        body=rows.body_id,
        convened=rows.convened,
        present=rows.present,
        high=rows.high.cast("float64"),
        confidence=rows.confidence.cast("float64"),
        low=rows.low.cast("float64"),
        term_starts_on=rows.term_starts_on,
        held_on=rows.held_on,
        retirement_notified=as_truth(rows.retirement_notified),
        took_post_on=rows.took_post_on,
        took_post_in_voting_year=took_post_this_year.fill_null(as_truth(rows.said_new)),
        places_voted=or_zero(rows.places_voted),
        places_voted_closed=ibis.literal(False),
        removed_from_succession=or_zero(rows.removals),
        removed_from_succession_closed=closed(rows.placed_to, rows.as_of),
        follow_up_on=rows.follow_up_on,
        follow_up_on_closed=ibis.literal(False),
        posts_changed=or_zero(rows.left),
        posts_changed_closed=closed(rows.tenured_to, rows.as_of),
    )


def _rounds(tables: Tables, moment: ir.Table) -> ir.Table:
    """Meetings of votes of confidence that were counted: `round_body` and the day."""
    meetings = _meetings(tables, moment)
    meetings = meetings.filter(meetings.case_kind == Kind.CONFIDENCE_VOTE.value)
    counts = tables["procedures_meetingcount"].select("meeting_id")
    rows = meetings.inner_join(counts, meetings.meeting == counts.meeting_id)
    return rows.select(round_body=rows.body_id, voted_at=rows.held_on)


def confidence_round_rows(tables: Tables, moment: ir.Table) -> ir.Table:
    """Every term that runs on the day, with its last vote of confidence."""
    terms = tables["record_term"].select("key", "body_id")
    states = known(tables["record_termstate"], moment)
    states = states.filter(held_on(states.valid_from, states.valid_to, states.as_of))
    states = states.select("term_id", "valid_from", "valid_to")
    rows = terms.inner_join(states, terms.key == states.term_id)
    rounds = _rounds(tables, moment)
    voted = rows.inner_join(rounds, rows.body_id == rounds.round_body)
    voted = voted.filter(held_on(voted.valid_from, voted.valid_to, voted.voted_at))
    last = voted.group_by(voted_in=voted.key).aggregate(held_on=voted.voted_at.max())
    rows = rows.left_join(last, rows.key == last.voted_in)
    return rows.select(
        subject=rows.key,
        person=ibis.null("string"),
        body=rows.body_id,
        term_starts_on=rows.valid_from,
        term_ends_on=day_before(rows.valid_to),
        held_on=rows.held_on,
    )
