"""Secret addresses of the calendar of what falls due: made, ended, and answered without signing in."""

from __future__ import annotations

import secrets
from datetime import datetime
from hashlib import sha256

from django.utils import timezone

from liem.actions import permissions
from liem.actions.models import Account, Mandate, Role
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.record.due import due_now, named_groups
from liem.record.due_calendar import calendar_of_groups
from liem.record.scope import reach
from liem.web.models import CalendarFeed

ACTION = "calendar.subscribe"
MONTHS_AHEAD = 12
MOST_FEEDS = 10
_TOKEN_BYTES = 32
_ENDED = "Người dùng chấm dứt địa chỉ lịch"


def feeds_of(account: Account) -> tuple[CalendarFeed, ...]:
    """The addresses of the account that still answer or could, the oldest first."""
    return tuple(CalendarFeed.objects.filter(known_to__isnull=True, account=account).order_by("known_from"))


def subscribe(*, by: Acting, language: str) -> str:
    """Makes an address for the mandate and gives its secret: it is kept nowhere and cannot be told again.

    Raises LiemError `calendar.many` and the refusals of `permissions.check`.
    """
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    identity = secrets.token_hex(8)

    def gate() -> None:
        if len(feeds_of(by.account)) >= MOST_FEEDS:
            raise _too_many()

    def write(w: Write) -> None:
        feed = CalendarFeed(
            identity=identity,
            account=by.account,
            mandate=by.mandate.identity,
            digest=_digest(token),
            language=language,
            made_on=timezone.localdate(),
        )
        w.add([feed])

    content = {"made": identity, "mandate": by.mandate.identity}
    subjects = _subjects(by)
    perform(ACTION, by=by, body=by.mandate.body, subjects=subjects, content=content, write=write, gates=[gate])
    return token


def end_feed(identity: str, *, by: Acting) -> None:
    """Ends one of the account's own addresses. Raises LiemError `calendar.not_found`."""
    if identity not in {feed.identity for feed in feeds_of(by.account)}:
        raise _not_there()

    def write(w: Write) -> None:
        w.supersede(CalendarFeed, [identity], reason=_ENDED)

    perform(ACTION, by=by, body=by.mandate.body, subjects=_subjects(by), content={"ended": identity}, write=write)


def calendar_at(token: str, *, now: datetime) -> str | None:
    """The calendar behind a secret, computed for what its mandate reaches now; codes stand for people,
    and a number where several share day, kind and body.

    None where nothing answers to the secret: never made, ended, or its account or mandate is gone.
    """
    found = CalendarFeed.objects.filter(known_to__isnull=True, digest=_digest(token)).select_related("account")
    feed = found.first()
    acting = _acting(feed) if feed else None
    if feed is None or acting is None:
        return None
    day = timezone.localdate(now)
    try:
        permissions.check(acting, ACTION, body=acting.mandate.body, subjects=_subjects(acting), day=day)
    except LiemError:
        return None
    groups = due_now(reach(acting, day), on=day, months=MONTHS_AHEAD)
    return calendar_of_groups(named_groups(groups, on=day), stamped=now, language=feed.language)


def _acting(feed: CalendarFeed) -> Acting | None:
    mandates = Mandate.objects.filter(identity=feed.mandate, account_id=feed.account_id, known_to__isnull=True)
    mandate = mandates.first()
    return Acting(feed.account, mandate) if mandate else None


def _subjects(by: Acting) -> list[str]:
    """Whom it concerns: the official, or the body of the mandate."""
    return [by.account.person or ""] if by.mandate.role == Role.OFFICIAL else [by.mandate.body]


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _too_many() -> LiemError:
    return LiemError(
        "calendar.many",
        Message(
            f"Mỗi tài khoản có nhiều nhất {MOST_FEEDS} địa chỉ lịch. Hãy chấm dứt một địa chỉ không dùng nữa.",
            f"An account has at most {MOST_FEEDS} calendar addresses. End one that is no longer used.",
        ),
    )


def _not_there() -> LiemError:
    return LiemError(
        "calendar.not_found",
        Message(
            "Tài khoản này không có địa chỉ lịch đó, hoặc nó đã chấm dứt. Hãy tải lại trang.",
            "This account has no such calendar address, or it has ended. Load the page again.",
        ),
    )
