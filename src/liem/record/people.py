"""Finding officials by name, post or body, within what a mandate reaches."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Case, CharField, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Concat

from liem.record.days import PostTitle, holds_on, titles_of
from liem.record.models import PersonDetails, PostState, Tenure
from liem.record.scope import Reach

Order = Literal["name", "-name", "born", "-born"]

_ORDERS: dict[Order, tuple[str, ...]] = {
    "name": ("search_name", "name", "person_id"),
    "-name": ("-search_name", "-name", "-person_id"),
    "born": ("born_on", "search_name", "person_id"),
    "-born": ("-born_on", "search_name", "person_id"),
}
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"


@dataclass(frozen=True, slots=True)
class PeopleSearch:
    """What is looked for: words of the name, a role of post, bodies (None: all within reach)."""

    text: str = ""
    role: str = ""
    bodies: frozenset[str] | None = None
    order: Order = "name"


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
    if wanted.role or wanted.bodies is not None:
        people = people.filter(Exists(_holdings(wanted, on=on)))
    whole = _bears_each(wanted.text)
    counts = people.aggregate(total=Count("pk"), whole=Count("pk", filter=whole))
    order = _ORDERS[wanted.order]
    if wanted.order == "name":
        people = people.annotate(only_begins=Case(When(whole, then=0), default=1, output_field=IntegerField()))
        order = ("only_begins", *order)
    page = list(people.order_by(*order)[offset : offset + limit])
    posts = posts_on([person.person_id for person in page], on=on)
    lines = (PersonLine(one.person_id, one.name, one.born_on, posts.get(one.person_id, ())) for one in page)
    return PeoplePage(counts["total"], tuple(lines), counts["whole"])


def within(reach: Reach) -> QuerySet[PersonDetails]:
    """The officials whom a mandate reaches: those who hold a post there on the day of the reach, and those who hold
    none anywhere but once did there. Somebody who has moved to a post elsewhere is no longer reached."""
    people = PersonDetails.objects.filter(known_to__isnull=True)
    if reach.whole:
        return people
    if reach.person is not None:
        return people.filter(person_id=reach.person)
    posts = PostState.objects.filter(known_to__isnull=True, body_id__in=reach.bodies)
    own = Tenure.objects.filter(known_to__isnull=True, person_id=OuterRef("person_id"))
    there = own.filter(post_id__in=posts.values("post_id"))
    now = holds_on(reach.day)
    in_post_there = own.filter(now, post_id__in=posts.filter(holds_on(reach.day)).values("post_id"))
    return people.filter(Exists(in_post_there) | (~Exists(own.filter(now)) & Exists(there)))


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
    if text.isascii():
        return people.filter(*(_begins_a_word(word.lower()) for word in words))
    return people.filter(*(_is_a_word(word) for word in words))


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


def _holdings(wanted: PeopleSearch, *, on: date) -> QuerySet[Tenure]:
    posts = PostState.objects.filter(holds_on(on), known_to__isnull=True)
    if wanted.role:
        posts = posts.filter(role=wanted.role)
    if wanted.bodies is not None:
        posts = posts.filter(body_id__in=wanted.bodies)
    return Tenure.objects.filter(
        holds_on(on), known_to__isnull=True, person_id=OuterRef("person_id"), post_id__in=posts.values("post_id")
    )
