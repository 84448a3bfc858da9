from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth import authenticate

from actions.conftest import LONG_AGO, Appoint
from liem.actions.accounts import Grant, NewAccount, create_account, end_mandate, grant_mandate, installation
from liem.actions.models import Account, LedgerEntry, Mandate, Reading, Role
from liem.actions.permissions import Acting
from liem.actions.readings import record_reading
from liem.actions.verification import verify
from liem.kernel.errors import LiemError
from liem.ledger.encoding import parse_leaf


def actions() -> list[str]:
    return list(LedgerEntry.objects.order_by("position").values_list("action", flat=True))


def test_the_installation_begins_once_and_nobody_granted_it(db: None) -> None:
    first, second = installation(), installation()
    assert (first, actions()) == (second, ["installation.begin"])
    assert (first.account.kind, first.mandate.role, first.mandate.granted_by) == ("system", "installation", None)
    assert parse_leaf(bytes(LedgerEntry.objects.get().leaf)).mandate is None
    assert not first.account.has_usable_password()


def test_an_account_signs_in_with_its_password_only(account: Account) -> None:
    assert authenticate(username="may", password="mot-mat-khau-dai") == account
    assert authenticate(username="may", password="mot-mat-khau-khac") is None
    assert authenticate(username="system", password="") is None


def test_a_taken_user_name_is_refused(system: Acting, account: Account) -> None:
    before = actions()
    with pytest.raises(LiemError) as refusal:
        create_account(NewAccount(username="may", full_name="Người khác", password=None), by=system)
    assert (refusal.value.code, actions()) == ("actions.username_taken", before)


def test_only_the_installation_makes_accounts_and_grants(officer: Acting) -> None:
    before = actions()
    with pytest.raises(LiemError) as refusal:
        create_account(NewAccount(username="moi", full_name="Người mới", password=None), by=officer)
    assert refusal.value.code == "actions.no_mandate"
    with pytest.raises(LiemError) as refusal:
        grant_mandate(officer.account, Grant(role=Role.AUDITOR, body="tinh", valid_from=LONG_AGO), by=officer)
    assert (refusal.value.code, actions()) == ("actions.no_mandate", before)


UNFIT = {
    "the installation's": Grant(role=Role.INSTALLATION, valid_from=LONG_AGO),
    "an officer's without a body": Grant(role=Role.ORGANISATION_OFFICER, valid_from=LONG_AGO),
    "an official's with a body": Grant(role=Role.OFFICIAL, body="tinh", valid_from=LONG_AGO),
}


@pytest.mark.parametrize("grant", UNFIT.values(), ids=UNFIT)
def test_a_mandate_that_does_not_fit_is_refused(system: Acting, account: Account, grant: Grant) -> None:
    before = actions()
    with pytest.raises(LiemError) as refusal:
        grant_mandate(account, grant, by=system)
    assert (refusal.value.code, actions()) == ("actions.grant", before)


def test_an_official_without_a_dossier_is_refused(system: Acting) -> None:
    stranger = create_account(NewAccount(username="la", full_name="Người lạ", password=None), by=system)
    with pytest.raises(LiemError) as refusal:
        grant_mandate(stranger, Grant(role=Role.OFFICIAL, valid_from=LONG_AGO), by=system)
    assert refusal.value.code == "actions.grant"


def test_a_mandate_that_is_ended_keeps_its_history(officer: Acting, system: Acting) -> None:
    ended = end_mandate(officer.mandate, on=date(2026, 6, 1), reason="chuyển công tác", by=system)
    assert list(
        Mandate.objects.filter(identity=officer.mandate.identity)
        .order_by("known_from")
        .values_list("valid_from", "valid_to", "known_to", "reason")
    ) == [
        (LONG_AGO, None, ended.known_from, ""),
        (LONG_AGO, date(2026, 6, 1), None, "chuyển công tác"),
    ]
    assert (ended.holds_on(date(2026, 5, 31)), ended.holds_on(date(2026, 6, 1))) == (True, False)
    with pytest.raises(LiemError) as refusal:
        record_reading("person-mua", body="tinh/xa-a", by=officer)
    assert refusal.value.code == "actions.expired_mandate"
    assert verify().sound


def test_a_mandate_that_ends_before_it_began_is_withdrawn(officer: Acting, system: Acting) -> None:
    end_mandate(officer.mandate, on=LONG_AGO, reason="giao nhầm", by=system)
    assert not Mandate.objects.current().filter(identity=officer.mandate.identity).exists()
    assert verify().sound


def test_a_reading_is_remembered_with_its_reader_and_role(officer: Acting) -> None:
    reading = record_reading("person-mua", body="tinh/xa-a", by=officer)
    assert list(Reading.objects.values_list("entry_id", "account__username", "person", "role")) == [
        (reading.entry_id, "may", "person-mua", "organisation_officer")
    ]
    assert actions()[-1] == "dossier.read"
    assert verify().sound


def test_who_may_not_read_leaves_no_reading(appoint: Appoint) -> None:
    official = appoint(Role.OFFICIAL)
    record_reading("person-may", body="tinh/xa-a", by=official)
    with pytest.raises(LiemError) as refusal:
        record_reading("person-mua", body="tinh/xa-a", by=official)
    assert refusal.value.code == "actions.out_of_scope"
    assert list(Reading.objects.values_list("person", flat=True)) == ["person-may"]
