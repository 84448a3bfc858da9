"""Days as people write them in the shell."""

from __future__ import annotations

import argparse
import re
from datetime import date

from liem.cli.speech import language
from liem.kernel.errors import Message

HOW = "dd/mm/yyyy or YYYY-MM-DD"
_VIETNAMESE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def read_day(text: str) -> date:
    """The day written as dd/mm/yyyy or YYYY-MM-DD; anything else is refused in the language of the shell."""
    try:
        if written := _VIETNAMESE.fullmatch(text.strip()):
            day, month, year = map(int, written.groups())
            return date(year, month, day)
        return date.fromisoformat(text.strip())
    except ValueError:
        said = Message(
            f"“{text}” không phải là một ngày. Hãy ghi như 01/04/2026 hoặc 2026-04-01.",
            f"“{text}” is not a day. Write it like 01/04/2026 (day first) or 2026-04-01.",
        )
        raise argparse.ArgumentTypeError(said.in_language(language())) from None
