"""What is owed, who is reminded of it, and who may put it off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from liem.actions import scope as actions_scope
from liem.actions.models import LedgerEntry, Notice, Role
from liem.actions.notices import deliver
from liem.duties import sources
from liem.duties.calendar import workdays
from liem.duties.models import PutOff, Reminder
from liem.duties.of_record import ANSWER_DAYS
from liem.duties.putting_off import put_off
from liem.duties.reminding import remind
from liem.duties.sources import Owed, Source, owed
from liem.kernel.errors import LiemError, Message
from liem.record.corrections import NewAnswer, NewRequest, answer, ask
from liem.record.scope import reaches
from record import small_record
from record.small_record import acting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record() -> Iterator[None]:
    small_record.build()
    small_record.fill_dossier()
    former = actions_scope.register(reaches)
    yield
    actions_scope.register(former)


@pytest.fixture
def one_duty(monkeypatch: pytest.MonkeyPatch) -> Owed:
    """Something that the unit owes today, and nothing else."""
    duty = Owed("report", "r1", "so-a", timezone.localdate(), "/duties/")
    monkeypatch.setattr(sources, "_sources", {})
    sources.register(Source("report", Message("Báo cáo", "Report"), lambda on: [duty]))
    return duty


def working_day_after(day: date, days: int) -> date:
    return workdays().after(day, days)


def test_a_request_for_a_correction_is_owed_by_the_body_of_the_official_until_it_is_answered() -> None:
    official, officer = acting(Role.OFFICIAL, person="hoa"), acting(Role.UNIT_OFFICER, "so-a")
    today = timezone.localdate()
    row = ask(NewRequest(part="tenures", entry="t1", wanted="Bổ nhiệm từ 01/02/2022."), by=official)
    due = working_day_after(today, ANSWER_DAYS)
    assert owed(today) == (Owed("correction", row.identity, "so-a", due, f"/corrections/{row.identity}/"),)
    answer(row.identity, NewAnswer(outcome="corrected", text="Đã sửa."), by=officer)
    assert owed(today) == ()


def test_the_owner_is_reminded_then_the_body_above_and_nobody_twice(one_duty: Owed) -> None:
    due = one_duty.due_on
    told = []
    for days in (0, 1, 2, 3, 3, 30):
        remind(working_day_after(due, days))
        told.append(list(Reminder.objects.order_by("pk").values_list("rung", "body")))
    assert told[0] == [("last_day", "so-a")]
    assert told[1] == [*told[0], ("late", "so-a")]
    assert told[2] == told[1]
    assert told[3] == [*told[1], ("escalated", "tinh")]
    assert told[4] == told[3]
    assert told[5] == [*told[3], ("late_again", "so-a"), ("escalated_again", "tinh")]


def test_a_sweep_that_reminds_nobody_leaves_no_entry(one_duty: Owed) -> None:
    remind(one_duty.due_on)
    before = LedgerEntry.objects.count()
    assert remind(one_duty.due_on) == 0
    assert LedgerEntry.objects.count() == before


def test_the_desks_of_the_body_find_a_notice_with_the_number(one_duty: Owed, monkeypatch: pytest.MonkeyPatch) -> None:
    unit, above = acting(Role.UNIT_OFFICER, "so-a"), acting(Role.ORGANISATION_OFFICER, "tinh")
    other = acting(Role.UNIT_OFFICER, "so-b")
    second = Owed("report", "r2", "so-a", one_duty.due_on, "/duties/")
    sources.register(Source("report", Message("Báo cáo", "Report"), lambda on: [one_duty, second]))
    remind(one_duty.due_on)
    deliver()
    assert list(Notice.objects.filter(account=unit.account).values_list("path", "number")) == [("/duties/", 2)]
    assert not Notice.objects.filter(account__in=[above.account, other.account]).exists()


def test_a_body_without_a_desk_is_looked_after_by_the_nearest_above(one_duty: Owed) -> None:
    above = acting(Role.ORGANISATION_OFFICER, "tinh")
    acting(Role.AUDITOR, "so-a")
    remind(one_duty.due_on)
    deliver()
    assert list(Notice.objects.values_list("account_id", "number")) == [(above.account.pk, 1)]


def test_a_body_above_puts_a_duty_off_and_the_ladder_begins_anew(one_duty: Owed) -> None:
    above = acting(Role.ORGANISATION_OFFICER, "tinh")
    remind(one_duty.due_on)
    later = one_duty.due_on + timedelta(days=60)
    put_off("report", "r1", to=later, reason="Chờ kết luận thanh tra.", by=above)
    assert owed(one_duty.due_on)[0].due_on == later
    assert remind(one_duty.due_on) == 0
    still_later = later + timedelta(days=1)
    put_off("report", "r1", to=still_later, reason="Chờ thêm.", by=above)
    current = PutOff.objects.current().get()
    assert (current.due_on, current.reason, PutOff.objects.count()) == (still_later, "Chờ thêm.", 2)


@pytest.mark.parametrize(
    ("mandate", "days", "reason", "refused"),
    [
        ((Role.ORGANISATION_OFFICER, "so-a"), 10, "Bận.", "duties.own"),
        ((Role.ORGANISATION_OFFICER, "tinh"), 0, "Bận.", "duties.day"),
        ((Role.ORGANISATION_OFFICER, "tinh"), 367, "Bận.", "duties.too_late"),
        ((Role.ORGANISATION_OFFICER, "tinh"), 10, "  ", "duties.no_reason"),
        ((Role.ORGANISATION_OFFICER, "so-b"), 10, "Bận.", "record.out_of_reach"),
        ((Role.UNIT_OFFICER, "tinh"), 10, "Bận.", "actions.no_mandate"),
    ],
)
def test_putting_off_is_refused(
    mandate: tuple[Role, str], days: int, reason: str, refused: str, one_duty: Owed
) -> None:
    to = one_duty.due_on + timedelta(days=days)
    with pytest.raises(LiemError) as refusal:
        put_off("report", "r1", to=to, reason=reason, by=acting(*mandate))
    assert (refusal.value.code, PutOff.objects.count()) == (refused, 0)


@pytest.mark.parametrize("more", [1, 4])
def test_the_number_of_queries_does_not_grow(more: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    official = acting(Role.OFFICIAL, person="hoa")
    for number in range(more):
        ask(NewRequest(part="tenures", entry="t1", wanted=f"Sửa {number}"), by=official)
    with django_assert_num_queries(22):
        assert len(owed(timezone.localdate())) == more
