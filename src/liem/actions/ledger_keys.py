"""The keys of the ledger and of its witnesses: public halves as versions in the record, private ones in a file.

A private key lies in var/keys of the installation, readable by its account alone, and never comes into the database:
whoever takes the database cannot sign.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from liem.actions.models import LedgerEntry, LedgerKey
from liem.actions.perform import Gate, perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.ledger.encoding import Json
from liem.ledger.notes import COSIGNATURE, Signer, Verifier, is_name

ACTION = "ledger.key"


def keys_folder() -> Path:
    """Where private keys lie, and a copy of the latest checkpoint that was signed with them."""
    return Path(settings.KEYS)


def copy_file() -> Path:
    """The latest checkpoint beside the private key, out of reach of whoever holds the database alone."""
    return keys_folder() / "latest.checkpoint"


def begin_key(*, by: Acting, origin: str | None = None) -> LedgerKey:
    """Makes the first key of the ledger, under the name that the ledger has from then on.

    Without `origin` the name is taken from the first entry. Raises LiemError `ledger.origin`, `ledger.key_exists` where
    there is one, and `ledger.other_ledger` where keys of another ledger lie here.
    """
    if origin is not None:
        check_origin(origin)

    def gate() -> None:
        if current_keys():
            raise _key_exists()
        if copy_file().exists():
            raise _other_ledger()

    return _store(Signer.new(origin or _name_of_ledger()), by=by, gate=gate)


def check_origin(origin: str) -> None:
    """Raises LiemError `ledger.origin` where a ledger cannot go by that name."""
    if not is_name(origin):
        raise LiemError(
            "ledger.origin",
            Message(
                f"Nhật ký không thể mang tên “{origin}”. Hãy dùng tên không có dấu cách và dấu +, tối đa 200 ký tự, "
                "như ledger.tinh-a.vn/liem.",
                f"A ledger cannot go by the name “{origin}”. Choose one without spaces and plus signs, of at most 200 "
                "characters, such as ledger.tinh-a.vn/liem.",
            ),
            {"origin": origin[:200]},
        )


def set_aside_former() -> Path | None:
    """Moves the keys of a former ledger out of the way of one that has no entry yet; gives where they went.

    Only for whoever sets up a database anew, by hand: a ledger that was emptied behind the back of its keys must not
    pass for a new one.
    """
    folder = keys_folder()
    if LedgerEntry.objects.exists() or not folder.is_dir() or not any(folder.iterdir()):
        return None
    aside = folder.with_name(f"{folder.name}-{timezone.now():%Y%m%d%H%M%S}")
    return folder.rename(aside)


def rotate_key(*, by: Acting, reason: str) -> LedgerKey:
    """Replaces the key by a new one of the same name; the next checkpoint is signed by both.

    Raises LiemError `ledger.no_key` where there is none yet.
    """
    former = current_keys()
    if not former:
        raise _no_key()

    def gate() -> None:
        if [one.identity for one in current_keys()] != [one.identity for one in former]:
            raise _key_exists()

    return _store(Signer.new(former[0].name), by=by, gate=gate, replaced=former, reason=reason)


def add_witness(verifier: Verifier, *, by: Acting) -> LedgerKey:
    """Remembers the key of a witness, so that its cosignatures count. Raises LiemError `ledger.key`."""
    if verifier.kind != COSIGNATURE:
        raise _not_a_witness(verifier)
    row = _row(verifier, LedgerKey.Kind.WITNESS)

    def write(w: Write) -> LedgerKey:
        if LedgerKey.objects.current().filter(identity=row.identity).exists():
            raise _key_exists()
        return w.add([row])[0]

    content = {"name": verifier.name, "witness": row.identity}
    return perform(ACTION, by=by, body=None, subjects=[], content=content, write=write)


def current_keys() -> list[LedgerKey]:
    """The ledger's own key, as a list: empty until the first one is made."""
    return list(LedgerKey.objects.current().filter(kind=LedgerKey.Kind.LEDGER).order_by("known_from"))


def verifiers(kind: LedgerKey.Kind) -> list[Verifier]:
    """All public keys of a kind, also those that were replaced: what they signed stays valid."""
    keys = LedgerKey.objects.filter(kind=kind).order_by("known_from")
    return [Verifier.read(text) for text in dict.fromkeys(keys.values_list("verifier", flat=True))]


def signers(*, since: int) -> list[Signer]:
    """The private keys that sign the next checkpoint: the current one, and one replaced by an entry that no checkpoint
    up to the size `since` covers.

    Raises LiemError `ledger.no_private_key` where the file of the current one is gone.
    """
    signing = LedgerKey.objects.filter(kind=LedgerKey.Kind.LEDGER).filter(
        Q(known_to__isnull=True) | Q(known_to__gte=since)
    )
    found = []
    for key in signing.order_by("-known_from"):
        file = _file_of(key.identity)
        if file.is_file():
            found.append(Signer.read(file.read_text(encoding="utf-8")))
        elif key.known_to is None:
            raise _no_private_key(file)
    return found


