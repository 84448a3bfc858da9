"""Whose dossier an account is tied to."""

from __future__ import annotations

from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message


def own_person(acting: Acting) -> str:
    """The official whose account it is. Raises LiemError `mine.not_found` where it is tied to no dossier."""
    if not acting.account.person:
        raise LiemError(
            "mine.not_found",
            Message(
                "Tài khoản này không gắn với hồ sơ cán bộ nào. Nếu bạn có hồ sơ trong hệ thống, hãy đề nghị người quản "
                "trị gắn tài khoản với hồ sơ đó.",
                "This account is not tied to any dossier. If you have one here, ask the administrator to tie the "
                "account to it.",
            ),
        )
    return acting.account.person
