"""A roster without faults becomes exactly the rows that it says."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

from liem.actions.models import LedgerEntry, WrittenRow
from liem.kernel.errors import Message
from liem.record.importing import ImportReport
from liem.record.importing.report import SheetCount
from liem.record.models import BodyState, Person, PersonDetails, PostState, Tenure
from liem.record.names import sort_name

from .conftest import Import
from .rosters import BODY_HEADINGS, HEAD, MAY, PROVINCE, base, bodies, people, stored, tenures


def test_rows_become_identities_and_versions_with_their_source(bring_in: Import) -> None:
    report = bring_in(base() | tenures(["ct-1", "cb-1", "truong-ban", "01/07/2021", "31/12/2023"]))

    entry = report.entry
    assert report.errors == ()
    assert list(BodyState.objects.values_list("identity", "body_id", "name", "kind", "level", "superior_id")) == [
        ("tinh-uy", "tinh-uy", "Tỉnh ủy Lâm Sơn", "committee", "province", None)
    ]
    assert list(PostState.objects.values_list("identity", "body_id", "role", "is_leader", "field")) == [
        ("truong-ban", "tinh-uy", "director", True, "")
    ]
    details = list(PersonDetails.objects.values())
    assert details == [
        {
            "id": details[0]["id"],
            "identity": "cb-1",
            "known_from": entry,
            "known_to": None,
            "source": "roster.xlsx › Cán bộ › 2",
            "reason": "",
            "person_id": "cb-1",
            "name": "Lò Thị Mây",
            "search_name": "lo thi may",
            "sort_name": sort_name("Lò Thị Mây"),
            "born_on": date(1985, 9, 5),
            "sex": "woman",
            "ethnicity": "",
            "home_place_id": None,
            "joined_party_on": None,
            "party_official_on": None,
            "birth_place_id": None,
            "other_names": "",
        }
    ]
    assert list(Tenure.objects.values_list("identity", "person_id", "post_id", "valid_from", "valid_to")) == [
        ("ct-1", "cb-1", "truong-ban", date(2021, 7, 1), date(2024, 1, 1))
    ]


def test_one_import_is_one_entry_over_all_its_rows(bring_in: Import) -> None:
    entries = LedgerEntry.objects.count()

    report = bring_in(base())

    written = WrittenRow.objects.filter(entry_id=report.entry).order_by("ordinal")
    assert LedgerEntry.objects.count() == entries + 1
    assert LedgerEntry.objects.get(position=report.entry).action == "record.import"
    assert list(written.values_list("table", "row_key")) == [
        ("record_body", "tinh-uy"),
        ("record_post", "truong-ban"),
        ("record_person", "cb-1"),
        ("record_bodystate", "tinh-uy"),
        ("record_poststate", "truong-ban"),
        ("record_persondetails", "cb-1"),
    ]


def test_the_report_counts_rows_by_sheet(bring_in: Import) -> None:
    report = bring_in(people(MAY, ["Ví dụ: cb-9", "Bỏ Qua", "không phải ngày", "?"], ["cb-2", "Đinh Văn Núi"]))

    assert report == ImportReport(
        file="roster.xlsx",
        sheets=(SheetCount(Message("Cán bộ", "People"), added=2, corrected=0, unchanged=0, examples=1),),
        errors=(),
        entry=report.entry,
    )
    assert report.text("vi") == (
        f"roster.xlsx: đã ghi 2 dòng, mục {report.entry} trong nhật ký.\n"
        "  Cán bộ: 2 mới, 0 sửa, 0 không đổi, 1 dòng ví dụ bỏ qua"
    )
    assert report.text("en") == (
        f"roster.xlsx: 2 rows written, entry {report.entry} of the ledger.\n"
        "  People: 2 new, 0 corrected, 0 unchanged, 1 example rows left out"
    )
    assert set(Person.objects.values_list("key", flat=True)) == {"cb-1", "cb-2"}


def test_headings_may_be_english_in_any_order_and_case(bring_in: Import) -> None:
    report = bring_in({"people": [["sex", "NAME *", "Date of birth", "Code"], ["Man", "Đinh Văn Núi", None, "cb-2"]]})

    assert report.errors == ()
    assert list(PersonDetails.objects.values_list("identity", "name", "sex")) == [("cb-2", "Đinh Văn Núi", "man")]


def test_decomposed_letters_are_composed_and_blanks_trimmed_but_names_stay_as_typed(bring_in: Import) -> None:
    typed = unicodedata.normalize("NFD", "  lò THỊ  Mây\u00a0")

    bring_in(people([" cb-1 ", typed, datetime(1985, 9, 5), "nữ"]))

    assert list(PersonDetails.objects.values_list("person_id", "name", "search_name", "sex")) == [
        ("cb-1", "lò THỊ  Mây", "lo thi may", "woman")
    ]


def test_a_body_may_have_one_row_for_each_period(bring_in: Import) -> None:
    headings = [*BODY_HEADINGS, "Mã giai đoạn"]
    former = ["so-a", "Sở Cũ", "Cơ quan chuyên môn", "Cấp tỉnh", "tinh-uy", None, "28/02/2025"]
    latter = ["so-a", "Sở Mới", "Cơ quan chuyên môn", "Cấp tỉnh", "tinh-uy", "01/03/2025", None, "so-a/2"]

    report = bring_in({"Tổ chức": [headings, PROVINCE, former, latter]})

    assert report.errors == ()
    assert list(BodyState.objects.filter(body="so-a").values_list("identity", "name", "valid_from", "valid_to")) == [
        ("so-a", "Sở Cũ", None, date(2025, 3, 1)),
        ("so-a/2", "Sở Mới", date(2025, 3, 1), None),
    ]


def test_rows_may_refer_to_what_is_on_record(bring_in: Import) -> None:
    bring_in(base())

    report = bring_in(tenures(["ct-1", "cb-1", HEAD[0], "01/07/2021"]))

    assert report.errors == ()
    assert Tenure.objects.get().person_id == "cb-1"


def test_a_trial_tells_what_would_happen_and_writes_nothing(bring_in: Import) -> None:
    before = stored()

    report = bring_in(bodies(PROVINCE), dry_run=True)

    assert stored() == before
    assert (report.entry, report.errors, report.changed) == (None, (), 1)
    assert report.text("vi").startswith("roster.xlsx: không có lỗi. Đây là lần thử")
