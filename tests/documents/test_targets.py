"""Sentences → targets, in a table."""

from __future__ import annotations

import pytest

from liem.documents.reading import read

Row = tuple[str, object, str, str | None, str | None, bool]


def rows(sentence: str) -> list[Row]:
    """Text, value, unit, population, measure and "about" of every target."""
    return [
        (one.text, one.value, one.unit, one.population, one.measure, one.approximate)
        for one in read(f"1. {sentence}").targets
    ]


TABLE: list[tuple[str, list[Row]]] = [
    (
        "Phấn đấu có khoảng 20-25% trưởng phòng dưới 40 tuổi; nâng chất lượng.",
        [("khoảng 20-25% trưởng phòng dưới 40 tuổi", (20, 25), "%", "trưởng phòng", "dưới 40 tuổi", True)],
    ),
    (
        "Có trên 12,5% cấp ủy viên là nữ.",
        [("12,5% cấp ủy viên là nữ", 12.5, "%", "cấp ủy viên", "là nữ", False)],
    ),
    (
        "Từ 10% đến 15% công chức được luân chuyển.",
        [("10% đến 15% công chức được luân chuyển", (10, 15), "%", "công chức", "được luân chuyển", False)],
    ),
    (
        "Phấn đấu mỗi huyện có 02 trong các chức danh: bí thư, chủ tịch là nữ.",
        [("02 trong các chức danh: bí thư, chủ tịch là nữ", 2, "chức danh", "bí thư, chủ tịch", "là nữ", False)],
    ),
    (
        "Bảo đảm ít nhất 1.200 lượt cán bộ được bồi dưỡng.",
        [("ít nhất 1.200 lượt cán bộ được bồi dưỡng", 1200, "lượt", "cán bộ", "được bồi dưỡng", False)],
    ),
    ("Hội nghị có 30 đồng chí dự; người dưới 40 tuổi.", []),
    ("Theo Kế hoạch số 15-KH/TU.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), TABLE, ids=[sentence for sentence, _ in TABLE])
def test_targets_of_a_sentence(sentence: str, expected: list[Row]) -> None:
    assert rows(sentence) == expected


def test_shares_in_an_account_of_the_past_are_no_targets() -> None:
    assert read("I. TÌNH HÌNH\n1. Có 85% đạt chuẩn.\nII. NHIỆM VỤ\n1. Đạt 90% đạt chuẩn.").targets[0].value == 90
