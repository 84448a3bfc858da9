"""What falls due as the rows of a list: one by one, or many of one kind and day together, with the way to each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeAlias

from django.utils.http import urlencode

from liem.kernel.errors import Message
from liem.record.days import titles_of
from liem.record.due import Group, Kind, Line, named

FEW, LARGEST = 4, 6
Branch: TypeAlias = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Many:
    """`count` things of one kind and day at `bodies` bodies. `parts` are the branches of the organisation they lie in,
    those with the most first; `ground` is what all are counted from, None where they differ."""

    kind: Kind
    day: date
    count: int
    bodies: int
    parts: tuple[tuple[str, int], ...]
    ground: Message | None
    clause: str


Row: TypeAlias = Line | Many


@dataclass(frozen=True, slots=True)
class PartLink:
    """So many in one branch, and the part of an address that shows them."""

    name: str
    count: int
    link: str


@dataclass(frozen=True, slots=True)
class DueRow:
    """A row as it is shown: a thing with its names, or many with the largest of their parts, of which `more` are left
    out. `link` is the part of an address that shows all of them."""

    row: Row
    line: Line | None
    many: Many | None
    link: str = ""
    parts: tuple[PartLink, ...] = ()
    more: int = 0


def branches(superiors: Mapping[str, str | None], top: str) -> Branch:
    """Gives for a body the one above it that answers to `top` (or to nobody); for `top` itself, that."""
    known = {top: top}

    def branch(body: str) -> str:
        path = [body]
        while path[-1] not in known:
            above = superiors.get(path[-1])
            if above is None or above == top or above in path:
                known[path[-1]] = path[-1]
            else:
                path.append(above)
        known.update(dict.fromkeys(path, known[path[-1]]))
        return known[body]

    return branch


def by_day(groups: Iterable[Group], branch: Branch) -> list[Row]:
    """Few things of one kind and day one by one, many together."""
    rows: list[Row] = []
    for _of, same in groupby(groups, key=lambda group: (group.day, group.kind)):
        found = list(same)
        is_few = len(found) <= FEW and sum(len(group.lines) for group in found) <= FEW
        rows += one_by_one(found) if is_few else [_together(found, branch)]
    return rows


def by_branch(groups: Sequence[Group], branch: Branch) -> list[Many]:
    """What falls due of one kind on one day, a row for each branch, those with the most first."""
    found: dict[str, list[Group]] = {}
    for group in groups:
        found.setdefault(branch(group.body), []).append(group)
    rows = [_together(own, branch) for own in found.values()]
    return sorted(rows, key=lambda row: (-row.count, row.parts))


def one_by_one(groups: Iterable[Group]) -> list[Row]:
    """A row for each thing."""
    return [line for group in groups for line in group.lines]


def due_rows(rows: Sequence[Row], *, top: str, on: date) -> list[DueRow]:
    """The rows with their names. Four queries, whatever their number."""
    lines = iter(named([row for row in rows if isinstance(row, Line)], on=on))
    shown = {body for row in rows if isinstance(row, Many) for body, _count in row.parts[:LARGEST]}
    titles = titles_of(bodies=shown)

    def of_many(row: Many) -> DueRow:
        parts = tuple(
            PartLink(titles.body(body, on), count, _link(row, body, top)) for body, count in row.parts[:LARGEST]
        )
        is_one = len(parts) == 1
        link = parts[0].link if is_one else _link(row, "", top)
        return DueRow(row, None, row, link, parts, len(row.parts) - len(parts))

    def of_line(line: Line) -> DueRow:
        return DueRow(line, line, None)

    return [of_many(row) if isinstance(row, Many) else of_line(next(lines)) for row in rows]


def _together(groups: Sequence[Group], branch: Branch) -> Many:
    counts: Counter[str] = Counter()
    for group in groups:
        counts[branch(group.body)] += len(group.lines)
    lines = [line for group in groups for line in group.lines]
    first = lines[0]
    return Many(
        kind=first.kind,
        day=first.day,
        count=len(lines),
        bodies=len(groups),
        parts=tuple(sorted(counts.items(), key=lambda part: (-part[1], part[0]))),
        ground=first.ground if all(line.ground == first.ground for line in lines) else None,
        clause=first.clause,
    )


def _link(row: Many, body: str, top: str) -> str:
    """To the things of a branch; those of `top` itself are asked for without what lies under it."""
    where = {"at": body} if body == top else {"body": body}
    return urlencode({"kind": row.kind, "day": row.day.isoformat(), **({k: v for k, v in where.items() if v})})
