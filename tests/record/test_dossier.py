"""The dossier of one official, and that opening it is entered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.actions import scope as actions_scope
from liem.actions.models import Reading, Role
from liem.kernel.errors import LiemError
from liem.record import dossier as parts
from liem.record.days import PostTitle
from liem.record.dossier import Attested, Dossier, Kin, body_reached, dossier, open_dossier
from liem.record.known import Known
from liem.record.models import (
    Declaration,
    Discipline,
    EvaluationCriterion,
    EvaluationForm,
    EvaluationProduct,
    LanguageSkill,
    PersonDetails,
    Place,
    Qualification,
    Recruitment,
    Residence,
    Responsibility,
    StayAbroad,
    SuccessionEntry,
    SuccessionList,
    SuccessionListState,
    Tenure,
    Term,
    TermState,
    Training,
)
from liem.record.scope import Reach, reach, reaches
from record import small_record
from record.small_record import FIRST, TODAY, acting

pytestmark = pytest.mark.django_db

DIRECTOR = PostTitle("a-director", "Giám đốc", "director", "so-a", "Sở A")
NOT_ATTESTED = [
    "qualifications",
    "languages",
    "trainings",
    "results",
    "political_conclusion",
    "discipline",
    "declarations",
    "succession",
    "residences",
    "kinship",
    "exceptions",
]


@pytest.fixture(autouse=True)
def record() -> None:
    small_record.build()
    small_record.fill_dossier()


def fill_further() -> None:
    """What the dossier of Trần Thị Hoa holds of everything else."""
    Qualification.objects.create(
        identity="q1", person_id="hoa", kind="degree", level="master", field="Luật", school="Trường X", **FIRST
    )
    Training.objects.create(
        identity="tr1",
        person_id="hoa",
        course="Bồi dưỡng năm 2025",
        is_refresher=True,
        valid_from=date(2025, 3, 1),
        valid_to=date(2025, 3, 8),
        **FIRST,
    )
    EvaluationCriterion.objects.create(
        identity="cr1", evaluation_id="e1", title="Uy tín", assessor="head", grade="good", **FIRST
    )
    Discipline.objects.create(
        identity="ds1", person_id="hoa", side="party", form="reprimand", decided_on=date(2015, 1, 1), **FIRST
    )
    Residence.objects.create(
        identity="rs1", person_id="hoa", place=Place.objects.get(key="an-thanh"), valid_from=date(2001, 1, 1), **FIRST
    )
    StayAbroad.objects.create(
        identity="sa1",
        person_id="hoa",
        purpose="study",
        country="Nhật Bản",
        valid_from=date(2008, 1, 1),
        valid_to=date(2010, 1, 1),
        **FIRST,
    )
    Recruitment.objects.create(
        identity="rc1", person_id="hoa", body_id="so-a", way="examination", decided_on=date(2003, 1, 1), **FIRST
    )
    Responsibility.objects.create(
        identity="rp1", person_id="hoa", body_id="xa", valid_from=date(2025, 7, 1), decision="9-QĐ/TU", **FIRST
    )
    Term.objects.create(key="nk", body_id="tinh")
    TermState.objects.create(identity="nk", term_id="nk", name="2025–2030", **FIRST)
    SuccessionList.objects.create(key="sl", body_id="tinh", post_id="b-director", term_id="nk")
    SuccessionListState.objects.create(
        identity="sl", list_id="sl", approved_on=date(2026, 1, 1), secrecy="open", **FIRST
    )
    SuccessionEntry.objects.create(
        identity="se1", list_id="sl", person_id="hoa", approved_on=date(2026, 1, 1), decision="3-QĐ", **FIRST
    )


def test_a_dossier_holds_all_that_is_on_record() -> None:
    fill_further()
    within = reach(acting(Role.INSPECTOR, "tinh"), TODAY)
    day = date(2026, 10, 31)
    assert dossier(within, "hoa", with_kin=True) == Dossier(
        key="hoa",
        name="Trần Thị Hoa",
        other_names="",
        born_on=date(1980, 1, 1),
        birth_place="",
        sex="woman",
        ethnicity="Kinh",
        home_place="An Thạnh",
        joined_party_on=None,
        party_official_on=None,
        retires_on=date(2040, 1, 1),
        tenures=(parts.Held(DIRECTOR, date(2022, 1, 1), None, "12-QĐ/TU", entry="t1"),),
        recruitments=(parts.Recruited("Sở A", "examination", None, "", date(2003, 1, 1), "", "rc1"),),
        responsibilities=(parts.AnswersFor("Đảng ủy xã An Thạnh", date(2025, 7, 1), None, "9-QĐ/TU", "rp1"),),
        succession=(
            parts.Planned(
                PostTitle("b-director", "Giám đốc", "director", "so-b", "Sở B"),
                "2025–2030",
                date(2026, 1, 1),
                "3-QĐ",
                None,
                "",
                "open",
                "se1",
            ),
        ),
        qualifications=(parts.Qualified("degree", "master", "Luật", "Trường X", None, "", "q1"),),
        languages=(parts.Language("Tiếng Anh", "B2", date(2023, 5, 1), "l1"),),
        trainings=(parts.Course("Bồi dưỡng năm 2025", "", True, date(2025, 3, 1), date(2025, 3, 8), "tr1"),),
        results=(parts.Result("Số hóa hồ sơ", date(2025, 12, 1), "Tỉnh ủy", "r1"),),
        conclusions=(parts.Conclusion("7-KL", date(2021, 11, 1), "Ban Tổ chức", "c1"),),
        evaluations=(
            parts.YearlyEvaluation(
                2025,
                "Sở A",
                "excellent",
                "good",
                "Hoàn thành 97% kế hoạch",
                ("Đề án số hóa",),
                criteria=(parts.Criterion("Uy tín", "head", "good", ""),),
                entry="e1",
            ),
        ),
        discipline=(
            parts.Disciplined("party", "reprimand", date(2015, 1, 1), None, None, "", "", lapsed=None, entry="ds1"),
        ),
        declarations=(parts.DeclarationLine(2025, date(2025, 12, 31), date(2025, 12, 15), None, None, "d1"),),
        residences=(parts.Lived("An Thạnh", date(2001, 1, 1), None, "rs1"),),
        stays_abroad=(parts.Abroad("study", "Nhật Bản", "", date(2008, 1, 1), date(2010, 1, 1), "sa1"),),
        kin=Kin((("spouse", 1),), named_by_others=1),
        sections=(
            Attested("tenures", day, "Sở A", day),
            *(Attested(section, None) for section in NOT_ATTESTED),
        ),
    )


@pytest.mark.parametrize(("ends_on", "lapsed"), [(date(2026, 11, 20), True), (date(2026, 11, 21), False), (None, None)])
def test_discipline_has_lapsed_on_the_day_after_its_last(ends_on: date | None, lapsed: bool | None) -> None:
    fill_further()
    Discipline.objects.filter(identity="ds1").update(ends_on=ends_on)
    within = reach(acting(Role.INSPECTOR, "tinh"), TODAY)
    assert [one.lapsed for one in dossier(within, "hoa", with_kin=False).discipline] == [lapsed]


@pytest.mark.parametrize(("born_on", "sex"), [(None, "woman"), (date(1980, 1, 1), "")])
def test_without_birth_or_sex_no_retirement_day_is_told(born_on: date | None, sex: str) -> None:
    PersonDetails.objects.filter(person_id="hoa").update(born_on=born_on, sex=sex)
    within = reach(acting(Role.INSPECTOR, "tinh"), TODAY)
    assert dossier(within, "hoa", with_kin=False).retires_on is None


def test_a_dossier_is_shown_as_it_was_known() -> None:
    Tenure.objects.filter(identity="t1").update(known_to=7, known_from=3)
    small_record.post("a-chief", "so-a", "Chánh Văn phòng", "division_head")
    Tenure.objects.create(
        identity="t1", person_id="hoa", post_id="a-chief", valid_from=date(2022, 1, 1), known_from=7, reason="nhầm"
    )
    LanguageSkill.objects.filter(identity="l1").update(known_from=5)
    within = reach(acting(Role.INSPECTOR, "tinh"), TODAY)
    told = [
        (
            [held.post.title for held in opened.tenures],
            [one.name for one in opened.languages],
            [(one.year, one.grade) for one in opened.evaluations],
        )
        for position in (2, 4, 6, 7)
        for opened in [dossier(within, "hoa", with_kin=False, known=Known(position))]
    ]
    graded = [(2025, "excellent")]
    assert told == [
        ([], [], graded),
        (["Giám đốc"], [], graded),
        (["Giám đốc"], ["Tiếng Anh"], graded),
        (["Chánh Văn phòng"], ["Tiếng Anh"], graded),
    ]


def test_what_nobody_knew_yet_of_an_evaluation_or_a_declaration_is_not_shown() -> None:
    for model in (EvaluationForm, EvaluationProduct, Declaration):
        model.objects.update(known_from=5)
    within = reach(acting(Role.INSPECTOR, "tinh"), TODAY)
    before, after = (dossier(within, "hoa", with_kin=False, known=Known(position)) for position in (4, 5))
    assert (before.evaluations, before.declarations) == ((), ())
    assert [len(after.evaluations), len(after.declarations)] == [1, 1]


def test_before_anything_was_known_of_the_official_the_dossier_says_so() -> None:
    within = reach(acting(Role.INSPECTOR, "tinh"), TODAY)
    PersonDetails.objects.filter(person_id="hoa").update(known_from=5)
    with pytest.raises(LiemError) as refusal:
        dossier(within, "hoa", with_kin=False, known=Known(4))
    assert (refusal.value.code, refusal.value.data) == ("dossier.not_known", {"known_since": ""})


def test_reach_is_asked_of_the_record_as_it_is_now_whatever_was_known_then() -> None:
    Tenure.objects.filter(identity="t1").update(known_to=7)
    Tenure.objects.create(
        identity="t1", person_id="hoa", post_id="b-director", valid_from=date(2022, 1, 1), known_from=7, reason="nhầm"
    )
    with pytest.raises(LiemError) as refusal:
        dossier(reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY), "hoa", with_kin=False, known=Known(5))
    assert refusal.value.code == "record.out_of_reach"


def test_the_body_reached_is_that_of_the_present_post_before_an_earlier_one() -> None:
    within = reach(acting(Role.INSPECTOR, "tinh"), TODAY)
    below = reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY)
    assert [body_reached(within, key) for key in ("hòa", "đào", "nobody")] == ["so-b", "so-a", ""]
    assert body_reached(below, "hòa") == "so-a"


def test_relatives_are_left_out_for_those_who_may_not_see_them() -> None:
    within = reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY)
    assert dossier(within, "hoa", with_kin=False).kin is None


def test_gaps_are_the_sections_that_nobody_attested() -> None:
    within = reach(acting(Role.INSPECTOR, "tinh"), TODAY)
    assert [gap.section for gap in dossier(within, "hoa", with_kin=False).gaps] == NOT_ATTESTED


def test_posts_of_a_day_are_those_held_then() -> None:
    within = reach(acting(Role.INSPECTOR, "tinh"), TODAY)
    opened = dossier(within, "hoà", with_kin=False)
    assert [post.title for post in opened.posts_on(date(2025, 6, 30))] == ["Bí thư Huyện ủy"]
    assert [post.title for post in opened.posts_on(date(2025, 7, 1))] == ["Bí thư Đảng ủy xã"]


@pytest.mark.parametrize("key", ["hòa", "hoà", "nobody"])
def test_a_dossier_outside_the_reach_looks_like_one_that_is_not_there(key: str) -> None:
    with pytest.raises(LiemError) as refusal:
        dossier(reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY), key, with_kin=False)
    assert refusal.value.code == "record.out_of_reach"


def test_an_official_opens_the_own_dossier_and_no_other() -> None:
    own = Reach(TODAY, person="hoa")
    assert dossier(own, "hoa", with_kin=True).name == "Trần Thị Hoa"
    with pytest.raises(LiemError):
        dossier(own, "hoàng", with_kin=True)


@pytest.fixture
def scope_of_the_record() -> Iterator[None]:
    former = actions_scope.register(reaches)
    yield
    actions_scope.register(former)


@pytest.mark.usefixtures("scope_of_the_record")
def test_opening_somebody_elses_dossier_is_entered() -> None:
    officer = acting(Role.UNIT_OFFICER, "so-a")
    today = officer.mandate.valid_from
    opened = open_dossier(reach(officer, today), "hoàng", by=officer, with_kin=False)
    assert opened.name == "PHẠM HOÀNG"
    readings = Reading.objects.values_list("account_id", "person", "role", "entry__action")
    assert list(readings) == [(officer.account.pk, "hoàng", "unit_officer", "dossier.read")]


@pytest.mark.usefixtures("scope_of_the_record")
def test_a_refused_opening_shows_nothing_and_enters_nothing() -> None:
    officer = acting(Role.UNIT_OFFICER, "so-a")
    with pytest.raises(LiemError):
        open_dossier(reach(officer, TODAY), "hòa", by=officer, with_kin=False)
    assert Reading.objects.count() == 0


def test_reading_the_own_dossier_is_not_entered() -> None:
    official = acting(Role.OFFICIAL, person="hoa")
    open_dossier(reach(official, TODAY), "hoa", by=official, with_kin=True)
    assert Reading.objects.count() == 0


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill_further()
    within = reach(acting(Role.INSPECTOR, "tinh"), TODAY)
    for number in range(more):
        small_record.post(f"p{number}", "so-b", f"Chuyên viên {number}", "specialist")
        small_record.tenure(f"x{number}", "hoa", f"p{number}", date(2005 + number, 1, 1), date(2006 + number, 1, 1))
    with django_assert_num_queries(27):
        dossier(within, "hoa", with_kin=True)
