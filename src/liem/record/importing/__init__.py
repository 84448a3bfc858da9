"""Reading a roster (.xlsx) into the record, all or nothing, and the template to fill in.

The sheets are data: each app describes its own in the form of `sheets.Sheet` and the caller passes them in.
"""

from liem.record.importing import assessment, bodies, people
from liem.record.importing.report import ImportReport
from liem.record.importing.sheets import Sheet
from liem.record.importing.template import write_template
from liem.record.importing.workbook_import import import_workbook

RECORD_SHEETS: tuple[Sheet, ...] = (*bodies.SHEETS, *people.SHEETS, *assessment.SHEETS)

__all__ = ["RECORD_SHEETS", "ImportReport", "import_workbook", "write_template"]
