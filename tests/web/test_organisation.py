"""The organisation on a day, and one body."""

from __future__ import annotations

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Role
from liem.record.organisation import BodyLine, BodyNode
from liem.web.pages.organisation import tree_rows
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


def test_a_tree_is_flattened_with_the_levels_that_end_after_each_row() -> None:
    def node(key: str, *below: BodyNode) -> BodyNode:
        return BodyNode(BodyLine(key, key, "agency", "province"), below)

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
    def node(key: str, level: str, *below: BodyNode, held: int) -> BodyNode:
        return BodyNode(BodyLine(key, key, "committee", level, posts=2, held=held), below)

    communes = (node("x", "commune", node("x/1", "commune", held=1), held=2), node("y", "commune", held=0))
    root = node("p", "province", node("a", "province", held=2), *communes, held=2)
    with translation.override("en"):
        lines = [
            (row.body.key if row.body else row.level, row.count, row.held, row.posts, len(row.closes))
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


def test_a_unit_officer_sees_the_own_branch_only(signed_in: SignIn) -> None:
    response = signed_in(Role.UNIT_OFFICER, "so-a").get("/organisation/")
    assert heading(response).startswith("Organisation on")
    assert "Phòng Tổ chức" in main(response)
    assert "Sở B" not in main(response)


def test_a_body_tells_posts_holders_and_what_audits_found(signed_in: SignIn) -> None:
    response = signed_in(Role.INSPECTOR, "tinh").get("/organisation/so-a/?on=31/12/2025")
    assert heading(response) == "Sở A: 1 person holds 1 of 2 posts on 31/12/2025"
    assert rows(response) == [
        ["Giám đốc", "Trần Thị Hoa · since 01/01/2022", "Tỉnh ủy Lạc Giang"],
        ["Phó Giám đốc", "○ vacant", "–"],
    ]
    assert "Breaches, and short of what is striven for 0 Cannot be determined yet 1 Met 0" in main(response)
    assert {"/people/hoa/", "/organisation/tinh/?on=2025-12-31", "/findings/?body=so-a&verdict=unknown"} <= set(
        links(response)
    )


def test_a_key_with_a_slash_opens_its_body(signed_in: SignIn) -> None:
    response = signed_in(Role.INSPECTOR, "tinh").get("/organisation/so-a/phong/?on=31/12/2025")
    assert heading(response) == "Phòng Tổ chức: 1 person holds 1 of 1 posts on 31/12/2025"


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
    with django_assert_max_num_queries(14):
        assert inspector.get("/organisation/").status_code == 200
    with django_assert_max_num_queries(20):
        assert len(rows(inspector.get("/organisation/so-a/"))) == 2 + more
