"""What people call the things that relied on a decision, for pages and papers. Constant queries, however many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from liem.kernel.errors import Message
from liem.procedures.cases.texts import procedure_of
from liem.procedures.models import Candidacy, Case, CaseMeeting, Consequence, Decision
from liem.record.days import PostTitle, titles_of
from liem.record.models import PersonDetails, SuccessionEntry, SuccessionListState, Tenure

Kind = Consequence.Kind


class Thing(Protocol):
    """A node of the graph, or a consequence."""

    @property
    def kind(self) -> str: ...

    @property
    def thing(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Named:
    """Of a thing whatever applies: whom it is about, the post, the body, the number of a decision, the procedure of a
    case or meeting, and its day."""

    person: str = ""
    person_name: str = ""
    post: PostTitle | None = None
    body_name: str = ""
    number: str = ""
    procedure: Message | None = None
    case: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rows themselves say, before names are looked up."""

    person: str = ""
    post: str = ""
    body: str = ""
    number: str = ""
    case: Case | None = None
    on: date | None = None


def names_of(things: Iterable[Thing], *, on: date) -> dict[tuple[str, str], Named]:
    """By kind and key. What is no longer on record has no name."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for one in things:
        wanted[one.kind].add(one.thing)
    known: dict[tuple[str, str], _Known] = {}
    for kind, read in _READ.items():
        if wanted[kind]:
            known |= {(kind, key): one for key, one in read(wanted[kind]).items()}
    return _named(known, on=on)


def _named(known: Mapping[tuple[str, str], _Known], *, on: date) -> dict[tuple[str, str], Named]:
    people = PersonDetails.objects.current().filter(person_id__in={one.person for one in known.values()} - {""})
    names = dict(people.values_list("person_id", "name"))
    titles = titles_of(
        posts={one.post for one in known.values()} - {""}, bodies={one.body for one in known.values()} - {""}
    )
    return {
        key: Named(
            person=one.person,
            person_name=names.get(one.person, one.person),
            post=titles.post(one.post, one.on or on) if one.post else None,
            body_name=titles.body(one.body, one.on or on) if one.body else "",
            number=one.number,
            procedure=procedure_of(one.case).title if one.case else None,
            case=one.case.pk if one.case else "",
            on=one.on,
        )
        for key, one in known.items()
    }


def _tenures(keys: set[str]) -> dict[str, _Known]:
    rows = Tenure.objects.current().filter(identity__in=keys)
    return {
        row.identity: _Known(person=row.person_id, post=row.post_id, number=row.decision, on=row.valid_from)
        for row in rows
    }


def _decisions(keys: set[str]) -> dict[str, _Known]:
    rows = Decision.objects.filter(pk__in=keys).select_related("case")
    return {row.pk: _Known(body=row.body_id, number=row.number, case=row.case, on=row.decided_on) for row in rows}


def _lists(keys: set[str]) -> dict[str, _Known]:
    entries = SuccessionEntry.objects.current().filter(identity__in=keys).select_related("list")
    lists = SuccessionListState.objects.current().filter(identity__in=keys).select_related("list")
    found = {
        row.identity: _Known(post=row.list.post_id, body=row.list.body_id, number=row.decision, on=row.approved_on)
        for row in lists
    }
    return found | {
        row.identity: _Known(row.person_id, row.list.post_id, row.list.body_id, row.decision, None, row.approved_on)
        for row in entries
    }


def _candidacies(keys: set[str]) -> dict[str, _Known]:
    rows = Candidacy.objects.filter(pk__in=keys).select_related("case")
    return {row.pk: _Known(row.person_id, row.post_id or "", row.body_id, case=row.case) for row in rows}


def _meetings(keys: set[str]) -> dict[str, _Known]:
    rows = CaseMeeting.objects.filter(pk__in=keys).select_related("case")
    return {row.pk: _Known(body=row.body_id, case=row.case, on=row.held_on) for row in rows}


def _cases(keys: set[str]) -> dict[str, _Known]:
    rows = Case.objects.filter(pk__in=keys)
    return {
        row.pk: _Known(
            person=row.person_id or "", post=row.post_id or "", body=row.body_id, case=row, on=row.prepared_on
        )
        for row in rows
    }


_READ = {
    Kind.TENURE: _tenures,
    Kind.DECISION: _decisions,
    Kind.SUCCESSION: _lists,
    Kind.CANDIDACY: _candidacies,
    Kind.VOTE: _meetings,
    Kind.CASE: _cases,
}
"""Of a report there is nothing to name but its entry in the ledger."""
