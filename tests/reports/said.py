"""What the printed papers of the tests say, all of it invented, and how they are read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from io import BytesIO
from typing import Any

from docx import Document

from liem.reports.case_data import (
    BallotSheet,
    CountLine,
    CountRecord,
    DecisionPaper,
    Letterhead,
    PersonLine,
    ShortList,
    Signature,
    Submission,
)

PARTY = Letterhead(
    style="party",
    superior="Đảng bộ tỉnh Lâm An",
    issuer="Ban Thường vụ",
    number="12-TTr/TU",
    place="Lâm An",
    dated_on=date(2026, 3, 5),
)
STATE = replace(PARTY, style="state", superior="", issuer="Ủy ban nhân dân tỉnh Lâm An", number="12/TTr-UBND")
SIGNED = Signature(title="Phó bí thư", name="Lê Văn Thử", on_behalf="T/M Ban Thường vụ\nK/T Bí thư")
AN = PersonLine(
    name="Trần Thị An",
    born_on=date(1980, 1, 2),
    sex="Nữ",
    ethnicity="Kinh",
    home="xã An Thạnh",
    party_on=date(2005, 6, 7),
    degree="Thạc sĩ Luật",
    theory="Cao cấp",
    post="Giám đốc Sở A",
    since=date(2021, 11, 1),
    grade="Tốt",
    note="x",
)
BINH = PersonLine(name="Phạm Văn Bình")
SUBMISSION = Submission(
    letterhead=PARTY,
    to="Ban Thường vụ Tỉnh ủy",
    about="về việc kiện toàn chức danh",
    grounds=("Căn cứ quy chế làm việc;", "kết luận của hội nghị"),
    people=(AN, BINH),
    considering=("Xét đề nghị của Ban Tổ chức;",),
    opening="Ban Thường vụ kính trình, như sau:",
    proposal=("Bổ nhiệm hai đồng chí:", "- Đồng chí Trần Thị An."),
    course=("Ngày 01/03/2026: họp.",),
    conditions=("Tuổi: đạt.",),
    conclusion=("Kính đề nghị xem xét.",),
    signature=SIGNED,
    recipients=("Như trên,", "- Lưu."),
)
DECISION = DecisionPaper(
    letterhead=replace(PARTY, number="7-QĐ/TU"),
    about="về việc điều động cán bộ",
    grounds=("quy chế làm việc",),
    articles=("Điều động ông Phạm Văn Bình.", "Có hiệu lực từ ngày ký."),
    signature=SIGNED,
    recipients=("Như Điều 2",),
)
LIST = ShortList(letterhead=PARTY, title="Nhân sự giới thiệu", people=(AN, BINH))
COUNT = CountRecord(
    letterhead=PARTY,
    meeting="Hội nghị cán bộ chủ chốt",
    held_on=date(2026, 3, 4),
    convened=30,
    present=28,
    issued=28,
    returned=27,
    valid=26,
    invalid=1,
    lines=(
        CountLine(name="Trần Thị An", votes=24, share=Fraction(24, 28)),
        CountLine(name="Phạm Văn Bình", votes=2, share=Fraction(2, 28)),
    ),
    tellers=("Ngô Thị Cúc", "Đỗ Văn Dần"),
    chair="Lê Văn Thử",
    announced=False,
)
BALLOT = BallotSheet(
    style="party",
    body="Đảng ủy xã An Thạnh",
    title="Phiếu giới thiệu nhân sự",
    names=("Trần Thị An", "Phạm Văn Bình"),
    choices=("Đồng ý", "Không đồng ý"),
    held_on=date(2026, 3, 4),
)


def opened(content: bytes) -> Any:
    return Document(BytesIO(content))


def lines(place: Any) -> list[str]:
    """The paragraphs that say something, of a document or a cell."""
    return [paragraph.text for paragraph in place.paragraphs if paragraph.text.strip()]


def rows(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def everything(document: Any) -> str:
    return "\n".join(node.text or "" for node in document.element.body.iter() if str(node.tag).endswith("}t"))


def saved(document: Any) -> bytes:
    content = BytesIO()
    document.save(content)
    return content.getvalue()
