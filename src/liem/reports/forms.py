"""Templates of printed papers: the office's own where there is one, else the one that comes along."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from liem.kernel.errors import LiemError, Message
from liem.record.exporting.word_template import Contents, as_bytes, fill_in, open_template

GUIDE = "docs/how-to/edit-printed-forms.md"
SHIPPED = Path(__file__).parent / "templates"


@contextmanager
def template(name: str) -> Iterator[Any]:
    """The template, open. What is wrong with it, here or while it is being filled, is told with the name of its file.

    Raises LiemError `form.no_folder`, `form.unreadable`, and those of `word_template.fill`.
    """
    file = _file_of(name)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise _unreadable(file) from error
    try:
        yield open_template(content)
    except LiemError as error:
        raise _of_file(error, file) from error


def printed(name: str, contents: Contents) -> bytes:
    """The paper as a .docx. Raises those of `template`."""
    with template(name) as document:
        fill_in(document, contents)
        keep_end_together(document)
        return as_bytes(document)


def keep_end_together(document: Any) -> None:
    """The table of signatures, the last one, never stands alone on a page: what comes before it goes with it."""
    if not document.tables:
        return
    block = document.tables[-1]._tbl.getprevious()
    while block is not None:
        last = block.tr_lst[-1] if block.tag == qn("w:tbl") else block
        for p in last.iter(qn("w:p")):
            Paragraph(p, None).paragraph_format.keep_with_next = True  # type: ignore[arg-type]
        if any(text.text and text.text.strip() for text in last.iter(qn("w:t"))):
            return
        block = block.getprevious()


def qr_code(address: str) -> bytes:
    """The address as a QR code (PNG); nothing where there is none."""
    if not address:
        return b""
    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="png", scale=8, border=2)
    return drawn.getvalue()


def _file_of(name: str) -> Path:
    if not settings.PRINTED_FORMS:
        return SHIPPED / f"{name}.docx"
    folder = Path(settings.PRINTED_FORMS)
    if not folder.is_dir():
        raise _no_folder()
    own = folder / f"{name}.docx"
    return own if own.exists() else SHIPPED / own.name


def _of_file(error: LiemError, file: Path) -> LiemError:
    vi, en = error.message.vi, error.message.en
    return LiemError(
        error.code,
        Message(f"Không in được theo mẫu “{file.name}”. {vi}", f"Nothing was printed from “{file.name}”. {en}"),
        error.data,
    )


def _unreadable(file: Path) -> LiemError:
    return LiemError(
        "form.unreadable",
        Message(
            f"Không đọc được mẫu in “{file.name}”. Hãy báo người quản trị kiểm tra tệp và quyền đọc.",
            f"The printed form “{file.name}” cannot be read. Ask the administrator to check the file and its rights.",
        ),
    )


def _no_folder() -> LiemError:
    return LiemError(
        "form.no_folder",
        Message(
            "Không có thư mục mẫu in mà LIEM_TEMPLATES chỉ tới, nên không biết in theo mẫu nào. Hãy báo người quản trị "
            "khôi phục thư mục hoặc sửa lại thiết lập.",
            "The folder of printed forms that LIEM_TEMPLATES names is not there, so it is unclear which form to use. "
            "Ask the administrator to restore it or to correct the setting.",
        ),
    )
