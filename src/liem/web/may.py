"""Whether somebody may do an action, so that a page offers only what would not be refused."""

from __future__ import annotations

from collections.abc import Collection

from liem.actions import permissions
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.web.acting import today


def may(acting: Acting, action: str, *, body: str | None = None, subjects: Collection[str] = ()) -> bool:
    """Under the mandate being used, today; `body` None for an action of the whole installation."""
    try:
        permissions.check(acting, action, body=body, subjects=subjects, day=today())
    except LiemError:
        return False
    return True
