"""Who owes what: named in the sentence, by the heading above, by the lead-in; what is no task at all."""

from __future__ import annotations

import pytest

from liem.documents.reading import read

Row = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...], str]


def rows(text: str) -> list[Row]:
    """Address, lead bodies, cooperating bodies, timing and source of every task."""
    return [(one.address, one.responsible, one.coordinating, one.timing, one.source) for one in read(text).tasks]


TABLE: list[tuple[str, str, list[Row]]] = [
    (
        "the sentence names the body",
        "1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính và Công an tỉnh rà soát biên chế, xong trong quý I/2024.",
        [("1", ("Sở Nội vụ",), ("Sở Tài chính và Công an tỉnh",), ("2024-01-01/2024-03-31",), "explicit")],
    ),
    (
        "addressees in a list each owe it",
        "1. Các chi ủy, các phòng, cơ quan, đơn vị phải báo cáo hằng năm.",
        [("1", ("Các chi ủy", "các phòng, cơ quan, đơn vị"), (), ("R/P1Y",), "explicit")],
    ),
    (
        "the heading is a body",
        "1. Ban Dân vận Huyện ủy\n- Tham mưu tổ chức đối thoại.\n- Theo dõi kết quả. Giao Văn phòng Huyện ủy tổng hợp.",
        [
            ("1/b1", ("Ban Dân vận Huyện ủy",), (), (), "heading"),
            ("1/b2", ("Ban Dân vận Huyện ủy", "Văn phòng Huyện ủy"), (), (), "heading"),
        ],
    ),
    (
        "the lead-in asks them",
        "Ban Thường vụ Huyện ủy yêu cầu các chi bộ, đảng bộ cơ sở làm tốt các việc sau:\n"
        "1. Rà soát quy chế. Thực hiện nghiêm.\n2. Đảng ủy xã báo cáo.",
        [
            ("1", ("các chi bộ, đảng bộ cơ sở",), (), (), "lead"),
            ("2", ("Đảng ủy xã",), (), (), "explicit"),
        ],
    ),
    (
        "lead and cooperating bodies are labelled",
        "1. Soạn quy chế. Cơ quan chủ trì: Sở Nội vụ; cơ quan phối hợp: Sở Tư pháp, Thanh tra tỉnh.",
        [("1", ("Sở Nội vụ",), ("Sở Tư pháp", "Thanh tra tỉnh"), (), "explicit")],
    ),
    (
        "who cooperates is named before the word",
        "1. Giao Ban Dân vận Huyện ủy theo dõi, Văn phòng Huyện ủy phối hợp; sơ kết hằng năm.\n"
        "2. Sở Nội vụ chủ trì, Sở Tài chính, Thanh tra tỉnh phối hợp thực hiện.\n"
        "3. Giao Sở Y tế đôn đốc. Sở Nội vụ phối hợp.\n"
        "4. Sở Nội vụ phối hợp Sở Tài chính rà soát.",
        [
            ("1", ("Ban Dân vận Huyện ủy",), ("Văn phòng Huyện ủy",), ("R/P1Y",), "explicit"),
            ("2", ("Sở Nội vụ",), ("Sở Tài chính", "Thanh tra tỉnh"), (), "explicit"),
            ("3", ("Sở Y tế",), ("Sở Nội vụ",), (), "explicit"),
            ("4", ("Sở Nội vụ",), ("Sở Tài chính",), (), "explicit"),
        ],
    ),
    (
        "who cooperate with each other lead together",
        "1. Sở Y tế, Sở Nội vụ và Công an tỉnh phối hợp.\n2. Các sở, ngành phối hợp tổ chức hội nghị.",
        [
            ("1", ("Sở Y tế", "Sở Nội vụ", "Công an tỉnh"), (), (), "explicit"),
            ("2", ("Các sở, ngành",), (), (), "explicit"),
        ],
    ),
    (
        "the name stands before a colon, or after “do”",
        "1. Văn phòng Huyện ủy: Lập sổ theo dõi.\n2. Họp báo do Ban Tuyên giáo Huyện ủy chủ trì.",
        [
            ("1", ("Văn phòng Huyện ủy",), (), (), "explicit"),
            ("2", ("Ban Tuyên giáo Huyện ủy",), (), (), "explicit"),
        ],
    ),
    (
        "the heading says whose duty follows",
        "1. Trách nhiệm của Ban Dân vận Huyện ủy\na) Theo dõi.\n2. Các chi bộ có trách nhiệm:\n- Họp.",
        [("1.a", ("Ban Dân vận Huyện ủy",), (), (), "heading"), ("2/b1", ("Các chi bộ",), (), (), "lead")],
    ),
    (
        "nobody is named",
        "I. NHIỆM VỤ\n1. Lãnh đạo, chỉ đạo việc học tập.\n2. Kiên quyết đề nghị cấp có thẩm quyền thu hồi.",
        [("I.1", (), (), (), "none"), ("I.2", (), (), (), "none")],
    ),
    (
        "after an opening phrase",
        "1. Khi bổ nhiệm, các cơ quan, đơn vị phải công khai tiêu chuẩn.",
        [("1", ("các cơ quan, đơn vị",), (), (), "explicit")],
    ),
    (
        "aims, accounts and closing words are no tasks",
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Các cấp ủy phải hiểu.\nII. NHIỆM VỤ\n1. Họp.\nTrên đây là Kế hoạch của Huyện ủy.",
        [("II.1", (), (), (), "none")],
    ),
    (
        "a date of the lead-in counts for what it leads in",
        "1. Rà soát các đề án. Phấn đấu đến hết năm 2026 đạt như sau:\n(1) Có cán bộ trẻ.",
        [("1", (), (), ("../2026-12-31",), "none"), ("1(1)", (), (), ("../2026-12-31",), "none")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_tasks(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected
