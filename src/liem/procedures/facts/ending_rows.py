"""The rows of the fact tables of suspension, of release and relief, and of annulment: cases of those kinds."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from liem.law.procedures.steps import Kind
from liem.procedures.facts.running import running_cases
from liem.procedures.facts.stated import as_choice, as_count, as_truth, stated
from liem.procedures.facts.transfer_rows import papers_of_cases
from liem.record.facts.moments import Tables, counted, held, known, one_if, or_zero

_ENDINGS = (Kind.RELEASE, Kind.RESIGNATION, Kind.RELIEF, Kind.REPLACEMENT)
_PROPOSING = ("proposal", "ground", "request")
SUSPENDED_FOR = ("necessary", "serious_signs")


def _opened(cases: ir.Table, tables: Tables, moment: ir.Table) -> ir.Table:
    """The cases opened by the day, with `opened_on` and `as_of`."""
    events = tables["procedures_caseevent"].cross_join(moment.select("as_of"))
    events = events.filter((events.number == 0) & (events.on <= events.as_of))
    events = events.select("as_of", opened_case=events.case_id, opened_on=events.on)
    return cases.inner_join(events, cases.running_case == events.opened_case).drop("opened_case")


def _decides(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per `decided_post` the body to which the decision over the post is delegated on the day."""
    posts = held(tables["record_poststate"], moment)
    return posts.group_by(decided_post=posts.post_id).aggregate(delegated_to=posts.decided_by_id.max())


def _suspensions(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per `suspended_case`: days of the suspension, and the body that decided it."""
    rows = known(tables["procedures_suspension"], moment)
    return rows.select(
        "begun_on",
        "ends_on",
        suspended_case=rows.case_id,
        ended_on=ibis.cases((rows.ended_on <= rows.as_of, rows.ended_on)),
    )


def _deciders(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per `case_decided` the body of its first decision by the day."""
    rows = tables["procedures_decision"].cross_join(moment.select("as_of"))
    rows = rows.filter(rows.decided_on <= rows.as_of)
    return rows.group_by(case_decided=rows.case_id).aggregate(decided_by=rows.body_id.min())


def suspension_rows(tables: Tables, moment: ir.Table) -> ir.Table:
    """Cases of suspension, from their opening. Before the decision, the body that has the power is asked about: the
    step is open to no other."""
    rows = _opened(running_cases(tables, moment, (Kind.SUSPENSION,)), tables, moment)
    for own, theirs, table in (
        ("running_case", "stated_of", stated(tables, moment, "suspension", "kind", "reason_stated")),
        ("post_id", "decided_post", _decides(tables, moment)),
        ("running_case", "case_decided", _deciders(tables, moment)),
        ("running_case", "suspended_case", _suspensions(tables, moment)),
    ):
        rows = rows.left_join(table, rows[own] == table[theirs])
    return rows.select(
        subject=rows.running_case,
        person=rows.case_person_id,
        body=rows.body_id,
        kind=as_choice(rows.kind, SUSPENDED_FOR),
        by_competent_authority=ibis.cases(
            (rows.delegated_to.isnull(), ibis.null("boolean")),
            (rows.decided_by.isnull(), ibis.literal(True)),
            else_=rows.decided_by == rows.delegated_to,
        ),
        reason_stated=or_zero(as_count(rows.reason_stated)),
        reason_stated_closed=as_count(rows.reason_stated).notnull(),
        begun_on=rows.begun_on,
        ends_on=rows.ends_on,
        ended_on=rows.ended_on,
        working_days=ibis.null("float64"),
        extension_working_days=ibis.null("float64"),
    )


def _proposed(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per `proposed_case` the day on which it was proposed."""
    events = tables["procedures_caseevent"].cross_join(moment.select("as_of"))
    events = events.filter(events.step.isin(_PROPOSING) & (events.on <= events.as_of))
    return events.group_by(proposed_case=events.case_id).aggregate(proposed_on=events.on.max())


def relief_rows(tables: Tables, moment: ir.Table) -> ir.Table:
    """Cases that end a tenure, from their opening. How many bold proposals of the person were agreed beforehand is
    known in full once somebody states that the register was looked through."""
    rows = _opened(running_cases(tables, moment, _ENDINGS), tables, moment)
    bold = known(tables["procedures_boldproposal"], moment)
    bold = bold.filter(bold.agreed_on <= bold.as_of)
    weighed = papers_of_cases(tables, moment, "bold_proposal")
    facts = ("relief_ground_applies", "discipline", "registered_proposals")
    for own, theirs, table in (
        ("running_case", "stated_of", stated(tables, moment, "relief_case", *facts)),
        ("case_person_id", "bold_of", counted(bold, "person_id", "bold")),
        ("running_case", "weighed_of", counted(weighed, "case_id", "weighed")),
        ("running_case", "proposed_case", _proposed(tables, moment)),
    ):
        rows = rows.left_join(table, rows[own] == table[theirs])
    looked_through = rows.registered_proposals.notnull()
    left = or_zero(rows.bold) - or_zero(rows.weighed)
    return rows.select(
        subject=rows.running_case,
        person=rows.case_person_id,
        body=rows.body_id,
        kind=ibis.cases(
            (rows.case_kind == Kind.RESIGNATION.value, ibis.literal("resignation")),
            (rows.case_kind == Kind.RELIEF.value, ibis.literal("relief")),
            else_=ibis.literal("release"),
        ),
        proposed_on=rows.proposed_on,
        proposal_working_days=ibis.null("float64"),
        decision_working_days=ibis.null("float64"),
        relief_ground_applies=as_truth(rows.relief_ground_applies),
        discipline=as_truth(rows.discipline),
        registered_proposals=or_zero(rows.bold),
        registered_proposals_closed=looked_through,
        proposals_not_weighed=ibis.ifelse(left > 0, left, ibis.literal(0, "int64")),
        proposals_not_weighed_closed=looked_through,
    )


def annulment_rows(tables: Tables, moment: ir.Table) -> ir.Table:
    """Decisions found wrong by the day, and what came of them."""
    rows = known(tables["procedures_annulment"], moment)
    rows = rows.filter(rows.found_on <= rows.as_of)
    found = rows.group_by(rows.decision_id, rows.as_of).aggregate(
        found_on=rows.found_on.min(),
        annulments=one_if((rows.annulled_on <= rows.as_of).fill_null(False)).sum(),
        annulled_on=rows.annulled_on.min(where=rows.annulled_on <= rows.as_of),
    )
    consequences = known(tables["procedures_consequence"], moment)
    followed = consequences.group_by(followed=consequences.decision_id).aggregate(
        consequences=consequences.count(),
        resolved=one_if((consequences.done_on <= consequences.as_of).fill_null(False)).sum(),
    )
    decisions = tables["procedures_decision"].select("key", "body_id")
    found = found.inner_join(decisions, found.decision_id == decisions.key)
    found = found.left_join(followed, found.decision_id == followed.followed)
    return found.select(
        subject=found.decision_id,
        person=ibis.null("string"),
        body=found.body_id,
        found_on=found.found_on,
        annulments=found.annulments,
        annulments_closed=ibis.literal(True),
        annulled_on=found.annulled_on,
        consequences=or_zero(found.consequences).cast("float64"),
        consequences_resolved=or_zero(found.resolved),
        consequences_resolved_closed=ibis.literal(True),
    )
