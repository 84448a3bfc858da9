from __future__ import annotations

import pytest

from liem.procedures.meetings.recusals import own_recusals, recused
from liem.procedures.meetings.ties import Ground, Tie, degree_for, ties_of
from liem.procedures.models import Case, DeclaredTie
from liem.record.scope import superiors_on
from liem.rulebook.values import NewValue, set_value
from procedures.meetings.running import case_before, held, kin
from procedures.world import Desks, days_ago, today
from world import write

pytestmark = pytest.mark.django_db


def _tie(one: str, other: str, kind: str) -> None:
    write(DeclaredTie(identity=f"{one}+{other}", person_id=one, other_id=other, kind=kind, declared_on=days_ago(1)))


def test_kinship_counts_whichever_of_the_two_declared_it_and_the_closest_relation_stands(desks: Desks) -> None:
    kin("an", "chi", "parent")
    kin("chi", "binh", "sibling_in_law")
    kin("binh", "chi", "spouse")
    assert ties_of(["an", "binh", "mai"], ["chi"], degrees=2) == (
        Tie("an", "chi", Ground.KIN, 1),
        Tie("binh", "chi", Ground.KIN, 0),
    )


@pytest.mark.parametrize(("degrees", "found"), [(0, ["loan"]), (1, ["binh", "loan"]), (2, ["an", "binh", "loan"])])
def test_kin_beyond_the_degree_do_not_count(desks: Desks, degrees: int, found: list[str]) -> None:
    kin("an", "chi", "sibling_in_law")
    kin("binh", "chi", "child_in_law")
    kin("loan", "chi", "spouse")
    assert [tie.person for tie in ties_of(None, ["chi"], degrees=degrees)] == found


def test_partners_and_declared_ties_count_whatever_the_degree(desks: Desks) -> None:
    kin("an", "chi", "partner")
    _tie("chi", "binh", "household")
    _tie("loan", "dung", "close_tie")
    _tie("mai", "kien", "close_tie")
    assert ties_of(None, ["chi", "dung"], degrees=0) == (
        Tie("an", "chi", Ground.PARTNER),
        Tie("binh", "chi", Ground.HOUSEHOLD),
        Tie("loan", "dung", Ground.CLOSE_TIE),
    )


def test_two_people_of_one_case_who_are_kin_have_a_tie_to_each_other(desks: Desks) -> None:
    kin("chi", "dung")
    ties = ties_of(["chi", "dung", "an"], ["chi", "dung"], degrees=2)
    assert [(tie.person, tie.about) for tie in ties] == [("chi", "dung"), ("dung", "chi")]


def test_without_anybody_to_compare_there_is_no_tie(desks: Desks) -> None:
    kin("an", "chi")
    assert ties_of([], ["chi"], degrees=2) == ties_of(["an"], [], degrees=2) == ()


def test_brothers_sisters_and_in_laws_count_where_no_pack_says_otherwise(desks: Desks) -> None:
    assert degree_for("so", on=today()) == 2


def test_a_body_may_ask_for_more_distant_kin_to_keep_out(desks: Desks) -> None:
    value = NewValue(
        body="so",
        parameter="kinship_degree_to_stand_aside",
        value="3",
        valid_from=days_ago(100),
        clause="Mục 1",
        decision="Quy chế số 1",
    )
    set_value(value, by=desks.province, superiors=superiors_on(today()))

    assert (degree_for("so", on=today()), degree_for("so-khac", on=today())) == (3, 2)
    assert degree_for("so", on=days_ago(200)) == 2


def test_who_has_a_tie_is_recused_though_no_meeting_has_compared_them(desks: Desks) -> None:
    case = Case.objects.get(pk=case_before("second_leadership"))
    assert recused(case) == frozenset()
    kin("oanh", "chi")
    assert recused(case) == {"oanh"}


def test_a_tie_to_somebody_withdrawn_no_longer_keeps_anybody_out(desks: Desks) -> None:
    case = case_before("second_leadership", people=("dung",))
    kin("oanh", "chi")
    assert recused(Case.objects.get(pk=case)) == frozenset()


def test_those_who_keep_out_learn_of_the_case_and_not_about_whom(desks: Desks) -> None:
    case = case_before("second_leadership")
    kin("binh", "chi")
    held(desks.agency, case=case, substitutes={"binh": "giang"})
    [told] = own_recusals("binh")
    assert (told.case, told.body, told.told_on, told.substitute) == (case, "so", today(), True)
    assert "chi" not in repr(told)
    assert own_recusals("an") == ()
