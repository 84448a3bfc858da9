"""Kills processes in the middle of actions: `killed.py COUNT SEED`, on the database named in the environment.

A warm process forks one after another. Each does actions until, at some call of some function within them, it kills
itself as `kill -9` would; another process writes all the while. What was acknowledged goes through a pipe. Prints, as
JSON, the positions acknowledged and how often the kill came in the middle of an action.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from datetime import date
from types import FrameType

import django

django.setup()

from django.db import connections  # noqa: E402 — models need a started Django

from liem.actions.accounts import installation  # noqa: E402
from liem.actions.models import Mandate, Role  # noqa: E402
from liem.actions.perform import perform  # noqa: E402
from liem.actions.permissions import Acting  # noqa: E402
from liem.actions.write import Write  # noqa: E402

ACKNOWLEDGED, BEGUN = b"+", b"*"


class Countdown:
    """Counts calls and returns of functions, ours and those of the database, and kills the process at the last."""

    def __init__(self, left: int | None = None) -> None:
        self.left = left
        self.counted = 0

    def __call__(self, frame: FrameType, event: str, argument: object) -> None:
        self.counted += 1
        if self.left is not None and self.counted >= self.left:
            os.kill(os.getpid(), signal.SIGKILL)


def act(by: Acting, number: int) -> int:
    """Writes a version and closes the one before it; gives the position."""
    identity = f"m-{os.getpid()}"

    def write(w: Write) -> int:
        if Mandate.objects.filter(identity=identity, known_to__isnull=True).exists():
            w.supersede(Mandate, [identity], reason="thử")
        mandate = Mandate(
            identity=identity, account=by.account, role=Role.AUDITOR, body=f"b-{number}", valid_from=date(2026, 1, 1)
        )
        w.add([mandate])
        return w.position

    return perform("installation.fill", by=by, body=None, subjects=["tinh"], content={"number": number}, write=write)


def work(by: Acting, pipe: int, left: int | None) -> None:
    """Acts until killed."""
    if left is not None:
        sys.setprofile(Countdown(left))
    number = 0
    while True:
        os.write(pipe, BEGUN)
        position = act(by, number)
        os.write(pipe, ACKNOWLEDGED + position.to_bytes(8, "big"))
        number += 1
        if left is None:
            time.sleep(0.02)  # SQLite lets whoever asks first have the lock again and again


def forked(by: Acting, pipe: int, left: int | None) -> int:
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            work(by, pipe, left)
        finally:
            os._exit(70)  # it should have been killed
    return child


def calls_of_one_action(by: Acting) -> int:
    countdown = Countdown()
    sys.setprofile(countdown)
    act(by, 0)
    sys.setprofile(None)
    return countdown.counted


def told(pipe: int) -> tuple[list[int], int]:
    """The positions acknowledged through a pipe, and how many actions were begun."""
    data, positions, begun, at = b"", [], 0, 0
    while chunk := os.read(pipe, 65536):
        data += chunk
    while at < len(data):
        if data[at : at + 1] == BEGUN:
            begun, at = begun + 1, at + 1
        else:
            positions.append(int.from_bytes(data[at + 1 : at + 9], "big"))
            at += 9
    return positions, begun


def main(count: int, seed: int) -> None:
    choose = random.Random(seed)
    by = installation()
    act(by, 0)
    calls = calls_of_one_action(by)
    acknowledged: list[int] = []
    in_the_middle = 0
    load_out, load_in = os.pipe()
    load = forked(by, load_in, None)
    for _ in range(count):
        out, into = os.pipe()
        child = forked(by, into, choose.randint(1, 2 * calls))
        os.close(into)
        positions, begun = told(out)
        os.close(out)
        _, status = os.waitpid(child, 0)
        assert os.WTERMSIG(status) == signal.SIGKILL, status
        acknowledged += positions
        in_the_middle += begun > len(positions)
    os.kill(load, signal.SIGKILL)
    os.waitpid(load, 0)
    os.close(load_in)
    acknowledged += told(load_out)[0]
    print(json.dumps({"acknowledged": acknowledged, "in_the_middle": in_the_middle, "calls": calls}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
