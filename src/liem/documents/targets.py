"""Numeric goals: a share or a count, of whom, by what measure."""

from __future__ import annotations

import re

from liem.documents.model import Citation, Target
from liem.documents.outline import Clause
from liem.documents.timings import lowered

_ABOUT = r"(?:khoảng|ít nhất|tối thiểu|tối đa|không quá|không dưới|trên|dưới|từ|đạt|hơn|gần)"
_NUMBER = r"\d{1,3}(?:\.\d{3}){0,3}(?:,\d{1,2})?|\d{1,3}\.\d{1,2}(?!\d)"
_HIGH = rf"(?: ?(?:-|–|đến) ?(?P<high>{_NUMBER}))?"
_SHARE = re.compile(
    rf"(?:(?P<about>{_ABOUT}) )?(?<![\d.,/-])(?P<low>{_NUMBER})(?: ?(?:%|phần trăm))?{_HIGH} ?(?P<unit>%|phần trăm)"
)
_UNITS = (
    "chức danh", "đồng chí", "cán bộ", "công chức", "viên chức", "đảng viên", "người", "lớp", "lượt", "cuộc", "chi bộ",
    "tổ chức đảng", "cơ sở", "mô hình", "sáng kiến", "sản phẩm", "đề án", "hội nghị", "học viên", "lần", "vị trí", "xã",
    "huyện",
)  # fmt: skip
_COUNT = re.compile(
    rf"(?:(?P<about>{_ABOUT}|có(?: ít nhất| tối thiểu| khoảng)?|bố trí) )(?<![\d.,/-])(?P<low>{_NUMBER})"
    rf"(?: ?[-–] ?(?P<high>{_NUMBER}))? (?P<among>trong (?:số )?(?:các |những )?)?(?P<unit>{'|'.join(_UNITS)})(?!\w)"
)
_GOAL = re.compile(
    r"(?<!\w)(?:phấn đấu|mục tiêu|chỉ tiêu|bảo đảm|đảm bảo|ít nhất|tối thiểu|không quá|không dưới|đạt|hoàn thành"
    r"|tỷ lệ)(?!\w)"
)
_VERB = r"(?:là|được|có|đạt|sử dụng|hoàn thành|đáp ứng|tham gia|không phải|bảo đảm|đảm bảo|biết)(?!\w)"
_SPLIT = re.compile(rf" (?=(?:dưới|trên|từ) \d|{_VERB})")
_STOP = re.compile(r"[;.](?= |$)|\n|, (?:phấn đấu|trong đó|đến năm|bảo đảm|đồng thời)|; ")
_PAST = re.compile(r"(?i:tình hình|kết quả|thực trạng|đánh giá|hạn chế)")
_REACH = 260


def read_targets(text: str, clauses: list[Clause], citations: list[Citation]) -> list[Target]:
    """Targets of the flat `text`, in order; numbers inside citations, and in accounts of the past, are none."""
    lower = lowered(text)
    cited = {position for citation in citations for position in (citation.start, citation.end)}
    targets: list[Target] = []
    for clause in clauses:
        if clause.kind in ("header", "signature"):
            continue
        if clause.parent >= 0 and _PAST.match(text, clauses[clause.parent].body):
            continue
        targets += _of_clause(text, lower, clause)
    return [target for target in targets if target.start not in cited]


def _of_clause(text: str, lower: str, clause: Clause) -> list[Target]:
    found = list(_COUNT.finditer(lower, clause.start, clause.end))
    found = [count for count in found if _is_goal(lower, clause.start, count)]
    if any(lower.find(mark, clause.start, clause.end) >= 0 for mark in ("%", "phần trăm")):
        found += _SHARE.finditer(lower, clause.start, clause.end)
    return sorted((_target(text, lower, number, clause.end) for number in found), key=lambda target: target.start)


def _is_goal(lower: str, start: int, found: re.Match[str]) -> bool:
    """A count is a goal only where its own clause says so before it."""
    before = lower[max(start, found.start() - 160) : found.end("about")]
    return _GOAL.search(before.rsplit(";", 1)[-1].rsplit(". ", 1)[-1]) is not None


def _target(text: str, lower: str, found: re.Match[str], clause_end: int) -> Target:
    about = found["about"]
    begins = found.start() if about in ("khoảng", "ít nhất", "tối thiểu", "tối đa", "không quá") else found.start("low")
    stop = _STOP.search(lower, found.end(), min(clause_end, found.end() + _REACH))
    end = stop.start() if stop else min(clause_end, found.end() + _REACH)
    words = text[found.end() : end].strip(" ,:").removeprefix("trở lên ")
    parts = _SPLIT.split(words, maxsplit=1)
    low = _number(found["low"])
    return Target(
        text=text[begins:end],
        start=begins,
        end=end,
        population=parts[0].strip(" ,") or None,
        measure=parts[1].strip(" ,") if len(parts) > 1 else None,
        value=(low, _number(found["high"])) if found["high"] else low,
        unit="%" if found["unit"] == "phần trăm" else found["unit"],
        approximate=about == "khoảng",
    )


def _number(printed: str) -> float:
    whole = re.sub(r"\.(?=\d{3}(?:\D|$))", "", printed).replace(",", ".")
    value = float(whole)
    return int(value) if value.is_integer() else value
