"""Slows down who guesses passwords, or keeps the server busy with drafted rules.

Failed attempts to sign in are counted per account and per address of the network, checks of drafts per account.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

from liem.web.models import DraftCheck, FailedSignIn

WINDOW = timedelta(minutes=15)
KEPT = timedelta(days=1)
PER_ACCOUNT_AND_ADDRESS = 5
PER_ACCOUNT = 20  # higher, so that a stranger elsewhere cannot lock somebody out with a few attempts
PER_ADDRESS = 40  # an office may share one address
CHECK_WINDOW = timedelta(minutes=1)
CHECKS_KEPT = timedelta(hours=1)
CHECKS_PER_WINDOW = 12


def must_wait(username: str, address: str | None, *, now: datetime) -> bool:
    """Whether too many attempts failed within the last quarter of an hour. Three counts on an index."""
    recent = FailedSignIn.objects.filter(at__gt=now - WINDOW)
    of_account, of_address = recent.filter(username=_key(username)), recent.filter(address=address)
    return (
        of_account.filter(address=address).count() >= PER_ACCOUNT_AND_ADDRESS
        or of_account.count() >= PER_ACCOUNT
        or of_address.count() >= PER_ADDRESS
    )


def address_must_wait(address: str | None, *, now: datetime) -> bool:
    """Whether too many attempts of any kind failed from this address within the last quarter of an hour. One count."""
    return FailedSignIn.objects.filter(at__gt=now - WINDOW, address=address).count() >= PER_ADDRESS


def remember_failure(username: str, address: str | None, *, now: datetime) -> None:
    """Counts one failed attempt and forgets those of more than a day ago."""
    FailedSignIn.objects.filter(at__lt=now - KEPT).delete()
    FailedSignIn.objects.create(username=_key(username), address=address, at=now)


def forget_failures(username: str, address: str | None) -> None:
    """Whoever signed in starts afresh."""
    FailedSignIn.objects.filter(username=_key(username), address=address).delete()


def may_check_draft(username: str, *, now: datetime) -> bool:
    """Whether the account may have a draft checked now; counts the check where it may."""
    DraftCheck.objects.filter(at__lt=now - CHECKS_KEPT).delete()
    if DraftCheck.objects.filter(username=username, at__gt=now - CHECK_WINDOW).count() >= CHECKS_PER_WINDOW:
        return False
    DraftCheck.objects.create(username=username, at=now)
    return True


def address_of(request: HttpRequest) -> str | None:
    """The address that the connection comes from; None where there is none.

    Behind our own proxy (LIEM_HTTPS=1) it is the one that the proxy added last; what a client claims before it is not
    believed.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.HTTPS:
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2].strip()
    try:
        return str(ip_address(address))
    except ValueError:
        return None


def _key(username: str) -> str:
    return username.strip().casefold()[:64]
