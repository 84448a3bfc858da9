"""The sheets of evaluations, declarations and attestations."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models

from liem.kernel.errors import Message
from liem.record.importing import labels
from liem.record.importing.people import person_code, row_code
from liem.record.importing.sheets import Column, Kind, Row, Sheet, code
from liem.record.models import (
    Attestation,
    Declaration,
    DeclarationDuty,
    Evaluation,
    EvaluationCriterion,
    EvaluationForm,
    EvaluationProduct,
)

_BODY = Message("Mã tổ chức", "Body")
_FIRST_YEAR, _LAST_YEAR = 1950, 2100


def year() -> Column:
    return Column("year", Message("Năm", "Year"), Kind.NUMBER, required=True, least=_FIRST_YEAR, most=_LAST_YEAR)


def _evaluation(row: Row) -> Iterator[models.Model]:
    yield Evaluation(key=row["evaluation"], person_id=row["person"], body_id=row["body"], year=row["year"])
    yield EvaluationForm(
        identity=row.identity,
        evaluation_id=row["evaluation"],
        grade=row["grade"],
        collective_grade=row["collective_grade"],
        body_result=row["body_result"],
        evaluated_on=row["evaluated_on"],
        assessed_by=row["assessed_by"],
    )


def _product(row: Row) -> Iterator[models.Model]:
    yield EvaluationProduct(identity=row.identity, evaluation_id=row["evaluation"], title=row["title"])


def _criterion(row: Row) -> Iterator[models.Model]:
    yield EvaluationCriterion(
        identity=row.identity,
        evaluation_id=row["evaluation"],
        title=row["title"],
        assessor=row["assessor"],
        grade=row["grade"],
        remark=row["remark"],
    )


def _duty(row: Row) -> Iterator[models.Model]:
    yield DeclarationDuty(
        key=row["duty"], person_id=row["person"], body_id=row["body"], year=row["year"], due_on=row["due_on"]
    )


def _step(row: Row) -> Iterator[models.Model]:
    yield Declaration(identity=row.identity, duty_id=row["duty"], step=row["step"], taken_on=row["taken_on"])


def _attestation(row: Row) -> Iterator[models.Model]:
    yield Attestation(
        identity=row.identity,
        subject=row["subject"],
        section=row["section"],
        complete_to=row["complete_to"],
        attested_by=row["attested_by"],
        attested_on=row["attested_on"],
    )


EVALUATIONS = Sheet(
    key="evaluations",
    name=Message("Đánh giá", "Evaluations"),
    columns=(
        code("evaluation", Message("Mã đánh giá", "Evaluation code")),
        person_code(),
        code("body", _BODY, "bodies"),
        year(),
        Column("evaluated_on", Message("Ngày đánh giá", "Evaluated on"), Kind.DAY, required=True),
        Column("grade", Message("Xếp loại cá nhân", "Grade"), Kind.CHOICE, choices=labels.GRADES),
        Column(
            "collective_grade",
            Message("Xếp loại tập thể", "Grade of the collective"),
            Kind.CHOICE,
            choices=labels.GRADES,
        ),
        Column("body_result", Message("Kết quả của cơ quan, đơn vị", "Result of the body"), Kind.TEXT),
        Column("assessed_by", Message("Cấp đánh giá", "Assessed by"), Kind.TEXT, longest=200),
    ),
    identity=("evaluation",),
    defines=Evaluation,
    build=_evaluation,
    home=("body",),
    unique=(("person", "body", "year"),),
    examples=(
        {
            "evaluation": "Ví dụ: dg-0001-2024",
            "person": "cb-0001",
            "body": "so-noi-vu",
            "year": "2024",
            "evaluated_on": "15/12/2024",
            "grade": "Hoàn thành xuất sắc nhiệm vụ",
            "collective_grade": "Hoàn thành tốt nhiệm vụ",
            "body_result": "Hoàn thành 14 trên 15 nhiệm vụ được giao",
            "assessed_by": "Ban Thường vụ Tỉnh ủy Lâm Sơn",
        },
        {
            "evaluation": "Ví dụ: dg-0002-2024",
            "person": "cb-0002",
            "body": "so-noi-vu",
            "year": "2024",
            "evaluated_on": "15/12/2024",
            "grade": "Hoàn thành tốt nhiệm vụ",
        },
    ),
)

PRODUCTS = Sheet(
    key="products",
    name=Message("Sáng kiến, sản phẩm", "Products"),
    columns=(
        row_code(),
        code("evaluation", Message("Mã đánh giá", "Evaluation"), "evaluations"),
        Column("title", Message("Sáng kiến, sản phẩm", "Initiative or product"), Kind.TEXT, required=True),
    ),
    identity=("row",),
    build=_product,
    home=("evaluation",),
    unique=(("evaluation", "title"),),
    examples=(
        {"row": "Ví dụ: sp-0001", "evaluation": "dg-0001-2024", "title": "Sổ tay tiếp dân bằng hai thứ tiếng"},
        {"row": "Ví dụ: sp-0002", "evaluation": "dg-0001-2024", "title": "Bộ mẫu biên bản kiểm phiếu"},
    ),
)

CRITERIA = Sheet(
    key="criteria",
    name=Message("Tiêu chí đánh giá", "Evaluation criteria"),
    columns=(
        row_code(),
        code("evaluation", Message("Mã đánh giá", "Evaluation"), "evaluations"),
        Column("title", Message("Tiêu chí", "Criterion"), Kind.TEXT, required=True),
        Column(
            "assessor", Message("Ai đánh giá", "Who assessed"), Kind.CHOICE, required=True, choices=labels.ASSESSORS
        ),
        Column("grade", Message("Mức đánh giá", "Grade"), Kind.CHOICE, choices=labels.GRADES),
        Column("remark", Message("Nhận xét", "Remark"), Kind.TEXT),
    ),
    identity=("row",),
    build=_criterion,
    home=("evaluation",),
    unique=(("evaluation", "title", "assessor"),),
    examples=(
        {
            "row": "Ví dụ: tc-0001",
            "evaluation": "dg-0001-2024",
            "title": "Kết quả thực hiện nhiệm vụ được giao",
            "assessor": "Người đứng đầu",
            "grade": "Hoàn thành xuất sắc nhiệm vụ",
        },
        {
            "row": "Ví dụ: tc-0002",
            "evaluation": "dg-0001-2024",
            "title": "Kết quả thực hiện nhiệm vụ được giao",
            "assessor": "Cấp dưới",
            "grade": "Hoàn thành tốt nhiệm vụ",
        },
    ),
)

DUTIES = Sheet(
    key="duties",
    name=Message("Nghĩa vụ kê khai", "Declaration duties"),
    columns=(
        code("duty", Message("Mã bản kê khai", "Declaration code")),
        person_code(),
        code("body", _BODY, "bodies"),
        year(),
        Column("due_on", Message("Hạn nộp", "Due on"), Kind.DAY, required=True),
    ),
    identity=("duty",),
    defines=DeclarationDuty,
    build=_duty,
    home=("body",),
    examples=(
        {
            "duty": "Ví dụ: kk-0001-2025",
            "person": "cb-0001",
            "body": "so-noi-vu",
            "year": "2025",
            "due_on": "31/12/2025",
        },
        {
            "duty": "Ví dụ: kk-0002-2025",
            "person": "cb-0002",
            "body": "so-noi-vu",
            "year": "2025",
            "due_on": "31/12/2025",
        },
    ),
)

STEPS = Sheet(
    key="steps",
    name=Message("Các bước kê khai", "Declaration steps"),
    columns=(
        row_code(),
        code("duty", Message("Mã bản kê khai", "Declaration"), "duties"),
        Column(
            "step",
            Message("Bước", "Step"),
            Kind.CHOICE,
            required=True,
            choices=labels.DECLARATION_STEPS,
            note=Message("Không ghi số tiền, tài sản.", "Amounts and assets are never entered."),
        ),
        Column("taken_on", Message("Ngày thực hiện", "On"), Kind.DAY, required=True),
    ),
    identity=("row",),
    build=_step,
    home=("duty",),
    unique=(("duty", "step", "taken_on"),),
    examples=(
        {"row": "Ví dụ: bk-0001", "duty": "kk-0001-2025", "step": "Đã nộp", "taken_on": "20/12/2025"},
        {"row": "Ví dụ: bk-0002", "duty": "kk-0001-2025", "step": "Đã công khai", "taken_on": "10/01/2026"},
    ),
)

ATTESTATIONS = Sheet(
    key="attestations",
    name=Message("Xác nhận đầy đủ", "Attestations"),
    columns=(
        row_code(),
        code(
            "subject",
            Message("Xác nhận về", "About"),
            "people",
            "bodies",
            "evaluations",
            "candidacies",
            "meetings",
            "succession_lists",
            note=Message(
                "Mã của cán bộ, tổ chức, đánh giá, hồ sơ nhân sự, hội nghị, danh sách quy hoạch có phần dữ liệu này.",
                "Code of the official, body, evaluation, candidacy, meeting or succession list of the section.",
            ),
        ),
        Column("section", Message("Phần dữ liệu", "Section"), Kind.CHOICE, required=True, choices=labels.SECTIONS),
        Column(
            "complete_to",
            Message("Đầy đủ đến ngày", "Complete to"),
            Kind.DAY,
            required=True,
            note=Message("Tính cả ngày đó.", "That day included."),
        ),
        Column("attested_by", Message("Người xác nhận", "Attested by"), Kind.TEXT, required=True, longest=200),
        Column("attested_on", Message("Ngày xác nhận", "Attested on"), Kind.DAY, required=True),
    ),
    identity=("row",),
    build=_attestation,
    home=("subject",),
    in_order=(("complete_to", "attested_on"),),
    examples=(
        {
            "row": "Ví dụ: xn-0001",
            "subject": "cb-0001",
            "section": "Quan hệ gia đình",
            "complete_to": "30/06/2026",
            "attested_by": "Hà Thị Soát, Văn phòng Sở",
            "attested_on": "05/07/2026",
        },
        {
            "row": "Ví dụ: xn-0002",
            "subject": "dg-0001-2024",
            "section": "Phiếu đánh giá",
            "complete_to": "31/12/2024",
            "attested_by": "Hà Thị Soát, Văn phòng Sở",
            "attested_on": "05/01/2025",
        },
    ),
)

SHEETS: tuple[Sheet, ...] = (EVALUATIONS, PRODUCTS, CRITERIA, DUTIES, STEPS, ATTESTATIONS)
