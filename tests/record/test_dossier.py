"""The dossier of one official, and that opening it is entered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.actions import scope as actions_scope
from liem.actions.models import Reading, Role
from liem.kernel.errors import LiemError
from liem.record.days import PostTitle
from liem.record.dossier import (
    Attested,
    Conclusion,
    DeclarationLine,
    Dossier,
    Held,
    Kin,
    Language,
    Result,
    YearlyEvaluation,
    dossier,
    open_dossier,
)
from liem.record.scope import Reach, reach, reaches
from record import small_record
from record.small_record import TODAY, acting

pytestmark = pytest.mark.django_db

DIRECTOR = PostTitle("a-director", "Giám đốc", "director", "so-a", "Sở A")


@pytest.fixture(autouse=True)
def record() -> None:
    small_record.build()
    small_record.fill_dossier()


def test_a_dossier_holds_all_that_is_on_record() -> None:
    within = reach(acting(Role.INSPECTOR, "tinh"), TODAY)
    day = date(2026, 10, 31)
    assert dossier(within, "hoa", with_kin=True) == Dossier(
        key="hoa",
        name="Trần Thị Hoa",
        born_on=date(1980, 1, 1),
        sex="woman",
        ethnicity="Kinh",
        home_place="An Thạnh",
        joined_party_on=None,
        tenures=(Held(DIRECTOR, date(2022, 1, 1), None, "12-QĐ/TU"),),
        languages=(Language("Tiếng Anh", "B2", date(2023, 5, 1)),),
        results=(Result("Số hóa hồ sơ", date(2025, 12, 1), "Tỉnh ủy"),),
        conclusions=(Conclusion("7-KL", date(2021, 11, 1), "Ban Tổ chức"),),
        evaluations=(
            YearlyEvaluation(2025, "Sở A", "excellent", "good", "Hoàn thành 97% kế hoạch", ("Đề án số hóa",)),
        ),
        declarations=(DeclarationLine(2025, date(2025, 12, 31), date(2025, 12, 15), None, None),),
        kin=Kin((("spouse", 1),), named_by_others=1),
        sections=(
            Attested("tenures", day, "Sở A", day),
            Attested("languages", None),
            Attested("results", None),
            Attested("political_conclusion", None),
            Attested("declarations", None),
            Attested("kinship", None),
        ),
    )


def test_relatives_are_left_out_for_those_who_may_not_see_them() -> None:
    within = reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY)
    assert dossier(within, "hoa", with_kin=False).kin is None


def test_gaps_are_the_sections_that_nobody_attested() -> None:
    within = reach(acting(Role.INSPECTOR, "tinh"), TODAY)
    gaps = [gap.section for gap in dossier(within, "hoa", with_kin=False).gaps]
    assert gaps == ["languages", "results", "political_conclusion", "declarations", "kinship"]


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
    within = reach(acting(Role.INSPECTOR, "tinh"), TODAY)
    for number in range(more):
        small_record.post(f"p{number}", "so-b", f"Chuyên viên {number}", "specialist")
        small_record.tenure(f"x{number}", "hoa", f"p{number}", date(2005 + number, 1, 1), date(2006 + number, 1, 1))
    with django_assert_num_queries(15):
        dossier(within, "hoa", with_kin=True)
