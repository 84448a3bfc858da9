"""What bodies owe after decisions: kinds of duty, for the register of duties."""

from __future__ import annotations

from liem.duties.sources import Source
from liem.kernel.errors import Message
from liem.procedures.decisions import consequences, correcting, promises, violations

SOURCES: tuple[Source, ...] = (
    Source(
        consequences.KIND,
        Message("Khắc phục việc đã dựa vào quyết định bị hủy bỏ", "Put right what relied on an annulled decision"),
        consequences.owed,
    ),
    Source(
        promises.KIND,
        Message("Xem xét việc đã hứa trong chương trình hành động", "Look at a promise of an action programme"),
        promises.owed,
    ),
    Source(
        correcting.KIND,
        Message("Khắc phục một điểm sau kiểm điểm", "Correct a point of a self-review"),
        correcting.owed,
    ),
    Source(
        violations.KIND,
        Message("Theo dõi việc xử lý vi phạm", "Follow a violation to its end"),
        violations.owed,
    ),
)
