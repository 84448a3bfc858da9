"""Content erased on a lawful order that two ask for: the ledger still verifies and says under which paper; nothing
else is excused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from actions.conftest import LONG_AGO, Appoint
from liem.actions.accounts import Grant, NewAccount, create_account, grant_mandate
from liem.actions.content_check import ContentReport
from liem.actions.erasure import LAPSES_AFTER, Erased, Order, ask_erasure, erase_content, register_people, waiting
from liem.actions.models import EntryContent, EntrySubject, Erasure, ErasureRequest, LedgerEntry, Role, WrittenRow
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.receipts import receipt_of
from liem.actions.triggers import guard
from liem.actions.verification import verify
from liem.actions.verification_words import explain
from liem.kernel.errors import LiemError
from liem.ledger.receipts import check_receipt

ORDER = Order(number="12/QĐ-TA", dated=date(2026, 11, 2), authority="Tòa án nhân dân tỉnh")
GONE, STAYS, OFFICER = "person-mua", "person-ho", "person-may"


@pytest.fixture(autouse=True)
def _people() -> Iterator[None]:
    former = register_people(lambda key: key in {GONE, STAYS, OFFICER})
    yield
    register_people(former)


Another = Callable[..., Acting]


@pytest.fixture
def another(system: Acting) -> Another:
    """An account of its own, with a mandate over everything."""

    def make(username: str, *, role: Role = Role.ORGANISATION_OFFICER, body: str = "tinh", **named: str) -> Acting:
        new = NewAccount(username=username, full_name=named.get("full_name", username), password=None)
        account = create_account(new, by=system)
        return Acting(account, grant_mandate(account, Grant(role=role, body=body, valid_from=LONG_AGO), by=system))

    return make


@pytest.fixture
def second(another: Another) -> Acting:
    return another("thao")


@pytest.fixture
def entries(officer: Acting) -> list[int]:
    """About the person; about the person and another; naming the person in what it tells; about somebody else."""

    def act(subjects: list[str], content: dict[str, str]) -> int:
        return perform(
            "record.correct", by=officer, body="tinh", subjects=subjects, content=content, write=lambda w: w.position
        )

    return [
        act([GONE], {"section": "tenures"}),
        act([GONE, STAYS], {"section": "kin"}),
        act(["tinh"], {"person": GONE}),
        act([STAYS], {"section": "tenures", "note": f"{GONE}-khac"}),
    ]


def kept(position: int) -> tuple[str, list[str]]:
    content = EntryContent.objects.get(entry=position)
    return content.content, sorted(subject for subject, _ in content.subjects)


def filed(position: int) -> list[str]:
    return sorted(EntrySubject.objects.filter(entry=position).values_list("subject", flat=True))


def ask(by: Acting, person: str = GONE) -> ErasureRequest:
    return ask_erasure(person, order=ORDER, reason="theo bản án", by=by)


def erase(person: str, *, first: Acting, second: Acting) -> Erased:
    return erase_content(ask(first, person).identity, by=second)


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(LiemError) as refused:
        call()
    return refused.value.code


def test_what_is_kept_of_the_person_goes_and_the_ledger_verifies(
    officer: Acting, second: Acting, entries: list[int]
) -> None:
    others = kept(entries[3])
    asked = ask(officer)
    assert [kept(position)[0] for position in entries[:2]] == ['{"section":"tenures"}', '{"section":"kin"}']
    erased = erase_content(asked.identity, by=second)
    assert erased == Erased(entry=asked.known_from + 1, entries=4)  # three of these, and the one that asked
    assert [kept(position) for position in entries] == [
        ("", [""]),
        ("", ["", STAYS]),
        ("", ["tinh"]),
        others,
    ]
    assert [filed(position) for position in entries] == [[], [STAYS], ["tinh"], [STAYS]]
    assert [bytes(one.content_salt) for one in EntryContent.objects.filter(entry__in=entries[:3])] == [b""] * 3
    report = verify()
    assert (report.sound, report.contents) == (True, ContentReport((), 0, ((erased.entry, 4),)))
    today = f"{timezone.localdate(LedgerEntry.objects.get(position=erased.entry).at):%d/%m/%Y}"
    assert explain(report)[1].en == (
        f"The content of 4 entries was erased on {today} under 12/QĐ-TA of 2026-11-02, Tòa án nhân dân tỉnh "
        f"(entry {erased.entry})."
    )


def test_neither_the_entry_that_tells_of_it_nor_the_request_names_the_person(
    officer: Acting, second: Acting, entries: list[int]
) -> None:
    asked = ask(officer)
    erased = erase_content(asked.identity, by=second)
    content = EntryContent.objects.get(entry=erased.entry)
    assert content.subjects == []
    assert content.content == (
        '{"authority":"Tòa án nhân dân tỉnh","dated":"2026-11-02","order":"12/QĐ-TA",'
        f'"request":"{asked.identity}","with_record":false}}'
    )
    request = ErasureRequest.objects.get()
    assert (request.person, request.known_to, request.account_id) == ("", erased.entry, officer.account.pk)
    assert explain(verify())[-1].en == (
        f"The row actions_erasurerequest “{asked.identity}”, written by entry {asked.known_from}, was erased by entry "
        f"{erased.entry}."
    )


def test_a_receipt_of_what_was_erased_still_proves_that_the_entry_stood_there(
    officer: Acting, second: Acting, entries: list[int]
) -> None:
    erase(GONE, first=officer, second=second)
    receipt = receipt_of(entries[1], by=officer)
    assert (set(receipt.told), [one.text for one in receipt.subjects]) == ({"actor", "mandate"}, [f'"{STAYS}"'])
    assert check_receipt(receipt).says["position"] == entries[1]


def test_a_second_order_erases_what_the_first_left(officer: Acting, second: Acting, entries: list[int]) -> None:
    first = erase(GONE, first=officer, second=second)
    again = erase(STAYS, first=second, second=officer)
    assert [kept(position)[1] for position in entries] == [[""], ["", ""], ["tinh"], [""]]
    assert again.entries == 3  # two of these, and the one that asked
    report = verify()
    assert report.sound
    assert report.contents is not None
    assert {entry for entry, _ in report.contents.on_order} == {first.entry, again.entry}


def test_who_asked_cannot_confirm(officer: Acting, appoint: Appoint, entries: list[int]) -> None:
    asked = ask(officer)
    other_mandate = appoint(Role.ORGANISATION_OFFICER, "tinh")
    assert refusal(lambda: erase_content(asked.identity, by=officer)) == "erasure.same_person"
    assert refusal(lambda: erase_content(asked.identity, by=other_mandate)) == "erasure.same_person"
    assert Erasure.objects.count() == 0


def test_nor_through_a_second_account_under_the_same_name(
    officer: Acting, another: Another, entries: list[int]
) -> None:
    asked = ask(officer)
    namesake = another("may-2", full_name=" lò thị MÂY")
    assert refusal(lambda: erase_content(asked.identity, by=namesake)) == "erasure.same_person"


def test_nobody_asks_or_confirms_about_oneself(officer: Acting, second: Acting, entries: list[int]) -> None:
    assert refusal(lambda: ask(officer, OFFICER)) == "erasure.about_oneself"
    asked = ask(second, OFFICER)
    assert refusal(lambda: erase_content(asked.identity, by=officer)) == "erasure.about_oneself"


def test_a_request_can_be_confirmed_for_thirty_days(officer: Acting, second: Acting, entries: list[int]) -> None:
    asked, today = ask(officer), timezone.localdate()
    assert [one.identity for one in waiting(on=today + LAPSES_AFTER)] == [asked.identity]
    assert waiting(on=today + LAPSES_AFTER + timedelta(days=1)) == []
    ErasureRequest.objects.update(asked_on=today - timedelta(days=31))
    assert refusal(lambda: erase_content(asked.identity, by=second)) == "erasure.lapsed"
    renewed = ask(officer)  # the one that lapsed stands in nobody's way
    assert erase_content(renewed.identity, by=second).entries == 5
    assert set(ErasureRequest.objects.values_list("person", flat=True)) == {""}


def test_one_request_about_a_person_waits_at_a_time(officer: Acting, second: Acting, entries: list[int]) -> None:
    asked = ask(officer)
    assert refusal(lambda: ask(second)) == "erasure.already_asked"
    erase_content(asked.identity, by=second)
    assert refusal(lambda: erase_content(asked.identity, by=second)) == "erasure.not_waiting"


@pytest.mark.parametrize("key", ["person-x", "tinh", "section", "tenures", "", "kin"])
def test_an_order_about_a_person_takes_nothing_from_bodies_and_other_words(
    officer: Acting, entries: list[int], key: str
) -> None:
    before = [kept(position) for position in entries]
    assert refusal(lambda: ask(officer, key)) == "erasure.nothing"
    assert ([kept(position) for position in entries], ErasureRequest.objects.count()) == (before, 0)


@pytest.mark.parametrize("part", ["number", "authority", "reason"])
def test_without_a_paper_and_a_reason_nothing_is_asked(officer: Acting, entries: list[int], part: str) -> None:
    told = {"number": "12", "authority": "Tòa án", "reason": "án"} | {part: " "}
    order = Order(dated=date(2026, 11, 2), number=told["number"], authority=told["authority"])
    code = refusal(lambda: ask_erasure(GONE, order=order, reason=told["reason"], by=officer))
    assert (code, ErasureRequest.objects.count()) == ("erasure.incomplete", 0)


@pytest.mark.parametrize("role", [Role.UNIT_OFFICER, Role.INSPECTOR, Role.AUDITOR])
def test_others_may_neither_ask_nor_confirm(officer: Acting, another: Another, entries: list[int], role: Role) -> None:
    other = another("khac", role=role)
    assert refusal(lambda: ask(other)) == "actions.no_mandate"
    asked = ask(officer)
    assert refusal(lambda: erase_content(asked.identity, by=other)) == "actions.no_mandate"


def test_an_officer_of_a_part_may_not_erase(officer: Acting, another: Another, entries: list[int]) -> None:
    part = another("so", body="tinh/so")
    assert refusal(lambda: ask(part)) == "actions.out_of_scope"
    asked = ask(officer)
    assert refusal(lambda: erase_content(asked.identity, by=part)) == "actions.out_of_scope"


TAMPERING = {
    "content put in place of what was erased": "UPDATE actions_entrycontent SET content = '{}' WHERE entry_id = %s",
    "subjects taken away": "UPDATE actions_entrycontent SET subjects = '[]' WHERE entry_id = %s",
    "another actor": "UPDATE actions_entrycontent SET actor = '{}' WHERE entry_id = %s",
}


@pytest.mark.parametrize("statement", TAMPERING.values(), ids=TAMPERING)
def test_an_order_excuses_nothing_else(
    officer: Acting, second: Acting, entries: list[int], unguarded: None, statement: str
) -> None:
    erase(GONE, first=officer, second=second)
    with connection.cursor() as cursor:
        cursor.execute(statement, [entries[0]])
    report = verify()
    assert report.contents is not None
    assert (report.sound, report.contents.changed) == (False, (entries[0],))


def test_an_order_that_nobody_entered_excuses_nothing(officer: Acting, entries: list[int], unguarded: None) -> None:
    EntryContent.objects.filter(entry=entries[0]).update(content="", content_salt=b"", subjects=[["", ""]])
    Erasure.objects.create(entry_id=entries[1], erased_id=entries[0], subjects=[0])
    assert [(row.table, row.damage.value) for row in verify().rows or ()] == [("actions_erasure", "added")]


@pytest.mark.parametrize(
    "change", ["salt = digest", "row_key = 'p9', salt = %s", "digest = %s", "reason = 'x', salt = %s"]
)
def test_of_the_digests_of_rows_the_database_lets_only_salts_be_erased(
    officer: Acting, unguarded: None, change: str
) -> None:
    values = [b""] * change.count("%s")
    with connection.cursor() as cursor:
        for statement in guard(connection.vendor, "writtenrow"):
            cursor.execute(statement)
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            cursor.execute(f"UPDATE actions_writtenrow SET {change}", values)
        cursor.execute("UPDATE actions_writtenrow SET salt = %s", [b""])
    assert {bytes(salt) for salt in WrittenRow.objects.values_list("salt", flat=True)} == {b""}


def test_the_case_of_an_entry_is_filed_until_its_content_is_erased(officer: Acting, second: Acting) -> None:
    entry = perform(
        "record.correct",
        by=officer,
        body="tinh",
        subjects=[GONE, "tinh"],
        content={"case": "viec-1"},
        write=lambda w: w.position,
    )
    assert filed(entry) == [GONE, "tinh", "viec-1"]
    erase(GONE, first=officer, second=second)
    assert (filed(entry), verify().sound) == (["tinh"], True)


def test_what_is_searched_by_is_held_against_the_content(officer: Acting, entries: list[int]) -> None:
    EntrySubject.objects.filter(entry=entries[0]).delete()
    EntrySubject.objects.create(entry_id=entries[3], subject=GONE)
    report = verify()
    assert report.contents is not None
    assert (report.sound, report.contents.misfiled) == (False, (entries[0], entries[3]))
    assert f"Entry {entries[0]} is filed, to be searched by, under other codes" in explain(report)[1].en
