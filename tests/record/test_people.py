"""Finding officials by name, post and body."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.actions.accounts import installation
from liem.actions.models import Role
from liem.actions.perform import perform
from liem.actions.write import Write
from liem.record.choices import QualificationKind, QualificationLevel
from liem.record.days import PostTitle
from liem.record.models import LanguageSkill, Qualification, Tenure
from liem.record.people import (
    PeoplePage,
    PeopleSearch,
    PersonLine,
    languages,
    reachable,
    search,
    spellings,
)
from liem.record.scope import Reach, bodies_under, reach
from liem.record.state import forget
from record import small_record
from record.small_record import FIRST, TODAY, acting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record() -> None:
    small_record.build()


@pytest.fixture
def whole() -> Reach:
    return reach(acting(Role.INSPECTOR, "tinh"), TODAY)


def found(within: Reach, wanted: PeopleSearch, on: date = TODAY) -> list[str]:
    return [line.key for line in search(within, wanted, on=on).lines]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", ["đào", "hoa", "hoà", "hòa", "hoàng"]),
        ("hoa", ["hoa", "hoà", "hòa", "hoàng"]),
        ("HOA", ["hoa", "hoà", "hòa", "hoàng"]),
        ("thu hoa", ["hoà"]),
        ("dao", ["đào"]),
        ("oa", []),
        ("Hòa", ["hoà", "hòa"]),
        ("hoà", ["hoà", "hòa"]),
        ("HÒA", ["hoà", "hòa"]),
        ("Hoàng", ["hoàng"]),
        ("Trần Hoa", ["hoa"]),
        ("Lê Hoa", []),
        ("Đào", ["đào"]),
        ("Ho\u0300a", ["hoà", "hòa"]),
        ("Hoa\u0300", ["hoà", "hòa"]),
        ("%", []),
        ("_oa", []),
    ],
)
def test_names_are_found_forgivingly_without_marks_and_exactly_with_them(
    whole: Reach, typed: str, names: list[str]
) -> None:
    assert found(whole, PeopleSearch(text=typed)) == names


def test_whole_syllables_are_told_from_mere_beginnings(whole: Reach) -> None:
    def counts(text: str) -> tuple[int, int]:
        page = search(whole, PeopleSearch(text=text), on=TODAY)
        return page.whole, page.total

    assert [counts(text) for text in ("hoa", "hoan", "Hòa", "tran hoa", "")] == [(3, 4), (0, 1), (2, 2), (1, 1), (5, 5)]


def test_a_name_without_its_tone_is_not_found_by_one_with_it(whole: Reach) -> None:
    assert "hoa" not in found(whole, PeopleSearch(text="Hòa"))


def test_a_line_tells_the_posts_held_on_the_day(whole: Reach) -> None:
    director = PostTitle("b-director", "Giám đốc", "director", "so-b", "Sở B")
    deputy = PostTitle("a-deputy", "Phó Giám đốc", "deputy_director", "so-a", "Sở A")
    wanted = PeopleSearch(text="Lê")
    assert search(whole, wanted, on=TODAY) == PeoplePage(
        1, (PersonLine("hòa", "Lê Văn Hòa", date(1975, 3, 3), (director,)),), whole=1
    )
    assert search(whole, wanted, on=date(2020, 1, 1)).lines[0].posts == (deputy,)


def test_people_are_found_by_post_and_body_as_held_on_the_day(whole: Reach) -> None:
    assert found(whole, PeopleSearch(role="director")) == ["hoa", "hòa"]
    assert found(whole, PeopleSearch(bodies=bodies_under("so-a", on=TODAY))) == ["hoa", "hoàng"]
    assert found(whole, PeopleSearch(role="director", bodies=frozenset({"so-a"}))) == ["hoa"]
    assert found(whole, PeopleSearch(role="deputy_director"), on=date(2014, 12, 31)) == ["đào"]


def _qualify(person: str, kind: str, level: str) -> None:
    identity = f"{person}/{kind}/{level}"
    Qualification.objects.create(identity=identity, person_id=person, kind=kind, level=level, **FIRST)


def _speaks(person: str, language: str, level: str) -> None:
    LanguageSkill.objects.create(
        identity=f"{person}/{language}/{level}", person_id=person, language=language, level=level, **FIRST
    )


def test_people_are_found_by_a_qualification_of_at_least_a_level(whole: Reach) -> None:
    LanguageSkill.objects.all().delete()
    _qualify("hoa", "political_theory", "intermediate_theory")
    _qualify("hoà", "political_theory", "advanced_theory")
    _qualify("hoà", "political_theory", "theory_degree")
    _qualify("hòa", "degree", "doctor")
    Qualification.objects.filter(person="hoa").update(known_to=None)
    theory = QualificationKind.POLITICAL_THEORY

    def least(level: str) -> list[str]:
        return found(whole, PeopleSearch(qualification=(theory, QualificationLevel(level))))

    assert [least(level) for level in ("elementary_theory", "advanced_theory", "theory_degree")] == [
        ["hoa", "hoà"],
        ["hoà"],
        ["hoà"],
    ]
    advanced = (theory, QualificationLevel.INTERMEDIATE_THEORY)
    assert found(whole, PeopleSearch(qualification=advanced, role="director")) == ["hoa"]
    assert found(whole, PeopleSearch(qualification=advanced, text="thu")) == ["hoà"]
    Qualification.objects.filter(person="hoa").update(known_to=2)
    forget()
    assert least("elementary_theory") == ["hoà"]


def test_people_are_found_by_a_language_and_its_least_level(whole: Reach) -> None:
    LanguageSkill.objects.all().delete()
    _speaks("hoa", "Tiếng Anh", "B2")
    _speaks("hòa", "Tiếng Anh", "")
    _speaks("đào", "Tiếng Lào", "C1")

    assert languages() == ("Tiếng Anh", "Tiếng Lào")
    assert found(whole, PeopleSearch(language="Tiếng Anh")) == ["hoa", "hòa"]
    assert found(whole, PeopleSearch(language="Tiếng Anh", language_level=QualificationLevel.B1)) == ["hoa"]
    assert found(whole, PeopleSearch(language="Tiếng Anh", language_level=QualificationLevel.C1)) == []


def test_what_is_asked_is_asked_together(whole: Reach) -> None:
    _qualify("hoa", "degree", "master")
    _qualify("hòa", "degree", "university")
    degree = (QualificationKind.DEGREE, QualificationLevel.UNIVERSITY)
    assert found(whole, PeopleSearch(role="director", qualification=degree, order="-born")) == ["hoa", "hòa"]
    assert found(whole, PeopleSearch(role="director", qualification=degree, bodies=frozenset({"so-b"}))) == ["hòa"]
    assert found(whole, PeopleSearch(role="director", qualification=degree, language="Tiếng Lào")) == []


def test_a_page_beyond_the_end_still_says_how_many_there_are(whole: Reach) -> None:
    for wanted in (PeopleSearch(text="hoa"), PeopleSearch(role="director")):
        page = search(whole, wanted, on=TODAY, offset=50)
        assert (page.total > 0, page.lines) == (True, ())
    assert search(whole, PeopleSearch(text="hoa"), on=TODAY, offset=50).whole == 3


def test_people_are_sorted_and_paged(whole: Reach) -> None:
    assert found(whole, PeopleSearch(order="-born")) == ["hoàng", "hoà", "hoa", "hòa", "đào"]
    page = search(whole, PeopleSearch(order="born"), on=TODAY, offset=1, limit=2)
    assert (page.total, [line.key for line in page.lines]) == (5, ["hòa", "hoa"])


def test_a_unit_officer_finds_who_is_there_and_who_left_for_no_other_post() -> None:
    within = reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY)
    # Lê Văn Hòa was here and now holds a post at Sở B; Đỗ Đào was here and holds none.
    assert found(within, PeopleSearch()) == ["đào", "hoa", "hoàng"]
    assert reachable(within, ["hoa", "hòa", "hoà", "đào"]) == {"hoa", "đào"}


def test_an_official_finds_nobody_but_the_own_dossier() -> None:
    assert found(reach(acting(Role.OFFICIAL, person="hoa"), TODAY), PeopleSearch()) == ["hoa"]


def test_a_mandate_that_does_not_hold_finds_nobody() -> None:
    assert found(Reach(TODAY), PeopleSearch()) == []


def test_a_tone_mark_may_stand_on_either_vowel() -> None:
    assert {"Hòa", "Hoà", "hòa", "HOÀ"} <= set(spellings("Hòa"))
    assert "Hoa" not in spellings("Hòa")


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    whole: Reach, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        small_record.person(f"x{number}", f"Hoàng Bình {number}", date(1990, 1, 1))
        small_record.tenure(f"x{number}", f"x{number}", "a-deputy", date(2024, 1, 1))
    with django_assert_num_queries(5):
        assert search(whole, PeopleSearch(text="binh"), on=TODAY).total == more


def test_what_is_kept_follows_the_ledger_and_no_other_mandate_is_given_it(whole: Reach) -> None:
    unit, asked = reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY), PeopleSearch(role="director")
    assert [found(within, asked) for within in (whole, unit)] == [["hoa", "hòa"], ["hoa"]]
    assert [found(within, PeopleSearch(text="ho")) for within in (unit, whole)] == [
        ["hoa", "hoàng"],
        ["hoa", "hoà", "hòa", "hoàng"],
    ]

    def appoint(write: Write) -> None:
        write.add([Tenure(identity="new", person_id="hoàng", post_id="b-director", valid_from=date(2024, 1, 1))])

    perform("installation.fill", by=installation(), body=None, subjects=["hoàng"], content={}, write=appoint)
    assert [found(within, asked) for within in (whole, unit)] == [["hoa", "hòa", "hoàng"], ["hoa", "hoàng"]]


@pytest.mark.parametrize("text", ["", "binh"])
@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_stays_the_same_for_all_that_is_asked_together(
    whole: Reach, more: int, text: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        small_record.person(f"x{number}", f"Hoàng Bình {number}", date(1990, 1, 1))
        small_record.tenure(f"x{number}", f"x{number}", "a-deputy", date(2024, 1, 1))
        _qualify(f"x{number}", "degree", "master")
        _speaks(f"x{number}", "Tiếng Lào", "C1")
    degree = (QualificationKind.DEGREE, QualificationLevel.UNIVERSITY)
    asked = PeopleSearch(text=text, role="deputy_director", qualification=degree, language="Tiếng Lào")
    with django_assert_num_queries(11 if text else 10):
        assert search(whole, asked, on=TODAY).total == more
    with django_assert_num_queries(6 if text else 5):
        assert search(whole, asked, on=TODAY).total == more
