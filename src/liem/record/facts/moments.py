"""How stored rows are cut down to one moment: what was known by then, and what held on the day asked about."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

Tables = Mapping[str, ir.Table]


def known(table: ir.Table, moment: ir.Table) -> ir.Table:
    """The versions known at the moment; the columns `as_of` and `known_at` ride along."""
    rows = table.cross_join(moment.select("as_of", "known_at"))
    return rows.filter((rows.known_from <= rows.known_at) & (rows.known_to.isnull() | (rows.known_to > rows.known_at)))


def held(table: ir.Table, moment: ir.Table) -> ir.Table:
    """The known versions that hold on the day asked about. A start that nobody knows does not end a holding."""
    rows = known(table, moment)
    return rows.filter(held_on(rows.valid_from, rows.valid_to, rows.as_of))


def held_on(starts: ir.DateColumn, ends: ir.DateColumn, day: ir.DateColumn) -> ir.BooleanColumn:
    """Whether what holds from `starts` until the day before `ends` holds on the day."""
    return (starts.isnull() | (starts <= day)) & (ends.isnull() | (ends > day))


def attested(tables: Tables, moment: ir.Table, section: str) -> ir.Table:
    """Per `attested_subject` the last day up to which `section` was attested complete: `complete_to`."""
    rows = known(tables["record_attestation"], moment)
    rows = rows.filter(rows.section == section)
    return rows.group_by(attested_subject=rows.subject).aggregate(complete_to=rows.complete_to.max())


def closed(complete_to: ir.DateColumn, needed: ir.DateColumn) -> ir.BooleanColumn:
    """Whether an attestation reaches the day that is needed; an absent one never does."""
    return (complete_to >= needed).fill_null(False)


def counted(rows: ir.Table, by: str, name: str) -> ir.Table:
    """Rows per value of the column `by`: columns `<name>_of` and `<name>`."""
    return rows.group_by(**{f"{name}_of": rows[by]}).aggregate(**{name: rows.count()})


def or_zero(count: ir.IntegerColumn) -> ir.IntegerColumn:
    """No row on record is a count of 0; whether that is the whole truth is said by the closure beside it."""
    return count.fill_null(ibis.literal(0, type="int64"))


def one_if(flag: ir.BooleanValue) -> ir.IntegerValue:
    """1 where true, else 0. PostgreSQL casts no boolean to a big integer."""
    return ibis.ifelse(flag, ibis.literal(1, type="int64"), ibis.literal(0, type="int64"))


def level_rank(level: ir.StringColumn) -> ir.IntegerValue:
    """Levels in order, the lowest first; null for a level outside the order."""
    return ibis.cases(
        *((level == name, rank) for rank, name in enumerate(("commune", "district", "province"), start=1))
    )


def leading_posts(tables: Tables, moment: ir.Table) -> ir.Table:
    """Leading posts, each once: `leading_post`, and `post_rank`, the highest level that its bodies ever had."""
    posts = known(tables["record_poststate"], moment)
    posts = posts.filter(posts.is_leader).select("body_id", leading_post=posts.post_id)
    bodies = known(tables["record_bodystate"], moment)
    bodies = bodies.select(at_body=bodies.body_id, rank=level_rank(bodies.level))
    rows = posts.left_join(bodies, posts.body_id == bodies.at_body)
    return rows.group_by("leading_post").aggregate(post_rank=rows["rank"].max())


def kin(tables: Tables, moment: ir.Table) -> ir.Table:
    """Kinship both ways: `kin_relation` is what `kin_b` is to `kin_a`.

    In-law relations have no direction here: a rule that names parents in law means their children in law as well.
    """
    rows = known(tables["record_kinship"], moment)
    rows = rows.filter(rows.relation != "partner")
    relation = rows.relation.cases(("child_in_law", "parent_in_law"), else_=rows.relation)
    inverse = relation.cases(("parent", "child"), ("child", "parent"), else_=relation)
    forth = rows.select(kin_a=rows.person_id, kin_b=rows.relative_id, kin_relation=relation)
    back = rows.select(kin_a=rows.relative_id, kin_b=rows.person_id, kin_relation=inverse)
    return forth.union(back, distinct=True)


def belongs_to_minority(ethnicity: ir.StringColumn) -> ir.BooleanValue:
    """Whether somebody of this ethnicity belongs to a minority; null where it was not entered."""
    return ibis.ifelse(ethnicity.strip() == "", ibis.null("boolean"), ethnicity.strip().lower() != "kinh")
