"""A .pdf as pages of words and ruled lines. PDFium reads it, built without JavaScript and without forms; nothing that
the file would do when it is opened is done."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from liem.documents.sources.numbering import plain_sign
from liem.documents.sources.page import Box, Edge, Page, Word
from liem.documents.sources.refused import SourceError

MOST_PAGES = 2_000
_THIN = 2.5  # points: what is thinner is a line, however it was drawn
_SHORTEST_EDGE = 6.0
_MOST_PATHS = 5_000  # of a page: more are a drawing, no table
_PASSWORD_NEEDED = 4
_FEW_LETTERS = 40  # of a page that shows pictures: a scan with a stamp or a page number put on it


def open_pdf(data: bytes) -> pypdfium2.PdfDocument:
    """The document. Raises SourceError."""
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        encrypted = getattr(error, "err_code", None) == _PASSWORD_NEEDED or "assword" in str(error)
        raise SourceError("encrypted" if encrypted else "damaged") from error
    if count == 0:
        raise SourceError("damaged")
    if count > MOST_PAGES:
        raise SourceError("too_many_pages")
    return document


def pages_of(document: pypdfium2.PdfDocument) -> Iterator[Page]:
    """The pages, one after another; one that cannot be opened raises SourceError."""
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError as error:
            raise SourceError("damaged") from error
        yield _page(page, index + 1)
        page.close()


def is_scan(page: Page) -> bool:
    """Whether the page shows pictures and hardly any text."""
    return page.has_pictures and sum(len(word.text) for word in page.words) < _FEW_LETTERS


def _page(page: pypdfium2.PdfPage, number: int) -> Page:
    left, bottom, right, top = page.get_bbox()
    text = page.get_textpage()
    words = tuple(_words(text, left, top))
    text.close()
    edges, has_pictures = _drawn(page, left, top)
    return Page(number, right - left, top - bottom, words, tuple(edges), has_pictures)


def _words(text: pypdfium2.PdfTextPage, left: float, top: float) -> Iterator[Word]:
    letters: list[str] = []
    box: Box | None = None
    shown = [_letter(pdfium.FPDFText_GetUnicode(text, index)) for index in range(text.count_chars())]
    for index, letter in enumerate(shown):
        if not letter or (letter == " " and _is_mark(shown[index + 1 : index + 2])):
            continue  # PDFium sees a gap before a mark that it takes for a letter
        if letters and _is_mark([letter]):
            letters.append(letter)
            drawn = _box(text, index, left, top)
            if box is not None and drawn is not None and abs(drawn.x0 - box.x1) < 0.2 * box.height:
                box = Box(box.x0, box.y0, max(box.x1, drawn.x1), box.y1)  # one sign was drawn for letter and marks
            continue
        around = None if letter.isspace() else _box(text, index, left, top)
        if around is not None and (box is None or _goes_on(box, around)):
            letters.append(letter)
            box = around if box is None else Box(box.x0, min(box.y0, around.y0), around.x1, max(box.y1, around.y1))
            continue
        if box is not None:
            yield Word("".join(letters), box)
        letters, box = ([letter], around) if around is not None else ([], None)
    if box is not None:
        yield Word("".join(letters), box)


def _is_mark(letters: list[str]) -> bool:
    """Whether the letter is a mark on the one before: decomposed text has them."""
    return bool(letters) and "\u0300" <= letters[0] <= "\u036f"


def _goes_on(word: Box, letter: Box) -> bool:
    """PDFium tells blanks by gaps; what it misses is where the pen jumped to another line or far ahead."""
    return abs(letter.middle - word.middle) < 0.6 * word.height and -0.5 < (letter.x0 - word.x1) / word.height < 0.6


def _letter(code: int) -> str:
    """The character; nothing for what is none. A hyphen that ends a line is U+0002 to PDFium; Vietnamese breaks no
    word there, so it is the hyphen of a number or name."""
    if code in {0x02, 0xFFFE}:
        return "-"
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    if code < 32 or code == 0x7F:
        return " " if code in {9, 10, 13} else ""
    return plain_sign(chr(code))


def _box(text: pypdfium2.PdfTextPage, index: int, left: float, top: float) -> Box | None:
    found = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text, index, byref(found)):
        return None
    if found.right <= found.left and found.top <= found.bottom:
        return None
    return Box(found.left - left, top - found.top, found.right - left, top - found.bottom)


def _drawn(page: pypdfium2.PdfPage, left: float, top: float) -> tuple[list[Edge], bool]:
    """The ruled lines of the page, and whether it shows pictures."""
    edges: list[Edge] = []
    has_pictures = False
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        drawn = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        has_pictures = has_pictures or kind in {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM}
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            edges += _edges(drawn, left, top)
        if len(edges) > _MOST_PATHS:
            return [], has_pictures
    return edges, has_pictures


def _edges(path: Any, left: float, top: float) -> Iterator[Edge]:
    """The level and upright lines of a path: a thin box is one line, another box four, an open path each of its own."""
    count = pdfium.FPDFPath_CountSegments(path)
    if not 2 <= count <= 400:
        return
    whole = _bounds(path, left, top)
    if whole is None:
        return
    if whole.height <= _THIN or whole.x1 - whole.x0 <= _THIN:
        yield from _long_enough(whole)
        return
    points = [_point(path, index, left, top) for index in range(count)]
    for ((x0, y0), _), ((x1, y1), begins) in pairwise(points):
        if not begins:
            yield from _long_enough(Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _long_enough(box: Box) -> Iterator[Edge]:
    width, height = box.x1 - box.x0, box.height
    if min(width, height) <= _THIN and max(width, height) >= _SHORTEST_EDGE:
        yield Edge(box)


def _bounds(path: Any, left: float, top: float) -> Box | None:
    x0, y0, x1, y1 = c_float(), c_float(), c_float(), c_float()
    if not pdfium.FPDFPageObj_GetBounds(path, byref(x0), byref(y0), byref(x1), byref(y1)):
        return None
    return Box(x0.value - left, top - y1.value, x1.value - left, top - y0.value)


def _point(path: Any, index: int, left: float, top: float) -> tuple[tuple[float, float], bool]:
    """A point of the path on the page, and whether a new line begins there."""
    segment = pdfium.FPDFPath_GetPathSegment(path, index)
    x, y = c_float(), c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, byref(matrix))
    across = matrix.a * x.value + matrix.c * y.value + matrix.e
    up = matrix.b * x.value + matrix.d * y.value + matrix.f
    return (across - left, top - up), pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO
