"""The sheets of candidacies and nomination meetings, in the form of `liem.record.importing.sheets`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import models

from liem.kernel.errors import LiemError, Message
from liem.procedures.models import (
    ActionProgramme,
    Candidacy,
    CandidacyKind,
    CandidacyState,
    NominationMeeting,
    Nominee,
    Part,
    Participation,
)
from liem.record.importing.labels import choices
from liem.record.importing.people import person_code, row_code
from liem.record.importing.problems import Problem
from liem.record.importing.roster import Roster
from liem.record.importing.sheets import Column, Kind, Row, Sheet, code

KINDS = choices(
    {
        CandidacyKind.APPOINTMENT: ("Bổ nhiệm", "Appointment"),
        CandidacyKind.REAPPOINTMENT: ("Bổ nhiệm lại", "Reappointment"),
        CandidacyKind.NOMINATION: ("Giới thiệu ứng cử", "Nomination"),
        CandidacyKind.SUCCESSION: ("Quy hoạch", "Succession planning"),
        CandidacyKind.TRAINING: ("Đào tạo, bồi dưỡng", "Training"),
        CandidacyKind.ENDING: ("Thôi giữ chức vụ", "End of office"),
    }
)
PARTS = choices(
    {
        Part.PROPOSER: ("Đề xuất", "Proposed"),
        Part.ASSESSOR: ("Thẩm định", "Assessed"),
        Part.DECIDER: ("Quyết định", "Decided"),
    }
)
_CANDIDACY = Message("Mã hồ sơ nhân sự", "Candidacy")
_BODY = Message("Mã tổ chức", "Body")


def _candidacy(row: Row) -> Iterator[models.Model]:
    yield Candidacy(
        key=row["candidacy"], person_id=row["person"], body_id=row["body"], post_id=row["post"], kind=row["kind"]
    )
    yield CandidacyState(
        identity=row.identity,
        candidacy_id=row["candidacy"],
        opened_on=row["opened_on"],
        planned_on=row["planned_on"],
        decided_on=row["decided_on"],
        decision=row["decision"],
    )


def _participation(row: Row) -> Iterator[models.Model]:
    yield Participation(
        identity=row.identity,
        candidacy_id=row["candidacy"],
        person_id=row["person"],
        part=row["part"],
        recused=row["recused"],
    )


def _programme(row: Row) -> Iterator[models.Model]:
    yield ActionProgramme(identity=row.identity, candidacy_id=row["candidacy"], filed_on=row["filed_on"])


def _meeting(row: Row) -> Iterator[models.Model]:
    yield NominationMeeting(
        key=row["meeting"],
        body_id=row["body"],
        subject=row["subject"],
        held_on=row["held_on"],
        places=row["places"],
    )


def _nominee(row: Row) -> Iterator[models.Model]:
    yield Nominee(identity=row.identity, meeting_id=row["meeting"], person_id=row["person"])


def _decision_has_a_day(roster: Roster) -> Iterable[Problem]:
    """A numbered decision without its day would leave the candidacy undecided."""
    for row in roster.rows("candidacies"):
        if row["decision"] and row["decided_on"] is None:
            yield roster.problem(row, "decided_on", _undated_decision(row["decision"]))


def _undated_decision(decision: str) -> LiemError:
    return LiemError(
        "import.undated_decision",
        Message(
            f"Có số quyết định {decision} nhưng thiếu ngày quyết định. Hãy ghi ngày trên quyết định.",
            f"There is a decision {decision} but no day of it. Enter the day that stands on the decision.",
        ),
    )


CANDIDACIES = Sheet(
    key="candidacies",
    name=Message("Hồ sơ nhân sự", "Candidacies"),
    columns=(
        code("candidacy", Message("Mã hồ sơ nhân sự", "Candidacy code")),
        person_code(),
        code("body", _BODY, "bodies"),
        code("post", Message("Mã chức danh", "Post"), "posts", required=False),
        Column("kind", Message("Loại việc", "Kind"), Kind.CHOICE, required=True, choices=KINDS),
        Column("opened_on", Message("Ngày bắt đầu xem xét", "Opened on"), Kind.DAY, required=True),
        Column("planned_on", Message("Ngày dự kiến thực hiện", "Planned for"), Kind.DAY),
        Column("decided_on", Message("Ngày quyết định", "Decided on"), Kind.DAY),
        Column("decision", Message("Số quyết định", "Decision"), Kind.TEXT, longest=120),
    ),
    identity=("candidacy",),
    defines=Candidacy,
    build=_candidacy,
    home=("body",),
    in_order=(("opened_on", "decided_on"),),
    checks=(_decision_has_a_day,),
    examples=(
        {
            "candidacy": "Ví dụ: ns-0001",
            "person": "cb-0001",
            "body": "tinh-uy",
            "post": "gd-so-noi-vu",
            "kind": "Bổ nhiệm lại",
            "opened_on": "01/04/2026",
            "planned_on": "01/07/2026",
        },
        {
            "candidacy": "Ví dụ: ns-0002",
            "person": "cb-0002",
            "body": "tinh-uy",
            "kind": "Quy hoạch",
            "opened_on": "15/01/2026",
            "decided_on": "20/03/2026",
            "decision": "45-QĐ/TU",
        },
    ),
)

PARTICIPANTS = Sheet(
    key="participants",
    name=Message("Người tham gia", "Participants"),
    columns=(
        row_code(),
        code("candidacy", _CANDIDACY, "candidacies"),
        person_code(),
        Column("part", Message("Tham gia ở khâu", "Part"), Kind.CHOICE, required=True, choices=PARTS),
        Column("recused", Message("Không tham gia để tránh xung đột", "Recused"), Kind.YES_NO, required=True),
    ),
    identity=("row",),
    build=_participation,
    home=("candidacy",),
    unique=(("candidacy", "person", "part"),),
    examples=(
        {
            "row": "Ví dụ: tg-0001",
            "candidacy": "ns-0001",
            "person": "cb-0002",
            "part": "Đề xuất",
            "recused": "Có",
        },
        {
            "row": "Ví dụ: tg-0002",
            "candidacy": "ns-0002",
            "person": "cb-0001",
            "part": "Quyết định",
            "recused": "Có",
        },
    ),
)

PROGRAMMES = Sheet(
    key="programmes",
    name=Message("Chương trình hành động", "Action programmes"),
    columns=(
        row_code(),
        code("candidacy", _CANDIDACY, "candidacies"),
        Column("filed_on", Message("Ngày nộp", "Filed on"), Kind.DAY, required=True),
    ),
    identity=("row",),
    build=_programme,
    home=("candidacy",),
    unique=(("candidacy", "filed_on"),),
    examples=(
        {"row": "Ví dụ: hd-0001", "candidacy": "ns-0001", "filed_on": "20/05/2026"},
        {"row": "Ví dụ: hd-0002", "candidacy": "ns-0002", "filed_on": "01/03/2026"},
    ),
)

MEETINGS = Sheet(
    key="meetings",
    name=Message("Hội nghị giới thiệu", "Nomination meetings"),
    columns=(
        code("meeting", Message("Mã hội nghị", "Meeting code")),
        code("body", _BODY, "bodies"),
        Column("subject", Message("Nội dung giới thiệu", "For"), Kind.TEXT, required=True),
        Column("held_on", Message("Ngày họp", "Held on"), Kind.DAY, required=True),
        Column("places", Message("Số vị trí cần chọn", "Places"), Kind.NUMBER, required=True, least=1, most=1000),
    ),
    identity=("meeting",),
    defines=NominationMeeting,
    build=_meeting,
    home=("body",),
    examples=(
        {
            "meeting": "Ví dụ: hn-0001",
            "body": "so-noi-vu",
            "subject": "Giới thiệu nhân sự phó giám đốc sở",
            "held_on": "12/03/2026",
            "places": "1",
        },
        {
            "meeting": "Ví dụ: hn-0002",
            "body": "tinh-uy",
            "subject": "Rà soát quy hoạch cấp ủy",
            "held_on": "14/03/2026",
            "places": "5",
        },
    ),
)

NAMES = Sheet(
    key="names",
    name=Message("Người được giới thiệu", "Names put forward"),
    columns=(row_code(), code("meeting", Message("Mã hội nghị", "Meeting"), "meetings"), person_code()),
    identity=("row",),
    build=_nominee,
    home=("meeting",),
    unique=(("meeting", "person"),),
    examples=(
        {"row": "Ví dụ: gt-0001", "meeting": "hn-0001", "person": "cb-0001"},
        {"row": "Ví dụ: gt-0002", "meeting": "hn-0001", "person": "cb-0002"},
    ),
)

SHEETS: tuple[Sheet, ...] = (CANDIDACIES, PARTICIPANTS, PROGRAMMES, MEETINGS, NAMES)
