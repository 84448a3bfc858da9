"""Laws by name: a list of names that are known, and a cautious reading of names that are not."""

from __future__ import annotations

import re

from liem.documents.letters import UPPER

_KNOWN = (
    "An ninh mạng", "An ninh quốc gia", "An toàn thông tin mạng", "An toàn, vệ sinh lao động", "An toàn thực phẩm",
    "Ban hành văn bản quy phạm pháp luật", "Báo chí", "Bảo hiểm xã hội", "Bảo hiểm y tế", "Bảo vệ bí mật nhà nước",
    "Bảo vệ dữ liệu cá nhân", "Bảo vệ môi trường", "Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân",
    "Bình đẳng giới", "Cán bộ, công chức", "Căn cước", "Căn cước công dân", "Chứng khoán", "Công an nhân dân",
    "Công đoàn", "Cơ yếu", "Cư trú", "Dân quân tự vệ", "Dân sự", "Doanh nghiệp", "Dược", "Dữ liệu", "Đấu thầu",
    "Đất đai", "Đầu tư", "Đầu tư công", "Điện lực", "Giao dịch điện tử", "Giáo dục", "Giáo dục đại học",
    "Giáo dục nghề nghiệp", "Giám định tư pháp", "Hình sự", "Hoạt động giám sát của Quốc hội và Hội đồng nhân dân",
    "Hòa giải ở cơ sở", "Hôn nhân và gia đình", "Hợp tác xã", "Kế toán", "Khám bệnh, chữa bệnh", "Khiếu nại",
    "Kiểm toán nhà nước", "Lao động", "Lâm nghiệp", "Lưu trữ", "Lý lịch tư pháp", "Mặt trận Tổ quốc Việt Nam",
    "Ngân sách nhà nước", "Nghĩa vụ quân sự", "Nhà giáo", "Nhà ở", "Nuôi con nuôi", "Phá sản",
    "Phòng, chống tham nhũng", "Phòng, chống ma túy", "Phòng, chống bạo lực gia đình", "Phòng, chống mua bán người",
    "Phòng, chống rửa tiền", "Phòng, chống thiên tai", "Phòng, chống tác hại của rượu, bia",
    "Phòng cháy và chữa cháy", "Phòng cháy, chữa cháy và cứu nạn, cứu hộ", "Quản lý nợ công",
    "Quản lý, sử dụng tài sản công", "Quản lý thuế", "Quốc phòng", "Quốc tịch Việt Nam", "Quy hoạch",
    "Sĩ quan Quân đội nhân dân Việt Nam", "Sở hữu trí tuệ", "Thanh niên", "Thanh tra", "Thể dục, thể thao",
    "Thi đua, khen thưởng", "Thi hành án dân sự", "Thi hành án hình sự", "Thực hành tiết kiệm, chống lãng phí",
    "Thực hiện dân chủ ở cơ sở", "Thư viện", "Tiếp cận thông tin", "Tiếp công dân", "Tín ngưỡng, tôn giáo", "Tố cáo",
    "Tố tụng dân sự", "Tố tụng hành chính", "Tố tụng hình sự", "Tổ chức Chính phủ", "Tổ chức chính quyền địa phương",
    "Tổ chức cơ quan điều tra hình sự", "Tổ chức Quốc hội", "Tổ chức Tòa án nhân dân",
    "Tổ chức Viện kiểm sát nhân dân", "Trách nhiệm bồi thường của Nhà nước", "Trẻ em", "Trợ giúp pháp lý",
    "Trưng cầu ý dân", "Viên chức", "Xây dựng", "Xuất bản", "Xử lý vi phạm hành chính", "Hàng hải Việt Nam",
    "Công nghệ thông tin", "Khoa học và công nghệ", "Người cao tuổi", "Người khuyết tật",
    "Người có công với cách mạng", "Ưu đãi người có công với cách mạng",
)  # fmt: skip

_NAME = "|".join(re.escape(name) for name in sorted(_KNOWN, key=len, reverse=True))
_YEAR = r"(?: ?\(?(?:ban hành |sửa đổi )?(?:năm )?(?:19|20)\d\d(?!\d)\)?)?"
_KNOWN_LAW = re.compile(rf"(?P<type>Bộ luật|Luật|Pháp lệnh) (?i:{_NAME})(?!\w){_YEAR}")
_AMENDING = re.compile(
    r"(?P<type>Bộ luật|Luật|Pháp lệnh) (?:[Ss]ửa đổi|[Bb]ổ sung)[^.;:\n]{3,160}?(?=[.;:\n]| số \d| năm \d|,? ngày \d|$)"
)
_CONSTITUTION = re.compile(rf"(?P<type>Hiến pháp)(?: nước Cộng hòa xã hội chủ nghĩa Việt Nam)?{_YEAR}")
# A name that is not in the list: capitalised, up to a word or mark that cannot belong to it.
_AFTER_NAME = (
    r"(?:[.;:()\n“”\"]|$|, (?:các|[A-ZĐ]|được|có|ngày|quy)| và (?:các|[A-ZĐ]|văn bản|những|quy)| (?:số|năm|quy định"
    r"|về|được|có|đã|của|thì|là|khi|để|phải|tại|do|theo|với|cho|ngày|này|đối với)(?!\w))"
)
_UNKNOWN_LAW = re.compile(
    rf"(?P<type>Bộ luật|Luật|Pháp lệnh) (?=[{UPPER}])(?!Bộ|Luật)[^.;:()\n“”\"]{{2,80}}?(?={_YEAR}{_AFTER_NAME}){_YEAR}"
)


def law_name_at(text: str, start: int) -> tuple[int, str] | None:
    """The end and the type of the law named at `start`, or None where no name follows the word."""
    for pattern in (_KNOWN_LAW, _AMENDING, _CONSTITUTION, _UNKNOWN_LAW):
        found = pattern.match(text, start, min(len(text), start + 240))
        if found:
            return found.end(), found["type"].casefold()
    return None
