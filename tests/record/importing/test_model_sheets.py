"""The sheets of careers and of bodies over time: what a row becomes, and what is refused with its place."""

from __future__ import annotations

from datetime import date

import pytest

from liem.actions.permissions import Acting
from liem.actions.verification import verify
from liem.record.choices import LEVELS_OF, Relation
from liem.record.exporting import export_workbook
from liem.record.importing import labels
from liem.record.kin_terms import TERMS, degree, opposite
from liem.record.models import (
    Discipline,
    Headcount,
    Identifier,
    Kinship,
    PersonDetails,
    PostStandard,
    PostState,
    Qualification,
    Reorganisation,
    SuccessionEntry,
    SuccessionListState,
    Tenure,
    TermState,
    Training,
)

from .conftest import Import
from .rosters import BODY_HEADINGS, HEAD, MAY, POST_HEADINGS, PROVINCE, SHEETS, Typed, base

pytestmark = pytest.mark.django_db
AGENCIES = [[f"so-{key}", f"Sở {key}", "Cơ quan chuyên môn", "Cấp tỉnh", "tinh-uy"] for key in "abc"]
EVENT = ["Mã dòng", "Mã đợt sắp xếp", "Hình thức", "Tổ chức trước", "Tổ chức sau", "Ngày thực hiện"]
NUMBER = ["Mã dòng", "Mã cán bộ", "Loại số", "Số"]
DISCIPLINE = ["Mã dòng", "Mã cán bộ", "Loại kỷ luật", "Hình thức", "Ngày quyết định"]
KIN = ["Mã dòng", "Mã cán bộ", "Mã người thân", "Người thân là", "Cách gọi"]
QUALIFICATION = ["Mã dòng", "Mã cán bộ", "Loại trình độ", "Trình độ"]
LIST = ["Mã danh sách", "Mã tổ chức", "Chức danh quy hoạch", "Mã nhiệm kỳ", "Ngày phê duyệt"]
PLAN = ["Mã dòng", "Mã cán bộ", "Mã danh sách", "Ngày phê duyệt"]
PEOPLE = {"Cán bộ": [["Mã cán bộ", "Họ và tên", "Ngày sinh"], [*MAY[:3]], ["cb-2", "Đinh Văn Núi", "01/02/1990"]]}


def _agencies() -> Typed:
    return base() | PEOPLE | {"Tổ chức": [BODY_HEADINGS, PROVINCE, *AGENCIES]}


def _faults(report: object) -> list[tuple[str, str, int, str]]:
    return [(one.code, one.sheet, one.row, one.letter) for one in report.errors]  # type: ignore[attr-defined]


def test_a_post_says_what_is_laid_down_for_it(bring_in: Import) -> None:
    headings = [
        *POST_HEADINGS,
        *("Thuộc diện quản lý của", "Tổ chức đề xuất", "Tổ chức quyết định", "Bậc chức danh"),
        *("Nhóm chuyển đổi định kỳ", "Thời hạn chuyển đổi (tháng)", "Trong danh mục phải chuyển đổi"),
        "Quy định về người địa phương",
    ]
    laid_down = ["tinh-uy", "so-a", "tinh-uy", 3, "Tài chính", 36, "Không", "Không là người địa phương"]
    report = bring_in(_agencies() | {"Chức danh": [headings, [*HEAD, *laid_down]]})

    assert _faults(report) == []
    columns = ("managed_by", "proposed_by", "decided_by", "rank", "transfer_group", "transfer_months")
    assert list(PostState.objects.values_list(*columns, "is_transfer_listed", "place_rule")) == [
        ("tinh-uy", "so-a", "tinh-uy", 3, "Tài chính", 36, False, "not_local")
    ]


def test_what_a_post_leaves_open_stays_unknown(bring_in: Import) -> None:
    bring_in(base())

    columns = ("proposed_by", "rank", "transfer_months", "is_transfer_listed", "place_rule")
    assert list(PostState.objects.values_list(*columns)) == [(None, None, None, None, "")]


