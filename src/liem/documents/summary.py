"""A reading in words, for `liem read FILE`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from liem.documents.folding import tidy
from liem.documents.model import Reading, Task
from liem.documents.value_words import day_words, value_words
from liem.kernel.errors import Message

_WORDS = {
    "symbol": Message("Số, ký hiệu", "Number and symbol"),
    "date": Message("Ngày", "Date"),
    "type": Message("Loại văn bản", "Type"),
    "issuer": Message("Cơ quan ban hành", "Issuer"),
    "place": Message("Địa danh", "Place"),
    "subject": Message("Trích yếu", "Subject"),
    "addressees": Message("Kính gửi", "Addressed to"),
    "recipients": Message("Nơi nhận", "Recipients"),
    "signatory": Message("Người ký", "Signed"),
    "inferred": Message("(suy ra từ nội dung)", "(inferred from the text)"),
    "outline": Message("Bố cục", "Outline"),
    "citations": Message("Văn bản được dẫn", "Cited documents"),
    "tasks": Message("Nhiệm vụ đề xuất", "Proposed tasks"),
    "timings": Message("Mốc thời gian", "Timings"),
    "targets": Message("Chỉ tiêu", "Targets"),
    "leftovers": Message("Chưa đọc được, cần người xem", "Not read, for a person to look at"),
    "none": Message("không có", "none"),
    "unassigned": Message("chưa nêu cơ quan chủ trì", "no lead body named"),
    "with": Message("phối hợp", "with"),
    "times": Message("lần", "times"),
}
_REASONS = {
    "several_candidates": Message("có thể chỉ nhiều văn bản", "may mean several documents"),
    "number_without_symbol": Message("có số nhưng thiếu ký hiệu", "a number without a symbol"),
    "no_such_date": Message("không có ngày này trong lịch", "no such day in the calendar"),
}
_KINDS = {
    "due": Message("hạn", "due"),
    "recurring": Message("định kỳ", "recurring"),
    "ongoing": Message("thường xuyên", "ongoing"),
    "period": Message("giai đoạn", "period"),
    "mention": Message("nhắc đến", "mentioned"),
}
_SHOWN = 110


def summary(reading: Reading, language: str) -> str:
    """Header, outline with counts, cited documents, tasks, timings, targets, leftovers; Vietnamese unless `en…`."""
    return "\n".join(_lines(reading, language))


def _lines(reading: Reading, language: str) -> Iterator[str]:
    yield from _header(reading, language)
    yield from _section("outline", len(reading.outline), language)
    for item in reading.outline:
        yield f"{'  ' * item.level}{item.label}  {_short(item.title)}"
    yield from _citations(reading, language)
    yield from _section("tasks", len(reading.tasks), language)
    for task in reading.tasks:
        yield f"  {task.address}: {_short(reading.text[task.start : task.end])}"
        yield f"      → {_duty(task, language)}"
    yield from _section("timings", len(reading.timings), language)
    for kind, count in sorted(Counter(timing.kind for timing in reading.timings).items()):
        yield f"  {_KINDS[kind].in_language(language)}: {count}"
    yield from _section("targets", len(reading.targets), language)
    for target in reading.targets:
        yield f"  {_short(target.text)}"
    yield from _section("leftovers", len(reading.leftovers), language)
    for leftover in reading.leftovers:
        reason = _REASONS[leftover.reason].in_language(language)
        yield f"  {leftover.start}–{leftover.end} “{_short(leftover.text)}”: {reason}"


def _header(reading: Reading, language: str) -> Iterator[str]:
    header = reading.header
    none = _WORDS["none"].in_language(language)
    for field in ("type", "symbol", "date", "place", "issuer", "subject"):
        note = f" {_WORDS['inferred'].in_language(language)}" if field in header.inferred else ""
        said = getattr(header, field)
        shown = day_words(said) if said and field == "date" else said or none
        yield f"{_WORDS[field].in_language(language)}: {shown}{note}"
    for field in ("addressees", "recipients"):
        names = getattr(header, field)
        yield f"{_WORDS[field].in_language(language)}: {'; '.join(names) or none}"
    signed = (header.signatory.authority, header.signatory.title, header.signatory.name)
    yield f"{_WORDS['signatory'].in_language(language)}: {', '.join(part for part in signed if part) or none}"


def _citations(reading: Reading, language: str) -> Iterator[str]:
    first = [index for index, citation in enumerate(reading.citations) if citation.refers_to is None]
    counts = Counter(
        index if citation.refers_to is None else citation.refers_to for index, citation in enumerate(reading.citations)
    )
    yield from _section("citations", len(first), language)
    for index in first:
        yield f"  {_short(reading.citations[index].text)} ({counts[index]} {_WORDS['times'].in_language(language)})"


def _section(name: str, count: int, language: str) -> Iterator[str]:
    yield ""
    yield f"{_WORDS[name].in_language(language)}: {count}"


def _duty(task: Task, language: str) -> str:
    who = "; ".join(task.responsible) or _WORDS["unassigned"].in_language(language)
    if task.coordinating:
        who += f" ({_WORDS['with'].in_language(language)}: {'; '.join(task.coordinating)})"
    return " — ".join([who, *(value_words(value).in_language(language) for value in task.timing if value)])


def _short(text: str) -> str:
    words = tidy(text[: 4 * _SHOWN])
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
