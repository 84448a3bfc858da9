"""The workbook that people fill in: a guide, one sheet per table with examples, and the lists behind the drop-downs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from liem.kernel.errors import LiemError, Message
from liem.record.importing.reading import RESERVED_SHEETS
from liem.record.importing.sheets import Choice, Column, Kind, Sheet, sheets_by_key

GUIDE, LISTS, _ = (sheet.vi for sheet in RESERVED_SHEETS)
YES_NO = (Choice("true", Message("Có", "Yes")), Choice("false", Message("Không", "No")))
_LAST_ROW = 1_048_576
_DAY_FORMAT = "DD/MM/YYYY"
_HEADING = Font(bold=True, color="FFFFFF")
_HEADING_FILL = PatternFill("solid", fgColor="9B2226")
_EXAMPLE = Font(italic=True, color="6B6B70")
_WIDTHS = {Kind.TEXT: 34, Kind.CODE: 24, Kind.CHOICE: 30}

_GUIDE = (
    Message("Mẫu nhập hồ sơ cán bộ và tổ chức", "Template for a roster"),
    Message(
        "1. Mỗi trang là một bảng. Dùng trang nào điền trang đó; có thể xóa trang không dùng, không đổi tiêu đề cột.",
        "1. Every sheet is a table. Fill in those you need; others may be deleted. Leave the headings as they are.",
    ),
    Message(
        "2. Cột có dấu * là bắt buộc. Chưa rõ thì để trống cột không bắt buộc, không ghi phỏng đoán.",
        "2. Columns with * are required. Leave others blank where you do not know; never fill in a guess.",
    ),
    Message(
        "3. Ngày ghi ngày/tháng/năm đủ cả ba (05/09/2024). “Đến ngày” là ngày cuối cùng còn hiệu lực.",
        "3. Dates are day/month/year in full (05/09/2024). “To” is the last day on which it holds.",
    ),
    Message(
        "4. Mã do cơ quan tự đặt: viết liền, không dấu cách, đặt một lần và giữ nguyên. "
        "Các trang nối với nhau bằng mã.",
        "4. Codes are yours to choose: no spaces, given once and kept. The sheets refer to one another by code.",
    ),
    Message(
        "5. Dòng bắt đầu bằng “Ví dụ” chỉ để xem, không được nhập. Tên trong ví dụ đều hư cấu.",
        "5. Rows that begin with “Ví dụ” are examples and are not imported. Their names are invented.",
    ),
    Message(
        "6. Không dùng công thức, không gộp ô, không đặt mật khẩu, không dùng macro.",
        "6. No formulas, no merged cells, no password, no macros.",
    ),
    Message(
        "7. Nhập lại một mã với nội dung khác là sửa dòng cũ; bản cũ vẫn được lưu. Có lỗi thì không dòng nào được ghi.",
        "7. The same code with other content corrects the former row, which is kept. An error: nothing is written.",
    ),
)


def write_template(path: Path, *, sheets: Sequence[Sheet]) -> None:
    """Writes the workbook for these sheets to `path`.

    Raises LiemError `import.template_exists` rather than overwrite what somebody may have filled in, and
    `import.template_folder` where the file cannot be made; ValueError where sheets clash.
    """
    sheets_by_key(sheets)
    workbook = Workbook()
    del workbook["Sheet"]
    _fill_guide(workbook.create_sheet(GUIDE), sheets)
    lists = _Lists(workbook.create_sheet(LISTS))
    for place, sheet in enumerate(sheets, start=1):
        _fill_sheet(workbook.create_sheet(sheet.name.vi, place), sheet, lists)
    try:
        with path.open("xb") as file:
            workbook.save(file)
    except FileExistsError:
        raise _exists(path) from None
    except OSError as error:
        raise _folder(path) from error


def _exists(path: Path) -> LiemError:
    return LiemError(
        "import.template_exists",
        Message(
            f"Đã có tệp “{path.name}”, có thể chứa số liệu đã điền nên không ghi đè. Hãy chọn tên khác.",
            f"There is a file “{path.name}” already; it may have been filled in, so it stays. Choose another name.",
        ),
    )


def _folder(path: Path) -> LiemError:
    return LiemError(
        "import.template_folder",
        Message(
            f"Không ghi được “{path.name}” vào thư mục đã cho. Hãy kiểm tra thư mục có tồn tại và cho phép ghi.",
            f"“{path.name}” cannot be written to the given folder. Check that the folder exists and may be written to.",
        ),
    )


def _fill_guide(worksheet: Worksheet, sheets: Sequence[Sheet]) -> None:
    for line in _GUIDE:
        worksheet.append([line.vi, line.en])
    worksheet.append([])
    for sheet in sheets:
        worksheet.append([f"Trang “{sheet.name.vi}”", f"Sheet “{sheet.name.en}”"])
    worksheet.column_dimensions["A"].width = worksheet.column_dimensions["B"].width = 78
    for row in worksheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in worksheet[1]:
        cell.font = Font(bold=True, size=14)


class _Lists:
    """The sheet behind the drop-downs: a list of more than 255 characters cannot stand in the drop-down itself."""

    def __init__(self, worksheet: Worksheet) -> None:
        self._worksheet = worksheet
        self._ranges: dict[tuple[Choice, ...], str] = {}

    def range_of(self, choices: tuple[Choice, ...], *, heading: str) -> str:
        """The cells with the Vietnamese words, as a formula; equal lists are written once."""
        if choices not in self._ranges:
            place = 2 * len(self._ranges) + 1
            words = [Choice("", Message(heading, "")), *choices]
            for row, choice in enumerate(words, start=1):
                self._worksheet.cell(row, place, choice.name.vi)
                self._worksheet.cell(row, place + 1, choice.name.en)
            letter = get_column_letter(place)
            self._worksheet.column_dimensions[letter].width = 36
            self._worksheet.column_dimensions[get_column_letter(place + 1)].width = 36
            self._worksheet.cell(1, place).font = Font(bold=True)
            self._ranges[choices] = f"{quote_sheetname(LISTS)}!${letter}$2:${letter}${len(choices) + 1}"
        return self._ranges[choices]


def _fill_sheet(worksheet: Worksheet, sheet: Sheet, lists: _Lists) -> None:
    for place, column in enumerate(sheet.columns, start=1):
        _fill_column(worksheet, place, column, lists)
    for number, example in enumerate(sheet.examples, start=2):
        for place, column in enumerate(sheet.columns, start=1):
            cell = worksheet.cell(number, place, example.get(column.key))
            cell.font = _EXAMPLE
            cell.number_format = "@"
    worksheet.freeze_panes = "A2"


def _fill_column(worksheet: Worksheet, place: int, column: Column, lists: _Lists) -> None:
    letter = get_column_letter(place)
    heading = worksheet.cell(1, place, column.name.vi + (" *" if column.required else ""))
    heading.font, heading.fill = _HEADING, _HEADING_FILL
    heading.alignment = Alignment(wrap_text=True, vertical="center")
    heading.comment = Comment(_note(column), "Liêm", height=120, width=320)
    dimension = worksheet.column_dimensions[letter]
    dimension.width = _WIDTHS.get(column.kind, 16)
    # A code such as 0012 must stay text; dates are shown in one way whatever the computer's language.
    dimension.number_format = _DAY_FORMAT if column.kind in {Kind.DAY, Kind.LAST_DAY} else "@"
    choices = YES_NO if column.kind is Kind.YES_NO else column.choices
    if choices:
        validation = DataValidation(
            type="list", formula1=lists.range_of(choices, heading=column.name.vi), allow_blank=not column.required
        )
        validation.error = "Hãy chọn một mục trong danh sách."
        validation.showErrorMessage = True
        validation.add(f"{letter}2:{letter}{_LAST_ROW}")
        worksheet.add_data_validation(validation)


def _note(column: Column) -> str:
    """English heading, then the note in both languages."""
    required = Message("Bắt buộc.", "Required.") if column.required else Message("Không bắt buộc.", "Optional.")
    vi, en = [required.vi], [required.en]
    if column.kind in {Kind.DAY, Kind.LAST_DAY}:
        vi.append("Ghi ngày/tháng/năm, ví dụ 05/09/2024.")
        en.append("Day/month/year, for example 05/09/2024.")
    if column.note:
        vi.append(column.note.vi)
        en.append(column.note.en)
    return f"{column.name.en}\n{' '.join(vi)}\n{' '.join(en)}"
