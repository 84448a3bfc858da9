"""The faults of whole sheets and headings, each an error in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from liem.kernel.errors import LiemError, Message
from liem.record.importing.nearest import suggestion
from liem.record.importing.sheets import Column, Sheet


def no_sheets(sheets: Sequence[Sheet]) -> LiemError:
    listed = _listed(sheet.name for sheet in sheets)
    return LiemError(
        "import.no_sheets",
        Message(
            f"Trong tệp không có trang nào thuộc danh sách: {listed.vi}. Hãy bắt đầu từ mẫu: liem import --template.",
            f"The file has none of these sheets: {listed.en}. Begin with the template: liem import --template.",
        ),
    )


def no_rows() -> LiemError:
    return LiemError(
        "import.no_rows",
        Message(
            "Các trang chỉ có tiêu đề (và dòng ví dụ), chưa có số liệu. Hãy điền từ dòng trống đầu tiên rồi nhập lại.",
            "The sheets hold headings (and examples) only. Fill in rows below them and import again.",
        ),
    )


def unknown_sheet(title: str, sheets: Sequence[Sheet]) -> LiemError:
    meant = suggestion(title, [sheet.name.vi for sheet in sheets])
    return LiemError(
        "import.unknown_sheet",
        Message(
            f"Không biết trang này.{meant.vi} Hãy chọn bảng cho trang này, đổi tên theo mẫu, hoặc bỏ qua trang.",
            f"This sheet is not known.{meant.en} Say which table it is, rename it as in the template, or leave it out.",
        ),
    )


def no_such_sheet(chosen: str, sheets: Sequence[Sheet]) -> LiemError:
    listed = _listed(sheet.name for sheet in sheets)
    return LiemError(
        "import.no_such_sheet",
        Message(
            f"Không có bảng “{chosen}”. Các bảng: {listed.vi}. Hãy chọn một bảng trong số đó.",
            f"There is no table “{chosen}”. The tables: {listed.en}. Choose one of them.",
        ),
    )


def title_twice(title: str) -> LiemError:
    return LiemError(
        "import.title_twice",
        Message(
            f"Có hai trang cùng tên “{title}” của cùng một bảng, nên không rõ dòng nào ở trang nào. Hãy đổi tên một "
            "trang, hoặc nhập từng tệp một.",
            f"Two sheets of one table are both named “{title}”, so it is not clear which row stands where. Rename one "
            "of them, or import the files one by one.",
        ),
    )


def merged(place: str) -> LiemError:
    return LiemError(
        "import.merged_cells",
        Message(
            f"Các ô {place} bị gộp, nên không rõ giá trị thuộc dòng nào. Hãy bỏ gộp ô và điền từng ô.",
            f"The cells {place} are merged, so it is not clear which row a value belongs to. "
            "Unmerge them and fill in every cell.",
        ),
    )


def unknown_column(heading: str, sheet: Sheet) -> LiemError:
    meant = suggestion(heading, [column.name.vi for column in sheet.columns])
    listed = _listed(column.name for column in sheet.columns)
    return LiemError(
        "import.unknown_column",
        Message(
            f"Không biết cột này.{meant.vi} Các cột của trang: {listed.vi}. Hãy sửa tiêu đề hoặc bỏ cột.",
            f"This column is not known.{meant.en} The columns of the sheet: {listed.en}. "
            "Correct the heading or remove the column.",
        ),
    )


def column_twice(letter: str) -> LiemError:
    return LiemError(
        "import.column_twice",
        Message(
            f"Tiêu đề này đã có ở cột {letter}. Hãy giữ lại một cột.",
            f"This heading stands in column {letter} already. Keep one of the two.",
        ),
    )


def missing_columns(columns: Sequence[Column]) -> LiemError:
    listed = _listed(column.name for column in columns)
    return LiemError(
        "import.missing_column",
        Message(
            f"Thiếu cột bắt buộc: {listed.vi}. Tiêu đề phải ở dòng đầu tiên có chữ; hãy thêm cột như trong mẫu.",
            f"Required columns are missing: {listed.en}. Headings belong in the first filled row; add the columns "
            "as in the template.",
        ),
    )


def no_heading() -> LiemError:
    return LiemError(
        "import.no_heading",
        Message(
            "Ô có nội dung nhưng cột không có tiêu đề. Hãy chuyển nội dung vào đúng cột, hoặc xóa đi.",
            "The cell is filled but its column has no heading. Move it to the right column, or clear it.",
        ),
    )


def stopped(row: int) -> LiemError:
    return LiemError(
        "import.stopped",
        Message(
            f"Dừng đọc ở dòng {row}: quá nhiều dòng hoặc quá nhiều lỗi. Hãy sửa các lỗi đã nêu, hoặc chia nhỏ tệp.",
            f"Reading stopped at row {row}: too many rows or too many errors. Correct those listed, or split the file.",
        ),
    )


def _listed(names: Iterable[Message]) -> Message:
    given = list(names)
    return Message("; ".join(name.vi for name in given), "; ".join(name.en for name in given))
