"""Checks a receipt with nothing but this package: `python -m liem.ledger.offline RECEIPT [--key KEY] [--witness KEY]`.

Imports no Django, no database and nothing that writes the ledger (an import contract holds it to that).
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from liem.kernel.errors import LiemError, Message
from liem.ledger.notes import Verifier
from liem.ledger.receipts import Shown, check_receipt, read_receipt


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `liem verify` and this module's own command take."""
    parser.add_argument("receipt", type=Path, help="receipt: the JSON file, or a file with the text of its QR code")
    parser.add_argument("--key", action="append", default=[], help="key of the ledger, as its keeper told you (a line)")
    parser.add_argument("--witness", action="append", default=[], help="key of a witness that must have cosigned")


def verify_file(options: argparse.Namespace) -> list[Message]:
    """Checks the receipt of the arguments; gives what it shows, in words. Raises LiemError where it does not hold."""
    receipt = read_receipt(options.receipt.read_text(encoding="utf-8"))
    trusted = [Verifier.read(key) for key in options.key]
    witnesses = [Verifier.read(key) for key in options.witness]
    return explain(check_receipt(receipt, trusted=trusted, witnesses=witnesses))


def explain(shown: Shown) -> list[Message]:
    """What a receipt that holds has shown, one sentence for each thing, in which nothing can hide another."""
    return [Message(_visible(line.vi), _visible(line.en)) for line in _sentences(shown)]


def _visible(line: str) -> str:
    """Without what would move the cursor, turn the line round or begin another one."""
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in line)


def _sentences(shown: Shown) -> list[Message]:
    says, checkpoint = shown.says, shown.checkpoint
    keys = ", ".join(f"{one.name} {one.key_id.hex()}" for one in shown.signers)
    lines = [
        Message(
            f"✓ Biên nhận đúng: mục {says['position']} ({says['action']}, {says['at']}) có trong nhật ký "
            f"{checkpoint.origin}, điểm chốt {checkpoint.head.size} mục, ký bằng khóa {keys}.",
            f"✓ The receipt holds: entry {says['position']} ({says['action']}, {says['at']}) stands in the ledger "
            f"{checkpoint.origin}, checkpoint of {checkpoint.head.size} entries, signed with the key {keys}.",
        )
    ]
    lines += [
        Message(
            f"  Có chữ ký làm chứng của {one.name} ({one.key_id.hex()}).",
            f"  Cosigned by {one.name} ({one.key_id.hex()}).",
        )
        for one in shown.witnesses
    ]
    lines += [Message(f"  {name}: {text}", f"  {name}: {text}") for name, text in shown.told.items()]
    lines += [Message(f"  về: {text}", f"  about: {text}") for text in shown.subjects]
    if shown.is_own_key:
        lines.append(
            Message(
                "! Khóa lấy từ chính biên nhận. Hãy so dãy số của khóa với dãy mà cơ quan giữ nhật ký công bố, hoặc "
                "chạy lại với --key.",
                "! The key was taken from the receipt itself. Compare its digits with those that the keeper of the "
                "ledger has made public, or run again with --key.",
            )
        )
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """0 where the receipt holds, 1 where it does not, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m liem.ledger.offline", description=__doc__)
    add_arguments(parser)
    options = parser.parse_args(arguments)
    language = os.environ.get("LIEM_LANGUAGE", "vi")
    try:
        lines = verify_file(options)
    except LiemError as error:
        print(f"✕ {error.message.vi}\n  {error.message.en}\n  [{error.code}]", file=sys.stderr)
        return 1
    except (OSError, UnicodeDecodeError) as error:
        print(f"✕ {error}", file=sys.stderr)
        return 1
    print("\n".join(line.in_language(language) for line in lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
