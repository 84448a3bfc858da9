"""How a dossier came to say what it says: every row entered, changed or withdrawn, with who and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeAlias

from django.db.models import Q
from django.utils import timezone

from liem.actions.models import LedgerEntry, WrittenRow
from liem.actions.versions import Versioned
from liem.record.days import titles_of
from liem.record.doers import Doer, doers
from liem.record.dossier.parts import Part
from liem.record.models import (
    Attestation,
    Declaration,
    Discipline,
    EvaluationCriterion,
    EvaluationForm,
    EvaluationProduct,
    Identifier,
    Kinship,
    LanguageSkill,
    PersonDetails,
    Place,
    PoliticalConclusion,
    Qualification,
    RecognisedResult,
    Recruitment,
    Residence,
    Responsibility,
    StayAbroad,
    SuccessionEntry,
    Tenure,
    Training,
)
from liem.record.people import within
from liem.record.scope import Reach, out_of_reach
from liem.record.succession_lists import outside

Value: TypeAlias = str | int | bool | date | None

ENTERED, CHANGED, WITHDRAWN = "entered", "changed", "withdrawn"
ATTESTED = "attested"
"""The part of the page, beside those of `Part`, where attestations stand."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind that hang on a person: the part of the dossier they belong to, how they lead to the person, the
    column that tells one from another, and what they hang on in between."""

    model: type[Versioned]
    part: str
    through: str = "person_id"
    lead: str = ""
    joined: str = ""


TABLES: tuple[Table, ...] = (
    Table(PersonDetails, Part.DETAILS),
    Table(Identifier, Part.NUMBERS, lead="kind"),
    Table(Tenure, Part.TENURES, lead="post"),
    Table(Recruitment, Part.RECRUITMENT, lead="body"),
    Table(Responsibility, Part.RESPONSIBILITIES, lead="body"),
    Table(SuccessionEntry, Part.SUCCESSION, lead="list", joined="list"),
    Table(Qualification, Part.QUALIFICATIONS, lead="level"),
    Table(LanguageSkill, Part.LANGUAGES, lead="language"),
    Table(Training, Part.TRAININGS, lead="course"),
    Table(EvaluationForm, Part.EVALUATIONS, "evaluation__person_id", "evaluation", "evaluation"),
    Table(EvaluationProduct, Part.EVALUATIONS, "evaluation__person_id", "evaluation", "evaluation"),
    Table(EvaluationCriterion, Part.EVALUATIONS, "evaluation__person_id", "evaluation", "evaluation"),
    Table(RecognisedResult, Part.RESULTS, lead="title"),
    Table(PoliticalConclusion, Part.CONCLUSIONS, lead="number"),
    Table(Discipline, Part.DISCIPLINE, lead="form"),
    Table(Declaration, Part.DECLARATIONS, "duty__person_id", "duty", "duty"),
    Table(Residence, Part.RESIDENCES, lead="place"),
    Table(StayAbroad, Part.STAYS_ABROAD, lead="country"),
    Table(Kinship, Part.KINSHIP, lead="relation"),
    Table(Attestation, ATTESTED, through="subject", lead="section"),
)
_UNSAID = frozenset(
    {"id", "identity", "known_from", "known_to", "source", "reason", "person", "subject", "digest"}
    | {"search_name", "sort_name"}
    | {"relative"}  # who is whose relative is no matter of history
)
_POSTS, _BODIES, _PLACES = (
    frozenset({"post", "list"}),
    frozenset({"body"}),
    frozenset({"place", "home_place", "birth_place"}),
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What one column said before and after; the names of posts, bodies and places stand for their codes."""

    name: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Change:
    """One row entered, changed or withdrawn by one entry of the ledger. `table` is the name of its model; `lead` tells
    the row from others of its kind; `source` where it was taken from. `by` is None where the entry's content was
    erased."""

    table: str
    identity: str
    part: str
    kind: str
    lead: FieldChange | None
    fields: tuple[FieldChange, ...]
    reason: str
    source: str
    position: int
    at: datetime | None = None
    action: str = ""
    by: Doer | None = None


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Part of the changes in the dossier of an official, the newest first; `total` counts all of them."""

    name: str
    total: int
    lines: tuple[Change, ...]


def history(  # noqa: PLR0913 - whose, what of it, and which part of it, by name
    reach: Reach, person: str, *, with_kin: bool, with_numbers: bool, offset: int = 0, limit: int = 50
) -> HistoryPage:
    """The changes of the dossier. Raises LiemError `record.out_of_reach`. A constant number of queries."""
    name = within(reach).filter(person_id=person).values_list("name", flat=True).first()
    if name is None:
        raise out_of_reach()
    hidden = ({Part.KINSHIP} if not with_kin else set()) | ({Part.NUMBERS} if not with_numbers else set())
    found = [change for table in TABLES if table.part not in hidden for change in _changes_in(table, person)]
    found.sort(key=lambda one: -one.position)  # rows of one entry stay in the order of the tables
    lines = _explained(found[offset : offset + limit])
    return HistoryPage(name, len(found), _named(_entered(lines), on=reach.day))


def _changes_in(table: Table, person: str) -> Iterator[Change]:
    wanted = Q(**{table.through: person})
    if table.model is SuccessionEntry:
        wanted &= ~Q(list_id__in=outside())
    rows = table.model._default_manager.filter(wanted)
    if table.joined:
        rows = rows.select_related(table.joined)
    versions: dict[str, list[Versioned]] = defaultdict(list)
    for row in rows.order_by("known_from"):
        versions[row.identity].append(row)
    for chain in versions.values():
        yield from _changes_of(table, chain)


def _changes_of(table: Table, chain: Sequence[Versioned]) -> Iterator[Change]:
    """From the versions of one row, the oldest first."""
    before: Versioned | None = None
    for row in chain:
        if before is not None and before.known_to != row.known_from:
            yield _withdrawn(table, before)
            before = None
        yield _written(table, before, row)
        before = row
    if before is not None and before.known_to is not None:
        yield _withdrawn(table, before)


def _written(table: Table, before: Versioned | None, row: Versioned) -> Change:
    after, earlier = _values(table, row), _values(table, before) if before is not None else {}
    names = [name for name in {**earlier, **after} if after.get(name) != earlier.get(name)]
    changed = tuple(FieldChange(name, earlier.get(name), after.get(name)) for name in names)
    kind = ENTERED if before is None else CHANGED
    return _change(table, row, kind, changed, position=row.known_from, reason=row.reason)


def _withdrawn(table: Table, row: Versioned) -> Change:
    lost = tuple(FieldChange(name, value, None) for name, value in _values(table, row).items())
    return _change(table, row, WITHDRAWN, lost, position=row.known_to or 0, reason="")


def _change(  # noqa: PLR0913 - all of a change, by name
    table: Table, row: Versioned, kind: str, fields: tuple[FieldChange, ...], *, position: int, reason: str
) -> Change:
    lead = FieldChange(table.lead, None, _value(row, table.lead)) if table.lead else None
    shown = tuple(one for one in fields if one.name != table.lead or kind == CHANGED)
    source = "" if kind == WITHDRAWN else row.source
    name = type(row).__name__.lower()
    return Change(name, row.identity, table.part, kind, lead, shown, reason, source, position)


def _values(table: Table, row: Versioned) -> dict[str, Value]:
    """What the row says, by column; nothing for columns that say nothing."""
    names = [field.name for field in table.model._meta.concrete_fields if field.name not in _UNSAID]
    said = ((name, _value(row, name)) for name in names)
    return {name: value for name, value in said if value is not None and value != ""}


def _value(row: Versioned, name: str) -> Value:
    """A code for a post, body or place; the year of an evaluation or a declaration; else the column itself."""
    if name == "list" and isinstance(row, SuccessionEntry):
        return row.list.post_id
    if name in {"evaluation", "duty"}:
        year: int = getattr(row, name).year
        return year
    value: Value = getattr(row, row._meta.get_field(name).attname)  # type: ignore[union-attr]
    return value


def _explained(lines: Sequence[Change]) -> list[Change]:
    """With the reasons for which rows were withdrawn: they stand with the digests of what the entry wrote."""
    gone = [one for one in lines if one.kind == WITHDRAWN]
    if not gone:
        return list(lines)
    closed = WrittenRow.objects.filter(
        entry_id__in={one.position for one in gone},
        kind=WrittenRow.Kind.CLOSED,
        row_key__in={one.identity for one in gone},
    )
    rows = closed.values_list("entry_id", "table", "row_key", "reason")
    reasons = {(position, table.removeprefix("record_"), key): reason for position, table, key, reason in rows}
    return [
        replace(one, reason=reasons.get((one.position, one.table, one.identity), "")) if one in gone else one
        for one in lines
    ]


def _entered(lines: Sequence[Change]) -> list[Change]:
    """With when, by what action and in which role each was done."""
    positions = {one.position for one in lines}
    entries = LedgerEntry.objects.filter(position__in=positions).values_list("position", "at", "action")
    at = {position: (moment, action) for position, moment, action in entries}
    by = doers(positions)
    return [
        replace(one, at=at[one.position][0], action=at[one.position][1], by=by.get(one.position))
        if one.position in at
        else one
        for one in lines
    ]


def _named(lines: Sequence[Change], *, on: date) -> tuple[Change, ...]:
    """With the names of posts, bodies and places in place of their codes: three queries."""
    used = list(_said(lines))
    posts = {str(value) for name, value in used if name in _POSTS}
    titles = titles_of(posts=posts, bodies={str(value) for name, value in used if name in _BODIES})
    wanted = {str(value) for name, value in used if name in _PLACES}
    places = dict(Place.objects.filter(pk__in=wanted).values_list("pk", "name"))

    def name_of(name: str, value: Value) -> Value:
        if not isinstance(value, str):
            return value
        if name in _POSTS:
            title = titles.post(value, on)
            return f"{title.title}, {title.body_name}" if title.body_name else title.title
        if name in _BODIES:
            return titles.body(value, on)
        return places.get(value, value) if name in _PLACES else value

    def with_names(one: FieldChange) -> FieldChange:
        return FieldChange(one.name, name_of(one.name, one.before), name_of(one.name, one.after))

    return tuple(
        replace(
            line,
            lead=with_names(line.lead) if line.lead else None,
            fields=tuple(with_names(one) for one in line.fields),
            at=timezone.localtime(line.at) if line.at else None,
        )
        for line in lines
    )


def _said(lines: Iterable[Change]) -> Iterator[tuple[str, Value]]:
    for line in lines:
        for one in (*line.fields, *([line.lead] if line.lead else [])):
            yield from ((one.name, value) for value in (one.before, one.after) if value)
