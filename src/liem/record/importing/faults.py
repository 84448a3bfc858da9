"""The faults of single cells, each an error in both languages."""

from __future__ import annotations

from liem.kernel.errors import LiemError, Message
from liem.record.importing.nearest import suggestion
from liem.record.importing.sheets import LONGEST_CODE, Column

LONGEST_SHOWN = 60


def shown(value: object) -> str:
    """A value as quoted in a message, cut short."""
    text = str(value)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def formula() -> LiemError:
    return LiemError(
        "import.formula",
        Message(
            "Ô chứa công thức, mà công thức không phải là số liệu gốc. "
            "Hãy sao chép rồi dán lại dưới dạng giá trị (Paste Special › Values).",
            "The cell holds a formula, which is not a fact on paper. Copy it and paste it back as a value.",
        ),
    )


def error_value(value: object) -> LiemError:
    return LiemError(
        "import.error_value",
        Message(
            f"Ô báo lỗi {shown(value)} của bảng tính. Hãy ghi lại giá trị đúng.",
            f"The cell shows the spreadsheet's error {shown(value)}. Type the right value.",
        ),
    )


def required() -> LiemError:
    return LiemError(
        "import.required",
        Message("Ô này không được để trống. Hãy điền vào.", "This cell must not be blank. Fill it in."),
    )


def not_text(value: object) -> LiemError:
    return LiemError(
        "import.not_text",
        Message(
            f"“{shown(value)}” đã bị bảng tính hiểu là số hoặc ngày. Hãy định dạng cột là Văn bản (Text) rồi gõ lại.",
            f"The spreadsheet took “{shown(value)}” for a number or date. Format the column as Text and type it again.",
        ),
    )


def too_long(length: int, longest: int) -> LiemError:
    return LiemError(
        "import.too_long",
        Message(
            f"Nội dung dài {length} ký tự, nhiều nhất là {longest}. Hãy rút ngắn.",
            f"The text has {length} characters, at most {longest} are allowed. Shorten it.",
        ),
    )


def control_character() -> LiemError:
    return LiemError(
        "import.control_character",
        Message(
            "Ô chứa ký tự điều khiển không nhìn thấy. Hãy xóa và gõ lại bằng tay.",
            "The cell holds an invisible control character. Clear it and type it by hand.",
        ),
    )


def not_a_code(value: str) -> LiemError:
    return LiemError(
        "import.code",
        Message(
            f"“{shown(value)}” không dùng làm mã được. Mã viết liền, không dấu cách, nhiều nhất {LONGEST_CODE} ký tự, "
            "ví dụ so-noi-vu.",
            f"“{shown(value)}” cannot be a code. A code has no spaces and at most {LONGEST_CODE} characters, "
            "for example so-noi-vu.",
        ),
    )


def not_a_day(value: object) -> LiemError:
    return LiemError(
        "import.not_a_day",
        Message(
            f"“{shown(value)}” không phải là ngày. Hãy ghi ngày/tháng/năm, ví dụ 05/09/2024.",
            f"“{shown(value)}” is not a date. Write day/month/year, for example 05/09/2024.",
        ),
    )


def incomplete_day(value: object) -> LiemError:
    return LiemError(
        "import.incomplete_day",
        Message(
            f"“{shown(value)}” chưa đủ ngày, tháng, năm. Hãy tìm ngày đầy đủ trên giấy tờ; nếu chưa có thì để trống.",
            f"“{shown(value)}” is not a full date. Find day, month and year on the papers; until then leave it blank.",
        ),
    )


def no_such_day(value: object) -> LiemError:
    return LiemError(
        "import.no_such_day",
        Message(
            f"Lịch không có ngày {shown(value)}. Hãy kiểm tra; thứ tự phải là ngày/tháng/năm.",
            f"The calendar has no {shown(value)}. Check it; the order is day/month/year.",
        ),
    )


def unlikely_day(value: object, earliest: int, latest: int) -> LiemError:
    return LiemError(
        "import.unlikely_day",
        Message(
            f"Ngày {shown(value)} nằm ngoài các năm {earliest}–{latest}. Hãy kiểm tra năm; còn hiệu lực thì để trống.",
            f"{shown(value)} lies outside the years {earliest}–{latest}. Check the year; leave blank what still holds.",
        ),
    )


def not_a_number(value: object, least: int, most: int) -> LiemError:
    return LiemError(
        "import.not_a_number",
        Message(
            f"“{shown(value)}” không phải là số nguyên từ {least} đến {most}. Hãy ghi lại bằng chữ số.",
            f"“{shown(value)}” is not a whole number from {least} to {most}. Write it in digits.",
        ),
    )


def not_a_choice(value: object, column: Column) -> LiemError:
    return _no_such_word(value, [choice.name.vi for choice in column.choices])


def not_yes_or_no(value: object) -> LiemError:
    return _no_such_word(value, ["Có", "Không"])


def _no_such_word(value: object, words: list[str]) -> LiemError:
    meant, listed = suggestion(str(value), words), "; ".join(words)
    return LiemError(
        "import.not_a_choice",
        Message(
            f"“{shown(value)}” không có trong danh mục.{meant.vi} Hãy chọn một trong: {listed}.",
            f"“{shown(value)}” is not on the list.{meant.en} Choose one of: {listed}.",
        ),
    )