def forget_replaced() -> None:
    """Removes the private keys that sign nothing any more."""
    kept = {key.identity for key in current_keys()}
    replaced = LedgerKey.objects.filter(kind=LedgerKey.Kind.LEDGER).exclude(identity__in=kept)
    for identity in replaced.values_list("identity", flat=True):
        _file_of(identity).unlink(missing_ok=True)


def _store(
    signer: Signer, *, by: Acting, gate: Gate, replaced: Sequence[LedgerKey] = (), reason: str = ""
) -> LedgerKey:
    """Writes the private key into its file first: a file without a row signs nothing, a row without a file cannot."""
    row = _row(signer.verifier, LedgerKey.Kind.LEDGER)
    file = _file_of(row.identity)
    write_private(file, signer)

    def write(w: Write) -> LedgerKey:
        if replaced:
            w.supersede(LedgerKey, [one.identity for one in replaced], reason=reason)
        return w.add([row])[0]

    content: dict[str, Json] = {"name": row.name, "key": row.identity, "replaces": [one.identity for one in replaced]}
    try:
        return perform(ACTION, by=by, body=None, subjects=[], content=content, write=write, gates=[gate])
    except BaseException:
        file.unlink(missing_ok=True)
        raise


def write_private(file: Path, signer: Signer) -> None:
    """A new file with the private key, readable by this account alone."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as written:
        written.write(signer.to_text() + "\n")
        written.flush()
        os.fsync(written.fileno())


def identity_of(verifier: Verifier) -> str:
    """The identity of the key's row."""
    return sha256(str(verifier).encode()).hexdigest()


def _row(verifier: Verifier, kind: LedgerKey.Kind) -> LedgerKey:
    return LedgerKey(identity=identity_of(verifier), kind=kind, name=verifier.name, verifier=str(verifier))


def _file_of(identity: str) -> Path:
    return keys_folder() / f"{identity[:16]}.key"


def _name_of_ledger() -> str:
    """No two installations begin with the same entry: its salts are random."""
    first = LedgerEntry.objects.get(position=0)
    return f"liem/{bytes(first.leaf_hash).hex()[:16]}"


def _key_exists() -> LiemError:
    return LiemError(
        "ledger.key_exists",
        Message(
            "Khóa này đã có, hoặc người khác vừa đổi khóa. Hãy xem “liem ledger key list” rồi làm lại nếu còn cần.",
            "This key is there already, or somebody has just changed it. See “liem ledger key list”, then try again if "
            "it is still needed.",
        ),
    )


def _other_ledger() -> LiemError:
    return LiemError(
        "ledger.other_ledger",
        Message(
            f"Thư mục khóa {keys_folder()} giữ điểm chốt của một nhật ký khác, còn nhật ký này chưa có khóa. Nếu đây "
            "là cơ sở dữ liệu mới lập, hãy chuyển thư mục đó đi nơi khác; nếu không, cơ sở dữ liệu đã bị thay: hãy giữ "
            "nguyên hiện trạng và báo cơ quan kiểm tra.",
            f"The folder of keys {keys_folder()} holds the checkpoint of another ledger, and this one has no key. If "
            "this database is new, move that folder away; if not, the database was replaced: leave everything as it is "
            "and tell the inspectors.",
        ),
    )


def _no_key() -> LiemError:
    return LiemError(
        "ledger.no_key",
        Message(
            "Nhật ký chưa có khóa nào để thay. Hãy lập điểm chốt đầu tiên bằng “liem ledger checkpoint”.",
            "The ledger has no key to replace yet. Make the first checkpoint with “liem ledger checkpoint”.",
        ),
    )


def _no_private_key(file: Path) -> LiemError:
    return LiemError(
        "ledger.no_private_key",
        Message(
            f"Không còn tệp khóa bí mật {file.name} trong thư mục var/keys nên không ký được điểm chốt. Hãy khôi phục "
            "tệp từ bản sao lưu, hoặc đổi khóa bằng “liem ledger key rotate” và báo các cơ quan làm chứng.",
            f"The file {file.name} with the private key is gone from var/keys, so no checkpoint can be signed. Restore "
            "it from a backup, or make a new key with “liem ledger key rotate” and tell the witnesses.",
        ),
    )


def _not_a_witness(verifier: Verifier) -> LiemError:
    return LiemError(
        "ledger.not_a_witness",
        Message(
            f"Khóa {verifier.name} không phải là khóa làm chứng. Hãy xin cơ quan làm chứng dòng khóa mà lệnh "
            "“liem ledger witness” đã in ra.",
            f"The key {verifier.name} is not that of a witness. Ask the witness for the line that “liem ledger "
            "witness” printed.",
        ),
        {"name": verifier.name},
    )
