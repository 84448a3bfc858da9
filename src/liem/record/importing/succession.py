"""The sheets of succession lists and of the people on them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models

from liem.kernel.errors import LiemError, Message
from liem.record.choices import Secrecy
from liem.record.importing.labels import choices
from liem.record.importing.people import person_code, row_code
from liem.record.importing.problems import Problem
from liem.record.importing.roster import Roster
from liem.record.importing.sheets import Column, Kind, Row, Sheet, code
from liem.record.models import SuccessionEntry, SuccessionList, SuccessionListState
from liem.record.secrecy import may_hold

_DECISION = Column("decision", Message("Số quyết định", "Decision"), Kind.TEXT, longest=120)
_KEEPER = Message("Tổ chức lập và giữ danh sách.", "The body that draws up and keeps the list.")
_LEVELS = choices(
    {
        Secrecy.OPEN: ("Không mật", "Not secret"),
        Secrecy.CONFIDENTIAL: ("Mật", "Confidential"),
        Secrecy.SECRET: ("Tối mật", "Secret"),
        Secrecy.TOP_SECRET: ("Tuyệt mật", "Top secret"),
    }
)
_BEYOND_NUMBER_AND_DATE = ("reviewed_on", "published_on")


def _succession_list(row: Row) -> Iterator[models.Model]:
    yield SuccessionList(key=row["list"], body_id=row["body"], post_id=row["post"], term_id=row["term"])
    yield SuccessionListState(
        identity=row.identity,
        list_id=row["list"],
        approved_on=row["approved_on"],
        decision=row["decision"],
        reviewed_on=row["reviewed_on"],
        published_on=row["published_on"],
        secrecy=row["secrecy"],
    )


def _succession(row: Row) -> Iterator[models.Model]:
    yield SuccessionEntry(
        identity=row.identity,
        list_id=row["list"],
        person_id=row["person"],
        approved_on=row["approved_on"],
        decision=row["decision"],
        removed_on=row["removed_on"],
        removal_reason=row["removal_reason"],
    )


def _removal_with_reason(roster: Roster) -> Iterator[Problem]:
    for row in roster.rows("succession"):
        if bool(row["removal_reason"]) != (row["removed_on"] is not None):
            column = "removal_reason" if row["removed_on"] else "removed_on"
            yield roster.problem(row, column, _half_a_removal())


def _half_a_removal() -> LiemError:
    return LiemError(
        "import.removal_without_reason",
        Message(
            "Đưa ra khỏi quy hoạch thì ghi cả ngày và lý do. Hãy bổ sung phần còn thiếu, hoặc để trống cả hai.",
            "Taking a person off the list needs both the day and the reason. Add what lacks, or leave both blank.",
        ),
    )


def _number_and_date_only(roster: Roster) -> Iterator[Problem]:
    """Of a list above the ceiling of this installation nothing is taken but which list it is, its number and date; one
    whose people are on record cannot be raised above it, since nothing is ever erased."""
    above = [row for row in roster.rows("succession_lists") if not may_hold(row["secrecy"])]
    on_record = SuccessionEntry.objects.filter(list_id__in=[row["list"] for row in above])
    filled = set(on_record.values_list("list_id", flat=True))
    for row in above:
        for column in _BEYOND_NUMBER_AND_DATE:
            if row[column] is not None:
                yield roster.problem(row, column, _more_than_number_and_date())
        if row["list"] in filled:
            yield roster.problem(row, "secrecy", _people_on_record())


def _no_people_above_the_ceiling(roster: Roster) -> Iterator[Problem]:
    touched = {row["list"] for row in roster.rows("succession")}
    held = roster.held(SuccessionListState, where="list_id", among=touched)
    above = {state.list_id for state, _ in held if not may_hold(state.secrecy)}
    for row in roster.rows("succession"):
        if row["list"] in above:
            yield roster.problem(row, "list", _list_kept_outside())


def _more_than_number_and_date() -> LiemError:
    return LiemError(
        "import.above_ceiling",
        Message(
            "Danh sách có độ mật cao hơn mức hệ thống này được giữ: chỉ ghi số quyết định và ngày phê duyệt. "
            "Hãy để trống ô này.",
            "The list is more secret than this installation may hold: only its decision and the day of approval are "
            "kept. Leave this cell blank.",
        ),
    )


def _people_on_record() -> LiemError:
    return LiemError(
        "import.people_on_record",
        Message(
            "Người trong danh sách này đã có trong hồ sơ, mà hồ sơ không xóa. Hệ thống này không được giữ danh sách ở "
            "độ mật đó: hãy báo người phụ trách bảo vệ bí mật nhà nước trước khi nhập tiếp.",
            "People on this list are on record, and the record erases nothing. This installation may not hold a list "
            "of that level: tell whoever answers for the protection of state secrets before importing more.",
        ),
    )


def _list_kept_outside() -> LiemError:
    return LiemError(
        "import.list_kept_outside",
        Message(
            "Danh sách có độ mật cao hơn mức hệ thống này được giữ, nên không nhận người trong danh sách. Hãy bỏ dòng "
            "này và giữ danh sách ở nơi bảo quản tài liệu mật.",
            "The list is more secret than this installation may hold, so nobody on it is taken. Leave this row out and "
            "keep the list where secret papers are kept.",
        ),
    )


SUCCESSION_LISTS = Sheet(
    key="succession_lists",
    name=Message("Danh sách quy hoạch", "Succession lists"),
    columns=(
        code("list", Message("Mã danh sách", "List code")),
        code("body", Message("Mã tổ chức", "Body"), "bodies", note=_KEEPER),
        code("post", Message("Chức danh quy hoạch", "Planned post"), "posts"),
        code("term", Message("Mã nhiệm kỳ", "Term"), "terms"),
        Column("approved_on", Message("Ngày phê duyệt", "Approved on"), Kind.DAY, required=True),
        _DECISION,
        Column("reviewed_on", Message("Ngày rà soát gần nhất", "Last reviewed on"), Kind.DAY),
        Column("published_on", Message("Ngày công khai", "Made known on"), Kind.DAY),
        Column(
            "secrecy",
            Message("Độ mật", "Level of secrecy"),
            Kind.CHOICE,
            choices=_LEVELS,
            note=Message(
                "Để trống nếu chưa rõ. Cao hơn mức hệ thống được giữ thì chỉ ghi số quyết định và ngày phê duyệt, "
                "không nhập người trong danh sách.",
                "Blank where nobody has said. Above what the installation may hold, only decision and day of approval "
                "are entered, and nobody on the list.",
            ),
        ),
    ),
    identity=("list",),
    defines=SuccessionList,
    build=_succession_list,
    home=("body", "post"),
    in_order=(("approved_on", "reviewed_on"), ("approved_on", "published_on")),
    unique=(("post", "term"),),
    checks=(_number_and_date_only,),
    examples=(
        {
            "list": "Ví dụ: qh-gd-2025",
            "body": "so-noi-vu",
            "post": "gd-so-noi-vu",
            "term": "tinh-uy-2025",
            "approved_on": "15/11/2025",
            "decision": "210-QĐ/TU",
            "reviewed_on": "20/03/2026",
            "published_on": "25/11/2025",
            "secrecy": "Không mật",
        },
        {
            "list": "Ví dụ: qh-gd-2030",
            "body": "so-noi-vu",
            "post": "gd-so-noi-vu",
            "term": "tinh-uy-2030",
            "approved_on": "15/11/2025",
        },
    ),
)

SUCCESSION = Sheet(
    key="succession",
    name=Message("Quy hoạch cán bộ", "Succession"),
    columns=(
        row_code(),
        person_code(),
        code("list", Message("Mã danh sách", "List"), "succession_lists"),
        Column("approved_on", Message("Ngày phê duyệt", "Approved on"), Kind.DAY, required=True),
        _DECISION,
        Column("removed_on", Message("Ngày đưa ra khỏi quy hoạch", "Taken off on"), Kind.DAY),
        Column("removal_reason", Message("Lý do đưa ra", "Reason for taking off"), Kind.TEXT),
    ),
    identity=("row",),
    build=_succession,
    home=("list", "person"),
    in_order=(("approved_on", "removed_on"),),
    unique=(("person", "list"),),
    checks=(_removal_with_reason, _no_people_above_the_ceiling),
    examples=(
        {
            "row": "Ví dụ: qh-0001",
            "person": "cb-0002",
            "list": "qh-gd-2025",
            "approved_on": "15/11/2025",
            "decision": "210-QĐ/TU",
        },
        {
            "row": "Ví dụ: qh-0002",
            "person": "cb-0001",
            "list": "qh-gd-2030",
            "approved_on": "15/11/2025",
            "removed_on": "20/03/2026",
            "removal_reason": "Đã được bổ nhiệm chức danh này",
        },
    ),
)

SHEETS: tuple[Sheet, ...] = (SUCCESSION_LISTS, SUCCESSION)
