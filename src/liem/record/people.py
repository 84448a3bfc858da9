"""Finding officials by name, post, body, qualification or language, within what a mandate reaches."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Case, CharField, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import Concat

from liem.record.choices import LEVELS_OF, QualificationKind, QualificationLevel
from liem.record.days import PostTitle, holds_on, titles_of
from liem.record.models import LanguageSkill, PersonDetails, PostState, Qualification, Tenure
from liem.record.scope import Reach

Order = Literal["name", "-name", "born", "-born"]

_ORDERS: dict[Order, tuple[str, ...]] = {
    "name": ("search_name", "name", "person_id"),
    "-name": ("-search_name", "-name", "-person_id"),
    "born": ("born_on", "search_name", "person_id"),
    "-born": ("-born_on", "search_name", "person_id"),
}
# Where more than so many answer, the first pages are full after a look at a few of them.
_MANY, _NEAR = 20_000, 1_000
_TONES = "\u0300\u0301\u0303\u0309\u0323"
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


def without_marks(name: str) -> str:
    """The name in lower case without tone or letter marks, words one space apart: the form of `search_name`."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def in_order(name: str) -> tuple[str, str]:
    """Sorts names as people look for them: Đ beside D, marks counting last."""
    return without_marks(name), name


def search(reach: Reach, wanted: PeopleSearch, *, on: date, offset: int = 0, limit: int = 50) -> PeoplePage:
    """The officials that answer to the search, and how many there are. A constant number of queries.

    Without marks the words forgive: `hoa` begins a word of Hoa, Hòa and Hoàng; those that bear it as a whole syllable
    come first by name. With a mark anywhere they are exact words: `Hòa` finds Hòa (also written Hoà), not Hoa.
    """
    people = _named(within(reach), wanted.text)
    gathered = _holding(_qualified(people, wanted), wanted, on=on)
    if wanted.text:
        found = _found_by_name(gathered, wanted, offset, limit)
    else:
        found = _found(gathered, _one_by_one(people, wanted, on=on), _ORDERS[wanted.order], offset, limit)
    details = PersonDetails.objects.in_bulk(found.keys)
    page = [details[key] for key in found.keys]
    posts = posts_on([person.person_id for person in page], on=on)
    lines = (PersonLine(one.person_id, one.name, one.born_on, posts.get(one.person_id, ())) for one in page)
    return PeoplePage(found.total, tuple(lines), found.whole)


@dataclass(frozen=True, slots=True)
class _Found:
    """The keys of a page in their order, of how many in all."""

    keys: tuple[int, ...]
    total: int
    whole: int


def _found_by_name(people: QuerySet[PersonDetails], wanted: PeopleSearch, offset: int, limit: int) -> _Found:
    """Page and counts in one look at all names."""
    whole = _bears_each(wanted.text)
    counted = people.annotate(
        total=Window(Count("pk")),
        whole=Window(Count("pk", filter=whole)),
        only_begins=Case(When(whole, then=0), default=1, output_field=IntegerField()),
    )
    order = ("only_begins", *_ORDERS["name"]) if wanted.order == "name" else _ORDERS[wanted.order]
    # Ordered by the total first, equal in all rows: else PostgreSQL sorts everybody before it asks who answers.
    rows = list(counted.order_by("total", *order).values_list("pk", "total", "whole")[offset : offset + limit])
    if rows:
        return _Found(tuple(key for key, *_ in rows), *rows[0][1:])
    # Beyond the end no row says the counts.
    counts = people.aggregate(total=Count("pk"), whole=Count("pk", filter=whole)) if offset else {}
    return _Found((), counts.get("total", 0), counts.get("whole", 0))


def _found(
    gathered: QuerySet[PersonDetails], in_turn: QuerySet[PersonDetails], order: tuple[str, ...], offset: int, limit: int
) -> _Found:
    """The count, then the page: few are sorted as a whole; of many, looking at each in turn soon fills a page."""
    total = gathered.count()
    keys = (in_turn if offset < _NEAR else gathered).order_by(*order).values_list("pk", flat=True)
    if total > _MANY:
        return _Found(tuple(keys[offset : offset + limit]), total, total)
    few = gathered.order_by(*order).values_list("pk", flat=True)
    return _Found(tuple(few)[offset : offset + limit], total, total)


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
    tones = [letter for letter in letters if letter in _TONES]
    bare = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
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


def _qualified(people: QuerySet[PersonDetails], wanted: PeopleSearch) -> QuerySet[PersonDetails]:
    """Those of whom the record says so; of the others it says nothing."""
    for proofs in _proofs(wanted):
        people = people.filter(person_id__in=proofs.values("person_id"))
    return people


def _proofs(wanted: PeopleSearch) -> Iterator[QuerySet[Qualification] | QuerySet[LanguageSkill]]:
    """What the record must hold of a person, for each thing that is asked."""
    if wanted.qualification:
        kind, least = wanted.qualification
        yield Qualification.objects.filter(known_to__isnull=True, kind=kind, level__in=_from(kind, least))
    if wanted.language:
        skills = LanguageSkill.objects.filter(known_to__isnull=True, language=wanted.language)
        least_level = wanted.language_level
        yield skills.filter(level__in=_from(QualificationKind.LANGUAGE, least_level)) if least_level else skills


def _from(kind: QualificationKind, least: QualificationLevel) -> tuple[QualificationLevel, ...]:
    levels = LEVELS_OF[kind]
    return levels[levels.index(least) :]


def _holding(people: QuerySet[PersonDetails], wanted: PeopleSearch, *, on: date) -> QuerySet[PersonDetails]:
    """Those who hold such a post, where one is asked; all its holders are gathered first."""
    if not wanted.role and wanted.bodies is None:
        return people
    posts = PostState.objects.filter(_such_a_post(wanted, on=on))
    holders = Tenure.objects.filter(holds_on(on), known_to__isnull=True, post_id__in=posts.values("post_id"))
    return people.filter(person_id__in=holders.values("person_id"))


def _such_a_post(wanted: PeopleSearch, *, on: date, through: str = "") -> Q:
    path = f"{through}__" if through else ""
    such = Q(**{f"{path}known_to__isnull": True}) & holds_on(on, through=through)
    if wanted.role:
        such &= Q(**{f"{path}role": wanted.role})
    if wanted.bodies is not None:
        such &= Q(**{f"{path}body_id__in": wanted.bodies})
    return such


def _one_by_one(people: QuerySet[PersonDetails], wanted: PeopleSearch, *, on: date) -> QuerySet[PersonDetails]:
    """The people whom `_qualified` and `_holding` give, each looked at by themselves."""
    own = {"person_id": OuterRef("person_id")}
    people = people.filter(*(Exists(proofs.filter(**own)) for proofs in _proofs(wanted)))
    if not wanted.role and wanted.bodies is None:
        return people
    such = _such_a_post(wanted, on=on, through="post__states")
    return people.filter(Exists(Tenure.objects.filter(holds_on(on), such, known_to__isnull=True, **own)))
