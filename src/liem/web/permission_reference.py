"""The page `docs/reference/permissions.md`, written from the table of permissions itself."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation

from liem.actions.models import Role
from liem.actions.permissions import ACTIONS, Reach
from liem.web.ledger_words import action_words

_HEAD = """# Who may do what

Roles × actions. A **mandate** gives an account a role over one body and everything under it, from a day until a day.
What is not in this table nobody can do, on pages, by command or through the interface. “✓” means: where the mandate
holds that day and reaches what the action touches. “own” means: about nobody but oneself.

- **body**: the action touches something under one body, and the mandate must reach that body.
- **installation**: it touches everything, and needs a mandate over a body that nothing stands above, or that of the
  installation.

Beside this table each action has gates of its own. Nobody answers a request about oneself, attests or reviews the own
dossier, imports rows about oneself, or acts in a case about oneself. A step of a case is entered by the desk that holds
it and by no other. The installation's mandate sets up accounts, keys and packs: it can neither open a dossier nor
change one. An inspector reads, audits, asks, and takes the steps that procedures give to the inspection; of the record
an inspector can change nothing.

This page is written by `liem.web.permission_reference.page()`; a test compares every cell with what the code allows.
"""


def page() -> str:
    """The whole page as Markdown."""
    with translation.override("en"):
        return "\n".join([_HEAD, *_table()]) + "\n"


def _table() -> Iterator[str]:
    roles = [role for role in Role if role is not Role.INSTALLATION]
    names = [str(role.label) for role in (*roles, Role.INSTALLATION)]
    yield f"| action | what | touches | {' | '.join(names)} |"
    yield f"| --- | --- | --- |{' :---: |' * len(names)}"
    for action, rule in sorted(ACTIONS.items()):
        cells = [_cell(role, rule.roles, rule.reach) for role in (*roles, Role.INSTALLATION)]
        yield f"| `{action}` | {action_words(action)} | {rule.reach.name.lower()} | {' | '.join(cells)} |"


def _cell(role: Role, allowed: frozenset[Role], reach: Reach) -> str:
    if role not in allowed:
        return ""
    return "own" if role is Role.OFFICIAL and reach is Reach.BODY else "✓"
