"""`liem ledger`."""

from __future__ import annotations

import argparse

from liem.cli.commands import Commands
from liem.cli.speech import say_all
from liem.cli.working import start_django


def add(commands: Commands) -> None:
    """Adds the command."""
    ledger = commands.add_parser("ledger", help="the record that nobody can quietly alter")
    verify = ledger.add_subparsers(required=True, metavar="COMMAND").add_parser("verify", help="find any alteration")
    verify.set_defaults(command=_ledger_verify)


def _ledger_verify(options: argparse.Namespace) -> int:
    start_django()
    from liem.actions.verification import explain, verify

    report = verify()
    say_all(explain(report))
    return 0 if report.sound else 1
