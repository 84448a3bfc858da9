"""`liem verify`: a receipt, checked without database and network."""

from __future__ import annotations

import argparse

from liem.cli.commands import Commands
from liem.cli.speech import say_all
from liem.ledger import offline


def add(commands: Commands) -> None:
    """Adds the command."""
    verify = commands.add_parser("verify", help="check a receipt: needs no database and no network")
    offline.add_arguments(verify)
    verify.set_defaults(command=_verify)


def _verify(options: argparse.Namespace) -> int:
    say_all(offline.verify_file(options))
    return 0
