"""Where an import stands, what it found and what it asks, in the words of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from liem.actions.jobs import progress_of
from liem.actions.models import Job
from liem.kernel.errors import Message
from liem.record.choices import SamePerson
from liem.record.importing import Encoding
from liem.record.importing.duplicates import LIKENESS_WORDS
from liem.record.importing.names import Likeness
from liem.record.importing.nearest import folded
from liem.record.importing.recognition import LEFT_OUT
from liem.record.importing.sheets import Sheet
from liem.record.popolo.assuming import ABOUT, CHOICES
from liem.web.import_given import SHEETS, Given
from liem.web.wording import day_words, number_words


class Standing(Enum):
    """Where an import stands, for the person who asked for it."""

    WAITING = "waiting"
    RUNNING = "running"
    TO_ANSWER = "to answer"
    TO_CORRECT = "to correct"
    READY = "ready"
    SAME = "same"
    IMPORTED = "imported"
    MADE = "made"
    FAILED = "failed"
    STOPPED = "stopped"


STATES = {
    Standing.WAITING: (pgettext_lazy("import", "waits"), "info", "…"),
    Standing.RUNNING: (pgettext_lazy("import", "is under way"), "info", "→"),
    Standing.TO_ANSWER: (pgettext_lazy("import", "asks you something"), "unknown", "?"),
    Standing.TO_CORRECT: (pgettext_lazy("import", "has faults"), "not_met", "✕"),
    Standing.READY: (pgettext_lazy("import", "ready"), "info", "→"),
    Standing.SAME: (pgettext_lazy("import", "nothing new"), "", "–"),
    Standing.IMPORTED: (pgettext_lazy("import", "imported"), "met", "✓"),
    Standing.MADE: (pgettext_lazy("export", "ready"), "met", "✓"),
    Standing.FAILED: (pgettext_lazy("import", "failed"), "not_met", "✕"),
    Standing.STOPPED: (pgettext_lazy("import", "stopped"), "", "○"),
}
ENCODING_WORDS = {
    Encoding.UNICODE: gettext_lazy("as it stands (Unicode)"),
    Encoding.UTF_8: "UTF-8",
    Encoding.UTF_16: "UTF-16",
    Encoding.WINDOWS_1258: "Windows-1258",
    Encoding.TCVN3: "TCVN3 (ABC, .VnTime)",
    Encoding.VNI: "VNI (VNI-Times)",
}
DECISIONS = {
    SamePerson.DIFFERENT: gettext_lazy("Two different people"),
    SamePerson.KEEP: gettext_lazy("One person: keep what the record says"),
    SamePerson.REPLACE: gettext_lazy("One person: correct the record by the file"),
}
LEAVE_OUT = "-"  # no key of a column


_NOT_DONE = {
    Job.State.WAITING: Standing.WAITING,
    Job.State.RUNNING: Standing.RUNNING,
    Job.State.FAILED: Standing.FAILED,
    Job.State.CANCELLED: Standing.STOPPED,
}


def standing_of(job: Job) -> Standing:
    """Where it stands, from its row alone."""
    if job.state != Job.State.DONE:
        return _NOT_DONE[Job.State(job.state)]
    found: Mapping[str, Any] = job.result or {}
    if job.kind == "export":
        return Standing.MADE
    if found.get("entry") is not None:
        return Standing.IMPORTED
    if found.get("problems") and not found.get("questions"):
        return Standing.TO_CORRECT
    if found.get("questions") or found.get("pairs"):
        return Standing.TO_ANSWER
    return Standing.READY if found.get("changed") or found.get("remembered") else Standing.SAME


def state_of(job: Job) -> tuple[str, str, str]:
    """The words, look and sign of its tag."""
    words, look, sign = STATES[standing_of(job)]
    return str(words), look, sign


def heading_of(job: Job) -> str:
    """The title of its page: how it stands, in one sentence."""
    found: Mapping[str, Any] = job.result or {}
    match standing_of(job):
        case Standing.WAITING:
            words = _("%(file)s waits for its turn")
        case Standing.RUNNING:
            words = _("%(file)s is being written") if job.arguments.get("write") else _("%(file)s is being checked")
        case Standing.TO_CORRECT:
            words = ngettext("%(file)s: %(count)s fault", "%(file)s: %(count)s faults", found["problems"])
            return words % {"file": job.file, "count": number_words(found["problems"])}
        case Standing.TO_ANSWER:
            count = found.get("questions", 0) + found.get("pairs", 0)
            words = ngettext("%(file)s asks you %(count)s thing", "%(file)s asks you %(count)s things", count)
            return words % {"file": job.file, "count": number_words(count)}
        case Standing.READY:
            words = ngettext(
                "%(file)s has no faults: %(count)s row to import",
                "%(file)s has no faults: %(count)s rows to import",
                found["changed"],
            )
            return words % {"file": job.file, "count": number_words(found["changed"])}
        case Standing.SAME:
            words = _("%(file)s: every row is on record already")
        case Standing.IMPORTED:
            words = ngettext(
                "%(file)s: %(count)s row imported", "%(file)s: %(count)s rows imported", found.get("changed", 0)
            )
            return words % {"file": job.file, "count": number_words(found.get("changed", 0))}
        case Standing.FAILED:
            words = _("%(file)s could not be read")
        case Standing.STOPPED:
            words = _("%(file)s was stopped")
    return words % {"file": job.file}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a running job has come; `share` is a part of 1."""

    words: str
    step: int
    steps: int
    may_stop: bool


