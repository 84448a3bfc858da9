"""The facts that procedures publish to the law: candidacies and nomination meetings."""

from __future__ import annotations

import ibis.expr.types as ir

from liem.kernel.errors import Message
from liem.law.vocabulary import Fact, FactTable, FactType
from liem.record.facts.moments import Tables, attested, closed, counted, known, one_if, or_zero


def _meetings(tables: Tables, moment: ir.Table) -> ir.Table:
    meetings = tables["procedures_nominationmeeting"].cross_join(moment.select("as_of"))
    meetings = meetings.filter(meetings.held_on <= meetings.as_of)
    names = counted(known(tables["procedures_nominee"], moment), "meeting_id", "names")
    complete = attested(tables, moment, "names")
    rows = meetings.left_join(names, meetings.key == names.names_of)
    rows = rows.left_join(complete, rows.key == complete.attested_subject)
    return rows.select(
        subject=rows.key,
        person=rows.key.nullif(rows.key),
        body=rows.body_id,
        held_on=rows.held_on,
        names=or_zero(rows.names),
        names_closed=closed(rows.complete_to, rows.held_on),
        places=rows.places.cast("float64"),
    )


def _candidacies(tables: Tables, moment: ir.Table) -> ir.Table:
    state = known(tables["procedures_candidacystate"], moment)
    state = state.filter(state.opened_on <= state.as_of)
    # A decision after the day asked about has not been taken yet.
    decided_on = (state.decided_on <= state.as_of).ifelse(state.decided_on, None)
    state = state.select("candidacy_id", "opened_on", "planned_on", "as_of", decided_on=decided_on)
    candidacy = tables["procedures_candidacy"].select("key", "person_id", "body_id", "kind")
    return candidacy.inner_join(state, candidacy.key == state.candidacy_id).drop("candidacy_id")


def _conclusions(tables: Tables, moment: ir.Table, candidacies: ir.Table) -> ir.Table:
    conclusions = known(tables["record_politicalconclusion"], moment).select("person_id", "concluded_on")
    rows = candidacies.inner_join(conclusions, "person_id")
    return counted(rows.filter(rows.concluded_on <= rows.opened_on), "key", "political_conclusions")


def _results(tables: Tables, moment: ir.Table, candidacies: ir.Table) -> ir.Table:
    results = known(tables["record_recognisedresult"], moment).select("person_id", "recognised_on")
    rows = candidacies.inner_join(results, "person_id")
    rows = rows.filter((rows.recognised_on <= rows.planned_on) & (rows.recognised_on <= rows.as_of))
    return rows.group_by(results_of=rows.key).aggregate(latest_recognised_result=rows.recognised_on.max())


def _programmes(tables: Tables, moment: ir.Table, candidacies: ir.Table) -> ir.Table:
    programmes = known(tables["procedures_actionprogramme"], moment).select("candidacy_id", "filed_on")
    rows = candidacies.inner_join(programmes, candidacies.key == programmes.candidacy_id)
    in_time = rows.filter(rows.filed_on <= rows.decided_on.fill_null(rows.as_of))
    return counted(in_time, "key", "action_programmes")


def _participants(tables: Tables, moment: ir.Table, candidacies: ir.Table) -> ir.Table:
    """Per candidacy: who took part, how many of them had declared their kin by its opening, how many are kin."""
    parts = known(tables["procedures_participation"], moment)
    parts = parts.filter(~parts.recused).select("candidacy_id", participant=parts.person_id).distinct()
    declared = attested(tables, moment, "kinship").rename(declarer="attested_subject", declared_to="complete_to")
    kinship = known(tables["record_kinship"], moment)
    forth = kinship.select(kin_a=kinship.person_id, kin_b=kinship.relative_id)
    back = kinship.select(kin_a=kinship.relative_id, kin_b=kinship.person_id)
    kin = forth.union(back, distinct=True)
    rows = candidacies.select("key", "person_id", "opened_on").inner_join(parts, candidacies.key == parts.candidacy_id)
    rows = rows.left_join(declared, rows.participant == declared.declarer)
    rows = rows.left_join(kin, [rows.participant == kin.kin_a, rows.person_id == kin.kin_b])
    return rows.group_by(parts_of=rows.key).aggregate(
        participants=rows.count(),
        participants_declared=one_if(closed(rows.declared_to, rows.opened_on)).sum(),
        related_participants=one_if(rows.kin_a.notnull()).sum(),
    )


