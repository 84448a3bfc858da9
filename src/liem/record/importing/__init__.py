"""Reading a roster (.xlsx, .csv, forms as .docx) into the record, all or nothing, and the template to fill in.

The sheets are data: each app describes its own in the form of `sheets.Sheet` and the caller passes them in.
"""

from liem.record.importing import assessment, bodies, careers, organisation, people, service, succession
from liem.record.importing.charset import Encoding
from liem.record.importing.importer import Options, import_roster
from liem.record.importing.report import ImportReport
from liem.record.importing.report_book import write_report_book
from liem.record.importing.sheets import Sheet
from liem.record.importing.template import write_template

RECORD_SHEETS: tuple[Sheet, ...] = (
    *bodies.SHEETS,
    *people.SHEETS,
    *assessment.SHEETS,
    *organisation.SHEETS,
    *careers.SHEETS,
    *succession.SHEETS,
    *service.SHEETS,
)

__all__ = [
    "RECORD_SHEETS",
    "Encoding",
    "ImportReport",
    "Options",
    "import_roster",
    "write_report_book",
    "write_template",
]
