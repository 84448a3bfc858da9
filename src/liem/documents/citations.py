"""Mentions of other documents: with a symbol (49-KH/TU, 375/KH-UBND, 116/2024/NĐ-CP) or, for laws, by name.

A span runs from the word for the type to the symbol or the day; the issuer stands outside it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from liem.documents.bodies import body_at
from liem.documents.law_names import law_name_at
from liem.documents.model import Citation, Leftover
from liem.documents.points import DAY, day_in

_BODY = r"[A-ZĐ][A-Za-zĐđ0-9]{0,14}"
_SYMBOL = re.compile(
    rf"(?:(?<![\w/.,-])|(?<=[Ss]ố))(?P<number>\d{{1,5}}[a-z]?)"
    rf"(?: ?/ ?(?P<year>(?:19|20)\d\d) ?/ ?(?P<legal>{_BODY}(?: ?[-–] ?{_BODY}){{0,3}})"
    rf"| ?[-–] ?(?P<party>[A-ZĐ][A-Za-zĐđ]{{0,5}} ?/ ?{_BODY}(?: ?[-–] ?{_BODY}){{0,2}})"
    rf"| ?/ ?(?P<state>[A-ZĐ][A-Za-zĐđ0-9]{{0,9}} ?[-–] ?{_BODY}(?: ?[-–.] ?{_BODY}){{0,3}}))"
    r"(?!\w)"
)
_TYPE_WORDS = {
    "nghị quyết liên tịch": "nghị quyết liên tịch", "thông tư liên tịch": "thông tư liên tịch",
    "nghị quyết": "nghị quyết", "nghị định": "nghị định", "quyết định": "quyết định", "chỉ thị": "chỉ thị",
    "kết luận": "kết luận", "quy chế": "quy chế", "quy định": "quy định", "thông tri": "thông tri",
    "thông tư": "thông tư", "hướng dẫn": "hướng dẫn", "thông báo kết luận": "thông báo", "thông báo": "thông báo",
    "báo cáo": "báo cáo", "kế hoạch": "kế hoạch", "chương trình hành động": "chương trình hành động",
    "chương trình": "chương trình", "đề án": "đề án", "tờ trình": "tờ trình", "công văn": "công văn",
    "công điện": "công điện", "biên bản": "biên bản", "văn bản": "văn bản", "pháp lệnh": "pháp lệnh",
    "bộ luật": "bộ luật", "luật": "luật", "phương án": "phương án", "sắc lệnh": "sắc lệnh", "qđ": "quyết định",
    "nq": "nghị quyết", "nđ": "nghị định", "kh": "kế hoạch", "ct": "chỉ thị", "kl": "kết luận", "hd": "hướng dẫn",
    "tt": "thông tư", "tb": "thông báo", "cv": "công văn", "qđi": "quy định",
}  # fmt: skip
_MARKS = {
    "NQ": "nghị quyết", "NQLT": "nghị quyết liên tịch", "CT": "chỉ thị", "KL": "kết luận", "QC": "quy chế",
    "QĐ": "quyết định", "QĐNS": "quyết định", "QĐI": "quy định", "QYĐ": "quy định", "HD": "hướng dẫn",
    "BC": "báo cáo", "KH": "kế hoạch", "TB": "thông báo", "TTR": "tờ trình", "CV": "công văn", "CTR": "chương trình",
    "ĐA": "đề án", "PA": "phương án", "BB": "biên bản", "TT": "thông tư", "TTLT": "thông tư liên tịch",
    "NĐ": "nghị định", "CĐ": "công điện", "CTRHĐ": "chương trình hành động", "LUẬT": "luật", "PL": "pháp lệnh",
    "UBTVQH": "nghị quyết",
}  # fmt: skip
_TYPE_BEFORE = re.compile(
    rf"(?<!\w)(?P<type>(?i:{'|'.join(sorted(_TYPE_WORDS, key=len, reverse=True))}))(?:[,:]? ?(?i:số) ?:? ?| )$"
)
_NUMBERS_BEFORE = re.compile(  # "các Nghị quyết số 18, 19 và 20-NQ/TW": all share the last one's mark
    rf"(?<!\w)(?P<type>(?i:{'|'.join(sorted(_TYPE_WORDS, key=len, reverse=True))})) (?:(?i:số) ?:? ?)?"
    r"(?P<numbers>\d{1,5}(?:, ?(?:số )?\d{1,5}){0,6})(?:,| và| hoặc|, và) ?(?:số )?$"
)
_NUMBER_BEFORE = re.compile(r"(?i:(?<!\w)số ?:? ?)$")
_DATE_AFTER = re.compile(rf",? ?\(?(?:(?:ban hành |ký )?(?i:{DAY}))")
_ISSUER_AFTER = re.compile(r"(?:\)|, )?,? ?(?:do|của|khóa [IVX]{1,6},?) ")
_MEETING_AFTER = re.compile(r"[ ,]{1,2}(?:của )?Hội nghị [^.;,]{0,40}?(?=Ban Chấp hành Trung ương|BCH ?TW|Trung ương)")
_THIS = re.compile(r" này(?!\w)")
_THIS_TYPE = re.compile(
    r"(?i:nghị quyết|nghị định|quyết định|chỉ thị|kết luận|quy chế|quy định|thông tư|hướng dẫn|thông báo|kế hoạch"
    r"|chương trình|đề án|công văn|(?<!pháp )luật)$"
)
_BARE = re.compile(
    r"(?<!\w)(?P<type>Nghị quyết|Nghị định|Quyết định|Chỉ thị|Kết luận|Quy định|Thông tư|Hướng dẫn|Kế hoạch|Công văn)"
    r" (?P<word>số ?)?(?P<number>\d{1,5})(?![\w/%]|[.,]\d|[ ]?[-–/][ ]?\w)"
)


def read_citations(text: str, *, head: int = 0) -> tuple[list[Citation], list[Citation], list[Leftover]]:
    """Citations, mentions of the document itself, and what looked like a citation; spans count `text`.

    The number printed in the first `head` characters is the document's own and no citation.
    """
    found = [citation for citation in _with_symbols(text) if citation.start >= head or not _own_number(text, citation)]
    found += _laws(text, found)
    found.sort(key=lambda citation: (citation.start, -citation.end))
    found = _without_overlaps(found)
    leftovers = _resolve(found)
    short, unread = _bare_numbers(text, found)
    if short:
        found = _without_overlaps(sorted(found + short, key=lambda citation: citation.start))
        leftovers = _resolve(found)
    return found, _self_references(text), leftovers + unread


def _with_symbols(text: str) -> list[Citation]:
    citations: list[Citation] = []
    for found in _SYMBOL.finditer(text):
        symbol = re.sub(r"\s", "", found[0]).replace("–", "-")
        start, kind = _type_before(text, found.start(), citations, symbol)
        end, date = found.end(), None
        after = _DATE_AFTER.match(text, end)
        if after:
            end, date = after.end(), day_in(after[0])
        listed = _listed(text, start, symbol)
        kind = listed[0].type if listed else kind
        citations += listed
        citations.append(Citation(text[start:end], start, end, symbol, kind, date, _issuer(text, end)))
    return citations


def _listed(text: str, start: int, symbol: str) -> list[Citation]:
    """The numbers before a mention that leave their mark to it: 18-NQ/TW in "Nghị quyết số 18 và 19-NQ/TW"."""
    line = text.rfind("\n", max(0, start - 100), start) + 1
    offset = max(line, start - 100)
    found = _NUMBERS_BEFORE.search(text[offset:start])
    if found is None:
        return []
    mark = re.sub(r"^\d+", "", symbol)
    begins = offset + found.start()
    citations: list[Citation] = []
    for number in re.finditer(r"\d+", found["numbers"]):
        end = offset + found.start("numbers") + number.end()
        first = begins if not citations else end - len(number[0])
        citations.append(Citation(text[first:end], first, end, number[0] + mark, _TYPE_WORDS[found["type"].casefold()]))
    return citations


def _own_number(text: str, citation: Citation) -> bool:
    """A bare "Số …" at the beginning of a line, or behind the names that stand beside it."""
    line = text[text.rfind("\n", 0, citation.start) + 1 : citation.start]
    return citation.text.startswith(("Số", "SỐ", "Luật số", "Pháp lệnh số")) and (not line or line.isupper())


def _type_before(text: str, start: int, earlier: list[Citation], symbol: str) -> tuple[int, str]:
    """Where the mention begins, and its type: the word before, the one of the list it goes on, or the mark."""
    line = text.rfind("\n", max(0, start - 100), start) + 1
    before = text[max(line, start - 100) : start]
    offset = start - len(before)
    found = _TYPE_BEFORE.search(before)
    if found:
        return offset + found.start(), _TYPE_WORDS[found["type"].casefold()]
    number = _NUMBER_BEFORE.search(before)
    begins = offset + number.start() if number else start
    if earlier and 0 <= begins - earlier[-1].end <= 6 and mark_of(earlier[-1].symbol) == mark_of(symbol):
        return begins, earlier[-1].type  # "Nghị quyết số 18-NQ/TW, 19-NQ/TW"
    return begins, _MARKS.get(mark_of(symbol), "văn bản")


def mark_of(symbol: str | None) -> str:
    """The mark of the type in a symbol: KH of 49-KH/TU and of 375/KH-UBND, NĐ of 116/2024/NĐ-CP; "" without one."""
    parts = re.split(r"[-/]", symbol or "")
    marks = [part.upper() for part in parts[1:] if part and not part.isdigit()]
    if not marks:
        return ""
    return "LUẬT" if re.fullmatch(r"QH\d{1,2}", marks[0]) else marks[0]


def _issuer(text: str, end: int) -> str | None:
    """The body after "của" (or the committee whose meeting is named), read from this mention's own words."""
    meeting = _MEETING_AFTER.match(text, end)
    if meeting:
        return "Ban Chấp hành Trung ương"
    of = _ISSUER_AFTER.match(text, end)
    body = body_at(text, of.end()) if of else None
    if body is None or of is None:
        return None
    name = body.names[0]
    return "Ban Chấp hành Trung ương" if name.startswith("Ban Chấp hành Trung ương") else name


