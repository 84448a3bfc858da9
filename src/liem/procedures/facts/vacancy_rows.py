"""The rows of `vacancy`: what was fixed about a post before anybody was named for it."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from liem.procedures.facts.ended import going_on
from liem.record.facts.moments import Tables, held_on, known, or_zero


def _first_names(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per `named_in` (a case) the day of the first name, whatever became of it."""
    people = known(tables["procedures_caseperson"], moment)
    joined = people.select(named_in=people.case_id, named_on=people.joined_on)
    proposals = tables["procedures_proposal"]
    proposed = proposals.select(named_in=proposals.case_id, named_on=proposals.proposed_on)
    names = joined.union(proposed)
    return names.group_by("named_in").aggregate(first_named=names.named_on.min())


def _standards(tables: Tables, moment: ir.Table) -> ir.Table:
    """Standards of posts, with the days on which they hold."""
    standards = known(tables["record_poststandard"], moment)
    return standards.select("valid_from", "valid_to", standard_of=standards.post_id)


def vacancy_rows(tables: Tables, moment: ir.Table) -> ir.Table:
    """What is fixed names at least one requirement, or it could not have been entered; a post with standards of its own
    has at least these. How many were written down is not counted. While nobody is named, the first name cannot come
    before the day asked about."""
    vacancies = known(tables["procedures_vacancy"], moment)
    vacancies = vacancies.filter(vacancies.fixed_on <= vacancies.as_of)
    vacancies = vacancies.select("case_id", "fixed_on", "as_of")
    cases = tables["procedures_case"].select("body_id", "post_id", its_case=tables["procedures_case"].key)
    rows = vacancies.inner_join(cases, vacancies.case_id == cases.its_case)
    rows = going_on(rows, tables, moment, case="case_id")
    standards = _standards(tables, moment)
    with_standards = rows.select("case_id", "post_id", "fixed_on")
    with_standards = with_standards.inner_join(standards, with_standards.post_id == standards.standard_of)
    with_standards = with_standards.filter(
        held_on(with_standards.valid_from, with_standards.valid_to, with_standards.fixed_on)
    )
    counted = with_standards.group_by(needs_of="case_id").aggregate(standards=with_standards.count())
    names = _first_names(tables, moment)
    rows = rows.left_join(counted, rows.case_id == counted.needs_of)
    rows = rows.left_join(names, rows.case_id == names.named_in)
    return rows.select(
        subject=rows.case_id,
        person=ibis.null("string"),
        body=rows.body_id,
        fixed_on=rows.fixed_on,
        requirements=ibis.greatest(or_zero(rows.standards), ibis.literal(1, type="int64")),
        requirements_closed=ibis.literal(False),
        first_name_on=rows.first_named.fill_null(rows.as_of),
    )
