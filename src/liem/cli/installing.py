"""`liem install` and `liem account …`: the first body, who may sign in, and under which mandate."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from liem.cli.commands import Commands
from liem.cli.days import read_day
from liem.cli.speech import language, say
from liem.cli.working import start_django
from liem.kernel.errors import LiemError, Message

if TYPE_CHECKING:
    from liem.actions.models import Account

ROLES = ("organisation_officer", "inspector", "unit_officer", "auditor", "official")


def add(commands: Commands) -> None:
    """Adds the commands."""
    install = commands.add_parser("install", help="begin an empty record: its topmost body and the first account")
    install.add_argument("--body", required=True, metavar="CODE", help="code of the provincial committee: tinh-uy")
    install.add_argument("--name", required=True, help="its name")
    install.add_argument("--since", type=read_day, help="first day on which it holds (default: not known)")
    install.add_argument("--account", required=True, metavar="USER", help="first organisation officer")
    install.add_argument("--full-name", default="", help="the name of that officer")
    install.add_argument("--places", type=Path, metavar="FILE", help="table of administrative units to import as well")
    install.add_argument("--origin", metavar="NAME", help="name of the ledger, such as ledger.tinh-a.vn/liem; for good")
    install.set_defaults(command=_install)

    account = commands.add_parser("account", help="accounts and mandates")
    parts = account.add_subparsers(required=True, metavar="WHAT")
    listed = parts.add_parser("list", help="who may sign in, and as what")
    listed.set_defaults(command=_list)
    added = parts.add_parser("add", help="a new account with a mandate, or one more mandate of an account")
    added.add_argument("user")
    added.add_argument("--role", required=True, choices=ROLES)
    added.add_argument("--body", default="", metavar="CODE", help="the body that the mandate is over")
    added.add_argument("--person", help="code of the official whose own account it is")
    added.add_argument("--full-name", default="")
    added.add_argument("--until", type=read_day, help="first day on which the mandate no longer holds")
    added.set_defaults(command=_add)
    password = parts.add_parser("password", help="give an account another password")
    password.add_argument("user")
    password.set_defaults(command=_password)
    ended = parts.add_parser("end", help="end the mandates of an account from today on")
    ended.add_argument("user")
    ended.add_argument("--reason", required=True)
    ended.set_defaults(command=_end)


def _install(options: argparse.Namespace) -> int:
    start_django()
    from django.core.management import call_command

    from liem.actions.accounts import installation
    from liem.actions.ledger_keys import begin_key, check_origin, set_aside_former
    from liem.record.beginning import begin_record

    if options.origin:
        check_origin(options.origin)
    call_command("migrate", verbosity=0, interactive=False)
    aside = set_aside_former()
    if aside:
        say(Message(f"Để riêng khóa của nhật ký cũ: {aside}", f"Keys of the former ledger set aside: {aside}"))
    password = _asked_password(options.account)
    begin_record(options.body, options.name, since=options.since, by=installation())
    _make(options, role="organisation_officer", body=options.body, password=password)
    if options.origin:
        begin_key(by=installation(), origin=options.origin)
    say(
        Message(
            f"✓ Đã lập {options.name}; tài khoản {options.account} được xem và ghi toàn bộ. Tiếp theo: nhập danh sách "
            "(liem import), rồi chạy liem serve.",
            f"✓ {options.name} is on record; the account {options.account} reads and writes all of it. Next: import a "
            "roster (liem import), then run liem serve.",
        )
    )
    return _import_places(options.places, options.account) if options.places else 0


def _import_places(file: Path, account: str) -> int:
    from liem.cli.working import acting_for
    from liem.record.importing import import_roster
    from liem.record.importing.bodies import PLACES

    report = import_roster(file, sheets=(PLACES,), by=acting_for("record.import", account), progress=say)
    print(report.text(language()))
    return 1 if report.waits else 0


def _list(options: argparse.Namespace) -> int:
    start_django()
    from liem.actions.models import Account

    for account in Account.objects.filter(kind=Account.Kind.PERSON).order_by("username"):
        mandates = account.mandates.filter(known_to__isnull=True).order_by("valid_from", "identity")
        told = "; ".join(
            f"{one.get_role_display()} {one.body or account.person or ''}".strip()
            + f" {one.valid_from:%d/%m/%Y}–{f'{one.valid_to:%d/%m/%Y}' if one.valid_to else ''}"
            for one in mandates
        )
        print(f"{account.username}\t{account.full_name}\t{told or '–'}")
    return 0


def _add(options: argparse.Namespace) -> int:
    start_django()
    from liem.actions.models import Account

    existing = Account.objects.filter(username=Account.normalize_username(options.user)).first()
    password = "" if existing else _asked_password(options.user)
    _make(options, role=options.role, body=options.body, password=password, account=existing)
    say(Message(f"✓ Đã giao quyền cho {options.user}.", f"✓ {options.user} holds the mandate."))
    return 0


def _make(options: argparse.Namespace, *, role: str, body: str, password: str, account: Account | None = None) -> None:
    """The account, where it is new, and its mandate from today on."""
    from django.utils import timezone

    from liem.actions.accounts import Grant, NewAccount, check_grant, create_account, grant_mandate, installation
    from liem.actions.models import Account, Role

    by = installation()
    _check_body(body)
    until: date | None = getattr(options, "until", None)
    grant = Grant(role=Role(role), body=body, valid_from=timezone.localdate(), valid_to=until)
    if account is None:
        username = getattr(options, "user", None) or options.account
        new = NewAccount(
            username=username,
            full_name=options.full_name,
            password=password,
            person=getattr(options, "person", None),
        )
        check_grant(Account(username=new.username, person=new.person), grant)  # else an account without a mandate stays
        account = create_account(new, by=by)
    grant_mandate(account, grant, by=by)


def _check_body(body: str) -> None:
    from liem.record.models import Body

    if body and not Body.objects.filter(key=body).exists():
        raise LiemError(
            "cli.no_such_body",
            Message(
                f"Hồ sơ không có tổ chức mã “{body}”. Hãy xem lại mã, hoặc nhập tổ chức đó trước.",
                f"There is no body of the code “{body}” on record. Check the code, or import the body first.",
            ),
            {"body": body},
        )


def _password(options: argparse.Namespace) -> int:
    start_django()
    from liem.actions.accounts import installation, set_password

    account = _account(options.user)
    set_password(account, _asked_password(options.user), by=installation())
    say(Message(f"✓ Đã đặt mật khẩu cho {options.user}.", f"✓ The password of {options.user} is set."))
    return 0


def _end(options: argparse.Namespace) -> int:
    start_django()
    from django.utils import timezone

    from liem.actions.accounts import end_mandate, installation

    account = _account(options.user)
    today = timezone.localdate()
    ending = [one for one in account.mandates.filter(known_to__isnull=True) if one.holds_on(today)]
    for mandate in ending:
        end_mandate(mandate, on=today, reason=options.reason, by=installation())
    say(
        Message(
            f"✓ Đã kết thúc {len(ending)} quyền của {options.user}.",
            f"✓ Mandates of {options.user} ended: {len(ending)}.",
        )
    )
    return 0


def _account(username: str) -> Account:
    from liem.actions.models import Account

    found = Account.objects.filter(username=Account.normalize_username(username), kind=Account.Kind.PERSON).first()
    if found is None:
        raise LiemError(
            "cli.no_such_account",
            Message(
                f"Không có tài khoản “{username}”. Xem danh sách: liem account list",
                f"There is no account “{username}”. See the list: liem account list",
            ),
            {"account": username},
        )
    return found


def _asked_password(username: str) -> str:
    """The password typed twice, or LIEM_PASSWORD where nobody can type. Raises `cli.password`."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from liem.actions.models import Account

    password = os.environ.get("LIEM_PASSWORD", "")
    if not password and sys.stdin.isatty():
        words = Message(f"Mật khẩu của {username}: ", f"Password of {username}: ")
        again = Message("Nhập lại: ", "Once more: ")
        password = getpass.getpass(words.in_language(language()))
        if password != getpass.getpass(again.in_language(language())):
            raise _refused_password("Hai lần nhập không giống nhau.", "The two are not the same.")
    try:
        validate_password(password, Account(username=username))
    except ValidationError as error:
        told = " ".join(error.messages)
        raise _refused_password(told, told) from None
    return password


def _refused_password(vi: str, en: str) -> LiemError:
    return LiemError(
        "cli.password",
        Message(
            f"{vi} Hãy đặt mật khẩu từ 12 ký tự, không thông dụng; nơi không gõ được thì đặt LIEM_PASSWORD.",
            f"{en} Choose a password of 12 characters or more that is not a common one; where nobody can type, set "
            "LIEM_PASSWORD.",
        ),
    )
