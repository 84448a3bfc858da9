"""How much the parts of a workbook may unpack to: a small file can hold gigabytes, and a few megabytes of the wrong
part keep the library busy for minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from liem.kernel import archives
from liem.kernel.archives import MOST_TIMES_PACKED, MOST_UNPACKED_BYTES, ArchiveError, Fault
from liem.kernel.errors import LiemError, Message
from liem.record.importing.faults import shown

_MB = 1024 * 1024
_CHUNK = _MB
MOST_CELLS = 40_000_000  # of all sheets, blank ones included: 1,000,000 formatted rows of 40 columns


@dataclass(frozen=True, slots=True)
class Cap:
    """The most bytes and the most tags of what is kept in memory as a whole; tags are what takes the time."""

    size: int
    tags: int


# Measured at worst: 3.5 s and 160 MB for the first, 25 s and 250 MB for the second.
READ_WHOLE = Cap(5 * _MB, 200_000)  # all together: list of contents, workbook, relations, styles, theme, properties
SHARED_STRINGS_CAP = Cap(50 * _MB, 2_000_000)


def check_directory(parts: Sequence[ZipInfo]) -> None:
    """Raises LiemError `import.too_large_unpacked`, `import.packed_too_tightly` or `import.damaged` by what the zip
    directory says; nothing is unpacked."""
    with _in_words():
        archives.check_directory(parts)


def check_unpacked(path: Path, parts: Sequence[ZipInfo]) -> None:
    """Raises LiemError `import.damaged` where a part does not unpack to exactly the size that the directory states."""
    with path.open("rb") as file, _in_words():
        archives.check_unpacked(file, parts)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except ArchiveError as error:
        if error.fault is Fault.TOO_LARGE:
            raise _too_large_unpacked(error.size) from error
        if error.fault is Fault.PACKED_TOO_TIGHTLY and error.part is not None:
            raise _packed_too_tightly(error.part) from error
        raise damaged() from error


class Archive(ZipFile):
    """An archive whose parts passed `check_unpacked`. What is read whole out of it is bounded, whatever its name: the
    file itself decides which part is its workbook."""

    _left = READ_WHOLE

    def read(self, name: str | ZipInfo, pwd: bytes | None = None) -> bytes:
        """One part. Raises LiemError `import.part_too_large` where all parts so read come to more than `READ_WHOLE`."""
        self._left = self.weigh(name, self._left)
        return super().read(name, pwd)

    def weigh(self, name: str | ZipInfo, cap: Cap) -> Cap:
        """What is left of the cap after the part. Raises LiemError `import.part_too_large` where it does not fit."""
        part = name if isinstance(name, ZipInfo) else self.getinfo(name)
        left = Cap(cap.size - part.file_size, cap.tags)
        if left.size >= 0:
            left = Cap(left.size, cap.tags - self._tags(part))
        if left.size < 0 or left.tags < 0:
            raise _part_too_large(part)
        return left

    def _tags(self, part: ZipInfo) -> int:
        with self.open(part) as text:
            return sum(piece.count(b"<") for piece in iter(lambda: text.read(_CHUNK), b""))


class Cells:
    """Counts the cells of one workbook: a cell far to the right stands for all the blank ones before it."""

    def __init__(self) -> None:
        self._left = MOST_CELLS

    def take(self, count: int) -> None:
        """Raises LiemError `import.too_many_cells`."""
        self._left -= count
        if self._left < 0:
            raise _too_many_cells()


def damaged() -> LiemError:
    """Also raised while reading, when a part of the workbook turns out to be broken."""
    return LiemError(
        "import.damaged",
        Message(
            "Tệp bị hỏng nên không đọc được. Hãy mở bằng Excel hoặc LibreOffice rồi lưu lại, hoặc chép lại từ bản gốc.",
            "The file is damaged and cannot be read. Open it in Excel or LibreOffice and save it, or copy it anew.",
        ),
    )


def _too_large_unpacked(size: int) -> LiemError:
    most = MOST_UNPACKED_BYTES // _MB
    return LiemError(
        "import.too_large_unpacked",
        Message(
            f"Tệp giải nén ra {size // _MB} MB, vượt mức {most} MB, nên không được mở. "
            "Hãy chép riêng các trang số liệu vào một tệp mới từ mẫu.",
            f"Unpacked the file takes {size // _MB} MB, more than {most} MB, so it was not opened. "
            "Copy the sheets alone into a new file made from the template.",
        ),
        {"bytes": size},
    )


def _packed_too_tightly(part: ZipInfo) -> LiemError:
    return LiemError(
        "import.packed_too_tightly",
        Message(
            f"Phần “{shown(part.filename)}” của tệp nén quá {MOST_TIMES_PACKED} lần, không giống bảng số liệu, "
            "nên tệp không được mở. Hãy chép riêng các ô số liệu vào một tệp mới từ mẫu.",
            f"The part “{shown(part.filename)}” of the file is packed more than {MOST_TIMES_PACKED} times over, unlike "
            "any table of facts, so it was not opened. Copy the filled cells alone into a new file made from the "
            "template.",
        ),
        {"part": part.filename, "bytes": part.file_size},
    )


def _part_too_large(part: ZipInfo) -> LiemError:
    return LiemError(
        "import.part_too_large",
        Message(
            f"Phần “{shown(part.filename)}” của tệp (định dạng, danh mục hoặc chữ dùng chung) quá lớn nên tệp không "
            "được mở. Hãy chép riêng giá trị các ô (Paste Special › Values) vào một tệp mới từ mẫu, hoặc chia tệp.",
            f"The part “{shown(part.filename)}” of the file (styles, lists or shared texts) is too large, so it was "
            "not opened. Copy the values alone (Paste Special › Values) into a new file made from the template, or "
            "split the file.",
        ),
        {"part": part.filename, "bytes": part.file_size},
    )


def _too_many_cells() -> LiemError:
    return LiemError(
        "import.too_many_cells",
        Message(
            f"Tệp trải ra hơn {MOST_CELLS // 1_000_000} triệu ô, kể cả ô trống, nên không đọc hết. "
            "Hãy chép riêng các ô số liệu vào một tệp mới từ mẫu.",
            f"The file spreads over more than {MOST_CELLS // 1_000_000} million cells, blank ones included, and was "
            "not read to the end. Copy the filled cells alone into a new file made from the template.",
        ),
    )
