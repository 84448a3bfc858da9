"""Running heads, running feet and page numbers: what stands at the edge of the page and not in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from liem.documents.sources.page import Line, Page

_EDGE_ROWS = 2
_MARGIN = 0.13  # of the height of the page, at the top and at the bottom
_PAGE_NUMBER = re.compile(r"[-–—\s|]*(?:Trang|trang|Page)?\s*(?P<number>\d{1,4})\s*(?:/\s*\d{1,4})?[-–—\s|.]*")
_OWN_NUMBER = re.compile(r"^\d+ (?=\D)|(?:Trang |trang |Page )?\d+(?:/\d+)?$")
_LEAST_PAGES = 3
_FAR = 1.3  # times the usual distance of rows


def running_lines(pages: Sequence[Page], rows: Sequence[Sequence[list[Line]]]) -> frozenset[Line]:
    """Every line that is a page number in the margin, or stands at the edge of most pages but for the
    number of the page."""
    apart = {id(row) for own in rows for row in _apart(own)}
    edges = [(page, row) for page, own in zip(pages, rows, strict=True) for row in _edges(page, own)]
    times = Counter(key for key, _ in {(_key(row), page.number) for page, row in edges})
    often = max(_LEAST_PAGES, len(pages) * 0.5)
    numbered = Counter(_counted(page, row) for page, row in edges)
    found = []
    for page, row in edges:
        counted = _counted(page, row)
        # Alone at the left edge a number may be the label of a torn list, unless it goes on from page to page.
        is_number = counted is not None and (numbered[counted] > 1 or row[0].box.x1 > page.width * 0.3)
        if is_number or (_key(row) and times[_key(row)] >= often and id(row) in apart):
            found += row
    return frozenset(found)


def _edges(page: Page, rows: Sequence[list[Line]]) -> Iterator[list[Line]]:
    """The first and last rows of the page that stand in its margins."""
    top = [row for row in rows[:_EDGE_ROWS] if row[0].box.y1 < page.height * _MARGIN]
    bottom = [row for row in rows[-_EDGE_ROWS:] if row[0].box.y0 > page.height * (1 - _MARGIN)]
    yield from top
    yield from (row for row in bottom if row not in top)


def _apart(rows: Sequence[list[Line]]) -> Iterator[list[Line]]:
    """The rows at the edges that stand further from the body than its rows from each other: a sentence that stands on
    several pages at the same place is no running head."""
    gaps = [below[0].box.middle - above[0].box.middle for above, below in pairwise(rows)]
    far = _FAR * median(gaps) if gaps else 0.0
    for edge, beyond in ((list(rows[:_EDGE_ROWS]), gaps), (list(reversed(rows[-_EDGE_ROWS:])), gaps[::-1])):
        for index, row in enumerate(edge):
            if any(gap > far for gap in beyond[index:_EDGE_ROWS]):
                yield row


def _counted(page: Page, row: Sequence[Line]) -> int | None:
    """How far the number that stands alone in the row is from that of the page; None where none does."""
    found = _PAGE_NUMBER.fullmatch(row[0].text) if len(row) == 1 else None
    return int(found["number"]) - page.number if found else None


def _key(row: Sequence[Line]) -> str:
    """What the row says on every page, and at what height, without the number of the page; empty where no more is."""
    words = _OWN_NUMBER.sub("", " ".join(line.text for line in row)).strip(" -–—|")
    return f"{round(row[0].box.middle / 5)} {words}" if words else ""
