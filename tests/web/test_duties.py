"""The page of duties: what is owed within a mandate, and another day for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from liem.actions import scope as actions_scope
from liem.actions.models import Role
from liem.duties import sources
from liem.duties.models import PutOff
from liem.duties.reminding import remind
from liem.duties.sources import Owed, Source
from liem.kernel.errors import Message
from liem.record.scope import reaches
from record import small_record
from web.conftest import SignIn
from web.seen import heading, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    small_record.build()
    monkeypatch.setattr(sources, "_sources", {})
    former = actions_scope.register(reaches)
    yield
    actions_scope.register(former)


def owe(number: int, *, body: str = "so-a", days: int = -1) -> None:
    """So many duties of the body, due so many days from now."""
    due = timezone.localdate() + timedelta(days=days)
    found = [Owed("report", f"r{one}", body, due, "/duties/") for one in range(number)]
    sources.register(Source("report", Message("Báo cáo", "Report"), lambda on: found))


def test_the_title_counts_what_is_owed_and_what_is_late(signed_in: SignIn) -> None:
    owe(2)
    page = signed_in(Role.ORGANISATION_OFFICER, "tinh").get("/duties/")
    assert (heading(page), len(rows(page))) == ("2 duties, 2 late", 2)


def test_a_unit_sees_its_own_duties_alone(signed_in: SignIn) -> None:
    owe(1, body="so-b")
    assert heading(signed_in(Role.UNIT_OFFICER, "so-a").get("/duties/")) == "Nothing is owed"


def test_the_page_is_not_for_officials(signed_in: SignIn) -> None:
    assert signed_in(Role.OFFICIAL, person="hoa").get("/duties/").status_code == 403


def test_a_body_above_sets_another_day_and_the_unit_cannot(signed_in: SignIn) -> None:
    owe(1)
    given = {"kind": "report", "subject": "r0", "to": f"{timezone.localdate() + timedelta(days=30):%d/%m/%Y}"}
    unit = signed_in(Role.ORGANISATION_OFFICER, "so-a").post("/duties/put-off/", given | {"reason": "Chờ"})
    assert (unit.status_code, PutOff.objects.count()) == (400, 0)
    above = signed_in(Role.ORGANISATION_OFFICER, "tinh")
    assert above.post("/duties/put-off/", given | {"reason": "Chờ kết luận"}).status_code == 302
    assert PutOff.objects.get().reason == "Chờ kết luận"
    assert heading(above.get("/duties/")) == "1 duty, 0 late"


def test_a_form_that_is_refused_keeps_what_was_typed(signed_in: SignIn) -> None:
    owe(1)
    above = signed_in(Role.ORGANISATION_OFFICER, "tinh")
    page = above.post("/duties/put-off/", {"kind": "report", "subject": "r0", "to": "31/02/2027", "reason": "Vì mưa"})
    assert page.status_code == 400
    assert "31/02/2027" in page.content.decode()
    assert "Vì mưa" in page.content.decode()


def test_reminders_stand_beside_the_duty(signed_in: SignIn) -> None:
    owe(1, days=-30)
    remind(timezone.localdate())
    page = signed_in(Role.ORGANISATION_OFFICER, "tinh").get("/duties/")
    assert "body above" in " ".join(rows(page)[0])


@pytest.mark.parametrize("number", [1, 4])
def test_the_number_of_queries_does_not_grow(
    number: int, signed_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    owe(number)
    remind(timezone.localdate())
    client = signed_in(Role.ORGANISATION_OFFICER, "tinh")
    client.get("/duties/")
    with django_assert_num_queries(11):
        assert len(rows(client.get("/duties/"))) == number
