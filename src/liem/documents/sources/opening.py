"""The process that opens one file: `python -m liem.documents.sources.opening docx|pdf`, with the file as its input.

It prints one JSON object: {"source": …, "scanned": [page, …]} or {"refused": code}.
"""

from __future__ import annotations

import json
import os
import sys
from typing import IO

from liem.documents.sources.places import Source
from liem.documents.sources.refused import SourceError

TOO_HEAVY = 70
"""Exit code where memory did not suffice."""


def main(form: str) -> int:
    """Opens the file at standard input; gives the exit code."""
    os.lseek(0, 0, os.SEEK_SET)
    try:
        with open(0, "rb", closefd=False) as file:
            source, scanned = _read_pdf(file) if form == "pdf" else _read_docx(file)
        answer = json.dumps({"source": source.to_json() | {"text": source.text}, "scanned": scanned})
    except SourceError as error:
        answer = json.dumps({"refused": error.code})
    except MemoryError:
        return TOO_HEAVY
    sys.stdout.write(answer)
    return 0


def _read_docx(file: IO[bytes]) -> tuple[Source, list[int]]:
    from liem.documents.sources.docx import read_docx

    return read_docx(file), []


def _read_pdf(file: IO[bytes]) -> tuple[Source, list[int]]:
    from liem.documents.sources.layout import source_of_pages
    from liem.documents.sources.pdf import is_scan, open_pdf, pages_of

    pages = list(pages_of(open_pdf(file.read())))
    scanned = [page.number for page in pages if is_scan(page)]
    source = source_of_pages(pages)
    if not source.text.strip() and not scanned:
        raise SourceError("empty")
    return source, scanned


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
