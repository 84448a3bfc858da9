"""Discipline on record: which day counts, what still has effect."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from liem.record.choices import DisciplineForm
from liem.record.facts.moments import Tables, known, one_if


def disciplines(tables: Tables, moment: ir.Table) -> ir.Table:
    """Decisions of discipline known at the moment: `disciplined`, `form`, `side`, `ends_on`, and `counted_from`, the
    day of publication (69-QĐ/TW, article 2.5), where none is entered the day of the decision."""
    rows = known(tables["record_discipline"], moment)
    counted_from = rows.published_on.fill_null(rows.decided_on)
    return rows.select("form", "side", "ends_on", disciplined=rows.person_id, counted_from=counted_from)


def latest_by_form(rows: ir.Table, by: str, forms: tuple[DisciplineForm, ...]) -> ir.Table:
    """Per value of `by`: `disciplines_of` and, for each form, the latest day it counts from, `latest_<form>`."""
    latest = {f"latest_{form.value}": rows.counted_from.max(where=rows.form == form.value) for form in forms}
    return rows.group_by(disciplines_of=rows[by]).aggregate(**latest)


def standing_discipline(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per `disciplined_person`: `latest_discipline`, and `lapsed`: false while one has effect, true once all ended by
    the day before, null where the end of one is not known."""
    rows = disciplines(tables, moment).cross_join(moment.select("as_of"))
    rows = rows.filter(rows.counted_from <= rows.as_of)
    found = rows.group_by(disciplined_person=rows.disciplined).aggregate(
        latest_discipline=rows.counted_from.max(),
        running=one_if(rows.ends_on >= rows.as_of).sum(),
        open_ended=one_if(rows.ends_on.isnull()).sum(),
    )
    return found.select(
        "disciplined_person",
        "latest_discipline",
        lapsed=ibis.cases(
            (found.running > 0, ibis.literal(False)),
            (found.open_ended > 0, ibis.null("boolean")),
            else_=ibis.literal(True),
        ),
    )
