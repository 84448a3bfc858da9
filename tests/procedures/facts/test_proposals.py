"""What a proposal tells: for which post, by whom and in what capacity, from the list or not, who is named for it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from facts_everywhere import facts_everywhere
from facts_of import facts_of
from liem.procedures.models import CandidacyState, CasePerson, Participation
from liem.record.models import SuccessionEntry, SuccessionList, SuccessionListState, Term, TermState
from world import LONG_AGO, attestation, body, person, post, tenure, write

from .cases import DAY, JOINED, case, name, proposal, statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> None:
    """The province's committee, an agency under it with a division; Lan leads the province, An the agency."""
    write(body("tinh", kind="committee"), body("tv", kind="standing_committee", superior="tinh"))
    write(body("so", superior="tinh"), body("phong", kind="unit", superior="so"))
    write(
        post("bi-thu", "tv", role="secretary", leader=True),
        post("uy-vien", "tv", role="standing_committee_member", leader=True),
        post("giam-doc", "so", role="director", leader=True),
        post("pho", "so", role="deputy_director", leader=True),
        post("truong", "phong", role="division_head", leader=True),
        post("can-bo", "phong"),
        [row for key in ("lan", "an", "binh", "chi") for row in person(key)],
        tenure("lan", "bi-thu", LONG_AGO),
        tenure("an", "giam-doc", LONG_AGO),
        tenure("chi", "can-bo", LONG_AGO),
    )
    case("c", "appointment_inside", "party_appointment_inside")


def _proposed(what: str, proposer: str | None, by: str) -> dict[str, Any]:
    write(name("f", "binh", what))
    write(proposal("p", "binh", what, proposer, by))
    return facts_of("proposal", DAY)["p"]


@pytest.mark.usefixtures("agency")
@pytest.mark.parametrize(
    ("what", "proposer", "by", "expected"),
    [
        ("pho", "an", "so", ("deputy", "head")),
        ("pho", "lan", "tinh", ("deputy", "other")),
        ("pho", "chi", "so", ("deputy", "other")),
        ("pho", None, "so", ("deputy", "body")),
        ("pho", "binh", "so", ("deputy", None)),
        ("truong", "an", "so", ("subordinate_head", "head")),
        ("giam-doc", "lan", "tinh", ("subordinate_head", "head")),
        ("giam-doc", "an", "so", ("other", "other")),
        ("uy-vien", "lan", "tinh", ("standing_committee_member", "secretary")),
        ("uy-vien", "an", "so", ("standing_committee_member", "other")),
        ("can-bo", "an", "so", ("other", "other")),
    ],
    ids=[
        "a deputy by the head",
        "a deputy by the head of the body above",
        "a deputy by somebody of the division",
        "a deputy by a body",
        "a proposer without a post on record",
        "a head of division by the head of the agency",
        "a head by the secretary of the committee above",
        "a head by whoever leaves the post",
        "a member of the standing committee by the secretary",
        "a member of the standing committee by another head",
        "a post that does not lead",
    ],
)
def test_the_post_and_who_proposes(what: str, proposer: str | None, by: str, expected: tuple[str, str | None]) -> None:
    row = _proposed(what, proposer, by)

    assert (row["post_role"], row["proposer_role"]) == expected


@pytest.mark.usefixtures("agency")
def test_all_of_a_proposal_on_every_engine() -> None:
    write(name("f", "binh", "pho"))
    write(proposal("p", "binh", "pho", "an", "so"))
    undecided = {
        "person": "binh",
        "body": "so",
        "post_role": "deputy",
        "proposer_role": "head",
        "from_succession_list": None,
        "proposer_named": 1,
        "proposer_named_closed": False,
        "decider_named": 0,
        "decider_named_closed": False,
    }
    assert facts_everywhere("proposal", DAY) == {"p": undecided}

    CandidacyState.objects.filter(identity="f").update(decided_on=date(2026, 6, 1))
    write(Participation(identity="x", candidacy_id="f", person_id="lan", part="decider"))
    write(statements("proposal", "p", from_succession_list="true"))
    decided = {"proposer_named_closed": True, "decider_named": 1, "decider_named_closed": True}
    assert facts_of("proposal", DAY) == {"p": {**undecided, **decided, "from_succession_list": True}}


@pytest.mark.usefixtures("agency")
def test_a_body_is_no_name_until_somebody_took_the_step_for_it() -> None:
    assert _proposed("pho", None, "so")["proposer_named"] == 0
    write(Participation(identity="x", candidacy_id="f", person_id="an", part="proposer"))

    assert facts_of("proposal", DAY)["p"]["proposer_named"] == 1


@pytest.mark.usefixtures("agency")
@pytest.mark.parametrize(("planned", "expected"), [("pho", True), ("truong", False)])
def test_only_the_list_for_that_very_post_counts(planned: str, expected: bool) -> None:
    write(
        Term(key="t", body_id="so"),
        TermState(identity="t", term_id="t", name="2025–2030"),
        SuccessionList(key="l", body_id="so", post_id=planned, term_id="t"),
        SuccessionListState(identity="l", list_id="l", approved_on=LONG_AGO),
        SuccessionEntry(identity="binh@l", list_id="l", person_id="binh", approved_on=LONG_AGO),
        attestation("binh", "succession", JOINED),
    )

    assert _proposed("pho", "an", "so")["from_succession_list"] is expected


@pytest.mark.usefixtures("agency")
def test_the_proposal_of_somebody_who_withdrew_is_no_matter_any_more() -> None:
    _proposed("pho", "an", "so")
    CasePerson.objects.filter(identity="f").update(withdrawn_on=DAY)

    assert facts_of("proposal", DAY) == {}
    assert facts_of("proposal", date(2026, 6, 29)).keys() == {"p"}
