"""`liem import` of a Popolo file (.json, .jsonl, .ndjson)."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from liem.cli.speech import language, say, say_all
from liem.cli.working import acting_for
from liem.kernel.errors import Message

if TYPE_CHECKING:
    from liem.record.importing.sheets import Sheet


def add_options(importing: argparse.ArgumentParser) -> None:
    """The options of `liem import` that only a Popolo file needs."""
    importing.add_argument(
        "--assume",
        action="append",
        default=[],
        metavar="WHAT=ANSWER",
        help="Popolo: what the file does not say, e.g. level=province, kind=unit, kind:party=union, leading=no",
    )
    importing.add_argument("--keep", type=Path, metavar="OUT.xlsx", help="Popolo: keep the workbook made of it")


def import_file(options: argparse.Namespace, sheets: Sequence[Sheet]) -> int:
    """Imports the file, and tells what the record has no place for."""
    from liem.record.exporting import refuse_existing
    from liem.record.importing import Options
    from liem.record.popolo import Assumptions, import_popolo

    for written in (options.keep, options.report):
        if written:
            refuse_existing(written)
    report, converted = import_popolo(
        options.file,
        sheets=sheets,
        by=acting_for("record.import", options.account),
        assumptions=Assumptions.parse(options.assume),
        options=Options(origin=options.source, decisions=options.decisions),
        keep=options.keep,
        marked=options.report,
        dry_run=options.dry_run,
        progress=say,
    )
    print(report.text(language()))
    if report.waits and not options.report:
        say(
            Message(
                "Thêm --report OUT.xlsx để có bảng tính đánh dấu các ô này, sửa ở đó rồi nhập bảng tính.",
                "Add --report OUT.xlsx for a workbook with these cells marked; correct them there and import it.",
            )
        )
    if converted.notes:
        say(
            Message(
                "Những gì trong tệp không ghi nguyên vào hồ sơ (--keep giữ lại bảng tính có đủ danh sách):",
                "What the file says and the record does not hold as it stands (--keep writes the whole list):",
            )
        )
        say_all(converted.summary())
    return 1 if report.waits else 0
