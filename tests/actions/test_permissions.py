from __future__ import annotations

from datetime import date

import pytest

from actions.conftest import Appoint
from liem.actions.models import Account, Role
from liem.actions.permissions import ACTIONS, Acting, allowed, check, choose
from liem.kernel.errors import LiemError

DAY = date(2026, 11, 21)
OWN = frozenset({"person-may"})
OTHER = frozenset({"person-khac"})

ALLOWED = None
# role, its body, first day, day it no longer holds; action, body acted on, subjects; refusal
Case = tuple[Role, str, date, date | None, str, str | None, frozenset[str], str | None]
CASES: dict[str, Case] = {
    "an officer corrects under the own body": (
        Role.ORGANISATION_OFFICER, "tinh", date(2026, 1, 1), None, "record.correct", "tinh/xa-a", OTHER, ALLOWED,
    ),
    "a unit officer corrects in the own unit": (
        Role.UNIT_OFFICER, "tinh/xa-a", date(2026, 1, 1), None, "record.correct", "tinh/xa-a", OTHER, ALLOWED,
    ),
    "a unit officer corrects in the next unit": (
        Role.UNIT_OFFICER, "tinh/xa-a", date(2026, 1, 1), None, "record.correct", "tinh/xa-b", OTHER,
        "actions.out_of_scope",
    ),
    "a unit officer corrects above": (
        Role.UNIT_OFFICER, "tinh/xa-a", date(2026, 1, 1), None, "record.correct", "tinh", OTHER,
        "actions.out_of_scope",
    ),
    "an officer leaves out the body": (
        Role.UNIT_OFFICER, "tinh/xa-a", date(2026, 1, 1), None, "record.import", None, OTHER, "actions.out_of_scope",
    ),
    "an officer of the topmost body adopts rules": (
        Role.ORGANISATION_OFFICER, "tinh", date(2026, 1, 1), None, "rulebook.adopt", None, OTHER, ALLOWED,
    ),
    "an officer of one agency adopts rules for all": (
        Role.ORGANISATION_OFFICER, "tinh/so-a", date(2026, 1, 1), None, "rulebook.adopt", None, OTHER,
        "actions.out_of_scope",
    ),
    "an inspector of one agency records an audit of all": (
        Role.INSPECTOR, "tinh/so-a", date(2026, 1, 1), None, "oversight.audit", None, OTHER, "actions.out_of_scope",
    ),
    "an auditor reads": (
        Role.AUDITOR, "tinh", date(2026, 1, 1), None, "dossier.read", "tinh/xa-a", OTHER, ALLOWED,
    ),
    "an auditor corrects": (
        Role.AUDITOR, "tinh", date(2026, 1, 1), None, "record.correct", "tinh/xa-a", OTHER, "actions.no_mandate",
    ),
    "an inspector corrects": (
        Role.INSPECTOR, "tinh", date(2026, 1, 1), None, "record.correct", "tinh/xa-a", OTHER, "actions.no_mandate",
    ),
    "an official reads the own dossier": (
        Role.OFFICIAL, "", date(2026, 1, 1), None, "dossier.read", "tinh/xa-a", OWN, ALLOWED,
    ),
    "an official reads another dossier": (
        Role.OFFICIAL, "", date(2026, 1, 1), None, "dossier.read", "tinh/xa-a", OTHER, "actions.out_of_scope",
    ),
    "an official reads the own dossier along with another": (
        Role.OFFICIAL, "", date(2026, 1, 1), None, "dossier.read", "tinh/xa-a", OWN | OTHER, "actions.out_of_scope",
    ),
    "on the first day": (
        Role.AUDITOR, "tinh", DAY, None, "dossier.read", "tinh", OTHER, ALLOWED,
    ),
    "on the day before the first": (
        Role.AUDITOR, "tinh", date(2026, 11, 22), None, "dossier.read", "tinh", OTHER, "actions.expired_mandate",
    ),
    "on the last day": (
        Role.AUDITOR, "tinh", date(2026, 1, 1), date(2026, 11, 22), "dossier.read", "tinh", OTHER, ALLOWED,
    ),
    "on the day it no longer holds": (
        Role.AUDITOR, "tinh", date(2026, 1, 1), DAY, "dossier.read", "tinh", OTHER, "actions.expired_mandate",
    ),
    "an action that is not in the table": (
        Role.AUDITOR, "tinh", date(2026, 1, 1), None, "record.erase", "tinh", OTHER, "actions.unknown_action",
    ),
    "an officer sets up the installation": (
        Role.ORGANISATION_OFFICER, "tinh", date(2026, 1, 1), None, "installation.fill", None, OTHER,
        "actions.no_mandate",
    ),
    "an officer of one agency sets a value below": (
        Role.ORGANISATION_OFFICER, "tinh/so-a", date(2026, 1, 1), None, "rulebook.set_value", "tinh/so-a/phong", OTHER,
        ALLOWED,
    ),
    "an officer of one agency sets a value above": (
        Role.ORGANISATION_OFFICER, "tinh/so-a", date(2026, 1, 1), None, "rulebook.set_value", "tinh", OTHER,
        "actions.out_of_scope",
    ),
    "an officer of one agency verifies the law for all": (
        Role.ORGANISATION_OFFICER, "tinh/so-a", date(2026, 1, 1), None, "rulebook.verify", None, OTHER,
        "actions.out_of_scope",
    ),
    "an official replies to a flag on the own decision": (
        Role.OFFICIAL, "", date(2026, 1, 1), None, "oversight.reply", "tinh/so-a", OWN, ALLOWED,
    ),
    "an official replies to a flag on another decision": (
        Role.OFFICIAL, "", date(2026, 1, 1), None, "oversight.reply", "tinh/so-a", OTHER, "actions.out_of_scope",
    ),
    "a unit officer reviews a flag": (
        Role.UNIT_OFFICER, "tinh/so-a", date(2026, 1, 1), None, "oversight.review_flag", "tinh/so-a", OTHER,
        "actions.no_mandate",
    ),
    "an officer adopts a pack": (
        Role.ORGANISATION_OFFICER, "tinh", date(2026, 1, 1), None, "rulebook.adopt", None, OTHER, ALLOWED,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_mandate_allows_or_refuses(appoint: Appoint, case: Case) -> None:
    role, own, first, ends, action, body, subjects, refusal = case
    acting = appoint(role, own, valid_from=first, valid_to=ends)
    assert code_of(acting, action, body, subjects) == refusal


def code_of(acting: Acting, action: str, body: str | None, subjects: frozenset[str]) -> str | None:
    try:
        check(acting, action, body=body, subjects=subjects, day=DAY)
    except LiemError as error:
        return error.code
    return None


def test_a_mandate_of_another_account_is_refused(officer: Acting, system: Acting) -> None:
    assert code_of(Acting(system.account, officer.mandate), "record.correct", "tinh", OTHER) == "actions.no_mandate"


def test_an_account_that_was_closed_is_refused(officer: Acting) -> None:
    officer.account.is_active = False
    assert code_of(officer, "record.correct", "tinh", OTHER) == "actions.no_mandate"
    assert allowed(officer.account, "record.correct", DAY) == []


def test_allowed_lists_the_mandates_that_hold_on_the_day(appoint: Appoint, account: Account) -> None:
    first = appoint(Role.UNIT_OFFICER, "tinh/xa-a").mandate
    appoint(Role.AUDITOR, "tinh")
    appoint(Role.UNIT_OFFICER, "tinh/xa-b", valid_to=DAY)
    second = appoint(Role.UNIT_OFFICER, "tinh/xa-c").mandate
    assert allowed(account, "record.correct", DAY) == [first, second]


def test_choose_takes_the_first_mandate_that_reaches(appoint: Appoint, account: Account) -> None:
    appoint(Role.AUDITOR, "tinh")
    appoint(Role.UNIT_OFFICER, "tinh/xa-a")
    reaching = appoint(Role.UNIT_OFFICER, "tinh/xa-b")
    assert choose(account, "record.correct", body="tinh/xa-b", subjects=OTHER, day=DAY) == reaching


@pytest.mark.parametrize(
    ("grants", "refusal"),
    [
        ([], "actions.no_mandate"),
        ([(Role.AUDITOR, "tinh", None)], "actions.no_mandate"),
        ([(Role.UNIT_OFFICER, "tinh/xa-a", DAY), (Role.AUDITOR, "tinh", None)], "actions.expired_mandate"),
        (
            [(Role.UNIT_OFFICER, "tinh/xa-b", None), (Role.UNIT_OFFICER, "tinh/xa-a", DAY)],
            "actions.out_of_scope",
        ),
    ],
)
def test_choose_gives_the_refusal_that_comes_closest(
    appoint: Appoint, account: Account, grants: list[tuple[Role, str, date | None]], refusal: str
) -> None:
    for role, body, ends in grants:
        appoint(role, body, valid_to=ends)
    with pytest.raises(LiemError) as error:
        choose(account, "record.correct", body="tinh/xa-a", subjects=OTHER, day=DAY)
    assert error.value.code == refusal


def test_an_auditor_can_do_nothing_but_read() -> None:
    assert {action for action, rule in ACTIONS.items() if Role.AUDITOR in rule.roles} == {
        "calendar.subscribe",
        "dossier.read",
        "record.export",
    }
