"""What is told of a list that was read as the template: everything that did not come in, with its row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from liem.kernel.errors import Message

_LONGEST = 60  # characters of what stood there
_MOST_ROWS = 300  # in one line; the file itself has the others
_Rows = list[tuple[int, str]]


@dataclass(slots=True)
class Told:
    """Gathered while the list is read; told in one line for each matter."""

    title: str
    _first: list[Message] = field(default_factory=list)
    _rows: _Rows = field(default_factory=list)
    _days: dict[str, _Rows] = field(default_factory=lambda: defaultdict(list))
    _cells: dict[str, _Rows] = field(default_factory=lambda: defaultdict(list))
    _places: dict[str, _Rows] = field(default_factory=lambda: defaultdict(list))
    _capitals: int = 0
    _again: _Rows = field(default_factory=list)
    _columns: list[Message] = field(default_factory=list)

    def read(self, rows: Sequence[int], people: int) -> None:
        at = "–".join(dict.fromkeys((str(rows[0]), str(rows[-1]))))
        self._first.append(
            Message(
                f"đọc như danh sách của cơ quan, không theo mẫu: tiêu đề ở dòng {at}, {people} người.",
                f"read as a list of the office's own, not the template: headings in row {at}, {people} people.",
            )
        )

    def codes_made(self) -> None:
        self._first.append(
            Message(
                "không có cột mã cán bộ, nên mỗi người được đặt một mã riêng của danh sách này; ai đã có trong hồ sơ "
                "thì được hỏi.",
                "has no column of codes, so everybody gets one that is this list's own; who may be on record is asked.",
            )
        )

    def row_left_out(self, row: int, said: str) -> None:
        self._rows.append((row, said[:_LONGEST]))

    def part_of_day(self, row: int, heading: str, said: str) -> None:
        self._days[heading].append((row, said[:_LONGEST]))

    def cell_left_out(self, row: int, heading: str, said: str) -> None:
        self._cells[heading].append((row, said[:_LONGEST]))

    def same_again(self, row: int, name: str, before: int) -> None:
        self._again.append((row, f"{name[:_LONGEST]} = {before}"))

    def capitals(self) -> None:
        self._capitals += 1

    def place_not_found(self, row: int, heading: str, said: str) -> None:
        self._places[heading].append((row, said[:_LONGEST]))

    def column_left_out(self, heading: str, *, is_address: bool) -> None:
        address = Message("hồ sơ không giữ địa chỉ", "the record keeps no addresses")
        counted = Message("chỉ để đánh số", "numbers the rows only")
        reason = address if is_address else counted
        self._columns.append(
            Message(f"bỏ qua cột “{heading}” ({reason.vi}).", f"column “{heading}” is left out ({reason.en}).")
        )

    def messages(self) -> list[Message]:
        """The lines, each with the title of the sheet."""
        lines = [*self._first, *self._columns]
        if self._capitals:
            vi = f"{self._capitals} tên viết toàn chữ hoa được ghi thành chữ thường có viết hoa đầu tiếng."
            lines.append(Message(vi, f"{self._capitals} names all in capitals are entered with capital initials."))
        if self._rows:
            lines.append(
                _line("các dòng không phải một người, để lại", "rows that are no person, left out", self._rows)
            )
        for heading, rows in self._days.items():
            vi, en = f"“{heading}” không rõ đến ngày, để trống", f"“{heading}” not known to the day, left blank"
            lines.append(_line(vi, en, rows))
        for heading, rows in self._places.items():
            vi = f"“{heading}” không khớp đúng một địa bàn trong hồ sơ, để trống"
            lines.append(_line(vi, f"“{heading}” matches no one place on record, left blank", rows))
        for heading, rows in self._cells.items():
            vi, en = f"“{heading}” không hiểu được, để lại", f"“{heading}” not understood, left out"
            lines.append(_line(vi, en, rows))
        if self._again:
            vi, en = "cùng tên, cùng ngày sinh với dòng trên, để lại", "same name and birth as a row above, left out"
            lines.append(_line(vi, en, self._again))
        return [Message(f"Trang “{self.title}”: {one.vi}", f"Sheet “{self.title}”: {one.en}") for one in lines]


def _line(vi: str, en: str, rows: _Rows) -> Message:
    shown = "; ".join(f"{row} ({said})" for row, said in rows[:_MOST_ROWS])
    rest = len(rows) - _MOST_ROWS
    more = Message(f"; và {rest} dòng nữa", f"; and {rest} more") if rest > 0 else Message("", "")
    return Message(f"{vi} – dòng {shown}{more.vi}.", f"{en} – rows {shown}{more.en}.")
