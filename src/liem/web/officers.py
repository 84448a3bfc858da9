"""Pages that are not for an official who looks after nothing but the own dossier."""

from __future__ import annotations

from django.http import HttpRequest

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.web.acting import acting_of


def officer_of(request: HttpRequest) -> Acting:
    """Who acts, under a mandate over a body. Raises LiemError `web.not_for_officials` for the role of an official."""
    acting = acting_of(request)
    if acting.mandate.role == Role.OFFICIAL:
        raise LiemError(
            "web.not_for_officials",
            Message(
                "Trang này dành cho người được giao quản lý một tổ chức. Hồ sơ của bạn, ai đã xem và nhận xét về nó ở "
                "“Trang của tôi”.",
                "This page is for those who hold a mandate over a body. Your dossier, who read it and what is found "
                "about it are under “About me”.",
            ),
        )
    return acting
