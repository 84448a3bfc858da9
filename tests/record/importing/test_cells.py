"""What a cell may hold, and what is said about the rest. One kind of column after another."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from liem.kernel.errors import LiemError, Message
from liem.record.importing.cells import read_cell
from liem.record.importing.sheets import Choice, Column, Kind

NAME = Message("Cột", "Column")
GRADES = (Choice("good", Message("Hoàn thành tốt", "Good")), Choice("poor", Message("Yếu", "Poor")))
DAY = Column("day", NAME, Kind.DAY)
LAST = Column("last", NAME, Kind.LAST_DAY)
TEXT = Column("text", NAME, Kind.TEXT, longest=10)
CODE = Column("code", NAME, Kind.CODE)
NUMBER = Column("number", NAME, Kind.NUMBER, least=1, most=9)
CHOICE = Column("choice", NAME, Kind.CHOICE, choices=GRADES)
YES_NO = Column("yes", NAME, Kind.YES_NO)


@pytest.mark.parametrize(
    ("column", "raw", "value"),
    [
        (DAY, datetime(1985, 9, 5), date(1985, 9, 5)),
        (DAY, date(1985, 9, 5), date(1985, 9, 5)),
        (DAY, "05/09/1985", date(1985, 9, 5)),
        (DAY, " 5-9-1985 ", date(1985, 9, 5)),
        (DAY, "5.9.1985", date(1985, 9, 5)),
        (DAY, "29/02/2024", date(2024, 2, 29)),
        (DAY, "01/01/1900", date(1900, 1, 1)),
        (DAY, "31/12/2100", date(2100, 12, 31)),
        (DAY, "   ", None),
        (LAST, "31/12/2023", date(2024, 1, 1)),
        (LAST, "28/02/2024", date(2024, 2, 29)),
        (LAST, None, None),
        (TEXT, " Mây ", "Mây"),
        (TEXT, "Mây", "Mây"),
        (TEXT, "ten  chars", "ten  chars"),
        (TEXT, 123, "123"),
        (TEXT, None, ""),
        (CODE, "so-noi-vu/p1", "so-noi-vu/p1"),
        (CODE, 7, "7"),
        (CODE, None, None),
        (CODE, "x" * 64, "x" * 64),
        (NUMBER, 1, 1),
        (NUMBER, 9.0, 9),
        (NUMBER, "9", 9),
        (NUMBER, None, None),
        (CHOICE, "hoàn  thành TỐT", "good"),
        (CHOICE, "Poor", "poor"),
        (CHOICE, "poor", "poor"),
        (CHOICE, None, ""),
        (YES_NO, "có", True),
        (YES_NO, "NO", False),
        (YES_NO, False, False),
        (YES_NO, None, None),
    ],
)
def test_a_cell_becomes_the_value_its_column_asks_for(column: Column, raw: object, value: object) -> None:
    assert read_cell(raw, "n", column) == value


@pytest.mark.parametrize(
    ("column", "raw", "code"),
    [
        (DAY, "31/02/2024", "import.no_such_day"),
        (DAY, "29/02/2023", "import.no_such_day"),
        (DAY, "12/31/2020", "import.no_such_day"),
        (DAY, "00/01/2020", "import.no_such_day"),
        (DAY, "09/1985", "import.incomplete_day"),
        (DAY, "1985", "import.incomplete_day"),
        (DAY, 1985, "import.incomplete_day"),
        (DAY, "05/09", "import.incomplete_day"),
        (DAY, "05/09/85", "import.incomplete_day"),
        (DAY, "hôm qua", "import.not_a_day"),
        (DAY, 45000, "import.not_a_day"),
        (DAY, 1.5, "import.not_a_day"),
        (DAY, True, "import.not_a_day"),
        (DAY, time(8, 30), "import.not_a_day"),
        (DAY, datetime(2020, 1, 1, 8, 30), "import.not_a_day"),
        (DAY, "31/12/1899", "import.unlikely_day"),
        (DAY, "01/01/2101", "import.unlikely_day"),
        (LAST, "31/12/9999", "import.unlikely_day"),
        (TEXT, "eleven chars", "import.too_long"),
        (TEXT, datetime(2020, 1, 2), "import.not_text"),
        (TEXT, 1.5, "import.not_text"),
        (TEXT, True, "import.not_text"),
        (TEXT, "a\x00b", "import.control_character"),
        (CODE, "hai từ", "import.code"),
        (CODE, "x" * 65, "import.code"),
        (NUMBER, 0, "import.not_a_number"),
        (NUMBER, 10, "import.not_a_number"),
        (NUMBER, 1.5, "import.not_a_number"),
        (NUMBER, True, "import.not_a_number"),
        (NUMBER, "²", "import.not_a_number"),
        (NUMBER, "1" * 5000, "import.not_a_number"),
        (CHOICE, "Hoàn thành", "import.not_a_choice"),
        (CHOICE, datetime(2020, 1, 1), "import.not_a_choice"),
        (YES_NO, "x", "import.not_a_choice"),
        (YES_NO, 1, "import.not_a_choice"),
    ],
)
def test_what_a_column_refuses_is_named(column: Column, raw: object, code: str) -> None:
    with pytest.raises(LiemError) as refused:
        read_cell(raw, "n", column)

    assert refused.value.code == code
    assert refused.value.message.vi != refused.value.message.en


@pytest.mark.parametrize(("data_type", "code"), [("f", "import.formula"), ("e", "import.error_value")])
def test_formulas_and_spreadsheet_errors_are_refused_in_every_column(data_type: str, code: str) -> None:
    for column in (DAY, LAST, TEXT, CODE, NUMBER, CHOICE, YES_NO):
        with pytest.raises(LiemError) as refused:
            read_cell("=1+1", data_type, column)
        assert refused.value.code == code


def test_a_required_cell_must_be_filled() -> None:
    with pytest.raises(LiemError) as refused:
        read_cell("  ", "s", Column("text", NAME, Kind.TEXT, required=True))

    assert refused.value.code == "import.required"


def test_a_word_off_the_list_is_answered_with_the_nearest_and_with_the_list() -> None:
    with pytest.raises(LiemError) as refused:
        read_cell("hoan thanh tot qua", "s", CHOICE)

    assert refused.value.message == Message(
        "“hoan thanh tot qua” không có trong danh mục. Có phải “Hoàn thành tốt”? Hãy chọn một trong: "
        "Hoàn thành tốt; Yếu.",
        "“hoan thanh tot qua” is not on the list. Did you mean “Hoàn thành tốt”? Choose one of: Hoàn thành tốt; Yếu.",
    )
