"""Cases that ended without success, and people who withdrew: nothing about them is to be put right any more."""

from __future__ import annotations

import ibis.expr.types as ir

from liem.law.procedures.course import Outcome
from liem.record.facts.moments import Tables, known
from liem.rulebook.book import known_law


def going_on(rows: ir.Table, tables: Tables, moment: ir.Table, *, case: str) -> ir.Table:
    """The rows whose case, named in the column `case`, goes on or was completed by the day."""
    ended = _ended_cases(tables, moment)
    found = rows.left_join(ended, rows[case] == ended.ended_case)
    return found.filter(found.ended_case.isnull()).drop("ended_case")


def no_longer_considered(tables: Tables, moment: ir.Table) -> ir.Table:
    """Candidacies, `gone`, that were withdrawn by the day or belong to a case that ended without success."""
    people = known(tables["procedures_caseperson"], moment)
    ended = _ended_cases(tables, moment)
    people = people.left_join(ended, people.case_id == ended.ended_case)
    people = people.filter((people.withdrawn_on <= people.as_of).fill_null(False) | people.ended_case.notnull())
    return people.select(gone=people.candidacy_id)


def _ended_cases(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per `ended_case`: its newest event by the day is a step that did not pass and from which no case goes back."""
    cases = tables["procedures_case"].select("key", "procedure")
    events = tables["procedures_caseevent"].cross_join(moment.select("as_of"))
    events = events.filter(events["on"] <= events.as_of).select("case_id", "number", "step", "outcome")
    rows = events.inner_join(cases, events.case_id == cases.key)
    goes_back = (rows.procedure + "/" + rows.step).isin(_steps_that_go_back())
    failed = (rows.outcome == Outcome.NOT_PASSED.value) & ~goes_back
    found = rows.group_by(ended_case=rows.case_id).aggregate(
        newest=rows.number.max(), newest_failed=rows.number.max(where=failed)
    )
    return found.filter(found.newest == found.newest_failed).select("ended_case")


def _steps_that_go_back() -> tuple[str, ...]:
    return tuple(
        f"{procedure.id}/{step.id}"
        for procedure in known_law().procedures
        for step in procedure.steps
        if step.returns_to is not None
    )
