"""Paragraphs → clauses: every heading, item, bullet and paragraph with its address (forms in liem.kernel.clauses).

Bullets count under the nearest numbered item (`II.2/b5`), bullets of another mark under a bullet count there
(`II.2.2/b2/b1`), further paragraphs count from the item's own, which is the first (`2(4)/p2`). What stands outside
every item counts from the top (`/p3`). An address printed twice in one text gets `~2` on the second.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from liem.documents.labels import FIXED_RANKS, Label, address_part
from liem.documents.letters import UPPER
from liem.documents.model import Block, OutlineItem
from liem.documents.paragraphs import Flat, Paragraph
from liem.kernel.clauses import join_label

TITLE_LENGTH = 160


@dataclass(slots=True)
class Clause:
    """A paragraph in its place. Offsets count the flat text; `parent` is an index, -1 at the top."""

    address: str
    label: str
    kind: str
    level: int
    start: int
    body: int
    end: int
    parent: int
    children: int = 0
    listed: bool = False  # whether items or bullets are among the children
    marked_heading: bool = False


@dataclass(slots=True)
class _Open:
    """An item that may still take bullets and paragraphs."""

    clause: int
    kind: str
    numbers: tuple[int, ...]
    label: str
    address: str
    paragraphs: int
    bullets: list[list[str | int]]  # open bullets: mark, count, address, clause


_ENDING = re.compile(
    rf"(?:Nơi nhận|NƠI NHẬN)(?=[ :\n]|$)|(?:T/M|TM\.|K/T|KT\.|T/L|TL\.|TUQ\.|T/U/Q) ?(?=[{UPPER}]{{2}})"
)
_ANNEX = re.compile(r"(?:PHỤ LỤC|Phụ lục|DANH MỤC|BIỂU MẪU)\b(?! (?:kèm|ban hành|này|số \d+ kèm))")
_ANNEXED = re.compile(
    r"(?:QUY ĐỊNH|QUY CHẾ|QUY TRÌNH|ĐIỀU LỆ|NỘI QUY|ĐỀ ÁN|KẾ HOẠCH|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?|PHƯƠNG ÁN|HƯỚNG DẪN"
    r"|TIÊU CHÍ|ĐỀ CƯƠNG(?: BÁO CÁO)?)[ .:]{0,2}(?=\n|$)"
)
_SENTENCE_INSIDE = re.compile(rf"[.!?] (?=[{UPPER}“\"])")


def clauses(flat: Flat, *, header_end: int) -> list[Clause]:
    """All paragraphs as clauses in text order; the first `header_end` paragraphs are the header."""
    builder = _Builder(flat)
    ending = False
    for index, paragraph in enumerate(flat.paragraphs):
        if index >= header_end and not paragraph.label:
            if ending and begins_annex(flat, paragraph):
                ending = False
                builder.close()
            elif is_ending(flat, paragraph):
                ending = True
        if index < header_end or ending:
            builder.outside(paragraph, "header" if index < header_end else "signature")
        elif paragraph.label:
            builder.item(paragraph, paragraph.label)
        elif paragraph.bullet:
            builder.bullet(paragraph, paragraph.bullet)
        else:
            builder.paragraph(paragraph)
    _mark_headings(flat, builder.clauses)
    return builder.clauses


def is_ending(flat: Flat, paragraph: Paragraph) -> bool:
    """Whether the list of recipients or the signature begins here."""
    return paragraph.label is None and bool(_ENDING.match(flat.text, paragraph.start))


def begins_annex(flat: Flat, paragraph: Paragraph) -> bool:
    """Whether an annex, or the text that a decision puts into force, begins here: its type alone on a line."""
    return any(pattern.match(flat.text, paragraph.start) for pattern in (_ANNEX, _ANNEXED))


def outline_items(flat: Flat, found: list[Clause]) -> list[OutlineItem]:
    """The numbered items with their titles; offsets of the source."""
    ends = _ends(found)
    items = []
    for index, clause in enumerate(found):
        if clause.kind in ("heading", "item"):
            start, end = flat.span(clause.start, ends[index])
            items.append(
                OutlineItem(clause.label, clause.level, start, end, title(flat, clause), clause.address, clause.kind)
            )
    return items


def blocks(flat: Flat, found: list[Clause]) -> list[Block]:
    """Every clause as a block with offsets of the source, in text order, none overlapping."""
    return [
        Block(clause.address, clause.label, clause.kind, clause.level, *flat.span(clause.start, clause.end))
        for clause in found
    ]


def title(flat: Flat, clause: Clause) -> str:
    """The first clause of an item, a heading whole; at most 160 characters."""
    words = flat.text[clause.body : min(clause.end, clause.body + 4 * TITLE_LENGTH)]
    found = re.search(r"[.:](?= |$)" if clause.kind == "heading" else r"[.;:](?= |$)", words)
    return (words[: found.start()] if found else words)[:TITLE_LENGTH].strip()


def find_block(found: tuple[Block, ...] | list[Block], path: str) -> Block | None:
    """The block at the address `path` (`II.2/b5`); `…/last` is the last paragraph under an item."""
    if not path.endswith("/last"):
        return next((block for block in found if block.address == path), None)
    under = path.removesuffix("/last")
    inside = [block for block in found if _within(block.address, under) and block.kind != "signature"]
    return inside[-1] if inside else None


def _within(path: str, under: str) -> bool:
    return path == under or (path.startswith(under) and path[len(under)] in "./(")


def _ends(found: list[Clause]) -> list[int]:
    """Where each clause with everything under it ends, in the flat text."""
    ends = [clause.end for clause in found]
    for index in range(len(found) - 1, -1, -1):
        parent = found[index].parent
        if parent >= 0:
            ends[parent] = max(ends[parent], ends[index])
    return ends


def _mark_headings(flat: Flat, found: list[Clause]) -> None:
    for clause in found:
        if clause.kind == "item" and _is_heading(flat, clause):
            clause.kind = "heading"


def _is_heading(flat: Flat, clause: Clause) -> bool:
    """An item whose own text only names what follows."""
    words = flat.text[clause.body : clause.end]
    if not words or words.isupper():
        return True
    if not clause.children or len(words) > 400 or _SENTENCE_INSIDE.search(words):
        return False
    if clause.marked_heading or words[-1] not in ".;" or words.startswith("Về "):
        return True
    return clause.listed and len(words) < 80 and ";" not in words


class _Builder:
    """Nests paragraphs as they come: one pass, one stack."""

    def __init__(self, flat: Flat) -> None:
        self.flat = flat
        self.clauses: list[Clause] = []
        self.top = _Open(-1, "", (), "", "", 0, [])
        self.stack: list[_Open] = []
        self.seen: dict[str, int] = {}

    def close(self) -> None:
        self.stack.clear()

    def outside(self, paragraph: Paragraph, kind: str) -> None:
        self.top.paragraphs += 1
        self._add(paragraph, f"/p{self.top.paragraphs}", kind, level=0, parent=-1)

    def item(self, paragraph: Paragraph, label: Label) -> None:
        kind = self._place(label)
        if label.kind in FIXED_RANKS:
            outer = "" if label.kind == "article" else self._address()
            address = f"{outer}.{address_part(label)}" if outer else address_part(label)
        else:
            address = join_label(self._address(), address_part(label))
        parent = self.stack[-1].clause if self.stack else -1
        clause = self._add(paragraph, address, "item", level=len(self.stack) + 1, parent=parent)
        address = self.clauses[clause].address
        self.stack.append(_Open(clause, kind, label.numbers, label.text, address, 1, []))

    def bullet(self, paragraph: Paragraph, mark: str) -> None:
        item = self.stack[-1] if self.stack else self.top
        marks = [bullet[0] for bullet in item.bullets]
        depth = marks.index(mark) if mark in marks else len(marks)
        del item.bullets[depth + 1 :]
        if depth == len(item.bullets):
            item.bullets.append([mark, 0, "", -1])
        bullet = item.bullets[depth]
        count = int(bullet[1]) + 1
        outer = str(item.bullets[depth - 1][2]) if depth else item.address
        parent = int(item.bullets[depth - 1][3]) if depth else item.clause
        address = f"{outer}/b{count}"
        kind = "sub_bullet" if depth else "bullet"
        clause = self._add(paragraph, address, kind, level=len(self.stack) + 1 + depth, parent=parent)
        item.bullets[depth] = [mark, count, address, clause]

    def paragraph(self, paragraph: Paragraph) -> None:
        item = self.stack[-1] if self.stack else self.top
        item.paragraphs += 1
        del item.bullets[1:]
        address = f"{item.address}/p{item.paragraphs}"
        self._add(paragraph, address, "paragraph", level=len(self.stack) + 1, parent=item.clause)

    def _address(self) -> str:
        return self.stack[-1].address if self.stack else ""

    def _add(self, paragraph: Paragraph, address: str, kind: str, *, level: int, parent: int) -> int:
        repeats = self.seen[address] = self.seen.get(address, 0) + 1
        if repeats > 1:
            address = f"{address}~{repeats}"
        label = paragraph.label.text if paragraph.label else paragraph.bullet or ""
        clause = Clause(
            address, label, kind, level, paragraph.start, paragraph.body, paragraph.end, parent,
            marked_heading=paragraph.marked_heading,
        )  # fmt: skip
        if parent >= 0:
            self.clauses[parent].children += 1
            self.clauses[parent].listed |= kind != "paragraph"
        self.clauses.append(clause)
        return len(self.clauses) - 1

    def _place(self, label: Label) -> str:
        """Closes the items that end before `label`; returns the kind under which it is nested."""
        rank = FIXED_RANKS.get(label.kind)
        if rank is not None:
            while self.stack and FIXED_RANKS.get(self.stack[-1].kind, 9) >= rank:
                self.stack.pop()
            return label.kind
        if len(label.numbers) > 1:
            return self._place_decimal(label.numbers)
        kind = self._kind_of(label)
        self._close_to(kind)
        return kind

    def _place_decimal(self, numbers: tuple[int, ...]) -> str:
        for depth, item in enumerate(self.stack):
            if item.numbers == numbers[:-1]:
                del self.stack[depth + 1 :]
                return f"decimal{len(numbers)}"
        for depth, item in enumerate(self.stack):
            if len(item.numbers) >= len(numbers):
                del self.stack[depth:]
                break
        return f"decimal{len(numbers)}"

    def _kind_of(self, label: Label) -> str:
        if label.kind == "decimal":
            return "decimal1"
        if label.kind == "roman_decimal":
            return f"roman_decimal{label.text.count('.')}"  # II.1 above II.1.1
        single = label.kind == "roman" and len(label.text) == 1
        if single and any(item.kind == "capital" and ord(label.text) == ord(item.label) + 1 for item in self.stack):
            return "capital"  # I after H, V after U
        return label.kind

    def _close_to(self, kind: str) -> None:
        for depth, item in enumerate(self.stack):
            if item.kind == kind:
                del self.stack[depth:]
                return
