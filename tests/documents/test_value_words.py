"""Values of timings in words, in both languages."""

from __future__ import annotations

import pytest

from liem.documents.model import Timing
from liem.documents.value_words import timing_words, value_words
from liem.kernel.errors import Message


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        ("2026-06-15", "15/06/2026", "15/06/2026"),
        ("2026-04-01/2026-06-30", "từ 01/04/2026 đến 30/06/2026", "01/04/2026 to 30/06/2026"),
        ("../2026-12-31", "đến 31/12/2026", "until 31/12/2026"),
        ("2026-01-01/..", "từ 01/01/2026", "from 01/01/2026 on"),
        ("2025/2030", "nhiệm kỳ 2025 - 2030", "term of office 2025–2030"),
        ("ongoing", "thường xuyên", "all the time"),
        ("R", "định kỳ", "at regular times"),
        ("R/P1Y", "hằng năm", "every year"),
        ("R/P2Y", "2 năm một lần", "every 2 years"),
        ("R/2026-01-01/P1Y", "hằng năm, từ 01/01/2026", "every year from 01/01/2026"),
        ("R/--12-15/P1Y", "chậm nhất 15/12 hằng năm", "by 15/12 every year"),
        ("R/--01-01/--03-31/P1Y", "từ 01/01 đến 31/03 hằng năm", "01/01 to 31/03 every year"),
        ("R/---05/P1M", "chậm nhất ngày 05 hằng tháng", "by day 05 of every month"),
        ("P45D after ngày ký", "45 ngày tính từ: ngày ký", "45 days after “ngày ký”"),
        (
            "P10D (working days) before họp",
            "10 ngày làm việc trước khi họp",
            "10 working days before “họp”",
        ),
        ("P1M after ngày ký", "1 tháng tính từ: ngày ký", "1 month after “ngày ký”"),
        ("term:year-3", "năm thứ 3 của nhiệm kỳ", "year 3 of the term of office"),
        ("term:end", "cuối nhiệm kỳ", "at the end of the term of office"),
        ("year unstated", "văn bản không nêu năm", "the text names no year"),
    ],
)
def test_a_value_in_words(value: str, vi: str, en: str) -> None:
    assert value_words(value) == Message(vi, en)


@pytest.mark.parametrize(
    ("kind", "value", "relative", "expected"),
    [
        ("due", "2026-06-15", None, Message("chậm nhất 15/06/2026", "by 15/06/2026")),
        ("mention", "2026-06-15", None, Message("15/06/2026", "15/06/2026")),
        ("due", None, "term:middle", Message("giữa nhiệm kỳ", "in the middle of the term of office")),
        ("due", None, None, None),
    ],
)
def test_a_timing_in_words(kind: str, value: str | None, relative: str | None, expected: Message | None) -> None:
    assert timing_words(Timing("…", 0, 1, kind, value, relative)) == expected
