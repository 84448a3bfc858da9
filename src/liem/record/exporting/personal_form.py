"""The personal form of one official, filled from the record into a template in Word.

The names in a template are those of the workbook: `{{Họ và tên}}` is a column of sheet Cán bộ, and a table row with
`{{Quá trình công tác: Từ ngày}}` is repeated for every tenure. So a sheet that is added to the record can be asked for
at once. What the record does not hold stays empty. Relatives are never told here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from liem.actions.permissions import Acting
from liem.record import people
from liem.record.days import Titles, titles_of
from liem.record.exporting.action import Exported, Made, enter, reach_of
from liem.record.exporting.form_2c import standard_form
from liem.record.exporting.selection import KINSHIP, PEOPLE, rows_to_take, sees
from liem.record.exporting.word_template import Contents, fill
from liem.record.importing.sheets import Column, Kind, Row, Sheet, Value
from liem.record.importing.template import YES_NO
from liem.record.models import Place
from liem.record.scope import Reach, out_of_reach

POSTS_NOW, DAY_MADE = "Chức vụ hiện tại", "Ngày lập"
BLANK_ROWS = 5  # of each table of the empty form


def export_personal_form(person: str, *, sheets: Sequence[Sheet], by: Acting, template: bytes) -> Exported:
    """The template filled for one official within the mandate's reach. The official finds the reading in the dossier.

    Raises `record.out_of_reach`, those of `word_template.fill` and the refusals of `permissions.check`.
    """
    contents = form_contents(person, sheets=sheets, reach=reach_of(by), by=by)
    counts = {"form": 1} | {name: len(rows) for name, rows in contents.tables.items() if rows}
    made = Made(fill(template, contents), counts, [person])
    return enter("personal_form", made, by=by, as_of=None)


def blank_form(sheets: Sequence[Sheet]) -> bytes:
    """The form that comes along, empty, to be filled in by hand or in Word."""
    about = [sheet for sheet in sheets if sheet.key not in {PEOPLE, KINSHIP} and _about_a_person(sheet)]
    own = next(sheet for sheet in sheets if sheet.key == PEOPLE)
    contents = Contents(
        fields={POSTS_NOW: "", DAY_MADE: ""} | {column.name.vi: "" for column in own.columns},
        tables={sheet.name.vi: [dict.fromkeys(_names(sheet), "")] * BLANK_ROWS for sheet in about},
        columns={sheet.name.vi: _names(sheet) for sheet in about},
    )
    return fill(standard_form(), contents)


def _names(sheet: Sheet) -> list[str]:
    return [column.name.vi for column in _shown(sheet)]


def form_contents(person: str, *, sheets: Sequence[Sheet], reach: Reach, by: Acting) -> Contents:
    """What a template may ask for about one official; empty where the role may not see it. Raises LiemError
    `record.out_of_reach`."""
    if person not in people.reachable(reach, [person]):
        raise out_of_reach()
    about = [sheet for sheet in sheets if sheet.key not in {PEOPLE, KINSHIP} and _about_a_person(sheet)]
    own = next(sheet for sheet in sheets if sheet.key == PEOPLE)
    details = next((row for row, _ in rows_to_take(own, person=person)), None)
    rows = {
        sheet.key: [row for row, _ in rows_to_take(sheet, person=person)] if sees(sheet, by=by) else []
        for sheet in about
    }
    words = _Words.of([*([details] if details else []), *(row for some in rows.values() for row in some)])
    fields = {POSTS_NOW: _posts_now(person, reach), DAY_MADE: f"{reach.day:%d/%m/%Y}"}
    fields |= {column.name.vi: words.of_cell(details, column) if details else "" for column in own.columns}
    return Contents(
        fields=fields,
        tables={sheet.name.vi: [_told(row, words) for row in sorted(rows[sheet.key], key=_begun)] for sheet in about},
        columns={sheet.name.vi: _names(sheet) for sheet in about},
    )


def _about_a_person(sheet: Sheet) -> bool:
    return any(column.key == "person" and column.refers == (PEOPLE,) for column in sheet.columns)


def _shown(sheet: Sheet) -> list[Column]:
    return [column for column in sheet.columns if column.key not in {"person", *sheet.identity}]


def _told(row: Row, words: _Words) -> dict[str, str]:
    return {column.name.vi: words.of_cell(row, column) for column in _shown(row.sheet)}


def _begun(row: Row) -> tuple[date, str]:
    days = (value for column in row.sheet.columns if isinstance(value := row[column.key], date))
    return next(days, date.min), row.identity


def _posts_now(person: str, reach: Reach) -> str:
    titles = people.posts_on([person], on=reach.day).get(person, ())
    return "; ".join(f"{one.title}, {one.body_name}" if one.body_name else one.title for one in titles)


@dataclass(frozen=True, slots=True)
class _Words:
    """Cells as a person reads them: codes of posts, bodies and places by name."""

    titles: Titles
    places: Mapping[str, str]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> _Words:
        used = {key: {code for row in rows for code in _codes(row, key)} for key in ("posts", "bodies", "places")}
        places = Place.objects.filter(pk__in=used["places"]).values_list("pk", "name")
        return cls(titles_of(posts=used["posts"], bodies=used["bodies"]), dict(places))

    def of_cell(self, row: Row, column: Column) -> str:
        value: Value = row[column.key]
        if value is None or value == "":
            return ""
        if column.kind is Kind.LAST_DAY and isinstance(value, date):
            return f"{value - timedelta(days=1):%d/%m/%Y}"
        if isinstance(value, date):
            return f"{value:%d/%m/%Y}"
        if isinstance(value, bool):
            return next(choice.name.vi for choice in YES_NO if (choice.value == "true") == value)
        if column.choices:
            return next((one.name.vi for one in column.choices if one.value == value), str(value))
        return self._named(str(value), column, _last_day(row))

    def _named(self, code: str, column: Column, day: date) -> str:
        if "posts" in column.refers:
            title = self.titles.post(code, day)
            return f"{title.title}, {title.body_name}" if title.body_name else title.title
        if "bodies" in column.refers:
            return self.titles.body(code, day)
        return self.places.get(code, code) if "places" in column.refers else code


def _codes(row: Row, key: str) -> Iterator[str]:
    return (row[column.key] for column in row.sheet.columns if key in column.refers and row[column.key])


def _last_day(row: Row) -> date:
    """The last day that the row tells of: things are named as they were called then."""
    until = row.values.get("valid_to")
    today = timezone.localdate()
    return min(until - timedelta(days=1), today) if isinstance(until, date) else today
