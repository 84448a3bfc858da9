"""A program run in a process of its own, under limits, away from our environment: what handles hostile bytes may crash
or grow there and takes nobody along."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import IO

_MB = 1024 * 1024
_LAUNCHER = Path(__file__).with_name("confining.py")
_KEPT = ("PATH", "LD_LIBRARY_PATH", "TESSDATA_PREFIX")
"""Where programs and their data are found; keys and passwords stay here."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Processor seconds and bytes of memory of each process, seconds by the clock of all, bytes of a written file."""

    seconds: int = 60
    memory: int = 1024 * _MB
    by_the_clock: int = 180
    written: int = 400 * _MB


class Stop(Enum):
    """Why a confined program did not end well."""

    TIME = auto()
    FAULT = auto()  # it crashed, ran out of memory, or said that it failed


class ConfinedError(Exception):
    """A confined program that was stopped or failed; `code` is its exit code, negative for a signal."""

    def __init__(self, stop: Stop, *, code: int) -> None:
        super().__init__(stop.name, code)
        self.stop, self.code = stop, code


def run_confined(
    command: Sequence[str],
    *,
    folder: Path,
    limits: Limits,
    given: IO[bytes] | None = None,
    environment: Mapping[str, str] | None = None,
) -> bytes:
    """What `command` prints. It runs in `folder`, which is its home, with the file `given` as its input.

    Raises ConfinedError where it ends by a signal, with an exit code, or not in time; all that it started ends with it.
    """
    launched = [sys.executable, "-I", "-S", str(_LAUNCHER)]
    launched += [str(limits.seconds), str(limits.memory), str(limits.written), *command]
    with tempfile.TemporaryFile(dir=folder) as printed:
        process = subprocess.Popen(  # noqa: S603 — a fixed program; what is hostile is its input
            launched,
            cwd=folder,
            env=_environment(folder) | dict(environment or {}),
            stdin=subprocess.DEVNULL if given is None else given,
            stdout=printed,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            code = process.wait(limits.by_the_clock)
        except subprocess.TimeoutExpired:
            raise ConfinedError(Stop.TIME, code=-signal.SIGKILL) from None
        finally:
            _end_all(process)
        if code:
            # The hard limit of processor time kills where the soft one is not heard.
            raise ConfinedError(Stop.TIME if code in _OUT_OF_TIME else Stop.FAULT, code=code)
        printed.seek(0)
        return printed.read()


_OUT_OF_TIME = frozenset({-signal.SIGXCPU, -signal.SIGKILL, 128 + signal.SIGXCPU, 128 + signal.SIGKILL})


def _environment(folder: Path) -> dict[str, str]:
    home = {"HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
    return home | {name: os.environ[name] for name in _KEPT if name in os.environ}


def _end_all(process: subprocess.Popen[bytes]) -> None:
    """Ends the group of the process, with what it left behind."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
