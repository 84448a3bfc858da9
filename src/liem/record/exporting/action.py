"""Taking data out is an action: who took what, of which scope, how many rows and whose, stands in the ledger before it
is handed over; and everybody whose data it holds finds that among the readings of the own dossier."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from django.utils import timezone

from liem.actions import permissions
from liem.actions.models import Reading
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.ledger.encoding import Json
from liem.record.scope import Reach, bodies_under, out_of_reach, reach

ACTION = "record.export"


@dataclass(frozen=True, slots=True)
class Made:
    """What is to be taken out: the content of the file, rows by kind, and whose data it is."""

    content: bytes
    rows: Mapping[str, int]
    people: Collection[str]
    unsaid: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was taken out. `entry` is the position of its ledger entry; `unsaid` counts rows that the form of the file
    cannot hold, by sheet."""

    content: bytes
    rows: Mapping[str, int]
    entry: int
    unsaid: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.rows.values())


def reach_of(by: Acting, body: str = "") -> Reach:
    """What may be taken out under the mandate today: all of it, or of one body and what lies under that.

    Raises the refusals of `permissions.check`, and `record.out_of_reach` for a body that is not there.
    """
    today = timezone.localdate()
    asked = body or by.mandate.body
    permissions.check(by, ACTION, body=asked, subjects=[asked], day=today)
    within = reach(by, today)
    if not body:
        return within
    if not within.has_body(body):
        raise out_of_reach()
    return replace(within, bodies=within.bodies & bodies_under(body, on=today), whole=False)


def enter(  # noqa: PLR0913 - what the entry tells, by name
    form: str,
    made: Made,
    *,
    by: Acting,
    as_of: date | None,
    body: str = "",
    more: Mapping[str, Json] | None = None,
) -> Exported:
    """Enters the export in the ledger, about the body (else that of the mandate) and everybody whose data it holds, and
    only then hands it over. All of them but who takes it out find it among the readings of the own dossier. `more` is
    what else the entry tells."""
    about = body or by.mandate.body
    content: dict[str, Json] = {
        "form": form,
        "body": about,
        "as_of": as_of.isoformat() if as_of else None,
        "rows": dict(made.rows),
        "people": len(made.people),
        **(more or {}),
    }

    def write(w: Write) -> int:
        others = sorted(set(made.people) - {by.account.person})
        role, now = by.mandate.role, timezone.now()
        w.add(Reading(entry_id=w.position, account=by.account, person=person, at=now, role=role) for person in others)
        return w.position

    subjects = [about, *sorted(made.people)]
    entry = perform(ACTION, by=by, body=about, subjects=subjects, content=content, write=write)
    return Exported(made.content, made.rows, entry, made.unsaid)


def refuse_existing(path: Path) -> None:
    """Raises LiemError `export.exists` rather than overwrite, `export.folder` where the folder is not there."""
    if path.exists():
        raise _exists(path)
    if not path.parent.is_dir():
        raise LiemError(
            "export.folder",
            Message(
                f"Không có thư mục để ghi “{path.name}”. Hãy tạo thư mục hoặc chọn chỗ khác.",
                f"There is no folder to write “{path.name}” into. Make it, or choose another place.",
            ),
        )


def deliver(exported: Exported, path: Path) -> None:
    """Writes the file, readable by its owner alone. Raises `export.exists`."""
    try:
        with path.open("xb") as file:
            path.chmod(0o600)
            file.write(exported.content)
    except FileExistsError:
        raise _exists(path) from None


def _exists(path: Path) -> LiemError:
    return LiemError(
        "export.exists",
        Message(
            f"Đã có tệp “{path.name}” nên không ghi đè. Hãy chọn tên khác.",
            f"There is a file “{path.name}” already, and it stays. Choose another name.",
        ),
    )
