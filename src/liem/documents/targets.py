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
    "huyện", "nhiệm kỳ", "biên chế", "phòng", "đơn vị", "cơ quan", "cấp phó", "phó", "ủy viên", "đại biểu",
    "thành viên", "cấp ủy viên", "thôn", "chuyên đề", "đề tài", "văn bản", "buổi", "hồ sơ", "đảng bộ", "nhân sự",
    "điển hình", "tập thể", "cá nhân", "phường", "đoàn", "thủ tục", "dịch vụ", "công trình", "tỷ đồng", "triệu đồng",
    "điểm", "phương án", "đầu mối", "chỉ tiêu", "nhiệm vụ", "giải pháp", "khóa", "kỳ", "hội viên", "đoàn viên",
    "trường hợp", "trường", "hộ",
)  # fmt: skip
_LONGEST_FIRST = "|".join(sorted(_UNITS, key=len, reverse=True))
_NO_UNIT = r"(?:ngày|tháng|năm|tuần|giờ|phút|quý|tuổi|và|đến|hoặc|trong|của|người)"
_COUNT = re.compile(
    rf"(?:(?P<about>{_ABOUT}|quá|có(?: ít nhất| tối thiểu| khoảng)?|bố trí) )(?<![\d.,/-])(?P<low>{_NUMBER}){_HIGH}"
    rf" (?P<among>trong (?:số )?(?:các |những )?)?(?P<unit>{_LONGEST_FIRST})(?!\w)"
)
_LIMIT = re.compile(  # whatever is counted
    rf"(?P<about>ít nhất|tối thiểu|tối đa|không quá|không dưới) (?<![\d.,/-])(?P<low>{_NUMBER}){_HIGH}"
    rf" (?!{_NO_UNIT}(?!\w)|(?:{_LONGEST_FIRST})(?!\w)|trong )(?P<unit>[^\W\d_]{{1,12}})"
)
_PLAIN_COUNT = re.compile(
    rf"(?P<about>(?!))?(?<![\w.,/-])(?<!thứ )(?P<low>{_NUMBER}){_HIGH} (?P<unit>{_LONGEST_FIRST})(?!\w)"
)
_GOAL = re.compile(
    r"(?<!\w)(?:phấn đấu|mục tiêu|chỉ tiêu|bảo đảm|đảm bảo|ít nhất|tối thiểu|không quá|không dưới|đạt|hoàn thành"
    r"|tỷ lệ|số lượng|không (?:\w{1,7} ){1,3}quá)(?!\w)"
)
_VERB = r"(?:là|được|có|đạt|sử dụng|hoàn thành|đáp ứng|tham gia|không phải|bảo đảm|đảm bảo|biết)(?!\w)"
_SPLIT = re.compile(rf" (?=(?:dưới|trên|từ) \d|{_VERB})")
_STOP = re.compile(r"[;.](?= |$)|\n|, (?:phấn đấu|trong đó|đến năm|bảo đảm|đồng thời)|; ")
_STRONG = re.compile(
    r"(?<!\w)(?:phấn đấu|mục tiêu|chỉ tiêu|bảo đảm|đảm bảo|ít nhất|tối thiểu|không quá|không dưới)(?!\w)"
)
_DONE = re.compile(r"(?<!\w)(?:đã|chiếm|mới đạt|chỉ đạt|mới chỉ|hiện (?:nay|có|còn|mới)|có nơi)(?!\w)")
_PAST = re.compile(
    r"(?i:(?:những |một số |về )?(?:tình hình|kết quả|thực trạng|hạn chế|tồn tại|ưu điểm|khuyết điểm|nguyên nhân"
    r"|đánh giá(?= chung| tình hình| kết quả| thực trạng| việc)))"
)
_AIMS = re.compile(r"(?i:(?:các |một số )?(?:mục tiêu|chỉ tiêu|số lượng|cơ cấu))")
_REACH = 260


def read_targets(text: str, clauses: list[Clause], citations: list[Citation]) -> list[Target]:
    """Targets of the flat `text`, in order; numbers inside citations, and in accounts of the past, are none."""
    lower = lowered(text)
    cited = {position for citation in citations for position in (citation.start, citation.end)}
    numbered = any(clause.kind in ("item", "heading") for clause in clauses)
    past: list[bool] = []
    aims: list[bool] = []
    targets: list[Target] = []
    for clause in clauses:
        above = clause.parent
        past.append(_under(past, above) or (clause.kind == "heading" and bool(_PAST.match(text, clause.body))))
        aims.append(_under(aims, above) or (clause.kind == "heading" and bool(_AIMS.match(text, clause.body))))
        if clause.kind in ("header", "signature") or past[-1]:
            continue
        opening = numbered and above < 0 and clause.kind == "paragraph"
        targets += _of_clause(text, lower, clause, aims=aims[-1], opening=opening)
    return [target for target in targets if target.start not in cited]


def _under(marked: list[bool], parent: int) -> bool:
    return parent >= 0 and marked[parent]


def _of_clause(text: str, lower: str, clause: Clause, *, aims: bool, opening: bool) -> list[Target]:
    """The targets of a clause that stands under "Mục tiêu" (`aims`), or before all items (`opening`)."""
    found = [
        count
        for pattern in (_COUNT, _LIMIT)
        for count in pattern.finditer(lower, clause.start, clause.end)
        if _goal_before(lower, clause.start, count)
    ]
    if aims:
        known = {count.start("low") for count in found}
        found += [
            count for count in _PLAIN_COUNT.finditer(lower, clause.body, clause.end) if count.start("low") not in known
        ]
    if any(lower.find(mark, clause.start, clause.end) >= 0 for mark in ("%", "phần trăm")):
        shares = _SHARE.finditer(lower, clause.start, clause.end)
        found += [share for share in shares if aims or not _is_account(lower, clause.start, share, opening)]
    return sorted((_target(text, lower, number, clause.end) for number in found), key=lambda target: target.start)


def _goal_before(lower: str, start: int, found: re.Match[str]) -> bool:
    """A count is a goal only where its own clause says so before it."""
    ranged = found["about"] == "từ" and found["high"]
    return bool(ranged) or _GOAL.search(_words_before(lower, start, found.end("about"))) is not None


def _is_account(lower: str, start: int, found: re.Match[str], opening: bool) -> bool:
    """Whether a share says what was or is: before all items, or after "đã", "chiếm", with no goal in its clause."""
    before = _words_before(lower, start, found.start("low"))
    return (opening or _DONE.search(before) is not None) and _STRONG.search(before) is None


def _words_before(lower: str, start: int, end: int) -> str:
    """The words of the same clause before `end`, at most some hundred letters."""
    return lower[max(start, end - 160) : end].rsplit(";", 1)[-1].rsplit(". ", 1)[-1]


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
