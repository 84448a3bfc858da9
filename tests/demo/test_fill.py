"""Filling: whole chapters or none, resumable, once only, and never into somebody else's record."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import call_command

from demo.conftest import PASSWORD
from liem.actions.models import LedgerEntry, Mandate, Role
from liem.actions.verification import verify
from liem.demo.accounts import ACCOUNTS, OFFICIAL, TELLER, UNIT
from liem.demo.fill import CHAPTERS, REVIEWS, fill, is_filled
from liem.demo.province import COMMITTEE
from liem.kernel.errors import LiemError, Message
from world import body as a_body
from world import place, write


def counts() -> dict[str, int]:
    labels = ("record", "procedures", "rulebook", "actions")
    return {
        m._meta.label: m._default_manager.count() for label in labels for m in apps.get_app_config(label).get_models()
    }


@pytest.fixture
def empty_database(transactional_db: None) -> None:
    """Without the province that other tests here share: they have all run before the first that commits."""
    call_command("flush", verbosity=0, interactive=False)


class CutOffError(Exception):
    pass


def cut_off(message: Message) -> None:
    """Stops a fill when it comes to the third chapter."""
    if message == CHAPTERS[2].title:
        raise CutOffError


@pytest.mark.django_db
def test_the_fill_tells_each_chapter_and_the_ledger_holds(lac_giang: list[str]) -> None:
    assert lac_giang == [*(chapter.title.en for chapter in CHAPTERS), "Demo accounts", REVIEWS.title.en]
    assert is_filled()
    assert verify().sound


@pytest.mark.django_db
@pytest.mark.usefixtures("lac_giang")
def test_each_account_signs_in_and_holds_its_one_mandate() -> None:
    found = {
        mandate.account.username: (mandate.role, mandate.body, mandate.account.person)
        for mandate in Mandate.objects.select_related("account").exclude(role=Role.INSTALLATION)
    }
    assert found == {
        "tochuc": (Role.ORGANISATION_OFFICER, COMMITTEE, None),
        "kiemtra": (Role.INSPECTOR, COMMITTEE, None),
        "donvi": (Role.UNIT_OFFICER, UNIT, None),
        "giamsat": (Role.AUDITOR, COMMITTEE, None),
        "canbo": (Role.OFFICIAL, "", OFFICIAL),
        "kiemphieu": (Role.OFFICIAL, "", TELLER),
    }
    assert all(authenticate(username=account.username, password=PASSWORD) for account in ACCOUNTS)


@pytest.mark.usefixtures("empty_database")
def test_a_fill_that_was_cut_off_goes_on_and_a_second_one_writes_nothing() -> None:
    with pytest.raises(CutOffError):
        fill(password=PASSWORD, progress=cut_off)
    assert not is_filled()
    told: list[str] = []
    fill(password=PASSWORD, progress=lambda message: told.append(message.en))
    assert told == [*(chapter.title.en for chapter in CHAPTERS[2:]), "Demo accounts", REVIEWS.title.en]
    assert is_filled()
    before = counts()
    fill(password=PASSWORD, progress=lambda _: None)
    assert counts() == before
    # One entry opens the installation, one a chapter (the reviews are one more), two an account.
    assert LedgerEntry.objects.count() == 1 + len(CHAPTERS) + 1 + 2 * len(ACCOUNTS)


@pytest.mark.usefixtures("empty_database")
def test_another_record_is_left_alone() -> None:
    write(place("xa-khac", "commune"), *a_body("so-khac"))
    before = counts()
    with pytest.raises(LiemError) as refused:
        fill(password=PASSWORD, progress=lambda _: None)
    assert refused.value.code == "demo.other_record"
    assert counts() == before
