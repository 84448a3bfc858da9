"""The parser of the shell, and what it makes of errors."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Sequence

from django.db import DatabaseError

from liem.cli import (
    audit,
    directives,
    export,
    importing,
    installing,
    law,
    ledger,
    places,
    reading,
    serving,
    snapshot,
    verify,
)
from liem.cli.speech import say
from liem.kernel.errors import LiemError, Message

_MODULES = (
    serving, installing, reading, directives, importing, places, export, law, audit, snapshot, ledger, verify
)  # fmt: skip
_DISK_TROUBLE = {errno.ENOENT, errno.EACCES, errno.EISDIR, errno.ENOTDIR, errno.ENOSPC, errno.EROFS, errno.EDQUOT}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; gives the exit code: 0 done, 1 refused with a message, 2 wrong usage."""
    options = build_parser().parse_args(arguments)
    try:
        return int(options.command(options) or 0)
    except LiemError as error:
        say(error.message, error=True, code=error.code)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output (head, less) has seen enough; Python would complain again while closing it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except DatabaseError as error:
        say(_database_message(error), error=True, code="database.failed")
        return 1
    except OSError as error:
        if error.errno not in _DISK_TROUBLE:
            raise
        say(_disk_message(error), error=True, code="disk.failed")
        return 1


def _database_message(error: DatabaseError) -> Message:
    return Message(
        f"Cơ sở dữ liệu không trả lời được: {error}. Nếu chưa chuẩn bị, hãy chạy “liem run --prepare-only”; "
        "nếu dùng LIEM_DATABASE_URL, hãy xem máy chủ có chạy và địa chỉ có đúng không; hãy xem ổ đĩa còn chỗ không.",
        f"The database could not answer: {error}. If it is not prepared yet, run “liem run --prepare-only”; "
        "with LIEM_DATABASE_URL, see whether the server runs and the address is right; see whether the disk has room.",
    )


def _disk_message(error: OSError) -> Message:
    return Message(
        f"Không đọc hoặc ghi được tệp: {error}. Hãy xem tên tệp, quyền đọc ghi và chỗ trống trên ổ đĩa.",
        f"A file could not be read or written: {error}. See its name, the permissions and the room on the disk.",
    )


def build_parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = argparse.ArgumentParser(prog="liem", description="Liêm: directives on personnel work, run and checked.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in _MODULES:
        module.add(commands)
    return parser
