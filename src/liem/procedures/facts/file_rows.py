"""The rows of `appointment_file`: everybody before a case of appointment, reappointment, nomination or rotation."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from liem.law.procedures.steps import Kind
from liem.procedures.facts.posts_before import planned_for, posts_held
from liem.procedures.facts.running import case_people
from liem.procedures.facts.standard_rows import checks
from liem.procedures.facts.stated import as_truth, stated
from liem.procedures.facts.written import as_day, as_number
from liem.record.choices import DisciplineForm
from liem.record.facts.discipline import disciplines
from liem.record.facts.moments import Tables, attested, closed, known, one_if, or_zero
from liem.record.facts.retirement import retirement_day

FILES_OF: Mapping[Kind, str] = {
    Kind.APPOINTMENT_INSIDE: "appointment",
    Kind.APPOINTMENT_OUTSIDE: "appointment",
    Kind.COMPETITIVE_SELECTION: "appointment",
    Kind.REAPPOINTMENT: "reappointment",
    Kind.NOMINATION: "nomination",
    Kind.CONGRESS_PERSONNEL: "nomination",
    Kind.ROTATION: "rotation",
}
"""What a case of the kind puts a file together for."""
STATED = (
    "filed_on",
    "reckoned_on",
    "first_time",
    "planned_for_post",
    "to_higher_post",
    "under_discipline",
    "standards_required",
    "standards_met",
    "notified_on",
    "policy_asked_on",
    "process_finished_on",
)
_FORMS = (DisciplineForm.REPRIMAND, DisciplineForm.WARNING, DisciplineForm.REMOVAL)


def _decided(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per `decided_file` the day on which it was decided, by the day."""
    states = known(tables["procedures_candidacystate"], moment)
    states = states.filter(states.decided_on <= states.as_of)
    return states.select("decided_on", decided_file=states.candidacy_id)


