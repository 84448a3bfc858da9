"""Taking data out on pages: made in the background, told to everybody in it, and for nobody else."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

from liem.actions import working
from liem.actions.models import LedgerEntry, Reading, Role
from web import audited
from web.conftest import SignIn
from web.seen import heading, main
from web.test_exchange import tried

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _var(settings: LazySettings, tmp_path: Path) -> None:
    settings.VAR = tmp_path


def take_out(client: Client, **given: str) -> HttpResponse:
    """What is refused at once, or the file once it is made."""
    response = client.post("/exchange/exports/", {"form": "workbook", **given})
    if response.status_code != 302:
        return response
    assert heading(client.get(response["Location"])) == "The file is being made"
    page = tried(client, response["Location"])
    assert heading(page).startswith("The file is ready: ")
    return client.get(f"{response['Location']}file/")


def content_of(response: HttpResponse) -> bytes:
    return b"".join(response.streaming_content)


def names_in(content: bytes) -> list[object]:
    return [row[1].value for row in load_workbook(BytesIO(content))["Cán bộ"].iter_rows(min_row=2)]


def test_a_workbook_is_taken_out_and_everybody_in_it_is_told(signed_in: SignIn) -> None:
    audited.build()
    response = take_out(signed_in(Role.ORGANISATION_OFFICER, "tinh"))
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store, private")
    assert re.fullmatch(r'attachment; filename="liem-workbook-\d{4}-\d\d-\d\d.xlsx"', response["Content-Disposition"])
    names = names_in(content_of(response))
    assert "Trần Thị Hoa" in names
    entry = LedgerEntry.objects.get(action="record.export")
    told = set(Reading.objects.filter(entry=entry).values_list("person", flat=True))
    assert ("hoa" in told, len(told)) == (True, len(names))


def test_of_one_body_only_its_own_people_go_out_and_are_told(signed_in: SignIn) -> None:
    audited.build()
    response = take_out(signed_in(Role.ORGANISATION_OFFICER, "tinh"), body="so-a")
    names = names_in(content_of(response))
    assert ("Trần Thị Hoa" in names, "Nguyễn Thu Hoà" in names) == (True, False)
    assert ("hoa", True) in {(one.person, True) for one in Reading.objects.all()}
    assert not Reading.objects.filter(person="hoà").exists()


@pytest.mark.parametrize("form", ["popolo", "due", "calendar"])
def test_other_forms_are_taken_out_too(signed_in: SignIn, form: str) -> None:
    audited.build()
    response = take_out(signed_in(Role.AUDITOR, "tinh"), form=form, months="6")
    assert (response.status_code, "attachment" in response["Content-Disposition"]) == (200, True)
    assert LedgerEntry.objects.filter(action="record.export").count() == 1


def test_a_file_taken_out_is_for_nobody_else_and_goes_after_use(signed_in: SignIn) -> None:
    audited.build()
    client = signed_in(Role.ORGANISATION_OFFICER, "tinh")
    address = client.post("/exchange/exports/", {"form": "popolo"})["Location"]
    assert client.get(f"{address}file/").status_code == 404
    working.carry_out_waiting()
    other = signed_in(Role.AUDITOR, "tinh")
    assert {other.get(f"{address}{part}").status_code for part in ("", "file/")} == {404}
    assert client.get(address.replace("exports", "imports")).status_code == 404
    assert "everybody whose data it holds" in main(client.get(address))
    client.post(f"{address}remove/")
    assert heading(client.get(address)).startswith("The file with ")
    assert client.get(f"{address}file/").status_code == 404


def test_who_may_not_take_out_takes_nothing_and_nothing_is_entered(signed_in: SignIn) -> None:
    audited.build()
    other = signed_in(Role.UNIT_OFFICER, "so-a")
    assert "Take data out" not in main(other.get("/exchange/"))
    assert take_out(other).status_code == 403
    inspector = signed_in(Role.INSPECTOR, "tinh")
    assert 'href="/exchange/"' not in inspector.get("/").content.decode()
    assert (take_out(inspector).status_code, LedgerEntry.objects.filter(action="record.export").count()) == (403, 0)


def test_a_day_that_is_none_and_a_body_elsewhere_are_refused(signed_in: SignIn) -> None:
    audited.build()
    client = signed_in(Role.ORGANISATION_OFFICER, "so-a")
    response = take_out(client, as_of="31/02/2025")
    assert (response.status_code, 'value="31/02/2025"' in response.content.decode()) == (400, True)
    assert take_out(client, form="due", months="999").status_code == 400
    assert take_out(client, body="xa").status_code in {403, 404}
    assert not LedgerEntry.objects.filter(action="record.export").exists()
