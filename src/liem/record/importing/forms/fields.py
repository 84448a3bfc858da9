"""What a filled personal form 2C says: the numbered fields and the tables that the record has a place for.

The forms (2C/TCTW-98, 2C-BNV/2008 and the longer ones after them) differ in numbering and share their labels; so fields
are found by label. Religion, political attitude, family class, accounts on social networks, health and money are never
read: their labels only end the field before them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from liem.kernel.errors import LiemError, Message
from liem.record.importing.forms.document import Document, Table
from liem.record.importing.recognition import plain


class Field(Enum):
    """A field that is read."""

    NAME = r"họ (?:và )?tên(?: khai sinh)?(?:\s*\([^)]*\))?\s*:"
    SEX = r"(?:giới tính|nam\s*[,/]?\s*nữ)\s*(?:\([^)]*\))?\s*:"
    BORN = r"(?:sinh ngày|ngày(?:, tháng, năm)? sinh|ngày tháng năm sinh)\s*(?:\([^)]*\))?\s*:?"
    HOME = r"quê quán\s*(?:\([^)]*\))?\s*:"
    ETHNICITY = r"dân tộc\s*(?:\([^)]*\))?\s*:"
    PARTY = r"ngày vào đảng(?: cộng sản việt nam| csvn)?\s*(?:\([^)]*\))?\s*:"
    LANGUAGES = r"ngoại ngữ\s*(?:\([^)]*\))?\s*:"


_ENDS = (
    r"các tên gọi khác|tên gọi khác|bí danh|cấp ủy|nơi sinh|nơi ở|hộ khẩu|điện thoại|tôn giáo|thành phần|nghề nghiệp|"
    r"ngày (?:được )?tuyển dụng|ngày vào cơ quan|ngày tham gia|ngày chính thức|chính thức|ngày nhập ngũ|trình độ|"
    r"học hàm|học vị|lý luận chính trị|quản lý nhà nước|tin học|tiếng dân tộc|chức vụ|công việc|sở trường|ngạch|"
    r"danh hiệu|khen thưởng|kỷ luật|sức khỏe|tình trạng|căn cước|số cmnd|số cccd|bảo hiểm|tài khoản|thái độ|đặc điểm"
)
_ITEM = r"(?:^|\s)\d{1,2}\s*[).]\s*"
_LABELS = re.compile("|".join(f"(?P<{one.name}>{one.value})" for one in Field), re.IGNORECASE)
_END = re.compile(f"{_ITEM}|\\b(?:{_ENDS})\\b|" + "|".join(f"(?:{one.value})" for one in Field), re.IGNORECASE)
_LEADERS = re.compile(r"[.…_]{2,}|…")
_WRITTEN_DAY = re.compile(r"(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE)
_NUMBERED_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}[/.-]\d{4}|\d{4}")
_UNTIL_NOW = re.compile(r"nay", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Served:
    """One line of the working history: days as written in the form, and the post with its body in words."""

    start: str
    end: str
    post: str


@dataclass(frozen=True, slots=True)
class Study:
    """One line of the training table: what was studied with the degree it led to, where, and the days as written."""

    course: str
    school: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Relative:
    """One line of the family table: kin word, name and year of birth. Nothing else of it is read."""

    kin: str
    name: str
    born_in: str


@dataclass(frozen=True, slots=True)
class Degree:
    """One line of a table of qualifications that says of which kind each is, as the form that comes along does."""

    kind: str
    level: str
    subject: str
    school: str
    issued: str


@dataclass(frozen=True, slots=True)
class Form:
    """What one form says; absent fields are empty. `languages` are those of a table, each with its level and
    the day of its certificate; `unread` the tables that nothing is taken from, by their first heading, each with its
    number of filled lines."""

    values: dict[Field, str]
    service: tuple[Served, ...] = ()
    family: tuple[Relative, ...] = ()
    studies: tuple[Study, ...] = ()
    degrees: tuple[Degree, ...] = ()
    languages: tuple[tuple[str, str, str], ...] = ()
    unread: tuple[tuple[str, int], ...] = ()


def form_of(document: Document, *, title: str) -> Form:
    """Reads the document as a form. Raises LiemError `import.not_a_form` where it has no name field."""
    values: dict[Field, str] = {}
    service: list[Served] = []
    family: list[Relative] = []
    studies: list[Study] = []
    degrees: list[Degree] = []
    languages: list[tuple[str, str, str]] = []
    unread: list[tuple[str, int]] = []
    for block in document.blocks:
        if isinstance(block, str):
            _take(block, values)
            continue
        headings = [plain(text) for text in block.rows[0]] if block.rows else []
        together = " ".join(headings)
        if "quan he" in together and "ho" in together and "ten" in together:
            family += _family(block, headings)
        elif {"loai", "ngay cap"} <= set(headings) and "van bang" in together:
            degrees += _degrees(block, headings)
        elif headings[:2] == ["ngoai ngu", "trinh do"]:
            languages += _languages(block, headings)
        elif headings[:1] == ["khoa hoc"]:
            studies += _courses(block, headings)
        elif "ten truong" in together or "van bang" in together:
            studies += _studies(block, headings)
        elif "tu thang" in together and ("chuc" in together or "cong tac" in together):
            service += _service(block, headings)
        elif "luong" not in together:
            known = len(values)
            for text in (text for row in block.rows for text in row):
                _take(text, values)
            filled = sum(any(row) for row in block.rows[1:])
            if filled and len(headings) > 1 and len(values) == known:
                unread.append((block.rows[0][0], filled))
    if not values.get(Field.NAME):
        raise _not_a_form(title)
    return Form(values, tuple(service), tuple(family), tuple(studies), tuple(degrees), tuple(languages), tuple(unread))


def _take(text: str, values: dict[Field, str]) -> None:
    line = _LEADERS.sub(" ", unicodedata.normalize("NFC", text))
    for found in _LABELS.finditer(line):
        one = Field[found.lastgroup or ""]
        end = _END.search(line, found.end())
        value = " ".join(line[found.end() : end.start() if end else len(line)].split()).strip(" :;,.")
        if value:
            values.setdefault(one, value)


def day_in(text: str) -> str:
    """The first day written in a text, as dd/mm/yyyy; as much of it as there is; empty where there is none."""
    written = _WRITTEN_DAY.search(text)
    if written:
        return f"{int(written[1]):02}/{int(written[2]):02}/{written[3]}"
    numbered = _NUMBERED_DAY.search(text)
    return numbered[0].replace(".", "/").replace("-", "/") if numbered else ""


def _service(table: Table, headings: list[str]) -> Iterator[Served]:
    apart = len(headings) > 2 and headings[1].startswith("den")  # a column for each of the two days
    for row in table.rows[1:]:
        if apart:
            cells = [*row, "", "", ""]
            if cells[2]:
                yield Served(day_in(cells[0]), day_in(cells[1]), cells[2])
            continue
        filled = [text for text in row if text]
        if len(filled) < 2:
            continue
        days = [found[0].replace(".", "/").replace("-", "/") for found in _NUMBERED_DAY.finditer(row[0])]
        split = len(row) > 2 and not _UNTIL_NOW.search(row[0]) and len(days) == 1
        if split:  # two columns for the days
            days += [found[0] for found in _NUMBERED_DAY.finditer(row[1])][:1]
        yield Served(days[0] if days else "", days[1] if len(days) > 1 else "", row[2] if split else row[1])


def _studies(table: Table, headings: list[str]) -> Iterator[Study]:
    school, course = _place(headings, "ten truong"), _place(headings, "nganh") or _place(headings, "lop")
    degree, days = _place(headings, "van bang"), _place(headings, "thoi gian") or _place(headings, "tu thang")
    for row in table.rows[1:]:
        cells: dict[int | None, str] = {None: "", **dict(enumerate(row))}
        title = " ".join(text for text in (cells.get(course, ""), f"({cells.get(degree, '')})") if text != "()")
        found = [one[0].replace(".", "/").replace("-", "/") for one in _NUMBERED_DAY.finditer(cells.get(days, ""))]
        if title:
            yield Study(title.strip(), cells.get(school, ""), *[*found, "", ""][:2])


def _courses(table: Table, headings: list[str]) -> Iterator[Study]:
    columns = (0, _place(headings, "noi hoc"), _place(headings, "tu"), _place(headings, "den"))
    for row in table.rows[1:]:
        course, school, start, end = _cells(row, columns)
        if course:
            yield Study(course, school, day_in(start), day_in(end))


def _languages(table: Table, headings: list[str]) -> Iterator[tuple[str, str, str]]:
    for row in table.rows[1:]:
        language, level, certified = _cells(row, (0, 1, _place(headings, "ngay cap")))
        if language:
            yield language, level, day_in(certified)


def _degrees(table: Table, headings: list[str]) -> Iterator[Degree]:
    words = ("loai", "van bang", "nganh", "ten truong", "ngay cap")
    columns = [_place(headings, one) for one in words]
    for row in table.rows[1:]:
        if any(row):
            kind, level, subject, school, issued = _cells(row, columns)
            yield Degree(kind, level, subject, school, day_in(issued))


def _cells(row: Sequence[str], columns: Sequence[int | None]) -> list[str]:
    return [row[at] if at is not None and at < len(row) else "" for at in columns]


def _place(headings: list[str], *words: str) -> int | None:
    """The first column whose heading has all these words."""
    return next((at for at, text in enumerate(headings) if all(word in text for word in words)), None)


def _family(table: Table, headings: list[str]) -> Iterator[Relative]:
    kin, name, born = _place(headings, "quan he"), _place(headings, "ten"), _place(headings, "nam sinh")
    for row in table.rows[1:]:
        cells = dict(enumerate(row))
        if kin is not None and name is not None and cells.get(kin) and cells.get(name):
            year = _NUMBERED_DAY.search(cells.get(born, "") if born is not None else "")
            yield Relative(cells[kin], cells[name], year[0][-4:] if year else "")


def _not_a_form(title: str) -> LiemError:
    return LiemError(
        "import.not_a_form",
        Message(
            f"“{title}” không phải phiếu lý lịch 2C đã điền: không thấy mục “Họ và tên khai sinh:”. "
            "Hãy kiểm tra tệp, hoặc ghi số liệu vào bảng mẫu.",
            f"“{title}” is not a filled 2C form: it has no field “Họ và tên khai sinh:”. "
            "Check the file, or enter the facts in the template.",
        ),
        {"file": title},
    )
