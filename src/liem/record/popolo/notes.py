"""What a Popolo file says and the record does not hold as it stands: every such thing is told, with its place."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from liem.kernel.errors import Message

LONGEST_SAID = 300
_WHY = {
    "": Message("", ""),
    "day": Message("không rõ đến ngày nên để trống", "not known to the day, so left blank"),
    "latest": Message("lấy ngày cuối cùng có thể", "taken as the last day that it can be"),
    "outside": Message("ngoài khoảng năm mà hồ sơ ghi được", "outside the years that the record holds"),
    "backwards": Message("kết thúc trước khi bắt đầu", "ends before it begins"),
    "nameless": Message("không có tên nên để lại", "has no name and is left out"),
    "twice": Message("mã này đã có ở trên nên để lại", "this id stands further up already; left out"),
    "absent": Message("không có trong tệp hoặc trong phạm vi được giao", "neither in the file nor within the mandate"),
    "circle": Message("cấp trên tạo thành vòng", "its superiors go round in a circle"),
    "again": Message("cùng người, cùng chức danh, không có ngày khác", "the same person and post, no other days"),
    "next_day": Message("kết thúc đúng ngày lần sau bắt đầu", "ends on the day on which the next one begins"),
    "joined": Message("gộp với lần liền trước cùng chức danh", "joined with the one before in the same post"),
    "apart": Message(
        "để lại: lần sau cùng chức danh không rõ ngày bắt đầu nên không tách được",
        "left out: the next one in the same post has no known first day to part them by",
    ),
}


@dataclass(frozen=True, slots=True)
class Note:
    """Something of the file that is not entered as it stands. `code` is the thing's id, or its position in the file
    where it has none; `why` is one of the reasons above, empty where the record just has no place for it."""

    list_name: str
    code: str
    field: str
    said: str
    why: str = ""

    @property
    def reason(self) -> Message:
        return _WHY[self.why]

    @property
    def message(self) -> Message:
        """One line: where, what was said, and why it is not entered so."""
        told = f"{self.list_name} {self.code} · {self.field}: {self.said}"
        if not self.why:
            return Message(told, told)
        return Message(f"{told} – {self.reason.vi}", f"{told} – {self.reason.en}")


def note(list_name: str, code: Any, field: str, said: object, why: str = "") -> Note:
    """The note, in signs that any cell and screen can show."""
    code, field, said = (printable("" if one is None else str(one)[:LONGEST_SAID]) for one in (code, field, said))
    return Note(list_name, code, field, said, why)


def text(value: Any) -> str:
    """One line of composed text; empty for nothing, and for what is no text."""
    return (
        ""
        if value is None or isinstance(value, dict | list)
        else " ".join(unicodedata.normalize("NFC", printable(value)).split())
    )


def printable(value: object) -> str:
    """Without what no cell and no screen can show: control characters, halves of letters."""
    text = str(value)
    return text if text.isprintable() else "".join(letter if letter.isprintable() else " " for letter in text)
