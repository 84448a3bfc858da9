"""Damages a good roster in every way we could think of; the same number always makes the same file."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import TypeAlias

from openpyxl import Workbook

from .rosters import BODY_HEADINGS, HEAD, PERSON_HEADINGS, POST_HEADINGS, PROVINCE, TENURE_HEADINGS
from .typed_forms import Block, form

Grid: TypeAlias = dict[str, list[list[object]]]
KIN = ["Mã dòng", "Mã cán bộ", "Mã người thân", "Người thân là"]
SHEET = "xl/worksheets/sheet{}.xml"
WORKBOOK_PARTS = ("xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels")

STRANGE_VALUES: list[object] = [
    "31/02/2020", "30/02/1999", "29/02/2023", "1/1/0001", "99/99/9999", "2020", "05/2020", "05-09-85", "ngày mai",
    datetime(2020, 1, 1, 13, 5), date(1899, 1, 1), time(1, 2), 0, -1, 1.5, 1e308, 2**70, True, False,
    "#REF!", "#N/A", "=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "x" * 400, "a\tb", "a\nb",
    "\u200b", "\ufeff", "\U0001f600",
    "Lo\u0300 Thi\u0323", "' OR 1=1 --", "<script>", "../../etc/passwd", "%s%n", "cb 1", "", " ", "NULL", "không rõ",
    "٣",
]  # fmt: skip


def good(number: int) -> Grid:
    """A roster without fault; `number` keeps its codes apart from those of other rosters."""
    unit, post, one, two = f"dv-{number}", f"cd-{number}", f"cb-{number}-1", f"cb-{number}-2"
    return {
        "Tổ chức": [BODY_HEADINGS, PROVINCE, [unit, f"Đơn vị {number}", "Đơn vị", "Cấp tỉnh", "tinh-uy", None, None]],
        "Chức danh": [POST_HEADINGS, [post, unit, *HEAD[2:]]],
        "Cán bộ": [
            PERSON_HEADINGS,
            [one, f"Lò Thị {number}", "05/09/1985", "Nữ"],
            [two, f"Đinh Văn {number}", "20/11/1979", "Nam"],
        ],
        "Quá trình công tác": [
            TENURE_HEADINGS,
            [f"ct-{number}-1", one, post, "01/07/2010", "30/06/2015"],
            [f"ct-{number}-2", one, post, "01/07/2015", None],
        ],
        "Quan hệ gia đình": [KIN, [f"gd-{number}", one, two, "Con"]],
    }


def _any_cell(grid: Grid, chance: random.Random) -> tuple[list[object], int]:
    row = chance.choice([row for rows in grid.values() for row in rows if row])
    return row, chance.randrange(len(row))


def strange_value(grid: Grid, chance: random.Random) -> None:
    row, place = _any_cell(grid, chance)
    row[place] = chance.choice(STRANGE_VALUES)


def value_elsewhere(grid: Grid, chance: random.Random) -> None:
    (row, place), (other, there) = _any_cell(grid, chance), _any_cell(grid, chance)
    row[place], other[there] = other[there], row[place]


def cell_far_right(grid: Grid, chance: random.Random) -> None:
    row, _ = _any_cell(grid, chance)
    row.extend([None] * chance.randrange(1, 300) + ["?"])


def row_repeated(grid: Grid, chance: random.Random) -> None:
    rows = grid[chance.choice(list(grid))]
    rows.append(list(chance.choice(rows)))


def sheet_renamed(grid: Grid, chance: random.Random) -> None:
    title = chance.choice(list(grid))
    grid[chance.choice(["Sheet1", "Trang tính 1", title.upper(), "Can bo", "Quyết định", "Ghép cột", "Danh mục"])] = (
        grid.pop(title)
    )


def sheet_taken_out(grid: Grid, chance: random.Random) -> None:
    del grid[chance.choice(list(grid))]


def headings_taken_out(grid: Grid, chance: random.Random) -> None:
    del grid[chance.choice(list(grid))][0]


def headings_shuffled(grid: Grid, chance: random.Random) -> None:
    chance.shuffle(grid[chance.choice(list(grid))][0])


def circle_of_superiors(grid: Grid, chance: random.Random) -> None:
    rows = grid.get("Tổ chức", [])
    if len(rows) > 2 and len(rows[2]) > 4 and len(rows[1]) >= 4:
        rows[1] = [*rows[1][:4], rows[2][0], None, None]


def tenures_overlapping(grid: Grid, chance: random.Random) -> None:
    for row in grid.get("Quá trình công tác", [])[1:]:
        if len(row) > 3:
            row[3] = "01/01/2011"


def born_after_appointment(grid: Grid, chance: random.Random) -> None:
    for row in grid.get("Cán bộ", [])[1:]:
        if len(row) > 2:
            row[2] = "01/01/2019"


def own_kin(grid: Grid, chance: random.Random) -> None:
    for row in grid.get("Quan hệ gia đình", [])[1:]:
        if len(row) > 2:
            row[2] = row[1]


GRID_DAMAGES: list[Callable[[Grid, random.Random], None]] = [
    strange_value, strange_value, strange_value, value_elsewhere, cell_far_right, row_repeated, sheet_renamed,
    sheet_taken_out, headings_taken_out, headings_shuffled, circle_of_superiors, tenures_overlapping,
    born_after_appointment, own_kin,
]  # fmt: skip


def workbook(grid: Grid, chance: random.Random) -> bytes:
    """The grid as .xlsx, at times with merged cells."""
    made = Workbook()
    del made["Sheet"]
    for title, rows in grid.items():
        worksheet = made.create_sheet(title[:31])
        for row in rows:
            worksheet.append(row)
        if chance.random() < 0.1:
            worksheet.merge_cells("A2:B3")
    if not made.sheetnames:
        made.create_sheet("Trống")
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _repacked(content: bytes, change: Callable[[str, bytes], bytes | None], **extra: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in extra.items():
            new.writestr(name, part)
    return target.getvalue()


def cut_short(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def bytes_changed(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 20)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def part_taken_out(content: bytes, chance: random.Random) -> bytes:
    left_out = chance.choice([*WORKBOOK_PARTS, SHEET.format(1), "xl/sharedStrings.xml"])
    return _repacked(content, lambda name, part: None if name == left_out else part)


def part_changed(content: bytes, chance: random.Random) -> bytes:
    def change(name: str, part: bytes) -> bytes:
        if name.endswith(".xml") and chance.random() < 0.4 and part:
            at = chance.randrange(len(part))
            return (
                part[:at] + chance.choice([b"<", b">", b"&", b"\x00", b"'/>", b"&amp;", b"\xff", b"<c/>"]) + part[at:]
            )
        return part

    return _repacked(content, change)


def sheet_text_changed(content: bytes, chance: random.Random) -> bytes:
    old, new = chance.choice(
        [
            (b' r="A2"', b' r="ZZZZ2"'), (b' r="A2"', b' r="2A"'), (b' r="A2"', b""), (b't="s"', b't="x"'),
            (b'<row r="2"', b'<row r="-2"'), (b'<row r="2"', b'<row r="99999999999"'), (b'<row r="2"', b'<row r="a"'),
            (b"<v>", b"<v>9999999"), (b"<v>", b"<v>-1"), (b"<v>", b"<v>1e999"), (b"<c ", b'<c s="99999" '),
            (b"<sheetData>", b"<sheetData><row><c><is><t>x</t></is></c></row>"), (b"</row>", b"</row></row>"),
            (b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'), (b't="s"', b't="d"'), (b't="s"', b't="b"'),
        ]
    )  # fmt: skip
    return _repacked(content, lambda name, part: part.replace(old, new, 1) if "worksheets" in name else part)


def bomb(content: bytes, chance: random.Random) -> bytes:
    return _repacked(content, lambda name, part: part, **{"xl/media/x.bin": bytes(30_000_000)})


def deep(content: bytes, chance: random.Random) -> bytes:
    nested = b"<a>" * 20_000 + b"</a>" * 20_000
    return _repacked(content, lambda name, part: part.replace(b"<sheetData>", nested + b"<sheetData>"))


def huge_shared_texts(content: bytes, chance: random.Random) -> bytes:
    text = b"<si><t>" + bytes(chance.choices(b"abcdefgh ", k=50_000)) * 20 + b"</t></si>"
    return _repacked(content, lambda name, part: part.replace(b"<si>", text + b"<si>", 1))


PACKED_DAMAGES: list[Callable[[bytes, random.Random], bytes]] = [
    cut_short, bytes_changed, bytes_changed, part_taken_out, part_changed, part_changed, sheet_text_changed,
    sheet_text_changed, sheet_text_changed, bomb, deep, huge_shared_texts,
]  # fmt: skip


def text_table(grid: Grid, chance: random.Random) -> bytes:
    """One sheet of the grid as a text table, in a spelling of chance, at times broken."""
    rows = grid[chance.choice(list(grid))] if grid else [["x"]]
    delimiter = chance.choice(",;\t|")
    lines = [delimiter.join("" if value is None else str(value) for value in row) for row in rows]
    content = chance.choice(["\n", "\r\n", "\r"]).join(lines)
    encoding = chance.choice(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1258", "utf-7", "cp932"])
    raw = content.encode(encoding, chance.choice(["replace", "ignore"]))
    damage = chance.randrange(7)
    if damage == 0:
        raw = raw[: chance.randrange(len(raw) + 1)]
    elif damage == 1 and raw:
        at = chance.randrange(len(raw))
        raw = raw[:at] + chance.choice([b'"', b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\r", b"\x1a"]) + raw[at:]
    elif damage == 2:
        raw = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 3_000)))
    elif damage == 3:
        raw += delimiter.encode() * 100_000
    return raw


def damaged_form(number: int, chance: random.Random, folder: Path) -> bytes:
    """A personal form with some of its lines doubled, cut or filled with something strange."""
    lines: list[Block] = [
        f"1) Họ và tên khai sinh: LÒ THỊ {number}",
        "4) Sinh ngày: 05 tháng 9 năm 1985",
        "8) Dân tộc: Thái 9) Tôn giáo: Không",
        [["Từ tháng, năm", "Chức danh"], ["01/2010 - nay", "Chuyên viên"], ["", ""], ["31/02/2001"]],
        [["Mối quan hệ", "Họ và tên", "Năm sinh"], ["Con", "Lò Thị Bé"], ["Con"]],
    ]
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(lines))
        one = lines[at]
        if isinstance(one, str):
            strange = "".join(letter for letter in str(chance.choice(STRANGE_VALUES)) if letter.isprintable())
            lines[at] = chance.choice([one * 30, one[: len(one) // 2], f"{one} {strange}", ""])
        else:
            lines[at] = chance.choice([[], [[]], one[:1], [*one, ["?"] * 50]])
    return form(folder / "form", lines).read_bytes()


def damaged(number: int, folder: Path) -> tuple[Path, str]:
    """The file of this number, and what was done to it."""
    chance = random.Random(number)
    grid = {title: [list(row) for row in rows] for title, rows in good(number).items()}
    done: list[str] = []
    for damage in chance.choices(GRID_DAMAGES, k=chance.randrange(4)):
        if grid and all(any(rows) for rows in grid.values()):
            damage(grid, chance)
            done.append(damage.__name__)
    if chance.random() < 0.25:
        path = folder / f"{chance.choice(['Cán bộ', 'x', 'Tổ chức'])}.csv"
        path.write_bytes(text_table(grid, chance))
        return path, " + ".join([*done, "text table"])
    if chance.random() < 0.15:
        content = damaged_form(number, chance, folder)
        done.append("form")
    else:
        content = workbook(grid, chance)
    if chance.random() < 0.5:
        packed = chance.choice(PACKED_DAMAGES)
        content = packed(content, chance)
        done.append(packed.__name__)
    path = folder / f"roster{chance.choice(['.xlsx', '.xlsx', '.xlsx', '.zip', '.csv', '.docx'])}"
    path.write_bytes(content)
    return path, " + ".join(done)
