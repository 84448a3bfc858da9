"""What an import did, or why it did nothing."""

from __future__ import annotations

from dataclasses import dataclass

from liem.kernel.errors import Message
from liem.record.importing.duplicates import Duplicate
from liem.record.importing.problems import Problem

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class SheetCount:
    """The rows of one sheet: new, corrections of the record, already on record word for word, examples left out."""

    name: Message
    added: int
    corrected: int
    unchanged: int
    examples: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """`entry` is the position of the ledger entry, None where nothing was written: with errors, or likely duplicates
    that nobody has decided. `notes` say how the file was read; `remembered` counts answers kept."""

    file: str
    sheets: tuple[SheetCount, ...]
    errors: tuple[Problem, ...]
    entry: int | None
    dry_run: bool = False
    duplicates: tuple[Duplicate, ...] = ()
    notes: tuple[Message, ...] = ()
    remembered: int = 0

    @property
    def waits(self) -> bool:
        """Whether a person has to do something before anything can be written."""
        return bool(self.errors or self.duplicates)

    @property
    def changed(self) -> int:
        """Rows that are new or correct something."""
        return sum(count.added + count.corrected for count in self.sheets)

    def text(self, language: str) -> str:
        """For people, in Vietnamese or English: the outcome, then errors or the rows of every sheet, one on a line."""
        lines = [*self._errors(), *self._duplicates()] if self.waits else self._rows()
        return "\n".join(
            line.in_language(language) if isinstance(line, Message) else line.text(language)
            for line in (*self.notes, self.outcome(), *lines)
        )

    def outcome(self) -> Message:
        """One sentence: what happened, and what to do next."""
        if self.errors:
            return Message(
                f"{self.file}: {len(self.errors)} lỗi, chưa ghi gì. Hãy sửa các ô sau rồi nhập lại.",
                f"{self.file}: {len(self.errors)} errors, nothing was written. Correct these cells and import again.",
            )
        if self.duplicates:
            return Message(
                f"{self.file}: {len(self.duplicates)} cặp có thể là một người, chưa ghi gì. Hãy quyết định từng cặp "
                "ở trang “Quyết định” (liem import … --report) rồi nhập lại.",
                f"{self.file}: {len(self.duplicates)} pairs may be one person, nothing was written. Decide each on "
                "sheet “Decisions” (liem import … --report) and import again.",
            )
        if not self.changed and not self.remembered:
            return Message(
                f"{self.file}: mọi dòng đã có trong hồ sơ, không ghi gì thêm.",
                f"{self.file}: every row is on record already, nothing was written.",
            )
        if self.dry_run:
            return Message(
                f"{self.file}: không có lỗi. Đây là lần thử, chưa ghi gì; nhập thật sẽ ghi {self.changed} dòng.",
                f"{self.file}: no errors. A trial: nothing was written; the import would write {self.changed} rows.",
            )
        return Message(
            f"{self.file}: đã ghi {self.changed} dòng, mục {self.entry} trong nhật ký.",
            f"{self.file}: {self.changed} rows written, entry {self.entry} of the ledger.",
        )

    def _errors(self) -> list[Problem | Message]:
        shown: list[Problem | Message] = list(self.errors[:MOST_SHOWN])
        rest = len(self.errors) - len(shown)
        if rest:
            shown.append(Message(f"… và {rest} lỗi khác.", f"… and {rest} more."))
        return shown

    def _duplicates(self) -> list[Problem | Message]:
        shown: list[Problem | Message] = [one.message for one in self.duplicates[:MOST_SHOWN]]
        rest = len(self.duplicates) - len(shown)
        if rest:
            shown.append(Message(f"… và {rest} cặp khác.", f"… and {rest} more pairs."))
        return shown

    def _rows(self) -> list[Message]:
        return [
            Message(
                f"  {count.name.vi}: {count.added} mới, {count.corrected} sửa, {count.unchanged} không đổi"
                + (f", {count.examples} dòng ví dụ bỏ qua" if count.examples else ""),
                f"  {count.name.en}: {count.added} new, {count.corrected} corrected, {count.unchanged} unchanged"
                + (f", {count.examples} example rows left out" if count.examples else ""),
            )
            for count in self.sheets
        ]
