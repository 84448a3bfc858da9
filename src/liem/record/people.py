"""Finding officials by name, post, body, qualification or language, within what a mandate reaches."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from django.db.models import Case, CharField, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Concat

from liem.record.choices import LEVELS_OF, QualificationKind, QualificationLevel
from liem.record.days import PostTitle, holds_on, titles_of
from liem.record.models import LanguageSkill, PersonDetails, PostState, Qualification, Tenure
from liem.record.names import TONES, without_marks
from liem.record.scope import Reach
from liem.record.state import kept_until_a_change

Order = Literal["name", "-name", "born", "-born"]

_ORDERS: dict[Order, tuple[str, ...]] = {
    "name": ("sort_name", "name", "person_id"),
    "-name": ("-sort_name", "-name", "-person_id"),
    "born": ("born_on", "sort_name", "person_id"),
    "-born": ("-born_on", "sort_name", "person_id"),
}
_VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"


@dataclass(frozen=True, slots=True)
class PeopleSearch:
    """What is looked for: words of the name, a role of post, bodies (None: all within reach), a kind of qualification
    with the least level of it, a foreign language with the least level where one is asked."""

    text: str = ""
    role: str = ""
    bodies: frozenset[str] | None = None
    order: Order = "name"
    qualification: tuple[QualificationKind, QualificationLevel] | None = None
    language: str = ""
    language_level: QualificationLevel | None = None


@dataclass(frozen=True, slots=True)
class PersonLine:
    """An official and the posts held on the day."""

    key: str
    name: str
    born_on: date | None
    posts: tuple[PostTitle, ...]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """`whole` of the `total` bear every word looked for as a syllable of its own; the others only begin with it."""

    total: int
    lines: tuple[PersonLine, ...]
    whole: int = 0


def search(reach: Reach, wanted: PeopleSearch, *, on: date, offset: int = 0, limit: int = 50) -> PeoplePage:
    """The officials that answer to the search, and how many there are. A constant number of queries.

    Without marks the words forgive: `hoa` begins a word of Hoa, Hòa and Hoàng; those that bear it as a whole syllable
    come first by name. With a mark anywhere they are exact words: `Hòa` finds Hòa (also written Hoà), not Hoa.
    """
    people, whole = _bearing(reach, wanted, on=on) if wanted.text else _all(reach, wanted, on=on)
    keys = people[offset : offset + limit]
    details = PersonDetails.objects.filter(known_to__isnull=True, person_id__in=keys)
    posts = posts_on(keys, on=on)
    page = sorted(details, key=lambda one: keys.index(one.person_id))
    lines = (PersonLine(one.person_id, one.name, one.born_on, posts.get(one.person_id, ())) for one in page)
    return PeoplePage(len(people), tuple(lines), whole)


def _all(reach: Reach, wanted: PeopleSearch, *, on: date) -> tuple[Sequence[str], int]:
    people = _answering(reach, wanted, on=on)
    return people, len(people)


def _bearing(reach: Reach, wanted: PeopleSearch, *, on: date) -> tuple[Sequence[str], int]:
    """Those who answer and bear the name, and how many of them as whole syllables. One look at all names."""
    people = _named(within(reach), wanted.text)
    is_whole = Case(When(_bears_each(wanted.text), then=1), default=0, output_field=IntegerField())
    order = ("-is_whole", *_ORDERS["name"]) if wanted.order == "name" else _ORDERS[wanted.order]
    rows = people.annotate(is_whole=is_whole).order_by(*order).values_list("person_id", "is_whole")
    found = dict(rows)
    if _asks_for_more(wanted):
        answering = frozenset(_answering(reach, replace(wanted, text="", order="name"), on=on))
        found = {person: whole for person, whole in found.items() if person in answering}
    return tuple(found), sum(found.values())


@kept_until_a_change(most=32)
def _answering(reach: Reach, wanted: PeopleSearch, *, on: date) -> tuple[str, ...]:
    """All people within reach that answer, names apart, in order: of many people any page is as near as the first."""
    people = _everybody(reach, wanted.order)
    if not _asks_for_more(wanted):
        return people
    asked = (frozenset(rows.values_list("person_id", flat=True)) for rows in _asked(reach, wanted, on=on))
    answering = frozenset.intersection(*asked)
    return tuple(person for person in people if person in answering)


@kept_until_a_change(most=8)
def _everybody(reach: Reach, order: Order) -> tuple[str, ...]:
    return tuple(within(reach).order_by(*_ORDERS[order]).values_list("person_id", flat=True))


def _asks_for_more(wanted: PeopleSearch) -> bool:
    """Than the name."""
    return wanted != PeopleSearch(text=wanted.text, order=wanted.order)


def _asked(reach: Reach, wanted: PeopleSearch, *, on: date) -> Iterator[QuerySet[Any]]:
    """What the record must hold of a person, for each thing that is asked."""
    if wanted.role or wanted.bodies is not None:
        yield _holders(reach, wanted, on=on)
    if wanted.qualification:
        kind, least = wanted.qualification
        yield Qualification.objects.filter(known_to__isnull=True, kind=kind, level__in=_from(kind, least))
    if wanted.language:
        skills = LanguageSkill.objects.filter(known_to__isnull=True, language=wanted.language)
        least_level = wanted.language_level
        yield skills.filter(level__in=_from(QualificationKind.LANGUAGE, least_level)) if least_level else skills


def _holders(reach: Reach, wanted: PeopleSearch, *, on: date) -> QuerySet[Tenure]:
    posts = PostState.objects.filter(holds_on(on), known_to__isnull=True)
    if wanted.role:
        posts = posts.filter(role=wanted.role)
    # To ask for each of all bodies there are takes long.
    if wanted.bodies is not None and not (reach.whole and wanted.bodies >= reach.bodies):
        posts = posts.filter(body_id__in=wanted.bodies)
    return Tenure.objects.filter(holds_on(on), known_to__isnull=True, post_id__in=posts.values("post_id"))


def _from(kind: QualificationKind, least: QualificationLevel) -> tuple[QualificationLevel, ...]:
    levels = LEVELS_OF[kind]
    return levels[levels.index(least) :]


def languages() -> tuple[str, ...]:
    """The foreign languages that stand in the record, as they are written there. One query."""
    skills = LanguageSkill.objects.filter(known_to__isnull=True)
    return tuple(skills.order_by("language").values_list("language", flat=True).distinct())


def within(reach: Reach) -> QuerySet[PersonDetails]:
    """The officials whom a mandate reaches: those who hold a post there on the day of the reach, and those who hold
    none anywhere but once did there. Somebody who has moved to a post elsewhere is no longer reached."""
    people = PersonDetails.objects.filter(known_to__isnull=True)
    if reach.whole:
        return people
    if reach.person is not None:
        return people.filter(person_id=reach.person)
    posts = PostState.objects.filter(known_to__isnull=True, body_id__in=reach.bodies)
    tenures = Tenure.objects.filter(known_to__isnull=True)
    now = holds_on(reach.day)
    there = tenures.filter(post_id__in=posts.values("post_id"))
    there_now = tenures.filter(now, post_id__in=posts.filter(now).values("post_id"))
    in_some_post = tenures.filter(now, person_id=OuterRef("person_id"))
    left = ~Exists(in_some_post)
    return people.filter(Q(person_id__in=there_now.values("person_id")) | left, person_id__in=there.values("person_id"))


def reachable(reach: Reach, people: Collection[str]) -> frozenset[str]:
    """Which of these people the mandate reaches. One query."""
    return frozenset(within(reach).filter(person_id__in=set(people)).values_list("person_id", flat=True))


def posts_on(people: Collection[str], *, on: date) -> dict[str, tuple[PostTitle, ...]]:
    """The posts that these people held on the day. Three queries whatever their number."""
    tenures = Tenure.objects.filter(holds_on(on), known_to__isnull=True, person_id__in=set(people))
    held = list(tenures.order_by("valid_from", "identity").values_list("person_id", "post_id"))
    titles = titles_of(posts={post for _, post in held})
    posts: dict[str, list[PostTitle]] = defaultdict(list)
    for person, post in held:
        posts[person].append(titles.post(post, on))
    return {person: tuple(titles) for person, titles in posts.items()}


def spellings(word: str) -> tuple[str, ...]:
    """The word as typed and in lower, title and upper case; its tone mark on each vowel in turn, for Hòa is Hoà."""
    letters = unicodedata.normalize("NFD", word)
    tones = [letter for letter in letters if letter in TONES]
    bare = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in TONES))
    placed = _placed(bare, tones[0]) if len(tones) == 1 else iter([unicodedata.normalize("NFC", word)])
    cases = (case for one in placed for case in (one, one.lower(), one.capitalize(), one.upper()))
    return tuple(dict.fromkeys(cases))


def _placed(bare: str, tone: str) -> Iterator[str]:
    for place, letter in enumerate(bare):
        if letter in _VOWELS:
            yield unicodedata.normalize("NFC", bare[: place + 1] + tone + bare[place + 1 :])


def _named(people: QuerySet[PersonDetails], text: str) -> QuerySet[PersonDetails]:
    words = unicodedata.normalize("NFC", text).split()
    people = people.annotate(
        spaced=Concat(Value(" "), "name", Value(" "), output_field=CharField()),
        spaced_search=Concat(Value(" "), "search_name", Value(" "), output_field=CharField()),
    )
    people = people.filter(*(_begins_a_word(without_marks(word)) for word in words))
    return people if text.isascii() else people.filter(*(_is_a_word(word) for word in words))


def _bears_each(text: str) -> Q:
    """Each word typed without marks is a whole syllable of the name; typed with a mark it always is."""
    words = text.split() if text.isascii() else []
    return Q(*(Q(spaced_search__contains=f" {word.lower()} ") for word in words), person_id__isnull=False)


def _begins_a_word(word: str) -> Q:
    return Q(search_name__startswith=word) | Q(search_name__contains=f" {word}")


def _is_a_word(word: str) -> Q:
    condition = Q()
    for spelling in spellings(word):
        condition |= Q(spaced__contains=f" {spelling} ")
    return condition
