"""Who comes from where: home place, birth place and years of residence set beside the place of a body."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from liem.record.facts.moments import Tables, known, one_if

_MONTHS, _PARTS = 12, 31  # a day is at most the 31st part of a month


def places(tables: Tables, prefix: str) -> ir.Table:
    """Each place with the unit that contains it and the one above that: `<prefix>`, `<prefix>_in`, `<prefix>_in_in`."""
    place = tables["record_place"]
    above = place.view()
    rows = place.left_join(above, place.within_id == above.key)
    return rows.select(**{f"{prefix}": place.key, f"{prefix}_in": place.within_id, f"{prefix}_in_in": above.within_id})


def lies_within(rows: ir.Table, part: str, whole: str) -> ir.BooleanColumn:
    """Whether the place `part` is `whole` or a part of it, both with columns from `places`.

    Unknown where one of the two is, and where `part` is only known as something wider than `whole`.
    """
    inside = _is_one_of(rows[whole], rows[part], rows[f"{part}_in"], rows[f"{part}_in_in"])
    wider = _is_one_of(rows[part], rows[f"{whole}_in"], rows[f"{whole}_in_in"])
    return ibis.cases(
        (rows[part].isnull() | rows[whole].isnull(), ibis.null("boolean")),
        (inside, ibis.literal(True)),
        (wider, ibis.null("boolean")),
        else_=ibis.literal(False),
    )


def resident_years(tables: Tables, moment: ir.Table, holdings: ir.Table) -> ir.Table:
    """Per holding (`identity`, `person_id`, `place_id`): the whole years that the holder has lived in the place by the
    day, all stays together, `resident_years`; and `residence_doubts`, how many stays may add to them.

    A stay without its first day, or known only as something wider than the place, is such a stay. Days are counted as
    parts of a month, so that a stay that follows another without a gap goes on counting.
    """
    stays = known(tables["record_residence"], moment)
    stays = stays.filter(stays.valid_from.isnull() | (stays.valid_from <= stays.as_of))
    stays = stays.select(
        "as_of",
        lived_by=stays.person_id,
        lived_in=stays.place_id,
        since=stays.valid_from,
        until=ibis.ifelse(stays.valid_to <= stays.as_of, stays.valid_to, stays.as_of).fill_null(stays.as_of),
    )
    rows = holdings.select("identity", "person_id", "place_id")
    rows = rows.inner_join(stays, rows.person_id == stays.lived_by)
    stay, here = places(tables, "stay"), places(tables, "here")
    rows = rows.inner_join(stay, rows.lived_in == stay.stay)
    rows = rows.left_join(here, rows.place_id == here.here)
    rows = rows.mutate(inside=lies_within(rows, "stay", "here"))
    lived = ibis.ifelse(rows.inside & rows.since.notnull(), _parts(rows.until) - _parts(rows.since), 0)
    doubtful = one_if(rows.inside.isnull() | (rows.inside & rows.since.isnull()))
    # By person too: that is how one person's rows are found.
    groups = rows.mutate(lived=lived.fill_null(0), doubtful=doubtful)
    found = groups.group_by(resided=groups.identity, resided_by=groups.person_id).aggregate(
        lived=groups.lived.sum(), residence_doubts=groups.doubtful.sum()
    )
    year = _MONTHS * _PARTS
    years = ((found.lived - found.lived % year) / year).cast("int64")
    return found.select("resided", "resided_by", "residence_doubts", resident_years=years)


def _is_one_of(sought: ir.Column, *places: ir.Column) -> ir.BooleanValue:
    return ibis.or_(*((place == sought).fill_null(False) for place in places))


def _parts(day: ir.DateColumn) -> ir.IntegerValue:
    """The day in 31st parts of months, from the year 0."""
    months = day.year().cast("int64") * _MONTHS + day.month().cast("int64")
    return months * _PARTS + day.day().cast("int64")
