"""What is on record is never overwritten: the same says nothing new, other content supersedes."""

from __future__ import annotations

from liem.actions.models import WrittenRow
from liem.actions.verification import verify
from liem.record.models import PersonDetails

from .conftest import Import
from .rosters import MAY, PERSON_HEADINGS, PROVINCE, base, bodies, people, stored, tenures


def test_the_same_file_twice_writes_nothing_and_says_so(bring_in: Import) -> None:
    bring_in(base())
    before = stored()

    report = bring_in(base())

    assert stored() == before
    assert (report.entry, report.changed, report.errors) == (None, 0, ())
    assert report.text("vi").splitlines()[0] == "roster.xlsx: mọi dòng đã có trong hồ sơ, không ghi gì thêm."
    assert report.text("en").splitlines()[0] == "roster.xlsx: every row is on record already, nothing was written."


def test_a_row_with_other_content_supersedes_the_former_version(bring_in: Import) -> None:
    first = bring_in(people(MAY, ["cb-2", "Đinh Văn Núi"]))

    second = bring_in(people(["cb-1", "Lò Thị Mây", "06/09/1985", "Nữ"], ["cb-2", "Đinh Văn Núi"]), file="later.xlsx")

    versions = PersonDetails.objects.filter(identity="cb-1").order_by("known_from")
    assert list(versions.values_list("born_on__day", "known_from", "known_to", "source", "reason")) == [
        (5, first.entry, second.entry, "roster.xlsx › Cán bộ › 2", ""),
        (6, second.entry, None, "later.xlsx › Cán bộ › 2", "import later.xlsx › Cán bộ › 2"),
    ]
    assert PersonDetails.objects.filter(identity="cb-2").count() == 1
    assert list(
        WrittenRow.objects.filter(entry=second.entry).order_by("ordinal").values_list("kind", "row_key", "reason")
    ) == [("closed", "cb-1", "import later.xlsx › Cán bộ"), ("added", "cb-1", "")]
    assert second.text("en").splitlines()[1] == "  People: 0 new, 1 corrected, 1 unchanged"


def test_the_ledger_vouches_for_every_imported_and_corrected_row(bring_in: Import) -> None:
    bring_in(base())
    bring_in(people(["cb-1", "Lò Thị Mây", "06/09/1985", "Nữ"]))

    report = verify()

    assert report.sound
    assert report.rows == ()


def test_what_an_identity_rests_on_cannot_be_corrected(bring_in: Import) -> None:
    headings = ["Mã đánh giá", "Mã cán bộ", "Mã tổ chức", "Năm", "Ngày đánh giá"]
    bring_in(base() | {"Đánh giá": [headings, ["dg-1", "cb-1", "tinh-uy", 2024, "15/12/2024"]]})
    before = stored()

    report = bring_in({"Đánh giá": [headings, ["dg-1", "cb-1", "tinh-uy", 2025, "15/12/2024"]]})

    assert stored() == before
    assert [(error.code, error.row, error.letter) for error in report.errors] == [("import.fixed", 2, "D")]


def test_a_birth_day_is_checked_against_tenures_on_record(bring_in: Import) -> None:
    bring_in(base() | tenures(["ct-1", "cb-1", "truong-ban", "01/07/2010"]))

    report = bring_in({"Cán bộ": [PERSON_HEADINGS, ["cb-1", "Lò Thị Mây", "05/09/2015", "Nữ"]]})

    assert [(error.code, error.sheet, error.row, error.letter) for error in report.errors] == [
        ("import.born_too_late", "Cán bộ", 2, "C")
    ]


def test_a_new_tenure_is_checked_against_those_on_record(bring_in: Import) -> None:
    bring_in(base() | tenures(["ct-1", "cb-1", "truong-ban", "01/07/2010"]))

    report = bring_in(tenures(["ct-2", "cb-1", "truong-ban", "01/07/2020"]))

    assert [(error.code, error.row) for error in report.errors] == [("import.two_at_a_time", 2)]
    assert "ct-1" in report.errors[0].message.vi


def test_a_circle_closed_by_a_correction_is_found(bring_in: Import) -> None:
    def body(code: str, superior: str | None) -> list[object]:
        return [code, code, "Đơn vị", "Cấp tỉnh", superior]

    bring_in(bodies(PROVINCE, body("a", "tinh-uy"), body("b", "a")))

    report = bring_in(bodies(body("a", "b")))

    assert [(error.code, error.row, error.letter) for error in report.errors] == [("import.cycle", 2, "E")]
    assert "a → b → a" in report.errors[0].message.vi
