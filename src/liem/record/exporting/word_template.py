"""Filling a Word document that an office made: `{{name}}` is replaced, and a table row with `{{table: column}}` is
repeated for every row of that table. Nothing in the document is run; what it asks for can only be a known name."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from liem.kernel.errors import LiemError, Message
from liem.record.importing.nearest import nearest
from liem.record.names import without_marks

PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
MOST_BYTES, MOST_UNPACKED = 10 * 1024 * 1024, 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Contents:
    """What may be asked for: fields by name; tables by name, each with its rows in order and the names of its columns,
    which are there even where no row is."""

    fields: Mapping[str, str]
    tables: Mapping[str, Sequence[Mapping[str, str]]]
    columns: Mapping[str, Sequence[str]]

    def field(self, name: str) -> str | None:
        """The value of a field, found whatever the case and the marks; None where there is no such field."""
        return {plain(known): value for known, value in self.fields.items()}.get(plain(name))

    def names(self) -> list[str]:
        """Every placeholder that there is."""
        return [*self.fields, *(f"{table}: {column}" for table in self.columns for column in self.columns[table])]


def plain(name: str) -> str:
    """The form in which names are compared: lower case, no marks, single spaces."""
    return without_marks(name.replace(" :", ":"))


def fill(template: bytes, contents: Contents) -> bytes:
    """The document with its placeholders filled, in text, tables, headers and footers.

    Raises LiemError `form.damaged` for what is no .docx, `form.too_large`, and `form.unknown_placeholder` with every
    name that is not known.
    """
    document = _opened(template)
    unknown: list[str] = []
    for part in _parts(document):
        _fill_part(part, contents, unknown)
    if unknown:
        raise _unknown(unknown, contents)
    filled = BytesIO()
    document.save(filled)
    return filled.getvalue()


def _opened(template: bytes) -> Any:
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


def _parts(document: Any) -> Iterator[Any]:
    yield document
    for section in document.sections:
        edges = (section.header, section.footer, section.first_page_header, section.first_page_footer)
        yield from (edge for edge in edges if not edge.is_linked_to_previous)


def _fill_part(part: Any, contents: Contents, unknown: list[str]) -> None:
    for paragraph in part.paragraphs:
        _fill_paragraph(paragraph, contents, {}, "", unknown)
    for table in part.tables:
        _fill_table(table, contents, unknown)


def _fill_table(table: Table, contents: Contents, unknown: list[str]) -> None:
    for row in list(table.rows):
        name = _table_asked_for(row, contents)
        lines = contents.tables[name] if name else [{}]
        for line in lines or [dict.fromkeys(contents.columns.get(name, ()), "")]:
            copied = deepcopy(row._tr)
            row._tr.addprevious(copied)
            for cell in _Row(copied, table).cells:
                for paragraph in cell.paragraphs:
                    _fill_paragraph(paragraph, contents, line, name, unknown)
                for inner in cell.tables:
                    _fill_table(inner, contents, unknown)
        row._tr.getparent().remove(row._tr)


def _table_asked_for(row: _Row, contents: Contents) -> str:
    """The table whose columns the row names; "" where it names none."""
    tables = {plain(name): name for name in contents.columns}
    for cell in row.cells:
        for paragraph in cell.paragraphs:
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
        _replace(paragraph, found.start(), found.end(), value or "")


def _replace(paragraph: Paragraph, start: int, end: int, value: str) -> None:
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
            "docs/how-to/export.md.",
            f"The template asks for what is not there: {', '.join(en)}. Correct the names in it; docs/how-to/export.md "
            "tells which there are.",
        ),
        {"placeholders": list(dict.fromkeys(asked))},
    )
