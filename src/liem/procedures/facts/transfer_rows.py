"""The rows of the fact table of periodic transfers: the people of cases of that kind."""

from __future__ import annotations

import ibis.expr.types as ir

from liem.law.procedures.steps import Kind
from liem.procedures.facts.running import case_people
from liem.procedures.facts.stated import as_truth, stated
from liem.record.facts.moments import Tables, counted, known, or_zero


def papers_of_cases(tables: Tables, moment: ir.Table, name: str) -> ir.Table:
    """Papers of that name dated by the day: `case_id`, `person_id` (null where the paper is about the whole case)."""
    papers = known(tables["procedures_casepaper"], moment)
    papers = papers.filter((papers.name == name) & (papers.dated_on <= papers.as_of))
    return papers.select("case_id", "person_id", "step")


def published(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per `published_case` the first day by the day asked about on which something of it was made known:
    `first_published_on`."""
    rows = known(tables["procedures_publication"], moment)
    rows = rows.filter(rows.published_on <= rows.as_of)
    return rows.group_by(published_case=rows.case_id).aggregate(first_published_on=rows.published_on.min())


def _moved(tables: Tables) -> ir.Table:
    """Per `moved_case` the day on which its decision that changed the record takes effect."""
    decisions = tables["procedures_decision"]
    effects = tables["procedures_decisioneffect"].select("decision_id").distinct()
    rows = decisions.inner_join(effects, decisions.key == effects.decision_id)
    return rows.group_by(moved_case=rows.case_id).aggregate(moved_effectively=rows.effective_on.max())


def transfer_rows(tables: Tables, moment: ir.Table) -> ir.Table:
    """Everybody in a case of periodic transfer. Counts are closed from the day of the move; before it more may come."""
    people = case_people(tables, moment, (Kind.PERIODIC_TRANSFER,))
    other_measures = papers_of_cases(tables, moment, "opinion")
    other_measures = other_measures.filter(other_measures.step == "other_measures")
    rows = people
    for own, theirs, table in (
        ("subject", "stated_of", stated(tables, moment, "transfer", "headcount_neutral", "fits_profession")),
        ("case_id", "published_case", published(tables, moment)),
        ("case_id", "moved_case", _moved(tables)),
        ("case_id", "before_of", counted(papers_of_cases(tables, moment, "impact_before"), "case_id", "before")),
        ("case_id", "after_of", counted(papers_of_cases(tables, moment, "impact_after"), "case_id", "after")),
        ("case_id", "measures_of", counted(other_measures, "case_id", "measures")),
    ):
        rows = rows.left_join(table, rows[own] == table[theirs])
    moved_on = rows.moved_effectively.fill_null(rows.planned_on)
    is_closed = (moved_on <= rows.as_of).fill_null(False)
    return rows.select(
        subject=rows.subject,
        person=rows.person_id,
        body=rows.body_id,
        headcount_neutral=as_truth(rows.headcount_neutral),
        fits_profession=as_truth(rows.fits_profession),
        plan_published_on=rows.first_published_on,
        moved_on=moved_on,
        effect_before=or_zero(rows.before),
        effect_before_closed=is_closed,
        effect_after=or_zero(rows.after),
        effect_after_closed=is_closed,
        combined_measures=or_zero(rows.measures),
        combined_measures_closed=is_closed,
        decision_in_writing=rows.decided,
        decision_in_writing_closed=is_closed,
    )
