"""Which entry of the ledger last changed the record or the law, so that what was worked out from them can be kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar, cast

from django.db.models import Max, Model, Q, QuerySet

from liem.actions.models import LedgerEntry

P = ParamSpec("P")
T = TypeVar("T")

UNCHANGING = (
    "account.create",
    "account.set_password",
    "mandate.grant",
    "mandate.end",
    "directives.register",
    "dossier.read",
    "record.export",
    "record.ask_erasure",
    "record.ask_correction",
    "record.answer_correction",
    "calendar.subscribe",
    "oversight.audit",
    "oversight.trial",
    "oversight.reply",
    "oversight.review_flag",
)
"""Entries that leave the record and the law as they were. Any other, also of a kind yet to come, may change them."""


def last_change() -> int:
    """The position of the last entry that may have changed the record or the law; -1 where there is none. One query."""
    last = _changes().order_by("-position").values_list("position", flat=True).first()
    return -1 if last is None else last


def kept_until_a_change(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keeps what a query gave for the `most` last sets of arguments, until the record or the law changes. One query
    where it is known already; what is given is shared, so nobody changes it."""

    def keeping(query: Callable[P, T]) -> Callable[P, T]:
        def at(_position: int, *given: P.args, **named: P.kwargs) -> T:
            return query(*given, **named)

        kept: Any = lru_cache(maxsize=most)(at)

        @wraps(query)
        def answer(*given: P.args, **named: P.kwargs) -> T:
            return cast("T", kept(last_change(), *given, **named))

        _keeping.append(kept.cache_clear)
        return answer

    return keeping


def forget() -> None:
    """Drops all that is kept so; for rows that were changed beside the ledger."""
    for clear in _keeping:
        clear()


class Watched:
    """Some tables, and which entry last may have changed their rows: one that wrote any of these, or none at all, for
    what that changed is not told by rows. As far as this process has looked: before, it is the entry it began with."""

    def __init__(self, *models: type[Model]) -> None:
        self._tables = [model._meta.db_table for model in models]
        self._seen: tuple[int, int] | None = None  # how far was looked, and the last such entry
        also_forget(self._forget)

    def last_change(self) -> int:
        """The position of that entry. Two queries at most."""
        end = last_change()
        seen, last = self._seen or (end, end)
        if seen > end:  # another record than before
            seen = last = end
        if seen < end:
            since = _changes().filter(position__gt=seen, position__lte=end)
            theirs = since.filter(Q(rows__table__in=self._tables) | Q(rows__isnull=True))
            last = theirs.aggregate(last=Max("position"))["last"] or last
        self._seen = end, last
        return last

    def _forget(self) -> None:
        self._seen = None


def also_forget(clear: Callable[[], None]) -> None:
    """What else is dropped then."""
    _keeping.append(clear)


_keeping: list[Callable[[], None]] = []


def changes_after(position: int, *, most: int) -> list[tuple[int, str]]:
    """Position and action of the first `most` such entries after that one."""
    return list(_changes().filter(position__gt=position).order_by("position").values_list("position", "action")[:most])


def _changes() -> QuerySet[LedgerEntry]:
    return LedgerEntry.objects.exclude(action__in=UNCHANGING)
