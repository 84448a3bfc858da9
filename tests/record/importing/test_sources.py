"""Files that offices really have: text tables in many spellings, folders, archives, old fonts, own headings."""

from __future__ import annotations

import unicodedata
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.record.importing import Encoding, ImportReport, Options, import_roster
from liem.record.models import ColumnMapping, PersonDetails

from .rosters import SHEETS, stored

HEADINGS = "Mã cán bộ,Họ và tên,Ngày sinh,Dân tộc"
ROWS = ["cb-1,Nguyễn Thị Phượng,05/09/1985,Kinh", "cb-2,Đặng Văn Khởi,20/11/1979,Thái"]
TABLE = "\r\n".join([HEADINGS, *ROWS, ""])
NAMES = ["Nguyễn Thị Phượng", "Đặng Văn Khởi"]
# The same table as an office without Unicode typed it.
TCVN3 = (
    "M· c¸n bé,Hä vµ tªn,Ngµy sinh,D©n téc\r\n"
    "cb-1,NguyÔn ThÞ Ph\xadîng,05/09/1985,Kinh\r\ncb-2,§Æng V¨n Khëi,20/11/1979,Th¸i\r\n"
)
VNI = (
    "Maõ caùn boä,Hoï vaø teân,Ngaøy sinh,Daân toäc\r\n"
    "cb-1,Nguyeãn Thò Phöôïng,05/09/1985,Kinh\r\ncb-2,Ñaëng Vaên Khôûi,20/11/1979,Thaùi\r\n"
)


def _cp1258(text: str) -> bytes:
    """Letters that Windows-1258 has stay; the others are base letter and combining mark."""
    out = b""
    for letter in text:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            bare = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in bare if mark in "\u0300\u0301\u0303\u0309\u0323")
            base = unicodedata.normalize("NFC", bare.replace(tone, ""))
            out += base.encode("cp1258") + tone.encode("cp1258")
    return out


def bring(path: Path, by: Acting, **options: object) -> ImportReport:
    return import_roster(path, sheets=SHEETS, by=by, options=Options(**options))  # type: ignore[arg-type]


def names() -> list[str]:
    return list(PersonDetails.objects.order_by("person_id").values_list("name", flat=True))


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        unicodedata.normalize("NFD", TABLE).encode(),
        TABLE.encode("utf-16"),
        TABLE.encode("utf-16-le"),
        _cp1258(TABLE),
        TABLE.replace(",", ";").encode(),
        TABLE.replace(",", "\t").encode("utf-16"),
        ("sep=;\r\n" + TABLE.replace(",", ";")).encode("utf-8-sig"),
        unicodedata.normalize("NFD", TABLE.replace("\r\n", "\n")).replace("đ", "đ").encode(),
    ],
    ids=["utf-8", "bom", "decomposed", "utf-16", "utf-16-no-bom", "windows-1258", "semicolon", "tab", "sep", "lf"],
)
def test_a_text_table_is_read_whatever_its_spelling(content: bytes, officer: Acting, tmp_path: Path) -> None:
    path = tmp_path / "can-bo.csv"
    path.write_bytes(content)

    report = bring(path, officer)

    assert (report.errors, report.changed, names()) == ((), 2, NAMES)
    assert set(PersonDetails.objects.values_list("source", flat=True)) <= {
        f"can-bo.csv › can-bo › {row}" for row in (2, 3, 4)
    }


@pytest.mark.parametrize(("typed", "encoding"), [(TCVN3, Encoding.TCVN3), (VNI, Encoding.VNI)])
@pytest.mark.parametrize("codec", ["latin-1", "utf-8"])
def test_an_old_font_is_recognised_asked_about_and_read_once_answered(
    typed: str, encoding: Encoding, codec: str, officer: Acting, tmp_path: Path
) -> None:
    path = tmp_path / "Cán bộ.csv"
    path.write_bytes(typed.encode(codec))
    before = stored()

    with pytest.raises(LiemError) as asked:
        bring(path, officer)
    assert (asked.value.code, asked.value.data["encoding"]) == ("import.old_font", encoding.value)
    assert stored() == before

    report = bring(path, officer, encoding=encoding)
    assert (report.errors, names()) == ((), NAMES)
    assert "→ Mã cán bộ; " in report.notes[0].vi


def test_bytes_of_no_known_letters_are_refused(officer: Acting, tmp_path: Path) -> None:
    path = tmp_path / "Cán bộ.csv"
    path.write_bytes("Код,Имя\r\n1,Иван Петров\r\n".encode("cp1251"))

    with pytest.raises(LiemError) as refused:
        bring(path, officer)

    assert refused.value.code == "import.unknown_encoding"


def test_an_old_font_in_a_workbook_is_known_from_the_cell_and_told(officer: Acting, tmp_path: Path) -> None:
    workbook = Workbook()
    worksheet = workbook.active
    assert worksheet is not None
    worksheet.title = "Cán bộ"
    worksheet.append(["Mã cán bộ", "Họ và tên", "Dân tộc"])
    worksheet.append(["cb-1", "nguyÔn thÞ ph\xadîng", "Th¸i"])
    worksheet.append(["cb-2", "Ñaëng Vaên Khôûi", "Tày"])  # typed in Unicode, whatever the font
    for cell, font in {"B2": ".VnTimeH", "C2": ".VnArial", "B3": "VNI-Times", "C3": ".VnTime"}.items():
        worksheet[cell].font = Font(name=font)
    path = tmp_path / "roster.xlsx"
    workbook.save(path)

    report = bring(path, officer)

    assert (report.errors, names()) == ((), ["NGUYỄN THỊ PHƯỢNG", "Đặng Văn Khởi"])
    assert set(PersonDetails.objects.values_list("ethnicity", flat=True)) == {"Thái", "Tày"}
    assert report.notes[0].vi.startswith("Đã đọc 3 nội dung gõ bằng phông cũ")


