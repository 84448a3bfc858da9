"""Whether the packs that bodies have adopted are loaded now, and whether they are still as they were adopted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from liem.kernel.errors import LiemError, Message
from liem.rulebook.book import PACKS_VARIABLE, AdoptedPack, adopted_on, known_law, rule_book

MISSING = "rulebook.pack_missing"


@dataclass(frozen=True, slots=True)
class PacksAtHand:
    """Adoptions in force on a day whose pack is not loaded, and those whose pack reads otherwise than when adopted."""

    missing: tuple[AdoptedPack, ...] = ()
    changed: tuple[AdoptedPack, ...] = ()


def packs_at_hand(day: date, *, known_at: int | None = None) -> PacksAtHand:
    """One query. Of an adoption that says nothing of how its pack read, no change can be told."""
    return at_hand(adopted_on(day, known_at=known_at))


def at_hand(adopted: Sequence[AdoptedPack]) -> PacksAtHand:
    """The same of these adoptions, which are in force on the day."""
    digests = {pack.id: pack.digest for pack in rule_book().packs}
    return PacksAtHand(
        missing=tuple(one for one in adopted if one.pack not in digests),
        changed=tuple(one for one in adopted if one.pack in digests and one.digest not in {"", digests[one.pack]}),
    )


def refuse_missing(at_hand: PacksAtHand, *, name_of: Callable[[str], str]) -> None:
    """Raises `rulebook.pack_missing`: what an adopted pack would find could not be told from what is in order."""
    if not at_hand.missing:
        return
    told = _joined([missing_words(one, name_of) for one in at_hand.missing])
    raise LiemError(
        MISSING,
        Message(
            f"{told.vi}\nChưa rà soát, vì kết quả sẽ thiếu các quy tắc đó. Hãy khôi phục thư mục của bộ và chạy lại "
            f"với {PACKS_VARIABLE}=… nêu thư mục đó, hoặc kết thúc việc áp dụng tại /rules/packs/. Muốn rà soát mà "
            "không có các bộ này: liem audit --without-missing-packs.",
            f"{told.en}\nNothing was audited, for the result would lack those rules. Restore the folder of the pack "
            f"and start again with {PACKS_VARIABLE}=… naming it, or end the adoption on /rules/packs/. To audit "
            "without these packs: liem audit --without-missing-packs.",
        ),
        {"packs": [{"pack": one.pack, "body": one.body} for one in at_hand.missing]},
    )


def warnings(at_hand: PacksAtHand, *, name_of: Callable[[str], str]) -> Iterator[Message]:
    """One sentence for each pack that is not loaded, then for each that has changed."""
    yield from (missing_words(one, name_of) for one in at_hand.missing)
    yield from (changed_words(one) for one in at_hand.changed)


def missing_words(one: AdoptedPack, name_of: Callable[[str], str]) -> Message:
    """That an adopted pack is not loaded, and who applies it."""
    body, since = name_of(one.body), f"{one.since:%d/%m/%Y}"
    return Message(
        f"Bộ quy tắc “{one.pack}” mà {body} áp dụng từ {since} hiện không được nạp.",
        f"The pack “{one.pack}”, which {body} applies since {since}, is not loaded at present.",
    )


def unasked_words(one: AdoptedPack, name_of: Callable[[str], str]) -> Message:
    """What a gate answers for a pack that is not loaded."""
    told = missing_words(one, name_of)
    return Message(
        f"Chưa xác định được: {told.vi} Hãy nạp lại bộ đó rồi khởi động lại Liêm, hoặc kết thúc việc áp dụng tại "
        "/rules/packs/.",
        f"Unknown: {told.en} Load it again and restart Liêm, or end its adoption on /rules/packs/.",
    )


def changed_words(one: AdoptedPack) -> Message:
    """That a pack reads otherwise than when it was adopted."""
    title = next((pack.title for pack in known_law().packs if pack.id == one.pack), Message(one.pack, one.pack))
    since = f"{one.since:%d/%m/%Y}"
    return Message(
        f"Bộ “{title.vi}” đã thay đổi kể từ khi được áp dụng (từ {since}). Hãy áp dụng lại để xác nhận.",
        f"The pack “{title.en}” has changed since it was adopted (from {since}). Adopt it anew to confirm.",
    )


def _joined(messages: Sequence[Message]) -> Message:
    return Message("\n".join(one.vi for one in messages), "\n".join(one.en for one in messages))
