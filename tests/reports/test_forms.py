"""Printed forms: those that come along, and those that an office made of them."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from docx import Document

from liem.kernel.errors import LiemError
from liem.record.exporting.word_template import Contents, fill
from liem.reports.forms import SHIPPED
from liem.reports.papers_of_a_case import decision, submission
from reports.said import DECISION, SUBMISSION, everything, lines, opened, rows, saved

REPOSITORY = Path(__file__).resolve().parents[2]
Own = Callable[..., Path]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Own:
    """Makes the office's own submission, of some paragraphs."""
    monkeypatch.setattr(settings, "PRINTED_FORMS", str(tmp_path))

    def make(*paragraphs: str) -> Path:
        document = Document()
        for text in paragraphs:
            document.add_paragraph(text)
        file = tmp_path / "submission_party.docx"
        file.write_bytes(saved(document))
        return file

    return make


def test_the_form_of_the_office_is_used_where_there_is_one(own: Own) -> None:
    own("Của cơ quan: {{ve viec}}", "{{NGƯỜI KÝ}}", "{{Nhân sự: TT}}) {{Nhân sự: Họ và tên}}", "{{Nơi nhận}}.")
    assert lines(opened(submission(SUBMISSION))) == [
        "Của cơ quan: về việc kiện toàn chức danh",
        "Lê Văn Thử",
        "1) Trần Thị An",
        "2) Phạm Văn Bình",
        "Như trên,.",
        "Lưu..",
    ]
    assert lines(opened(decision(DECISION)))[0] == "QUYẾT ĐỊNH"


def test_a_form_that_asks_for_what_is_not_there_is_refused_with_the_likely_name(own: Own) -> None:
    own("{{Người kí}}")
    with pytest.raises(LiemError) as refused:
        submission(SUBMISSION)
    assert refused.value.code == "form.unknown_placeholder"
    assert refused.value.data == {"placeholders": ["Người kí"]}
    for text in (refused.value.message.vi, refused.value.message.en):
        assert "“submission_party.docx”" in text
        assert "“Người ký”" in text
        assert "docs/how-to/edit-printed-forms.md" in text


@pytest.mark.parametrize("content", [b"", b"not Word", (SHIPPED / "decision_party.docx").read_bytes()[:-400]])
def test_a_broken_form_is_refused_and_never_replaced_in_silence(own: Own, content: bytes) -> None:
    own().write_bytes(content)
    with pytest.raises(LiemError) as refused:
        submission(SUBMISSION)
    assert refused.value.code == "form.damaged"
    assert refused.value.message.vi.startswith("Không in được theo mẫu “submission_party.docx”.")


def test_a_form_that_cannot_be_read_is_refused(own: Own) -> None:
    file = own()
    file.unlink()
    file.mkdir()
    with pytest.raises(LiemError) as refused:
        submission(SUBMISSION)
    assert refused.value.code == "form.unreadable"


def test_a_folder_of_forms_that_is_gone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PRINTED_FORMS", str(tmp_path / "gone"))
    with pytest.raises(LiemError) as refused:
        submission(SUBMISSION)
    assert refused.value.code == "form.no_folder"


def test_the_forms_that_come_along_are_those_that_the_script_writes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, REPOSITORY / "scripts" / "printed_forms.py", tmp_path], check=True)
    written = {file.name: file for file in tmp_path.iterdir()}
    assert sorted(written) == sorted(file.name for file in SHIPPED.iterdir())
    for name, file in written.items():
        with zipfile.ZipFile(file) as new, zipfile.ZipFile(SHIPPED / name) as old:
            assert {part: new.read(part) for part in new.namelist()} == {
                part: old.read(part) for part in old.namelist()
            }


def test_every_name_in_the_forms_that_come_along_is_on_their_page() -> None:
    page = (REPOSITORY / "docs" / "how-to" / "edit-printed-forms.md").read_text(encoding="utf-8")
    for file in SHIPPED.iterdir():
        with pytest.raises(LiemError) as unknown:
            fill(file.read_bytes(), Contents({}, {}, {}))
        asked = unknown.value.data["placeholders"]
        assert [name for name in asked if f"`{{{{{name}}}}}`" not in page] == []


def test_a_merged_cell_is_filled_once() -> None:
    document = Document()
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].merge(cells[1]).text = "{{Tên}}"
    filled = opened(fill(saved(document), Contents({"Tên": "{{Tên}}x"}, {}, {})))
    assert rows(filled.tables[0])[0][0] == "{{Tên}}x"


def test_lines_in_a_cell_without_any_leave_the_cell_whole() -> None:
    document = Document()
    cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.text = "- {{Nơi nhận}}"
    filled = opened(fill(saved(document), Contents({}, {}, {}, lines={"Nơi nhận": []})))
    assert (rows(filled.tables[0]), len(filled.tables[0].rows[0].cells[0].paragraphs)) == ([[""]], 1)


def test_headers_of_a_form_are_filled_too(own: Own) -> None:
    file = own("x")
    document = Document(str(file))
    document.sections[0].header.paragraphs[0].text = "Số {{Số, ký hiệu}}"
    file.write_bytes(saved(document))
    assert opened(submission(SUBMISSION)).sections[0].header.paragraphs[0].text == "Số 12-TTr/TU"


def test_a_form_may_ask_for_the_whole_text_at_once(own: Own) -> None:
    own("{{Nội dung}}")
    assert lines(opened(submission(SUBMISSION))) == [
        "Ban Thường vụ kính trình, như sau:",
        "Bổ nhiệm hai đồng chí:",
        "- Đồng chí Trần Thị An.",
        "Ngày 01/03/2026: họp.",
        "Tuổi: đạt.",
        "Kính đề nghị xem xét.",
    ]


def test_what_is_filled_in_is_not_asked_again_beside_other_names(own: Own) -> None:
    own("{{Căn cứ}} – {{Người ký}}")
    assert "{{" not in everything(opened(submission(SUBMISSION)))