def _laws(text: str, others: list[Citation]) -> list[Citation]:
    """Laws by name that carry no symbol of their own; a symbol right after the name is taken into the span."""
    by_start = {citation.start: citation for citation in others}
    citations = []
    for found in re.finditer(r"(?<!\w)(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp)(?!\w)", text):
        named = law_name_at(text, found.start())
        if named is None:
            continue
        end, kind = named
        symbol = date = None
        following = re.match(r",? ?(?:\(?)(?=số|\d)", text[end : end + 6])
        twin = by_start.get(end + following.end()) if following else None
        if twin is not None:
            end, symbol, date = twin.end, twin.symbol, twin.date
        after = _DATE_AFTER.match(text, end) if date is None else None
        if after:
            end, date = after.end(), day_in(after[0])
        citations.append(Citation(text[found.start() : end], found.start(), end, symbol, kind, date))
    return citations


def _without_overlaps(citations: list[Citation]) -> list[Citation]:
    kept: list[Citation] = []
    for citation in citations:
        if not kept or citation.start >= kept[-1].end:
            kept.append(citation)
    return kept


def _resolve(citations: list[Citation]) -> list[Leftover]:
    """Points every repeated mention at the first one it can mean; several candidates are reported, none is chosen."""
    known: dict[str, list[int]] = {}
    leftovers = []
    for index, citation in enumerate(citations):
        key = citation.symbol or re.sub(r"\W", "", citation.text).casefold()
        same = known.setdefault(key, [])
        dated = [
            one for one in same if None in (citation.date, citations[one].date) or citation.date == citations[one].date
        ]
        target = dated[0] if len(dated) == 1 else None
        if len(dated) > 1:
            leftovers.append(Leftover(citation.text, citation.start, citation.end, "several_candidates"))
        elif target is None:
            same.append(index)
        citations[index] = replace(citation, refers_to=target)
    return leftovers


