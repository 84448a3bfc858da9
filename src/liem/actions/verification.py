"""Checks the stored ledger, what its digests stand for, and the rows it tells of; says in words what does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db import transaction

from liem.actions.append import frontier_of
from liem.actions.content_check import ContentReport, check_contents
from liem.actions.models import LedgerEntry, LedgerHead
from liem.actions.row_check import RowDamage, RowProblem, check_rows
from liem.kernel.errors import Message
from liem.ledger import verify as ledger
from liem.ledger.tree import EMPTY_ROOT, Head
from liem.ledger.verify import Damage, Problem, StoredEntry

CHUNK = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was read and what was found. `rows` and `contents` are None where they were not asked for."""

    head: Head
    problems: tuple[Problem, ...]
    contents: ContentReport | None = None
    rows: tuple[RowProblem, ...] | None = None

    @property
    def sound(self) -> bool:
        return not (self.problems or self.rows or (self.contents and (self.contents.changed or self.contents.erased)))


def verify_ledger() -> Report:
    """Reads all entries once, in order, against the head. Writers wait meanwhile."""
    with transaction.atomic():
        stored = LedgerHead.objects.select_for_update().first()
        head = Head(stored.size, bytes(stored.root)) if stored else _head_of_entries()
        problems = ledger.verify(_entries(), head)
        head_fits = frontier_of(stored) is not None if stored else head.size == 0
    if not head_fits and not any(problem.damage is Damage.HEAD_MISMATCH for problem in problems):
        problems.append(Problem(head.size, head.size, Damage.HEAD_MISMATCH))
    return Report(head=head, problems=tuple(problems))


def verify() -> Report:
    """Everything: entries, their contents, and every versioned row."""
    with transaction.atomic():
        return replace(verify_ledger(), contents=check_contents(), rows=tuple(check_rows()))


def explain(report: Report) -> list[Message]:
    """The report in words, one sentence for each finding; the first one sums up."""
    lines = [_summary(report), *(_problem(problem) for problem in report.problems)]
    if report.contents:
        lines += [_content_problem(position) for position in report.contents.changed]
        if report.contents.erased:
            lines.append(_erased(report.contents.erased))
    return lines + [_row_problem(problem) for problem in report.rows or ()]


def _entries() -> Iterator[StoredEntry]:
    stored = LedgerEntry.objects.order_by("position").values_list("position", "leaf", "leaf_hash", "root_after")
    for position, leaf, leaf_hash, root_after in stored.iterator(chunk_size=CHUNK):
        yield StoredEntry(position, bytes(leaf), bytes(leaf_hash), bytes(root_after))


def _head_of_entries() -> Head:
    """Where the head is gone, the entries are held against the last of them."""
    last = LedgerEntry.objects.order_by("position").last()
    return Head(last.position + 1, bytes(last.root_after)) if last else Head(0, EMPTY_ROOT)


def _summary(report: Report) -> Message:
    size, root = report.head.size, report.head.root.hex()
    if report.sound:
        return Message(
            f"Nhật ký nguyên vẹn: {size} mục, gốc {root}. Hãy so gốc này với bản đã trao cho người khác giữ.",
            f"The ledger is sound: {size} entries, root {root}. Compare this root with one kept by somebody else.",
        )
    return Message(
        f"Nhật ký KHÔNG nguyên vẹn (đầu sổ ghi {size} mục, gốc {root}). Hãy giữ nguyên hiện trạng, "
        "báo người phụ trách kiểm tra và so với bản sao lưu:",
        f"The ledger is NOT sound (its head says {size} entries, root {root}). Leave everything as it is, "
        "tell the inspectors and compare with a backup:",
    )


def _problem(problem: Problem) -> Message:
    where_vi = f"mục {problem.first}" if problem.first == problem.last else f"các mục {problem.first}–{problem.last}"
    where_en = f"entry {problem.first}" if problem.first == problem.last else f"entries {problem.first}–{problem.last}"
    match problem.damage:
        case Damage.CHANGED:
            return Message(f"Bị sửa: {where_vi}.", f"Changed: {where_en}.")
        case Damage.REMOVED:
            return Message(f"Bị xóa: {where_vi}.", f"Removed: {where_en}.")
        case Damage.ADDED:
            return Message(f"Bị thêm sau cuối sổ: {where_vi}.", f"Added behind the end: {where_en}.")
        case Damage.REORDERED:
            return Message(f"Bị đổi chỗ: {where_vi}.", f"Moved to another place: {where_en}.")
        case Damage.HEAD_MISMATCH:
            return Message("Đầu sổ không khớp với các mục.", "The head does not fit the entries.")


def _content_problem(position: int) -> Message:
    return Message(
        f"Nội dung kèm mục {position} không còn là nội dung đã ghi.",
        f"What is kept with entry {position} is no longer what was entered.",
    )


def _erased(count: int) -> Message:
    return Message(
        f"Nội dung của {count} mục không còn, mà không có lệnh xóa nào được ghi.",
        f"The content of {count} entries is gone, and no order to erase it is on record.",
    )


def _row_problem(problem: RowProblem) -> Message:
    row = f"{problem.table} “{problem.identity}”"
    if problem.position is None:
        return Message(f"Bản ghi {row} không do mục nào ghi.", f"No entry wrote the row {row}.")
    match problem.damage:
        case RowDamage.CHANGED:
            return Message(
                f"Bản ghi {row} không còn như khi mục {problem.position} ghi.",
                f"The row {row} is no longer as entry {problem.position} wrote it.",
            )
        case RowDamage.REMOVED:
            return Message(
                f"Bản ghi {row} do mục {problem.position} ghi hoặc thay thế đã mất.",
                f"The row {row}, written or superseded by entry {problem.position}, is gone.",
            )
        case RowDamage.ADDED:
            return Message(
                f"Bản ghi {row} không do mục {problem.position} ghi hay thay thế như nó khai.",
                f"The row {row} was not written or superseded by entry {problem.position}, as it claims.",
            )
        case RowDamage.DIGESTS:
            return Message(
                f"Dấu các bản ghi của mục {problem.position} không khớp với mục đó.",
                f"The digests of the rows of entry {problem.position} do not fit that entry.",
            )
