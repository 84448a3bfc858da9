"""`liem import`."""

from __future__ import annotations

import argparse
from pathlib import Path

from liem.cli import popolo
from liem.cli.commands import Commands
from liem.cli.speech import language, say
from liem.cli.working import acting_for, start_django
from liem.kernel.errors import Message

ENCODINGS = ("unicode", "utf-8", "utf-16", "windows-1258", "tcvn3", "vni")


def add(commands: Commands) -> None:
    """Adds the command."""
    importing = commands.add_parser("import", help="import a roster (.xlsx, .csv, folder, .zip, forms), all or nothing")
    importing.add_argument("file", type=Path, nargs="?", help="file or folder; with --template, where to write it")
    importing.add_argument("--template", action="store_true", help="write an empty workbook to fill in")
    importing.add_argument("--dry-run", action="store_true", help="check everything, write nothing")
    importing.add_argument("--report", type=Path, metavar="OUT.xlsx", help="write the rows with errors marked in them")
    importing.add_argument("--decisions", type=Path, metavar="FILE", help="decisions on likely duplicates")
    importing.add_argument("--encoding", choices=ENCODINGS, help="how the letters of the file are written")
    importing.add_argument("--sheet", metavar="TABLE", help="the table that the one sheet of the file is")
    importing.add_argument(
        "--source",
        default="",
        metavar="NAME",
        help="where such files come from; their headings are remembered under it (default: the body of the mandate)",
    )
    popolo.add_options(importing)
    importing.add_argument("--as", dest="account", help="account that imports (default: the first who may)")
    importing.set_defaults(command=_import)


def _import(options: argparse.Namespace) -> int:
    start_django()
    from liem.procedures.sheets import SHEETS as PROCEDURE_SHEETS
    from liem.record.importing import RECORD_SHEETS, Options, import_roster, write_report_book, write_template
    from liem.record.importing.charset import Encoding
    from liem.record.popolo import is_json

    sheets = (*RECORD_SHEETS, *PROCEDURE_SHEETS)
    if options.template:
        target = options.file or Path("liem-roster.xlsx")
        write_template(target, sheets=sheets)
        say(Message(f"Đã ghi biểu mẫu: {target}", f"Template written: {target}"))
        return 0
    if options.file is None:
        say(
            Message(
                "Hãy nêu tệp cần nhập, ví dụ: liem import danh-sach.xlsx", "Name the workbook: liem import roster.xlsx"
            ),
            error=True,
        )
        return 2
    if is_json(options.file):
        return popolo.import_file(options, sheets)
    given = Options(
        encoding=Encoding(options.encoding) if options.encoding else None,
        sheet=options.sheet,
        origin=options.source,
        decisions=options.decisions,
    )
    report = import_roster(
        options.file,
        sheets=sheets,
        by=acting_for("record.import", options.account),
        options=given,
        dry_run=options.dry_run,
        progress=say,
    )
    print(report.text(language()))
    if options.report is not None:
        write_report_book(options.report, options.file, sheets=sheets, report=report, options=given)
        say(Message(f"Đã ghi báo cáo: {options.report}", f"Report written: {options.report}"))
    return 1 if report.waits else 0
