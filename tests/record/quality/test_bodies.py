"""How complete the dossiers are, body by body."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Role
from liem.record.dossier.parts import SECTIONS
from liem.record.models import BodyState, PersonDetails, PostState, Tenure
from liem.record.people import reachable
from liem.record.quality.bodies import (
    BodyQuality,
    DossierPage,
    ItemFilter,
    Order,
    people_with_items,
    quality_of_bodies,
)
from liem.record.quality.figures import Quality
from liem.record.quality.survey import forget, survey
from liem.record.scope import Reach, reach
from record import small_record
from record.quality.test_items import make_complete
from record.small_record import TODAY, acting


@pytest.fixture
def everything() -> Reach:
    return reach(acting(Role.ORGANISATION_OFFICER, "tinh"), TODAY)


def listed(within: Reach, **wanted: str) -> list[str]:
    page: DossierPage = people_with_items(within, ItemFilter(**wanted), on=TODAY, offset=0, limit=50)  # type: ignore[arg-type]
    assert page.total == len(page.lines)
    return [line.person for line in page.lines]


def test_every_body_is_told_by_how_many_of_its_dossiers_are_complete(everything: Reach) -> None:
    make_complete("hoa", "so-a")
    small_record.tenure("t9", "hòa", "a-deputy", date(2026, 1, 1))
    found = quality_of_bodies(everything, on=TODAY)
    bare = {"complete": 0, "faulty": 1, "contradictory": 0, "reviewed": 0, "last_review": None}
    assert found.lines == (
        BodyQuality("xa", "Đảng ủy xã An Thạnh", Quality(people=1, missing=1, stale=1, unattested=12, **bare)),
        BodyQuality("so-a/phong", "Phòng Tổ chức", Quality(people=1, missing=1, stale=1, unattested=12, **bare)),
        BodyQuality("so-b", "Sở B", Quality(people=1, missing=1, stale=1, unattested=12, **bare)),
        BodyQuality(
            "so-a",
            "Sở A",
            Quality(
                people=3,
                complete=1,
                faulty=2,
                missing=2,
                stale=2,
                contradictory=0,
                unattested=24,
                reviewed=1,
                last_review=date(2026, 5, 1),
            ),
        ),
    )
    assert (found.total, found.whole.people, found.whole.complete, found.whole.share) == (4, 5, 1, 0.2)
    assert len(SECTIONS) == 12
    assert found.whole.attested == pytest.approx(0.2)


def test_within_a_mandate_only_its_own_bodies_and_people_count() -> None:
    unit = reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY)
    found = quality_of_bodies(unit, on=TODAY)
    assert [(line.body, line.quality.people) for line in found.lines] == [("so-a/phong", 1), ("so-a", 2)]
    assert listed(unit) == ["đào", "hoa", "hoàng"]
    assert quality_of_bodies(Reach(TODAY, person="hoa"), on=TODAY).total == 0


@pytest.mark.parametrize(
    ("order", "descending", "bodies"),
    [
        ("name", False, ["xa", "so-a/phong", "so-a", "so-b"]),
        ("name", True, ["so-b", "so-a", "so-a/phong", "xa"]),
        ("people", True, ["so-a", "xa", "so-a/phong", "so-b"]),
    ],
)
def test_the_list_is_sorted(everything: Reach, order: Order, descending: bool, bodies: list[str]) -> None:
    found = quality_of_bodies(everything, on=TODAY, order=order, descending=descending)
    assert sorted(line.body for line in found.lines) == sorted(bodies)
    if order == "name":
        assert [line.body for line in found.lines] == bodies
    assert found.lines[0].body == bodies[0]


def test_dossiers_are_listed_by_kind_by_check_and_by_body(everything: Reach) -> None:
    make_complete("hoa", "so-a")
    PersonDetails.objects.filter(person="hoàng").update(joined_party_on=date(2001, 1, 1))
    forget()
    assert listed(everything) == ["đào", "hoà", "hòa", "hoàng"]
    assert listed(everything, kind="contradictory") == ["hoàng"]
    assert listed(everything, check="sex") == ["đào"]
    by_body = ItemFilter(bodies=frozenset({"so-b"}))
    found = people_with_items(everything, by_body, on=TODAY, offset=0, limit=50)
    assert [(line.name, line.bodies) for line in found.lines] == [("Lê Văn Hòa", (("so-b", "Sở B"),))]
    second = people_with_items(everything, ItemFilter(), on=TODAY, offset=1, limit=2)
    assert (second.total, [line.person for line in second.lines]) == (4, ["hoà", "hòa"])


def test_whoever_never_held_a_post_is_listed_for_who_reaches_everything(everything: Reach) -> None:
    Tenure.objects.filter(person="đào").delete()
    found = quality_of_bodies(everything, on=TODAY, order="people")
    assert ("", 1) in {(line.body, line.quality.people) for line in found.lines}
    unit = reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY)
    assert "đào" not in listed(unit)


@pytest.mark.parametrize("body", ["tinh", "so-a", "so-a/phong", "so-b", "xa", "huyen"])
def test_nobody_is_listed_whom_the_mandate_does_not_reach(body: str) -> None:
    small_record.tenure("t8", "đào", "b-director", date(2016, 1, 1), date(2017, 1, 1))
    PostState.objects.filter(post="a-head").update(valid_to=date(2026, 1, 1))
    BodyState.objects.filter(body="xa").update(valid_to=date(2026, 1, 1))
    within = reach(acting(Role.UNIT_OFFICER, body), TODAY)
    people = set(survey(TODAY).within(within))
    assert people == set(reachable(within, people))
    expected = {"tinh": 5, "so-a": 1, "so-a/phong": 0, "so-b": 2, "xa": 1, "huyen": 0}
    assert len(people) == expected[body]


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow(
    everything: Reach, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        small_record.person(f"x{number}", f"Hoàng Bình {number}", date(1990, 1, 1))
        small_record.post(f"x{number}", "so-b", f"Chuyên viên {number}", "specialist")
        small_record.tenure(f"x{number}", f"x{number}", f"x{number}", date(2024, 1, 1))
    with django_assert_num_queries(9):
        survey(TODAY)
    with django_assert_num_queries(2):
        quality_of_bodies(everything, on=TODAY)
    with django_assert_num_queries(1):
        quality_of_bodies(everything, on=TODAY, order="people")
    with django_assert_num_queries(8):
        assert len(listed(everything)) == 5 + more
