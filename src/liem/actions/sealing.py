"""What a leaf's digests stand for: canonical texts, each with a fresh salt, and the digests made again from them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from liem.actions.models import Account, EntryContent, Mandate
from liem.ledger.encoding import SALT_SIZE, Entry, Json, canonical, salted_digest


@dataclass(frozen=True, slots=True)
class Digests:
    """The salted digests of one entry; subjects in the order of the leaf."""

    actor: bytes
    mandate: bytes | None
    subjects: tuple[bytes, ...]
    content: bytes


@dataclass(frozen=True, slots=True)
class Erased:
    """What an order has taken out of what is kept with a leaf: the content, and the subjects with these numbers."""

    leaf: Entry
    subjects: frozenset[int]


def seal(
    account: Account, mandate: Mandate | None, *, subjects: Collection[str], content: Mapping[str, Json]
) -> EntryContent:
    """The part of an entry that can be erased, not yet tied to an entry."""
    salted = [(subject, secrets.token_bytes(SALT_SIZE)) for subject in set(subjects)]
    salted.sort(key=lambda pair: _subject_digest(*pair))  # sorted digests do not tell who came first
    return EntryContent(
        actor=_actor(account),
        actor_salt=secrets.token_bytes(SALT_SIZE),
        mandate=_text({"mandate": mandate.identity, "role": mandate.role, "body": mandate.body}) if mandate else "",
        mandate_salt=secrets.token_bytes(SALT_SIZE),
        content=_text(content),
        content_salt=secrets.token_bytes(SALT_SIZE),
        subjects=[[subject, salt.hex()] for subject, salt in salted],
    )


def says_account(sealed: EntryContent, account: Account) -> bool:
    """Whether the account is the one that acted."""
    return sealed.actor == _actor(account)


def body_of_mandate(sealed: EntryContent) -> str:
    """The body over which the mandate was held that it was done under; empty where there was none."""
    return str(json.loads(sealed.mandate)["body"]) if sealed.mandate else ""


def without(sealed: EntryContent, subject: str) -> list[int]:
    """Takes the content and one subject, with their salts, out of what is kept; gives the numbers of the subject."""
    numbers = [number for number, (key, _) in enumerate(sealed.subjects) if key == subject]
    sealed.content, sealed.content_salt = "", b""
    sealed.subjects = [["", ""] if key == subject else [key, salt] for key, salt in sealed.subjects]
    return numbers


def quoted(key: str) -> str:
    """The key as it stands in the canonical text of a content."""
    return _text(key)


def digests(sealed: EntryContent, *, erased: Erased | None = None) -> Digests:
    """The digests of what is stored; raises ValueError or TypeError where salts or subjects have lost their form.

    What was erased on order is stood for by the digest in the leaf, provided that nothing is stored in its place.
    """
    if erased is not None:
        return _digests_beside(sealed, erased)
    return Digests(
        actor=_digest(sealed.actor, sealed.actor_salt),
        mandate=_digest(sealed.mandate, sealed.mandate_salt) if sealed.mandate else None,
        subjects=tuple(_subject_digest(subject, bytes.fromhex(salt)) for subject, salt in sealed.subjects),
        content=_digest(sealed.content, sealed.content_salt),
    )


def _digests_beside(sealed: EntryContent, erased: Erased) -> Digests:
    if sealed.content or sealed.content_salt or len(sealed.subjects) != len(erased.leaf.subjects):
        raise ValueError("something is stored in the place of what was erased")
    subjects = []
    for number, ((subject, salt), digest) in enumerate(zip(sealed.subjects, erased.leaf.subjects, strict=True)):
        if number not in erased.subjects:
            subjects.append(_subject_digest(subject, bytes.fromhex(salt)))
        elif subject or salt:
            raise ValueError("something is stored in the place of what was erased")
        else:
            subjects.append(digest)
    return Digests(
        actor=_digest(sealed.actor, sealed.actor_salt),
        mandate=_digest(sealed.mandate, sealed.mandate_salt) if sealed.mandate else None,
        subjects=tuple(subjects),
        content=erased.leaf.content,
    )


def _subject_digest(subject: str, salt: bytes) -> bytes:
    return salted_digest(salt, canonical(subject))


def _actor(account: Account) -> str:
    return _text({"account": account.pk, "username": account.username})


def _text(value: Json) -> str:
    return canonical(value).decode()


def _digest(text: str, salt: bytes | memoryview[int]) -> bytes:
    return salted_digest(bytes(salt), text.encode())
