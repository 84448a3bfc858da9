"""The catalogues of what pages say. `python -m liem.web.messages update | compile | check`

Message ids are English; `locale/vi/LC_MESSAGES/django.po` holds the Vietnamese. `update` collects the strings of all
code and templates of `liem` and keeps every translation; `check` fails where an entry has no translation, is used
nowhere, or was never collected. Babel compiles the catalogues, so that no system tool is needed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1]
CATALOGUE = Path(__file__).resolve().parent / "locale" / "vi" / "LC_MESSAGES" / "django.po"
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
Ids = str | tuple[str, ...]
Key = tuple[str | None, str]


def collect() -> Catalog:
    """Every string of the package's code and templates, with the files that use it."""
    catalogue = _empty()
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("templates/**/*.html")]):
        source = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            # What is not a string comes back as X's, still indented as in the template: no Python is indented so.
            source = "\n".join(line.strip() for line in templatize(source, origin=str(path)).splitlines())
        for context, ids in _strings(source):
            flags = ["python-format"] if _has_placeholders(ids) else []
            catalogue.add(ids, context=context, locations=[(path.relative_to(PACKAGE).as_posix(), 0)], flags=flags)
    return catalogue


def update() -> None:
    """Brings the catalogue up to the code: adds what is new, drops what nothing uses, keeps every translation."""
    old, new = _read(), collect()
    translations = {_key(message): _forms(message.string) for message in old if message.id}
    for message in new:
        if message.id:
            message.string = _kept(translations.get(_key(message), []), message)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(_po_bytes(new))


def check() -> list[str]:
    """What is wrong with the catalogue, one line each: nothing collected is missing, unused or without Vietnamese."""
    kept = {_key(message): message for message in _read() if message.id}
    collected = {_key(message): message for message in collect() if message.id}
    faults = [f"not collected yet, run update: {key[1]!r}" for key in collected.keys() - kept.keys()]
    faults += [f"used nowhere, run update: {key[1]!r}" for key in kept.keys() - collected.keys()]
    for key, message in kept.items():
        faults += [f"no Vietnamese: {key[1]!r}"] if not _is_translated(message) else []
        faults += (
            [f"placeholders differ: {key[1]!r}"] if _is_translated(message) and _placeholders_differ(message) else []
        )
    return sorted(faults)


def compile_catalogues() -> None:
    """Writes the compiled catalogue where it is missing or older than its source."""
    compiled = CATALOGUE.with_suffix(".mo")
    if not CATALOGUE.is_file():
        return
    if compiled.is_file() and compiled.stat().st_mtime_ns >= CATALOGUE.stat().st_mtime_ns:
        return
    whole = BytesIO()
    write_mo(whole, _read())
    fresh = compiled.with_suffix(".mo.new")
    fresh.write_bytes(whole.getvalue())
    fresh.replace(compiled)  # a server that starts beside this one never reads half a catalogue


def _strings(source: str) -> Iterator[tuple[str | None, Ids]]:
    for _, called, found, _ in extract_python(BytesIO(source.encode()), KEYWORDS, (), {"encoding": "utf-8"}):
        function, arguments = str(called), found if isinstance(found, tuple) else (found,)
        if arguments[0] is None:
            continue
        context = str(arguments[0]) if "pgettext" in function else None
        words = [str(argument) for argument in arguments[1 if context else 0 :] if argument is not None]
        plural = function.startswith(("ngettext", "npgettext"))
        yield context, tuple(words[:2]) if plural else words[0]


def _empty() -> Catalog:
    return Catalog(
        locale="vi", project="Liêm", charset="utf-8", fuzzy=False, header_comment="# What the pages of Liêm say."
    )


def _read() -> Catalog:
    if not CATALOGUE.is_file():
        return _empty()
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="vi")


def _po_bytes(catalogue: Catalog) -> bytes:
    whole = BytesIO()
    write_po(whole, catalogue, width=120, sort_output=True, ignore_obsolete=True, include_lineno=False)
    # Dates of writing would change the file at every update.
    lines = whole.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not re.match(r'"(POT-Creation|PO-Revision)-Date', line)).encode()


def _key(message: Message) -> Key:
    return message.context, _forms(message.id)[0]


def _forms(words: str | Sequence[str] | None) -> list[str]:
    """One form or several (singular, plural) as a list."""
    if words is None:
        return []
    return [words] if isinstance(words, str) else list(words)


def _kept(forms: Sequence[str], message: Message) -> str | tuple[str, ...]:
    """A translation in the form that the message wants; Vietnamese has one form, also where English has a plural."""
    first = forms[0] if forms else ""
    return first if isinstance(message.id, str) else (first,)


def _is_translated(message: Message) -> bool:
    forms = _forms(message.string)
    return bool(forms) and all(forms)


_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def _has_placeholders(ids: Ids) -> bool:
    return bool(_PLACEHOLDER.search(_forms(ids)[-1]))


def _placeholders_differ(message: Message) -> bool:
    wanted = set(_PLACEHOLDER.findall(_forms(message.id)[-1]))
    return set(_PLACEHOLDER.findall(_forms(message.string)[0])) != wanted


def main(arguments: Sequence[str]) -> int:
    """The command line; gives the exit code."""
    match list(arguments):
        case ["update"]:
            update()
        case ["compile"]:
            compile_catalogues()
        case ["check"]:
            faults = check()
            sys.stderr.write("".join(f"{fault}\n" for fault in faults))
            return 1 if faults else 0
        case _:
            sys.stderr.write("Usage: python -m liem.web.messages update | compile | check\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
