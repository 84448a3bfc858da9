"""The rows of `proposal`: who put whom forward for which post, in cases that go on or were completed."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from liem.procedures.cases.holders import HEADS
from liem.procedures.facts.ended import going_on
from liem.procedures.facts.posts_before import planned_for
from liem.procedures.facts.stated import as_truth, stated
from liem.procedures.models import Part
from liem.record.choices import BodyKind, PostRole
from liem.record.facts.moments import Tables, held, held_on, known, one_if, or_zero

STATED = ("from_succession_list",)
DEPUTIES = (
    PostRole.STANDING_DEPUTY_SECRETARY,
    PostRole.DEPUTY_SECRETARY,
    PostRole.VICE_CHAIR,
    PostRole.COUNCIL_VICE_CHAIR,
    PostRole.DEPUTY_DIRECTOR,
    PostRole.DIVISION_DEPUTY,
)


def _proposals(tables: Tables, moment: ir.Table) -> ir.Table:
    """Proposals by the day of those who have not withdrawn: `key`, `person_id`, `post_id`, `proposer_id`,
    `proposing`, `proposed_on`, `candidacy_id`, `body_id` (of the case)."""
    proposals = tables["procedures_proposal"].cross_join(moment.select("as_of"))
    proposals = proposals.filter(proposals.proposed_on <= proposals.as_of)
    proposals = proposals.select(
        "key",
        "case_id",
        "candidacy_id",
        "person_id",
        "post_id",
        "proposer_id",
        "proposed_on",
        "as_of",
        proposing=proposals.body_id,
    )
    people = known(tables["procedures_caseperson"], moment)
    people = people.filter(people.withdrawn_on.isnull() | (people.withdrawn_on > people.as_of))
    people = people.select(before=people.case_id, before_person=people.person_id).distinct()
    cases = tables["procedures_case"].select("body_id", its_case=tables["procedures_case"].key)
    rows = proposals.inner_join(cases, proposals.case_id == cases.its_case)
    rows = rows.inner_join(people, [rows.case_id == people.before, rows.person_id == people.before_person])
    return going_on(rows, tables, moment, case="case_id").drop("its_case", "before", "before_person")


def _posts(tables: Tables, moment: ir.Table, proposals: ir.Table) -> ir.Table:
    """Per `placed` (a proposal) the role of the post then, its body, and the body directly above that one."""
    posts = known(tables["record_poststate"], moment)
    posts = posts.select(
        "role", at=posts.body_id, state_of=posts.post_id, state_from=posts.valid_from, state_to=posts.valid_to
    )
    bodies = known(tables["record_bodystate"], moment)
    bodies = bodies.select(
        above=bodies.superior_id, below=bodies.body_id, body_from=bodies.valid_from, body_to=bodies.valid_to
    )
    rows = proposals.select("key", "post_id", "proposed_on")
    rows = rows.inner_join(posts, rows.post_id == posts.state_of)
    rows = rows.filter(held_on(rows.state_from, rows.state_to, rows.proposed_on))
    on_the_day = [rows["at"] == bodies.below, held_on(bodies.body_from, bodies.body_to, rows.proposed_on)]
    rows = rows.left_join(bodies, on_the_day)
    return rows.select("role", "at", "above", placed=rows.key)


def _standing_committees(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per `part`, a standing committee on the day, the committee that it leads: `part_of`."""
    bodies = held(tables["record_bodystate"], moment)
    bodies = bodies.filter(bodies.kind == BodyKind.STANDING_COMMITTEE.value)
    return bodies.select(part=bodies.body_id, part_of=bodies.superior_id)


def _proposers(tables: Tables, moment: ir.Table, proposals: ir.Table, places: ir.Table) -> ir.Table:
    """Per `put_forward_by` (a proposal whose proposer held a post then): how many posts, and of these how many that
    head, or are that of the secretary, in the body of the post and in the one directly above it, which its standing
    committee leads."""
    tenures = known(tables["record_tenure"], moment)
    tenures = tenures.select("post_id", "valid_from", "valid_to", holder=tenures.person_id)
    posts = known(tables["record_poststate"], moment)
    posts = posts.select(
        own_role=posts.role,
        own_body=posts.body_id,
        state_of=posts.post_id,
        state_from=posts.valid_from,
        state_to=posts.valid_to,
    )
    rows = proposals.select("key", "proposer_id", "proposed_on")
    rows = rows.inner_join(tenures, rows.proposer_id == tenures.holder)
    rows = rows.filter(held_on(rows.valid_from, rows.valid_to, rows.proposed_on))
    rows = rows.inner_join(posts, rows.post_id == posts.state_of)
    rows = rows.filter(held_on(rows.state_from, rows.state_to, rows.proposed_on))
    parts = _standing_committees(tables, moment)
    rows = rows.left_join(parts, rows.own_body == parts.part)
    rows = rows.left_join(places, rows.key == places.placed)
    heads, secretary = rows.own_role.isin([role.value for role in HEADS]), rows.own_role == PostRole.SECRETARY.value
    here = (rows.own_body == rows["at"]).fill_null(False)
    above = ((rows.own_body == rows.above) | (rows.part_of == rows.above).fill_null(False)).fill_null(False)
    return rows.group_by(put_forward_by=rows.key).aggregate(
        held=rows.count(),
        heads_here=one_if(heads & here).sum(),
        heads_above=one_if(heads & above).sum(),
        secretary=one_if(secretary & (here | above)).sum(),
    )


