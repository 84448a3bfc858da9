"""What no row can be made of is taken out of the lists before they are converted, and told."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any

from liem.record.importing.nearest import folded
from liem.record.importing.reading import EXAMPLE
from liem.record.importing.sheets import LONGEST_CODE
from liem.record.popolo.notes import Note, note, text
from liem.record.popolo.reading import Popolo, Thing, made_id

NAMES: Mapping[str, tuple[str, ...]] = {
    "organizations": ("name",),
    "posts": ("label", "role", "name"),
    "persons": ("name", "family_name", "given_name"),
}
_REFERS = (("person_id", "persons"), ("organization_id", "organizations"), ("post_id", "posts"))


def code_of(given: Any) -> str | None:
    """An id as a code: as it is where it can be one, else one made of it; None for what is no id."""
    return None if given in (None, "") or isinstance(given, dict | list) else _code(str(given))


@lru_cache(maxsize=1 << 16)
def _code(given: str) -> str:
    plain = unicodedata.normalize("NFC", given).strip()
    fits = len(plain) <= LONGEST_CODE and len(plain.split()) == 1 and plain.isprintable()
    return plain if fits and not folded(plain).startswith(EXAMPLE) else made_id(plain)


def title_of(name: str, thing: Thing) -> str:
    """What the thing is called; empty where it has no name."""
    first, *parts = NAMES[name]
    if name == "posts":
        return next((said for key in NAMES[name] if (said := text(thing.get(key)))), "")
    return text(thing.get(first)) or " ".join(text(thing[part]) for part in parts if thing.get(part))


def clear(popolo: Popolo, on_record: Mapping[str, Collection[str]]) -> Iterator[Note]:
    """Takes out what has no name, what comes twice, and what names something that is neither in the file nor
    `on_record` (codes by list). A superior that is not there, or leads round in a circle, is no superior."""
    for name in NAMES:
        yield from _named_and_once(name, popolo)
    there = {name: {code_of(thing["id"]) for thing in popolo.lists[name]} for name in NAMES}
    there = {name: codes | set(on_record.get(name, ())) for name, codes in there.items()}
    yield from _superiors(popolo, there["organizations"])
    yield from _referring("posts", popolo, there)
    there["posts"] = {code_of(thing["id"]) for thing in popolo.lists["posts"]} | set(on_record.get("posts", ()))
    yield from _referring("memberships", popolo, there)


def _named_and_once(name: str, popolo: Popolo) -> Iterator[Note]:
    kept: dict[str | None, Thing] = {}
    for thing in popolo.lists[name]:
        code = code_of(thing["id"])
        if code is None or not title_of(name, thing):
            yield note(name, popolo.place_of(thing), NAMES[name][0], thing, "nameless")
        elif code not in kept:
            kept[code] = thing
        elif kept[code] != thing:
            yield note(name, popolo.place_of(thing), "id", thing, "twice")
    popolo.lists[name] = list(kept.values())


def _superiors(popolo: Popolo, there: Collection[str | None]) -> Iterator[Note]:
    above: dict[str | None, str | None] = {}
    for thing in popolo.lists["organizations"]:
        parent = thing.get("parent_id")
        if parent not in (None, "") and code_of(parent) not in there:
            yield note("organizations", popolo.place_of(thing), "parent_id", thing.pop("parent_id"), "absent")
        above[code_of(thing["id"])] = code_of(thing.get("parent_id"))
    circling = _circling(above)
    for thing in popolo.lists["organizations"]:
        if code_of(thing["id"]) in circling:
            yield note("organizations", popolo.place_of(thing), "parent_id", thing.pop("parent_id"), "circle")


def _circling(above: Mapping[str | None, str | None]) -> set[str | None]:
    """Those whose way up comes back to themselves."""
    circling: set[str | None] = set()
    settled: set[str | None] = {None}
    for start in above:
        way: list[str | None] = []
        here: str | None = start
        while here not in settled and here not in way:
            way.append(here)
            here = above.get(here)
        if here in way:
            circling.update(way[way.index(here) :])
        settled.update(way)
    return circling


def _referring(name: str, popolo: Popolo, there: Mapping[str, Collection[str | None]]) -> Iterator[Note]:
    """Those of the list whose person and organization are there; a post that is not is no post."""
    kept = []
    for thing in popolo.lists[name]:
        absent = [
            key
            for key, into in _REFERS
            if into != name and thing.get(key) not in (None, "") and code_of(thing[key]) not in there[into]
        ]
        if "post_id" in absent and thing.get("organization_id"):
            absent.remove("post_id")
            yield note(name, popolo.place_of(thing), "post_id", thing.pop("post_id"), "absent")
        if absent:
            yield note(name, popolo.place_of(thing), ", ".join(absent), _ids(thing, absent), "absent")
        else:
            kept.append(thing)
    popolo.lists[name] = kept


def _ids(thing: Thing, keys: Collection[str]) -> str:
    return ", ".join(str(thing[key]) for key in keys)
