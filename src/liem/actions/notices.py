"""From the outbox to those concerned: every entry leaves a message, and apps say who is to be told and where to look.

A notice carries no names: a topic, a number, and the address of a page that asks for permission anew.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from liem.actions.models import Account, Notice, OutboxMessage
from liem.kernel.errors import LiemError, Message

MOST_TRIES = 5
_BATCH = 200
_LOG = logging.getLogger("liem.notices")


@dataclass(frozen=True, slots=True)
class Telling:
    """Who is to be told (the key of an account), on which page to look, and how many things it is about."""

    account: int
    path: str
    number: int = 1


Tell: TypeAlias = Callable[[OutboxMessage], Iterable[Telling]]


@dataclass(frozen=True, slots=True)
class Topic:
    """What is told about entries of an action: a title without names, and to whom. `by_path` has the titles for those
    who are sent to a page beginning so and told something else."""

    title: Message
    tell: Tell
    by_path: Mapping[str, Message] = field(default_factory=dict)

    def title_at(self, path: str) -> Message:
        return next((title for start, title in self.by_path.items() if path.startswith(start)), self.title)


_topics: dict[str, Topic] = {}


def register(action: str, topic: Topic) -> None:
    """Takes over what is told of the entries of an action. Actions without a topic are told to nobody."""
    _topics[action] = topic


def title_of(action: str, path: str = "") -> Message:
    """What a notice of this action that leads to the page is called; one of an app that is gone keeps its name."""
    topic = _topics.get(action)
    return topic.title_at(path) if topic else Message(action, action)


def deliver() -> int:
    """Turns the waiting messages into notices, in the order of their entries; gives how many were delivered.

    Each message and its notices are one transaction, so that a break-off doubles nothing and loses nothing. A message
    that cannot be told is tried five times and then kept as it is, undelivered.
    """
    waiting = list(_waiting().order_by("id").values_list("pk", "topic")[:_BATCH])
    untold = [key for key, topic in waiting if topic not in _topics]
    if untold:
        OutboxMessage.objects.filter(pk__in=untold).update(delivered_at=timezone.now())
    return len(untold) + sum(_deliver(key) for key, topic in waiting if topic in _topics)


def notices_of(account: Account) -> QuerySet[Notice]:
    """The account's notices, the newest first."""
    return Notice.objects.filter(account=account).order_by("-created", "-pk")


def unseen(account: Account) -> int:
    """How many of them nobody has looked at. One query."""
    return Notice.objects.filter(account=account, seen_at=None).count()


def mark_seen(account: Account, keys: Sequence[int]) -> int:
    """Marks those of the account's own notices as seen; gives how many were new."""
    return Notice.objects.filter(account=account, pk__in=keys, seen_at=None).update(seen_at=timezone.now())


def _waiting() -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(delivered_at=None, tries__lt=MOST_TRIES)


def _deliver(key: int) -> int:
    try:
        with transaction.atomic():
            message = _waiting().select_for_update().filter(pk=key).first()
            if message is None:
                return 0
            told = list(_topics[message.topic].tell(message))
            now = timezone.now()
            Notice.objects.bulk_create(
                (
                    Notice(message=message, account_id=one.account, path=one.path, number=one.number, created=now)
                    for one in told
                ),
                ignore_conflicts=True,
            )
            message.delivered_at = now
            message.save(update_fields=["delivered_at"])
    except (LiemError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
        _LOG.error("message %s could not be told: %s", key, type(error).__name__)
        OutboxMessage.objects.filter(pk=key).update(tries=F("tries") + 1)
        return 0
    return 1
