"""Gates: what the rules say about one subject before a step is taken, inside the caller's own transaction."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import ibis

from liem.kernel.errors import LiemError, Message
from liem.kernel.verdicts import Strength, Verdict
from liem.law.evaluate import Standing, standings_on_facts
from liem.law.few_rows import FactsByKey, FewRows, facts_by_key
from liem.law.language.interpret import Value
from liem.law.questions import EVERYTHING_KNOWN, Moment
from liem.law.rules import Rule
from liem.law.vocabulary import FactTable
from liem.rulebook.fetching import Reading, fetch_rows
from liem.rulebook.loaded import PacksAtHand, changed_words, packs_at_hand, unasked_words
from liem.rulebook.values import Superiors, line_of
from liem.rulebook.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Asked:
    """One rule at the gate: where the subject stands with it, and which text of the rule was run (its digest)."""

    standing: Standing
    strength: Strength
    digest: str

    @property
    def holds_back(self) -> bool:
        """Whether a rule that must hold does not, or may not: what is unknown opens no gate."""
        return self.strength is Strength.MUST and self.standing.verdict in {Verdict.NOT_MET, Verdict.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Gate:
    """What all rules say about `subject` on `as_of`, in the order in which they were given.

    `packs` are those that bind the subject and are not loaded or have changed since they were adopted. What one that is
    not loaded would say is unknown, and stops as an unknown rule does.
    """

    subject: str
    as_of: date
    asked: tuple[Asked, ...]
    packs: PacksAtHand = field(default_factory=PacksAtHand)

    @property
    def is_open(self) -> bool:
        return not self.packs.missing and not any(rule.holds_back for rule in self.asked)

    def told_of_packs(self, name_of: Callable[[str], str]) -> tuple[Message, ...]:
        """What the answer lacks, and which packs have changed. `name_of` gives the name of a body."""
        return tuple(unasked_words(one, name_of) for one in self.packs.missing) + tuple(
            changed_words(one) for one in self.packs.changed
        )


@dataclass(frozen=True, slots=True)
class GateSubject:
    """What rules about one fact table are asked about: its key there, and `person`, whose it is, where the table's rows
    belong to persons. Without the person the subject's own key finds what is read."""

    key: str
    person: str | None = None


def gate(  # noqa: PLR0913 - everything the answer depends on, by name
    rules: Sequence[Rule],
    *,
    subject: str,
    person: str | None = None,
    tables: Mapping[str, ibis.Table],
    parameters: Mapping[str, Value],
    as_of: date,
    known_at: int | None = None,
    superiors: Superiors | None = None,
) -> Gate:
    """Asks rules about one fact table of one of its subjects, on the connection and in the transaction of the caller.

    Only the stored rows that the facts rest on are read, by their keys, one table after another: whoever must not see a
    change in between holds the ledger's lock, as every action does. `tables` are the stored tables; `parameters` the
    values in force; `superiors` every body with the one above it, which says whose packs bind the subject (without it,
    those of all bodies do). The facts of a table are compiled once for each process.

    Raises LiemError `gates.none` without rules (unless a pack that would hold some is not loaded), `gates.tables` where
    they are about different things, `gates.subject` where the record does not hold the subject on that day: an absent
    subject passes no gate.
    """
    packs = packs_at_hand(as_of, known_at=known_at)
    if not rules and packs.missing:
        return Gate(subject, as_of, (), packs)
    asked_of = GateSubject(subject, person)
    moment = Moment(as_of, parameters, EVERYTHING_KNOWN if known_at is None else known_at)
    asked = asked_of_each(rules, [asked_of], reading=Reading(tables), moment=moment)[asked_of]
    if not asked:
        raise _no_subject(subject, _table_of(rules), as_of)
    return Gate(subject, as_of, asked, binding(packs, asked[0].standing.body, superiors))


def asked_of_each(
    rules: Sequence[Rule], subjects: Collection[GateSubject], *, reading: Reading, moment: Moment
) -> dict[GateSubject, tuple[Asked, ...]]:
    """What rules about one fact table say of each of its subjects, read together: as `gate` says of each by itself.
    Nothing of one that the record does not hold on the day. Raises LiemError `gates.none` and `gates.tables`."""
    table = _table_of(rules)
    found: dict[GateSubject, list[Asked]] = {one: [] for one in subjects}
    for by in ("person", "subject"):
        some = {(one.key, one.person): one for one in subjects if (one.person is None) == (by == "subject")}
        keys = {one.person or one.key for one in some.values()}
        for rule, standing in _standings(rules, table, by, keys, reading, moment):
            one = some.get((standing.subject, standing.person if by == "person" else None))
            if one is not None:
                found[one].append(Asked(standing, rule.strength, rule.digest))
    return {one: tuple(asked) for one, asked in found.items()}


