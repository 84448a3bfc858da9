"""The job that tries or carries out an import of a Popolo file, and asks for what the record must know."""

from __future__ import annotations

from typing import Any

from liem.actions.jobs import Outcome, input_of
from liem.actions.working import Task
from liem.kernel.errors import LiemError
from liem.record.popolo import Assumptions, import_popolo
from liem.record.popolo.conversion import Converted
from liem.web.import_given import SHEETS, Given
from liem.web.import_outcome import REPORT, Teller, figures_of, told_of

MADE = "made.xlsx"
MOST_WORDS = 100  # of one question; the answer for all others serves the rest
MOST_LEFT_OUT = 500


def run_popolo(task: Task, given: Given) -> Outcome:
    """The workbook made of the file lies in the folder of the job, marked where it has faults. Raises LiemError
    `popolo.…` and `import.…` for a file that no answer could make readable."""
    assumptions = Assumptions(dict(given.assumed))
    for name in (MADE, REPORT):
        (task.folder / name).unlink(missing_ok=True)
    try:
        report, converted = import_popolo(
            input_of(task.job),
            sheets=SHEETS,
            by=task.by,
            assumptions=assumptions,
            options=given.options(task.folder, body=task.by.mandate.body),
            keep=task.folder / MADE,
            marked=task.folder / REPORT,
            dry_run=not given.write,
            progress=Teller(task.folder),
        )
    except LiemError as error:
        if error.code != "popolo.assumptions":
            raise
        return Outcome({"questions": sum(len(words) for words in assumptions.open.values())}, _asked(assumptions))
    if not report.errors:
        (task.folder / REPORT).unlink()
    left_out = {"left_out": len(converted.notes)} if converted.notes else {}
    details = told_of(report) | _asked(assumptions) | _told_of_file(converted)
    details["notes"] += _superior(converted)
    return Outcome(figures_of(report, task.job, given) | left_out, details)


def _asked(assumptions: Assumptions) -> dict[str, Any]:
    """What is asked, word by word; the word None is for all others, and alone where the file says no word at all."""
    asked: list[list[Any]] = []
    for what, words in assumptions.asked.items():
        asked.append([what, None, words.total()])
        if any(words):
            asked += [[what, word, count] for word, count in words.most_common(MOST_WORDS)]
    return {"popolo": True, "assumed": asked}


def _superior(converted: Converted) -> list[list[str]]:
    if not converted.topmost:
        return []
    count, body = converted.topmost, converted.superior
    vi = (
        f"{count} tổ chức không nêu cấp trên được đặt trực thuộc “{body}”; có thể chọn khác ở “Đọc tệp theo cách khác”."
    )
    en = f"{count} organizations without a superior come under “{body}”; “Read the file differently” lets you choose."
    return [[vi, en]]


def _told_of_file(converted: Converted) -> dict[str, Any]:
    return {
        "topmost": [converted.topmost, converted.superior],
        "left_out": [
            [one.list_name, one.code, one.field, one.said, one.reason.vi, one.reason.en]
            for one in converted.notes[:MOST_LEFT_OUT]
        ],
    }
