"""When something is due, runs or recurs: days, months, quarters, terms, "hằng năm", "thường xuyên", "trong 10 ngày …".

Spans take in "trước ngày", "chậm nhất", "từ … đến", not "trong" or "vào". Values are ISO days, ISO intervals (open ends
".."), R/P1Y and the other forms of recurrences.py, "ongoing", YYYY/YYYY for a term of office, or None where the text
hangs on something else (`relative`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from liem.documents.model import Citation, Leftover, Timing
from liem.documents.outline import Clause
from liem.documents.points import BEFORE, BY, LEAP_YEAR, YEAR, named_year, point_pattern, read_point, until
from liem.documents.recurring_days import YEAR_UNSTATED, Words, every_month, every_year, with_recurring_days

Found = re.Match[str]
Value = tuple[str, str | None, str | None]  # kind, value, relative

_EVERY = r"(?:hằng|hàng|mỗi)"
_UNITS = {"năm": "P1Y", "quý": "P3M", "tháng": "P1M", "tuần": "P1W", "ngày": "P1D"}
_COUNT = r"(?:0?\d{1,2}|một|hai|ba|sáu)"
_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "nhất": 1, "tư": 4}
_IN_BRACKETS = r"(?: \([^()\n]{1,12}\))?"


_RANGE = re.compile(rf"(?<!\w)từ (?:đầu )?{point_pattern('1')} ?(?:đến|tới|-|–) ?(?:hết |cuối )?{point_pattern('2')}")
_POINT = re.compile(
    rf"(?<!\w){BEFORE}?(?<![\d/.-]){point_pattern('')}"
    r"(?P<on> trở đi| và (?:những năm|các năm) tiếp theo| và những năm sau)?"
)
_YEARLY = re.compile(rf"(?<!\w){BEFORE}?(?<![\d/.-]){point_pattern('')},? (?:của )?{_EVERY} năm(?!\w)")
_MONTHLY = re.compile(rf"(?<!\w)(?:(?:{BY}) )?ngày (?P<d>\d{{1,2}}),? (?:của )?{_EVERY} tháng(?!\w)")
_TERM = re.compile(
    r"(?:(?<!\w)(?P<congress>(?:đến|trước|tại) đại hội [^.;:\n]{0,60}?))?(?P<word>nhiệm kỳ|giai đoạn|thời kỳ|khóa)"
    rf"(?: [^\d.;,:()\n]{{1,40}}?)? ?(?P<a>(?:19|20)\d\d) ?[-–] ?(?P<b>{YEAR})"
)
_RECURRING = re.compile(
    r"(?<!\w)(?:định kỳ,? )?"
    rf"(?:{_EVERY} (?P<unit>năm|quý|tháng|tuần|ngày)"
    rf"|(?P<n>{_COUNT}) (?P<of>năm|quý|tháng|tuần)(?:/| )(?:một |0?1 )?lần)"
    rf"(?:(?: từ| kể từ| bắt đầu từ) năm (?P<since>{YEAR}))?(?: hoặc định kỳ)?(?!\w)"
)
_REGULAR = re.compile(
    r"(?<!\w)định kỳ(?:,? thường xuyên)?"
    rf"(?: (?P<n>{_COUNT}) (?P<of>năm|quý|tháng|tuần)(?:(?:/| )(?:một |0?1 )?lần)?)?(?!\w)"
)
_ALSO = re.compile(r"(?:, | và |/)(?P<n>0?6|sáu|một|0?1)? ?(?P<of>tháng|năm|quý)(?!\w| \d)")
_HALF_YEARLY = re.compile(
    r"(?<!\w)(?:0?6|sáu) tháng(?=,? (?:và )?(?:hằng|hàng) năm(?!\w)|, (?:1 |01 |một )?năm(?! \d|\w))"
)
_ONGOING = re.compile(r"thường xuyên(?!\w)")
_WITHIN = re.compile(
    r"(?<!\w)(?:(?:chậm|muộn) nhất )?"
    r"(?:(?:trong|sau)(?: (?:vòng|thời hạn|thời gian))? |(?:thời hạn|chậm nhất|muộn nhất)(?: là)? )"
    rf"(?P<n>\d{{1,3}}|một|hai|ba|năm|sáu){_IN_BRACKETS} (?P<unit>ngày làm việc|ngày|tuần|tháng|năm),?"
    r" (?:(?:kể )?từ|sau khi|(?P<before>trước) khi) (?P<event>[^.;,()\n]{2,90}?)(?=[.;,()\n]| phải | thì |$)"
)
_YEAR_OF_TERM = re.compile(
    rf"năm thứ (?P<n>\d{{1,2}}|nhất|hai|ba|tư|năm){_IN_BRACKETS},? (?:của )?(?:mỗi )?nhiệm kỳ(?! \d)"
    r"(?: (?:đại hội|hội đồng|hđnd|quốc hội)[^.;,()\n]{0,50})?(?:, nhiệm kỳ [^.;,()\n]{0,60})?"
)
_TERM_STAGE = re.compile(
    r"(?<!\w)(?:khi (?:kết thúc|hết)|(?:đến |trước )?(?P<stage>giữa|cuối)|kết thúc) nhiệm kỳ(?! \d)"
)
_LENGTH = re.compile(
    rf"(?<!\w)(?:trong )?(?P<n>\d{{1,2}}) (?P<unit>năm|tháng){_IN_BRACKETS}"
    r" (?:liên tiếp|liên tục|liền|gần nhất|gần đây|trở lên)"
)
_DUE_WORDS = re.compile(
    r"(?:hoàn thành|xong|thực hiện|trong|vào|ban hành|tiến hành|báo cáo|tổ chức|thời gian:|thực hiện:|[(])"
    r" ?(?:trong |vào |hoàn thành |xong ){0,3}$"
)
_NOTHING: Value = ("", None, None)


def read_timings(text: str, clauses: list[Clause], citations: list[Citation]) -> tuple[list[Timing], list[Leftover]]:
    """Every timing of the flat `text` in order, and what looked like a date and is none."""
    lower = lowered(text)
    taken = _Taken(citations)
    first = next((clause.start for clause in clauses if clause.kind not in ("header", "signature")), len(text))
    last = next((clause.start for clause in clauses if clause.kind == "signature"), len(text))
    timings: list[Timing] = []
    leftovers: list[Leftover] = []
    for pattern, value_of in _READERS:
        for found in pattern.finditer(lower):
            start, end = _trimmed(text, found.start(), found.end())
            if taken.holds(start, end):
                continue
            read = value_of(found, text)
            inside = first <= start < last
            if read is None:
                if inside:
                    leftovers.append(Leftover(text[start:end], start, end, "no_such_date"))
                taken.add(start, end)
                continue
            kind, value, relative = read
            if not kind or (not inside and kind != "period"):
                continue
            taken.add(start, end)
            timings.append(Timing(text[start:end], start, end, kind, value, relative))
            if kind == "recurring":
                timings += _listed(text, lower, end, taken)
    timings.sort(key=lambda timing: timing.start)
    return with_recurring_days(Words(text, lower, taken.holds), timings), leftovers


def _listed(text: str, lower: str, end: int, taken: _Taken) -> list[Timing]:
    """What goes on after a recurring timing: "hằng quý, 6 tháng, năm"."""
    timings = []
    while (found := _ALSO.match(lower, end)) is not None:
        start, end = found.start() + len(found[0]) - len(found[0].lstrip(", và/")), found.end()
        timings.append(Timing(text[start:end], start, end, "recurring", f"R/{_length(found['n'] or '1', found['of'])}"))
        taken.add(start, end)
    return timings


def lowered(text: str) -> str:
    """`text` in small letters, of the same length."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


