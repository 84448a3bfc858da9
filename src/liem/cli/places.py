"""`liem places`."""

from __future__ import annotations

import argparse
from pathlib import Path

from liem.cli.commands import Commands
from liem.cli.speech import language, say
from liem.cli.working import acting_for, start_django


def add(commands: Commands) -> None:
    """Adds the command."""
    places = commands.add_parser("places", help="import administrative units: the published table or a sheet of places")
    places.add_argument("file", type=Path, help="province_code, province, code, name, kind; .csv or .xlsx")
    places.add_argument("--dry-run", action="store_true", help="check everything, write nothing")
    places.add_argument("--as", dest="account", help="account that imports (default: the first who may)")
    places.set_defaults(command=_import)


def _import(options: argparse.Namespace) -> int:
    start_django()
    from liem.record.importing import import_roster
    from liem.record.importing.bodies import PLACES

    report = import_roster(
        options.file,
        sheets=(PLACES,),
        by=acting_for("record.import", options.account),
        dry_run=options.dry_run,
        progress=say,
    )
    print(report.text(language()))
    return 1 if report.waits else 0
