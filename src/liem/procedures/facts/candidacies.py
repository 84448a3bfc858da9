from __future__ import annotations

import ibis
import ibis.expr.types as ir

from liem.kernel.errors import Message
from liem.law.vocabulary import FactTable
from liem.procedures.facts.ended import no_longer_considered
from liem.procedures.models import CandidacyKind
from liem.record.choices import DisciplineForm
from liem.record.facts.discipline import disciplines, latest_by_form
from liem.record.facts.kinds import PAPERS, PEOPLE, count, day, latest, number, text, truth
from liem.record.facts.moments import (
    Tables,
    attested,
    closed,
    counted,
    known,
    leading_posts,
    one_if,
    or_zero,
)
from liem.record.facts.retirement import retirement_day

_FORMS = (DisciplineForm.REPRIMAND, DisciplineForm.WARNING, DisciplineForm.REMOVAL)


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


def _past(tables: Tables, moment: ir.Table, candidacies: ir.Table) -> ir.Table:
    """Per candidacy the leading posts taken up before its opening, and since when the latest held at it was held.

    While one of those still held began on a day that nobody knows, the latest is not known either.
    """
    tenures = known(tables["record_tenure"], moment).select("person_id", "post_id", "valid_from", "valid_to")
    leading = leading_posts(tables, moment)
    tenures = tenures.inner_join(leading, tenures.post_id == leading.leading_post)
    rows = candidacies.select("key", "person_id", "opened_on").inner_join(tenures, "person_id")
    rows = rows.filter(rows.valid_from.isnull() | (rows.valid_from < rows.opened_on))
    still = rows.valid_to.isnull() | (rows.valid_to > rows.opened_on)
    found = rows.group_by(past_of=rows.key).aggregate(
        led_before=rows.count(),
        latest_start=rows.valid_from.max(where=still),
        starts_unknown=one_if(still & rows.valid_from.isnull()).sum(),
    )
    return found.select(
        "past_of",
        "led_before",
        in_post_since=ibis.ifelse(found.starts_unknown > 0, ibis.null("date"), found.latest_start),
    )


def _disciplines(tables: Tables, moment: ir.Table, candidacies: ir.Table) -> ir.Table:
    """Per candidacy and form, the latest discipline that counts from a day by the opening."""
    found = disciplines(tables, moment)
    rows = candidacies.select("key", "person_id", "opened_on")
    rows = rows.inner_join(found, rows.person_id == found.disciplined)
    return latest_by_form(rows.filter(rows.counted_from <= rows.opened_on), "key", _FORMS)


def _attested_to(tables: Tables, moment: ir.Table, section: str) -> ir.Table:
    """`<section>_section_of` and `<section>_to`: how far the section was attested complete."""
    names = {f"{section}_section_of": "attested_subject", f"{section}_to": "complete_to"}
    return attested(tables, moment, section).rename(**names)


def _first_appointment(rows: ir.Table) -> ir.BooleanValue:
    """Whether it would be the first leading post: known once the past is declared up to the opening."""
    return ibis.cases(
        (rows.kind != "appointment", ibis.literal(False)),
        (or_zero(rows.led_before) > 0, ibis.literal(False)),
        (closed(rows.tenures_to, rows.opened_on), ibis.literal(True)),
        else_=ibis.null("boolean"),
    )


def _candidacy_rows(tables: Tables, moment: ir.Table) -> ir.Table:
    candidacies = _candidacies(tables, moment)
    person = known(tables["record_persondetails"], moment)
    person = person.select("born_on", "sex", details_of=person.person_id)
    beside = (
        ("key", "political_conclusions_of", _conclusions(tables, moment, candidacies)),
        ("key", "results_of", _results(tables, moment, candidacies)),
        ("key", "action_programmes_of", _programmes(tables, moment, candidacies)),
        ("key", "parts_of", _participants(tables, moment, candidacies)),
        ("key", "past_of", _past(tables, moment, candidacies)),
        ("key", "disciplines_of", _disciplines(tables, moment, candidacies)),
        ("person_id", "details_of", person),
        ("person_id", "political_conclusion_section_of", _attested_to(tables, moment, "political_conclusion")),
        ("person_id", "results_section_of", _attested_to(tables, moment, "results")),
        ("key", "papers_section_of", _attested_to(tables, moment, "papers")),
        ("person_id", "tenures_section_of", _attested_to(tables, moment, "tenures")),
        ("person_id", "discipline_section_of", _attested_to(tables, moment, "discipline")),
        ("key", "gone", no_longer_considered(tables, moment)),
    )
    rows = candidacies
    for own, theirs, table in beside:
        rows = rows.left_join(table, rows[own] == table[theirs])
    rows = rows.filter(rows.gone.isnull())
    taking_part = or_zero(rows.participants)
    declared = or_zero(rows.participants_declared)
    discipline = {
        name: column
        for form in _FORMS
        for name, column in (
            (f"latest_{form.value}", rows[f"latest_{form.value}"]),
            (f"latest_{form.value}_closed", closed(rows.discipline_to, rows.opened_on)),
        )
    }
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
        political_conclusions_closed=closed(rows.political_conclusion_to, rows.opened_on),
        latest_recognised_result=rows.latest_recognised_result,
        latest_recognised_result_closed=closed(rows.results_to, rows.planned_on),
        action_programmes=or_zero(rows.action_programmes),
        action_programmes_closed=closed(rows.papers_to, rows.decided_on.fill_null(rows.as_of)),
        related_participants=or_zero(rows.related_participants),
        # "No relative" may be said only when everybody who took part has declared; nobody on record is not "nobody".
        related_participants_closed=(taking_part > 0) & (declared == taking_part),
        participants=taking_part.cast("float64"),
        participants_declared=declared.cast("float64"),
        retires_on=retirement_day(rows.born_on, rows.sex),
        in_post_since=rows.in_post_since,
        first_appointment=_first_appointment(rows),
        **discipline,
    )


