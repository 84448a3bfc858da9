"""What every kind of file gives: sheets with rows of raw cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

RawCell: TypeAlias = tuple[object, str]  # value and openpyxl's type: n, s, inlineStr, d, b, e, f
BLANK: RawCell = (None, "n")


class RawSheet(Protocol):
    """One table of an open file, read row by row as often as needed."""

    @property
    def title(self) -> str: ...

    def rows(self) -> Iterator[tuple[int, Sequence[RawCell]]]:
        """Rows that hold anything, with their number from 1. Raises LiemError `import.…` where the file breaks."""
        ...

    def merged_ranges(self) -> list[str]:
        """Merged cells as `A1:B2`; none where the kind of file knows none."""
        ...


@dataclass(frozen=True, slots=True)
class MadeSheet:
    """A table of the template that was made of a list titled `made_of`; its rows have the numbers of the rows they were
    made of."""

    title: str
    made_of: str
    made: Sequence[tuple[int, Sequence[RawCell]]]
    merged: Sequence[str] = ()

    def rows(self) -> Iterator[tuple[int, Sequence[RawCell]]]:
        yield from self.made

    def merged_ranges(self) -> list[str]:
        return list(self.merged)


def handed_in_as(raw: RawSheet) -> str:
    """The title under which a person knows the table: that of the list, for one that was made of it."""
    return raw.made_of if isinstance(raw, MadeSheet) else raw.title


def is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
