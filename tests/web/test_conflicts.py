"""The page of what does not go together in the law."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

import world
from liem.actions.models import Role
from liem.law.grounds import Status
from liem.rulebook.book import rule_book
from web import audited
from web.conftest import SignIn
from web.seen import heading, main

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record() -> None:
    audited.build()
    world.write(*(world.adoption(pack.id, "tinh") for pack in rule_book().packs))


def test_the_rules_of_a_day_are_held_against_one_another(signed_in: SignIn) -> None:
    response = signed_in(Role.AUDITOR, "tinh").get("/rules/conflicts/?on=2026-10-31")
    assert response.status_code == 200
    law = rule_book().in_force(audited.CLOSING)
    count = sum(
        rule.status is Status.VERIFIED and not law.unverified_values(rule, audited.CLOSING) for rule in law.rules
    )
    assert f"{count} rules were held against one another" in main(response)
    assert f"{len(law.rules) - count} rules waiting to be verified cannot be compared." in main(response)
    assert heading(response) == f"No conflict found among the {count} verified rules that bind here on 31/10/2026"


def test_before_any_rule_there_is_no_conflict(signed_in: SignIn) -> None:
    response = signed_in(Role.OFFICIAL, person="hoa").get("/rules/conflicts/?on=2011-01-01")
    assert heading(response) == "No verified rule binds here on 01/01/2011"
    assert "The rules of that day go together" in main(response)


def test_the_page_asks_a_constant_number_of_questions(
    signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(Role.AUDITOR, "tinh")
    client.get("/rules/conflicts/")
    with django_assert_max_num_queries(15):
        client.get("/rules/conflicts/")
