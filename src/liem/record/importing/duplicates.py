"""People of the file who may be on record already, or stand in the file twice: listed, for a person to decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from liem.kernel.errors import Message
from liem.record.choices import SamePerson
from liem.record.importing.names import Likeness, likeness
from liem.record.importing.reading import ReadSheet
from liem.record.importing.roster import batches
from liem.record.importing.sheets import Row
from liem.record.models import Person, PersonDetails
from liem.record.names import without_marks

PEOPLE = "people"
Within: TypeAlias = Callable[[Collection[str]], set[str]]  # those of these codes whom the mandate reaches
MOST_DUPLICATES = 1_000
MOST_CANDIDATES = 10  # of one official; a name alone may be borne by hundreds
LIKENESS_WORDS = {
    Likeness.STRONG: Message("Giống hẳn: cùng tên có dấu, cùng ngày sinh", "Strong: same name with marks, same day"),
    Likeness.WEAKER: Message(
        "Giống một phần: thiếu dấu, hoặc ngày sinh thiếu, đảo ngày tháng",
        "Weaker: marks left out, or the day of birth missing or turned round",
    ),
}


@dataclass(frozen=True, slots=True)
class Named:
    """An official by code, name and birth; `row` where the entry stands in the file."""

    code: str
    name: str
    born: date | None
    row: Row | None = None

    @property
    def about(self) -> str:
        """Code, name and birth, and where they stand."""
        born = f", {self.born:%d/%m/%Y}" if self.born else ""
        return f"{self.name}{born} ({self.row.source if self.row else 'hồ sơ / record'})"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two entries that may be one official; `entry` is new in this file."""

    entry: Named
    other: Named
    likeness: Likeness

    @property
    def message(self) -> Message:
        word = LIKENESS_WORDS[self.likeness]
        first, second = f"“{self.entry.code}” {self.entry.about}", f"“{self.other.code}” {self.other.about}"
        return Message(f"{first} ↔ {second}: {word.vi}", f"{first} ↔ {second}: {word.en}")


class _Index:
    """Entries by plain name and day, so that a name borne by thousands is not compared with each of them."""

    def __init__(self) -> None:
        self._by_day: dict[tuple[str, date | None], list[Named]] = defaultdict(list)
        self._by_year: dict[tuple[str, int], list[Named]] = defaultdict(list)
        self._by_name: dict[str, list[Named]] = defaultdict(list)

    def add(self, plain: str, one: Named) -> None:
        self._by_day[plain, one.born].append(one)
        self._by_name[plain].append(one)
        if one.born is not None:
            self._by_year[plain, one.born.year].append(one)

    def near(self, plain: str, born: date | None) -> Iterable[Named]:
        """Those who could be alike, the likeliest first."""
        if born is None:
            return self._by_name.get(plain, ())
        if (born.day, born.month) == (1, 1):
            return (*self._by_year.get((plain, born.year), ()), *self._by_day.get((plain, None), ()))
        days = dict.fromkeys([born, _exchanged(born), date(born.year, 1, 1), None])
        return [one for day in days for one in self._by_day.get((plain, day), ())]


def _exchanged(day: date) -> date:
    try:
        return date(day.year, day.day, day.month)
    except ValueError:
        return day


def undecided(
    people: ReadSheet | None, *, decided: Mapping[tuple[str, str], SamePerson], within: Within
) -> list[Duplicate]:
    """The likely duplicates of officials who are new in this file, against the record as far as `within` reaches and
    inside the file, that nobody has decided yet; a thousand at most. Two queries for every 500 names."""
    if people is None:
        return []
    known = _on_record(row["person"] for row in people.rows)
    new = [Named(row["person"], row["name"], row["born_on"], row) for row in people.rows if row["person"] not in known]
    index = _of_the_record({without_marks(one.name) for one in new}, within) if new else _Index()
    for row in people.rows:  # corrections of the record stand in it already
        if row["person"] in known:
            index.add(without_marks(row["name"]), Named(row["person"], row["name"], row["born_on"], row))
    found: list[Duplicate] = []
    for one in new:
        plain = without_marks(one.name)
        found += list(_alike(one, index.near(plain, one.born), decided))[:MOST_CANDIDATES]
        index.add(plain, one)
        if len(found) >= MOST_DUPLICATES:
            break
    return found[:MOST_DUPLICATES]


def _alike(one: Named, near: Iterable[Named], decided: Mapping[tuple[str, str], SamePerson]) -> Iterator[Duplicate]:
    told: set[str] = {one.code}
    for other in near:
        if other.code in told or (one.code, other.code) in decided or (other.code, one.code) in decided:
            continue
        found = likeness(one.name, one.born, other.name, other.born)
        if found is not None:
            told.add(other.code)
            yield Duplicate(one, other, found)


def _on_record(codes: Iterable[str]) -> set[str]:
    return {
        key for some in batches(set(codes)) for key in Person.objects.filter(pk__in=some).values_list("pk", flat=True)
    }


def _of_the_record(plain_names: set[str], within: Within) -> _Index:
    index = _Index()
    for some in batches(plain_names):
        found = PersonDetails.objects.filter(known_to__isnull=True, search_name__in=some).order_by("person_id")
        entries = list(found.values_list("person_id", "search_name", "name", "born_on"))
        inside = within({code for code, *_ in entries})
        for code, plain, name, born in entries:
            if code in inside:
                index.add(plain, Named(code, name, born))
    return index
