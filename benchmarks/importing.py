"""How fast a roster comes in, on a fresh SQLite database. Run: python benchmarks/importing.py [PEOPLE]"""

from __future__ import annotations

import os
import sys
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from openpyxl import Workbook

HEADINGS = ["Mã cán bộ", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Ngày vào Đảng"]
SYLLABLES = ["Lò", "Thị", "Mây", "Đinh", "Văn", "Núi", "Hà", "Thu", "Cầm", "Bế"]
ROOT = "tinh-uy"


def write_roster(path: Path, count: int) -> None:
    workbook = Workbook(write_only=True)
    worksheet = workbook.create_sheet("Cán bộ")
    worksheet.append(HEADINGS)
    for number in range(count):
        name = " ".join(SYLLABLES[number // 10**place % 10] for place in range(6))
        born = date(1960, 1, 1) + timedelta(days=number % 12_000)
        sex = "Nữ" if number % 2 else "Nam"
        worksheet.append([f"cb-{number:06}", name, born, sex, "Kinh", f"03/02/{born.year + 25}"])
    workbook.save(path)


def main(count: int, folder: Path) -> None:
    os.environ["LIEM_DATABASE_URL"] = f"sqlite:///{folder / 'benchmark.sqlite3'}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liem.web.settings")
    import django

    django.setup()
    from django.core.management import call_command

    from liem.actions.accounts import Grant, NewAccount, create_account, grant_mandate, installation
    from liem.actions.models import Role
    from liem.actions.perform import perform
    from liem.actions.permissions import Acting
    from liem.record.importing import RECORD_SHEETS, import_roster
    from liem.record.models import Body, BodyState

    call_command("migrate", verbosity=0)
    system = installation()
    root = BodyState(identity=ROOT, body_id=ROOT, name="Tỉnh ủy", kind="committee", level="province")
    rows = [Body(key=ROOT), root]
    perform("installation.fill", by=system, body=None, subjects=[], content={}, write=lambda write: write.add(rows))
    account = create_account(NewAccount(username="may", full_name="Lò Thị Mây", password=None), by=system)
    grant = Grant(role=Role.ORGANISATION_OFFICER, body=ROOT, valid_from=date(2020, 1, 1))
    by = Acting(account, grant_mandate(account, grant, by=system))

    path = folder / "roster.xlsx"
    write_roster(path, count)
    print(f"| {'step':<36} | {'rows':>7} | {'seconds':>8} | {'processor':>9} | {'rows/second':>11} |")
    print(f"| {'-' * 36} | {'-' * 6}: | {'-' * 7}: | {'-' * 8}: | {'-' * 10}: |")
    for step, dry_run in (
        ("read and checked (--dry-run)", True),
        ("imported", False),
        ("imported again: no change", False),
    ):
        start, worked = perf_counter(), process_time()
        report = import_roster(path, sheets=RECORD_SHEETS, by=by, dry_run=dry_run)
        seconds, worked = perf_counter() - start, process_time() - worked
        if report.errors:
            raise SystemExit(report.text("en"))
        print(f"| {step:<36} | {count:>7,} | {seconds:>8.2f} | {worked:>9.2f} | {count / seconds:>11,.0f} |")


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000, Path(folder))
