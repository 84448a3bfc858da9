"""How stored rows are cut down to one moment: what was known by then, and what held on the day asked about."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

Tables = Mapping[str, ir.Table]


def known(table: ir.Table, moment: ir.Table) -> ir.Table:
    """The versions known at the moment; the columns `as_of` and `known_at` ride along."""
    rows = table.cross_join(moment.select("as_of", "known_at"))
    return rows.filter((rows.known_from <= rows.known_at) & (rows.known_to.isnull() | (rows.known_to > rows.known_at)))


def held(table: ir.Table, moment: ir.Table) -> ir.Table:
    """The known versions that hold on the day asked about. A start that nobody knows does not end a holding."""
    rows = known(table, moment)
    return rows.filter(
        (rows.valid_from.isnull() | (rows.valid_from <= rows.as_of))
        & (rows.valid_to.isnull() | (rows.valid_to > rows.as_of))
    )


def attested(tables: Tables, moment: ir.Table, section: str) -> ir.Table:
    """Per `attested_subject` the last day up to which `section` was attested complete: `complete_to`."""
    rows = known(tables["record_attestation"], moment)
    rows = rows.filter(rows.section == section)
    return rows.group_by(attested_subject=rows.subject).aggregate(complete_to=rows.complete_to.max())


def closed(complete_to: ir.DateColumn, needed: ir.DateColumn) -> ir.BooleanColumn:
    """Whether an attestation reaches the day that is needed; an absent one never does."""
    return (complete_to >= needed).fill_null(False)


def counted(rows: ir.Table, by: str, name: str) -> ir.Table:
    """Rows per value of the column `by`: columns `<name>_of` and `<name>`."""
    return rows.group_by(**{f"{name}_of": rows[by]}).aggregate(**{name: rows.count()})


def or_zero(count: ir.IntegerColumn) -> ir.IntegerColumn:
    """No row on record is a count of 0; whether that is the whole truth is said by the closure beside it."""
    return count.fill_null(ibis.literal(0, type="int64"))


def one_if(flag: ir.BooleanValue) -> ir.IntegerValue:
    """1 where true, else 0. PostgreSQL casts no boolean to a big integer."""
    return ibis.ifelse(flag, ibis.literal(1, type="int64"), ibis.literal(0, type="int64"))
