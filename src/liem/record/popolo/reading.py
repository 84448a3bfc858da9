"""Reading a Popolo file that nobody here prepared: one JSON object or list, or one object on a line."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

from liem.kernel.errors import LiemError, Message

Thing: TypeAlias = dict[str, Any]
MOST_BYTES = 50 * 1024 * 1024
MOST_MARKS = 5_000_000  # that begin or part values: a large file has one in fifteen letters, a bomb one in two
MOST_LINES = 1_000_000
LISTS = ("persons", "organizations", "posts", "memberships", "areas", "events")
_OTHER_NAMES = {"people": "persons", "organisations": "organizations"}
_HELD_BY_FILES = frozenset({"persons", "people"})
SUFFIXES = frozenset({".json", ".jsonl", ".ndjson"})
_LOOKED_AT = 4096
_BEGINS_JSON = re.compile(r'\s*(\{\s*["}]|\[\s*[{\[])')
_ANYTHING = re.compile(r"\S")
MADE = "popolo-"
_WRAPPERS = ("result", "results", "items", "data")
_TYPES = {"person": "persons", "organization": "organizations", "organisation": "organizations"} | {
    one[:-1]: one for one in LISTS
}
_ONLY_THERE: tuple[tuple[str, frozenset[str]], ...] = (
    ("memberships", frozenset({"person_id", "person", "on_behalf_of_id", "legislative_period_id"})),
    ("persons", frozenset({"birth_date", "given_name", "family_name", "gender", "sort_name", "honorific_prefix"})),
    ("posts", frozenset({"label"})),
    ("organizations", frozenset({"founding_date", "dissolution_date", "classification"})),
)
# Where something stands inside something else: its list, and the field that then names what it stands in.
_INSIDE: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "persons": (("memberships", "memberships", "person_id"),),
    "organizations": (("memberships", "memberships", "organization_id"), ("posts", "posts", "organization_id")),
    "posts": (("memberships", "memberships", "post_id"),),
    "memberships": (),
}
# What stands in something of a later list was not looked into when its own list was walked.
_WALKED_BEFORE: Mapping[str, tuple[str, ...]] = {
    "organizations": ("persons",),
    "posts": ("persons", "organizations"),
    "memberships": ("persons", "organizations", "posts"),
}
_SAYS_WHO = ("name", "label", "family_name", "given_name", "birth_date", "organization_id", "role", "parent_id")
_NAMED = (("person", "persons"), ("organization", "organizations"), ("post", "posts"), ("area", "areas"))


@dataclass(slots=True)
class Popolo:
    """The lists of a file; what stood inside something else stands in its own list. `strange` are values that are
    nothing Popolo knows, each with its position in the file."""

    lists: dict[str, list[Thing]] = field(default_factory=lambda: {name: [] for name in LISTS})
    strange: list[tuple[str, object]] = field(default_factory=list)
    _positions: dict[int, str] = field(default_factory=dict)
    _ids: set[tuple[str, str]] = field(default_factory=set)

    def put(self, name: str, thing: object, position: str) -> None:
        """Into its list what may stand there."""
        if isinstance(thing, dict):
            self._positions[id(thing)] = position
            self.lists[name].append(thing)
            self._ids.add((name, str(own_id(thing))))
        else:
            self.strange.append((position, thing))

    def name_it(self, name: str, thing: Thing) -> None:
        """Gives it the id by which others may mean it."""
        thing["id"] = named(name, thing)
        self._ids.add((name, str(thing["id"])))

    def holds(self, name: str, given: object) -> bool:
        """Whether something of the list has this id."""
        return (name, str(given)) in self._ids

    def position_of(self, thing: Thing) -> str:
        return self._positions.get(id(thing), "")

    def place_of(self, thing: Thing) -> str:
        """By its own id, else by its position: how a person finds it in the file."""
        given = own_id(thing)
        return str(given) if given is not None and not str(given).startswith(MADE) else self.position_of(thing)


def is_json(path: Path) -> bool:
    """Whether the file is JSON by its name, or begins as an object or a list of such does."""
    if path.suffix.casefold() in SUFFIXES:
        return True
    if not path.is_file():
        return False
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT)
    text = start.decode(json.detect_encoding(start), errors="ignore").removeprefix("\ufeff")
    return _BEGINS_JSON.match(text) is not None


def read_popolo(path: Path) -> Popolo:
    """Raises LiemError `popolo.not_found`, `popolo.too_large`, `popolo.too_many`, `popolo.not_json` with the line,
    `popolo.nothing` where there is no person, organization, post or membership in the file."""
    popolo = Popolo()
    values = list(islice(_values(path), MOST_LINES + 1))
    if len(values) > MOST_LINES:
        raise _too_many()
    try:
        for number, value in enumerate(values):
            _sort(value, popolo, f"[{number}]" if len(values) > 1 else "")
    except RecursionError as error:
        raise _not_json(error) from error
    for name in ("persons", "organizations", "posts", "memberships"):
        for thing in popolo.lists[name]:
            _take_out(name, thing, popolo)
    if not any(popolo.lists[name] for name in LISTS[:4]):
        raise _nothing(path)
    return popolo


def _values(path: Path) -> Iterator[object]:
    if not path.is_file():
        raise LiemError(
            "popolo.not_found",
            Message(
                f"Không có tệp “{path.name}”. Hãy xem lại tên và thư mục.",
                f"There is no file “{path.name}”. Check the name and the folder.",
            ),
        )
    if path.stat().st_size > MOST_BYTES:
        most = MOST_BYTES // (1024 * 1024)
        raise LiemError(
            "popolo.too_large",
            Message(
                f"Tệp lớn hơn {most} MB. Hãy tách thành nhiều tệp rồi nhập lần lượt.",
                f"The file is larger than {most} MB. Split it and import the parts one after the other.",
            ),
        )
    content = path.read_bytes()
    if sum(content.count(mark) for mark in (b"{", b"[", b",")) > MOST_MARKS:
        raise _too_many()
    decoder, at = json.JSONDecoder(), 0
    try:
        text = content.decode(json.detect_encoding(content)).removeprefix("\ufeff")
        while found := _ANYTHING.search(text, at):
            value, at = decoder.raw_decode(text, found.start())
            yield value
    except (ValueError, RecursionError) as error:  # not JSON, not its letters, or a number of thousands of digits
        raise _not_json(error) from error
    if not at:
        raise _not_json(ValueError())


def _sort(value: object, popolo: Popolo, position: str) -> None:
    """Puts a value of the file into the lists that it belongs to."""
    if isinstance(value, list):
        for number, one in enumerate(value):
            _sort(one, popolo, f"{position}[{number}]")
    elif not isinstance(value, dict):
        popolo.strange.append((position, value))
    elif found := [key for key in value if _holds_list(value, key)]:
        for key in found:
            for where, one in _things(value[key]):
                popolo.put(_list_name(key), one, f"{position}{key}[{where}]")
        popolo.strange += [(f"{position}{key}", one) for key, one in value.items() if key not in found and one]
    elif wrapped := [key for key in _WRAPPERS if isinstance(value.get(key), list | dict)]:
        _sort(value[wrapped[0]], popolo, f"{position}{wrapped[0]}")
    elif kind := _kind_of(value):
        popolo.put(kind, value, position)
    else:
        popolo.strange.append((position, value))


def _things(value: object) -> Iterator[tuple[object, object]]:
    """The things of a list, or of an object that holds each under its id."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield key, {"id": key, **one} if isinstance(one, dict) else one
    elif isinstance(value, list):
        yield from enumerate(value)


