"""Signed notes and their keys, as https://c2sp.org/signed-note describes them.

Two kinds of signature are known: Ed25519 over the text (0x01), and the timestamped cosignature of a witness (0x04,
https://c2sp.org/tlog-cosignature). Nothing here reads the clock.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from liem.kernel.errors import LiemError, Message

ED25519 = 0x01
COSIGNATURE = 0x04
MOST_BYTES = 65_536  # of a note: nobody signs longer ones here
_NAME = re.compile(r"[^\s+]{1,200}")
_SIGNATURE = re.compile(r"— (?P<name>[^\s+]+) (?P<value>[A-Za-z0-9+/]+={0,2})")
_PRIVATE = "PRIVATE+KEY+"


def is_name(text: str) -> bool:
    """Whether a key, and the ledger or witness that it signs for, can go by that name."""
    return bool(_NAME.fullmatch(text))


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key with the name it signs under and the kind of signature it makes."""

    name: str
    kind: int
    public_key: bytes

    def __post_init__(self) -> None:
        if not is_name(self.name) or self.kind not in {ED25519, COSIGNATURE} or len(self.public_key) != 32:
            raise _not_a_key(self.name)

    @classmethod
    def read(cls, text: str) -> Verifier:
        """Reads `str(verifier)` back. Raises LiemError `ledger.key`."""
        name, key_id, kind, key = _key_parts(text.strip())
        verifier = cls(name, kind, key)
        if verifier.key_id.hex() != key_id:
            raise _not_a_key(name)
        return verifier

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{_base64(bytes([self.kind]) + self.public_key)}"

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell keys of one name apart; no protection against forgery."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public_key).digest()[:4]

    def accepts(self, text: str, signature: bytes) -> bool:
        """Whether the bytes behind the key id are this key's signature of the text."""
        message = text.encode()
        if self.kind == COSIGNATURE:
            message = _cosigned(text, time_of(signature))
            signature = signature[8:]
        try:
            Ed25519PublicKey.from_public_bytes(self.public_key).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key with what others verify it by. `secret` is the seed of 32 bytes and never shown."""

    verifier: Verifier
    secret: bytes

    @classmethod
    def new(cls, name: str, kind: int = ED25519) -> Signer:
        return cls._of(name, kind, Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def read(cls, text: str) -> Signer:
        """Reads `to_text` back. Raises LiemError `ledger.key`."""
        name, key_id, kind, secret = _key_parts(text.strip().removeprefix(_PRIVATE))
        signer = cls._of(name, kind, secret)
        if not text.startswith(_PRIVATE) or signer.verifier.key_id.hex() != key_id:
            raise _not_a_key(name)
        return signer

    @classmethod
    def _of(cls, name: str, kind: int, secret: bytes) -> Signer:
        public = Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()
        return cls(Verifier(name, kind, public), secret)

    def __repr__(self) -> str:
        return f"Signer({self.verifier})"

    def to_text(self) -> str:
        """The private key in one line, for a file that only its owner reads."""
        verifier = self.verifier
        return f"{_PRIVATE}{verifier.name}+{verifier.key_id.hex()}+{_base64(bytes([verifier.kind]) + self.secret)}"

    def sign(self, text: str, *, at: int = 0) -> Signature:
        """The signature of the text; `at`, in seconds since 1970, enters only where a witness cosigns."""
        key = Ed25519PrivateKey.from_private_bytes(self.secret)
        if self.verifier.kind == COSIGNATURE:
            value = at.to_bytes(8, "big") + key.sign(_cosigned(text, at))
        else:
            value = key.sign(text.encode())
        return Signature(self.verifier.name, self.verifier.key_id, value)


@dataclass(frozen=True, slots=True)
class Signature:
    """One line under a note; `value` is what stands behind the key id."""

    name: str
    key_id: bytes
    value: bytes

    def __str__(self) -> str:
        return f"— {self.name} {_base64(self.key_id + self.value)}"

    def is_by(self, verifier: Verifier) -> bool:
        """Whether it names that key; not whether it is genuine."""
        return (self.name, self.key_id) == (verifier.name, verifier.key_id)


@dataclass(frozen=True, slots=True)
class Note:
    """A text that ends in a new line, and the signatures under it."""

    text: str
    signatures: tuple[Signature, ...]

    @classmethod
    def read(cls, note: str) -> Note:
        """Reads `str(note)` back. Raises LiemError `ledger.note`."""
        text, separator, lines = note.rpartition("\n\n")
        found = [_SIGNATURE.fullmatch(line) for line in lines.removesuffix("\n").split("\n")]
        if not separator or not lines.endswith("\n") or len(note) > MOST_BYTES or _has_controls(note):
            raise _not_a_note()
        signatures = []
        for one in found:
            value = _from_base64(one["value"]) if one else None
            if one is None or value is None or len(value) <= 4:
                raise _not_a_note()
            signatures.append(Signature(one["name"], value[:4], value[4:]))
        return cls(f"{text}\n", tuple(signatures))

    def __str__(self) -> str:
        return f"{self.text}\n" + "".join(f"{signature}\n" for signature in self.signatures)

    def signed_by(self, verifiers: Collection[Verifier]) -> list[Verifier]:
        """Those of the keys that signed it. Signatures of other keys say nothing and are passed over.

        Raises LiemError `ledger.signature` where a line names one of the keys and is not its signature.
        """
        signers = []
        for signature in self.signatures:
            for verifier in verifiers:
                if signature.is_by(verifier):
                    if not verifier.accepts(self.text, signature.value):
                        raise _false_signature(verifier)
                    signers.append(verifier)
        return signers

    def with_signature(self, signature: Signature) -> Note:
        return Note(self.text, (*self.signatures, signature))

    def with_signatures_of(self, verifiers: Collection[Verifier]) -> Note:
        """The same note with the signatures of those keys alone."""
        kept = (one for one in self.signatures if any(one.is_by(verifier) for verifier in verifiers))
        return Note(self.text, tuple(kept))


def time_of(signature: bytes) -> int:
    """When a witness cosigned, in seconds since 1970."""
    return int.from_bytes(signature[:8], "big")


def _cosigned(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def _key_parts(text: str) -> tuple[str, str, int, bytes]:
    parts = text.split("+", 2)
    key = _from_base64(parts[2]) if len(parts) == 3 else None
    if key is None or len(key) != 33:
        raise _not_a_key(parts[0])
    return parts[0], parts[1], key[0], key[1:]


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _from_base64(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None


def _has_controls(note: str) -> bool:
    return any(letter < " " and letter != "\n" for letter in note)


def _not_a_key(name: str) -> LiemError:
    return LiemError(
        "ledger.key",
        Message(
            "Đây không phải là một khóa của nhật ký, hoặc đã bị chép thiếu. Hãy xin lại khóa, nguyên một dòng.",
            "This is not a key of a ledger, or part of it is missing. Ask for the key again, as one whole line.",
        ),
        {"name": name},
    )


def _not_a_note() -> LiemError:
    return LiemError(
        "ledger.note",
        Message(
            "Đây không phải là một điểm chốt có ký, hoặc đã bị chép thiếu. Hãy xin lại tệp gốc.",
            "This is not a signed checkpoint, or part of it is missing. Ask for the original file again.",
        ),
    )


def _false_signature(verifier: Verifier) -> LiemError:
    return LiemError(
        "ledger.signature",
        Message(
            f"Chữ ký mang tên khóa {verifier.name} ({verifier.key_id.hex()}) là giả, hoặc nội dung đã bị sửa sau khi "
            "ký. Hãy giữ tệp này làm chứng cứ và báo cơ quan kiểm tra.",
            f"The signature in the name of the key {verifier.name} ({verifier.key_id.hex()}) is false, or the text was "
            "altered after it was signed. Keep this file as evidence and tell the inspectors.",
        ),
        {"name": verifier.name, "key_id": verifier.key_id.hex()},
    )
