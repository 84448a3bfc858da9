"""A unit officer names only people within reach, on whatever sheet: who they are to one another is told by findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.procedures.models import CandidacyState, Participation
from liem.record.models import EvaluationForm

from .conftest import Appoint, Import
from .rosters import PROVINCE, SHEETS, Cells, Typed, bodies, people, posts, stored, tenures

KIN = ["Mã dòng", "Mã cán bộ", "Mã người thân", "Người thân là"]
EVALUATION = ["Mã đánh giá", "Mã cán bộ", "Mã tổ chức", "Năm", "Ngày đánh giá", "Xếp loại cá nhân"]
CANDIDACY = [
    "Mã hồ sơ nhân sự",
    "Mã cán bộ",
    "Mã tổ chức",
    "Loại việc",
    "Ngày bắt đầu xem xét",
    "Ngày quyết định",
    "Số quyết định",
]
PARTICIPANT = ["Mã dòng", "Mã hồ sơ nhân sự", "Mã cán bộ", "Tham gia ở khâu", "Không tham gia để tránh xung đột"]
MEETING = ["Mã hội nghị", "Mã tổ chức", "Nội dung giới thiệu", "Ngày họp", "Số vị trí cần chọn"]
ATTESTATION = ["Mã dòng", "Xác nhận về", "Phần dữ liệu", "Đầy đủ đến ngày", "Người xác nhận", "Ngày xác nhận"]
LIST = ["Mã danh sách", "Mã tổ chức", "Chức danh quy hoạch", "Mã nhiệm kỳ", "Ngày phê duyệt"]
ORDINARY = ["Chuyên viên", "Không", "Không", "Không"]


@dataclass(frozen=True)
class Naming:
    """A row that names somebody, where PERSON stands, at agency a."""

    sheet: str
    title: str
    headings: Cells
    row: Sequence[object]
    letter: str

    def of(self, person: str) -> Typed:
        return {self.title: [self.headings, [person if cell == PERSON else cell for cell in self.row]]}


PERSON = "PERSON"
NAMINGS = {
    "tenure": Naming(
        "tenures",
        "Quá trình công tác",
        ["Mã dòng", "Mã cán bộ", "Mã chức danh", "Từ ngày"],
        ["1", PERSON, "post-a2", "01/01/2025"],
        "B",
    ),
    "kinship": Naming("kinship", "Quan hệ gia đình", KIN, ["1", PERSON, "in-a2", "Con"], "B"),
    "relative": Naming("kinship", "Quan hệ gia đình", KIN, ["1", "in-a2", PERSON, "Con"], "C"),
    "language": Naming(
        "languages", "Ngoại ngữ", ["Mã dòng", "Mã cán bộ", "Ngoại ngữ"], ["1", PERSON, "Tiếng Anh"], "B"
    ),
    "result": Naming(
        "results",
        "Kết quả được ghi nhận",
        ["Mã dòng", "Mã cán bộ", "Kết quả, sản phẩm", "Ngày ghi nhận", "Cơ quan ghi nhận"],
        ["1", PERSON, "Sổ tay", "01/02/2025", "Sở A"],
        "B",
    ),
    "conclusion": Naming(
        "conclusions",
        "Kết luận chính trị",
        ["Mã dòng", "Mã cán bộ", "Số kết luận", "Ngày kết luận", "Cơ quan kết luận"],
        ["1", PERSON, "1-KL", "01/02/2025", "Ban A"],
        "B",
    ),
    "evaluation": Naming("evaluations", "Đánh giá", EVALUATION, ["dg", PERSON, "a", 2024, "15/12/2024", None], "B"),
    "declaration duty": Naming(
        "duties",
        "Nghĩa vụ kê khai",
        ["Mã bản kê khai", "Mã cán bộ", "Mã tổ chức", "Năm", "Hạn nộp"],
        ["kk", PERSON, "a", 2024, "31/12/2024"],
        "B",
    ),
    "attestation": Naming(
        "attestations",
        "Xác nhận đầy đủ",
        ATTESTATION,
        ["1", PERSON, "Quá trình công tác", "30/06/2026", "Hà Thị Soát", "05/07/2026"],
        "B",
    ),
    "candidacy": Naming(
        "candidacies", "Hồ sơ nhân sự", CANDIDACY, ["ns", PERSON, "a", "Bổ nhiệm", "01/02/2026", None, None], "B"
    ),
    "participant": Naming(
        "participants", "Người tham gia", PARTICIPANT, ["1", "ns-a", PERSON, "Đề xuất", "Không"], "C"
    ),
    "identifier": Naming(
        "identifiers",
        "Số định danh",
        ["Mã dòng", "Mã cán bộ", "Loại số", "Số"],
        ["1", PERSON, "Số thẻ đảng viên", "51.000001"],
        "B",
    ),
    "qualification": Naming(
        "qualifications",
        "Trình độ, văn bằng",
        ["Mã dòng", "Mã cán bộ", "Loại trình độ", "Trình độ"],
        ["1", PERSON, "Chuyên môn", "Đại học"],
        "B",
    ),
    "training": Naming(
        "trainings",
        "Đào tạo, bồi dưỡng",
        ["Mã dòng", "Mã cán bộ", "Khóa học", "Cập nhật kiến thức hằng năm"],
        ["1", PERSON, "Nghiệp vụ công tác cán bộ", "Không"],
        "B",
    ),
    "discipline": Naming(
        "discipline",
        "Kỷ luật",
        ["Mã dòng", "Mã cán bộ", "Loại kỷ luật", "Hình thức", "Ngày quyết định"],
        ["1", PERSON, "Kỷ luật đảng", "Khiển trách", "01/02/2025"],
        "B",
    ),
    "succession": Naming(
        "succession",
        "Quy hoạch cán bộ",
        ["Mã dòng", "Mã cán bộ", "Mã danh sách", "Ngày phê duyệt"],
        ["1", PERSON, "qh-a", "01/02/2026"],
        "B",
    ),
    "recruitment": Naming(
        "recruitments",
        "Tuyển dụng",
        ["Mã dòng", "Mã cán bộ", "Mã tổ chức", "Cách tuyển", "Ngày quyết định"],
        ["1", PERSON, "a", "Thi tuyển", "01/02/2010"],
        "B",
    ),
    "responsibility": Naming(
        "responsibilities", "Phân công phụ trách", ["Mã dòng", "Mã cán bộ", "Mã tổ chức"], ["1", PERSON, "a"], "B"
    ),
    "residence": Naming("residences", "Nơi cư trú", ["Mã dòng", "Mã cán bộ", "Mã địa bàn"], ["1", PERSON, "xa-x"], "B"),
    "stay abroad": Naming(
        "stays_abroad",
        "Thời gian ở nước ngoài",
        ["Mã dòng", "Mã cán bộ", "Mục đích", "Nước đến"],
        ["1", PERSON, "Học tập", "Nhật Bản"],
        "B",
    ),
    "nominee": Naming(
        "names", "Người được giới thiệu", ["Mã dòng", "Mã hội nghị", "Mã cán bộ"], ["1", "hn-a", PERSON], "C"
    ),
}


FOR_UNITS = [name for name, naming in NAMINGS.items() if naming.sheet != "kinship"]  # a unit sees no kin


def agency(code: str) -> list[object]:
    return [code, f"Sở {code}", "Cơ quan chuyên môn", "Cấp tỉnh", "tinh-uy"]


def post(code: str, body: str) -> list[object]:
    return [code, body, f"Chức danh {code}", *ORDINARY]


@pytest.fixture
def unit_officer(bring_in: Import, appoint: Appoint) -> Acting:
    """Of agency a. On record are a and b with their people, `unplaced` without a post, and papers of both."""
    report = bring_in(
        bodies(PROVINCE, agency("a"), agency("b"))
        | posts(post("post-a", "a"), post("post-a2", "a"), post("post-b", "b"))
        | people(
            *(["in-a", "Lò Thị Mây"], ["in-a2", "Đinh Văn Núi"]),
            *(["in-b", "Hà Thu Biết", "05/09/1985"], ["unplaced", "Bế Văn Chờ"]),
        )
        | tenures(
            ["t-a", "in-a", "post-a", "01/01/2024"],
            ["t-a2", "in-a2", "post-a", "01/01/2024"],
            ["t-b", "in-b", "post-b", "01/01/2024"],
        )
        | {
            "Địa bàn": [["Mã địa bàn", "Tên địa bàn", "Cấp"], ["xa-x", "Xã X", "Cấp xã"]],
            "Đánh giá": [EVALUATION, ["dg-a", "in-a", "a", 2023, "15/12/2023", None], _evaluation_elsewhere("b")],
            "Hồ sơ nhân sự": [CANDIDACY, ["ns-a", "in-a", "a", "Bổ nhiệm", "01/02/2026", None, None]],
            "Người tham gia": [PARTICIPANT, ["tg-b", "ns-a", "in-b", "Đề xuất", "Không"]],
            "Nhiệm kỳ": [["Mã nhiệm kỳ", "Mã tổ chức", "Tên nhiệm kỳ"], ["nk", "tinh-uy", "2025–2030"]],
            "Danh sách quy hoạch": [LIST, ["qh-a", "a", "post-a2", "nk", "01/02/2026"]],
            "Hội nghị giới thiệu": [MEETING, ["hn-a", "a", "Giới thiệu phó giám đốc", "12/03/2026", 1]],
        }
    )
    assert report.errors == ()
    return appoint(Role.UNIT_OFFICER, "a")


def _evaluation_elsewhere(body: str) -> list[object]:
    return ["dg-b", "in-b", body, 2023, "15/12/2023", None]


def test_every_sheet_that_names_people_is_tried_here() -> None:
    naming = {sheet.key for sheet in SHEETS if any("people" in column.refers for column in sheet.columns)}

    assert {one.sheet for one in NAMINGS.values()} == naming


@pytest.mark.parametrize("person", ["in-b", "unplaced"])
@pytest.mark.parametrize("name", FOR_UNITS)
def test_a_unit_officer_cannot_name_anybody_outside(
    name: str, person: str, unit_officer: Acting, bring_in: Import
) -> None:
    before = stored()

    report = bring_in(NAMINGS[name].of(person), by=unit_officer)

    assert [(error.code, error.row, error.letter) for error in report.errors] == [
        ("import.out_of_reach", 2, NAMINGS[name].letter)
    ]
    assert stored() == before


@pytest.mark.parametrize("name", FOR_UNITS)
def test_a_unit_officer_names_the_own_people(name: str, unit_officer: Acting, bring_in: Import) -> None:
    report = bring_in(NAMINGS[name].of("in-a"), by=unit_officer)

    assert (report.errors, report.changed) == ((), 1)


@pytest.mark.parametrize("person", ["in-b", "unplaced"])
@pytest.mark.parametrize("name", NAMINGS)
@pytest.mark.usefixtures("unit_officer")
def test_the_organisation_commission_names_anybody(name: str, person: str, bring_in: Import) -> None:
    report = bring_in(NAMINGS[name].of(person))

    assert (report.errors, report.changed) == ((), 1)


@pytest.mark.parametrize("name", FOR_UNITS)
def test_a_unit_officer_names_somebody_whom_the_file_puts_into_an_own_post(
    name: str, unit_officer: Acting, bring_in: Import
) -> None:
    arrival = {
        "Cán bộ": [["Mã cán bộ", "Họ và tên"], ["new", "Cầm Thị Mới"]],
        "Quá trình công tác": [["Mã dòng", "Mã cán bộ", "Mã chức danh", "Từ ngày"], ["t", "new", "post-a", None]],
    }
    naming = NAMINGS[name].of("new")
    if NAMINGS[name].sheet == "tenures":
        arrival["Quá trình công tác"].append(list(naming["Quá trình công tác"][1]))
        naming = {}

    report = bring_in(arrival | naming, by=unit_officer)

    assert (report.errors, report.changed) == ((), 3)


@pytest.mark.parametrize(
    "tenure", [[], [["t", "new", "post-b", "01/01/2025"]]], ids=["into no post", "into another's post"]
)
def test_a_unit_officer_brings_nobody_in_beyond_the_own_posts(
    tenure: list[list[object]], unit_officer: Acting, bring_in: Import
) -> None:
    before = stored()

    report = bring_in(
        people(["new", "Cầm Thị Mới"]) | tenures(*tenure) | NAMINGS["participant"].of("new"), by=unit_officer
    )

    places = [(error.code, error.sheet, error.letter) for error in report.errors]
    elsewhere = [("import.out_of_reach", "Quá trình công tác", "C")] if tenure else []
    assert places == [
        ("import.out_of_reach", "Cán bộ", "A"),
        *elsewhere,
        ("import.out_of_reach", "Người tham gia", "C"),
    ]
    assert stored() == before


def test_a_faulty_tenure_is_told_once_not_again_at_every_row_that_names_the_person(
    unit_officer: Acting, bring_in: Import
) -> None:
    typed = people(["new", "Cầm Thị Mới"]) | tenures(["t", "new", "post-a", "31/02/2025"])

    report = bring_in(typed | NAMINGS["participant"].of("new"), by=unit_officer)

    assert [(error.code, error.sheet) for error in report.errors] == [("import.no_such_day", "Quá trình công tác")]


def test_the_refusal_says_who_enters_the_others(unit_officer: Acting, bring_in: Import) -> None:
    report = bring_in(NAMINGS["participant"].of("in-b"), by=unit_officer)

    assert report.errors[0].message.vi == (
        "Cán bộ “in-b” nằm ngoài phạm vi được giao. Cán bộ tổ chức của đơn vị chỉ ghi người của đơn vị mình, hoặc "
        "người mới mà chính tệp này đưa vào một chức danh của đơn vị; người khác do Ban Tổ chức nhập. Hãy bỏ dòng này "
        "và chuyển cho Ban Tổ chức."
    )
    assert "entered by the Organisation Commission" in report.errors[0].message.en


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ({"Đánh giá": [EVALUATION, ["dg-b", "in-a", "a", 2023, "15/12/2023", None]]}, ("Đánh giá", "A")),
        (tenures(["t-new", "in-b", "post-a", "01/01/1980"]), ("Quá trình công tác", "B")),
    ],
    ids=["an evaluation under the code of another's", "a tenure before the birth of another"],
)
def test_a_refusal_tells_nothing_of_what_is_on_record_elsewhere(
    typed: Typed, place: tuple[str, str], unit_officer: Acting, bring_in: Import
) -> None:
    report = bring_in(typed, by=unit_officer)

    assert [(error.code, error.sheet, error.letter) for error in report.errors] == [("import.out_of_reach", *place)]
    assert not any(secret in report.text("vi") for secret in ("05/09/1985", "Biết", "t-b"))


def test_a_participant_whom_the_commission_entered_is_not_exchanged(unit_officer: Acting, bring_in: Import) -> None:
    before = stored()

    report = bring_in({"Người tham gia": [PARTICIPANT, ["tg-b", "ns-a", "in-a2", "Đề xuất", "Không"]]}, by=unit_officer)

    assert [(error.code, error.letter) for error in report.errors] == [("import.out_of_reach", "A")]
    assert stored() == before


def test_a_participant_may_be_exchanged_for_another_within_reach(unit_officer: Acting, bring_in: Import) -> None:
    bring_in(NAMINGS["participant"].of("in-a"), by=unit_officer)

    report = bring_in(NAMINGS["participant"].of("in-a2"), by=unit_officer, file="later.xlsx")

    assert (report.errors, report.changed) == ((), 1)
    assert Participation.objects.get(identity="1", known_to=None).person_id == "in-a2"


def test_an_own_paper_may_not_lend_the_code_of_somebody_elsewhere(unit_officer: Acting, bring_in: Import) -> None:
    meeting = {"Hội nghị giới thiệu": [MEETING, ["in-b", "a", "Giới thiệu phó giám đốc", "12/03/2026", 1]]}
    before = stored()

    report = bring_in(meeting | NAMINGS["attestation"].of("in-b"), by=unit_officer)

    assert [(error.code, error.sheet, error.letter) for error in report.errors] == [
        ("import.out_of_reach", "Xác nhận đầy đủ", "B")
    ]
    assert stored() == before


def test_the_grade_of_an_evaluation_and_the_decision_of_a_candidacy_are_corrected(
    unit_officer: Acting, bring_in: Import
) -> None:
    report = bring_in(
        {
            "Đánh giá": [EVALUATION, ["dg-a", "in-a", "a", 2023, "15/12/2023", "Hoàn thành tốt nhiệm vụ"]],
            "Hồ sơ nhân sự": [CANDIDACY, ["ns-a", "in-a", "a", "Bổ nhiệm", "01/02/2026", "01/03/2026", "9-QĐ"]],
        },
        by=unit_officer,
    )

    assert report.errors == ()
    assert EvaluationForm.objects.get(identity="dg-a", known_to=None).grade == "good"
    assert CandidacyState.objects.get(identity="ns-a", known_to=None).decision == "9-QĐ"
