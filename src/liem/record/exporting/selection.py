"""Which rows of the record go out: those within the reach of a mandate, as of a day or with their whole history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from liem.actions.permissions import Acting
from liem.record import people
from liem.record.exporting.reading_back import read_back
from liem.record.identifiers import SEES_NUMBERS
from liem.record.importing.sheets import Kind, Row, Sheet
from liem.record.models import PostState
from liem.record.scope import SEES_KIN, Reach
from liem.record.succession_lists import outside

KINSHIP, PEOPLE = "kinship", "people"
_SEEN_BY = {KINSHIP: SEES_KIN, "identifiers": SEES_NUMBERS}
_LISTS, _ON_LISTS, _BEYOND_NUMBER_AND_DATE = "succession_lists", "succession", ("reviewed_on", "published_on")
STILL_OWED = frozenset({"duties"})  # what falls due later is owed on the day all the same


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows that go out, by the key of their sheet, in the order of the sheets.

    `unsaid` counts, by sheet, the rows within reach that their sheet cannot say in full; they are left out, and told.
    """

    rows: Mapping[str, Sequence[Row]]
    unsaid: Mapping[str, int] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        return {key: len(rows) for key, rows in self.rows.items()}

    def people(self, sheets: Sequence[Sheet]) -> frozenset[str]:
        """Everybody whom a row is about or names."""
        named = {(sheet.key, key) for sheet in sheets for key in sheet.people} | {(PEOPLE, "person")}
        return frozenset(row[key] for sheet, key in named for row in self.rows.get(sheet, ()) if row[key])


def select(sheets: Sequence[Sheet], reach: Reach, *, by: Acting, as_of: date | None) -> Selection:
    """The rows of these sheets that `reach` covers; with `as_of`, those that held or had happened on the day, and what
    they refer to. Who may not see kinship or numbers gets none. A few queries for each sheet."""
    inside = _Inside(sheets, reach)
    seen = [sheet for sheet in sheets if sees(sheet, by=by)]
    within: dict[str, list[Row]] = {}
    unsaid: dict[str, int] = {}
    for sheet in seen:
        rows = [(row, said) for row, said in rows_to_take(sheet) if inside.has_row(row)]
        within[sheet.key] = [row for row, said in rows if said]
        if len(within[sheet.key]) < len(rows):
            unsaid[sheet.key] = len(rows) - len(within[sheet.key])
    return Selection(within if as_of is None else _as_of(seen, within, as_of), unsaid)


def sees(sheet: Sheet, *, by: Acting) -> bool:
    """Whether the role sees on pages what stands in this sheet; nobody takes out what they may not see."""
    return by.mandate.role in _SEEN_BY.get(sheet.key, (by.mandate.role,))


def rows_to_take(sheet: Sheet, **only: str) -> Iterator[tuple[Row, bool]]:
    """The rows as `ReadBack.rows` gives them; of a succession list above the ceiling only number and date."""
    found = read_back(sheet).rows(**only)
    if sheet.key not in {_LISTS, _ON_LISTS}:
        yield from found
        return
    above = frozenset(outside())
    for row, said in found:
        if row["list"] not in above:
            yield row, said
        elif sheet.key == _LISTS:
            yield replace(row, values={**row.values, **dict.fromkeys(_BEYOND_NUMBER_AND_DATE)}), said


class _Inside:
    """The codes within reach, sheet by sheet; None stands for all of them."""

    def __init__(self, sheets: Sequence[Sheet], reach: Reach) -> None:
        self._reach = reach
        self._sheets = {sheet.key: sheet for sheet in sheets}
        self._codes: dict[str, set[str] | None] = {}

    def has_row(self, row: Row) -> bool:
        """Every column that says whose the row is, or names somebody, leads to what is within reach."""
        sheet = row.sheet
        for name in dict.fromkeys((*sheet.home, *sheet.people)):
            if row[name] is None and not sheet.column(name).required:
                continue
            leads_to = sheet.column(name).refers or (sheet.key,)
            if not any(self._knows(key, row[name]) for key in leads_to):
                return False
        return True

    def _knows(self, key: str, code: str) -> bool:
        if self._reach.whole:
            return True
        if key not in self._codes:
            self._codes[key] = self._read(key)
        codes = self._codes[key]
        return codes is None or code in codes

    def _read(self, key: str) -> set[str] | None:
        reach, sheet = self._reach, self._sheets.get(key)
        if key == "bodies":
            return set(reach.bodies)
        if key == PEOPLE:
            return set(people.within(reach).values_list("person_id", flat=True))
        if key == "posts":
            posts = PostState.objects.filter(known_to__isnull=True, body_id__in=reach.bodies)
            return set(posts.values_list("post_id", flat=True))
        if sheet is None or sheet.defines is None:
            return set()
        if not sheet.home:
            return None  # places belong to nobody
        return set(sheet.defines._default_manager.filter(body_id__in=reach.bodies).values_list("pk", flat=True))