def test_careers_go_into_the_record_and_the_ledger_vouches_for_them(bring_in: Import) -> None:
    typed = _agencies() | {
        "Địa bàn": [["Mã địa bàn", "Tên địa bàn", "Cấp"], ["xa-x", "Xã X", "Cấp xã"]],
        "Cán bộ": [
            ["Mã cán bộ", "Họ và tên", "Ngày vào Đảng", "Ngày vào Đảng chính thức", "Nơi sinh", "Tên gọi khác"],
            ["cb-1", "Lò Thị Mây", "03/02/2010", "03/02/2011", "xa-x", "Lò Mây"],
        ],
        "Quá trình công tác": [
            ["Mã dòng", "Mã cán bộ", "Mã chức danh", "Từ ngày", "Hình thức", "Lĩnh vực phụ trách"],
            ["ct-1", "cb-1", "truong-ban", "01/07/2021", "Luân chuyển", "Tài chính"],
        ],
        "Nhiệm kỳ": [
            ["Mã nhiệm kỳ", "Mã tổ chức", "Tên nhiệm kỳ", "Từ ngày", "Đến ngày"],
            ["nk", "tinh-uy", "2025–2030", "01/10/2025", "30/09/2030"],
        ],
        "Biên chế": [
            ["Mã dòng", "Mã tổ chức", "Năm", "Loại biên chế", "Số được giao"],
            ["bc", "so-a", 2026, "Viên chức", 24],
        ],
        "Tiêu chuẩn chức danh": [
            ["Mã dòng", "Mã chức danh", "Loại tiêu chuẩn", "Trình độ tối thiểu", "Từ ngày"],
            ["ts", "truong-ban", "Lý luận chính trị", "Cao cấp lý luận chính trị", "01/01/2020"],
        ],
        "Trình độ, văn bằng": [[*QUALIFICATION, "Ngày cấp"], ["vb", "cb-1", "Chuyên môn", "Thạc sĩ", "15/06/2015"]],
        "Đào tạo, bồi dưỡng": [
            ["Mã dòng", "Mã cán bộ", "Khóa học", "Cập nhật kiến thức hằng năm", "Từ ngày", "Đến ngày"],
            ["bd", "cb-1", "Cập nhật kiến thức", "Có", "03/03/2025", "07/03/2025"],
        ],
        "Kỷ luật": [
            [*DISCIPLINE, "Ngày công bố", "Hết hiệu lực ngày"],
            ["kl", "cb-1", "Kỷ luật đảng", "Cảnh cáo", "01/02/2019", "05/02/2019", "05/02/2020"],
        ],
        "Danh sách quy hoạch": [
            [*LIST, "Ngày rà soát gần nhất", "Ngày công khai"],
            ["qh-1", "tinh-uy", "truong-ban", "nk", "15/11/2025", "20/03/2026", "25/11/2025"],
        ],
        "Quy hoạch cán bộ": [PLAN, ["qh", "cb-1", "qh-1", "15/11/2025"]],
    }
    report = bring_in(typed)

    assert _faults(report) == []
    details = ("party_official_on", "birth_place", "other_names")
    assert list(PersonDetails.objects.values_list(*details)) == [(date(2011, 2, 3), "xa-x", "Lò Mây")]
    assert list(Tenure.objects.values_list("kind", "field")) == [("rotation", "Tài chính")]
    term = ("term", "term__body", "name", "valid_from", "valid_to")
    assert list(TermState.objects.values_list(*term)) == [
        ("nk", "tinh-uy", "2025–2030", date(2025, 10, 1), date(2030, 10, 1))
    ]
    assert list(Headcount.objects.values_list("body", "year", "kind", "assigned")) == [("so-a", 2026, "employees", 24)]
    assert list(PostStandard.objects.values_list("post", "kind", "level", "valid_from")) == [
        ("truong-ban", "political_theory", "advanced_theory", date(2020, 1, 1))
    ]
    assert list(Qualification.objects.values_list("person", "kind", "level", "obtained_on")) == [
        ("cb-1", "degree", "master", date(2015, 6, 15))
    ]
    assert list(Training.objects.values_list("person", "is_refresher", "valid_from", "valid_to")) == [
        ("cb-1", True, date(2025, 3, 3), date(2025, 3, 8))
    ]
    assert list(Discipline.objects.values_list("side", "form", "decided_on", "published_on", "ends_on")) == [
        ("party", "warning", date(2019, 2, 1), date(2019, 2, 5), date(2020, 2, 5))
    ]
    about_list = ("list", "list__body", "list__post", "list__term", "approved_on", "reviewed_on", "published_on")
    assert list(SuccessionListState.objects.values_list(*about_list)) == [
        ("qh-1", "tinh-uy", "truong-ban", "nk", date(2025, 11, 15), date(2026, 3, 20), date(2025, 11, 25))
    ]
    assert list(SuccessionEntry.objects.values_list("person", "list", "approved_on", "removed_on")) == [
        ("cb-1", "qh-1", date(2025, 11, 15), None)
    ]
    checked = verify()
    assert (checked.sound, checked.rows) == (True, ())
    again = bring_in(typed)
    assert (again.entry, again.changed, again.errors) == (None, 0, ())


