"""The same actions from the shell. `liem COMMAND --help` tells more."""

from liem.cli.program import build_parser, main

__all__ = ["build_parser", "main"]
