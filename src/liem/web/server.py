"""The server that `liem run` and `liem serve` start: gunicorn, in this process, on this machine's own address, and a
process beside it that carries out what is asked for in the background."""

from __future__ import annotations

import gc
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable
from typing import Any

from gunicorn.app.base import BaseApplication

from liem.kernel.errors import LiemError, Message

_PATIENCE_SECONDS = 10
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, application: Wsgi, options: dict[str, object]) -> None:
        self._application = application
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Wsgi:
        return self._application


class _Worker:
    """`liem work` beside the server: begun and ended with it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, server: object) -> None:
        command = [sys.executable, "-m", "liem.cli", "work", "--parent", str(os.getpid())]
        self._process = subprocess.Popen(command)  # noqa: S603 — our own command

    def stop(self, server: object) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(timeout=_PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()


def _keep_out_of_collections(server: object) -> None:
    """What is loaded by now stays for good: a full collection need not walk through it in the middle of a request."""
    gc.collect()
    gc.freeze()


def check_port(host: str, port: int) -> None:
    """Raises LiemError `server.port` where something else already listens there."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise LiemError(
                "server.port",
                Message(
                    f"Không mở được cổng {port} trên {host}: có chương trình khác đang dùng, hoặc không được phép. "
                    f"Hãy tắt chương trình đó, hoặc chọn cổng khác: make run PORT={port + 1 if port < 65535 else 8000}",
                    f"Port {port} on {host} cannot be opened: another program uses it, or it is not allowed. "
                    f"Stop that program, or choose another port: make run PORT={port + 1 if port < 65535 else 8000}",
                ),
                {"host": host, "port": port, "why": str(error)},
            ) from error


def serve(*, host: str, port: int, workers: int = 2) -> None:
    """Serves until stopped. Raises LiemError `server.port` before anything else where the port is taken."""
    check_port(host, port)
    from liem.web.wsgi import application

    worker = _Worker()
    options: dict[str, object] = {
        "bind": f"{host}:{port}",
        "workers": workers,
        "threads": 4,
        "worker_class": "gthread",
        "preload_app": True,
        "max_requests": 10_000,
        "max_requests_jitter": 1_000,
        "timeout": 60,
        "accesslog": None,
        "errorlog": "-",
        "loglevel": "warning",
        "control_socket_disable": True,
        "on_starting": worker.start,
        "when_ready": _keep_out_of_collections,
        "on_exit": worker.stop,
    }
    _Server(application, options).run()
