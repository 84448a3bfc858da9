"""Files that are not a roster, each sample named after its damage: refused as a whole, nothing written."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.record.importing import import_roster
from liem.record.importing.container import MOST_BYTES
from liem.record.importing.parts import MOST_UNPACKED_BYTES

from .rosters import MAY, SHEETS, people, stored, write

Damage = Callable[[bytes], bytes]
SHEET = "xl/worksheets/sheet1.xml"


def _rewritten(workbook: bytes, change: Callable[[str, bytes], bytes | None], **extra: bytes) -> bytes:
    """The archive with every part passed through `change` (None leaves it out), and more parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in extra.items():
            new.writestr(name, content)
    return target.getvalue()


def _keep(name: str, content: bytes) -> bytes:
    return content


def _in_sheet(old: bytes, new: bytes) -> Damage:
    def change(name: str, content: bytes) -> bytes:
        return content.replace(old, new, 1) if name == SHEET else content

    return lambda workbook: _rewritten(workbook, change)


def _flagged_encrypted(workbook: bytes) -> bytes:
    """The bit "encrypted" set on the first part, in the directory."""
    start = workbook.index(b"PK\x01\x02")
    flags = struct.unpack_from("<H", workbook, start + 8)[0] | 1
    return workbook[: start + 8] + struct.pack("<H", flags) + workbook[start + 10 :]


def _parts_before_the_file(workbook: bytes) -> bytes:
    """The directory said to lie further on than it does, so that the first part would begin before the file."""
    end = workbook.rindex(b"PK\x05\x06")
    offset = struct.unpack_from("<I", workbook, end + 16)[0]
    return workbook[: end + 16] + struct.pack("<I", offset + 5_000) + workbook[end + 20 :]


def _bomb(workbook: bytes) -> bytes:
    return _rewritten(workbook, _keep, **{"xl/media/zeros.bin": bytes(MOST_UNPACKED_BYTES + 1)})


def _entity_bomb(workbook: bytes) -> bytes:
    doctype = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    return _in_sheet(b"<worksheet", doctype + b"<worksheet")(workbook)


DAMAGES: dict[str, tuple[str, Damage]] = {
    "empty": ("import.empty_file", lambda workbook: b""),
    "cut in half": ("import.damaged", lambda workbook: workbook[: len(workbook) // 2]),
    "binary": ("import.not_xlsx", lambda workbook: bytes(range(256)) * 16),
    "text of no table": ("import.no_sheets", lambda workbook: "Mã,Họ và tên\ncb-1,Lò Thị Mây\n".encode()),
    "text in utf-16 of no table": ("import.no_sheets", lambda workbook: "Mã\tHọ và tên\n".encode("utf-16")),
    "old format": ("import.old_format", lambda workbook: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)),
    "password": (
        "import.encrypted",
        lambda workbook: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9000) + "EncryptedPackage".encode("utf-16-le"),
    ),
    "parts before the file": ("import.damaged", _parts_before_the_file),
    "encrypted part": ("import.encrypted", _flagged_encrypted),
    "macros": ("import.macros", lambda workbook: _rewritten(workbook, _keep, **{"xl/vbaProject.bin": b"code"})),
    "zip of something else": (
        "import.not_xlsx",
        lambda workbook: _rewritten(workbook, lambda name, content: None, **{"word/document.xml": b"<a/>"}),
    ),
    "zip bomb": ("import.too_large_unpacked", _bomb),
    "huge": ("import.too_large", lambda workbook: workbook + bytes(MOST_BYTES)),
    "entity bomb": ("import.damaged", _entity_bomb),
    "broken xml": ("import.damaged", _in_sheet(b"</row>", b"</wor>")),
    "row beyond the last": ("import.damaged", _in_sheet(b'<row r="2"', b'<row r="900000000"')),
    "unknown shared string": (
        "import.damaged",
        _in_sheet(b't="inlineStr"', b't="s"><v>999999</v></c><c t="inlineStr"'),
    ),
    "sheet missing from the archive": (
        "import.no_sheets",
        lambda workbook: _rewritten(workbook, lambda name, content: None if name == SHEET else content),
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_file_is_refused_by_name_and_nothing_is_written(name: str, officer: Acting, tmp_path: Path) -> None:
    code, damage = DAMAGES[name]
    path = write(tmp_path / "roster.xlsx", people(MAY))
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    before = stored()

    with pytest.raises(LiemError) as refused:
        import_roster(path, sheets=SHEETS, by=officer)

    assert path.read_bytes() != whole
    assert refused.value.code == code
    assert stored() == before


def test_a_workbook_named_for_macros_is_refused(officer: Acting, tmp_path: Path) -> None:
    path = write(tmp_path / "roster.xlsm", people(MAY))

    with pytest.raises(LiemError) as refused:
        import_roster(path, sheets=SHEETS, by=officer)

    assert refused.value.code == "import.macros"


def test_a_file_that_is_not_there_is_named(officer: Acting, tmp_path: Path) -> None:
    with pytest.raises(LiemError) as refused:
        import_roster(tmp_path / "absent.xlsx", sheets=SHEETS, by=officer)

    assert refused.value.code == "import.not_found"
    assert "absent.xlsx" in refused.value.message.vi


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"Ngân sách": [["Mã", "Số tiền"], ["x", 1]]}, "import.no_sheets"),
        ({"Cán bộ": [["Mã cán bộ", "Họ và tên"]]}, "import.no_rows"),
        ({"Cán bộ": []}, "import.no_rows_or_headings"),
    ],
)
def test_a_workbook_without_rows_is_refused(
    typed: dict[str, list[list[object]]], code: str, officer: Acting, tmp_path: Path
) -> None:
    path = write(tmp_path / "roster.xlsx", typed)

    if code == "import.no_rows_or_headings":
        report = import_roster(path, sheets=SHEETS, by=officer)
        assert [error.code for error in report.errors] == ["import.missing_column"]
        return
    with pytest.raises(LiemError) as refused:
        import_roster(path, sheets=SHEETS, by=officer)
    assert refused.value.code == code
