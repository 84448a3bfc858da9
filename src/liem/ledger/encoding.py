"""The leaf of an entry: canonical JSON (RFC 8785) in which people and content stand only as salted digests.

The encoding is final. Bytes are made once, when the entry is written, and stored; nothing re-makes them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

import rfc8785

from liem.kernel.errors import LiemError, Message

LEAF_VERSION = 1
SALT_SIZE = 16
DIGEST_SIZE = 32
Json: TypeAlias = bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"] | None

_ACTION = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+")
_COUNT = "(?:0|[1-9][0-9]{0,15})"
_DIGEST = "[0-9a-f]{64}"
# A leaf has no free text, so its canonical form is a regular language: one pattern is the strict reader.
_LEAF = re.compile(
    rf'\{{"action":"(?P<action>{_ACTION.pattern})"'
    rf',"actor":"(?P<actor>{_DIGEST})"'
    r',"at":"(?P<at>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6})Z"'
    rf',"content":"(?P<content>{_DIGEST})"'
    rf',"mandate":(?:null|"(?P<mandate>{_DIGEST})")'
    rf',"position":(?P<position>{_COUNT})'
    rf',"rows":\{{"count":(?P<row_count>{_COUNT}),"root":"(?P<row_root>{_DIGEST})"\}}'
    rf',"subjects":\[(?P<subjects>(?:"{_DIGEST}"(?:,"{_DIGEST}")*)?)\]'
    rf',"v":{LEAF_VERSION}\}}'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a leaf says. Digests are 32 bytes; `subjects` is sorted; `at` is in UTC; `mandate` is None only for the
    first entry of an installation, when nobody holds a mandate yet."""

    position: int
    at: datetime
    action: str
    actor: bytes
    mandate: bytes | None
    subjects: tuple[bytes, ...]
    content: bytes
    row_count: int
    row_root: bytes

    def __post_init__(self) -> None:
        digests = [self.actor, self.content, self.row_root, *self.subjects]
        if self.mandate is not None:
            digests.append(self.mandate)
        if (
            not 0 <= self.position < 2**53
            or not 0 <= self.row_count < 2**53
            or self.at.utcoffset() != timedelta(0)
            or not _ACTION.fullmatch(self.action)
            or any(len(digest) != DIGEST_SIZE for digest in digests)
            or list(self.subjects) != sorted(self.subjects)
        ):
            raise _not_a_leaf(self.position)


def canonical(value: Json) -> bytes:
    """The RFC 8785 bytes of `value`. Raises rfc8785.CanonicalizationError (a ValueError) for what JSON cannot carry."""
    if not _is_simple(value):
        return rfc8785.dumps(value)
    try:
        return _sorted_json(value).encode()
    except UnicodeEncodeError:  # half a character: the library says so in its own way
        return rfc8785.dumps(value)


_LARGEST = 2**53 - 1
_sorted_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def _is_simple(value: object) -> bool:
    """Whether the standard encoder, which is five times quicker, writes the same bytes: numbers that are not whole, or
    too large, and names whose order depends on their encoding are left to the library."""
    kind = type(value)
    if kind is dict:
        named: dict[object, object] = value  # type: ignore[assignment]
        return all(type(name) is str and name.isascii() for name in named) and all(map(_is_simple, named.values()))
    if kind is list or kind is tuple:
        return all(map(_is_simple, value))  # type: ignore[call-overload]
    if kind is int:
        return -_LARGEST <= value <= _LARGEST  # type: ignore[operator]
    return value is None or kind is bool or isinstance(value, str)


def salted_digest(salt: bytes, value: bytes) -> bytes:
    """SHA-256 of the 16-byte salt followed by the canonical bytes of the value: 32 bytes."""
    if len(salt) != SALT_SIZE:
        raise ValueError(f"a salt has {SALT_SIZE} bytes, not {len(salt)}")
    return hashlib.sha256(salt + value).digest()


def leaf_bytes(entry: Entry) -> bytes:
    """The canonical bytes that are hashed into the tree and stored."""
    return canonical(
        {
            "v": LEAF_VERSION,
            "position": entry.position,
            "at": entry.at.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z",
            "action": entry.action,
            "actor": entry.actor.hex(),
            "mandate": None if entry.mandate is None else entry.mandate.hex(),
            "subjects": [subject.hex() for subject in entry.subjects],
            "content": entry.content.hex(),
            "rows": {"count": entry.row_count, "root": entry.row_root.hex()},
        }
    )


def parse_leaf(leaf: bytes) -> Entry:
    """Reads canonical leaf bytes back; anything else, however slightly different, is refused (`ledger.leaf`)."""
    found = _LEAF.fullmatch(leaf.decode("ascii", errors="replace"))
    if found is None:
        raise _not_a_leaf(None)
    mandate = found["mandate"]
    try:
        at = datetime.fromisoformat(found["at"]).replace(tzinfo=UTC)
    except ValueError as error:
        raise _not_a_leaf(None) from error
    return Entry(
        position=int(found["position"]),
        at=at,
        action=found["action"],
        actor=bytes.fromhex(found["actor"]),
        mandate=None if mandate is None else bytes.fromhex(mandate),
        subjects=tuple(bytes.fromhex(subject) for subject in json.loads(f"[{found['subjects']}]")),
        content=bytes.fromhex(found["content"]),
        row_count=int(found["row_count"]),
        row_root=bytes.fromhex(found["row_root"]),
    )


def leaf_position(leaf: bytes) -> int | None:
    """The position that a leaf says it has, or None where the bytes have not the shape of a leaf."""
    found = _LEAF.fullmatch(leaf.decode("ascii", errors="replace"))
    return None if found is None else int(found["position"])


def says_position(leaf: bytes, position: int) -> bool:
    """Whether bytes that lead to the head say that position: ten times quicker than reading them strictly."""
    return b'"position":%d,' % position in leaf


def _not_a_leaf(position: int | None) -> LiemError:
    return LiemError(
        "ledger.leaf",
        Message(
            "Nội dung này không phải là một mục nhật ký hợp lệ. Hãy chạy “liem ledger verify” để tìm mục bị sửa.",
            "This is not a valid ledger entry. Run “liem ledger verify” to find the entry that was altered.",
        ),
        {"position": position},
    )
