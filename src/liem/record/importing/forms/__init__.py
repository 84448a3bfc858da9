"""Filled personal forms 2C (.docx) as rows of a roster."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from liem.kernel.errors import Message
from liem.record.importing.forms.document import read_document
from liem.record.importing.forms.fields import Field, Form, Relative, day_in, form_of
from liem.record.importing.forms.matching import code_of_place, code_of_post, people_named
from liem.record.importing.raw import BLANK, RawCell
from liem.record.importing.recognition import plain
from liem.record.importing.spelling import Spelling

_LEVEL = re.compile(r"\b(?:[ABC][12]?|IELTS [\d.]+|TOEIC \d+|TOEFL \d+)\b")
_PEOPLE = ["Mã cán bộ", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Quê quán", "Ngày vào Đảng"]
_TENURES = ["Mã dòng", "Mã cán bộ", "Mã chức danh", "Từ ngày", "Đến ngày"]
_LANGUAGES = ["Mã dòng", "Mã cán bộ", "Ngoại ngữ", "Trình độ", "Ngày cấp chứng chỉ"]
_TRAININGS = ["Mã dòng", "Mã cán bộ", "Khóa học", "Nơi học", "Cập nhật kiến thức hằng năm", "Từ ngày", "Đến ngày"]
_DEGREES = ["Mã dòng", "Mã cán bộ", "Loại trình độ", "Trình độ", "Chuyên ngành", "Cơ sở đào tạo", "Ngày cấp"]
_LONGEST_HEADING = 60
_KINSHIP = ["Mã dòng", "Mã cán bộ", "Mã người thân", "Người thân là"]
_KIN_WORDS = (  # plain words that all must occur → the word of the roster; the narrowest first
    (("me vo", "me chong", "bo vo", "bo chong", "cha vo", "cha chong"), "Cha hoặc mẹ vợ, chồng"),
    (("anh vo", "chi vo", "em vo", "anh chong", "chi chong", "em chong"), "Anh, chị, em vợ, chồng"),
    (("anh", "chi", "em"), "Anh, chị, em ruột"),
    (("vo", "chong"), "Vợ hoặc chồng"),
    (("bo", "cha", "me"), "Cha hoặc mẹ"),
    (("con",), "Con"),
)


@dataclass(frozen=True, slots=True)
class FormSheet:
    """One table put together from forms."""

    title: str
    headings: Sequence[str]
    lines: Sequence[Sequence[str]]

    def rows(self) -> Iterator[tuple[int, Sequence[RawCell]]]:
        """The headings, then one row for each line of the forms."""
        for number, line in enumerate((self.headings, *self.lines), start=1):
            yield number, [(text, "s") if text else BLANK for text in line]

    def merged_ranges(self) -> list[str]:
        """None."""
        return []


@dataclass(slots=True)
class FormSheets:
    """The forms read so far, and what of them has no place in the record."""

    forms: list[tuple[str, Form]] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)

    def sheets(self) -> list[FormSheet]:
        """The rows of all forms by table; tables without rows are left out."""
        people, tenures, languages, trainings, degrees, kin = [], [], [], [], [], []
        for title, form in self.forms:
            code = code_for(form)
            people.append([code, *self._person(title, form)])
            for number, served in enumerate(form.service, start=1):
                post = code_of_post(served.post) or served.post
                tenures.append([f"{code}-ct{number}", code, post, served.start, served.end])
            spoken = [*_languages(form.values.get(Field.LANGUAGES, "")), *form.languages]
            for number, language in enumerate(spoken, start=1):
                languages.append([f"{code}-nn{number}", code, *language])
            kin += self._kin(title, code, form)
            for number, one in enumerate(form.degrees, start=1):
                degrees.append([f"{code}-vb{number}", code, one.kind, one.level, one.subject, one.school, one.issued])
            self._tell_unread(title, form)
            for number, study in enumerate(form.studies, start=1):
                trainings.append([f"{code}-dt{number}", code, study.course, study.school, "", study.start, study.end])
        tables = (
            FormSheet("Cán bộ", _PEOPLE, people),
            FormSheet("Quá trình công tác", _TENURES, tenures),
            FormSheet("Ngoại ngữ", _LANGUAGES, languages),
            FormSheet("Đào tạo, bồi dưỡng", _TRAININGS, trainings),
            FormSheet("Trình độ, văn bằng", _DEGREES, degrees),
            FormSheet("Quan hệ gia đình", _KINSHIP, kin),
        )
        return [table for table in tables if table.lines]

    def _person(self, title: str, form: Form) -> list[str]:
        values = form.values
        home = values.get(Field.HOME, "")
        place = code_of_place(home) if home else None
        if home and place is None:
            self._note(
                f"“{title}”: quê quán “{home}” không khớp một địa bàn nào trong hồ sơ nên để trống.",
                f"“{title}”: home place “{home}” matches no one place on record and stays blank.",
            )
        return [
            _as_name(values[Field.NAME]),
            day_in(values.get(Field.BORN, "")),
            values.get(Field.SEX, ""),
            values.get(Field.ETHNICITY, ""),
            place or "",
            day_in(values.get(Field.PARTY, "")),
        ]

    def _kin(self, title: str, code: str, form: Form) -> list[list[str]]:
        """Relatives who may be on record, for a person to confirm: the cell holds the name, which no code can be."""
        rows, unknown = [], 0
        for number, relative in enumerate(form.family, start=1):
            found = people_named(_as_name(relative.name), relative.born_in)
            if not found:
                unknown += 1
                continue
            self._note(
                f"“{title}”: người thân “{relative.name}” có thể là {', '.join(found)}. Hãy ghi mã đúng, hoặc bỏ dòng.",
                f"“{title}”: the relative “{relative.name}” may be {', '.join(found)}. Enter the right code, or take "
                "the row out.",
            )
            rows.append([f"{code}-gd{number}", code, relative.name, _relation(relative)])
        if unknown:
            self._note(
                f"“{title}”: {unknown} người thân không có trong hồ sơ nên không được ghi.",
                f"“{title}”: {unknown} relatives are not on record, so nothing is kept of them.",
            )
        return rows

    def _tell_unread(self, title: str, form: Form) -> None:
        for heading, count in form.unread:
            named = heading[:_LONGEST_HEADING]
            self._note(
                f"“{title}”: bảng “{named}” có {count} dòng không được đọc. Hãy ghi các dòng đó vào bảng mẫu.",
                f"“{title}”: {count} lines of the table “{named}” are not read. Enter them in the template.",
            )

    def _note(self, vi: str, en: str) -> None:
        self.notes.append(Message(vi, en))


def read_form(path: Path, title: str, *, into: FormSheets, spelling: Spelling) -> None:
    """Adds one form. Raises LiemError `import.not_a_form` or `import.damaged`."""
    into.forms.append((title, form_of(read_document(path, title, spelling), title=title)))


def code_for(form: Form) -> str:
    """A code from name and day of birth: the same form gives the same code; two forms of one person are found as
    likely duplicates whatever their codes."""
    day = "".join(reversed(day_in(form.values.get(Field.BORN, "")).split("/")))
    return "-".join([*plain(form.values[Field.NAME]).split(), *([day] if day else [])])[:50]


def _as_name(name: str) -> str:
    """A name in capitals, as the forms ask for it, in the letters of the record."""
    return name.title() if name.isupper() else name


def _relation(relative: Relative) -> str:
    words = f" {plain(relative.kin)} "
    for options, relation in _KIN_WORDS:
        if any(f" {option} " in words for option in options):
            return relation
    return relative.kin


def _languages(text: str) -> Iterator[tuple[str, str, str]]:
    for part in re.split(r"[,;]", text):
        level = _LEVEL.search(part)
        language = " ".join(_LEVEL.sub(" ", part).replace("(", " ").replace(")", " ").split())
        if language and plain(language) not in {"khong", "chua co"}:
            yield language, level[0] if level else "", ""
