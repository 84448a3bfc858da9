"""The personal form: what the record holds, in a template that an office may change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Doc

from liem.actions.models import LedgerEntry, Reading, Role
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.record.exporting import export_personal_form, standard_form
from liem.record.exporting.word_template import Contents, fill
from liem.record.importing import RECORD_SHEETS
from liem.record.importing.forms.document import read_document
from liem.record.importing.forms.fields import Field, form_of
from liem.record.importing.spelling import Spelling
from liem.record.models import Kinship, PersonDetails
from record.small_record import FIRST, acting

pytestmark = pytest.mark.django_db


def saved(document: Doc) -> bytes:
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def template(*paragraphs: str, rows: Sequence[Sequence[str]] = ()) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    return saved(document)


def filled(by: Acting, content: bytes, person: str = "hoa") -> Doc:
    exported = export_personal_form(person, sheets=RECORD_SHEETS, by=by, template=content)
    return Document(BytesIO(exported.content))


def lines(document: Doc) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def rows(document: Doc, place: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[place].rows]


def test_fields_are_filled_whatever_the_case_and_marks_and_the_rest_stays(officer: Acting) -> None:
    content = template("Họ tên: {{Họ và tên}} – {{ ho va ten }}", "Sinh {{NGÀY SINH}}, ở {{Quê quán}}.", "{ {x} }")
    document = filled(officer, content)
    assert lines(document) == ["Họ tên: Trần Thị Hoa – Trần Thị Hoa", "Sinh 01/01/1980, ở An Thạnh.", "{ {x} }"]


def test_what_the_record_does_not_hold_stays_empty(officer: Acting) -> None:
    assert lines(filled(officer, template("[{{Ngày vào Đảng}}][{{Giới tính}}]"), "đào")) == ["[][]"]


def test_a_row_is_repeated_for_everything_of_its_kind(officer: Acting) -> None:
    heading = ["Từ", "Đến", "Chức vụ", "Ghi chú"]
    repeated = [f"{{{{Quá trình công tác: {name}}}}}" for name in ("Từ ngày", "Đến ngày", "Mã chức danh")]
    document = filled(officer, template(rows=[heading, [*repeated, "{{Họ và tên}}"]]), "hoà")
    assert rows(document) == [
        heading,
        ["01/01/2020", "30/06/2025", "Bí thư Huyện ủy, Huyện ủy Thanh Lâm", "Nguyễn Thu Hoà"],
        ["01/07/2025", "", "Bí thư Đảng ủy xã, Đảng ủy xã An Thạnh", "Nguyễn Thu Hoà"],
    ]


def test_a_row_of_something_that_nobody_entered_stays_one_empty_row(officer: Acting) -> None:
    document = filled(officer, template(rows=[["{{Ngoại ngữ: Ngoại ngữ}}", "x"]]), "hòa")
    assert rows(document) == [["", "x"]]


def test_a_placeholder_that_word_cut_into_runs_is_found_and_keeps_its_form(officer: Acting) -> None:
    document = Document()
    paragraph = document.add_paragraph()
    for text, bold in (("Ông/Bà {", False), ("{Họ và", True), (" tên}} sinh {{Ngày", False), (" sinh}}.", True)):
        paragraph.add_run(text).bold = bold
    found = filled(officer, saved(document)).paragraphs[0]
    assert [(run.text, run.bold) for run in found.runs] == [
        ("Ông/Bà Trần Thị Hoa", False),
        ("", True),
        (" sinh 01/01/1980", False),
        (".", True),
    ]


def test_headers_and_footers_are_filled_too(officer: Acting) -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{Mã cán bộ}}"
    assert filled(officer, saved(document)).sections[0].header.paragraphs[0].text == "hoa"


def test_a_value_that_looks_like_a_placeholder_is_not_asked_again(officer: Acting) -> None:
    PersonDetails.objects.filter(person="hoa").update(name="{{Họ và tên}}")
    assert lines(filled(officer, template("{{Họ và tên}}"))) == ["{{Họ và tên}}"]


def test_names_that_are_not_there_are_told_with_the_likely_ones(officer: Acting) -> None:
    with pytest.raises(LiemError) as refused:
        filled(officer, template("{{Họ tên}}", "{{__class__}}", rows=[["{{Ngoại ngữ: Điểm}}"]]))
    assert refused.value.code == "form.unknown_placeholder"
    assert refused.value.data == {"placeholders": ["Họ tên", "__class__", "Ngoại ngữ: Điểm"]}
    assert "(did you mean “Họ và tên”?)" in refused.value.message.en
    assert not LedgerEntry.objects.filter(action="record.export").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"{\\rtf1}", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_word_document_is_refused(content: bytes) -> None:
    with pytest.raises(LiemError) as refused:
        fill(content, Contents({}, {}, {}))
    assert refused.value.code == "form.damaged"


def test_relatives_are_never_told(officer: Acting) -> None:
    assert Kinship.objects.filter(person="hoa").exists()
    with pytest.raises(LiemError) as refused:
        filled(officer, template(rows=[["{{Quan hệ gia đình: Mã người thân}}"]]))
    assert refused.value.code == "form.unknown_placeholder"


def test_the_form_that_comes_along_holds_the_dossier_and_can_be_read_again(officer: Acting, tmp_path: Path) -> None:
    exported = export_personal_form("hoa", sheets=RECORD_SHEETS, by=officer, template=standard_form())

    path = tmp_path / "form.docx"
    path.write_bytes(exported.content)
    form = form_of(read_document(path, "form.docx", Spelling()), title="form.docx")
    assert form.values == {
        Field.NAME: "Trần Thị Hoa",
        Field.SEX: "Nữ",
        Field.BORN: "01/01/1980",
        Field.HOME: "An Thạnh",
        Field.ETHNICITY: "Kinh",
    }
    assert [(one.start, one.end, one.post) for one in form.service] == [("01/01/2022", "", "Giám đốc, Sở A")]
    assert "{{" not in "".join(lines(Document(path)))


def test_the_official_finds_the_reading_in_the_dossier(officer: Acting) -> None:
    exported = export_personal_form("hoa", sheets=RECORD_SHEETS, by=officer, template=template("{{Họ và tên}}"))
    assert list(Reading.objects.values_list("entry_id", "person", "account_id", "entry__action")) == [
        (exported.entry, "hoa", officer.account.pk, "record.export")
    ]


def test_somebody_out_of_reach_is_not_told(record: None) -> None:
    with pytest.raises(LiemError) as refused:
        filled(acting(Role.AUDITOR, "so-a"), template("{{Họ và tên}}"), "hòa")
    assert refused.value.code == "record.out_of_reach"


def test_posts_held_today_are_told(officer: Acting) -> None:
    PersonDetails.objects.filter(person="đào").update(born_on=date(1962, 5, 5), **{"source": FIRST["source"]})
    assert lines(filled(officer, template("{{Chức vụ hiện tại}}"), "hòa")) == ["Giám đốc, Sở B"]
