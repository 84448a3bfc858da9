"""What the form of a decision offers to choose from: which tenures end, who is taken off, for which term, who signs.

The record is read as it stood before the decision that a correction replaces.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from liem.kernel.errors import LiemError
from liem.law.procedures.steps import Concern, Effect, Kind, Step
from liem.procedures.cases.holders import Held, subjects_of
from liem.procedures.cases.standing import CaseNow
from liem.procedures.decisions.changes import Changes
from liem.procedures.decisions.signed import chosen_last, is_closing
from liem.procedures.decisions.succession import fitting_term, terms_for
from liem.procedures.decisions.tenures import holds, usually_ended
from liem.procedures.decisions.undoing import undo
from liem.procedures.meetings.recusals import recused
from liem.procedures.models import Decision
from liem.record.models import SuccessionEntry, SuccessionList, Tenure, TermState
from liem.record.secrecy import may_hold

_LEAVING = frozenset({Effect.TENURE_BEGINS, Effect.TRANSFER_PLAN, Effect.TENURE_ENDS})


@dataclass(frozen=True, slots=True)
class Offered:
    """`tenures` may end; `ending` are the identities of those that do unless somebody says otherwise, None where the
    kind of procedure does not tell. `listed` may be taken off. `term` is the one that fits. `signatories` may sign."""

    signatories: tuple[str, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    ending: frozenset[str] | None = None
    terms: tuple[TermState, ...] = ()
    term: str = ""
    listed: tuple[SuccessionEntry, ...] = ()

    @property
    def people(self) -> frozenset[str]:
        """Who is named besides those of the case."""
        return frozenset({*(one.person_id for one in self.tenures), *(one.person_id for one in self.listed)})


@dataclass(frozen=True, slots=True)
class Brought:
    """What a decision chose when it was entered; `taken_off` gives the reason for each person, `ends_on` the last day
    in the post that began."""

    leaves: frozenset[str] = frozenset()
    taken_off: dict[str, str] = field(default_factory=dict)
    term: str = ""
    ends_on: date | None = None


def offered(now: CaseNow, step: Step, held: Held, *, former: Decision | None = None) -> Offered:
    """On the day of `now`, or on the day on which the `former` decision took effect. A dozen queries at most."""
    day, before = (former.effective_on if former else now.day), _before(former)
    signatories = _signatories(now, held)
    if not is_closing(now, step):
        return Offered(signatories)
    if now.procedure.effect in _LEAVING:
        tenures = _held(now, before, day)
        return Offered(signatories, tenures, _ending(now, tenures, day))
    if now.procedure.effect is Effect.SUCCESSION_ENTRY:
        terms = terms_for(now, on=day)
        return Offered(
            signatories,
            terms=terms,
            term=fitting_term(now, on=day) or "",
            listed=_listed(now, before, {state.term_id for state in terms}),
        )
    return Offered(signatories)


def brought(decision: Decision) -> Brought:
    """What the decision chose. Five queries."""
    effects = decision.effects.values_list("table", "identity")
    rows = {identity for table, identity in effects if table in {Tenure._meta.db_table, SuccessionEntry._meta.db_table}}
    ended = Tenure.objects.current().filter(identity__in=rows, valid_to=decision.effective_on)
    removed = SuccessionEntry.objects.current().filter(identity__in=rows, removed_on=decision.effective_on)
    begun = Tenure.objects.current().filter(identity__in=rows, valid_from=decision.effective_on)
    until = begun.exclude(valid_to=None).values_list("valid_to", flat=True).first()
    lists = SuccessionList.objects.filter(pk__in={identity for _, identity in effects})
    return Brought(
        leaves=frozenset(ended.values_list("identity", flat=True)),
        taken_off=dict(removed.values_list("person_id", "removal_reason")),
        term=lists.values_list("term_id", flat=True).first() or "",
        ends_on=until - timedelta(days=1) if until else None,
    )


def _before(former: Decision | None) -> Changes:
    """The record without the former decision; as it stands where that can no longer be undone."""
    changes = Changes()
    if former is not None:
        try:
            undo(former, changes)
        except LiemError:
            return Changes()
    return changes


def _signatories(now: CaseNow, held: Held) -> tuple[str, ...]:
    apart = subjects_of(now) | recused(now.case)
    return tuple(person for person in held.people if person not in apart)


def _people(now: CaseNow) -> list[str]:
    """Whom the decision may be about: those whom the last count chose, else everybody before the case."""
    if now.procedure.concerns is Concern.PERSON and now.case.person_id:
        return [now.case.person_id]
    chosen = chosen_last(now)
    return [one.person_id for one in now.people if not chosen or one.identity in chosen]


def _held(now: CaseNow, before: Changes, day: date) -> tuple[Tenure, ...]:
    people = _people(now)
    found = [one for one in before.current(Tenure.objects.filter(person_id__in=people)) if holds(one, day)]
    return tuple(sorted(found, key=lambda one: (people.index(one.person_id), one.valid_from or date.min, one.identity)))


def _ending(now: CaseNow, tenures: tuple[Tenure, ...], day: date) -> frozenset[str] | None:
    try:
        return frozenset(one.identity for one in usually_ended(now, _people(now), tenures, on=day))
    except LiemError:
        return None


def _listed(now: CaseNow, before: Changes, terms: set[str]) -> tuple[SuccessionEntry, ...]:
    """Who stands on the lists of the post for these terms; nobody of a list above the ceiling of secrecy."""
    if now.procedure.kind is not Kind.SUCCESSION_REVISION or not may_hold(now.case.secrecy):
        return ()
    rows = SuccessionEntry.objects.filter(list__post_id=now.case.post_id, list__term_id__in=terms)
    found = before.current(rows.select_related("list"))
    return tuple(one for one in found if one.removed_on is None)
