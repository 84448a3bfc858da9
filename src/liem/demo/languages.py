"""Foreign languages: leaders as the target on languages tries them, and some others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from random import Random

from liem.demo.chance import seeded
from liem.demo.people import Official
from liem.demo.realm import Realm
from liem.record.models import LanguageSkill

LANGUAGES = ("tiếng Anh", "tiếng Trung", "tiếng Lào", "tiếng Hàn", "tiếng Pháp")
# Leaders by their place in the list: who uses a foreign language, and whose section on languages nobody attested.
_SPEAKING = frozenset({0, 3, 6})
_AGENCY_OPEN, _DISTRICT_OPEN = frozenset({1, 11}), frozenset({4, 9})
_DISTRICT_SPEAKING = frozenset({2, 7, 12, 18, 21, 26, 30})


def language_rows(realm: Realm) -> Iterator[LanguageSkill]:
    """Certificates of agency leaders and key district officials, and of others by chance."""
    random = seeded("languages")
    for place, official in enumerate(realm.agency_leaders):
        yield from _skill(random, official, speaks=place % 10 in _SPEAKING)
    for place, official in enumerate(key_district_leaders(realm)):
        yield from _skill(random, official, speaks=place in _DISTRICT_SPEAKING)
    for official in realm.commission_leaders:
        yield from _skill(random, official, speaks=random.random() < 0.3)
    for official in realm.provincial_staff[::2]:
        yield from _skill(random, official, speaks=random.random() < 0.5)
    for place, official in enumerate(realm.sent_to_communes):
        yield from _skill(random, official, speaks=place % 4 == 0)


def unattested_languages(realm: Realm) -> Iterator[str]:
    """Whose section on languages nobody attested."""
    for place in sorted(_AGENCY_OPEN):
        yield realm.agency_leaders[place].key
    for place in sorted(_DISTRICT_OPEN):
        yield key_district_leaders(realm)[place].key


def key_district_leaders(realm: Realm) -> list[Official]:
    """Secretaries and chairs of the former districts, district by district."""
    return list(chain.from_iterable((leaders[0], leaders[2]) for leaders in realm.district_leaders.values()))


def _skill(random: Random, official: Official, *, speaks: bool) -> Iterator[LanguageSkill]:
    language, level = random.choice(LANGUAGES), random.choice(("B1", "B2", "C1"))
    certified = date(random.randint(2022, 2025), random.randint(1, 12), random.randint(1, 28))
    if speaks:
        yield LanguageSkill(
            identity=f"{official.key}-1", person_id=official.key, language=language, level=level, certified_on=certified
        )
