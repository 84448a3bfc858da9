"""Vietnamese kin terms, as declarations use them: the relation that each means, and its degree.

Only kin whom the rules on relatives name, and their other half: spouses, parents and children (by birth or adoption),
brothers and sisters, and the same through marriage. Wider kin (grandparents, uncles, aunts, cousins) touches no act
and is not kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from liem.kernel.errors import Message
from liem.record.choices import Relation


@dataclass(frozen=True, slots=True)
class KinTerm:
    """A word for what the relative is to the official. `words` as in a roster."""

    key: str
    words: Message
    relation: Relation


DEGREES: dict[Relation, int] = {
    Relation.SPOUSE: 0,
    Relation.PARENT: 1,
    Relation.CHILD: 1,
    Relation.PARENT_IN_LAW: 1,
    Relation.CHILD_IN_LAW: 1,
    Relation.SIBLING: 2,
    Relation.SIBLING_IN_LAW: 2,
}
"""Steps of descent between the two, counted through the spouse for kin by marriage. A business partner has none."""

_OPPOSITES = {
    Relation.PARENT: Relation.CHILD,
    Relation.CHILD: Relation.PARENT,
    Relation.PARENT_IN_LAW: Relation.CHILD_IN_LAW,
    Relation.CHILD_IN_LAW: Relation.PARENT_IN_LAW,
}


def opposite(relation: Relation) -> Relation:
    """What the official is to the relative."""
    return _OPPOSITES.get(relation, relation)


def degree(relation: str) -> int | None:
    """Degree of kinship; None for a business partner and for what is no relation."""
    return DEGREES.get(Relation(relation)) if relation in Relation.values else None


def _terms(relation: Relation, words: dict[str, tuple[str, str]]) -> tuple[KinTerm, ...]:
    return tuple(KinTerm(key, Message(vi, en), relation) for key, (vi, en) in words.items())


TERMS: tuple[KinTerm, ...] = (
    *_terms(Relation.SPOUSE, {"wife": ("Vợ", "Wife"), "husband": ("Chồng", "Husband")}),
    *_terms(
        Relation.PARENT,
        {
            "father": ("Cha đẻ", "Father"),
            "mother": ("Mẹ đẻ", "Mother"),
            "adoptive_father": ("Cha nuôi", "Adoptive father"),
            "adoptive_mother": ("Mẹ nuôi", "Adoptive mother"),
        },
    ),
    *_terms(
        Relation.CHILD,
        {
            "son": ("Con trai", "Son"),
            "daughter": ("Con gái", "Daughter"),
            "adopted_child": ("Con nuôi", "Adopted child"),
        },
    ),
    *_terms(
        Relation.SIBLING,
        {
            "older_brother": ("Anh ruột", "Older brother"),
            "older_sister": ("Chị ruột", "Older sister"),
            "younger_sibling": ("Em ruột", "Younger brother or sister"),
        },
    ),
    *_terms(
        Relation.PARENT_IN_LAW,
        {
            "wifes_father": ("Bố vợ", "Wife's father"),
            "wifes_mother": ("Mẹ vợ", "Wife's mother"),
            "husbands_father": ("Bố chồng", "Husband's father"),
            "husbands_mother": ("Mẹ chồng", "Husband's mother"),
        },
    ),
    *_terms(
        Relation.CHILD_IN_LAW,
        {"daughter_in_law": ("Con dâu", "Daughter-in-law"), "son_in_law": ("Con rể", "Son-in-law")},
    ),
    *_terms(
        Relation.SIBLING_IN_LAW,
        {
            "older_sisters_husband": ("Anh rể", "Older sister's husband"),
            "younger_sisters_husband": ("Em rể", "Younger sister's husband"),
            "older_brothers_wife": ("Chị dâu", "Older brother's wife"),
            "younger_brothers_wife": ("Em dâu", "Younger brother's wife"),
            "wifes_older_brother": ("Anh vợ", "Wife's older brother"),
            "wifes_older_sister": ("Chị vợ", "Wife's older sister"),
            "wifes_younger_sibling": ("Em vợ", "Wife's younger brother or sister"),
            "husbands_older_brother": ("Anh chồng", "Husband's older brother"),
            "husbands_older_sister": ("Chị chồng", "Husband's older sister"),
            "husbands_younger_sibling": ("Em chồng", "Husband's younger brother or sister"),
        },
    ),
)

RELATION_OF: dict[str, Relation] = {term.key: term.relation for term in TERMS}
