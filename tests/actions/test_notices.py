"""From the outbox to the accounts concerned."""

from __future__ import annotations

import pytest

from actions.conftest import Appoint
from liem.actions import notices
from liem.actions.models import LedgerEntry, Notice, OutboxMessage, Role
from liem.actions.notices import Telling, Topic, deliver, mark_seen, notices_of, title_of, unseen
from liem.actions.permissions import Acting
from liem.actions.readings import record_reading
from liem.kernel.errors import Message

pytestmark = pytest.mark.django_db
TITLE = Message("Có người mở hồ sơ", "A dossier was opened")


@pytest.fixture(autouse=True)
def topics(monkeypatch: pytest.MonkeyPatch) -> dict[str, Topic]:
    registered: dict[str, Topic] = {}
    monkeypatch.setattr(notices, "_topics", registered)
    return registered


@pytest.fixture
def reader(appoint: Appoint) -> Acting:
    return appoint(Role.ORGANISATION_OFFICER, "tinh")


def opened(reader: Acting) -> OutboxMessage:
    entry = record_reading("person-1", body="tinh/so", by=reader).entry_id
    return OutboxMessage.objects.get(entry_id=entry)


def test_a_message_becomes_a_notice_for_those_who_are_to_be_told(topics: dict[str, Topic], reader: Acting) -> None:
    topics["dossier.read"] = Topic(TITLE, lambda message: [Telling(reader.account.pk, "/mine/", 2)])
    message = opened(reader)
    deliver()
    notice = notices_of(reader.account).get()
    assert (notice.message_id, notice.path, notice.number, notice.seen_at) == (message.pk, "/mine/", 2, None)
    assert (title_of("dossier.read"), unseen(reader.account)) == (TITLE, 1)


def test_every_message_is_delivered_once_however_often_the_deliverer_runs(
    topics: dict[str, Topic], reader: Acting
) -> None:
    topics["dossier.read"] = Topic(TITLE, lambda message: [Telling(reader.account.pk, "/mine/")])
    for _ in range(3):
        opened(reader)
    deliver()
    assert deliver() == 0
    assert (Notice.objects.count(), OutboxMessage.objects.filter(delivered_at=None).count()) == (3, 0)
    assert OutboxMessage.objects.count() == LedgerEntry.objects.count()


def test_what_nobody_is_told_of_is_delivered_by_being_passed_over(reader: Acting) -> None:
    opened(reader)
    waiting = OutboxMessage.objects.filter(delivered_at=None).count()
    assert deliver() == waiting
    assert (Notice.objects.count(), title_of("dossier.read")) == (0, Message("dossier.read", "dossier.read"))


def test_a_message_that_cannot_be_told_holds_up_nothing_and_is_given_up(
    topics: dict[str, Topic], reader: Acting
) -> None:
    opened(reader)
    deliver()
    first, second = opened(reader), opened(reader)

    def tell(message: OutboxMessage) -> list[Telling]:
        if message.pk == first.pk:
            raise LookupError("gone")
        return [Telling(reader.account.pk, "/mine/")]

    topics["dossier.read"] = Topic(TITLE, tell)
    for _ in range(notices.MOST_TRIES + 2):
        deliver()
    first.refresh_from_db()
    assert (first.delivered_at, first.tries) == (None, notices.MOST_TRIES)
    assert list(Notice.objects.values_list("message_id", flat=True)) == [second.pk]


def test_the_same_page_is_told_once_a_message(topics: dict[str, Topic], reader: Acting) -> None:
    topics["dossier.read"] = Topic(TITLE, lambda message: [Telling(reader.account.pk, "/mine/")] * 2)
    opened(reader)
    deliver()
    assert Notice.objects.count() == 1


def test_only_the_own_notices_are_marked_as_seen(topics: dict[str, Topic], reader: Acting, system: Acting) -> None:
    topics["dossier.read"] = Topic(
        TITLE, lambda message: [Telling(reader.account.pk, "/mine/"), Telling(system.account.pk, "/home/")]
    )
    opened(reader)
    deliver()
    keys = list(Notice.objects.values_list("pk", flat=True))
    assert mark_seen(reader.account, keys) == 1
    assert (unseen(reader.account), unseen(system.account)) == (0, 1)
    assert mark_seen(reader.account, keys) == 0
