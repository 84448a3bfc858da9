"""`liem snapshot`."""

from __future__ import annotations

import argparse
from pathlib import Path

from liem.cli.commands import Commands
from liem.cli.days import HOW, read_day
from liem.cli.speech import print_json, say
from liem.cli.working import acting_for, start_django
from liem.kernel.errors import Message


def add(commands: Commands) -> None:
    """Adds the command."""
    snapshot = commands.add_parser(
        "snapshot", help="write the facts of a day as Parquet files, for audits of many provinces"
    )
    snapshot.add_argument("folder", type=Path, metavar="OUT", help="a folder that is not there yet")
    snapshot.add_argument("--as-of", type=read_day, required=True, metavar="DAY", help=HOW)
    snapshot.add_argument("--origin", help="name of this installation (default: the body that answers to nobody)")
    snapshot.add_argument("--as", dest="account", help="account that takes it out (default: the first who may)")
    snapshot.add_argument("--json", action="store_true", help="what was written, as JSON")
    snapshot.set_defaults(command=_snapshot)


def _snapshot(options: argparse.Namespace) -> int:
    start_django()
    from liem.oversight.snapshots import EXPORT, export_snapshot

    by = acting_for(EXPORT, options.account)
    manifest, entry = export_snapshot(options.folder, by=by, as_of=options.as_of, origin=options.origin)
    rows = sum(table.rows for table in manifest.tables)
    if options.json:
        print_json(
            {
                "origin": manifest.origin,
                "as_of": manifest.as_of.isoformat(),
                "known_at": manifest.known_at,
                "digest": manifest.digest,
                "entry": entry,
                "tables": {table.table: {"rows": table.rows, "sha256": table.sha256} for table in manifest.tables},
            }
        )
    else:
        say(
            Message(
                f"✓ Đã ghi {options.folder}: {len(manifest.tables)} bảng dữ kiện, {rows} dòng, "
                f"{manifest.origin}, ngày {manifest.as_of:%d/%m/%Y}; mục {entry} trong nhật ký.\n"
                f"  SHA-256 của bản kê: {manifest.digest}",
                f"✓ Written: {options.folder}, {len(manifest.tables)} fact tables, {rows} rows, "
                f"{manifest.origin}, {manifest.as_of:%d/%m/%Y}; entry {entry} of the ledger.\n"
                f"  SHA-256 of the manifest: {manifest.digest}",
            )
        )
    return 0
