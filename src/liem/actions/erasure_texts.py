"""Where texts tell of a person: every app declares its columns, and an order looks through all of them.

A column is declared once: as the person's `own`, as `told` of whoever the row is about, as looked through for names
only, or as kept. A test walks the models; one whose texts are not declared fails it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import reduce
from operator import and_, or_
from typing import Any, TypeAlias

from django.db.models import JSONField, Model, Q

from liem.actions.models import WrittenRow
from liem.actions.versions import Versioned
from liem.kernel.errors import Message

ERASED = "(đã xóa)"
"""Stands where a text stood that pages and rules expect."""
REASON = "reason"
"""The column with which the reason goes too that was given when the version was closed."""
VERSION_TEXTS = ("source", REASON)
About: TypeAlias = Callable[[str], Q]


class Kept(Enum):
    """Why a column of letters stays as it is."""

    CODE = auto()  # a code, a digest or a word of a list: it says nothing to who has not the record
    NUMBER = auto()  # number and issuer of a paper, by which others find it again
    OFFICE = auto()  # who acted in office, or what a body, a post or a place is called
    LAW = auto()  # of the law
    FOUND = auto()  # what an audit found, under codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """The texts of one table, and what an order about a person takes from them.

    `own` go from rows about the person, each with what is left in its place; `told` go from these rows, and from any
    other where they name the person; `named` go only where they name the person; `kept` stay. `about` says which rows
    are about a person, None: none of them. `file` is the column with the digest of a file in the store of papers; it
    goes from rows about the person, and the file too where no other row names it. `what` is the kind, for the list.
    """

    model: type[Model]
    what: Message
    about: About | None = None
    own: Mapping[str, Any] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    kept: Mapping[str, Kept] = field(default_factory=dict)
    file: str = ""

    def of_the_person(self) -> dict[str, Any]:
        """What goes from a row about the person, with what is left."""
        file = {self.file: ""} if self.file else {}
        return {**self.own, **{name: self.left_in(name) for name in self.told}, **file}

    def left_in(self, column: str) -> Any:
        """What stands in a column of text once it was erased."""
        found = self.model._meta.get_field(column)
        if isinstance(found, JSONField):
            return []
        return "" if getattr(found, "blank", False) else ERASED


@dataclass(frozen=True, slots=True)
class Names:
    """What a person is called in texts: `own` names and numbers are nobody else's, `shared` ones another official's
    too, so that a text that holds one may be about either."""

    own: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list that is read before an order is confirmed; `number` None where nothing is counted."""

    what: Message
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What goes from a row: columns with what is left, and whether the reason goes for which it was closed.

    `elsewhere`: the row is not about the person, but names them."""

    row: Model
    what: Message
    values: Mapping[str, Any]
    closing: bool
    elsewhere: bool


@dataclass(slots=True)
class Found:
    """All that was found of a person. `files` go; `shared_files` stay, since papers about others name them too.
    `namesakes` counts the rows that hold a name which another official bears as well, `office` those that tell by name
    who acted in office: both stay."""

    taken: list[Taken] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    shared_files: set[str] = field(default_factory=set)
    namesakes: int = 0
    office: int = 0


_declared: dict[str, tuple[Particulars, ...]] = {}
_names: list[Callable[[str], Names]] = [lambda person: Names()]
_staying: dict[str, Callable[[str], Iterable[Line]]] = {}


def register_particulars(app: str, particulars: Iterable[Particulars]) -> tuple[Particulars, ...]:
    """Takes the texts of an app; gives back the former ones."""
    former = _declared.get(app, ())
    _declared[app] = tuple(particulars)
    return former


def register_names(names_of: Callable[[str], Names]) -> None:
    """Takes the answer to what a person is called."""
    _names[0] = names_of


def register_staying(app: str, lines: Callable[[str], Iterable[Line]]) -> None:
    """Takes the answer to what an app keeps about a person, and why."""
    _staying[app] = lines


def declared() -> tuple[Particulars, ...]:
    """The texts of all apps."""
    return tuple(one for app in _declared.values() for one in app)


def staying(person: str) -> list[Line]:
    """What the apps keep about the person, and why."""
    return [line for lines in _staying.values() for line in lines(person)]


def through(*paths: str) -> About:
    """Rows that lead to the person by one of these ways."""

    def about(person: str) -> Q:
        found = Q(**{paths[0]: person})
        for path in paths[1:]:
            found |= Q(**{path: person})
        return found

    return about


def found_of(person: str) -> Found:
    """Everything about the person in all tables, and every text elsewhere that names them. Nothing is changed."""
    found, names = Found(), _names[0](person)
    own, shared = Naming(names.own), Naming(names.shared)
    about = [(one, _rows_about(one, person)) for one in declared()]
    closed = _closings_to_erase({_closing_of(row) for _, rows in about for row in rows}, own)
    for one, rows in about:
        _take_about(one, rows, own, closed, found)
        _look_elsewhere(one, {row.pk for row in rows}, (own, shared), closed, found)
    return found


class Naming:
    """Finds names in texts: whole words, in capitals or not, however their marks are written."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted({_composed(name) for name in names}, key=len, reverse=True)
        words = "|".join(re.escape(name.casefold()) for name in self._names)
        self._pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None

    def __bool__(self) -> bool:
        return self._pattern is not None

    def names(self, value: Any) -> bool:
        """Whether the text, or a list of texts, names the person."""
        if self._pattern is None or not value:
            return False
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        return self._pattern.search(_composed(text).casefold()) is not None

    def query(self, columns: Iterable[str]) -> Q:
        """Rows that may name the person in one of the columns: those with all words of a name."""
        found = Q(pk__in=[])
        for column in columns:
            for name in self._names:
                found |= reduce(and_, (_holds_word(column, word) for word in name.split()))
        return found


