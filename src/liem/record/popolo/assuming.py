"""What a Popolo file does not say and the record must know: given by a person, never guessed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from liem.kernel.errors import LiemError, Message
from liem.record.importing import labels
from liem.record.importing.nearest import folded
from liem.record.importing.sheets import Choice
from liem.record.importing.template import YES_NO

KIND, LEVEL, ROLE, LEADING, SUPERIOR = "kind", "level", "role", "leading", "superior"
CHOICES: Mapping[str, tuple[Choice, ...]] = {
    KIND: labels.BODY_KINDS,
    LEVEL: labels.LEVELS,
    ROLE: labels.POST_ROLES,
    LEADING: YES_NO,
}
ABOUT = {
    KIND: Message("loại tổ chức", "the kind of an organization"),
    LEVEL: Message("cấp của tổ chức", "the level of an organization"),
    ROLE: Message("loại chức danh", "the role of a post"),
    LEADING: Message("chức danh có phải là lãnh đạo", "whether a post is a leading one"),
}
_MOST_SHOWN, LONGEST_WORD = 8, 300


@dataclass(slots=True)
class Assumptions:
    """Answers by what is asked, or by what is asked and the word in the file: `kind` or `kind:legislature`.

    `of` gives the word of the record. `asked` are the words that a person has to answer for, and how often each
    stands in the file; where nobody did, they are `open`.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    asked: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @classmethod
    def parse(cls, texts: Sequence[str]) -> Assumptions:
        """From `kind=unit`, `kind:legislature=council`, `level=province`, `leading=no`, `superior=<code of a body>`.

        The answers may be Vietnamese or English words of the workbook. Raises LiemError `popolo.assumption`.
        """
        given: dict[str, str] = {}
        for text in texts:
            asked, _, answer = text.partition("=")
            what, colon, word = asked.strip().partition(":")
            if what == SUPERIOR and answer.strip():
                given[SUPERIOR] = answer.strip()
                continue
            value = _listed(CHOICES.get(what, ()), answer, ours=True)
            if value is None:
                raise _not_an_answer(text, what)
            given[f"{what}:{folded(word)}" if colon else what] = value
        return cls(given)

    def of(self, what: str, word: Any, *, ours: bool = False, known: Any = None) -> str:
        """The record's word for a word of the file: the same one, else the one that is `known` on record, else what was
        answered; "" where nobody answered.

        Only in a file of `ours` do the record's own values and English names count: elsewhere a `committee` or a
        “Secretary” is another one.
        """
        said = "".join(letter for letter in str(word or "") if letter.isprintable())[:LONGEST_WORD]
        found = _listed(CHOICES[what], said, ours=ours) or known
        if found is None:
            self.asked[what][said] += 1
            found = self._answer(what, said)
        return str(found or "")

    @property
    def open(self) -> dict[str, Counter[str]]:
        """The words that nobody answered for."""
        left = {
            what: Counter({word: count for word, count in words.items() if self._answer(what, word) is None})
            for what, words in self.asked.items()
        }
        return {what: words for what, words in left.items() if words}

    def _answer(self, what: str, word: str) -> str | None:
        return self.given.get(f"{what}:{folded(word)}") or self.given.get(what)

    def refuse(self) -> None:
        """Raises LiemError `popolo.assumptions` with every question that is open and how to answer it."""
        left = self.open
        if not left:
            return
        vi, en, options = [], [], []
        for what, words in left.items():
            shown = ", ".join(f"“{word}” ({count})" if word else f"— ({count})" for word, count in _first(words))
            vi.append(f"{ABOUT[what].vi}: {shown}")
            en.append(f"{ABOUT[what].en}: {shown}")
            options.append(f"--assume {what}={CHOICES[what][-1].value if what != LEADING else 'no'}")
        how = " ".join(options)
        raise LiemError(
            "popolo.assumptions",
            Message(
                "Popolo không nói rõ những điều hồ sơ cần: " + "; ".join(vi) + f". Hãy trả lời, ví dụ: {how}; "
                "cho từng từ: --assume kind:từ=giá_trị.",
                "Popolo does not say what the record must know: " + "; ".join(en) + f". Answer, for example: {how}; "
                "for one word: --assume kind:word=value.",
            ),
            {what: dict(words) for what, words in left.items()},
        )


def _listed(choices: Sequence[Choice], word: str, *, ours: bool) -> str | None:
    wanted = folded(word)
    return next((one.value for one in choices if wanted in _words(one, ours=ours)), None) if wanted else None


def _words(choice: Choice, *, ours: bool) -> set[str]:
    return {folded(choice.name.vi)} | ({folded(choice.name.en), folded(choice.value)} if ours else set())


def _answers(what: str) -> list[str]:
    """What may be answered, as it is typed in a command."""
    return ["yes", "no"] if what == LEADING else [choice.value for choice in CHOICES[what]]


def _first(words: Counter[str]) -> list[tuple[str, int]]:
    return words.most_common(_MOST_SHOWN)


def _not_an_answer(text: str, what: str) -> LiemError:
    choices = CHOICES.get(what)
    named = ", ".join(_answers(what)) if choices else ", ".join([*CHOICES, SUPERIOR])
    return LiemError(
        "popolo.assumption",
        Message(
            f"“{text}” không phải là câu trả lời. Hãy chọn trong: {named}.",
            f"“{text}” is no answer. Choose one of: {named}.",
        ),
        {"text": text},
    )
