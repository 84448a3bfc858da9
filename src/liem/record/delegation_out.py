"""The delegation table as a workbook, entered in the ledger like all that is taken out. It holds nobody's data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill

from liem.actions.permissions import Acting
from liem.kernel.errors import Message
from liem.record.delegation import DelegationFilter, DelegationLine, Holder, State, delegation
from liem.record.exporting.action import Exported, Made, enter, reach_of
from liem.record.importing.labels import POST_ROLES

FORM = "delegation"
_COLUMNS = (
    (Message("Tổ chức", "Body"), 44),
    (Message("Mã chức danh", "Post code"), 24),
    (Message("Chức danh", "Post"), 44),
    (Message("Loại chức danh", "Role"), 30),
    (Message("Bậc", "Rank"), 8),
    (Message("Tổ chức quản lý", "Managed by"), 44),
    (Message("Tổ chức đề xuất", "Proposed by"), 44),
    (Message("Tổ chức quyết định", "Decided by"), 44),
)
_NOBODY = "(chưa ghi)"
_ENDED = "(không còn hoạt động)"
_ROLES = {choice.value: choice.name.vi for choice in POST_ROLES}


def export_delegation(wanted: DelegationFilter, *, by: Acting, on: date) -> Exported:
    """The posts that the filters leave, in Vietnamese. Raises the refusals of `permissions.check`."""
    found = delegation(reach_of(by), wanted, on=on, limit=None)
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(f"Phân cấp quản lý {on:%d-%m-%Y}")
    sheet.freeze_panes = "A2"
    for place, (_, width) in enumerate(_COLUMNS):
        sheet.column_dimensions["ABCDEFGH"[place]].width = width
    sheet.append([_heading(sheet, name.vi) for name, _ in _COLUMNS])
    for line in found.lines:
        sheet.append([_cell(sheet, value) for value in _values(line)])
    content = BytesIO()
    workbook.save(content)
    made = Made(content.getvalue(), {"posts": len(found.lines)}, ())
    return enter(FORM, made, by=by, as_of=on)


def _values(line: DelegationLine) -> Iterator[str | int | None]:
    yield from (line.body_name, line.post, line.title, _ROLES.get(line.role, line.role), line.rank)
    yield from (_named(holder) for holder in (line.managed_by, line.proposed_by, line.decided_by))


def _named(holder: Holder) -> str:
    match holder.state:
        case State.NOBODY:
            return _NOBODY
        case State.ENDED:
            return f"{holder.name} {_ENDED}"
        case _:
            return holder.name


def _heading(sheet: Any, words: str) -> Any:
    cell = WriteOnlyCell(sheet, words)
    cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="9B2226")
    return cell


def _cell(sheet: Any, value: str | int | None) -> Any:
    """Text stays text: a name that begins like a formula is none."""
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type, cell.number_format = "s", "@"
    return cell
