"""Whether a mandate over one body reaches another. The tree of bodies lies in the record, above this app.

The record registers its answer when it starts (`register`). Until then a mandate reaches its own body and no other.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

Reaches: TypeAlias = Callable[[str, str, date], bool]
IsTop: TypeAlias = Callable[[str, date], bool]


def own_body_only(mandate_body: str, body: str, day: date) -> bool:
    return mandate_body == body


def nothing_above(mandate_body: str, day: date) -> bool:
    return True


_registered: list[Reaches] = [own_body_only]
_topmost: list[IsTop] = [nothing_above]


def register(reaches: Reaches) -> Reaches:
    """Takes the answer to “does a mandate over the first body reach the second that day?”; returns the former one."""
    former = _registered[0]
    _registered[0] = reaches
    return former


def reaches(mandate_body: str, body: str, day: date) -> bool:
    """Whether a mandate over `mandate_body` reaches `body` on `day`; a mandate without a body reaches none.

    Its own body is always reached, also before the record knows that body: that is how the first roster comes in.
    """
    return bool(mandate_body) and (mandate_body == body or _registered[0](mandate_body, body, day))


def register_top(is_top: IsTop) -> IsTop:
    """Takes the answer to "does nothing stand above that body on that day?"; gives back the former one."""
    former = _topmost[0]
    _topmost[0] = is_top
    return former


def reaches_everything(mandate_body: str, day: date) -> bool:
    """Whether a mandate over `mandate_body` reaches the whole installation: nothing stands above that body."""
    return bool(mandate_body) and _topmost[0](mandate_body, day)