def progress_in_words(job: Job) -> Progress | None:
    """What the bar shows; None while nothing is running."""
    if not job.is_unfinished:
        return None
    told = progress_of(job)
    if told is None:
        return Progress(_("It begins as soon as the one before it has ended."), 0, 1, True)
    return Progress(_said(told.message), told.step, told.steps, not told.is_writing)


@dataclass(frozen=True, slots=True)
class Count:
    """What became of the rows of one table of the file."""

    name: str
    added: int
    corrected: int
    unchanged: int
    examples: int


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of the file: where it is, what is wrong and what to do."""

    sheet: str
    place: str
    heading: str
    words: str
    code: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers of a question; `value` is what the form sends."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What a sheet or heading of the file is; `name` is its field."""

    name: str
    title: str
    text: str
    choices: tuple[Choice, ...]
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class AskedWord:
    """A word of a Popolo file whose meaning on record is asked; None for all words that nobody answers for, or (then
    `is_alone`) where the file says no word."""

    name: str
    about: str
    word: str | None
    count: int
    choices: tuple[Choice, ...]
    is_alone: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of a Popolo file that is not entered as it stands: where, which field, what it says, and why."""

    place: str
    field: str
    said: str
    why: str


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody in the file or on record; `source` is empty for the record."""

    code: str
    name: str
    born: str
    source: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who may be one official."""

    field: str
    entry: Named
    other: Named
    likeness: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """How some texts of the file read in one way of writing Vietnamese."""

    choice: Choice
    texts: tuple[str, ...]


def counts_of(details: Mapping[str, Any]) -> tuple[Count, ...]:
    """The tables of the file in its order."""
    return tuple(Count(_said(Message(vi, en)), *numbers) for vi, en, *numbers in details.get("sheets", ()))


def notes_of(details: Mapping[str, Any]) -> tuple[str, ...]:
    """How the file was read, where that was not word for word."""
    return tuple(_said(Message(vi, en)) for vi, en in details.get("notes", ()))


def faults_of(details: Mapping[str, Any]) -> tuple[Fault, ...]:
    """The faults that are not asked about on the page."""
    answered = {"import.unknown_sheet", "import.unknown_column"}
    return tuple(
        Fault(sheet, f"{letter}{row or ''}" if letter else str(row or ""), heading, _said(Message(vi, en)), code)
        for sheet, row, letter, heading, vi, en, code in details.get("problems", ())
        if code not in answered
    )


def samples_of(details: Mapping[str, Any], given: Given) -> tuple[Sample, ...]:
    """The ways of reading the file's letters, side by side."""
    return tuple(
        Sample(_encoding(Encoding(one["encoding"]), given), tuple(one["texts"])) for one in details.get("letters", ())
    )


