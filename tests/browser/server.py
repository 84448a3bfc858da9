"""The demo province, filled and served as `make run` does it, in child processes with a database of their own."""

from __future__ import annotations

import os
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

PASSWORD = "mat-khau-trinh-duyet"
SECONDS_TO_START = 60


@dataclass(frozen=True, slots=True)
class Served:
    """Where the demo province answers."""

    address: str


@contextmanager
def demo_province(home: Path, documents: Path) -> Iterator[Served]:
    """Prepares everything (`liem run --prepare-only`) and serves it (`liem serve`) on a free port until the end."""
    environment = {
        **os.environ,
        "LIEM_HOME": str(home),
        "LIEM_DATABASE_URL": f"sqlite:///{home / 'demo.sqlite3'}",
        "LIEM_DEMO_PASSWORD": PASSWORD,
    }
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
