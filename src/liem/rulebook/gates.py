"""Gates: what the rules say about one subject before a step is taken, inside the caller's own transaction."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import ibis
import pyarrow.compute as pc

from liem.kernel.errors import LiemError, Message
from liem.kernel.verdicts import Strength, Verdict
from liem.law.evaluate import Standing, question_of, standings_of
from liem.law.few_rows import FewRows
from liem.law.language.interpret import Value
from liem.law.questions import EVERYTHING_KNOWN, Moment, Question
from liem.law.reach import Fetch, reach
from liem.law.rules import Rule
from liem.law.vocabulary import FactTable
from liem.rulebook.fetching import fetch_rows
from liem.rulebook.loaded import PacksAtHand, changed_words, packs_at_hand, unasked_words
from liem.rulebook.values import Superiors, line_of
from liem.rulebook.vocabulary import vocabulary

_QUESTIONS_KEPT = 256


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

    `person` is whose the subject is, where the table's rows belong to persons; without it the subject's own key finds
    what is read. Only the stored rows that the facts rest on are read, by their keys, one table after another: whoever
    must not see a change in between holds the ledger's lock, as every action does. `tables` are the stored tables;
    `parameters` the values in force; `superiors` every body with the one above it, which says whose packs bind the
    subject (without it, those of all bodies do). A set of rules is compiled once for each thread.

    Raises LiemError `gates.none` without rules (unless a pack that would hold some is not loaded), `gates.tables` where
    they are about different things, `gates.subject` where the record does not hold the subject on that day: an absent
    subject passes no gate.
    """
    packs = packs_at_hand(as_of, known_at=known_at)
    if not rules and packs.missing:
        return Gate(subject, as_of, (), packs)
    table = _table_of(rules)
    moment = Moment(as_of, parameters, EVERYTHING_KNOWN if known_at is None else known_at)
    by, key = ("subject", subject) if person is None else ("person", person)
    keeper = _keeper(question_of(rules, table, concerned=False), by, tables)
    answers = keeper.rows.ask(fetch_rows(keeper.rounds, [key], tables), moment)
    answers = answers.filter(pc.equal(answers["subject"], subject))
    if not len(answers):
        raise _no_subject(subject, table, as_of)
    standings = standings_of(rules, answers, moment)
    asked = (Asked(standing, rule.strength, rule.digest) for standing, rule in zip(standings, rules, strict=True))
    return Gate(subject, as_of, tuple(asked), _binding(packs, standings[0].body, superiors))


def _binding(packs: PacksAtHand, body: str | None, superiors: Superiors | None) -> PacksAtHand:
    """Those that the body itself or one above it adopted; all of them where that cannot be told."""
    if superiors is None or body is None:
        return packs
    above = set(line_of(body, superiors))
    return PacksAtHand(
        missing=tuple(one for one in packs.missing if one.body in above),
        changed=tuple(one for one in packs.changed if one.body in above),
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
    keeper = _keeper(question_of(rules, _table_of(rules), concerned=False), "person", tables)
    answers = keeper.rows.ask(fetch_rows(keeper.rounds, people, tables), moment)
    found = standings_of(rules, answers, moment)
    return [one for one in found if one.person in people and one.verdict is not Verdict.NOT_APPLICABLE]


@dataclass(frozen=True, slots=True)
class _Keeper:
    """A compiled question, and what has to be fetched for it."""

    tables: Mapping[str, ibis.Table]
    rounds: tuple[tuple[Fetch, ...], ...]
    rows: FewRows


class _Kept(threading.local):
    """The keepers of one thread: each has a database in memory, which belongs to the thread that opened it."""

    def __init__(self) -> None:
        self.keepers: dict[tuple[Question, str], _Keeper] = {}


_kept = _Kept()


def _keeper(question: Question, by: str, tables: Mapping[str, ibis.Table]) -> _Keeper:
    keepers = _kept.keepers
    found = keepers.get((question, by))
    if found is None or found.tables is not tables:
        if len(keepers) >= _QUESTIONS_KEPT:
            keepers.clear()
        moment = ibis.table({"as_of": "date", "known_at": "int64"}, name="moment")
        rounds = reach(question.table.relation(tables, moment), by)
        held = {fetch.table for fetches in rounds for fetch in fetches}
        found = keepers[question, by] = _Keeper(tables, rounds, FewRows(question, tables, holding=held))
    return found


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
