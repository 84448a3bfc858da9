"""Lines → paragraphs: wrapped and torn lines are joined, labels and bullets found, emphasis marks taken out.

The flat text holds one paragraph a line, single blanks, no emphasis; every reader works on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from liem.documents.folding import Alignment, Folded
from liem.documents.labels import Label, bullet_at, label_at
from liem.documents.letters import UPPER


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Offsets count the flat text. `body` is where the words begin, after label or bullet."""

    start: int
    body: int
    end: int
    label: Label | None
    bullet: str | None
    marked_heading: bool
    rule_before: bool


@dataclass(frozen=True, slots=True)
class Flat:
    """The flat text with its paragraphs, and the way back to the source."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    alignment: Alignment
    folded: Folded

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source text that [start, end) of the flat text stands for."""
        first = self.alignment.back(start)
        last = self.alignment.back(end - 1) + 1 if end > start else first
        return self.folded.span(first, last)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int  # of the label, bullet or first word, in the folded text
    body: int
    end: int
    label: Label | None
    bullet: str | None
    heading: bool
    bold: bool
    blank_before: bool
    rule_before: bool
    width: int
    first: str  # first character of the words
    first_word: int  # its width
    last: str  # last character that is not a mark of emphasis or a closing quote
    capitals: bool
    hangs: bool  # ends with a word that cannot end a paragraph
    office: bool  # ends with an office that its committee follows
    committee: bool
    opening: bool  # "Căn cứ …", with which the body begins and no torn line


_COLUMNS = re.compile(rf"(?<=\S)(?: {{5,400}}|[ \t]{{0,200}}\t[ \t]{{0,200}})(?=[{UPPER}])")
_PAGE_NUMBER = re.compile(r"[-–\s]{0,40}(?:Trang |trang )?\d{1,3}(?:/\d{1,3})?[-–\s]{0,4}")
_EDIT = re.compile(r"\s{2,1000}|[^\S ]|\*{1,3}|__|\\(?=[-.#*+_()\[\]])")
_HANGING = re.compile(
    r"(?:(?<!\w)(?i:và|của|các|với|cho|theo|tại|hoặc|số|ngày|trực thuộc)|(?<!\w)(?:Giao|Chánh|Yêu cầu|Đề nghị)"
    r"|^(?:QUYẾT|NGHỊ|KẾ|CHỈ|KẾT|HƯỚNG|TỜ|CHƯƠNG|VỀ|VỀ VIỆC)|XÃ HỘI CHỦ)$"
)
_OFFICE = re.compile(
    r"(?<!\w)(?:Ban Tổ chức|Ban Thường vụ|Ban Tuyên giáo|Ban Dân vận|Ban Nội chính|Ủy ban Kiểm tra|Văn phòng)$"
)
_COMMITTEE = re.compile(r"(?:Tỉnh|Thành|Huyện|Đảng|Thị|Quận) ủy(?!\w)")
_LONG = 60
_INSIDE = "(“%"
_CLOSING = "*_”\"’'\\ \t"
_SENTENCE_ENDS = ".:;!?…"


def flatten(folded: Folded) -> Flat:
    """The flat text of `folded`; linear in its length."""
    lines = list(_lines(folded.text))
    widths = sorted(line.width for line in lines)
    wrap = _Wrap(_wrap_width(widths), _edge(widths))
    writer = _Writer(folded.text)
    group: list[_Line] = []
    for line in lines:
        if group and not _continues(group[-1], line, wrap):
            writer.write(group)
            group = []
        group.append(line)
    if group:
        writer.write(group)
    return Flat("".join(writer.parts), tuple(writer.paragraphs), writer.alignment, folded)


def _lines(text: str) -> Iterator[_Line]:
    position = 0
    blank = rule = False
    for raw in text.splitlines(keepends=True):
        line = raw.rstrip()
        if not line:
            blank = True
        elif _PAGE_NUMBER.fullmatch(line) or not any(map(str.isalnum, line)):
            blank = True
            rule = rule or (len(line.strip()) >= 3 and not any(map(str.isalnum, line)))
        else:
            for start, cell in _cells(line):
                yield _line(cell, position + start, blank, rule)
                blank = rule = False
        position += len(raw)


def _cells(line: str) -> list[tuple[int, str]]:
    """The cells of a table row, or of a line in two columns (recipients beside the signature); else the line."""
    if line.lstrip().startswith("|") or " | " in line or line.endswith(" |"):
        return _table_cells(line)
    gap = _COLUMNS.search(line)
    if gap is None:
        return [(0, line)]
    left = line[: gap.start()]
    words = len(left) - len(left.lstrip())
    label = label_at(line, words)
    if len(left) > 60 or (label and words + label.width >= gap.end()) or not any(map(str.isalnum, left)):
        return [(0, line)]
    return [(0, left), (gap.end(), line[gap.end() :])]


def _table_cells(row: str) -> list[tuple[int, str]]:
    cells = []
    start = 0
    for cell in row.split("|"):
        if any(map(str.isalnum, cell)):
            cells.append((start, cell.rstrip()))
        start += len(cell) + 1
    return cells


