"""Checkpoints of the stored ledger: signed after entries were added, kept, and held against the entries again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from liem.actions import ledger_keys
from liem.actions.accounts import installation
from liem.actions.append import frontier_of
from liem.actions.models import Checkpoint, Cosignature, LedgerHead, LedgerKey
from liem.actions.proofs import consistency_of
from liem.kernel.errors import LiemError, Message
from liem.ledger import checkpoints
from liem.ledger.notes import Note, Verifier
from liem.ledger.tree import Head, verify_consistency

INTERVAL = timedelta(minutes=1)
MOST_UNSIGNED = 256  # entries; then a checkpoint is made before the minute is over
CHUNK = 2000


class CheckpointDamage(StrEnum):
    CHECKPOINT = "checkpoint"  # not signed by a key of the ledger, or of another size than it says
    COSIGNATURE = "cosignature"  # not the witness's signature of this checkpoint
    LATEST = "latest"  # the copy beside the private key is not signed by a key of the ledger


@dataclass(frozen=True, slots=True, order=True)
class CheckpointProblem:
    """What is wrong with the checkpoint at `size` by itself, whatever the entries say."""

    size: int
    damage: CheckpointDamage


@dataclass(frozen=True, slots=True)
class Kept:
    """A checkpoint: over how many entries, when signed, and which witnesses keep it since when."""

    size: int
    at: datetime
    witnesses: tuple[tuple[str, datetime], ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """The root that was signed at each size, and the checkpoints that show nothing because they are not genuine."""

    roots: dict[int, bytes]
    problems: tuple[CheckpointProblem, ...]


def make_checkpoint() -> Checkpoint | None:
    """Signs the head as it is now; None where that was done, or nothing was written yet. Makes the first key.

    Raises LiemError `ledger.inconsistent` where the ledger is not a continuation of what was signed last.
    """
    if not LedgerHead.objects.filter(size__gt=0).exists():
        return None
    if not ledger_keys.current_keys():
        ledger_keys.begin_key(by=installation())
    with transaction.atomic(durable=True):
        head = LedgerHead.objects.select_for_update().get()
        last = _latest()
        if last is not None and last.size == head.size:
            return None
        _refuse_inconsistent(head, last)
        keys = ledger_keys.signers(since=last.size if last else 0)
        told = checkpoints.Checkpoint(keys[0].verifier.name, Head(head.size, bytes(head.root)))
        made = Checkpoint.objects.create(size=head.size, note=str(checkpoints.signed(told, keys)), at=timezone.now())
    _copy_beside_the_key(made)
    ledger_keys.forget_replaced()
    return made


def make_due_checkpoint(*, now: datetime) -> Checkpoint | None:
    """Makes a checkpoint where entries were added, at most once a minute or when 256 wait. What the worker calls."""
    size = LedgerHead.objects.values_list("size", flat=True).first() or 0
    last = Checkpoint.objects.order_by("-size").values_list("size", "at").first()
    unsigned = size - (last[0] if last else 0)
    is_due = unsigned >= MOST_UNSIGNED or (unsigned > 0 and (last is None or now - last[1] >= INTERVAL))
    return make_checkpoint() if is_due else None


def checkpoint_over(position: int) -> Checkpoint | None:
    """The newest checkpoint that covers the entry, or None where it was not signed yet."""
    return Checkpoint.objects.filter(size__gt=position).order_by("-size").first()


def latest_checkpoints(count: int) -> list[Kept]:
    """The newest checkpoints with the witnesses that keep them. Three queries."""
    newest = Checkpoint.objects.order_by("-size").prefetch_related("cosignatures")[:count]
    names = dict(LedgerKey.objects.filter(kind=LedgerKey.Kind.WITNESS).values_list("identity", "name"))
    return [
        Kept(
            one.size,
            one.at,
            tuple((names.get(line.key, line.key[:16]), line.at) for line in one.cosignatures.all()),
        )
        for one in newest
    ]


def signed_roots() -> Signed:
    """Every checkpoint and every cosignature, checked by itself, and the copy beside the private key."""
    own = ledger_keys.verifiers(LedgerKey.Kind.LEDGER)
    roots: dict[int, bytes] = {}
    problems = [CheckpointProblem(size, CheckpointDamage.COSIGNATURE) for size in _false_cosignatures()]
    for stored in Checkpoint.objects.order_by("size").iterator(chunk_size=CHUNK):
        head = _genuine(stored.note, own)
        if head is None or head.size != stored.size:
            problems.append(CheckpointProblem(stored.size, CheckpointDamage.CHECKPOINT))
        else:
            roots[head.size] = head.root
    latest = latest_copy()
    if latest is not None:
        head = _genuine(latest, own)
        if head is None:
            problems.append(CheckpointProblem(0, CheckpointDamage.LATEST))
        else:
            roots[head.size] = head.root
    return Signed(roots, tuple(sorted(problems)))


def latest_copy() -> str | None:
    """The latest checkpoint as it lies beside the private key; None before the first one."""
    try:
        return ledger_keys.copy_file().read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def _latest() -> Checkpoint | None:
    return Checkpoint.objects.order_by("-size").first()


def _refuse_inconsistent(head: LedgerHead, last: Checkpoint | None) -> None:
    """Nothing may be signed that is no continuation of what was signed before, by the row or by the copy."""
    now = Head(head.size, bytes(head.root))
    if frontier_of(head) is None:
        raise _inconsistent()
    for note in (last.note if last else None, latest_copy()):
        if note is None:
            continue
        former = checkpoints.Checkpoint.read(Note.read(note).text).head
        if former.size > now.size or not verify_consistency(
            former, now, proof=consistency_of(former.size, size=now.size)
        ):
            raise _inconsistent()


def _genuine(note: str, own: list[Verifier]) -> Head | None:
    try:
        return checkpoints.read_signed(Note.read(note), own).head
    except LiemError:
        return None


def _false_cosignatures() -> Iterator[int]:
    witnesses = {ledger_keys.identity_of(one): one for one in ledger_keys.verifiers(LedgerKey.Kind.WITNESS)}
    for stored in Cosignature.objects.select_related("checkpoint").order_by("checkpoint_id").iterator(chunk_size=CHUNK):
        witness = witnesses.get(stored.key)
        try:
            text = Note.read(stored.checkpoint.note).text
            line = Note.read(f"{text}\n{stored.line}\n")
            is_genuine = witness is not None and line.signed_by([witness]) == [witness]
        except LiemError:
            is_genuine = False
        if not is_genuine:
            yield stored.checkpoint_id


def _copy_beside_the_key(made: Checkpoint) -> None:
    file = ledger_keys.copy_file()
    part = file.with_suffix(".part")
    with part.open("w", encoding="utf-8") as written:
        written.write(made.note)
        written.flush()
        os.fsync(written.fileno())
    part.replace(file)


def _inconsistent() -> LiemError:
    return LiemError(
        "ledger.inconsistent",
        Message(
            "Nhật ký hiện nay không nối tiếp điểm chốt đã ký gần nhất, nên không ký tiếp. Hãy giữ nguyên hiện trạng, "
            "chạy “liem ledger fsck” và báo cơ quan kiểm tra; nếu vừa khôi phục bản sao lưu cũ, hãy nói rõ điều đó.",
            "The ledger is no continuation of the checkpoint that was signed last, so nothing more is signed. Leave "
            "everything as it is, run “liem ledger fsck” and tell the inspectors; if an older backup was just "
            "restored, tell them so.",
        ),
    )
