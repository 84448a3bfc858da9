"""The working database of the installation, and who acts on it from the shell."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

from liem.cli.speech import language
from liem.kernel.errors import LiemError, Message

if TYPE_CHECKING:
    from liem.actions.permissions import Acting


def start_django() -> None:
    """Readies models and settings; nothing that touches them may be imported at the top of a command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liem.web.settings")
    os.umask(0o077)  # the database and what lies beside it are for this account alone
    import django
    from django.utils import translation

    django.setup()
    translation.activate(language())


def is_prepared() -> bool:
    """Whether there is a database that answers and holds the tables."""
    from django.db import DatabaseError, connection

    from liem.rulebook.models import Verification

    try:
        return Verification._meta.db_table in connection.introspection.table_names()
    except DatabaseError:
        return False


def acting_for(action: str, username: str | None) -> Acting:
    """Who acts: the named account, or the first person's account that may do this today.

    The shell asks for no password: whoever can open the database needs none.
    """
    from django.utils import timezone

    from liem.actions.models import Account
    from liem.actions.permissions import Acting, allowed

    accounts = Account.objects.filter(kind=Account.Kind.PERSON, is_active=True).order_by("pk")
    if username:
        accounts = accounts.filter(username=username)
    for account in accounts:
        for mandate in allowed(account, action, timezone.localdate()):
            return Acting(account, mandate)
    raise LiemError(
        "actions.no_mandate",
        Message(
            "Chưa có tài khoản nào được giao quyền làm việc này. Hãy giao quyền, hoặc nêu tài khoản bằng --as.",
            "No account holds a mandate for this. Grant one, or name an account with --as.",
        ),
        {"action": action, "account": username},
    )


def top_body(day: date) -> str:
    """The body that answers to nobody, where there is exactly one; else the body must be named."""
    from liem.record.scope import superiors_on

    tops = sorted(body for body, superior in superiors_on(day).items() if superior is None)
    if len(tops) == 1:
        return tops[0]
    raise LiemError(
        "cli.which_body",
        Message(
            f"Hồ sơ có {len(tops)} tổ chức không trực thuộc tổ chức nào. Hãy nêu mã tổ chức bằng --body.",
            f"The record has {len(tops)} bodies that answer to nobody. Name one with --body.",
        ),
        {"bodies": tops},
    )
