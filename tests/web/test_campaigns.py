"""Review campaigns on pages: opened, followed, marked, closed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from liem.actions.models import Role
from liem.record.models import DossierReview, ReviewCampaign, ReviewCampaignState
from record import small_record
from web.conftest import SignIn
from web.seen import heading, main, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record() -> None:
    small_record.build()


def given(**changes: object) -> dict[str, object]:
    due = timezone.localdate() + timedelta(days=30)
    return {
        "title": "Rà soát năm 2026",
        "paper": "12-KH",
        "body": "tinh",
        "due_on": f"{due:%d/%m/%Y}",
        "section": ["tenures"],
    } | changes


def opened(client: Client) -> str:
    answer = client.post("/campaigns/new/", given())
    assert answer.status_code == 302
    return str(answer["Location"])


def test_a_campaign_is_opened_marked_and_closed(signed_in: SignIn) -> None:
    officer = signed_in(Role.ORGANISATION_OFFICER, "tinh")
    assert heading(officer.get("/campaigns/")) == "No review campaign is running"
    address = opened(officer)
    page = officer.get(address)
    assert heading(page) == "Rà soát năm 2026: 0 of 5 gone through"
    assert [row[0] for row in rows(page)] == ["Đỗ Đào", "Trần Thị Hoa", "Nguyễn Thu Hoà", "Lê Văn Hòa", "PHẠM HOÀNG"]
    assert officer.post(f"{address}review/", {"person": ["hoa", "hoà"], "remark": "đủ"}).status_code == 302
    page = officer.get(address)
    assert heading(page) == "Rà soát năm 2026: 2 of 5 gone through"
    assert [row[0] for row in rows(page)] == ["Đỗ Đào", "Lê Văn Hòa", "PHẠM HOÀNG"]
    assert rows(officer.get("/campaigns/"))[0][2] == "→ running"
    left = "3 dossiers within your mandate were not gone through."
    assert f"{left} A closed campaign is not opened again." in main(officer.get(address))
    assert officer.post(f"{address}close/", {"reason": "Hết năm"}).status_code == 302
    closed = main(officer.get(address))
    assert ("closed on" in closed, f"Result, or why it ended Hết năm {left}" in closed) == (True, True)
    assert rows(officer.get(address)) == []
    assert heading(officer.get("/campaigns/")) == "No review campaign is running"


def test_a_unit_sees_its_own_part_of_a_campaign_from_above(signed_in: SignIn) -> None:
    address = opened(signed_in(Role.ORGANISATION_OFFICER, "tinh"))
    unit = signed_in(Role.UNIT_OFFICER, "so-a")
    page = unit.get(address)
    assert heading(page) == "Rà soát năm 2026: 0 of 3 gone through"
    assert "Lê Văn Hòa" not in main(page)
    assert "Close the campaign" not in main(page)
    assert unit.post(f"{address}review/", {"person": ["hoa", "hòa"]}).status_code == 400
    assert unit.post(f"{address}close/", {"reason": "không phải việc của tôi"}).status_code == 400
    assert (DossierReview.objects.count(), ReviewCampaignState.objects.count()) == (0, 1)
    assert signed_in(Role.OFFICIAL, person="hoa").get(address).status_code == 403


def test_an_overdue_campaign_says_so(signed_in: SignIn) -> None:
    officer = signed_in(Role.ORGANISATION_OFFICER, "tinh")
    address = opened(officer)
    ReviewCampaignState.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    assert heading(officer.get("/campaigns/")) == "1 review campaign is running, 1 is overdue"
    assert "✕ overdue" in main(officer.get(address))


@pytest.mark.parametrize(
    "changes",
    [{"title": " "}, {"due_on": "30/02/2027"}, {"due_on": "01/01/2020"}, {"section": []}, {"body": "nowhere"}],
)
def test_nothing_is_lost_on_a_form_that_is_refused(signed_in: SignIn, changes: dict[str, object]) -> None:
    answer = signed_in(Role.ORGANISATION_OFFICER, "tinh").post("/campaigns/new/", given(**changes))
    html = answer.content.decode()
    assert (answer.status_code, ReviewCampaign.objects.count()) == (400, 0)
    assert ('value="12-KH"' in html, html.count(" checked")) == (True, 0 if changes == {"section": []} else 1)


def test_who_only_looks_opens_no_campaign_and_marks_nothing(signed_in: SignIn) -> None:
    address = opened(signed_in(Role.ORGANISATION_OFFICER, "tinh"))
    inspector = signed_in(Role.INSPECTOR, "tinh")
    assert inspector.get("/campaigns/new/").status_code == 403
    assert inspector.get(address).content.decode().count("<textarea") == 0
    assert inspector.post(f"{address}review/", {"person": "hoa"}).status_code == 400
    assert DossierReview.objects.count() == 0
    assert inspector.get("/campaigns/campaign-none/").status_code == 404
