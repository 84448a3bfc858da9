"""`liem ledger …`: verifying, checkpoints, keys, what is handed to witnesses, and erasing on order."""

from __future__ import annotations

import argparse
from pathlib import Path

from liem.cli import erasing
from liem.cli.commands import Commands
from liem.cli.speech import say, say_all
from liem.cli.working import start_django
from liem.kernel.errors import Message


def add(commands: Commands) -> None:
    """Adds the commands."""
    ledger = commands.add_parser("ledger", help="the record that nobody can quietly alter")
    parts = ledger.add_subparsers(required=True, metavar="COMMAND")
    verify = parts.add_parser("verify", help="find any alteration: entries, checkpoints, contents and rows")
    verify.set_defaults(command=_verify)
    fsck = parts.add_parser("fsck", help="the same, telling how many rows of each table were compared")
    fsck.set_defaults(command=_fsck)
    checkpoint = parts.add_parser("checkpoint", help="sign the ledger as it is now")
    checkpoint.set_defaults(command=_checkpoint)
    _add_keys(parts)
    _add_witnessing(parts)
    erasing.add(parts)


def _add_keys(parts: Commands) -> None:
    key = parts.add_parser("key", help="the keys of the ledger and of its witnesses")
    keys = key.add_subparsers(required=True, metavar="WHAT")
    begin = keys.add_parser("begin", help="make the first key, under a name of your choice")
    begin.add_argument("--origin", metavar="NAME", help="such as ledger.tinh-a.vn/liem (default: from the first entry)")
    begin.set_defaults(command=_key_begin)
    rotate = keys.add_parser("rotate", help="replace the key; the next checkpoint is signed by both")
    rotate.add_argument("--reason", required=True)
    rotate.set_defaults(command=_key_rotate)
    witness = keys.add_parser("witness", help="remember the key of a witness, so that its signatures count")
    witness.add_argument("key", help="the line that “liem ledger witness” printed there")
    witness.set_defaults(command=_key_witness)
    listed = keys.add_parser("list", help="the keys, to be compared in person")
    listed.set_defaults(command=_key_list)


def _add_witnessing(parts: Commands) -> None:
    export = parts.add_parser("export", help="hand the newest checkpoint, with its proof, to a witness")
    export.add_argument("file", type=Path, metavar="OUT", help="a file that is not there yet, or a folder")
    export.add_argument("--since", type=int, default=0, metavar="SIZE", help="what the witness keeps (default: 0)")
    export.set_defaults(command=_export)
    witness = parts.add_parser("witness", help="keep another body's checkpoint (needs no database)")
    witness.add_argument("file", type=Path, help="what that body exported")
    witness.add_argument("--keep", type=Path, required=True, metavar="FOLDER", help="where everything is kept")
    witness.add_argument("--name", help="name of this witness, the first time, such as inspection.tinh-a.vn")
    witness.add_argument("--key", action="append", default=[], help="trust only this key of the ledger")
    witness.set_defaults(command=_witness)
    compare = parts.add_parser("compare", help="hold what a witness kept against our entries")
    compare.add_argument("folder", type=Path, help="the folder of the witness, or one checkpoint out of it")
    compare.set_defaults(command=_compare)


def _verify(options: argparse.Namespace) -> int:
    start_django()
    from liem.actions.verification import verify
    from liem.actions.verification_words import explain

    report = verify()
    say_all(explain(report))
    return 0 if report.sound else 1


def _fsck(options: argparse.Namespace) -> int:
    ended = _verify(options)
    from liem.actions.row_check import compared_rows

    for table, rows, digests in compared_rows():
        say(Message(f"  {table}: {rows} bản ghi, {digests} dấu", f"  {table}: {rows} rows, {digests} digests"))
    return ended


def _checkpoint(options: argparse.Namespace) -> int:
    start_django()
    from liem.actions.checkpoints import make_checkpoint
    from liem.actions.models import Checkpoint

    made = make_checkpoint()
    newest = made or Checkpoint.objects.order_by("-size").first()
    if newest is None:
        say(Message("Nhật ký còn trống, chưa có gì để ký.", "The ledger is empty: there is nothing to sign yet."))
        return 0
    print(newest.note, end="")
    return 0


