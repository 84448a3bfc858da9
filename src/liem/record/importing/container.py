"""Whether a file may be opened at all. An upload is hostile until shown otherwise: everything here is read from the
first bytes and the zip directory; only then is what it unpacks to measured."""

from __future__ import annotations

import os
import zipfile
from enum import Enum, auto
from pathlib import Path

from liem.kernel.errors import LiemError, Message
from liem.record.importing.parts import check_directory, check_unpacked, damaged

SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
MOST_BYTES = 50 * 1024 * 1024
_ZIP = b"PK\x03\x04"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and .xlsx under a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_FLAG = 0x1


class FileKind(Enum):
    """What a file turned out to be."""

    WORKBOOK = auto()
    TEXT = auto()
    FORM = auto()  # .docx
    ARCHIVE = auto()  # .zip


def kind_of(path: Path) -> FileKind:
    """What the file is, by its content.

    Raises LiemError `import.…` where it may not be opened: absent, empty, over 50 MB or 200 MB unpacked, packed too
    tightly, under a password, with macros, of another kind, damaged.
    """
    if not path.is_file() or not os.access(path, os.R_OK):
        raise _not_found(path)
    size = path.stat().st_size
    if size == 0:
        raise _empty()
    if size > MOST_BYTES:
        raise _too_large(size)
    with path.open("rb") as file:
        start = file.read(8192)
    if start.startswith(_COMPOUND_FILE):
        raise encrypted() if _ENCRYPTED in path.read_bytes() else _old_format()
    if start.startswith(_ZIP):
        return _kind_of_archive(path)
    if path.suffix.casefold() in SUFFIXES or _looks_like_text(start):
        return FileKind.TEXT
    raise _not_readable()


def _kind_of_archive(path: Path) -> FileKind:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
        kind = _kind_by_parts(parts, suffix=path.suffix)
        check_directory(parts)
        check_unpacked(path, parts)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise damaged() from error
    return kind


def _kind_by_parts(parts: list[zipfile.ZipInfo], *, suffix: str) -> FileKind:
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise encrypted()
    names = {part.filename.casefold() for part in parts}
    if suffix.casefold() in {".xlsm", ".xltm", ".docm"} or any(name.endswith("vbaproject.bin") for name in names):
        raise _macros()
    if "xl/workbook.bin" in names:
        raise _old_format()
    if "[content_types].xml" in names:
        if any(name.startswith("xl/") for name in names):
            return FileKind.WORKBOOK
        if "word/document.xml" in names:
            return FileKind.FORM
    if suffix.casefold() == ".zip":
        return FileKind.ARCHIVE
    raise _not_readable()


def _looks_like_text(start: bytes) -> bool:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\x00" not in start and any(mark in start for mark in (b",", b";", b"\t"))


def _not_found(path: Path) -> LiemError:
    return LiemError(
        "import.not_found",
        Message(
            f"Không có tệp “{path.name}” ở đường dẫn đã cho, hoặc không được phép đọc. Hãy kiểm tra lại.",
            f"There is no file “{path.name}” at the given path, or it may not be read. Check name, folder and rights.",
        ),
    )


def _empty() -> LiemError:
    return LiemError(
        "import.empty_file",
        Message(
            "Tệp rỗng (0 byte), có thể do chép dở dang. Hãy chép lại từ bản gốc.",
            "The file is empty (0 bytes), perhaps because copying broke off. Copy it again from the original.",
        ),
    )


def _too_large(size: int) -> LiemError:
    return LiemError(
        "import.too_large",
        Message(
            f"Tệp có {size // 2**20} MB, nhiều nhất là {MOST_BYTES // 2**20} MB. Hãy chia thành nhiều tệp.",
            f"The file has {size // 2**20} MB, at most {MOST_BYTES // 2**20} MB are read. Split it into several files.",
        ),
        {"bytes": size},
    )


def encrypted() -> LiemError:
    return LiemError(
        "import.encrypted",
        Message(
            "Tệp được đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu (Tệp › Thông tin › Bảo vệ) rồi lưu lại.",
            "The file is under a password and cannot be read. Remove it (File › Info › Protect) and save again.",
        ),
    )


def _macros() -> LiemError:
    return LiemError(
        "import.macros",
        Message(
            "Tệp có macro (.xlsm) không được nhận vì macro có thể gây hại. Hãy lưu lại dưới dạng .xlsx.",
            "Files with macros (.xlsm) are refused, because macros can do harm. Save it as .xlsx.",
        ),
    )


def _old_format() -> LiemError:
    return LiemError(
        "import.old_format",
        Message(
            "Đây là định dạng Excel khác (.xls hoặc .xlsb). Hãy mở ra và lưu lại dưới dạng .xlsx.",
            "This is another Excel format (.xls or .xlsb). Open it and save it as .xlsx.",
        ),
    )


def _not_readable() -> LiemError:
    return LiemError(
        "import.not_xlsx",
        Message(
            "Tệp không thuộc loại nhập được: .xlsx, .csv, .zip gồm các tệp .csv, hoặc phiếu 2C .docx. "
            "Hãy chọn đúng tệp, hoặc bắt đầu từ mẫu: liem import --template.",
            "This is no file that can be imported: .xlsx, .csv, a .zip of .csv files, or a 2C form as .docx. "
            "Choose the right file, or begin with the template: liem import --template.",
        ),
    )
