"""Checkpoints: a signed statement of how many entries the ledger had and of the root over them.

The text is that of https://c2sp.org/tlog-checkpoint, without extension lines; the note around it that of
https://c2sp.org/signed-note.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from liem.kernel.errors import LiemError, Message
from liem.ledger.notes import Note, Signer, Verifier
from liem.ledger.tree import Head

_TEXT = re.compile(r"(?P<origin>[^\s+]+)\n(?P<size>0|[1-9][0-9]{0,15})\n(?P<root>[A-Za-z0-9+/]{43}=)\n")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What is signed: the name of the ledger and its head."""

    origin: str
    head: Head

    @classmethod
    def read(cls, text: str) -> Checkpoint:
        """Reads `text` back. Raises LiemError `ledger.checkpoint`."""
        found = _TEXT.fullmatch(text)
        if found is None:
            raise _not_a_checkpoint()
        return cls(found["origin"], Head(int(found["size"]), base64.b64decode(found["root"])))

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.head.size}\n{base64.b64encode(self.head.root).decode()}\n"


def signed(checkpoint: Checkpoint, signers: Iterable[Signer]) -> Note:
    """The note over the checkpoint with the signature of each key."""
    text = checkpoint.text
    return Note(text, tuple(signer.sign(text) for signer in signers))


def read_signed(note: Note, verifiers: Collection[Verifier]) -> Checkpoint:
    """The checkpoint that at least one of the keys signed under the name of the ledger.

    Raises LiemError `ledger.unsigned` where none of them did, `ledger.signature` where a signature is false.
    """
    checkpoint = Checkpoint.read(note.text)
    own = [verifier for verifier in verifiers if verifier.name == checkpoint.origin]
    if not note.signed_by(own):
        raise _unsigned(checkpoint.origin)
    return checkpoint


def _not_a_checkpoint() -> LiemError:
    return LiemError(
        "ledger.checkpoint",
        Message(
            "Nội dung được ký không phải là điểm chốt của một nhật ký. Hãy kiểm tra đã đưa đúng tệp chưa.",
            "What was signed is not the checkpoint of a ledger. Check that this is the right file.",
        ),
    )


def _unsigned(origin: str) -> LiemError:
    return LiemError(
        "ledger.unsigned",
        Message(
            f"Điểm chốt của {origin} không được ký bằng khóa nào mà bạn tin. Hãy lấy khóa trực tiếp từ cơ quan giữ "
            "nhật ký, hoặc báo cơ quan kiểm tra.",
            f"The checkpoint of {origin} is not signed by any key that you trust. Ask whoever keeps the ledger for its "
            "key in person, or tell the inspectors.",
        ),
        {"origin": origin},
    )
