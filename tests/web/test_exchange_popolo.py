"""Popolo files and snapshots on the pages: tried, asked about, written, taken out."""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.conf import LazySettings
from django.test import Client
from openpyxl import load_workbook

from liem.actions import working
from liem.actions.models import Job, LedgerEntry, Reading, Role
from liem.law.snapshots import read_snapshot
from liem.record.models import BodyState, PersonDetails, Tenure
from web import audited
from web.conftest import SignIn
from web.seen import heading, main, rows
from web.test_exchange import answer, hand_in, tried
from web.test_exporting import content_of, take_out

pytestmark = pytest.mark.django_db
FILE = {
    "persons": [
        {"id": "n-1", "name": "Lò Thị Mây", "birth_date": "1985", "email": "may@example.org", "gender": "female"},
        {"id": "n-2", "name": "Vàng A Páo", "birth_date": "1979-11-20", "gender": "male"},
    ],
    "organizations": [{"id": "hoi", "name": "Hội Thử", "classification": "party"}],
    "memberships": [
        {"id": "m-1", "person_id": "n-1", "organization_id": "hoi", "role": "Chair", "start_date": "2020-01-01"},
        {"id": "m-2", "person_id": "gone", "organization_id": "hoi", "role": "member"},
    ],
}
ANSWERS = {"kind": "unit", "level": "province", "role": "specialist", "leading": "false"}


@pytest.fixture(autouse=True)
def _var(settings: LazySettings, tmp_path: object) -> None:
    settings.VAR = tmp_path


@pytest.fixture
def client(signed_in: SignIn) -> Client:
    audited.build()
    return signed_in(Role.ORGANISATION_OFFICER, "tinh")


def answers() -> dict[str, str]:
    """The answers for all words, by field of the page."""
    asked = Job.objects.latest("asked_at").details["assumed"]
    return {f"assume_{number}": ANSWERS[what] for number, (what, word, _) in enumerate(asked) if word is None}


def test_a_popolo_file_is_asked_about_tried_and_written_as_any_other(client: Client) -> None:
    address = hand_in(client, json.dumps(FILE).encode(), "theirs.json")
    page = tried(client, address)
    assert heading(page) == "theirs.json asks you 4 things"
    assert [row[:3] for row in rows(page)] == [
        ["the kind of an organization", "all words left open", "1"],
        ["the kind of an organization", "party", "1"],
        ["the level of an organization", "the file says nothing", "1"],
        ["whether a post is a leading one", "the file says nothing", "1"],
        ["the role of a post", "all words left open", "1"],
        ["the role of a post", "Chair", "1"],
    ]
    page = answer(client, address, page, **answers())
    assert heading(page) == "theirs.json has no faults: 5 rows to import"
    told = {tuple(row) for row in rows(page)}
    assert {
        ("persons n-1", "birth_date", "1985", "not known to the day, so left blank"),
        ("persons n-1", "email", "may@example.org", "the record has no place for it"),
        ("memberships m-2", "person_id", "gone", "neither in the file nor within the mandate"),
    } <= told
    assert "1 organizations without a superior come under “tinh”" in main(page)
    assert not PersonDetails.objects.filter(person="n-1").exists()

    client.post(f"{address}write/")
    page = tried(client, address)
    entry = LedgerEntry.objects.get(action="record.import")
    assert heading(page) == "theirs.json: 5 rows imported"
    assert json.loads(entry.content.content)["sha256"] == Job.objects.get().sha256
    assert (PersonDetails.objects.get(person="n-1").born_on, Tenure.objects.get(person="n-1").post.key[:7]) == (
        None,
        "popolo-",
    )
    assert BodyState.objects.get(body="hoi").superior_id == "tinh"


def test_the_answer_for_one_word_and_the_superior_can_be_changed(client: Client) -> None:
    address = hand_in(client, json.dumps(FILE).encode(), "theirs.json")
    page = tried(client, address)
    page = answer(client, address, page, **answers(), assume_1="union")
    page = answer(client, address, page, superior="so-a")
    assert Job.objects.get().arguments["assumed"] == [
        ["kind", "unit"],
        ["kind:party", "union"],
        ["level", "province"],
        ["leading", "false"],
        ["role", "specialist"],
        ["superior", "so-a"],
    ]
    client.post(f"{address}write/")
    tried(client, address)
    state = BodyState.objects.get(body="hoi")
    assert (state.kind, state.superior_id) == ("union", "so-a")


