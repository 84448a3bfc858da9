"""The search for officials."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Reading, Role
from liem.record.models import Person, Qualification
from record import small_record
from web import audited
from web.conftest import SignIn
from web.seen import heading, main, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record() -> None:
    audited.build()


@pytest.mark.parametrize(
    ("address", "title", "names"),
    [
        ("?q=thu+hoa", "1 official is named “thu hoa”", ["Nguyễn Thu Hoà"]),
        (
            "?q=hoa",
            "3 officials are named “hoa”; 1 name only begins with it",
            ["Trần Thị Hoa", "Nguyễn Thu Hoà", "Lê Văn Hòa", "PHẠM HOÀNG"],
        ),
        ("?q=hoan", "0 officials are named “hoan”; 1 name only begins with it", ["PHẠM HOÀNG"]),
        ("?q=Hòa", "2 officials are named “Hòa”", ["Nguyễn Thu Hoà", "Lê Văn Hòa"]),
        ("?role=director", "2 officials hold such a post", ["Trần Thị Hoa", "Lê Văn Hòa"]),
        ("?body=so-a", "2 officials hold such a post", ["Trần Thị Hoa", "PHẠM HOÀNG"]),
        ("?q=oa", "0 officials are named “oa”", []),
        (
            "?sort=-born",
            "5 officials within your mandate",
            ["PHẠM HOÀNG", "Nguyễn Thu Hoà", "Trần Thị Hoa", "Lê Văn Hòa", "Đỗ Đào"],
        ),
    ],
)
def test_officials_are_searched_by_the_address(signed_in: SignIn, address: str, title: str, names: list[str]) -> None:
    response = signed_in(Role.INSPECTOR, "tinh").get(f"/people/{address}")
    assert heading(response) == title
    assert [row[0] for row in rows(response)] == names


def test_officials_are_searched_by_what_is_entered_of_their_qualifications(signed_in: SignIn) -> None:
    Qualification.objects.create(
        identity="q1", person_id="hoa", kind="political_theory", level="advanced_theory", **small_record.FIRST
    )
    inspector = signed_in(Role.INSPECTOR, "tinh")
    for address in (
        "?qualification=political_theory:intermediate_theory",
        "?language=Tiếng+Anh",
        "?language=Tiếng+Anh&language_level=B1&qualification=political_theory:advanced_theory",
    ):
        response = inspector.get(f"/people/{address}")
        assert heading(response) == "1 official answers, as far as is on record"
        assert [row[0] for row in rows(response)] == ["Trần Thị Hoa"]
        assert "Of the others the record says nothing" in main(response)
    nobody = inspector.get("/people/?qualification=degree:doctor")
    assert heading(nobody) == "0 officials answer, as far as is on record"
    asked_for_nothing_known = inspector.get("/people/?qualification=degree:A1&language=x&language_level=B1")
    assert heading(asked_for_nothing_known) == "5 officials within your mandate"


def test_a_unit_officer_finds_no_qualification_elsewhere(signed_in: SignIn) -> None:
    Qualification.objects.create(identity="q1", person_id="hòa", kind="degree", level="doctor", **small_record.FIRST)
    response = signed_in(Role.UNIT_OFFICER, "so-a").get("/people/?qualification=degree:university")
    assert heading(response) == "0 officials answer, as far as is on record"
    assert "Lê Văn Hòa" not in response.content.decode()


def test_what_was_typed_is_shown_as_text(signed_in: SignIn) -> None:
    response = signed_in(Role.INSPECTOR, "tinh").get("/people/", {"q": "<b>x"})
    assert heading(response) == "0 officials are named “<b>x”"
    assert "<b>x" not in response.content.decode()


def test_a_unit_officer_finds_the_own_people_only(signed_in: SignIn) -> None:
    response = signed_in(Role.UNIT_OFFICER, "so-a").get("/people/")
    assert [row[0] for row in rows(response)] == ["Đỗ Đào", "Trần Thị Hoa", "PHẠM HOÀNG"]
    assert "Sở B" not in main(response)


def test_an_official_reaches_neither_the_list_nor_a_dossier(signed_in: SignIn) -> None:
    official = signed_in(Role.OFFICIAL, person="hoa")
    assert [official.get(path).status_code for path in ("/people/", "/people/hòa/", "/people/hoa/")] == [403] * 3
    assert Reading.objects.count() == 0


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    signed_in: SignIn, more: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        small_record.person(f"x{number}", f"Hoàng Bình {number}", date(1990, 1, 1))
        small_record.post(f"x{number}", "so-b", f"Chuyên viên {number}", "specialist")
        small_record.tenure(f"x{number}", f"x{number}", f"x{number}", date(2024, 1, 1))
    inspector = signed_in(Role.INSPECTOR, "tinh")
    with django_assert_max_num_queries(17):
        assert len(rows(inspector.get("/people/?q=binh"))) == more


def test_more_officials_than_a_page_holds_are_paged(signed_in: SignIn) -> None:
    for number in range(60):
        small_record.person(f"x{number:02}", f"Hoàng Bình {number:02}", date(1990, 1, 1))
    inspector = signed_in(Role.INSPECTOR, "tinh")
    first, last = (inspector.get(f"/people/?q=binh&page={page}") for page in (1, 2))
    assert [len(rows(page)) for page in (first, last)] == [50, 10]
    assert "1–50 of 60" in main(first)
    assert Person.objects.count() == 65
