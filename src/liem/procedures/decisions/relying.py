"""Everything that relied on a decision, near or far: read from the record, so that it can be looked at before the
decision is annulled. It says what to look at again, not that any of it was wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeAlias

from liem.procedures.decisions.graph import Graph, Ground, Node, Reached, decision_node
from liem.procedures.decisions.spans import Span, spans_of_decisions, spans_of_tenures
from liem.procedures.models import (
    Candidacy,
    CandidacyState,
    CaseEvent,
    Consequence,
    Decision,
    MeetingMember,
    Participation,
    Proposal,
)
from liem.record.models import SuccessionEntry, SuccessionListState

Kind = Consequence.Kind
_ActOn: TypeAlias = tuple[str, str | None, str | None, date | None]  # a candidacy, who acted, for which body, when


def relying_on(decision: Decision, *, on: date) -> Graph:
    """The graph as of the day. The number of queries grows with how far it reaches, not with how wide."""
    reached = Reached(decision)
    decisions, spans = [decision], list[Span]()
    while decisions or spans:
        begun = _new(reached, spans_of_decisions(decisions, on=on), Ground.BROUGHT_ABOUT)
        _entered(reached, decisions)
        decisions, spans = _acts(reached, [*spans, *begun], on=on)
    return reached.graph()


def _new(reached: Reached, spans: Sequence[Span], ground: Ground) -> list[Span]:
    """Those of the tenures that were not reached before."""
    return [span for span in spans if reached.take(span.node, span.through, ground)]


def _entered(reached: Reached, decisions: Sequence[Decision]) -> None:
    """Succession lists and entries that the decisions entered. Tenures are followed as spans."""
    through = {one.key: decision_node(one).key for one in decisions}
    for table, model in (
        (SuccessionEntry._meta.db_table, SuccessionEntry),
        (SuccessionListState._meta.db_table, SuccessionListState),
    ):
        effects = [
            (effect.decision_id, effect.identity)
            for one in decisions
            for effect in one.effects.all()
            if effect.table == table
        ]
        identities = {identity for _, identity in effects}
        rows = model.objects.current().filter(identity__in=identities).select_related("list") if identities else ()
        found = {row.identity: row for row in rows}
        for decision, identity in effects:
            row = found.get(identity)
            if row is not None:
                reached.take(_listed(row), through[decision], Ground.BROUGHT_ABOUT)


def _listed(row: SuccessionEntry | SuccessionListState) -> Node:
    person = row.person_id if isinstance(row, SuccessionEntry) else None
    return Node(Kind.SUCCESSION, row.identity, row.list.body_id, row.approved_on, person)


def _acts(reached: Reached, spans: Sequence[Span], *, on: date) -> tuple[list[Decision], list[Span]]:
    """What was done from these posts while they were held, and what rests on having held them: the decisions and the
    tenures to follow further."""
    if not spans:
        return [], []
    cases = _signed_and_taken(reached, spans)
    candidacies = _proposed_and_decided(reached, spans) | _considered(reached, spans)
    _voted(reached, spans)
    _planned(reached, spans)
    signed = Decision.objects.filter(signatory_id__in={span.person for span in spans})
    decisions = _followed(reached, spans, signed, cases, candidacies)
    return decisions, _new(reached, spans_of_tenures(spans, on=on), Ground.LED_TO)


def _followed(
    reached: Reached,
    spans: Sequence[Span],
    signed: Iterable[Decision],
    cases: dict[str, str],
    candidacies: dict[str, str],
) -> list[Decision]:
    """Decisions signed from the posts, and those of cases and candidacies that rest on them. Two queries."""
    links = [(one, span.key, Ground.SIGNED) for one in signed for span in spans if span.covers_decision(one)]
    of_candidacies = dict(Candidacy.objects.filter(pk__in=candidacies).exclude(case=None).values_list("pk", "case_id"))
    through = dict(cases)
    for candidacy, case in of_candidacies.items():
        if case is not None:
            through.setdefault(case, f"{Kind.CANDIDACY}:{candidacy}")
    for one in Decision.objects.filter(case_id__in=through).order_by("decided_on", "key"):
        links.append((one, through[one.case_id or ""], Ground.CAME_OF))
    found = {one.pk: one for one, at, ground in links if reached.take(decision_node(one), at, ground)}
    return list(Decision.objects.filter(pk__in=found).prefetch_related("effects").order_by("decided_on", "key"))


def _signed_and_taken(reached: Reached, spans: Sequence[Span]) -> dict[str, str]:
    """Cases in which somebody took a step from such a post: the node of each."""
    events = CaseEvent.objects.filter(by_person_id__in={span.person for span in spans}).select_related("case")
    events = events.exclude(case__decision_id=reached.root.thing)  # the case that looks into it rests on nothing of it
    found: dict[str, str] = {}
    for event in events.order_by("on", "key"):
        for span in spans:
            if span.covers(event.by_person_id, event.body_id, event.on):
                node = Node(Kind.CASE, event.case_id, event.case.body_id, event.case.prepared_on)
                reached.take(node, span.key, Ground.TOOK_PART)
                found.setdefault(event.case_id, node.key)
    return found


def _proposed_and_decided(reached: Reached, spans: Sequence[Span]) -> dict[str, str]:
    """Candidacies that somebody proposed, assessed or decided from such a post."""
    people = {span.person for span in spans}
    proposals = Proposal.objects.filter(proposer_id__in=people).exclude(candidacy=None)
    parts = Participation.objects.current().filter(person_id__in=people, recused=False)
    acts: list[_ActOn] = [(one.candidacy_id or "", one.proposer_id, one.body_id, one.proposed_on) for one in proposals]
    known = _candidacies({*(key for key, *_ in acts), *(part.candidacy_id for part in parts)})
    for part in parts:
        row, opened_on, decided_on = known[part.candidacy_id]
        # Of a case it is known from which post each acted: its events, votes and proposals are followed themselves.
        if row.case_id is None:
            acts.append((row.pk, part.person_id, None, decided_on or opened_on))
    found: dict[str, str] = {}
    for key, person, body, day in acts:
        for span in spans:
            if span.covers(person, body, day):
                row = known[key][0]
                node = Node(Kind.CANDIDACY, key, row.body_id, known[key][1], row.person_id)
                reached.take(node, span.key, Ground.PROPOSED if body else Ground.TOOK_PART)
                found.setdefault(key, node.key)
    return found


def _considered(reached: Reached, spans: Sequence[Span]) -> dict[str, str]:
    """Candidacies of the holder that were opened while the post was held."""
    keys = Candidacy.objects.filter(person_id__in={span.person for span in spans}).values_list("pk", flat=True)
    found: dict[str, str] = {}
    for key, (row, opened_on, _) in sorted(_candidacies(set(keys)).items()):
        for span in spans:
            if span.covers(row.person_id, None, opened_on):
                node = Node(Kind.CANDIDACY, key, row.body_id, opened_on, row.person_id)
                reached.take(node, span.key, Ground.LED_TO)
                found.setdefault(key, node.key)
    return found


def _candidacies(keys: set[str]) -> dict[str, tuple[Candidacy, date | None, date | None]]:
    states = CandidacyState.objects.current().filter(candidacy_id__in=keys)
    days = {key: (opened_on, decided_on) for key, opened_on, decided_on in states.values_list(*_DAYS)}
    rows = Candidacy.objects.filter(pk__in=keys)
    return {row.pk: (row, *days.get(row.pk, (None, None))) for row in rows}


_DAYS = ("candidacy_id", "opened_on", "decided_on")


def _voted(reached: Reached, spans: Sequence[Span]) -> None:
    """Meetings in which the holder sat."""
    members = MeetingMember.objects.current().filter(person_id__in={span.person for span in spans}, present=True)
    for member in members.select_related("meeting").order_by("meeting__held_on", "identity"):
        meeting = member.meeting
        for span in spans:
            if span.covers(member.person_id, meeting.body_id, meeting.held_on):
                node = Node(Kind.VOTE, meeting.pk, meeting.body_id, meeting.held_on)
                reached.take(node, span.key, Ground.TOOK_PART)


def _planned(reached: Reached, spans: Sequence[Span]) -> None:
    """Places on succession lists that the holder was given while holding the post."""
    entries = SuccessionEntry.objects.current().filter(person_id__in={span.person for span in spans}, removed_on=None)
    for entry in entries.select_related("list").order_by("approved_on", "identity"):
        for span in spans:
            if span.covers(entry.person_id, None, entry.approved_on):
                reached.take(_listed(entry), span.key, Ground.LED_TO)
