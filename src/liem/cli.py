"""The same actions from the shell. `liem COMMAND --help` tells more."""

from __future__ import annotations

import argparse
import errno
import json
import os
import secrets
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import DatabaseError

from liem.kernel.errors import LiemError, Message

if TYPE_CHECKING:
    from liem.actions.permissions import Acting


_DISK_TROUBLE = {errno.ENOENT, errno.EACCES, errno.EISDIR, errno.ENOTDIR, errno.ENOSPC, errno.EROFS, errno.EDQUOT}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; gives the exit code: 0 done, 1 refused with a message, 2 wrong usage."""
    options = build_parser().parse_args(arguments)
    try:
        return int(options.command(options) or 0)
    except LiemError as error:
        say(error.message, error=True, code=error.code)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output (head, less) has seen enough; Python would complain again while closing it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except DatabaseError as error:
        say(_database_message(error), error=True, code="database.failed")
        return 1
    except OSError as error:
        if error.errno not in _DISK_TROUBLE:
            raise
        say(_disk_message(error), error=True, code="disk.failed")
        return 1


def say(message: Message, *, error: bool = False, code: str = "") -> None:
    """Prints a sentence in the language of the shell (LIEM_LANGUAGE=en for English; both where it is an error)."""
    out = sys.stderr if error else sys.stdout
    if error:
        print(f"✕ {message.vi}\n  {message.en}" + (f"\n  [{code}]" if code else ""), file=out)
    else:
        print(message.in_language(language()), file=out, flush=True)


def language() -> str:
    return "en" if os.environ.get("LIEM_LANGUAGE", "vi").startswith("en") else "vi"


def _database_message(error: DatabaseError) -> Message:
    return Message(
        f"Cơ sở dữ liệu không trả lời được: {error}. Nếu chưa chuẩn bị, hãy chạy “liem run --prepare-only”; "
        "nếu dùng LIEM_DATABASE_URL, hãy xem máy chủ có chạy và địa chỉ có đúng không; hãy xem ổ đĩa còn chỗ không.",
        f"The database could not answer: {error}. If it is not prepared yet, run “liem run --prepare-only”; "
        "with LIEM_DATABASE_URL, see whether the server runs and the address is right; see whether the disk has room.",
    )


def _disk_message(error: OSError) -> Message:
    return Message(
        f"Không đọc hoặc ghi được tệp: {error}. Hãy xem tên tệp, quyền đọc ghi và chỗ trống trên ổ đĩa.",
        f"A file could not be read or written: {error}. See its name, the permissions and the room on the disk.",
    )


def build_parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = argparse.ArgumentParser(prog="liem", description="Liêm: directives on personnel work, run and checked.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="prepare the demo province and serve it (what `make run` does)")
    run.add_argument("--docs", type=Path, help="folder of directives to read besides the two of the demo")
    run.add_argument("--host", default="127.0.0.1")
    run.add_argument("--port", type=int, default=8000)
    run.add_argument("--prepare-only", action="store_true", help="prepare and stop")
    run.set_defaults(command=_run)

    serve = commands.add_parser("serve", help="serve what is in the database")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.set_defaults(command=_serve)

    read = commands.add_parser("read", help="read a directive (.txt, .md) and show what it demands")
    read.add_argument("file", type=Path)
    read.add_argument("--json", action="store_true", help="the reading as one JSON object")
    read.set_defaults(command=_read)

    directives = commands.add_parser("directives", help="the register of directives")
    adding = directives.add_subparsers(required=True, metavar="COMMAND").add_parser(
        "add", help="read a file, register it"
    )
    adding.add_argument("files", type=Path, nargs="+")
    adding.set_defaults(command=_directives_add)

    importing = commands.add_parser("import", help="import a roster workbook, all or nothing")
    importing.add_argument("file", type=Path, nargs="?", help="the workbook; with --template, where to write it")
    importing.add_argument("--template", action="store_true", help="write an empty workbook to fill in")
    importing.add_argument("--dry-run", action="store_true", help="check everything, write nothing")
    importing.add_argument("--as", dest="account", help="account that imports (default: the first who may)")
    importing.set_defaults(command=_import)

    audit = commands.add_parser("audit", help="run the rules in force over the whole record")
    audit.add_argument("--as-of", type=date.fromisoformat, help="day asked about, YYYY-MM-DD (default: today)")
    audit.add_argument("--json", action="store_true", help="every finding as JSON")
    audit.add_argument("--record", action="store_true", help="keep the result, so that the pages show it")
    audit.set_defaults(command=_audit)

    ledger = commands.add_parser("ledger", help="the record that nobody can quietly alter")
    verify = ledger.add_subparsers(required=True, metavar="COMMAND").add_parser("verify", help="find any alteration")
    verify.set_defaults(command=_ledger_verify)
    return parser


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liem.web.settings")
    os.umask(0o077)  # the database and what lies beside it are for this account alone
    import django

    django.setup()


def _acting(action: str, username: str | None) -> Acting:
    """Who acts: the named account, or the first person's account that may do this today.

    The shell asks for no password: whoever can open the database needs none.
    """
    from django.utils import timezone

    from liem.actions.models import Account
    from liem.actions.permissions import Acting, allowed

    accounts = Account.objects.filter(kind=Account.Kind.PERSON, is_active=True).order_by("pk")
    if username:
        accounts = accounts.filter(username=username)
    for account in accounts:
        for mandate in allowed(account, action, timezone.localdate()):
            return Acting(account, mandate)
    raise LiemError(
        "actions.no_mandate",
        Message(
            "Chưa có tài khoản nào được giao quyền làm việc này. Hãy giao quyền, hoặc nêu tài khoản bằng --as.",
            "No account holds a mandate for this. Grant one, or name an account with --as.",
        ),
        {"action": action, "account": username},
    )


def _run(options: argparse.Namespace) -> int:
    from liem.web.server import check_port

    if not options.prepare_only:
        check_port(options.host, options.port)
    _django()
    from liem.demo.setup import prepare

    docs = options.docs if options.docs and options.docs.is_dir() else None
    if options.docs and docs is None:
        say(
            Message(
                f"Không có thư mục {options.docs}; chỉ đọc hai văn bản mẫu. Chọn thư mục khác: make run DOCS=…",
                f"There is no folder {options.docs}; only the two demo directives are read. Choose: make run DOCS=…",
            ),
            error=True,
        )
    prepared = prepare(password=_demo_password(), docs=docs, progress=say)
    for path, error in prepared.refused:
        say(
            Message(f"{path.name}: {error.message.vi}", f"{path.name}: {error.message.en}"), error=True, code=error.code
        )
    if options.prepare_only:
        return 0
    _greet(options.host, options.port, prepared.logins)
    # A fresh process serves: no connection or cache of the preparation is carried into its workers.
    os.execv(  # noqa: S606
        sys.executable, [sys.executable, "-m", "liem.cli", "serve", "--host", options.host, "--port", str(options.port)]
    )
    raise AssertionError("unreachable: another program has taken this one's place")


def _demo_password() -> str:
    """The password of the demo accounts: LIEM_DEMO_PASSWORD, or one made at the first start and kept in var/."""
    from django.conf import settings

    given = os.environ.get("LIEM_DEMO_PASSWORD")
    if given:
        return given
    file = Path(settings.VAR) / "demo_password"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(f"liem-{secrets.token_hex(4)}\n", encoding="utf-8")
    return file.read_text(encoding="utf-8").strip()


def _greet(host: str, port: int, logins: Sequence[tuple[str, Message]]) -> None:
    print(f"\n  Liêm  →  http://{host}:{port}/\n")
    say(
        Message(
            f"  Mật khẩu chung của tài khoản mẫu: {_demo_password()}",
            f"  Password of all demo accounts: {_demo_password()}",
        )
    )
    for username, what in logins:
        print(f"    {username:<10} {what.in_language(language())}")
    say(Message("\n  Dừng: Ctrl+C\n", "\n  Stop: Ctrl+C\n"))


def _serve(options: argparse.Namespace) -> int:
    from liem.web.server import check_port, serve

    check_port(options.host, options.port)
    _django()
    serve(host=options.host, port=options.port)
    return 0


def _read(options: argparse.Namespace) -> int:
    from liem.documents.reading import read_file, summary, to_json

    reading = read_file(options.file)
    if options.json:
        json.dump(to_json(reading), sys.stdout, ensure_ascii=False)
        print()
    else:
        print(summary(reading, language()))
    return 0


def _directives_add(options: argparse.Namespace) -> int:
    _django()
    from liem.directives.register import register_file
    from liem.rulebook.book import rule_book

    acting = _acting("directives.register", None)
    for file in options.files:
        registered = register_file(file, by=acting, law=rule_book())
        state = (
            Message("đã ghi vào sổ", "registered") if registered.is_new else Message("đã có trong sổ", "already there")
        )
        say(Message(f"{file.name} → {registered.short}: {state.vi}", f"{file.name} → {registered.short}: {state.en}"))
    return 0


def _import(options: argparse.Namespace) -> int:
    _django()
    from liem.procedures.sheets import SHEETS as PROCEDURE_SHEETS
    from liem.record.importing import RECORD_SHEETS, import_workbook, write_template

    sheets = (*RECORD_SHEETS, *PROCEDURE_SHEETS)
    if options.template:
        target = options.file or Path("liem-roster.xlsx")
        write_template(target, sheets=sheets)
        say(Message(f"Đã ghi biểu mẫu: {target}", f"Template written: {target}"))
        return 0
    if options.file is None:
        say(
            Message(
                "Hãy nêu tệp cần nhập, ví dụ: liem import danh-sach.xlsx", "Name the workbook: liem import roster.xlsx"
            ),
            error=True,
        )
        return 2
    report = import_workbook(
        options.file, sheets=sheets, by=_acting("record.import", options.account), dry_run=options.dry_run, progress=say
    )
    print(report.text(language()))
    return 1 if report.errors else 0


def _audit(options: argparse.Namespace) -> int:
    _django()
    from liem.oversight.audit import record_audit, run_audit
    from liem.oversight.report import as_json, as_text

    result = run_audit(as_of=options.as_of or date.today())
    if options.json:
        json.dump(as_json(result), sys.stdout, ensure_ascii=False)
        print()
    else:
        print(as_text(result, language()))
    if options.record:
        record_audit(result, by=_acting("oversight.audit", None))
    return 0


def _ledger_verify(options: argparse.Namespace) -> int:
    _django()
    from liem.actions.verification import explain, verify

    report = verify()
    for line in explain(report):
        say(line)
    return 0 if report.sound else 1


if __name__ == "__main__":
    sys.exit(main())
