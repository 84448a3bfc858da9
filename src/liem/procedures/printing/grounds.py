"""On what a paper rests: the instruments of the procedure with their articles, and the submissions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from liem.kernel.clauses import ClauseAddress
from liem.law.instruments import Instrument
from liem.law.packs import Law, Pack
from liem.law.procedures.steps import Procedure
from liem.procedures.models import CasePaper
from liem.rulebook.book import known_law
from liem.rulebook.reasons import WHOLE_TEXT

SUBMISSION = "submission"
_KINDS: Mapping[str, str] = {
    "QĐ/TW": "Quy định",
    "HD": "Hướng dẫn",
    "CT": "Chỉ thị",
    "KL": "Kết luận",
    "NQ": "Nghị quyết",
    "NĐ": "Nghị định",
    "QĐ": "Quyết định",
}
"""Kinds of instruments by the letters of their symbols; the Party's “QĐ/TW” are regulations."""
_ARTICLE = re.compile(r"(?P<article>\d+)(?:\.(?P<clause>\d+))?(?:\.(?P<point>[a-zđ]))?")
_PART = re.compile(r"/(b|p)(\d+)")
_PARTS: Mapping[str, str] = {"b": "gạch đầu dòng thứ", "p": "đoạn"}


def grounds_of(procedure: Procedure) -> tuple[str, ...]:
    """The instruments that the procedure rests on, each with the articles that it and its steps name: “khoản 1 Điều 21
    Quy định số 80-QĐ/TW ngày 18/08/2022 của Bộ Chính trị về …”."""
    law, places = known_law(), defaultdict[str, list[ClauseAddress]](list)
    for clause in procedure.clauses:
        places[clause.directive].append(clause)
    for step in procedure.steps:
        for clause in step.clauses:
            if clause.directive in places:
                places[clause.directive].append(clause)
    return tuple(_ground(directive, clauses, law) for directive, clauses in places.items())


def submissions_before(papers: Iterable[CasePaper]) -> tuple[str, ...]:
    """The numbered submissions of the case: “Tờ trình số 7-TTr/SNL ngày 01/02/2026 của Sở Nông Lâm”."""
    return tuple(dict.fromkeys(_paper(paper) for paper in papers if paper.name == SUBMISSION and paper.number))


def _paper(paper: CasePaper) -> str:
    by = f" của {paper.authority}" if paper.authority else ""
    return f"Tờ trình số {paper.number} ngày {paper.dated_on:%d/%m/%Y}{by}"


def _ground(directive: str, clauses: Sequence[ClauseAddress], law: Law) -> str:
    instrument = law.instrument(directive)
    pack = next((one for one in law.packs if one.short == directive), None)
    cited = sorted({one for one in clauses if not one.within(ClauseAddress(directive, WHOLE_TEXT))}, key=_in_order)
    widest = [one for one in cited if not any(one.within(other) for other in cited if other != one)]
    words = ", ".join(_place(clause, is_law=instrument is not None) for clause in widest)
    return " ".join(filter(None, (words, _called(directive, instrument, pack))))


def _in_order(clause: ClauseAddress) -> list[tuple[int, str]]:
    """As clauses stand in the text: 9 before 10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", clause.path) if part]


def _called(directive: str, instrument: Instrument | None, pack: Pack | None) -> str:
    if instrument is None:
        return pack.title.vi if pack else directive
    title, by = instrument.title.vi, f"ngày {instrument.dated:%d/%m/%Y} của {instrument.issuer}"
    if title.startswith(("Luật", "Bộ luật")):
        return f"{title} (số {instrument.symbol})"
    kind = _kind(instrument)
    about = title.removeprefix(f"{kind} ")
    return f"{kind} số {instrument.symbol} {by} về {about[:1].lower()}{about[1:]}"


def _kind(instrument: Instrument) -> str:
    letters = instrument.symbol.replace("/", "-").split("-")
    if "QH" in instrument.symbol:
        return "Nghị quyết"
    return next(
        (word for key, word in _KINDS.items() if key in instrument.symbol and key.split("/")[0] in letters), "Văn bản"
    )


def _place(clause: ClauseAddress, *, is_law: bool) -> str:
    """“khoản 1 Điều 21” of an instrument in articles, “mục II.1.10” of a directive."""
    label = clause.path.partition("/")[0]
    parts = [f"{_PARTS[kind]} {number}" for kind, number in _PART.findall(clause.path)]
    article = _ARTICLE.fullmatch(label) if is_law else None
    return " ".join([*reversed(parts), *(_article(article) if article else [f"mục {label}"] if label else [])])


def _article(found: re.Match[str]) -> Iterator[str]:
    if found["point"]:
        yield f"điểm {found['point']}"
    if found["clause"]:
        yield f"khoản {found['clause']}"
    yield f"Điều {found['article']}"
