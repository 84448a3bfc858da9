"""`liem law`: the rule book from the shell."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from liem.cli.commands import Commands
from liem.cli.days import HOW, read_day
from liem.cli.law import adopting, checking, conflicting, governing, listing, reasons

ENGINES = ("sqlite", "duckdb", "postgres", "spark")


def add(commands: Commands) -> None:
    """Adds the command and what stands under it."""
    parser = commands.add_parser("law", help="the rule book: what is in force, why, what does not go together")
    under = parser.add_subparsers(required=True, metavar="COMMAND")

    listed = _command(
        under, "list", "rules, targets, signs worth a look and procedures, with clause and state", listing.list_law
    )
    _add_day(listed, "--on")
    listed.add_argument("--topic", help="only this topic, such as appointment")
    listed.add_argument("--directive", help="only what rests on this directive or instrument, by its short name")

    shown = _command(under, "show", "one of them: words, clause, condition or steps, values, cases", listing.show)
    shown.add_argument("name", metavar="RULE", help="id of a rule, target, flag or procedure")
    _add_day(shown, "--on")

    checked = _command(under, "check", "find every mistake in the law files", checking.check)
    checked.add_argument(
        "folders", type=Path, nargs="*", metavar="FOLDER", help="packs of your own, besides the others"
    )

    tested = _command(
        under, "test", "run the cases beside rules and procedures, or those of files and packs", checking.test
    )
    tested.add_argument("files", type=Path, nargs="*", metavar="FILE", help="case files, or folders of packs")
    tested.add_argument("--engine", choices=ENGINES, default="duckdb")

    adopted = _command(under, "adopt", "let a body apply a pack, for itself and everything under it", adopting.adopt)
    adopted.add_argument("pack", metavar="PACK", help="id of the pack")
    adopted.add_argument("--decision", required=True, help="number and day of the decision that says so")
    adopted.add_argument("--body", help="the body (default: the one that answers to nobody)")
    adopted.add_argument("--as", dest="account", help="account that acts (default: the first who may)")
    _add_day(adopted, "--from")

    why = _command(under, "why", "the verdict on one subject: evidence, what decided, what would do", reasons.why)
    why.add_argument("name", metavar="RULE", help="id of a rule or flag")
    why.add_argument("subject", metavar="SUBJECT", help="key of the subject, or of a person")
    _add_day(why, "--as-of")

    found = _command(under, "conflicts", "values and rules that do not go together", conflicting.show_conflicts)
    _add_day(found, "--on")
    found.add_argument("--body", help="for this body; else for the whole rule book")

    governs = _command(under, "in-force", "what holds on a day for a body, and why", governing.in_force)
    governs.add_argument("--on", type=read_day, required=True, metavar="DAY", help=HOW)
    governs.add_argument("--body", help="for this body (default: the one that answers to nobody)")
    governs.add_argument("--all", action="store_true", help="also what does not hold, and why not")


def _command(under: Commands, name: str, words: str, run: object) -> argparse.ArgumentParser:
    parser = under.add_parser(name, help=words, description=words)
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(command=run)
    return parser


def _add_day(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument(
        name,
        dest="on",
        type=read_day,
        default=date.today(),
        metavar="DAY",
        help=f"{HOW} (default: today)",
    )
