"""Cases beside a procedure: events on days, and where the case must stand then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from liem.kernel.errors import Message
from liem.law.cases import case_nodes
from liem.law.language.faults import suggestion
from liem.law.procedures.counting import Count, Fault
from liem.law.procedures.course import End, Outcome, Refusal, Taken
from liem.law.procedures.meetings import LEVELS
from liem.law.procedures.steps import DAYS_OF_A_CASE, Kind, Step
from liem.law.reading import Reading
from liem.law.source import Fields, Node


@dataclass(frozen=True, slots=True)
class Attempt:
    """An event of a case. Where a `count` is given, its outcome is what the count decides for so many `places`."""

    taken: Taken
    count: Count | None
    places: int


@dataclass(frozen=True, slots=True)
class Expected:
    """Where the case must stand; None: not asserted. `refused`: refusals of the last event, or faults of its count."""

    open: tuple[str, ...] | None
    late: tuple[str, ...] | None
    due: Mapping[str, date]
    end: End | None
    refused: tuple[str, ...]
    opens: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class ProcedureCase:
    """One case in a few lines."""

    name: Message
    opened: date
    as_of: date
    days: Mapping[str, date]
    values: Mapping[str, int]
    events: tuple[Attempt, ...]
    expect: Expected
    line: int


_KEYS = ("name", "opened", "as_of", "days", "values", "taken", "expect")
_TAKEN_KEYS = ("step", "on", "by", "outcome", "corrects", "count", "places")
_COUNT_KEYS = ("convened", "present", "issued", "returned", "valid", "votes", "levels")
_EXPECT_KEYS = ("open", "late", "due", "end", "refused", "opens")
_REFUSALS = (*Refusal, *Fault)


def read_procedure_cases(fields: Fields, steps: Mapping[str, Step], reading: Reading) -> tuple[ProcedureCase, ...]:
    """The cases of a procedure: at least one that is completed and one in which something is refused."""
    nodes = case_nodes(fields, reading)
    found = [_read_case(Fields(node, reading.problems, _KEYS), steps) for node in nodes]
    cases = tuple(case for case in found if case is not None)
    if len(cases) == len(found) and cases:
        _refuse_one_sided(fields, cases)
    return cases


def _refuse_one_sided(fields: Fields, cases: tuple[ProcedureCase, ...]) -> None:
    if not any(case.expect.end is End.COMPLETED for case in cases):
        fields.problems.add(
            fields.place("cases"),
            "law.no_case_completed",
            "Chưa có trường hợp thử nào đi đến cuối (end: completed). Hãy bổ sung.",
            "No case reaches the end (end: completed). Add one.",
        )
    if not any(case.expect.refused for case in cases):
        fields.problems.add(
            fields.place("cases"),
            "law.no_case_refused",
            "Chưa có trường hợp thử nào bị từ chối (refused). Hãy bổ sung.",
            "No case is refused (refused). Add one.",
        )


def _read_case(fields: Fields, steps: Mapping[str, Step]) -> ProcedureCase | None:
    before = len(fields.problems.found)
    name, opened, as_of = fields.words("name"), fields.day("opened"), fields.day("as_of")
    days, values = _read_days(fields, "days", DAYS_OF_A_CASE), _read_values(fields, steps)
    nodes = fields.items("taken", optional=True)
    events = [_read_attempt(Fields(node, fields.problems, _TAKEN_KEYS), steps) for node in nodes]
    block = fields.fields("expect", _EXPECT_KEYS)
    expect = _read_expected(block, steps) if block else None
    if len(fields.problems.found) > before or not (name and opened and as_of and expect):
        return None
    taken = tuple(event for event in events if event is not None)
    return ProcedureCase(name, opened, as_of, days, values, taken, expect, fields.node.line)


def _read_attempt(fields: Fields, steps: Mapping[str, Step]) -> Attempt | None:
    before = len(fields.problems.found)
    step, on, by = fields.choice("step", steps), fields.day("on"), fields.text("by")
    outcome = fields.choice("outcome", list(Outcome)) if "outcome" in fields else Outcome.PASSED
    corrects = _read_number(fields, "corrects") if "corrects" in fields else None
    count = _read_count(fields) if "count" in fields else None
    places = _read_number(fields, "places", least=1) if "places" in fields else 1
    if step is not None and step in steps:
        _refuse_idle_count(fields, steps[step])
    if len(fields.problems.found) > before or not (step and on and by and outcome) or places is None:
        return None
    return Attempt(Taken(step, on, by, Outcome(outcome), corrects), count, places)


def _refuse_idle_count(fields: Fields, step: Step) -> None:
    """A count belongs to a meeting, and where there is a ballot the count alone says what came of the step."""
    if "count" in fields and step.meeting is None:
        fields.problems.add(
            fields.place("count"),
            "law.count_without_meeting",
            f"Bước “{step.id}” không họp nên không có “count”. Hãy bỏ đi.",
            f"The step “{step.id}” is no meeting and has no “count”. Leave it out.",
        )
    elif "count" in fields and "outcome" in fields and step.meeting and step.meeting.ballot:
        fields.problems.add(
            fields.place("outcome"),
            "law.count_and_outcome",
            "Có “count” thì kết quả do phiếu quyết định. Hãy bỏ “outcome”.",
            "With a “count” the ballot says what came of it. Leave “outcome” out.",
        )


def _read_count(fields: Fields) -> Count | None:
    """Sheets issued, returned and valid are as many as are present, unless they are written."""
    block = fields.fields("count", _COUNT_KEYS)
    if block is None:
        return None
    convened, present = _read_number(block, "convened"), _read_number(block, "present")
    if convened is None or present is None:
        return None
    sheets, last = dict[str, int](), present
    for name in ("issued", "returned", "valid"):
        last = (_read_number(block, name) if name in block else last) or 0
        sheets[name] = last
    levels_block = block.get("levels")
    levels = _read_levels(levels_block, block) if levels_block else {}
    return Count(
        convened,
        present,
        sheets["issued"],
        sheets["returned"],
        sheets["valid"],
        votes=_read_numbers(block, "votes"),
        levels=levels,
    )


def _read_levels(node: Node, fields: Fields) -> dict[str, dict[str, int]]:
    if not isinstance(node.content, dict):
        fields.wrong(node, "số phiếu từng mức của từng người", "the votes of each level for each name")
        return {}
    found = {}
    for name, levels in node.content.items():
        block = Fields(levels, fields.problems, LEVELS)
        found[name] = {level: _read_number(block, level) or 0 for level in LEVELS if level in block}
    return found


def _read_expected(fields: Fields, steps: Mapping[str, Step]) -> Expected:
    refused = []
    for node in fields.items("refused", optional=True):
        if node.content in _REFUSALS:
            refused.append(str(node.content))
            continue
        hint = suggestion(str(node.content), _REFUSALS)
        fields.problems.add(
            node,
            "law.unknown_choice",
            f"Không có lý do từ chối “{node.content}”.{hint.vi}",
            f"There is no refusal “{node.content}”.{hint.en}",
        )
    end = fields.choice("end", list(End)) if "end" in fields else None
    opens = _read_kinds(fields) if "opens" in fields else None
    return Expected(
        open=_read_steps(fields, "open", steps),
        late=_read_steps(fields, "late", steps),
        due=_read_days(fields, "due", steps),
        end=End(end) if end else None,
        refused=tuple(refused),
        opens=opens,
    )


def _read_kinds(fields: Fields) -> tuple[str, ...]:
    found = []
    for node in fields.items("opens", optional=True):
        if node.content not in list(Kind):
            hint = suggestion(str(node.content), list(Kind))
            fields.problems.add(
                node,
                "law.unknown_choice",
                f"Không có loại quy trình “{node.content}”.{hint.vi}",
                f"There is no kind of procedure “{node.content}”.{hint.en}",
            )
        found.append(str(node.content))
    return tuple(found)


def _read_steps(fields: Fields, name: str, steps: Mapping[str, Step]) -> tuple[str, ...] | None:
    if name not in fields:
        return None
    nodes = fields.items(name, optional=True)
    for node in nodes:
        if node.content not in list(steps):
            hint = suggestion(str(node.content), steps)
            fields.problems.add(
                node,
                "law.unknown_step",
                f"Không có bước “{node.content}”.{hint.vi}",
                f"There is no step “{node.content}”.{hint.en}",
            )
    return tuple(str(node.content) for node in nodes)


def _read_days(fields: Fields, name: str, known: Mapping[str, Step] | tuple[str, ...]) -> dict[str, date]:
    block = fields.fields(name, known, optional=True)
    if block is None:
        return {}
    found = ((one, block.day(one, optional=True)) for one in known)
    return {one: day for one, day in found if day is not None}


def _read_values(fields: Fields, steps: Mapping[str, Step]) -> dict[str, int]:
    """Values that stand in for those of the law: of parameters that limits of the procedure use."""
    limits = (step.limit for step in steps.values() if step.limit is not None)
    used = [limit.parameter for limit in limits if limit.parameter is not None]
    block = fields.fields("values", used, optional=True)
    return {} if block is None else _read_numbers(fields, "values")


def _read_numbers(fields: Fields, name: str) -> dict[str, int]:
    node = fields.get(name)
    if node is None:
        return {}
    if not isinstance(node.content, dict):
        fields.wrong(node, "các tên với số", "names with numbers")
        return {}
    found = {}
    for one, value in node.content.items():
        if isinstance(value.content, int) and not isinstance(value.content, bool):
            found[one] = value.content
        else:
            fields.wrong(value, "một số nguyên", "a whole number")
    return found


def _read_number(fields: Fields, name: str, *, least: int | None = None) -> int | None:
    node = fields.required(name)
    if node is None:
        return None
    if (
        isinstance(node.content, int)
        and not isinstance(node.content, bool)
        and (least is None or node.content >= least)
    ):
        return node.content
    few = ("", "") if least is None else (f" từ {least}", f" of at least {least}")
    fields.wrong(node, f"một số nguyên{few[0]}", f"a whole number{few[1]}")
    return None
