"""The sheets of what happens to bodies, and of what is laid down for them and for their posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db import models

from liem.kernel.errors import LiemError, Message
from liem.record.choices import LEVELS_OF, QualificationKind, ReorganisationKind
from liem.record.importing import faults, labels
from liem.record.importing.assessment import year
from liem.record.importing.checks import one_state_at_a_time
from liem.record.importing.people import row_code
from liem.record.importing.problems import Problem
from liem.record.importing.roster import Roster
from liem.record.importing.sheets import Check, Column, Kind, Row, Sheet, code, first_day, last_day
from liem.record.models import Headcount, PostStandard, Reorganisation, Term, TermState

_BODY = Message("Mã tổ chức", "Body")


def _reorganisation(row: Row) -> Iterator[models.Model]:
    yield Reorganisation(
        identity=row.identity,
        event=row["event"],
        kind=row["kind"],
        predecessor_id=row["predecessor"],
        successor_id=row["successor"],
        changed_on=row["changed_on"],
        decision=row["decision"],
    )


def _term(row: Row) -> Iterator[models.Model]:
    yield Term(key=row["term"], body_id=row["body"])
    yield TermState(
        identity=row.identity,
        term_id=row["term"],
        name=row["name"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
    )


def _headcount(row: Row) -> Iterator[models.Model]:
    yield Headcount(
        identity=row.identity,
        body_id=row["body"],
        year=row["year"],
        kind=row["kind"],
        assigned=row["assigned"],
        decision=row["decision"],
    )


def _standard(row: Row) -> Iterator[models.Model]:
    yield PostStandard(
        identity=row.identity,
        post_id=row["post"],
        kind=row["kind"],
        level=row["level"],
        paper=row["paper"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
    )


def level_of_its_kind(key: str) -> Check:
    """A check that the level in every row of a sheet belongs to the kind beside it."""

    def check_levels(roster: Roster) -> Iterator[Problem]:
        for row in roster.rows(key):
            if row["level"] not in LEVELS_OF[QualificationKind(row["kind"])]:
                yield roster.problem(row, "level", _level_of_another_kind(row["kind"]))

    return check_levels


def _level_of_another_kind(kind: str) -> LiemError:
    words = {choice.value: choice.name for choice in labels.QUALIFICATION_LEVELS}
    levels = [words[level] for level in LEVELS_OF[QualificationKind(kind)]]
    vi, en = "; ".join(word.vi for word in levels), "; ".join(word.en for word in levels)
    return LiemError(
        "import.level_of_another_kind",
        Message(
            f"Trình độ này không thuộc loại ở cột trước. Các trình độ của loại đó: {vi}. Hãy sửa một trong hai.",
            f"This level does not belong to the kind before it. The levels of that kind: {en}. Correct one of the two.",
        ),
    )


def _whole_reorganisations(roster: Roster) -> Iterator[Problem]:
    """What a reorganisation says as a whole: one kind and day, enough bodies on either side."""
    events: dict[str, list[tuple[Reorganisation, Row | None]]] = defaultdict(list)
    touched = {part.event for part, _ in roster.of_model(Reorganisation)}
    for part, row in roster.held(Reorganisation, where="event", among=touched):
        if part.event in touched:
            events[part.event].append((part, row))
    for parts in events.values():
        row = next(row for _, row in parts if row is not None)
        yield from _faults_of_event(roster, [part for part, _ in parts], row)


def _faults_of_event(roster: Roster, parts: list[Reorganisation], row: Row) -> Iterator[Problem]:
    if len({(part.kind, part.changed_on) for part in parts}) > 1:
        yield roster.problem(row, "event", _two_kinds_or_days(row["event"]))
        return
    kind = parts[0].kind
    if kind != ReorganisationKind.CLOSE and not all(part.successor_id for part in parts):
        yield roster.problem(row, "successor", faults.required())
    elif kind == ReorganisationKind.MERGE and len({part.predecessor_id for part in parts}) == 1:
        yield roster.problem(row, "predecessor", _too_few("trước khi sắp xếp", "before the merger"))
    elif kind == ReorganisationKind.SPLIT and len({part.successor_id for part in parts}) == 1:
        yield roster.problem(row, "successor", _too_few("sau khi sắp xếp", "after the split"))


def _two_kinds_or_days(event: str) -> LiemError:
    return LiemError(
        "import.two_reorganisations",
        Message(
            f"Các dòng mang mã sắp xếp “{event}” khác nhau về hình thức hoặc ngày. Hãy sửa cho thống nhất, "
            "hoặc đặt mã khác.",
            f"The rows of the reorganisation “{event}” differ in kind or day. Make them alike, or use another code.",
        ),
    )


def _too_few(vi: str, en: str) -> LiemError:
    return LiemError(
        "import.half_a_reorganisation",
        Message(
            f"Chỉ có một tổ chức {vi}. Hãy thêm dòng cho các tổ chức còn lại (mỗi cặp một dòng), hoặc sửa hình thức.",
            f"There is only one body {en}. Add the others, a row for each pair, or correct the kind.",
        ),
    )


REORGANISATIONS = Sheet(
    key="reorganisations",
    name=Message("Sắp xếp tổ chức", "Reorganisations"),
    columns=(
        row_code(),
        code(
            "event",
            Message("Mã đợt sắp xếp", "Reorganisation"),
            note=Message(
                "Các dòng cùng mã là một lần sắp xếp. Mỗi cặp tổ chức trước – tổ chức sau là một dòng.",
                "Rows of one code are one reorganisation; a row for each pair of a body before and a body after.",
            ),
        ),
        Column("kind", Message("Hình thức", "Kind"), Kind.CHOICE, required=True, choices=labels.REORGANISATION_KINDS),
        code("predecessor", Message("Tổ chức trước", "Before"), "bodies"),
        code(
            "successor",
            Message("Tổ chức sau", "After"),
            "bodies",
            required=False,
            note=Message(
                "Để trống khi kết thúc hoạt động mà không có tổ chức kế thừa.",
                "Blank where a body was closed and nobody took over.",
            ),
        ),
        Column("changed_on", Message("Ngày thực hiện", "On"), Kind.DAY, required=True),
        Column("decision", Message("Số quyết định", "Decision"), Kind.TEXT, longest=120),
    ),
    identity=("row",),
    build=_reorganisation,
    home=("predecessor", "successor"),
    unique=(("event", "predecessor", "successor"),),
    checks=(_whole_reorganisations,),
    examples=(
        {
            "row": "Ví dụ: sx-0001",
            "event": "doi-ten-so-noi-vu",
            "kind": "Đổi tên",
            "predecessor": "so-noi-vu",
            "successor": "so-noi-vu",
            "changed_on": "01/03/2025",
            "decision": "15/NQ-HĐND",
        },
        {
            "row": "Ví dụ: sx-0002",
            "event": "doi-ten-tinh-uy",
            "kind": "Đổi tên",
            "predecessor": "tinh-uy",
            "successor": "tinh-uy",
            "changed_on": "01/07/2025",
        },
    ),
)

TERMS = Sheet(
    key="terms",
    name=Message("Nhiệm kỳ", "Terms"),
    columns=(
        code("term", Message("Mã nhiệm kỳ", "Term code")),
        code("body", _BODY, "bodies"),
        Column("name", Message("Tên nhiệm kỳ", "Name"), Kind.TEXT, required=True, longest=60),
        first_day(),
        last_day(),
    ),
    identity=("term",),
    defines=Term,
    build=_term,
    home=("body",),
    in_order=(("valid_from", "valid_to"),),
    examples=(
        {
            "term": "Ví dụ: tinh-uy-2025",
            "body": "tinh-uy",
            "name": "2025–2030",
            "valid_from": "01/10/2025",
            "valid_to": "30/09/2030",
        },
        {"term": "Ví dụ: tinh-uy-2030", "body": "tinh-uy", "name": "2030–2035", "valid_from": "01/10/2030"},
    ),
)

HEADCOUNTS = Sheet(
    key="headcounts",
    name=Message("Biên chế", "Headcounts"),
    columns=(
        row_code(),
        code("body", _BODY, "bodies"),
        year(),
        Column("kind", Message("Loại biên chế", "Kind"), Kind.CHOICE, required=True, choices=labels.HEADCOUNT_KINDS),
        Column("assigned", Message("Số được giao", "Assigned"), Kind.NUMBER, required=True, most=999_999),
        Column("decision", Message("Số quyết định", "Decision"), Kind.TEXT, longest=120),
    ),
    identity=("row",),
    build=_headcount,
    home=("body",),
    unique=(("body", "year", "kind"),),
    examples=(
        {
            "row": "Ví dụ: bc-0001",
            "body": "so-noi-vu",
            "year": "2026",
            "kind": "Cán bộ, công chức",
            "assigned": "86",
            "decision": "12-QĐ/TU",
        },
        {"row": "Ví dụ: bc-0002", "body": "so-noi-vu", "year": "2026", "kind": "Viên chức", "assigned": "24"},
    ),
)

STANDARDS = Sheet(
    key="standards",
    name=Message("Tiêu chuẩn chức danh", "Post standards"),
    columns=(
        row_code(),
        code("post", Message("Mã chức danh", "Post"), "posts"),
        Column(
            "kind", Message("Loại tiêu chuẩn", "Kind"), Kind.CHOICE, required=True, choices=labels.QUALIFICATION_KINDS
        ),
        Column(
            "level",
            Message("Trình độ tối thiểu", "Least level"),
            Kind.CHOICE,
            required=True,
            choices=labels.QUALIFICATION_LEVELS,
        ),
        Column("paper", Message("Văn bản quy định", "Laid down by"), Kind.TEXT, longest=120),
        first_day(),
        last_day(),
    ),
    identity=("row",),
    build=_standard,
    home=("post",),
    in_order=(("valid_from", "valid_to"),),
    checks=(level_of_its_kind("standards"), one_state_at_a_time("standards", PostStandard, "post_id", "kind")),
    examples=(
        {
            "row": "Ví dụ: ts-0001",
            "post": "gd-so-noi-vu",
            "kind": "Lý luận chính trị",
            "level": "Cao cấp lý luận chính trị",
            "paper": "08-QĐ/TU",
        },
        {"row": "Ví dụ: ts-0002", "post": "gd-so-noi-vu", "kind": "Chuyên môn", "level": "Đại học"},
    ),
)

SHEETS: tuple[Sheet, ...] = (REORGANISATIONS, TERMS, HEADCOUNTS, STANDARDS)
