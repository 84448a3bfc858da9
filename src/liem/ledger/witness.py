"""Keeping another body's checkpoints: each new one must continue the last one kept, or it is refused by name.

Needs a folder and nothing else: no database, no network. The folder holds the witness's own key (`witness.key`, for its
owner alone; `witness.pub` to hand out) and one folder a ledger with the keys trusted for it and the checkpoints kept.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from liem.kernel.errors import LiemError, Message
from liem.ledger.checkpoints import Checkpoint, read_signed
from liem.ledger.handing_over import Export, Step
from liem.ledger.notes import COSIGNATURE, Note, Signer, Verifier
from liem.ledger.tree import Head, verify_consistency


@dataclass(frozen=True, slots=True)
class Taken:
    """What the witness now keeps of a ledger. `former` is the head it kept before, None the first time; then `trusted`
    are the keys it has begun to trust, to be compared in person. `file` holds the cosigned checkpoint."""

    origin: str
    head: Head
    former: Head | None
    trusted: tuple[Verifier, ...]
    file: Path


def witness_key(keep: Path, *, name: str | None = None) -> Signer:
    """The witness's own key, made the first time. Raises LiemError `ledger.witness_name` where it needs a name then."""
    file = keep / "witness.key"
    if file.exists():
        return Signer.read(file.read_text(encoding="utf-8"))
    if not name:
        raise _no_name()
    signer = Signer.new(name, COSIGNATURE)
    keep.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as written:
        written.write(f"{signer.to_text()}\n")
    (keep / "witness.pub").write_text(f"{signer.verifier}\n", encoding="utf-8")
    return signer


def take(export: Export, *, keep: Path, signer: Signer, at: int, trusted: Sequence[Verifier] = ()) -> Taken:
    """Checks what is handed over against what was kept last, keeps and cosigns the newest checkpoint.

    `at` is the time in seconds since 1970. The first time the keys of the export are trusted, or only `trusted` where
    they are given. A new key of the ledger is trusted where a key trusted before signed the same checkpoint.

    Raises LiemError `ledger.fork` and `ledger.rollback`, by the sizes that do not fit, `ledger.gap` where the proof
    begins elsewhere, and those of `read_signed`; nothing is kept then.
    """
    folder = keep / "ledgers" / sha256(export.origin.encode()).hexdigest()[:16]
    kept = latest_kept(folder)
    former = Checkpoint.read(kept.text).head if kept else None
    own = tuple(trusted) or _trusted(folder) or export.verifiers
    head, note = former, kept
    for step in export.steps:
        head, note, own = _follow(step, export, head=head, own=own) or (head, note, own)
    newest = max(Checkpoint.read(step.note.text).head.size for step in export.steps)
    if head is None or note is None or newest < head.size:
        raise _rollback(export.origin, head, newest)
    cosigned = note.with_signatures_of(own)
    cosigned = cosigned.with_signature(signer.sign(cosigned.text, at=at))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / "keys").write_text("".join(f"{verifier}\n" for verifier in own), encoding="utf-8")
    file = folder / f"{head.size:016d}.checkpoint"
    part = file.with_suffix(".part")
    part.write_text(str(cosigned), encoding="utf-8")
    part.replace(file)
    return Taken(export.origin, head, former, own if former is None else (), file)


def kept_checkpoints(keep: Path) -> list[Note]:
    """Every checkpoint that the folder of a witness holds, or a single file, in order of size."""
    files = [keep] if keep.is_file() else sorted(keep.rglob("*.checkpoint"), key=lambda file: file.name)
    return [Note.read(file.read_text(encoding="utf-8")) for file in files]


def latest_kept(folder: Path) -> Note | None:
    """The newest checkpoint in the folder of one ledger."""
    files = sorted(folder.glob("*.checkpoint"))
    return Note.read(files[-1].read_text(encoding="utf-8")) if files else None


def _trusted(folder: Path) -> tuple[Verifier, ...]:
    file = folder / "keys"
    return tuple(map(Verifier.read, file.read_text(encoding="utf-8").splitlines())) if file.is_file() else ()


def _follow(
    step: Step, export: Export, *, head: Head | None, own: tuple[Verifier, ...]
) -> tuple[Head, Note, tuple[Verifier, ...]] | None:
    """The head, note and trusted keys after a step; None for one that lies before what is kept."""
    checkpoint = read_signed(step.note, own)
    new = checkpoint.head
    if checkpoint.origin != export.origin:
        raise _fork(export.origin, head or new, new)
    if head is not None:
        if new.size < head.size:
            return None
        if new.size == head.size:
            if new.root != head.root:
                raise _fork(export.origin, head, new)
        elif step.old_size != head.size:
            raise _gap(export.origin, head)
        elif not verify_consistency(head, new, proof=step.proof):
            raise _fork(export.origin, head, new)
    known = {*export.verifiers, *own}
    signers = step.note.signed_by([verifier for verifier in known if verifier.name == export.origin])
    return new, step.note, tuple(signers)


def _fork(origin: str, kept: Head, offered: Head) -> LiemError:
    return LiemError(
        "ledger.fork",
        Message(
            f"NHẬT KÝ BỊ RẼ NHÁNH: {origin} từng ký {kept.size} mục với gốc {kept.root.hex()}, nay đưa {offered.size} "
            "mục không nối tiếp bản đó. Phần đã ký trước đây đã bị viết lại. Không nhận. Hãy giữ cả hai tệp làm chứng "
            "cứ và báo cơ quan kiểm tra.",
            f"THE LEDGER WAS FORKED: {origin} once signed {kept.size} entries with the root {kept.root.hex()} and now "
            f"hands over {offered.size} that do not continue them. What was signed has been rewritten. Refused. Keep "
            "both files as evidence and tell the inspectors.",
        ),
        {"origin": origin, "kept": kept.size, "offered": offered.size},
    )


def _rollback(origin: str, kept: Head | None, offered: int) -> LiemError:
    size = kept.size if kept else 0
    return LiemError(
        "ledger.rollback",
        Message(
            f"NHẬT KÝ BỊ LÙI LẠI: đang giữ bản {size} mục của {origin}, nay chỉ được đưa {offered} mục. Hoặc đây là "
            "tệp cũ, hoặc phần cuối đã bị cắt. Không nhận. Hãy đòi bản mới nhất; nếu không có, báo cơ quan kiểm tra.",
            f"THE LEDGER WAS ROLLED BACK: {size} entries of {origin} are kept here, and only {offered} are handed "
            "over. Either this is an old file, or the tail was cut off. Refused. Ask for the newest; if there is none, "
            "tell the inspectors.",
        ),
        {"origin": origin, "kept": size, "offered": offered},
    )


def _gap(origin: str, kept: Head) -> LiemError:
    return LiemError(
        "ledger.gap",
        Message(
            f"Tệp không chứng minh nối tiếp từ {kept.size} mục đang giữ của {origin}. Hãy xin tệp lập bằng “liem "
            f"ledger export --since {kept.size}”.",
            f"The file has no proof that continues the {kept.size} entries of {origin} kept here. Ask for one made "
            f"with “liem ledger export --since {kept.size}”.",
        ),
        {"origin": origin, "kept": kept.size},
    )


def _no_name() -> LiemError:
    return LiemError(
        "ledger.witness_name",
        Message(
            "Lần đầu làm chứng cần một tên không có dấu cách, ví dụ --name ubkt.tinh-a.vn. Hãy thêm tên rồi chạy lại.",
            "A witness needs a name without spaces the first time, such as --name inspection.example.vn. Give one and "
            "try again.",
        ),
    )
