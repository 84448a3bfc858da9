"""Signs worth a look: conditions over decisions and procedures that ask for a second reading, never for a judgement.

A flag belongs to a decision, says in words why it was raised and what usually explains it, and expires.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256
from pathlib import PurePosixPath

import ibis

from liem.kernel.clauses import ClauseAddress
from liem.kernel.dates import Term
from liem.kernel.errors import Message
from liem.kernel.force import InForce
from liem.kernel.verdicts import Verdict
from liem.law.cases import Case, read_cases
from liem.law.engine import Engine
from liem.law.evaluate import Evidence, evaluate
from liem.law.grounds import Ground, Status, Topic, ground_on, leading_ground, read_grounds
from liem.law.language.interpret import Value
from liem.law.language.tree import FactRef, ParameterRef, facts_of, parameters_of
from liem.law.parameters import Unit, read_value
from liem.law.reading import Condition, Reading, pack_of, read_condition, read_table
from liem.law.source import Fields, Node
from liem.law.vocabulary import Vocabulary


class FlagAnswer(StrEnum):
    RAISED = "raised"
    CLEAR = "clear"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


_ANSWERS = {
    Verdict.MET: FlagAnswer.RAISED,
    Verdict.NOT_MET: FlagAnswer.CLEAR,
    Verdict.UNKNOWN: FlagAnswer.UNKNOWN,
    Verdict.NOT_APPLICABLE: FlagAnswer.NOT_APPLICABLE,
}
ANSWER_WORDS: Mapping[str, Verdict] = {str(answer): verdict for verdict, answer in _ANSWERS.items()}


@dataclass(frozen=True, slots=True)
class Flag:
    """A sign worth a look: `requires` is the condition that raises it, `expires` how long it stands then.

    `in_words` says why it is worth a look, `innocent` what usually explains it.
    """

    id: str
    pack: str
    topic: Topic
    clauses: tuple[ClauseAddress, ...]
    title: Message
    in_words: Message
    innocent: Message
    about: str
    applies: Condition | None
    requires: Condition
    expires: Term
    in_force: InForce
    status: Status
    grounds: tuple[Ground, ...]
    cases: tuple[Case, ...] = field(repr=False)
    file: str
    digest: str

    @property
    def ground(self) -> ClauseAddress:
        """The clause that the flag rests on first of all."""
        return self.clauses[0]

    def is_in_force(self, day: date) -> bool:
        """Whether a verified ground covers the day; a lapsed flag is not raised."""
        found = ground_on(self.grounds, day)
        return found is not None and found.status is Status.VERIFIED

    def facts(self) -> tuple[FactRef, ...]:
        """The facts that its conditions touch."""
        return facts_of(self.applies.tree if self.applies else None, self.requires.tree)

    def parameters(self) -> tuple[ParameterRef, ...]:
        """The parameters that its conditions touch."""
        return parameters_of(self.applies.tree if self.applies else None, self.requires.tree)

    def parameter_names(self) -> tuple[str, ...]:
        """Ids of the parameters that it uses."""
        return tuple(dict.fromkeys(parameter.name for parameter in self.parameters()))


@dataclass(frozen=True, slots=True)
class FlagStanding:
    """What one decision shows about one flag. `person` is for access only: flags are never added up by person."""

    flag_id: str
    subject: str
    person: str | None
    body: str | None
    answer: FlagAnswer
    evidence: tuple[Evidence, ...]
    missing: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()


def evaluate_flags(  # noqa: PLR0913 - everything the question depends on, by name
    flags: Sequence[Flag],
    *,
    vocabulary: Vocabulary,
    tables: Mapping[str, ibis.Table],
    engine: Engine,
    parameters: Mapping[str, Value],
    as_of: date,
    known_at: int | None = None,
    persons: Collection[str] | None = None,
) -> list[FlagStanding]:
    """What every decision shows about each of the flags on the day; one query per fact table."""
    standings = evaluate(
        flags,
        vocabulary=vocabulary,
        tables=tables,
        engine=engine,
        parameters=parameters,
        as_of=as_of,
        known_at=known_at,
        persons=persons,
    )
    return [
        FlagStanding(
            found.rule_id,
            found.subject,
            found.person,
            found.body,
            _ANSWERS[found.verdict],
            found.evidence,
            found.missing,
            found.unverified,
        )
        for found in standings
    ]


_KEYS = (
    "id",
    "topic",
    "clause",
    "grounds",
    "title",
    "in_words",
    "innocent",
    "about",
    "applies",
    "raised",
    "expires",
    "in_force",
    "checked",
    "cases",
)


def read_flag(node: Node, *, text: str, reading: Reading) -> Flag | None:
    """The flag of one file `<pack>/flags/<id>.yaml`; None when something is wrong."""
    before = len(reading.problems.found)
    fields = Fields(node, reading.problems, _KEYS)
    if not fields.is_mapping:
        return None
    flag_id, topic = fields.text("id"), fields.choice("topic", list(Topic))
    if flag_id and flag_id != PurePosixPath(node.file).stem:
        fields.problems.add(
            fields.place("id"),
            "law.id_not_file_name",
            f"Mã “{flag_id}” khác tên tệp. Hãy đặt giống nhau.",
            f"The id “{flag_id}” differs from the file name. Make them the same.",
        )
    grounds = read_grounds(fields, reading)
    title, in_words, innocent = (fields.message(name) for name in ("title", "in_words", "innocent"))
    table = read_table(fields, reading)
    applies = read_condition(fields, "applies", table, reading, optional=True)
    raised = read_condition(fields, "raised", table, reading)
    expiry = fields.required("expires")
    expires = read_value(expiry, Unit.TERM, fields) if expiry else None
    cases = read_cases(fields, table, reading, conditional="applies" in fields, words=ANSWER_WORDS)
    if len(reading.problems.found) > before or not grounds:
        return None
    if not (flag_id and topic and title and in_words and innocent and table and raised and isinstance(expires, Term)):
        return None
    leading = leading_ground(grounds)
    return Flag(
        id=flag_id,
        pack=pack_of(node),
        topic=Topic(topic),
        clauses=leading.clauses,
        title=title,
        in_words=in_words,
        innocent=innocent,
        about=table.name,
        applies=applies,
        requires=raised,
        expires=expires,
        in_force=leading.in_force,
        status=Status.VERIFIED,
        grounds=grounds,
        cases=cases,
        file=node.file,
        digest=sha256(text.encode()).hexdigest(),
    )
