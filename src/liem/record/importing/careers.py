"""The sheets of numbers, qualifications, trainings and discipline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db import models

from liem.kernel.errors import LiemError, Message
from liem.record.choices import FORMS_OF, DisciplineSide, IdentifierKind, QualificationKind
from liem.record.identifiers import is_personal_number, kept
from liem.record.importing import labels
from liem.record.importing.organisation import level_of_its_kind
from liem.record.importing.people import person_code, row_code
from liem.record.importing.problems import Problem
from liem.record.importing.roster import Roster
from liem.record.importing.sheets import Column, Kind, Row, Sheet, first_day, last_day
from liem.record.models import Discipline, Identifier, Qualification, Training

_DECISION = Column("decision", Message("Số quyết định", "Decision"), Kind.TEXT, longest=120)
_PROVED_KINDS = tuple(kind for kind in labels.QUALIFICATION_KINDS if kind.value != QualificationKind.LANGUAGE)


def _identifier(row: Row) -> Iterator[models.Model]:
    yield Identifier(
        identity=row.identity,
        person_id=row["person"],
        kind=row["kind"],
        issued_on=row["issued_on"],
        **kept(row["kind"], row["number"]),
    )


def _qualification(row: Row) -> Iterator[models.Model]:
    yield Qualification(
        identity=row.identity,
        person_id=row["person"],
        kind=row["kind"],
        level=row["level"],
        field=row["field"],
        school=row["school"],
        obtained_on=row["obtained_on"],
        certificate=row["certificate"],
    )


def _training(row: Row) -> Iterator[models.Model]:
    yield Training(
        identity=row.identity,
        person_id=row["person"],
        course=row["course"],
        place=row["place"],
        is_refresher=row["is_refresher"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
    )


def _discipline(row: Row) -> Iterator[models.Model]:
    yield Discipline(
        identity=row.identity,
        person_id=row["person"],
        side=row["side"],
        form=row["form"],
        decided_on=row["decided_on"],
        published_on=row["published_on"],
        ends_on=row["ends_on"],
        decision=row["decision"],
        authority=row["authority"],
    )


def _twelve_digits(roster: Roster) -> Iterator[Problem]:
    for row in roster.rows("identifiers"):
        if row["kind"] == IdentifierKind.PERSONAL_NUMBER and not is_personal_number(row["number"]):
            yield roster.problem(row, "number", _not_a_personal_number())


def _one_bearer(roster: Roster) -> Iterator[Problem]:
    """No number names two people, in the file or together with the record. Whom it names is not told."""
    touched = {one.digest for one, _ in roster.of_model(Identifier)}
    bearers: dict[str, set[str]] = defaultdict(set)
    rows: dict[str, Row] = {}
    for one, row in roster.held(Identifier, where="digest", among=touched):
        bearers[one.digest].add(one.person_id)
        if row is not None:
            rows[one.digest] = row
    for digest, row in rows.items():
        if len(bearers[digest]) > 1:
            yield roster.problem(row, "number", _two_bearers())


def _form_of_its_side(roster: Roster) -> Iterator[Problem]:
    for row in roster.rows("discipline"):
        if row["form"] not in FORMS_OF[DisciplineSide(row["side"])]:
            yield roster.problem(row, "form", _form_of_the_other_side())


def _not_a_personal_number() -> LiemError:
    return LiemError(
        "import.personal_number",
        Message(
            "Số định danh cá nhân gồm 12 chữ số, viết liền; trong bảng tính hãy định dạng ô là chữ để giữ số 0 đầu.",
            "A personal identification number has 12 digits without spaces; format the cell as text, so that zeros in "
            "front stay.",
        ),
    )


def _two_bearers() -> LiemError:
    return LiemError(
        "import.two_bearers",
        Message(
            "Số này đã ghi cho một người khác. Hãy kiểm tra số trên giấy tờ; nếu hai mã là một người thì dùng một mã.",
            "This number is entered for somebody else already. Check it on the papers; where two codes are one person, "
            "use one code.",
        ),
    )


def _form_of_the_other_side() -> LiemError:
    return LiemError(
        "import.form_of_discipline",
        Message(
            "Hình thức này không có trong loại kỷ luật ở cột trước: khai trừ chỉ có trong kỷ luật đảng; hạ bậc lương, "
            "giáng chức, bãi nhiệm, buộc thôi việc chỉ có trong kỷ luật hành chính. Hãy sửa một trong hai.",
            "This form does not exist on the side before it: expulsion is Party discipline; pay reduction, demotion, "
            "recall and dismissal are State discipline. Correct one of the two.",
        ),
    )


IDENTIFIERS = Sheet(
    key="identifiers",
    name=Message("Số định danh", "Identifiers"),
    columns=(
        row_code(),
        person_code(),
        Column("kind", Message("Loại số", "Kind"), Kind.CHOICE, required=True, choices=labels.IDENTIFIER_KINDS),
        Column(
            "number",
            Message("Số", "Number"),
            Kind.TEXT,
            required=True,
            longest=60,
            note=Message(
                "Số định danh cá nhân chỉ lưu dạng đã mã hóa một chiều và ba số cuối, không đọc lại được.",
                "Of a personal identification number only a keyed digest and the last three digits are kept.",
            ),
        ),
        Column("issued_on", Message("Ngày cấp", "Issued on"), Kind.DAY),
    ),
    identity=("row",),
    build=_identifier,
    home=("person",),
    unique=(("person", "kind"),),
    checks=(_twelve_digits, _one_bearer),
    examples=(
        {
            "row": "Ví dụ: sd-0001",
            "person": "cb-0001",
            "kind": "Số định danh cá nhân",
            "number": "001185000123",
            "issued_on": "20/07/2021",
        },
        {"row": "Ví dụ: sd-0002", "person": "cb-0002", "kind": "Số thẻ đảng viên", "number": "51.012345"},
    ),
)

QUALIFICATIONS = Sheet(
    key="qualifications",
    name=Message("Trình độ, văn bằng", "Qualifications"),
    columns=(
        row_code(),
        person_code(),
        Column(
            "kind",
            Message("Loại trình độ", "Kind"),
            Kind.CHOICE,
            required=True,
            choices=_PROVED_KINDS,
            note=Message("Ngoại ngữ ghi ở trang “Ngoại ngữ”.", "Foreign languages have a sheet of their own."),
        ),
        Column("level", Message("Trình độ", "Level"), Kind.CHOICE, required=True, choices=labels.QUALIFICATION_LEVELS),
        Column("field", Message("Chuyên ngành", "Field of study"), Kind.TEXT, longest=120),
        Column("school", Message("Cơ sở đào tạo", "School"), Kind.TEXT, longest=200),
        Column("obtained_on", Message("Ngày cấp", "Obtained on"), Kind.DAY),
        Column("certificate", Message("Số văn bằng, chứng chỉ", "Certificate"), Kind.TEXT, longest=120),
    ),
    identity=("row",),
    build=_qualification,
    home=("person",),
    unique=(("person", "kind", "level", "field"),),
    checks=(level_of_its_kind("qualifications"),),
    examples=(
        {
            "row": "Ví dụ: vb-0001",
            "person": "cb-0001",
            "kind": "Lý luận chính trị",
            "level": "Cao cấp lý luận chính trị",
            "school": "Học viện Chính trị khu vực Lâm Sơn",
            "obtained_on": "12/06/2020",
            "certificate": "CC-2020-118",
        },
        {
            "row": "Ví dụ: vb-0002",
            "person": "cb-0002",
            "kind": "Chuyên môn",
            "level": "Đại học",
            "field": "Hành chính học",
            "obtained_on": "01/07/2002",
        },
    ),
)

TRAININGS = Sheet(
    key="trainings",
    name=Message("Đào tạo, bồi dưỡng", "Trainings"),
    columns=(
        row_code(),
        person_code(),
        Column("course", Message("Khóa học", "Course"), Kind.TEXT, required=True),
        Column("place", Message("Nơi học", "Held at"), Kind.TEXT, longest=200),
        Column(
            "is_refresher",
            Message("Cập nhật kiến thức hằng năm", "Yearly refresher"),
            Kind.YES_NO,
            required=True,
        ),
        first_day(),
        last_day(),
    ),
    identity=("row",),
    build=_training,
    home=("person",),
    in_order=(("valid_from", "valid_to"),),
    unique=(("person", "course", "valid_from"),),
    examples=(
        {
            "row": "Ví dụ: bd-0001",
            "person": "cb-0001",
            "course": "Cập nhật kiến thức cho cán bộ lãnh đạo",
            "place": "Trường Chính trị tỉnh Lâm Sơn",
            "is_refresher": "Có",
            "valid_from": "03/03/2025",
            "valid_to": "07/03/2025",
        },
        {
            "row": "Ví dụ: bd-0002",
            "person": "cb-0002",
            "course": "Nghiệp vụ công tác cán bộ",
            "is_refresher": "Không",
            "valid_from": "10/09/2018",
            "valid_to": "28/09/2018",
        },
    ),
)

DISCIPLINE = Sheet(
    key="discipline",
    name=Message("Kỷ luật", "Discipline"),
    columns=(
        row_code(),
        person_code(),
        Column("side", Message("Loại kỷ luật", "Side"), Kind.CHOICE, required=True, choices=labels.DISCIPLINE_SIDES),
        Column("form", Message("Hình thức", "Form"), Kind.CHOICE, required=True, choices=labels.DISCIPLINE_FORMS),
        Column("decided_on", Message("Ngày quyết định", "Decided on"), Kind.DAY, required=True),
        Column("published_on", Message("Ngày công bố", "Published on"), Kind.DAY),
        Column(
            "ends_on",
            Message("Hết hiệu lực ngày", "Has effect until"),
            Kind.DAY,
            note=Message(
                "Ngày cuối cùng quyết định còn hiệu lực. Để trống nếu chưa rõ.",
                "The last day on which the decision has effect. Blank where that is not known.",
            ),
        ),
        _DECISION,
        Column("authority", Message("Cơ quan quyết định", "Authority"), Kind.TEXT),
    ),
    identity=("row",),
    build=_discipline,
    home=("person",),
    in_order=(("decided_on", "published_on"), ("decided_on", "ends_on"), ("published_on", "ends_on")),
    unique=(("person", "side", "form", "decided_on"),),
    checks=(_form_of_its_side,),
    examples=(
        {
            "row": "Ví dụ: kl-0101",
            "person": "cb-0002",
            "side": "Kỷ luật đảng",
            "form": "Khiển trách",
            "decided_on": "04/05/2019",
            "published_on": "10/05/2019",
            "ends_on": "10/05/2020",
            "decision": "31-QĐ/UBKT",
            "authority": "Ủy ban Kiểm tra Tỉnh ủy Lâm Sơn",
        },
        {
            "row": "Ví dụ: kl-0102",
            "person": "cb-0002",
            "side": "Kỷ luật hành chính",
            "form": "Khiển trách",
            "decided_on": "20/05/2019",
        },
    ),
)

SHEETS: tuple[Sheet, ...] = (IDENTIFIERS, QUALIFICATIONS, TRAININGS, DISCIPLINE)
