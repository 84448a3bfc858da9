"""How secret a paper or list is, and which levels this installation may hold."""

from __future__ import annotations

from django.conf import settings

from liem.kernel.errors import LiemError, Message
from liem.record.choices import Secrecy

LEVELS = tuple(Secrecy)
"""From open to everybody within a mandate to the most secret. An empty level is none of them: nobody has said."""


def ceiling() -> Secrecy:
    """The highest level that this installation holds (LIEM_SECRECY_CEILING). Raises LiemError `secrecy.ceiling`."""
    given = settings.SECRECY_CEILING
    if given not in LEVELS:
        words = ", ".join(LEVELS)
        raise LiemError(
            "secrecy.ceiling",
            Message(
                f"LIEM_SECRECY_CEILING ghi “{given}”, không phải một độ mật. Hãy ghi một trong các mức: {words}.",
                f"LIEM_SECRECY_CEILING says “{given}”, which is no level of secrecy. Give one of: {words}.",
            ),
            {"given": given},
        )
    return Secrecy(given)


def may_hold(level: str) -> bool:
    """Whether this installation may hold what has this level. An empty level hides nothing and forbids nothing: it is
    shown as not recorded, and whoever brings the paper in answers for it."""
    return level not in LEVELS or LEVELS.index(Secrecy(level)) <= LEVELS.index(ceiling())


def held_levels() -> tuple[str, ...]:
    """The levels that may be held, the empty one among them: for queries."""
    return ("", *(level.value for level in LEVELS if may_hold(level)))
