"""What is followed to its end after a decision: consequences, promises, points of a plan, as pages list them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from liem.actions.permissions import Acting
from liem.procedures.decisions.following_up import ACTION
from liem.procedures.models import Consequence, CorrectionPlan
from liem.procedures.models import Promise as Promised
from liem.web.case_names import Names, names
from liem.web.may import may

_OUTCOMES = {
    Promised.Outcome.KEPT: ("met", "✓"),
    Promised.Outcome.PARTLY: ("unknown", "~"),
    Promised.Outcome.NOT_KEPT: ("not_met", "✕"),
}


@dataclass(frozen=True, slots=True)
class ConsequenceView:
    """Something that is to be put right: what it is, on what it rested, who owes it and by when."""

    identity: str
    kind: str
    words: str
    through: str
    body: str
    to_do: str
    due_on: date
    is_late: bool
    done_on: date | None
    proof: str
    may_enter: bool


@dataclass(frozen=True, slots=True)
class PromiseView:
    """A promise, whose it is, and what came of it."""

    identity: str
    name: str
    text: str
    due_on: date
    is_late: bool
    outcome: str
    look: str
    sign: str
    looked_on: date | None
    proof: str


@dataclass(frozen=True, slots=True)
class PointView:
    """A point of a correction plan."""

    identity: str
    text: str
    due_on: date
    is_late: bool
    done_on: date | None
    proof: str
    may_enter: bool


def consequence_views(
    rows: Iterable[Consequence], words: Mapping[str, str], acting: Acting, *, on: date
) -> tuple[ConsequenceView, ...]:
    """`words` name things by `kind:thing`. Two queries, and one for each body that owes something."""
    found = list(rows)
    bodies = {row.body_id for row in found}
    called, mine = names([], bodies=bodies, on=on), _entered_here(acting, bodies)
    return tuple(
        ConsequenceView(
            identity=row.identity,
            kind=str(Consequence.Kind(row.kind).label),
            words=words.get(f"{row.kind}:{row.thing}", ""),
            through=words.get(row.through, ""),
            body=called.body(row.body_id),
            to_do=row.to_do,
            due_on=row.due_on,
            is_late=row.done_on is None and row.due_on < on,
            done_on=row.done_on,
            proof=row.proof,
            may_enter=row.done_on is None and row.body_id in mine,
        )
        for row in found
    )


def promise_views(rows: Iterable[Promised], called: Names, *, on: date) -> tuple[PromiseView, ...]:
    return tuple(_promise(row, called, on) for row in rows)


def point_views(rows: Iterable[CorrectionPlan], acting: Acting, *, on: date) -> tuple[PointView, ...]:
    found = list(rows)
    mine = _entered_here(acting, {row.body_id for row in found})
    return tuple(
        PointView(
            identity=row.identity,
            text=row.point,
            due_on=row.due_on,
            is_late=row.done_on is None and row.due_on < on,
            done_on=row.done_on,
            proof=row.proof,
            may_enter=row.done_on is None and row.body_id in mine,
        )
        for row in found
    )


def _promise(row: Promised, called: Names, on: date) -> PromiseView:
    outcome = Promised.Outcome(row.outcome) if row.outcome else None
    look, sign = _OUTCOMES[outcome] if outcome else ("", "")
    return PromiseView(
        identity=row.identity,
        name=called.person(row.person_id),
        text=row.text,
        due_on=row.due_on,
        is_late=outcome is None and row.due_on < on,
        outcome=str(outcome.label) if outcome else "",
        look=look,
        sign=sign,
        looked_on=row.looked_on,
        proof=row.proof,
    )


def _entered_here(acting: Acting, bodies: Iterable[str]) -> frozenset[str]:
    """The bodies for which whoever acts may enter what became of something."""
    return frozenset(body for body in bodies if may(acting, ACTION, body=body))