def binding(packs: PacksAtHand, body: str | None, superiors: Superiors | None) -> PacksAtHand:
    """Those that the body itself or one above it adopted; all of them where that cannot be told."""
    if body is None or superiors is None:
        return packs
    line = {*line_of(body, superiors), *(one for one, above in superiors.items() if above is None)}
    return PacksAtHand(
        tuple(one for one in packs.missing if one.body in line), tuple(one for one in packs.changed if one.body in line)
    )


def standings_of_few(
    rules: Sequence[Rule],
    *,
    people: Collection[str],
    tables: Mapping[str, ibis.Table],
    parameters: Mapping[str, Value],
    as_of: date,
) -> list[Standing]:
    """What `evaluate` says of these people, read like a gate: of a few people it takes milliseconds however many are on
    record. Raises LiemError `gates.none` and `gates.tables`."""
    moment = Moment(as_of, parameters, EVERYTHING_KNOWN)
    found = _standings(rules, _table_of(rules), "person", people, Reading(tables), moment)
    return [one for _, one in found if one.person in people and one.verdict is not Verdict.NOT_APPLICABLE]


def _standings(  # noqa: PLR0913, PLR0917 - one question with all its parts
    rules: Sequence[Rule], table: FactTable, by: str, keys: Collection[str], reading: Reading, moment: Moment
) -> Iterator[tuple[Rule, Standing]]:
    """Rule by rule, those of the rows whose column `by` holds one of the keys, and perhaps of others."""
    if not keys:
        return
    keeper = _keeper(table, by, reading.tables)
    facts = keeper.rows.facts(fetch_rows(keeper.compiled.rounds, keys, reading), moment)
    by_id = {rule.id: rule for rule in rules}
    yield from ((by_id[one.rule_id], one) for one in standings_on_facts(rules, facts, moment))


@dataclass(frozen=True, slots=True)
class _Keeper:
    """The compiled facts of a table, and the database in memory that works them out."""

    table: FactTable
    tables: Mapping[str, ibis.Table]
    compiled: FactsByKey
    rows: FewRows


_keepers: dict[tuple[int, int, str], _Keeper] = {}
_compiling = threading.Lock()


def _keeper(table: FactTable, by: str, tables: Mapping[str, ibis.Table]) -> _Keeper:
    """The one of this process; made by whoever asks first, while others that need one wait."""
    key = id(table), id(tables), by  # both are kept with what was compiled, so nothing else gets their numbers
    if key not in _keepers:
        with _compiling:
            if key not in _keepers:
                compiled = facts_by_key(table, by, tables)
                _keepers[key] = _Keeper(table, tables, compiled, FewRows(compiled, tables))
    return _keepers[key]


def _forget() -> None:
    """A process that was forked starts anew: databases and locks do not outlive a fork."""
    global _compiling  # noqa: PLW0603 - the lock of this process
    _compiling = threading.Lock()
    _keepers.clear()


os.register_at_fork(after_in_child=_forget)


def _table_of(rules: Sequence[Rule]) -> FactTable:
    if not rules:
        raise LiemError(
            "gates.none",
            Message(
                "Không có quy định nào để kiểm tra, nên bước này không được coi là đạt. Hãy chọn ít nhất một quy định.",
                "There is no rule to ask, so the step does not count as checked. Choose at least one rule.",
            ),
        )
    names = sorted({rule.about for rule in rules})
    table = vocabulary().table(names[0])
    if len(names) > 1 or table is None:
        raise LiemError(
            "gates.tables",
            Message(
                f"Các quy định nói về những đối tượng khác nhau ({', '.join(names)}). Hãy kiểm tra riêng từng loại.",
                f"The rules are about different things ({', '.join(names)}). Ask those of each kind separately.",
            ),
            {"tables": names},
        )
    return table


def _no_subject(subject: str, table: FactTable, as_of: date) -> LiemError:
    return LiemError(
        "gates.subject",
        Message(
            f"Hồ sơ ngày {as_of:%d/%m/%Y} không có “{subject}” ({table.meaning.vi}), nên không kiểm tra được. "
            "Hãy nhập vào hồ sơ trước.",
            f"On {as_of} the record holds no “{subject}” ({table.meaning.en}), so it cannot be checked. "
            "Enter it into the record first.",
        ),
        {"subject": subject, "table": table.name},
    )
