"""Lines → clauses with addresses; torn and wrapped lines are joined; invented texts only."""

from __future__ import annotations

import pytest

from liem.documents.model import OutlineItem
from liem.documents.outline import find_block
from liem.documents.reading import blocks, read


def addresses(text: str) -> list[tuple[str, str]]:
    """Address and kind of every passage."""
    return [(block.address, block.kind) for block in blocks(text)]


PARTY = """I- YÊU CẦU
1. Làm đúng quy định của cấp trên.
II- NHIỆM VỤ
1. Nhiệm vụ thường xuyên
Cấp ủy thực hiện các việc sau:
1.1. Học tập chuyên đề.
1.2. Kiểm tra:
- Việc một.
+ Phần đầu.
+ Phần sau.
– Việc hai.
Đoạn tiếp theo của mục này.
1.10. Báo cáo kết quả.
2. Nhiệm vụ riêng
(1) Chỉ tiêu nữ.
(2) Chỉ tiêu trẻ.
Đoạn hai của chỉ tiêu trẻ.
"""

LAW = """Chương I
QUY ĐỊNH CHUNG
Mục 1. Nguyên tắc
Điều 1. Phạm vi
Quy định này nói về mẫu.
Điều 2. Trách nhiệm
1. Cơ quan:
a) Lập danh sách;
đ) Lưu hồ sơ.
2. Đơn vị phối hợp.
Chương II
THI HÀNH
Điều 3. Hiệu lực
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            PARTY,
            [
                ("I", "heading"), ("I.1", "item"), ("II", "heading"), ("II.1", "heading"), ("II.1/p2", "paragraph"),
                ("II.1.1", "item"), ("II.1.2", "heading"), ("II.1.2/b1", "bullet"), ("II.1.2/b1/b1", "sub_bullet"),
                ("II.1.2/b1/b2", "sub_bullet"), ("II.1.2/b2", "bullet"), ("II.1.2/p2", "paragraph"),
                ("II.1.10", "item"), ("II.2", "heading"), ("II.2(1)", "item"), ("II.2(2)", "item"),
                ("II.2(2)/p2", "paragraph"),
            ],
        ),
        (
            LAW,
            [
                ("CI", "heading"), ("CI.M1", "heading"), ("Đ1", "heading"), ("Đ1/p2", "paragraph"), ("Đ2", "heading"),
                ("Đ2.1", "heading"), ("Đ2.1.a", "item"), ("Đ2.1.đ", "item"), ("Đ2.2", "item"), ("CII", "heading"),
                ("Đ3", "item"),
            ],
        ),
        (
            "A. PHẦN CHUNG\nI. Một\n1/ Hai\nB. PHẦN RIÊNG\nI. Ba\nC. KẾT",
            [
                ("A", "heading"), ("A.I", "heading"), ("A.I.1", "item"), ("B", "heading"), ("B.I", "item"),
                ("C", "heading"),
            ],
        ),
        ("1. Một.\n1. Lại một.", [("1", "item"), ("1~2", "item")]),
        ("1. Đoạn đầu.\n\n2025. Không phải nhãn.", [("1", "item"), ("1/p2", "paragraph")]),
        ("1. Một.\n| Việc | Hạn |\n|---|---|\n", [("1", "item"), ("1/p2", "paragraph"), ("1/p3", "paragraph")]),
    ],
    ids=["party", "law", "letters", "a label printed twice", "a year is no label", "a table"],
)  # fmt: skip
def test_addresses_of_all_passages(text: str, expected: list[tuple[str, str]]) -> None:
    assert addresses(text) == expected


def test_outline_items_carry_title_level_and_the_span_of_all_that_lies_under_them() -> None:
    text = "I. VIỆC CHUNG\n1. Rà soát quy chế; báo cáo.\n- Một.\nII. VIỆC RIÊNG\n"
    assert read(text).outline == (
        OutlineItem("I", 1, 0, 49, "VIỆC CHUNG", "I", "heading"),
        OutlineItem("1", 2, 14, 49, "Rà soát quy chế", "I.1", "item"),
        OutlineItem("II", 1, 50, 64, "VIỆC RIÊNG", "II", "heading"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "1. Chi bộ họp bàn việc phân\n\ncông nhiệm vụ.",
        "1. Chi bộ họp bàn việc phân  \r\n  công nhiệm vụ.\r\n",
        "1. Chi bộ họp bàn việc phân\n\n- 12 -\n\ncông nhiệm vụ.",
        "### **1. Chi bộ họp** bàn việc *phân công* nhiệm vụ.",
    ],
    ids=["torn by a blank line", "carriage returns", "torn by a page number", "emphasis"],
)
def test_torn_and_marked_lines_are_one_item(text: str) -> None:
    [item] = read(text).outline
    assert (item.label, item.title) == ("1", "Chi bộ họp bàn việc phân công nhiệm vụ")


def test_in_a_wrapped_text_a_dash_inside_a_sentence_is_no_bullet() -> None:
    lines = ["1. Các tổ chức chính trị, đoàn thể, hội quần chúng, tổ chức chính trị"]
    lines += ["- xã hội các cấp phối hợp làm tốt việc giám sát, phản biện và kiến nghị"] * 11
    assert len(blocks("\n".join(lines))) == 1


def test_the_last_passage_under_an_item_is_found_before_the_signature() -> None:
    found = blocks("1. Một\n1.1. Hai.\nĐoạn kết của phần.\nNơi nhận:\n- Như trên.")
    last = find_block(found, "1/last")
    assert last is not None
    assert (last.address, last.kind) == ("1.1/p2", "paragraph")
    assert find_block(found, "1.1") == found[1]
    assert find_block(found, "9") is None
    assert find_block(found, "9/last") is None
