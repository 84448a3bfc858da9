"""What a file is, by its first bytes."""

from __future__ import annotations

from enum import Enum


class Form(Enum):
    """How a file is opened."""

    TEXT = "text"
    DOCX = "docx"
    PDF = "pdf"
    PICTURE = "picture"
    WORD = "doc"
    RICH_TEXT = "rtf"


_BEGINNINGS = (
    (b"PK\x03\x04", Form.DOCX),
    (b"PK\x05\x06", Form.DOCX),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Form.WORD),
    (b"{\\rtf", Form.RICH_TEXT),
    (b"\x89PNG\r\n\x1a\n", Form.PICTURE),
    (b"\xff\xd8\xff", Form.PICTURE),
    (b"II*\x00", Form.PICTURE),
    (b"MM\x00*", Form.PICTURE),
)
_PDF = b"%PDF-"


def form_of(start: bytes) -> Form:
    """What begins with these bytes; whatever is not known is held for text, which `decode` then makes sure of."""
    for beginning, form in _BEGINNINGS:
        if start.startswith(beginning):
            return form
    return Form.PDF if _PDF in start[:1024] and not start[:1024].split(_PDF)[0].strip(_BLANK) else Form.TEXT


_BLANK = b"\x00\t\r\n \xef\xbb\xbf"
