"""Kin among the officials, each tie with the word of the declaration."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from liem.demo.chance import seeded
from liem.demo.people import Official
from liem.record.choices import Relation, Sex
from liem.record.models import Kinship

KIN_PAIRS = 420


def kinship_rows(officials: list[Official], apart: set[frozenset[str]]) -> Iterator[Kinship]:
    """Kin among the officials, but none between the two people of any pair in `apart`, nor between two who ever served
    at one place: those are planted."""
    random = seeded("kinship")
    seen = set(apart)
    while len(seen) < len(apart) + KIN_PAIRS:
        person, relative = random.sample(officials, 2)
        pair = frozenset({person.key, relative.key})
        if pair not in seen and not _places(person) & _places(relative):
            seen.add(pair)
            relation = _relation(person, relative)
            yield kinship_row(person.key, relative.key, relation, _term(relation, person, relative))


def _places(official: Official) -> set[str]:
    """The communes, districts and agencies at which the official ever held a post."""
    return {stint.post.partition("/")[0] for stint in (*official.stints, *official.memberships)}


def kinship_row(person: str, relative: str, relation: Relation, term: str = "") -> Kinship:
    return Kinship(
        identity=f"{person}-{relative}", person_id=person, relative_id=relative, relation=relation, term=term
    )


def _relation(person: Official, relative: Official) -> Relation:
    """A relation that the two ages and sexes allow."""
    years = _born(person).year - _born(relative).year
    if years > 20:
        return Relation.PARENT
    if years < -20:
        return Relation.CHILD
    if {person.sex, relative.sex} == {Sex.WOMAN, Sex.MAN} and abs(years) < 8:
        return Relation.SPOUSE
    return Relation.SIBLING if abs(years) < 12 else Relation.SIBLING_IN_LAW


def _term(relation: Relation, person: Official, relative: Official) -> str:
    """The word of the declaration, a key of `record.kin_terms`; empty where ages and sexes do not decide it."""
    is_woman = relative.sex == Sex.WOMAN
    if relation == Relation.SIBLING:
        if _born(relative) > _born(person):
            return "younger_sibling"
        return "older_sister" if is_woman else "older_brother"
    pairs = {
        Relation.SPOUSE: ("wife", "husband"),
        Relation.PARENT: ("mother", "father"),
        Relation.CHILD: ("daughter", "son"),
    }
    woman, man = pairs.get(relation, ("", ""))
    return woman if is_woman else man


def _born(official: Official) -> date:
    return official.born_on or date(1975, 1, 1)
