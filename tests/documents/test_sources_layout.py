"""Ways to set a page that offices know: each comes back as the paragraphs that were written."""

from __future__ import annotations

import html
import unicodedata
from pathlib import Path

import pytest

from documents import made
from liem.documents.sources import read_source

STYLES = {
    "first line indented": "text-indent: 12mm; margin: 0",
    "space between paragraphs": "margin: 0 0 8pt",
    "whole paragraph indented": "margin: 0 0 4pt 12mm",
    "hanging": "margin: 0 0 6pt 8mm; text-indent: -8mm",
    "to both margins": "text-align: justify; text-indent: 12mm; margin: 0 0 6pt",
    "wide lines": "line-height: 1.9; text-indent: 12mm; margin: 0 0 6pt",
    "narrow page": "text-align: justify; text-indent: 12mm; margin: 0 60mm 0 0",
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_paragraphs_come_back_as_written(style: str, tmp_path: Path) -> None:
    assert printed(made.PARAGRAPHS, style, tmp_path) == "".join(f"{one}\n" for one in made.PARAGRAPHS)


def test_marks_printed_apart_from_their_letters_are_composed(tmp_path: Path) -> None:
    decomposed = [unicodedata.normalize("NFD", one) for one in made.BODY]
    assert printed(decomposed, "margin: 0 0 8pt", tmp_path) == "".join(f"{one}\n" for one in made.BODY)


def printed(paragraphs: list[str] | tuple[str, ...], style: str, folder: Path) -> str:
    """The text of a .pdf in which the paragraphs are set in this style."""
    body = "".join(f"<p>{html.escape(one)}</p>" for one in paragraphs)
    page = (
        "<!doctype html><meta charset=utf-8><style>@page { size: A4; margin: 20mm 15mm 20mm 30mm }"
        f"body {{ font: 14pt/1.3 'DejaVu Serif', serif }} p {{ {style} }}</style>{body}"
    )
    (folder / "a.pdf").write_bytes(made.printed(page, folder))
    return read_source(folder / "a.pdf").text
