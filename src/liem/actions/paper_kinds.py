"""What kind of paper a file is, by its content alone: a name says nothing. Whatever is not surely one of the kinds that
offices hand in is refused, and so is what carries macros, a password, or more than it seems to hold."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from liem.kernel.archives import ArchiveError, Fault, check_directory, check_unpacked
from liem.kernel.errors import LiemError, Message

PDF = "application/pdf"
PNG, JPEG = "image/png", "image/jpeg"
TEXT = "text/plain"
DOC = "application/msword"
ODT = "application/vnd.oasis.opendocument.text"
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX, XLSX = f"{_OFFICE}wordprocessingml.document", f"{_OFFICE}spreadsheetml.sheet"
KINDS = ".pdf, .docx, .doc, .xlsx, .odt, .png, .jpg, .txt"

_BY_START = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}
_MAIN_PARTS = {f"{DOCX}.main+xml": DOCX, f"{XLSX}.main+xml": XLSX}
_ZIP, _COMPOUND_FILE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_FLAG = 0x1
_MOST_LISTED = 1024 * 1024  # bytes of a list of contents
# Markup and programs that are text as well; a browser or a shell might take them at their word.
_NO_PLAIN_TEXT = ("<", "{\\rtf", "%!", "#!")
_SECTOR = 512
_WORD_BEGINS, _WORD_ENCRYPTED = b"\xec\xa5\xc1\x00", 0x01  # Word 97 and later; a bit of byte 11


def media_type_of(path: Path) -> str:
    """The media type of the file. Raises LiemError `paper.empty`, `paper.kind`, `paper.macros`, `paper.encrypted`,
    `paper.damaged` and `paper.unpacks`."""
    with path.open("rb") as file:
        start = file.read(16)
    if not start:
        raise empty()
    for mark, kind in _BY_START.items():
        if start.startswith(mark):
            return kind
    if start.startswith(_ZIP):
        return _kind_of_archive(path)
    if start.startswith(_COMPOUND_FILE):
        return _kind_of_compound_file(path.read_bytes())
    if _is_text(path.read_bytes()):
        return TEXT
    raise _wrong_kind()


def _kind_of_archive(path: Path) -> str:
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
                raise _encrypted()
            check_directory(parts)
            check_unpacked(file, parts)
            return _kind_by_parts(archive, parts)
    except ArchiveError as error:
        raise _damaged() if error.fault is Fault.DAMAGED else _unpacks() from error
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, ParseError, DefusedXmlException) as error:
        raise _damaged() from error


def _kind_by_parts(archive: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]) -> str:
    names = {part.filename.casefold() for part in parts}
    if len(names) != len(parts):
        raise _damaged()  # of two parts of one name each program takes another
    if any(name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")) for name in names):
        raise _macros()
    if "mimetype" in names:
        return _kind_of_open_document(archive)
    if "[content_types].xml" in names:
        return _kind_of_office_file(archive)
    raise _wrong_kind()


def _kind_of_office_file(archive: zipfile.ZipFile) -> str:
    contents = fromstring(_listed(archive, "[Content_Types].xml"))
    types = [element.get("ContentType", "") for element in contents.iter()]
    if any("macroenabled" in one.casefold() or "vbaproject" in one.casefold() for one in types):
        raise _macros()
    kinds = {_MAIN_PARTS[one] for one in types if one in _MAIN_PARTS}
    if len(kinds) != 1:
        raise _wrong_kind()
    return kinds.pop()


def _kind_of_open_document(archive: zipfile.ZipFile) -> str:
    if _listed(archive, "mimetype").strip() != ODT.encode():
        raise _wrong_kind()
    manifest = fromstring(_listed(archive, "META-INF/manifest.xml"))
    if any(element.tag.endswith("}encryption-data") for element in manifest.iter()):
        raise _encrypted()
    return ODT


def _listed(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        part = archive.getinfo(name)
    except KeyError as error:
        raise _damaged() from error
    if part.file_size > _MOST_LISTED:
        raise _unpacks()
    return archive.read(part)


def _kind_of_compound_file(content: bytes) -> str:
    """The older Word format, or a newer file under a password. Streams are known by their names in the directory."""
    if _stream("EncryptedPackage") in content:
        raise _encrypted()
    if _stream("WordDocument") not in content:
        raise _wrong_kind()
    if _stream("_VBA_PROJECT") in content:
        raise _macros()
    sectors = (content[at : at + 12] for at in range(_SECTOR, len(content) - 12, _SECTOR))
    if any(sector.startswith(_WORD_BEGINS) and sector[11] & _WORD_ENCRYPTED for sector in sectors):
        raise _encrypted()
    return DOC


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le")


def _is_text(content: bytes) -> bool:
    """Text in UTF-8, or in UTF-16 with its mark, without control characters."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return False
    written = text.lstrip()
    return bool(written) and not written.startswith(_NO_PLAIN_TEXT) and not _has_controls(text)


def _has_controls(text: str) -> bool:
    return any(ord(letter) < 32 and letter not in "\t\n\r\f" for letter in set(text))


def empty() -> LiemError:
    return LiemError(
        "paper.empty",
        Message(
            "Tệp rỗng (0 byte), có thể do chép dở dang. Hãy chép lại từ bản gốc rồi gửi.",
            "The file is empty (0 bytes), perhaps because copying broke off. Copy it again and send it.",
        ),
    )


def _wrong_kind() -> LiemError:
    return LiemError(
        "paper.kind",
        Message(
            f"Không nhận loại tệp này: nội dung không phải {KINDS} (văn bản .txt theo mã UTF-8). Hãy lưu lại thành "
            "một trong các loại đó, hoặc quét thành .pdf.",
            f"This kind of file is not taken: its content is none of {KINDS} (text as UTF-8). Save it as one of them, "
            "or scan it to .pdf.",
        ),
    )


def _macros() -> LiemError:
    return LiemError(
        "paper.macros",
        Message(
            "Tệp có macro nên không nhận, vì macro có thể gây hại cho người mở. Hãy lưu lại thành .docx, .xlsx hoặc "
            ".pdf không có macro.",
            "The file carries macros and was not taken: they can harm whoever opens it. Save it as .docx, .xlsx or "
            ".pdf without them.",
        ),
    )


def _encrypted() -> LiemError:
    return LiemError(
        "paper.encrypted",
        Message(
            "Tệp được đặt mật khẩu nên người có thẩm quyền không mở được. Hãy bỏ mật khẩu rồi gửi lại.",
            "The file is under a password, so those entitled to it could not open it. Remove the password and send it "
            "again.",
        ),
    )


def _damaged() -> LiemError:
    return LiemError(
        "paper.damaged",
        Message(
            "Tệp bị hỏng nên không nhận. Hãy mở bản gốc, lưu lại rồi gửi.",
            "The file is damaged and was not taken. Open the original, save it anew and send it.",
        ),
    )


def _unpacks() -> LiemError:
    return LiemError(
        "paper.unpacks",
        Message(
            "Tệp giải nén ra quá lớn so với một văn bản nên không được mở. Hãy lưu lại thành .pdf rồi gửi.",
            "Unpacked the file is far larger than any paper, so it was not opened. Save it as .pdf and send it.",
        ),
    )
