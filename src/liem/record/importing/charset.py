"""Which bytes stand for which letters in a text file."""

from __future__ import annotations

import codecs
from enum import Enum
from pathlib import Path

from liem.kernel.errors import LiemError, Message
from liem.record.importing.old_fonts import OldFont
from liem.record.importing.spelling import Letters, old_font
from liem.record.importing.syllables import likeness

_SAMPLE_LINES = 2_000
_CHUNK = 1 << 20


class Encoding(Enum):
    """The answers to "how is this file written"; TCVN3 and VNI are Western bytes shown in an old font."""

    UNICODE = "unicode"
    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    WINDOWS_1258 = "windows-1258"
    TCVN3 = "tcvn3"
    VNI = "vni"

    @property
    def letters(self) -> Letters:
        """What it says about old fonts."""
        return Letters(self.value) if self in {Encoding.TCVN3, Encoding.VNI} else Letters.UNICODE


def codec_of(path: Path, answer: Encoding | None) -> str:
    """The name of Python's codec for the file.

    UTF-8 and UTF-16 show themselves; other bytes are Windows-1258 where that reads as Vietnamese. Raises LiemError
    `import.old_font` where they read as Vietnamese in an old font only, `import.unknown_encoding` where in none, and
    `import.wrong_encoding` where the answer given cannot be.
    """
    codec = _given(path, answer)
    if codec is None:
        codec = _shown_by_itself(path) or _by_statistics(path)
    if not _decodes(path, codec):
        raise _wrong_encoding(codec)
    return codec


def _given(path: Path, answer: Encoding | None) -> str | None:
    match answer:
        case Encoding.UTF_8:
            return "utf-8-sig"
        case Encoding.UTF_16:
            return _shown_by_itself(path) if _marked(path, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-16-le"
        case Encoding.WINDOWS_1258:
            return "cp1258"
        case Encoding.TCVN3 | Encoding.VNI:
            return _shown_by_itself(path) or "latin-1"
        case _:
            return None


def _marked(path: Path, *marks: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(4).startswith(marks)


def _shown_by_itself(path: Path) -> str | None:
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) > len(start) / 8:  # Vietnamese is half ASCII, and ASCII leaves every other byte zero
        return "utf-16-le" if odd > even else "utf-16-be"
    return "utf-8-sig" if _decodes(path, "utf-8-sig") else None


def _decodes(path: Path, codec: str) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _by_statistics(path: Path) -> str:
    lines = _lines_beyond_ascii(path)
    scores: dict[str, float] = {"cp1258": _share([line.decode("cp1258", "replace") for line in lines])}
    western = [line.decode("latin-1") for line in lines]
    for font in OldFont:
        scores[font.value] = _share([font.convert(line) or line for line in western])
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < 0.6:
        raise _unknown_encoding(western)
    if best == "cp1258":
        return best
    raise old_font(OldFont(best), western, f"“{path.name}”")


def _lines_beyond_ascii(path: Path) -> list[bytes]:
    found: list[bytes] = []
    with path.open("rb") as file:
        while len(found) < _SAMPLE_LINES and (line := file.readline(_CHUNK)):
            if not line.isascii():
                found.append(line.strip()[:1000])
    return found


def _share(lines: list[str]) -> float:
    scores = [likeness(line) for line in lines]
    words = sum(score.words for score in scores)
    return sum(score.vietnamese for score in scores) / words if words else 0.0


def _unknown_encoding(lines: list[str]) -> LiemError:
    example = lines[0][:60] if lines else ""
    return LiemError(
        "import.unknown_encoding",
        Message(
            f"Không nhận ra bảng mã của tệp (ví dụ: {example}). Hãy lưu lại dưới dạng CSV UTF-8, "
            "hoặc nêu bảng mã: --encoding windows-1258, tcvn3 hoặc vni.",
            f"The encoding of the file is not recognised (for example: {example}). Save it as CSV UTF-8, "
            "or name it: --encoding windows-1258, tcvn3 or vni.",
        ),
    )


def _wrong_encoding(codec: str) -> LiemError:
    return LiemError(
        "import.wrong_encoding",
        Message(
            f"Tệp không phải mã {codec}: có byte không đọc được. Hãy bỏ --encoding để Liêm tự nhận, hoặc chọn mã khác.",
            f"The file is not in {codec}: some bytes cannot be read. Leave --encoding out, or choose another.",
        ),
        {"codec": codec},
    )
