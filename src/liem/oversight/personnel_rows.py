"""The rows of the fact table of personnel officers: those whom a running case of transfer is about."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from liem.law.procedures.steps import Kind
from liem.procedures.facts.running import case_people
from liem.procedures.facts.stated import as_count, stated
from liem.record.facts.discipline import disciplines
from liem.record.facts.moments import Tables, attested, closed, counted, or_zero

PROCEDURE = "personnel_officer_transfer"


def personnel_officer_rows(tables: Tables, moment: ir.Table) -> ir.Table:
    """Each person once, from the moment a case is about them. Standards are stated from the file of the officer; that
    no discipline is missing is attested in the dossier."""
    people = case_people(tables, moment, (Kind.PERIODIC_TRANSFER,))
    people = people.filter(people.procedure == PROCEDURE)
    people = people.group_by(officer=people.person_id, as_of=people.as_of).aggregate(body=people.body_id.max())
    complete = attested(tables, moment, "discipline")
    rows = people
    for theirs, table in (
        ("stated_of", stated(tables, moment, "personnel_officer", "standards_required", "standards_met")),
        ("disciplines_of", counted(disciplines(tables, moment), "disciplined", "disciplines")),
        ("attested_subject", complete),
    ):
        rows = rows.left_join(table, rows.officer == table[theirs])
    met = as_count(rows.standards_met)
    nothing, unknown = ibis.literal(0, type="int64"), ibis.literal(False)
    return rows.select(
        subject=rows.officer,
        person=rows.officer,
        body=rows.body,
        standards_required=as_count(rows.standards_required).cast("float64"),
        standards_met=or_zero(met),
        standards_met_closed=met.notnull(),
        disciplined=or_zero(rows.disciplines),
        disciplined_closed=closed(rows.complete_to, rows.as_of),
        bad_reports=nothing,
        bad_reports_closed=unknown,
        moved_after=nothing,
        moved_after_closed=unknown,
    )
