"""Trying a draft over the record: how many it would concern and how they would stand. Counts, never people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from django.db import DataError

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.law.evaluate import Standing
from liem.law.flags import FlagStanding
from liem.law.packs import Law
from liem.law.rules import Service
from liem.oversight.audit import asked_under, question_on
from liem.oversight.kin_told import tells_kin
from liem.oversight.votes_told import tells_votes
from liem.record.scope import reach, superiors_on
from liem.rulebook.book import AdoptedPack
from liem.rulebook.drafts import export, law_with
from liem.rulebook.governing import Regime, regimes_of
from liem.rulebook.values import own_values
from liem.rulebook.vocabulary import vocabulary

ACTION = "oversight.trial"


@dataclass(frozen=True, slots=True)
class BodyCount:
    """How many subjects of one body there are of each verdict (of a flag: of each answer)."""

    body: str
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Trial:
    """How the bodies within the mandate would stand if the body of the mandate applied the draft on `as_of`.

    `is_in_force`: whether the draft has a ground on that day; if not there is nothing to count. `is_filled`: whether
    the record has any such subjects yet. Verdicts are `met`, `not_met`, `unknown`; a flag answers `raised`, `clear`,
    `unknown`. Subjects without a body are counted under the empty key.
    """

    as_of: date
    is_in_force: bool
    is_filled: bool
    counts: dict[str, int]
    bodies: tuple[BodyCount, ...]


def trial(text: str, *, pack: str, as_of: date, acting: Acting) -> Trial:
    """Evaluates the draft over what the mandate reaches on the day. That it was tried stands in the ledger, since it
    reads everybody within the mandate; nothing else is written.

    Raises `LawFilesError` where the draft cannot be used, `rulebook.unknown_pack`, `rulebook.draft_too_long`,
    `oversight.kin`, `oversight.votes`, `oversight.out_of_range` and the refusals of permission.
    """
    law = _draft_alone(law_with(text, pack=pack), export(text, pack=pack).path)
    within = reach(acting, as_of)
    if not within.kin and (any(map(tells_kin, law.rules)) or any(map(tells_kin, law.flags))):
        raise _tells_kin()
    if any(map(tells_votes, law.rules)) or any(map(tells_votes, law.flags)):
        raise _tells_votes()
    _enter(text, pack, as_of, acting)
    current = law.in_force(as_of)
    about = {rule.about for rule in law.rules} | {flag.about for flag in law.flags}
    filled = any(table.is_filled for table in vocabulary().tables if table.name in about)
    regimes = _as_if_adopted(law, pack, as_of, acting)
    standings, flags = _asked(regimes, as_of)
    answers = [(one.body, str(one.verdict)) for one in standings] + [(one.body, str(one.answer)) for one in flags]
    counts: dict[str, Counter[str]] = {}
    for body, answer in answers:
        if within.whole or body in within.bodies:
            counts.setdefault(body or "", Counter())[answer] += 1
    return Trial(
        as_of=as_of,
        is_in_force=bool(current.rules or current.flags),
        is_filled=filled,
        counts=dict(Counter(answer for one in counts.values() for answer in one.elements())),
        bodies=tuple(BodyCount(body, dict(counts[body])) for body in sorted(counts)),
    )


def _enter(text: str, pack: str, as_of: date, acting: Acting) -> None:
    """The ledger entry: who tried which text, never what it found."""
    perform(
        ACTION,
        by=acting,
        body=acting.mandate.body,
        subjects=[],
        content={"text": sha256(text.encode()).hexdigest(), "pack": pack, "as_of": as_of.isoformat()},
        write=lambda _written: None,
    )


def _asked(regimes: Sequence[Regime], as_of: date) -> tuple[list[Standing], list[FlagStanding]]:
    try:
        return asked_under(regimes, question_on(as_of))
    except DataError as error:
        raise _out_of_range() from error


def _draft_alone(law: Law, path: str) -> Law:
    """The law with nothing to ask but what the file holds. A draft that only gates will do is tried all the same."""
    return replace(
        law,
        rules=tuple(replace(rule, serves=(Service.AUDIT,)) for rule in law.rules if rule.file == path),
        flags=tuple(flag for flag in law.flags if flag.file == path),
        targets=(),
    )


def _tells_kin() -> LiemError:
    return LiemError(
        "oversight.kin",
        Message(
            "Dự thảo này hỏi về quan hệ gia đình; kết quả chỉ dành cho cán bộ tổ chức và thanh tra. Hãy nhờ họ thử "
            "trên hồ sơ; các ví dụ trong tệp vẫn kiểm tra được.",
            "This draft asks about family relations; what it finds is for the Organisation Commission and inspectors. "
            "Let them try it on the record; its worked examples can be checked all the same.",
        ),
    )


def _tells_votes() -> LiemError:
    return LiemError(
        "oversight.votes",
        Message(
            "Dự thảo này hỏi về số phiếu. Để giữ bí mật phiếu bầu, không thử trên hồ sơ; các ví dụ trong tệp vẫn kiểm "
            "tra được.",
            "This draft asks about the numbers of a ballot. So that votes stay secret it is not tried on the record; "
            "its worked examples can be checked all the same.",
        ),
    )


def _out_of_range() -> LiemError:
    return LiemError(
        "oversight.out_of_range",
        Message(
            "Cơ sở dữ liệu không tính được một phép tính trong điều kiện: kết quả quá lớn. Hãy xem lại các số và phép "
            "nhân trong dự thảo.",
            "The database cannot work out a sum in a condition: the result is too large. Check the numbers and the "
            "multiplications of the draft.",
        ),
    )


def _as_if_adopted(law: Law, pack: str, as_of: date, acting: Acting) -> tuple[Regime, ...]:
    adopted = AdoptedPack(pack, acting.mandate.body, "", as_of)
    return regimes_of(law, [adopted], own_values(as_of), day=as_of, superiors=superiors_on(as_of))
