"""A person's particulars taken out of the record on a lawful order: the versions remain, and the ledger still fits."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from liem.actions.accounts import Grant, NewAccount, create_account, grant_mandate, installation
from liem.actions.erasure import Erased, Order, ask_erasure, erase_content
from liem.actions.models import ErasedRow, Role, WrittenRow
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.triggers import UNGUARD
from liem.actions.verification import verify
from liem.actions.verification_words import explain
from liem.actions.write import Write
from liem.record.due_kept import kept, worked_out
from liem.record.due_line import Window
from liem.record.models import Identifier, PersonDetails
from liem.record.particulars import NAME_ERASED
from world import body, person, post, tenure, write

pytestmark = pytest.mark.django_db

TABLE = PersonDetails._meta.db_table
ORDER = Order(number="12/QĐ-TA", dated=date(2026, 11, 2), authority="Tòa án nhân dân tỉnh")


def officer(username: str) -> Acting:
    system = installation()
    account = create_account(NewAccount(username=username, full_name=username, password=None), by=system)
    grant = Grant(role=Role.ORGANISATION_OFFICER, body="tinh", valid_from=date(2020, 1, 1))
    return Acting(account, grant_mandate(account, grant, by=system))


def renamed(key: str, name: str) -> int:
    """Another name of the person, as an officer would correct it; the position of the entry."""

    def write(w: Write) -> int:
        w.supersede(PersonDetails, [key], reason=f"giấy khai sinh của {name}")
        w.add([PersonDetails(identity=key, person_id=key, name=name, search_name=name.lower(), sex="woman")])
        return w.position

    return perform("installation.fill", by=installation(), body=None, subjects=[], content={}, write=write)


@pytest.fixture
def erased() -> tuple[int, int, Erased]:
    """Where the two versions of the person were written, and what was erased of both, and of a number."""
    write(body("tinh"), person("p1"), person("p2"))
    write(Identifier(identity="p1/card", person_id="p1", kind="party_card", number="0123", digest="ab" * 32))
    first = PersonDetails.objects.get(identity="p1").known_from
    second = renamed("p1", "Người khác")
    asked = ask_erasure("p1", order=ORDER, reason="theo bản án", by=officer("mot"), with_record=True)
    return first, second, erase_content(asked.identity, by=officer("hai"))


def test_all_versions_lose_the_particulars_and_everything_else_stays(erased: tuple[int, int, Erased]) -> None:
    first, second, done = erased
    versions = PersonDetails.objects.filter(identity="p1").order_by("known_from")
    told = versions.values_list("name", "other_names", "born_on", "sex", "reason", "known_from", "known_to")
    gone = (NAME_ERASED, "", None, "", "")
    assert list(told) == [(*gone, first, second), (*gone, second, None)]
    assert PersonDetails.objects.get(identity="p2").name == "Người p2"
    number = Identifier.objects.get()
    assert (number.number, number.digest, number.kind) == ("", "", "party_card")
    assert done.versions == 3


def test_the_reason_for_which_a_version_was_closed_goes_too(erased: tuple[int, int, Erased]) -> None:
    closed = WrittenRow.objects.get(table=TABLE, kind=WrittenRow.Kind.CLOSED)
    assert (closed.reason, bytes(closed.salt), closed.entry_id) == ("", b"", erased[1])


@pytest.mark.parametrize("other", [None, 0])
def test_when_it_was_closed_is_still_compared(erased: tuple[int, int, Erased], other: int | None) -> None:
    first, second, _done = erased
    PersonDetails.objects.filter(identity="p1", known_to=None).delete()  # else the database refuses a second one
    PersonDetails.objects.filter(identity="p1", known_from=first).update(known_to=other)
    assert (second, "p1", "removed") in [
        (problem.position, problem.identity, problem.damage.value) for problem in verify().rows or ()
    ]


def test_the_check_names_them_as_erased_and_finds_no_damage(erased: tuple[int, int, Erased]) -> None:
    first, second, done = erased
    report = verify()
    assert (report.sound, report.rows) == (True, ())
    assert {named for named in report.blanked if named[0] == TABLE} == {
        (TABLE, "p1", first, done.entry),
        (TABLE, "p1", second, done.entry),
    }
    assert f"The row {TABLE} “p1”, written by entry {first}, was erased by entry {done.entry}." in [
        line.en for line in explain(report)
    ]


def test_no_salt_is_left_to_try_names_with(erased: tuple[int, int, Erased]) -> None:
    added = WrittenRow.objects.filter(table=TABLE, kind=WrittenRow.Kind.ADDED)
    assert {bytes(salt) for salt in added.filter(row_key="p1").values_list("salt", flat=True)} == {b""}
    assert len(bytes(added.get(row_key="p2").salt)) == 16


TAMPERING = {
    "a name put in place of what was erased": ("record_persondetails", "name = 'Ai đó'"),
    "another person": ("record_persondetails", "person_id = 'p2'"),
    "another column": ("record_persondetails", "sex = 'man'"),
}


@pytest.mark.parametrize(("table", "change"), TAMPERING.values(), ids=TAMPERING)
def test_what_is_left_is_still_compared(erased: tuple[int, int, Erased], table: str, change: str) -> None:
    first = erased[0]
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {change} WHERE identity = 'p1' AND known_from = %s", [first])
    found = [(problem.position, problem.identity, problem.damage.value) for problem in verify().rows or ()]
    assert found == [(first, "p1", "changed")]


def test_an_erasure_that_no_entry_tells_of_is_found(erased: tuple[int, int, Erased]) -> None:
    told = ErasedRow.objects.filter(table=TABLE).first()
    assert told is not None
    known_from = PersonDetails.objects.get(identity="p2").known_from
    ErasedRow.objects.create(
        entry_id=told.entry_id, table=TABLE, row_key="p2", written=known_from, columns=["name"], salt="", left=""
    )
    found = {(problem.table, problem.damage.value) for problem in verify().rows or ()}
    assert found == {(ErasedRow._meta.db_table, "added"), (TABLE, "changed")}


def test_without_being_asked_for_the_record_stays() -> None:
    write(body("tinh"), person("p1"))
    asked = ask_erasure("p1", order=ORDER, reason="theo bản án", by=officer("mot"))
    done = erase_content(asked.identity, by=officer("hai"))
    assert (done.versions, PersonDetails.objects.get().name) == (0, "Người p1")


def test_a_salt_taken_away_by_hand_is_found() -> None:
    write(body("tinh"), person("p1"))
    with connection.cursor() as cursor:
        for statement in UNGUARD[connection.vendor]:
            cursor.execute(statement)
    WrittenRow.objects.filter(table=TABLE).update(salt=b"")
    found = [(problem.table, problem.damage.value) for problem in verify().rows or ()]
    assert found == [(TABLE, "changed")]


def test_what_is_kept_of_due_days_follows() -> None:
    write(body("tinh"), post("head", "tinh", leader=True), person("p1", born_on=date(1970, 3, 1)))
    write(tenure("p1", "head", date(2020, 1, 1)))
    window = Window(date(2026, 11, 21), date(2028, 11, 21))
    assert [line.person for line in kept(window).lines] == ["p1"]
    asked = ask_erasure("p1", order=ORDER, reason="theo bản án", by=officer("mot"), with_record=True)
    erase_content(asked.identity, by=officer("hai"))
    assert kept(window).lines == tuple(worked_out(window)) == ()