def _bare_numbers(text: str, known: list[Citation]) -> tuple[list[Citation], list[Leftover]]:
    """ "Nghị quyết 18": read only where exactly one cited symbol has that type and number."""
    by_number: dict[tuple[str, int], set[str]] = {}
    for citation in known:
        number = re.match(r"\d{1,5}", citation.symbol or "")
        if number and citation.symbol:
            by_number.setdefault((citation.type, int(number[0])), set()).add(citation.symbol)
    taken = {citation.start for citation in known}
    citations, leftovers = [], []
    for found in _BARE.finditer(text):
        if found.start() in taken:
            continue
        kind = found["type"].casefold()
        symbols = by_number.get((kind, int(found["number"])), set())
        if len(symbols) == 1:
            citations.append(Citation(found[0], found.start(), found.end(), next(iter(symbols)), kind))
        else:
            reason = "several_candidates" if symbols else "number_without_symbol"
            leftovers.append(Leftover(found[0], found.start(), found.end(), reason))
    return citations, leftovers


def _self_references(text: str) -> list[Citation]:
    """ "Kế hoạch này": the document itself."""
    citations = []
    for found in _THIS.finditer(text):
        kind = _THIS_TYPE.search(text[max(0, found.start() - 12) : found.start()])
        if kind:
            start, end = found.start() - len(kind[0]), found.end()
            citations.append(Citation(text[start:end], start, end, None, kind[0].casefold(), refers_to=-1))
    return citations
