"""Papers as web pages and converters give them: torn lines, stray bars, annexes behind the signature, tabs, tables."""

from __future__ import annotations

from liem.documents.reading import read

WEB_PAGE = """ỦY BAN NHÂN DÂN
TỈNH AN LÂM
--------
|
CỘNG HÒA XÃ HỘI CHỦ
NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số: 636/QĐ-UBND
|
An Lâm, ngày 21
tháng 11 năm 2022
|
QUYẾT
ĐỊNH
VỀ
VIỆC PHÂN CẤP QUẢN LÝ CÁN BỘ
ỦY BAN NHÂN DÂN TỈNH
Căn cứ Luật Viên chức ngày 15
tháng 11 năm 2010;
QUYẾT ĐỊNH:
Điều 1. Ban
hành kèm theo Quyết định này Quy định phân cấp.
Điều 2. Giao
Giám đốc Sở Nội vụ hướng dẫn thực hiện.
Điều 3. Chánh
Văn phòng UBND tỉnh chịu trách nhiệm thi hành.
Nơi nhận:
- Như Điều 3;
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Văn Tạo

QUY ĐỊNH
Phân cấp quản lý cán bộ
Chương I
NGUYÊN TẮC
Điều 1. Phạm vi
1. Quy định này áp dụng với công chức.
2. Hồ sơ nộp trước ngày 15/12/2023.
"""


def test_a_web_page_is_put_together_again() -> None:
    header = read(WEB_PAGE).header
    assert (header.symbol, header.date, header.type) == ("636/QĐ-UBND", "2022-11-21", "quyết định")
    assert (header.issuer, header.place) == ("Ủy ban nhân dân tỉnh An Lâm", "An Lâm")
    assert header.subject == "VỀ VIỆC PHÂN CẤP QUẢN LÝ CÁN BỘ"
    assert (header.signatory.name, header.recipients) == ("Lê Văn Tạo", ("Như Điều 3",))


def test_what_a_decision_puts_into_force_is_read_behind_its_signature() -> None:
    reading = read(WEB_PAGE)
    labels = [item.label for item in reading.outline]
    assert labels == ["Điều 1", "Điều 2", "Điều 3", "Chương I", "Điều 1", "1", "2"]
    assert [timing.value for timing in reading.timings] == ["2023-12-15"]
    assert [task.responsible for task in reading.tasks[:2]] == [("Giám đốc Sở Nội vụ",), ("Chánh Văn phòng UBND tỉnh",)]


def test_a_tab_after_a_number_divides_no_columns() -> None:
    reading = read("KẾ HOẠCH\nvề cán bộ\n\n1.\tSở Nội vụ rà soát.\n2.\tSở Y tế báo cáo.\n")
    assert [(item.label, item.title) for item in reading.outline] == [
        ("1", "Sở Nội vụ rà soát"), ("2", "Sở Y tế báo cáo"),
    ]  # fmt: skip


def test_an_item_may_begin_with_a_figure_and_a_line_with_a_symbol() -> None:
    reading = read("KẾ HOẠCH\nvề cán bộ\n\n1. 100% cán bộ học tập.\n2. Làm theo Quy định số\n24-QĐ/TU của Tỉnh ủy.\n")
    assert [item.label for item in reading.outline] == ["1", "2"]
    assert [citation.symbol for citation in reading.citations] == ["24-QĐ/TU"]


def test_the_heads_of_columns_are_no_tasks() -> None:
    table = (
        "| TT | Nội dung | Cơ quan chủ trì | Thời gian hoàn thành |\n| 1 | Sửa đổi quy chế | Sở Nội vụ | Quý I/2026 |\n"
    )
    tasks = read(f"KẾ HOẠCH\nvề cán bộ\n\nI. NHIỆM VỤ\n\n{table}").tasks
    text = [f"KẾ HOẠCH\nvề cán bộ\n\nI. NHIỆM VỤ\n\n{table}"[task.start : task.end] for task in tasks]
    assert not {"TT", "Nội dung", "Cơ quan chủ trì", "Thời gian hoàn thành"} & set(text)


def test_an_account_of_the_past_holds_neither_tasks_nor_targets() -> None:
    reading = read(
        "BÁO CÁO\nkết quả năm 2024\n\nI. KẾT QUẢ THỰC HIỆN\n1. Đã luân chuyển 36 đồng chí; tỷ lệ nữ đạt 28%.\n"
        "II. NHIỆM VỤ\n1. Phấn đấu 30% cán bộ nữ.\n"
    )
    assert [task.address for task in reading.tasks] == ["II.1"]
    assert [target.value for target in reading.targets] == [30]


def test_numbers_that_carry_their_chapter_and_numbers_that_markdown_escapes() -> None:
    text = "KẾ HOẠCH\nvề cán bộ\n\nI. A\n\nI.1. B\n\nI.1.1. C.\n\nI.2. D.\n\nII. E\n\n1\\. Sở Y tế báo cáo.\n\n2.- F.\n"
    assert [(item.label, item.level, item.address) for item in read(text).outline] == [
        ("I", 1, "I"), ("I.1", 2, "I.1"), ("I.1.1", 3, "I.1.1"), ("I.2", 2, "I.2"), ("II", 1, "II"),
        ("1", 2, "II.1"), ("2", 2, "II.2"),
    ]  # fmt: skip


def test_ranges_and_limits_of_any_kind_are_targets() -> None:
    text = "KẾ HOẠCH\nvề cán bộ\n\n1. Bố trí từ 2 đến 3 đồng chí, không dưới 3 phương án, không giữ quá 2 nhiệm kỳ.\n"
    assert [(target.value, target.unit) for target in read(text).targets] == [
        ((2, 3), "đồng chí"), (3, "phương án"), (2, "nhiệm kỳ"),
    ]  # fmt: skip
