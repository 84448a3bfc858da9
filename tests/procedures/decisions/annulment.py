"""Chi was made deputy director by a decision that turns out wrong, and acted as one: what rests on that, and what does
not."""

from __future__ import annotations

from django.db import models

from liem.actions.permissions import Acting
from liem.procedures.decisions.graph import Graph
from liem.procedures.models import Candidacy, CandidacyState, CaseMeeting, Consequence, Decision, MeetingMember
from liem.record.models import SuccessionEntry, SuccessionList, SuccessionListState, Tenure, Term, TermState
from procedures.decisions.running import case, paper, proposed, take
from procedures.world import VACANT, Desks, days_ago
from world import tenure, write

SINCE = 80  # days ago: from then on Chi is a deputy director
WRONG = "77-QĐ/TU"


def wrong(desks: Desks) -> Decision:
    """The decision alone."""
    case("party_appointment_inside", "chi", key="wrong", post_id=VACANT)
    leaves = ("chi/so/phong-1/truong/2010-01-01",)
    found = take("wrong", paper(WRONG, days=SINCE, leaves=leaves), by=desks.province, on=days_ago(SINCE + 10))
    assert found is not None
    return found


def signed(key: str, person: str, post: str, number: str, by: Acting, *, who: str, days: int) -> Decision:
    """A division's post filled by a decision of the agency."""
    case("party_appointment_inside", person, key=key, post_id=post)
    found = take(key, paper(number, days=days), by=by, on=days_ago(days), signed_by=who, body="so")
    assert found is not None
    return found


def acts(desks: Desks) -> None:
    """What Chi did as a deputy director, and what others did or Chi did before."""
    signed("by-chi", "giang", "so/phong-2/truong-2", "1-QĐ/SNL", desks.agency, who="chi", days=60)
    signed("by-an", "hai", "so/phong-2/truong-3", "2-QĐ/SNL", desks.agency, who="an", days=60)
    proposed_cases(desks)
    write(_meeting("voted", days=50), _meeting("before", days=SINCE + 5))
    write(_planned("listed", days=40), _planned("listed-before", days=SINCE + 5))
    write(_candidacy("considered", days=30), _candidacy("considered-before", days=SINCE + 5))
    write(tenure("chi", "so-khac/giam-doc", days_ago(20)))


def proposed_cases(desks: Desks) -> None:
    """Dung, put forward by Chi, was appointed by the province; Tám was put forward by An."""
    for person, key, by in (("dung", "of-chi", "chi"), ("tam", "of-an", "an")):
        case("party_appointment_inside", person, key=key, post_id=f"so/pho-{key}")
        proposed(key, person, by=by, post=f"so/pho-{key}", on=days_ago(70))
        take(key, paper(f"{key}-QĐ/TU", days=45), by=desks.province, on=days_ago(45))


def _meeting(key: str, *, days: int) -> list[models.Model]:
    case("party_appointment_inside", key=f"case-{key}", post_id=VACANT, until="first_leadership")
    meeting = CaseMeeting(
        key=key,
        case_id=f"case-{key}",
        step="first_leadership",
        body_id="so",
        held_on=days_ago(days),
        places=1,
        names_fixed_on=days_ago(days),
    )
    return [meeting, MeetingMember(identity=f"{key}/chi", meeting=meeting, person_id="chi", present=True)]


def _planned(key: str, *, days: int) -> list[models.Model]:
    return [
        Term(key=key, body_id="so"),
        TermState(identity=key, term_id=key, name=key),
        SuccessionList(key=key, body_id="so", post_id="so/giam-doc", term_id=key),
        SuccessionListState(identity=key, list_id=key, approved_on=days_ago(days)),
        SuccessionEntry(identity=key, list_id=key, person_id="chi", approved_on=days_ago(days)),
    ]


def _candidacy(key: str, *, days: int) -> list[models.Model]:
    return [
        Candidacy(key=key, person_id="chi", body_id="so", post_id="so/giam-doc", kind="appointment"),
        CandidacyState(identity=key, candidacy_id=key, opened_on=days_ago(days)),
    ]


def words(graph: Graph) -> list[tuple[str, str, str]]:
    """Each edge as (through, ground, thing), with tenures and decisions by what people call them."""
    names = {f"decision:{one.key}": one.number for one in Decision.objects.all()}
    tenures = Tenure.objects.current()
    names |= {f"tenure:{one.identity}": f"{one.person_id} → {one.post_id}" for one in tenures}
    return [
        (names.get(edge.through, edge.through), str(edge.ground), names.get(edge.thing, edge.thing))
        for edge in graph.edges
    ]


def consequences() -> set[tuple[str, str]]:
    """Kind of thing and the body that owes it."""
    return {(row.kind, row.body_id) for row in Consequence.objects.current()}
