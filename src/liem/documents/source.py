"""Bytes of a text file → text, or a refusal that says what to do next.

UTF-8 is read as it is. UTF-16, UTF-32 and Windows-1258 are read only where the bytes leave no doubt; offsets then count
the code points of the decoded text. Nothing is normalised here: offsets of a reading count what the file holds.
"""

from __future__ import annotations

import codecs
import re

from liem.documents.refusals import refusal

LIMIT = 50 * 1024 * 1024
"""The largest file that is read, in bytes (50 MB). One byte more is refused."""

KINDS = (".txt", ".md")
"""What text files are called, where a folder is looked through for them."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 64 * 1024
_FOREIGN_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Letters that Windows-1258 has and that running Vietnamese cannot do without.
_VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ]\u0300|[ăâđêôơưĂÂĐÊÔƠƯ]")
_TONES = re.compile("[aeiouyăâêôơưAEIOUYĂÂÊÔƠƯàáèéìíòóùúýảÀÁÈÉÌÍÒÓÙÚÝ][\u0300\u0301\u0303\u0309\u0323]")
_STRAY_TONE = re.compile("[^A-Za-zăâêôơưĂÂÊÔƠƯàáèéìíòóùúýđ][\u0300\u0301\u0303\u0309\u0323]")


def decode(data: bytes, *, name: str) -> str:
    """The text of a file that is plain text, whatever its name; line endings untouched, without a byte-order mark of
    UTF-16 or UTF-32.

    A UTF-8 byte-order mark stays in the text as U+FEFF, because offsets count the file read as UTF-8.
    Raises LiemError `documents.empty`, `documents.too_large`, `documents.binary`, `documents.encoding`.
    """
    if len(data) > LIMIT:
        raise refusal("too_large", name)
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise refusal("empty", name)
    text = _decoded(data, name)
    if _FOREIGN_CONTROLS.search(text):
        raise refusal("binary", name)
    if not text.strip("\ufeff \t\r\n"):
        raise refusal("empty", name)
    return text


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    wide = _wide_encoding(data)
    if wide:
        return _strictly(data, wide, name)
    if b"\x00" in data:
        raise refusal("binary", name)
    return _windows_1258(data, name)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise refusal("encoding", name) from None


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: in running text every second byte of spaces and Latin letters is zero."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _windows_1258(data: bytes, name: str) -> str:
    """Windows-1258 is accepted only when its combining tones stand where Vietnamese puts them."""
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError:
        raise refusal("binary" if _looks_binary(data) else "encoding", name) from None
    if _FOREIGN_CONTROLS.search(text):
        raise refusal("binary", name)
    sample = text[:_SAMPLE]
    tones, stray = len(_TONES.findall(sample)), len(_STRAY_TONE.findall(sample))
    if tones < 5 or stray > tones * 0.02 or len(_VIETNAMESE.findall(sample)) < 5:
        raise refusal("binary" if _looks_binary(data) else "encoding", name)
    return text


def _looks_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    controls = sum(sample.count(byte) for byte in (*range(9), *range(14, 27), *range(28, 32)))
    return controls > len(sample) * 0.01
