"""Targets × record, as of a day → how far each group is, with the room that unknown rows leave.

With unknown rows the result lies between `low` (each counted to the disadvantage) and `high` (to the advantage). It is
met when even `low` reaches the floor, not met when even `high` does not, unknown in between.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import ibis

from liem.kernel.verdicts import Verdict
from liem.law.engine import Engine
from liem.law.language.interpret import Value
from liem.law.questions import COUNT_COLUMNS, EVERYTHING_KNOWN, Moment, Pair, Question, count_column, prepare
from liem.law.relations import Relation
from liem.law.targets import OVERALL, Measure, Target
from liem.law.vocabulary import FactTable, Vocabulary


@dataclass(frozen=True, slots=True)
class TargetStanding:
    """How far one group is.

    `group` is None overall, and for rows whose group is unknown. `total` rows certainly belong, `counted` of them
    certainly count, `unknown` rows are open. `low`, `high`, `floor`, `ceiling` are percent for shares, else numbers;
    `low` and `high` are None for an empty population, `floor` while the law's value is not verified.
    """

    target_id: str
    group: str | None
    total: int
    counted: int
    unknown: int
    low: float | None
    high: float | None
    floor: float | None
    ceiling: float | None
    verdict: Verdict


class Counted(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Member:
    """One subject of a target's population; UNKNOWN also where it is open whether it belongs."""

    subject: str
    person: str | None
    body: str | None
    group: str | None
    counts: Counted


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows of one group, by whether they belong (sure, open) and whether they count (yes, no, open)."""

    sure_yes: int = 0
    sure_no: int = 0
    sure_open: int = 0
    open_yes: int = 0
    open_no: int = 0
    open_open: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, name) + getattr(other, name) for name in COUNT_COLUMNS))

    @property
    def sure(self) -> int:
        return self.sure_yes + self.sure_no + self.sure_open

    @property
    def unknown(self) -> int:
        return self.sure_open + self.open_yes + self.open_no + self.open_open

    def with_open(self, other: Tally) -> Tally:
        """This group, with the rows of `other` as rows of which it is open whether they belong."""
        return Tally(
            self.sure_yes,
            self.sure_no,
            self.sure_open,
            self.open_yes + other.sure_yes + other.open_yes,
            self.open_no + other.sure_no + other.open_no,
            self.open_open + other.sure_open + other.open_open,
        )

    def lowest(self) -> tuple[int, int]:
        """Counted and total when every open row is taken to the disadvantage."""
        return self.sure_yes, self.sure + self.open_no + self.open_open

    def highest(self) -> tuple[int, int]:
        """Counted and total when every open row is taken to the advantage."""
        joining = self.open_yes + self.open_open
        return self.sure_yes + self.sure_open + joining, self.sure + joining


def evaluate_targets(  # noqa: PLR0913 - everything the question depends on, by name
    targets: Sequence[Target],
    *,
    vocabulary: Vocabulary,
    tables: Mapping[str, ibis.Table],
    engine: Engine,
    parameters: Mapping[str, Value],
    as_of: date,
    known_at: int | None = None,
) -> list[TargetStanding]:
    """How far each target is on the day, group by group (sorted, the unknown group last); one query per fact table."""
    moment = Moment(as_of, parameters, EVERYTHING_KNOWN if known_at is None else known_at)
    found: dict[str, list[TargetStanding]] = {}
    for name in dict.fromkeys(target.about for target in targets):
        about = [target for target in targets if target.about == name]
        found |= measure(about, table_of(about[0], vocabulary), tables, engine, moment)
    return [standing for target in targets for standing in found[target.id]]


def measure(
    targets: Sequence[Target],
    table: FactTable,
    tables: Mapping[str, ibis.Table],
    engine: Engine,
    moment: Moment,
) -> dict[str, list[TargetStanding]]:
    """The standings of targets about one table, by target."""
    counts = prepare(_question(targets, table), tables, engine.dialect).ask(engine, moment).to_pylist()
    return {target.id: _standings(target, index, counts, moment) for index, target in enumerate(targets)}


def measure_each(
    target: Target,
    table: FactTable,
    tables: Mapping[str, ibis.Table],
    engine: Engine,
    askings: Sequence[tuple[Moment, Sequence[Relation]]],
) -> list[list[TargetStanding]]:
    """The standings of one target at each moment, with the relations that stand in for stored tables there."""
    answers = prepare(_question([target], table), tables, engine.dialect).ask_each(engine, askings)
    return [
        _standings(target, 0, counts.to_pylist(), moment) for (moment, _), counts in zip(askings, answers, strict=True)
    ]


def _question(targets: Sequence[Target], table: FactTable) -> Question:
    columns = tuple(dict.fromkeys(group_column(target) for target in targets))
    return Question(table, tuple(map(_pair, targets)), columns=columns, grouped=True)


def _standings(
    target: Target, index: int, counts: Sequence[Mapping[str, Value]], moment: Moment
) -> list[TargetStanding]:
    tallies = _tallies(target, index, counts)
    if target.per == OVERALL:
        return [_standing(target, None, sum(tallies.values(), Tally()), moment)]
    placeless = tallies.pop(None, Tally())
    standings = [
        _standing(target, group, tally.with_open(placeless), moment)
        for group, tally in sorted(tallies.items(), key=lambda item: str(item[0]))
        if tally.sure + tally.unknown
    ]
    if placeless.sure + placeless.unknown or not standings:
        standings.append(_standing(target, None, Tally().with_open(placeless), moment))
    return standings


def members(  # noqa: PLR0913 - everything the question depends on, by name
    target: Target,
    *,
    vocabulary: Vocabulary,
    tables: Mapping[str, ibis.Table],
    engine: Engine,
    parameters: Mapping[str, Value],
    as_of: date,
    known_at: int | None = None,
) -> list[Member]:
    """Every subject that belongs to the target's population or may belong, and whether it counts."""
    moment = Moment(as_of, parameters, EVERYTHING_KNOWN if known_at is None else known_at)
    question = Question(table_of(target, vocabulary), (_pair(target),), columns=(group_column(target),))
    answers = prepare(question, tables, engine.dialect).ask(engine, moment)
    return [_member(row, target) for row in answers.to_pylist()]


