"""One base class for every error that a person may see."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """The same sentence in Vietnamese and English: what happened, why, what to do next."""

    vi: str
    en: str

    def in_language(self, language: str) -> str:
        return self.en if language.startswith("en") else self.vi


@dataclass(eq=False)
class LiemError(Exception):
    """An error with a stable code, its data and a message in both languages.

    `code` is dotted and lower case (`documents.empty`); it never changes once released.
    """

    code: str
    message: Message
    data: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(self.code)

    def __str__(self) -> str:
        return f"[{self.code}] {self.message.vi} / {self.message.en}"
