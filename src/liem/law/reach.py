"""Which stored rows the facts about one subject rest on, found by keys, so that a gate reads those and no others.

A fact table is built from whole stored tables. From its definition follows how its rows of one key are found: by that
key in one stored table, by what stands in the rows found there in the next (the post that is held, the kin, those who
took part). `reach` works this out once; what it names is enough, and may be a little more:

Let R be the fact table as a question over the stored tables, and R' the same with "only these keys" carried down to the
stored tables, which gives the same rows of those keys on any database. On the rows named here and on all stored rows
R' is the same, because it looks at no others. So R gives the same rows of those keys on both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import ibis
from ibis.expr import operations as ops


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the rows that were fetched before."""

    rows: Fetch
    name: str


@dataclass(frozen=True, slots=True)
class Fetch:
    """Rows of a stored table: those whose `column` holds a key. `keys` are the columns that hold the keys, empty where
    they are the chosen ones. Without a `column` all rows, where nothing leads to fewer, but for those `left_out`.
    """

    table: str
    column: str | None = None
    keys: frozenset[Column] = frozenset()
    left_out: LeftOut | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows whose `column` holds one of these texts; one without a text has the empty one."""

    column: str
    texts: tuple[str, ...]


def reach(rows: ibis.Table, column: str) -> tuple[tuple[Fetch, ...], ...]:
    """What has to be fetched so that `rows` come out the same where their `column` holds a chosen key: in rounds, each
    after those that its keys come from.
    """
    rounds: dict[Fetch, int] = {}

    def place(fetch: Fetch) -> int:
        if fetch not in rounds:
            rounds[fetch] = max((1 + place(key.rows) for key in fetch.keys), default=0)
        return rounds[fetch]

    last = max(map(place, _kept(rows.op(), column, frozenset()).fetches), default=-1)
    in_order = sorted(rounds, key=lambda fetch: (fetch.table, fetch.column or ""))
    return tuple(tuple(fetch for fetch in in_order if rounds[fetch] == number) for number in range(last + 1))


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the rows of a relation rest on, and where the values of a column come from, as far as that is told."""

    fetches: frozenset[Fetch]
    sources: Mapping[str, frozenset[Column]] = field(default_factory=dict)


def _kept(rows: ops.Relation, column: str, keys: frozenset[Column]) -> _Kept:
    step = next((step for kind, step in _STEPS.items() if isinstance(rows, kind)), None)
    return (step(rows, column, keys) if step else None) or _everything(rows)


def _everything(rows: ops.Relation) -> _Kept:
    """All rows of every stored table beneath; what travels with a question is no stored table."""
    alone = _alone(rows)
    if alone is not None:
        return _Kept(frozenset({alone}))
    stored = {table.name for table in rows.find(ops.UnboundTable) if table.name not in _TRAVELLING}
    return _Kept(frozenset(map(Fetch, stored)))


def _alone(rows: ops.Relation, left_out: LeftOut | None = None) -> Fetch | None:
    """The one stored table that the rows are drawn from, where nothing else is, but for what a filter leaves out."""
    match rows:
        case ops.UnboundTable():
            return None if rows.name in _TRAVELLING else Fetch(rows.name, left_out=left_out)
        case ops.Filter():
            return _alone(rows.parent, left_out or _left_out(rows))
        case ops.Project() | ops.Aggregate() | ops.Distinct() | ops.DropColumns() | ops.Reference():
            return _alone(rows.parent, left_out)
        case ops.JoinChain() if all(_travels(link.table) and link.how in _BOTH_WAYS for link in rows.rest):
            return _alone(rows.first, left_out)
    return None


def _travels(rows: ops.Relation) -> bool:
    return {table.name for table in rows.find(ops.UnboundTable)} <= _TRAVELLING


def _left_out(rows: ops.Filter) -> LeftOut | None:
    """Of “not one of these texts”, asked of a column as it is stored: what the filter drops, nothing else rests on."""
    for predicate in rows.predicates:
        match predicate:
            case ops.Not(
                arg=ops.InValues(value=ops.Coalesce(arg=(ops.Field() as asked, ops.Literal(value=""))), options=texts)
            ):
                values = tuple(one.value for one in texts if isinstance(one, ops.Literal))
                column = _stored_as(rows, asked.name)
                if column is not None and len(values) == len(texts):
                    return LeftOut(column, values)
    return None


def _stored_as(rows: ops.Relation, name: str) -> str | None:
    """The stored column that is given unchanged under the name, where no row rests on others with another value."""
    match rows:
        case ops.UnboundTable():
            return name
        case ops.Filter() if all(_row_by_row(one, ops.Field(rows.parent, name)) for one in rows.predicates):
            return _stored_as(rows.parent, name)
        case ops.Project(values=values) | ops.JoinChain(values=values):
            given = values[name]
            if isinstance(given, ops.Field) and all(_row_by_row(one, given) for one in values.values()):
                return _stored_as(given.rel, given.name)
        case ops.Distinct() | ops.DropColumns() | ops.Reference():
            return _stored_as(rows.parent, name)
    return None


