"""From what a Popolo file says to the rows of the workbook that an import reads.

Nothing is dropped unsaid: a field that the record has no place for, a day known in part, a code that was made, is told.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any, TypeAlias

from liem.kernel.errors import Message
from liem.record.importing.nearest import folded
from liem.record.importing.reading import EXAMPLE
from liem.record.importing.sheets import LONGEST_CODE, Value
from liem.record.popolo.assuming import KIND, LEADING, LEVEL, ROLE, SUPERIOR, Assumptions
from liem.record.popolo.days import Held, Stretch, held, settle, stretch_of
from liem.record.popolo.reading import Popolo, Thing, made_id, own_id

Values: TypeAlias = dict[str, Value]
Known: TypeAlias = Mapping[str, Mapping[str, Mapping[str, Value]]]
SEXES = {"female": "woman", "f": "woman", "nữ": "woman", "male": "man", "m": "man", "nam": "man"}
_UNDERSTOOD: Mapping[str, frozenset[str]] = {
    "persons": frozenset({"id", "_id", "name", "birth_date", "gender", "family_name", "given_name"}),
    "organizations": frozenset(
        {"id", "_id", "name", "classification", "parent_id", "area_id", "founding_date", "dissolution_date", "liem"}
    ),
    "posts": frozenset({"id", "_id", "label", "role", "organization_id", "start_date", "end_date", "liem"}),
    "memberships": frozenset(
        {"id", "_id", "person_id", "organization_id", "post_id", "role", "start_date", "end_date", "liem"}
    ),
    "areas": frozenset({"id", "_id", "name", "classification", "parent_id"}),
}
_MARKS_OF_KIND = frozenset({"@type", "_type", "type", "doc_type", "sources"})


@dataclass(frozen=True, slots=True)
class Note:
    """Something of the file that the record does not hold as it stands; `code` says of which thing."""

    list_name: str
    code: str
    field: str
    said: str


@dataclass(slots=True)
class Converted:
    """Rows by the key of their sheet, and what was left out or changed."""

    rows: dict[str, list[Values]] = field(default_factory=lambda: defaultdict(list))
    notes: list[Note] = field(default_factory=list)

    def summary(self) -> list[Message]:
        """How often each field was left out, the most frequent first."""
        counts = Counter((note.list_name, note.field) for note in self.notes)
        return [
            Message(
                f"  {name}.{what}: {count} lần không ghi nguyên vào hồ sơ",
                f"  {name}.{what}: {count} times not entered as it stands",
            )
            for (name, what), count in counts.most_common()
        ]


def convert(popolo: Popolo, assumptions: Assumptions, *, superior: str, known: Known | None = None) -> Converted:
    """The rows of sheets `places`, `bodies`, `posts`, `people` and `tenures`.

    Organizations without a parent come under the body `superior`, unless they are it. `known` are rows on record, by
    sheet and code: what they say needs no assumption. Raises LiemError `popolo.assumptions`.
    """
    conversion = _Conversion(popolo, assumptions, superior, known or {})
    conversion.run()
    assumptions.refuse()
    return conversion.converted


class _Conversion:
    def __init__(self, popolo: Popolo, assumptions: Assumptions, superior: str, known: Known) -> None:
        self.converted = Converted()
        self._lists = popolo.lists
        self._strange = popolo.strange
        self._assume = assumptions
        self._known = known
        self._superior = assumptions.given.get(SUPERIOR, superior)
        self._areas = {str(own_id(area)) for area in popolo.lists["areas"] if self._level_of_area(area)}
        self._events = {str(own_id(event)): event for event in popolo.lists["events"]}
        self._bodies_of_posts = {str(post["id"]): post.get("organization_id") for post in popolo.lists["posts"]}
        self._made_posts: set[str] = set()

    def run(self) -> None:
        for name, of_one in (
            ("areas", self._place),
            ("organizations", self._body),
            ("posts", self._post),
            ("persons", self._person),
        ):
            for thing in self._lists[name]:
                self._tell_leftovers(name, thing)
                of_one(thing)
        self._tenures()
        for value in self._strange:
            self._note("—", "", "—", value)

    def _place(self, area: Thing) -> None:
        level = self._level_of_area(area)
        if not level or not area.get("name"):
            self._note("areas", str(own_id(area)), "classification", area.get("classification"))
            return
        within = area.get("parent_id")
        self._add(
            "places",
            place=self._code(own_id(area)),
            name=_text(area["name"]),
            kind=level,
            within=self._code(within) if str(within) in self._areas else None,
        )

    def _level_of_area(self, area: Thing) -> str:
        return Assumptions().of(LEVEL, area.get("classification"), ours=True)

    def _body(self, thing: Thing) -> None:
        code, extra = self._code(thing["id"]), _extra(thing)
        when = held(*(self._days("organizations", thing, name) for name in ("founding_date", "dissolution_date")))
        area = thing.get("area_id")
        if area and str(area) not in self._areas:
            self._note("organizations", code, "area_id", area)
        row, known = self._on_record("bodies", code, extra)
        above = self._code(thing.get("parent_id")) or known.get("superior")
        self._add(
            "bodies",
            body=code,
            row=row,
            name=_text(thing.get("name")),
            kind=self._assume.of(KIND, thing.get("classification"), ours="liem" in thing, known=known.get("kind")),
            level=self._assume.of(LEVEL, extra.get("level"), ours=True, known=known.get("level")),
            superior=above or (self._superior if code != self._superior else None),
            place=self._code(area) if str(area) in self._areas else None,
            valid_from=_own_start(extra) or when.since,
            valid_to=when.until,
        )

    def _post(self, thing: Thing) -> None:
        when = held(*(self._days("posts", thing, name) for name in ("start_date", "end_date")))
        title = _text(thing.get("label") or thing.get("role") or thing.get("name"))
        self._add_post(self._code(thing["id"]), thing, title, self._code(thing.get("organization_id")), when)

    def _add_post(self, code: str | None, thing: Thing, title: str, body: str | None, when: Held) -> None:
        extra = _extra(thing)
        row, known = self._on_record("posts", code, extra)
        said = {key: extra.get(key, known.get(key)) for key in ("is_leader", "is_key_leader", "is_personnel")}
        if said["is_leader"] is None:
            said["is_leader"] = self._assume.of(LEADING, "") == "true"
        self._add(
            "posts",
            post=code,
            row=row,
            body=body,
            title=title,
            role=self._assume.of(ROLE, thing.get("role") or title, ours=bool(extra), known=known.get("role")),
            **{key: bool(value) for key, value in said.items()},
            field=_text(extra.get("field")),
            area=_text(extra.get("area")),
            managed_by=self._code(extra.get("managed_by")),
            valid_from=_own_start(extra) or when.since,
            valid_to=when.until,
        )

    def _on_record(
        self, sheet: str, code: str | None, extra: Mapping[str, Any]
    ) -> tuple[str | None, Mapping[str, Value]]:
        """The period that the file names, and what the record says of it, or of the thing."""
        row = self._code(extra.get("row"))
        return row, self._known.get(sheet, {}).get(row or code or "", {})

    def _person(self, thing: Thing) -> None:
        code = self._code(thing["id"])
        parts = (thing.get("family_name"), thing.get("given_name"))
        name = thing.get("name") or " ".join(str(part) for part in parts if part)
        born, gender = self._days("persons", thing, "birth_date"), str(thing.get("gender") or "")
        sex = SEXES.get(folded(gender), "")
        if gender and not sex:
            self._note("persons", code, "gender", gender)
        self._add("people", person=code, name=_text(name), born_on=born.exact if born else None, sex=sex)

    def _tenures(self) -> None:
        """Each membership of a person, with a post of its own where the file names none; the same one twice is one."""
        stretches: dict[tuple[Value, Value], list[tuple[Held, Values]]] = defaultdict(list)
        seen: set[str] = set()
        for thing in self._lists["memberships"]:
            person = self._code(thing.get("person_id"))
            body = thing.get("organization_id") or self._bodies_of_posts.get(str(thing.get("post_id")))
            told = [thing.get(key) for key in ("post_id", "role", "area_id", "start_date", "end_date")]
            code = self._code(own_id(thing)) or made_id("membership", person, body, *told, _period(thing))
            self._tell_leftovers("memberships", thing)
            if not person or not body or code in seen:
                self._note("memberships", code, "person_id, organization_id" if code not in seen else "id", thing)
                continue
            seen.add(code)
            post = self._code(thing.get("post_id")) or self._own_post(thing, body)
            decision = _text(_extra(thing).get("decision"))
            when = held(self._membership_day(thing, "start_date"), self._membership_day(thing, "end_date"))
            row: Values = {"row": code, "person": person, "post": post, "decision": decision}
            stretches[person, post].append((when, row))
        for same in stretches.values():
            for when, row in self._settled(same):
                self._add("tenures", **row, valid_from=when.since, valid_to=when.until)

    def _settled(self, same: Iterable[tuple[Held, Values]]) -> list[tuple[Held, Values]]:
        """One person in one post: in order, parted where they only touch; without any days, once is enough."""
        ordered = sorted(same, key=lambda pair: (_earliest(pair[0]), pair[0].until or date.max))
        dayless = [pair for pair in ordered if pair[0].start is None and pair[0].end is None]
        for _, row in dayless[1:]:
            self._note(
                "memberships", str(row["row"]), "id", "the same person in the same post, without days, once more"
            )
        kept = [pair for pair in ordered if pair not in dayless[1:]]
        for (former, row), (latter, _) in pairwise(kept):
            if settle(former, latter):
                self._note("memberships", str(row["row"]), "end_date", "ends on the day on which the next one begins")
        return kept

    def _membership_day(self, thing: Thing, name: str) -> Stretch | None:
        """The day of the membership, or of the term of the legislature that it belongs to."""
        if not thing.get(name) and (event := self._events.get(str(_period(thing)))):
            return self._days("events", event, name)
        return self._days("memberships", thing, name)

    def _own_post(self, thing: Thing, body: Any) -> str:
        title = _text(thing.get("label") or thing.get("role")) or "Thành viên"
        code = made_id("post", body, title)
        if code not in self._made_posts:
            self._made_posts.add(code)
            self._add_post(code, thing | {"liem": {}}, title, self._code(body), Held(None, None))
        return code

    def _days(self, name: str, thing: Thing, key: str) -> Stretch | None:
        written = thing.get(key)
        if written in (None, ""):
            return None
        found = stretch_of(written)
        if found is None or found.exact is None:
            self._note(name, str(own_id(thing) or ""), key, written)
        return found

    def _code(self, given: Any) -> str | None:
        """The id as a code: as it is where it can be one, else one made of it."""
        if given in (None, "") or isinstance(given, dict | list):
            return None
        text = unicodedata.normalize("NFC", str(given)).strip()
        fits = len(text) <= LONGEST_CODE and len(text.split()) == 1 and text.isprintable()
        return text if fits and not folded(text).startswith(EXAMPLE) else made_id(text)

    def _tell_leftovers(self, name: str, thing: Thing) -> None:
        for key, value in thing.items():
            if key not in _UNDERSTOOD[name] | _MARKS_OF_KIND and value not in (None, "", [], {}):
                if name == "memberships" and key == "legislative_period_id" and str(value) in self._events:
                    continue  # its days are taken
                self._note(name, str(own_id(thing) or ""), key, value)

    def _note(self, name: str, code: str | None, what: str, said: object) -> None:
        told = (_printable(part) for part in (code or "", what, said))
        self.converted.notes.append(Note(name, *told))

    def _add(self, sheet: str, **values: Value) -> None:
        self.converted.rows[sheet].append(values)


def _earliest(when: Held) -> date:
    return when.start.first if when.start else date.min


def _period(thing: Thing) -> Any:
    return thing.get("legislative_period_id") or thing.get("event_id")


def _extra(thing: Thing) -> dict[str, Any]:
    extra = thing.get("liem")
    return extra if isinstance(extra, dict) else {}


def _own_start(extra: Mapping[str, Any]) -> date | None:
    """The first day of the one period that is told, where the dates of the thing are those of all its periods."""
    found = stretch_of(extra.get("from"))
    return found.exact if found else None


def _text(value: Any) -> str:
    return "" if value is None else " ".join(unicodedata.normalize("NFC", _printable(value)).split())


def _printable(value: object) -> str:
    """Without what no cell and no screen can show: control characters, halves of letters."""
    return "".join(letter if letter.isprintable() else " " for letter in str(value))
