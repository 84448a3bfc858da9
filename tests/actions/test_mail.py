"""Notices by e-mail, through a real server on this machine."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import Settings
from django.utils import timezone

from liem.actions import notices
from liem.actions.mail import GATHERED, RETRIES, send_waiting
from liem.actions.models import Account, Notice, OutboxMessage
from liem.actions.notices import Topic
from liem.actions.permissions import Acting
from liem.kernel.errors import Message
from liem.web.messages import compile_catalogues

pytestmark = pytest.mark.django_db


class Mailbox:
    """Takes letters in; `refuses` makes it answer that it is busy."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], EmailMessage]] = []
        self.refuses = False

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.refuses:
            return "451 busy"
        letter = message_from_bytes(envelope.original_content or b"", policy=default)
        assert isinstance(letter, EmailMessage)
        self.letters.append((list(envelope.rcpt_tos), letter))
        return "250 taken"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def mailbox(settings: Settings) -> Iterator[Mailbox]:
    box = Mailbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    compile_catalogues()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.MAIL_SERVER, settings.ADDRESS = "smtp://127.0.0.1", "https://liem.example"
    yield box
    server.stop()


@pytest.fixture
def told(system: Acting, account: Account, monkeypatch: pytest.MonkeyPatch) -> Account:
    """An account with an address and one notice a while ago."""
    monkeypatch.setattr(
        notices, "_topics", {"account.create": Topic(Message("Việc đến hạn", "Something is due"), lambda _: [])}
    )
    account.email = "may@example.vn"
    account.save(update_fields=["email"])
    notice(account, path="/duties/", number=3)
    return account


def notice(account: Account, *, path: str, number: int = 1) -> Notice:
    long_ago = timezone.now() - timedelta(hours=1)
    message = OutboxMessage.objects.get(topic="account.create")
    return Notice.objects.create(
        message=message, account=account, path=path, number=number, created=long_ago, mail_after=long_ago
    )


def body_of(letter: EmailMessage) -> str:
    part = letter.get_body()
    assert part is not None
    return str(part.get_content())


def test_what_waits_goes_out_as_one_letter_that_names_nobody(mailbox: Mailbox, told: Account) -> None:
    notice(told, path="/corrections/")
    assert send_waiting() == 1
    ((to, letter),) = mailbox.letters
    assert (to, letter["Subject"]) == (["may@example.vn"], "Liêm: 4 việc cần bạn xem")
    text = body_of(letter)
    assert "- Việc đến hạn (3): https://liem.example/duties/" in text
    assert "- Việc đến hạn (1): https://liem.example/corrections/" in text
    assert told.full_name not in text
    assert send_waiting() == 0


def test_nobody_is_written_to_who_has_no_address_or_wants_no_mail_or_has_seen_it(
    mailbox: Mailbox, told: Account
) -> None:
    for change in ({"email": ""}, {"wants_mail": False}, {"is_active": False}):
        former = {name: getattr(told, name) for name in change}
        Account.objects.filter(pk=told.pk).update(**change)
        assert send_waiting() == 0
        Account.objects.filter(pk=told.pk).update(**former)
    Notice.objects.update(seen_at=timezone.now())
    assert (send_waiting(), mailbox.letters) == (0, [])


def test_what_has_just_come_waits_for_what_comes_with_it(mailbox: Mailbox, told: Account) -> None:
    now = timezone.now()
    Notice.objects.update(created=now, mail_after=now)
    assert send_waiting(now + GATHERED / 2) == 0
    assert send_waiting(now + GATHERED) == 1


def test_a_server_that_is_busy_is_asked_again_later_and_then_no_more(mailbox: Mailbox, told: Account) -> None:
    mailbox.refuses = True
    now: datetime = timezone.now()
    for pause in RETRIES:
        assert send_waiting(now) == 0
        assert Notice.objects.get().mail_after == now + pause
        now += pause
    assert send_waiting(now) == 0
    mailbox.refuses = False
    assert send_waiting(now + timedelta(days=30)) == 0
    assert (Notice.objects.get().mail_after, Notice.objects.get().mailed_at, mailbox.letters) == (None, None, [])


def test_a_letter_whose_sending_was_not_noted_goes_out_under_the_same_id(mailbox: Mailbox, told: Account) -> None:
    send_waiting()
    Notice.objects.update(mailed_at=None)
    send_waiting()
    first, second = (letter["Message-ID"] for _, letter in mailbox.letters)
    assert first == second


def test_without_a_server_nothing_is_tried(told: Account, settings: Settings) -> None:
    settings.MAIL_SERVER = ""
    assert send_waiting() == 0
    assert Notice.objects.get().mail_tries == 0
