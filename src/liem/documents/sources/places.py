"""The text of a file, and where in the file each piece of it stands."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import Enum
from functools import cached_property

SOFT_HYPHEN = "\u00ad"
_LINE_END = re.compile(r"\r\n?|\n")
_BROKEN_WORD = re.compile(r"\w[-/]$")


class Kind(Enum):
    """What a file is, by its content."""

    TEXT = "text"
    DOCX = "docx"
    PDF = "pdf"
    DOC = "doc"  # and what else LibreOffice turns into .docx
    SCAN = "scan"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece of text stands. All numbers count from 1; what a kind of file does not have is None.

    A .docx has paragraphs, outside tables or in a cell; a .pdf or scan has pages and lines on them; text has lines.
    `column` counts the characters of the line or paragraph, composed (NFC).
    """

    page: int | None = None
    line: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text that stands at one place, from `start` to the next piece."""

    start: int
    place: Place


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What stands on the page and not in the text: a running head or foot, a page number."""

    text: str
    place: Place


@dataclass(frozen=True)
class Source:
    """The text of a file with the way back. `pieces` are ascending, the first at 0; of plain text there are none."""

    kind: Kind
    text: str
    pieces: tuple[Piece, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    pages: int | None = None

    def place_of(self, offset: int) -> Place:
        """Where the character at `offset` stands. Raises IndexError outside the text."""
        if not 0 <= offset < len(self.text):
            raise IndexError(offset)
        if not self.pieces:
            index = bisect_right(self._line_starts, offset) - 1
            return Place(line=index + 1, column=offset - self._line_starts[index] + 1)
        piece = self.pieces[bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1]
        known = {name: value for name, value in asdict(piece.place).items() if name != "column"}
        return Place(**known, column=offset - piece.start + 1)

    def to_json(self) -> dict[str, object]:
        """Kind, pages, what was left out, and the pieces as [start, place], without what is None."""
        return {
            "kind": self.kind.value,
            "pages": self.pages,
            "left_out": [{"text": one.text, **_known(one.place)} for one in self.left_out],
            "pieces": [[piece.start, _known(piece.place)] for piece in self.pieces],
        }

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]


def source_of(plain: dict[str, object], *, kind: Kind) -> Source:
    """The source that `Source.to_json`, with its text beside, came from."""
    pieces, left_out = plain["pieces"], plain["left_out"]
    assert isinstance(pieces, list)
    assert isinstance(left_out, list)
    return Source(
        kind,
        str(plain["text"]),
        tuple(Piece(start, Place(**place)) for start, place in pieces),
        tuple(LeftOut(one.pop("text"), Place(**one)) for one in left_out),
        plain["pages"] if isinstance(plain["pages"], int) else None,
    )


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of words at its place, as a reader of files finds it."""

    text: str
    place: Place


@dataclass(slots=True)
class TextWriter:
    """Puts lines of a file together to a text of one paragraph a line, and keeps where each stood."""

    _parts: list[str] = field(default_factory=list)
    _pieces: list[Piece] = field(default_factory=list)
    _length: int = 0

    def paragraph(self, spots: Sequence[Spot]) -> None:
        """Writes the lines as one paragraph; a word broken after a hyphen or stroke is joined."""
        ended = ""
        for spot in spots:
            words = composed(spot.text)
            if not words.strip():
                continue
            if ended.endswith(SOFT_HYPHEN):
                self._cut(1)
            elif ended and not _BROKEN_WORD.search(ended):
                self._add(" ")
            self._piece(words, spot.place)
            ended = words[-2:]
        self._add("\n")

    def row(self, cells: Sequence[Spot]) -> None:
        """Writes the cells of a row of a table on one line: `| a | b |`."""
        for cell in cells:
            self._add("| ")
            self._piece(composed(cell.text).replace("\n", " ").replace("|", "/"), cell.place)
            self._add(" ")
        self._add("|\n")

    def written(self) -> tuple[str, tuple[Piece, ...]]:
        """The text, and its pieces; the first stands at 0."""
        return "".join(self._parts), tuple(self._pieces)

    def _piece(self, words: str, place: Place) -> None:
        if words:
            start = self._length if self._pieces else 0
            self._pieces.append(Piece(start, place))
            self._add(words)

    def _add(self, part: str) -> None:
        self._parts.append(part)
        self._length += len(part)

    def _cut(self, count: int) -> None:
        self._parts[-1] = self._parts[-1][:-count]
        self._length -= count


def composed(text: str) -> str:
    """The text in NFC, so that the same words of two files are equal."""
    return unicodedata.normalize("NFC", text)


def _known(place: Place) -> dict[str, int]:
    return {name: value for name, value in asdict(place).items() if value is not None}
