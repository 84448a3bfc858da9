"""Whether every row lies within what the mandate of the importer reaches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from django.utils import timezone

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.actions.versions import Versioned
from liem.kernel.errors import LiemError
from liem.record import people, scope
from liem.record.importing import conflicts
from liem.record.importing.changes import Changes
from liem.record.importing.checks import on_record
from liem.record.importing.problems import Problem
from liem.record.importing.roster import Roster, batches
from liem.record.importing.sheets import Column, Row, Sheet
from liem.record.models import Body, Person, PostState


def rows_out_of_reach(
    roster: Roster, sheets: Mapping[str, Sheet], *, by: Acting, changes: Changes
) -> Iterator[Problem]:
    """The rows that name a body or an official whom the mandate does not reach, and those that would correct what it
    does not.

    New people belong to whoever brings them into a post within reach by the same file, a new body to whoever keeps its
    superior. Places belong to no body: only the Organisation Commission enters them.
    """
    inside = _Inside(roster, sheets, by=by, changes=changes)
    for read in roster.sheets.values():
        for row in read.rows:
            column = inside.first_outside(row)
            if column is not None:
                yield roster.problem(row, column, _fault(row, column))
    for version, row in changes.superseded:
        if any(not inside.has(column, code) for column, code in _stands(version, row)):
            yield roster.problem(row, row.sheet.identity[-1], conflicts.out_of_reach(version.identity))


def people_within(by: Acting) -> Callable[[Collection[str]], set[str]]:
    """A function from codes to those of officials on record whom the mandate reaches."""
    reach = scope.reach(by, timezone.localdate())
    everybody = _keeps_everybody(by, reach)

    def within(codes: Collection[str]) -> set[str]:
        if everybody:
            return on_record(Person, codes)
        return {code for some in batches(codes) for code in people.reachable(reach, some)}

    return within


def _keeps_everybody(by: Acting, reach: scope.Reach) -> bool:
    """Whoever keeps the whole record also keeps the people in it who hold no post yet."""
    at_the_top = scope.is_top(by.mandate.body, reach.day)
    return reach.whole or (by.mandate.role == Role.ORGANISATION_OFFICER and at_the_top)


def _fault(row: Row, key: str) -> LiemError:
    names_a_person = key in row.sheet.people or (row.sheet.key == "people" and key == "person")
    return (conflicts.person_out_of_reach if names_a_person else conflicts.out_of_reach)(str(row[key]))


def _stands(version: Versioned, row: Row) -> Iterator[tuple[Column, str]]:
    """What a version on record says in the columns that decide whose it is, where the row that corrects it differs.

    What its identity row says never changes, so it is not asked here.
    """
    for key in dict.fromkeys((*row.sheet.home, *row.sheet.people)):
        stands = getattr(version, f"{key}_id", None) or getattr(version, key, None)
        if stands is not None and stands != row[key]:
            yield row.sheet.column(key), stands


@dataclass(frozen=True, slots=True)
class _Codes:
    """The codes of one sheet that the file uses: those within reach, and those on record that are not."""

    inside: set[str]
    foreign: set[str]


class _Inside:
    """The codes within reach, sheet by sheet; each sheet's are read from the record once."""

    def __init__(self, roster: Roster, sheets: Mapping[str, Sheet], *, by: Acting, changes: Changes) -> None:
        self._roster, self._sheets, self._changes = roster, sheets, changes
        self._mandate = by.mandate
        self._reach = scope.reach(by, timezone.localdate())
        self._everybody = _keeps_everybody(by, self._reach)
        self._standing: dict[str, set[str]] = defaultdict(set)
        for version, row in changes.superseded:
            for column, code in _stands(version, row):
                for key in column.refers:
                    self._standing[key].add(code)
        self._codes: dict[str, _Codes] = {}
        self._codes["bodies"] = self._bodies()
        self._codes["people"] = self._people()

    def first_outside(self, row: Row) -> str | None:
        """The first column of the row that leads out of reach."""
        sheet = row.sheet
        if not sheet.home:
            return None if self._mandate.role == Role.ORGANISATION_OFFICER else sheet.identity[-1]
        if sheet.defines and row[sheet.identity[-1]] in self._of(sheet.key).foreign:
            return sheet.identity[-1]
        return self._leads_outside(row)

    def has(self, column: Column, code: str) -> bool:
        """Whether a code in a column that refers to other sheets leads to something within reach, and to nothing else:
        a meeting must not borrow the code of an official elsewhere."""
        found = [self._of(key) for key in column.refers]
        return any(code in codes.inside for codes in found) and not any(code in codes.foreign for codes in found)

    def _leads_outside(self, row: Row) -> str | None:
        sheet = row.sheet
        for key in dict.fromkeys((*sheet.home, *sheet.people)):
            column = sheet.column(key)
            if row[key] is None and not column.required:
                continue
            if not (self.has(column, row[key]) if column.refers else row[key] in self._of(sheet.key).inside):
                return key
        return "superior" if sheet.key == "bodies" and self._leaves_the_subtree(row) else None

    def _leaves_the_subtree(self, row: Row) -> bool:
        """Whether the body would now answer to nobody, or to somebody out of reach; where it does so already, the row
        moves nothing."""
        stays = row["body"] == self._mandate.body or row["superior"] in self._of("bodies").inside
        return not stays and not self._changes.says_nothing_new(row)

    def _of(self, key: str) -> _Codes:
        if key not in self._codes:
            self._codes[key] = self._read(key)
        return self._codes[key]

    def _read(self, key: str) -> _Codes:
        sheet = self._sheets.get(key)
        if sheet is None or sheet.defines is None:
            return _Codes(set(), set())
        manager = PostState.objects.filter(known_to__isnull=True) if key == "posts" else sheet.defines._default_manager
        name = "post_id" if key == "posts" else "pk"
        pairs: list[tuple[str, str]] = []
        for some in batches(self._used(key)):
            pairs += manager.filter(**{f"{name}__in": some}).values_list(name, "body_id")
        bodies = self._of("bodies").inside
        known = {code for code, _ in pairs}
        inside = {code for code, body in pairs if body in bodies}
        own = sheet.identity[-1]
        new = {row[own] for row in self._roster.rows(key) if row[own] not in known and not self._leads_outside(row)}
        return _Codes(inside | new, known - inside)

    def _used(self, key: str) -> set[str]:
        used = self._roster.codes(key) | self._standing[key]
        for read in self._roster.sheets.values():
            for column in read.sheet.columns:
                if key in column.refers:
                    used |= {row[column.key] for row in read.rows if row[column.key]}
        return used

    def _bodies(self) -> _Codes:
        inside = {*self._reach.bodies, self._mandate.body}
        known = on_record(Body, self._used("bodies"))
        waiting = [row for row in self._roster.rows("bodies") if row["body"] not in known]
        while found := [row for row in waiting if row["superior"] in inside]:
            inside |= {row["body"] for row in found}
            waiting = [row for row in waiting if row["body"] not in inside]
        return _Codes(inside, known - inside)

    def _people(self) -> _Codes:
        used = self._used("people")
        if self._everybody:
            return _Codes(used, set())
        known = on_record(Person, used)
        nobody = used - known - self._roster.codes("people")  # told as an unknown reference
        inside = self._brought_in() - known | nobody
        for some in batches(known):
            inside |= people.reachable(self._reach, some)
        return _Codes(inside, known - inside)

    def _brought_in(self) -> set[str]:
        """The people whom the file puts into a post within reach."""
        read = self._roster.sheets.get("tenures")
        if read is not None and read.faulty_codes:
            return self._roster.codes("people")  # its faults refuse the file; whom they keep out is not told as well
        posts = self._of("posts").inside
        return {row["person"] for row in self._roster.rows("tenures") if row["post"] in posts}
