"""The workbench for drafted rules."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from liem.actions.models import LedgerEntry, Role
from liem.rulebook.models import Draft
from liem.web.attempts import CHECKS_PER_WINDOW, may_check_draft
from liem.web.models import DraftCheck
from web import audited
from web.conftest import SignIn
from web.seen import heading, main, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record() -> None:
    audited.build()


@pytest.fixture
def officer(signed_in: SignIn) -> Client:
    return signed_in(Role.ORGANISATION_OFFICER, "tinh")


def starting_text(client: Client) -> str:
    """The text that the page offers, as the browser would send it."""
    page = client.get("/rules/draft/?pack=tra_vinh_49_kh_tu").content.decode()
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    assert found is not None
    return unescape(found[1]).replace("\n", "\r\n")


def given(text: str, act: str = "check", **more: str) -> dict[str, str]:
    return {"pack": "tra_vinh_49_kh_tu", "title": "Sản phẩm trong phiếu", "text": text, "act": act} | more


def test_the_text_to_begin_with_can_be_used_and_is_tried_on_the_record(officer: Client) -> None:
    response = officer.post("/rules/draft/", given(starting_text(officer)))
    assert heading(response) == "Draft of a rule: it can be used, and was tried on the record"
    assert "Tried on the record as of 31/10/2026" in main(response)
    assert LedgerEntry.objects.order_by("-position")[0].action != "rulebook.draft"


def test_a_trial_counts_by_body_and_names_nobody(officer: Client) -> None:
    text = starting_text(officer).replace("about: evaluation", "about: holding")
    text = text.replace("requires: products >= 1", "requires: not is_local")
    text = re.sub(r"given: \{products: \{rows: 1[^\n]*\}\}", "given: {is_local: false}", text)
    text = re.sub(r"given: \{products: \{rows: 0[^\n]*\}\}", "given: {is_local: true}", text)
    response = officer.post("/rules/draft/", given(text))
    said = main(response)
    assert "Tried on the record as of 31/10/2026" in said
    assert "falls short" in said  # the draft only strives for it: no breach
    assert {len(row) for row in rows(response)} == {4}
    assert {name for name in ("Trần Thị Hoa", "Nguyễn Thu Hoà", "Lê Văn Hòa") if name in said} == set()


def test_what_is_wrong_is_told_with_its_line_and_nothing_is_lost(officer: Client) -> None:
    text = starting_text(officer).replace("products >= 1", "prodcts >= 1")
    line = text.split("\r\n").index("requires: prodcts >= 1") + 1
    response = officer.post("/rules/draft/", given(text))
    assert heading(response) == "Draft of a rule: 1 place to correct"
    said = main(response)
    assert f"line {line} There is no fact or parameter “prodcts”" in said
    assert "add it to parameters.yaml of your pack; the workbench takes only known values." in said
    assert "prodcts >= 1 ^^^^^^^" in said
    assert "requires: prodcts &gt;= 1" in response.content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "a: &x [*x, *x]",
        "!!python/object/apply:os.system ['true']",
        "id: " + "[" * 3000,
        "requires: " + "(" * 3000,
        "id: ../../escape\nrequires: true",
        "<script>alert(1)</script>",
        "\x00\x01",
        "id: x\n" * 5000,
    ],
)
def test_hostile_text_is_refused_and_shown_as_text(officer: Client, text: str) -> None:
    response = officer.post("/rules/draft/", given(text))
    assert response.status_code in {200, 400}
    assert "<script>alert(1)" not in response.content.decode()
    assert Draft.objects.count() == 0


def test_a_text_that_is_too_long_is_refused(officer: Client) -> None:
    response = officer.post("/rules/draft/", given("#" * 40_001))
    assert response.status_code == 400
    assert "longer than 40000 characters" in main(response)


def test_a_draft_is_kept_reopened_changed_and_removed(officer: Client) -> None:
    text = starting_text(officer)
    response = officer.post("/rules/draft/", given(text, "keep"))
    kept = Draft.objects.current().get()
    assert response["Location"] == f"/rules/draft/{kept.identity}/"
    assert LedgerEntry.objects.order_by("-position")[0].action == "rulebook.draft"
    again = officer.post(
        f"/rules/draft/{kept.identity}/", given(text.replace("severity: low", "severity: high"), "keep")
    )
    assert again.status_code == 302
    assert "severity: high" in officer.get(f"/rules/draft/{kept.identity}/").content.decode()
    assert officer.post(f"/rules/draft/{kept.identity}/withdraw/").status_code == 302
    assert Draft.objects.current().count() == 0


def test_a_draft_without_a_name_is_refused_and_stays_on_the_page(officer: Client) -> None:
    response = officer.post("/rules/draft/", given("id: half", "keep", title=""))
    assert response.status_code == 400
    assert "The draft needs a name" in main(response)
    assert "id: half" in response.content.decode()


def test_the_file_is_downloaded_under_its_name(officer: Client) -> None:
    text = starting_text(officer)
    response = officer.post("/rules/draft/", given(text, "export"))
    assert response["Content-Disposition"] == 'attachment; filename="my_rule.yaml"'
    assert response.content.decode() == text.replace("\r\n", "\n")


def test_drafts_are_their_authors_own(officer: Client, signed_in: SignIn) -> None:
    officer.post("/rules/draft/", given("id: mine", "keep"))
    kept = Draft.objects.current().get()
    other = signed_in(Role.INSPECTOR, "tinh")
    assert "id: mine" not in other.get(f"/rules/draft/{kept.identity}/").content.decode()
    assert "Sản phẩm trong phiếu" not in main(other.get("/rules/draft/"))
    other.post(f"/rules/draft/{kept.identity}/withdraw/")
    assert Draft.objects.current().count() == 1


def test_an_auditor_and_an_official_draft_nothing(signed_in: SignIn) -> None:
    for role, body, person in ((Role.AUDITOR, "tinh", None), (Role.OFFICIAL, "", "hoa")):
        client = signed_in(role, body, person=person)
        assert client.get("/rules/draft/").status_code == 403
        assert client.post("/rules/draft/", given("id: x", "keep")).status_code == 403
    assert Draft.objects.count() == 0


def test_checks_are_rationed_and_the_text_stays(officer: Client) -> None:
    username = "organisation_officer-tinh"
    for _ in range(CHECKS_PER_WINDOW):
        assert may_check_draft(username, now=timezone.now())
    response = officer.post("/rules/draft/", given("id: patient"))
    assert "Too many checks within a minute" in main(response)
    assert "id: patient" in response.content.decode()
    DraftCheck.objects.all().delete()
    assert may_check_draft(username, now=timezone.now())
