"""The rows of the record on which a finding rests."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Role
from liem.oversight.participants import Kin, Participant, participants
from liem.oversight.rows_behind import (
    CandidacyRows,
    DeclarationRows,
    EvaluationRows,
    HoldingRows,
    KinPairRows,
    MeetingRows,
    Moment,
    PersonnelWorkRows,
    rows_behind,
)
from liem.procedures.models import (
    ActionProgramme,
    Candidacy,
    CandidacyState,
    NominationMeeting,
    Nominee,
    Participation,
)
from liem.record.days import PostTitle
from liem.record.models import Declaration, PostState
from liem.record.scope import Reach
from record import small_record
from record.small_record import FIRST, TODAY

pytestmark = pytest.mark.django_db

NOW = Moment(TODAY, 0)
DIRECTOR = PostTitle("a-director", "Giám đốc", "director", "so-a", "Sở A")


@pytest.fixture(autouse=True)
def record() -> None:
    small_record.build()
    small_record.fill_dossier()


def candidacy() -> None:
    """Trần Thị Hoa is considered for a post; her husband and a man who named her as his sister take part."""
    Candidacy.objects.create(key="c1", person_id="hoa", body_id="so-a", post_id="a-deputy", kind="appointment")
    CandidacyState.objects.create(
        identity="c1",
        candidacy_id="c1",
        opened_on=date(2026, 3, 1),
        planned_on=date(2026, 6, 1),
        decided_on=date(2026, 5, 20),
        decision="9-QĐ",
        **FIRST,
    )
    ActionProgramme.objects.create(identity="c1", candidacy_id="c1", filed_on=date(2026, 5, 4), **FIRST)
    for person, part, recused in [("hòa", "proposer", False), ("hoàng", "assessor", True), ("đào", "decider", False)]:
        Participation.objects.create(
            identity=person, candidacy_id="c1", person_id=person, part=part, recused=recused, **FIRST
        )


def test_behind_a_pair_of_relatives_stand_their_posts_and_never_their_names() -> None:
    other = PostTitle("b-director", "Giám đốc", "director", "so-b", "Sở B")
    since = date(2022, 1, 1)
    assert rows_behind("kin_pair", "t1:t4", person="hoa", moment=NOW) == KinPairRows(
        ((DIRECTOR, since), (other, since))
    )
    assert rows_behind("kin_pair", "gone:away", person="hoa", moment=NOW) is None


def test_a_late_declaration_is_told_from_one_that_was_never_filed() -> None:
    in_time = rows_behind("declaration_duty", "d1", person="hoa", moment=NOW)
    assert in_time == DeclarationRows(date(2025, 12, 31), date(2025, 12, 15), None)
    Declaration.objects.filter(duty_id="d1").update(taken_on=date(2026, 1, 3))
    late = DeclarationRows(date(2025, 12, 31), date(2026, 1, 3), None)
    assert (rows_behind("declaration_duty", "d1", person="hoa", moment=NOW), late.days_late) == (late, 3)
    before = rows_behind("declaration_duty", "d1", person="hoa", moment=Moment(date(2026, 1, 2), 0))
    assert before == DeclarationRows(date(2025, 12, 31), None, None)


def test_a_procedure_shows_its_days_and_the_newest_paper_of_each_kind() -> None:
    candidacy()
    assert rows_behind("candidacy", "c1", person="hoa", moment=NOW) == CandidacyRows(
        opened_on=date(2026, 3, 1),
        planned_on=date(2026, 6, 1),
        decided_on=date(2026, 5, 20),
        decision="9-QĐ",
        conclusion=("7-KL", date(2021, 11, 1), "Ban Tổ chức"),
        result=("Số hóa hồ sơ", date(2025, 12, 1), "Tỉnh ủy"),
        programme_filed_on=date(2026, 5, 4),
    )


def test_an_evaluation_shows_what_its_form_holds() -> None:
    assert rows_behind("evaluation", "e1", person="hoa", moment=NOW) == EvaluationRows(
        date(2025, 12, 20), "excellent", "good", "Hoàn thành 97% kế hoạch", ("Đề án số hóa",)
    )


def test_a_meeting_shows_its_day_places_and_names() -> None:
    NominationMeeting.objects.create(key="m1", body_id="so-a", subject="Phó Giám đốc", held_on=TODAY, places=2)
    for person in ("hoa", "hòa", "hoàng"):
        Nominee.objects.create(identity=person, meeting_id="m1", person_id=person, **FIRST)
    assert rows_behind("nomination_meeting", "m1", person="", moment=NOW) == MeetingRows(TODAY, 2, 3)


def test_personnel_work_shows_the_tenures_that_carried_it() -> None:
    PostState.objects.filter(post_id="a-director").update(field="personnel")
    small_record.tenure("x", "hoa", "a-director", date(2019, 1, 1), date(2021, 1, 1))
    assert rows_behind("personnel_work", "hoa", person="hoa", moment=NOW) == PersonnelWorkRows(
        ((DIRECTOR, date(2022, 1, 1), None), (DIRECTOR, date(2019, 1, 1), date(2021, 1, 1)))
    )


def test_a_holding_shows_since_when_and_the_home_place() -> None:
    assert rows_behind("holding", "t1", person="hoa", moment=NOW) == HoldingRows(DIRECTOR, date(2022, 1, 1), "An Thạnh")


@pytest.mark.parametrize(
    "about", ["declaration_duty", "candidacy", "evaluation", "nomination_meeting", "personnel_work", "holding", "new"]
)
def test_what_is_not_on_record_has_no_rows(about: str) -> None:
    assert rows_behind(about, "gone", person="gone", moment=NOW) is None


def test_what_was_entered_after_the_audit_does_not_stand_behind_its_findings() -> None:
    Declaration.objects.filter(duty_id="d1").update(known_from=5)
    assert rows_behind("declaration_duty", "d1", person="hoa", moment=Moment(TODAY, 4)) == DeclarationRows(
        date(2025, 12, 31), None, None
    )


def test_participants_are_told_with_part_declaration_and_kinship() -> None:
    candidacy()
    small_record.attest("hòa", "kinship", date(2026, 3, 1))
    small_record.attest("đào", "kinship", date(2026, 2, 28))
    whole = Reach(TODAY, whole=True)
    assert participants(whole, "c1", role=Role.INSPECTOR, moment=NOW) == (
        Participant("hòa", "Lê Văn Hòa", "proposer", False, True, Kin("spouse", of_participant=False)),
        Participant("hoàng", "PHẠM HOÀNG", "assessor", True, False, Kin("sibling", of_participant=True)),
        Participant("đào", "Đỗ Đào", "decider", False, False, None),
    )
    for role in (Role.AUDITOR, Role.UNIT_OFFICER, Role.OFFICIAL):
        assert participants(whole, "c1", role=role, moment=NOW) is None
    assert participants(whole, "c2", role=Role.INSPECTOR, moment=NOW) == ()


def test_a_participant_beyond_the_reach_leads_to_no_dossier() -> None:
    candidacy()
    told = participants(Reach(TODAY, bodies=frozenset({"so-b"})), "c1", role=Role.ORGANISATION_OFFICER, moment=NOW)
    assert [(one.key, one.name) for one in told or ()] == [("hòa", "Lê Văn Hòa"), ("", "PHẠM HOÀNG"), ("", "Đỗ Đào")]


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    candidacy()
    for number in range(more):
        small_record.person(f"x{number}", f"Hoàng Bình {number}", date(1990, 1, 1))
        Participation.objects.create(
            identity=f"x{number}", candidacy_id="c1", person_id=f"x{number}", part="decider", **FIRST
        )
    with django_assert_num_queries(7):
        participants(Reach(TODAY, whole=True), "c1", role=Role.INSPECTOR, moment=NOW)
    with django_assert_num_queries(5):
        rows_behind("candidacy", "c1", person="hoa", moment=NOW)
