"""The sheets of recruitment, bodies answered for, places of residence and stays abroad."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models

from liem.kernel.errors import Message
from liem.record.importing import labels
from liem.record.importing.checks import one_state_at_a_time
from liem.record.importing.people import person_code, row_code
from liem.record.importing.sheets import Column, Kind, Row, Sheet, code, first_day, last_day
from liem.record.models import Recruitment, Residence, Responsibility, StayAbroad

_BODY = Message("Mã tổ chức", "Body")
_DECISION = Column("decision", Message("Số quyết định", "Decision"), Kind.TEXT, longest=120)


def _recruitment(row: Row) -> Iterator[models.Model]:
    yield Recruitment(
        identity=row.identity,
        person_id=row["person"],
        body_id=row["body"],
        way=row["way"],
        is_open=row["is_open"],
        talent_source=row["talent_source"],
        decided_on=row["decided_on"],
        decision=row["decision"],
    )


def _responsibility(row: Row) -> Iterator[models.Model]:
    yield Responsibility(
        identity=row.identity,
        person_id=row["person"],
        body_id=row["body"],
        decision=row["decision"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
    )


def _residence(row: Row) -> Iterator[models.Model]:
    yield Residence(
        identity=row.identity,
        person_id=row["person"],
        place_id=row["place"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
    )


def _stay_abroad(row: Row) -> Iterator[models.Model]:
    yield StayAbroad(
        identity=row.identity,
        person_id=row["person"],
        purpose=row["purpose"],
        country=row["country"],
        permission=row["permission"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
    )


RECRUITMENTS = Sheet(
    key="recruitments",
    name=Message("Tuyển dụng", "Recruitments"),
    columns=(
        row_code(),
        person_code(),
        code("body", _BODY, "bodies", note=Message("Tổ chức tuyển dụng.", "The body that recruited.")),
        Column("way", Message("Cách tuyển", "Way"), Kind.CHOICE, required=True, choices=labels.RECRUITMENT_WAYS),
        Column(
            "is_open",
            Message("Thi, xét tuyển công khai", "Open competition"),
            Kind.YES_NO,
            note=Message("Có: ai đủ điều kiện cũng được dự tuyển.", "Yes: everybody who qualified could apply."),
        ),
        Column(
            "talent_source",
            Message("Nguồn thu hút nhân tài", "Source of talent"),
            Kind.CHOICE,
            choices=labels.TALENT_SOURCES,
            note=Message(
                "Chỉ ghi khi tuyển theo chính sách thu hút, trọng dụng người có tài năng.",
                "Only where a policy for talented people was applied.",
            ),
        ),
        Column("decided_on", Message("Ngày quyết định", "Decided on"), Kind.DAY, required=True),
        _DECISION,
    ),
    identity=("row",),
    build=_recruitment,
    home=("person",),
    unique=(("person", "body", "decided_on"),),
    examples=(
        {
            "row": "Ví dụ: td-0001",
            "person": "cb-0001",
            "body": "so-noi-vu",
            "way": "Thi tuyển",
            "is_open": "Có",
            "decided_on": "15/08/2008",
            "decision": "77-QĐ/SNV",
        },
        {
            "row": "Ví dụ: td-0002",
            "person": "cb-0002",
            "body": "so-noi-vu",
            "way": "Xét tuyển",
            "is_open": "Có",
            "talent_source": "Sinh viên tốt nghiệp xuất sắc",
            "decided_on": "01/09/2004",
        },
    ),
)

RESPONSIBILITIES = Sheet(
    key="responsibilities",
    name=Message("Phân công phụ trách", "Responsibilities"),
    columns=(
        row_code(),
        person_code(),
        code(
            "body",
            _BODY,
            "bodies",
            note=Message(
                "Địa phương, cơ quan, đơn vị mà ủy viên ban thường vụ được phân công phụ trách.",
                "The body for which a member of the standing committee answers.",
            ),
        ),
        _DECISION,
        first_day(),
        last_day(),
    ),
    identity=("row",),
    build=_responsibility,
    home=("body", "person"),
    in_order=(("valid_from", "valid_to"),),
    checks=(one_state_at_a_time("responsibilities", Responsibility, "person_id", "body_id"),),
    examples=(
        {
            "row": "Ví dụ: pt-0001",
            "person": "cb-0001",
            "body": "so-noi-vu",
            "decision": "44-TB/TU",
            "valid_from": "01/11/2025",
        },
        {
            "row": "Ví dụ: pt-0002",
            "person": "cb-0002",
            "body": "so-noi-vu",
            "valid_from": "01/03/2023",
            "valid_to": "31/10/2025",
        },
    ),
)

RESIDENCES = Sheet(
    key="residences",
    name=Message("Nơi cư trú", "Residences"),
    columns=(
        row_code(),
        person_code(),
        code(
            "place",
            Message("Mã địa bàn", "Place"),
            "places",
            note=Message(
                "Đơn vị hành chính nơi cán bộ sinh sống. Không ghi địa chỉ.",
                "The administrative unit in which the official lives. Never an address.",
            ),
        ),
        first_day(),
        last_day(),
    ),
    identity=("row",),
    build=_residence,
    home=("person",),
    in_order=(("valid_from", "valid_to"),),
    checks=(one_state_at_a_time("residences", Residence, "person_id"),),
    examples=(
        {
            "row": "Ví dụ: cu-0001",
            "person": "cb-0001",
            "place": "xa-an-hoa",
            "valid_from": "01/09/2003",
            "valid_to": "30/06/2015",
        },
        {"row": "Ví dụ: cu-0002", "person": "cb-0001", "place": "tinh-lam-son", "valid_from": "01/07/2015"},
    ),
)

STAYS_ABROAD = Sheet(
    key="stays_abroad",
    name=Message("Thời gian ở nước ngoài", "Stays abroad"),
    columns=(
        row_code(),
        person_code(),
        Column("purpose", Message("Mục đích", "Purpose"), Kind.CHOICE, required=True, choices=labels.STAY_PURPOSES),
        Column("country", Message("Nước đến", "Country"), Kind.TEXT, required=True, longest=120),
        Column(
            "permission",
            Message("Văn bản cho phép", "Permission"),
            Kind.TEXT,
            longest=120,
            note=Message("Số, ký hiệu của văn bản cho phép đi.", "Number of the paper that permitted the stay."),
        ),
        first_day(),
        last_day(),
    ),
    identity=("row",),
    build=_stay_abroad,
    home=("person",),
    in_order=(("valid_from", "valid_to"),),
    unique=(("person", "country", "valid_from"),),
    examples=(
        {
            "row": "Ví dụ: nn-0001",
            "person": "cb-0001",
            "purpose": "Học tập",
            "country": "Xin-ga-po",
            "permission": "118-QĐ/UBND",
            "valid_from": "05/01/2016",
            "valid_to": "20/12/2016",
        },
        {
            "row": "Ví dụ: nn-0002",
            "person": "cb-0002",
            "purpose": "Công tác",
            "country": "Nhật Bản",
            "valid_from": "10/06/2024",
            "valid_to": "21/06/2024",
        },
    ),
)

SHEETS: tuple[Sheet, ...] = (RECRUITMENTS, RESPONSIBILITIES, RESIDENCES, STAYS_ABROAD)
