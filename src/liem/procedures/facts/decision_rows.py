"""What the record can say of a personnel decision: the grades before it, who recognised results, who is kin there."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from liem.record.facts.moments import Tables, attested, closed, held_on, kin, known, one_if, or_zero
from liem.record.facts.retirement import retirement_day

_DECIDED_UPON = ("appointment", "reappointment", "nomination")
# What no procedure or sheet keeps yet.
_NO_NUMBER, _NO_DAY, _NO_ANSWER = ibis.null("float64"), ibis.null("date"), ibis.null("boolean")
_NO_ROWS = ibis.literal(0, type="int64")


def _decisions(tables: Tables, moment: ir.Table) -> ir.Table:
    """Candidacies decided by the day: `key`, `person_id`, `body_id`, `decided_on`."""
    state = known(tables["procedures_candidacystate"], moment)
    state = state.filter(state.decided_on <= state.as_of).select("candidacy_id", "decided_on")
    candidacy = tables["procedures_candidacy"]
    candidacy = candidacy.filter(candidacy.kind.isin(_DECIDED_UPON)).select("key", "person_id", "body_id")
    return candidacy.inner_join(state, candidacy.key == state.candidacy_id).drop("candidacy_id")


def _forms(tables: Tables, moment: ir.Table, decisions: ir.Table) -> ir.Table:
    """The evaluation forms of the person dated before the decision."""
    forms = known(tables["record_evaluationform"], moment).select("evaluation_id", "grade", "evaluated_on")
    evaluations = tables["record_evaluation"].select("key", "year", evaluated=tables["record_evaluation"].person_id)
    forms = forms.inner_join(evaluations, forms.evaluation_id == evaluations.key)
    forms = forms.select("evaluation_id", "grade", "evaluated_on", "year", "evaluated")
    rows = decisions.select("key", "person_id", "decided_on").inner_join(forms, decisions.person_id == forms.evaluated)
    rows = rows.filter(rows.evaluated_on < rows.decided_on)
    return rows.select("key", "evaluation_id", "evaluated_on", "year", grade=rows.grade.nullif(""))


def _latest_form(forms: ir.Table) -> ir.Table:
    """Of the forms of each decision the one with the latest day; the key of the evaluation decides among equals."""
    order = [forms.evaluated_on.desc(), forms.evaluation_id.desc()]
    numbered = forms.mutate(place=ibis.row_number().over(ibis.window(group_by=forms.key, order_by=order)))
    return numbered.filter(numbered.place == 0).drop("place")


def _grades(tables: Tables, moment: ir.Table, decisions: ir.Table) -> ir.Table:
    forms = _forms(tables, moment, decisions)
    latest = _latest_form(forms).select(graded="key", grade_before="grade", grade_on="evaluated_on", year_before="year")
    earlier = forms.inner_join(latest, [forms.key == latest.graded, forms.year == latest.year_before - 1])
    before = _latest_form(earlier.select("key", "evaluation_id", "evaluated_on", "grade"))
    before = before.select(graded_before="key", grade_year_before="grade")
    rows = latest.left_join(before, latest.graded == before.graded_before)
    return rows.select("graded", "grade_before", "grade_on", "grade_year_before")


def _recognitions(tables: Tables, moment: ir.Table, decisions: ir.Table) -> ir.Table:
    """Results recognised by the decision, and those of them that the body did not recognise under its own name."""
    results = known(tables["record_recognisedresult"], moment).select("person_id", "recognised_on", "recognised_by")
    rows = decisions.inner_join(results, "person_id")
    rows = rows.filter(rows.recognised_on <= rows.decided_on)
    bodies = known(tables["record_bodystate"], moment)
    own = bodies.select(named=bodies.body_id, own_name=bodies.name.strip()).distinct()
    recognised_by = rows.recognised_by.strip()
    rows = rows.select("key", "body_id", "recognised_on", recognised_by=recognised_by)
    rows = rows.left_join(own, [rows.body_id == own.named, rows.recognised_by == own.own_name])
    return rows.group_by(recognised_of=rows.key).aggregate(
        recognitions=rows.count(), outside_recognitions=one_if(rows.named.isnull()).sum()
    )


def _colleagues(tables: Tables, moment: ir.Table, decisions: ir.Table) -> ir.Table:
    """Per decision everybody who held a post in the body on its day, each once."""
    tenures = known(tables["record_tenure"], moment).select("post_id", "valid_from", "valid_to", holder="person_id")
    posts = known(tables["record_poststate"], moment)
    posts = posts.select(
        in_body=posts.body_id, held_post=posts.post_id, post_from=posts.valid_from, post_to=posts.valid_to
    )
    rows = decisions.inner_join(posts, decisions.body_id == posts.in_body)
    rows = rows.filter(held_on(rows.post_from, rows.post_to, rows.decided_on))
    rows = rows.inner_join(tenures, rows.held_post == tenures.post_id)
    rows = rows.filter(held_on(rows.valid_from, rows.valid_to, rows.decided_on))
    return rows.select("key", "person_id", "decided_on", "holder").distinct()


def _relatives(tables: Tables, moment: ir.Table, decisions: ir.Table) -> ir.Table:
    """Relatives who held a post there, and whether everybody there had declared their kin by then."""
    there = _colleagues(tables, moment, decisions)
    declared = attested(tables, moment, "kinship").rename(declarer="attested_subject", declared_to="complete_to")
    related = kin(tables, moment).select("kin_a", "kin_b").distinct()
    rows = there.left_join(declared, there.holder == declared.declarer)
    rows = rows.left_join(related, [rows.person_id == related.kin_a, rows.holder == related.kin_b])
    return rows.group_by(kin_of=rows.key).aggregate(
        relatives_in_body=one_if(rows.kin_a.notnull()).sum(),
        undeclared=one_if(~closed(rows.declared_to, rows.decided_on)).sum(),
    )


def rows_of_decisions(tables: Tables, moment: ir.Table) -> ir.Table:
    """One row for each appointment, reappointment or nomination decided by the day."""
    decisions = _decisions(tables, moment)
    person = known(tables["record_persondetails"], moment)
    person = person.select("born_on", "sex", details_of=person.person_id)
    complete = attested(tables, moment, "results").rename(results_of="attested_subject", results_to="complete_to")
    rows = decisions
    for own, theirs, table in (
        ("person_id", "details_of", person),
        ("key", "graded", _grades(tables, moment, decisions)),
        ("key", "recognised_of", _recognitions(tables, moment, decisions)),
        ("key", "kin_of", _relatives(tables, moment, decisions)),
        ("person_id", "results_of", complete),
    ):
        rows = rows.left_join(table, rows[own] == table[theirs])
    results_closed = closed(rows.results_to, rows.decided_on)
    return rows.select(
        subject=rows.key,
        person=rows.person_id,
        body=rows.body_id,
        decided_on=rows.decided_on,
        ranks_gained=_NO_NUMBER,
        months_for_ranks=_NO_NUMBER,
        signatory_left_on=_NO_DAY,
        signatory_decisions=_NO_NUMBER,
        names_at_nomination=_NO_NUMBER,
        places=_NO_NUMBER,
        chosen_vote_rank=_NO_NUMBER,
        distinct_step_days=_NO_NUMBER,
        steps=_NO_NUMBER,
        steps_in_order=_NO_ANSWER,
        grade_before=rows.grade_before,
        grade_year_before=rows.grade_year_before,
        grade_on=rows.grade_on,
        birth_date_changed_on=_NO_DAY,
        birth_date_changed_on_closed=ibis.literal(False),
        qualification_changed_on=_NO_DAY,
        qualification_changed_on_closed=ibis.literal(False),
        retires_on=retirement_day(rows.born_on, rows.sex),
        required_qualification=_NO_ANSWER,
        required_qualification_on=_NO_DAY,
        recognitions=ibis.ifelse(results_closed, or_zero(rows.recognitions), None).cast("float64"),
        outside_recognitions=or_zero(rows.outside_recognitions),
        outside_recognitions_closed=results_closed,
        relatives_in_body=or_zero(rows.relatives_in_body),
        # Nobody on record there is not "nobody", and who has not declared may be kin.
        relatives_in_body_closed=(rows.undeclared == 0).fill_null(False),
        annulments=_NO_ROWS,
        annulments_closed=ibis.literal(False),
        annulled_on=_NO_DAY,
        reliefs=_NO_ROWS,
        reliefs_closed=ibis.literal(False),
        relieved_on=_NO_DAY,
    )
