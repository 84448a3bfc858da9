"""From what a Popolo file says to the rows of the workbook that an import reads.

Nothing is dropped unsaid: a field that the record has no place for, a day known in part, a code that was made, is told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from liem.kernel.errors import Message
from liem.record.importing.cells import EARLIEST_YEAR, LATEST_YEAR
from liem.record.importing.nearest import folded
from liem.record.importing.sheets import Value
from liem.record.popolo.assuming import KIND, LEADING, LEVEL, ROLE, SUPERIOR, Assumptions
from liem.record.popolo.clearing import clear, code_of, title_of
from liem.record.popolo.days import Held, Settled, Stretch, held, settle, stretch_of
from liem.record.popolo.notes import Note, note, text
from liem.record.popolo.reading import Popolo, Thing, made_id, own_id

Values: TypeAlias = dict[str, Value]
Stay: TypeAlias = tuple[Held, Values, str]  # when, the row of the tenure, the place in the file
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
_ENDS = frozenset({"end_date", "dissolution_date"})
_NOWHERE = "—"  # the list of what is no thing of Popolo; its position says where it stands
_MARKS_OF_KIND = frozenset({"@type", "_type", "type", "doc_type", "sources"})


@dataclass(slots=True)
class Converted:
    """Rows by the key of their sheet, and what was left out or changed. `topmost` counts the organizations without a
    superior, which come under the body `superior`."""

    rows: dict[str, list[Values]] = field(default_factory=lambda: defaultdict(list))
    notes: list[Note] = field(default_factory=list)
    superior: str = ""
    topmost: int = 0

    def summary(self) -> list[Message]:
        """How often each field was left out, the most frequent first."""
        counts = Counter(
            f"{note.list_name}.{note.field}" if note.list_name != _NOWHERE else note.code for note in self.notes
        )
        return [
            Message(
                f"  {place}: {count} lần không ghi nguyên vào hồ sơ",
                f"  {place}: {count} times not entered as it stands",
            )
            for place, count in counts.most_common()
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
        self._superior = assumptions.given.get(SUPERIOR, superior)
        self.converted = Converted(superior=self._superior)
        self._popolo, self._lists = popolo, popolo.lists
        self._assume = assumptions
        self._known = known
        self.converted.notes += clear(popolo, self._codes_on_record())
        self._areas = {str(own_id(area)) for area in popolo.lists["areas"] if self._level_of_area(area)}
        self._events = {str(own_id(event)): event for event in popolo.lists["events"]}
        self._bodies_of_posts = {code_of(post["id"]): post.get("organization_id") for post in popolo.lists["posts"]}
        self._made_posts: set[str] = set()

    def _codes_on_record(self) -> dict[str, set[str]]:
        lists = (("persons", "people", "person"), ("organizations", "bodies", "body"), ("posts", "posts", "post"))
        found = {name: {str(row[key]) for row in self._known.get(sheet, {}).values()} for name, sheet, key in lists}
        found["organizations"].add(self._superior)
        return found

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
        for position, value in self._popolo.strange:
            self._note(_NOWHERE, position, "—", value)

    def _place(self, area: Thing) -> None:
        level = self._level_of_area(area)
        if not level or not area.get("name"):
            self._note(
                "areas", self._popolo.place_of(area), "classification", area.get("classification") or area.get("type")
            )
            return
        within = area.get("parent_id")
        self._add(
            "places",
            place=code_of(own_id(area)),
            name=text(area["name"]),
            kind=level,
            within=code_of(within) if str(within) in self._areas else None,
        )

    def _level_of_area(self, area: Thing) -> str:
        return Assumptions().of(LEVEL, area.get("classification"), ours=True)

    def _body(self, thing: Thing) -> None:
        code, extra, where = code_of(thing["id"]), _extra(thing), self._popolo.place_of(thing)
        when = self._held("organizations", thing, "founding_date", "dissolution_date")
        area = thing.get("area_id")
        if area and str(area) not in self._areas:
            self._note("organizations", where, "area_id", area, "absent")
        row, known = self._on_record("bodies", code, extra)
        above = code_of(thing.get("parent_id")) or known.get("superior")
        self.converted.topmost += not above and code != self._superior
        self._add(
            "bodies",
            body=code,
            row=row,
            name=title_of("organizations", thing),
            kind=self._assume.of(KIND, thing.get("classification"), ours="liem" in thing, known=known.get("kind")),
            level=self._assume.of(LEVEL, extra.get("level"), ours=True, known=known.get("level")),
            superior=above or (self._superior if code != self._superior else None),
            place=code_of(area) if str(area) in self._areas else None,
            valid_from=_own_start(extra) or when.since,
            valid_to=when.until,
        )

    def _post(self, thing: Thing) -> None:
        when = self._held("posts", thing, "start_date", "end_date")
        title, body = title_of("posts", thing), code_of(thing.get("organization_id"))
        self._add_post(code_of(thing["id"]), thing, title, body, when)

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
            field=text(extra.get("field")),
            area=text(extra.get("area")),
            managed_by=code_of(extra.get("managed_by")),
            valid_from=_own_start(extra) or when.since,
            valid_to=when.until,
        )

    def _on_record(
        self, sheet: str, code: str | None, extra: Mapping[str, Any]
    ) -> tuple[str | None, Mapping[str, Value]]:
        """The period that the file names, and what the record says of it, or of the thing."""
        row = code_of(extra.get("row"))
        return row, self._known.get(sheet, {}).get(row or code or "", {})

    def _person(self, thing: Thing) -> None:
        born, gender = self._day("persons", thing, "birth_date"), str(thing.get("gender") or "")
        sex = SEXES.get(folded(gender), "")
        if gender and not sex:
            self._note("persons", self._popolo.place_of(thing), "gender", gender)
        self._add(
            "people",
            person=code_of(thing["id"]),
            name=title_of("persons", thing),
            born_on=born.exact if born else None,
            sex=sex,
        )

    def _tenures(self) -> None:
        """Each membership of a person, with a post of its own where the file names none; the same one twice is one."""
        stretches: dict[tuple[Value, Value], list[Stay]] = defaultdict(list)
        seen: set[str] = set()
        for thing in self._lists["memberships"]:
            person, where = code_of(thing.get("person_id")), self._popolo.place_of(thing)
            post = code_of(thing.get("post_id"))
            body = thing.get("organization_id") or self._bodies_of_posts.get(post)
            told = [thing.get(key) for key in ("post_id", "role", "area_id", "start_date", "end_date")]
            code = code_of(own_id(thing)) or made_id("membership", person, body, *told, _period(thing))
            self._tell_leftovers("memberships", thing)
            if not person or not (body or post) or code in seen:
                missing = "person_id, organization_id" if code not in seen else "id"
                self._note("memberships", where, missing, thing, "" if code not in seen else "twice")
                continue
            seen.add(code)
            when = held(self._membership_day(thing, "start_date"), self._membership_day(thing, "end_date"))
            if when.is_backwards:
                self._note("memberships", where, "start_date, end_date", _days_of(thing), "backwards")
                continue
            post = post or self._own_post(thing, body)
            row: Values = {
                "row": code,
                "person": person,
                "post": post,
                "decision": text(_extra(thing).get("decision")),
            }
            stretches[person, post].append((when, row, where))
        for same in stretches.values():
            for when, row, _ in self._settled(same):
                self._add("tenures", **row, valid_from=when.since, valid_to=when.until)

    def _settled(self, same: Sequence[Stay]) -> list[Stay]:
        """One person in one post: in order, and parted or joined where two cannot stand side by side."""
        ordered = sorted(same, key=lambda stay: (_earliest(stay[0]), stay[0].until or date.max))
        dated = [stay for stay in ordered if not stay[0].is_dayless]
        dayless = [stay for stay in ordered if stay[0].is_dayless]
        for _, _, where in dayless if dated else dayless[1:]:
            self._note("memberships", where, "id", "—", "again")
        kept: list[Stay] = []
        for stay in dated or dayless[:1]:
            if not kept:
                kept.append(stay)
                continue
            became = settle(kept[-1][0], stay[0])
            if became is Settled.FORMER_LEFT_OUT:
                self._note("memberships", kept.pop()[2], "start_date, end_date", "—", became.value)
            elif became is not Settled.AS_THEY_ARE:
                told = stay if became is Settled.JOINED else kept[-1]
                self._note("memberships", told[2], "end_date", told[0].end.last if told[0].end else "—", became.value)
            if became is not Settled.JOINED:
                kept.append(stay)
        return kept

    def _membership_day(self, thing: Thing, name: str) -> Stretch | None:
        """The day of the membership, or of the term of the legislature that it belongs to."""
        if not thing.get(name) and (event := self._events.get(str(_period(thing)))):
            return self._day("events", event, name)
        return self._day("memberships", thing, name)

    def _own_post(self, thing: Thing, body: Any) -> str:
        title = text(thing.get("label") or thing.get("role")) or "Thành viên"
        code = made_id("post", body, title)
        if code not in self._made_posts:
            self._made_posts.add(code)
            self._add_post(code, thing | {"liem": {}}, title, code_of(body), Held(None, None))
        return code

    def _held(self, name: str, thing: Thing, first: str, last: str) -> Held:
        """When it held; of an end before the beginning neither is known."""
        when = held(self._day(name, thing, first), self._day(name, thing, last))
        if when.is_backwards:
            self._note(
                name, self._popolo.place_of(thing), f"{first}, {last}", f"{thing[first]}, {thing[last]}", "backwards"
            )
            return Held(None, None)
        return when

    def _day(self, name: str, thing: Thing, key: str) -> Stretch | None:
        written = thing.get(key)
        if written in (None, ""):
            return None
        found = stretch_of(written)
        why = ""
        if found and not EARLIEST_YEAR <= found.first.year <= LATEST_YEAR:
            found, why = None, "outside"
        elif found and found.exact is None:
            why = "latest" if key in _ENDS else "day"
        if found is None or why:
            self._note(name, self._popolo.place_of(thing), key, written, why)
        return found

    def _tell_leftovers(self, name: str, thing: Thing) -> None:
        for key, value in thing.items():
            if key not in _UNDERSTOOD[name] | _MARKS_OF_KIND and value not in (None, "", [], {}):
                if name == "memberships" and key == "legislative_period_id" and str(value) in self._events:
                    continue  # its days are taken
                self._note(name, self._popolo.place_of(thing), key, value)

    def _note(self, name: str, place: str, what: str, said: object, why: str = "") -> None:
        self.converted.notes.append(note(name, place, what, said, why))

    def _add(self, sheet: str, **values: Value) -> None:
        self.converted.rows[sheet].append(values)


def _earliest(when: Held) -> date:
    return when.start.first if when.start else date.min


def _days_of(thing: Thing) -> str:
    return f"{thing.get('start_date')}, {thing.get('end_date')}"


def _period(thing: Thing) -> Any:
    return thing.get("legislative_period_id") or thing.get("event_id")


def _extra(thing: Thing) -> dict[str, Any]:
    extra = thing.get("liem")
    return extra if isinstance(extra, dict) else {}


def _own_start(extra: Mapping[str, Any]) -> date | None:
    """The first day of the one period that is told, where the dates of the thing are those of all its periods."""
    found = stretch_of(extra.get("from"))
    return found.exact if found else None