def test_a_folder_and_an_archive_of_text_tables_are_one_import(officer: Acting, tmp_path: Path) -> None:
    folder = tmp_path / "nguon"
    folder.mkdir()
    (folder / "can_bo.csv").write_text(TABLE, encoding="utf-8")
    (folder / "Ngoại ngữ.csv").write_text("Ma dong;Mã cán bộ;Ngoại ngữ\nn1;cb-1;Tiếng Anh\n", encoding="utf-8")
    (folder / ".hidden").write_text("x")
    archive = tmp_path / "nguon.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for file in sorted(folder.iterdir()):
            packed.write(file, f"trong/{file.name}")

    first, again = bring(folder, officer), bring(archive, officer)

    assert (first.errors, first.changed) == ((), 3)
    assert (again.errors, again.changed, again.entry) == ((), 0, None)


def test_headings_without_marks_or_in_english_are_known_and_said(officer: Acting, tmp_path: Path) -> None:
    path = tmp_path / "danh sach.csv"
    path.write_text("Code;HO VA TEN;ngay sinh\ncb-1;Nguyễn Thị Phượng;05/09/1985\n", encoding="utf-8")

    report = bring(path, officer)

    assert (report.errors, names()) == ((), NAMES[:1])
    assert [note.vi for note in report.notes] == [
        "Trang “danh sach”: cột “HO VA TEN” được đọc là “Họ và tên”.",
        "Trang “danh sach”: cột “ngay sinh” được đọc là “Ngày sinh”.",
    ]


def test_a_table_of_no_known_name_or_headings_is_asked_about(officer: Acting, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Mã cán bộ,Ghi chú\ncb-1,?\n", encoding="utf-8")

    with pytest.raises(LiemError) as asked:
        bring(path, officer)
    report = bring(path, officer, sheet="Cán bộ")

    assert asked.value.code == "import.no_sheets"
    assert [error.code for error in report.errors] == ["import.missing_column", "import.unknown_column"]


def test_a_mapping_is_remembered_for_its_source_and_no_other(officer: Acting, tmp_path: Path) -> None:
    path, answers = tmp_path / "Cán bộ.csv", tmp_path / "Ghép cột.csv"
    path.write_text("Số hiệu,Họ và tên,Ghi chú\ncb-1,Nguyễn Thị Phượng,x\n", encoding="utf-8")
    answers.write_text(
        "Trang trong tệp,Tiêu đề trong tệp,Bảng,Cột\nCán bộ,Số hiệu,Cán bộ,Mã cán bộ\nCán bộ,Ghi chú,,Bỏ qua\n",
        encoding="utf-8",
    )

    assert bring(path, officer, origin="so-noi-vu").errors != ()
    first = bring(path, officer, origin="so-noi-vu", decisions=answers)
    assert (first.errors, first.changed, first.remembered, names()) == ((), 1, 2, NAMES[:1])

    again = bring(path, officer, origin="so-noi-vu")
    assert (again.errors, again.changed, again.remembered, again.entry) == ((), 0, 0, None)
    assert again.notes[0].vi == "Trang “Cán bộ”: cột “Số hiệu” được đọc là “Mã cán bộ”."
    assert bring(path, officer, origin="elsewhere").errors != ()

    answers.write_text("Trang trong tệp,Tiêu đề trong tệp,Bảng,Cột\nCán bộ,Ghi chú,Cán bộ,Dân tộc\n", encoding="utf-8")
    changed = bring(path, officer, origin="so-noi-vu", decisions=answers)
    assert (changed.errors, changed.remembered) == ((), 1)
    assert list(PersonDetails.objects.filter(known_to=None).values_list("ethnicity", flat=True)) == ["x"]
    assert ColumnMapping.objects.count() == 3  # one superseded


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('Mã cán bộ,Họ và tên\ncb-1,"Lò', "import.broken_text"),
        ("Mã cán bộ,Họ và tên\n" + "x," * 300 + "x\n", "import.too_wide"),
        ("Mã cán bộ,Họ và tên\ncb-1," + "x" * 2_000_000, "import.too_wide"),
    ],
)
def test_a_broken_text_table_is_refused_with_its_line(content: str, code: str, officer: Acting, tmp_path: Path) -> None:
    path = tmp_path / "Cán bộ.csv"
    path.write_text(content, encoding="utf-8")
    before = stored()

    with pytest.raises(LiemError) as refused:
        bring(path, officer)

    assert (refused.value.code, refused.value.data["line"], stored()) == (code, 2, before)


def test_a_formula_in_a_text_table_is_refused_where_it_stands(officer: Acting, tmp_path: Path) -> None:
    path = tmp_path / "Cán bộ.csv"
    path.write_text('Mã cán bộ,Họ và tên\ncb-1,"=HYPERLINK(""http://x"")"\n', encoding="utf-8")

    report = bring(path, officer)

    assert [(error.code, error.row, error.letter) for error in report.errors] == [("import.formula", 2, "B")]
