"""The paragraphs and tables of a .docx, as text."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from liem.record.importing.cell_stream import XmlStream
from liem.record.importing.old_fonts import OldFont, font_of
from liem.record.importing.parts import damaged
from liem.record.importing.spelling import Spelling

_PART = "word/document.xml"
MOST_TABLE_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each one text."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Paragraphs outside tables, and tables, in their order."""

    blocks: tuple[str | Table, ...]


class _Blocks(XmlStream):
    def __init__(self, title: str, spelling: Spelling) -> None:
        super().__init__()
        self.blocks: list[str | Table] = []
        self._title, self._spelling = title, spelling
        self._font: tuple[OldFont, bool] | None = None
        self._depth = 0  # tables inside cells are read as text of the cell
        self._paragraph: list[str] = []
        self._cell: list[str] = []
        self._row: list[str] = []
        self._rows: list[tuple[str, ...]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "t":
                self._text = []
            case "tab" | "br":
                self._paragraph.append(" ")
            case "r":
                self._font = None
            case "rFonts":
                self._font = font_of(next((text for name, text in attributes.items() if name.endswith("ascii")), None))
            case "tbl":
                self._depth += 1
            case "tr" if self._depth == 1:
                self._row = []
            case "tc" if self._depth == 1:
                self._cell = []

    def end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "t":
                text = self.taken()
                self._paragraph.append(self._spelling.read(text, title=self._title, place=0, font=self._font))
            case "p":
                self._close_paragraph()
            case "tc" if self._depth == 1:
                self._row.append(" ".join(self._cell))
            case "tr" if self._depth == 1:
                if len(self._rows) < MOST_TABLE_ROWS:
                    self._rows.append(tuple(self._row))
            case "tbl":
                self._depth -= 1
                if not self._depth:
                    self.blocks.append(Table(tuple(self._rows)))
                    self._rows = []

    def _close_paragraph(self) -> None:
        text = " ".join("".join(self._paragraph).split())
        self._paragraph = []
        if text:
            (self._cell if self._depth else self.blocks).append(text)


def read_document(path: Path, title: str, spelling: Spelling) -> Document:
    """The text of a file that passed `kind_of`. Raises LiemError `import.damaged`."""
    blocks = _Blocks(title, spelling)
    try:
        with zipfile.ZipFile(path) as archive, archive.open(_PART) as part:
            for _ in blocks.feed(part):
                pass
    except (zipfile.BadZipFile, KeyError, OSError, EOFError) as error:
        raise damaged() from error
    return Document(tuple(blocks.blocks))
