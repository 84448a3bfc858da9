"""One document in every form reads the same, and each word of it is found again in its file."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from conftest import absent
from documents import made
from liem.documents.reading import read
from liem.documents.sources import Kind, Place, Source, read_source
from liem.documents.sources.places import LeftOut, Spot, TextWriter

RUNNING = "Tài liệu lưu hành nội bộ của Văn phòng"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    (folder / "a.txt").write_text(made.plain_text(), encoding="utf-8")
    (folder / "a.docx").write_bytes(made.docx_bytes())
    return folder


@pytest.fixture(scope="module")
def printed(folder: Path) -> Source:
    (folder / "a.pdf").write_bytes(made.pdf_bytes(folder))
    return read_source(folder / "a.pdf")


def said(source: Source) -> dict[str, object]:
    """What is read from a text, without where it stands."""
    reading = read(source.text)
    return {
        "header": reading.header,
        "outline": [(item.address, item.title) for item in reading.outline],
        "tasks": [(task.address, task.responsible, task.coordinating, task.timing) for task in reading.tasks],
        "citations": [one.text for one in reading.citations],
        "timings": [(one.text, one.value) for one in reading.timings],
        "targets": [(one.text, one.value) for one in reading.targets],
    }


def office(folder: Path, kind: str) -> Path:
    """The .docx as LibreOffice writes it in another format."""
    program = shutil.which("soffice")
    if program is None:
        absent("libreoffice", "no LibreOffice on the PATH makes files of this kind")
    (folder / kind).mkdir(exist_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, "--headless", profile, "--convert-to", kind, "--outdir", str(folder / kind)]
    subprocess.run([*command, str(folder / "a.docx")], check=True, capture_output=True, timeout=180)
    return folder / kind / f"a.{kind}"


def test_a_docx_says_what_the_plain_text_says(folder: Path) -> None:
    plain = said(read_source(folder / "a.txt"))
    assert said(read_source(folder / "a.docx")) == plain
    assert len(plain["tasks"]) > 20  # type: ignore[arg-type]
    assert read(made.plain_text()).header.symbol == "27-KH/TU"


def test_a_printed_pdf_says_what_the_plain_text_says(folder: Path, printed: Source) -> None:
    assert said(printed) == said(read_source(folder / "a.txt"))


@pytest.mark.parametrize("kind", ["pdf", "doc", "rtf"])
def test_what_an_office_program_writes_says_what_the_plain_text_says(folder: Path, kind: str) -> None:
    source = read_source(office(folder, kind))
    assert source.kind == {"pdf": Kind.PDF}.get(kind, Kind.DOC)
    assert said(source) == said(read_source(folder / "a.txt"))


def test_running_heads_and_page_numbers_are_left_out_and_told(printed: Source) -> None:
    pages = printed.pages or 0
    assert pages >= 4
    told = [(one.text, one.place.page) for one in printed.left_out]
    assert told == [words for page in range(1, pages + 1) for words in ((RUNNING, page), (str(page), page))]
    assert RUNNING not in printed.text


def test_a_sentence_over_two_pages_is_one_paragraph_whose_parts_know_their_page(printed: Source) -> None:
    for paragraph in made.PARAGRAPHS:
        start = printed.text.index(f"{paragraph}\n")
        first, last = printed.place_of(start), printed.place_of(start + len(paragraph) - 1)
        assert first.page is not None
        assert last.page is not None
        assert (first.page, first.line) <= (last.page, last.line)
        assert first.column == 1
    starts = [(printed.text.index(words), len(words)) for words in made.PARAGRAPHS]
    torn = [at for at, size in starts if printed.place_of(at).page != printed.place_of(at + size - 1).page]
    assert torn


def test_a_page_shows_at_a_line_the_word_that_the_place_names(printed: Source, folder: Path) -> None:
    import pypdfium2

    place = printed.place_of(printed.text.index("Trường Chính trị tỉnh xây dựng"))
    assert place.page is not None
    shown = pypdfium2.PdfDocument((folder / "a.pdf").read_bytes())[place.page - 1].get_textpage().get_text_range()
    assert "Trường Chính trị tỉnh xây dựng" in " ".join(unicodedata.normalize("NFC", shown).split())


def test_a_docx_knows_paragraphs_and_cells(folder: Path) -> None:
    source = read_source(folder / "a.docx")
    assert source.place_of(source.text.index("Số 27")) == Place(table=1, row=1, cell=1, paragraph=3, column=1)
    assert source.place_of(source.text.index("rà soát và kiện")) == Place(paragraph=2, column=4)
    assert source.place_of(source.text.index("Kiểm tra hồ sơ")) == Place(table=2, row=3, cell=2, paragraph=1, column=1)
    with pytest.raises(IndexError):
        source.place_of(len(source.text))


def test_plain_text_knows_line_and_column(folder: Path) -> None:
    source = read_source(folder / "a.txt")
    assert source.place_of(source.text.index("27-KH/TU")) == Place(line=3, column=4)


def test_a_table_of_tasks_is_read_row_by_row_and_a_head_column_by_column(printed: Source, folder: Path) -> None:
    for source in (printed, read_source(folder / "a.docx")):
        for row in made.TASKS:
            assert f"| {' | '.join(row)} |\n" in source.text
        assert source.text.startswith("\n".join((*made.HEAD_LEFT, made.HEAD_RIGHT[0])))


def test_a_list_inside_a_cell_keeps_its_lines(tmp_path: Path) -> None:
    document: Any = Document()
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text = "Sở Nội vụ"
    cells[1].text = "- Rà soát biên chế"
    cells[1].add_paragraph("- Lập danh sách")
    assert text_of(document, tmp_path) == "| Sở Nội vụ |\n| - Rà soát biên chế |\n| - Lập danh sách |\n"


def test_a_table_printed_with_merged_cells_is_read_row_by_row(tmp_path: Path) -> None:
    page = (
        "<!doctype html><meta charset=utf-8><style>table{border-collapse:collapse;width:100%}td{border:1px solid}"
        "</style><table><tr><td colspan=2>Nhóm thứ nhất</td><td>Quý I</td></tr><tr><td rowspan=2>Sở Y tế</td>"
        "<td>Mở lớp</td><td>Quý II</td></tr><tr><td>Tổng kết</td><td>Quý III</td></tr></table>"
    )
    (tmp_path / "b.pdf").write_bytes(made.printed(page, tmp_path))
    assert read_source(tmp_path / "b.pdf").text == (
        "| Nhóm thứ nhất | Quý I |\n| Sở Y tế | Mở lớp | Quý II |\n| Tổng kết | Quý III |\n"
    )


def test_numbers_that_word_counts_itself_are_read(tmp_path: Path) -> None:
    document: Any = Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text) in enumerate((("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")))
    )
    bullet = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf02d"/></w:lvl>'
    for number, inner in ((90, levels), (91, bullet)):
        numbering.insert(
            0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{inner}</w:abstractNum>')
        )
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )
    marks = [(90, 0), (90, 1), (90, 2), (90, 2), (90, 1), (91, 0), (90, 0), (90, 1)]
    for at, (number, level) in enumerate(marks):
        _number(document.add_paragraph(f"Mục {at}"), number, level)
    labels = [
        line.removesuffix(f"Mục {at}").strip() for at, line in enumerate(text_of(document, tmp_path).splitlines())
    ]
    assert labels == ["I.", "1.", "a)", "b)", "2.", "-", "II.", "1."]


def _number(paragraph: Any, number: int, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    given = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", level), ("w:numId", number)):
        element = OxmlElement(name)
        element.set(qn("w:val"), str(value))
        given.append(element)
    properties.append(given)


def test_insertions_are_read_deletions_and_fields_are_not(tmp_path: Path) -> None:
    document: Any = Document()
    paragraph = document.add_paragraph("Các chi bộ ")
    runs = (
        '<w:ins {0} w:id="1"><w:r><w:t>báo cáo</w:t></w:r></w:ins>',
        ('<w:del {0} w:id="2"><w:r><w:delText>bỏ</w:delText></w:r></w:del>'),
        "<w:r {0}><w:instrText>PAGE</w:instrText></w:r>",
    )
    for run in runs:
        paragraph._p.append(parse_xml(run.format(nsdecls("w"))))
    assert text_of(document, tmp_path) == "Các chi bộ báo cáo\n"


def test_decomposed_letters_are_composed(tmp_path: Path) -> None:
    document: Any = Document()
    document.add_paragraph(unicodedata.normalize("NFD", "Tỉnh ủy yêu cầu"))
    assert text_of(document, tmp_path) == "Tỉnh ủy yêu cầu\n"


def text_of(document: Any, folder: Path) -> str:
    (folder / "one.docx").write_bytes(made.saved(document))
    return read_source(folder / "one.docx").text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("theo Kế hoạch số 30-", "KH/TU của"), "theo Kế hoạch số 30-KH/TU của\n"),
        (("kinh tế -", "xã hội"), "kinh tế - xã hội\n"),
        (("cán\u00ad", "bộ"), "cánbộ\n"),
        (("cán bộ", "", "xã"), "cán bộ xã\n"),
    ],
)
def test_a_word_broken_at_the_end_of_a_line_is_joined(lines: Sequence[str], text: str) -> None:
    writer = TextWriter()
    writer.paragraph([Spot(line, Place(page=1, line=number)) for number, line in enumerate(lines, start=1)])
    written, pieces = writer.written()
    assert written == text
    source = Source(Kind.PDF, written, pieces)
    last = max(number for number, line in enumerate(lines, start=1) if line)
    assert source.place_of(len(text) - 2).line == last


def test_what_was_left_out_and_every_place_survive_json(printed: Source) -> None:
    from liem.documents.sources.places import source_of

    assert source_of(printed.to_json() | {"text": printed.text}, kind=Kind.PDF) == printed
    assert LeftOut(RUNNING, Place(page=1, line=1)) in printed.left_out


def test_a_scan_is_read_by_text_recognition(folder: Path, printed: Source) -> None:
    from liem.documents.sources import ocr

    if not ocr.is_installed():
        absent("ocr", "OCRmyPDF, Tesseract or its Vietnamese data are not here")
    import pypdfium2

    page = pypdfium2.PdfDocument((folder / "a.pdf").read_bytes())[0]
    page.render(scale=200 / 72).to_pil().convert("L").save(folder / "scan.pdf", resolution=200)
    source = read_source(folder / "scan.pdf")
    assert (source.kind, source.pages) == (Kind.SCAN, 1)
    assert read(source.text).header.symbol == "27-KH/TU"
    assert source.place_of(source.text.index("MỤC TIÊU")).page == 1
