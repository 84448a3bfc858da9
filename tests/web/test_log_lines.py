"""The log carries no secret that opens anything."""

from __future__ import annotations

import logging
from io import StringIO

import pytest
from django.test import Client

from liem.web.log_lines import WithoutSecrets

SECRET = "x" * 43


@pytest.mark.django_db
def test_a_calendar_that_is_not_there_is_logged_without_its_secret() -> None:
    log = logging.getLogger("django.request")
    seen = StringIO()
    handler = logging.StreamHandler(seen)
    handler.addFilter(WithoutSecrets())
    log.addHandler(handler)
    try:
        assert Client().get(f"/calendar/{SECRET}.ics").status_code == 404
    finally:
        log.removeHandler(handler)
    assert seen.getvalue() == "Not Found: /calendar/….ics\n"


def test_the_log_is_written_through_the_filter() -> None:
    handlers = logging.getLogger("django.request").handlers
    filters = [one for handler in handlers for one in handler.filters if isinstance(one, WithoutSecrets)]
    assert len(filters) == 1


def test_other_lines_stay_as_they_are() -> None:
    said = ("GET", "/people/a/", "record.out_of_reach")
    record = logging.LogRecord("liem.web", logging.WARNING, "", 0, "%s %s refused: %s", said, None)
    assert WithoutSecrets().filter(record)
    assert (record.msg, record.args) == ("%s %s refused: %s", said)