def _named(tables: Tables, moment: ir.Table, part: Part, name: str) -> ir.Table:
    """Per `<name>_of` (a candidacy) how many people took this part in it."""
    parts = known(tables["procedures_participation"], moment)
    parts = parts.filter((parts.part == part.value) & ~parts.recused)
    return parts.group_by(**{f"{name}_of": parts.candidacy_id}).aggregate(**{name: parts.person_id.nunique()})


def _decided(tables: Tables, moment: ir.Table) -> ir.Table:
    states = known(tables["procedures_candidacystate"], moment)
    return states.filter(states.decided_on <= states.as_of).select(decided=states.candidacy_id)


def _post_role(rows: ir.Table) -> ir.StringValue:
    """A head of a division is below the head of the body; heads of other bodies are below whoever leads the one above,
    where that one proposes."""
    is_head = rows.role.isin([role.value for role in HEADS])
    below = (rows.role == PostRole.DIVISION_HEAD.value) | (is_head & (rows.above == rows.proposing).fill_null(False))
    return ibis.cases(
        (rows.role.isnull(), ibis.null("string")),
        (rows.role.isin([role.value for role in DEPUTIES]), ibis.literal("deputy")),
        (rows.role == PostRole.STANDING_COMMITTEE_MEMBER.value, ibis.literal("standing_committee_member")),
        (below, ibis.literal("subordinate_head")),
        else_=ibis.literal("other"),
    )


def _proposer_role(rows: ir.Table) -> ir.StringValue:
    """In what capacity the proposer acts for this post; null where no post of the proposer is on record."""
    of_deputy = (rows.post_role == "deputy") & (rows.heads_here > 0)
    of_subordinate = (rows.post_role == "subordinate_head") & (rows.heads_here + rows.heads_above > 0)
    of_member = (rows.post_role == "standing_committee_member") & (rows.secretary > 0)
    return ibis.cases(
        (rows.proposer_id.isnull(), ibis.literal("body")),
        (rows.held.isnull() | rows.post_role.isnull(), ibis.null("string")),
        (of_member, ibis.literal("secretary")),
        (of_deputy | of_subordinate, ibis.literal("head")),
        else_=ibis.literal("other"),
    )


def proposal_rows(tables: Tables, moment: ir.Table) -> ir.Table:
    """Who proposed and who decided are all named once it is decided; until then more may join."""
    proposals = _proposals(tables, moment)
    places = _posts(tables, moment, proposals)
    asked = proposals.select(
        "person_id",
        subject=proposals.key,
        aimed_at=proposals.post_id,
        joined_on=proposals.proposed_on,
        day=proposals.proposed_on,
    )
    said = stated(tables, moment, "proposal", *STATED).rename(said_from_list="from_succession_list")
    rows = proposals
    for own, theirs, table in (
        ("key", "placed", places),
        ("key", "put_forward_by", _proposers(tables, moment, proposals, places)),
        ("key", "plans_of", planned_for(tables, moment, asked).drop("plans_person")),
        ("key", "stated_of", said),
        ("candidacy_id", "proposing_people_of", _named(tables, moment, Part.PROPOSER, "proposing_people")),
        ("candidacy_id", "deciding_people_of", _named(tables, moment, Part.DECIDER, "deciding_people")),
        ("candidacy_id", "decided", _decided(tables, moment)),
    ):
        rows = rows.left_join(table, rows[own] == table[theirs])
    rows = rows.mutate(post_role=_post_role(rows))
    is_decided = rows.decided.notnull()
    return rows.select(
        subject=rows.key,
        person=rows.person_id,
        body=rows.body_id,
        post_role=rows.post_role,
        proposer_role=_proposer_role(rows),
        from_succession_list=rows.on_its_list.fill_null(as_truth(rows.said_from_list)),
        proposer_named=ibis.greatest(or_zero(rows.proposing_people), one_if(rows.proposer_id.notnull())),
        proposer_named_closed=is_decided,
        decider_named=or_zero(rows.deciding_people),
        decider_named_closed=is_decided,
    )
