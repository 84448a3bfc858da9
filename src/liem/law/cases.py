"""Cases: small worked examples beside each rule and target. What they say must come out, on every engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from liem.kernel.errors import Message
from liem.kernel.verdicts import Verdict
from liem.law.language.faults import suggestion
from liem.law.language.interpret import Value
from liem.law.parameters import ParameterValue, read_value
from liem.law.reading import Reading
from liem.law.source import Fields, Node
from liem.law.vocabulary import Fact, FactTable, FactType


@dataclass(frozen=True, slots=True)
class Case:
    """One subject's facts on a day, and the verdict that must come out.

    `given` holds every column of the fact table: a fact not given is null, or open with no row on record.
    `parameters` replaces values in force; `expect_missing` (None: not asserted) names missing facts and parameters.
    """

    name: Message
    as_of: date
    given: Mapping[str, Value] = field(hash=False)
    parameters: Mapping[str, ParameterValue | None] = field(hash=False)
    expect: Verdict
    expect_missing: tuple[str, ...] | None
    line: int


_WORDS = {
    FactType.BOOLEAN: ("true hoặc false", "true or false"),
    FactType.NUMBER: ("một số", "a number"),
    FactType.TEXT: ("chữ", "text"),
    FactType.DATE: ("một ngày như 2025-06-30", "a day such as 2025-06-30"),
}
CASE_KEYS = ("name", "as_of", "given", "parameters", "expect", "expect_missing")


VERDICTS: Mapping[str, Verdict] = {str(verdict): verdict for verdict in Verdict}


def read_cases(
    fields: Fields,
    table: FactTable | None,
    reading: Reading,
    *,
    conditional: bool,
    words: Mapping[str, Verdict] = VERDICTS,
) -> tuple[Case, ...]:
    """The cases of a rule. Each verdict must occur; `not_applicable` only where the rule is `conditional`.

    `words` says how a case names what it expects.
    """
    nodes = case_nodes(fields, reading)
    owner = str(fields.place("id").content)
    found = [read_case(Fields(node, reading.problems, CASE_KEYS), table, reading, words, owner=owner) for node in nodes]
    cases = tuple(case for case in found if case is not None)
    if len(cases) == len(found):
        present = {case.expect for case in cases}
        spoken = [word for word, verdict in words.items() if verdict in present]
        wanted = [word for word, verdict in words.items() if conditional or verdict is not Verdict.NOT_APPLICABLE]
        refuse_uncovered(fields, spoken, wanted)
    return cases


def case_nodes(fields: Fields, reading: Reading) -> list[Node]:
    """The nodes of `cases`; their absence is a problem of its own."""
    node = fields.get("cases")
    if node is None or not node.content:
        reading.problems.add(
            fields.place("cases"),
            "law.no_cases",
            "Chưa có trường hợp thử nào. Hãy thêm ít nhất một cho mỗi kết luận: met, not_met, unknown.",
            "There are no cases. Add at least one for each verdict: met, not_met, unknown.",
        )
        return []
    return fields.items("cases")


def refuse_uncovered(fields: Fields, found: Iterable[str], wanted: Iterable[str]) -> None:
    """Every wanted verdict needs a case (nothing is said when there are no cases at all)."""
    verdicts = set(found)
    for verdict in wanted:
        if verdicts and verdict not in verdicts:
            fields.problems.add(
                fields.place("cases"),
                f"law.no_case_{verdict}",
                f"Thiếu trường hợp thử cho kết luận “{verdict}”. Hãy bổ sung.",
                f"No case expects “{verdict}”. Add one.",
            )


def read_case(
    fields: Fields, table: FactTable | None, reading: Reading, words: Mapping[str, Verdict] = VERDICTS, *, owner: str
) -> Case | None:
    """One case about the facts of `table`, of the rule or flag `owner`; None when something is wrong."""
    name, as_of, expect = fields.words("name"), fields.day("as_of"), fields.choice("expect", words)
    given = read_given(fields.place("given"), table, fields) if table else {}
    overrides = read_overrides(fields, reading)
    missing = _read_missing(fields, table, reading, owner) if "expect_missing" in fields else None
    if not (name and as_of and expect) or given is None:
        return None
    return Case(name, as_of, given, overrides, words[expect], missing, fields.node.line)


def _read_missing(fields: Fields, table: FactTable | None, reading: Reading, owner: str) -> tuple[str, ...]:
    """What keeps an unknown open: facts, parameters, and the owner itself where its law is not verified."""
    nodes = fields.items("expect_missing", optional=True)
    if table is not None:
        known = {owner, *(fact.name for fact in table.facts), *reading.parameters}
        for node in nodes:
            if str(node.content) not in known:
                hint = suggestion(str(node.content), known - {owner})
                fields.problems.add(
                    node,
                    "law.unknown_missing",
                    f"expect_missing nêu “{node.content}”: “{table.name}” không có dữ kiện ấy, cũng không có tham số "
                    f"ấy.{hint.vi}",
                    f"expect_missing names “{node.content}”: no fact of “{table.name}”, no parameter.{hint.en}",
                )
    return tuple(str(node.content) for node in nodes)


def read_overrides(fields: Fields, reading: Reading) -> dict[str, ParameterValue | None]:
    """The `parameters` of a case: values that stand in for those in force; `null` for “not verified”."""
    block = fields.fields("parameters", reading.parameters, optional=True)
    found: dict[str, ParameterValue | None] = {}
    for name, parameter in reading.parameters.items():
        if block is not None and name in block:
            node = block.place(name)
            found[name] = None if node.content is None else read_value(node, parameter.unit, block)
    return found


def empty_row(table: FactTable) -> dict[str, Value]:
    """Nothing known: nulls, and open sections with no row on record."""
    row: dict[str, Value] = {}
    for fact in table.facts:
        row[fact.name] = 0 if fact.type is FactType.COUNT else None
        if fact.closed_column:
            row[fact.closed_column] = False
    return row


def read_given(node: Node, table: FactTable, fields: Fields, *, also: tuple[str, ...] = ()) -> dict[str, Value] | None:
    """Columns of one row from the facts given; None when some are wrong. The caller reads the keys in `also`."""
    row = empty_row(table)
    if node is fields.node or node.content is None:
        return row
    before = len(fields.problems.found)
    names = (*(fact.name for fact in table.facts), *also)
    given = Fields(node, fields.problems, names, unknown="law.unknown_fact")
    for fact in table.facts:
        if fact.name in given:
            row.update(_columns(fact, given.place(fact.name), given))
    return row if len(fields.problems.found) == before else None


def _columns(fact: Fact, node: Node, given: Fields) -> dict[str, Value]:
    if fact.closed_column is None:
        return {fact.name: None if node.content is None else _plain(fact, node, given)}
    recorded = "rows" if fact.type is FactType.COUNT else "latest"
    block = Fields(node, given.problems, (recorded, "closed"))
    closed = block.flag("closed", default=False)
    if fact.type is FactType.LATEST:
        return {fact.name: block.day("latest", optional=True), fact.closed_column: closed}
    rows = block.get("rows")
    if rows is None:
        return {fact.name: 0, fact.closed_column: closed}
    if not isinstance(rows.content, int) or isinstance(rows.content, bool) or rows.content < 0:
        given.wrong(rows, "số dòng (0, 1, 2…)", "a number of rows (0, 1, 2…)")
        return {}
    return {fact.name: rows.content, fact.closed_column: closed}


def _plain(fact: Fact, node: Node, given: Fields) -> Value:
    found = node.content
    match fact.type:
        case FactType.BOOLEAN if isinstance(found, bool):
            return found
        case FactType.NUMBER if isinstance(found, int | float) and not isinstance(found, bool):
            return float(found)
        case FactType.DATE if isinstance(found, date) and not isinstance(found, datetime):
            return found
        case FactType.TEXT if isinstance(found, str):
            if fact.choices and found not in fact.choices:
                hint = suggestion(found, fact.choices)
                given.problems.add(
                    node,
                    "law.unknown_choice",
                    f"“{fact.name}” không có giá trị “{found}”.{hint.vi}",
                    f"“{fact.name}” has no value “{found}”.{hint.en}",
                )
            return found
    vi, en = _WORDS[fact.type]
    given.wrong(node, f"{vi} ở “{fact.name}”", f"{en} for “{fact.name}”")
    return None