def encodings(given: Given) -> tuple[Choice, ...]:
    """How letters may be written; the first leaves it to Liêm."""
    found = Choice("", _("let Liêm recognise it"), not given.encoding)
    return (found, *(_encoding(one, given) for one in Encoding))


def tables_asked(details: Mapping[str, Any]) -> tuple[Question, ...]:
    """Which table each unknown sheet of the file is."""
    return tuple(
        Question(f"table-{number}", title, "", _tables(chosen), chosen is not None)
        for number, (title, chosen) in enumerate(details.get("tables", ()))
    )


def headings_asked(details: Mapping[str, Any]) -> tuple[Question, ...]:
    """Which column each heading is, of those that are not word for word the template's."""
    by_key = {sheet.key: sheet for sheet in SHEETS}
    return tuple(
        Question(
            f"heading-{number}", one["title"], one["text"], _columns(by_key[one["table"]], one["column"]), one["known"]
        )
        for number, one in enumerate(details.get("headings", ()))
    )


def assumptions_asked(details: Mapping[str, Any], given: Given) -> tuple[AskedWord, ...]:
    """What a Popolo file does not say and the record must know, for each word of the file."""
    rows = Counter(what for what, _, _ in details.get("assumed", ()))
    return tuple(
        AskedWord(
            f"assume-{number}",
            _said(ABOUT[what]),
            word,
            count,
            _words_of_record(what, given.assumed.get(assumed_key(what, word), "")),
            rows[what] == 1,
        )
        for number, (what, word, count) in enumerate(details.get("assumed", ()))
    )


def assumed_key(what: str, word: str | None) -> str:
    """Under which the answer is kept; the word None is for all others."""
    return what if word is None else f"{what}:{folded(word)}"


def left_out_of(details: Mapping[str, Any]) -> tuple[LeftOut, ...]:
    """What a Popolo file says and the record does not hold as it stands."""
    return tuple(
        LeftOut(f"{name} {code}".strip(), what, said, _said(Message(vi, en)))
        for name, code, what, said, vi, en in details.get("left_out", ())
    )


def _words_of_record(what: str, chosen: str) -> tuple[Choice, ...]:
    language = get_language() or "vi"
    return tuple(Choice(one.value, one.name.in_language(language), one.value == chosen) for one in CHOICES[what])


def pairs_of(details: Mapping[str, Any], given: Given) -> Sequence[Pair]:
    """The likely duplicates, with what was decided about each so far."""
    pairs = []
    for number, one in enumerate(details.get("pairs", ())):
        entry, other = _named(one["entry"]), _named(one["other"])
        decided = given.people.get((entry.code, other.code))
        choices = tuple(Choice(key.value, str(words), key is decided) for key, words in DECISIONS.items())
        likeness = _said(LIKENESS_WORDS[Likeness[one["likeness"]]])
        pairs.append(Pair(f"pair-{number}", entry, other, likeness, choices))
    return pairs


def _tables(chosen: str | None) -> tuple[Choice, ...]:
    language = get_language() or "vi"
    leave_out = Choice(LEAVE_OUT, _("leave this sheet out"), chosen == LEFT_OUT)
    return (leave_out, *(Choice(one.key, one.name.in_language(language), one.key == chosen) for one in SHEETS))


def _columns(sheet: Sheet, chosen: str | None) -> tuple[Choice, ...]:
    language = get_language() or "vi"
    leave_out = Choice(LEAVE_OUT, _("leave this column out"), chosen == "")
    return (leave_out, *(Choice(one.key, one.name.in_language(language), one.key == chosen) for one in sheet.columns))


def _encoding(one: Encoding, given: Given) -> Choice:
    return Choice(one.value, str(ENCODING_WORDS[one]), given.encoding == one.value)


def _named(kept: Sequence[str]) -> Named:
    code, name, born, source = kept
    return Named(code, name, day_words(date.fromisoformat(born)) if born else "", source)


def _said(message: Message) -> str:
    return message.in_language(get_language() or "vi")
