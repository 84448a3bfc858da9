"""What tells one case from another of its kind, on every page that names it, and for whom."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from liem.actions.models import Account, Notice, OutboxMessage, Role
from liem.procedures.cases.preparing import NewCase, prepare
from liem.procedures.models import Case
from procedures.cases.running import opened, prepared
from procedures.world import Desks, desk, official, today
from web.cases.conftest import Open
from web.seen import heading, main, rows

pytestmark = pytest.mark.django_db


def told(client: Client, *cases: Case) -> None:
    """A notice for each of the cases."""
    account = Account.objects.get(pk=client.session["_auth_user_id"])
    message, now = OutboxMessage.objects.order_by("pk").first(), timezone.now()
    assert message is not None
    sent = Notice.objects.count()
    paths = [f"/cases/{one.pk}/?n={sent + number}" for number, one in enumerate(cases)]
    Notice.objects.bulk_create(Notice(message=message, account=account, path=one, created=now) for one in paths)


def test_a_case_about_nobody_and_no_post_is_told_by_the_day_it_was_prepared(desks: Desks, at: Open) -> None:
    case = prepare(NewCase("trial_transfer", "so/phong-1"), by=desks.agency)
    client, words = at(desks.agency), f"prepared on {today():%d/%m/%Y}"
    assert words in heading(client.get(f"/cases/{case.pk}/"))
    ((line, *_),) = rows(client.get("/cases/"))
    assert words in line


def test_a_notice_names_its_case_to_those_who_may_open_it_alone(desks: Desks, at: Open) -> None:
    chi, giang = opened(desks), prepared(desks, "giang")
    shown = {}
    for name, acting, case in (
        ("agency", desks.agency, chi),
        ("another agency", desks.other_agency, chi),
        ("the official", official("chi"), chi),
        ("another official", official("dung"), chi),
        ("an officer in the own case", desk(Role.UNIT_OFFICER, "so", username="giang", person="giang"), giang),
    ):
        client = at(acting)
        told(client, case)
        shown[name] = "Resignation: Người" in main(client.get("/notices/"))
    assert shown == {
        "agency": True,
        "another agency": False,
        "the official": True,
        "another official": False,
        "an officer in the own case": False,
    }


def test_naming_cases_asks_no_more_for_more_of_them(desks: Desks, at: Open) -> None:
    client, first = at(desks.agency), prepared(desks)
    told(client, first)
    client.get("/notices/")
    with CaptureQueriesContext(connection) as one:
        client.get("/notices/")
    told(client, prepared(desks, "giang"), first)
    with CaptureQueriesContext(connection) as three:
        assert len(rows(client.get("/notices/"))) == 3
    assert len(three) == len(one)
