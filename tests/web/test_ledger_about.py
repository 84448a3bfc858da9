"""Entries of the ledger about one person, body or case: within reach alone, and asking about a person is entered."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.actions.accounts import installation
from liem.actions.models import LedgerEntry, Reading, Role
from liem.actions.perform import perform
from liem.procedures.models import Case, ProcedureText
from web.conftest import SignIn
from web.seen import main, rows
from world import LONG_AGO, body, person, post, tenure, write

pytestmark = pytest.mark.django_db

OUT_OF_REACH = "There is no such entry within your mandate."


@pytest.fixture(autouse=True)
def _record() -> None:
    """A province with two agencies, and somebody in each of these."""
    for superior, key in ((None, "tinh"), ("tinh", "so-a"), ("tinh", "so-b")):
        write(body(key, superior=superior))
    for who, where in (("p1", "so-a"), ("p2", "so-b")):
        write(post(f"post-{who}", where), person(who), tenure(who, f"post-{who}", LONG_AGO))


def act(*subjects: str, action: str = "installation.fill", **content: str) -> int:
    return perform(action, by=installation(), body=None, subjects=subjects, content=content, write=lambda w: w.position)


def listed(signed_in: SignIn, role: Role, where: str, asked: str) -> tuple[int, list[int]]:
    response = signed_in(role, where).get(f"/ledger/?{asked}")
    return response.status_code, [int(row[0]) for row in rows(response)]


def test_entries_about_a_person_are_found_and_the_asking_is_entered(signed_in: SignIn) -> None:
    first, _other, second = act("p1", "so-a"), act("p2"), act("p1")
    status, found = listed(signed_in, Role.UNIT_OFFICER, "so-a", "about=p1")
    assert (status, found) == (200, [second, first])
    assert Reading.objects.get().person == "p1"
    assert LedgerEntry.objects.latest("position").action == "dossier.read"


def test_the_page_says_about_whom_and_that_it_was_entered(signed_in: SignIn) -> None:
    act("p1")
    said = main(signed_in(Role.UNIT_OFFICER, "so-a").get("/ledger/?about=p1"))
    assert "Entries about Người p1 (p1). That you asked is entered as a reading." in said


def test_who_opened_the_dossier_is_for_inspectors_to_see(signed_in: SignIn) -> None:
    entry = act("p1")
    _, by_officer = listed(signed_in, Role.ORGANISATION_OFFICER, "tinh", "about=p1")
    reading = LedgerEntry.objects.latest("position").position
    _, by_inspector = listed(signed_in, Role.INSPECTOR, "tinh", "about=p1")
    assert by_officer == [entry]
    assert by_inspector == [LedgerEntry.objects.latest("position").position, reading, entry]


def test_a_body_is_found_and_nothing_is_entered(signed_in: SignIn) -> None:
    entry = act("so-a", "p2")
    client = signed_in(Role.UNIT_OFFICER, "so-a")
    before = LedgerEntry.objects.count()
    response = client.get("/ledger/?about=so-a")
    assert int(rows(response)[-1][0]) == entry
    assert "Entries about So-A (so-a)." in main(response)
    assert (LedgerEntry.objects.count(), Reading.objects.count()) == (before, 0)


@pytest.mark.parametrize("key", ["p2", "so-b", "tinh", "khong-co", "installation.fill"])
def test_what_is_out_of_reach_is_not_told_from_what_is_not_there(signed_in: SignIn, key: str) -> None:
    act("p2", "so-b", "tinh")
    client = signed_in(Role.UNIT_OFFICER, "so-a")
    response = client.get(f"/ledger/?about={key}")
    assert response.status_code == 404
    assert OUT_OF_REACH in main(response)
    assert not Reading.objects.exists()


def test_day_and_action_narrow_it(signed_in: SignIn) -> None:
    act("p1")
    client = signed_in(Role.AUDITOR, "tinh")
    narrowed = ("action=record.import", "on=2001-01-01", "action=installation.fill")
    found = [len(rows(client.get(f"/ledger/?about=p1&{asked}"))) for asked in narrowed]
    assert found == [0, 0, 1]


def case(key: str, where: str) -> Case:
    text = ProcedureText(digest=f"digest-{key}", pack="goi", file="goi/procedures/thu.yaml", text="")
    write(text)
    return Case(
        key=key, procedure="thu", text=text, kind="rotation", jurisdiction="state", body_id=where, prepared_on=LONG_AGO
    )


def test_entries_of_a_case_are_found_by_its_key(signed_in: SignIn) -> None:
    write(case("viec-1", "so-a"), case("viec-2", "so-b"))
    entry, _other = act("so-a", case="viec-1"), act("so-b", case="viec-2")
    client = signed_in(Role.UNIT_OFFICER, "so-a")
    response = client.get("/ledger/?about=viec-1")
    assert [int(row[0]) for row in rows(response)] == [entry]
    assert "Entries of the case viec-1." in main(response)
    assert client.get("/ledger/?about=viec-2").status_code == 404


@pytest.mark.parametrize("more", [1, 30])
def test_the_number_of_queries_does_not_grow_with_the_entries(
    signed_in: SignIn, more: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(more):
        act("so-a")
    client = signed_in(Role.AUDITOR, "tinh")
    with django_assert_max_num_queries(17):
        assert len(rows(client.get("/ledger/?about=so-a"))) == more
