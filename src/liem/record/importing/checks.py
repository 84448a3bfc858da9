"""What must be true between rows, in the file and together with the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.db import models

from liem.actions.versions import Versioned
from liem.kernel.errors import LiemError
from liem.record.importing import conflicts
from liem.record.importing.problems import Problem
from liem.record.importing.roster import Roster, batches
from liem.record.importing.sheets import Check, Column, Kind, Row, Sheet
from liem.record.models import BodyState, PersonDetails, Tenure

MOST_SUGGESTED = 20  # looking for a likely code among many costs time; a file with more is wrong as a whole


def check(roster: Roster, sheets: Mapping[str, Sheet], *, known: Callable[[Row], bool]) -> Iterator[Problem]:
    """Every conflict: unknown references, repeated rows, days out of order, and what the sheets check themselves.

    A row all of which is on record already (`known`) is not told again that its own days contradict each other: that is
    the work of data quality, and would keep out everything else in the file.
    """
    yield from _unknown_references(roster, sheets)
    for read in roster.sheets.values():
        yield from _same_identity(roster, read.rows)
        for columns in read.sheet.unique:
            yield from _same_content(roster, read.rows, [read.sheet.column(key) for key in columns])
        new = [row for row in read.rows if not known(row)]
        for first, second in read.sheet.in_order:
            yield from _out_of_order(roster, new, read.sheet.column(first), read.sheet.column(second))
    for read in roster.sheets.values():
        for own in read.sheet.checks:
            yield from own(roster)


def _unknown_references(roster: Roster, sheets: Mapping[str, Sheet]) -> Iterator[Problem]:
    for read in roster.sheets.values():
        for column in read.sheet.columns:
            where = [sheets[key] for key in column.refers if key in sheets]
            if where:
                yield from _unknown_in(roster, read.rows, column, where)


def _unknown_in(roster: Roster, rows: Sequence[Row], column: Column, where: Sequence[Sheet]) -> Iterator[Problem]:
    used = {row[column.key] for row in rows} - {None}
    unknown = used.difference(*(roster.codes(sheet.key) for sheet in where))
    for sheet in where:
        unknown -= on_record(sheet.defines, unknown)
    if not unknown:
        return
    candidates = [code for sheet in where for code in (*roster.codes(sheet.key), *_all_on_record(sheet.defines))]
    faults: dict[str, LiemError] = {}
    for row in rows:
        if row[column.key] in unknown:
            value = row[column.key]
            likely = candidates if len(faults) < MOST_SUGGESTED else []
            fault = faults.setdefault(value, conflicts.unknown_reference(value, likely, where))
            yield roster.problem(row, column.key, fault)


def on_record(model: type[models.Model] | None, codes: Iterable[str]) -> set[str]:
    """Which of the codes the record knows."""
    if model is None:
        return set()
    manager = model._default_manager
    return {key for some in batches(set(codes)) for key in manager.filter(pk__in=some).values_list("pk", flat=True)}


def _all_on_record(model: type[models.Model] | None) -> list[str]:
    return [] if model is None else list(model._default_manager.order_by("pk").values_list("pk", flat=True))


def _same_identity(roster: Roster, rows: Sequence[Row]) -> Iterator[Problem]:
    first: dict[str, Row] = {}
    for row in rows:
        before = first.setdefault(row.identity, row)
        if before.place != row.place:
            column = next(key for key in row.sheet.identity if row[key])
            yield roster.problem(row, column, conflicts.same_identity(row, before))


def _same_content(roster: Roster, rows: Sequence[Row], columns: Sequence[Column]) -> Iterator[Problem]:
    first: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        before = first.setdefault(tuple(row[column.key] for column in columns), row)
        if before.place != row.place:
            yield roster.problem(row, columns[-1].key, conflicts.same_content(columns, row, before))


def _out_of_order(roster: Roster, rows: Sequence[Row], first: Column, second: Column) -> Iterator[Problem]:
    inclusive = timedelta(days=1 if second.kind is Kind.LAST_DAY else 0)
    for row in rows:
        earlier, later = row[first.key], row[second.key]
        if earlier is not None and later is not None and later - inclusive < earlier:
            fault = conflicts.out_of_order(first, second, earlier, later - inclusive)
            yield roster.problem(row, second.key, fault)


def one_state_at_a_time(key: str, model: type[Versioned], *columns: str) -> Check:
    """A check that no two versions with the same values in `columns` (the first an indexed code) hold on one day."""

    def check_times(roster: Roster) -> Iterator[Problem]:
        touched = {getattr(version, columns[0]) for version, _ in roster.of_model(model)}
        groups: dict[tuple[str, ...], list[tuple[Any, Row | None]]] = defaultdict(list)
        for version, row in roster.held(model, where=columns[0], among=touched):
            groups[tuple(getattr(version, column) for column in columns)].append((version, row))
        for group in groups.values():
            yield from _overlaps(roster, group)

    return check_times


def _overlaps(roster: Roster, group: list[tuple[Any, Row | None]]) -> Iterator[Problem]:
    group.sort(key=lambda pair: pair[0].valid_from or date.min)
    for (former, former_row), (latter, latter_row) in pairwise(group):
        if former.identity == latter.identity:
            continue  # told as a repeated row
        if former.valid_to is None or former.valid_to > (latter.valid_from or date.min):
            row, own, other = (latter_row, latter, former) if latter_row else (former_row, former, latter)
            other_row = former_row if own is latter else latter_row
            if row is not None:
                yield roster.problem(row, "valid_from", conflicts.two_at_a_time(own.identity, _named(other, other_row)))


def _named(version: Versioned, row: Row | None) -> str:
    return f"“{version.identity}” ({row.source if row else version.source})"


def born_before_tenures(roster: Roster) -> Iterator[Problem]:
    """Nobody holds a post before being born, whichever of the two the file brings."""
    people = {tenure.person_id for tenure, _ in roster.of_model(Tenure)}
    people |= {details.person_id for details, _ in roster.of_model(PersonDetails)}
    details = {one.person_id: (one, row) for one, row in roster.held(PersonDetails, where="person_id", among=people)}
    for tenure, tenure_row in roster.held(Tenure, where="person_id", among=people):
        person, person_row = details.get(tenure.person_id, (None, None))
        if person is None or person.born_on is None or tenure.valid_from is None:
            continue
        if tenure.valid_from <= person.born_on:
            fault = conflicts.born_too_late(tenure.person_id, person.born_on, tenure.valid_from)
            if tenure_row is not None:
                yield roster.problem(tenure_row, "valid_from", fault)
            elif person_row is not None:
                yield roster.problem(person_row, "born_on", fault)


def kin_of_another(roster: Roster) -> Iterator[Problem]:
    for row in roster.rows("kinship"):
        if row["person"] == row["relative"]:
            yield roster.problem(row, "relative", conflicts.own_kin())


def no_cycle_of_superiors(roster: Roster) -> Iterator[Problem]:
    """On no day does a body answer, however indirectly, to itself."""
    if not roster.of_model(BodyState):
        return
    states = list(roster.held(BodyState))
    suspects = _on_circles((state.body_id, state.superior_id) for state, _ in states if state.superior_id)
    states = [(state, row) for state, row in states if state.body_id in suspects]
    told: set[frozenset[str]] = set()
    for day in sorted({state.valid_from or date.min for state, _ in states}):
        holding = [(state, row) for state, row in states if _holds(state, day)]
        superiors = {state.body_id: state.superior_id for state, _ in holding if state.superior_id}
        for circle in _circles(superiors):
            row = next((row for state, row in holding if row and state.body_id in circle), None)
            if row is not None and frozenset(circle) not in told:
                told.add(frozenset(circle))
                yield roster.problem(row, "superior", conflicts.cycle([*circle, circle[0]]))


def no_cycle_of_places(roster: Roster) -> Iterator[Problem]:
    within = {row["place"]: row["within"] for row in roster.rows("places") if row["within"]}
    by_place = {row["place"]: row for row in roster.rows("places")}
    for circle in _circles(within):
        row = min((by_place[place] for place in circle), key=lambda row: row.number)
        yield roster.problem(row, "within", conflicts.cycle([*circle, circle[0]]))


def _holds(state: BodyState, day: date) -> bool:
    return (state.valid_from or date.min) <= day and (state.valid_to is None or day < state.valid_to)


def _on_circles(edges: Iterable[tuple[str, str]]) -> set[str]:
    """The nodes from which a circle can be reached; everything else is taken off from the top, level by level."""
    above: dict[str, set[str]] = defaultdict(set)
    below: dict[str, set[str]] = defaultdict(set)
    for node, superior in edges:
        above[node].add(superior)
        below[superior].add(node)
    free = [node for node in below if node not in above]
    while free:
        top = free.pop()
        for node in below[top]:
            above[node].discard(top)
            if not above[node]:
                del above[node]
                free.append(node)
    return set(above)


def _circles(above: Mapping[str, str]) -> Iterator[list[str]]:
    """The circles of a graph in which every node has at most one superior; each once, from its smallest node."""
    done: set[str] = set()
    for start in sorted(above):
        path: dict[str, int] = {}
        node: str | None = start
        while node is not None and node not in done and node not in path:
            path[node] = len(path)
            node = above.get(node)
        if node is not None and node in path:
            circle = list(path)[path[node] :]
            smallest = circle.index(min(circle))
            yield circle[smallest:] + circle[:smallest]
        done.update(path)
