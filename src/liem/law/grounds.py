"""On what a rule rests, by date: its clause, when that is in force, and who checked it against which text.

A rule may outlive its instrument: each ground covers a time of its own. A ground is verified, or a hypothesis that
waits for somebody to read the original.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from liem.kernel.clauses import ClauseAddress
from liem.kernel.errors import Message
from liem.kernel.force import InForce
from liem.law.reading import Checked, Reading, read_checked, read_clauses, read_force_block, read_in_force
from liem.law.source import Fields


class Topic(StrEnum):
    """What part of personnel work a rule is about."""

    EVALUATION = "evaluation"
    SUCCESSION = "succession"
    TRAINING = "training"
    ROTATION = "rotation"
    TRANSFER = "transfer"
    APPOINTMENT = "appointment"
    NOMINATION = "nomination"
    CONFIDENCE = "confidence"
    RELIEF = "relief"
    SUSPENSION = "suspension"
    ANNULMENT = "annulment"
    RELATIVES = "relatives"
    POLITICAL_STANDARDS = "political_standards"
    DECLARATIONS = "declarations"
    PUBLICATION = "publication"
    INSPECTION = "inspection"
    DISCIPLINE = "discipline"
    PROTECTION = "protection"
    PERSONNEL_OFFICERS = "personnel_officers"
    LEADERSHIP = "leadership"
    DIRECTIVES = "directives"


class Status(StrEnum):
    VERIFIED = "verified"
    PENDING = "pending"  # a hypothesis: shown, never applied


@dataclass(frozen=True, slots=True)
class Ground:
    """One text that a rule rests on for a time. `source` says where a pending one is reported."""

    clauses: tuple[ClauseAddress, ...]
    in_force: InForce
    status: Status
    source: Message | None
    checked: Checked | None


def ground_on(grounds: Sequence[Ground], day: date) -> Ground | None:
    """The ground that counts on the day: the verified one, or a pending one that follows a verified one.

    None: no ground covers the day, or only a hypothesis that was never verified.
    """
    covering = [ground for ground in grounds if ground.in_force.covers(day)]
    verified = next((ground for ground in covering if ground.status is Status.VERIFIED), None)
    if verified is not None:
        return verified
    lapsed = any(ground.status is Status.VERIFIED and _began_by(ground, day) for ground in grounds)
    return covering[0] if covering and lapsed else None


def leading_ground(grounds: Sequence[Ground]) -> Ground:
    """The ground to show where no day is asked about: the latest verified one, else the latest."""
    verified = [ground for ground in grounds if ground.status is Status.VERIFIED]
    return max(verified or grounds, key=lambda ground: ground.in_force.starts or date.min)


def _began_by(ground: Ground, day: date) -> bool:
    return ground.in_force.starts is not None and ground.in_force.starts <= day


_KEYS = ("clause", "from", "until", "pending", "status", "source", "checked")


def read_grounds(fields: Fields, reading: Reading) -> tuple[Ground, ...]:
    """The dated `grounds`, or the single one written as `clause`, `in_force` and `checked`; empty when wrong."""
    if "grounds" not in fields:
        return _read_single(fields, reading)
    for name in ("clause", "in_force", "checked"):
        if name in fields:
            fields.problems.add(
                fields.place(name),
                "law.doubled_ground",
                f"Đã có “grounds” thì không ghi “{name}” ở ngoài nữa. Hãy chuyển vào trong.",
                f"With “grounds” there is no “{name}” of its own. Move it inside.",
            )
    found = [_read_ground(Fields(node, reading.problems, _KEYS), reading) for node in fields.items("grounds")]
    grounds = tuple(ground for ground in found if ground is not None)
    _refuse_overlaps(fields, grounds)
    return grounds if len(grounds) == len(found) else ()


def _read_single(fields: Fields, reading: Reading) -> tuple[Ground, ...]:
    clauses, in_force, checked = read_clauses(fields, reading), read_force_block(fields), read_checked(fields)
    if not (clauses and in_force and checked):
        return ()
    ground = Ground(clauses, in_force, Status.VERIFIED, None, checked)
    _refuse_outside_instrument(fields, ground, reading)
    return (ground,)


def _read_ground(fields: Fields, reading: Reading) -> Ground | None:
    before = len(reading.problems.found)
    clauses, in_force = read_clauses(fields, reading), read_in_force(fields)
    status = Status(fields.choice("status", list(Status)) or Status.PENDING)
    verified = status is Status.VERIFIED
    checked = read_checked(fields) if verified else None
    source = fields.words("source", optional=verified)
    if len(reading.problems.found) > before or not clauses or in_force is None:
        return None
    ground = Ground(clauses, in_force, status, source, checked)
    _refuse_outside_instrument(fields, ground, reading)
    return ground


def _refuse_outside_instrument(fields: Fields, ground: Ground, reading: Reading) -> None:
    """A verified ground cannot be in force when its instrument is not."""
    instrument = reading.instruments.get(ground.clauses[0].directive)
    starts, ends = ground.in_force.starts, ground.in_force.ends
    if instrument is None or ground.status is Status.PENDING or starts is None:
        return
    force = instrument.in_force
    outlives = force.ends is not None and (ends is None or ends > force.ends)
    if force.starts is None or starts < force.starts or outlives:
        fields.problems.add(
            fields.node,
            "law.outside_instrument",
            f"Hiệu lực này vượt ra ngoài hiệu lực của {instrument.symbol}. Hãy sửa “from”, “until”.",
            f"This reaches beyond the time in force of {instrument.symbol}. Correct “from” or “until”.",
        )


def _refuse_overlaps(fields: Fields, grounds: Sequence[Ground]) -> None:
    verified = [ground for ground in grounds if ground.status is Status.VERIFIED and ground.in_force.starts]
    ordered = sorted(verified, key=lambda ground: ground.in_force.starts or date.min)
    for earlier, later in pairwise(ordered):
        if later.in_force.starts and earlier.in_force.covers(later.in_force.starts):
            fields.problems.add(
                fields.place("grounds"),
                "law.overlapping_grounds",
                f"Hai căn cứ cùng có hiệu lực ngày {later.in_force.starts}. Hãy ghi “until” cho căn cứ trước.",
                f"Two grounds are in force on {later.in_force.starts}. Give the earlier one an “until”.",
            )
