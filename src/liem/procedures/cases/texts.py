"""The text of a procedure that a case keeps: what changes in the rule book later does not touch a running case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.resources.abc import Traversable

from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.law.instruments import Jurisdiction
from liem.law.packs import Law
from liem.law.parameters import Parameter, Unit
from liem.law.procedures.reading import read_procedure
from liem.law.procedures.steps import Procedure
from liem.law.reading import Reading
from liem.law.source import Node, Problems, read_yaml
from liem.procedures.models import Case, ProcedureText
from liem.rulebook.book import known_law, pack_folders
from liem.rulebook.verified import VerifiedHere, verified_procedure
from liem.rulebook.vocabulary import vocabulary


def keep_text(procedure: Procedure, w: Write) -> ProcedureText:
    """The stored text of the procedure, added where no case has run it yet. Raises `procedures.text`."""
    found = ProcedureText.objects.filter(pk=procedure.digest).first()
    if found is not None:
        return found
    text = ProcedureText(digest=procedure.digest, pack=procedure.pack, file=procedure.file, text=_text_of(procedure))
    return w.add([text])[0]


def procedure_of(case: Case, verified: Sequence[VerifiedHere] = ()) -> Procedure:
    """The procedure as the case runs it, as it stood on the day on which the case was prepared; what was `verified`
    here since is no longer marked. `case.text` is read only where the rule book has changed. Raises `procedures.text`
    where the text can no longer be read."""
    whole = verified_procedure(_known(case.text_id) or _read_again(case.text_id, case.jurisdiction), verified)
    return whole.on(case.prepared_on) or whole


def _known(digest: str) -> Procedure | None:
    return next((one for one in known_law().procedures if one.digest == digest), None)


@lru_cache(maxsize=256)
def _read_again(digest: str, jurisdiction: str) -> Procedure:
    """The kept text read by itself: rules, values and directives that it names need not be there any more."""
    kept = ProcedureText.objects.get(pk=digest)
    problems = Problems()
    node = read_yaml(kept.text, kept.file, problems)
    if node is None:
        raise _unreadable(kept.file)
    found = read_procedure(
        node, text=kept.text, reading=_as_named(node, known_law(), problems, Jurisdiction(jurisdiction))
    )
    if found is None:
        raise _unreadable(kept.file)
    return found


def _as_named(node: Node, law: Law, problems: Problems, jurisdiction: Jurisdiction) -> Reading:
    """What the text is read against: the present law, and whatever the text names beside it."""
    named = {text.partition("#")[0] for text in _under(node, "clause")}
    directives = dict.fromkeys(named, jurisdiction)
    directives |= {pack.short: pack.jurisdiction for pack in law.packs}
    instruments = {one.short: one for pack in law.packs for one in pack.instruments}
    directives |= {short: one.jurisdiction for short, one in instruments.items()}
    parameters = {name: _unvalued(name) for name in _under(node, "within")}
    parameters |= {one.id: one for one in law.parameters}
    return Reading(problems, vocabulary(), directives, instruments, parameters, gates=tuple(_under(node, "gates")))


def _under(node: Node, key: str) -> Iterator[str]:
    """Every text that stands under the key, anywhere in the tree."""
    match node.content:
        case dict() as fields:
            for name, below in fields.items():
                yield from _texts(below) if name == key else _under(below, key)
        case list() as items:
            for item in items:
                yield from _under(item, key)


def _texts(node: Node) -> Iterator[str]:
    match node.content:
        case str() as text:
            yield text
        case dict() as fields:
            for below in fields.values():
                yield from _texts(below)
        case list() as items:
            for item in items:
                yield from _texts(item)


def _unvalued(name: str) -> Parameter:
    """A value that the law no longer holds: a limit that needs it cannot be counted."""
    return Parameter(name, "", Message(name, name), Unit.NUMBER, ())


def _text_of(procedure: Procedure) -> str:
    """The text from which the rule book was read, and no other that may have taken its place since."""
    for folder in pack_folders():
        for path in (folder / procedure.file, folder.joinpath(*procedure.file.split("/")[1:])):
            text = _read(path)
            if text is not None and sha256(text.encode()).hexdigest() == procedure.digest:
                return text
    raise _unreadable(procedure.file)


def _read(path: Traversable) -> str | None:
    try:
        return path.read_bytes().decode("utf-8") if path.is_file() else None
    except (OSError, UnicodeDecodeError):
        return None


def _unreadable(file: str) -> LiemError:
    return LiemError(
        "procedures.text",
        Message(
            f"Không đọc lại được văn bản quy trình “{file}” mà vụ việc đang chạy. Hãy báo người quản trị.",
            f"The text of the procedure “{file}” that the case runs cannot be read. Tell the administrator.",
        ),
        {"file": file},
    )
