"""What came of comparing with a witness, in words."""

from __future__ import annotations

from liem.actions.handing_over import Comparison
from liem.kernel.errors import Message


def explain(found: Comparison) -> list[Message]:
    """One sentence for each thing; the first one sums up."""
    lines = []
    last = found.fitting[-1] if found.fitting else 0
    if found.first_other is not None:
        before = max((size for size in found.fitting if size < found.first_other), default=0)
        lines.append(
            Message(
                f"NHẬT KÝ ĐÃ BỊ VIẾT LẠI: cơ quan làm chứng giữ điểm chốt {found.first_other} mục do chính nhật ký này "
                "ký, nhưng các mục hiện có không dẫn tới điểm chốt đó. Chỗ sai khác đầu tiên nằm trong các mục "
                f"{before}–{found.first_other - 1}.",
                f"THE LEDGER WAS REWRITTEN: the witness keeps a checkpoint of {found.first_other} entries, signed by "
                "this very ledger, to which the entries here do not lead. The first difference lies within entries "
                f"{before}–{found.first_other - 1}.",
            )
        )
    elif found.sound:
        lines.append(
            Message(
                f"Khớp với cơ quan làm chứng: {len(found.fitting)} điểm chốt, mới nhất {last} mục.",
                f"It agrees with the witness: {len(found.fitting)} checkpoints, the newest of {last} entries.",
            )
        )
    lines += [
        Message(
            f"Điểm chốt {size} mục mang tên nhật ký này nhưng không do khóa nào của nó ký: khóa ở đây hoặc ở đó đã bị "
            "thay.",
            f"A checkpoint of {size} entries bears this ledger's name, but none of its keys signed it: the key was "
            "replaced here or there.",
        )
        for size in found.unsigned
    ]
    if found.new_cosignatures:
        count = found.new_cosignatures
        lines.append(Message(f"Đã ghi {count} chữ ký làm chứng mới.", f"New cosignatures kept: {count}."))
    return lines
