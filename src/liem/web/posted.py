"""What a form that was sent came to: done, or refused in words."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from liem.kernel.errors import LiemError, Message


def posted(request: HttpRequest, act: Callable[[], object], *, told: str) -> tuple[bool, Message | None]:
    """Where the form was sent, does it, and tells that it was done; a refusal stays on the page. Whether it was done,
    and why it was not."""
    if request.method != "POST":
        return False, None
    try:
        act()
    except LiemError as error:
        return False, error.message
    messages.success(request, told)
    return True, None
