"""The rows of the fact tables of periodic transfer and of rotation."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from liem.record.choices import BodyKind, TenureKind
from liem.record.facts.calendar import day_before
from liem.record.facts.moments import Tables, attested, closed, held, held_on, known, one_if
from liem.record.facts.retirement import retirement_day

_OF_THE_PARTY = (BodyKind.COMMITTEE, BodyKind.STANDING_COMMITTEE, BodyKind.COMMISSION)
_OF_THE_STATE = (BodyKind.ADMINISTRATION, BodyKind.AGENCY, BodyKind.UNIT)


def _retirement_of(tables: Tables, moment: ir.Table) -> ir.Table:
    person = known(tables["record_persondetails"], moment)
    return person.select("born_on", "sex", details_of=person.person_id)


def _secondments(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per `seconded_person` who holds a post on the day: whether one is a secondment; null where that may be."""
    tenures = held(tables["record_tenure"], moment)
    found = tenures.group_by(seconded_person=tenures.person_id).aggregate(
        secondments=one_if(tenures.kind == TenureKind.SECONDMENT.value).sum(),
        of_no_kind=one_if(tenures.kind == "").sum(),
    )
    return found.select(
        "seconded_person",
        seconded=ibis.cases((found.secondments > 0, ibis.literal(True)), (found.of_no_kind == 0, ibis.literal(False))),
    )


def transfer_duty_rows(tables: Tables, moment: ir.Table) -> ir.Table:
    """Who holds a post, on the day, of which it is laid down whether or after how long its holder is moved."""
    tenures = held(tables["record_tenure"], moment)
    tenures = tenures.select("identity", "person_id", "post_id", "valid_from", "as_of")
    posts = held(tables["record_poststate"], moment)
    posts = posts.filter(posts.is_transfer_listed.notnull() | posts.transfer_months.notnull())
    posts = posts.select("body_id", "is_leader", "is_transfer_listed", "transfer_months", duty_post=posts.post_id)
    person = _retirement_of(tables, moment)
    seconded = _secondments(tables, moment)
    exceptions = attested(tables, moment, "exceptions")
    rows = tenures.inner_join(posts, tenures.post_id == posts.duty_post)
    rows = rows.left_join(person, rows.person_id == person.details_of)
    rows = rows.left_join(seconded, rows.person_id == seconded.seconded_person)
    rows = rows.left_join(exceptions, rows.person_id == exceptions.attested_subject)
    not_on_record = ibis.null("boolean")
    return rows.select(
        subject=rows.identity,
        person=rows.person_id,
        body=rows.body_id,
        listed=rows.is_transfer_listed,
        is_leader=rows.is_leader,
        since=rows.valid_from,
        group_term_months=rows.transfer_months.cast("float64"),
        retires_on=retirement_day(rows.born_on, rows.sex),
        under_discipline_review=not_on_record,
        under_investigation=not_on_record,
        seriously_ill=not_on_record,
        full_time_study=not_on_record,
        seconded=rows.seconded,
        child_under_36_months=not_on_record,
        exempt_agreed=ibis.literal(0, type="int64"),
        exempt_agreed_closed=closed(rows.complete_to, rows.as_of),
    )


def _managed_by(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per state of a post: its body, its days, its rank, and on which side the body stands that manages it."""
    posts = known(tables["record_poststate"], moment)
    posts = posts.select(
        "body_id",
        "rank",
        "managed_by_id",
        managed_post=posts.post_id,
        managed_from=posts.valid_from,
        managed_to=posts.valid_to,
    )
    bodies = known(tables["record_bodystate"], moment)
    kinds = bodies.group_by(managing_body=bodies.body_id).aggregate(
        party=one_if(bodies.kind.isin([kind.value for kind in _OF_THE_PARTY])).max(),
        state=one_if(bodies.kind.isin([kind.value for kind in _OF_THE_STATE])).max(),
    )
    rows = posts.left_join(kinds, posts.managed_by_id == kinds.managing_body)
    jurisdiction = ibis.cases(
        ((rows.party == 1) & (rows.state == 0), ibis.literal("party")),
        ((rows.party == 0) & (rows.state == 1), ibis.literal("state")),
    )
    return rows.select("body_id", "rank", "managed_post", "managed_from", "managed_to", jurisdiction=jurisdiction)


def _ranks_before(rotations: ir.Table, tables: Tables, moment: ir.Table) -> ir.Table:
    """Per rotation, by person too: the best rank, on the day before it, among the posts held up to that day, and how
    many of these had none on record."""
    tenures = known(tables["record_tenure"], moment)
    tenures = tenures.select("post_id", "valid_from", "valid_to", earlier=tenures.identity, held_by=tenures.person_id)
    ranks = known(tables["record_poststate"], moment)
    ranks = ranks.select("rank", ranked_post=ranks.post_id, ranked_from=ranks.valid_from, ranked_to=ranks.valid_to)
    rotations = rotations.select("identity", "person_id", "begun_on", eve=day_before(rotations.begun_on))
    rows = rotations.inner_join(tenures, rotations.person_id == tenures.held_by)
    rows = rows.filter(held_on(rows.valid_from, rows.valid_to, rows.eve))
    then = [rows.post_id == ranks.ranked_post, held_on(ranks.ranked_from, ranks.ranked_to, rows.eve)]
    rows = rows.left_join(ranks, then)
    groups = rows.group_by(rotated=rows.person_id, rotation=rows.identity)
    return groups.aggregate(rank_before=rows["rank"].min(), unranked=one_if(rows["rank"].isnull()).sum())


def rotation_rows(tables: Tables, moment: ir.Table) -> ir.Table:
    """Tenures of the kind rotation begun by the day. Posts managed by a committee follow the Party's rules, those
    managed by an administration or agency the State's."""
    tenures = known(tables["record_tenure"], moment)
    tenures = tenures.filter((tenures.kind == TenureKind.ROTATION.value) & (tenures.valid_from <= tenures.as_of))
    tenures = tenures.select(
        "identity", "person_id", "post_id", "as_of", begun_on=tenures.valid_from, over_on=tenures.valid_to
    )
    posts = _managed_by(tables, moment)
    rows = tenures.inner_join(posts, tenures.post_id == posts.managed_post)
    rows = rows.filter(held_on(rows.managed_from, rows.managed_to, rows.begun_on))
    person = _retirement_of(tables, moment)
    before = _ranks_before(tenures, tables, moment)
    rows = rows.left_join(person, rows.person_id == person.details_of)
    rows = rows.left_join(before, [rows.person_id == before.rotated, rows.identity == before.rotation])
    return rows.select(
        subject=rows.identity,
        person=rows.person_id,
        body=rows.body_id,
        jurisdiction=rows.jurisdiction,
        begun_on=rows.begun_on,
        ended_on=ibis.cases((rows.over_on <= rows.as_of, rows.over_on)),
        retires_on=retirement_day(rows.born_on, rows.sex),
        post_equal=ibis.cases((rows.unranked == 0, rows["rank"] == rows.rank_before)),
        outstanding=ibis.null("boolean"),
        extra_post=ibis.null("boolean"),
        reason=ibis.null("string"),
    )