class _Taken:
    """Stretches that are already read: by position of every hundred characters, so that a look-up is short."""

    def __init__(self, citations: list[Citation]) -> None:
        self.buckets: dict[int, list[tuple[int, int]]] = {}
        for citation in citations:
            self.add(citation.start, citation.end)

    def add(self, start: int, end: int) -> None:
        for bucket in range(start // 100, (end - 1) // 100 + 1):
            self.buckets.setdefault(bucket, []).append((start, end))

    def holds(self, start: int, end: int) -> bool:
        return any(
            left < end and start < right
            for bucket in range(start // 100, max(start, end - 1) // 100 + 1)
            for left, right in self.buckets.get(bucket, ())
        )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in " ,":
        end -= 1
    return start, end


def _range(found: Found, _: str) -> Value | None:
    last = read_point(found, "2")
    first = read_point(found, "1", named_year(found, "2"))
    if named_year(found, "2") is None:
        return "period", None, YEAR_UNSTATED
    if first is None or last is None or first.first > last.last:
        return None
    return "period", f"{first.first}/{last.last}", None


def _yearly(found: Found, _: str) -> Value | None:
    """A day or month of every year; one that no year has is none."""
    point = read_point(found, "", LEAP_YEAR)
    if point is None:
        return None
    fixed = not (found["since"] or named_year(found, ""))
    return "recurring", every_year(until(found, point) if found["by"] else str(point)) if fixed else "R/P1Y", None


def _monthly(found: Found, _: str) -> Value | None:
    """A day of every month; one that no month has is none."""
    number = int(found["d"])
    return ("recurring", every_month(number), None) if 1 <= number <= 31 else None


def _point_value(found: Found, text: str) -> Value | None:
    if named_year(found, "") is None:
        return _without_year(found)
    point = read_point(found, "")
    if point is None:
        return None
    if found["since"]:
        return "ongoing", f"{point.first}/..", None
    if found["by"]:
        return "period" if found["on"] and point.first != point.last else "due", until(found, point), None
    whole_year = found["ye"] and not found["part"]
    shown = lowered(text[max(0, found.start() - 24) : found.start()])
    if (whole_year or found["d"] or found["dw"]) and not _DUE_WORDS.search(shown):
        return "mention", str(point), None
    return "due", str(point), None


def _without_year(found: Found) -> Value | None:
    """A day, month or quarter of a year that the text does not state. Fractions and sizes are no days."""
    if found["d"] and "ngày" not in found[0]:
        return _NOTHING
    if read_point(found, "", LEAP_YEAR) is None:
        return None
    return ("due" if found["by"] or found["q"] else "mention"), None, YEAR_UNSTATED


def _term(found: Found, _: str) -> Value | None:
    first, last = int(found["a"]), int(found["b"])
    if last < first:
        return None
    if found["congress"]:
        # Congresses of a term are held in the year it begins: inferred, hence `relative` says so.
        return "due", f"{first}-01-01/{first}-12-31", f"congress:{first}-{last}"
    if found["word"] in ("giai đoạn", "thời kỳ"):
        return "period", f"{first}-01-01/{last}-12-31", None
    return "mention", f"{first}/{last}", None


def _recurring(found: Found, _: str) -> Value:
    length = _UNITS[found["unit"]] if found["unit"] else _length(found["n"], found["of"])
    start = f"{found['since']}-01-01/" if found["since"] else ""
    return "recurring", f"R/{start}{length}", None


def _regular(found: Found, _: str) -> Value:
    return "recurring", f"R/{_length(found['n'], found['of'])}" if found["n"] else "R", None


def _half_yearly(_found: Found, _: str) -> Value:
    return "recurring", "R/P6M", None


def _ongoing(_found: Found, _: str) -> Value:
    return "ongoing", "ongoing", None


def _within(found: Found, text: str) -> Value:
    unit = found["unit"]
    count = _WORDS.get(found["n"]) or int(found["n"])
    length = f"P{count}{'D' if unit.startswith('ngày') else _length('1', unit)[-1]}"
    length += " (working days)" if unit == "ngày làm việc" else ""
    event = text[found.start("event") : found.end("event")].strip()
    return "due", None, f"{length} {'before' if found['before'] else 'after'} {event}"


def _year_of_term(found: Found, _: str) -> Value:
    count = _WORDS.get(found["n"]) or int(found["n"])
    return "due", None, f"term:year-{count}"


def _term_stage(found: Found, _: str) -> Value:
    return "due", None, {"giữa": "term:middle", "cuối": "term:end", None: "term:end"}[found["stage"]]


def _length_value(found: Found, _: str) -> Value:
    return "mention", _length(found["n"], found["unit"]), None


def _length(count: str, unit: str) -> str:
    number = _WORDS.get(count) or int(count)
    if unit == "quý":
        return f"P{number * 3}M"
    return f"P{number}" + {"năm": "Y", "tháng": "M", "tuần": "W"}[unit]


_READERS: tuple[tuple[re.Pattern[str], Callable[[Found, str], Value | None]], ...] = (
    (_YEAR_OF_TERM, _year_of_term),
    (_WITHIN, _within),
    (_RANGE, _range),
    (_TERM, _term),
    (_LENGTH, _length_value),
    (_YEARLY, _yearly),
    (_MONTHLY, _monthly),
    (_RECURRING, _recurring),
    (_REGULAR, _regular),
    (_HALF_YEARLY, _half_yearly),
    (_POINT, _point_value),
    (_TERM_STAGE, _term_stage),
    (_ONGOING, _ongoing),
)
