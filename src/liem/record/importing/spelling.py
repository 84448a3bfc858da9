"""Text in old fonts: known from a cell's font, or recognised by its letters and asked about; never changed unsaid."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from enum import Enum
from itertools import islice

from openpyxl.utils import get_column_letter

from liem.kernel.errors import LiemError, Message
from liem.record.importing.faults import shown
from liem.record.importing.old_fonts import OldFont, likely_font, respelled

MOST_SAMPLED = 300  # texts of one column
MOST_EXAMPLES = 3


class Letters(Enum):
    """What the person who imports says about the letters of a file; None: not asked yet."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"

    @property
    def font(self) -> OldFont | None:
        return None if self is Letters.UNICODE else OldFont(self.value)


@dataclass(slots=True)
class Spelling:
    """Reads the texts of one file. `converted` holds the different texts that were in an old font; a file is read more
    than once, so they are not counted as they come."""

    answer: Letters | None = None
    converted: dict[str, str] = field(default_factory=dict)
    _samples: dict[tuple[str, int], list[str]] = field(default_factory=lambda: defaultdict(list))

    def read(self, text: str, *, title: str, place: int, font: tuple[OldFont, bool] | None) -> str:
        """The text in Unicode: converted where the cell's font or the person's answer says so; else as it stands, and
        remembered for `question`. `place` counts columns from 0."""
        if self.answer is Letters.UNICODE:
            return text
        if font is None and self.answer is not None and self.answer.font is not None:
            font = self.answer.font, False
        if font is None:
            self._sample(text, title, place)
            return text
        read = respelled(text, font[0], capitals=font[1])
        if read != text:
            self.converted[text] = read
        return read

    def question(self) -> LiemError | None:
        """`import.old_font` where a column's texts must have been typed for an old font and nobody has said so."""
        for (title, place), texts in self._samples.items():
            font = likely_font(texts)
            if font is not None:
                return old_font(font, texts, f"“{title}”, {get_column_letter(place + 1)}")
        return None

    def told(self) -> list[Message]:
        """What was converted, for the report."""
        if not self.converted:
            return []
        count = len(self.converted)
        pairs = "; ".join(
            f"{shown(before)} → {shown(after)}" for before, after in islice(self.converted.items(), MOST_EXAMPLES)
        )
        return [
            Message(
                f"Đã đọc {count} nội dung gõ bằng phông cũ (TCVN3, VNI) sang Unicode: {pairs}. "
                "Nếu không đúng, hãy nhập lại và chọn kiểu chữ Unicode (--encoding unicode).",
                f"{count} texts in old fonts (TCVN3, VNI) were read as Unicode: {pairs}. "
                "Where that is wrong, import again and say that the letters are Unicode (--encoding unicode).",
            )
        ]

    def _sample(self, text: str, title: str, place: int) -> None:
        if not text.isascii():
            samples = self._samples[title, place]
            if len(samples) < MOST_SAMPLED:
                samples.append(text)


def old_font(font: OldFont, texts: list[str], where: str) -> LiemError:
    """The question whether texts are in an old font, with examples both ways."""
    changed = {text for text in texts if (font.convert(text) or text) != text}
    clearest = sorted(changed, key=lambda text: -sum(not letter.isascii() for letter in text))[:MOST_EXAMPLES]
    pairs = "; ".join(f"{shown(text)} → {shown(font.convert(text) or text)}" for text in clearest)
    return LiemError(
        "import.old_font",
        Message(
            f"Chữ ở {where} giống chữ gõ bằng phông cũ {font.name}: {pairs}. Liêm không tự đổi. "
            f"Nếu đúng, hãy nhập lại với --encoding {font.value}; nếu chữ đã đúng, với --encoding unicode.",
            f"The text in {where} looks as if typed in an old {font.name} font: {pairs}. Nothing is converted unasked. "
            f"If so, import again with --encoding {font.value}; if it is right as it stands, with --encoding unicode.",
        ),
        {"encoding": font.value, "where": where},
    )
