"""Running cases, for tables that ask what would hold if they were decided as proposed."""

from __future__ import annotations

from collections.abc import Collection

import ibis.expr.types as ir

from liem.law.procedures.steps import Kind
from liem.procedures.facts.ended import going_on
from liem.record.facts.moments import Tables, counted, known, or_zero


def case_people(tables: Tables, moment: ir.Table, kinds: Collection[Kind]) -> ir.Table:
    """Who is before a case of these kinds on the day and has not withdrawn, a row each: `subject`, `person_id`,
    `to_post_id`, `joined_on`, `as_of`, `known_at`, and of the case `case_id`, `body_id`, `post_id`, `procedure`,
    `case_kind`, `jurisdiction`, `planned_on`, `decided` (how many decisions it has by the day)."""
    people = known(tables["procedures_caseperson"], moment)
    people = people.filter(
        (people.joined_on <= people.as_of) & (people.withdrawn_on.isnull() | (people.withdrawn_on > people.as_of))
    )
    people = people.select(
        "person_id", "to_post_id", "joined_on", "as_of", "known_at", "case_id", subject=people.identity
    )
    cases = running_cases(tables, moment, kinds)
    return people.inner_join(cases, people.case_id == cases.running_case).drop("running_case")


def running_cases(tables: Tables, moment: ir.Table, kinds: Collection[Kind]) -> ir.Table:
    """Cases of these kinds that did not end without success: `running_case`, `body_id`, `post_id`, `case_person_id`,
    `procedure`, `case_kind`, `jurisdiction`, `planned_on`, `decided`."""
    cases = tables["procedures_case"]
    cases = cases.filter(cases.kind.isin([kind.value for kind in kinds]))
    cases = cases.select(
        "body_id",
        "post_id",
        "procedure",
        "jurisdiction",
        "planned_on",
        running_case=cases.key,
        case_person_id=cases.person_id,
        case_kind=cases.kind,
    )
    decided = counted(_effects(tables, moment), "case_id", "decided")
    rows = cases.left_join(decided, cases.running_case == decided.decided_of)
    rows = rows.select(*cases.columns, decided=or_zero(rows.decided))
    return going_on(rows, tables, moment, case="running_case")


def _effects(tables: Tables, moment: ir.Table) -> ir.Table:
    """Decisions of cases by the day that changed the record: what they brought about stands there from then on."""
    decisions = tables["procedures_decision"].cross_join(moment.select("as_of"))
    decisions = decisions.filter(decisions.decided_on <= decisions.as_of)
    effects = tables["procedures_decisioneffect"].select("decision_id").distinct()
    rows = decisions.inner_join(effects, decisions.key == effects.decision_id)
    return rows.select("case_id", "key")