def _holds_word(column: str, word: str) -> Q:
    """The word in small or capital letters, which not every database holds equal, and however its marks are written."""
    spelled = {how for cased in (word, word.upper(), word.lower(), word.title()) for how in _written(cased)}
    return reduce(or_, (Q(**{f"{column}__contains": how}) for how in sorted(spelled)))


def _written(word: str) -> tuple[str, str]:
    return unicodedata.normalize("NFC", word), unicodedata.normalize("NFD", word)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _rows_about(one: Particulars, person: str) -> list[Model]:
    if one.about is None:
        return []
    rows = one.model._default_manager.filter(one.about(person)).order_by("pk")
    return list({row.pk: row for row in rows}.values())  # a way through several rows leads to one more than once


def _take_about(one: Particulars, rows: list[Model], own: Naming, closed: set[Closing], found: Found) -> None:
    shared = _take_files(one, rows, found)
    for row in rows:
        values = {name: left for name, left in one.of_the_person().items() if _holds(row, name, left)}
        values |= {name: one.left_in(name) for name in one.named if own.names(getattr(row, name))}
        if one.file and getattr(row, one.file) in shared:
            del values[one.file]
        closing = REASON in one.told and _closing_of(row) in closed
        if values or closing:
            found.taken.append(Taken(row, one.what, values, closing, elsewhere=False))


def _look_elsewhere(
    one: Particulars, about: set[Any], naming: tuple[Naming, Naming], closed: set[Closing], found: Found
) -> None:
    own, shared = naming
    searched = (*one.told, *one.named)
    office = [name for name, why in one.kept.items() if why is Kept.OFFICE]
    for row in _rows_naming(one.model, (*searched, *office), naming, closed):
        found.office += any(own.names(getattr(row, name)) for name in office)
        if row.pk in about:
            continue
        values = {name: one.left_in(name) for name in searched if own.names(getattr(row, name))}
        closing = REASON in one.told and _closing_of(row) in closed
        if values or closing:
            found.taken.append(Taken(row, one.what, values, closing, elsewhere=True))
        else:
            found.namesakes += any(shared.names(getattr(row, name)) for name in searched)


def _take_files(one: Particulars, rows: list[Model], found: Found) -> set[str]:
    """Finds the files that go with these rows; gives those that stay, since a row about others still stands for one.
    Of versions about others that no longer hold, the file goes too: another paper has taken their place."""
    mine = {getattr(row, one.file) for row in rows} - {""} if one.file else set()
    if not mine:
        return set()
    keys = {row.pk for row in rows}
    naming = one.model._default_manager.filter(**{f"{one.file}__in": mine}).order_by("pk")
    others = [row for row in naming if row.pk not in keys]
    shared = {getattr(row, one.file) for row in others if _closing_of(row) is None}
    for row in others:
        if getattr(row, one.file) not in shared:
            found.taken.append(Taken(row, _REPLACED, {one.file: ""}, closing=False, elsewhere=False))
    found.files |= mine - shared
    found.shared_files |= shared
    return shared


_REPLACED = Message(
    "giấy tờ về người khác đã được thay bằng bản khác: tệp, cùng một tệp với giấy tờ phải xóa",
    "papers about others that another one has replaced: their file, the same as that of a paper to be erased",
)


def _holds(row: Model, column: str, left: Any) -> bool:
    value = getattr(row, column)
    return value not in (None, "", []) and value != left


Closing: TypeAlias = tuple[str, str, int]
"""Where the closing of a version is remembered: its table and identity, and the entry that closed it."""


def _closing_of(row: Model) -> Closing | None:
    if not isinstance(row, Versioned) or row.known_to is None:
        return None
    return row._meta.db_table, row.identity, row.known_to


def _closings_to_erase(about: set[Closing | None], own: Naming) -> set[Closing]:
    """The closings of these versions, and all whose reason names the person. Reads all closings once: they lie among
    the digests of all rows, by no table."""
    found: set[Closing] = set()
    rows = WrittenRow.objects.filter(kind=WrittenRow.Kind.CLOSED).exclude(reason="")
    told = rows.order_by().values_list("table", "row_key", "entry_id", REASON)
    for table, key, entry, reason in told.iterator(chunk_size=2000):
        if (table, key, entry) in about or own.names(reason):
            found.add((table, key, entry))
    return found


def _rows_naming(
    model: type[Model], columns: tuple[str, ...], naming: tuple[Naming, Naming], closed: set[Closing]
) -> Iterator[Model]:
    """Rows whose columns may hold a name, and those closed with one. Lists of texts are all looked through: databases
    keep their letters in another spelling."""
    if not any(naming) or not columns:
        return
    rows = model._default_manager.order_by("pk")
    if not any(isinstance(model._meta.get_field(name), JSONField) for name in columns):
        sought = naming[0].query(columns) | naming[1].query(columns)
        for table, key, entry in closed:
            if table == model._meta.db_table:
                sought |= Q(identity=key, known_to=entry)
        rows = rows.filter(sought)
    yield from rows.iterator(chunk_size=2000)