def _candidacy_rows(tables: Tables, moment: ir.Table) -> ir.Table:
    candidacies = _candidacies(tables, moment)
    conclusions = _conclusions(tables, moment, candidacies)
    results = _results(tables, moment, candidacies)
    programmes = _programmes(tables, moment, candidacies)
    participants = _participants(tables, moment, candidacies)
    political = attested(tables, moment, "political_conclusion").rename(
        political_of="attested_subject", political_to="complete_to"
    )
    recognised = attested(tables, moment, "results").rename(
        recognised_of="attested_subject", recognised_to="complete_to"
    )
    papers = attested(tables, moment, "papers").rename(papers_of="attested_subject", papers_to="complete_to")
    rows = candidacies.left_join(conclusions, candidacies.key == conclusions.political_conclusions_of)
    rows = rows.left_join(results, rows.key == results.results_of)
    rows = rows.left_join(programmes, rows.key == programmes.action_programmes_of)
    rows = rows.left_join(participants, rows.key == participants.parts_of)
    rows = rows.left_join(political, rows.person_id == political.political_of)
    rows = rows.left_join(recognised, rows.person_id == recognised.recognised_of)
    rows = rows.left_join(papers, rows.key == papers.papers_of)
    taking_part = or_zero(rows.participants)
    declared = or_zero(rows.participants_declared)
    return rows.select(
        subject=rows.key,
        person=rows.person_id,
        body=rows.body_id,
        kind=rows.kind,
        opened_on=rows.opened_on,
        planned_on=rows.planned_on,
        decided=rows.decided_on.notnull(),
        decided_on=rows.decided_on,
        political_conclusions=or_zero(rows.political_conclusions),
        political_conclusions_closed=closed(rows.political_to, rows.opened_on),
        latest_recognised_result=rows.latest_recognised_result,
        latest_recognised_result_closed=closed(rows.recognised_to, rows.planned_on),
        action_programmes=or_zero(rows.action_programmes),
        action_programmes_closed=closed(rows.papers_to, rows.decided_on.fill_null(rows.as_of)),
        related_participants=or_zero(rows.related_participants),
        # "No relative" may be said only when everybody who took part has declared; nobody on record is not "nobody".
        related_participants_closed=(taking_part > 0) & (declared == taking_part),
        participants=taking_part.cast("float64"),
        participants_declared=declared.cast("float64"),
    )


NOMINATION_MEETING = FactTable(
    name="nomination_meeting",
    meaning=Message("Một hội nghị lấy ý kiến giới thiệu", "One meeting that gathered nominations"),
    facts=(
        Fact("held_on", FactType.DATE, Message("Ngày họp", "Day of the meeting")),
        Fact(
            "names",
            FactType.COUNT,
            Message("Số người được giới thiệu", "Names put forward"),
            paper=Message("biên bản hội nghị, đủ danh sách", "minutes of the meeting, with the full list"),
        ),
        Fact("places", FactType.NUMBER, Message("Số vị trí cần chọn", "Places to be filled")),
    ),
    rows=_meetings,
)

CANDIDACY = FactTable(
    name="candidacy",
    meaning=Message("Một người được xem xét cho một bước nhân sự", "One person considered for one personnel step"),
    facts=(
        Fact(
            "kind",
            FactType.TEXT,
            Message("Loại việc", "Kind of step"),
            choices=("appointment", "reappointment", "nomination", "succession", "training"),
        ),
        Fact("opened_on", FactType.DATE, Message("Ngày bắt đầu xem xét", "Day on which it was opened")),
        Fact(
            "planned_on",
            FactType.DATE,
            Message("Ngày dự kiến thực hiện", "Day for which the act is planned"),
            paper=Message("ngày dự kiến trong tờ trình", "planned day in the submission"),
        ),
        Fact("decided", FactType.BOOLEAN, Message("Đã quyết định", "Has been decided")),
        Fact("decided_on", FactType.DATE, Message("Ngày quyết định", "Day of the decision")),
        Fact(
            "political_conclusions",
            FactType.COUNT,
            Message(
                "Số kết luận về tiêu chuẩn chính trị có trước khi xem xét",
                "Political-standards conclusions dated by the opening",
            ),
            paper=Message(
                "kết luận về tiêu chuẩn chính trị: số, ngày, cơ quan",
                "political-standards conclusion: number, date, authority",
            ),
        ),
        Fact(
            "latest_recognised_result",
            FactType.LATEST,
            Message("Kết quả được ghi nhận gần nhất", "Latest recognised result"),
            paper=Message("văn bản ghi nhận kết quả, sản phẩm", "paper that recognises a result or product"),
        ),
        Fact(
            "action_programmes",
            FactType.COUNT,
            Message("Chương trình hành động nộp trước quyết định", "Action programmes filed by the decision"),
            paper=Message("chương trình hành động", "action programme"),
        ),
        Fact(
            "related_participants",
            FactType.COUNT,
            Message("Số người tham gia có quan hệ gia đình", "Participants who are kin of the candidate"),
            paper=Message("bản khai quan hệ của người tham gia", "declarations of kin by those who took part"),
        ),
        Fact("participants", FactType.NUMBER, Message("Số người tham gia", "Participants")),
        Fact(
            "participants_declared",
            FactType.NUMBER,
            Message("Số người tham gia đã khai quan hệ", "Participants who have declared their kin"),
        ),
    ),
    rows=_candidacy_rows,
)

FACT_TABLES: tuple[FactTable, ...] = (CANDIDACY, NOMINATION_MEETING)