def _key_begin(options: argparse.Namespace) -> int:
    start_django()
    from liem.actions.accounts import installation
    from liem.actions.ledger_keys import begin_key

    print(begin_key(by=installation(), origin=options.origin))
    return 0


def _key_rotate(options: argparse.Namespace) -> int:
    start_django()
    from liem.actions.accounts import installation
    from liem.actions.checkpoints import make_checkpoint
    from liem.actions.ledger_keys import rotate_key

    key = rotate_key(by=installation(), reason=options.reason)
    make_checkpoint()
    print(key)
    say(
        Message(
            "✓ Đã đổi khóa. Điểm chốt vừa lập do cả hai khóa ký; hãy trao nó cho các cơ quan làm chứng (liem ledger "
            "export) và công bố khóa mới.",
            "✓ The key is replaced. The checkpoint just made is signed by both; hand it to the witnesses (liem ledger "
            "export) and make the new key public.",
        )
    )
    return 0


def _key_witness(options: argparse.Namespace) -> int:
    start_django()
    from liem.actions.accounts import installation
    from liem.actions.ledger_keys import add_witness
    from liem.ledger.notes import Verifier

    key = add_witness(Verifier.read(options.key), by=installation())
    say(Message(f"✓ Đã ghi khóa làm chứng của {key.name}.", f"✓ The key of the witness {key.name} is remembered."))
    return 0


def _key_list(options: argparse.Namespace) -> int:
    start_django()
    from liem.actions.models import LedgerKey

    for key in LedgerKey.objects.order_by("known_from", "identity"):
        until = f"–{key.known_to}" if key.known_to is not None else "–"
        print(f"{key.get_kind_display()}\t{key.known_from}{until}\t{key.verifier}")
    return 0


def _export(options: argparse.Namespace) -> int:
    start_django()
    from liem.actions.handing_over import export_since
    from liem.ledger.checkpoints import Checkpoint
    from liem.record.exporting import refuse_existing

    export = export_since(options.since)
    size = Checkpoint.read(export.steps[-1].note.text).head.size
    file = options.file / f"ledger-{options.since}-{size}.json" if options.file.is_dir() else options.file
    refuse_existing(file)
    file.write_text(export.to_text(), encoding="utf-8")
    say(
        Message(
            f"✓ Đã ghi {file}: điểm chốt {size} mục của {export.origin}, nối tiếp từ {options.since} mục. Lần sau: "
            f"--since {size}",
            f"✓ Written: {file}, checkpoint of {size} entries of {export.origin}, continuing {options.since}. Next "
            f"time: --since {size}",
        )
    )
    return 0


def _witness(options: argparse.Namespace) -> int:
    import time

    from liem.ledger.handing_over import read_export
    from liem.ledger.notes import Verifier
    from liem.ledger.witness import take, witness_key

    export = read_export(options.file.read_text(encoding="utf-8"))
    signer = witness_key(options.keep, name=options.name)
    trusted = [Verifier.read(key) for key in options.key]
    taken = take(export, keep=options.keep, signer=signer, at=int(time.time()), trusted=trusted)
    former = taken.former.size if taken.former else 0
    say(
        Message(
            f"✓ Đã giữ {taken.head.size} mục của {taken.origin}, nối tiếp {former} mục giữ trước đây; đã ký làm chứng. "
            f"Gửi lại tệp này: {taken.file}",
            f"✓ Kept: {taken.head.size} entries of {taken.origin}, continuing the {former} kept before; cosigned. Send "
            f"this file back: {taken.file}",
        )
    )
    for verifier in taken.trusted:
        say(
            Message(
                f"  Từ nay tin khóa này của họ, hãy so trực tiếp với họ: {verifier}",
                f"  Trusted from now on as their key, compare it with them in person: {verifier}",
            )
        )
    if not former:
        say(
            Message(
                f"  Khóa làm chứng của bạn, để họ ghi (liem ledger key witness): {signer.verifier}",
                f"  Your key as a witness, for them to remember (liem ledger key witness): {signer.verifier}",
            )
        )
    return 0


def _compare(options: argparse.Namespace) -> int:
    start_django()
    from liem.actions.comparison_words import explain
    from liem.actions.handing_over import compare
    from liem.ledger.witness import kept_checkpoints

    found = compare(kept_checkpoints(options.folder))
    say_all(explain(found))
    return 0 if found.sound else 1
