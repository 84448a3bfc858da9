"""Handing our checkpoints to a witness, and holding what a witness kept against our entries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from liem.actions import ledger_keys
from liem.actions.models import Checkpoint, Cosignature, LedgerEntry, LedgerKey
from liem.actions.proofs import consistency_of
from liem.kernel.errors import LiemError, Message
from liem.ledger import checkpoints
from liem.ledger.handing_over import Export, Step
from liem.ledger.notes import Note, time_of
from liem.ledger.tree import Frontier, Head, leaf_hash

CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Comparison:
    """Of what a witness kept: the sizes that fit our entries, in order; the first size that does not, if any; and how
    many cosignatures were new to us. Sizes that we did not sign are no evidence against us."""

    fitting: tuple[int, ...]
    first_other: int | None
    unsigned: tuple[int, ...]
    new_cosignatures: int

    @property
    def sound(self) -> bool:
        return self.first_other is None and not self.unsigned


def export_since(size: int) -> Export:
    """The newest checkpoint with the proof from the tree of `size` entries, by way of those where a key was replaced.

    Raises LiemError `ledger.nothing_signed` where there is none from `size` on.
    """
    found = list(Checkpoint.objects.filter(size__gte=max(size, 1)).order_by("size"))
    if not found:
        raise _nothing_signed(size)
    steps, old = [], size
    for stored in found:
        note = Note.read(stored.note)
        if stored is not found[-1] and len(note.signatures) == 1:
            continue
        proof = consistency_of(old, size=stored.size)
        steps.append(Step(old, tuple(proof), note))
        old = stored.size
    own = ledger_keys.verifiers(LedgerKey.Kind.LEDGER)
    return Export(checkpoints.Checkpoint.read(steps[-1].note.text).origin, tuple(own), tuple(steps))


def compare(kept: Iterable[Note]) -> Comparison:
    """Holds the checkpoints that a witness kept against our entries, all of which are read and hashed anew, and keeps
    the cosignatures of witnesses whose key we know."""
    own = ledger_keys.verifiers(LedgerKey.Kind.LEDGER)
    heads: dict[int, tuple[Head, Note]] = {}
    unsigned = []
    for note in kept:
        told = checkpoints.Checkpoint.read(note.text)
        if told.origin not in {verifier.name for verifier in own}:
            continue  # a witness may keep the checkpoints of many
        try:
            heads[told.head.size] = (checkpoints.read_signed(note, own).head, note)
        except LiemError:
            unsigned.append(told.head.size)
    here = _heads_at(heads)
    fitting = tuple(size for size, (head, _) in sorted(heads.items()) if here.get(size) == head)
    others = [size for size in sorted(heads) if size not in fitting]
    stored = sum(_keep_cosignatures(heads[size][1], size) for size in fitting)
    return Comparison(fitting, others[0] if others else None, tuple(sorted(unsigned)), stored)


def _heads_at(sizes: Iterable[int]) -> dict[int, Head]:
    """Our heads at those sizes, from the stored bytes of the leaves alone."""
    wanted, tree = set(sizes), Frontier()
    found = {}
    with transaction.atomic():
        leaves = LedgerEntry.objects.filter(position__lt=max(wanted, default=0)).order_by("position")
        for leaf in leaves.values_list("leaf", flat=True).iterator(chunk_size=CHUNK):
            tree.append(leaf_hash(bytes(leaf)))
            if tree.size in wanted:
                found[tree.size] = tree.head()
    return found


def _keep_cosignatures(note: Note, size: int) -> int:
    if not Checkpoint.objects.filter(pk=size).exists():
        return 0
    new = 0
    for witness in note.signed_by(ledger_keys.verifiers(LedgerKey.Kind.WITNESS)):
        line = next(one for one in note.signatures if one.is_by(witness))
        _, is_new = Cosignature.objects.get_or_create(
            checkpoint_id=size,
            key=ledger_keys.identity_of(witness),
            defaults={"line": str(line), "at": datetime.fromtimestamp(time_of(line.value), tz=UTC)},
        )
        new += is_new
    return new


def _nothing_signed(size: int) -> LiemError:
    return LiemError(
        "ledger.nothing_signed",
        Message(
            f"Chưa có điểm chốt nào từ {size} mục trở lên. Hãy lập bằng “liem ledger checkpoint” rồi làm lại.",
            f"There is no checkpoint of {size} entries or more. Make one with “liem ledger checkpoint” and try again.",
        ),
        {"since": size},
    )
