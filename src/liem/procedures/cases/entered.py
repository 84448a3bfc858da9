"""What was entered of a case beside its steps: what gates said, who was proposed by whom, who withdrew, and where in
the ledger each step stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from liem.actions.models import WrittenRow
from liem.procedures.cases.standing import CaseNow
from liem.procedures.models import (
    CaseEvent,
    CaseMeeting,
    CasePerson,
    Decision,
    GateAnswer,
    Proposal,
    Recusal,
    Statement,
    Vacancy,
    Waiver,
)
from liem.record.models import PersonDetails


@dataclass(frozen=True, slots=True)
class Entered:
    """`positions` are those of the entries of events, by key; `gates` what was asked at them; `withdrawn` the people
    who left the case, `recused` those on its list of who keeps out; `proposals` by the person proposed; `decisions` by
    event, `meetings` by step."""

    gates: Mapping[str, tuple[GateAnswer, ...]]
    positions: Mapping[str, int]
    proposals: Mapping[str, Proposal]
    withdrawn: tuple[CasePerson, ...]
    statements: tuple[Statement, ...]
    waivers: Mapping[str, Waiver]
    vacancy: Vacancy | None
    decisions: Mapping[str, Decision]
    meetings: Mapping[str, tuple[CaseMeeting, ...]]
    recused: frozenset[str]


def entered(now: CaseNow) -> Entered:
    """Ten queries, whatever was entered."""
    events = [event.pk for event in now.events]
    gates = defaultdict[str, list[GateAnswer]](list)
    for answer in GateAnswer.objects.filter(event__in=events).order_by("pk"):
        gates[answer.event_id].append(answer)
    meetings = defaultdict[str, list[CaseMeeting]](list)
    for meeting in CaseMeeting.objects.filter(case=now.case).order_by("round", "key"):
        meetings[meeting.step].append(meeting)
    rows = WrittenRow.objects.filter(table=CaseEvent._meta.db_table, row_key__in=events)
    proposals = Proposal.objects.filter(case=now.case).order_by("proposed_on", "key")
    left = CasePerson.objects.current().filter(case=now.case).exclude(withdrawn_on=None)
    waivers = Waiver.objects.current().filter(case=now.case).order_by("granted_on", "identity")
    statements = Statement.objects.current().filter(case=now.case).order_by("stated_on", "identity")
    return Entered(
        gates={event: tuple(found) for event, found in gates.items()},
        positions=dict(rows.values_list("row_key", "entry_id")),
        proposals={one.person_id: one for one in proposals},
        withdrawn=tuple(left.order_by("withdrawn_on", "identity")),
        statements=tuple(statements),
        waivers={one.identity: one for one in waivers},
        vacancy=Vacancy.objects.current().filter(case=now.case).first(),
        decisions={one.event: one for one in Decision.objects.filter(case=now.case).order_by("entry")},
        meetings={step: tuple(found) for step, found in meetings.items()},
        recused=frozenset(Recusal.objects.current().filter(case=now.case).values_list("person_id", flat=True)),
    )


def names_of(people: Collection[str | None]) -> dict[str, str]:
    """What these people are called. One query."""
    keys = {key for key in people if key}
    return dict(PersonDetails.objects.current().filter(person_id__in=keys).values_list("person_id", "name"))