def table_of(target: Target, vocabulary: Vocabulary) -> FactTable:
    table = vocabulary.table(target.about)
    assert table is not None, "the loader admits only targets about known tables"
    return table


def group_column(target: Target) -> str:
    """The column by which rows are counted; an overall target is counted by body and added up."""
    return "body" if target.per == OVERALL else target.per


def _pair(target: Target) -> Pair:
    return Pair(target.population.tree, target.counts.tree)


def _tallies(target: Target, index: int, counts: Sequence[Mapping[str, Value]]) -> dict[str | None, Tally]:
    tallies: dict[str | None, Tally] = {}
    for row in counts:
        group = _text(row[group_column(target)])
        tally = Tally(*(_whole(row[count_column(name, index)]) for name in COUNT_COLUMNS))
        tallies[group] = tallies.get(group, Tally()) + tally
    return tallies


def _member(row: Mapping[str, Value], target: Target) -> Member:
    group = None if target.per == OVERALL else row[target.per]
    counted = None if row["applies_0"] is None else row["requires_0"]
    state = Counted.UNKNOWN if counted is None else (Counted.YES if counted else Counted.NO)
    person, body = row["person"], row["body"]
    return Member(str(row["subject"]), _text(person), _text(body), _text(group), state)


def _standing(target: Target, group: str | None, tally: Tally, moment: Moment) -> TargetStanding:
    floor, ceiling = _bound(target.at_least, moment), _bound(target.at_most, moment)
    low, high = (_result(target, *bounds) for bounds in (tally.lowest(), tally.highest()))
    return TargetStanding(
        target.id,
        group,
        tally.sure,
        tally.sure_yes,
        tally.unknown,
        low,
        high,
        floor,
        ceiling,
        _verdict(target, tally, floor),
    )


def _bound(bound: float | str | None, moment: Moment) -> float | None:
    value = moment.parameters.get(bound) if isinstance(bound, str) else bound
    return float(value) if isinstance(value, int | float) else None


def _result(target: Target, counted: int, total: int) -> float | None:
    if target.measure is Measure.COUNT:
        return float(counted)
    return 100 * counted / total if total else None


def _verdict(target: Target, tally: Tally, floor: float | None) -> Verdict:
    if not tally.sure + tally.unknown:
        return Verdict.NOT_APPLICABLE
    if floor is None or not tally.sure:
        return Verdict.UNKNOWN
    if _reaches(target, *tally.lowest(), floor):
        return Verdict.MET
    return Verdict.UNKNOWN if _reaches(target, *tally.highest(), floor) else Verdict.NOT_MET


def _reaches(target: Target, counted: int, total: int, floor: float) -> bool:
    """Compared without division, so that exactly 10 % of 30 is 10 %."""
    return counted >= floor if target.measure is Measure.COUNT else 100 * counted >= floor * total


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _whole(value: Value) -> int:
    assert isinstance(value, int), "a count is a whole number"
    return value
