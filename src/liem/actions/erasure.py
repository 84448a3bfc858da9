"""Erasing what is kept of a person, on a lawful order: one account asks, another confirms. Leaves and proofs remain."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeAlias
from uuid import uuid4

from django.utils import timezone

from liem.actions.erasure_refusals import (
    about_oneself,
    already_asked,
    incomplete,
    lapsed,
    not_waiting,
    nothing_kept,
    same_person,
)
from liem.actions.erasure_rows import erase_columns, erase_taken
from liem.actions.erasure_texts import Found, found_of
from liem.actions.filing import file_anew
from liem.actions.models import Account, EntryContent, Erasure, ErasureRequest
from liem.actions.papers import remove
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.sealing import quoted, without
from liem.actions.write import Write
from liem.ledger.encoding import Json

ASK, ACTION = "record.ask_erasure", "record.erase_content"
LAPSES_AFTER = timedelta(days=30)
"""From the day of asking; a request may still be confirmed on the last of these days."""
IsPerson: TypeAlias = Callable[[str], bool]
_people: list[IsPerson] = [lambda key: False]


def register_people(is_person: IsPerson) -> IsPerson:
    """Takes the answer to “is that the code of a person on record?”; gives back the former one. Until then nobody is
    one: an order about a person must not take away what was told of a body, or of everything."""
    former = _people[0]
    _people[0] = is_person
    return former


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The paper that demands it: its number, its day and the authority that issued it."""

    number: str
    dated: date
    authority: str


@dataclass(frozen=True, slots=True)
class Erased:
    """The position of the entry that tells of it, how many entries and how many rows of the record and of cases it
    erased from, how many files of papers are gone, and how many the store could not remove."""

    entry: int
    entries: int
    versions: int = 0
    files: int = 0
    files_left: int = 0


def ask_erasure(person: str, *, order: Order, reason: str, by: Acting, with_record: bool = False) -> ErasureRequest:
    """Asks that what entries keep of the person be erased, `with_record` also the particulars in the record, texts
    about the person in cases, and files of papers. Nothing is erased until another account confirms it.

    Raises LiemError `erasure.incomplete` where order or reason is not told in full, `erasure.nothing` where the key is
    no person's, `erasure.about_oneself`, and `erasure.already_asked` while such a request waits.
    """
    today = timezone.localdate()
    asked = ErasureRequest(
        identity=uuid4().hex,
        person=person,
        number=order.number.strip(),
        dated=order.dated,
        authority=order.authority.strip(),
        with_record=with_record,
        account=by.account,
        mandate=by.mandate.identity,
        asked_on=today,
        reason=reason.strip(),
    )

    def gate() -> None:
        if not (asked.number and asked.authority and asked.reason):
            raise incomplete()
        if not _people[0](person):
            raise nothing_kept(person)
        if by.account.person == person:
            raise about_oneself()
        if any(one.person == person for one in waiting(on=today)):
            raise already_asked()

    content = _order_told(asked)
    return perform(
        ASK, by=by, body=None, subjects=[person], content=content, write=lambda w: w.add([asked])[0], gates=[gate]
    )


def waiting(*, on: date) -> list[ErasureRequest]:
    """The requests that can be confirmed on the day, the oldest first."""
    found = ErasureRequest.objects.current().filter(asked_on__gte=on - LAPSES_AFTER)
    return list(found.select_related("account").order_by("known_from"))


def erase_content(request: str, *, by: Acting) -> Erased:
    """Confirms the request of another account and erases: the key of the person, with its salt, from the subjects of
    every entry, and the content, with its salt, of every entry that was about the person or names the key; where it was
    asked for, also what `erasure_texts.found_of` finds of the person, and the files of papers.

    The digests in the leaves stay, and nobody can find out any more what they stood for. The entry that is written
    names the order, not the person. Raises LiemError `erasure.not_waiting`, `erasure.lapsed`, `erasure.same_person`,
    `erasure.about_oneself`, and `erasure.nothing` where nothing is kept of the person.
    """
    asked = current_request(request)
    looked_at = time.time()

    def write(w: Write) -> tuple[Erased, Found]:
        entries, found = entries_naming(asked.person), looked_up(asked)
        erase_taken(w, found.taken)
        _erase_contents(entries, asked.person, w)
        _close_requests(asked.person, w)
        return Erased(w.position, len(entries), len(found.taken)), found

    gates = [lambda: refuse_confirming(asked, by)]
    done, found = perform(ACTION, by=by, body=None, subjects=[], content=_order_told(asked), write=write, gates=gates)
    # A file is gone for good, so it goes once nothing can be undone any more. What is left then is swept away later.
    left = remove(found.files, before=looked_at)
    return replace(done, files=len(found.files) - len(left), files_left=len(left))


def refuse_confirming(asked: ErasureRequest, by: Acting) -> None:
    """Raises what stands in the way of this account's confirming it today; see `erase_content`."""
    if timezone.localdate() > asked.asked_on + LAPSES_AFTER:
        raise lapsed(asked.asked_on + LAPSES_AFTER)
    if _is_same(asked, by):
        raise same_person()
    if by.account.person == asked.person:
        raise about_oneself()
    if not _people[0](asked.person):
        raise nothing_kept(asked.person)


def current_request(request: str) -> ErasureRequest:
    """The request, while it waits. Raises LiemError `erasure.not_waiting`."""
    found = ErasureRequest.objects.current().filter(identity=request).select_related("account").first()
    if found is None:
        raise not_waiting(request)
    return found


def looked_up(asked: ErasureRequest) -> Found:
    """What goes from the record, from cases and from the store of papers; nothing where that was not asked for."""
    return found_of(asked.person) if asked.with_record else Found()


def entries_naming(person: str) -> list[EntryContent]:
    """What is kept with the entries that name the person, except what was erased before."""
    key = quoted(person)
    found: Iterable[EntryContent] = EntryContent.objects.order_by("entry_id").iterator(chunk_size=2000)
    return [one for one in found if key in one.content or any(subject == person for subject, _ in one.subjects)]


def _erase_contents(contents: list[EntryContent], person: str, w: Write) -> None:
    told = [
        Erasure(entry_id=w.position, erased_id=content.entry_id, subjects=without(content, person))
        for content in contents
    ]
    EntryContent.objects.bulk_update(contents, ["content", "content_salt", "subjects"], batch_size=200)
    file_anew(contents)
    w.add(told)


def _order_told(asked: ErasureRequest) -> dict[str, Json]:
    return {
        "request": asked.identity,
        "order": asked.number,
        "dated": asked.dated.isoformat(),
        "authority": asked.authority,
        "with_record": asked.with_record,
    }


def _is_same(asked: ErasureRequest, by: Acting) -> bool:
    """Whether the one who confirms is the one who asked: the account, the mandate, or whoever stands behind both."""
    return asked.mandate == by.mandate.identity or asked.account_id == by.account.pk or _one(asked.account, by.account)


def _one(some: Account, other: Account) -> bool:
    """Accounts of one official cannot be two; people have accounts under one name or one address."""
    return any(
        getattr(some, name).strip().casefold() == getattr(other, name).strip().casefold() != ""
        for name in ("full_name", "email")
    )


def _close_requests(person: str, w: Write) -> None:
    """What was asked for is done: no request about the person waits any longer, and none says who it was."""
    of_person = ErasureRequest.objects.filter(person=person)
    w.supersede(ErasureRequest, of_person.current().values_list("identity", flat=True), reason="confirmed")
    erase_columns(w, list(of_person), {"person": ""})
