"""Law files as trees that remember their lines, and the collected problems of a load.

Everything that is wrong is reported together, each with file, line, what was expected and a suggestion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

import yaml
from yaml.error import MarkedYAMLError

from liem.kernel.errors import LiemError, Message
from liem.law.language.faults import suggestion

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 40  # levels within one another; no law file needs ten
_LONGEST_NUMBER = 15  # digits that a 64-bit float keeps exactly
_SHOWN = 40  # characters of a value that cannot be read


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a law file; `line` counts from 1."""

    file: str
    line: int
    code: str
    message: Message

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: [{self.code}] {self.message.vi} / {self.message.en}"


class LawFilesError(LiemError):
    """Law files that cannot be used, with every problem found (`problems`)."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        listed_vi = "\n".join(f"{problem.file}:{problem.line}: {problem.message.vi}" for problem in problems)
        listed_en = "\n".join(f"{problem.file}:{problem.line}: {problem.message.en}" for problem in problems)
        super().__init__(
            "law.files",
            Message(
                f"Tệp quy tắc có {len(problems)} chỗ phải sửa, chưa tệp nào được dùng:\n{listed_vi}",
                f"The law files need {len(problems)} corrections; none of them is in use:\n{listed_en}",
            ),
            {"problems": problems},
        )


UNREADABLE = object()  # stands for a value that has already been reported


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a YAML file and its place.

    `content` is a scalar, a list of nodes, a mapping of names to nodes, or UNREADABLE.
    """

    content: object
    file: str
    line: int
    block: bool = False  # text under “|” or “>”, beginning on the next line

    def line_of(self, line_of_text: int) -> int:
        """The line of the file that holds the given line (from 1) of this text."""
        return self.line + line_of_text - (0 if self.block else 1)


@dataclass(slots=True)
class Problems:
    """Collects what is wrong."""

    found: list[Problem] = field(default_factory=list)

    def add(self, place: Node, code: str, vi: str, en: str) -> None:
        self.found.append(Problem(place.file, place.line, code, Message(vi, en)))

    def add_error(self, place: Node, error: LiemError) -> None:
        """An error raised about the text or value at `place`."""
        line = error.data.get("line")
        where = place.line_of(line) if isinstance(line, int) else place.line
        self.found.append(Problem(place.file, where, error.code, error.message))

    def raise_if_any(self) -> None:
        if self.found:
            raise LawFilesError(tuple(sorted(self.found, key=lambda problem: (problem.file, problem.line))))


def read_yaml(text: str, file: str, problems: Problems) -> Node | None:
    """The file's tree, or None when it is not YAML. Refuses doubled keys and aliases."""
    found = _documents(text, file, problems, one=True)
    return found[0] if found else None


def read_documents(text: str, file: str, problems: Problems) -> list[Node]:
    """The trees of a file that may hold several documents (`---` between them)."""
    return _documents(text, file, problems, one=False)


def _documents(text: str, file: str, problems: Problems, *, one: bool) -> list[Node]:
    trees, found = _trees_of(text, file, one)
    problems.found.extend(found)
    return list(trees)


@lru_cache(maxsize=1024)
def _trees_of(text: str, file: str, one: bool) -> tuple[tuple[Node, ...], tuple[Problem, ...]]:
    """The trees of a text and what is wrong with it: kept, for a change of one file has all of them read again."""
    problems = Problems()
    try:
        _refuse_depth(text)
        loader = _Loader(text)
        try:
            trees = [loader.get_single_node()] if one else list(_trees(loader))
            found = [_convert(tree, file, loader, problems, set()) for tree in trees if tree is not None]
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "unreadable"
        problems.add(
            Node(None, file, mark.line + 1 if mark else 1),
            "law.yaml",
            f"Không đọc được YAML: {_in_vietnamese(what)}. Hãy kiểm tra thụt dòng, dấu hai chấm và dấu nháy.",
            f"This is not readable YAML: {what}. Check indentation, colons and quotes.",
        )
        return (), tuple(problems.found)
    if not found:
        problems.add(Node(None, file, 1), "law.empty_file", "Tệp trống.", "The file is empty.")
    return tuple(found), tuple(problems.found)


