"""The receipt of an entry: its proof under the newest checkpoint, with what the one who asks may know of it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from liem.actions import checkpoints, ledger_keys, scope, sealing
from liem.actions.models import Account, Cosignature, EntryContent, LedgerEntry, LedgerKey, Role
from liem.actions.permissions import Acting
from liem.actions.proofs import inclusion_of
from liem.kernel.errors import LiemError, Message
from liem.ledger.notes import Note
from liem.ledger.receipts import Receipt, Told

RECEIPTED = frozenset(
    {
        "record.import",
        "record.correct",
        "record.attest",
        "record.review",
        "record.answer_correction",
        "oversight.audit",
        "procedures.take",
        "procedures.correct",
        "procedures.file_paper",
        "procedures.enter_decision",
    }
)
"""Actions whose content, which names no person, is told to whoever reaches the whole installation."""


def receipt_of(position: int, *, by: Acting) -> Receipt:
    """The receipt. Where no checkpoint covers the entry yet, one is made.

    The proof tells nothing of content, so it is given to whoever may see that the entry exists; the caller has checked
    that. What the digests stand for is added for the account that acted; mandate and content, but neither whose account
    nor about whom, also for those whose mandate reaches the whole installation where the action is one of `RECEIPTED`.
    Raises LiemError `ledger.not_found`.
    """
    entry = LedgerEntry.objects.select_related("content").filter(position=position).first()
    if entry is None:
        raise _no_entry(position)
    checkpoint = checkpoints.checkpoint_over(position) or checkpoints.make_checkpoint()
    if checkpoint is None:
        raise _no_entry(position)
    note = Note.read(checkpoint.note)
    own = note.signed_by(ledger_keys.verifiers(LedgerKey.Kind.LEDGER))
    content: EntryContent | None = getattr(entry, "content", None)
    is_own = content is not None and sealing.says_account(content, by.account)
    return Receipt(
        bytes(entry.leaf).decode(),
        position,
        tuple(inclusion_of(position, size=checkpoint.size)),
        _with_cosignatures(note, checkpoint.size),
        tuple(own),
        _told(content, with_actor=is_own) if content and (is_own or _reads_all(entry, by)) else {},
        _subjects(content) if content and is_own else (),
    )


def acted(position: int, *, account: Account) -> bool:
    """Whether the entry is an act of the account."""
    entry = LedgerEntry.objects.select_related("content").filter(position=position).first()
    content: EntryContent | None = getattr(entry, "content", None)
    return content is not None and sealing.says_account(content, account)


def _reads_all(entry: LedgerEntry, by: Acting) -> bool:
    """Whoever installs the system reads no content, though the whole installation is theirs."""
    if entry.action not in RECEIPTED or by.mandate.role == Role.INSTALLATION:
        return False
    return scope.reaches_everything(by.mandate.body, timezone.localdate())


def _told(content: EntryContent, *, with_actor: bool) -> Mapping[str, Told]:
    parts = {
        "actor": Told(content.actor if with_actor else "", bytes(content.actor_salt).hex()),
        "mandate": Told(content.mandate, bytes(content.mandate_salt).hex()),
        "content": Told(content.content, bytes(content.content_salt).hex()),
    }
    return {name: told for name, told in parts.items() if told.text}


def _subjects(content: EntryContent) -> tuple[Told, ...]:
    return tuple(Told(sealing.quoted(subject), salt) for subject, salt in content.subjects if salt)


def _with_cosignatures(note: Note, size: int) -> Note:
    """The note with what witnesses have signed since."""
    lines = Cosignature.objects.filter(checkpoint=size).order_by("pk").values_list("line", flat=True)
    return Note.read(str(note) + "".join(f"{line}\n" for line in lines))


def _no_entry(position: int) -> LiemError:
    return LiemError(
        "ledger.not_found",
        Message(
            f"Nhật ký không có mục {position}. Hãy xem lại số mục trong danh sách.",
            f"The ledger has no entry {position}. Check the number in the list.",
        ),
        {"position": position},
    )