def _stored(rows: ops.UnboundTable, column: str, keys: frozenset[Column]) -> _Kept:
    fetch = Fetch(rows.name, column, keys)
    return _Kept(frozenset({fetch}), {name: frozenset({Column(fetch, name)}) for name in rows.schema.names})


def _referred(rows: ops.Reference, column: str, keys: frozenset[Column]) -> _Kept:
    return _kept(rows.parent, column, keys)


def _filtered(rows: ops.Filter, column: str, keys: frozenset[Column]) -> _Kept | None:
    source = ops.Field(rows.parent, column)
    if not all(_row_by_row(predicate, source) for predicate in rows.predicates):
        return None
    return _kept(rows.parent, column, keys)


def _unchanged(rows: ops.Distinct | ops.DropColumns, column: str, keys: frozenset[Column]) -> _Kept:
    return _kept(rows.parent, column, keys)


def _projected(rows: ops.Project | ops.Aggregate, column: str, keys: frozenset[Column]) -> _Kept | None:
    plain = rows.groups if isinstance(rows, ops.Aggregate) else rows.values
    source = plain.get(column)
    if not isinstance(source, ops.Field):
        return None
    if isinstance(rows, ops.Project) and not all(_row_by_row(value, source) for value in plain.values()):
        return None
    parent = _kept(rows.parent, source.name, keys)
    return _Kept(parent.fetches, _renamed(plain, lambda field: parent.sources.get(field.name)))


def _united(rows: ops.Union, column: str, keys: frozenset[Column]) -> _Kept:
    left, right = (_kept(part, column, keys) for part in (rows.left, rows.right))
    both = left.sources.keys() & right.sources.keys()
    return _Kept(left.fetches | right.fetches, {name: left.sources[name] | right.sources[name] for name in both})


_BOTH_WAYS = frozenset({"inner", "cross"})
_FOLLOWING = _BOTH_WAYS | {"left", "semi", "anti"}


def _joined(rows: ops.JoinChain, column: str, keys: frozenset[Column]) -> _Kept | None:
    source = rows.values[column]
    how = {rows.first: "inner", **{link.table: link.how for link in rows.rest}}
    if not (isinstance(source, ops.Field) and how[source.rel] in _BOTH_WAYS and _FOLLOWING.issuperset(how.values())):
        return None
    kept = {source.rel: _kept(source.rel, source.name, keys)}
    # A column held equal to the chosen one is searched by the same keys, without a detour over the rows found.
    among = {source: keys}
    while step := next(_next_steps(rows, how, kept, among), None):
        wanted, found = step
        among[wanted] = found
        kept[wanted.rel] = _kept(wanted.rel, wanted.name, found)
    parts = [kept.get(table) or _everything(table) for table in how]
    return _Kept(
        frozenset[Fetch]().union(*(part.fetches for part in parts)),
        _renamed(rows.values, lambda field: kept[field.rel].sources.get(field.name) if field.rel in kept else None),
    )


def _next_steps(
    rows: ops.JoinChain,
    how: Mapping[ops.Relation, str],
    kept: Mapping[ops.Relation, _Kept],
    among: Mapping[ops.Field, frozenset[Column]],
) -> Iterator[tuple[ops.Field, frozenset[Column]]]:
    """Columns by which a table not searched yet can be, with the keys that they are held equal to."""
    for link in rows.rest:
        for known, wanted in _equal_columns(link):
            if known.rel not in kept or wanted.rel in kept:
                continue
            # Backwards only where a row without its partner is dropped anyway.
            if wanted.rel != link.table and link.how not in _BOTH_WAYS:
                continue
            found = among.get(known, kept[known.rel].sources.get(known.name))
            if found is not None:
                yield wanted, found


def _equal_columns(link: ops.JoinLink) -> Iterator[tuple[ops.Field, ops.Field]]:
    for predicate in link.predicates:
        if isinstance(predicate, ops.Equals):
            left, right = predicate.left, predicate.right
            if isinstance(left, ops.Field) and isinstance(right, ops.Field):
                yield left, right
                yield right, left


def _renamed(
    values: Mapping[str, ops.Value], source: Callable[[ops.Field], frozenset[Column] | None]
) -> dict[str, frozenset[Column]]:
    found = ((name, source(value)) for name, value in values.items() if isinstance(value, ops.Field))
    return {name: columns for name, columns in found if columns is not None}


def _row_by_row(value: ops.Value, key: ops.Field) -> bool:
    """Whether the value of a row stays the same when rows with other keys are left out."""
    if isinstance(value, ops.WindowFunction):
        return key in value.group_by
    if isinstance(value, ops.Reduction | ops.Analytic | ops.Unnest | ops.Impure | ops.Subquery):
        return False
    return all(_row_by_row(part, key) for part in value.__children__ if isinstance(part, ops.Value))


_TRAVELLING = frozenset({"moment"})
_Step = Callable[[Any, str, frozenset[Column]], _Kept | None]
_STEPS: dict[type[ops.Relation], _Step] = {
    ops.UnboundTable: _stored,
    ops.Reference: _referred,
    ops.Project: _projected,
    ops.Aggregate: _projected,
    ops.Filter: _filtered,
    ops.Distinct: _unchanged,
    ops.DropColumns: _unchanged,
    ops.Union: _united,
    ops.JoinChain: _joined,
}
