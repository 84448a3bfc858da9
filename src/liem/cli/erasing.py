"""`liem ledger erase …`: one account asks, another one confirms. Each signs with its own password."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from typing import TYPE_CHECKING

from liem.cli.commands import Commands
from liem.cli.days import HOW, read_day
from liem.cli.speech import language, say, say_all, warn
from liem.cli.working import acting_for, start_django
from liem.kernel.errors import LiemError, Message

if TYPE_CHECKING:
    from liem.actions.erasure_plan import Plan
    from liem.actions.erasure_texts import Line
    from liem.actions.permissions import Acting


def add(commands: Commands) -> None:
    """Adds the commands."""
    erase = commands.add_parser("erase", help="erase what is kept about a person, on a lawful order, by two accounts")
    parts = erase.add_subparsers(required=True, metavar="WHAT")
    ask = parts.add_parser("ask", help="ask for it: nothing is erased yet")
    ask.add_argument("person", help="code of the person")
    ask.add_argument("--order", required=True, metavar="NUMBER", help="number of the paper that demands it")
    ask.add_argument("--dated", required=True, type=read_day, metavar="DAY", help=HOW)
    ask.add_argument("--authority", required=True, help="who issued it")
    ask.add_argument("--reason", required=True, help="why, without names of people")
    ask.add_argument(
        "--record",
        action="store_true",
        help="also what the record, cases and files of papers tell",
    )
    ask.set_defaults(command=_ask)
    confirm = parts.add_parser("confirm", help="list what an order takes away; with --yes: it is erased")
    confirm.add_argument("request", help="key of the request, as “ask” printed it")
    confirm.add_argument("--yes", action="store_true", help="erase what is listed, within 30 days of the request")
    confirm.set_defaults(command=_confirm)
    for part in (ask, confirm):
        part.add_argument("--as", dest="account", required=True, help="account that does it; its password is asked for")
    listed = parts.add_parser("list", help="the requests that wait to be confirmed")
    listed.set_defaults(command=_list)


def _ask(options: argparse.Namespace) -> int:
    start_django()
    from liem.actions.erasure import ASK, LAPSES_AFTER, Order, ask_erasure

    by = _signed_in(ASK, options.account)
    order = Order(number=options.order, dated=options.dated, authority=options.authority)
    asked = ask_erasure(options.person, order=order, reason=options.reason, by=by, with_record=options.record)
    until = f"{asked.asked_on + LAPSES_AFTER:%d/%m/%Y}"
    say(
        Message(
            f"✓ Đã ghi đề nghị xóa; chưa xóa gì. Đến hết ngày {until}, người thứ hai xem những gì sẽ xóa rồi xác nhận "
            f"bằng: liem ledger erase confirm {asked.identity} --as TÀI-KHOẢN",
            f"✓ The request is entered; nothing is erased yet. Until {until} a second person reads what would go, and "
            f"confirms it, with: liem ledger erase confirm {asked.identity} --as ACCOUNT",
        )
    )
    return 0


def _confirm(options: argparse.Namespace) -> int:
    start_django()
    from liem.actions.erasure import ACTION, erase_content
    from liem.actions.erasure_plan import plan_of

    by = _signed_in(ACTION, options.account)
    if not options.yes:
        _tell(plan_of(options.request, by=by))
        return 0
    erased = erase_content(options.request, by=by)
    say(
        Message(
            f"✓ Đã xóa nội dung kèm {erased.entries} mục, phần riêng trong {erased.versions} bản ghi của hồ sơ và vụ "
            f"việc, {erased.files} tệp giấy tờ, ghi tại mục {erased.entry}. Các bản sao lưu cũ vẫn còn nội dung cho "
            "đến khi bị thay.",
            f"✓ Erased: the content kept with {erased.entries} entries, what {erased.versions} rows of the record and "
            f"of cases told, {erased.files} files of papers; told by entry {erased.entry}. Older backups hold them "
            "until they are replaced.",
        )
    )
    if erased.files_left:
        warn(
            Message(
                f"Chưa xóa được {erased.files_left} tệp khỏi kho giấy tờ. Không còn chỗ nào dẫn tới các tệp đó và kho "
                "tự dọn sau 30 ngày; hãy báo người quản trị xem quyền ghi của thư mục kho.",
                f"{erased.files_left} files could not be removed from the store of papers. Nothing leads to them any "
                "more, and they are swept away after 30 days. Ask the administrator whether the folder can be written.",
            )
        )
    return 0


def _tell(plan: Plan) -> None:
    say(Message("Sẽ xóa:", "To be erased:"))
    say_all(map(_line, plan.goes))
    say(Message("Giữ lại:", "Kept:"))
    say_all(map(_line, plan.stays))
    say(
        Message(
            "Chưa xóa gì. Đối chiếu danh sách với văn bản; nếu đúng, chạy lại lệnh này và thêm --yes.",
            "Nothing is erased yet. Compare the list with the paper; where it is right, run this again with --yes.",
        )
    )


def _line(line: Line) -> Message:
    number = "" if line.number is None else line.number
    return Message(f"{number:>7}  {line.what.vi}", f"{number:>7}  {line.what.en}")


def _list(options: argparse.Namespace) -> int:
    start_django()
    from django.utils import timezone

    from liem.actions.erasure import waiting

    for one in waiting(on=timezone.localdate()):
        print(f"{one.identity}\t{one.asked_on:%d/%m/%Y}\t{one.account.username}\t{one.number}\t{one.authority}")
    return 0


def _signed_in(action: str, username: str) -> Acting:
    """The account under its mandate, once it has given its password: whoever sits at the shell is one person, and two
    are needed. LIEM_PASSWORD stands for it where nobody can type. Raises `cli.wrong_password`."""
    by = acting_for(action, username)
    password = os.environ.get("LIEM_PASSWORD", "")
    if not password and sys.stdin.isatty():
        words = Message(f"Mật khẩu của {username}: ", f"Password of {username}: ")
        password = getpass.getpass(words.in_language(language()))
    if not by.account.check_password(password):
        raise LiemError(
            "cli.wrong_password",
            Message(
                f"Mật khẩu của {username} không đúng. Người xác nhận và người đề nghị phải tự nhập mật khẩu của mình.",
                f"That is not the password of {username}. Who asks and who confirms each type their own.",
            ),
            {"account": username},
        )
    return by
