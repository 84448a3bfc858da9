"""Whether every row lies within what the mandate of the importer reaches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.utils import timezone

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.actions.versions import Versioned
from liem.record import people, scope
from liem.record.importing import conflicts
from liem.record.importing.checks import on_record
from liem.record.importing.problems import Problem
from liem.record.importing.roster import Roster, batches
from liem.record.importing.sheets import Column, Row, Sheet
from liem.record.models import Body, Person, PostState, Tenure


def rows_out_of_reach(
    roster: Roster, sheets: Mapping[str, Sheet], *, by: Acting, superseded: Iterable[tuple[Versioned, Row]]
) -> Iterator[Problem]:
    """The rows about bodies and people that the mandate does not reach, and those that would correct what it does not.

    New people belong to whoever enters them, a new body to whoever keeps its superior. Places belong to no body: only
    the Organisation Commission enters them.
    """
    inside = _Inside(roster, sheets, by=by)
    for read in roster.sheets.values():
        for row in read.rows:
            column = inside.first_outside(row)
            if column is not None:
                yield roster.problem(row, column, conflicts.out_of_reach(str(row[column])))
    for version, row in superseded:
        for key in row.sheet.home:
            stands = getattr(version, f"{key}_id", None) or getattr(version, key)
            if stands != row[key] and not inside.has(row.sheet.column(key), stands):
                yield roster.problem(row, row.sheet.identity[-1], conflicts.out_of_reach(version.identity))


class _Inside:
    """The codes within reach, sheet by sheet; each sheet's are read from the record once."""

    def __init__(self, roster: Roster, sheets: Mapping[str, Sheet], *, by: Acting) -> None:
        self._roster, self._sheets = roster, sheets
        self._mandate = by.mandate
        self._reach = scope.reach(by, timezone.localdate())
        self._codes: dict[str, set[str]] = {}
        self._codes["bodies"] = self._bodies()
        self._codes["people"] = self._people()

    def first_outside(self, row: Row) -> str | None:
        """The first column of the row that leads out of reach."""
        if not row.sheet.home:
            return None if self._mandate.role == Role.ORGANISATION_OFFICER else row.sheet.identity[-1]
        for key in row.sheet.home:
            if not self._own_or_within(row.sheet, row.sheet.column(key), row[key]):
                return key
        if row.sheet.key == "bodies" and row["body"] != self._mandate.body and row["superior"] not in self.of("bodies"):
            return "superior"  # a body that answers to nobody, or to somebody out of reach, would leave the subtree
        return None

    def has(self, column: Column, code: str) -> bool:
        """Whether a code in a column that refers to other sheets leads to something within reach."""
        return any(code in self.of(key) for key in column.refers)

    def _own_or_within(self, sheet: Sheet, column: Column, code: str) -> bool:
        return code in self.of(sheet.key) if not column.refers else self.has(column, code)

    def of(self, key: str) -> set[str]:
        """The codes of one sheet that lie within reach, of those that the file uses."""
        if key not in self._codes:
            self._codes[key] = self._of(key)
        return self._codes[key]

    def _of(self, key: str) -> set[str]:
        sheet = self._sheets.get(key)
        if sheet is None or sheet.defines is None:
            return set()
        used = self._used(key)
        if key == "posts":
            states = PostState.objects.filter(known_to__isnull=True)
            pairs = [
                p for some in batches(used) for p in states.filter(post_id__in=some).values_list("post_id", "body_id")
            ]
        else:
            manager = sheet.defines._default_manager
            pairs = [p for some in batches(used) for p in manager.filter(pk__in=some).values_list("pk", "body_id")]
        bodies = self.of("bodies")
        inside = {code for code, body in pairs if body in bodies}
        new = [row for row in self._roster.rows(key) if row[sheet.identity[-1]] not in dict(pairs)]
        return inside | {row[sheet.identity[-1]] for row in new if self.first_outside(row) is None}

    def _used(self, key: str) -> set[str]:
        used = self._roster.codes(key)
        for read in self._roster.sheets.values():
            for column in read.sheet.columns:
                if key in column.refers:
                    used |= {row[column.key] for row in read.rows if row[column.key]}
        return used

    def _bodies(self) -> set[str]:
        inside = {*self._reach.bodies, self._mandate.body}
        rows = self._roster.rows("bodies")
        known = on_record(Body, {row["body"] for row in rows})
        waiting = [row for row in rows if row["body"] not in known]
        while found := [row for row in waiting if row["superior"] in inside]:
            inside |= {row["body"] for row in found}
            waiting = [row for row in waiting if row["body"] not in inside]
        return inside

    def _people(self) -> set[str]:
        used = self._used("people")
        known = on_record(Person, used)
        inside = used - known
        for some in batches(known):
            in_post = set(Tenure.objects.filter(person_id__in=some).values_list("person_id", flat=True))
            inside |= (set(some) - in_post) | people.reachable(self._reach, some)
        return inside
