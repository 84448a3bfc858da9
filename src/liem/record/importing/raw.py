"""What every kind of file gives: sheets with rows of raw cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
