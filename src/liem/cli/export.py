"""`liem export`: taking data out, and what falls due."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from liem.cli.commands import Commands
from liem.cli.days import read_day
from liem.cli.speech import language, say
from liem.cli.working import acting_for, start_django
from liem.kernel.errors import Message

if TYPE_CHECKING:
    from liem.record.exporting import Exported

ACTION = "record.export"


def add(commands: Commands) -> None:
    """Adds the commands."""
    export = commands.add_parser("export", help="take data out of the record; every export is entered in the ledger")
    forms = export.add_subparsers(required=True, metavar="FORM")
    for name, what in (
        ("workbook", "the record as the workbook that an import reads"),
        ("popolo", "people, organizations, posts and memberships as Popolo JSON"),
    ):
        whole = forms.add_parser(name, help=what)
        whole.add_argument("file", type=Path, metavar="OUT", help="a file that is not there yet")
        whole.add_argument(
            "--as-of", type=read_day, metavar="DAY", help="what held on that day (default: whole history)"
        )
        _by_whom(whole)
        whole.set_defaults(command=_workbook if name == "workbook" else _popolo)

    form = forms.add_parser("form", help="the personal form of one official, in Word")
    form.add_argument("person", help="code of the official")
    form.add_argument("file", type=Path, metavar="OUT", help="a file that is not there yet")
    form.add_argument("--template", type=Path, metavar="DOCX", help="the office's own template")
    _by_whom(form)
    form.set_defaults(command=_form)

    template = forms.add_parser("form-template", help="the template that Liêm brings along, to be changed in Word")
    template.add_argument("file", type=Path, metavar="OUT", help="a file that is not there yet")
    template.set_defaults(command=_form_template)

    due = forms.add_parser("due", help="retirements, ends of terms, reappointments, declarations, transfers to come")
    due.add_argument("--from", dest="first", type=read_day, metavar="DAY", help="first day (default: today)")
    due.add_argument("--months", type=int, default=6, help="how far to look ahead (default: 6)")
    due.add_argument("--ics", action="store_true", help="as an iCalendar instead of lines")
    due.add_argument("--names", action="store_true", help="tell people by name, not by code")
    due.add_argument("--output", type=Path, metavar="OUT", help="a file that is not there yet (default: show it)")
    _by_whom(due)
    due.set_defaults(command=_due)


def _by_whom(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as", dest="account", help="account that takes it out (default: the first who may)")


def _workbook(options: argparse.Namespace) -> int:
    start_django()
    from liem.procedures.sheets import SHEETS as PROCEDURE_SHEETS
    from liem.record.exporting import export_workbook, refuse_existing
    from liem.record.importing import RECORD_SHEETS

    refuse_existing(options.file)
    by = acting_for(ACTION, options.account)
    exported = export_workbook(sheets=(*RECORD_SHEETS, *PROCEDURE_SHEETS), by=by, as_of=options.as_of)
    return _deliver(exported, options.file)


def _popolo(options: argparse.Namespace) -> int:
    start_django()
    from liem.record.exporting import refuse_existing
    from liem.record.importing import RECORD_SHEETS
    from liem.record.popolo import export_popolo

    refuse_existing(options.file)
    by = acting_for(ACTION, options.account)
    return _deliver(export_popolo(sheets=RECORD_SHEETS, by=by, as_of=options.as_of), options.file)


def _form(options: argparse.Namespace) -> int:
    start_django()
    from liem.record.exporting import export_personal_form, refuse_existing, standard_form
    from liem.record.importing import RECORD_SHEETS

    refuse_existing(options.file)
    template = options.template.read_bytes() if options.template else standard_form()
    by = acting_for(ACTION, options.account)
    exported = export_personal_form(options.person, sheets=RECORD_SHEETS, by=by, template=template)
    return _deliver(exported, options.file)


def _form_template(options: argparse.Namespace) -> int:
    start_django()
    from liem.record.exporting import refuse_existing, standard_form

    refuse_existing(options.file)
    options.file.write_bytes(standard_form())
    say(Message(f"Đã ghi mẫu: {options.file}", f"Template written: {options.file}"))
    return 0


def _due(options: argparse.Namespace) -> int:
    start_django()
    from liem.record.exporting import export_due, refuse_existing

    if options.output:
        refuse_existing(options.output)
    exported = export_due(
        by=acting_for(ACTION, options.account),
        on=options.first or date.today(),
        months=options.months,
        language=language(),
        as_calendar=options.ics,
        with_names=options.names,
    )
    if options.output:
        return _deliver(exported, options.output)
    sys.stdout.write(exported.content.decode())
    return 0


def _deliver(exported: Exported, file: Path) -> int:
    from liem.record.exporting import deliver

    deliver(exported, file)
    say(
        Message(
            f"✓ Đã ghi {file}: {exported.total} dòng, mục {exported.entry} trong nhật ký.",
            f"✓ Written: {file}, {exported.total} rows, entry {exported.entry} of the ledger.",
        )
    )
    for sheet, count in exported.unsaid.items():
        say(
            Message(
                f"  {sheet}: {count} dòng không ghi được đầy đủ nên để lại.",
                f"  {sheet}: {count} rows cannot be said in full and were left out.",
            )
        )
    return 0
