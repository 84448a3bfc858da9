"""The small province in tests of pages, with somebody signed in at each desk."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liem.actions.permissions import Acting


def client_of(by: Acting, *, language: str = "en") -> Client:
    """A browser signed in to the account of a desk or an official."""
    client = Client()
    client.force_login(by.account)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def queries_of(client: Client, address: str) -> int:
    """How many queries a page takes that was opened before: that it was read is entered once a day."""
    client.get(address)
    with CaptureQueriesContext(connection) as context:
        client.get(address)
    return len(context)
