from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Role
from liem.rulebook.book import rule_book
from liem.rulebook.models import Adoption
from record import small_record
from web import audited
from web.conftest import SignIn
from web.seen import heading, links, main, rows
from web.texts import CONCLUSION, PLAN, register_texts

pytestmark = pytest.mark.django_db
PLAN_SHORT = "d_18_kh_tu"


@pytest.fixture
def client(signed_in: SignIn, tmp_path: Path) -> Client:
    """An auditor's client; a plan without rules and a conclusion from which targets were drawn are on the register."""
    register_texts(tmp_path, plan=PLAN, conclusion=CONCLUSION)
    return signed_in(Role.AUDITOR, "tinh")


def test_the_list_shows_what_is_loaded_and_what_is_known_through_its_rules_only(client: Client) -> None:
    response = client.get("/directives/")
    assert heading(response) == "Directives: 6 known, the text of 4 still to be loaded"
    listed = {row[0]: row[2:] for row in rows(response)}
    unsaid = "? level not recorded"
    plan = ["14/03/2026", "✓ loaded", unsaid, "4", "0", "0"]
    assert listed["Plan 18-KH/TU về chuyển đổi vị trí <b>công tác</b>"] == plan
    assert listed["Conclusion 05-KL/TU về cán bộ xã, phường"] == ["15/08/2025", "✓ loaded", unsaid, "3", "0", "4"]
    assert listed["Plan 49-KH/TU on building and rectifying the Party"] == [
        "–",
        "? not loaded",
        "–",
        "–",
        str(_rules_on("tra_vinh")),
        "0",
    ]
    instruments = [one for pack in rule_book().packs for one in pack.instruments]
    assert len(rows(response)) == 6 + len(instruments)
    assert f"text not loaded ({len(instruments)})" in main(response)
    assert "/directives/qd377/" in links(response)


def test_a_directive_kept_outside_shows_number_and_day_and_no_way_to_a_text(client: Client, tmp_path: Path) -> None:
    register_texts(tmp_path, secret=PLAN.replace("18-KH/TU", "19-KH/TU").replace("\n", "\nMẬT\n", 1))
    response = client.get("/directives/")
    assert heading(response).endswith(", 1 kept outside")
    listed = {row[0]: row[1:] for row in rows(response)}
    assert listed["19-KH/TU"] == ["–", "14/03/2026", "▲ kept outside", "▲ confidential", "–", "0", "0"]
    assert "/directives/d_19_kh_tu/" not in links(response)
    assert client.get("/directives/d_19_kh_tu/").status_code == 404


def _rules_on(short: str) -> int:
    """How many rules of the rule book rest on clauses of the directive, by whatever ground."""
    grounds = ((rule.id, clause) for rule in rule_book().rules for one in rule.grounds for clause in one.clauses)
    return len({rule for rule, clause in grounds if clause.directive == short})


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("q=chuyen+doi+vi+tri", ["Plan 18-KH/TU"]),
        ("q=chuyển+đổi", ["Plan 18-KH/TU"]),
        ("q=chuyên+đổi", []),
        ("q=05-kl", ["Conclusion 05-KL/TU"]),
        ("text=loaded", ["Plan 18-KH/TU", "Conclusion 05-KL/TU"]),
        ("text=loaded&sort=name", ["Conclusion 05-KL/TU", "Plan 18-KH/TU"]),
        ("kind=Conclusion&text=loaded", ["Conclusion 05-KL/TU"]),
        ("issuer=Tỉnh+ủy+Lạc+Giang", ["Plan 18-KH/TU"]),
    ],
)
def test_the_list_is_searched_filtered_and_sorted_by_its_address(client: Client, query: str, titles: list[str]) -> None:
    page = client.get(f"/directives/?{query}")
    shown = [re.split(r" (?=về|on )", row[0])[0] for row in rows(page)]
    assert shown == titles
    assert ("No directive fits" in main(page)) == (not titles)


def test_a_clause_address_opens_its_directive_at_the_clause(client: Client) -> None:
    assert client.get("/clauses/lac_giang%232(1)").headers["Location"] == "/directives/lac_giang/?at=2(1)#2(1)"
    assert client.get("/clauses/tra_vinh%23II.3.2/b4").headers["Location"] == (
        "/directives/tra_vinh/?at=II.3.2/b4#II.3.2/b4"
    )


