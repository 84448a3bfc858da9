"""What a leaf's digests stand for: canonical texts, each with a fresh salt, and the digests made again from them."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from liem.actions.models import Account, EntryContent, Mandate
from liem.ledger.encoding import SALT_SIZE, Json, canonical, salted_digest


@dataclass(frozen=True, slots=True)
class Digests:
    """The salted digests of one entry; subjects in the order of the leaf."""

    actor: bytes
    mandate: bytes | None
    subjects: tuple[bytes, ...]
    content: bytes


def seal(
    account: Account, mandate: Mandate | None, *, subjects: Collection[str], content: Mapping[str, Json]
) -> EntryContent:
    """The part of an entry that can be erased, not yet tied to an entry."""
    salted = [(subject, secrets.token_bytes(SALT_SIZE)) for subject in set(subjects)]
    salted.sort(key=lambda pair: _subject_digest(*pair))  # sorted digests do not tell who came first
    return EntryContent(
        actor=_text({"account": account.pk, "username": account.username}),
        actor_salt=secrets.token_bytes(SALT_SIZE),
        mandate=_text({"mandate": mandate.identity, "role": mandate.role, "body": mandate.body}) if mandate else "",
        mandate_salt=secrets.token_bytes(SALT_SIZE),
        content=_text(content),
        content_salt=secrets.token_bytes(SALT_SIZE),
        subjects=[[subject, salt.hex()] for subject, salt in salted],
    )


def digests(sealed: EntryContent) -> Digests:
    """The digests of what is stored; raises ValueError or TypeError where salts or subjects have lost their form."""
    return Digests(
        actor=_digest(sealed.actor, sealed.actor_salt),
        mandate=_digest(sealed.mandate, sealed.mandate_salt) if sealed.mandate else None,
        subjects=tuple(_subject_digest(subject, bytes.fromhex(salt)) for subject, salt in sealed.subjects),
        content=_digest(sealed.content, sealed.content_salt),
    )


def _subject_digest(subject: str, salt: bytes) -> bytes:
    return salted_digest(salt, canonical(subject))


def _text(value: Json) -> str:
    return canonical(value).decode()


def _digest(text: str, salt: bytes | memoryview[int]) -> bytes:
    return salted_digest(bytes(salt), text.encode())
