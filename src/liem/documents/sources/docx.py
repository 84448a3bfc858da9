"""A .docx as paragraphs and tables. Only its XML is read, as a stream: no macro, picture, link or field is touched."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from liem.documents.sources.markup import attribute, child, children, name_of
from liem.documents.sources.numbering import Numbering, plain_sign
from liem.documents.sources.places import Kind, LeftOut, Place, Source, Spot, TextWriter
from liem.documents.sources.refused import SourceError
from liem.documents.sources.tables import Cell, write_table
from liem.kernel.archives import ArchiveError, Fault, check_directory, check_unpacked

_DOCUMENT, _NUMBERING, _STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
_FOOTNOTES = "word/footnotes.xml"
_MOST_LISTED = 20 * 1024 * 1024  # bytes of styles, numbering and notes, each read whole
_ENCRYPTED_FLAG = 0x1
# What is deleted, moved away, computed, or said a second time for older programs.
_UNSEEN = frozenset({"del", "moveFrom", "delText", "instrText", "Fallback", "pPr", "rPr", "txbxContent", "footnotePr"})
_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})


def read_docx(file: IO[bytes]) -> Source:
    """The text of a .docx, one paragraph a line. Raises SourceError."""
    try:
        with zipfile.ZipFile(file) as archive:
            _check(archive, file)
            return _read(archive)
    except ArchiveError as error:
        raise SourceError("damaged" if error.fault is Fault.DAMAGED else "unpacks") from error
    except DefusedXmlException as error:
        raise SourceError("entities") from error
    except (zipfile.BadZipFile, NotImplementedError, ParseError, ValueError, KeyError, EOFError) as error:
        raise SourceError("damaged") from error
    except RecursionError as error:
        raise SourceError("damaged") from error


def _check(archive: zipfile.ZipFile, file: IO[bytes]) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise SourceError("encrypted")
    if _DOCUMENT not in names:
        raise SourceError("file_kind")
    if len(set(names)) != len(names):
        raise SourceError("damaged")  # of two parts of one name each program takes another
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise SourceError("macros")
    check_directory(parts)
    check_unpacked(file, parts)


def _read(archive: zipfile.ZipFile) -> Source:
    body = _Body(Numbering(_part(archive, _NUMBERING), _part(archive, _STYLES)))
    with archive.open(_DOCUMENT) as document:
        for element in _blocks(document):
            body.write(element)
    text, pieces = body.writer.written()
    if not text.strip():
        raise SourceError("empty")
    return Source(Kind.DOCX, text, pieces, tuple(_notes(_part(archive, _FOOTNOTES))))


def _part(archive: zipfile.ZipFile, name: str) -> Element | None:
    try:
        part = archive.getinfo(name)
    except KeyError:
        return None
    if part.file_size > _MOST_LISTED:
        raise SourceError("unpacks")
    root: Element = fromstring(archive.read(part))
    return root


def _blocks(document: IO[bytes]) -> Iterator[Element]:
    """The children of the body, each forgotten once it was used."""
    depth, body = 0, None
    for event, element in iterparse(document, events=("start", "end"), forbid_dtd=True):
        depth += 1 if event == "start" else -1
        if event == "start" and depth == 2 and name_of(element.tag) == "body":
            body = element
        elif event == "end" and depth == 2 and body is not None:
            yield element
            body.clear()


def _notes(footnotes: Element | None) -> Iterator[LeftOut]:
    for note in children(footnotes, "footnote") if footnotes is not None else ():
        words = " ".join(_words(paragraph) for paragraph in children(note, "p")).strip()
        if words:
            yield LeftOut(words, Place())


@dataclass(slots=True)
class _Body:
    """Writes the blocks of the body, counting paragraphs outside tables, and tables."""

    numbering: Numbering
    writer: TextWriter = field(default_factory=TextWriter)
    paragraphs: int = 0
    tables: int = 0

    def write(self, block: Element) -> None:
        kind = name_of(block.tag)
        if kind == "p":
            self.paragraphs += 1
            for words in self._told(block):
                self.writer.paragraph([Spot(words, Place(paragraph=self.paragraphs))])
        elif kind == "tbl":
            self.tables += 1
            write_table(list(self._cells(block, self.tables)), self.writer)
        elif kind in _WRAPPERS:
            for inner in block:
                self.write(inner)

    def _told(self, paragraph: Element) -> Iterator[str]:
        """The lines of the paragraph with its number; then those of the boxes that hang on it."""
        words = _words(paragraph)
        label = self.numbering.label(child(paragraph, "pPr"))
        yield from (f"{label} {words}" if label and words.strip() else words).split("\n")
        for box in _boxes(paragraph):
            for inner in _paragraphs(box):
                yield from self._told(inner)

    def _cells(self, table: Element, number: int) -> Iterator[Cell]:
        for row_number, row in enumerate(_within(table, "tr"), start=1):
            column = 1
            for cell_number, cell in enumerate(_within(row, "tc"), start=1):
                place = Place(table=number, row=row_number, cell=cell_number)
                yield Cell(row_number, column, tuple(self._paragraphs(cell, place)))
                column += _span(cell)

    def _paragraphs(self, cell: Element, place: Place) -> Iterator[tuple[Spot, ...]]:
        for number, paragraph in enumerate(_paragraphs(cell), start=1):
            stands = Place(table=place.table, row=place.row, cell=place.cell, paragraph=number)
            yield from ((Spot(words, stands),) for words in self._told(paragraph) if words.strip())


def _within(element: Element, name: str) -> Iterator[Element]:
    """Children of that name, also inside content controls and insertions."""
    for one in element:
        if name_of(one.tag) == name:
            yield one
        elif name_of(one.tag) in _WRAPPERS:
            yield from _within(one, name)


def _paragraphs(element: Element) -> Iterator[Element]:
    """The paragraphs inside, also those of tables inside; not those of boxes that hang on a paragraph."""
    for one in element:
        if name_of(one.tag) == "p":
            yield one
        else:
            yield from _paragraphs(one)


def _span(cell: Element) -> int:
    span = child(child(cell, "tcPr"), "gridSpan")
    return min(max(int((attribute(span, "val") if span is not None else None) or 1), 1), 63)


def _boxes(paragraph: Element) -> Iterator[Element]:
    """Text boxes, not their second form for older programs."""
    for one in paragraph:
        kind = name_of(one.tag)
        if kind == "txbxContent":
            yield one
        elif kind != "Fallback":
            yield from _boxes(one)


def _words(element: Element) -> str:
    parts: list[str] = []
    _collect(element, parts)
    return "".join(parts)


def _collect(element: Element, parts: list[str]) -> None:
    for one in element:
        kind = name_of(one.tag)
        if kind == "t":
            parts.append("".join(map(plain_sign, one.text or "")))
        elif kind in _SIGNS:
            parts.append(_SIGNS[kind])
        elif kind == "sym":
            parts.append(plain_sign(chr(int(attribute(one, "char") or "2022", 16) & 0xFFFF)))
        elif kind not in _UNSEEN:
            _collect(one, parts)


_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