def test_an_answer_that_is_none_of_the_choices_counts_as_not_given(client: Client) -> None:
    address = hand_in(client, json.dumps(FILE).encode(), "theirs.json")
    page = answer(client, address, tried(client, address), assume_0="empire", superior="no\0where")
    assert heading(page) == "theirs.json asks you 4 things"
    assert Job.objects.get().arguments["assumed"] == []


def test_the_workbook_made_of_it_lists_what_is_left_out(client: Client) -> None:
    address = hand_in(client, json.dumps(FILE).encode(), "theirs.json")
    answer(client, address, tried(client, address), **answers())
    made = load_workbook(BytesIO(content_of(client.get(f"{address}made.xlsx"))))
    guide = [row[0] for row in made["Hướng dẫn"].iter_rows(values_only=True)]
    assert "persons n-1 · email: may@example.org" in guide
    assert [row[1] for row in made["Cán bộ"].iter_rows(min_row=2, values_only=True)] == ["Lò Thị Mây", "Vàng A Páo"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("hỏng.json", b'{"persons": [', "cannot be read as JSON (line 1)"),
        ("khác.json", b'{"a": 1}', "holds no person, organization, post or membership of Popolo"),
        ("khác.txt", b'\xef\xbb\xbf{"a": 1}', "holds no person, organization, post or membership of Popolo"),
    ],
)
def test_what_is_no_popolo_says_why(client: Client, name: str, content: bytes, said: str) -> None:
    page = tried(client, hand_in(client, content, name))
    assert (heading(page), said in main(page)) == (f"{name} could not be read", True)


def test_a_unit_officer_brings_in_nothing_beyond_the_own_unit(signed_in: SignIn) -> None:
    audited.build()
    client = signed_in(Role.UNIT_OFFICER, "so-a")
    file = {"persons": [], "organizations": [{"id": "xa", "name": "Xã khác", "parent_id": "tinh"}]}
    address = hand_in(client, json.dumps(file).encode(), "theirs.json")
    page = answer(client, address, tried(client, address), **answers())
    assert heading(page) == "theirs.json: 1 fault"
    assert "import.out_of_reach" in main(page)
    client.post(f"{address}write/")
    assert (working.carry_out_waiting(), BodyState.objects.filter(name="Xã khác").count()) == (0, 0)


def test_a_snapshot_is_taken_out_as_an_archive_and_everybody_in_it_is_told(client: Client, tmp_path: object) -> None:
    response = take_out(client, form="snapshot", as_of="01/06/2026")
    assert response["Content-Type"] == "application/zip"
    with ZipFile(BytesIO(content_of(response))) as archive:
        archive.extractall(str(tmp_path))
    snapshot = read_snapshot(tmp_path / "liem-snapshot-2026-06-01")  # type: ignore[operator]
    entry = LedgerEntry.objects.get(action="record.export")
    content = json.loads(entry.content.content)
    assert (content["form"], content["as_of"], content["manifest"]) == (
        "snapshot",
        "2026-06-01",
        snapshot.manifest.digest,
    )
    told = set(Reading.objects.filter(entry=entry).values_list("person", flat=True))
    assert ("hoa" in told, content["people"]) == (True, len(told))


@pytest.mark.parametrize(("role", "body"), [(Role.ORGANISATION_OFFICER, "so-a"), (Role.AUDITOR, "tinh")])
def test_a_snapshot_is_not_for_a_part_nor_for_who_may_not_see_kinship(signed_in: SignIn, role: Role, body: str) -> None:
    audited.build()
    client = signed_in(role, body)
    assert "Snapshot of facts" not in main(client.get("/exchange/"))
    assert take_out(client, form="snapshot").status_code == 400
    assert not LedgerEntry.objects.filter(action="record.export").exists()


def test_a_snapshot_of_one_body_is_refused_with_what_to_do(client: Client) -> None:
    response = take_out(client, form="snapshot", body="so-a")
    assert (response.status_code, "Name no body" in main(response)) == (400, True)


def test_why_numbers_are_left_out_is_said(client: Client) -> None:
    address = client.post("/exchange/exports/", {"form": "workbook"})["Location"]
    working.carry_out_waiting()
    job = Job.objects.get()
    assert "digest" not in main(client.get(address))
    Job.objects.update(result={**job.result, "unsaid": {"identifiers": 2}})
    assert "the record keeps a digest and the last three digits" in main(client.get(address))
