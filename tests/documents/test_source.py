"""Bytes are read where they leave no doubt, and refused with a stable code where they do."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from liem.documents import source
from liem.documents.reading import read_file
from liem.documents.source import decode
from liem.kernel.errors import LiemError

SENTENCE = "Các cấp ủy tiếp tục rà soát, bổ sung quy định về công tác cán bộ; báo cáo kết quả hằng năm.\r\n"
TEXT = SENTENCE * 4


def windows_1258(text: str) -> bytes:
    """Windows-1258 writes the five tones as marks of their own after the (possibly hatted) letter."""
    pieces = []
    for letter in text:
        try:
            pieces.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            base, *marks = unicodedata.normalize("NFD", letter)
            tones = [mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"]
            hats = [mark for mark in marks if mark not in tones]
            pieces.append((unicodedata.normalize("NFC", base + "".join(hats)) + "".join(tones)).encode("cp1258"))
    return b"".join(pieces)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
    ],
    ids=["utf-8", "utf-16 with mark", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_unicode_encodings_give_the_same_text_with_its_line_endings(data: bytes) -> None:
    assert decode(data, name="a.txt") == TEXT


def test_windows_1258_is_read_where_its_tones_stand_as_in_vietnamese() -> None:
    decoded = decode(windows_1258(TEXT), name="cu.TXT")
    assert unicodedata.normalize("NFC", decoded) == TEXT


def test_a_utf8_mark_stays_in_the_text_because_offsets_count_it() -> None:
    assert decode(b"\xef\xbb\xbf" + TEXT.encode(), name="a.md") == "\ufeff" + TEXT


def test_decomposed_text_is_not_normalised() -> None:
    decomposed = unicodedata.normalize("NFD", TEXT)
    assert decode(decomposed.encode(), name="a.txt") == decomposed


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "documents.empty"),
        (b" \r\n\t ", "a.txt", "documents.empty"),
        (b"\xef\xbb\xbf", "a.txt", "documents.empty"),
        (b"\xff\xfe", "a.txt", "documents.empty"),
        (b"%PDF-1.4\n\x00\x01\x02\x93\x8c" * 50, "a.txt", "documents.binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "a.txt", "documents.binary"),
        ("chữ \x01\x02 ẩn".encode(), "a.txt", "documents.binary"),
        ("Résumé für Ärzte, plus de détails ".encode("latin-1") * 20, "a.txt", "documents.encoding"),
        (b"C\xb8c c\xcap \xf1y ti\xd5p t\xf4c th\xf9c hi\xd6n " * 20, "tcvn3.txt", "documents.encoding"),
        (TEXT.encode("utf-16")[:-1], "torn.txt", "documents.encoding"),
    ],
    ids=[
        "nothing", "blanks", "only a mark", "only a wide mark", "pdf as text", "png as text",
        "control characters", "western letters", "tcvn3 font", "half a character",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_code(data: bytes, name: str, code: str) -> None:
    with pytest.raises(LiemError) as refused:
        decode(data, name=name)
    assert (refused.value.code, refused.value.data) == (code, {"name": name})
    assert name in refused.value.message.vi
    assert name in refused.value.message.en


def test_a_file_at_the_limit_is_read_and_one_byte_more_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert source.LIMIT == 50 * 1024 * 1024
    for module in ("liem.documents.source", "liem.documents.sources.files"):
        monkeypatch.setattr(f"{module}.LIMIT", 300)
    file = tmp_path / "dai.txt"
    file.write_bytes(b"a" * 300)
    assert read_file(file).text == "a" * 300
    file.write_bytes(b"a" * 301)
    with pytest.raises(LiemError) as refused:
        read_file(file)
    assert refused.value.code == "documents.too_large"


def test_fifty_megabytes_and_one_byte_are_refused_before_decoding() -> None:
    with pytest.raises(LiemError) as refused:
        decode(bytes(source.LIMIT + 1), name="a.txt")
    assert refused.value.code == "documents.too_large"
