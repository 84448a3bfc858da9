"""A list of officials as an office keeps it, read as sheets of the template: people, and what hangs on each of them.

Title lines, headings over several rows, group rows, signatures, days known in part: what can be taken without a guess
is taken, cell by cell at its place; all else is told with its row.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeAlias

from openpyxl.utils import get_column_letter

from liem.kernel.errors import LiemError, Message
from liem.record.importing.answers import is_for_answers
from liem.record.importing.cells import PART_OF_DAY, tidy
from liem.record.importing.forms.matching import code_of_place
from liem.record.importing.nearest import folded
from liem.record.importing.office_headings import MOST_ABOVE, MOST_HEADING_ROWS, Heading, Headings, Meaning, headings_of
from liem.record.importing.office_levels import levels_in
from liem.record.importing.office_told import Told
from liem.record.importing.raw import BLANK, MadeSheet, RawCell, RawSheet, is_blank
from liem.record.importing.reading import RESERVED_SHEETS
from liem.record.importing.recognition import Names, plain, sheet_names
from liem.record.importing.sheets import Sheet
from liem.record.models import Place

_CODE, _NAME, _BORN, _SEX = "Mã cán bộ", "Họ và tên", "Ngày sinh", "Giới tính"
_QUALIFICATIONS = ("Mã dòng", _CODE, "Loại trình độ", "Trình độ", "Chuyên ngành")
_IDENTIFIERS = ("Mã dòng", _CODE, "Loại số", "Số")
_BESIDE = {_QUALIFICATIONS: "trình độ", _IDENTIFIERS: "số định danh"}
_OURS = {folded(name) for sheet in RESERVED_SHEETS for name in (sheet.vi, sheet.en)}
_PERSONAL_NUMBER = "Số định danh cá nhân"
_NUMBER = re.compile(r"\d{1,5}\.?")
_TOTAL = re.compile(r"(tong|cong|tong cong|tong so|danh sach nay|an dinh)\b")
_LONGEST_GROUP = 200
_TICKS = frozenset({"x", "v", "✓", "✔", "1", "có"})
_LETTERS = re.compile(r"[^\W\d_]+")

NumberedRow: TypeAlias = tuple[int, list[RawCell]]


def sheets_of_list(
    raw: RawSheet, *, file: str, sheets: Sequence[Sheet]
) -> tuple[list[MadeSheet], list[Message]] | None:
    """The sheets that the list is, and what a person should know of how it was read; None for anything but a list of
    officials that no template (`sheets`) was used for. `file` is the name of the file, by which made codes differ."""
    try:
        if folded(raw.title) in _OURS or is_for_answers(raw):
            return None
        beginning = list(islice(raw.rows(), MOST_ABOVE + MOST_HEADING_ROWS + 1))
        headings = headings_of(beginning)
        if headings is None or _is_of_template(raw, headings, beginning[0][0], sheet_names(sheets)):
            return None
        list_read = _List(raw.title, headings, _seed(file, raw.title, beginning, headings))
        list_read.read(raw)
    except LiemError:  # it breaks off: told when it is read as it stands
        return None
    return list_read.sheets(raw), list_read.told.messages()


def _is_of_template(raw: RawSheet, headings: Headings, first_row: int, names: Names) -> bool:
    """Headings in the very first row, over codes or under the template's own title: somebody filled it in for us."""
    is_first = headings.rows == (first_row,) and not headings.first(Meaning.BORN_MAN, Meaning.BORN_WOMAN)
    return is_first and (headings.first(Meaning.CODE) is not None or raw.title in names)


def _seed(file: str, title: str, rows: Sequence[tuple[int, Sequence[RawCell]]], headings: Headings) -> list[str]:
    """What tells this list from the lists of others: two people of one name in two lists are never one unasked."""
    above = [str(value) for number, cells in rows if number < headings.rows[0] for value, _ in cells if value]
    return [file, title, *above]


