"""Rules × record, as of a day → how many subjects stand where, counted by the engine: no row per subject comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import ibis
import pyarrow as pa

from liem.kernel.verdicts import Verdict
from liem.law.engine import Engine
from liem.law.evaluate import Asked
from liem.law.grounds import Status
from liem.law.language.interpret import Value
from liem.law.questions import COUNT_COLUMNS, EVERYTHING_KNOWN, Moment, Pair, Question, count_column, prepare
from liem.law.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Tally:
    """How many subjects of one group stand where with one rule; those that it does not concern are left out."""

    rule_id: str
    group: str | None
    met: int
    not_met: int
    unknown: int

    def of(self, verdict: Verdict) -> int:
        """The number for one verdict; 0 for not applicable, which is not counted."""
        return {Verdict.MET: self.met, Verdict.NOT_MET: self.not_met, Verdict.UNKNOWN: self.unknown}.get(verdict, 0)


def tally(  # noqa: PLR0913 - everything the question depends on, by name
    rules: Sequence[Asked],
    *,
    by: str,
    vocabulary: Vocabulary,
    tables: Mapping[str, ibis.Table],
    engine: Engine,
    parameters: Mapping[str, Value],
    as_of: date,
    known_at: int | None = None,
) -> list[Tally]:
    """The numbers of `evaluate` for each rule and each value of the column `by` (a key or a text fact); one query per
    fact table. A group that a rule concerns nobody of is left out.
    """
    moment = Moment(as_of, parameters, EVERYTHING_KNOWN if known_at is None else known_at)
    found: dict[str, list[Tally]] = {rule.id: [] for rule in rules}
    for name in dict.fromkeys(rule.about for rule in rules):
        table = vocabulary.table(name)
        assert table is not None, "the loader admits only rules about known tables"
        if not table.is_filled:
            continue
        about = [rule for rule in rules if rule.about == name]
        pairs = tuple(Pair(rule.applies.tree if rule.applies else None, rule.requires.tree) for rule in about)
        question = Question(table, pairs, columns=(by,), grouped=True)
        counts = prepare(question, tables, engine.dialect).ask(engine, moment)
        for index, rule in enumerate(about):
            found[rule.id] += _tallies(rule, index, counts, by)
    return [counted for rule in rules for counted in found[rule.id]]


def _tallies(rule: Asked, index: int, counts: pa.Table, by: str) -> list[Tally]:
    groups = sorted(counts.to_pylist(), key=lambda row: (row[by] is None, str(row[by])))
    tallies = (_tally(rule, index, row, by) for row in groups)
    return [counted for counted in tallies if counted.met + counted.not_met + counted.unknown]


def _tally(rule: Asked, index: int, row: Mapping[str, int], by: str) -> Tally:
    """A rule that lapsed without a verified successor leaves everybody it may concern unknown."""
    number = {name: row[count_column(name, index)] for name in COUNT_COLUMNS}
    group = None if row[by] is None else str(row[by])
    if rule.status is Status.PENDING:
        return Tally(rule.id, group, 0, 0, sum(number.values()))
    met, not_met = number.pop("sure_yes"), number.pop("sure_no")
    return Tally(rule.id, group, met, not_met, sum(number.values()))
