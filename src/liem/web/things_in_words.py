"""Things on record as pages name them: rows that decisions brought about, and what relied on a decision. People whom
the reader's mandate does not reach stay unnamed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from liem.actions.models import LedgerEntry
from liem.actions.versions import Versioned
from liem.procedures.cases.texts import procedure_of
from liem.procedures.decisions.undoing import TABLES
from liem.procedures.models import (
    Annulment,
    Candidacy,
    CandidacyKind,
    Case,
    CaseMeeting,
    Consequence,
    Decision,
    DecisionEffect,
    Suspension,
)
from liem.record.choices import Grade
from liem.record.models import EvaluationForm, SuccessionEntry, SuccessionListState, Tenure, Training
from liem.record.people import reachable
from liem.record.scope import Reach
from liem.web.case_names import Names, case_words, names, said
from liem.web.ledger_words import action_words
from liem.web.wording import day_words

Kind = Consequence.Kind


@dataclass(frozen=True, slots=True)
class EffectLine:
    """What a decision brought about, and for whom; `person` is empty where the reader may not open the dossier."""

    name: str
    person: str
    words: str


def decision_words(decision: Decision) -> str:
    return _("Decision %(number)s of %(day)s") % {"number": decision.number, "day": day_words(decision.decided_on)}


def effect_lines(decision: Decision, reach: Reach) -> tuple[EffectLine, ...]:
    """Of an official's own page only what is about that official. A constant number of queries."""
    effects = list(decision.effects.order_by("pk"))
    if reach.person is not None:
        effects = [one for one in effects if one.person_id == reach.person]
    rows = _rows_of(effects)
    seen = reachable(reach, {one.person_id for one in effects if one.person_id})
    called = names(seen, posts=_posts_in(rows.values()), on=reach.day)
    found = ((one, rows.get((one.table, one.identity))) for one in effects)
    return tuple(
        EffectLine(_name(called, seen, one.person_id), one.person_id if one.person_id in seen else "", words)
        for one, row in found
        if row is not None and (words := _row_words(row, decision, called))
    )


def standing_words(rows: Iterable[tuple[str, str]], reach: Reach) -> dict[tuple[str, str], str]:
    """Words for rows as they stand on record, by table and identity, whatever brought them about. A constant number of
    queries."""
    wanted = defaultdict[str, set[str]](set)
    for table, identity in rows:
        wanted[table].add(identity)
    found = {
        (table, identity): row
        for table, identities in wanted.items()
        for identity, row in _latest(TABLES[table], identities).items()
    }
    called = names((), posts=_posts_in(found.values()), on=reach.day)
    return {key: _standing(row, called) for key, row in found.items()}


def _standing(row: Versioned, called: Names) -> str:
    match row:
        case Tenure():
            told = {
                "post": called.post(row.post_id),
                "first": day_words(row.valid_from),
                "last": day_words(row.valid_to),
            }
            if row.valid_to is None:
                words = _("%(post)s, from %(first)s") % told
            else:
                words = _("%(post)s, from %(first)s to %(last)s") % told
        case SuccessionEntry():
            told = {"post": called.post(row.list.post_id), "day": day_words(row.approved_on)}
            words = _("succession list for %(post)s, approved on %(day)s") % told
        case _:
            return _other_words(row)
    return _("%(what)s (decision %(number)s)") % {"what": words, "number": row.decision} if row.decision else words


def thing_words(things: Iterable[tuple[str, str]], reach: Reach) -> dict[str, str]:
    """Words for each (kind, thing) of consequences and of what relied on a decision, by `kind:thing`. A constant number
    of queries."""
    by_kind = defaultdict[str, set[str]](set)
    for kind, thing in things:
        by_kind[kind].add(thing)
    tenures = _latest(Tenure, by_kind[Kind.TENURE])
    entries = _latest(SuccessionEntry, by_kind[Kind.SUCCESSION])
    lists = _latest(SuccessionListState, by_kind[Kind.SUCCESSION])
    candidacies = list(Candidacy.objects.filter(pk__in=by_kind[Kind.CANDIDACY]))
    cases = list(Case.objects.filter(pk__in=by_kind[Kind.CASE]).select_related("decision"))
    people = {one.person_id for one in (*tenures.values(), *entries.values(), *candidacies)}
    people |= {one.person_id for one in cases if one.person_id}
    seen = reachable(reach, people)
    posts = {one.post_id for one in (*tenures.values(), *candidacies, *cases)}
    posts |= {one.list.post_id for one in (*entries.values(), *lists.values())}
    called = names(seen, posts=posts, bodies={one.body_id for one in cases}, on=reach.day)
    found = {f"{Kind.TENURE}:{key}": _tenure_thing(row, called, seen) for key, row in tenures.items()}
    found |= {f"{Kind.SUCCESSION}:{key}": _entry_thing(row, called, seen) for key, row in entries.items()}
    for key, row in lists.items():
        found[f"{Kind.SUCCESSION}:{key}"] = _("Succession list: %(post)s") % {"post": called.post(row.list.post_id)}
    for one in candidacies:
        found[f"{Kind.CANDIDACY}:{one.pk}"] = _candidacy_thing(one, called, seen)
    found |= {f"{Kind.CASE}:{one.pk}": case_words(one, called) for one in cases}
    found |= _decisions(by_kind[Kind.DECISION]) | _votes(by_kind[Kind.VOTE]) | _reports(by_kind[Kind.REPORT])
    return found


