"""Somebody answers for sections of dossiers, or no longer does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from django.utils import timezone

from liem.actions.models import Account, EntryContent, LedgerEntry, Role
from liem.kernel.errors import LiemError
from liem.record.attesting import Done, NewAttestation, attest, sections_open_to, withdraw
from liem.record.choices import Section
from liem.record.models import Attestation
from record import small_record
from world import place, write

pytestmark = pytest.mark.django_db

JULY, OCTOBER = date(2026, 7, 31), date(2026, 10, 31)


@pytest.fixture(autouse=True)
def record() -> None:
    small_record.build()
    write(place("elsewhere", "province"))  # so that the small record is older than what a test does


def standing() -> list[tuple[str, str, date, str]]:
    rows = Attestation.objects.filter(known_to__isnull=True).order_by("subject", "section")
    return list(rows.values_list("subject", "section", "complete_to", "attested_by"))


def new(people: Iterable[str], sections: Iterable[str], day: date = OCTOBER) -> NewAttestation:
    return NewAttestation(tuple(people), tuple(sections), day)


def test_one_action_attests_many_sections_of_many_dossiers() -> None:
    officer = small_record.acting(Role.UNIT_OFFICER, "so-a")
    done = attest(new(["hoa", "hoàng"], ["tenures", "results"]), by=officer, body="so-a")
    assert done == Done(attested=4, already=0)
    by = officer.account.full_name
    assert standing() == [
        ("hoa", "results", OCTOBER, by),
        ("hoa", "tenures", OCTOBER, by),
        ("hoàng", "results", OCTOBER, by),
        ("hoàng", "tenures", OCTOBER, by),
    ]
    assert {row.attested_on for row in Attestation.objects.all()} == {timezone.localdate()}
    entry = LedgerEntry.objects.get(action="record.attest")
    assert sorted(key for key, _salt in EntryContent.objects.get(entry=entry).subjects) == ["hoa", "hoàng"]


def test_a_later_day_supersedes_and_an_earlier_one_changes_nothing() -> None:
    officer = small_record.acting(Role.ORGANISATION_OFFICER, "tinh")
    small_record.attest("hoa", "tenures", JULY)
    small_record.attest("hoàng", "tenures", OCTOBER, by="Sở A")
    assert attest(new(["hoa", "hoàng"], ["tenures"]), by=officer, body="tinh") == Done(attested=1, already=1)
    by = officer.account.full_name
    assert standing() == [("hoa", "tenures", OCTOBER, by), ("hoàng", "tenures", OCTOBER, "Sở A")]
    former = Attestation.objects.get(subject="hoa", complete_to=JULY)
    assert former.known_to == LedgerEntry.objects.get(action="record.attest").position
    assert attest(new(["hoa"], ["tenures"], JULY), by=officer, body="tinh") == Done(attested=0, already=1)


def test_a_withdrawal_leaves_nobody_answering_and_keeps_what_was_attested() -> None:
    officer = small_record.acting(Role.ORGANISATION_OFFICER, "tinh")
    small_record.attest("hoa", "results", JULY)
    small_record.attest("hoa", "results", OCTOBER)
    small_record.attest("hoa", "tenures", OCTOBER)
    withdraw("hoa", "results", "Tìm thấy quyết định công nhận chưa nhập", by=officer, body="tinh")
    assert [row[:2] for row in standing()] == [("hoa", "tenures")]
    assert Attestation.objects.count() == 3
    with pytest.raises(LiemError) as refused:
        withdraw("hoa", "results", "lần nữa", by=officer, body="tinh")
    assert refused.value.code == "attest.none"
    with pytest.raises(LiemError) as unreasoned:
        withdraw("hoa", "tenures", "  ", by=officer, body="tinh")
    assert unreasoned.value.code == "actions.no_reason"
    assert [row[:2] for row in standing()] == [("hoa", "tenures")]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (new([], ["tenures"]), "attest.nothing"),
        (new(["hoa"], []), "attest.nothing"),
        (new(["hoa"], ["evaluation_form"]), "attest.section"),
        (new(["hoa"], ["nonsense"]), "attest.section"),
        (new(["hoa"], ["tenures"], date(2999, 1, 1)), "attest.day"),
        (new(["hoa", "hòa"], ["tenures"]), "record.out_of_reach"),
        (new(["hoa", "nobody"], ["tenures"]), "record.out_of_reach"),
        (new([f"p{number}" for number in range(1001)], ["tenures"]), "attest.many"),
    ],
)
def test_what_nobody_can_answer_for_is_refused_whole(given: NewAttestation, code: str) -> None:
    officer = small_record.acting(Role.UNIT_OFFICER, "so-a")
    with pytest.raises(LiemError) as refused:
        attest(given, by=officer, body="so-a")
    assert (refused.value.code, Attestation.objects.count()) == (code, 0)


def test_nobody_attests_the_own_dossier() -> None:
    officer = small_record.acting(Role.ORGANISATION_OFFICER, "tinh")
    Account.objects.filter(pk=officer.account.pk).update(person="hoa")
    officer.account.refresh_from_db()
    small_record.attest("hoa", "results", JULY)
    for act in (
        lambda: attest(new(["hoa", "hoàng"], ["tenures"]), by=officer, body="tinh"),
        lambda: withdraw("hoa", "results", "lý do", by=officer, body="tinh"),
    ):
        with pytest.raises(LiemError) as refused:
            act()
        assert refused.value.code == "attest.own"
    assert [row[:2] for row in standing()] == [("hoa", "results")]


def test_who_may_not_see_kin_does_not_answer_for_it() -> None:
    unit = small_record.acting(Role.UNIT_OFFICER, "so-a")
    commission = small_record.acting(Role.ORGANISATION_OFFICER, "tinh")
    assert set(sections_open_to(commission)) - set(sections_open_to(unit)) == {Section.KINSHIP}
    with pytest.raises(LiemError) as refused:
        attest(new(["hoa"], ["kinship"]), by=unit, body="so-a")
    assert refused.value.code == "attest.section"
    small_record.attest("hoa", "kinship", JULY)
    with pytest.raises(LiemError) as unwithdrawn:
        withdraw("hoa", "kinship", "lý do", by=unit, body="so-a")
    assert unwithdrawn.value.code == "attest.section"


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.AUDITOR])
def test_who_only_looks_answers_for_nothing(role: Role) -> None:
    with pytest.raises(LiemError) as refused:
        attest(new(["hoa"], ["tenures"]), by=small_record.acting(role, "tinh"), body="tinh")
    assert (refused.value.code, Attestation.objects.count()) == ("actions.no_mandate", 0)