def test_a_personal_number_is_kept_as_a_digest_and_other_numbers_as_they_are(bring_in: Import) -> None:
    rows = [["1", "cb-1", "Số định danh cá nhân", "001185000123"], ["2", "cb-1", "Số thẻ đảng viên", "51.012345"]]
    report = bring_in(base() | {"Số định danh": [NUMBER, *rows]})

    assert _faults(report) == []
    assert list(Identifier.objects.order_by("identity").values_list("number", "last_digits")) == [
        ("", "123"),
        ("51.012345", ""),
    ]
    stored = [value for row in Identifier.objects.values_list() for value in row]
    assert not any("001185000123" in str(value) for value in stored)
    again = bring_in({"Số định danh": [NUMBER, *rows]})
    assert (again.entry, again.changed) == (None, 0)


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ([["1", "cb-1", "Số định danh cá nhân", "1185000123"]], [("import.personal_number", "Số định danh", 2, "D")]),
        (
            [["1", "cb-1", "Số thẻ đảng viên", "51.01"], ["2", "cb-2", "Số thẻ đảng viên", " 51.01"]],
            [("import.two_bearers", "Số định danh", 3, "D")],
        ),
    ],
    ids=["a number of ten digits", "one number of two people"],
)
def test_a_number_that_cannot_be_is_refused(
    rows: list[list[object]],
    faults: list[tuple[str, str, int, str]],
    bring_in: Import,
) -> None:
    report = bring_in(_agencies() | {"Số định danh": [NUMBER, *rows]})

    assert _faults(report) == faults
    assert not Identifier.objects.exists()


def test_a_number_on_record_for_somebody_else_is_refused_without_naming_them(bring_in: Import) -> None:
    bring_in(_agencies() | {"Số định danh": [NUMBER, ["1", "cb-1", "Số định danh cá nhân", "001185000123"]]})

    report = bring_in({"Số định danh": [NUMBER, ["2", "cb-2", "Số định danh cá nhân", "001185000123"]]})

    assert _faults(report) == [("import.two_bearers", "Số định danh", 2, "D")]
    assert "cb-1" not in report.text("vi")


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ([["1", "e", "Hợp nhất, sáp nhập", "so-a", "so-c", "01/07/2025"]], [("import.half_a_reorganisation", 2, "D")]),
        ([["1", "e", "Chia, tách", "so-a", "so-c", "01/07/2025"]], [("import.half_a_reorganisation", 2, "E")]),
        ([["1", "e", "Đổi tên", "so-a", None, "01/07/2025"]], [("import.required", 2, "E")]),
        (
            [
                ["1", "e", "Hợp nhất, sáp nhập", "so-a", "so-c", "01/07/2025"],
                ["2", "e", "Hợp nhất, sáp nhập", "so-b", "so-c", "02/07/2025"],
            ],
            [("import.two_reorganisations", 2, "B")],
        ),
        ([["1", "e", "Kết thúc hoạt động", "so-a", None, "01/07/2025"]], []),
        (
            [
                ["1", "e", "Hợp nhất, sáp nhập", "so-a", "so-c", "01/07/2025"],
                ["2", "e", "Hợp nhất, sáp nhập", "so-b", "so-c", "01/07/2025"],
            ],
            [],
        ),
    ],
    ids=["a merger of one", "a split into one", "a renaming into nothing", "two days", "a closure", "a merger of two"],
)
def test_a_reorganisation_is_whole(
    rows: list[list[object]],
    faults: list[tuple[str, int, str]],
    bring_in: Import,
) -> None:
    report = bring_in(_agencies() | {"Sắp xếp tổ chức": [EVENT, *rows]})

    assert _faults(report) == [(code, "Sắp xếp tổ chức", row, letter) for code, row, letter in faults]
    assert Reorganisation.objects.count() == (0 if faults else len(rows))


def test_the_second_half_of_a_merger_may_come_with_a_later_file(bring_in: Import) -> None:
    first = ["1", "e", "Hợp nhất, sáp nhập", "so-a", "so-c", "01/07/2025"]
    second = ["2", "e", "Hợp nhất, sáp nhập", "so-b", "so-c", "01/07/2025"]
    third = ["3", "e", "Hợp nhất, sáp nhập", "tinh-uy", "so-c", "01/07/2025"]
    bring_in(_agencies() | {"Sắp xếp tổ chức": [EVENT, first, second]})

    report = bring_in({"Sắp xếp tổ chức": [EVENT, third]})

    assert (_faults(report), Reorganisation.objects.filter(event="e").count()) == ([], 3)


