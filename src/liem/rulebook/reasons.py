"""Why something of the law holds for a body on a day, or why not: the parts of the answer, and the answer in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from liem.kernel.clauses import ClauseAddress
from liem.kernel.errors import Message
from liem.law.grounds import Ground
from liem.law.instruments import Instrument
from liem.law.packs import Pack
from liem.law.parameters import Parameter, ParameterValue
from liem.rulebook.book import AdoptedPack
from liem.rulebook.values import OwnValue
from liem.rulebook.verification import VerifiedHere
from liem.rulebook.written_values import written_value

Kind = Literal["rule", "target", "flag", "parameter"]
WHOLE_TEXT = "toan_van"  # the path of a clause where the article is not known
_SHOWN = 12  # of the 64 digits of a digest


class State(StrEnum):
    """Whether it holds, and if not, why."""

    IN_FORCE = "in_force"
    LAPSED = "lapsed"  # its verified ground ended, nobody verified the successor: “law not verified”
    UNVERIFIED_VALUE = "unverified_value"  # its ground holds, but nobody has verified a value that it uses
    SWITCHED_OFF = "switched_off"  # a hypothesis that was never verified, or waits for an instrument
    NOT_YET = "not_yet"
    NO_LONGER = "no_longer"
    NOT_ADOPTED = "not_adopted"  # in force, but no body in this line applies its pack


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something holds for `body` on `day`, or why not.

    `ground` is the one that counts, else the one that explains best why none does. `unverified_values` are those that
    it uses and nobody has verified. `verified_here` says who read its
    original here; `replaced` and `replaced_by` are the instruments before and after its own; `adopted` the adoption by
    which its pack binds the body. For parameters `value` holds here, `in_law` in the law, `own` is who set another.
    """

    kind: Kind
    name: str
    title: Message
    body: str
    day: date
    state: State
    ground: Ground
    pack: Pack
    verified_here: VerifiedHere | None = None
    instrument: Instrument | None = None
    replaced: tuple[Instrument, ...] = ()
    replaced_by: tuple[Instrument, ...] = ()
    adopted: AdoptedPack | None = None
    value: ParameterValue | None = None
    in_law: ParameterValue | None = None
    own: OwnValue | None = None
    unverified_values: tuple[Parameter, ...] = ()

    @property
    def holds(self) -> bool:
        return self.state is State.IN_FORCE

    def sentences(self, name_of: Callable[[str], str] = str) -> tuple[Message, ...]:
        """The answer in words, one sentence for each part; `name_of` gives the name of a body."""
        return tuple(_sentences(self, name_of))


_MAKERS = Message("Nhóm soạn Liêm", "The makers of Liêm")


def _sentences(reason: Reason, name_of: Callable[[str], str]) -> Iterator[Message]:
    yield _state(reason)
    yield from _instruments(reason)
    yield from _checked(reason)
    if reason.adopted is not None:
        yield _adopted(reason.adopted, name_of)
    if reason.kind == "parameter" and reason.value is not None:
        yield _value(reason, name_of)


def _state(reason: Reason) -> Message:  # noqa: PLR0911 - one sentence a state
    day, text, force = f"{reason.day:%d/%m/%Y}", _ground_words(reason), reason.ground.in_force
    starts = f"{force.starts:%d/%m/%Y}" if force.starts else ""
    ends = f"{force.ends:%d/%m/%Y}" if force.ends else ""
    match reason.state:
        case State.IN_FORCE:
            return Message(
                f"Ngày {day} có hiệu lực, căn cứ {text.vi}, từ {starts}" + (f" đến trước {ends}." if ends else "."),
                f"In force on {day}, resting on {text.en}, from {starts}" + (f" until before {ends}." if ends else "."),
            )
        case State.LAPSED:
            return Message(
                f"Ngày {day} luật chưa được xác minh: căn cứ cũ đã hết hiệu lực, và nội dung này chưa được đối chiếu "
                f"với {text.vi}. Kết luận là chưa biết cho đến khi có người xác minh.",
                f"On {day} the law is not verified: the former ground has ended, and this has not been held against "
                f"{text.en}. The verdict is unknown until somebody verifies it.",
            )
        case State.UNVERIFIED_VALUE:
            return _needs_values(reason)
        case State.SWITCHED_OFF if force.pending:
            return Message(
                f"Ngày {day} chưa áp dụng: còn chờ {force.pending}.",
                f"Not applied on {day}: it waits for {force.pending}.",
            )
        case State.SWITCHED_OFF:
            return Message(
                f"Ngày {day} chưa được dùng: nội dung này chưa được đối chiếu với {text.vi}.",
                f"Not used on {day}: this has not been held against {text.en}.",
            )
        case State.NOT_YET:
            since = reason.pack.in_force.starts if force.covers(reason.day) else force.starts
            first = f"{since:%d/%m/%Y}" if since else "?"
            return Message(
                f"Ngày {day} chưa có hiệu lực: {text.vi} bắt đầu từ {first}.",
                f"Not yet in force on {day}: {text.en} begins on {first}.",
            )
        case State.NO_LONGER:
            until = reason.pack.in_force.ends if force.covers(reason.day) else force.ends
            last = f"{until:%d/%m/%Y}" if until else "?"
            return Message(
                f"Ngày {day} không còn hiệu lực: {text.vi} hết hiệu lực từ {last}.",
                f"No longer in force on {day}: {text.en} ended on {last}.",
            )
        case State.NOT_ADOPTED:
            return Message(
                f"Ngày {day} có hiệu lực theo {text.vi}, nhưng từ đây trở lên không tổ chức nào áp dụng bộ này.",
                f"{text.en} is in force on {day}, but no body in this line applies its pack.",
            )


