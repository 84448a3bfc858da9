"""Erasing what is kept of a person with the entries of the ledger, on a lawful order. The leaves and proofs remain."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from liem.actions.models import EntryContent, Erasure
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.sealing import quoted, without
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message

ACTION = "record.erase_content"
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
    """The position of the entry that tells of it, and how many entries it erased from."""

    entry: int
    entries: int


def erase_content(person: str, *, order: Order, by: Acting) -> Erased:
    """Erases the key of the person, with its salt, from the subjects of every entry, and the content, with its salt, of
    every entry that was about the person or names the key.

    The digests in the leaves stay, and nobody can find out any more what they stood for. The entry that is written
    names the order, not the person. Rows of the record are not touched. Raises LiemError `erasure.no_order` where the
    order is not told in full, `erasure.nothing` where nothing is kept of the person, or the key is no
    person's.
    """

    def gate() -> None:
        if not order.number.strip() or not order.authority.strip():
            raise _no_order()
        if not _people[0](person):
            raise _nothing(person)

    def write(w: Write) -> Erased:
        found = _naming(person)
        if not found:
            raise _nothing(person)
        erased = [
            Erasure(entry_id=w.position, erased_id=content.entry_id, subjects=without(content, person))
            for content in found
        ]
        EntryContent.objects.bulk_update(found, ["content", "content_salt", "subjects"], batch_size=200)
        w.add(erased)
        return Erased(w.position, len(erased))

    content = {"order": order.number, "dated": order.dated.isoformat(), "authority": order.authority}
    return perform(ACTION, by=by, body=None, subjects=[], content=content, write=write, gates=[gate])


def _naming(person: str) -> list[EntryContent]:
    """What is kept with the entries that name the person, except what was erased before."""
    key = quoted(person)
    found: Iterable[EntryContent] = EntryContent.objects.order_by("entry_id").iterator(chunk_size=2000)
    return [one for one in found if key in one.content or any(subject == person for subject, _ in one.subjects)]


def _no_order() -> LiemError:
    return LiemError(
        "erasure.no_order",
        Message(
            "Chỉ được xóa khi có văn bản của cơ quan có thẩm quyền. Hãy ghi đủ số, ngày và cơ quan ban hành.",
            "Erasing needs the paper of a competent authority. Give its number, its day and who issued it.",
        ),
    )


def _nothing(person: str) -> LiemError:
    return LiemError(
        "erasure.nothing",
        Message(
            f"Không mục nào trong nhật ký còn giữ nội dung về mã “{person}”. Hãy kiểm tra lại mã trong hồ sơ.",
            f"No entry of the ledger keeps anything about the code “{person}”. Check the code in the record.",
        ),
    )
