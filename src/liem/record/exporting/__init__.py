"""Taking data out of the record: a workbook that can be brought in again, a personal form in Word, what falls due.

Each is an action with an entry in the ledger, and holds what the mandate reaches and nothing else. Popolo has a package
of its own (`liem.record.popolo`).
"""

from liem.record.exporting.action import ACTION, Exported, deliver, refuse_existing
from liem.record.exporting.due import export_due
from liem.record.exporting.form_2c import standard_form
from liem.record.exporting.personal_form import blank_form, export_personal_form
from liem.record.exporting.workbook import export_workbook

__all__ = [
    "ACTION",
    "Exported",
    "blank_form",
    "deliver",
    "export_due",
    "export_personal_form",
    "export_workbook",
    "refuse_existing",
    "standard_form",
]
