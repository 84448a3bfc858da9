"""What is stated in running cases for rules to ask, one column a fact. What does not read as its type is unknown."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from liem.record.facts.moments import Tables, known


def stated(tables: Tables, moment: ir.Table, about: str, *facts: str) -> ir.Table:
    """Per `stated_of` (a subject of the table `about`) the text stated of each fact, by its name; null where nobody
    stated it."""
    rows = known(tables["procedures_statement"], moment)
    rows = rows.filter((rows.about == about) & (rows.stated_on <= rows.as_of))
    values = {fact: rows.value.max(where=rows.fact == fact) for fact in facts}
    return rows.group_by(stated_of=rows.subject).aggregate(**values)


def as_truth(value: ir.StringValue) -> ir.BooleanValue:
    """`true` or `false`; anything else is unknown."""
    return ibis.cases((value == "true", ibis.literal(True)), (value == "false", ibis.literal(False)))


def as_choice(value: ir.StringValue, choices: tuple[str, ...]) -> ir.StringValue:
    """One of the choices; anything else is unknown."""
    return ibis.cases((value.isin(choices), value))


def as_count(value: ir.StringValue) -> ir.IntegerValue:
    """A whole number up to 20; anything else is unknown."""
    return ibis.cases(*((value == str(number), ibis.literal(number, "int64")) for number in range(21)))
