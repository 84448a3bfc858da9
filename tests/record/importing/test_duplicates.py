"""People who may be one: listed with how alike they are, decided by a person, remembered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.record.choices import SamePerson
from liem.record.importing import ImportReport, Options, import_roster, write_report_book
from liem.record.importing.names import Likeness, likeness
from liem.record.models import Person, PersonDecision, PersonDetails, Tenure

from .conftest import Appoint, Import
from .rosters import HEAD, PROVINCE, SHEETS, base, bodies, people, posts, stored, tenures, write

DAY, OTHER = date(1985, 9, 5), date(1985, 9, 6)
HOA, HOA_GRAVE = "Trần Thị Hoa", "Trần Thị Hòa"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((HOA, DAY), (HOA, DAY), Likeness.STRONG),
        ((HOA_GRAVE, DAY), ("Trần Thị Hoà", DAY), Likeness.STRONG),
        ((HOA, DAY), ("TRẦN THỊ HOA", DAY), Likeness.STRONG),
        ((HOA, DAY), (HOA_GRAVE, DAY), None),
        (("Tran Thi Hoa", DAY), (HOA_GRAVE, DAY), Likeness.WEAKER),
        (("Tran Thi Hoa", DAY), (HOA, DAY), Likeness.WEAKER),
        (("Tran Thi Hoa", None), (HOA, DAY), None),
        ((HOA, DAY), (HOA, None), Likeness.WEAKER),
        ((HOA, DAY), (HOA, date(1985, 5, 9)), Likeness.WEAKER),
        ((HOA, DAY), (HOA, date(1985, 1, 1)), Likeness.WEAKER),
        ((HOA, DAY), (HOA, OTHER), None),
        ((HOA, DAY), (HOA, date(1984, 9, 5)), None),
    ],
)
def test_names_are_compared_with_their_marks_and_days_with_care(
    one: tuple[str, date | None], other: tuple[str, date | None], expected: Likeness | None
) -> None:
    assert likeness(*one, *other) is expected
    assert likeness(*other, *one) is expected


def pairs(report: ImportReport) -> list[tuple[str, str, Likeness]]:
    return [(one.entry.code, one.other.code, one.likeness) for one in report.duplicates]


def test_likely_duplicates_stop_the_import_until_somebody_decides(bring_in: Import) -> None:
    bring_in(base() | people(["cb-1", HOA_GRAVE, "05/09/1985", "Nữ"]))
    before = stored()

    report = bring_in(
        people(
            ["a", "Tran Thi Hoa", "05/09/1985", None],
            ["b", HOA, "05/09/1985", None],
            ["c", HOA_GRAVE, "05/09/1985", None],
            ["d", HOA_GRAVE, "06/09/1985", None],
        )
    )

    assert report.errors == ()
    assert pairs(report) == [
        ("a", "cb-1", Likeness.WEAKER),
        ("b", "a", Likeness.WEAKER),
        ("c", "cb-1", Likeness.STRONG),
        ("c", "a", Likeness.WEAKER),
    ]
    assert report.entry is None
    assert stored() == before


def decisions(*rows: list[object]) -> dict[str, list[list[object]]]:
    return {"Quyết định": [["Mã trong tệp", "Mã đối chiếu", "Quyết định"], *rows]}


NEW = people(["moi", HOA, "05/09/1985", "Nữ"]) | tenures(["t-1", "moi", "truong-ban", "01/01/2020"])


def test_two_people_stay_two_and_are_not_asked_about_again(bring_in: Import) -> None:
    bring_in(base() | people(["cb-1", HOA, "05/09/1985", "Nữ"]))

    report = bring_in(NEW | decisions(["moi", "cb-1", "Hai người khác nhau"]))
    again = bring_in(NEW)

    assert (report.waits, report.remembered) == (False, 1)
    assert set(Person.objects.values_list("pk", flat=True)) == {"cb-1", "moi"}
    assert (again.waits, again.changed, again.entry) == (False, 0, None)


@pytest.mark.parametrize(
    ("words", "decision", "name"),
    [
        ("Một người: giữ hồ sơ", SamePerson.KEEP, "Tran Thi Hoa"),
        ("Một người: sửa theo tệp", SamePerson.REPLACE, HOA),
    ],
)
def test_one_person_gets_one_code_in_every_sheet_and_the_file_says_nothing_new_afterwards(
    bring_in: Import, words: str, decision: SamePerson, name: str
) -> None:
    bring_in(base() | people(["cb-1", "Tran Thi Hoa", "05/09/1985", "Nữ"]))

    report = bring_in(NEW | decisions(["moi", "cb-1", words]))
    again = bring_in(NEW)

    assert report.waits is False
    assert list(Person.objects.values_list("pk", flat=True)) == ["cb-1"]
    assert list(Tenure.objects.values_list("identity", "person_id")) == [("t-1", "cb-1")]
    assert list(PersonDetails.objects.filter(known_to=None).values_list("name", flat=True)) == [name]
    assert list(PersonDecision.objects.values_list("code", "other", "decision", "source")) == [
        ("moi", "cb-1", decision, "roster.xlsx › Quyết định › 2")
    ]
    assert (again.waits, again.changed, again.entry) == (False, 0, None)


def test_two_rows_of_one_file_become_the_first_or_the_second(bring_in: Import) -> None:
    twice = base() | people(["a", "Tran Thi Hoa", "05/09/1985", None], ["b", HOA, "05/09/1985", None])

    assert pairs(bring_in(twice)) == [("b", "a", Likeness.WEAKER)]
    report = bring_in(twice | decisions(["b", "a", "Một người: sửa theo tệp"]))

    assert report.waits is False
    assert list(PersonDetails.objects.values_list("person_id", "name")) == [("a", HOA)]


def test_a_decision_about_nobody_is_told(bring_in: Import) -> None:
    report = bring_in(base() | decisions(["cb-1", "nobody", "Hai người khác nhau"]))

    assert [(error.code, error.sheet, error.row, error.letter) for error in report.errors] == [
        ("import.unknown_decision", "Quyết định", 2, "B")
    ]


def test_the_report_workbook_asks_and_is_imported_once_answered(
    bring_in: Import, officer: Acting, tmp_path: Path
) -> None:
    bring_in(base() | people(["cb-1", HOA, "05/09/1985", "Nữ"]))
    path, book = write(tmp_path / "moi.xlsx", NEW), tmp_path / "report.xlsx"
    report = import_roster(path, sheets=SHEETS, by=officer)
    write_report_book(book, path, sheets=SHEETS, report=report)

    workbook = load_workbook(book)
    assert workbook.sheetnames == ["Kết quả nhập", "Quyết định", "Cán bộ", "Quá trình công tác"]
    asked = workbook["Quyết định"]
    assert [cell.value for cell in asked[2]][:3] == ["moi", "cb-1", None]
    waiting = import_roster(book, sheets=SHEETS, by=officer)
    asked["C2"] = "Một người: giữ hồ sơ"
    workbook.save(book)
    answered = import_roster(book, sheets=SHEETS, by=officer)

    assert pairs(waiting) == [("moi", "cb-1", Likeness.STRONG)]
    assert answered.waits is False
    assert list(Tenure.objects.values_list("person_id", flat=True)) == ["cb-1"]


def test_decisions_may_stand_in_a_file_beside(bring_in: Import, officer: Acting, tmp_path: Path) -> None:
    bring_in(base() | people(["cb-1", HOA, "05/09/1985", "Nữ"]))
    path, beside = write(tmp_path / "moi.xlsx", NEW), tmp_path / "quyet dinh cua phong.csv"
    beside.write_text("Mã trong tệp;Mã đối chiếu;Quyết định\nmoi;cb-1;hai người khác nhau\n", encoding="utf-8")

    report = import_roster(path, sheets=SHEETS, by=officer, options=Options(decisions=beside))

    assert (report.errors, report.duplicates, report.changed) == ((), (), 2)


@pytest.fixture
def two_agencies(bring_in: Import) -> ImportReport:
    """Agencies a and b with a post each; the holder at b is Trần Thị Hoa."""
    unit = ["Cơ quan chuyên môn", "Cấp tỉnh", "tinh-uy"]
    return bring_in(
        bodies(PROVINCE, ["a", "Sở A", *unit], ["b", "Sở B", *unit])
        | posts(HEAD, ["post-a", "a", "Chuyên viên", *HEAD[3:]], ["post-b", "b", "Chuyên viên", *HEAD[3:]])
        | people(["in-b", HOA, "05/09/1985", "Nữ"])
        | tenures(["t-b", "in-b", "post-b", "01/01/2024"])
    )


MINE = people(["moi", HOA, "05/09/1985", "Nữ"]) | tenures(["t-1", "moi", "post-a", "01/01/2025"])


def test_nobody_learns_of_officials_out_of_reach(
    bring_in: Import, appoint: Appoint, two_agencies: ImportReport
) -> None:
    unit_officer = appoint(Role.UNIT_OFFICER, "a")

    tried = bring_in(MINE | decisions(["moi", "in-b", "Hai người khác nhau"]), by=unit_officer)
    silent = bring_in(MINE, by=unit_officer, dry_run=True)

    assert [error.code for error in tried.errors] == ["import.unknown_decision"]
    assert (silent.errors, silent.duplicates) == ((), ())


def test_a_decision_of_the_commission_keeps_a_unit_from_entering_the_person_again(
    bring_in: Import, appoint: Appoint, two_agencies: ImportReport
) -> None:
    bring_in(people(["moi", HOA, "05/09/1985", "Nữ"]) | decisions(["moi", "in-b", "Một người: giữ hồ sơ"]))

    report = bring_in(MINE, by=appoint(Role.UNIT_OFFICER, "a"))

    assert [(error.code, error.sheet, error.row) for error in report.errors] == [("import.out_of_reach", "Cán bộ", 2)]
    assert "in-b" not in str(report.errors)
