"""The one function that writes: check, gates, rows, ledger entry, outbox — all of it in one transaction, or none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeAlias, TypeVar

from django.db import transaction
from django.utils import timezone

from liem.actions import permissions
from liem.actions.append import Draft, append, lock_head_and_ask
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.ledger.encoding import Json

T = TypeVar("T")
Gate: TypeAlias = Callable[[], None]  # raises LiemError to refuse


def perform(  # noqa: PLR0913 — all of an action, each by its name
    action: str,
    *,
    by: Acting,
    body: str | None,
    subjects: Collection[str],
    content: Mapping[str, Json],
    write: Callable[[Write], T],
    gates: Sequence[Gate] = (),
) -> T:
    """Does `action` and gives back what `write` returns; `Write.position` tells the position of its ledger entry.

    `body` is the text key of the body it touches, or None for an action of the whole installation (see
    `permissions.ACTIONS`). `subjects` are the keys of the people and bodies concerned; `content` is what the entry
    tells, in JSON. Raises the refusals of `permissions.check` and of the gates; then, as after any error in `write`,
    nothing is written. It is the outermost transaction: one action is one entry, so it cannot run inside another.
    """
    with transaction.atomic(durable=True):
        # The mandate may end while we stand in line: only what is read behind the lock counts.
        head, known = lock_head_and_ask(permissions.asked_again(by))
        at = timezone.now()
        acting = permissions.as_answered(known, by, action)
        permissions.check(acting, action, body=body, subjects=subjects, day=timezone.localdate(at))
        for gate in gates:
            gate()
        draft = Draft(
            action=action, at=at, account=acting.account, mandate=acting.mandate, subjects=subjects, content=content
        )
        return append(head, draft, write=write)
