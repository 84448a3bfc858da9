"""The demo province, filled and served as `make run` does it, and offices where cases run: in child processes with a
database of their own."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PASSWORD = "mat-khau-trinh-duyet"
SECONDS_TO_START = 60


@dataclass(frozen=True, slots=True)
class Served:
    """Where the demo province answers."""

    address: str


def fill_province(home: Path) -> Path:
    """The demo province and nothing beside it: no directive, no audit, no case. Gives its home."""
    subprocess.run([sys.executable, "-m", "browser.filling"], env=_environment(home), check=True, capture_output=True)
    return home


@contextmanager
def demo_province(home: Path, documents: Path) -> Iterator[Served]:
    """Prepares everything (`liem run --prepare-only`) and serves it (`liem serve`) on a free port until the end."""
    environment = _environment(home)
    liem = [sys.executable, "-m", "liem.cli"]
    subprocess.run(
        [*liem, "run", "--prepare-only", "--docs", str(documents)], env=environment, check=True, capture_output=True
    )
    port = _free_port()
    log = (home / "server.log").open("wb")
    server = subprocess.Popen([*liem, "serve", "--port", str(port)], env=environment, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, server, home / "server.log")
        yield Served(address)
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


class Office:
    """A process of `browser.office`: where it answers, and a case in it, asked for ahead of its use."""

    def __init__(self, home: Path) -> None:
        port = _free_port()
        self.address = f"http://127.0.0.1:{port}"
        self._log = (home / "office.log").open("wb")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "browser.office", str(port)],
            env=_environment(home),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        self._wanted: str | None = None

    def ask(self, procedure: str) -> None:
        """Begins to bring a case of the procedure to before its last step; "" is an office without any case."""
        assert self._process.stdin is not None
        self._wanted = procedure
        self._process.stdin.write(json.dumps({"walk": procedure}) + "\n")
        self._process.stdin.flush()

    def answer(self, procedure: str) -> dict[str, Any]:
        """What `browser.office` tells; waits for it. Whatever else was asked for ahead is let go."""
        assert self._process.stdout is not None
        if self._wanted not in {None, procedure}:
            self._process.stdout.readline()
            self._wanted = None
        if self._wanted is None:
            self.ask(procedure)
        told = self._process.stdout.readline()
        self._wanted = None
        if not told:
            raise RuntimeError(f"the office ended: {Path(self._log.name).read_text(encoding='utf-8')}")
        return dict(json.loads(told))

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)
        self._log.close()


@contextmanager
def office(home: Path, filled: Path) -> Iterator[Office]:
    """An office in a province that was filled."""
    shutil.copytree(filled, home, dirs_exist_ok=True)
    opened = Office(home)
    try:
        yield opened
    finally:
        opened.close()


def _environment(home: Path) -> dict[str, str]:
    tests = str(Path(__file__).resolve().parents[1])
    return {
        **os.environ,
        "LIEM_HOME": str(home),
        "LIEM_DATABASE_URL": f"sqlite:///{home / 'demo.sqlite3'}",
        "LIEM_DEMO_PASSWORD": PASSWORD,
        "PYTHONPATH": os.pathsep.join(filter(None, (tests, os.environ.get("PYTHONPATH")))),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/sign-in/", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not answer:\n{log.read_text(encoding='utf-8', errors='replace')}")
