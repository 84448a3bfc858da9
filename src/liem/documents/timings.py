"""When something is due, runs or recurs: days, months, quarters, terms, "hằng năm", "thường xuyên", "trong 10 ngày …".

Spans take in "trước ngày", "chậm nhất", "từ … đến", not "trong" or "vào". Values are ISO days, ISO intervals (open ends
".."), R/P1Y and the other forms of recurrences.py, "ongoing", YYYY/YYYY for a term of office, or None where the text
hangs on something else (`relative`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
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
_NEXT_POINT = re.compile(rf"(?:,| và|,? hoặc) (?:trong |vào |{BY} )?{point_pattern('')}")
_YEARS = re.compile(
    rf"(?<!\w)(?:từ (?P<a>{YEAR}) (?:đến|tới) (?P<b>{YEAR})"
    rf"|(?:\d{{1,2}} năm|các năm|năm) ?\(?(?P<a2>{YEAR}) ?[-–] ?(?P<b2>{YEAR})\)?)"
)
_POINT = re.compile(
    rf"(?<!\w){BEFORE}?(?<![\d/.-]){point_pattern('')}"
    r"(?P<on> trở đi| và (?:những năm|các năm) tiếp theo| và những năm sau)?"
)
_YEARLY = re.compile(rf"(?<!\w){BEFORE}?(?<![\d/.-]){point_pattern('')},? (?:của )?{_EVERY} năm(?!\w)")
_QUARTERLY = re.compile(
    rf"(?<!\w)(?:(?:{BY}|vào) )?(?:ngày (?P<d>\d{{1,2}}) )?(?:của )?tháng (?:đầu|cuối) (?:của )?"
    r"(?:(?:mỗi|hằng|hàng) )?quý(?! \w{1,3}[ /]|\w)"
)
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
_TIMES = re.compile(
    r"(?<!\w)(?P<n>\d{1,2}) lần(?:/| mỗi | trong (?:một )?)(?P<unit>năm|quý|tháng|tuần)(?!\w)"
    r"|(?<!\w)(?:một|1|01) (?P<unit2>năm|quý|tháng|tuần) (?P<n2>\d{1,2}|một|hai|ba|bốn) lần(?!\w)"
)
_ALSO = re.compile(r"(?:, | và |/)(?P<n>0?6|sáu|một|0?1)? ?(?P<of>tháng|năm|quý)(?!\w| \d)")
_HALF_YEARLY = re.compile(
    r"(?<!\w)(?:0?6|sáu) tháng(?=,? (?:và )?(?:hằng|hàng) năm(?!\w)|, (?:1 |01 |một )?năm(?! \d|\w))"
)
_ONGOING = re.compile(r"thường xuyên(?!\w)")
_WITHIN = re.compile(
    r"(?<!\w)(?:(?:chậm|muộn) nhất )?"
    r"(?:(?:trong|sau)(?: (?:vòng|thời hạn|thời gian))? |(?:thời hạn|chậm nhất|muộn nhất|ít nhất|trước)(?: là)? )"
    rf"(?P<n>\d{{1,3}}|một|hai|ba|năm|sáu){_IN_BRACKETS} (?P<unit>ngày làm việc|ngày|tuần|tháng|năm),?"
    r" (?:(?:kể |tính )?từ|sau khi|(?P<before>trước)(?: khi|(?= ngày| kỳ| cuộc))|tính đến)"
    r" (?P<event>[^.;,()\n]{2,90}?)(?=[.;,()\n]| phải | thì |$)"
)
_AFTERWARDS = re.compile(
    r"(?<!\w)(?:sau|(?P<before>trước)) khi (?P<event>[^.;,:()\d\n]{2,60}?) (?:ít nhất |chậm nhất )?"
    r"(?P<n>\d{1,3}) (?P<unit>ngày làm việc|ngày|tháng)(?! \d)(?!\w)"
)
_WITHIN_ALONE = re.compile(
    r"(?<!\w)(?:(?:(?:chậm|muộn) nhất|trước ít nhất|ít nhất trước|(?:trong )?thời hạn|trong vòng)(?: là)?"
    r"|(?P<before>trước)(?= \d{1,2} ngày làm việc))"
    rf" (?P<n>\d{{1,3}}|một|hai|ba|năm|sáu){_IN_BRACKETS} (?P<unit>ngày làm việc|ngày|tuần|tháng)(?! \d)(?!\w)"
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
    r"(?:hoàn thành|xong|thực hiện|trong|vào|ban hành|tiến hành|báo cáo|tổ chức|sơ kết|tổng kết|thời gian:|thực hiện:"
    r"|[(]) ?(?:trong |vào |hoàn thành |xong ){0,3}$"
)
_DUE_AFTER = re.compile(
    r",? (?:phải |cơ bản |phấn đấu |tiến hành |tổ chức ){0,2}(?:hoàn thành|sơ kết|tổng kết|đánh giá sơ kết)(?!\w)"
)
_DONE_AFTER = re.compile(r",? [^.,;:\n]{0,60}?(?<!\w)đã (?!được (?:giao|duyệt|phân công))")  # an account of the past
_NOTHING: Value = ("", None, None)


def read_timings(text: str, clauses: list[Clause], citations: list[Citation]) -> tuple[list[Timing], list[Leftover]]:
    """Every timing of the flat `text` in order, and what looked like a date and is none."""
    lower = lowered(text)
    taken = _Taken(citations)
    frame = _Frame(clauses)
    timings: list[Timing] = []
    leftovers: list[Leftover] = []
    for pattern, value_of in _READERS:
        for found in pattern.finditer(lower):
            start, end = _trimmed(text, found.start(), found.end())
            if taken.holds(start, end):
                continue
            read = value_of(found, text)
            inside = not frame.holds(start)
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


class _Frame:
    """Head and signature, where days are no timings."""

    def __init__(self, clauses: list[Clause]) -> None:
        self.starts = [clause.start for clause in clauses]
        self.outside = [clause.kind in ("header", "signature") for clause in clauses]

    def holds(self, position: int) -> bool:
        index = bisect_right(self.starts, position) - 1
        return index >= 0 and self.outside[index]


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


def _years(found: Found, _: str) -> Value | None:
    first, last = (int(found[key] or found[f"{key}2"]) for key in ("a", "b"))
    return ("period", f"{first}-01-01/{last}-12-31", None) if first <= last else None


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


def _quarterly(found: Found, _: str) -> Value | None:
    """A day of the first or last month of every quarter: the form of recurrences has no place for the day."""
    return ("recurring", "R/P3M", None) if 1 <= int(found["d"] or 1) <= 31 else None


def _point_value(found: Found, text: str) -> Value | None:
    year = named_year(found, "") or _year_of_next(found, text)
    if year is None:
        return _without_year(found, text)
    point = read_point(found, "", year)
    if point is None:
        return None
    if found["since"]:
        return "ongoing", f"{point.first}/..", None
    if found["by"]:
        return "period" if found["on"] and point.first != point.last else "due", until(found, point), None
    return "due" if _is_due(found, text) else "mention", str(point), None


def _is_due(found: Found, text: str) -> bool:
    """A month or quarter is a deadline unless it tells of the past, a day or year only where the words say so."""
    if _DONE_AFTER.match(text, found.end()):
        return False
    if not (found["d"] or found["dw"] or (found["ye"] and not found["part"])):
        return True
    shown = lowered(text[max(0, found.start() - 24) : found.start()])
    return bool(_DUE_WORDS.search(shown) or _DUE_AFTER.match(text, found.end()))


def _year_of_next(found: Found, text: str) -> str | None:
    """The year of "quý I và quý II năm 2026", said once for both; the next point is of the same kind."""
    following = _NEXT_POINT.match(lowered(text[found.end() : found.end() + 60]))
    if following is None or not any(found[key] and following[key] for key in ("d", "dw", "mo", "q")):
        return None
    return named_year(following, "")


def _without_year(found: Found, text: str) -> Value | None:
    """A day, month or quarter of a year that the text does not state. Fractions and sizes are no days."""
    if found["d"] and "ngày" not in found[0]:
        return _NOTHING
    if read_point(found, "", LEAP_YEAR) is None:
        return None
    if not found["by"] and _DONE_AFTER.match(text, found.end()):
        return "mention", None, YEAR_UNSTATED
    due = found["by"] or found["q"] or found["h"]
    shown = lowered(text[max(0, found.start() - 24) : found.start()])
    due = due or (found["mo"] and _DUE_WORDS.search(shown))
    return ("due" if due else "mention"), None, YEAR_UNSTATED


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


def _times(found: Found, _: str) -> Value:
    """So many times in a unit: twice a year is every six months; five times a year is only "every year"."""
    unit = found["unit"] or found["unit2"]
    count = _count(found["n"] or found["n2"])
    months = {"năm": 12, "quý": 3, "tháng": 1}.get(unit, 0)
    if count > 1 and months and months % count == 0:
        return "recurring", f"R/P{months // count}M", None
    return "recurring", f"R/{_UNITS[unit]}", None


def _regular(found: Found, _: str) -> Value:
    return "recurring", f"R/{_length(found['n'], found['of'])}" if found["n"] else "R", None


def _half_yearly(_found: Found, _: str) -> Value:
    return "recurring", "R/P6M", None


def _ongoing(_found: Found, _: str) -> Value:
    return "ongoing", "ongoing", None


def _within(found: Found, text: str) -> Value:
    event = text[found.start("event") : found.end("event")].strip()
    return "due", None, f"{_days(found)} {'before' if found['before'] else 'after'} {event}"


def _within_alone(found: Found, _: str) -> Value:
    return "due", None, _days(found)


def _days(found: Found) -> str:
    unit = found["unit"]
    count = _count(found["n"])
    length = f"P{count}{'D' if unit.startswith('ngày') else _length('1', unit)[-1]}"
    return length + (" (working days)" if unit == "ngày làm việc" else "")


def _year_of_term(found: Found, _: str) -> Value:
    count = _count(found["n"])
    return "due", None, f"term:year-{count}"


def _term_stage(found: Found, _: str) -> Value:
    return "due", None, {"giữa": "term:middle", "cuối": "term:end", None: "term:end"}[found["stage"]]


def _length_value(found: Found, _: str) -> Value:
    return "mention", _length(found["n"], found["unit"]), None


def _count(printed: str) -> int:
    return _WORDS.get(printed) or int(printed)


def _length(count: str, unit: str) -> str:
    number = _count(count)
    if unit == "quý":
        return f"P{number * 3}M"
    return f"P{number}" + {"năm": "Y", "tháng": "M", "tuần": "W"}[unit]


_READERS: tuple[tuple[re.Pattern[str], Callable[[Found, str], Value | None]], ...] = (
    (_YEAR_OF_TERM, _year_of_term),
    (_WITHIN, _within),
    (_RANGE, _range),
    (_TERM, _term),
    (_YEARS, _years),
    (_LENGTH, _length_value),
    (_YEARLY, _yearly),
    (_MONTHLY, _monthly),
    (_QUARTERLY, _quarterly),
    (_RECURRING, _recurring),
    (_TIMES, _times),
    (_REGULAR, _regular),
    (_HALF_YEARLY, _half_yearly),
    (_POINT, _point_value),
    (_TERM_STAGE, _term_stage),
    (_AFTERWARDS, _within),
    (_WITHIN_ALONE, _within_alone),
    (_ONGOING, _ongoing),
)
