"""Filling a Word document that an office made: `{{name}}` is replaced, and a table row (or a paragraph outside of
tables) with `{{table: column}}` is repeated for every row of that table; a paragraph with the name of lines for every
line. Nothing in the document is run; what it asks for can only be a known name, and what is filled in stays text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from liem.kernel.errors import LiemError, Message
from liem.record.importing.nearest import nearest
from liem.record.names import without_marks

PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
MOST_BYTES, MOST_UNPACKED = 10 * 1024 * 1024, 50 * 1024 * 1024
PICTURE_WIDTH = Mm(22)
# Control characters cannot stand in a document; those that turn the writing round would make a name read as another.
_NOT_PRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Contents:
    """What may be asked for: fields by name; tables by name, each with its rows in order and the names of its columns,
    which are there even where no row is; lines, whose paragraph is left out where there is none; pictures (PNG), put at
    the end of their paragraph, which is left out where they are empty.

    A row for a table without rows stays as an empty one; of `optional` tables the whole table of the document goes.
    `guide` is the page that tells the names."""

    fields: Mapping[str, str]
    tables: Mapping[str, Sequence[Mapping[str, str]]]
    columns: Mapping[str, Sequence[str]]
    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    optional: Collection[str] = ()
    guide: str = "docs/how-to/export.md"

    def field(self, name: str) -> str | None:
        """The value of a field, found whatever the case and the marks; None where there is no such field."""
        known = {name: "; ".join(lines) for name, lines in self.lines.items()} | dict.fromkeys(self.pictures, "")
        return {plain(name): value for name, value in (known | dict(self.fields)).items()}.get(plain(name))

    def names(self) -> list[str]:
        """Every placeholder that there is."""
        columns = (f"{table}: {column}" for table in self.columns for column in self.columns[table])
        return [*self.fields, *self.lines, *self.pictures, *columns]


def plain(name: str) -> str:
    """The form in which names are compared: lower case, no marks, single spaces."""
    return without_marks(name.replace(" :", ":"))


def fill(template: bytes, contents: Contents) -> bytes:
    """The document with its placeholders filled, in text, tables, headers and footers.

    Raises LiemError `form.damaged` for what is no .docx, `form.too_large`, and `form.unknown_placeholder` with every
    name that is not known.
    """
    document = open_template(template)
    fill_in(document, contents)
    return as_bytes(document)


def fill_in(document: Any, contents: Contents) -> None:
    """The same for a document that is open. Raises LiemError `form.unknown_placeholder`."""
    unknown: list[str] = []
    for part in parts_of(document):
        _fill_part(part, contents, unknown)
    if unknown:
        raise _unknown(unknown, contents)


def as_bytes(document: Any) -> bytes:
    """The document as a .docx."""
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def open_template(template: bytes) -> Any:
    """The document. Raises LiemError `form.damaged` and `form.too_large`."""
    if len(template) > MOST_BYTES:
        raise _too_large()
    # A damaged document makes the library fail in any way it likes; each of them means the same to whoever chose it.
    try:
        with zipfile.ZipFile(BytesIO(template)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        document = Document(BytesIO(template)) if unpacked <= MOST_UNPACKED else None
    except Exception as error:
        raise _damaged() from error
    if document is None:
        raise _too_large()
    return document


def parts_of(document: Any) -> Iterator[Any]:
    """The text itself, then headers and footers of its own."""
    yield document
    for section in document.sections:
        edges = (section.header, section.footer, section.first_page_header, section.first_page_footer)
        yield from (edge for edge in edges if not edge.is_linked_to_previous)


def _fill_part(part: Any, contents: Contents, unknown: list[str]) -> None:
    tables = list(part.tables)
    for paragraph in list(part.paragraphs):
        name = _table_asked_for([paragraph], contents)
        if not name:
            _fill_block(paragraph, contents, {}, "", unknown)
            continue
        for line in contents.tables[name]:
            _fill_block(_copy_before(paragraph), contents, line, name, unknown)
        _take_out(paragraph)
    for table in tables:
        _fill_table(table, contents, unknown)


def _fill_table(table: Table, contents: Contents, unknown: list[str]) -> None:
    for row in list(table.rows):
        name = _table_asked_for(_paragraphs(row), contents)
        if name in contents.optional and not contents.tables[name]:
            table._tbl.getparent().remove(table._tbl)
            return
        lines = contents.tables[name] if name else [{}]
        for line in lines or [dict.fromkeys(contents.columns.get(name, ()), "")]:
            copied = deepcopy(row._tr)
            row._tr.addprevious(copied)
            # Cells as they are stored: a row tells a merged one as many times as it is wide.
            for cell in (_Cell(tc, table) for tc in copied.tc_lst):
                for paragraph in list(cell.paragraphs):
                    _fill_block(paragraph, contents, line, name, unknown)
                for inner in list(cell.tables):
                    _fill_table(inner, contents, unknown)
        row._tr.getparent().remove(row._tr)


def _fill_block(
    paragraph: Paragraph, contents: Contents, line: Mapping[str, str], table: str, unknown: list[str]
) -> None:
    """A paragraph as often as there are lines for it, or with its picture, or as it is."""
    asked = {plain(name) for name in PLACEHOLDER.findall(paragraph.text)}
    name = next((name for name in contents.lines if plain(name) in asked), None)
    if name is not None:
        for text in contents.lines[name]:
            said = replace(contents, fields={**contents.fields, name: text})
            _fill_paragraph(_copy_before(paragraph), said, line, table, unknown)
        _take_out(paragraph)
        return
    drawn = [content for name, content in contents.pictures.items() if plain(name) in asked]
    if drawn and not any(drawn):
        _take_out(paragraph)
        return
    _fill_paragraph(paragraph, contents, line, table, unknown)
    for content in filter(None, drawn):
        paragraph.add_run().add_picture(BytesIO(content), width=PICTURE_WIDTH)


def _copy_before(paragraph: Paragraph) -> Paragraph:
    copied = deepcopy(paragraph._p)
    paragraph._p.addprevious(copied)
    return Paragraph(copied, paragraph._parent)


def _take_out(paragraph: Paragraph) -> None:
    """The last paragraph of a cell, and one that ends a section, must stay; it stays empty."""
    p = paragraph._p
    ends_cell = p.getparent().tag == qn("w:tc") and p.getnext() is None and _before(p) != qn("w:p")
    if ends_cell or p.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
        paragraph.text = ""
    else:
        p.getparent().remove(p)


def _before(p: Any) -> str:
    previous = p.getprevious()
    return "" if previous is None else str(previous.tag)


def _paragraphs(row: _Row) -> list[Paragraph]:
    return [paragraph for cell in row.cells for paragraph in cell.paragraphs]


def _table_asked_for(paragraphs: Sequence[Paragraph], contents: Contents) -> str:
    """The table whose columns the paragraphs name; "" where they name none."""
    tables = {plain(name): name for name in contents.columns}
    for paragraph in paragraphs:
        for asked in PLACEHOLDER.findall(paragraph.text):
            table, colon, _ = asked.partition(":")
            if colon and plain(table) in tables:
                return tables[plain(table)]
    return ""


def _fill_paragraph(
    paragraph: Paragraph, contents: Contents, line: Mapping[str, str], table: str, unknown: list[str]
) -> None:
    """Word cuts a text into runs wherever it likes; a placeholder may lie across several of them. Its value takes the
    form of the first."""
    # From the last to the first, so that places before stay where they are and what was filled in is not asked again.
    for found in reversed(list(PLACEHOLDER.finditer("".join(run.text for run in paragraph.runs)))):
        value = _value(found[1], contents, line, table)
        if value is None:
            unknown.append(found[1])
        put_in(paragraph, found.start(), found.end(), _NOT_PRINTED.sub("", value or ""))


def put_in(paragraph: Paragraph, start: int, end: int, value: str) -> None:
    """The value in the place of the letters from `start` up to `end`, in the form of the first of them."""
    place = 0
    for run in paragraph.runs:
        text, begins = run.text, place
        place += len(text)
        if begins < end and place > start:
            run.text = text[: max(start - begins, 0)] + value + text[max(end - begins, 0) :]
            value = ""


def _value(asked: str, contents: Contents, line: Mapping[str, str], table: str) -> str | None:
    named, colon, column = asked.partition(":")
    if colon and table and plain(named) == plain(table):
        return {plain(known): value for known, value in line.items()}.get(plain(column))
    return contents.field(asked)


def _damaged() -> LiemError:
    return LiemError(
        "form.damaged",
        Message(
            "Mẫu không phải là tệp Word (.docx) đọc được. Hãy mở bằng Word, lưu lại dạng .docx rồi thử lại.",
            "The template is no Word document (.docx) that can be read. Open it in Word and save it as .docx.",
        ),
    )


def _too_large() -> LiemError:
    return LiemError(
        "form.too_large",
        Message(
            "Mẫu quá lớn. Hãy bỏ bớt hình ảnh trong mẫu rồi thử lại.",
            "The template is too large. Take pictures out of it and try again.",
        ),
    )


def _unknown(asked: Sequence[str], contents: Contents) -> LiemError:
    names = {plain(name): name for name in contents.names()}
    vi, en = [], []
    for one in dict.fromkeys(asked):
        meant = nearest(plain(one), names)
        vi.append(f"“{one}”" + (f" (có phải “{names[meant]}”?)" if meant else ""))
        en.append(f"“{one}”" + (f" (did you mean “{names[meant]}”?)" if meant else ""))
    return LiemError(
        "form.unknown_placeholder",
        Message(
            f"Mẫu hỏi những mục không có: {', '.join(vi)}. Hãy sửa tên trong mẫu; danh sách các tên có ở "
            f"{contents.guide}.",
            f"The template asks for what is not there: {', '.join(en)}. Correct the names in it; {contents.guide} "
            "tells which there are.",
        ),
        {"placeholders": list(dict.fromkeys(asked))},
    )
