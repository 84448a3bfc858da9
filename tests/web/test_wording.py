from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from liem.kernel.clauses import ClauseAddress
from liem.web.wording import clause_words, day_words, moment_words, number_words, percent_words, shorten


@pytest.mark.parametrize(
    ("language", "number", "decimals", "expected"),
    [
        ("vi", 1234567, None, "1.234.567"),
        ("en", 1234567, None, "1,234,567"),
        ("vi", 1234.5, None, "1.234,5"),
        ("en", 12.0, None, "12"),
        ("vi", 12.0, 1, "12,0"),
        ("vi", 100, None, "100"),
    ],
)
def test_numbers_have_the_separators_of_the_language(
    language: str, number: float, decimals: int | None, expected: str
) -> None:
    with translation.override(language):
        assert number_words(number, decimals) == expected


def test_shares_are_percentages() -> None:
    with translation.override("vi"):
        assert [percent_words(share) for share in (0.125, 1, 0.9998, 0, None)] == [
            *("12,5%", "100%", "99,9%", "0%", "–")
        ]
        assert percent_words(0.996, 0) == "99%"


def test_days_are_written_dd_mm_yyyy_and_moments_at_the_local_clock() -> None:
    assert day_words(date(2025, 7, 1)) == "01/07/2025"
    assert day_words(None) == ""
    assert moment_words(datetime(2026, 11, 20, 18, 30, tzinfo=UTC)) == "21/11/2026 01:30"


@pytest.mark.parametrize(
    ("address", "vietnamese", "english"),
    [
        ("tra_vinh#II.3.2/b4", "mục II.3.2, gạch đầu dòng 4", "item II.3.2, bullet 4"),
        ("bac_giang#5/p2", "mục 5, đoạn 2", "item 5, paragraph 2"),
        ("guidance#2/last", "mục 2, đoạn cuối", "item 2, last paragraph"),
        ("tra_vinh#/p17", "đoạn 17", "paragraph 17"),
        ("khoi#II.1.10", "mục II.1.10", "item II.1.10"),
        ("khoi#II.2.2/b2/b3", "mục II.2.2, gạch đầu dòng 2, gạch đầu dòng 3", "item II.2.2, bullet 2, bullet 3"),
    ],
)
def test_a_clause_is_told_in_words(address: str, vietnamese: str, english: str) -> None:
    clause = ClauseAddress.parse(address)
    with translation.override("vi"):
        assert clause_words(clause) == vietnamese
    with translation.override("en"):
        assert clause_words(clause) == english


def test_text_is_cut_after_a_word() -> None:
    assert shorten("  Một   hai ba ", 20) == "Một hai ba"
    assert shorten("Một hai, ba bốn năm", 10) == "Một hai…"
    assert shorten("Khôngcắtđược một", 5) == "Khôngcắtđược…"
    assert shorten("", 5) == ""