def _moved(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per case and person, `effect_case` and `effect_person`, the first day of a decision that changed the record."""
    decisions = tables["procedures_decision"].cross_join(moment.select("as_of"))
    decisions = decisions.filter(decisions.decided_on <= decisions.as_of).select("key", "case_id", "decided_on")
    effects = tables["procedures_decisioneffect"].select("decision_id", "person_id")
    rows = decisions.inner_join(effects, decisions.key == effects.decision_id)
    groups = rows.group_by(effect_case=rows.case_id, effect_person=rows.person_id)
    return groups.aggregate(moved_on=rows.decided_on.min())


def _papers(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per `papers_of` (a case) the first day of the appraisal and of the answer on the principle."""
    papers = known(tables["procedures_casepaper"], moment)
    papers = papers.filter(papers.dated_on <= papers.as_of)
    return papers.group_by(papers_of=papers.case_id).aggregate(
        appraised_on=papers.dated_on.min(where=papers.name == "appraisal"),
        policy_answered_on=papers.dated_on.min(where=papers.name == "policy_agreement"),
    )


def _files(tables: Tables, moment: ir.Table) -> ir.Table:
    """Who is before such a case, with what is stated of them. `day` is that of the decision, and until there is one the
    day asked about; `received_on` that of the file as far as anything says it: the office appraises a whole file."""
    people = case_people(tables, moment, tuple(FILES_OF))
    cases = tables["procedures_case"].select("term_ends_on", file_case=tables["procedures_case"].key)
    rows = people.inner_join(cases, people.case_id == cases.file_case)
    decided, moved, papers = _decided(tables, moment), _moved(tables, moment), _papers(tables, moment)
    rows = rows.left_join(decided, rows.subject == decided.decided_file)
    rows = rows.left_join(moved, [rows.case_id == moved.effect_case, rows.person_id == moved.effect_person])
    rows = rows.left_join(papers, rows.case_id == papers.papers_of)
    said = stated(tables, moment, "appointment_file", *STATED)
    said = said.rename(**{f"said_{name}": name for name in STATED})
    rows = rows.left_join(said, rows.subject == said.stated_of)
    decided_on = rows.decided_on.fill_null(rows.moved_on)
    return rows.select(
        "subject",
        "person_id",
        "case_id",
        "body_id",
        "case_kind",
        "jurisdiction",
        "joined_on",
        "term_ends_on",
        "policy_answered_on",
        *(f"said_{name}" for name in STATED),
        "as_of",
        aimed_at=rows.to_post_id,
        received_on=as_day(rows.said_filed_on).fill_null(rows.appraised_on),
        decided_on=decided_on,
        day=decided_on.fill_null(rows.as_of),
    )


def _disciplines(tables: Tables, moment: ir.Table, files: ir.Table) -> ir.Table:
    """Per file the latest discipline of each form by its day, and how many have effect then or have no known end."""
    found = disciplines(tables, moment)
    rows = files.select("subject", "person_id", "day")
    rows = rows.inner_join(found, rows.person_id == found.disciplined)
    rows = rows.filter(rows.counted_from <= rows.day)
    latest = {f"latest_{form.value}": rows.counted_from.max(where=rows.form == form.value) for form in _FORMS}
    return rows.group_by(disciplined_person=rows.person_id, disciplines_of=rows.subject).aggregate(
        running=one_if(rows.ends_on >= rows.day).sum(), open_ended=one_if(rows.ends_on.isnull()).sum(), **latest
    )


def _standards(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per `standards_of` (a candidacy): how many standards the post has, how many are met, of how many it is open."""
    rows = checks(tables, moment)
    return rows.group_by(standards_of=rows.key).aggregate(
        required=rows.count(),
        met=one_if(rows.held.fill_null(False)).sum(),
        not_known=one_if(rows.held.isnull()).sum(),
    )


def _section(tables: Tables, moment: ir.Table, section: str) -> ir.Table:
    names = {f"{section}_section_of": "attested_subject", f"{section}_to": "complete_to"}
    return attested(tables, moment, section).rename(**names)


def _under_discipline(rows: ir.Table, is_closed: ir.BooleanValue) -> ir.BooleanValue:
    return ibis.cases(
        ((rows.running > 0).fill_null(False), ibis.literal(True)),
        ((rows.open_ended > 0).fill_null(False), ibis.null("boolean")),
        (rows.disciplines_of.notnull() | is_closed, ibis.literal(False)),
    )


def appointment_file_rows(tables: Tables, moment: ir.Table) -> ir.Table:
    """Where the record does not tell a fact, what was stated for the case counts.

    A file that was not received yet cannot be received before the day asked about, which stands in for its day until
    there is a decision.
    """
    files = _files(tables, moment)
    person = known(tables["record_persondetails"], moment)
    person = person.select("born_on", "sex", details_of=person.person_id)
    rows = files
    for on, table in (
        ({"person_id": "details_of"}, person),
        ({"person_id": "disciplined_person", "subject": "disciplines_of"}, _disciplines(tables, moment, files)),
        ({"subject": "standards_of"}, _standards(tables, moment)),
        ({"person_id": "posts_person", "subject": "posts_of"}, posts_held(tables, moment, files)),
        ({"person_id": "plans_person", "subject": "plans_of"}, planned_for(tables, moment, files)),
        ({"person_id": "discipline_section_of"}, _section(tables, moment, "discipline")),
    ):
        rows = rows.left_join(table, [rows[own] == table[theirs] for own, theirs in on.items()])
    undecided = ibis.ifelse(rows.decided_on.isnull(), rows.as_of, ibis.null("date"))
    is_closed = closed(rows.discipline_to, rows.received_on.fill_null(rows.joined_on))
    stated_met = as_number(rows.said_standards_met)
    return rows.select(
        subject=rows.subject,
        person=rows.person_id,
        body=rows.body_id,
        kind=ibis.cases(*((rows.case_kind == kind.value, ibis.literal(word)) for kind, word in FILES_OF.items())),
        jurisdiction=rows.jurisdiction,
        filed_on=rows.received_on.fill_null(undecided),
        retires_on=retirement_day(rows.born_on, rows.sex),
        reckoned_on=as_day(rows.said_reckoned_on),
        first_time=as_truth(rows.said_first_time),
        in_post_since=rows.in_post_since,
        planned_for_post=rows.planned_for_post.fill_null(as_truth(rows.said_planned_for_post)),
        to_higher_post=rows.to_higher_post.fill_null(as_truth(rows.said_to_higher_post)),
        **{
            name: column
            for form in _FORMS
            for name, column in (
                (f"latest_{form.value}", rows[f"latest_{form.value}"]),
                (f"latest_{form.value}_closed", is_closed),
            )
        },
        under_discipline=_under_discipline(rows, is_closed).fill_null(as_truth(rows.said_under_discipline)),
        standards_required=rows.required.fill_null(as_number(rows.said_standards_required)).cast("float64"),
        standards_met=or_zero(rows.met.fill_null(stated_met)),
        standards_met_closed=(rows.not_known == 0).fill_null(stated_met.notnull()),
        term_ends_on=rows.term_ends_on,
        notified_on=as_day(rows.said_notified_on),
        decided_on=rows.decided_on,
        policy_asked_on=as_day(rows.said_policy_asked_on),
        policy_answered_on=rows.policy_answered_on,
        process_finished_on=as_day(rows.said_process_finished_on),
    )
