"""Small files that would keep the machine busy, each sample named after its damage: refused before they do."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart

from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.record.importing import import_roster, parts
from liem.record.importing.parts import MOST_CELLS, READ_WHOLE, SHARED_STRINGS_CAP

from .rosters import MAY, SHEETS, people, stored, write

Damage = Callable[[bytes], bytes]
STYLES = "xl/styles.xml"
SHEET = "xl/worksheets/sheet1.xml"
CONTENTS = "[Content_Types].xml"
WORDS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
SST = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
TOO_LARGE, TOO_TIGHT, DAMAGED = "import.part_too_large", "import.packed_too_tightly", "import.damaged"


def _parts(workbook: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def _with(name: str, change: Callable[[bytes], bytes], packing: int = zipfile.ZIP_DEFLATED) -> Damage:
    """One part changed."""

    def damage(workbook: bytes) -> bytes:
        found = _parts(workbook)
        return _packed(found | {name: change(found[name])}, packing)

    return damage


def _formats(count: int) -> Callable[[bytes], bytes]:
    return lambda styles: styles.replace(b"</cellXfs>", b"<xf/>" * count + b"</cellXfs>")


def _commented(content: bytes) -> bytes:
    """A comment that alone is larger than what may be read whole; half of it can be packed away, no more."""
    filler = hashlib.shake_256(b"filler").hexdigest(READ_WHOLE.size // 2 + 1).encode()
    return content + b"<!--" + filler + b"-->"


def _words(content: bytes, *, name: str = "xl/sharedStrings.xml") -> Damage:
    """The list of shared texts, under this name."""
    override = f'<Override PartName="/{name}" ContentType="{WORDS}"/></Types>'.encode()

    def damage(workbook: bytes) -> bytes:
        found = _parts(workbook)
        found[CONTENTS] = found[CONTENTS].replace(b"</Types>", override)
        return _packed(found | {name: content}, zipfile.ZIP_DEFLATED)

    return damage


def _spread(item: bytes, size: int) -> bytes:
    """The item over and over, packed less than a hundred times because of the digests between."""
    block = item * (2000 // len(item))
    pieces = (block + b"<!--" + hashlib.sha256(str(n).encode()).hexdigest().encode() + b"-->" for n in range(size))
    content, length = [SST], 0
    for piece in pieces:
        content.append(piece)
        length += len(piece)
        if length > size:
            break
    return b"".join([*content, b"</sst>"])


def _workbook_named_as_a_sheet(workbook: bytes) -> bytes:
    found = _parts(workbook)
    found[CONTENTS] = found[CONTENTS].replace(b"/xl/workbook.xml", b"/xl/worksheets/book.xml")
    return _packed(found | {"xl/worksheets/book.xml": _commented(found["xl/workbook.xml"])})


def _stating(size: Callable[[bytes], int]) -> Damage:
    """The styles grown to 3 MB, stated at another size in the directory, with the checksum of what that leaves."""

    def damage(workbook: bytes) -> bytes:
        found = _parts(workbook)
        found[STYLES] += b"<!--" + hashlib.shake_256(b"x").hexdigest(1_500_000).encode() + b"-->"
        stated = size(found[STYLES])
        whole = bytearray(_packed(found))
        entry = whole.rindex(STYLES.encode()) - 46  # the fixed part of an entry of the directory
        assert whole[entry : entry + 4] == b"PK\x01\x02"
        struct.pack_into("<L", whole, entry + 16, zlib.crc32(found[STYLES][:stated]))
        struct.pack_into("<L", whole, entry + 24, stated)
        return bytes(whole)

    return damage


def _second_sheet_on_the_same_part(book: bytes) -> bytes:
    start = book.index(b"<sheet ")
    first = book[start : book.index(b"/>", start) + 2]
    return book.replace(first, first + first.replace("Cán bộ".encode(), b"Another").replace(b'"1"', b'"2"'))


def _unclosed_merges(sheet: bytes) -> bytes:
    filler = b"".join(hashlib.sha256(str(n).encode()).hexdigest().encode() for n in range(4000))
    return sheet.replace(b"</worksheet>", b"<mergeCell " * 60_000 + b"<!--" + filler)


DAMAGES: dict[str, tuple[str, Damage]] = {
    "styles of 4 million formats": (TOO_TIGHT, _with(STYLES, _formats(4_000_000))),
    "sheet packed a thousand times": (TOO_TIGHT, _with(SHEET, lambda sheet: sheet + b" " * 3_000_000)),
    "many formats, not packed": (TOO_LARGE, _with(STYLES, _formats(READ_WHOLE.tags), zipfile.ZIP_STORED)),
    "oversized styles": (TOO_LARGE, _with(STYLES, _commented)),
    "oversized workbook": (TOO_LARGE, _with("xl/workbook.xml", _commented)),
    "oversized relations": (TOO_LARGE, _with("xl/_rels/workbook.xml.rels", _commented)),
    "oversized list of contents": (TOO_LARGE, _with(CONTENTS, _commented)),
    "oversized theme": (TOO_LARGE, _with("xl/theme/theme1.xml", _commented)),
    "oversized properties": (TOO_LARGE, _with("docProps/core.xml", _commented)),
    "oversized workbook named as a sheet": (TOO_LARGE, _workbook_named_as_a_sheet),
    "oversized shared texts": (TOO_LARGE, _words(_spread(b" ", SHARED_STRINGS_CAP.size))),
    "too many shared texts": (TOO_LARGE, _words(_spread(b"<si/>", 6 * SHARED_STRINGS_CAP.tags))),
    "too many shared texts named as a sheet": (
        TOO_LARGE,
        _words(_spread(b"<si/>", 6 * SHARED_STRINGS_CAP.tags), name="xl/worksheets/words.xml"),
    ),
    "directory that states less": (DAMAGED, _stating(lambda styles: 2_000)),
    "directory that states one byte less": (DAMAGED, _stating(lambda styles: len(styles) - 1)),
    "directory that states more": (DAMAGED, _stating(lambda styles: len(styles) + 1)),
    "packed with bzip2": (DAMAGED, _with(STYLES, bytes, zipfile.ZIP_BZIP2)),
    "packed with lzma": (DAMAGED, _with(STYLES, bytes, zipfile.ZIP_LZMA)),
    "two sheets on one part": (DAMAGED, _with("xl/workbook.xml", _second_sheet_on_the_same_part)),
    "merged cells never closed": (DAMAGED, _with(SHEET, _unclosed_merges)),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_an_oversized_part_is_refused_by_name_and_nothing_is_written(
    name: str, officer: Acting, tmp_path: Path
) -> None:
    code, damage = DAMAGES[name]
    path = write(tmp_path / "roster.xlsx", people(MAY))
    path.write_bytes(damage(path.read_bytes()))
    before = stored()

    with pytest.raises(LiemError) as refused:
        import_roster(path, sheets=SHEETS, by=officer)

    assert refused.value.code == code
    assert stored() == before


def test_the_refusal_names_the_part(officer: Acting, tmp_path: Path) -> None:
    path = write(tmp_path / "roster.xlsx", people(MAY))
    path.write_bytes(_with(STYLES, _commented)(path.read_bytes()))

    with pytest.raises(LiemError) as refused:
        import_roster(path, sheets=SHEETS, by=officer)

    assert refused.value.data["part"] == STYLES
    assert "“xl/styles.xml”" in refused.value.message.vi


def test_as_many_formats_and_shared_texts_as_a_large_roster_has_are_read(officer: Acting, tmp_path: Path) -> None:
    path = write(tmp_path / "roster.xlsx", people(MAY))
    workbook = _with(STYLES, _formats(20_000), zipfile.ZIP_STORED)(path.read_bytes())
    texts = b"".join(b"<si><t>%d</t></si>" % number for number in range(20_000))
    path.write_bytes(_words(SST + texts + b"</sst>")(workbook))

    report = import_roster(path, sheets=SHEETS, by=officer)

    assert (report.errors, report.changed) == ((), 1)


def test_cells_far_to_the_right_are_counted_with_the_blank_ones_before_them(
    officer: Acting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_CELLS == 40_000_000
    monkeypatch.setattr(parts, "MOST_CELLS", 20_000)
    path = write(tmp_path / "roster.xlsx", people(MAY))
    far = b'<row r="3"><c r="XFD3"/></row><row r="4"><c r="XFD4"/></row></sheetData>'
    path.write_bytes(_with(SHEET, lambda sheet: sheet.replace(b"</sheetData>", far))(path.read_bytes()))
    before = stored()

    with pytest.raises(LiemError) as refused:
        import_roster(path, sheets=SHEETS, by=officer)

    assert refused.value.code == "import.too_many_cells"
    assert stored() == before


def test_a_sheet_that_is_a_chart_is_passed_over(officer: Acting, tmp_path: Path) -> None:
    workbook = Workbook()
    worksheet = workbook.active
    assert worksheet is not None
    worksheet.title = "Cán bộ"
    for row in people(MAY)["Cán bộ"]:
        worksheet.append(list(row))
    workbook.create_chartsheet("Biểu đồ").add_chart(BarChart())
    workbook.save(tmp_path / "roster.xlsx")

    report = import_roster(tmp_path / "roster.xlsx", sheets=SHEETS, by=officer)

    assert (report.errors, report.changed) == ((), 1)
