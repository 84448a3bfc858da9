"""Sentences → citations, in a table; what cannot be decided is left over."""

from __future__ import annotations

import pytest

from liem.documents.citations import mark_of, read_citations
from liem.documents.model import Citation, Leftover

Row = tuple[str, str | None, str, str | None, str | None, int | None]


def rows(sentence: str) -> list[Row]:
    """Text, symbol, type, date, issuer and reference of every citation."""
    found, _, _ = read_citations(sentence)
    return [(one.text, one.symbol, one.type, one.date, one.issuer, one.refers_to) for one in found]


TABLE: list[tuple[str, list[Row]]] = [
    (
        "Theo các Nghị quyết số 17, 18 và 19-NQ/TW.",
        [
            ("Nghị quyết số 17", "17-NQ/TW", "nghị quyết", None, None, None),
            ("18", "18-NQ/TW", "nghị quyết", None, None, None),
            ("19-NQ/TW", "19-NQ/TW", "nghị quyết", None, None, None),
        ],
    ),
    ("Theo Quy định số41-QĐ/TU.", [("Quy định số41-QĐ/TU", "41-QĐ/TU", "quy định", None, None, None)]),
    (
        "Theo các Quy định: số 4-QĐ/TU, số 5-QĐ/TU.",
        [
            ("Quy định: số 4-QĐ/TU", "4-QĐ/TU", "quy định", None, None, None),
            ("số 5-QĐ/TU", "5-QĐ/TU", "quy định", None, None, None),
        ],
    ),
    (
        "Theo Kế hoạch số 12-KH/TU, ngày 3/4/2023 của Ban Thường vụ Tỉnh ủy về đào tạo.",
        [("Kế hoạch số 12-KH/TU, ngày 3/4/2023", "12-KH/TU", "kế hoạch", "2023-04-03", "Ban Thường vụ Tỉnh ủy", None)],
    ),
    (
        "Kết luận số 77-KL/TW, ngày 02/06/2020 Hội nghị lần thứ bảy Ban Chấp hành Trung ương nêu rõ.",
        [
            (
                "Kết luận số 77-KL/TW, ngày 02/06/2020",
                "77-KL/TW", "kết luận", "2020-06-02", "Ban Chấp hành Trung ương", None,
            )
        ],
    ),
    (
        "thực hiện Kế hoạch số 88/KH-UBND ngày 05 tháng 7 năm 2024 của UBND tỉnh",
        [
            (
                "Kế hoạch số 88/KH-UBND ngày 05 tháng 7 năm 2024",
                "88/KH-UBND", "kế hoạch", "2024-07-05", "UBND tỉnh", None,
            )
        ],
    ),
    (
        "Nghị định số 33/2023/NĐ–CP ngày 10.6.2023 của Chính phủ quy định",
        [("Nghị định số 33/2023/NĐ–CP ngày 10.6.2023", "33/2023/NĐ-CP", "nghị định", "2023-06-10", "Chính phủ", None)],
    ),
    (
        "Quyết định 1234/QĐ-TTg; công văn số 55 - CV/BTCTU",
        [
            ("Quyết định 1234/QĐ-TTg", "1234/QĐ-TTg", "quyết định", None, None, None),
            ("công văn số 55 - CV/BTCTU", "55-CV/BTCTU", "công văn", None, None, None),
        ],
    ),
    (
        "QĐ số 19/2021/QĐ-UBND, TT số 02/2021/TT-BNV",
        [
            ("QĐ số 19/2021/QĐ-UBND", "19/2021/QĐ-UBND", "quyết định", None, None, None),
            ("TT số 02/2021/TT-BNV", "02/2021/TT-BNV", "thông tư", None, None, None),
        ],
    ),
    (
        "các Nghị quyết số 18-NQ/TW, số 19-NQ/TW ngày 25/10/2017 của Bộ Chính trị",
        [
            ("Nghị quyết số 18-NQ/TW", "18-NQ/TW", "nghị quyết", None, None, None),
            ("số 19-NQ/TW ngày 25/10/2017", "19-NQ/TW", "nghị quyết", "2017-10-25", "Bộ Chính trị", None),
        ],
    ),
    (
        "Luật số 72/2025/QH15 và Bộ luật Lao động số 45/2019/QH14",
        [
            ("Luật số 72/2025/QH15", "72/2025/QH15", "luật", None, None, None),
            ("Bộ luật Lao động số 45/2019/QH14", "45/2019/QH14", "bộ luật", None, None, None),
        ],
    ),
    (
        "Luật Thanh tra năm 2022, Luật Khiếu nại và các văn bản khác; pháp luật, Luật Dự phòng hạn hán được ban hành",
        [
            ("Luật Thanh tra năm 2022", None, "luật", None, None, None),
            ("Luật Khiếu nại", None, "luật", None, None, None),
            ("Luật Dự phòng hạn hán", None, "luật", None, None, None),
        ],
    ),
    (
        "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ ngày 22/11/2019.",
        [
            (
                "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ ngày 22/11/2019",
                None, "luật", "2019-11-22", None, None,
            )
        ],
    ),
    (
        "Chỉ thị số 9-CT/TU ngày 1/2/2022 của Tỉnh ủy (gọi tắt là Chỉ thị 9). Theo Chỉ thị số 9-CT/TU và Chỉ thị 9,",
        [
            ("Chỉ thị số 9-CT/TU ngày 1/2/2022", "9-CT/TU", "chỉ thị", "2022-02-01", "Tỉnh ủy", None),
            ("Chỉ thị 9", "9-CT/TU", "chỉ thị", None, None, 0),
            ("Chỉ thị số 9-CT/TU", "9-CT/TU", "chỉ thị", None, None, 0),
            ("Chỉ thị 9", "9-CT/TU", "chỉ thị", None, None, 0),
        ],
    ),
    ("Tỷ lệ 10-15% cán bộ; tăng 24/7; kỷ luật, pháp luật nghiêm minh; họp 3-4 lần.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), TABLE, ids=[sentence[:40] for sentence, _ in TABLE])
def test_citations_of_a_sentence(sentence: str, expected: list[Row]) -> None:
    assert rows(sentence) == expected


def test_the_same_number_with_another_day_is_another_document_and_a_short_mention_stays_open() -> None:
    sentence = "Kế hoạch số 5-KH/TU ngày 1/1/2020; Kế hoạch số 5-KH/TU ngày 1/1/2024; Kế hoạch số 5-KH/TU."
    found, _, leftovers = read_citations(sentence)
    assert [one.refers_to for one in found] == [None, None, None]
    assert leftovers == [Leftover("Kế hoạch số 5-KH/TU", 70, 89, "several_candidates")]


def test_a_number_without_a_symbol_is_left_over_unless_one_document_fits() -> None:
    found, _, leftovers = read_citations("Nghị quyết số 21 của Tỉnh ủy.")
    assert (found, leftovers) == ([], [Leftover("Nghị quyết số 21", 0, 16, "number_without_symbol")])


def test_mentions_of_the_document_itself_are_kept_apart() -> None:
    _, own, _ = read_citations("Các chi bộ thực hiện Kế hoạch này.")
    assert own == [Citation("Kế hoạch này", 21, 33, None, "kế hoạch", refers_to=-1)]


def test_the_documents_own_number_in_its_head_is_no_citation() -> None:
    head = "Số 7-HD/BTC\nHƯỚNG DẪN\n"
    found, _, _ = read_citations(head + "Căn cứ Quy định số 8-QĐ/TW.", head=len(head))
    assert [one.symbol for one in found] == ["8-QĐ/TW"]


@pytest.mark.parametrize(
    ("symbol", "mark"),
    [("49-KH/TU", "KH"), ("375/KH-UBND", "KH"), ("116/2024/NĐ-CP", "NĐ"), ("72/2025/QH15", "LUẬT"), (None, "")],
)
def test_the_mark_of_the_type_in_a_symbol(symbol: str | None, mark: str) -> None:
    assert mark_of(symbol) == mark
