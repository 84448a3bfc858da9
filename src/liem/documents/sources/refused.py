"""A file that is not read, as the process that opens it says so: a code only, the words are for the one who asked."""

from __future__ import annotations


class SourceError(Exception):
    """A file that is not read. `code` is one of those of `refusals`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
