"""Reading a Popolo file that nobody here prepared: one JSON object or list, or one object on a line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from liem.kernel.errors import LiemError, Message

Thing: TypeAlias = dict[str, Any]
MOST_BYTES = 50 * 1024 * 1024
LISTS = ("persons", "organizations", "posts", "memberships", "areas", "events")
_OTHER_NAMES = {"people": "persons", "organisations": "organizations"}
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
_SAYS_WHO = ("name", "label", "family_name", "given_name", "birth_date", "organization_id", "role", "parent_id")
_NAMED = (("person", "persons"), ("organization", "organizations"), ("post", "posts"), ("area", "areas"))


@dataclass(slots=True)
class Popolo:
    """The lists of a file; what stood inside something else stands in its own list. `strange` are values that are
    nothing Popolo knows."""

    lists: dict[str, list[Thing]] = field(default_factory=lambda: {name: [] for name in LISTS})
    strange: list[object] = field(default_factory=list)


def read_popolo(path: Path) -> Popolo:
    """Raises LiemError `popolo.not_found`, `popolo.too_large`, `popolo.not_json` with the line, `popolo.nothing` where
    there is no person, organization, post or membership in the file."""
    popolo = Popolo()
    for value in _values(path):
        _sort(value, popolo)
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
    try:
        text = content.decode(json.detect_encoding(content))
        whole = json.loads(text.removeprefix("\ufeff"))
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        if not isinstance(error, json.JSONDecodeError) or not error.msg.startswith("Extra data"):
            raise _not_json(error) from error
        yield from _lines(text)
    else:
        yield whole


def _lines(text: str) -> Iterator[object]:
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        if line.strip():
            try:
                yield json.loads(line)
            except (json.JSONDecodeError, RecursionError) as error:
                raise _not_json(error, line=number) from error


def _sort(value: object, popolo: Popolo) -> None:
    """Puts a value of the file into the lists that it belongs to."""
    if isinstance(value, list):
        for one in value:
            _sort(one, popolo)
    elif not isinstance(value, dict):
        popolo.strange.append(value)
    elif found := [(key, _list_name(key)) for key in value if _holds_list(value, key)]:
        for key, name in found:
            things = value[key]
            popolo.lists[name] += [one for one in things if isinstance(one, dict)]
            popolo.strange += [one for one in things if not isinstance(one, dict)]
    elif wrapped := [value[key] for key in _WRAPPERS if isinstance(value.get(key), list | dict)]:
        _sort(wrapped[0], popolo)
    elif kind := _kind_of(value):
        popolo.lists[kind].append(value)
    else:
        popolo.strange.append(value)


def _holds_list(value: Thing, key: str) -> bool:
    """A person of their own has memberships too, and is not the file."""
    return _list_name(key) in LISTS and isinstance(value[key], list) and "name" not in value


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
        name_it(name, thing)
    for key, into, back in _INSIDE[name]:
        for one in _dicts(thing.pop(key, None)):
            one.setdefault(back, own_id(thing))
            popolo.lists[into].append(one)
    for key, into in _NAMED:
        inner = thing.get(key)
        if name != into and isinstance(inner, dict):
            name_it(into, inner)
            thing.setdefault(f"{key}_id", inner["id"])
            del thing[key]
            if not any(own_id(other) == inner["id"] for other in popolo.lists[into]):
                popolo.lists[into].append(inner)


def name_it(name: str, thing: Thing) -> None:
    """Something without an id gets one made of what it says of itself, the same whenever the file is read."""
    thing["id"] = own_id(thing) or made_id(name, *(thing.get(key) for key in _SAYS_WHO))


def made_id(*parts: object) -> str:
    """A code of 23 characters made of these parts."""
    told = json.dumps([str(part) for part in parts if part not in (None, "")], ensure_ascii=False)
    return f"popolo-{hashlib.sha256(told.encode(errors='backslashreplace')).hexdigest()[:16]}"


def own_id(thing: Thing) -> Any:
    """The id as the file gives it; None where there is none."""
    return next((thing[key] for key in ("id", "_id") if thing.get(key) not in (None, "")), None)


def _dicts(value: object) -> list[Thing]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _not_json(error: Exception, *, line: int | None = None) -> LiemError:
    at = line or getattr(error, "lineno", None)
    where = Message(f" (dòng {at})" if at else "", f" (line {at})" if at else "")
    return LiemError(
        "popolo.not_json",
        Message(
            f"Tệp không đọc được theo JSON{where.vi}. Hãy lấy lại tệp từ nguồn, hoặc sửa chỗ đó.",
            f"The file cannot be read as JSON{where.en}. Get it from its source again, or correct that place.",
        ),
        {"line": at},
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
