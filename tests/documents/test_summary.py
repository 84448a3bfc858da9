"""A reading in words, in both languages."""

from __future__ import annotations

from liem.documents.reading import read
from liem.documents.summary import summary

TEXT = """CHI BỘ MẪU
Số 4-KH/CB
KẾ HOẠCH
về học tập

1. Chi ủy báo cáo theo Nghị quyết số 5-NQ/TU và Quyết định 7 trước ngày 1/2/2024.
"""

VIETNAMESE = """Loại văn bản: kế hoạch
Số, ký hiệu: 4-KH/CB
Ngày: không có
Địa danh: không có
Cơ quan ban hành: Chi bộ Mẫu
Trích yếu: về học tập
Kính gửi: không có
Nơi nhận: không có
Người ký: không có

Bố cục: 1
  1  Chi ủy báo cáo theo Nghị quyết số 5-NQ/TU và Quyết định 7 trước ngày 1/2/2024

Văn bản được dẫn: 1
  Nghị quyết số 5-NQ/TU (1 lần)

Nhiệm vụ đề xuất: 1
  1: 1. Chi ủy báo cáo theo Nghị quyết số 5-NQ/TU và Quyết định 7 trước ngày 1/2/2024.
      → Chi ủy — 01/02/2024

Mốc thời gian: 1
  hạn: 1

Chỉ tiêu: 0

Chưa đọc được, cần người xem: 1
  91–103 “Quyết định 7”: có số nhưng thiếu ký hiệu"""


def test_the_summary_in_vietnamese() -> None:
    assert summary(read(TEXT), "vi") == VIETNAMESE


def test_the_summary_in_english_says_the_same() -> None:
    lines = summary(read(TEXT), "en").splitlines()
    assert len(lines) == len(VIETNAMESE.splitlines())
    assert lines[0] == "Type: kế hoạch"
    assert lines[-1] == "  91–103 “Quyết định 7”: a number without a symbol"


def test_timings_and_the_day_of_issue_are_told_in_words() -> None:
    text = (
        "HUYỆN ỦY MẪU\nSố 7-KH/HU\nMẫu, ngày 2 tháng 3 năm 2026\n\nKẾ HOẠCH\nvề học tập\n\nI. NHIỆM VỤ\n"
        "1. Văn phòng Huyện ủy **thường xuyên** theo dõi; hằng năm báo cáo trước ngày 20/11.\n"
    )
    vietnamese = summary(read(text), "vi").splitlines()
    assert "Ngày: 02/03/2026" in vietnamese
    assert "  I.1: 1. Văn phòng Huyện ủy thường xuyên theo dõi; hằng năm báo cáo trước ngày 20/11." in vietnamese
    assert "      → Văn phòng Huyện ủy — thường xuyên — hằng năm — chậm nhất 20/11 hằng năm" in vietnamese
    english = summary(read(text), "en").splitlines()
    assert "Date: 02/03/2026" in english
    assert "      → Văn phòng Huyện ủy — all the time — every year — by 20/11 every year" in english