@pytest.mark.parametrize(
    ("sheet", "rows", "fault"),
    [
        (
            "Kỷ luật",
            [DISCIPLINE, ["1", "cb-1", "Kỷ luật hành chính", "Khai trừ", "01/02/2020"]],
            ("import.form_of_discipline", 2, "D"),
        ),
        (
            "Kỷ luật",
            [[*DISCIPLINE, "Ngày công bố"], ["1", "cb-1", "Kỷ luật đảng", "Khai trừ", "01/02/2020", "01/01/2020"]],
            ("import.out_of_order", 2, "F"),
        ),
        (
            "Trình độ, văn bằng",
            [QUALIFICATION, ["1", "cb-1", "Tin học", "Tiến sĩ"]],
            ("import.level_of_another_kind", 2, "D"),
        ),
        (
            "Trình độ, văn bằng",
            [QUALIFICATION, ["1", "cb-1", "Ngoại ngữ", "Ngoại ngữ bậc 3 (B1)"]],
            ("import.not_a_choice", 2, "C"),
        ),
        (
            "Quan hệ gia đình",
            [KIN, ["1", "cb-1", "cb-2", "Cha hoặc mẹ", "Em rể"]],
            ("import.another_relation", 2, "E"),
        ),
        ("Quan hệ gia đình", [KIN, ["1", "cb-1", "cb-2", None, None]], ("import.required", 2, "D")),
        ("Quan hệ gia đình", [KIN, ["1", "cb-1", "cb-2", None, "Chú họ"]], ("import.not_a_choice", 2, "E")),
    ],
    ids=[
        "expulsion by the State",
        "published before it was decided",
        "a doctor of computing courses",
        "a language among the degrees",
        "a brother-in-law who is a parent",
        "a relative who is nothing",
        "kin whom no rule names",
    ],
)
def test_what_contradicts_itself_is_refused(
    sheet: str,
    rows: list[list[object]],
    fault: tuple[str, int, str],
    bring_in: Import,
) -> None:
    report = bring_in(_agencies() | {sheet: rows})

    assert _faults(report) == [(fault[0], sheet, *fault[1:])]


@pytest.mark.parametrize(("removed", "reason", "letter"), [("20/03/2026", None, "F"), (None, "Quá tuổi", "E")])
def test_whoever_is_taken_off_a_list_is_taken_off_on_a_day_for_a_reason(
    removed: str | None,
    reason: str | None,
    letter: str,
    bring_in: Import,
) -> None:
    terms = [["Mã nhiệm kỳ", "Mã tổ chức", "Tên nhiệm kỳ"], ["nk", "tinh-uy", "2025–2030"]]
    lists = [LIST, ["qh-1", "tinh-uy", "truong-ban", "nk", "15/11/2025"]]
    row = ["qh", "cb-1", "qh-1", "15/11/2025", removed, reason]
    plan = [[*PLAN, "Ngày đưa ra khỏi quy hoạch", "Lý do đưa ra"], row]

    report = bring_in(base() | {"Nhiệm kỳ": terms, "Danh sách quy hoạch": lists, "Quy hoạch cán bộ": plan})

    assert _faults(report) == [("import.removal_without_reason", "Quy hoạch cán bộ", 2, letter)]


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.key)
def test_every_kin_term_can_stand_alone_and_says_the_relation(term: object, bring_in: Import) -> None:
    words, relation, key = term.words, term.relation, term.key  # type: ignore[attr-defined]
    bring_in(_agencies() | {"Quan hệ gia đình": [KIN, ["1", "cb-1", "cb-2", None, words.vi]]})

    assert list(Kinship.objects.values_list("relation", "term")) == [(relation, key)]


def test_kin_terms_lead_to_every_family_relation_and_back() -> None:
    family = set(Relation) - {Relation.PARTNER}

    assert {term.relation for term in TERMS} == family
    assert {opposite(opposite(relation)) == relation for relation in Relation} == {True}
    assert {relation: degree(relation) for relation in Relation} == {
        "spouse": 0,
        "parent": 1,
        "child": 1,
        "sibling": 2,
        "parent_in_law": 1,
        "child_in_law": 1,
        "sibling_in_law": 2,
        "partner": None,
    }
    assert {degree(opposite(relation)) == degree(relation) for relation in family} == {True}


def test_every_kind_of_qualification_has_levels_and_every_level_a_kind() -> None:
    assert set(LEVELS_OF) == {choice.value for choice in labels.QUALIFICATION_KINDS}
    assert {level for levels in LEVELS_OF.values() for level in levels} == {
        choice.value for choice in labels.QUALIFICATION_LEVELS
    }


def test_an_export_leaves_out_personal_numbers_and_says_so(bring_in: Import, officer: Acting) -> None:
    rows = [["1", "cb-1", "Số định danh cá nhân", "001185000123"], ["2", "cb-1", "Số thẻ đảng viên", "51.012345"]]
    bring_in(base() | {"Số định danh": [NUMBER, *rows]})

    exported = export_workbook(sheets=SHEETS, by=officer)

    assert (exported.rows["identifiers"], exported.unsaid) == (1, {"identifiers": 1})
