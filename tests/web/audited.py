"""The small record with two audits of it, made of rules and targets that ship with the product."""

from __future__ import annotations

from datetime import UTC, date, datetime

from liem.oversight.models import Audit, Finding, TargetStanding
from record import small_record

IN_DISTRICTS, CLOSING = date(2025, 5, 31), date(2026, 10, 31)
LOCAL = "key_leaders_not_local"
KIN = "no_kin_in_procedure"
NAMES = "more_names_than_places"


def build() -> None:
    """Two audits: one of the districts' time with one breach, one of the closing day with a breach, unknown and met."""
    small_record.build()
    small_record.fill_dossier()
    earlier, closing = audit("districts", IN_DISTRICTS), audit("closing", CLOSING)
    local(earlier, "t5", "hoà", "huyen", True)
    local(closing, "t6", "hoà", "xa", True)
    local(closing, "t1", "hoa", "so-a", None)
    local(closing, "t4", "hòa", "so-b", False)
    standing(earlier, "district_secretaries_not_local", "", (1, 0), "not_met")
    standing(closing, "commune_secretaries_not_local", "", (1, 0), "not_met")


def audit(key: str, as_of: date) -> Audit:
    run_at = datetime(2026, 11, 20, 3, tzinfo=UTC)
    return Audit.objects.create(key=key, as_of=as_of, known_at=0, run_at=run_at, law_digest="")


def local(of: Audit, tenure: str, person: str, body: str, is_local: bool | None) -> Finding:
    """A finding of the rule that key leaders come from elsewhere."""
    verdict = {True: "not_met", False: "met", None: "unknown"}[is_local]
    evidence = [
        {"fact": "is_key_leader", "value": True, "closed": None, "kind": "fact"},
        {"fact": "body_level", "value": "commune", "closed": None, "kind": "fact"},
        {"fact": "is_local", "value": is_local, "closed": None, "kind": "fact"},
    ]
    return Finding.objects.create(
        audit=of,
        rule=LOCAL,
        about="holding",
        subject=tenure,
        person=person,
        body=body,
        verdict=verdict,
        evidence=evidence,
        missing=["is_local"] if is_local is None else [],
    )


def standing(of: Audit, target: str, group: str, figures: tuple[int, int], verdict: str) -> TargetStanding:
    """Where a target stands for a group; `figures` are how many there are and how many count."""
    total, counted = figures
    share = 100 * counted / total if total else None
    return TargetStanding.objects.create(
        audit=of,
        target=target,
        group=group,
        total=total,
        counted=counted,
        unknown=0,
        low=share,
        high=share,
        floor=100.0,
        ceiling=None,
        verdict=verdict,
    )
