"""Verifying the law here: somebody reads the original of a pending ground or value, and from then on it counts.

The packs stay as they are shipped; what was verified is kept as rows and laid over them (`law_here`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Literal, TypeVar

from django.utils import timezone

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.kernel.clauses import ClauseAddress
from liem.kernel.errors import LiemError, Message
from liem.kernel.force import InForce
from liem.law.flags import Flag
from liem.law.grounds import Ground, Status, leading_ground
from liem.law.packs import Law
from liem.law.parameters import DatedValue, Parameter, ParameterValue, Unit
from liem.law.reading import Checked
from liem.law.rules import Rule
from liem.ledger.encoding import canonical
from liem.rulebook.book import rule_book
from liem.rulebook.models import Verification
from liem.rulebook.refusals import refuse_wrong_days
from liem.rulebook.written_values import read_value, written_value

ACTION = "rulebook.verify"
Kind = Literal["rule", "flag", "parameter"]
_DIGEST = re.compile(r"[0-9a-f]{64}")
_J = TypeVar("_J", Rule, Flag)


@dataclass(frozen=True, slots=True)
class Pending:
    """A ground or value of the law that waits for somebody to read its original.

    `item` names it (and its wording) when it is verified. `unit` is None for grounds; `value` may be unknown yet.
    """

    kind: Kind
    name: str
    item: str
    title: Message
    clauses: tuple[ClauseAddress, ...]
    in_force: InForce
    source: Message | None
    unit: Unit | None = None
    value: ParameterValue | None = None


@dataclass(frozen=True, slots=True)
class VerifiedHere:
    """Who read which original when, and what it says: a pending item that counts in this installation."""

    kind: Kind
    name: str
    item: str
    clause: ClauseAddress
    checked_on: date
    checked_by: str
    original: str  # SHA-256 of the paper
    in_force: InForce
    value: ParameterValue | None = None

    @property
    def checked(self) -> Checked:
        return Checked(self.checked_by, self.checked_on, _same(f"sha256:{self.original}"))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVerification:
    """What somebody read. `value` is written as in law files, empty where the pending one is right or there is none;
    `original` is the SHA-256 of the paper in hex; `valid_to` the first day on which it no longer holds."""

    item: str
    clause: str
    checked_on: date
    checked_by: str
    original: str
    valid_from: date
    valid_to: date | None = None
    value: str = ""
    reason: str = ""  # needed where it takes the place of an earlier verification of the same item


def law_here(*, known_at: int | None = None) -> Law:
    """The rule book with what was verified here. One query."""
    return with_verifications(rule_book(), verifications(known_at=known_at))


def verifications(*, known_at: int | None = None) -> tuple[VerifiedHere, ...]:
    """What was verified here, as known at a ledger position (None: now). One query."""
    versions = Verification.objects.current() if known_at is None else Verification.objects.known_at(known_at)
    law = rule_book()
    return tuple(_here(row, law) for row in versions.order_by("kind", "name", "valid_from"))


def verified_items(kind: str, name: str) -> tuple[str, ...]:
    """The items of one rule, flag or parameter that were verified here. One query."""
    return tuple(one.item for one in verifications() if (one.kind, one.name) == (kind, name))


def with_verifications(law: Law, verified: Sequence[VerifiedHere]) -> Law:
    """The law in which every pending item that was verified counts. One that is worded differently by now does not."""
    if not verified:
        return law
    items = {one.item: one for one in verified}
    return replace(
        law,
        rules=tuple(_grounded(rule, items) for rule in law.rules),
        flags=tuple(_grounded(flag, items) for flag in law.flags),
        parameters=tuple(_valued(parameter, items) for parameter in law.parameters),
    )


def pending_items(law: Law) -> tuple[Pending, ...]:
    """Everything that waits to be verified, by kind and name."""
    return tuple(_pending_of(law))


def no_longer_fitting(law: Law, verified: Iterable[VerifiedHere]) -> tuple[VerifiedHere, ...]:
    """Verifications of items that the law files no longer hold in that wording: they have to be read again."""
    items = {pending.item for pending in _pending_of(law)}
    return tuple(one for one in verified if one.item not in items)


def verify(new: NewVerification, *, by: Acting) -> Verification:
    """Verifies a pending item in one action for the whole installation.

    Raises `rulebook.unknown_item`, `rulebook.unknown_directive`, `rulebook.incomplete`, `rulebook.unit`,
    `rulebook.days`, `rulebook.outside_instrument` and `rulebook.overlapping`.
    """
    pending = next((one for one in _pending_of(rule_book()) if one.item == new.item), None)
    if pending is None:
        raise _unknown_item(new.item)
    clause = _checked(new, pending)
    row = Verification(
        identity=new.item,
        kind=pending.kind,
        name=pending.name,
        item=new.item,
        value=_value_text(new, pending),
        clause=str(clause),
        checked_on=new.checked_on,
        checked_by=new.checked_by.strip(),
        original=new.original.strip().lower(),
        valid_from=new.valid_from,
        valid_to=new.valid_to,
    )

    def write(written: Write) -> Verification:
        if Verification.objects.current().filter(identity=new.item).exists():
            written.supersede(Verification, [new.item], reason=new.reason)
        return written.add([row])[0]

    return perform(
        ACTION,
        by=by,
        body=None,
        subjects=[],
        content={"kind": pending.kind, "name": pending.name, "clause": row.clause, "original": row.original},
        gates=[lambda: _refuse_overlap(new, pending)],
        write=write,
    )


def withdraw_verification(item: str, *, reason: str, by: Acting) -> None:
    """Takes a verification back: the item is pending again. Raises `actions.not_current` and `actions.no_reason`."""

    def write(written: Write) -> None:
        written.supersede(Verification, [item], reason=reason)

    perform(ACTION, by=by, body=None, subjects=[], content={"withdraws": item}, write=write)


def item_of(owner: Rule | Flag | Parameter, part: Ground | DatedValue) -> str:
    """The digest that names a ground or value with its wording: another condition or source is another item."""
    if isinstance(owner, Parameter):
        assert isinstance(part, DatedValue)
        named = [owner.id, owner.unit, None if part.value is None else str(part.value), str(part.clause)]
    else:
        assert isinstance(part, Ground)
        applies = " ".join(owner.applies.text.split()) if owner.applies else None
        named = [owner.id, owner.about, applies, " ".join(owner.requires.text.split()), *map(str, part.clauses)]
    force = [
        str(part.in_force.starts),
        str(part.in_force.ends),
        part.in_force.pending,
        part.source.en if part.source else None,
    ]
    return sha256(canonical([*named, *force])).hexdigest()


def _same(text: str) -> Message:
    return Message(text, text)


def _pending_of(law: Law) -> Iterator[Pending]:
    for kind, owners in (("rule", law.rules), ("flag", law.flags)):
        for owner in owners:
            for ground in owner.grounds:
                if ground.status is Status.PENDING:
                    yield Pending(
                        kind,  # type: ignore[arg-type]
                        owner.id,
                        item_of(owner, ground),
                        owner.title,
                        ground.clauses,
                        ground.in_force,
                        ground.source,
                    )
    for parameter in law.parameters:
        for dated in parameter.values:
            if dated.status is Status.PENDING:
                yield Pending(
                    "parameter",
                    parameter.id,
                    item_of(parameter, dated),
                    parameter.title,
                    (dated.clause,) if dated.clause else (),
                    dated.in_force,
                    dated.source,
                    parameter.unit,
                    dated.value,
                )


def _here(row: Verification, law: Law) -> VerifiedHere:
    parameter = law.parameter(row.name) if row.kind == "parameter" else None
    return VerifiedHere(
        kind=row.kind,  # type: ignore[arg-type]
        name=row.name,
        item=row.item,
        clause=ClauseAddress.parse(row.clause),
        checked_on=row.checked_on,
        checked_by=row.checked_by,
        original=row.original,
        in_force=InForce(row.valid_from, row.valid_to),
        value=read_value(row.value, parameter.unit) if parameter else None,
    )


def _grounded(owner: _J, items: dict[str, VerifiedHere]) -> _J:
    if all(ground.status is Status.VERIFIED for ground in owner.grounds):
        return owner
    grounds = tuple(_ground(owner, ground, items) for ground in owner.grounds)
    if grounds == owner.grounds:
        return owner
    leading = leading_ground(grounds)
    changed = replace(owner, grounds=grounds, clauses=leading.clauses, in_force=leading.in_force, status=leading.status)
    return replace(changed, checked=leading.checked) if isinstance(changed, Rule) else changed


def _ground(owner: Rule | Flag, ground: Ground, items: dict[str, VerifiedHere]) -> Ground:
    here = items.get(item_of(owner, ground)) if ground.status is Status.PENDING else None
    if here is None:
        return ground
    return Ground((here.clause,), here.in_force, Status.VERIFIED, ground.source, here.checked)


def _valued(parameter: Parameter, items: dict[str, VerifiedHere]) -> Parameter:
    return replace(parameter, values=tuple(_value(parameter, dated, items) for dated in parameter.values))


def _value(parameter: Parameter, dated: DatedValue, items: dict[str, VerifiedHere]) -> DatedValue:
    here = items.get(item_of(parameter, dated)) if dated.status is Status.PENDING else None
    if here is None or here.value is None:
        return dated
    return DatedValue(here.value, here.in_force, here.clause, dated.source, Status.VERIFIED, here.checked)


def _checked(new: NewVerification, pending: Pending) -> ClauseAddress:
    clause = ClauseAddress.parse(new.clause.strip())
    law = rule_book()
    if law.pack(clause.directive) is None and law.instrument(clause.directive) is None:
        raise LiemError(
            "rulebook.unknown_directive",
            Message(
                f"Không có văn bản “{clause.directive}” trong bộ quy tắc. Hãy dùng tên ngắn của văn bản đã có.",
                f"The rule book has no directive “{clause.directive}”. Use the short name of one on file.",
            ),
            {"directive": clause.directive},
        )
    digest = new.original.strip().lower()
    if not new.checked_by.strip() or not _DIGEST.fullmatch(digest) or new.checked_on > timezone.localdate():
        raise LiemError(
            "rulebook.incomplete",
            Message(
                "Xác minh cần họ tên người đã đọc bản gốc, ngày đọc (không ở tương lai) và mã SHA-256 của bản gốc "
                "(64 ký tự hệ mười sáu). Hãy bổ sung.",
                "A verification needs the name of who read the original, the day (not in the future) and the SHA-256 "
                "of the original (64 hexadecimal digits). Complete it.",
            ),
        )
    if pending.unit is not None and read_value(_value_text(new, pending), pending.unit) is None:
        raise LiemError(
            "rulebook.unit",
            Message(
                "Thiếu giá trị, hoặc giá trị không đúng đơn vị. Hãy ghi số, hoặc thời hạn như “5 years”, như bản gốc.",
                "The value is missing or not of the unit. Write the number, or a term such as “5 years”, as the "
                "original has it.",
            ),
            {"value": new.value},
        )
    refuse_wrong_days(new.valid_from, new.valid_to)
    _refuse_outside_instrument(new, clause, law)
    return clause


def _refuse_outside_instrument(new: NewVerification, clause: ClauseAddress, law: Law) -> None:
    instrument = law.instrument(clause.directive)
    if instrument is None or instrument.in_force.starts is None:
        return
    ends = instrument.in_force.ends
    outlives = ends is not None and (new.valid_to is None or new.valid_to > ends)
    if new.valid_from < instrument.in_force.starts or outlives:
        raise LiemError(
            "rulebook.outside_instrument",
            Message(
                f"Thời gian này vượt ra ngoài hiệu lực của {instrument.symbol}. Hãy sửa ngày cho nằm trong đó.",
                f"This time reaches beyond the time in force of {instrument.symbol}. Correct the days.",
            ),
            {"instrument": instrument.short},
        )


def _refuse_overlap(new: NewVerification, pending: Pending) -> None:
    """At most one verified ground or value may hold on a day."""
    law = with_verifications(rule_book(), [one for one in verifications() if one.item != new.item])
    owner = {"rule": law.rule, "flag": law.flag, "parameter": law.parameter}[pending.kind](pending.name)
    parts: Sequence[Ground | DatedValue] = owner.values if isinstance(owner, Parameter) else owner.grounds  # type: ignore[union-attr]
    for part in parts:
        starts, ends = part.in_force.starts, part.in_force.ends
        if part.status is not Status.VERIFIED or starts is None:
            continue
        if (new.valid_to is None or starts < new.valid_to) and (ends is None or new.valid_from < ends):
            raise LiemError(
                "rulebook.overlapping",
                Message(
                    f"Đã có căn cứ đã xác minh hiệu lực từ {starts:%d/%m/%Y}, trùng thời gian này. Hãy sửa ngày.",
                    f"A verified ground in force from {starts:%d/%m/%Y} overlaps with this time. Correct the days.",
                ),
                {"name": pending.name, "from": starts.isoformat()},
            )


def _value_text(new: NewVerification, pending: Pending) -> str:
    if pending.unit is None:
        return ""
    return new.value.strip() or written_value(pending.value)


def _unknown_item(item: str) -> LiemError:
    return LiemError(
        "rulebook.unknown_item",
        Message(
            "Không có căn cứ hay giá trị nào đang chờ xác minh với mã này; có thể bộ quy tắc đã được cập nhật. "
            "Hãy mở lại trang của quy tắc.",
            "No ground or value with this key is waiting to be verified; the rule book may have been updated. "
            "Open the page of the rule again.",
        ),
        {"item": item},
    )
