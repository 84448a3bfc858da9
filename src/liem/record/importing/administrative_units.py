"""The table of administrative units as the State publishes it, read as the sheet of places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from liem.record.importing.cells import tidy
from liem.record.importing.labels import LEVELS
from liem.record.importing.nearest import folded
from liem.record.importing.raw import BLANK, RawCell, RawSheet

HEADINGS = ("province_code", "province", "code", "name", "kind")
AS_PLACES = ("Thuộc địa bàn", "", "Mã địa bàn", "Tên địa bàn", "Cấp")
_PROVINCE_DIGITS, _COMMUNE_DIGITS = 2, 5
_PROVINCE, _, _COMMUNE = (level.name.vi for level in LEVELS)
_KINDS = frozenset({"phường", "xã", "đặc khu"})


def is_table_of_units(raw: RawSheet) -> bool:
    """Whether the first row is that of the published table."""
    headings = [folded(str(tidy(value) or "")) for _, cells in islice(raw.rows(), 1) for value, _ in cells]
    return tuple(headings) == HEADINGS


@dataclass(frozen=True, slots=True)
class UnitsAsPlaces:
    """The published table, one row a commune, as rows of places: each province before its first commune.

    The cells stay in their columns, so that a fault is told where it stands. Codes keep their zeros, also where a
    spreadsheet took them off.
    """

    raw: RawSheet

    @property
    def title(self) -> str:
        return self.raw.title

    def rows(self) -> Iterator[tuple[int, Sequence[RawCell]]]:
        provinces: set[tuple[RawCell, RawCell]] = set()
        for place, (number, cells) in enumerate(self.raw.rows()):
            if place == 0:
                yield number, [(heading, "s") for heading in AS_PLACES]
                continue
            padded = [*cells, *[BLANK] * len(HEADINGS)]
            (above, province, code, name, kind), rest = padded[: len(HEADINGS)], cells[len(HEADINGS) :]
            above = _with_zeros(above, _PROVINCE_DIGITS)
            if (above, province) not in provinces:
                provinces.add((above, province))
                yield number, [BLANK, BLANK, above, province, (_PROVINCE, "s")]
            yield number, [above, BLANK, _with_zeros(code, _COMMUNE_DIGITS), name, _level(kind), *rest]

    def merged_ranges(self) -> list[str]:
        return self.raw.merged_ranges()


def _with_zeros(cell: RawCell, digits: int) -> RawCell:
    code = str(tidy(cell[0]) or "")
    return (code.zfill(digits), "s") if code.isascii() and code.isdigit() else cell


def _level(cell: RawCell) -> RawCell:
    return (_COMMUNE, "s") if folded(str(tidy(cell[0]) or "")) in _KINDS else cell
