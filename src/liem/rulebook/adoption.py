"""Taking over a pack for a body and everything under it, and ending that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.rulebook.book import rule_book
from liem.rulebook.models import Adoption
from liem.rulebook.refusals import refuse_unknown_pack, refuse_wrong_days

ACTION = "rulebook.adopt"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAdoption:
    """That a body applies a pack from a day on; `valid_to` is the first day on which it no longer does."""

    body: str
    pack: str
    valid_from: date
    valid_to: date | None = None
    decision: str


@dataclass(frozen=True, slots=True)
class KeptAdoption:
    """An adoption on record; `until` is the first day on which it no longer holds, None while it is open.

    `digest` says how the pack read when it was adopted; empty where that was not kept.
    """

    identity: str
    pack: str
    body: str
    decision: str
    since: date
    until: date | None
    digest: str = ""


def adoptions() -> tuple[KeptAdoption, ...]:
    """Every adoption on record, past, present and to come, by pack and first day. One query."""
    rows = Adoption.objects.current().order_by("pack", "valid_from", "identity")
    return tuple(
        KeptAdoption(row.identity, row.pack, row.body, row.decision, row.valid_from, row.valid_to, row.pack_digest)
        for row in rows
    )


def adopt_pack(new: NewAdoption, *, by: Acting, superiors: Mapping[str, str | None]) -> Adoption:
    """Adopts a pack in one action. `superiors` are the bodies on record with those above them.

    Raises `rulebook.unknown_pack`, `rulebook.unknown_body`, `rulebook.no_decision`, `rulebook.days` and
    `rulebook.adopted_already`.
    """
    _check(new, superiors)
    row = Adoption(
        identity=uuid4().hex,
        body=new.body,
        pack=new.pack,
        valid_from=new.valid_from,
        valid_to=new.valid_to,
        decision=new.decision.strip(),
        pack_digest=next(pack.digest for pack in rule_book().packs if pack.id == new.pack),
    )

    def write(written: Write) -> Adoption:
        return written.add([row])[0]

    return perform(
        ACTION,
        by=by,
        body=None,
        subjects=[new.body],
        content={
            "body": new.body,
            "pack": new.pack,
            "pack_digest": row.pack_digest,
            "from": new.valid_from.isoformat(),
            "decision": row.decision,
        },
        gates=[lambda: _refuse_doubled(new)],
        write=write,
    )


def withdraw_pack(identity: str, *, on: date, reason: str, by: Acting) -> Adoption | None:
    """Lets an adoption no longer hold from the day `on`; None where it then never held.

    Raises `actions.not_current` and `actions.no_reason`.
    """
    former = Adoption.objects.current().filter(identity=identity).first()

    def write(written: Write) -> Adoption | None:
        written.supersede(Adoption, [identity], reason=reason)
        if former is None or on <= former.valid_from:
            return None
        ended = Adoption(
            identity=identity,
            body=former.body,
            pack=former.pack,
            valid_from=former.valid_from,
            valid_to=on,
            decision=former.decision,
            pack_digest=former.pack_digest,
        )
        return written.add([ended])[0]

    return perform(
        ACTION,
        by=by,
        body=None,
        subjects=[former.body] if former else [],
        content={"withdraws": identity, "on": on.isoformat()},
        write=write,
    )


def _check(new: NewAdoption, superiors: Mapping[str, str | None]) -> None:
    refuse_unknown_pack(new.pack)
    refuse_wrong_days(new.valid_from, new.valid_to)
    if new.body not in superiors:
        raise LiemError(
            "rulebook.unknown_body",
            Message(
                f"Hồ sơ không có tổ chức “{new.body}”. Hãy nhập tổ chức đó trước, hoặc kiểm tra lại mã.",
                f"The record knows no body “{new.body}”. Enter that body first, or check its key.",
            ),
            {"body": new.body},
        )
    if not new.decision.strip():
        raise LiemError(
            "rulebook.no_decision",
            Message(
                "Thiếu số, ngày của quyết định. Hãy ghi văn bản mà tổ chức đã ban hành để áp dụng.",
                "The decision is missing. Name the paper by which the body did this.",
            ),
        )


def _refuse_doubled(new: NewAdoption) -> None:
    same = Adoption.objects.current().filter(body=new.body, pack=new.pack).exclude(valid_to__lte=new.valid_from)
    if new.valid_to is not None:
        same = same.filter(valid_from__lt=new.valid_to)
    former = same.first()
    if former is not None:
        raise LiemError(
            "rulebook.adopted_already",
            Message(
                f"Tổ chức này đã áp dụng bộ “{new.pack}” từ {former.valid_from:%d/%m/%Y}. "
                "Hãy kết thúc lần áp dụng đó trước: mở /rules/packs/, bấm “Kết thúc”.",
                f"This body has applied “{new.pack}” since {former.valid_from:%d/%m/%Y}. End that first: open "
                "/rules/packs/ and press “End it”.",
            ),
            {"identity": former.identity},
        )
