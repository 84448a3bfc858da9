"""The server that `liem run` and `liem serve` start: gunicorn, in this process, on this machine's own address."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from typing import Any

from gunicorn.app.base import BaseApplication

from liem.kernel.errors import LiemError, Message

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
    }
    _Server(application, options).run()
