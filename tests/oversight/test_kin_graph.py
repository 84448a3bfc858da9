"""Relatives of an official: shown where an act touches both, named where the reader may know."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Role
from liem.oversight import queries
from liem.oversight.kin_graph import ActKind, Relative, SharedAct, relatives
from liem.oversight.models import Audit, Finding
from liem.procedures.models import Candidacy, NominationMeeting, Nominee, Participation
from liem.record.models import Kinship
from liem.record.scope import Reach, reach
from record import small_record
from record.small_record import FIRST, TODAY, acting

pytestmark = pytest.mark.django_db
OWN = Reach(TODAY, person="hoa")


@pytest.fixture(autouse=True)
def record() -> None:
    small_record.build()
    small_record.fill_dossier()  # Hòa is the declared spouse of Hoa; Hoàng declared Hoa as sibling


def commission(body: str = "tinh") -> Reach:
    return reach(acting(Role.ORGANISATION_OFFICER, body), TODAY)


def together() -> None:
    """Hoàng takes up a post in the body that Hoa heads."""
    small_record.post("a-clerk", "so-a", "Chuyên viên", "specialist")
    small_record.tenure("t9", "hoàng", "a-clerk", date(2024, 1, 1))


def test_relatives_with_whom_no_act_is_shared_are_not_shown() -> None:
    assert relatives(commission(), "hoa", audit=None) == ()


def test_a_relative_with_a_post_in_the_same_body_is_shown_and_named() -> None:
    together()
    assert relatives(commission(), "hoa", audit=None) == (
        Relative("sibling", "", False, "PHẠM HOÀNG", "hoàng", (SharedAct(ActKind.BODY, "Sở A"),)),
    )


def test_a_post_given_up_is_no_act_in_common_any_more() -> None:
    small_record.post("a-clerk", "so-a", "Chuyên viên", "specialist")
    small_record.tenure("t9", "hoàng", "a-clerk", date(2022, 1, 1), date(2024, 1, 1))
    assert relatives(commission(), "hoa", audit=None) == ()


def test_a_candidacy_or_a_meeting_in_which_both_have_a_part_is_an_act_in_common() -> None:
    Candidacy.objects.create(key="c9", person_id="hoa", body_id="so-a", kind="appointment")
    Participation.objects.create(identity="p9", candidacy_id="c9", person_id="hòa", part="decider", **FIRST)
    meeting = NominationMeeting.objects.create(
        key="m9", body_id="so-b", subject="Quy hoạch", held_on=date(2026, 3, 1), places=1
    )
    for person in ("hoa", "hòa"):
        Nominee.objects.create(identity=f"n-{person}", meeting=meeting, person_id=person, **FIRST)
    assert relatives(commission(), "hoa", audit=None) == (
        Relative(
            "spouse",
            "",
            True,
            "Lê Văn Hòa",
            "hòa",
            (SharedAct(ActKind.CANDIDACY, "Sở A"), SharedAct(ActKind.MEETING, "Sở B")),
        ),
    )


def test_that_both_decide_about_somebody_else_is_no_act_in_common() -> None:
    Candidacy.objects.create(key="c9", person_id="hoàng", body_id="so-a", kind="appointment")
    for person in ("hoa", "hòa"):
        Participation.objects.create(
            identity=f"p-{person}", candidacy_id="c9", person_id=person, part="decider", **FIRST
        )
    found = relatives(commission(), "hoa", audit=None)
    assert found == (Relative("sibling", "", False, "PHẠM HOÀNG", "hoàng", (SharedAct(ActKind.CANDIDACY, "Sở A"),)),)


def test_acts_at_bodies_out_of_reach_are_not_told() -> None:
    Candidacy.objects.create(key="c9", person_id="hoa", body_id="so-b", kind="appointment")
    Participation.objects.create(identity="p9", candidacy_id="c9", person_id="hòa", part="decider", **FIRST)
    assert relatives(commission("so-a"), "hoa", audit=None) == ()


def test_a_relative_out_of_reach_is_shown_without_name_or_dossier() -> None:
    Candidacy.objects.create(key="c9", person_id="hoa", body_id="so-a", kind="appointment")
    Participation.objects.create(identity="p9", candidacy_id="c9", person_id="hòa", part="decider", **FIRST)
    assert relatives(commission("so-a"), "hoa", audit=None) == (
        Relative("spouse", "", True, "", "", (SharedAct(ActKind.CANDIDACY, "Sở A"),)),
    )


def test_a_finding_about_the_two_posts_is_an_act_in_common() -> None:
    run_at = small_record.moment(20)
    audit = Audit.objects.create(key="x", as_of=TODAY, known_at=0, run_at=run_at, law_digest="")
    finding = Finding.objects.create(
        audit=audit,
        rule="r",
        about="kin_pair",
        subject="t1:t4",
        person="hoa",
        body="so-a",
        verdict="not_met",
        evidence=[],
        missing=[],
    )
    assert queries.latest_audit() == audit
    assert relatives(commission(), "hoa", audit=audit) == (
        Relative("spouse", "", True, "Lê Văn Hòa", "hòa", (SharedAct(ActKind.FINDING, "", finding.pk),)),
    )


@pytest.mark.parametrize("role", [Role.UNIT_OFFICER, Role.AUDITOR])
def test_others_learn_nothing(role: Role) -> None:
    together()
    assert relatives(reach(acting(role, "tinh"), TODAY), "hoa", audit=None) is None


def test_the_official_sees_all_and_by_name_those_declared() -> None:
    assert relatives(OWN, "hoa", audit=None) == (
        Relative("spouse", "", True, "Lê Văn Hòa", "", ()),
        Relative("sibling", "", False, "", "", ()),
    )


@pytest.mark.parametrize(
    ("said", "read"), [("parent", "child"), ("child_in_law", "parent_in_law"), ("spouse", "spouse")]
)
def test_what_another_declared_is_read_the_other_way_round(said: str, read: str) -> None:
    Kinship.objects.filter(identity="k2").update(relation=said)
    found = relatives(OWN, "hoa", audit=None)
    assert found is not None
    assert [one.relation for one in found if not one.is_declared] == [read]


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_relatives(
    more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        small_record.person(f"x{number}", f"Người {number}", date(1990, 1, 1))
        small_record.post(f"x{number}", "so-a", f"Chuyên viên {number}", "specialist")
        small_record.tenure(f"x{number}", f"x{number}", f"x{number}", date(2024, 1, 1))
        Kinship.objects.create(
            identity=f"x{number}", person_id="hoa", relative_id=f"x{number}", relation="sibling", **FIRST
        )
    within = commission()
    with django_assert_num_queries(9):
        found = relatives(within, "hoa", audit=None)
    assert found is not None
    assert len(found) == more
