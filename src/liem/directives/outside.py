"""How secret a text is, and what is kept of one that this installation may not hold: number, day and level."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from itertools import islice

from liem.directives.models import Directive
from liem.kernel.errors import LiemError, Message
from liem.record.choices import Secrecy

_MARKS = {"MẬT": Secrecy.CONFIDENTIAL, "TỐI MẬT": Secrecy.SECRET, "TUYỆT MẬT": Secrecy.TOP_SECRET}
_HEAD_LINES = 40
_EMPTY_READING = ("blocks", "outline", "citations", "dates_deadlines", "targets", "tasks")


def level_of(text: str, *, given: str) -> str:
    """The level somebody gave, else that of the mark in the head of the text; empty where there is neither.

    Raises LiemError `directives.secrecy_mark` where the two differ.
    """
    mark = _mark(text)
    if given and mark and given != mark:
        raise LiemError(
            "directives.secrecy_mark",
            Message(
                f"Văn bản mang dấu “{_words(mark)}” nhưng được khai là “{_words(given)}”. Hãy khai đúng độ mật, hoặc "
                "hỏi cơ quan ban hành nếu văn bản đã được giải mật.",
                f"The text bears the mark “{_words(mark)}” and is given as “{_words(given)}”. Give the level it "
                "has, or ask the issuer whether it has been declassified.",
            ),
            {"mark": mark, "given": given},
        )
    return given or mark


def number_and_day(read: Directive) -> Directive:
    """What the register keeps of a text above the ceiling; neither its words nor a digest of them, nor its name.

    Raises LiemError `directives.no_number` where the head shows no number or no day.
    """
    if not read.symbol or not read.issued_on:
        raise LiemError(
            "directives.no_number",
            Message(
                "Văn bản có độ mật cao hơn mức hệ thống này được giữ, và phần đầu không đọc được số hoặc ngày nên "
                "không ghi được gì vào sổ. Hãy bổ sung số và ngày ở phần đầu tệp.",
                "The text is more secret than this installation may hold, and its head shows no number or no day, so "
                "that nothing can be registered. Add both to the head of the file.",
            ),
        )
    return Directive(
        short=read.short,
        pack=read.pack,
        file_name="",
        sha256=hashlib.sha256(f"{read.symbol} {read.issued_on}".encode()).hexdigest(),
        text="",
        reading={part: [] for part in _EMPTY_READING},
        symbol=read.symbol,
        issued_on=read.issued_on,
        secrecy=read.secrecy,
        registered_at=read.registered_at,
    )


def _mark(text: str) -> str:
    """The mark that stands alone on a line of the head."""
    for line in islice(text.splitlines(), _HEAD_LINES):
        words = " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", line)))
        if words in _MARKS:
            return _MARKS[words].value
    return ""


def _words(level: str) -> str:
    return next((mark.capitalize() for mark, value in _MARKS.items() if value == level), "Không mật")
