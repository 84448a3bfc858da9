"""Running the rules in force over the whole record, and keeping what was found."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.db.models import Max
from django.utils import timezone

from liem.actions.models import LedgerEntry
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.law.evaluate import Evidence, Standing, evaluate
from liem.law.measure import TargetStanding, evaluate_targets
from liem.law.packs import Law
from liem.law.rules import Service
from liem.ledger.encoding import Json, canonical
from liem.oversight import models
from liem.record.scope import bodies_under, superiors_on
from liem.rulebook.book import adopted_on, rule_book
from liem.rulebook.engine import stored_tables, working_engine
from liem.rulebook.vocabulary import vocabulary

STORED_APPS = ("record", "procedures")
NOTHING_KNOWN = -1


@dataclass(frozen=True, slots=True)
class AuditResult:
    """Where each rule in force stands for each subject it applies to, and each target for each group, on `as_of`.

    `known_at` is the last ledger position taken into account; `law_digest` covers every rule, target and value that
    ran.
    """

    as_of: date
    known_at: int
    law_digest: str
    standings: tuple[Standing, ...]
    targets: tuple[TargetStanding, ...]


def run_audit(*, as_of: date, known_at: int | None = None) -> AuditResult:
    """Evaluates every rule and target that is adopted and in force on the day. Reads only; writes nothing."""
    known_at = _last_position() if known_at is None else known_at
    reaches = _reaches(as_of)
    law = _adopted(rule_book().in_force(as_of), reaches)
    parameters = law.parameters_on(as_of)
    question: dict[str, Any] = {
        "vocabulary": vocabulary(),
        "tables": stored_tables(*STORED_APPS),
        "engine": working_engine(),
        "parameters": parameters,
        "as_of": as_of,
        "known_at": known_at,
    }
    return AuditResult(
        as_of=as_of,
        known_at=known_at,
        law_digest=_law_digest(law, parameters),
        standings=tuple(_within(evaluate(law.serving(Service.AUDIT), **question), law, reaches)),
        targets=tuple(evaluate_targets(law.targets, **question)),
    )


def record_audit(result: AuditResult, *, by: Acting) -> models.Audit:
    """Keeps the result in one action; the ledger entry holds the digest of all of it."""
    findings = [finding_row(standing) for standing in result.standings]
    targets = [target_row(standing) for standing in result.targets]
    content: dict[str, Json] = {
        "as_of": result.as_of.isoformat(),
        "known_at": result.known_at,
        "law": result.law_digest,
        "result": _digest([findings, targets]),
    }
    rules = {rule.id: rule for rule in rule_book().rules}

    audit = models.Audit(
        key=uuid4().hex,
        as_of=result.as_of,
        known_at=result.known_at,
        run_at=timezone.now(),
        law_digest=result.law_digest,
    )

    def write(written: Write) -> models.Audit:
        written.add([audit])
        written.add(models.Finding(audit=audit, about=rules[row["rule"]].about, **row) for row in findings)
        written.add(models.TargetStanding(audit=audit, **row) for row in targets)
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
        "evidence": [_evidence(item) for item in standing.evidence],
        "missing": [*standing.missing, *standing.unverified],
    }


def _evidence(item: Evidence) -> dict[str, Json]:
    value = item.value
    plain: Json = value if isinstance(value, bool | int | float | str) or value is None else str(value)
    return {
        "fact": item.name,
        "value": plain,
        "closed": item.closed,
        "kind": "parameter" if item.is_parameter else "fact",
    }


def target_row(standing: TargetStanding) -> dict[str, Any]:
    """A target's standing as plain JSON values, the columns of `TargetStanding`."""
    row = asdict(standing)
    target = row.pop("target_id")
    return {**row, "target": target, "group": standing.group or "", "verdict": str(standing.verdict)}


def _reaches(day: date) -> dict[str, frozenset[str] | None]:
    """Per adopted pack the bodies that it binds; None where an adopting body answers to nobody: then all."""
    superiors = superiors_on(day)
    reaches: dict[str, frozenset[str] | None] = {}
    for adopted in adopted_on(day):
        whole = superiors.get(adopted.body) is None
        former = reaches.get(adopted.pack, frozenset())
        reaches[adopted.pack] = None if whole or former is None else former | bodies_under(adopted.body, on=day)
    return reaches


def _adopted(law: Law, packs: Iterable[str]) -> Law:
    ids = frozenset(packs)
    return Law(
        packs=tuple(pack for pack in law.packs if pack.id in ids),
        rules=tuple(rule for rule in law.rules if rule.pack in ids),
        parameters=law.parameters,
        targets=tuple(target for target in law.targets if target.pack in ids),
    )


def _within(standings: Iterable[Standing], law: Law, reaches: dict[str, frozenset[str] | None]) -> Iterator[Standing]:
    bound = {rule.id: reaches[rule.pack] for rule in law.rules}
    for standing in standings:
        bodies = bound[standing.rule_id]
        if bodies is None or standing.body in bodies:
            yield standing


def _law_digest(law: Law, parameters: dict[str, Any]) -> str:
    files = sorted({rule.digest for rule in law.rules} | {target.digest for target in law.targets})
    values = {name: None if value is None else str(value) for name, value in parameters.items()}
    return _digest([files, values])


def _digest(value: Json) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def _last_position() -> int:
    position = LedgerEntry.objects.aggregate(last=Max("position"))["last"]
    return NOTHING_KNOWN if position is None else int(position)
