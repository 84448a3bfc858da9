from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from facts_of import facts_of
from liem.record.models import Kinship
from world import LONG_AGO, attestation, body, person, place, post, tenure, write

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 30)


def _kin(person: str, relative: str, relation: str) -> Kinship:
    return Kinship(identity=f"{person}/{relative}", person_id=person, relative_id=relative, relation=relation)


def _hold(**posts: str) -> None:
    """Each person and the post they hold, in one commune: a committee, its administration and two of its divisions."""
    write(
        place("xa", "commune"),
        body("committee", kind="committee", level="commune", place="xa"),
        body("administration", kind="administration", level="commune", place="xa"),
        body("division", kind="unit", level="commune", place="xa"),
        body("far", kind="committee", level="commune"),
        post("secretary", "committee", role="secretary", leader=True),
        post("deputy_secretary", "committee", role="deputy_secretary", leader=True),
        post("member", "committee", role="standing_committee_member"),
        post("desk", "committee"),
        post("chair", "administration", role="chair", leader=True),
        post("vice_chair", "administration", role="vice_chair", leader=True),
        post("finance", "division", role="division_head", field="Tài chính", leader=True),
        post("culture", "division", role="division_head", field="Văn hóa", leader=True),
        post("unnamed", "division", role="division_head", leader=True),
        post("elsewhere", "far", role="secretary", leader=True),
    )
    for who, what in posts.items():
        write(person(who), tenure(who, what, LONG_AGO))


def _pair() -> dict[str, Any]:
    (row,) = facts_of("kin_pair", DAY).values()
    return row


def test_two_relatives_on_one_standing_committee_are_a_pair_with_what_they_are_to_each_other() -> None:
    _hold(an="secretary", binh="deputy_secretary")
    write(_kin("an", "binh", "child"))
    assert facts_of("kin_pair", DAY) == {
        f"an/secretary/{LONG_AGO}:binh/deputy_secretary/{LONG_AGO}": {
            "person": "an",
            "body": "committee",
            "relation": "child",
            "same_body": True,
            "same_standing_committee": True,
            "head_and_deputy": True,
            "head_and_sector": False,
            "exception_agreed": 0,
            "exception_agreed_closed": False,
        }
    }


def test_a_pair_is_one_row_whichever_side_declared_and_when_both_did() -> None:
    _hold(an="secretary", binh="member")
    write(_kin("binh", "an", "parent"))
    assert (_pair()["relation"], _pair()["person"], _pair()["head_and_deputy"]) == ("child", "an", False)
    write(_kin("an", "binh", "child"))
    assert _pair()["relation"] == "child"


def test_parents_in_law_read_the_same_from_both_sides() -> None:
    _hold(an="secretary", binh="member")
    write(_kin("binh", "an", "parent_in_law"))
    assert _pair()["relation"] == "parent_in_law"


def test_neither_business_partners_nor_relatives_in_different_places_are_a_pair() -> None:
    _hold(an="secretary", binh="member", chi="elsewhere")
    write(_kin("an", "binh", "partner"), _kin("an", "chi", "spouse"))
    assert facts_of("kin_pair", DAY) == {}


def test_relatives_who_no_longer_hold_both_posts_are_no_pair() -> None:
    _hold(an="secretary")
    write(person("binh"), tenure("binh", "member", LONG_AGO, DAY), _kin("an", "binh", "sibling"))
    assert facts_of("kin_pair", DAY) == {}


@pytest.mark.parametrize(
    ("post", "sector"), [("finance", True), ("culture", False), ("unnamed", None), ("vice_chair", False)]
)
def test_the_head_of_a_named_sector_stands_under_a_head_of_the_level(post: str, sector: bool | None) -> None:
    _hold(an="secretary", binh=post)
    write(_kin("an", "binh", "spouse"))
    assert (_pair()["same_body"], _pair()["head_and_sector"]) == (False, sector)


def test_a_head_and_a_deputy_of_one_administration() -> None:
    _hold(an="vice_chair", binh="chair")
    write(_kin("an", "binh", "sibling"))
    row = _pair()
    assert (row["head_and_deputy"], row["same_standing_committee"], row["head_and_sector"]) == (True, False, False)


def test_an_officer_beside_a_member_of_the_same_committee_sits_on_no_standing_committee() -> None:
    _hold(an="secretary", binh="desk")
    write(_kin("an", "binh", "sibling"))
    assert (_pair()["same_body"], _pair()["same_standing_committee"]) == (True, False)


def test_that_no_exception_was_agreed_may_be_said_once_both_bodies_attest_it() -> None:
    _hold(an="chair", binh="finance")
    write(_kin("an", "binh", "spouse"), attestation("administration", "exceptions", DAY))
    assert _pair()["exception_agreed_closed"] is False
    write(attestation("division", "exceptions", DAY))
    assert (_pair()["exception_agreed"], _pair()["exception_agreed_closed"]) == (0, True)
