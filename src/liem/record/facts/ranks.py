"""Ranks of posts: 1 is the highest. A rank that nobody entered is no rank."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from liem.record.facts.moments import Tables, held, one_if


def ranks_held(tables: Tables, moment: ir.Table) -> ir.Table:
    """Per `ranked_person` who holds a post on the day: `best_rank` among the posts held, and how many of them have no
    rank on record, `unranked`."""
    tenures = held(tables["record_tenure"], moment).select("person_id", "post_id")
    posts = held(tables["record_poststate"], moment)
    posts = posts.select("rank", held_post=posts.post_id)
    rows = tenures.left_join(posts, tenures.post_id == posts.held_post)
    return rows.group_by(ranked_person=rows.person_id).aggregate(
        best_rank=rows["rank"].min(), unranked=one_if(rows["rank"].isnull()).sum()
    )


def is_higher(rank: ir.IntegerColumn, best: ir.IntegerColumn, unranked: ir.IntegerColumn) -> ir.BooleanValue:
    """Whether a post of this rank stands above all posts held: null where a rank that decides it is missing, or no
    post is held."""
    return ibis.cases(
        (rank.isnull() | unranked.isnull(), ibis.null("boolean")),
        ((rank >= best).fill_null(False), ibis.literal(False)),
        (unranked > 0, ibis.null("boolean")),
        else_=ibis.literal(True),
    )
