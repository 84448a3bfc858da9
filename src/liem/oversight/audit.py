"""Running the rules in force over the whole record, and keeping what was found."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import uuid4

from django.db.models import Max
from django.utils import timezone

from liem.actions.models import LedgerEntry
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.law.collector import collector_paused
from liem.law.evaluate import Standing, evaluate
from liem.law.flags import Flag, FlagStanding, evaluate_flags
from liem.law.measure import TargetStanding, evaluate_targets
from liem.law.rules import Rule, Service
from liem.law.targets import Target
from liem.ledger.encoding import Json, canonical
from liem.oversight import models
from liem.oversight.evidence_rows import evidence_rows
from liem.oversight.raising import flag_rows, stored_flag, survey_rows
from liem.record.days import titles_of
from liem.record.scope import superiors_on
from liem.rulebook.book import rule_book
from liem.rulebook.engine import stored_tables, working_engine
from liem.rulebook.governing import Regime, governing
from liem.rulebook.loaded import PacksAtHand, packs_at_hand, refuse_missing
from liem.rulebook.vocabulary import vocabulary

STORED_APPS = ("record", "procedures")
NOTHING_KNOWN = -1
_Asked = TypeVar("_Asked", Rule, Flag)


@dataclass(frozen=True, slots=True)
class AuditResult:
    """Where each rule in force stands for each subject it applies to, each target for each group, and what each
    decision shows about each flag, on `as_of`.

    `known_at` is the last ledger position taken into account; `law_digest` covers everything of the law that ran, with
    the values that held and where, `rules` the text of each rule by its id. `packs` says which adopted packs were not
    loaded or had changed.
    """

    as_of: date
    known_at: int
    law_digest: str
    standings: tuple[Standing, ...]
    targets: tuple[TargetStanding, ...]
    flags: tuple[FlagStanding, ...] = ()
    packs: PacksAtHand = field(default_factory=PacksAtHand)
    rules: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Rules and flags that hold with the same values in the same regimes: asked together, kept where they bind."""

    regimes: tuple[Regime, ...]
    rules: tuple[Rule, ...]
    flags: tuple[Flag, ...]

    def binds(self, body: str | None) -> bool:
        return any(regime.binds(body) for regime in self.regimes)


def run_audit(*, as_of: date, known_at: int | None = None, without_missing: bool = False) -> AuditResult:
    """Evaluates every rule, target and flag that governs anybody on the day. Reads only; writes nothing.

    Raises `rulebook.pack_missing` where an adopted pack is not loaded, unless told to go on `without_missing` packs.
    """
    with collector_paused():
        return _run(as_of, known_at, without_missing=without_missing)


def _run(as_of: date, known_at: int | None, *, without_missing: bool) -> AuditResult:
    known_at = _last_position() if known_at is None else known_at
    packs = packs_at_hand(as_of, known_at=known_at)
    if not without_missing:
        refuse_missing(packs, name_of=body_names(packs, as_of))
    regimes = governing(as_of, superiors_on(as_of), known_at=known_at)
    question = question_on(as_of, known_at)
    standings, flags = asked_under(regimes, question)
    targets = [
        standing
        for regime, own in _targets(regimes)
        for standing in evaluate_targets(own, parameters=regime.parameters, **question)
    ]
    return AuditResult(
        as_of,
        known_at,
        _law_digest(regimes),
        tuple(standings),
        tuple(targets),
        tuple(flags),
        packs,
        {rule.id: rule.digest for regime in regimes for rule in regime.law.rules},
    )


def body_names(packs: PacksAtHand, day: date) -> Callable[[str], str]:
    """What the bodies that adopted such packs are called on the day."""
    bodies = {one.body for one in (*packs.missing, *packs.changed)}
    titles = titles_of(bodies=bodies) if bodies else None
    return lambda key: titles.body(key, day) if titles else key


def asked_under(regimes: Sequence[Regime], question: Mapping[str, Any]) -> tuple[list[Standing], list[FlagStanding]]:
    """Where the rules and flags of each regime stand for what it binds. `question` is all that `evaluate` needs besides
    rules and parameters."""
    standings: list[Standing] = []
    flags: list[FlagStanding] = []
    for batch in _batches(regimes):
        asked = {**question, "parameters": batch.regimes[0].parameters}
        standings += (one for one in evaluate(batch.rules, **asked) if batch.binds(one.body))
        flags += (one for one in evaluate_flags(batch.flags, **asked) if batch.binds(one.body))
    return standings, flags


def question_on(as_of: date, known_at: int | None = None) -> dict[str, Any]:
    """All that `evaluate` needs besides rules and parameters, over the working database."""
    return {
        "vocabulary": vocabulary(),
        "tables": stored_tables(*STORED_APPS),
        "engine": working_engine(),
        "as_of": as_of,
        "known_at": known_at,
    }