def _holds_list(value: Thing, key: str) -> bool:
    """A person of their own has memberships too, and is not the file; nor is a person the value of a key `persons`."""
    name, held = _list_name(key), value[key]
    if isinstance(held, dict):
        return name in LISTS and bool(held) and all(isinstance(one, dict) for one in held.values())
    return name in LISTS and isinstance(held, list) and ("name" not in value or not _HELD_BY_FILES.isdisjoint(value))


def _list_name(key: str) -> str:
    return _OTHER_NAMES.get(key, key)


def _kind_of(thing: Thing) -> str | None:
    for key in ("@type", "_type", "type", "doc_type"):
        named = _TYPES.get(str(thing.get(key, "")).casefold().rsplit(":", maxsplit=1)[-1])
        if named:
            return named
    return next(
        (name for name, own in _ONLY_THERE if own & thing.keys()), "persons" if "memberships" in thing else None
    )


def _take_out(name: str, thing: Thing, popolo: Popolo) -> None:
    """Moves what stands inside into its own list, with the code of what it stood in. The lists grow while they are
    walked, so that what was taken out is looked into as well."""
    if name != "memberships":
        popolo.name_it(name, thing)
    for key, into, back in _INSIDE[name]:
        for number, one in enumerate(_list(thing.pop(key, None))):
            if isinstance(one, dict):
                one.setdefault(back, own_id(thing))
            popolo.put(into, one, f"{popolo.position_of(thing)}.{key}[{number}]")
    for key, into in _NAMED:
        inner = thing.get(key)
        if name != into and isinstance(inner, dict):
            inner["id"] = named(into, inner)
            thing.setdefault(f"{key}_id", inner["id"])
            del thing[key]
            if not popolo.holds(into, inner["id"]):
                popolo.put(into, inner, f"{popolo.position_of(thing)}.{key}")
                if into in _WALKED_BEFORE.get(name, ()):
                    _take_out(into, inner, popolo)