_PARTICIPANTS = Message("bản khai quan hệ của người tham gia", "declarations of kin by those who took part")
_DISCIPLINE = Message("xác nhận đã khai đủ phần kỷ luật", "attestation that discipline is declared in full")
_DISCIPLINE_SHEETS = Message("trang tính Kỷ luật, Xác nhận đầy đủ", "sheets Discipline and Attestations")
_CONCLUSION = Message(
    "kết luận về tiêu chuẩn chính trị: số, ngày, cơ quan", "political-standards conclusion: number, date, authority"
)

CANDIDACY = FactTable(
    name="candidacy",
    meaning=Message("Một người được xem xét cho một bước nhân sự", "One person considered for one personnel step"),
    facts=(
        text("kind", "Loại việc", "Kind of step", CandidacyKind.values),
        day("opened_on", "Ngày bắt đầu xem xét", "Day on which it was opened"),
        day(
            "planned_on",
            "Ngày dự kiến thực hiện",
            "Day for which the act is planned",
            paper=Message("ngày dự kiến trong tờ trình", "planned day in the submission"),
        ),
        truth("decided", "Đã quyết định", "Has been decided"),
        day("decided_on", "Ngày quyết định", "Day of the decision"),
        count(
            "political_conclusions",
            "Số kết luận về tiêu chuẩn chính trị có trước khi xem xét",
            "Political-standards conclusions dated by the opening",
            PAPERS,
            paper=_CONCLUSION,
            source=Message("trang tính Kết luận chính trị", "sheet Political conclusions"),
        ),
        latest(
            "latest_recognised_result",
            "Kết quả được ghi nhận gần nhất",
            "Latest recognised result",
            paper=Message("văn bản ghi nhận kết quả, sản phẩm", "paper that recognises a result or product"),
            source=Message("trang tính Kết quả được ghi nhận", "sheet Recognised results"),
        ),
        count(
            "action_programmes",
            "Chương trình hành động nộp trước quyết định",
            "Action programmes filed by the decision",
            PAPERS,
            paper=Message("chương trình hành động", "action programme"),
            source=Message("trang tính Chương trình hành động", "sheet Action programmes"),
        ),
        count(
            "related_participants",
            "Số người tham gia có quan hệ gia đình",
            "Participants who are kin of the candidate",
            PEOPLE,
            paper=_PARTICIPANTS,
            source=Message("trang tính Người tham gia, Quan hệ gia đình", "sheets Participants and Kinship"),
        ),
        number(
            "participants",
            "Số người tham gia",
            "Participants",
            PEOPLE,
            source=Message("trang tính Người tham gia", "sheet Participants"),
        ),
        number(
            "participants_declared",
            "Số người tham gia đã khai quan hệ",
            "Participants who have declared their kin",
            PEOPLE,
            source=Message("trang tính Người tham gia, Xác nhận đầy đủ", "sheets Participants and Attestations"),
        ),
        day(
            "retires_on",
            "Ngày đủ tuổi nghỉ hưu trong điều kiện lao động bình thường",
            "Day on which retirement age is reached, in normal working conditions",
            paper=Message("ngày sinh và giới tính trong sơ yếu lý lịch", "date of birth and sex in the personal form"),
            source=Message("tính từ ngày sinh và giới tính", "worked out from date of birth and sex"),
        ),
        day(
            "in_post_since",
            "Ngày bắt đầu chức vụ lãnh đạo gần nhất đang giữ khi bắt đầu xem xét",
            "First day of the latest leading post held at the opening",
            paper=Message("quyết định bổ nhiệm chức vụ đang giữ", "decision on the post held"),
            source=Message("trang tính Quá trình công tác", "sheet Tenures"),
        ),
        truth(
            "first_appointment",
            "Bổ nhiệm lần đầu vào chức vụ lãnh đạo",
            "Would be the first leading post",
            paper=Message(
                "xác nhận đã khai đủ quá trình công tác", "attestation that past tenures are declared in full"
            ),
            source=Message("trang tính Quá trình công tác", "sheet Tenures"),
        ),
        latest(
            "latest_reprimand",
            "Ngày khiển trách gần nhất",
            "Day of the latest reprimand",
            paper=_DISCIPLINE,
            source=_DISCIPLINE_SHEETS,
        ),
        latest(
            "latest_warning",
            "Ngày cảnh cáo gần nhất",
            "Day of the latest warning",
            paper=_DISCIPLINE,
            source=_DISCIPLINE_SHEETS,
        ),
        latest(
            "latest_removal",
            "Ngày cách chức gần nhất",
            "Day of the latest removal",
            paper=_DISCIPLINE,
            source=_DISCIPLINE_SHEETS,
        ),
    ),
    rows=_candidacy_rows,
    source=Message("trang tính Hồ sơ nhân sự", "sheet Candidacies"),
)
