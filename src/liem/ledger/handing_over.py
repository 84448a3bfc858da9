"""What is handed to another body so that it can keep our checkpoints: each with its proof and the keys to check it by.

One JSON file: {"liem": "ledger-export/1", "origin": …, "keys": [a key as in https://c2sp.org/signed-note, …],
"steps": [{"from": size, "proof": [base64, …], "checkpoint": signed note}, …]}. A step leads from the tree of `from`
entries, by a proof of consistency (RFC 6962, 2.1.2), to that of its checkpoint; sizes grow from step to step.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass

from liem.kernel.errors import LiemError, Message
from liem.ledger.notes import Note, Verifier

FORMAT = "ledger-export/1"
MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Step:
    """From the tree of `old_size` entries to that of the checkpoint in the note."""

    old_size: int
    proof: tuple[bytes, ...]
    note: Note


@dataclass(frozen=True, slots=True)
class Export:
    """The name of the ledger, its keys, and the steps in order of size."""

    origin: str
    verifiers: tuple[Verifier, ...]
    steps: tuple[Step, ...]

    def to_text(self) -> str:
        """The file, as it is handed over."""
        steps = [
            {
                "from": step.old_size,
                "proof": [base64.b64encode(node).decode() for node in step.proof],
                "checkpoint": str(step.note),
            }
            for step in self.steps
        ]
        keys = [str(verifier) for verifier in self.verifiers]
        told = {"liem": FORMAT, "origin": self.origin, "keys": keys, "steps": steps}
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def read_export(text: str) -> Export:
    """Reads `to_text` back. Raises LiemError `ledger.export`, and those of keys and notes."""
    try:
        if len(text) > MOST_BYTES:
            raise _not_an_export()
        told = json.loads(text)
        if told["liem"] != FORMAT or not told["steps"]:
            raise _not_an_export()
        return Export(
            str(told["origin"]),
            tuple(Verifier.read(key) for key in told["keys"]),
            tuple(_step(step) for step in told["steps"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _not_an_export() from error


def read_hashes(encoded: Sequence[str]) -> tuple[bytes, ...]:
    """The hashes of a proof. Raises ValueError where one is no hash."""
    try:
        hashes = tuple(base64.b64decode(one, validate=True) for one in encoded)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    if any(len(one) != 32 for one in hashes):
        raise ValueError("a hash has 32 bytes")
    return hashes


def _step(told: dict[str, object]) -> Step:
    old_size, proof, note = told["from"], told["proof"], told["checkpoint"]
    if not isinstance(old_size, int) or not isinstance(proof, list) or not isinstance(note, str):
        raise TypeError("a step has a size, a proof and a checkpoint")
    return Step(old_size, read_hashes(proof), Note.read(note))


def _not_an_export() -> LiemError:
    return LiemError(
        "ledger.export",
        Message(
            "Tệp này không phải là bản trao điểm chốt của một nhật ký. Hãy xin lại tệp do “liem ledger export” ghi ra.",
            "This file does not hand over the checkpoints of a ledger. Ask for what “liem ledger export” wrote.",
        ),
    )
