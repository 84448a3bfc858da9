"""How far cases have come, whatever their number: only one to which something was entered since is replayed again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeAlias

from django.db.models import OuterRef, QuerySet, Subquery

from liem.law.packs import Law
from liem.law.procedures.course import Course, End, Frame, Outcome, Place, Taken, course
from liem.law.procedures.steps import Procedure
from liem.procedures.cases.standing import days_of, retirements
from liem.procedures.cases.texts import procedure_of
from liem.procedures.models import Case, CaseEvent
from liem.record.state import also_forget, kept_until_a_change
from liem.rulebook.book import known_law
from liem.rulebook.verification import law_with, verified_here
from liem.rulebook.verified import VerifiedHere

_MOST = 100_000
_LAST = Subquery(CaseEvent.objects.filter(case=OuterRef("pk")).order_by("-number").values("number")[:1])


class CaseRow(Protocol):
    """What is asked of the row of a case: nothing of it ever changes."""

    @property
    def pk(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def body_id(self) -> str: ...
    @property
    def post_id(self) -> str | None: ...
    @property
    def person_id(self) -> str | None: ...
    @property
    def prepared_on(self) -> date: ...


@dataclass(frozen=True, slots=True)
class _Row:
    """As much of the row as is kept."""

    pk: str
    kind: str
    body_id: str
    post_id: str | None
    person_id: str | None
    prepared_on: date


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a case has come. `opened` is None while it is prepared; `open` are the steps that can be taken now."""

    case: CaseRow
    procedure: Procedure
    opened: date | None
    end: End | None
    open: tuple[Place, ...]
    by_retirement: bool  # whether anything is counted back from the retirement of the official whom it is about

    @property
    def due(self) -> date | None:
        """The last day for the first of the open steps that has one."""
        return min((place.due for place in self.open if place.due is not None), default=None)

    def is_late(self, on: date) -> bool:
        return self.due is not None and on > self.due


# Number of the last event, day of retirement, values of the law: with these a case stands where it stood.
_State: TypeAlias = tuple[int | None, date | None, tuple[tuple[str, int], ...]]
_Kept: TypeAlias = dict[str, tuple[_State, Progress]]
_kept: dict[tuple[object, ...], _Kept] = {}
also_forget(_kept.clear)


@kept_until_a_change(most=2)
def progress_of_all(on: date) -> tuple[Progress, ...]:
    """How far each case there is has come by the day, by their keys."""
    return progress_of(Case.objects.order_by("pk"), on=on)


def progress_of(cases: QuerySet[Case], *, on: date) -> tuple[Progress, ...]:
    """How far each of the cases has come by the day, in their order. Six queries at most, and one where nothing was
    entered since they were last asked for, but for the law."""
    last = dict(cases.values_list("pk", _LAST))
    verified = verified_here()
    law = _Values(law_with(verified) if verified else known_law(), on)
    kept = _kept_under(verified)
    found = {key: kept[key] for key in last.keys() & kept.keys()}
    retired = _retired(one for _, one in found.values())
    again = [key for key in last if key not in found or found[key][0] != _state(found[key][1], last[key], retired, law)]
    found |= _replayed(again, verified, law)
    if len(kept) + len(again) > _MOST:
        kept.clear()
    kept |= found
    return tuple(found[key][1] for key in last)


class _Values:
    """The values of the law on a day that limits of procedures are counted with, once for each procedure."""

    def __init__(self, law: Law, day: date) -> None:
        self.day = day
        self.calendar = law.workdays
        self._law = law
        self._of: dict[str, tuple[tuple[str, int], ...]] = {}

    def of(self, procedure: Procedure) -> tuple[tuple[str, int], ...]:
        if procedure.digest not in self._of:
            self._of[procedure.digest] = tuple(self._law.limit_values(procedure, self.day).items())
        return self._of[procedure.digest]


def _kept_under(verified: tuple[VerifiedHere, ...]) -> _Kept:
    """What is kept under this law; of another one nothing is."""
    law = (*(pack.digest for pack in known_law().packs), *verified)
    if law not in _kept:
        _kept.clear()
    return _kept.setdefault(law, {})


def _state(one: Progress, last: int | None, retired: Mapping[str, date], law: _Values) -> _State:
    return last, retired.get(one.case.person_id or "") if one.by_retirement else None, law.of(one.procedure)


def _retired(cases: Iterable[Progress]) -> dict[str, date]:
    """Days of retirement of those in whose cases something is counted back from it."""
    people = {one.case.person_id for one in cases if one.by_retirement and one.case.person_id}
    return retirements(people) if people else {}


def _replayed(keys: Collection[str], verified: Sequence[VerifiedHere], law: _Values) -> _Kept:
    if not keys:
        return {}
    rows = list(Case.objects.filter(pk__in=keys))
    procedures = {case.pk: procedure_of(case, verified) for case in rows}
    events = defaultdict[str, list[Taken]](list)
    columns = ("case_id", "step", "on", "outcome", "corrects")
    for case, step, day, outcome, corrects in (
        CaseEvent.objects.filter(case__in=keys).order_by("number").values_list(*columns)
    ):
        corrected = None if corrects is None else corrects - 1  # counted from the first step, not from the opening
        events[case].append(Taken(step, day, "", Outcome(outcome), corrected))
    found = {case.pk: _progress(case, procedures[case.pk], None) for case in rows}
    retired = _retired(found.values())
    for case in rows:
        if events[case.pk]:
            opening, *taken = events[case.pk]
            frame = Frame(days_of(case, retired), dict(law.of(procedures[case.pk])), law.calendar)
            now = course(procedures[case.pk], opened=opening.on, events=taken, as_of=law.day, frame=frame)
            found[case.pk] = _progress(case, procedures[case.pk], now)
    last = {key: len(taken) - 1 if taken else None for key, taken in events.items()}
    return {key: (_state(one, last.get(key), retired, law), one) for key, one in found.items()}


def _progress(case: Case, procedure: Procedure, now: Course | None) -> Progress:
    row = _Row(case.pk, case.kind, case.body_id, case.post_id, case.person_id, case.prepared_on)
    by_retirement = any(step.limit is not None and step.limit.before == "retirement" for step in procedure.steps)
    if now is None:
        return Progress(row, procedure, None, None, (), by_retirement)
    return Progress(row, procedure, now.opened, now.end, now.open, by_retirement)