def _tenure_thing(row: Any, called: Names, seen: Collection[str]) -> str:
    told = {"post": called.post(row.post_id), "name": _name(called, seen, row.person_id)}
    return _("%(name)s in the post %(post)s") % told


def _entry_thing(row: Any, called: Names, seen: Collection[str]) -> str:
    told = {"post": called.post(row.list.post_id), "name": _name(called, seen, row.person_id)}
    return _("%(name)s planned for %(post)s") % told


def _candidacy_thing(row: Candidacy, called: Names, seen: Collection[str]) -> str:
    kind = str(CandidacyKind(row.kind).label) if row.kind in CandidacyKind.values else row.kind
    return _("%(name)s considered: %(kind)s") % {"name": _name(called, seen, row.person_id), "kind": kind}


def _decisions(keys: Collection[str]) -> dict[str, str]:
    rows = Decision.objects.filter(pk__in=keys) if keys else ()
    return {f"{Kind.DECISION}:{one.pk}": decision_words(one) for one in rows}


def _votes(keys: Collection[str]) -> dict[str, str]:
    rows = CaseMeeting.objects.filter(pk__in=keys).select_related("case__text") if keys else ()
    return {
        f"{Kind.VOTE}:{one.pk}": _("Meeting of %(day)s: %(step)s")
        % {"day": day_words(one.held_on), "step": said(procedure_of(one.case).step(one.step).title)}
        for one in rows
    }


def _reports(positions: Collection[str]) -> dict[str, str]:
    rows = LedgerEntry.objects.filter(position__in=[int(one) for one in positions]) if positions else ()
    return {
        f"{Kind.REPORT}:{one.position}": _("%(report)s of %(day)s")
        % {"report": action_words(one.action), "day": day_words(one.at)}
        for one in rows
    }


def _row_words(row: Versioned, decision: Decision, called: Names) -> str:
    match row:
        case Tenure():
            return _tenure_words(row, decision, called)
        case SuccessionEntry():
            return _entry_words(row, decision, called)
        case SuccessionListState():
            return _("succession list for %(post)s approved") % {"post": called.post(row.list.post_id)}
        case Annulment():
            return _("%(decision)s annulled") % {"decision": decision_words(row.decision)}
        case _:
            return _other_words(row)


def _other_words(row: Versioned) -> str:
    match row:
        case EvaluationForm():
            grade = str(Grade(row.grade).label) if row.grade in Grade.values else row.grade
            return _("graded for %(year)s: %(grade)s") % {"year": row.evaluation.year, "grade": grade}
        case Training():
            return _("sent to the class “%(course)s”") % {"course": row.course}
        case Suspension():
            told = {"first": day_words(row.begun_on), "last": day_words(row.ends_on)}
            return _("suspended from %(first)s to %(last)s") % told
        case _:
            return ""


def _entry_words(row: SuccessionEntry, decision: Decision, called: Names) -> str:
    told = {"post": called.post(row.list.post_id)}
    if row.removed_on is not None and row.approved_on != decision.decided_on:
        return _("taken off the succession list for %(post)s") % told
    return _("on the succession list for %(post)s") % told


def _tenure_words(row: Tenure, decision: Decision, called: Names) -> str:
    told = {"post": called.post(row.post_id), "day": day_words(decision.effective_on)}
    if row.valid_from == decision.effective_on:
        return _("holds the post %(post)s from %(day)s") % told
    if row.valid_to == decision.effective_on:
        return _("leaves the post %(post)s on %(day)s") % told
    return _("goes on holding the post %(post)s") % told


def _rows_of(effects: Sequence[DecisionEffect]) -> dict[tuple[str, str], Versioned]:
    """The newest version of each row, by table and identity."""
    wanted = defaultdict[str, set[str]](set)
    for one in effects:
        wanted[one.table].add(one.identity)
    return {
        (table, identity): row
        for table, identities in wanted.items()
        if table in TABLES
        for identity, row in _latest(TABLES[table], identities).items()
    }


_BESIDE: Mapping[type[Versioned], str] = {
    SuccessionEntry: "list",
    SuccessionListState: "list",
    EvaluationForm: "evaluation",
    Annulment: "decision",
}


def _latest(model: type[Versioned], identities: Collection[str]) -> dict[str, Any]:
    if not identities:
        return {}
    rows = model._default_manager.filter(identity__in=identities).order_by("known_from")
    beside = _BESIDE.get(model)
    return {row.identity: row for row in (rows.select_related(beside) if beside else rows)}


def _posts_in(rows: Iterable[Versioned]) -> set[str | None]:
    found = set[str | None]()
    for row in rows:
        match row:
            case Tenure():
                found.add(row.post_id)
            case SuccessionEntry() | SuccessionListState():
                found.add(row.list.post_id)
    return found


def _name(called: Names, seen: Collection[str], person: str | None) -> str:
    if not person:
        return ""
    return called.person(person) if person in seen else _("an official outside your mandate")
