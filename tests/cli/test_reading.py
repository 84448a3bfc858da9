"""`liem read`: a file of any kind from the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from documents import hostile, made
from liem.cli import main
from liem.documents.reading import read, to_json


def test_the_json_holds_the_reading_and_the_places_in_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.docx").write_bytes(made.docx_bytes())
    assert main(["read", str(tmp_path / "a.docx"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    source = told.pop("source")
    assert told == json.loads(json.dumps(to_json(read(told["text"]))))
    assert (source["kind"], source["pages"], source["left_out"]) == ("docx", None, [])
    start, place = source["pieces"][0]
    assert (start, place) == (0, {"table": 1, "row": 1, "cell": 1, "paragraph": 1})


@pytest.mark.parametrize(
    ("language", "line"),
    [("vi", "Nguồn: tệp .pdf có chữ; 3 trang."), ("en", "Source: .pdf file with text; 3 pages.")],
)
def test_the_first_line_tells_the_kind_of_file(
    language: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LIEM_LANGUAGE", language)
    (tmp_path / "a.pdf").write_bytes(hostile.pdf_of_pages(3))
    assert main(["read", str(tmp_path / "a.pdf")]) == 0
    assert capsys.readouterr().out.splitlines()[0] == line


def test_plain_text_is_read_without_a_word_about_its_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(made.plain_text(), encoding="utf-8")
    assert main(["read", str(tmp_path / "a.txt")]) == 0
    out = capsys.readouterr().out
    assert "27-KH/TU" in out
    assert not out.startswith("Nguồn")


def test_a_refusal_is_said_in_both_languages_with_its_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.docx").write_bytes(hostile.with_macros())
    assert main(["read", str(tmp_path / "a.docx")]) == 1
    told = capsys.readouterr().err
    assert "[documents.macros]" in told
    assert "có macro" in told
    assert "carries macros" in told


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(tmp_path / "absent.pdf")]) == 1
    assert "[documents.no_file]" in capsys.readouterr().err