def named(name: str, thing: Thing) -> Any:
    """The thing's id; without one, an id made of what it says of itself, the same whenever the file is read."""
    return own_id(thing) or made_id(name, *(thing.get(key) for key in _SAYS_WHO))


def made_id(*parts: object) -> str:
    """A code of 23 characters made of these parts."""
    told = json.dumps([str(part) for part in parts if part not in (None, "")], ensure_ascii=False)
    return f"{MADE}{hashlib.sha256(told.encode(errors='backslashreplace')).hexdigest()[:16]}"


def own_id(thing: Thing) -> Any:
    """The id as the file gives it; None where there is none, or what stands there is no text and no number."""
    for key in ("id", "_id"):
        given = thing.get(key)
        if given not in (None, "") and not isinstance(given, dict | list):
            return given
    return None


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _not_json(error: Exception) -> LiemError:
    at = getattr(error, "lineno", None)
    where = Message(f" (dòng {at})" if at else "", f" (line {at})" if at else "")
    return LiemError(
        "popolo.not_json",
        Message(
            f"Tệp không đọc được theo JSON{where.vi}. Hãy lấy lại tệp từ nguồn, hoặc sửa chỗ đó.",
            f"The file cannot be read as JSON{where.en}. Get it from its source again, or correct that place.",
        ),
        {"line": at},
    )


def _too_many() -> LiemError:
    return LiemError(
        "popolo.too_many",
        Message(
            "Tệp có quá nhiều giá trị nên không đọc. Hãy tách thành nhiều tệp rồi nhập lần lượt.",
            "The file holds too many values and was not read. Split it and import the parts one after the other.",
        ),
    )


def _nothing(path: Path) -> LiemError:
    return LiemError(
        "popolo.nothing",
        Message(
            f"“{path.name}” không có người, tổ chức, chức danh hay tư cách thành viên nào theo Popolo. "
            "Hãy xem docs/reference/popolo.md để biết các danh sách cần có.",
            f"“{path.name}” holds no person, organization, post or membership of Popolo. "
            "See docs/reference/popolo.md for the lists that it needs.",
        ),
    )
