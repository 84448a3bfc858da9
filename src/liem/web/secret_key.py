"""The key that signs sessions: from the environment, or a file of this installation made at its first start."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from liem.kernel.errors import LiemError, Message

SHORTEST = 32


def secret_key(given: str | None, *, path: Path) -> str:
    """The given key, else the one kept at `path`, which is made readable by its owner only.

    Raises LiemError `secret_key.short` where the key has fewer than 32 characters.
    """
    key = given if given is not None else _kept(path)
    if len(key) < SHORTEST:
        raise LiemError(
            "secret_key.short",
            Message(
                f"Khóa bí mật phải có ít nhất {SHORTEST} ký tự. Hãy đặt lại LIEM_SECRET_KEY, hoặc xóa tệp {path.name} "
                "để hệ thống tạo khóa mới (mọi người sẽ phải đăng nhập lại).",
                f"The secret key needs at least {SHORTEST} characters. Set LIEM_SECRET_KEY anew, or delete the file "
                f"{path.name} so that a new key is made (everybody will have to sign in again).",
            ),
        )
    return key


def _kept(path: Path) -> str:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii").strip()
