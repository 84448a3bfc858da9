"""`liem run`, `liem serve`, and `liem work` that the other two start."""

from __future__ import annotations

import argparse
import os
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path

from liem.cli.commands import Commands
from liem.cli.speech import language, say
from liem.cli.working import start_django
from liem.kernel.errors import LiemError, Message


def add(commands: Commands) -> None:
    """Adds the commands."""
    run = commands.add_parser("run", help="prepare the demo province and serve it (what `make run` does)")
    run.add_argument("--docs", type=Path, help="folder of directives to read besides the two of the demo")
    run.add_argument("--host", default="127.0.0.1")
    run.add_argument("--port", type=int, default=8000)
    run.add_argument("--prepare-only", action="store_true", help="prepare and stop")
    run.set_defaults(command=_run)

    serve = commands.add_parser("serve", help="serve what is in the database")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--migrate", action="store_true", help="bring an older database to this version first")
    serve.set_defaults(command=_serve)

    work = commands.add_parser("work", help="carry out imports and other work in the background (serve starts one)")
    work.add_argument("--parent", type=int, help="end when this process is gone")
    work.set_defaults(command=_work)


def _run(options: argparse.Namespace) -> int:
    from liem.web.server import check_port

    if not options.prepare_only:
        check_port(options.host, options.port)
    start_django()
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
    _greet(prepared.logins)
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


def _greet(logins: Sequence[tuple[str, Message]]) -> None:
    say(
        Message(
            f"\n  Mật khẩu chung của tài khoản mẫu: {_demo_password()}",
            f"\n  Password of all demo accounts: {_demo_password()}",
        )
    )
    for username, what in logins:
        print(f"    {username:<10} {what.in_language(language())}")
    say(Message("\n  Dừng: Ctrl+C\n", "\n  Stop: Ctrl+C\n"))


def _serve(options: argparse.Namespace) -> int:
    from django.core.management import call_command

    from liem.web.server import check_port, serve

    check_port(options.host, options.port)
    start_django()
    if options.migrate:
        call_command("migrate", verbosity=0, interactive=False)
    _refuse_unprepared()
    _load_pages()
    print(f"\n  Liêm  →  http://{options.host}:{options.port}/\n", flush=True)
    serve(host=options.host, port=options.port)
    return 0


def _refuse_unprepared() -> None:
    """Raises `database.not_prepared` where the tables are older than this program, or are not there at all."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = [str(one) for one, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    if waiting:
        raise LiemError(
            "database.not_prepared",
            Message(
                f"Cơ sở dữ liệu chưa được chuẩn bị cho bản Liêm này (còn {len(waiting)} bước). Hãy sao lưu rồi chạy "
                "“liem serve --migrate”; nếu chưa có gì, “liem run” dựng tỉnh mẫu.",
                f"The database is not prepared for this version of Liêm ({len(waiting)} steps to go). Make a copy, "
                "then run “liem serve --migrate”; where nothing is there yet, “liem run” builds the demo province.",
            ),
            {"waiting": waiting},
        )


def _load_pages() -> None:
    """Imports every page before the port is opened, so that a fault is told now and no first visitor waits."""
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018 - reading it imports the pages


def _work(options: argparse.Namespace) -> int:
    start_django()
    from liem.actions.working import work

    work(parent=options.parent)
    return 0
