"""Rules: what a clause requires of one subject, as a condition over facts, with its cases beside it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from pathlib import PurePosixPath

from liem.kernel.clauses import ClauseAddress
from liem.kernel.errors import Message
from liem.kernel.force import InForce
from liem.kernel.verdicts import Strength
from liem.law.cases import Case, read_cases
from liem.law.grounds import Ground, Status, Topic, ground_on, leading_ground, read_grounds
from liem.law.instruments import Jurisdiction, read_jurisdiction
from liem.law.language.tree import FactRef, ParameterRef, facts_of, parameters_of
from liem.law.reading import (
    Checked,
    Condition,
    Reading,
    pack_of,
    read_clause,
    read_condition,
    read_table,
)
from liem.law.source import Fields, Node


class Severity(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Service(StrEnum):
    """What a rule serves."""

    AUDIT = "audit"  # asked over everybody
    GATE = "gate"  # asked before a step


@dataclass(frozen=True, slots=True)
class Waiver:
    """Who may allow an exception, and the clause that says so."""

    by: str
    clause: ClauseAddress


@dataclass(frozen=True, slots=True)
class Rule:
    """One obligation about one kind of subject.

    `about` names the fact table; where `applies` is false the rule does not apply; `requires` is what must hold.
    `clauses`, `in_force`, `status` and `checked` are those of one ground: after `on(day)` the one that counts that
    day, else the leading one. A rule that is PENDING on a day has lapsed without a verified successor: it is asked,
    and answered “law not verified”. `digest` is the SHA-256 of the rule's file, so that a result can say which text
    of the rule it ran.
    """

    id: str
    pack: str
    topic: Topic
    jurisdiction: Jurisdiction
    clauses: tuple[ClauseAddress, ...]
    title: Message
    in_words: Message
    remedy: Message
    about: str
    applies: Condition | None
    requires: Condition
    strength: Strength
    severity: Severity
    serves: tuple[Service, ...]
    waiver: Waiver | None
    in_force: InForce
    status: Status
    checked: Checked | None
    grounds: tuple[Ground, ...]
    cases: tuple[Case, ...] = field(repr=False)
    file: str
    digest: str

    @property
    def ground(self) -> ClauseAddress:
        """The clause that the rule rests on first of all."""
        return self.clauses[0]

    def ground_on(self, day: date) -> Ground | None:
        """The ground that counts on the day; None where the rule is not in force."""
        return ground_on(self.grounds, day)

    def on(self, day: date) -> Rule | None:
        """The rule as it stands on the day; None where it is not in force."""
        ground = self.ground_on(day)
        return None if ground is None else self.resting_on(ground)

    def resting_on(self, ground: Ground) -> Rule:
        """The rule with clause, time in force, status and check of this ground."""
        return replace(
            self, clauses=ground.clauses, in_force=ground.in_force, status=ground.status, checked=ground.checked
        )

    def facts(self) -> tuple[FactRef, ...]:
        """The facts that its conditions touch."""
        return facts_of(self.applies.tree if self.applies else None, self.requires.tree)

    def parameters(self) -> tuple[ParameterRef, ...]:
        """The parameters that its conditions touch."""
        return parameters_of(self.applies.tree if self.applies else None, self.requires.tree)

    def parameter_names(self) -> tuple[str, ...]:
        """Ids of the parameters that it uses."""
        return tuple(dict.fromkeys(parameter.name for parameter in self.parameters()))


_KEYS = (
    "id",
    "topic",
    "jurisdiction",
    "clause",
    "grounds",
    "title",
    "in_words",
    "remedy",
    "about",
    "applies",
    "requires",
    "strength",
    "severity",
    "serves",
    "waiver",
    "in_force",
    "checked",
    "cases",
)


def read_rule(node: Node, *, text: str, reading: Reading) -> Rule | None:
    """The rule of one file `<pack>/rules/<id>.yaml`; None when something is wrong."""
    before = len(reading.problems.found)
    fields = Fields(node, reading.problems, _KEYS)
    if not fields.is_mapping:
        return None
    rule_id, stem = fields.text("id"), PurePosixPath(node.file).stem
    if rule_id and rule_id != stem:
        reading.problems.add(
            fields.place("id"),
            "law.id_not_file_name",
            f"Mã “{rule_id}” khác tên tệp “{stem}.yaml”. Hãy đặt giống nhau.",
            f"The id “{rule_id}” differs from the file name “{stem}.yaml”. Make them the same.",
        )
    topic, grounds = fields.choice("topic", list(Topic)), read_grounds(fields, reading)
    title, in_words, remedy = (fields.message(name) for name in ("title", "in_words", "remedy"))
    table = read_table(fields, reading)
    applies = read_condition(fields, "applies", table, reading, optional=True)
    requires = read_condition(fields, "requires", table, reading)
    strength, severity = fields.choice("strength", list(Strength)), fields.choice("severity", list(Severity))
    serves, waiver = _read_serves(fields), _read_waiver(fields, reading)
    cases = read_cases(fields, table, reading, conditional="applies" in fields)
    if len(reading.problems.found) > before:
        return None
    if not (rule_id and topic and title and in_words and remedy and table and requires):
        return None
    if not (strength and severity and grounds):
        return None
    leading = leading_ground(grounds)
    return Rule(
        id=rule_id,
        pack=pack_of(node),
        topic=Topic(topic),
        jurisdiction=read_jurisdiction(fields, reading.jurisdictions[leading.clauses[0].directive]),
        clauses=leading.clauses,
        title=title,
        in_words=in_words,
        remedy=remedy,
        about=table.name,
        applies=applies,
        requires=requires,
        strength=Strength(strength),
        severity=Severity(severity),
        serves=serves,
        waiver=waiver,
        in_force=leading.in_force,
        status=leading.status,
        checked=leading.checked,
        grounds=grounds,
        cases=cases,
        file=node.file,
        digest=sha256(text.encode()).hexdigest(),
    )


def _read_serves(fields: Fields) -> tuple[Service, ...]:
    found = []
    for node in fields.items("serves"):
        if node.content in list(Service):
            found.append(Service(str(node.content)))
        else:
            fields.wrong(node, "audit hoặc gate", "audit or gate")
    return tuple(found)


def _read_waiver(fields: Fields, reading: Reading) -> Waiver | None:
    block = fields.fields("waiver", ("by", "clause"), optional=True)
    if block is None:
        return None
    by, place = block.text("by"), block.required("clause")
    clause = read_clause(place, reading) if place else None
    return Waiver(by, clause) if by and clause else None
