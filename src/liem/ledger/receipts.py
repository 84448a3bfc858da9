"""Receipts: what shows, without database or network, that an entry stands in the ledger that was signed.

A receipt is one JSON object:

| key | value |
| --- | --- |
| `liem` | "receipt/1" |
| `leaf` | the canonical bytes of the leaf, as text |
| `index` | the position of the entry |
| `inclusion` | the audit path (RFC 6962, 2.1.1) from the leaf up: base64 of 32 bytes each |
| `checkpoint` | the signed note (https://c2sp.org/tlog-checkpoint) whose root the path leads to |
| `keys` | public keys that signed it (https://c2sp.org/signed-note), as the writer says; compare them with your own |
| `told` | what the holder may know: `actor`, `mandate`, `content` as {"text", "salt"}, `subjects` as a list of them |

The digest of something told is SHA-256 over the salt and the text; it stands in the leaf. This module imports nothing
that writes.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from liem.kernel.errors import LiemError, Message
from liem.ledger.checkpoints import Checkpoint, read_signed
from liem.ledger.handing_over import read_hashes
from liem.ledger.notes import COSIGNATURE, Note, Verifier
from liem.ledger.tree import leaf_hash, verify_inclusion

FORMAT = "receipt/1"
QR_START = "LIEM1:"
MOST_BYTES = 2_000_000
MOST_HASHES = 64
_SALT = re.compile(r"[0-9a-f]{32}")
_ACTION = re.compile(r"[a-z0-9_.]+")
_AT = re.compile(r"[0-9TZ:.-]+")


@dataclass(frozen=True, slots=True)
class Told:
    """A text that a digest in the leaf stands for, and the salt in hex."""

    text: str
    salt: str

    def digest(self) -> str:
        """Raises ValueError for a salt of another length: then bytes of the text could pass as salt."""
        if not _SALT.fullmatch(self.salt):
            raise ValueError("a salt has 16 bytes")
        return sha256(bytes.fromhex(self.salt) + self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Receipt:
    """See the head of this module. `told` has the keys actor, mandate and content; each may be absent."""

    leaf: str
    index: int
    inclusion: tuple[bytes, ...]
    note: Note
    verifiers: tuple[Verifier, ...]
    told: Mapping[str, Told]
    subjects: tuple[Told, ...] = ()

    def to_text(self) -> str:
        """The receipt as JSON, as it is handed over."""
        return json.dumps(self._as_json(), ensure_ascii=False, indent=1) + "\n"

    def to_qr(self) -> str:
        """The same in letters that a QR code packs well, without what is told and without cosignatures."""
        bare = replace(self, told={}, subjects=(), note=self.note.with_signatures_of(self.verifiers))
        packed = zlib.compress(json.dumps(bare._as_json(), ensure_ascii=False, separators=(",", ":")).encode(), 9)
        return QR_START + base64.b32encode(packed).decode().rstrip("=")

    def _as_json(self) -> dict[str, object]:
        told: dict[str, object] = {name: {"text": one.text, "salt": one.salt} for name, one in self.told.items()}
        if self.subjects:
            told["subjects"] = [{"text": one.text, "salt": one.salt} for one in self.subjects]
        return {
            "liem": FORMAT,
            "leaf": self.leaf,
            "index": self.index,
            "inclusion": [base64.b64encode(node).decode() for node in self.inclusion],
            "checkpoint": str(self.note),
            "keys": [str(verifier) for verifier in self.verifiers],
            "told": told,
        }


@dataclass(frozen=True, slots=True)
class Shown:
    """What a receipt that holds has shown. `says` is the leaf; `is_own_key` says that the key came with the receipt and
    is trusted only as far as that; `witnesses` cosigned."""

    says: Mapping[str, object]
    checkpoint: Checkpoint
    told: Mapping[str, str]
    subjects: tuple[str, ...]
    signers: tuple[Verifier, ...]
    witnesses: tuple[Verifier, ...]
    is_own_key: bool


def read_receipt(text: str) -> Receipt:
    """Reads `to_text` or `to_qr` back. Raises LiemError `receipt.unreadable`, and those of keys and notes."""
    try:
        if len(text) > MOST_BYTES:
            raise _unreadable()
        found = json.loads(_unpacked(text.strip()) if text.strip().startswith(QR_START) else text)
        if found["liem"] != FORMAT or not isinstance(found["index"], int) or not found["leaf"].isascii():
            raise _unreadable()
        told = dict(found["told"])
        subjects = told.pop("subjects", [])
        return Receipt(
            found["leaf"],
            found["index"],
            _hashes(found["inclusion"]),
            Note.read(found["checkpoint"]),
            tuple(Verifier.read(key) for key in found["keys"]),
            {name: _read_told(one) for name, one in told.items()},
            tuple(_read_told(one) for one in subjects),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, zlib.error) as error:
        raise _unreadable() from error


def check_receipt(receipt: Receipt, *, trusted: Sequence[Verifier] = (), witnesses: Sequence[Verifier] = ()) -> Shown:
    """Checks everything that the receipt can show; the first thing that fails is raised.

    Without `trusted` the keys in the receipt itself are taken, which shows no more than that it fits itself. With
    `witnesses` one of them must have cosigned. Raises LiemError `receipt.not_included`, `receipt.told`,
    `receipt.no_witness`, `ledger.unsigned` and `ledger.signature`.
    """
    checkpoint = read_signed(receipt.note, trusted or receipt.verifiers)
    leaf = receipt.leaf.encode()
    if not verify_inclusion(leaf_hash(leaf), index=receipt.index, head=checkpoint.head, proof=receipt.inclusion):
        raise _not_included(receipt.index, checkpoint.origin)
    says = _said(receipt)
    _check_told(receipt, says)
    cosigned = receipt.note.signed_by([one for one in witnesses if one.kind == COSIGNATURE])
    if witnesses and not cosigned:
        raise _no_witness(checkpoint)
    return Shown(
        says,
        checkpoint,
        {name: one.text for name, one in receipt.told.items()},
        tuple(one.text for one in receipt.subjects),
        tuple(receipt.note.signed_by(trusted or receipt.verifiers)),
        tuple(cosigned),
        is_own_key=not trusted,
    )


def _said(receipt: Receipt) -> dict[str, object]:
    try:
        says = json.loads(receipt.leaf)
        is_leaf = says["v"] == 1 and says["position"] == receipt.index and isinstance(says["subjects"], list)
        is_leaf = is_leaf and bool(_ACTION.fullmatch(says["action"]) and _AT.fullmatch(says["at"]))
    except (ValueError, KeyError, TypeError) as error:
        raise _unreadable() from error
    if not is_leaf:
        raise _unreadable()
    return dict(says)


def _check_told(receipt: Receipt, says: Mapping[str, object]) -> None:
    listed = says["subjects"]
    try:
        wrong = [name for name, one in receipt.told.items() if name not in _PARTS or says.get(name) != one.digest()]
        strange = [one for one in receipt.subjects if not isinstance(listed, list) or one.digest() not in listed]
    except ValueError as error:
        raise _unreadable() from error
    if wrong or strange:
        raise _told_otherwise([*wrong, *(["subjects"] if strange else [])])


_PARTS = ("actor", "mandate", "content")


def _unpacked(text: str) -> str:
    packed = text.removeprefix(QR_START)
    unpacker = zlib.decompressobj()
    plain = unpacker.decompress(base64.b32decode(packed + "=" * (-len(packed) % 8)), MOST_BYTES)
    return plain.decode()


def _hashes(encoded: Sequence[str]) -> tuple[bytes, ...]:
    if len(encoded) > MOST_HASHES:
        raise ValueError("no tree is that high")
    return read_hashes(encoded)


def _read_told(one: Mapping[str, object]) -> Told:
    text, salt = one["text"], one["salt"]
    if not isinstance(text, str) or not isinstance(salt, str):
        raise TypeError("what is told is text")
    return Told(text, salt)


def _unreadable() -> LiemError:
    return LiemError(
        "receipt.unreadable",
        Message(
            "Đây không phải là biên nhận của nhật ký, hoặc đã bị sửa hay chép thiếu. Hãy xin lại tệp gốc hoặc quét lại "
            "mã.",
            "This is not a receipt of a ledger, or it was altered or copied in part. Ask for the original file again, "
            "or scan the code again.",
        ),
    )


def _not_included(index: int, origin: str) -> LiemError:
    return LiemError(
        "receipt.not_included",
        Message(
            f"Biên nhận KHÔNG đúng: mục {index} như ghi ở đây không có trong nhật ký {origin} đã ký. Mục hoặc biên "
            "nhận đã bị sửa. Hãy giữ biên nhận và báo cơ quan kiểm tra.",
            f"The receipt does NOT hold: entry {index}, as it stands here, is not in the ledger {origin} that was "
            "signed. The entry or the receipt was altered. Keep the receipt and tell the inspectors.",
        ),
        {"index": index},
    )


def _told_otherwise(parts: Sequence[str]) -> LiemError:
    shown = ", ".join(parts)
    return LiemError(
        "receipt.told",
        Message(
            f"Biên nhận KHÔNG đúng: nội dung kèm theo ({shown}) không phải là nội dung đã ghi vào nhật ký. Hãy giữ "
            "biên nhận và báo cơ quan kiểm tra.",
            f"The receipt does NOT hold: what it tells ({shown}) is not what was entered in the ledger. Keep the "
            "receipt and tell the inspectors.",
        ),
        {"parts": list(parts)},
    )


def _no_witness(checkpoint: Checkpoint) -> LiemError:
    return LiemError(
        "receipt.no_witness",
        Message(
            f"Điểm chốt {checkpoint.head.size} mục chưa có chữ ký của cơ quan làm chứng đã nêu. Hãy xin biên nhận mới "
            "sau khi cơ quan đó đã giữ một điểm chốt.",
            f"The checkpoint of {checkpoint.head.size} entries is not cosigned by the witness named. Ask for a new "
            "receipt once the witness has kept a checkpoint.",
        ),
        {"size": checkpoint.head.size},
    )
