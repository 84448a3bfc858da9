"""What is kept out of the log: the secret in the address of a calendar, which opens it without signing in, and the
values of rows, which the words of a database error hold."""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import TypeAlias

from django.db import Error

ExcInfo: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
_SECRET = re.compile(r"(/calendar/)[^/\s]+(\.ics)")


class WithoutSecrets(logging.Filter):
    """Lets every line through, with an ellipsis for the secret in an address."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Writes the words of the line anew where an address with a secret stands in them."""
        words = record.getMessage()
        if _SECRET.search(words):
            record.msg, record.args = _SECRET.sub(r"\1…\2", words), ()
        return True


class WithoutRows(logging.Formatter):
    """Tells of a database error where it happened, its class and its SQLSTATE; its words may quote rows."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, with the error in our words whoever formatted the record before."""
        record.exc_text = None
        return super().format(record)

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - the name is logging's
        """As usual, unless a database error stands in the chain of errors."""
        chain = list(_chain(ei[1]))
        if not any(isinstance(error, Error) for error in chain):
            return super().formatException(ei)
        return "\n".join("".join([*traceback.format_tb(error.__traceback__), _named(error)]) for error in chain)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what it came of, the first of them first."""
    if error is not None:
        yield from _chain(error.__cause__ or (None if error.__suppress_context__ else error.__context__))
        yield error


def _named(error: BaseException) -> str:
    state = getattr(error, "sqlstate", None)
    return f"{type(error).__module__}.{type(error).__qualname__}" + (f" [SQLSTATE {state}]" if state else "")
