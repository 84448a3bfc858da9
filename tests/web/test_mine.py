"""The official's own page."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Reading, Role
from liem.record.identifiers import kept
from liem.record.models import Identifier
from record import small_record
from web import audited
from web.conftest import SignIn
from web.seen import heading, links, main

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record() -> None:
    audited.build()


def test_the_page_tells_what_is_on_record_what_is_found_and_how_to_answer(signed_in: SignIn) -> None:
    response = signed_in(Role.OFFICIAL, person="hoa").get("/mine/")
    assert heading(response) == "About me: 1 matter to answer, dossier opened by nobody else yet"
    said = main(response)
    for words in (
        "Trần Thị Hoa · Giám đốc, Sở A",
        "Each part of the dossier below has a link to ask for a correction",
        "Who changed what, when and why",
        "Who opened my dossier (0) Nobody but you has opened it.",
        "Missing: home place, down to the commune.",
        "Spouse Lê Văn Hòa me",
        "Sibling an official outside your mandate the other official",
    ):
        assert words in said


def test_who_read_the_dossier_is_told_by_role_body_and_time_and_not_by_name(signed_in: SignIn) -> None:
    signed_in(Role.INSPECTOR, "tinh").get("/people/hoa/")
    response = signed_in(Role.OFFICIAL, person="hoa").get("/mine/")
    assert heading(response) == "About me: 1 matter to answer, dossier opened 1 time by others"
    assert "Who opened my dossier (1) Inspector Tỉnh ủy Lạc Giang" in main(response)
    assert "Đỗ Thị Thử" not in main(response)


def test_what_was_found_comes_first_with_who_must_act_and_repeated_readings_are_one_line(signed_in: SignIn) -> None:
    inspector = signed_in(Role.INSPECTOR, "tinh")
    inspector.get("/people/hoa/")
    inspector.get("/people/hoa/")
    response = signed_in(Role.OFFICIAL, person="hoa").get("/mine/")
    assert heading(response) == "About me: 1 matter to answer, dossier opened 2 times by others"
    said = main(response)
    assert said.index("Where each rule stands") < said.index("Who opened my dossier") < said.index("How to answer")
    assert "Missing: home place, down to the commune. To be supplied by: Sở A" in said
    assert said.count("Inspector Tỉnh ủy Lạc Giang") == 1
    assert "2 times" in said


def test_the_own_page_is_no_reading_and_leads_to_nobody_else(signed_in: SignIn) -> None:
    response = signed_in(Role.OFFICIAL, person="hoa").get("/mine/")
    assert Reading.objects.count() == 0
    assert not any(link.startswith(("/people/", "/organisation/")) for link in links(response))
    for other in ("PHẠM HOÀNG", "Nguyễn Thu Hoà"):
        assert other not in main(response)
    assert main(response).count("Lê Văn Hòa") == 2  # whom she declared: in the drawing and in the table


def test_the_own_history_is_no_reading_and_tells_not_who_the_relatives_are(signed_in: SignIn) -> None:
    response = signed_in(Role.OFFICIAL, person="hoa").get("/mine/history/")
    assert heading(response) == "Trần Thị Hoa: 11 changes on record"
    assert "+ entered Kinship · spouse" in main(response)
    assert Reading.objects.count() == 0
    for other in ("PHẠM HOÀNG", "Lê Văn Hòa"):
        assert other not in main(response)


def test_the_own_numbers_are_shown_whatever_the_mandate(signed_in: SignIn) -> None:
    Identifier.objects.create(
        identity="n1",
        person_id="hòa",
        kind="party_card",
        **kept("party_card", "51.012345"),
        **small_record.FIRST,
    )
    assert "51.012345" in main(signed_in(Role.INSPECTOR, "tinh", person="hòa").get("/mine/"))


def test_an_officer_with_a_dossier_sees_the_own_one_only(signed_in: SignIn) -> None:
    response = signed_in(Role.INSPECTOR, "tinh", person="hòa").get("/mine/")
    assert heading(response) == "About me: nothing to answer, dossier opened by nobody else yet"
    assert "Lê Văn Hòa" in main(response)


def test_an_account_without_a_dossier_is_told_so(signed_in: SignIn) -> None:
    response = signed_in(Role.INSPECTOR, "tinh").get("/mine/")
    assert response.status_code == 404
    assert "This account is not tied to any dossier." in main(response)


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    signed_in: SignIn, more: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    inspector = signed_in(Role.INSPECTOR, "tinh")
    for _number in range(more):
        inspector.get("/people/hoa/")
    official = signed_in(Role.OFFICIAL, person="hoa")
    with django_assert_max_num_queries(56):
        assert f"opened {more} time" in heading(official.get("/mine/"))