_YAML_FAULTS = {
    "mapping values are not allowed": "thừa dấu hai chấm, hoặc chữ có dấu hai chấm chưa đặt trong nháy",
    "could not find expected ':'": "thiếu dấu hai chấm",
    "cannot start any token": "có ký tự không dùng được ở đây, như dấu tab",
    "expected <block end>": "thụt dòng không đều",
    "unexpected end of stream": "thiếu dấu nháy đóng",
    "expected ',' or": "thiếu dấu phẩy hoặc dấu ngoặc đóng",
    "levels of nesting": "lồng quá nhiều cấp",
    "found undefined alias": "nhắc tới một tên (*) chưa đặt",
}


def _in_vietnamese(what: str) -> str:
    """What the reader of YAML found wrong, for the faults that people make."""
    return next((vi for en, vi in _YAML_FAULTS.items() if en in what), "cú pháp chưa đúng")


def _refuse_depth(text: str) -> None:
    """Looked at before a tree is built: building one goes down level by level, and thousands of levels would exhaust
    the stack and take the whole process with them. Raises `YAMLError`."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            said = f"more than {_DEEPEST} levels of nesting"
            raise MarkedYAMLError(problem=said, problem_mark=event.start_mark)  # type: ignore[arg-type]


def _trees(loader: yaml.SafeLoader) -> Iterator[yaml.Node | None]:
    while loader.check_node():
        yield loader.get_node()


def _convert(tree: yaml.Node, file: str, loader: yaml.SafeLoader, problems: Problems, seen: set[int]) -> Node:
    line = tree.start_mark.line + 1
    place = Node(UNREADABLE, file, line)
    if id(tree) in seen:
        problems.add(
            place,
            "law.alias",
            "Không dùng bí danh (*) của YAML. Hãy viết lại đầy đủ.",
            "Write it out: no YAML aliases (*).",
        )
        return place
    seen.add(id(tree))
    if isinstance(tree, yaml.MappingNode):
        fields: dict[str, Node] = {}
        for key, value in tree.value:
            name = str(key.value)  # the written word: YAML would read the key “on” as true
            if name in fields:
                problems.add(
                    Node(None, file, key.start_mark.line + 1),
                    "law.duplicate_key",
                    f"“{name}” được ghi hai lần. Hãy giữ lại một.",
                    f"“{name}” is written twice. Keep one.",
                )
            fields[name] = _convert(value, file, loader, problems, seen)
        return Node(fields, file, line)
    if isinstance(tree, yaml.SequenceNode):
        return Node([_convert(item, file, loader, problems, seen) for item in tree.value], file, line)
    try:
        value = _scalar(tree, loader)
    except (ValueError, ArithmeticError, LookupError, AttributeError):  # as PyYAML fails on what it takes for a value
        shown = str(tree.value)[:_SHOWN]
        if str(tree.tag).endswith(":timestamp"):
            words = (f"“{shown}” không phải là một ngày có thật.", f"“{shown}” is not a day of the calendar.")
            problems.add(place, "law.day", *words)
        else:
            problems.add(
                place,
                "law.scalar",
                f"Không đọc được “{shown}”. Chữ thì đặt trong dấu nháy; số thì không quá {_LONGEST_NUMBER} chữ số.",
                f"“{shown}” cannot be read. Put text between quotes; a number has at most {_LONGEST_NUMBER} digits.",
            )
        return place
    return Node(value, file, line, block=getattr(tree, "style", None) in {"|", ">"})


def _scalar(tree: yaml.Node, loader: yaml.SafeLoader) -> object:
    """The value, if every engine can take it. Raises what PyYAML raises, and ValueError."""
    value = loader.construct_object(tree)
    if isinstance(value, int | float) and not abs(value) < 10**_LONGEST_NUMBER:
        raise ValueError(tree.value)
    return value


class Fields:
    """Reads the named values of a mapping; whatever is wrong goes to the problems and gives None."""

    def __init__(
        self, node: Node, problems: Problems, known: Iterable[str], *, unknown: str = "law.unknown_key"
    ) -> None:
        self.node = node
        self.problems = problems
        self._known = tuple(known)
        self._fields: dict[str, Node] = node.content if isinstance(node.content, dict) else {}
        self.is_mapping = isinstance(node.content, dict)
        if not self.is_mapping and node.content is not UNREADABLE:
            names = ", ".join(self._known)
            self.wrong(node, f"các mục {names}", f"the entries {names}")
        for name, value in self._fields.items():
            if name not in self._known:
                hint = suggestion(name, self._known)
                problems.add(value, unknown, f"Không có mục “{name}”.{hint.vi}", f"There is no “{name}”.{hint.en}")

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def get(self, name: str) -> Node | None:
        return self._fields.get(name)

    def place(self, name: str) -> Node:
        """Where the named value stands, or the mapping itself when it is absent."""
        return self._fields.get(name, self.node)

    def required(self, name: str) -> Node | None:
        node = self._fields.get(name)
        if not self.is_mapping or (node is not None and node.content is UNREADABLE):
            return None
        if node is None or node.content is None or node.content in ("", [], {}):
            self.problems.add(
                self.place(name),
                f"law.missing_{name}",
                f"Thiếu “{name}”. Hãy bổ sung.",
                f"“{name}” is missing. Add it.",
            )
            return None
        return node

    def text(self, name: str, *, optional: bool = False) -> str | None:
        node = self._fields.get(name) if optional else self.required(name)
        if node is None:
            return None
        if not isinstance(node.content, str):
            self.wrong(node, f"chữ ở “{name}”", f"text for “{name}”")
            return None
        return node.content.strip()

    def choice(self, name: str, allowed: Iterable[str]) -> str | None:
        words = tuple(allowed)
        found = self.text(name)
        if found is None or found in words:
            return found
        hint = suggestion(found, words)
        self.problems.add(
            self.place(name),
            "law.unknown_choice",
            f"“{name}” không có giá trị “{found}”.{hint.vi}",
            f"“{name}” cannot be “{found}”.{hint.en}",
        )
        return None

    def message(self, name: str) -> Message | None:
        node = self.required(name)
        if node is None:
            return None
        both = Fields(node, self.problems, ("vi", "en"))
        vi, en = both.text("vi"), both.text("en")
        return Message(vi, en) if vi and en else None

    def words(self, name: str, *, optional: bool = False) -> Message | None:
        """Words for people: in both languages, or one text that stands for both (a number, a title, a foreign case)."""
        node = self._fields.get(name) if optional else self.required(name)
        if node is None:
            return None
        if isinstance(node.content, dict):
            return self.message(name)
        text = self.text(name, optional=optional)
        return Message(text, text) if text else None

    def day(self, name: str, *, optional: bool = False) -> date | None:
        node = self._fields.get(name) if optional else self.required(name)
        if node is None or node.content in (None, UNREADABLE):
            return None
        if isinstance(node.content, datetime) or not isinstance(node.content, date):
            self.wrong(node, f"một ngày như 2025-06-30 ở “{name}”", f"a day such as 2025-06-30 for “{name}”")
            return None
        return node.content

    def flag(self, name: str, *, default: bool) -> bool:
        node = self._fields.get(name)
        if node is None:
            return default
        if not isinstance(node.content, bool):
            self.wrong(node, f"true hoặc false ở “{name}”", f"true or false for “{name}”")
            return default
        return node.content

    def items(self, name: str, *, optional: bool = False) -> list[Node]:
        node = self._fields.get(name) if optional else self.required(name)
        if node is None:
            return []
        if not isinstance(node.content, list):
            self.wrong(node, f"một danh sách ở “{name}”", f"a list for “{name}”")
            return []
        return node.content

    def one_or_more(self, name: str) -> list[Node]:
        """A list, or a single value written without one."""
        node = self.required(name)
        if node is None:
            return []
        return node.content if isinstance(node.content, list) else [node]

    def fields(self, name: str, known: Iterable[str], *, optional: bool = False) -> Fields | None:
        node = self._fields.get(name) if optional else self.required(name)
        return None if node is None else Fields(node, self.problems, known)

    def wrong(self, node: Node, vi: str, en: str) -> None:
        """Reports a value of the wrong kind, unless it has been reported as unreadable."""
        if node.content is UNREADABLE:
            return
        shown = type(node.content).__name__ if isinstance(node.content, list | dict) else repr(node.content)
        self.problems.add(node, "law.type", f"Ở đây cần {vi}, nhưng lại là {shown}.", f"Expected {en}, found {shown}.")