def _line(line: str, offset: int, blank: bool, rule: bool) -> _Line:
    start = len(line) - len(line.lstrip())
    heading = bold = False
    while start < len(line) and line[start] in "#*_>\\":
        if line[start] == "#":
            heading = True
        elif line[start] in "*_":
            if line.startswith(("**", "__"), start):
                bold = True
            elif line[start] == "*" and line.find("*", start + 1) < 0:
                break  # a bullet
        start += 1
        while start < len(line) and (line[start] in "*_" or (heading and line[start].isspace())):
            start += 1
    label = label_at(line, start)
    found = None if label else bullet_at(line, start)
    body = min(start + (label.width if label else found[1] if found else 0), len(line))
    shown = line.rstrip(_CLOSING)
    return _Line(
        start=offset + start,
        body=offset + body,
        end=offset + len(line),
        label=label,
        bullet=found[0] if found else None,
        heading=heading,
        bold=bold,
        blank_before=blank,
        rule_before=rule,
        width=len(line) - start,
        first=line[body : body + 1],
        first_word=len(line[body : body + 20].split(" ", 1)[0]),
        last=shown[-1:],
        capitals=line.isupper() and not line[body : body + 1].isdigit(),
        hangs=bool(_HANGING.search(shown, max(body, len(shown) - 12))),
        office=bool(_OFFICE.search(shown, max(body, len(shown) - 24))),
        committee=bool(_COMMITTEE.match(line, body)),
        opening=line.startswith("Căn cứ ", body),
    )


@dataclass(frozen=True, slots=True)
class _Wrap:
    """Where lines of a text break: its `width` if most are wrapped, the `edge` that no line passes; else 0."""

    width: int
    edge: int

    def broke(self, before: _Line, line: _Line) -> bool:
        """Whether the line `before` is full, or had no room for the first word of the next."""
        if self.width and before.width >= self.width * 0.72 and max(before.width, line.width) <= self.width * 1.4:
            return True
        return bool(self.edge) and before.width + 1 + line.first_word > self.edge * 0.96


def _edge(widths: list[int]) -> int:
    if len(widths) < 8 or not 60 <= widths[-1] <= 120:
        return 0
    return widths[-1] if widths[-3] >= widths[-1] * 0.9 else 0


def _wrap_width(widths: list[int]) -> int:
    """The width at which a hard-wrapped text breaks its lines; 0 where lines are not wrapped."""
    if len(widths) < 10:
        return 0
    wide = widths[len(widths) * 9 // 10]
    full = sum(width >= wide * 0.8 for width in widths)
    # Where hardly a line runs over the width, the short ones are the frame.
    needed = 0.2 if wide >= 60 and widths[len(widths) * 19 // 20] <= wide * 1.3 else 0.35
    return wide if 40 <= wide <= 140 and full >= len(widths) * needed else 0


def _continues(before: _Line, line: _Line, wrap: _Wrap) -> bool:
    """Whether `line` goes on with the paragraph of `before`."""
    marked = line.label is not None or line.bullet is not None
    if before.label and before.body >= before.end:
        return not marked  # "Chương I" with its title below
    if before.heading or line.heading or line.rule_before or line.opening or before.capitals != line.capitals:
        return False
    full = wrap.broke(before, line)
    open_end = before.last not in _SENTENCE_ENDS
    if marked:
        # A wrapped line may begin with what looks like a mark ("… chính trị / - xã hội").
        return full and open_end and before.last != "," and line.first.islower()
    if (
        before.hangs
        or (before.office and line.committee)
        or before.last == ","
        or (open_end and (line.first.islower() or line.first.isdigit() or line.first in _INSIDE))
    ):
        return True
    if before.last == ";" and line.first.islower() and (full or before.width >= _LONG):
        return True
    return full and (open_end or not line.blank_before)


class _Writer:
    """Writes paragraphs to the flat text and notes where offsets shift."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[str] = []
        self.paragraphs: list[Paragraph] = []
        self.alignment = Alignment()
        self.length = 0

    def write(self, lines: list[_Line]) -> None:
        first = lines[0]
        start = self.length
        self.alignment.add(start, first.start)
        blank = self._copy(first.start, first.body, blank=True)
        body = self.length
        blank = self._copy(first.body, first.end, blank=blank)
        for before, line in pairwise(lines):
            if not blank:
                body += self.length == body  # a label alone on its line: the words begin on the next
                self.alignment.add(self.length, before.end)
                self._append(" ")
            blank = self._copy(line.start, line.end, blank=True)
        end = self.length - (1 if blank and self.length > body else 0)
        if end > start:
            self.paragraphs.append(
                Paragraph(
                    start,
                    min(body, end),
                    end,
                    first.label,
                    first.bullet,
                    first.heading or first.bold,
                    first.rule_before,
                )
            )
        self.parts.append("\n")
        self.length += 1

    def _copy(self, start: int, end: int, *, blank: bool) -> bool:
        """Copies a stretch with its edits; `blank` says that no further blank is wanted. Returns the same for later."""
        position = start
        for found in _EDIT.finditer(self.text, start, end):
            blank = self._plain(position, found.start(), blank)
            position = found.end()
            if found[0].isspace() and not blank:
                self.alignment.add(self.length, found.start())
                self._append(" ")
                blank = True
        return self._plain(position, end, blank)

    def _plain(self, start: int, end: int, blank: bool) -> bool:
        if blank and start < end and self.text[start] == " ":
            start += 1
        if start >= end:
            return blank
        self.alignment.add(self.length, start)
        self._append(self.text[start:end])
        return self.text[end - 1] == " "

    def _append(self, part: str) -> None:
        self.parts.append(part)
        self.length += len(part)
