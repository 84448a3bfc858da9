"""Sentences → timings, in a table."""

from __future__ import annotations

import pytest

from liem.documents.model import Leftover, Timing
from liem.documents.reading import read

Row = tuple[str, str, str | None, str | None]


def rows(sentence: str) -> list[Row]:
    """Text, kind, value and relation of every timing in a numbered item."""
    return [(one.text, one.kind, one.value, one.relative) for one in read(f"1. {sentence}").timings]


TABLE: list[tuple[str, list[Row]]] = [
    ("Hoàn thành trong quý III-2026.", [("quý III-2026", "due", "2026-07-01/2026-09-30", None)]),
    ("Sơ kết 9 tháng đầu năm 2026.", [("9 tháng đầu năm 2026", "due", "2026-01-01/2026-09-30", None)]),
    ("Thực hiện từ 2026 đến 2030.", [("từ 2026 đến 2030", "period", "2026-01-01/2030-12-31", None)]),
    ("Làm trong 2 năm 2026 - 2027.", [("2 năm 2026 - 2027", "period", "2026-01-01/2027-12-31", None)]),
    (
        "Làm trong quý I và quý II năm 2026.",
        [
            ("quý I", "due", "2026-01-01/2026-03-31", None),
            ("quý II năm 2026", "due", "2026-04-01/2026-06-30", None),
        ],
    ),
    ("Báo cáo sau khi ban hành 30 ngày.", [("sau khi ban hành 30 ngày", "due", None, "P30D after ban hành")]),
    ("Gửi hồ sơ chậm nhất 15 ngày.", [("chậm nhất 15 ngày", "due", None, "P15D")]),
    (
        "Gửi ít nhất 15 ngày làm việc trước ngày bổ nhiệm.",
        [("ít nhất 15 ngày làm việc trước ngày bổ nhiệm", "due", None, "P15D (working days) before ngày bổ nhiệm")],
    ),
    ("Kiểm tra 2 lần/năm.", [("2 lần/năm", "recurring", "R/P6M", None)]),
    ("Họp 01 lần/tháng.", [("01 lần/tháng", "recurring", "R/P1M", None)]),
    ("Tổng kết vào năm 2030, sơ kết năm 2028.", [
        ("năm 2030", "due", "2030-01-01/2030-12-31", None), ("năm 2028", "due", "2028-01-01/2028-12-31", None),
    ]),
    ("Năm 2026 hoàn thành việc rà soát.", [("Năm 2026", "due", "2026-01-01/2026-12-31", None)]),
    ("Trong quý I/2026, các nơi đã làm tốt.", [("quý I/2026", "mention", "2026-01-01/2026-03-31", None)]),
    ("Gửi trước ngày 20 tháng cuối quý.", [("trước ngày 20 tháng cuối quý", "recurring", "R/P3M", None)]),
    ("Hoàn thành trước ngày 30/6/2025.", [("trước ngày 30/6/2025", "due", "2025-06-30", None)]),
    ("Chậm nhất là ngày 05 tháng 9 năm 2024.", [("Chậm nhất là ngày 05 tháng 9 năm 2024", "due", "2024-09-05", None)]),
    ("Xong trong quý II/2024.", [("quý II/2024", "due", "2024-04-01/2024-06-30", None)]),
    ("Ban hành quy chế (tháng 02/2024).", [("tháng 02/2024", "due", "2024-02-01/2024-02-29", None)]),
    ("Tổ chức trong 6 tháng cuối năm 2024.", [("6 tháng cuối năm 2024", "due", "2024-07-01/2024-12-31", None)]),
    ("Làm xong cuối năm 2024.", [("cuối năm 2024", "due", "2024-12-01/2024-12-31", None)]),
    ("Trình trước quý III/2023.", [("trước quý III/2023", "due", "../2023-06-30", None)]),
    ("Phấn đấu đến hết năm 2026.", [("đến hết năm 2026", "due", "../2026-12-31", None)]),
    (
        "Quy hoạch đến năm 2035 và những năm tiếp theo.",
        [("đến năm 2035 và những năm tiếp theo", "period", "../2035-12-31", None)],
    ),
    (
        "Từ ngày 01/3 đến ngày 31/5/2024 lấy ý kiến.",
        [("Từ ngày 01/3 đến ngày 31/5/2024", "period", "2024-03-01/2024-05-31", None)],
    ),
    ("Áp dụng từ năm 2023.", [("từ năm 2023", "ongoing", "2023-01-01/..", None)]),
    ("Làm hàng năm từ năm 2023.", [("hàng năm từ năm 2023", "recurring", "R/2023-01-01/P1Y", None)]),
    ("Báo cáo trước ngày 15/12 hằng năm.", [("trước ngày 15/12 hằng năm", "recurring", "R/--12-15/P1Y", None)]),
    (
        "Định kỳ hằng năm báo cáo Huyện ủy trước ngày 20/11.",
        [
            ("Định kỳ hằng năm", "recurring", "R/P1Y", None),
            ("trước ngày 20/11", "recurring", "R/--11-20/P1Y", None),
        ],
    ),
    (
        "Hằng năm, trước ngày 31/12, các chi bộ nộp bản tự kiểm.",
        [("Hằng năm", "recurring", "R/P1Y", None), ("trước ngày 31/12", "recurring", "R/--12-31/P1Y", None)],
    ),
    (
        "Sơ kết 6 tháng một lần, trước ngày 30/6 và 31/12.",
        [
            ("6 tháng một lần", "recurring", "R/P6M", None),
            ("trước ngày 30/6", "recurring", "R/--06-30/P1Y", None),
            ("31/12", "recurring", "R/--12-31/P1Y", None),
        ],
    ),
    (
        "Gửi số liệu hằng quý trước 20/3, 20/6, 20/9 và 20/12.",
        [
            ("hằng quý", "recurring", "R/P3M", None),
            ("trước 20/3", "recurring", "R/--03-20/P1Y", None),
            ("20/6", "recurring", "R/--06-20/P1Y", None),
            ("20/9", "recurring", "R/--09-20/P1Y", None),
            ("20/12", "recurring", "R/--12-20/P1Y", None),
        ],
    ),
    ("Công khai trong quý I hằng năm.", [("quý I hằng năm", "recurring", "R/--01-01/--03-31/P1Y", None)]),
    ("Xong trước tháng 12 hằng năm.", [("trước tháng 12 hằng năm", "recurring", "R/--11-30/P1Y", None)]),
    (
        "Từ ngày 01/11 đến ngày 15/12 hằng năm lấy phiếu.",
        [
            ("Từ ngày 01/11 đến ngày 15/12", "recurring", "R/--11-01/--12-15/P1Y", None),
            ("hằng năm", "recurring", "R/P1Y", None),
        ],
    ),
    (
        "Hằng năm, bắt đầu từ năm 2028, gửi trước ngày 15/10.",
        [
            ("Hằng năm", "recurring", "R/P1Y", None),
            ("bắt đầu từ năm 2028", "ongoing", "2028-01-01/..", None),
            ("trước ngày 15/10", "recurring", "R/2028-01-01/--10-15/P1Y", None),
        ],
    ),
    ("Nộp trước ngày 25 hằng tháng.", [("trước ngày 25 hằng tháng", "recurring", "R/---25/P1M", None)]),
    (
        "Hằng tháng, chậm nhất ngày 05, gửi danh sách.",
        [("Hằng tháng", "recurring", "R/P1M", None), ("chậm nhất ngày 05", "recurring", "R/---05/P1M", None)],
    ),
    (
        "Hằng năm rà soát quy chế; trước ngày 20/11 gửi báo cáo.",
        [("Hằng năm", "recurring", "R/P1Y", None), ("trước ngày 20/11", "due", None, "year unstated")],
    ),
    (
        "Hằng năm lấy phiếu, đạt 2/3 số đại biểu và 1/2 số ủy viên.",
        [("Hằng năm", "recurring", "R/P1Y", None)],
    ),
    ("Giao ban hằng tháng.", [("hằng tháng", "recurring", "R/P1M", None)]),
    ("Sơ kết 6 tháng một lần.", [("6 tháng một lần", "recurring", "R/P6M", None)]),
    ("Định kỳ 6 tháng báo cáo.", [("Định kỳ 6 tháng", "recurring", "R/P6M", None)]),
    ("Định kỳ kiểm tra.", [("Định kỳ", "recurring", "R", None)]),
    (
        "Hằng quý, 6 tháng, năm báo cáo.",
        [
            ("Hằng quý", "recurring", "R/P3M", None),
            ("6 tháng", "recurring", "R/P6M", None),
            ("năm", "recurring", "R/P1Y", None),
        ],
    ),
    ("Duy trì thường xuyên.", [("thường xuyên", "ongoing", "ongoing", None)]),
    ("Trong giai đoạn 2024 - 2026.", [("giai đoạn 2024 - 2026", "period", "2024-01-01/2026-12-31", None)]),
    ("Quy hoạch nhiệm kỳ 2030-2035.", [("nhiệm kỳ 2030-2035", "mention", "2030/2035", None)]),
    (
        "Đạt đến đại hội đảng bộ huyện nhiệm kỳ 2030 - 2035.",
        [("đến đại hội đảng bộ huyện nhiệm kỳ 2030 - 2035", "due", "2030-01-01/2030-12-31", "congress:2030-2035")],
    ),
    ("Lấy phiếu vào năm thứ ba của nhiệm kỳ.", [("năm thứ ba của nhiệm kỳ", "due", None, "term:year-3")]),
    ("Tổng kết khi kết thúc nhiệm kỳ.", [("khi kết thúc nhiệm kỳ", "due", None, "term:end")]),
    (
        "Trong 10 ngày làm việc kể từ ngày nhận đơn phải trả lời.",
        [
            (
                "Trong 10 ngày làm việc kể từ ngày nhận đơn", "due", None,
                "P10D (working days) after ngày nhận đơn",
            )
        ],
    ),
    (
        "Sau 2 tháng kể từ ngày ban hành, rà soát.",
        [("Sau 2 tháng kể từ ngày ban hành", "due", None, "P2M after ngày ban hành")],
    ),
    ("Có kết quả trong 03 năm gần nhất.", [("trong 03 năm gần nhất", "mention", "P3Y", None)]),
    ("Kết quả của năm 2021.", [("năm 2021", "mention", "2021-01-01/2021-12-31", None)]),
    ("Trước ngày 20/11 gửi báo cáo.", [("Trước ngày 20/11", "due", None, "year unstated")]),
    ("Đạt 2/3 số phiếu, tức 10-15 người, mục 2.1.", []),
    ("Theo Quy định số 1-QĐ/TW ngày 1/1/2024 của Ban Bí thư.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), TABLE, ids=[sentence for sentence, _ in TABLE])
def test_timings_of_a_sentence(sentence: str, expected: list[Row]) -> None:
    assert rows(sentence) == expected


def test_a_day_that_no_calendar_has_is_left_over() -> None:
    reading = read("1. Nộp trước ngày 31/02/2024.")
    assert reading.timings == ()
    assert reading.leftovers == (Leftover("trước ngày 31/02/2024", 7, 28, "no_such_date"),)


@pytest.mark.parametrize("sentence", ["Trước ngày 31/02 gửi sổ.", "Hằng năm nộp sổ, trước ngày 31/02."])
def test_a_day_that_no_year_has_is_left_over_too(sentence: str) -> None:
    assert [(one.text.casefold(), one.reason) for one in read(f"1. {sentence}").leftovers] == [
        ("trước ngày 31/02", "no_such_date")
    ]


def test_spans_count_the_text_of_the_file_across_torn_lines() -> None:
    text = "1. Hoàn thành đề án trước ngày \n\n 30 tháng 6\nnăm 2025."
    [timing] = read(text).timings
    assert timing == Timing("trước ngày \n\n 30 tháng 6\nnăm 2025", 20, 53, "due", "2025-06-30")
    assert text[20:53] == timing.text
