"""How much a zip archive unpacks to: a small file can hold gigabytes, and its directory may lie about it. Everything is
told from the directory first; then each part is unpacked in pieces of bounded size and thrown away."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

_MB = 1024 * 1024
_CHUNK = _MB
MOST_UNPACKED_BYTES = 200 * _MB
MOST_PARTS = 2_000
# Apache POI refuses at 100 as well; 200,000 equal rows of a sheet are packed to a twenty-third.
MOST_TIMES_PACKED = 100
LEAST_MEASURED_BYTES = _MB
_LOCAL_HEADER = struct.Struct("<26xHH")  # the lengths of name and extra field, which the packed bytes follow


class Fault(Enum):
    """Why an archive is not opened."""

    DAMAGED = auto()
    TOO_LARGE = auto()
    PACKED_TOO_TIGHTLY = auto()


class ArchiveError(Exception):
    """An archive that is not opened. `part` is the one at fault, where it is one; `size` in bytes as stated."""

    def __init__(self, fault: Fault, *, size: int = 0, part: ZipInfo | None = None) -> None:
        super().__init__(fault.name)
        self.fault, self.size, self.part = fault, size, part


def check_directory(parts: Sequence[ZipInfo]) -> None:
    """Raises ArchiveError by what the zip directory says; nothing is unpacked."""
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED_BYTES or len(parts) > MOST_PARTS:
        raise ArchiveError(Fault.TOO_LARGE, size=unpacked)
    for part in parts:
        if part.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            # No office program packs in any other way, and the others cannot be bounded.
            raise ArchiveError(Fault.DAMAGED, part=part)
        if part.file_size > max(LEAST_MEASURED_BYTES, MOST_TIMES_PACKED * part.compress_size):
            raise ArchiveError(Fault.PACKED_TOO_TIGHTLY, size=part.file_size, part=part)


def check_unpacked(file: IO[bytes], parts: Sequence[ZipInfo]) -> None:
    """Raises ArchiveError where a part does not unpack to exactly the size that the directory states."""
    for part in parts:
        size = 0
        for piece in _unpacked(file, part):
            size += len(piece)
            if size > part.file_size:
                break
        if size != part.file_size:
            raise ArchiveError(Fault.DAMAGED, part=part)


def _unpacked(file: IO[bytes], part: ZipInfo) -> Iterator[bytes]:
    """The part in pieces of bounded size, whatever the directory says; stops where the packed bytes do."""
    file.seek(part.header_offset)
    header = file.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size:
        raise ArchiveError(Fault.DAMAGED, part=part)
    file.seek(sum(_LOCAL_HEADER.unpack(header)), 1)
    left = part.compress_size
    unpacker = None if part.compress_type == ZIP_STORED else zlib.decompressobj(-zlib.MAX_WBITS)
    packed = b""
    while packed or left:
        if not packed:
            packed = file.read(min(_CHUNK, left))
            left -= len(packed)
            if not packed:
                raise ArchiveError(Fault.DAMAGED, part=part)
        if unpacker is None:
            yield packed
            packed = b""
            continue
        try:
            yield unpacker.decompress(packed, _CHUNK)
        except zlib.error as error:
            raise ArchiveError(Fault.DAMAGED, part=part) from error
        packed = unpacker.unconsumed_tail
        if unpacker.eof:
            return
