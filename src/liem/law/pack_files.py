"""The files of packs: which folders are packs, and the texts in one of them, with drafts in their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.resources.abc import Traversable

from liem.law.source import Node, Problems, read_yaml


def folders_of_packs(folders: Iterable[Traversable]) -> list[Traversable]:
    """Every folder that is a pack: the folders themselves, or what lies in them."""
    found: list[Traversable] = []
    for folder in folders:
        if folder.joinpath("pack.yaml").is_file():
            found.append(folder)
        else:
            inside = (item for item in _children(folder) if item.is_dir() and not item.name.startswith(("_", ".")))
            found += sorted(inside, key=lambda item: item.name)
    return found


def without_doubles(folders: Sequence[Traversable], problems: Problems) -> list[Traversable]:
    """One folder a pack; a second of the same name is a problem that tells both apart by where they lie."""
    first: dict[str, Traversable] = {}
    for folder in folders:
        former = first.setdefault(folder.name, folder)
        if former is not folder:
            problems.add(
                Node(None, f"{folder}/pack.yaml", 1),
                "law.duplicate_id",
                f"Có hai thư mục cho gói “{folder.name}”: {former} và {folder}. Hãy bỏ một thư mục hoặc đổi tên gói.",
                f"Two folders hold a pack “{folder.name}”: {former} and {folder}. Leave one out, or rename its pack.",
            )
    return list(first.values())


@dataclass(frozen=True, slots=True)
class PackFiles:
    """The files of one pack, with drafts in their place."""

    folder: Traversable
    problems: Problems
    drafts: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The folder's name, which is the pack's id."""
        return self.folder.name

    def text(self, path: str) -> str | None:
        """The file's text, or None when there is no such file or it is not UTF-8."""
        draft = self.drafts.get(f"{self.name}/{path}")
        if draft is not None:
            return draft
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
        """The file as a tree that remembers its lines, or None where there is none or it is no YAML."""
        text = self.text(path)
        return None if text is None else read_yaml(text, f"{self.name}/{path}", self.problems)

    def digest(self) -> str:
        """The SHA-256 of the texts of all files of the pack, each with its path, drafts in their place."""
        paths = [
            "pack.yaml",
            "parameters.yaml",
            "targets.yaml",
            "holidays.yaml",
            *self.files("rules"),
            *self.files("flags"),
        ]
        paths += self.files("procedures")
        told = sha256()
        for path in paths:
            text = self.text(path)
            if text is not None:
                told.update(f"{path}\n{sha256(text.encode()).hexdigest()}\n".encode())
        return told.hexdigest()

    def files(self, folder: str) -> list[str]:
        """Paths of the files in `rules`, `flags` or `procedures`, sorted."""
        stored = {f"{folder}/{file.name}" for file in _children(self.folder / folder)}
        drafted = {
            path.removeprefix(f"{self.name}/") for path in self.drafts if path.startswith(f"{self.name}/{folder}/")
        }
        return sorted(path for path in stored | drafted if path.endswith(".yaml"))


def _children(folder: Traversable) -> list[Traversable]:
    return list(folder.iterdir()) if folder.is_dir() else []