@dataclass(slots=True)
class _List:
    title: str
    headings: Headings
    seed: list[str]
    told: Told = field(init=False)
    width: int = field(init=False)
    people: list[NumberedRow] = field(default_factory=list)
    beside: dict[tuple[str, ...], list[NumberedRow]] = field(default_factory=lambda: defaultdict(list))
    data_rows: set[int] = field(default_factory=set)
    codes: dict[str, int] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    group: str = ""

    def __post_init__(self) -> None:
        self.told = Told(self.title)
        self.width = max(one.place for one in self.headings.columns) + 1

    def read(self, raw: RawSheet) -> None:
        for number, cells in raw.rows():
            if number > self.headings.rows[-1]:
                self._row(number, cells)
        self._tell_headings()

    def _row(self, number: int, cells: Sequence[RawCell]) -> None:
        name = self._name(cells)
        if not name or not self._is_person(cells, name):
            texts = [str(tidy(value)) for value, _ in cells if not is_blank(value)]
            if texts:
                self.group = " ".join(texts)[:_LONGEST_GROUP]
                self.told.row_left_out(number, self.group)
            return
        born, sex = self._born(number, cells)
        code = self._code(number, cells, name)
        if code is None:
            return
        self.data_rows.add(number)
        self._tell_headless(number, cells)
        made = {_CODE: (code, "s"), _NAME: self._name_cell(cells, name), _BORN: born, _SEX: (sex or None, "s")}
        row = [self._cell(number, one, cells, made) for one in self._columns()]
        self.people.append((number, [*row, *(made[heading] for heading in self._made())]))
        self._qualifications(number, cells, code)
        self._personal_number(number, cells, code)

    def _name(self, cells: Sequence[RawCell]) -> str:
        texts = [str(tidy(value)) for value, _ in self._name_cells(cells) if not is_blank(value)]
        return " ".join(" ".join(texts).split())

    def _name_cells(self, cells: Sequence[RawCell]) -> list[RawCell]:
        named = (Meaning.NAME,) if self.headings.first(Meaning.NAME) else (Meaning.FAMILY_NAME, Meaning.GIVEN_NAME)
        return [_at(cells, one.place) for meaning in named if (one := self.headings.first(meaning))]

    def _name_cell(self, cells: Sequence[RawCell], name: str) -> RawCell:
        """The name, in small letters where the list has it all in capitals; a formula stays one, to be refused."""
        for cell in self._name_cells(cells):
            if cell[1] in {"f", "e"}:
                return cell
        if name.isupper() and len(name) > 1:
            self.told.capitals()
            return _LETTERS.sub(lambda word: word[0].capitalize(), name), "s"
        return name, "s"

    def _tell_headless(self, number: int, cells: Sequence[RawCell]) -> None:
        headed = {one.place for one in self.headings.columns}
        for place, (value, _) in enumerate(cells):
            if place not in headed and not is_blank(value):
                self.told.cell_left_out(number, get_column_letter(place + 1), str(tidy(value)))

    def _is_person(self, cells: Sequence[RawCell], name: str) -> bool:
        """A number and something beside the name; without a number, something that only a person has."""
        if _TOTAL.match(plain(name)):
            return False
        number, named = self.headings.first(Meaning.NUMBER), {Meaning.NAME, Meaning.FAMILY_NAME, Meaning.GIVEN_NAME}
        others = [one for one in self.headings.columns if one.meaning not in named and one is not number]
        filled = [one for one in others if not is_blank(_at(cells, one.place)[0])]
        if number and _NUMBER.fullmatch(str(tidy(_at(cells, number.place)[0]) or "")):
            return bool(filled) or not others
        if number is None and not any(one.meaning in _PERSONAL for one in others):
            return bool(filled)
        return any(one.meaning in _PERSONAL and _is_short(_at(cells, one.place)[0]) for one in filled)

    def _born(self, number: int, cells: Sequence[RawCell]) -> tuple[RawCell, str]:
        """The day of birth where it is whole, and the sex where the place of a cell says it."""
        sexes = [(Meaning.BORN_MAN, "Nam"), (Meaning.BORN_WOMAN, "Nữ"), (Meaning.MAN, "Nam"), (Meaning.WOMAN, "Nữ")]
        said = [
            (one, sex, cell)
            for meaning, sex in sexes
            if (one := self.headings.first(meaning)) and not is_blank((cell := _at(cells, one.place))[0])
        ]
        if len({sex for _, sex, _ in said}) > 1:
            self.told.cell_left_out(number, said[0][0].text, "; ".join(str(cell[0]) for _, _, cell in said))
            return BLANK, ""
        days = [(one, cell) for one, _, cell in said if one.meaning in _BORN_OF_SEX and not _is_tick(cell[0])]
        if (own := self.headings.first(Meaning.BORN)) and not is_blank((cell := _at(cells, own.place))[0]):
            days.append((own, cell))
        sex = next((sex for one, sex, cell in said if one.meaning in _BORN_OF_SEX or _is_tick(cell[0])), "")
        return (self._day(number, *days[0]) if days else BLANK), sex

    def _day(self, number: int, heading: Heading, cell: RawCell) -> RawCell:
        """The cell, or a blank one where day or month is not known."""
        if is_part_of_day(cell[0]):
            self.told.part_of_day(number, heading.text, str(tidy(cell[0])))
            return BLANK
        return cell

    def _place(self, number: int, heading: Heading, cell: RawCell) -> RawCell:
        """The code of the one place on record that the words name, else a blank cell."""
        if not isinstance(cell[0], str) or is_blank(cell[0]) or cell[1] in {"f", "e"}:
            return cell
        words = str(tidy(cell[0]))
        if words not in self.places:
            self.places[words] = code_of_place(words) or (words if Place.objects.filter(pk=words).exists() else "")
        if self.places[words]:
            return self.places[words], "s"
        self.told.place_not_found(number, heading.text, words)
        return BLANK

    def _code(self, number: int, cells: Sequence[RawCell], name: str) -> str | None:
        """The code of the file, else one made of what tells this person from all others; None for the same again."""
        if given := self.headings.first(Meaning.CODE):
            return str(tidy(_at(cells, given.place)[0]) or "")
        births = [_at(cells, one.place)[0] for one in self.headings.columns if one.meaning in _BIRTHS]
        code = made_code(*self.seed, self.group, plain(name), *(str(tidy(value) or "") for value in births))
        if code in self.codes:
            self.told.same_again(number, name, self.codes[code])
            return None
        self.codes[code] = number
        return code

    def _columns(self) -> list[Heading | None]:
        """The columns that stay where they are; None for one whose content goes elsewhere or nowhere."""
        stay = (*_PLACED, *_PLACES, Meaning.DAY, Meaning.OTHER)
        by_place = {one.place: one for one in self.headings.columns if one.meaning in stay}
        return [by_place.get(place) for place in range(self.width)]

    def _cell(
        self, number: int, heading: Heading | None, cells: Sequence[RawCell], made: Mapping[str, RawCell]
    ) -> RawCell:
        if heading is None:
            return BLANK
        if heading.meaning in _PLACED:
            return made[_PLACED[heading.meaning]]
        cell = _at(cells, heading.place)
        if heading.meaning in _PLACES:
            return self._place(number, heading, cell)
        return self._day(number, heading, cell) if heading.meaning is Meaning.DAY else cell

    def _made(self) -> list[str]:
        """The columns that are put behind those of the file, because no one column of it says the same."""
        sexes = (Meaning.BORN_MAN, Meaning.BORN_WOMAN, Meaning.MAN, Meaning.WOMAN)
        needed = [_CODE, _NAME]
        needed += [_BORN] if self.headings.first(*_BIRTHS) else []
        needed += [_SEX] if self.headings.first(*sexes) else []
        there = {_PLACED.get(one.meaning, one.template) for one in self.headings.columns}
        return [heading for heading in needed if heading not in there]

    def _qualifications(self, number: int, cells: Sequence[RawCell], code: str) -> None:
        for one in self.headings.columns:
            value = _at(cells, one.place)[0]
            if one.meaning is not Meaning.QUALIFICATION or is_blank(value):
                continue
            said = str(tidy(value))
            found = levels_in(one.kind, one.level if one.level and _is_tick(value) else said)
            if not found:
                self.told.cell_left_out(number, one.text, said)
            for level, studied in found:
                row = made_code(code, one.kind, level, plain(studied))
                self.beside[_QUALIFICATIONS].append((number, _texts((row, code, one.kind, level, studied))))

    def _personal_number(self, number: int, cells: Sequence[RawCell], code: str) -> None:
        heading = self.headings.first(Meaning.PERSONAL_NUMBER)
        said = str(tidy(_at(cells, heading.place)[0]) or "") if heading else ""
        if not heading or not said:
            return
        digits = said.replace(" ", "")
        if len(digits) != 12 or not (digits.isascii() and digits.isdigit()):
            self.told.cell_left_out(number, heading.text, "…")
            return
        texts = (made_code(code, _PERSONAL_NUMBER), code, _PERSONAL_NUMBER, digits)
        self.beside[_IDENTIFIERS].append((number, _texts(texts)))

    def _tell_headings(self) -> None:
        self.told.read(self.headings.rows, len(self.people))
        if self.people and not self.headings.first(Meaning.CODE):
            self.told.codes_made()
        for one in self.headings.columns:
            if one.meaning in (Meaning.NUMBER, Meaning.ADDRESS):
                self.told.column_left_out(one.text, is_address=one.meaning is Meaning.ADDRESS)

    def sheets(self, raw: RawSheet) -> list[MadeSheet]:
        """People under the title of the list, and a sheet for each other table; headings stay in their row."""
        kept = [(_TEMPLATE.get(one.meaning) or one.template or one.text) if one else "" for one in self._columns()]
        at = self.headings.rows[-1]
        merged = [place for place in raw.merged_ranges() if _spans(place) & self.data_rows]
        found = [MadeSheet(self.title, self.title, [(at, _texts([*kept, *self._made()])), *self.people], merged)]
        for columns, rows in self.beside.items():
            title = f"{self.title} – {_BESIDE[columns]}"
            found.append(MadeSheet(title, self.title, [(at, _texts(columns)), *rows]))
        return found


