"""Who took part in a procedure, whether they declared their relatives, and who of them is kin of the candidate.

For those alone whose work it is to keep relatives out of each other's cases: see `liem.record.scope.SEES_KIN`.
"""

from __future__ import annotations

from dataclasses import dataclass

from liem.actions.models import Role
from liem.oversight.rows_behind import Moment, known_at
from liem.procedures.models import Candidacy, CandidacyState, Participation
from liem.record.choices import Section
from liem.record.models import Attestation, Kinship, PersonDetails
from liem.record.names import people_in_order
from liem.record.people import reachable
from liem.record.scope import SEES_KIN, Reach


@dataclass(frozen=True, slots=True)
class Kin:
    """The participant is the `relation` of the candidate; or, `of_participant`, the candidate is that of them."""

    relation: str
    of_participant: bool


@dataclass(frozen=True, slots=True)
class Participant:
    """`key` is empty where the reader's mandate does not reach the dossier; `declared`: the kin, by the opening."""

    key: str
    name: str
    part: str
    recused: bool
    declared: bool
    kin: Kin | None


def participants(reach: Reach, candidacy: str, *, role: str, moment: Moment) -> tuple[Participant, ...] | None:
    """Everybody on record as taking part, by name. None for roles that may not see kin. Six queries."""
    if role not in {Role(one).value for one in SEES_KIN}:
        return None
    known = known_at(moment.known_at)
    found = Candidacy.objects.filter(key=candidacy).first()
    parts = list(
        Participation.objects.filter(known, candidacy_id=candidacy).values_list("person_id", "part", "recused")
    )
    if found is None or not parts:
        return ()
    people = {person for person, _, _ in parts}
    names = dict(PersonDetails.objects.filter(known, person_id__in=people).values_list("person_id", "name"))
    declared, kin = _declared(candidacy, people, moment), _kin_of(found.person_id, people, moment)
    reached = reachable(reach, people)
    told = (
        Participant(
            key=person if person in reached else "",
            name=names.get(person, person),
            part=part,
            recused=recused,
            declared=person in declared,
            kin=kin.get(person),
        )
        for person, part, recused in parts
    )
    return tuple(sorted(told, key=lambda one: (one.kin is None, people_in_order(one.name), one.part)))


def _declared(candidacy: str, people: set[str], moment: Moment) -> frozenset[str]:
    opened_on = CandidacyState.objects.filter(known_at(moment.known_at), candidacy_id=candidacy).values("opened_on")
    reaching = Attestation.objects.filter(
        known_at(moment.known_at), subject__in=people, section=Section.KINSHIP, complete_to__gte=opened_on[:1]
    )
    return frozenset(reaching.values_list("subject", flat=True))


def _kin_of(candidate: str, people: set[str], moment: Moment) -> dict[str, Kin]:
    """What the candidate declared comes before what the others did."""
    declared = Kinship.objects.filter(known_at(moment.known_at))
    theirs = declared.filter(person_id__in=people, relative_id=candidate).values_list("person_id", "relation")
    own = declared.filter(person_id=candidate, relative_id__in=people).values_list("relative_id", "relation")
    return {person: Kin(relation, of_participant=True) for person, relation in theirs} | {
        person: Kin(relation, of_participant=False) for person, relation in own
    }
