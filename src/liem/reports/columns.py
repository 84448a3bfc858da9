"""Columns that a template has once and a paper as often as it needs: choices of a ballot, levels of confidence."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn
from docx.table import Table, _Cell

from liem.record.exporting.word_template import PLACEHOLDER, plain, put_in


def widen(document: Any, name: str, count: int) -> None:
    """In tables with a cell `{{name}}`, its column stands `count` times instead of once, and the last word of its
    placeholders gets a number from 1: `{{name 1}}`, `{{table: name 1}}`. With 0 the column goes."""
    for table in document.tables:
        place = _column(table, name)
        if place is not None:
            _widen_grid(table, place, count)
            for row in table._tbl.tr_lst:
                if place < len(row.tc_lst):
                    _widen_row(table, row.tc_lst[place], name, count)


def _column(table: Table, name: str) -> int | None:
    for row in table._tbl.tr_lst:
        for place, tc in enumerate(row.tc_lst):
            if any(plain(asked) == plain(name) for asked in PLACEHOLDER.findall(_Cell(tc, table).text)):
                return place
    return None


def _widen_grid(table: Table, place: int, count: int) -> None:
    columns = table._tbl.tblGrid.findall(qn("w:gridCol"))
    if place < len(columns):
        _repeat(columns[place], count)


def _widen_row(table: Table, tc: Any, name: str, count: int) -> None:
    for number, copied in enumerate(_repeat(tc, count), start=1):
        for paragraph in _Cell(copied, table).paragraphs:
            for found in reversed(list(PLACEHOLDER.finditer("".join(run.text for run in paragraph.runs)))):
                if plain(found[1].rpartition(":")[2]) == plain(name):
                    put_in(paragraph, found.start(), found.end(), f"{{{{{found[1]} {number}}}}}")


def _repeat(element: Any, count: int) -> list[Any]:
    """Copies in the place of the element, which share its width."""
    copies = [deepcopy(element) for _ in range(count)]
    for copied in copies:
        element.addprevious(copied)
        for sized in (copied, *copied.iter(qn("w:tcW"))):
            width = sized.get(qn("w:w"))
            if width and width.isdigit():
                sized.set(qn("w:w"), str(int(width) // count))
    element.getparent().remove(element)
    return copies