_PLACED = {Meaning.CODE: _CODE, Meaning.NAME: _NAME, Meaning.BORN: _BORN}
_PLACES = {Meaning.HOME: "Quê quán", Meaning.BIRTH_PLACE: "Nơi sinh"}
_TEMPLATE = _PLACED | _PLACES
_BORN_OF_SEX = (Meaning.BORN_MAN, Meaning.BORN_WOMAN)
_BIRTHS = (Meaning.BORN, *_BORN_OF_SEX)
_PERSONAL = frozenset({*_BIRTHS, Meaning.MAN, Meaning.WOMAN, Meaning.CODE, Meaning.PERSONAL_NUMBER, Meaning.DAY})


def is_part_of_day(value: object) -> bool:
    """A year, a month with its year, or a day without the century: what no record of days can hold."""
    if isinstance(value, int) and not isinstance(value, bool):
        return 1900 <= value <= 2100
    return isinstance(value, str) and PART_OF_DAY.fullmatch(value.strip()) is not None


def made_code(*parts: str) -> str:
    """A code of 15 characters made of these texts, the same each time."""
    told = "\0".join(parts).encode(errors="backslashreplace")
    return f"ds-{hashlib.sha256(told).hexdigest()[:12]}"


def _texts(texts: Iterable[str]) -> list[RawCell]:
    return [(text, "s") if text else BLANK for text in texts]


def _at(cells: Sequence[RawCell], place: int) -> RawCell:
    return cells[place] if place < len(cells) else BLANK


def _is_tick(value: object) -> bool:
    return str(tidy(value) or "").casefold() in _TICKS


def _is_short(value: object) -> bool:
    """A day, a number or a tick rather than the words of a signature."""
    return not isinstance(value, str) or any(letter.isdigit() for letter in value) or _is_tick(value)


def _spans(place: str) -> set[int]:
    """The rows of a merged range that goes over more than one."""
    rows = sorted({int(digits) for digits in re.findall(r"\d+", place)})
    return set(range(rows[0], rows[-1] + 1)) if len(rows) > 1 else set()
