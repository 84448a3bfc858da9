"""Who is told of a request for a correction: the desk that is to answer it, then the official who asked."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.utils import timezone

from liem.actions.models import Account, EntryContent, OutboxMessage
from liem.actions.notices import Telling, Topic
from liem.actions.permissions import rule_of
from liem.duties.desks import desks_on, nearest
from liem.duties.of_record import body_of_each
from liem.kernel.errors import Message
from liem.record.corrections import ANSWER, ASK
from liem.record.models import CorrectionRequest
from liem.record.scope import superiors_on


def asked(message: OutboxMessage) -> Iterable[Telling]:
    """The desk nearest to the official, which is to answer."""
    request = _request(message)
    if request is None:
        return []
    day = timezone.localdate(message.created)
    desks = desks_on(day, roles=rule_of(ANSWER).roles)
    body = body_of_each([request.person_id], on=day).get(request.person_id)
    accounts = desks.get(nearest(body, desks, superiors_on(day)), []) if body else []
    return [Telling(account, f"/corrections/{request.identity}/") for account in accounts]


def answered(message: OutboxMessage) -> Iterable[Telling]:
    """The official who asked."""
    request = _request(message)
    if request is None:
        return []
    accounts = Account.objects.filter(person=request.person_id, is_active=True)
    return [Telling(account, "/mine/") for account in accounts.values_list("pk", flat=True)]


def _request(message: OutboxMessage) -> CorrectionRequest | None:
    """The request that the entry is about; None where what the entry told has been erased."""
    content = EntryContent.objects.filter(entry_id=message.entry_id).values_list("content", flat=True).first()
    told = json.loads(content) if content else {}
    return CorrectionRequest.objects.current().filter(identity=told.get("request", "")).first()


TOPICS = {
    ASK: Topic(Message("Đề nghị sửa hồ sơ cần trả lời", "A request for a correction to answer"), asked),
    ANSWER: Topic(
        Message("Đề nghị sửa hồ sơ của bạn đã được trả lời", "Your request for a correction was answered"), answered
    ),
}
