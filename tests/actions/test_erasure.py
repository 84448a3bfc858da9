"""Content erased on a lawful order: the ledger still verifies and says under which paper; nothing else is excused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.utils import timezone

from actions.conftest import Appoint
from liem.actions.content_check import ContentReport
from liem.actions.erasure import Erased, Order, erase_content, register_people
from liem.actions.models import EntryContent, Erasure, LedgerEntry, Role
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.receipts import receipt_of
from liem.actions.verification import verify
from liem.actions.verification_words import explain
from liem.kernel.errors import LiemError
from liem.ledger.receipts import check_receipt

ORDER = Order(number="12/QĐ-TA", dated=date(2026, 11, 2), authority="Tòa án nhân dân tỉnh")
GONE = "person-mua"


@pytest.fixture(autouse=True)
def _people() -> Iterator[None]:
    former = register_people(lambda key: key in {GONE, "person-may"})
    yield
    register_people(former)


@pytest.fixture
def entries(officer: Acting) -> list[int]:
    """About the person; about the person and another; naming the person in what it tells; about somebody else."""

    def act(subjects: list[str], content: dict[str, str]) -> int:
        return perform(
            "record.correct", by=officer, body="tinh", subjects=subjects, content=content, write=lambda w: w.position
        )

    return [
        act([GONE], {"section": "tenures"}),
        act([GONE, "person-may"], {"section": "kin"}),
        act(["tinh"], {"person": GONE}),
        act(["person-may"], {"section": "tenures", "note": f"{GONE}-khac"}),
    ]


def kept(position: int) -> tuple[str, list[str]]:
    content = EntryContent.objects.get(entry=position)
    return content.content, sorted(subject for subject, _ in content.subjects)


def test_what_is_kept_of_the_person_goes_and_the_ledger_verifies(officer: Acting, entries: list[int]) -> None:
    others = kept(entries[3])
    erased = erase_content(GONE, order=ORDER, by=officer)
    assert erased == Erased(entry=entries[3] + 1, entries=3)
    assert [kept(position) for position in entries] == [
        ("", [""]),
        ("", ["", "person-may"]),
        ("", ["tinh"]),
        others,
    ]
    assert [bytes(one.content_salt) for one in EntryContent.objects.filter(entry__in=entries[:3])] == [b""] * 3
    report = verify()
    assert (report.sound, report.contents) == (True, ContentReport((), 0, ((erased.entry, 3),)))
    today = f"{timezone.localdate(LedgerEntry.objects.get(position=erased.entry).at):%d/%m/%Y}"
    assert explain(report)[1].en == (
        f"The content of 3 entries was erased on {today} under 12/QĐ-TA of 2026-11-02, Tòa án nhân dân tỉnh "
        f"(entry {erased.entry})."
    )


def test_the_entry_that_tells_of_it_names_the_order_and_not_the_person(officer: Acting, entries: list[int]) -> None:
    erased = erase_content(GONE, order=ORDER, by=officer)
    content = EntryContent.objects.get(entry=erased.entry)
    assert content.subjects == []
    assert content.content == '{"authority":"Tòa án nhân dân tỉnh","dated":"2026-11-02","order":"12/QĐ-TA"}'


def test_a_receipt_of_what_was_erased_still_proves_that_the_entry_stood_there(
    officer: Acting, entries: list[int]
) -> None:
    erase_content(GONE, order=ORDER, by=officer)
    receipt = receipt_of(entries[1], by=officer)
    assert (set(receipt.told), [one.text for one in receipt.subjects]) == ({"actor", "mandate"}, ['"person-may"'])
    assert check_receipt(receipt).says["position"] == entries[1]


def test_a_second_order_erases_what_the_first_left(officer: Acting, entries: list[int]) -> None:
    first = erase_content(GONE, order=ORDER, by=officer)
    second = erase_content("person-may", order=ORDER, by=officer)
    assert [kept(position)[1] for position in entries] == [[""], ["", ""], ["tinh"], [""]]
    assert second.entries == 4  # two of these, and those that made the account of person-may and its mandate
    report = verify()
    assert report.sound
    assert report.contents is not None
    assert {entry for entry, _ in report.contents.on_order} == {first.entry, second.entry}


def test_nothing_of_somebody_unknown_is_erased(officer: Acting, entries: list[int]) -> None:
    before = LedgerEntry.objects.count()
    with pytest.raises(LiemError) as refused:
        erase_content("person-x", order=ORDER, by=officer)
    assert (refused.value.code, LedgerEntry.objects.count()) == ("erasure.nothing", before)


@pytest.mark.parametrize("key", ["tinh", "section", "tenures", "", "kin"])
def test_an_order_about_a_person_takes_nothing_from_bodies_and_other_words(
    officer: Acting, entries: list[int], key: str
) -> None:
    before = [kept(position) for position in entries]
    with pytest.raises(LiemError) as refused:
        erase_content(key, order=ORDER, by=officer)
    assert (refused.value.code, [kept(position) for position in entries]) == ("erasure.nothing", before)


@pytest.mark.parametrize("part", ["number", "authority"])
def test_without_a_paper_nothing_is_erased(officer: Acting, entries: list[int], part: str) -> None:
    told = {"number": "12", "authority": "Tòa án"} | {part: " "}
    with pytest.raises(LiemError) as refused:
        erase_content(GONE, order=Order(dated=date(2026, 11, 2), **told), by=officer)
    assert (refused.value.code, Erasure.objects.count()) == ("erasure.no_order", 0)


@pytest.mark.parametrize("role", [Role.UNIT_OFFICER, Role.INSPECTOR, Role.AUDITOR])
def test_others_may_not_erase(appoint: Appoint, entries: list[int], role: Role) -> None:
    with pytest.raises(LiemError) as refused:
        erase_content(GONE, order=ORDER, by=appoint(role, "tinh"))
    assert refused.value.code == "actions.no_mandate"


def test_an_officer_of_a_part_may_not_erase(appoint: Appoint, entries: list[int]) -> None:
    with pytest.raises(LiemError) as refused:
        erase_content(GONE, order=ORDER, by=appoint(Role.ORGANISATION_OFFICER, "tinh/so"))
    assert refused.value.code == "actions.out_of_scope"


TAMPERING = {
    "content put in place of what was erased": "UPDATE actions_entrycontent SET content = '{}' WHERE entry_id = %s",
    "subjects taken away": "UPDATE actions_entrycontent SET subjects = '[]' WHERE entry_id = %s",
    "another actor": "UPDATE actions_entrycontent SET actor = '{}' WHERE entry_id = %s",
}


@pytest.mark.parametrize("statement", TAMPERING.values(), ids=TAMPERING)
def test_an_order_excuses_nothing_else(officer: Acting, entries: list[int], unguarded: None, statement: str) -> None:
    erase_content(GONE, order=ORDER, by=officer)
    with connection.cursor() as cursor:
        cursor.execute(statement, [entries[0]])
    report = verify()
    assert report.contents is not None
    assert (report.sound, report.contents.changed) == (False, (entries[0],))


def test_an_order_that_nobody_entered_excuses_nothing(officer: Acting, entries: list[int], unguarded: None) -> None:
    EntryContent.objects.filter(entry=entries[0]).update(content="", content_salt=b"", subjects=[["", ""]])
    Erasure.objects.create(entry_id=entries[1], erased_id=entries[0], subjects=[0])
    assert [(row.table, row.damage.value) for row in verify().rows or ()] == [("actions_erasure", "added")]