def _as_of(sheets: Sequence[Sheet], within: Mapping[str, Sequence[Row]], day: date) -> dict[str, list[Row]]:
    """What stood on the day. People have no days of their own: those whom something that stood is about."""
    chosen = {sheet.key: [row for row in within[sheet.key] if _stands(row, day)] for sheet in sheets}
    _drop_what_hangs_on_later(chosen, sheets, within)
    if PEOPLE in chosen:
        chosen[PEOPLE] = []
    _add_what_is_referred_to(chosen, sheets, within, day)
    return {key: sorted(rows, key=lambda row: row.identity) for key, rows in chosen.items()}


def _drop_what_hangs_on_later(
    chosen: dict[str, list[Row]], sheets: Sequence[Sheet], within: Mapping[str, Sequence[Row]]
) -> None:
    """A product of an evaluation that was yet to be made was yet to be named."""
    happenings = [sheet for sheet in sheets if sheet.defines and _happened_on(sheet)]
    dropped = True
    while dropped:
        later = {
            (sheet.key, code)
            for sheet in happenings
            for code in {_code(row) for row in within[sheet.key]} - {_code(row) for row in chosen[sheet.key]}
        }
        kept = {key: [row for row in rows if later.isdisjoint(_references(row))] for key, rows in chosen.items()}
        dropped = any(len(kept[key]) < len(chosen[key]) for key in chosen)
        chosen.update(kept)


def _add_what_is_referred_to(
    chosen: dict[str, list[Row]], sheets: Sequence[Sheet], within: Mapping[str, Sequence[Row]], day: date
) -> None:
    """So that the file can be brought in: a body that had ended, say, and still has somebody in post."""
    defined = {sheet.key: _by_code(within[sheet.key]) for sheet in sheets if sheet.defines}
    present = {key: {_code(row) for row in chosen[key]} for key in defined}
    waiting = [row for rows in chosen.values() for row in rows]
    while waiting:
        waiting = [
            nearest
            for row in waiting
            for key, code in _references(row)
            if key in defined and (nearest := _nearest(defined[key].get(code, ()), code, present[key], day))
        ]
        for row in waiting:
            chosen[row.sheet.key].append(row)


def _stands(row: Row, day: date) -> bool:
    """Whether the row held on the day, or had happened by then."""
    values = row.values
    if "valid_to" in values or "valid_from" in values:
        since, until = values.get("valid_from"), values.get("valid_to")
        return not (isinstance(since, date) and since > day) and not (isinstance(until, date) and until <= day)
    happened = _happened_on(row.sheet)
    return happened is None or row[happened] <= day


def _happened_on(sheet: Sheet) -> str | None:
    """The column with the day on which what a row tells had happened: the last day that is required."""
    days = [column.key for column in sheet.columns if column.kind is Kind.DAY and column.required]
    lasting = {"valid_from", "valid_to"} & {column.key for column in sheet.columns}
    return days[-1] if days and not lasting and sheet.key not in STILL_OWED else None


def _references(row: Row) -> Iterator[tuple[str, str]]:
    for column in row.sheet.columns:
        for key in column.refers:
            if row[column.key]:
                yield key, row[column.key]


def _nearest(rows: Iterable[Row], code: str, present: set[str], day: date) -> Row | None:
    """The last row of that code begun before the day, else the first; None where the code is there already."""
    ordered = sorted(rows, key=lambda row: row.values.get("valid_from") or date.min)
    if code in present or not ordered:
        return None
    present.add(code)
    begun = [row for row in ordered if (row.values.get("valid_from") or date.min) <= day]  # type: ignore[operator]
    return begun[-1] if begun else ordered[0]


def _by_code(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[_code(row)].append(row)
    return found


def _code(row: Row) -> str:
    return str(row[row.sheet.identity[-1]])
