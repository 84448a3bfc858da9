"""The organisation on a day, and one body."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import LedgerEntry, Role
from liem.record.models import BodyState, Headcount, PostState, Responsibility, Term, TermState
from liem.record.organisation import BodyLine, BodyNode, Group, Total
from liem.web.tree_rows import tree_rows
from record import small_record
from web import audited
from web.conftest import SignIn
from web.seen import heading, links, main, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record() -> None:
    audited.build()


@pytest.mark.parametrize(
    ("day", "title", "has_district"),
    [
        ("2025-06-30", "Organisation on 30/06/2025: 7 bodies, 6 posts, 2 of them vacant", True),
        ("01/07/2025", "Organisation on 01/07/2025: 6 bodies, 5 posts, 1 of them vacant", False),
    ],
)
def test_districts_are_seen_until_the_last_day_of_june_2025(
    signed_in: SignIn, day: str, title: str, has_district: bool
) -> None:
    response = signed_in(Role.AUDITOR, "tinh").get("/organisation/", {"on": day})
    assert heading(response) == title
    assert ("Huyện ủy Thanh Lâm" in main(response)) is has_district


def test_levels_fold_without_scripts_and_every_list_is_closed(signed_in: SignIn) -> None:
    html = signed_in(Role.AUDITOR, "tinh").get("/organisation/").content.decode()
    tree = html.split('class="tree"', 1)[1].split("</section>", 1)[0]
    for tag in ("ul", "li", "details", "summary"):
        opened, closed = tree.count(f"<{tag}"), tree.count(f"</{tag}>")
        assert (tag, opened) == (tag, closed - 1 if tag == "ul" else closed)  # the outer list opens before the cut


def _node(key: str, level: str, *below: BodyNode, held: int = 0) -> BodyNode:
    """A committee with two posts over what is laid open below it, grouped by level."""
    levels = dict.fromkeys(node.body.level for node in below)
    groups = tuple(_group(one, *(node for node in below if node.body.level == one)) for one in levels)
    total = _sum(Total(1, 2, held), *(group.total for group in groups))
    return BodyNode(BodyLine(key, key, "committee", level, posts=2, held=held), total, groups)


def _group(level: str, *nodes: BodyNode) -> Group:
    return Group(level, len(nodes), _sum(*(node.total for node in nodes)), nodes)


def _sum(*parts: Total) -> Total:
    return Total(sum(one.bodies for one in parts), sum(one.posts for one in parts), sum(one.held for one in parts))


def test_a_tree_is_flattened_with_the_levels_that_end_after_each_row() -> None:
    def node(key: str, *below: BodyNode) -> BodyNode:
        return _node(key, "province", *below)

    root = node("a", node("b", node("c"), node("d", node("e"))), node("f"))
    flat = [(row.body and row.body.key, row.opens, len(row.closes)) for row in tree_rows(root)]
    assert flat == [
        ("a", True, 0),
        ("b", True, 0),
        ("c", False, 0),
        ("d", True, 0),
        ("e", False, 2),
        ("f", False, 1),
    ]


def test_bodies_of_other_levels_stand_under_a_heading_with_their_sums() -> None:
    communes = (_node("x", "commune", _node("x/1", "commune", held=1), held=2), _node("y", "commune"))
    root = _node("p", "province", _node("a", "province", held=2), *communes, held=2)
    with translation.override("en"):
        lines = [
            (row.body.key if row.body else row.level, row.count, row.total.held, row.total.posts, len(row.closes))
            for row in tree_rows(root)
        ]
    assert lines == [
        ("p", 1, 7, 10, 0),
        ("a", 1, 2, 2, 0),
        ("Communes", 2, 3, 6, 0),
        ("x", 1, 3, 4, 0),
        ("x/1", 1, 1, 2, 1),
        ("y", 1, 0, 2, 2),
    ]


def test_a_group_that_stays_folded_is_a_line_with_its_sums_and_a_link() -> None:
    root = BodyNode(
        BodyLine("p q", "P", "committee", "province"),
        Total(125, 300, 200),
        (Group("commune", 124, Total(124, 300, 200), ()),),
    )
    rows = list(tree_rows(root))
    assert [(row.count, row.total, row.link, len(row.closes)) for row in rows] == [
        (1, Total(125, 300, 200), "", 0),
        (124, Total(124, 300, 200), "under=p+q&level=commune", 1),
    ]


def test_a_unit_officer_sees_the_own_branch_only(signed_in: SignIn) -> None:
    response = signed_in(Role.UNIT_OFFICER, "so-a").get("/organisation/")
    assert heading(response).startswith("Organisation on")
    assert "Phòng Tổ chức" in main(response)
    assert "Sở B" not in main(response)


def test_a_body_tells_posts_holders_and_what_audits_found(signed_in: SignIn) -> None:
    response = signed_in(Role.INSPECTOR, "tinh").get("/organisation/so-a/?on=31/12/2025")
    assert heading(response) == "Sở A: 1 person in post, 1 of 2 posts vacant on 31/12/2025"
    assert rows(response) == [
        ["Giám đốc", "Trần Thị Hoa · since 01/01/2022", "Tỉnh ủy Lạc Giang"],
        ["Phó Giám đốc", "○ vacant since 01/01/2022", "? nobody is named"],
        ["", "0 · 0%"],
        ["", "1 · 100%"],
        ["", "0 · 0%"],
        ["", "0 · 0%"],
        ["", "1 · 100%"],
        ["", "0 · 0%"],
        ["", "1 · 100%"],
        ["", "0 · 0%"],
    ]
    assert "Breaches, and short of what is striven for 0 Cannot be determined yet 1 Met 0" in main(response)
    assert {"/people/hoa/", "/organisation/tinh/?on=2025-12-31", "/findings/?body=so-a&verdict=unknown"} <= set(
        links(response)
    )


def test_a_key_with_a_slash_opens_its_body(signed_in: SignIn) -> None:
    response = signed_in(Role.INSPECTOR, "tinh").get("/organisation/so-a/phong/?on=31/12/2025")
    assert heading(response) == "Phòng Tổ chức: 1 person in post, no post vacant on 31/12/2025"


def test_a_body_that_has_ended_says_so(signed_in: SignIn) -> None:
    response = signed_in(Role.INSPECTOR, "tinh").get("/organisation/huyen/?on=01/07/2025")
    assert heading(response) == "Huyện ủy Thanh Lâm did not exist on 01/07/2025"
    assert "… – 30/06/2025 Huyện ủy Thanh Lâm" in main(response)


def test_a_body_out_of_reach_looks_like_one_that_is_not_there(signed_in: SignIn) -> None:
    unit = signed_in(Role.UNIT_OFFICER, "so-a")
    answers = [unit.get(f"/organisation/{key}/") for key in ("so-b", "no-such-body")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert main(answers[0]) == main(answers[1])


@pytest.mark.parametrize("path", ["/organisation/", "/organisation/so-a/"])
@pytest.mark.parametrize("given", ["yesterday", "1/1/99999999999", "0001-01-01"])
def test_what_is_no_day_is_said_beside_the_form(signed_in: SignIn, path: str, given: str) -> None:
    response = signed_in(Role.INSPECTOR, "tinh").get(path, {"on": given})
    assert response.status_code == 400
    assert f"“{given}” is not a day of the years 1900–2200." in main(response)
    assert f'name="on" value="{given}"' in response.content.decode()


def test_an_official_is_refused_with_a_sentence(signed_in: SignIn) -> None:
    official = signed_in(Role.OFFICIAL, person="hoa")
    for path in ("/organisation/", "/organisation/so-a/"):
        response = official.get(path)
        assert response.status_code == 403
        assert "This page is for those who hold a mandate over a body." in main(response)


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    signed_in: SignIn, more: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        small_record.body(f"x{number}", f"Phòng {number}", "unit", "province", "so-a")
        small_record.post(f"x{number}", "so-a", f"Chuyên viên {number}", "specialist")
    inspector = signed_in(Role.INSPECTOR, "tinh")
    with django_assert_max_num_queries(18):
        assert inspector.get("/organisation/").status_code == 200
    with django_assert_max_num_queries(31):
        posts = [row for row in rows(inspector.get("/organisation/so-a/")) if len(row) == 3]
    assert len(posts) == 2 + more


def test_a_branch_opens_by_itself_level_by_level(signed_in: SignIn) -> None:
    auditor = signed_in(Role.AUDITOR, "tinh")
    communes = auditor.get("/organisation/", {"under": "tinh", "level": "commune", "on": "01/07/2025"})
    assert heading(communes) == ("Communes under Tỉnh ủy Lạc Giang on 01/07/2025: 1 body, 1 post, 0 of them vacant")
    assert "/organisation/xa/?on=2025-07-01" in links(communes)
    assert auditor.get("/organisation/", {"under": "so-a/phong"}).status_code == 200
    unit = signed_in(Role.UNIT_OFFICER, "so-a")
    assert unit.get("/organisation/", {"under": "so-b"}).status_code == 404


def test_the_days_of_changes_around_the_day_are_links_that_keep_the_branch(signed_in: SignIn) -> None:
    auditor = signed_in(Role.AUDITOR, "tinh")
    around = links(auditor.get("/organisation/", {"on": "01/01/2025"}))
    assert {"?on=2024-01-01", "?on=2025-07-01"} <= set(around)
    branch = links(auditor.get("/organisation/", {"on": "01/01/2025", "under": "so-a", "level": "province"}))
    assert "?under=so-a&level=province&on=2025-07-01" in branch


def _superseded() -> None:
    """At the second of two entries, on 10/11/2026, Sở A was entered anew as Sở A mới."""
    for position, day in ((100, 1), (101, 10)):
        LedgerEntry.objects.create(
            position=position, leaf=b"", leaf_hash=b"", root_after=b"", at=small_record.moment(day), action="test"
        )
    BodyState.objects.filter(body_id="so-a").update(known_to=101)
    small_record.body("so-a", "Sở A mới", "agency", "province", "tinh")
    BodyState.objects.filter(name="Sở A mới").update(known_from=101)


def test_the_record_is_shown_as_it_was_known_on_a_day_and_leads_back_to_today(signed_in: SignIn) -> None:
    auditor = signed_in(Role.AUDITOR, "tinh")
    _superseded()
    for path in ("/organisation/", "/organisation/so-a/"):
        then, now = (auditor.get(path, known) for known in ({"known": "09/11/2026"}, {}))
        assert "As known on 09/11/2026." in main(then)
        assert ("Sở A mới" in main(then), "Sở A mới" in main(now)) == (False, True)
        assert "As known on 09/11/2026." not in main(now)
        assert "?" in links(then)
    assert any(link.endswith("&known=2026-11-09") for link in links(auditor.get("/organisation/?known=09/11/2026")))


def test_that_nothing_was_known_yet_is_not_told_as_nothing_having_been_there(signed_in: SignIn) -> None:
    auditor = signed_in(Role.AUDITOR, "tinh")
    _superseded()
    BodyState.objects.update(known_from=101)
    response = auditor.get("/organisation/", {"on": "30/06/2025", "known": "09/11/2026"})
    assert heading(response) == "On 09/11/2026 nothing was known of the organisation of 30/06/2025"


@pytest.mark.parametrize("path", ["/organisation/", "/organisation/so-a/"])
def test_a_day_of_knowledge_that_is_none_is_said_and_today_is_shown(signed_in: SignIn, path: str) -> None:
    response = signed_in(Role.AUDITOR, "tinh").get(path, {"known": "31/02/2026"})
    assert response.status_code == 400
    assert "“31/02/2026” is not a day of the years 1900–2200." in main(response)
    assert 'name="known" value="31/02/2026"' in response.content.decode()


def test_a_body_tells_its_headcount_terms_and_who_answers_for_it(signed_in: SignIn) -> None:
    Headcount.objects.create(
        identity="h", body_id="so-a", year=2026, kind="officials", assigned=1, **small_record.FIRST
    )
    Responsibility.objects.create(identity="r", person_id="hòa", body_id="so-a", **small_record.FIRST)
    Term.objects.create(key="t", body_id="so-a")
    TermState.objects.create(identity="t", term_id="t", name="2025–2030", **small_record.FIRST)
    response = signed_in(Role.INSPECTOR, "tinh").get("/organisation/so-a/?on=31/12/2026")
    assert ["2026", "1 officials and civil servants", "1 on 31/12/2026"] in rows(response)
    assert "answered for by Lê Văn Hòa" in main(response)
    assert "Terms of office … – now 2025–2030" in main(response)


def test_a_body_of_which_nothing_was_known_then_says_so(signed_in: SignIn) -> None:
    auditor = signed_in(Role.AUDITOR, "tinh")
    _superseded()
    BodyState.objects.filter(body_id="so-b").update(known_from=101)
    response = auditor.get("/organisation/so-b/", {"known": "09/11/2026"})
    assert response.status_code == 404
    assert "The record held nothing about this body then. Choose a later day of knowledge" in main(response)
    assert links(response)[:2] == ["?", "?known=2026-11-10"]


def test_a_post_held_by_many_lists_them_by_the_day_they_took_it_up(signed_in: SignIn) -> None:
    days = (date(2025, 10, 12), date(2025, 7, 1))
    for number in range(14):
        small_record.person(f"m{number}", f"Lê Văn {'ABCDEFGHIKLMNO'[13 - number]}", date(1980, 1, 1), sex="man")
        small_record.tenure(f"m{number}", f"m{number}", "a-head", days[number % 2])
    shown = rows(signed_in(Role.AUDITOR, "tinh").get("/organisation/so-a/phong/"))
    assert shown[0][:2] == ["Trưởng phòng", "15 people"]
    assert shown[1] == [
        "since 01/06/2021 (1) PHẠM HOÀNG "
        "since 01/07/2025 (7) " + " ".join(f"Lê Văn {letter}" for letter in "ACEGILN") + " "
        "since 12/10/2025 (7) " + " ".join(f"Lê Văn {letter}" for letter in "BDFHKMO")
    ]


def test_posts_stand_by_rank_and_then_by_role(signed_in: SignIn) -> None:
    PostState.objects.filter(post_id="a-deputy").update(rank=3)
    small_record.post("a-member", "so-a", "Thành viên", "specialist", rank=2)
    shown = rows(signed_in(Role.AUDITOR, "tinh").get("/organisation/so-a/"))
    assert [row[0] for row in shown if len(row) == 3] == ["Thành viên", "Phó Giám đốc", "Giám đốc"]


@pytest.mark.parametrize(("more", "standing_open"), [(1, 2), (4, 0)])
def test_a_few_topmost_bodies_stand_open_beside_one_another(signed_in: SignIn, more: int, standing_open: int) -> None:
    merged = date(2025, 7, 1)
    for number in range(more):
        small_record.body(f"top-{number}", f"Tỉnh ủy {number}", "committee", "province", None, until=merged)
        small_record.body(f"top-{number}", f"Tỉnh ủy {number}", "committee", "province", "tinh", since=merged)
        small_record.body(f"top-{number}/so", f"Sở {number}", "agency", "province", f"top-{number}")
    page = signed_in(Role.AUDITOR, "tinh").get("/organisation/", {"on": "2025-06-30"}).content.decode()
    assert page.count("<details open>") == standing_open
