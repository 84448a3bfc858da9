"""What a verification found, in words: one sentence for each finding."""

from __future__ import annotations

import json

from django.utils import timezone

from liem.actions.checkpoints import CheckpointDamage, CheckpointProblem
from liem.actions.models import EntryContent
from liem.actions.row_check import RowDamage, RowProblem
from liem.actions.verification import Report
from liem.kernel.errors import Message
from liem.ledger.verify import Damage, Problem


def explain(report: Report) -> list[Message]:
    """The report in words, one sentence for each finding; the first one sums up."""
    lines = [_summary(report), *(_problem(problem) for problem in report.problems)]
    lines += [_checkpoint_problem(problem) for problem in report.checkpoints]
    if report.contents:
        lines += [_content_problem(position) for position in report.contents.changed]
        if report.contents.erased:
            lines.append(_erased(report.contents.erased))
        lines += [_misfiled(position) for position in report.contents.misfiled]
        lines += [_erased_on_order(position, count) for position, count in report.contents.on_order]
    lines += [_blanked(*named) for named in report.blanked]
    return lines + [_row_problem(problem) for problem in report.rows or ()]


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


_WORDS = {
    Damage.CHANGED: Message("Bị sửa: {where}.", "Changed: {where}."),
    Damage.REMOVED: Message("Bị xóa: {where}.", "Removed: {where}."),
    Damage.ADDED: Message("Bị thêm sau cuối sổ: {where}.", "Added behind the end: {where}."),
    Damage.REORDERED: Message("Bị đổi chỗ: {where}.", "Moved to another place: {where}."),
    Damage.HEAD_MISMATCH: Message("Đầu sổ không khớp với các mục.", "The head does not fit the entries."),
    Damage.KEPT_ROOT: Message(
        "Gốc đã giữ của {where} không khớp với các mục đó, hoặc đã mất.",
        "The root kept over {where} does not fit them, or is gone.",
    ),
    Damage.CHECKPOINT: Message(
        "Điểm chốt ký lúc có {size} mục được ký cho các mục khác với các mục hiện có: nhật ký đã bị viết lại.",
        "The checkpoint at {size} entries was signed for other entries than those here: the ledger was rewritten.",
    ),
    Damage.CUT_OFF: Message(
        "Có điểm chốt ký lúc nhật ký có {size} mục, nay ít hơn: phần cuối bị cắt, hoặc một bản cũ được khôi phục.",
        "A checkpoint was signed when there were {size} entries, now there are fewer: the tail was cut off, or an old "
        "copy was restored.",
    ),
}


def _problem(problem: Problem) -> Message:
    words, first, last = _WORDS[problem.damage], problem.first, problem.last
    where_vi = f"mục {first}" if first == last else f"các mục {first}–{last}"
    where_en = f"entry {first}" if first == last else f"entries {first}–{last}"
    return Message(words.vi.format(where=where_vi, size=first), words.en.format(where=where_en, size=first))


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


def _misfiled(position: int) -> Message:
    return Message(
        f"Mục {position} được xếp để tìm kiếm dưới những mã khác với nội dung của nó.",
        f"Entry {position} is filed, to be searched by, under other codes than its content names.",
    )


def _blanked(table: str, identity: str, written: int, entry: int) -> Message:
    return Message(
        f"Bản ghi {table} “{identity}” do mục {written} ghi đã được xóa nội dung riêng theo mục {entry}.",
        f"The row {table} “{identity}”, written by entry {written}, was erased by entry {entry}.",
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


def _checkpoint_problem(problem: CheckpointProblem) -> Message:
    match problem.damage:
        case CheckpointDamage.CHECKPOINT:
            return Message(
                f"Điểm chốt ở {problem.size} mục bị sửa hoặc bị thay: chữ ký không phải của khóa nhật ký.",
                f"The checkpoint at {problem.size} entries was altered or replaced: the ledger's key did not sign it.",
            )
        case CheckpointDamage.COSIGNATURE:
            return Message(
                f"Chữ ký làm chứng của điểm chốt ở {problem.size} mục không phải của cơ quan làm chứng.",
                f"A cosignature of the checkpoint at {problem.size} entries is not that of the witness.",
            )
        case CheckpointDamage.LATEST:
            return Message(
                "Bản sao điểm chốt cạnh khóa bí mật không do khóa nhật ký ký: tệp hoặc khóa công khai đã bị thay.",
                "The copy of the checkpoint beside the private key is not signed by the ledger's key: the file or the "
                "public key was replaced.",
            )


def _erased_on_order(position: int, count: int) -> Message:
    """What the entry says of the order; its own content is checked like any other."""
    told = EntryContent.objects.filter(entry=position).values_list("content", "entry__at").first()
    if told is None:
        return Message(f"Nội dung của {count} mục đã xóa theo mục {position}.", f"Erased by entry {position}: {count}.")
    order, on = json.loads(told[0] or "{}"), f"{timezone.localdate(told[1]):%d/%m/%Y}"
    number, dated, authority = (str(order.get(part, "?")) for part in ("order", "dated", "authority"))
    return Message(
        f"Nội dung của {count} mục đã được xóa ngày {on} theo văn bản {number} ngày {dated} của {authority} (mục "
        f"{position}).",
        f"The content of {count} entries was erased on {on} under {number} of {dated}, {authority} (entry {position}).",
    )
