"""Verifying the law here: somebody reads the original of a pending ground or value, and from then on it counts.

The packs stay as they are shipped; what was verified is kept as rows and laid over them (`law_here`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils import timezone

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.kernel.clauses import ClauseAddress
from liem.kernel.errors import LiemError, Message
from liem.kernel.force import InForce
from liem.law.grounds import Ground, Status
from liem.law.packs import Law
from liem.law.parameters import DatedValue, Parameter
from liem.law.procedures.reading import refuse_two_at_once
from liem.law.source import Problems
from liem.rulebook.book import is_readable, rule_book
from liem.rulebook.models import Verification
from liem.rulebook.pending import Kind, Pending, item_of, pending_items
from liem.rulebook.refusals import refuse_wrong_days
from liem.rulebook.verified import VerifiedHere, no_longer_fitting, verified_procedure, with_verifications
from liem.rulebook.written_values import read_value, written_value

__all__ = [
    "ACTION",
    "Kind",
    "NewVerification",
    "Pending",
    "VerifiedHere",
    "item_of",
    "law_here",
    "law_in_force_with",
    "law_with",
    "no_longer_fitting",
    "pending_items",
    "verifications",
    "verified_items",
    "verified_procedure",
    "verify",
    "with_verifications",
    "withdraw_verification",
]
ACTION = "rulebook.verify"
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVerification:
    """What somebody read. `value` is written as in law files, empty where the pending one is right or there is none;
    `original` is the SHA-256 of the paper in hex; `valid_to` the first day on which it no longer holds. Of
    holidays, `clause` is the number of the notice. What has no time in force of its own is given none."""

    item: str
    clause: str
    checked_on: date
    checked_by: str
    original: str
    valid_from: date | None = None
    valid_to: date | None = None
    value: str = ""
    reason: str = ""  # needed where it takes the place of an earlier verification of the same item


def law_here(*, known_at: int | None = None) -> Law:
    """The rule book with what was verified here. One query."""
    return law_with(verifications(known_at=known_at))


def law_with(verified: tuple[VerifiedHere, ...]) -> Law:
    """The rule book with these verifications; the last ones are kept."""
    return _laid_over(verified, _read_as())


def law_in_force_with(verified: tuple[VerifiedHere, ...], day: date) -> Law:
    """The same as it is in force on the day."""
    return _in_force(verified, _read_as(), day)


def _read_as() -> tuple[str, ...]:
    """Which rule book this process has read."""
    return tuple(pack.digest for pack in rule_book().packs)


@lru_cache(maxsize=4)
def _laid_over(verified: tuple[VerifiedHere, ...], _read: tuple[str, ...]) -> Law:
    return with_verifications(rule_book(), verified)


@lru_cache(maxsize=16)
def _in_force(verified: tuple[VerifiedHere, ...], read: tuple[str, ...], day: date) -> Law:
    return _laid_over(verified, read).in_force(day)


def verifications(*, known_at: int | None = None) -> tuple[VerifiedHere, ...]:
    """What was verified here, as known at a ledger position (None: now). One query."""
    versions = Verification.objects.current() if known_at is None else Verification.objects.known_at(known_at)
    law = rule_book()
    return tuple(_here(row, law) for row in versions.order_by("kind", "name", "valid_from"))


def verified_here() -> tuple[VerifiedHere, ...]:
    """The same as known now; nothing where the rule book cannot be used. One query at most."""
    return verifications() if is_readable() else ()


def verified_items(kind: str, name: str) -> tuple[str, ...]:
    """The items of one rule, flag or parameter that were verified here. One query."""
    return tuple(one.item for one in verifications() if (one.kind, one.name) == (kind, name))


def verify(new: NewVerification, *, by: Acting) -> Verification:
    """Verifies a pending item in one action for the whole installation.

    Raises `rulebook.unknown_item`, `rulebook.unknown_directive`, `rulebook.incomplete`, `rulebook.unit`,
    `rulebook.no_notice`, `rulebook.days`, `rulebook.outside_instrument`, `rulebook.overlapping` and
    `rulebook.two_procedures`.
    """
    pending = next((one for one in pending_items(rule_book()) if one.item == new.item), None)
    if pending is None:
        raise _unknown_item(new.item)
    paper, in_force = _checked(new, pending), _time_in_force(new, pending)
    row = Verification(
        identity=new.item,
        kind=pending.kind,
        name=pending.name,
        item=new.item,
        value=_value_text(new, pending),
        clause=paper,
        checked_on=new.checked_on,
        checked_by=new.checked_by.strip(),
        original=new.original.strip().lower(),
        valid_from=in_force.starts or new.checked_on,
        valid_to=in_force.ends if in_force.starts else None,
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
        gates=[lambda: _refuse_overlap(_here(row, rule_book()), pending)],
        write=write,
    )


def withdraw_verification(item: str, *, reason: str, by: Acting) -> None:
    """Takes a verification back: the item is pending again. Raises `actions.not_current` and `actions.no_reason`."""

    def write(written: Write) -> None:
        written.supersede(Verification, [item], reason=reason)

    perform(ACTION, by=by, body=None, subjects=[], content={"withdraws": item}, write=write)


def _here(row: Verification, law: Law) -> VerifiedHere:
    parameter = law.parameter(row.name) if row.kind == "parameter" else None
    return VerifiedHere(
        kind=row.kind,  # type: ignore[arg-type]
        name=row.name,
        item=row.item,
        clause=None if row.kind == "holidays" else ClauseAddress.parse(row.clause),
        checked_on=row.checked_on,
        checked_by=row.checked_by,
        original=row.original,
        in_force=InForce(row.valid_from, row.valid_to),
        value=read_value(row.value, parameter.unit) if parameter else None,
        paper=row.clause,
    )


def _checked(new: NewVerification, pending: Pending) -> str:
    """The clause, or the notice of a year of holidays, as it is kept."""
    paper = _notice(new) if pending.kind == "holidays" else str(_clause(new))
    digest = new.original.strip().lower()
    if not new.checked_by.strip() or not _DIGEST.fullmatch(digest) or new.checked_on > timezone.localdate():
        raise _incomplete()
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
    return paper


def _notice(new: NewVerification) -> str:
    if not new.clause.strip():
        raise _no_notice()
    return new.clause.strip()


def _clause(new: NewVerification) -> ClauseAddress:
    clause, law = ClauseAddress.parse(new.clause.strip()), rule_book()
    if law.pack(clause.directive) is None and law.instrument(clause.directive) is None:
        raise LiemError(
            "rulebook.unknown_directive",
            Message(
                f"Không có văn bản “{clause.directive}” trong bộ quy tắc. Hãy dùng tên ngắn của văn bản đã có.",
                f"The rule book has no directive “{clause.directive}”. Use the short name of one on file.",
            ),
            {"directive": clause.directive},
        )
    return clause


def _time_in_force(new: NewVerification, pending: Pending) -> InForce:
    """That of the original; of what has none of its own, that of what it is a part of."""
    if not pending.is_dated:
        return pending.in_force
    if new.valid_from is None:
        raise _incomplete()
    refuse_wrong_days(new.valid_from, new.valid_to)
    in_force = InForce(new.valid_from, new.valid_to)
    _refuse_outside_instrument(in_force, ClauseAddress.parse(new.clause.strip()), rule_book())
    return in_force


def _refuse_outside_instrument(given: InForce, clause: ClauseAddress, law: Law) -> None:
    instrument = law.instrument(clause.directive)
    if instrument is None or instrument.in_force.starts is None:
        return
    ends = instrument.in_force.ends
    outlives = ends is not None and (given.ends is None or given.ends > ends)
    if given.starts is None or given.starts < instrument.in_force.starts or outlives:
        raise LiemError(
            "rulebook.outside_instrument",
            Message(
                f"Thời gian này vượt ra ngoài hiệu lực của {instrument.symbol}. Hãy sửa ngày cho nằm trong đó.",
                f"This time reaches beyond the time in force of {instrument.symbol}. Correct the days.",
            ),
            {"instrument": instrument.short},
        )


def _refuse_overlap(new: VerifiedHere, pending: Pending) -> None:
    """At most one verified ground or value may hold on a day, and one procedure of a kind."""
    others = [one for one in verifications() if one.item != new.item]
    if not pending.is_dated:
        return
    for part in _parts_of(with_verifications(rule_book(), others), pending):
        starts = part.in_force.starts
        if part.status is Status.VERIFIED and starts is not None and _meet(part.in_force, new.in_force):
            raise _overlapping(pending.name, starts)
    if pending.kind != "procedure":
        return
    problems = Problems()
    refuse_two_at_once(with_verifications(rule_book(), [*others, new]).procedures, problems)
    if problems.found:  # what the files may not hold is not brought about here either
        raise LiemError("rulebook.two_procedures", problems.found[0].message)


def _parts_of(law: Law, pending: Pending) -> Sequence[Ground | DatedValue]:
    finders = {"rule": law.rule, "flag": law.flag, "parameter": law.parameter, "procedure": law.procedure}
    owner = finders[pending.kind](pending.name)
    return owner.values if isinstance(owner, Parameter) else owner.grounds if owner else ()


def _meet(one: InForce, other: InForce) -> bool:
    first, second = sorted((one, other), key=lambda force: force.starts or date.min)
    return first.ends is None or second.starts is None or second.starts < first.ends


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


def _incomplete() -> LiemError:
    return LiemError(
        "rulebook.incomplete",
        Message(
            "Xác minh cần họ tên người đã đọc bản gốc, ngày đọc (không ở tương lai), ngày bắt đầu hiệu lực và mã "
            "SHA-256 của bản gốc (64 ký tự hệ mười sáu). Hãy bổ sung.",
            "A verification needs the name of who read the original, the day (not in the future), the first day in "
            "force and the SHA-256 of the original (64 hexadecimal digits). Complete it.",
        ),
    )


def _no_notice() -> LiemError:
    return LiemError(
        "rulebook.no_notice",
        Message(
            "Hãy ghi số của thông báo về ngày nghỉ trong năm.",
            "Give the number of the notice about these holidays.",
        ),
    )


def _overlapping(name: str, starts: date) -> LiemError:
    return LiemError(
        "rulebook.overlapping",
        Message(
            f"Đã có căn cứ đã xác minh hiệu lực từ {starts:%d/%m/%Y}, trùng thời gian này. Hãy sửa ngày.",
            f"A verified ground in force from {starts:%d/%m/%Y} overlaps with this time. Correct the days.",
        ),
        {"name": name, "from": starts.isoformat()},
    )
