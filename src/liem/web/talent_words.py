"""The talent pool in words: groups, ages, levels, and the parts of the pages about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from liem.record.choices import Grade, QualificationKind, QualificationLevel
from liem.record.talent import Group, PoolLine
from liem.record.training_needs import Level, Need
from liem.web.wording import number_words

GROUPS: dict[Group, Promise] = {
    Group.ANY: gettext_lazy("Young, women or of an ethnic minority"),
    Group.YOUNG: gettext_lazy("Young"),
    Group.WOMEN: gettext_lazy("Women"),
    Group.MINORITY: gettext_lazy("Of an ethnic minority"),
    Group.UNTOLD: gettext_lazy("The record does not tell"),
    Group.ALL: gettext_lazy("Everybody in post"),
}
WHOM: dict[Group, Promise] = {
    Group.ANY: gettext_lazy("young, women or of an ethnic minority"),
    Group.YOUNG: gettext_lazy("young"),
    Group.WOMEN: gettext_lazy("women"),
    Group.MINORITY: gettext_lazy("of an ethnic minority"),
    Group.UNTOLD: gettext_lazy("the record does not tell whether of such a group"),
}
"""The same as part of a title; of everybody nothing is said."""
_SECTIONS: dict[str, Promise] = {
    "talent": gettext_lazy("Pool"),
    "class_plan": gettext_lazy("Training needs"),
    "succession": gettext_lazy("Succession lists"),
    "moves_up": gettext_lazy("Moves up from communes"),
    "special_posts": gettext_lazy("Posts in special fields"),
    "stays": gettext_lazy("Work and study abroad"),
    "recruitments": gettext_lazy("Recruitment"),
}
_TRAITS: tuple[tuple[str, Promise, Promise], ...] = (
    ("is_young", pgettext_lazy("talent", "young"), gettext_lazy("day of birth not on record")),
    ("is_woman", pgettext_lazy("talent", "woman"), gettext_lazy("sex not on record")),
    ("is_minority", gettext_lazy("ethnic minority"), gettext_lazy("ethnicity not on record")),
)


@dataclass(frozen=True, slots=True)
class Section:
    """One of the pages about talent, as a link."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class NeedView:
    """A level that posts held, or posts planned for, require and nothing shows, in words."""

    level: str
    posts: str
    is_planned: bool
    is_attested: bool


@dataclass(frozen=True, slots=True)
class PoolView:
    """A line of the pool: `traits` are the groups that the person belongs to, `untold` what the record lacks."""

    line: PoolLine
    age: str
    traits: tuple[str, ...]
    untold: tuple[str, ...]
    grades: tuple[tuple[int, str], ...]
    needs: tuple[NeedView, ...]


def sections(current: str) -> list[Section]:
    """The pages about talent, in order."""
    return [Section(str(label), reverse(name), name == current) for name, label in _SECTIONS.items()]


def line_view(line: PoolLine, *, on: date) -> PoolView:
    """One official of the pool in words, as of the day."""
    told = [(getattr(line, name), belongs, untold) for name, belongs, untold in _TRAITS]
    return PoolView(
        line=line,
        age=_age(line.born_on, on),
        traits=tuple(str(belongs) for value, belongs, _untold in told if value),
        untold=tuple(str(untold) for value, _belongs, untold in told if value is None),
        grades=tuple((year, grade_words(grade)) for year, grade in line.grades),
        needs=tuple(_needs(line.needs)),
    )


def with_whom(counted: str, group: Group) -> str:
    """A title with the group that was counted; of everybody nothing is added."""
    if group not in WHOM:
        return counted
    return _("%(people)s: %(whom)s") % {"people": counted, "whom": WHOM[group]}


def level_words(wanted: Level) -> str:
    """A level with its kind where the level alone does not say it: “foreign language: B1”."""
    kind, level = QualificationKind(wanted.kind), QualificationLevel(wanted.level)
    if kind in (QualificationKind.LANGUAGE, QualificationKind.LAW, QualificationKind.DEGREE):
        return _("%(kind)s: %(level)s") % {"kind": kind.label, "level": level.label}
    return str(level.label)


def level_key(wanted: Level) -> str:
    """The level as it stands in an address."""
    return f"{wanted.kind}:{wanted.level}"


def grade_words(grade: str) -> str:
    return str(Grade(grade).label) if grade in Grade else grade


def _needs(needs: Iterable[Need]) -> Iterator[NeedView]:
    """Each level once for the posts held and once for those planned for, with their titles."""
    groups: dict[tuple[Level, bool, bool], list[str]] = {}
    for one in needs:
        groups.setdefault((one.wanted, one.is_planned, one.is_attested), []).append(one.title)
    for (wanted, is_planned, is_attested), titles in groups.items():
        yield NeedView(level_words(wanted), ", ".join(dict.fromkeys(titles)), is_planned, is_attested)


def _age(born_on: date | None, on: date) -> str:
    """Completed years on the day."""
    if born_on is None or born_on > on:
        return ""
    years = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
    return ngettext("%(count)s year old", "%(count)s years old", years) % {"count": number_words(years)}
