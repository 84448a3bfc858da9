"""Everything that `make run` does before it serves: database, demo province, directives, audits.

A second run finds it done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.core.management import call_command
from django.utils import timezone

from liem.actions.ledger_keys import set_aside_former
from liem.actions.permissions import Acting
from liem.demo import CLOSING_DAY, DISTRICTS_DAY
from liem.demo.accounts import DEMO_LOGINS, installation
from liem.demo.doings import do_lately
from liem.demo.fill import fill, is_filled
from liem.demo.running.shown import show_cases
from liem.directives.register import register_file
from liem.documents.source import KINDS
from liem.kernel.errors import LiemError, Message
from liem.oversight.audit import record_audit, run_audit
from liem.oversight.models import Audit
from liem.procedures.models import Case
from liem.rulebook.book import rule_book
from liem.web.pages.targets import draw_gauges

Progress = Callable[[Message], None]
DEMO_DIRECTIVES = Path(__file__).parent / "directives"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the first lines on the screen tell: logins (username, what it may do), and files that could not be read."""

    logins: tuple[tuple[str, Message], ...]
    refused: tuple[tuple[Path, LiemError], ...]


def prepare(*, password: str, docs: Path | None, progress: Progress) -> Prepared:
    """Brings the database to the state that the pages show; what is there already is left alone.

    Raises LiemErrors (law files, database); each step is whole or not at all, so that it can simply be run again.
    """
    progress(Message("Chuẩn bị cơ sở dữ liệu", "Preparing the database"))
    call_command("migrate", verbosity=0, interactive=False)
    if not is_filled():
        aside = set_aside_former()
        if aside:
            progress(Message(f"Để riêng khóa của nhật ký cũ: {aside}", f"Keys of the former ledger set aside: {aside}"))
        progress(Message("Dựng tỉnh Lạc Giang (tên và người đều hư cấu)", "Building Lạc Giang (all names invented)"))
        fill(password=password, progress=progress)
    acting = installation()
    refused = tuple(_read_all(docs, acting, progress))
    for day in (DISTRICTS_DAY, CLOSING_DAY):
        _audit_once(day, acting, progress)
    do_lately()
    _show_cases(progress)
    draw_gauges()
    return Prepared(logins=DEMO_LOGINS, refused=refused)


def directive_files(docs: Path | None) -> list[Path]:
    """The two demo directives, then every readable kind of file in `docs`, by name."""
    own = sorted(DEMO_DIRECTIVES.glob("*.txt"))
    if docs is None:
        return own
    return own + sorted(path for path in docs.iterdir() if path.is_file() and path.suffix.lower() in KINDS)


def _read_all(docs: Path | None, acting: Acting, progress: Progress) -> Iterator[tuple[Path, LiemError]]:
    law = rule_book()
    for path in directive_files(docs):
        try:
            registered = register_file(path, by=acting, law=law)
        except LiemError as error:
            yield path, error
            continue
        if registered.is_new:
            progress(Message(f"Đọc {path.name} → {registered.short}", f"Read {path.name} → {registered.short}"))


def _show_cases(progress: Progress) -> None:
    if not Case.objects.exists():
        progress(Message("Mở một số vụ việc nhân sự mẫu", "Opening some personnel cases"))
        show_cases(timezone.localdate())


def _audit_once(day: date, acting: Acting, progress: Progress) -> None:
    if Audit.objects.filter(as_of=day).exists():
        return
    progress(Message(f"Rà soát toàn tỉnh, tính đến {day:%d/%m/%Y}", f"Auditing the province as of {day:%d/%m/%Y}"))
    record_audit(run_audit(as_of=day), by=acting)
