"""The log carries no secret that opens anything."""

from __future__ import annotations

import logging
from io import StringIO

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from liem.web.log_lines import WithoutRows, WithoutSecrets

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


def logged(error: BaseException) -> str:
    """The line that the log of the installation writes of it."""
    (handler,) = (one for one in logging.getLogger("liem").handlers if isinstance(one.formatter, WithoutRows))
    exc_info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("liem.jobs", logging.ERROR, "", 0, "job %s failed", ("a1",), exc_info)
    logging.Formatter().format(record)  # another handler was first, and keeps its words with the record
    return handler.format(record)


@pytest.mark.django_db
def test_a_database_error_is_logged_without_the_values_of_its_row() -> None:
    number = "-".join(["040085", "001234"])

    def write_twice() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE secret_numbers (number text PRIMARY KEY)")
            cursor.execute("INSERT INTO secret_numbers VALUES (%s)", [number])
            try:
                cursor.execute("INSERT INTO secret_numbers VALUES (%s)", [number])
            except IntegrityError as error:
                raise ValueError(f"{number} failed: {error}") from error

    with pytest.raises(ValueError, match=number) as failed:
        write_twice()
    line = logged(failed.value)
    assert ("job a1 failed" in line, number in line) == (True, False)
    assert "django.db.utils.IntegrityError" in line
    assert ("[SQLSTATE 23505]" in line) == (connection.vendor == "postgresql")
    assert "in write_twice" in line
    assert line.endswith("builtins.ValueError")


def test_other_errors_are_logged_in_full() -> None:
    with pytest.raises(KeyError) as failed:
        raise KeyError("level")
    assert logged(failed.value).endswith("KeyError: 'level'")


def test_every_line_is_written_without_rows() -> None:
    names = ("liem", "django.request", "django.security", "django.db")
    handlers = [handler for name in names for handler in logging.getLogger(name).handlers]
    assert {type(handler.formatter) for handler in handlers if handler.filters} == {WithoutRows}
