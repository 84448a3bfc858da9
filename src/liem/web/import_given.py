"""What a person has said about a file that is being imported: kept with its job, given to the importer as answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from liem.procedures.sheets import SHEETS as PROCEDURE_SHEETS
from liem.record.choices import SamePerson
from liem.record.importing import RECORD_SHEETS, Encoding, Options
from liem.record.importing.answers import DECISION_WORDS, DECISIONS, LEAVE_OUT, MAPPINGS
from liem.record.importing.recognition import LEFT_OUT
from liem.record.importing.sheets import Sheet

SHEETS: tuple[Sheet, ...] = (*RECORD_SHEETS, *PROCEDURE_SHEETS)
LONGEST_ORIGIN = 50
_BY_KEY = {sheet.key: sheet for sheet in SHEETS}
_DECIDED = {SamePerson(choice.value): choice.name.vi for choice in DECISION_WORDS}


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of the file, and the table and column it is read as; an empty column leaves it out."""

    title: str
    text: str
    table: str
    column: str


@dataclass(frozen=True, slots=True)
class Given:
    """`origin`: where such files come from. `encoding`: how the letters are written, empty where Liêm may see for
    itself. `tables`: title → key of its table, or LEFT_OUT. `people`: (code, code compared with) → decision.
    `assumed`: what a Popolo file does not say, as `Assumptions.given`. `write`: import it."""

    origin: str = ""
    encoding: str = ""
    tables: Mapping[str, str] = field(default_factory=dict)
    headings: tuple[Heading, ...] = ()
    people: Mapping[tuple[str, str], SamePerson] = field(default_factory=dict)
    assumed: Mapping[str, str] = field(default_factory=dict)
    write: bool = False

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Given:
        """From the arguments of a job."""
        return cls(
            origin=kept.get("origin", ""),
            encoding=kept.get("encoding", ""),
            tables=dict(kept.get("tables", ())),
            headings=tuple(Heading(*one) for one in kept.get("headings", ())),
            people={(code, other): SamePerson(decision) for code, other, decision in kept.get("people", ())},
            assumed=dict(kept.get("assumed", ())),
            write=bool(kept.get("write")),
        )

    def kept(self) -> dict[str, Any]:
        """As arguments of a job."""
        return {
            "origin": self.origin,
            "encoding": self.encoding,
            "tables": list(self.tables.items()),
            "headings": [[one.title, one.text, one.table, one.column] for one in self.headings],
            "people": [[code, other, decision.value] for (code, other), decision in self.people.items()],
            "assumed": list(self.assumed.items()),
            "write": self.write,
        }

    def with_headings(self, answered: Iterable[Heading]) -> Given:
        """The same with these headings answered, in place of what was said of them before."""
        known = {(one.title, one.text): one for one in self.headings}
        known.update({(one.title, one.text): one for one in answered})
        return replace(self, headings=tuple(known.values()))

    def column_of(self, title: str, text: str) -> str | None:
        """The key of the column that a heading was said to be; None where nothing was said."""
        return next((one.column for one in self.headings if (one.title, one.text) == (title, text)), None)

    def options(self, folder: Path, *, body: str) -> Options:
        """For the importer; what was answered is written into a workbook in `folder`.

        How headings are read is remembered apart for each body: one unit does not decide for another's files.
        """
        return Options(
            encoding=Encoding(self.encoding) if self.encoding else None,
            origin=f"{body}/{self.origin}" if self.origin else body,
            decisions=self._answers(folder / "answers.xlsx"),
        )

    def _answers(self, path: Path) -> Path | None:
        if not (self.tables or self.headings or self.people):
            return None
        workbook = Workbook(write_only=False)
        del workbook["Sheet"]
        _fill(workbook, MAPPINGS, self._mapping_rows())
        people = (("", code, other, _DECIDED[decision]) for (code, other), decision in self.people.items())
        _fill(workbook, DECISIONS, (row[1:] for row in people))
        workbook.save(path)
        return path

    def _mapping_rows(self) -> Iterable[Sequence[str]]:
        for title, table in self.tables.items():
            yield title, "", LEAVE_OUT.vi if table == LEFT_OUT else _BY_KEY[table].name.vi
        for one in self.headings:
            sheet = _BY_KEY[one.table]
            column = LEAVE_OUT.vi if one.column == LEFT_OUT else sheet.column(one.column).name.vi
            yield one.title, one.text, sheet.name.vi, column


def _fill(workbook: Workbook, sheet: Sheet, rows: Iterable[Sequence[str]]) -> None:
    """The rows as text: what begins with = is no formula."""
    worksheet = workbook.create_sheet(sheet.name.vi)
    worksheet.append([column.name.vi for column in sheet.columns])
    for number, row in enumerate(rows, start=2):
        for place, text in enumerate(row, start=1):
            if text:
                worksheet.cell(number, place, text).data_type = "s"
