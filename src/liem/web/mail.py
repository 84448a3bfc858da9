"""The mail server of an installation by its address: smtp://user:password@host:587, or smtps://… (TLS at once)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from liem.kernel.errors import LiemError, Message

_PORTS = {"smtp": 587, "smtps": 465}
_LOCAL = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters go out. Passwords travel encrypted: without TLS only to a server on this machine."""

    host: str
    port: int
    user: str
    password: str
    starttls: bool
    tls: bool


def mail_settings(address: str) -> MailServer:
    """Reads the address. Raises LiemError `mail.address` where it names no server."""
    try:
        found = urlsplit(address)
        host, port = found.hostname, found.port
    except ValueError:
        host = port = None
    if not host or found.scheme not in _PORTS:
        raise LiemError(
            "mail.address",
            Message(
                "LIEM_SMTP phải có dạng smtp://người-dùng:mật-khẩu@máy-chủ:587 hoặc smtps://… Hãy sửa rồi khởi động.",
                "LIEM_SMTP must read like smtp://user:password@host:587 or smtps://… Correct it and start again.",
            ),
        )
    tls = found.scheme == "smtps"
    return MailServer(
        host=host,
        port=port or _PORTS[found.scheme],
        user=unquote(found.username or ""),
        password=unquote(found.password or ""),
        starttls=not tls and host not in _LOCAL,
        tls=tls,
    )
