"""Small directives of our own words, put on the register as in use."""

from __future__ import annotations

from pathlib import Path

from liem.actions.accounts import installation
from liem.directives.register import register_file
from liem.rulebook.book import rule_book

PLAN = """TỈNH ỦY LẠC GIANG
*
Số 18-KH/TU

Lạc Giang, ngày 14 tháng 3 năm 2026

KẾ HOẠCH
về chuyển đổi vị trí <b>công tác</b>

I. NHIỆM VỤ
1. Sở Nội vụ chủ trì, phối hợp với Ban Tổ chức Tỉnh ủy lập danh sách trước ngày 31/12/2026,
theo Kết luận số 05-KL/TU ngày 15/8/2025.
2. Các sở, ban, ngành:
- Báo cáo trước ngày 15/12 hằng năm.
- Phấn đấu có khoảng 10-15% lãnh đạo dưới 40 tuổi.

II. TỔ CHỨC THỰC HIỆN
Ban Tổ chức Tỉnh ủy theo dõi thường xuyên việc thực hiện Kế hoạch này.
"""

CONCLUSION = """BAN THƯỜNG VỤ TỈNH ỦY LẠC GIANG
*
Số 05-KL/TU

Lạc Giang, ngày 15 tháng 8 năm 2025

KẾT LUẬN
về cán bộ xã, phường

1. Các đảng ủy xã, phường thực hiện thường xuyên.
2. Đến đại hội, phấn đấu:
(1) Bí thư đảng ủy xã không phải là người địa phương.
(2) Mỗi xã có một lãnh đạo đến từ nơi khác.
"""


def register_texts(folder: Path, **texts: str) -> dict[str, str]:
    """Registers each text under its name; gives the short names that the register chose."""
    shorts = {}
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        shorts[name] = register_file(path, by=installation(), law=rule_book()).short
    return shorts
