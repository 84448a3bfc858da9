"""Which stored rows one key's rows rest on, told from the definition of a relation alone."""

from __future__ import annotations

import ibis
import pytest

from liem.law.reach import Column, Fetch, LeftOut, reach

HELD = ibis.table({"person": "string", "post": "string", "since": "date"}, name="held")
POST = ibis.table({"post": "string", "body": "string"}, name="post")
BODY = ibis.table({"body": "string", "within": "string"}, name="body")
KIN = ibis.table({"one": "string", "other": "string"}, name="kin")
MOMENT = ibis.table({"as_of": "date"}, name="moment")
OWN = Fetch("held", "person")
POSTS = Fetch("post", "post", frozenset({Column(OWN, "post")}))


def test_the_rows_of_the_key_are_found_by_it_through_filters_and_the_moment() -> None:
    rows = HELD.cross_join(MOMENT)
    assert reach(rows.filter(rows.since <= rows.as_of).select(who="person"), "who") == ((OWN,),)


def test_joined_rows_are_found_by_what_stands_in_the_rows_found_before() -> None:
    rows = HELD.inner_join(POST, "post").inner_join(BODY, "body")
    bodies = Fetch("body", "body", frozenset({Column(POSTS, "body")}))
    assert reach(rows, "person") == ((OWN,), (POSTS,), (bodies,))


def test_a_group_joined_on_the_key_is_found_by_the_key_itself() -> None:
    counts = HELD.group_by(of=HELD.person).aggregate(number=HELD.count())
    rows = KIN.left_join(counts, KIN.one == counts.of)
    assert reach(rows.select("one", "number"), "one") == ((OWN, Fetch("kin", "one")),)


def test_kin_are_not_cut_away() -> None:
    forth, back = KIN.select(a="one", b="other"), KIN.select(a="other", b="one")
    rows = forth.union(back, distinct=True).inner_join(HELD, ibis._.b == HELD.person)
    kin = Fetch("kin", "one"), Fetch("kin", "other")
    theirs = Fetch("held", "person", frozenset({Column(kin[0], "other"), Column(kin[1], "one")}))
    assert reach(rows.select("a", "post"), "a") == (kin, (theirs,))


def test_an_inner_join_is_followed_backwards_and_a_left_join_is_not() -> None:
    backwards = Fetch("held", "post", frozenset({Column(Fetch("post", "body"), "post")}))
    inner = HELD.inner_join(POST, "post").select("person", "body")
    left = HELD.left_join(POST, "post").select("person", "body")
    assert reach(inner, "body") == ((Fetch("post", "body"),), (backwards,))
    assert reach(left, "body") == ((Fetch("held"), Fetch("post")),)


@pytest.mark.parametrize("by", ["person", "post"])
def test_a_window_is_cut_only_where_it_lies_within_the_key(by: str) -> None:
    first = HELD.since.min().over(ibis.window(group_by="person"))
    rows = HELD.mutate(first=first)
    assert reach(rows, by) == (((OWN if by == "person" else Fetch("held")),),)


def test_a_computed_key_leads_nowhere_so_all_rows_are_read() -> None:
    rows = HELD.select(who=HELD.person + "!", post="post").inner_join(POST, "post")
    assert reach(rows, "who") == ((Fetch("held"), Fetch("post")),)


def _lists() -> ibis.Table:
    return ibis.table({"key": "string", "secrecy": "string", "person": "string"}, name="lists")


def test_of_rows_that_are_only_counted_those_that_a_filter_leaves_out_are_not_read() -> None:
    asked, lists = ibis.table({"person": "string"}, name="asked"), _lists()
    counted = lists.filter(~lists.secrecy.fill_null("").isin(("", "open")))
    rows = asked.cross_join(counted.aggregate(number=counted.count()))
    assert reach(rows, "person") == (
        (Fetch("asked", "person"), Fetch("lists", left_out=LeftOut("secrecy", ("", "open")))),
    )


def test_what_rests_on_the_rows_left_out_reads_them_too() -> None:
    asked, lists = ibis.table({"person": "string"}, name="asked"), _lists()
    ranked = lists.mutate(place=ibis.row_number().over(ibis.window(order_by=lists.key)))
    counted = ranked.filter(~ranked.secrecy.fill_null("").isin(("", "open")))
    rows = asked.cross_join(counted.aggregate(number=counted.place.max()))
    assert reach(rows, "person") == ((Fetch("asked", "person"), Fetch("lists")),)
