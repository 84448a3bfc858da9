"""The limit of a step, as procedure files write it under `within`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from liem.kernel.errors import Message
from liem.law.language.faults import suggestion
from liem.law.parameters import Unit
from liem.law.procedures.steps import DAYS_OF_A_CASE, OPENING, Counted, DayOfYear, Limit
from liem.law.reading import Reading
from liem.law.source import Fields, Node

_BY = "by"
_LENGTHS = (*(str(one) for one in Counted), _BY)
_DAY_OF_YEAR = re.compile(r"([0-9]{2})-([0-9]{2})")


def read_limit(fields: Fields, earlier: Sequence[str], reading: Reading) -> Limit | None:
    """The limit of a step that has these steps above it; None when something is wrong."""
    block = fields.fields("within", (*_LENGTHS, "since", "before", "pending"))
    if block is None or not block.is_mapping:
        return None
    written = [name for name in _LENGTHS if name in block]
    if len(written) != 1:
        words = ", ".join(_LENGTHS)
        block.problems.add(
            block.node,
            "law.limit_length",
            f"Thời hạn cần một và chỉ một trong các mục {words}.",
            f"A limit needs one, and only one, of {words}.",
        )
        return None
    pending = block.words("pending", optional=True)
    if written == [_BY]:
        return _read_by(block, pending)
    return _read_length(block, Counted(written[0]), earlier, reading, pending)


def _read_length(
    block: Fields, counted: Counted, earlier: Sequence[str], reading: Reading, pending: Message | None
) -> Limit | None:
    """`{days: 15, since: request}`, `{months: 3, before: term_end}`."""
    node = block.required(counted)
    since = block.choice("since", [OPENING, *earlier]) if "since" in block else None
    before = block.choice("before", DAYS_OF_A_CASE) if "before" in block else None
    if ("since" in block) == ("before" in block):
        block.problems.add(
            block.node,
            "law.limit",
            "Thời hạn cần “since” (tính từ bước nào) hoặc “before” (trước ngày nào), và chỉ một trong hai.",
            "A limit needs “since” (counted from which step) or “before” (which day), and only one of them.",
        )
        return None
    if node is None or not (since or before):
        return None
    if isinstance(node.content, int) and not isinstance(node.content, bool) and node.content > 0:
        return Limit(node.content, None, counted, since, before, pending=pending)
    if isinstance(node.content, str):
        _refuse_unknown_parameter(node, reading)
        return Limit(None, node.content, counted, since, before, pending=pending)
    months = counted is Counted.MONTHS
    block.wrong(
        node,
        f"số {'tháng' if months else 'ngày'} hoặc tên tham số",
        f"a number of {'months' if months else 'days'} or the name of a parameter",
    )
    return None


def _read_by(block: Fields, pending: Message | None) -> Limit | None:
    """`{by: "12-15"}`: month and day, of the year that the opening of the case decides."""
    for name in ("since", "before"):
        if name in block:
            block.problems.add(
                block.place(name),
                "law.limit_by",
                f"Thời hạn đến một ngày trong năm (“by”) không có “{name}”. Hãy bỏ đi.",
                f"A limit by a day of the year (“by”) has no “{name}”. Leave it out.",
            )
    node = block.required(_BY)
    if node is None:
        return None
    found = _DAY_OF_YEAR.fullmatch(node.content) if isinstance(node.content, str) else None
    try:
        by = DayOfYear(int(found[1]), int(found[2])) if found else None
    except ValueError:  # no such day, or not in every year
        by = None
    if by is None:
        block.wrong(
            node,
            "tháng và ngày mà năm nào cũng có, như “12-15”",
            "a month and day that every year has, such as “12-15”",
        )
        return None
    return Limit(None, None, Counted.DAYS, None, None, by, pending)


def _refuse_unknown_parameter(node: Node, reading: Reading) -> None:
    """A limit takes a parameter that is a number."""
    numbers = [name for name, parameter in reading.parameters.items() if parameter.unit is Unit.NUMBER]
    if node.content not in numbers:
        hint = suggestion(str(node.content), numbers)
        reading.problems.add(
            node,
            "law.unknown_parameter",
            f"Không có tham số “{node.content}” là một con số.{hint.vi}",
            f"There is no parameter “{node.content}” that is a number.{hint.en}",
        )
