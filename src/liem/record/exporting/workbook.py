"""The record as the workbook that an import reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from liem.actions.permissions import Acting
from liem.kernel.errors import Message
from liem.record.exporting.action import Exported, Made, enter, reach_of
from liem.record.exporting.selection import Selection, select
from liem.record.exporting.sheets_out import workbook_of
from liem.record.importing.sheets import Sheet, sheets_by_key


def export_workbook(*, sheets: Sequence[Sheet], by: Acting, as_of: date | None = None, body: str = "") -> Exported:
    """The record within the mandate's reach, or of one body, as an .xlsx: what held on a day, or everything that was
    ever entered and not superseded. Brought into an empty record it gives the same rows.

    A row goes out where everything that says whose it is, and everybody whom it names, is within reach; who may not
    see kinship gets none. Raises the refusals of `reach_of`.
    """
    sheets_by_key(sheets)
    selection = select(sheets, reach_of(by, body), by=by, as_of=as_of)
    rows = {key: [row.values for row in own] for key, own in selection.rows.items()}
    content = workbook_of(sheets, rows, guide=_guide(sheets, selection, as_of=as_of))
    made = Made(content, selection.counts, selection.people(sheets), selection.unsaid)
    return enter("workbook", made, by=by, as_of=as_of, body=body)


def _guide(sheets: Sequence[Sheet], selection: Selection, *, as_of: date | None) -> list[Message]:
    taken = f"{timezone.localdate():%d/%m/%Y}"
    day = f"{as_of:%d/%m/%Y}" if as_of else ""
    lines = [
        Message("Hồ sơ cán bộ và tổ chức, trích từ Liêm", "Record of officials and bodies, taken from Liêm"),
        Message(
            f"Trích ngày {taken}: " + (f"những gì có hiệu lực ngày {day}." if day else "toàn bộ quá trình."),
            f"Taken on {taken}: " + (f"what held on {day}." if day else "the whole history."),
        ),
        Message(
            "Có dữ liệu cá nhân. Việc trích đã được ghi vào nhật ký.",
            "Holds personal data. That it was taken out is entered in the ledger.",
        ),
    ]
    for sheet in sheets:
        if count := selection.unsaid.get(sheet.key):
            lines.append(
                Message(
                    f"Trang “{sheet.name.vi}”: {count} dòng không ghi được đầy đủ nên để lại.",
                    f"Sheet “{sheet.name.en}”: {count} rows cannot be said in full and were left out.",
                )
            )
    return lines
