"""Officials as papers name them: in a list, and in a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from liem.procedures.printing.printed import PersonLine, Style
from liem.record.choices import LEVELS_OF, QualificationKind, Sex
from liem.record.days import holds_on
from liem.record.importing.labels import GRADES, QUALIFICATION_LEVELS, SEXES
from liem.record.importing.sheets import Choice
from liem.record.models import EvaluationForm, PersonDetails, Qualification, Tenure
from liem.record.people import posts_on

_LEARNING = (QualificationKind.DEGREE, QualificationKind.POLITICAL_THEORY)
_ADDRESS: Mapping[str, str] = {Sex.WOMAN: "bà", Sex.MAN: "ông"}
_SEVERAL: Mapping[Style, str] = {"party": "đồng chí", "state": "ông, bà"}


@dataclass(frozen=True, slots=True)
class Named:
    """An official in a sentence; `called` is the name with the form of address."""

    key: str
    called: str
    line: PersonLine

    def in_full(self, *, besides: str = "") -> str:
        """“đồng chí Lê Văn Thử, sinh năm 1980, Trưởng phòng, Phòng 1”, as far as it is known; without the post that is
        named `besides`."""
        born = f"sinh năm {self.line.born_on.year}" if self.line.born_on else ""
        posts = "; ".join(one for one in self.line.post.split("; ") if one != besides)
        return ", ".join(one for one in (self.called, born, posts) if one)


def named(people: Collection[str], *, style: Style, on: date) -> tuple[Named, ...]:
    """These officials in their order, without those of whom the record holds nothing. Nine queries."""
    keys = list(dict.fromkeys(people))
    lines, called = lines_of(keys, on=on), addressed(keys, style=style)
    return tuple(Named(key, called[key], lines[key]) for key in keys if key in lines)


def addressed(people: Collection[str], *, style: Style) -> dict[str, str]:
    """Their names with the form of address of the Party or of the State. One query."""
    rows = PersonDetails.objects.current().filter(person_id__in=people).values_list("person_id", "name", "sex")
    return {
        person: f"{'đồng chí' if style == 'party' else _ADDRESS.get(sex, 'ông (bà)')} {name}"
        for person, name, sex in rows
    }


def several(number: int, style: Style) -> str:
    """“05 đồng chí”: so many of them, under ten with a nought before."""
    return f"{number:02} {_SEVERAL[style]}"


def people_lines(people: Sequence[str], *, on: date) -> tuple[PersonLine, ...]:
    """What a list says of these people, in their order, as the record shows them on the day. Eight queries."""
    lines = lines_of(people, on=on)
    return tuple(lines[person] for person in people if person in lines)


def lines_of(people: Collection[str], *, on: date) -> dict[str, PersonLine]:
    """The same by person."""
    details = PersonDetails.objects.current().filter(person_id__in=people).select_related("home_place")
    posts, begun, grades = posts_on(people, on=on), _begun(people, on=on), _grades(people, on=on)
    degrees, theories = (_highest(people, kind, on=on) for kind in _LEARNING)
    found = {}
    for row in details:
        key = row.person_id
        held = posts.get(key, ())
        found[key] = PersonLine(
            name=row.name,
            born_on=row.born_on,
            sex=_word(SEXES, row.sex),
            ethnicity=row.ethnicity,
            home=row.home_place.name if row.home_place else "",
            party_on=row.joined_party_on,
            degree=degrees.get(key, ""),
            theory=theories.get(key, ""),
            post="; ".join(f"{post.title}, {post.body_name}" for post in held),
            since=begun[key][0] if len(begun[key]) == 1 else None,
            grade=grades.get(key, ""),
        )
    return found


def _begun(people: Collection[str], *, on: date) -> defaultdict[str, list[date | None]]:
    """The days on which each began in what is held on the day."""
    found = defaultdict[str, list[date | None]](list)
    rows = Tenure.objects.current().filter(holds_on(on), person_id__in=people)
    for person, begun in rows.values_list("person_id", "valid_from"):
        found[person].append(begun)
    return found


def _highest(people: Collection[str], kind: QualificationKind, *, on: date) -> dict[str, str]:
    """The highest level of the kind; one without a day counts too."""
    ranks = {str(level): rank for rank, level in enumerate(LEVELS_OF[kind])}
    rows = Qualification.objects.current().filter(person_id__in=people, kind=kind).exclude(obtained_on__gt=on)
    found: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: ranks.get(row.level, -1)):
        field = f" {row.field}" if row.field and kind is QualificationKind.DEGREE else ""
        found[row.person_id] = _word(QUALIFICATION_LEVELS, row.level) + field
    return found


def _grades(people: Collection[str], *, on: date) -> dict[str, str]:
    """The latest grade, with its year."""
    forms = EvaluationForm.objects.current().filter(evaluation__person_id__in=people, evaluated_on__lte=on)
    rows = forms.exclude(grade="").select_related("evaluation").order_by("evaluation__year", "evaluated_on", "identity")
    return {row.evaluation.person_id: f"{_word(GRADES, row.grade)} ({row.evaluation.year})" for row in rows}


def _word(words: Sequence[Choice], value: str) -> str:
    return next((one.name.vi for one in words if one.value == value), "")
