"""Heads and tails of invented papers → header."""

from __future__ import annotations

import pytest

from liem.documents.model import Header, Signatory
from liem.documents.reading import read

STATE = """ỦY BAN NHÂN DÂN                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH BẾN LÂM                         Độc lập - Tự do - Hạnh phúc

Số: 128/KH-UBND                  Bến Lâm, ngày 05 tháng 3 năm 2024

KẾ HOẠCH
Sắp xếp vị trí việc làm
giai đoạn 2024 - 2026

Căn cứ Luật Viên chức; Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
1. Sở Nội vụ hướng dẫn.

Nơi nhận:                                  TM. ỦY BAN NHÂN DÂN
- Bộ Nội vụ;                                  KT. CHỦ TỊCH
- Lưu: VT.                                   PHÓ CHỦ TỊCH

                                            Trần Văn Mẫu
"""

PARTY = """TỈNH ỦY BẾN LÂM
BAN TỔ CHỨC
*
Số 22 – HD/BTCTU
ĐẢNG CỘNG SẢN VIỆT NAM
Bến Lâm, ngày 12 tháng 5 năm 2023

HƯỚNG DẪN
thực hiện việc phân cấp
-----
Thực hiện Quy định số 1-QĐ/TW ngày 2/3/2023 của Bộ Chính trị, nay hướng dẫn:
1. Một.
Nơi nhận:
- Như trên,
- Lưu.
K/T TRƯỞNG BAN
PHÓ TRƯỞNG BAN
Lê Thị Ví Dụ
"""

LETTER = """Kính gửi: - Các chi bộ trực thuộc,
- Văn phòng Đảng ủy.

Để việc kiểm tra được thống nhất, Ban Tổ chức Huyện ủy đề nghị các chi bộ thực hiện một số nội dung như sau đây:
1. Một.
"""

CONCLUSION = """KẾT LUẬN
CỦA BAN THƯỜNG VỤ HUYỆN ỦY
về công tác cán bộ
huyện Bến Lâm

Thời gian qua các cấp ủy đã làm tốt.
1. Một.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            STATE,
            Header(
                symbol="128/KH-UBND", date="2024-03-05", type="kế hoạch", issuer="Ủy ban nhân dân tỉnh Bến Lâm",
                place="Bến Lâm", subject="Sắp xếp vị trí việc làm giai đoạn 2024 - 2026",
                recipients=("Bộ Nội vụ", "Lưu: VT"),
                signatory=Signatory("TM. Ủy ban nhân dân, KT. Chủ tịch", "Phó Chủ tịch", "Trần Văn Mẫu"),
            ),
        ),
        (
            PARTY,
            Header(
                symbol="22-HD/BTCTU", date="2023-05-12", type="hướng dẫn", issuer="Ban Tổ chức Tỉnh ủy Bến Lâm",
                place="Bến Lâm", subject="thực hiện việc phân cấp", recipients=("Như trên", "Lưu"),
                signatory=Signatory("K/T Trưởng Ban", "Phó Trưởng Ban", "Lê Thị Ví Dụ"),
            ),
        ),
        (
            LETTER,
            Header(
                type="công văn", issuer="Ban Tổ chức Huyện ủy",
                addressees=("Các chi bộ trực thuộc", "Văn phòng Đảng ủy"), inferred=("issuer", "type"),
            ),
        ),
        (
            CONCLUSION,
            Header(type="kết luận", issuer="Ban Thường vụ Huyện ủy", subject="về công tác cán bộ huyện Bến Lâm"),
        ),
        ("1. Chỉ có một mục.", Header()),
    ],
    ids=["state, two columns", "party", "letter without its head", "conclusion", "no head"],
)  # fmt: skip
def test_headers(text: str, expected: Header) -> None:
    assert read(text).header == expected
