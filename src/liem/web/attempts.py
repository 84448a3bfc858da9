"""Slows down who guesses passwords: failed attempts are counted per account and per address of the network."""

from __future__ import annotations

from datetime import datetime, timedelta
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

from liem.web.models import FailedSignIn

WINDOW = timedelta(minutes=15)
KEPT = timedelta(days=1)
PER_ACCOUNT_AND_ADDRESS = 5
PER_ACCOUNT = 20  # higher, so that a stranger elsewhere cannot lock somebody out with a few attempts
PER_ADDRESS = 40  # an office may share one address


def must_wait(username: str, address: str | None, *, now: datetime) -> bool:
    """Whether too many attempts failed within the last quarter of an hour. Three counts on an index."""
    recent = FailedSignIn.objects.filter(at__gt=now - WINDOW)
    of_account, of_address = recent.filter(username=_key(username)), recent.filter(address=address)
    return (
        of_account.filter(address=address).count() >= PER_ACCOUNT_AND_ADDRESS
        or of_account.count() >= PER_ACCOUNT
        or of_address.count() >= PER_ADDRESS
    )


def remember_failure(username: str, address: str | None, *, now: datetime) -> None:
    """Counts one failed attempt and forgets those of more than a day ago."""
    FailedSignIn.objects.filter(at__lt=now - KEPT).delete()
    FailedSignIn.objects.create(username=_key(username), address=address, at=now)


def forget_failures(username: str, address: str | None) -> None:
    """Whoever signed in starts afresh."""
    FailedSignIn.objects.filter(username=_key(username), address=address).delete()


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
