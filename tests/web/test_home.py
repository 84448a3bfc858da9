from __future__ import annotations

import re
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Role
from liem.kernel.errors import Message
from liem.oversight.models import Audit
from liem.web.desk import coming_days
from web import audited
from web.conftest import SignIn
from web.seen import heading, links, main
from web.texts import PLAN, register_texts

pytestmark = pytest.mark.django_db


def test_before_the_first_audit_nothing_is_claimed(signed_in: SignIn) -> None:
    assert heading(signed_in(Role.INSPECTOR, "tinh").get("/")) == "No audit has been run yet"
    assert heading(signed_in(Role.OFFICIAL, person="hoa").get("/")) == "No audit has been run yet"


def test_an_officer_sees_breaches_missing_papers_and_targets_with_where_to_go(signed_in: SignIn) -> None:
    audited.build()
    response = signed_in(Role.INSPECTOR, "tinh").get("/")
    assert heading(response) == "Today: 1 breach to correct, 1 cannot be determined yet"
    for link in (
        "/findings/?rule=key_leaders_not_local&verdict=not_met",
        "/findings/?verdict=unknown&paper=holding.is_local",
        "/targets/commune_secretaries_not_local/",
        "/clauses/tra_vinh%23II.2/b7",
    ):
        assert link in links(response)
    assert "By the audit as of 31/10/2026" in main(response)
    assert "Commune secretaries are not local ○ not reached yet, 1,522 days left" in main(response)


def test_a_target_by_place_tells_how_many_of_those_measured_reach_it(signed_in: SignIn) -> None:
    audited.build()
    closing = Audit.objects.get(key="closing")
    for group, verdict in (("an-thanh", "not_met"), ("thanh-lam", "met"), ("lac-giang", "not_applicable")):
        audited.standing(closing, "commune_leader_not_local", group, (3, 0), verdict)
    assert "1/2 reached" in main(signed_in(Role.INSPECTOR, "tinh").get("/"))


def test_papers_beyond_those_shown_are_one_link_away(signed_in: SignIn) -> None:
    audited.build()
    closing = Audit.objects.get(key="closing")
    lacking = ("is_local", "holder_age", "since", "body_level", "body_kind", "post_role", "is_leader", "is_key_leader")
    for number, fact in enumerate(lacking):
        finding = audited.local(closing, f"m{number}", "hoa", "so-a", None)
        finding.missing = [fact]
        finding.save()
    response = signed_in(Role.INSPECTOR, "tinh").get("/")
    assert len([link for link in links(response) if "&paper=" in link]) == 6
    assert re.search(r"One case may lack several papers. Show all \(\d+ kinds\)", main(response))
    assert "/findings/?verdict=unknown" in links(response)


def test_a_unit_sees_what_lies_under_it_only(signed_in: SignIn) -> None:
    audited.build()
    response = signed_in(Role.UNIT_OFFICER, "so-b").get("/")
    assert heading(response) == "Today there is no breach, and everything can be determined"
    assert "No breach within your mandate." in main(response)


def test_an_official_sees_the_own_matters_and_no_others(signed_in: SignIn) -> None:
    audited.build()
    response = signed_in(Role.OFFICIAL, person="hoà").get("/")
    assert heading(response) == "About you today: 1 breach, 0 cannot be determined yet"
    assert "Nobody else has opened it." in main(response)
    assert not [link for link in links(response) if link.startswith(("/findings/?", "/people/", "/organisation/"))]
    settled = signed_in(Role.OFFICIAL, person="hòa").get("/")
    assert heading(settled) == "Today nothing about you is open"
    assert "1 rule is met." in main(settled)


def test_days_that_the_texts_set_are_told_with_their_clause(signed_in: SignIn, tmp_path: Path) -> None:
    register_texts(tmp_path, plan=PLAN)
    from datetime import date

    days = [(one.on, one.words, one.every, one.path) for one in coming_days(date(2026, 11, 21))]
    assert days == [
        (date(2026, 12, 15), "trước ngày 15/12 hằng năm", Message("hằng năm", "every year"), "I.2/b1"),
        (date(2026, 12, 31), "trước ngày 31/12/2026", None, "I.1"),
    ]
    assert [one.on for one in coming_days(date(2027, 1, 1))] == [date(2027, 12, 15)]
    response = signed_in(Role.INSPECTOR, "tinh").get("/")
    assert "/directives/d_18_kh_tu/?at=I.2/b1#I.2/b1" in links(response)
    shown = main(response)
    assert "Báo cáo trước ngày 15/12 hằng năm" in shown
    assert "item I.2, bullet 1" in shown


def test_the_number_of_queries_is_constant(
    signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    audited.build()
    client = signed_in(Role.INSPECTOR, "tinh")
    with django_assert_max_num_queries(24):
        client.get("/")
    audit = audited.audit("later", audited.CLOSING)
    for number in range(3):
        audited.local(audit, f"t{number}", "hoa", "so-a", True)
        audited.local(audit, f"u{number}", "hoa", "so-a", None)
    with django_assert_max_num_queries(24):
        client.get("/")
