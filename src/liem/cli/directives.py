"""`liem directives`."""

from __future__ import annotations

import argparse
from pathlib import Path

from liem.cli.commands import Commands
from liem.cli.speech import say
from liem.cli.working import acting_for, start_django
from liem.kernel.errors import Message


def add(commands: Commands) -> None:
    """Adds the commands."""
    directives = commands.add_parser("directives", help="the register of directives")
    adding = directives.add_subparsers(required=True, metavar="COMMAND").add_parser(
        "add", help="read a file, register it"
    )
    adding.add_argument("files", type=Path, nargs="+")
    adding.add_argument(
        "--secrecy",
        choices=("open", "confidential", "secret", "top_secret"),
        default="",
        help="the level of secrecy, where the heads bear no mark; above the ceiling only number and day are kept",
    )
    adding.set_defaults(command=_directives_add)


def _directives_add(options: argparse.Namespace) -> int:
    start_django()
    from liem.directives.register import register_file
    from liem.rulebook.book import rule_book

    acting = acting_for("directives.register", None)
    for file in options.files:
        registered = register_file(file, by=acting, law=rule_book(), secrecy=options.secrecy)
        state = (
            Message("đã ghi vào sổ", "registered") if registered.is_new else Message("đã có trong sổ", "already there")
        )
        if registered.is_outside:
            state = Message(f"{state.vi}, chỉ số và ngày", f"{state.en}, number and day only")
        say(Message(f"{file.name} → {registered.short}: {state.vi}", f"{file.name} → {registered.short}: {state.en}"))
    return 0
