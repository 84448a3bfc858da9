"""Which words of a passage carry a day."""

from __future__ import annotations

import pytest

from liem.documents.folding import without_emphasis
from liem.documents.phrases import ROOM, body_of, phrases
from liem.documents.reading import read


def quoted(passage: str) -> list[str]:
    """The phrase of every timing of a text of one passage."""
    reading = read(passage)
    [block] = reading.blocks
    spans = [(one.start, one.end) for one in reading.timings]
    return list(phrases(reading.text, body_of(reading.text, block), block.end, spans))


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        (
            "4.3. Giao Văn phòng tổng hợp. Sơ kết vào quý II/2028, tổng kết vào quý III/2030; khen thưởng.",
            ["Sơ kết vào quý II/2028", "tổng kết vào quý III/2030"],
        ),
        (
            "- Các xã học tập trước ngày 15/9/2027 và gửi bài về huyện và tỉnh chậm nhất ngày 30/9/2027.",
            ["Các xã học tập trước ngày 15/9/2027", "gửi bài về huyện và tỉnh chậm nhất ngày 30/9/2027"],
        ),
        (
            "(2) Trước ngày 30/6/2027, xã báo cáo, trước ngày 15/9/2027, tỉnh tổng hợp.",
            ["Trước ngày 30/6/2027, xã báo cáo", "trước ngày 15/9/2027, tỉnh tổng hợp"],
        ),
        (
            "1. Họp trước ngày 30/6/2027 và ngày 31/12/2027.",
            ["Họp trước ngày 30/6/2027 và ngày 31/12/2027", "Họp trước ngày 30/6/2027 và ngày 31/12/2027"],
        ),
        (
            "**2. Rà soát *hồ sơ*\ncán bộ** (xong trước ngày 31/5/2026).",
            ["Rà soát hồ sơ cán bộ (xong trước ngày 31/5/2026)"],
        ),
    ],
)
def test_the_words_that_carry_a_day(passage: str, expected: list[str]) -> None:
    assert quoted(passage) == expected


def test_a_long_clause_is_quoted_from_near_its_day() -> None:
    [words] = quoted(f"1. Rà soát {'từng bộ hồ sơ ' * 30}gửi về Văn phòng trước ngày 30/6/2027 và báo cáo.")
    assert words.startswith("… ")
    assert words.endswith("từng bộ hồ sơ gửi về Văn phòng trước ngày 30/6/2027 và báo cáo")
    assert words.index("30/6/2027") + len("30/6/2027") <= ROOM + 2


def test_a_clause_longer_than_the_reach_says_that_it_goes_on_before() -> None:
    [words] = quoted(f"1. {'a ' * 900}trước ngày 30/6/2027.")
    assert words.startswith("… a ")
    assert words.endswith("a trước ngày 30/6/2027")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Đậm**, *nghiêng* và ***cả hai***", "Đậm, nghiêng và cả hai"),
        ("(*sau đây gọi tắt là Đề án*)", "(sau đây gọi tắt là Đề án)"),
        ("### 1. Việc chung", "1. Việc chung"),
        ("chú thích (*), 5 * 3", "chú thích (*), 5 * 3"),
        ("Huyện ủy\n*\nSố 1", "Huyện ủy\n*\nSố 1"),
    ],
)
def test_marks_of_emphasis_are_not_shown(text: str, expected: str) -> None:
    assert without_emphasis(text) == expected
