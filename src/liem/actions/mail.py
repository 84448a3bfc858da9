"""Notices by e-mail, through any SMTP server: what waits for an account goes out as one letter, without names.

A letter that went out but whose sending could not be noted goes out again, with the same Message-ID, so that mail
programs show it once.
"""

from __future__ import annotations

import hashlib
import logging
import smtplib
from collections import Counter
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Min, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liem.actions.models import Account, Notice
from liem.actions.notices import title_of

GATHERED = timedelta(minutes=2)  # what comes shortly after goes into the same letter
RETRIES = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8), timedelta(days=1))
_LOG = logging.getLogger("liem.mail")


def is_set_up() -> bool:
    """Whether the installation names a server to send through."""
    return bool(settings.MAIL_SERVER)


def send_waiting(now: datetime | None = None) -> int:
    """Sends a letter to every account that wants mail and has notices waiting; gives how many went out."""
    if not is_set_up():
        return 0
    moment = now or timezone.now()
    waiting = _waiting(moment).values("account").annotate(first=Min("created"))
    due = [one["account"] for one in waiting if one["first"] <= moment - GATHERED]
    if not due:
        return 0
    sent, server = 0, _server()
    for account in Account.objects.filter(pk__in=due).order_by("pk"):
        sent += _send(account, server, moment)
    server.close()
    return sent


def _waiting(now: datetime) -> QuerySet[Notice]:
    return Notice.objects.filter(
        mailed_at=None, seen_at=None, mail_after__lte=now, account__is_active=True, account__wants_mail=True
    ).exclude(account__email="")


def _send(account: Account, server: BaseEmailBackend, now: datetime) -> int:
    notices = list(_waiting(now).filter(account=account).select_related("message").order_by("pk"))
    if not notices:
        return 0
    keys = [notice.pk for notice in notices]
    try:
        server.open()
        server.send_messages([_letter(account, notices)])
    except (smtplib.SMTPException, OSError) as error:
        server.close()
        _LOG.error("mail to account %s failed: %s", account.pk, type(error).__name__)
        _put_off(notices, now)
        return 0
    Notice.objects.filter(pk__in=keys).update(mailed_at=now)
    return 1


def _put_off(notices: list[Notice], now: datetime) -> None:
    """Later and later; after the last try it stands on the page alone."""
    for notice in notices:
        notice.mail_tries += 1
        later = RETRIES[notice.mail_tries - 1] if notice.mail_tries <= len(RETRIES) else None
        notice.mail_after = None if later is None else now + later
    Notice.objects.bulk_update(notices, ["mail_tries", "mail_after"])


def _letter(account: Account, notices: list[Notice]) -> EmailMessage:
    with translation.override(account.language):
        numbers: Counter[tuple[str, str]] = Counter()
        for notice in notices:
            title = title_of(notice.message.topic, notice.path).in_language(account.language)
            numbers[title, notice.path] += notice.number
        things = sum(numbers.values())
        subject = ngettext("Liêm: %(number)s matter for you", "Liêm: %(number)s matters for you", things)
        lines = [f"- {title} ({number}): {settings.ADDRESS}{path}" for (title, path), number in numbers.items()]
        body = "\n".join(
            [
                _("These wait for you in Liêm. For reasons of confidence this letter names nobody."),
                "",
                *lines,
                "",
                _("You can switch these letters off on the page of notices."),
            ]
        )
        return EmailMessage(
            subject % {"number": things},
            body,
            settings.MAIL_SENDER,
            [account.email],
            headers={"Message-ID": _message_id(notices), "Auto-Submitted": "auto-generated"},
        )


def _message_id(notices: list[Notice]) -> str:
    """The same for the same notices."""
    digest = hashlib.sha256(",".join(str(notice.pk) for notice in notices).encode()).hexdigest()[:32]
    host = urlsplit(settings.ADDRESS).hostname or "liem.invalid"
    return f"<notices.{notices[0].account_id}.{digest}@{host}>"


def _server() -> BaseEmailBackend:
    return get_connection(fail_silently=False)
