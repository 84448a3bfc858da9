"""The steps of all cases that can be taken now: by when, by which body, and at which desk they are entered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.db.models import Max

from liem.actions.models import Mandate
from liem.law.procedures.steps import OPENING, Procedure, Step
from liem.procedures.cases.holders import Held, Holders
from liem.procedures.cases.progress import CaseRow, Progress, progress_of_all
from liem.procedures.models import CasePerson
from liem.record.models import BodyState, PostState, Tenure
from liem.record.state import Watched, also_forget, kept_until_a_change


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that can be taken now (“opening” of a case that is prepared), and whose it is. `unit` is that of the
    case, opened on the day `opened`."""

    case: str
    unit: str
    opened: date | None
    step: str
    due: date | None
    held: Held


def open_steps(on: date) -> tuple[OpenStep, ...]:
    """Those of all cases, by the key of the case. A constant number of queries."""
    newest = Mandate.objects.aggregate(granted=Max("known_from"), ended=Max("known_to"))
    return _open_steps(on, (newest["granted"], newest["ended"]))


@kept_until_a_change(most=4)
def _open_steps(on: date, mandates: object) -> tuple[OpenStep, ...]:
    """Where steps are entered depends on mandates too, which are no change of the record."""
    going = [one for one in progress_of_all(on) if one.end is None]
    people = _people(going)
    kept = _kept_on((on, mandates, _GROUND.last_change()))
    found = {}
    for one in going:
        was = kept.get(one.case.pk)
        if was is not None and was[0] is one and was[1] == people[one.case.pk]:
            found[one.case.pk] = was
    again = [one for one in going if one.case.pk not in found]
    held = _held([_Concerned(one.case, one.procedure, people[one.case.pk], on) for one in again], again, on)
    found |= {one.case.pk: (one, people[one.case.pk], steps) for one, steps in zip(again, held, strict=True)}
    kept.clear()
    kept |= found
    return tuple(step for one in going for step in found[one.case.pk][2])


_GROUND = Watched(BodyState, PostState, Tenure)
_Kept: TypeAlias = dict[str, tuple[Progress, tuple[str, ...], tuple[OpenStep, ...]]]
_kept: dict[object, _Kept] = {}
also_forget(_kept.clear)


def _kept_on(ground: object) -> _Kept:
    """The steps of each case, while it stood there with these people, on this ground; those on another are dropped."""
    if ground not in _kept:
        _kept.clear()
    return _kept.setdefault(ground, {})


def _people(cases: Sequence[Progress]) -> defaultdict[str, tuple[str, ...]]:
    """Whom each case is about, but for the one official of its row."""
    found = defaultdict[str, tuple[str, ...]](tuple)
    rows = CasePerson.objects.current().filter(case__in=[one.case.pk for one in cases], withdrawn_on=None)
    for case, person in rows.order_by("joined_on", "identity").values_list("case_id", "person_id"):
        found[case] = (*found[case], person)
    return found


def _held(cases: Sequence[_Concerned], progress: Sequence[Progress], on: date) -> Iterator[tuple[OpenStep, ...]]:
    if not cases:
        return
    holders = Holders(cases, on=on)
    for now, one in zip(cases, progress, strict=True):
        opening = () if one.opened else (_step(now, None, None, None, holders),)
        yield (*opening, *(_step(now, one.opened, place.step, place.due, holders) for place in one.open))


@dataclass(frozen=True, slots=True)
class _Name:
    person_id: str


@dataclass(frozen=True, slots=True)
class _Concerned:
    """As much of a case as says whose its steps are."""

    case: CaseRow
    procedure: Procedure
    persons: tuple[str, ...]
    day: date

    @property
    def people(self) -> tuple[_Name, ...]:
        return tuple(map(_Name, self.persons))


def _step(now: _Concerned, opened: date | None, step: Step | None, due: date | None, holders: Holders) -> OpenStep:
    key = OPENING if step is None else step.id
    return OpenStep(now.case.pk, now.case.body_id, opened, key, due, holders.of(now, step))
