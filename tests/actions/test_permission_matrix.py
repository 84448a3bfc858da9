"""The table of roles and actions in the documentation, cell by cell against what the code allows."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone, translation

from actions.conftest import Appoint
from liem.actions.models import Role
from liem.actions.permissions import ACTIONS, Acting, Reach, check
from liem.kernel.errors import LiemError
from liem.web.permission_reference import page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "permissions.md"

OWN, OTHER = "person-may", "person-khac"


def written() -> dict[tuple[str, str], str]:
    """The cells of the page by action and role."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    with translation.override("en"):
        roles = {str(role.label): str(role) for role in Role}
    heads = [roles[name] for name in rows[0][3:]]
    return {(row[0].strip("`"), role): cell for row in rows[2:] for role, cell in zip(heads, row[3:], strict=True)}


CELLS = written()


def allows(acting: Acting, action: str, *, body: str | None, subject: str) -> bool:
    try:
        check(acting, action, body=body, subjects={subject}, day=timezone.localdate())
    except LiemError:
        return False
    return True


def test_the_page_is_the_one_that_the_table_gives() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_page_has_a_cell_for_every_role_and_action() -> None:
    assert set(CELLS) == {(action, str(role)) for action in ACTIONS for role in Role}


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_every_cell_says_what_the_code_does(role: Role, appoint: Appoint, system: Acting) -> None:
    """Asked about something within the mandate, about oneself, and about something beside the mandate."""
    bound = role not in {Role.OFFICIAL, Role.INSTALLATION}
    within = system if role is Role.INSTALLATION else appoint(role, "tinh" if bound else "")
    beside = appoint(role, "tinh/xa-b") if bound else None
    expected = {"": (False, False), "own": (False, True), "✓": (True, True)}
    for action, rule in ACTIONS.items():
        body = "tinh/xa-a" if rule.reach is Reach.BODY else None
        found = tuple(allows(within, action, body=body, subject=subject) for subject in (OTHER, OWN))
        assert (action, found) == (action, expected[CELLS[action, str(role)]])
        assert beside is None or not allows(beside, action, body=body, subject=OTHER)


def test_those_who_set_up_the_system_neither_read_nor_change_the_record() -> None:
    touched = {action for (action, role), cell in CELLS.items() if role == Role.INSTALLATION and cell}
    assert {action for action in touched if action.startswith(("record.", "dossier.", "oversight.reply"))} == set()


def test_inspectors_and_auditors_change_nothing_in_the_record() -> None:
    for role in (Role.INSPECTOR, Role.AUDITOR):
        may = {action for (action, holder), cell in CELLS.items() if holder == role and cell}
        assert {action for action in may if action.startswith("record.")} <= {"record.export"}