def _needs_values(reason: Reason) -> Message:
    titles = [parameter.title for parameter in reason.unverified_values]
    vi, en = ", ".join(f"“{title.vi}”" for title in titles), ", ".join(f"“{title.en}”" for title in titles)
    count, values = len(titles), "unverified value" if len(titles) == 1 else "unverified values"
    return Message(
        f"Ngày {reason.day:%d/%m/%Y} chưa có hiệu lực: còn dùng {count} giá trị chưa xác minh: {vi}. "
        "Xác minh tiếp thì mới có hiệu lực.",
        f"Not in force on {reason.day:%d/%m/%Y}: it still uses {count} {values}: {en}. "
        "It takes effect once every value is verified too.",
    )


def _instruments(reason: Reason) -> Iterator[Message]:
    if reason.instrument is None:
        return
    here = reason.instrument.symbol
    for old in reason.replaced:
        until = f" ({old.in_force.ends:%d/%m/%Y})" if old.in_force.ends else ""
        yield Message(f"{here} thay thế {old.symbol}{until}.", f"{here} replaced {old.symbol}{until}.")
    for later in reason.replaced_by:
        since = later.in_force.starts
        vi, en = (f" từ {since:%d/%m/%Y}", f" from {since:%d/%m/%Y}") if since else ("", "")
        yield Message(f"{here} được thay thế bằng {later.symbol}{vi}.", f"{here} is replaced by {later.symbol}{en}.")


def _checked(reason: Reason) -> Iterator[Message]:
    here, checked = reason.verified_here, reason.ground.checked
    if here is not None:
        digest = here.original[:_SHOWN]
        yield Message(
            f"Xác minh tại đây: {here.checked_by} đọc bản gốc ngày {here.checked_on:%d/%m/%Y} "
            f"(SHA-256 bắt đầu bằng {digest}).",
            f"Verified here: {here.checked_by} read the original on {here.checked_on:%d/%m/%Y} "
            f"(SHA-256 beginning with {digest}).",
        )
    elif checked is not None:
        by = _MAKERS if checked.by == "Liêm" else Message(checked.by, checked.by)
        yield Message(
            f"{by.vi} đối chiếu ngày {checked.on:%d/%m/%Y} với: {checked.against.vi}.",
            f"{by.en} checked it on {checked.on:%d/%m/%Y} against: {checked.against.en}.",
        )
    elif reason.ground.source:
        source = reason.ground.source
        yield Message(f"Nguồn chưa xác minh: {_whole(source.vi)}", f"Unverified source: {_whole(source.en)}")


def _whole(sentence: str) -> str:
    return sentence if sentence.endswith(".") else f"{sentence}."


def _adopted(adopted: AdoptedPack, name_of: Callable[[str], str]) -> Message:
    vi, en = (f" theo {adopted.decision}", f" by {adopted.decision}") if adopted.decision else ("", "")
    name, since = name_of(adopted.body), f"{adopted.since:%d/%m/%Y}"
    return Message(
        f"{name} áp dụng cho mình và các tổ chức bên dưới từ {since}{vi}.",
        f"{name} applies it, for itself and everything under it, since {since}{en}.",
    )


def _value(reason: Reason, name_of: Callable[[str], str]) -> Message:
    value, in_law, own = written_value(reason.value), written_value(reason.in_law), reason.own
    if own is None:
        return Message(f"Giá trị áp dụng: {value}, như luật quy định.", f"The value is {value}, as the law has it.")
    return Message(
        f"Giá trị áp dụng: {value}, do {name_of(own.body)} đặt từ {own.since:%d/%m/%Y} "
        f"({own.decision}, {own.clause}); luật quy định {in_law}.",
        f"The value is {value}, set by {name_of(own.body)} from {own.since:%d/%m/%Y} "
        f"({own.decision}, {own.clause}); the law has {in_law}.",
    )


def _ground_words(reason: Reason) -> Message:
    """The clause and the text it stands in, as people cite them."""
    clause: ClauseAddress | None = next(iter(reason.ground.clauses), None)
    if clause is None:
        return Message("văn bản quy định", "the text that lays it down")
    if reason.instrument is not None:
        text = f"{reason.instrument.symbol} ({reason.instrument.issuer}, {reason.instrument.dated:%d/%m/%Y})"
        vi = en = text
    else:
        title = reason.pack.short_title or reason.pack.title
        vi, en = title.vi, title.en
    if clause.path == WHOLE_TEXT:
        return Message(vi, en)
    place = _place(clause.path)
    return Message(f"{place.vi}, {vi}", f"{place.en}, {en}")


def _place(path: str) -> Message:
    """`5/p2` as people cite it: “mục 5, đoạn 2”."""
    label, *parts = path.split("/")
    said = [_part(part) for part in parts]
    first = [Message(f"mục {label}", f"item {label}")] if label else []
    words = [*first, *said]
    return Message(", ".join(one.vi for one in words), ", ".join(one.en for one in words))


def _part(part: str) -> Message:
    kind, number = part.rstrip("0123456789"), part.lstrip("abcdefghijklmnopqrstuvwxyz")
    match kind:
        case "b":
            return Message(f"gạch đầu dòng {number}", f"bullet {number}")
        case "p":
            return Message(f"đoạn {number}", f"paragraph {number}")
        case _:
            return Message("đoạn cuối", "last paragraph")
