"""`liem read`."""

from __future__ import annotations

import argparse
from pathlib import Path

from liem.cli.commands import Commands
from liem.cli.speech import language, print_json, say
from liem.documents.sources import Kind, Source
from liem.kernel.errors import Message


def add(commands: Commands) -> None:
    """Adds the command."""
    read = commands.add_parser("read", help="read a directive (text, .docx, .pdf, .doc, scan) and show what it demands")
    read.add_argument("file", type=Path)
    read.add_argument("--json", action="store_true", help="the reading as one JSON object, with the places in the file")
    read.set_defaults(command=_read)


def _read(options: argparse.Namespace) -> int:
    from liem.documents.reading import read, summary, to_json
    from liem.documents.sources import read_source

    source = read_source(options.file)
    reading = read(source.text)
    if options.json:
        print_json(to_json(reading) | {"source": source.to_json()})
        return 0
    if source.kind is not Kind.TEXT:
        say(_told(source))
    print(summary(reading, language()))
    return 0


def _told(source: Source) -> Message:
    """What kind of file it was, and what of it is not in the text."""
    name = _KINDS[source.kind]
    vi, en = [name.vi], [name.en]
    if source.pages is not None:
        vi.append(f"{source.pages} trang")
        en.append(f"{source.pages} pages")
    running = sum(bool(one.text) for one in source.left_out)
    unread = [str(one.place.page) for one in source.left_out if not one.text]
    if running:
        vi.append(f"bỏ {running} dòng đầu trang, chân trang, chú thích")
        en.append(f"{running} running heads, page numbers and notes left out")
    if unread:
        vi.append(f"chưa đọc được trang {', '.join(unread)} vì là ảnh quét")
        en.append(f"pages not read because they are pictures: {', '.join(unread)}")
    return Message(f"Nguồn: {'; '.join(vi)}.", f"Source: {'; '.join(en)}.")


_KINDS = {
    Kind.DOCX: Message("tệp .docx", ".docx file"),
    Kind.PDF: Message("tệp .pdf có chữ", ".pdf file with text"),
    Kind.DOC: Message("tệp kiểu cũ, chuyển bằng LibreOffice", "older file, converted by LibreOffice"),
    Kind.SCAN: Message("bản quét, chữ do máy nhận dạng – cần đối chiếu", "scan, read by machine – compare it"),
}