def test_the_page_shows_the_whole_text_escaped_with_an_anchor_for_every_clause(client: Client) -> None:
    response = client.get(f"/directives/{PLAN_SHORT}/")
    page = response.content.decode()
    assert heading(response) == "Plan 18-KH/TU sets 4 tasks; no rule has been drawn from it yet"
    anchors = re.findall(r'class="passage[^"]*" id="([^"]+)"', page)
    assert anchors == ["/p1", "/p2", "/p3", "/p4", "/p5", "I", "I.1", "I.2", "I.2/b1", "I.2/b2", "II", "II/p2"]
    assert "về chuyển đổi vị trí &lt;b&gt;công tác&lt;/b&gt;" in page
    assert "<b>công tác" not in page


def test_spans_are_marked_and_a_citation_links_to_the_directive_cited(client: Client) -> None:
    page = client.get(f"/directives/{PLAN_SHORT}/").content.decode()
    assert '<mark class="timing due">trước ngày 31/12/2026</mark>' in page
    assert '<mark class="target">khoảng 10-15% lãnh đạo dưới 40 tuổi</mark>' in page
    assert '<a class="citation" href="/directives/lac_giang/">Kết luận số 05-KL/TU ngày 15/8/2025</a>' in page


def test_a_selected_clause_is_highlighted_and_its_obligation_told(client: Client) -> None:
    response = client.get(f"/directives/{PLAN_SHORT}/?at=I.1")
    page = response.content.decode()
    assert re.findall(r'class="passage [^"]*selected" id="([^"]+)" tabindex="-1" autofocus', page) == ["I.1"]
    panel = main(response).split("document cited ")[1].split("open item II, paragraph 2")[1]
    for words in (
        "Task · item I.1",
        "Leads Sở Nội vụ",
        "Cooperate Ban Tổ chức Tỉnh ủy",
        "“trước ngày 31/12/2026” = by 31/12/2026",
        "nobody has confirmed it yet",
        "Documents cited Conclusion 05-KL/TU",
    ):
        assert words in panel


def test_a_heading_tells_what_lies_under_it(client: Client) -> None:
    assert "item I Tasks 3 Times 2 Numbers 1 Cited 1" in main(client.get(f"/directives/{PLAN_SHORT}/?at=I"))


def test_a_clause_that_the_text_lacks_says_so_and_shows_the_one_around_it(client: Client) -> None:
    near = client.get(f"/directives/{PLAN_SHORT}/?at=I.2/b9")
    assert "The text has no item I.2, bullet 9; this is the nearest one that contains it." in main(near)
    assert 'selected" id="I.2"' in near.content.decode()
    assert "The text has no item X. Look for it in the outline." in main(client.get(f"/directives/{PLAN_SHORT}/?at=X"))


def test_the_last_bullet_is_found_by_its_address(client: Client) -> None:
    assert 'selected" id="I.2/b2"' in client.get(f"/directives/{PLAN_SHORT}/?at=I.2/last").content.decode()


@pytest.mark.parametrize("address", ["two words", "I//b", "(", "I.1/b0"])
def test_an_address_that_is_none_is_refused(client: Client, address: str) -> None:
    response = client.get(f"/directives/{PLAN_SHORT}/?at={address}")
    assert response.status_code == 404
    assert "is not a clause address" in main(response)


def test_htmx_gets_the_panel_alone_and_history_the_whole_page(client: Client) -> None:
    panel = client.get(f"/directives/{PLAN_SHORT}/?at=I.1", headers={"hx-request": "true"})
    assert panel.content.decode().lstrip().startswith('<aside class="panel chosen" id="obligation"')
    assert "HX-Request" in panel.headers["Vary"]
    back = client.get(
        f"/directives/{PLAN_SHORT}/?at=I.1", headers={"hx-request": "true", "hx-history-restore-request": "true"}
    )
    assert heading(back)


