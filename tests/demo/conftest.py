"""One filled database for all tests about the demo province."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from pytest_django.plugin import DjangoDbBlocker

from liem.demo.fill import fill

PASSWORD = "mật khẩu chỉ để thử"


@pytest.fixture(scope="package")
def lac_giang(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """The whole demo province, committed, and emptied again after the last test here; gives what the fill told."""
    told: list[str] = []
    with django_db_blocker.unblock():
        fill(password=PASSWORD, progress=lambda message: told.append(message.en))
    yield told
    with django_db_blocker.unblock():
        call_command("flush", verbosity=0, interactive=False)
