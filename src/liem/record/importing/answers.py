"""What a person answered beforehand: how headings of the file are read, and which likely duplicates are one person.

Both are tables of their own, in the file itself (the report workbook prepares them) or in a file given beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from liem.kernel.errors import LiemError, Message
from liem.record.choices import SamePerson
from liem.record.importing import structure
from liem.record.importing.labels import choices
from liem.record.importing.nearest import folded
from liem.record.importing.problems import Problem
from liem.record.importing.raw import RawSheet
from liem.record.importing.reading import ReadSheet, read_sheet
from liem.record.importing.recognition import LEFT_OUT, Memory, column_names, plain, sheet_names
from liem.record.importing.sheets import Column, Kind, Row, Sheet, code
from liem.record.models import ColumnMapping, PersonDecision

LEAVE_OUT = Message("Bỏ qua", "Leave out")
DECISION_WORDS = choices(
    {
        SamePerson.DIFFERENT: ("Hai người khác nhau", "Two different people"),
        SamePerson.KEEP: ("Một người: giữ hồ sơ", "One person: keep the record"),
        SamePerson.REPLACE: ("Một người: sửa theo tệp", "One person: correct by the file"),
    }
)

DECISIONS = Sheet(
    key="import decisions",
    name=Message("Quyết định", "Decisions"),
    columns=(
        code("code", Message("Mã trong tệp", "Code in the file")),
        code("other", Message("Mã đối chiếu", "Code compared with")),
        Column("decision", Message("Quyết định", "Decision"), Kind.CHOICE, choices=DECISION_WORDS),
        Column("about", Message("Trong tệp", "In the file"), Kind.TEXT, longest=1_000),
        Column("about_other", Message("Đối chiếu với", "Compared with"), Kind.TEXT, longest=1_000),
        Column("likeness", Message("Mức độ giống", "Likeness"), Kind.TEXT),
    ),
    identity=("code",),
    build=lambda row: (),
    home=(),
    unique=(("code", "other"),),
)
MAPPINGS = Sheet(
    key="import mappings",
    name=Message("Ghép cột", "Column mapping"),
    columns=(
        Column("title", Message("Trang trong tệp", "Sheet in the file"), Kind.TEXT, required=True, longest=200),
        Column("heading", Message("Tiêu đề trong tệp", "Heading in the file"), Kind.TEXT, longest=200),
        Column("sheet", Message("Bảng", "Table"), Kind.TEXT),
        Column("column", Message("Cột", "Column"), Kind.TEXT),
    ),
    identity=("title",),
    build=lambda row: (),
    home=(),
)
ANSWER_SHEETS = (DECISIONS, MAPPINGS)


@dataclass(slots=True)
class Answers:
    """What was answered in this file, with the row of each answer, and what was remembered before."""

    decisions: list[tuple[PersonDecision, Row]] = field(default_factory=list)
    mappings: list[tuple[ColumnMapping, Row]] = field(default_factory=list)
    remembered: list[PersonDecision] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)
    layouts: dict[str, ReadSheet] = field(default_factory=dict)
    titles: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def decided(self) -> dict[tuple[str, str], SamePerson]:
        """(later code, code compared with) → decision; those of this file prevail."""
        given = [decision for decision, _ in self.decisions]
        pairs = {one.identity: one for one in (*self.remembered, *given)}
        return {(one.code, one.other): SamePerson(one.decision) for one in pairs.values()}


def read_answers(  # noqa: PLR0913 — what the rows become depends on all of it
    raw_sheets: Sequence[RawSheet],
    *,
    sheets: Sequence[Sheet],
    file: str,
    origin: str,
    told: Callable[[Message], None],
    after: Answers | None = None,
) -> Answers:
    """The answers in those of these tables that hold any (`titles`), added to those remembered for the origin and to
    what was answered before (`after`)."""
    answers = after or Answers()
    for raw in raw_sheets:
        for sheet in ANSWER_SHEETS:
            if _is(raw, sheet):
                answers.titles.add(raw.title)
                _read(raw, sheet, answers, sheets=sheets, file=file, origin=origin, told=told)
    answers.remembered = list(PersonDecision.objects.filter(known_to__isnull=True).order_by("known_from"))
    stored = ColumnMapping.objects.filter(known_to__isnull=True, origin=origin).order_by("identity")
    answers.memory = _memory([*stored, *(mapping for mapping, _ in answers.mappings)])
    return answers


def is_for_answers(raw: RawSheet) -> bool:
    """Whether the table holds answers about a file, by its title or its headings."""
    return any(_is(raw, sheet) for sheet in ANSWER_SHEETS)


def _is(raw: RawSheet, sheet: Sheet) -> bool:
    return folded(raw.title) in _names(sheet) or _has_headings(raw, sheet)


def _names(sheet: Sheet) -> set[str]:
    return {folded(sheet.name.vi), folded(sheet.name.en)}


def _has_headings(raw: RawSheet, sheet: Sheet) -> bool:
    _, cells = next(raw.rows(), (0, []))
    names = column_names(sheet)
    found = {names.find(str(value)) for value, _ in cells if value}
    return {column.key for column in sheet.columns if column.required} <= found and len(found - {None}) > 2


def _read(  # noqa: PLR0913 — what the rows become depends on all of it
    raw: RawSheet,
    sheet: Sheet,
    answers: Answers,
    *,
    sheets: Sequence[Sheet],
    file: str,
    origin: str,
    told: Callable[[Message], None],
) -> None:
    read = read_sheet(raw, sheet, file=file, problems=answers.problems, memory=Memory(), told=told)
    answers.layouts[sheet.key] = read
    for row in read.rows:
        try:
            if sheet is DECISIONS and row["decision"]:
                answers.decisions.append((_decision(row), row))
            elif sheet is MAPPINGS and (row["column"] if row["heading"] else row["sheet"]):
                answers.mappings.append((_mapping(row, sheets, origin), row))
        except LiemError as fault:
            answers.problems.append(read.layout.problem(row, "column" if sheet is MAPPINGS else "decision", fault))


def _decision(row: Row) -> PersonDecision:
    pair = sorted((row["code"], row["other"]))
    if pair[0] == pair[1]:
        raise same_code(pair[0])
    return PersonDecision(identity=_digest(*pair), code=row["code"], other=row["other"], decision=row["decision"])


def _mapping(row: Row, sheets: Sequence[Sheet], origin: str) -> ColumnMapping:
    title, heading = folded(row["title"]), folded(row["heading"].rstrip("* "))
    by_key = {sheet.key: sheet for sheet in sheets}
    wanted = row["sheet"] or row["title"]
    if not heading and _leaves_out(wanted):
        key: str | None = LEFT_OUT
    else:
        key = wanted if wanted in by_key else sheet_names(sheets).find(wanted)
    if key is None:
        raise structure.no_such_sheet(wanted, sheets)
    column = LEFT_OUT
    if heading and not _leaves_out(row["column"]):
        found = column_names(by_key[key]).find(row["column"]) if row["column"] else None
        if found is None:
            raise structure.unknown_column(row["column"], by_key[key])
        column = found
    return ColumnMapping(
        identity=_digest(origin, title, heading),
        origin=origin,
        title=title,
        heading=heading,
        sheet=key,
        column=column,
    )


def _leaves_out(word: str) -> bool:
    return plain(word) in {plain(LEAVE_OUT.vi), plain(LEAVE_OUT.en)}


def _memory(mappings: Sequence[ColumnMapping]) -> Memory:
    titles: dict[str, str] = {}
    columns: dict[tuple[str, str], str] = {}
    for one in mappings:
        if one.heading:
            columns[one.title, one.heading] = one.column
        else:
            titles[one.title] = one.sheet
    return Memory(titles, columns)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def same_code(given: str) -> LiemError:
    return LiemError(
        "import.same_code",
        Message(
            f"Hai mã giống nhau (“{given}”) thì không có gì để quyết định. Hãy bỏ dòng này.",
            f"Both codes are “{given}”, so there is nothing to decide. Take the row out.",
        ),
    )


def unknown_pair(given: str) -> LiemError:
    return LiemError(
        "import.unknown_decision",
        Message(
            f"Không có cán bộ “{given}” trong tệp hoặc trong hồ sơ thuộc phạm vi được giao. Hãy sửa mã hoặc bỏ dòng.",
            f"There is no official “{given}” in the file or on record within the mandate. Correct the code, or take "
            "the row out.",
        ),
    )
