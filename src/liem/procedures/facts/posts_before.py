"""What a person held, and what the person was planned for, when put forward for a post.

`asked` is a table with a row for each `subject`: `person_id`, `aimed_at` (the post), `joined_on` (put forward on), and
`day` on which the plans count. What is worked out comes by person too, by which the rows of one person are found.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from liem.record.facts.moments import Tables, attested, closed, held, held_on, known, one_if
from liem.record.secrecy import held_levels


def posts_held(tables: Tables, moment: ir.Table, asked: ir.Table) -> ir.Table:
    """Per `posts_of` and `posts_person`: `in_post_since`, the first day in the leading post begun last (without one, in
    the post begun last), and whether the post aimed at is higher than every post held, `to_higher_post`.

    A leading post stands above a post that is none. Of who holds nothing on record, it is higher once the tenures are
    attested up to the day of putting forward.
    """
    then = _held_then(tables, moment, asked)
    rows = asked.select("subject", "person_id", "aimed_at", "joined_on")
    rows = rows.left_join(then, [rows.person_id == then.held_person, rows.subject == then.held_by])
    aims = _aims(tables, moment)
    rows = rows.left_join(aims, rows.aimed_at == aims.aim)
    complete = attested(tables, moment, "tenures")
    rows = rows.left_join(complete, rows.person_id == complete.attested_subject)
    leads = (rows.leading > 0).fill_null(False)
    nothing = rows.posts.isnull()
    return rows.select(
        posts_person=rows.person_id,
        posts_of=rows.subject,
        in_post_since=ibis.ifelse(leads, rows.leading_since, rows.since),
        to_higher_post=ibis.cases(
            (nothing & ~closed(rows.complete_to, rows.joined_on), ibis.null("boolean")),
            (~leads & rows.aim_leads.fill_null(False), ibis.literal(True)),
            (~leads | rows.aim_rank.isnull(), ibis.null("boolean")),
            ((rows.aim_rank >= rows.best_rank).fill_null(False), ibis.literal(False)),
            (rows.unranked > 0, ibis.null("boolean")),
            else_=ibis.literal(True),
        ),
    )


def _held_then(tables: Tables, moment: ir.Table, asked: ir.Table) -> ir.Table:
    """Per subject who held anything when put forward: how many posts, and of the leading ones how many, the best rank
    (1 is the highest), how many without a rank, the latest first day. A first day that is missing leaves none."""
    tenures = known(tables["record_tenure"], moment)
    tenures = tenures.select("post_id", "valid_from", "valid_to", holder=tenures.person_id)
    rows = asked.select("subject", "person_id", "joined_on")
    rows = rows.inner_join(tenures, rows.person_id == tenures.holder)
    rows = rows.filter(held_on(rows.valid_from, rows.valid_to, rows.joined_on))
    posts = known(tables["record_poststate"], moment)
    posts = posts.select(
        "rank", "is_leader", state_of=posts.post_id, state_from=posts.valid_from, state_to=posts.valid_to
    )
    then = [rows.post_id == posts.state_of, held_on(posts.state_from, posts.state_to, rows.joined_on)]
    rows = rows.left_join(posts, then)
    leads = rows.is_leader.fill_null(False)
    no_start = rows.valid_from.isnull()
    found = rows.group_by(held_person=rows.person_id, held_by=rows.subject).aggregate(
        posts=rows.count(),
        leading=one_if(leads).sum(),
        best_rank=rows["rank"].min(where=leads),
        unranked=one_if(leads & rows["rank"].isnull()).sum(),
        latest_leading=rows.valid_from.max(where=leads),
        latest=rows.valid_from.max(),
        leading_open=one_if(leads & no_start).sum(),
        open=one_if(no_start).sum(),
    )
    no_day = ibis.null("date")
    return found.select(
        "held_person",
        "held_by",
        "posts",
        "leading",
        "best_rank",
        "unranked",
        leading_since=ibis.ifelse(found.leading_open > 0, no_day, found.latest_leading),
        since=ibis.ifelse(found.open > 0, no_day, found.latest),
    )


def _aims(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per post there is on the day, `aim`: `aim_rank`, and whether it leads."""
    posts = held(tables["record_poststate"], moment)
    return posts.select(aim=posts.post_id, aim_rank=posts["rank"], aim_leads=posts.is_leader)


def planned_for(tables: Tables, moment: ir.Table, asked: ir.Table) -> ir.Table:
    """Per `plans_of` and `plans_person`: whether the person stood on the day on the list for the post, `on_its_list`,
    and on one for it or for a post of equal or higher rank, `planned_for_post`.

    False only where the person's places on lists are attested, and no list is kept elsewhere for its secrecy.
    """
    plans = _plans(tables, moment, asked)
    rows = asked.select("subject", "person_id", "joined_on")
    rows = rows.left_join(plans, [rows.person_id == plans.planned_person, rows.subject == plans.planned_in])
    complete = attested(tables, moment, "succession")
    rows = rows.left_join(complete, rows.person_id == complete.attested_subject)
    rows = rows.cross_join(_kept_elsewhere(tables, moment))
    none_else = closed(rows.complete_to, rows.joined_on) & (rows.elsewhere == 0)
    on_its_list = (rows.exact > 0).fill_null(False)
    open_ranks = (rows.incomparable > 0).fill_null(False)
    return rows.select(
        plans_person=rows.person_id,
        plans_of=rows.subject,
        on_its_list=ibis.cases((on_its_list, ibis.literal(True)), (none_else, ibis.literal(False))),
        planned_for_post=ibis.cases(
            (on_its_list | (rows.as_high > 0).fill_null(False), ibis.literal(True)),
            (none_else & ~open_ranks, ibis.literal(False)),
        ),
    )


def _plans(tables: Tables, moment: ir.Table, asked: ir.Table) -> ir.Table:
    """Per subject on any list on the day: on how many for the very post, for one as high, for one not comparable."""
    entries = known(tables["record_successionentry"], moment)
    entries = entries.select("list_id", "approved_on", "removed_on", planned=entries.person_id)
    lists = tables["record_successionlist"].select("key", planned_post=tables["record_successionlist"].post_id)
    rows = asked.select("subject", "person_id", "aimed_at", "day")
    rows = rows.inner_join(entries, rows.person_id == entries.planned)
    rows = rows.filter(held_on(rows.approved_on, rows.removed_on, rows.day))
    rows = rows.inner_join(lists, rows.list_id == lists.key)
    aims = _aims(tables, moment)
    rows = rows.left_join(aims, rows.aimed_at == aims.aim)
    of_plan = _aims(tables, moment).rename(plan="aim", plan_rank="aim_rank", plan_leads="aim_leads")
    rows = rows.left_join(of_plan, rows.planned_post == of_plan.plan)
    return rows.group_by(planned_person=rows.person_id, planned_in=rows.subject).aggregate(
        exact=one_if((rows.planned_post == rows.aimed_at).fill_null(False)).sum(),
        as_high=one_if((rows.plan_rank <= rows.aim_rank).fill_null(False)).sum(),
        incomparable=one_if(rows.plan_rank.isnull() | rows.aim_rank.isnull()).sum(),
    )


def _kept_elsewhere(tables: Tables, moment: ir.Table) -> ir.Table:
    """One row: how many lists approved by the day lie above the ceiling of secrecy. Who stands on them is not told."""
    states = known(tables["record_successionliststate"], moment)
    states = states.filter(states.approved_on <= states.as_of)
    states = states.filter(~states.secrecy.fill_null("").isin(held_levels()))
    return states.aggregate(elsewhere=states.count())
