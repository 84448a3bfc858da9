"""The sheets of people, their tenures and what hangs on a person."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models

from liem.kernel.errors import LiemError, Message
from liem.record.importing import faults, labels
from liem.record.importing.checks import born_before_tenures, kin_of_another, one_state_at_a_time
from liem.record.importing.problems import Problem
from liem.record.importing.roster import Roster
from liem.record.importing.sheets import Column, Kind, Row, Sheet, code, first_day, last_day
from liem.record.kin_terms import RELATION_OF
from liem.record.models import (
    Kinship,
    LanguageSkill,
    Person,
    PersonDetails,
    PoliticalConclusion,
    RecognisedResult,
    Tenure,
)
from liem.record.names import sort_name, without_marks

_ROW = Message("Mã dòng", "Row code")
_ROW_NOTE = Message(
    "Mã riêng của dòng, đặt một lần và giữ nguyên: nhập lại cùng mã với nội dung khác là sửa dòng cũ.",
    "The row's own code, given once and kept: the same code with other content corrects the former row.",
)
_PERSON = Message("Mã cán bộ", "Official")


def row_code() -> Column:
    """The column that names a row which has no code of its own on paper."""
    return code("row", _ROW, note=_ROW_NOTE)


def person_code() -> Column:
    return code("person", _PERSON, "people")


def _person(row: Row) -> Iterator[models.Model]:
    yield Person(key=row["person"])
    yield PersonDetails(
        identity=row.identity,
        person_id=row["person"],
        name=row["name"],
        search_name=without_marks(row["name"]),
        sort_name=sort_name(row["name"]),
        born_on=row["born_on"],
        sex=row["sex"],
        ethnicity=row["ethnicity"],
        home_place_id=row["home_place"],
        joined_party_on=row["joined_party_on"],
        party_official_on=row["party_official_on"],
        birth_place_id=row["birth_place"],
        other_names=row["other_names"],
    )


def _tenure(row: Row) -> Iterator[models.Model]:
    yield Tenure(
        identity=row.identity,
        person_id=row["person"],
        post_id=row["post"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        decision=row["decision"],
        kind=row["kind"],
        field=row["field"],
    )


def _kinship(row: Row) -> Iterator[models.Model]:
    yield Kinship(
        identity=row.identity,
        person_id=row["person"],
        relative_id=row["relative"],
        relation=row["relation"] or RELATION_OF.get(row["term"], ""),
        term=row["term"],
    )


def _language(row: Row) -> Iterator[models.Model]:
    yield LanguageSkill(
        identity=row.identity,
        person_id=row["person"],
        language=row["language"],
        level=row["level"],
        certified_on=row["certified_on"],
    )


def _result(row: Row) -> Iterator[models.Model]:
    yield RecognisedResult(
        identity=row.identity,
        person_id=row["person"],
        title=row["title"],
        recognised_on=row["recognised_on"],
        recognised_by=row["recognised_by"],
    )


def _conclusion(row: Row) -> Iterator[models.Model]:
    yield PoliticalConclusion(
        identity=row.identity,
        person_id=row["person"],
        number=row["number"],
        concluded_on=row["concluded_on"],
        authority=row["authority"],
    )


def _relation_and_term_agree(roster: Roster) -> Iterator[Problem]:
    """A row says what the relative is, in one column or in both alike."""
    for row in roster.rows("kinship"):
        meant = RELATION_OF.get(row["term"], row["relation"])
        if not meant:
            yield roster.problem(row, "relation", faults.required())
        elif row["relation"] not in {"", meant}:
            yield roster.problem(row, "term", _another_relation())


def _another_relation() -> LiemError:
    return LiemError(
        "import.another_relation",
        Message(
            "Cách gọi này không thuộc quan hệ ghi ở cột trước. Hãy sửa một trong hai, hoặc để trống cột trước.",
            "This kin term is not one of the relation in the column before. Correct one of the two, or leave that "
            "column blank.",
        ),
    )


PEOPLE = Sheet(
    key="people",
    name=Message("Cán bộ", "People"),
    columns=(
        code("person", Message("Mã cán bộ", "Code")),
        Column("name", Message("Họ và tên", "Name"), Kind.TEXT, required=True, longest=200),
        Column("born_on", Message("Ngày sinh", "Date of birth"), Kind.DAY),
        Column("sex", Message("Giới tính", "Sex"), Kind.CHOICE, choices=labels.SEXES),
        Column("ethnicity", Message("Dân tộc", "Ethnicity"), Kind.TEXT, longest=60),
        code(
            "home_place",
            Message("Quê quán", "Home place"),
            "places",
            required=False,
            note=Message("Mã địa bàn, đến cấp xã nếu biết.", "Code of the place, down to the commune where known."),
        ),
        Column("joined_party_on", Message("Ngày vào Đảng", "Joined the Party on"), Kind.DAY),
        Column("party_official_on", Message("Ngày vào Đảng chính thức", "Full Party member from"), Kind.DAY),
        code("birth_place", Message("Nơi sinh", "Birth place"), "places", required=False),
        Column("other_names", Message("Tên gọi khác", "Other names"), Kind.TEXT, longest=200),
    ),
    identity=("person",),
    defines=Person,
    build=_person,
    home=("person",),
    in_order=(
        ("born_on", "joined_party_on"),
        ("born_on", "party_official_on"),
        ("joined_party_on", "party_official_on"),
    ),
    checks=(born_before_tenures,),
    examples=(
        {
            "person": "Ví dụ: cb-0001",
            "name": "Đặng Thùy Mẫu",
            "born_on": "05/09/1985",
            "sex": "Nữ",
            "ethnicity": "Kinh",
            "home_place": "xa-an-hoa",
            "joined_party_on": "03/02/2010",
            "party_official_on": "03/02/2011",
            "birth_place": "xa-an-hoa",
        },
        {"person": "Ví dụ: cb-0002", "name": "Lò Văn Thử", "born_on": "20/11/1979", "sex": "Nam", "ethnicity": "Thái"},
    ),
)

TENURES = Sheet(
    key="tenures",
    name=Message("Quá trình công tác", "Tenures"),
    columns=(
        row_code(),
        person_code(),
        code("post", Message("Mã chức danh", "Post"), "posts"),
        first_day(),
        last_day(),
        Column("decision", Message("Số quyết định", "Decision"), Kind.TEXT, longest=120),
        Column("kind", Message("Hình thức", "Kind"), Kind.CHOICE, choices=labels.TENURE_KINDS),
        Column(
            "field",
            Message("Lĩnh vực phụ trách", "Field"),
            Kind.TEXT,
            longest=60,
            note=Message("Chỉ ghi khi khác với lĩnh vực của chức danh.", "Only where it is not the field of the post."),
        ),
    ),
    identity=("row",),
    build=_tenure,
    home=("post", "person"),
    in_order=(("valid_from", "valid_to"),),
    checks=(one_state_at_a_time("tenures", Tenure, "person_id", "post_id"), born_before_tenures),
    examples=(
        {
            "row": "Ví dụ: ct-0001",
            "person": "cb-0001",
            "post": "gd-so-noi-vu",
            "valid_from": "01/07/2021",
            "decision": "120-QĐ/TU",
            "kind": "Bổ nhiệm",
        },
        {
            "row": "Ví dụ: ct-0002",
            "person": "cb-0002",
            "post": "cv-theo-doi-3",
            "valid_from": "01/02/2016",
            "valid_to": "31/12/2023",
        },
    ),
)

KINSHIP = Sheet(
    key="kinship",
    name=Message("Quan hệ gia đình", "Kinship"),
    columns=(
        row_code(),
        person_code(),
        code("relative", Message("Mã người thân", "Relative"), "people"),
        Column(
            "relation",
            Message("Người thân là", "The relative is"),
            Kind.CHOICE,
            choices=labels.RELATIONS,
            note=Message(
                "Người thân là gì của cán bộ ở cột trước, theo bản khai. Chỉ ghi giữa những người đã có trong hồ sơ.",
                "What the relative is to the official, as declared. Only between people on record.",
            ),
        ),
        Column(
            "term",
            Message("Cách gọi", "Kin term"),
            Kind.CHOICE,
            choices=labels.KIN_TERMS,
            note=Message(
                "Cách gọi trong bản khai, ví dụ “Em rể”. Đã ghi cột này thì có thể để trống cột trước.",
                "The word of the declaration. With it, the column before may stay blank.",
            ),
        ),
    ),
    identity=("row",),
    build=_kinship,
    home=("person",),
    unique=(("person", "relative", "relation"),),
    checks=(kin_of_another, _relation_and_term_agree),
    examples=(
        {
            "row": "Ví dụ: gd-0001",
            "person": "cb-0001",
            "relative": "cb-0002",
            "relation": "Vợ hoặc chồng",
            "term": "Chồng",
        },
        {"row": "Ví dụ: gd-0002", "person": "cb-0002", "relative": "cb-0001", "relation": "Vợ hoặc chồng"},
    ),
)

LANGUAGES = Sheet(
    key="languages",
    name=Message("Ngoại ngữ", "Languages"),
    columns=(
        row_code(),
        person_code(),
        Column("language", Message("Ngoại ngữ", "Language"), Kind.TEXT, required=True, longest=60),
        Column("level", Message("Trình độ", "Level"), Kind.TEXT, longest=20),
        Column("certified_on", Message("Ngày cấp chứng chỉ", "Certified on"), Kind.DAY),
    ),
    identity=("row",),
    build=_language,
    home=("person",),
    unique=(("person", "language"),),
    examples=(
        {"row": "Ví dụ: nn-0001", "person": "cb-0001", "language": "Tiếng Anh", "level": "B2"},
        {"row": "Ví dụ: nn-0002", "person": "cb-0002", "language": "Tiếng Lào", "certified_on": "15/06/2019"},
    ),
)

RESULTS = Sheet(
    key="results",
    name=Message("Kết quả được ghi nhận", "Recognised results"),
    columns=(
        row_code(),
        person_code(),
        Column("title", Message("Kết quả, sản phẩm", "Result"), Kind.TEXT, required=True),
        Column("recognised_on", Message("Ngày ghi nhận", "Recognised on"), Kind.DAY, required=True),
        Column("recognised_by", Message("Cơ quan ghi nhận", "Recognised by"), Kind.TEXT, required=True),
    ),
    identity=("row",),
    build=_result,
    home=("person",),
    examples=(
        {
            "row": "Ví dụ: kq-0001",
            "person": "cb-0001",
            "title": "Rút ngắn thời gian trả hồ sơ đất đai",
            "recognised_on": "20/12/2024",
            "recognised_by": "Ủy ban nhân dân tỉnh Lâm Sơn",
        },
        {
            "row": "Ví dụ: kq-0002",
            "person": "cb-0002",
            "title": "Số hóa sổ theo dõi cán bộ",
            "recognised_on": "15/01/2025",
            "recognised_by": "Sở Nội vụ tỉnh Lâm Sơn",
        },
    ),
)

CONCLUSIONS = Sheet(
    key="conclusions",
    name=Message("Kết luận chính trị", "Political conclusions"),
    columns=(
        row_code(),
        person_code(),
        Column(
            "number",
            Message("Số kết luận", "Number"),
            Kind.TEXT,
            required=True,
            longest=60,
            note=Message(
                "Chỉ ghi số, ngày, cơ quan của kết luận về tiêu chuẩn chính trị. Không ghi nội dung.",
                "Number, date and authority of the political-standards conclusion only, never its content.",
            ),
        ),
        Column("concluded_on", Message("Ngày kết luận", "Dated"), Kind.DAY, required=True),
        Column("authority", Message("Cơ quan kết luận", "Authority"), Kind.TEXT, required=True),
    ),
    identity=("row",),
    build=_conclusion,
    home=("person",),
    examples=(
        {
            "row": "Ví dụ: kl-0001",
            "person": "cb-0001",
            "number": "15-KL/BTCTU",
            "concluded_on": "10/03/2021",
            "authority": "Ban Tổ chức Tỉnh ủy Lâm Sơn",
        },
        {
            "row": "Ví dụ: kl-0002",
            "person": "cb-0002",
            "number": "16-KL/BTCTU",
            "concluded_on": "10/03/2021",
            "authority": "Ban Tổ chức Tỉnh ủy Lâm Sơn",
        },
    ),
)

SHEETS: tuple[Sheet, ...] = (PEOPLE, TENURES, KINSHIP, LANGUAGES, RESULTS, CONCLUSIONS)
