"""What the shell says, and in which language."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable

from liem.kernel.errors import Message


def say(message: Message, *, error: bool = False, code: str = "") -> None:
    """Prints a sentence in the language of the shell (LIEM_LANGUAGE=en for English; both where it is an error)."""
    out = sys.stderr if error else sys.stdout
    if error:
        print(f"✕ {message.vi}\n  {message.en}" + (f"\n  [{code}]" if code else ""), file=out)
    else:
        print(message.in_language(language()), file=out, flush=True)


def warn(message: Message) -> None:
    """Prints a sentence beside what was asked for, so that programs that read the answer do not stumble over it."""
    print(message.in_language(language()), file=sys.stderr, flush=True)


def say_all(messages: Iterable[Message]) -> None:
    """Prints the lines one after the other."""
    for message in messages:
        say(message)


def language() -> str:
    return "en" if os.environ.get("LIEM_LANGUAGE", "vi").startswith("en") else "vi"


def print_json(content: object) -> None:
    """One JSON value on standard output, letters as they are."""
    json.dump(content, sys.stdout, ensure_ascii=False)
    print()
