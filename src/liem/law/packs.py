"""Packs: the law of one directive, and `Law`, everything loaded together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Protocol

from liem.kernel.errors import Message
from liem.kernel.force import InForce
from liem.law.parameters import Parameter, ParameterValue, read_parameters
from liem.law.reading import Reading, read_force_block
from liem.law.rules import Rule, Service, read_rule
from liem.law.source import Fields, Node, Problems, read_yaml
from liem.law.targets import Target, read_targets
from liem.law.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class DocumentMark:
    """How the text of the directive is recognised: its symbol and issuer, the SHA-256 of its file, or both."""

    symbol: str | None
    issuer: str | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Pack:
    """The law of one directive: `short` names it in clause addresses, `short_title` where people read them."""

    id: str
    short: str
    title: Message
    kind: str
    issuer_kind: str
    document: DocumentMark
    in_force: InForce
    note: Message | None
    short_title: Message | None = None


class _Named(Protocol):
    @property
    def id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Law:
    """Packs with their rules, parameters and targets."""

    packs: tuple[Pack, ...]
    rules: tuple[Rule, ...]
    parameters: tuple[Parameter, ...]
    targets: tuple[Target, ...]

    def rule(self, rule_id: str) -> Rule | None:
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def target(self, target_id: str) -> Target | None:
        return next((target for target in self.targets if target.id == target_id), None)

    def pack(self, short: str) -> Pack | None:
        return next((pack for pack in self.packs if pack.short == short), None)

    def in_force(self, day: date) -> Law:
        """The rules and targets in force on the day, in packs in force on the day."""
        packs = tuple(pack for pack in self.packs if pack.in_force.covers(day))
        current = {pack.id for pack in packs}
        return replace(
            self,
            packs=packs,
            rules=tuple(rule for rule in self.rules if rule.pack in current and rule.in_force.covers(day)),
            targets=tuple(target for target in self.targets if target.pack in current and target.in_force.covers(day)),
        )

    def serving(self, service: Service) -> tuple[Rule, ...]:
        """The rules that serve the audit, or the gates."""
        return tuple(rule for rule in self.rules if service in rule.serves)

    def parameters_on(self, day: date) -> dict[str, ParameterValue | None]:
        """Every parameter's verified value on the day; None where there is none."""
        return {parameter.id: parameter.on(day) for parameter in self.parameters}


def packs_folder() -> Traversable:
    """The packs that come with the product."""
    return files("liem") / "packs"


def load_law(vocabulary: Vocabulary, folder: Traversable | None = None) -> Law:
    """All packs of a folder, linted. Raises `LawFilesError` with every problem found."""
    problems = Problems()
    folders = sorted(
        (item for item in _children(folder or packs_folder()) if item.is_dir()), key=lambda item: item.name
    )
    sources = [_Source(item, item.name, problems) for item in folders if not item.name.startswith(("_", "."))]
    packs = [pack for source in sources if (pack := _read_pack(source)) is not None]
    reading = Reading(problems, vocabulary, frozenset(pack.short for pack in packs), {})
    parameters = [
        parameter
        for source in sources
        if (node := source.tree("parameters.yaml")) is not None
        for parameter in read_parameters(node, source.name, reading)
    ]
    reading = replace(reading, parameters={parameter.id: parameter for parameter in parameters})
    rules = [rule for source in sources for rule in _read_rules(source, reading)]
    targets = [target for source in sources for target in _read_target_file(source, reading)]
    _refuse_duplicates([*((pack, f"{pack.id}/pack.yaml") for pack in packs)], problems)
    _refuse_duplicates([(parameter, f"{parameter.pack}/parameters.yaml") for parameter in parameters], problems)
    _refuse_duplicates(
        [*((rule, rule.file) for rule in rules), *((target, target.file) for target in targets)], problems
    )
    problems.raise_if_any()
    return Law(tuple(packs), tuple(rules), tuple(parameters), tuple(targets))


