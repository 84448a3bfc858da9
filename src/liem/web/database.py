"""Where the record is kept: an address such as `postgresql://user@host:5432/name` or `sqlite:///path`."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from liem.kernel.errors import LiemError, Message

BUSY_SECONDS = 30


def database_settings(address: str) -> dict[str, Any]:
    """Django's settings of one database. Raises LiemError `database.address` for what it cannot read."""
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise _unreadable("tên máy chủ viết sai", "the host is malformed") from error
    match parts.scheme:
        case "sqlite":
            return _sqlite(parts)
        case "postgresql" | "postgres":
            return _postgresql(parts)
        case _:
            raise _unreadable("phần đầu phải là postgresql hoặc sqlite", "it must begin with postgresql or sqlite")


def sqlite_settings(path: Path) -> dict[str, Any]:
    """One file, written by one action at a time: the lock is taken when a transaction begins."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "timeout": BUSY_SECONDS,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON",
        },
    }


def _sqlite(parts: SplitResult) -> dict[str, Any]:
    path = unquote(parts.path).removeprefix("/")
    if parts.netloc or not path:
        raise _unreadable(
            "SQLite cần đường dẫn tệp sau ba dấu gạch chéo", "SQLite needs a file path after three slashes"
        )
    return sqlite_settings(Path(path))


def _postgresql(parts: SplitResult) -> dict[str, Any]:
    name = unquote(parts.path).removeprefix("/")
    if not parts.hostname or not name or "/" in name:
        raise _unreadable(
            "PostgreSQL cần tên máy chủ và tên cơ sở dữ liệu", "PostgreSQL needs a host and a database name"
        )
    try:
        port = parts.port
    except ValueError as error:
        raise _unreadable("cổng phải là số từ 0 đến 65535", "the port must be a number from 0 to 65535") from error
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "HOST": parts.hostname,
        "PORT": "" if port is None else str(port),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _unreadable(why_vi: str, why_en: str) -> LiemError:
    # The address is not repeated: it may carry a password.
    return LiemError(
        "database.address",
        Message(
            f"Không đọc được LIEM_DATABASE_URL: {why_vi}. "
            "Hãy ghi như postgresql://user@127.0.0.1:5432/liem hoặc sqlite:///var/liem.sqlite3.",
            f"LIEM_DATABASE_URL cannot be read: {why_en}. "
            "Write it like postgresql://user@127.0.0.1:5432/liem or sqlite:///var/liem.sqlite3.",
        ),
    )