def record_audit(result: AuditResult, *, by: Acting) -> models.Audit:
    """Keeps the result in one action; the ledger entry holds the digest of all of it."""
    law = rule_book()
    findings = [finding_row(standing) for standing in result.standings]
    targets = [target_row(standing) for standing in result.targets]
    flags = flag_rows(result.flags, law, as_of=result.as_of)
    surveys = survey_rows(result.flags, flags)
    content: dict[str, Json] = {
        "as_of": result.as_of.isoformat(),
        "known_at": result.known_at,
        "law": result.law_digest,
        "result": _digest([findings, targets, [stored_flag(row) for row in flags], surveys]),
        **packs_told(result.packs),
    }
    about = {rule.id: rule.about for rule in law.rules}

    audit = models.Audit(
        key=uuid4().hex,
        as_of=result.as_of,
        known_at=result.known_at,
        run_at=timezone.now(),
        law_digest=result.law_digest,
        rules=dict(result.rules),
    )

    def write(written: Write) -> models.Audit:
        written.add([audit])
        written.add(models.Finding(audit=audit, about=about[row["rule"]], **row) for row in findings)
        written.add(models.TargetStanding(audit=audit, **row) for row in targets)
        written.add(models.Flag(audit=audit, **row) for row in flags)
        written.add(models.FlagSurvey(audit=audit, **row) for row in surveys)
        return audit

    return perform("oversight.audit", by=by, body=None, subjects=[], content=content, write=write)


def finding_row(standing: Standing) -> dict[str, Any]:
    """A standing as plain JSON values, the columns of `Finding`."""
    return {
        "rule": standing.rule_id,
        "subject": standing.subject,
        "person": standing.person or "",
        "body": standing.body or "",
        "verdict": str(standing.verdict),
        "evidence": evidence_rows(standing.evidence),
        "missing": [*standing.missing, *standing.unverified],
    }


def target_row(standing: TargetStanding) -> dict[str, Any]:
    """A target's standing as plain JSON values, the columns of `TargetStanding`."""
    row = asdict(standing)
    target = row.pop("target_id")
    return {**row, "target": target, "group": standing.group or "", "verdict": str(standing.verdict)}


def packs_told(packs: PacksAtHand) -> dict[str, Json]:
    """Which adopted packs were not asked and which had changed; nothing where all were as adopted."""
    told = {"packs_missing": packs.missing, "packs_changed": packs.changed}
    return {name: [{"pack": one.pack, "body": one.body} for one in found] for name, found in told.items() if found}


def _batches(regimes: Sequence[Regime]) -> Iterator[_Batch]:
    """What holds in several regimes with the same values is asked once, so that a value of one body's own costs one
    more question and not a whole audit."""
    rules: dict[tuple[int, ...], list[Rule]] = defaultdict(list)
    flags: dict[tuple[int, ...], list[Flag]] = defaultdict(list)
    audited = [regime.law.serving(Service.AUDIT) for regime in regimes]
    for rule, where in _where(regimes, audited):
        rules[where].append(rule)
    for flag, where in _where(regimes, [regime.law.flags for regime in regimes]):
        flags[where].append(flag)
    for where in dict.fromkeys([*rules, *flags]):
        yield _Batch(tuple(regimes[index] for index in where), tuple(rules[where]), tuple(flags[where]))


def _where(regimes: Sequence[Regime], held: Sequence[Sequence[_Asked]]) -> Iterator[tuple[_Asked, tuple[int, ...]]]:
    """Each rule or flag, once for every set of values it holds with, and the regimes where it does."""
    found: dict[tuple[str, tuple[str, ...]], tuple[_Asked, list[int]]] = {}
    for index, (regime, asked) in enumerate(zip(regimes, held, strict=True)):
        for one in asked:
            values = tuple(str(regime.parameters.get(parameter.name)) for parameter in one.parameters())
            found.setdefault((one.id, values), (one, []))[1].append(index)
    return ((one, tuple(where)) for one, where in found.values())


def _targets(regimes: Sequence[Regime]) -> Iterator[tuple[Regime, tuple[Target, ...]]]:
    """Targets are measured over the whole record, with the values of the widest regime that has them."""
    measured: set[str] = set()
    for regime in regimes:
        own = tuple(target for target in regime.law.targets if target.id not in measured)
        measured |= {target.id for target in own}
        if own:
            yield regime, own


def _law_digest(regimes: Sequence[Regime]) -> str:
    return _digest([_told(regime, everywhere=len(regimes) == 1) for regime in regimes])


def _told(regime: Regime, *, everywhere: bool) -> list[Json]:
    law = regime.law
    rules: list[Json] = [[rule.digest, str(rule.status), *map(str, rule.clauses)] for rule in law.rules]
    others = {target.digest for target in law.targets} | {flag.digest for flag in law.flags}
    files: list[Json] = [*sorted(others)]
    values: dict[str, Json] = {name: None if value is None else str(value) for name, value in regime.parameters.items()}
    bodies: list[Json] = [] if everywhere else [*sorted(str(body) for body in regime.bodies or ())]
    return [rules, files, values, bodies]


def _digest(value: Json) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def _last_position() -> int:
    position = LedgerEntry.objects.aggregate(last=Max("position"))["last"]
    return NOTHING_KNOWN if position is None else int(position)