@dataclass(frozen=True, slots=True)
class _Source:
    """The files of one pack; `name` is the folder's name."""

    folder: Traversable
    name: str
    problems: Problems

    def text(self, path: str) -> str | None:
        """The file's text, or None when there is no such file or it is not UTF-8."""
        file = self.folder.joinpath(path)
        if not file.is_file():
            return None
        try:
            return file.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            self.problems.add(
                Node(None, f"{self.name}/{path}", 1),
                "law.encoding",
                "Tệp không phải UTF-8. Hãy lưu lại bằng UTF-8.",
                "The file is not UTF-8. Save it as UTF-8.",
            )
            return None

    def tree(self, path: str) -> Node | None:
        text = self.text(path)
        return None if text is None else read_yaml(text, f"{self.name}/{path}", self.problems)

    def rule_files(self) -> list[str]:
        """Names of the files in `rules/`, sorted."""
        folder = self.folder / "rules"
        return sorted(file.name for file in _children(folder) if file.name.endswith(".yaml"))


def _children(folder: Traversable) -> list[Traversable]:
    return list(folder.iterdir()) if folder.is_dir() else []


_PACK_KEYS = ("id", "short", "title", "short_title", "kind", "issuer_kind", "document", "in_force", "note")


def _read_pack(source: _Source) -> Pack | None:
    if not source.folder.joinpath("pack.yaml").is_file():
        source.problems.add(
            Node(None, f"{source.name}/pack.yaml", 1),
            "law.missing_pack",
            "Thiếu pack.yaml. Hãy thêm tệp mô tả văn bản.",
            "pack.yaml is missing. Add the file that describes the directive.",
        )
        return None
    node = source.tree("pack.yaml")
    if node is None:
        return None
    fields = Fields(node, source.problems, _PACK_KEYS)
    pack_id, short, title = fields.text("id"), fields.text("short"), fields.message("title")
    kind, issuer_kind = fields.text("kind"), fields.text("issuer_kind")
    document, in_force = _read_document(fields), read_force_block(fields)
    note, short_title = (fields.message(key) if key in fields else None for key in ("note", "short_title"))
    if pack_id and pack_id != source.name:
        source.problems.add(
            fields.place("id"),
            "law.id_not_file_name",
            f"Mã “{pack_id}” khác tên thư mục “{source.name}”. Hãy đặt giống nhau.",
            f"The id “{pack_id}” differs from the folder's name “{source.name}”. Make them the same.",
        )
    if not (pack_id and short and title and kind and issuer_kind and document and in_force):
        return None
    return Pack(pack_id, short, title, kind, issuer_kind, document, in_force, note, short_title)


def _read_document(fields: Fields) -> DocumentMark | None:
    block = fields.fields("document", ("symbol", "issuer", "sha256"))
    if block is None:
        return None
    symbol, issuer, digest = (block.text(name, optional=True) for name in ("symbol", "issuer", "sha256"))
    if not symbol and not digest:
        fields.problems.add(
            fields.place("document"),
            "law.missing_document",
            "Cần số, ký hiệu (symbol) hoặc sha256 để nhận ra văn bản.",
            "A symbol or a sha256 is needed to recognise the directive.",
        )
        return None
    return DocumentMark(symbol, issuer, digest)


def _read_rules(source: _Source, reading: Reading) -> list[Rule]:
    found = []
    for name in source.rule_files():
        path = f"rules/{name}"
        text, node = source.text(path), source.tree(path)
        if text is None or node is None:
            continue
        rule = read_rule(node, text=text, reading=reading)
        if rule is not None:
            found.append(rule)
    return found


def _read_target_file(source: _Source, reading: Reading) -> list[Target]:
    text, node = source.text("targets.yaml"), source.tree("targets.yaml")
    if text is None or node is None:
        return []
    return read_targets(node, text=text, reading=reading)


def _refuse_duplicates(named: Iterable[tuple[_Named, str]], problems: Problems) -> None:
    first: dict[str, str] = {}
    for item, file in named:
        if item.id in first:
            problems.add(
                Node(None, file, 1),
                "law.duplicate_id",
                f"Mã “{item.id}” đã dùng trong {first[item.id]}. Hãy đặt mã khác.",
                f"The id “{item.id}” is already used in {first[item.id]}. Choose another.",
            )
        first.setdefault(item.id, file)
