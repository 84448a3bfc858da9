"""The first body of an empty record: the one that all others will answer to."""

from __future__ import annotations

import re
from datetime import date

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.record.choices import BodyKind, Level
from liem.record.models import Body, BodyState

ACTION = "installation.fill"
_KEY = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


def begin_record(key: str, name: str, *, since: date | None, by: Acting) -> BodyState:
    """Enters the provincial Party committee as the topmost body. Raises `record.begun` where bodies are on record
    already, `record.body_key` and `record.body_name` for a code or name that cannot stand."""
    if not _KEY.fullmatch(key):
        raise _bad_key(key)
    if not name.strip():
        raise LiemError(
            "record.body_name",
            Message("Hãy ghi tên tổ chức.", "Give the body its name."),
        )
    state = BodyState(
        identity=f"{key}@1",
        body_id=key,
        name=name.strip(),
        kind=BodyKind.COMMITTEE,
        level=Level.PROVINCE,
        valid_from=since,
        source="liem install",
    )

    def write(w: Write) -> BodyState:
        if Body.objects.exists():
            raise _begun()
        w.add([Body(key=key)])
        return w.add([state])[0]

    return perform(ACTION, by=by, body=None, subjects=[key], content={"body": key, "name": state.name}, write=write)


def _begun() -> LiemError:
    return LiemError(
        "record.begun",
        Message(
            "Cơ sở dữ liệu này đã có tổ chức, nên không cài đặt lại. Để thêm tài khoản, dùng “liem account add”.",
            "Bodies are on record in this database already, so it is not installed again. To add an account, use "
            "“liem account add”.",
        ),
    )


def _bad_key(key: str) -> LiemError:
    return LiemError(
        "record.body_key",
        Message(
            f"“{key}” không dùng làm mã tổ chức được. Mã gồm chữ thường không dấu, số, dấu chấm và gạch nối, bắt đầu "
            "bằng chữ hoặc số, ví dụ: tinh-uy.",
            f"“{key}” cannot be the code of a body. A code is made of lower-case letters without marks, digits, dots "
            "and hyphens, and begins with a letter or digit, for example: tinh-uy.",
        ),
        {"key": key},
    )
