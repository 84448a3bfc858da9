"""Campaigns that go through dossiers: who sees them, how far they have come, how they end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Account, Role
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.record import campaigns as record
from liem.record.campaigns import NewCampaign, Progress, Reviewed
from liem.record.models import DossierReview, ReviewCampaignState
from liem.record.quality.survey import forget
from record import small_record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def built() -> None:
    forget()
    small_record.build()


@pytest.fixture
def commission() -> Acting:
    return small_record.acting(Role.ORGANISATION_OFFICER, "tinh")


@pytest.fixture
def unit() -> Acting:
    return small_record.acting(Role.UNIT_OFFICER, "so-a")


def today() -> date:
    return timezone.localdate()


def opened(by: Acting, body: str = "tinh", **changes: object) -> str:
    given: dict[str, object] = {
        "title": "Rà soát năm 2026",
        "body": body,
        "sections": ("tenures", "results"),
        "due_on": today() + timedelta(days=30),
        "paper": "12-KH/BTCTU",
    }
    return record.open_campaign(NewCampaign(**(given | changes)), by=by)  # type: ignore[arg-type]


def test_a_campaign_counts_the_dossiers_within_each_reader_s_reach(commission: Acting, unit: Acting) -> None:
    key = opened(commission)
    record.review(["hoa", "hòa"], campaign=key, remark="", by=commission, body="tinh")
    whole, part = record.campaign(key, commission, on=today()), record.campaign(key, unit, on=today())
    assert (whole.progress, part.progress) == (
        Progress("tinh", "Tỉnh ủy Lạc Giang", 2, 5),
        Progress("tinh", "Tỉnh ủy Lạc Giang", 1, 3),
    )
    assert part.bodies == (Progress("so-a/phong", "Phòng Tổ chức", 0, 1), Progress("so-a", "Sở A", 1, 2))
    assert record.waiting(part, unit, on=today()) == ["đào", "hoàng"]
    assert (whole.title, whole.paper, whole.sections, whole.opens_on, whole.closed_on) == (
        "Rà soát năm 2026",
        "12-KH/BTCTU",
        ("tenures", "results"),
        today(),
        None,
    )


def test_a_campaign_elsewhere_is_not_seen(commission: Acting, unit: Acting) -> None:
    there, here = opened(commission, "so-b"), opened(unit, "so-a/phong")
    assert [one.key for one in record.campaigns(unit, on=today())] == [here]
    assert {one.key for one in record.campaigns(commission, on=today())} == {there, here}
    with pytest.raises(LiemError) as refused:
        record.campaign(there, unit, on=today())
    assert refused.value.code == "record.out_of_reach"


def test_a_dossier_is_counted_once_in_a_campaign(commission: Acting, unit: Acting) -> None:
    key = opened(commission)
    assert record.review(["hoa"], campaign=key, remark="Thiếu bằng", by=unit, body="so-a") == 1
    assert record.review(["hoa", "hoàng"], campaign=key, remark="", by=unit, body="so-a") == 1
    assert record.review(["hoa"], campaign=None, remark="", by=unit, body="so-a") == 1
    assert record.reviews_of("hoa") == (
        Reviewed(today(), "Account unit_officer-so-a", ""),
        Reviewed(today(), "Account unit_officer-so-a", "Thiếu bằng"),
    )


def test_what_is_not_the_reviewer_s_is_refused_whole(commission: Acting, unit: Acting) -> None:
    key, there = opened(commission), opened(commission, "so-b")
    Account.objects.filter(pk=unit.account.pk).update(person="hoàng")
    unit.account.refresh_from_db()
    refusals = []
    for people, campaign in (
        ([], key),
        (["hoa", "hòa"], key),
        (["hoa"], there),
        (["hoa"], "campaign-none"),
        (["hoa", "hoàng"], key),
    ):
        with pytest.raises(LiemError) as refused:
            record.review(people, campaign=campaign, remark="", by=unit, body="so-a")
        refusals.append(refused.value.code)
    out = "record.out_of_reach"
    assert refusals == ["review.nothing", out, out, out, "review.own"]
    with pytest.raises(LiemError) as outside:
        record.review(["hoa"], campaign=there, remark="", by=commission, body="tinh")
    assert (outside.value.code, DossierReview.objects.count()) == (out, 0)


def test_a_campaign_is_closed_with_a_reason_and_takes_no_more(commission: Acting, unit: Acting) -> None:
    key = opened(commission)
    with pytest.raises(LiemError) as not_theirs:
        record.close_campaign(key, "xong", by=unit)
    assert not_theirs.value.code == "record.out_of_reach"
    with pytest.raises(LiemError) as unreasoned:
        record.close_campaign(key, " ", by=commission)
    assert unreasoned.value.code == "actions.no_reason"
    record.close_campaign(key, "Đã rà soát xong khối sở", by=commission)
    closed = record.campaign(key, commission, on=today())
    assert (closed.closed_on, closed.closing_reason) == (today(), "Đã rà soát xong khối sở")
    for act in (
        lambda: record.close_campaign(key, "lần nữa", by=commission),
        lambda: record.review(["hoa"], campaign=key, remark="", by=commission, body="tinh"),
    ):
        with pytest.raises(LiemError) as refused:
            act()
        assert refused.value.code == "campaign.closed"
    assert ReviewCampaignState.objects.count() == 2


def test_a_campaign_is_overdue_while_dossiers_wait_after_its_day(commission: Acting) -> None:
    key = opened(commission, "so-b", due_on=today())
    one = record.campaign(key, commission, on=today())
    assert (one.is_overdue(today()), one.is_overdue(today() + timedelta(days=1))) == (False, True)
    record.review(["hòa"], campaign=key, remark="", by=commission, body="tinh")
    done = record.campaign(key, commission, on=today())
    assert (done.progress.share, done.is_overdue(today() + timedelta(days=1))) == (1.0, False)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": "  "}, "campaign.title"),
        ({"title": "x" * 301}, "campaign.title"),
        ({"paper": "x" * 121}, "campaign.title"),
        ({"sections": ("evaluation_form",)}, "campaign.section"),
        ({"due_on": date(2020, 1, 1)}, "campaign.due"),
        ({"body": "so-b"}, "actions.out_of_scope"),
        ({"body": "nowhere"}, "actions.out_of_scope"),
    ],
)
def test_a_campaign_that_cannot_be_is_refused(unit: Acting, changes: dict[str, object], code: str) -> None:
    with pytest.raises(LiemError) as refused:
        opened(unit, **({"body": "so-a"} | changes))  # type: ignore[arg-type]
    assert (refused.value.code, ReviewCampaignState.objects.count()) == (code, 0)


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow(
    commission: Acting, more: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(more):
        opened(commission)
    record.campaigns(commission, on=today())
    with django_assert_max_num_queries(9):
        assert len(record.campaigns(commission, on=today())) == more