def test_the_outline_goes_to_its_depth_and_marks_the_item_around_the_clause(client: Client) -> None:
    page = client.get(f"/directives/{PLAN_SHORT}/?at=I.2/b1").content.decode()
    outline = page.split('class="toc"', 1)[1].split("</nav>", 1)[0]
    assert re.findall(r'data-item="([^"]+)"( aria-current)?', outline) == [
        ("I", ""),
        ("I.1", ""),
        ("I.2", " aria-current"),
        ("II", ""),
    ]
    for tag in ("ol", "li", "details", "summary"):
        assert (tag, outline.count(f"<{tag}")) == (tag, outline.count(f"</{tag}>"))


def test_the_page_tells_who_applies_the_directive_and_from_when(client: Client) -> None:
    small_record.build()
    assert "No body has taken over the rules drawn from it" in main(client.get("/directives/lac_giang/"))
    decision, since = "Quyết định số 35-QĐ/TU", date(2025, 8, 15)
    Adoption.objects.create(
        identity="a", known_from=0, body="tinh", pack="lac_giang_05_kl_tu", valid_from=since, decision=decision
    )
    said = "Tỉnh ủy Lạc Giang applies it from 15/08/2025 (Quyết định số 35-QĐ/TU)."
    assert said in main(client.get("/directives/lac_giang/"))
    assert said not in main(client.get(f"/directives/{PLAN_SHORT}/"))


def test_a_date_that_the_text_lacks_is_told(client: Client) -> None:
    assert "the latest date that it cites is used (13/10/2021)" in main(client.get("/directives/khoi/"))


def test_rules_and_targets_stand_beside_their_clause_with_where_they_stand(signed_in: SignIn, tmp_path: Path) -> None:
    audited.build()
    register_texts(tmp_path, conclusion=CONCLUSION)
    response = signed_in(Role.AUDITOR, "tinh").get("/directives/lac_giang/?at=2(1)")
    assert "◎ Target ○ not reached yet, 1,522 days left Commune secretaries are not local" in main(response)
    assert "/targets/commune_secretaries_not_local/?on=2026-10-31" in links(response)
    assert heading(response) == "Conclusion 05-KL/TU sets 3 tasks; 1 target not reached"


def test_without_its_text_the_rule_is_quoted_in_words_with_how_to_add_the_text(signed_in: SignIn) -> None:
    audited.build()
    response = signed_in(Role.AUDITOR, "tinh").get("/directives/tra_vinh/?at=II.3.2/b5")
    shown = main(response)
    assert heading(response) == "Plan 49-KH/TU on building and rectifying the Party: the text is not loaded"
    for words in (
        "make run DOCS=FOLDER",
        "liem directives add FILE",
        "What rests on item II.3.2, bullet 5",
        "1 breach",
    ):
        assert words in shown
    assert "/findings/?rule=key_leaders_not_local&verdict=not_met" in links(response)


def test_counts_of_findings_stop_where_the_mandate_stops(signed_in: SignIn) -> None:
    audited.build()
    address = "/directives/tra_vinh/?at=II.3.2/b5"
    whole = main(signed_in(Role.AUDITOR, "tinh").get(address))
    unit = main(signed_in(Role.UNIT_OFFICER, "so-b").get(address))
    official = signed_in(Role.OFFICIAL, person="hòa").get(address)
    assert "1 breach · 1 cannot be determined yet · 1 met" in whole
    assert "0 breaches · 0 cannot be determined yet · 1 met" in unit
    assert "0 breaches · 0 cannot be determined yet · 1 met" in main(official)
    assert not [link for link in links(official) if link.startswith("/findings/")]


def test_a_directive_that_nobody_knows_is_not_there(client: Client) -> None:
    assert client.get("/directives/khong_co/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_register(
    signed_in: SignIn, tmp_path: Path, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(Role.AUDITOR, "tinh")
    register_texts(tmp_path, plan=PLAN)
    with django_assert_max_num_queries(14):
        client.get("/directives/")
    with django_assert_max_num_queries(16):
        client.get(f"/directives/{PLAN_SHORT}/?at=I.1")
    more = {f"text{number}": PLAN.replace("18-KH/TU", f"{number}-KH/TU") for number in (31, 32, 33)}
    register_texts(tmp_path, **more)
    with django_assert_max_num_queries(14):
        assert len(rows(client.get("/directives/?text=loaded"))) == 4
    with django_assert_max_num_queries(16):
        client.get(f"/directives/{PLAN_SHORT}/?at=I.1")
