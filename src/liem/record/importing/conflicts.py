"""The faults that show only between rows, each an error in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from liem.kernel.errors import LiemError, Message
from liem.record.importing.nearest import suggestion
from liem.record.importing.sheets import Column, Row, Sheet


def unknown_reference(value: str, candidates: Iterable[str], where: Sequence[Sheet]) -> LiemError:
    meant = suggestion(value, candidates)
    vi = ", ".join(f"“{sheet.name.vi}”" for sheet in where)
    en = ", ".join(f"“{sheet.name.en}”" for sheet in where)
    return LiemError(
        "import.unknown_reference",
        Message(
            f"Mã “{value}” không có trong trang {vi} của tệp, cũng chưa có trong hồ sơ.{meant.vi} "
            "Hãy sửa mã, hoặc thêm dòng cho mã này.",
            f"The code “{value}” is neither on sheet {en} of the file nor on record.{meant.en} "
            "Correct the code, or add a row for it.",
        ),
    )


def same_identity(row: Row, before: Row) -> LiemError:
    identity, there = row.identity, _place_from(row, before)
    return LiemError(
        "import.same_identity",
        Message(
            f"Mã “{identity}” đã dùng ở {there.vi}. Hãy xóa dòng trùng, hoặc đặt mã khác "
            "(mã giai đoạn, nếu có cột đó).",
            f"The code “{identity}” stands in {there.en} already. Delete the repeated row, or give it another code "
            "(a period code, where there is such a column).",
        ),
    )


def same_content(columns: Sequence[Column], row: Row, before: Row) -> LiemError:
    there = _place_from(row, before)
    vi, en = ", ".join(c.name.vi for c in columns), ", ".join(c.name.en for c in columns)
    return LiemError(
        "import.same_content",
        Message(
            f"Dòng này trùng với {there.vi} ở các cột: {vi}. Hãy xóa một trong hai.",
            f"This row repeats {there.en} in the columns: {en}. Delete one of the two.",
        ),
    )


def _place_from(row: Row, other: Row) -> Message:
    """The place of another row as seen from this one: the sheet is named where it is not the same."""
    if other.title == row.title:
        return Message(f"dòng {other.number}", f"row {other.number}")
    return Message(f"dòng {other.number} của trang “{other.title}”", f"row {other.number} of sheet “{other.title}”")


def out_of_order(first: Column, second: Column, earlier: date, later: date) -> LiemError:
    return LiemError(
        "import.out_of_order",
        Message(
            f"“{second.name.vi}” ({later:%d/%m/%Y}) trước “{first.name.vi}” ({earlier:%d/%m/%Y}). "
            "Hãy kiểm tra hai ngày trên giấy tờ.",
            f"“{second.name.en}” ({later:%d/%m/%Y}) comes before “{first.name.en}” ({earlier:%d/%m/%Y}). "
            "Check the two days on the papers.",
        ),
    )


def born_too_late(person: str, born: date, start: date) -> LiemError:
    return LiemError(
        "import.born_too_late",
        Message(
            f"Cán bộ “{person}” sinh ngày {born:%d/%m/%Y}, không thể giữ chức vụ từ {start:%d/%m/%Y}. "
            "Hãy kiểm tra ngày sinh và ngày bắt đầu.",
            f"The official “{person}” was born on {born:%d/%m/%Y} and cannot hold a post from {start:%d/%m/%Y}. "
            "Check the date of birth and the start.",
        ),
    )


def two_at_a_time(what: str, other: str) -> LiemError:
    return LiemError(
        "import.two_at_a_time",
        Message(
            f"Thời gian của “{what}” chồng lên {other}. Hãy sửa từ ngày, đến ngày để hai giai đoạn nối tiếp nhau.",
            f"The time of “{what}” overlaps with {other}. Correct from and to, so that one follows the other.",
        ),
    )


def cycle(chain: Sequence[str]) -> LiemError:
    shown = " → ".join(chain)
    return LiemError(
        "import.cycle",
        Message(
            f"Quan hệ cấp trên đi vòng: {shown}. Hãy sửa mã cấp trên của một trong các dòng này.",
            f"The line of superiors runs in a circle: {shown}. Correct the superior of one of them.",
        ),
    )


def own_kin() -> LiemError:
    return LiemError(
        "import.own_kin",
        Message(
            "Một người không thể là người thân của chính mình. Hãy sửa mã người thân.",
            "Nobody is a relative of themselves. Correct the code of the relative.",
        ),
    )


def fixed(column: str, stands: object, typed: object) -> LiemError:
    return LiemError(
        "import.fixed",
        Message(
            f"Mã này đã có trong hồ sơ với nội dung khác ({column}: “{stands}”, trong tệp: “{typed}”), "
            "và phần này không sửa được. Hãy dùng mã mới cho nội dung mới.",
            f"This code is on record with other content ({column}: “{stands}”, in the file: “{typed}”), "
            "and that part never changes. Use a new code for new content.",
        ),
    )


def out_of_reach(code: str) -> LiemError:
    return LiemError(
        "import.out_of_reach",
        Message(
            f"“{code}” nằm ngoài phạm vi được giao. Hãy bỏ dòng này, hoặc chuyển cho người quản lý tổ chức đó.",
            f"“{code}” lies outside what the mandate covers. Take the row out, or pass it to whoever "
            "manages that body.",
        ),
    )


def person_out_of_reach(code: str) -> LiemError:
    return LiemError(
        "import.out_of_reach",
        Message(
            f"Cán bộ “{code}” nằm ngoài phạm vi được giao. Cán bộ tổ chức của đơn vị chỉ ghi người của đơn vị mình, "
            "hoặc người mới mà chính tệp này đưa vào một chức danh của đơn vị; người khác do Ban Tổ chức nhập. "
            "Hãy bỏ dòng này và chuyển cho Ban Tổ chức.",
            f"The official “{code}” lies outside what the mandate covers. A unit's officer names only the unit's own "
            "people, or new ones whom this very file puts into a post of the unit; others are entered by the "
            "Organisation Commission. Take the row out and pass it to the Commission.",
        ),
    )
