"""Targets: a share or a number over a population, to be reached by a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256

from liem.kernel.clauses import ClauseAddress
from liem.kernel.errors import Message
from liem.kernel.force import InForce
from liem.kernel.verdicts import Strength, Verdict
from liem.law.cases import case_nodes, read_given, read_overrides, refuse_uncovered
from liem.law.grounds import Topic
from liem.law.language.faults import suggestion
from liem.law.language.interpret import Value
from liem.law.language.tree import parameters_of
from liem.law.parameters import ParameterValue, Unit
from liem.law.reading import (
    Checked,
    Condition,
    Reading,
    pack_of,
    read_checked,
    read_clauses,
    read_condition,
    read_force_block,
    read_table,
)
from liem.law.source import Fields, Node
from liem.law.vocabulary import FactTable, FactType

OVERALL = "overall"
BODY = "body"


class Measure(StrEnum):
    SHARE = "share"  # percent of the population
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class GroupExpectation:
    """What must come out for one group (None: overall). `low` and `high` are percent or counts, None: not asserted."""

    group: str | None
    verdict: Verdict
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class TargetCase:
    """A handful of rows and the standings that must come out. A row holds every column and `body`."""

    name: Message
    as_of: date
    rows: tuple[Mapping[str, Value], ...] = field(hash=False)
    parameters: Mapping[str, ParameterValue | None] = field(hash=False)
    expect: tuple[GroupExpectation, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Target:
    """A number to reach over a population.

    `at_least` is the floor, `at_most` the upper end of a band “about a–b” (exceeding it is no shortfall); both are
    numbers or names of parameters. `per` is `overall`, `body`, or a text fact. `about_value` marks “about”.
    """

    id: str
    pack: str
    topic: Topic
    clauses: tuple[ClauseAddress, ...]
    title: Message
    in_words: Message
    remedy: Message
    about: str
    population: Condition
    counts: Condition
    per: str
    measure: Measure
    at_least: float | str
    at_most: float | str | None
    about_value: bool
    strength: Strength
    due: date | None
    in_force: InForce
    checked: Checked
    cases: tuple[TargetCase, ...] = field(repr=False)
    file: str
    digest: str

    @property
    def ground(self) -> ClauseAddress:
        """The clause that the target rests on first of all."""
        return self.clauses[0]

    def parameter_names(self) -> tuple[str, ...]:
        """Ids of the parameters that it uses."""
        trees = parameters_of(self.population.tree, self.counts.tree)
        bounds = [bound for bound in (self.at_least, self.at_most) if isinstance(bound, str)]
        return tuple(dict.fromkeys([*bounds, *(parameter.name for parameter in trees)]))


_KEYS = (
    "id",
    "topic",
    "clause",
    "title",
    "in_words",
    "remedy",
    "about",
    "population",
    "counts",
    "per",
    "measure",
    "at_least",
    "at_most",
    "about_value",
    "strength",
    "due",
    "in_force",
    "checked",
    "cases",
)
CASE_KEYS = ("name", "as_of", "rows", "parameters", "expect")
_EXPECT_KEYS = ("group", "verdict", "low", "high")


def read_targets(node: Node, *, text: str, reading: Reading) -> list[Target]:
    """The targets of a `<pack>/targets.yaml`: a list."""
    if not isinstance(node.content, list):
        reading.problems.add(node, "law.type", "Ở đây cần một danh sách chỉ tiêu.", "Expected a list of targets.")
        return []
    digest = sha256(text.encode()).hexdigest()
    found = [_read_target(item, digest, reading) for item in node.content]
    return [target for target in found if target is not None]


def _read_target(node: Node, digest: str, reading: Reading) -> Target | None:
    before = len(reading.problems.found)
    fields = Fields(node, reading.problems, _KEYS)
    if not fields.is_mapping:
        return None
    topic = fields.choice("topic", list(Topic)) if "topic" in fields else Topic.LEADERSHIP
    target_id, clauses = fields.text("id"), read_clauses(fields, reading)
    title, in_words, remedy = (fields.message(name) for name in ("title", "in_words", "remedy"))
    table = read_table(fields, reading)
    population, counts = (read_condition(fields, name, table, reading) for name in ("population", "counts"))
    per, measure = _read_per(fields, table), fields.choice("measure", list(Measure))
    at_least = _read_bound(fields, "at_least", reading)
    at_most = _read_bound(fields, "at_most", reading) if "at_most" in fields else None
    about_value = fields.flag("about_value", default=False)
    strength, due = fields.choice("strength", list(Strength)), fields.day("due", optional=True)
    in_force, checked = read_force_block(fields), read_checked(fields)
    cases = _read_cases(fields, table, reading)
    if len(reading.problems.found) > before:
        return None
    if not (target_id and title and in_words and remedy and table and population and counts and per and measure):
        return None
    if at_least is None or not (strength and in_force and checked):
        return None
    return Target(
        id=target_id,
        pack=pack_of(node),
        topic=Topic(topic or Topic.LEADERSHIP),
        clauses=clauses,
        title=title,
        in_words=in_words,
        remedy=remedy,
        about=table.name,
        population=population,
        counts=counts,
        per=per,
        measure=Measure(measure),
        at_least=at_least,
        at_most=at_most,
        about_value=about_value,
        strength=Strength(strength),
        due=due,
        in_force=in_force,
        checked=checked,
        cases=cases,
        file=node.file,
        digest=digest,
    )


def _read_per(fields: Fields, table: FactTable | None) -> str | None:
    if table is None:
        return None
    texts = [fact.name for fact in table.facts if fact.type is FactType.TEXT]
    return fields.choice("per", [OVERALL, BODY, *texts])


def _read_bound(fields: Fields, name: str, reading: Reading) -> float | str | None:
    node = fields.required(name)
    if node is None:
        return None
    if isinstance(node.content, int | float) and not isinstance(node.content, bool):
        return float(node.content)
    numeric = [parameter.id for parameter in reading.parameters.values() if parameter.unit is not Unit.TERM]
    if isinstance(node.content, str) and node.content in numeric:
        return node.content
    hint = suggestion(str(node.content), numeric)
    fields.problems.add(
        node,
        "law.unknown_parameter",
        f"“{name}” cần một số hoặc tên tham số, không phải “{node.content}”.{hint.vi}",
        f"“{name}” needs a number or the name of a parameter, not “{node.content}”.{hint.en}",
    )
    return None


def _read_cases(fields: Fields, table: FactTable | None, reading: Reading) -> tuple[TargetCase, ...]:
    nodes = case_nodes(fields, reading)
    found = [read_target_case(Fields(node, reading.problems, CASE_KEYS), table, reading) for node in nodes]
    cases = tuple(case for case in found if case is not None)
    if len(cases) == len(found):
        verdicts = [expected.verdict for case in cases for expected in case.expect]
        refuse_uncovered(fields, verdicts, [Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN])
    return cases


def read_target_case(fields: Fields, table: FactTable | None, reading: Reading) -> TargetCase | None:
    """One case about rows of `table`; None when something is wrong."""
    before = len(fields.problems.found)
    name, as_of = fields.words("name"), fields.day("as_of")
    rows = [row for node in fields.items("rows", optional=True) for row in _read_rows(node, table, fields)]
    overrides = read_overrides(fields, reading)
    expect = tuple(_read_expectation(Fields(n, fields.problems, _EXPECT_KEYS)) for n in fields.one_or_more("expect"))
    if len(fields.problems.found) > before or not (name and as_of):
        return None
    return TargetCase(name, as_of, tuple(rows), overrides, tuple(e for e in expect if e), fields.node.line)


def _read_rows(node: Node, table: FactTable | None, fields: Fields) -> list[dict[str, Value]]:
    """The row, as often as its `times` says, with its `body`."""
    if table is None:
        return []
    row = read_given(node, table, fields, also=("body", "times"))
    if row is None or not isinstance(node.content, dict):
        return []
    extra = {name: node.content[name].content for name in ("body", "times") if name in node.content}
    times, body = extra.get("times", 1), extra.get("body", "body")
    if not isinstance(times, int) or isinstance(times, bool) or not isinstance(body, str):
        fields.wrong(node, "“body” là chữ và “times” là số nguyên", "“body” as text and “times” as a whole number")
        return []
    return [{**row, BODY: body}] * times


def _read_expectation(fields: Fields) -> GroupExpectation | None:
    verdict = fields.choice("verdict", list(Verdict))
    group = fields.text("group", optional=True)
    low, high = _read_number(fields, "low"), _read_number(fields, "high")
    return GroupExpectation(group, Verdict(verdict), low, high) if verdict else None


def _read_number(fields: Fields, name: str) -> float | None:
    node = fields.get(name)
    if node is None or node.content is None:
        return None
    if not isinstance(node.content, int | float) or isinstance(node.content, bool):
        fields.wrong(node, f"một số ở “{name}”", f"a number for “{name}”")
        return None
    return float(node.content)
