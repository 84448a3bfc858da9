"""The talent pool and the pages beside it: within the mandate, nobody ranked, what is unknown told as unknown."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import LazySettings
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from liem.actions.models import Reading, Role
from liem.record.models import PersonDetails, PostState
from liem.record.state import forget
from record import planned, small_record
from web.conftest import SignIn
from web.seen import heading, links, main, rows

pytestmark = pytest.mark.django_db

PAGES = (
    "/talent/",
    "/talent/training/",
    "/talent/succession/",
    "/talent/moves/",
    "/talent/special/",
    "/talent/abroad/",
    "/talent/recruitment/",
)
EVERYBODY = {"group": "all", "results": "any"}


@pytest.fixture(autouse=True)
def record() -> None:
    small_record.build()
    small_record.fill_dossier()
    planned.term()
    planned.standard("a-director", "political_theory", "advanced_theory")


def names(response: HttpResponse) -> list[str]:
    return [row[0] for row in rows(response)]


def test_the_pool_tells_what_is_recognised_planned_and_required(signed_in: SignIn) -> None:
    planned.standard("b-director", "degree", "university")
    planned.succession_list("qh", "tinh", "b-director", "hoa", secrecy="open")
    small_record.attest("hoa", "qualifications", date(2999, 1, 1))
    response = signed_in(Role.ORGANISATION_OFFICER, "tinh").get("/talent/", {"on": "21/11/2026"})
    assert heading(response) == ("1 official in post: young, women or of an ethnic minority, with recognised results")
    assert rows(response) == [
        [
            "Trần Thị Hoa woman Tiếng Anh B2",
            "01/01/1980 46 years old",
            "Giám đốc · Sở A",
            "Số hóa hồ sơ Tỉnh ủy, 01/12/2025 Grades, succession, standards",
            "2025 excellent",
            "Giám đốc Sở B · 2025–2030 ○ not secret",
            "Advanced political theory for the post held: Giám đốc ✕ lacking "
            "Degree: university for the planned post: Giám đốc ✕ lacking",
        ]
    ]
    assert "Nobody is ranked" in main(response)
    assert "/people/hoa/" in links(response)


def test_what_the_record_does_not_tell_is_shown_as_unknown(signed_in: SignIn) -> None:
    PersonDetails.objects.filter(person_id="hoàng").update(born_on=None)
    response = signed_in(Role.ORGANISATION_OFFICER, "tinh").get(
        "/talent/", {"group": "untold", "results": "any", "on": "2026-11-21"}
    )
    assert [row[:2] for row in rows(response)] == [
        ["Lê Văn Hòa ? ethnicity not on record", "03/03/1975 51 years old"],
        ["PHẠM HOÀNG ? day of birth not on record ? ethnicity not on record", "–"],
    ]


def test_the_list_opens_no_dossier(signed_in: SignIn) -> None:
    client = signed_in(Role.INSPECTOR, "tinh")
    assert {client.get(page).status_code for page in PAGES} == {200}
    assert Reading.objects.count() == 0


def test_a_unit_sees_the_own_people_and_lists_only(signed_in: SignIn) -> None:
    planned.succession_list("qh", "tinh", "b-director", "hoàng", secrecy="open")
    planned.stay("hòa", "Lào", date(2023, 1, 1))
    planned.recruitment("hòa", "so-b", date(2000, 5, 1))
    PostState.objects.filter(post_id="b-director").update(is_special_field=True)
    client = signed_in(Role.UNIT_OFFICER, "so-a")
    pool = client.get("/talent/", EVERYBODY)
    assert [name.split(" ?")[0] for name in names(pool)] == ["Trần Thị Hoa woman Tiếng Anh B2", "PHẠM HOÀNG young"]
    assert "2025–2030" not in main(pool)
    assert [page for page in PAGES[2:] if rows(client.get(page))] == []
    said = " ".join(main(client.get(page)) for page in PAGES)
    assert {name for name in ("Lê Văn Hòa", "Nguyễn Thu Hoà", "Lào") if name in said} == set()


def test_officials_are_referred_to_their_own_page(signed_in: SignIn) -> None:
    client = signed_in(Role.OFFICIAL, person="hoa")
    assert {client.get(page).status_code for page in PAGES} == {403}
    assert 'href="/talent/"' not in client.get("/").content.decode()


def test_the_class_plan_leads_to_the_people(signed_in: SignIn) -> None:
    planned.succession_list("qh", "tinh", "a-director", "hoàng")
    client = signed_in(Role.ORGANISATION_OFFICER, "tinh")
    response = client.get("/talent/training/")
    assert heading(response) == "Places in classes: 1 for posts held, 1 for posts planned for"
    assert rows(response) == [["All bodies", "1 + 1"], ["Sở A", "1"], ["Phòng Tổ chức", "0 + 1"]]
    led = [link for link in links(response) if "need=" in link]
    people = [client.get(link) for link in led]
    assert "One body alone Phòng Tổ chức" in main(people[2])
    assert heading(people[0]) == "2 officials in post need: advanced political theory"
    assert [[name.split(" ?")[0] for name in names(page)] for page in people] == [
        ["Trần Thị Hoa woman Tiếng Anh B2", "PHẠM HOÀNG young"],
        ["Trần Thị Hoa woman Tiếng Anh B2"],
        ["PHẠM HOÀNG young"],
    ]


def test_lists_show_their_level_and_those_kept_outside_nothing_more(signed_in: SignIn, settings: LazySettings) -> None:
    planned.succession_list("qh-1", "tinh", "a-director", "hoàng", secrecy="open")
    planned.succession_list("qh-2", "tinh", "b-director", "hoa", "hoà", secrecy="confidential")
    planned.succession_list("qh-3", "so-a", "a-deputy")
    client = signed_in(Role.ORGANISATION_OFFICER, "tinh")
    response = client.get("/talent/succession/")
    assert heading(response) == "3 succession lists, 1 kept outside, 1 without a level of secrecy"
    decided = "210-QĐ/TU 15/11/2025"
    assert rows(response) == [
        ["Giám đốc Sở A · kept by Tỉnh ủy Lạc Giang", "2025–2030", decided, "○ not secret", "1", "–", "–"],
        [
            "Giám đốc Sở B · kept by Tỉnh ủy Lạc Giang",
            "2025–2030",
            decided,
            "▲ confidential",
            "kept outside this installation",
        ],
        ["Phó Giám đốc Sở A", "2025–2030", decided, "? level not recorded", "0", "–", "–"],
    ]
    pool = client.get("/talent/", EVERYBODY)
    assert "Who stands on 1 succession list kept outside is not known here." in main(pool)
    assert "confidential" not in main(pool)

    settings.SECRECY_CEILING = "confidential"
    assert heading(client.get("/talent/succession/")) == "3 succession lists, 1 without a level of secrecy"


def test_the_further_pages_answer_in_their_titles(signed_in: SignIn) -> None:
    planned.stay("hoa", "Pháp", date(2019, 9, 1), date(2021, 7, 1), permission="30-QĐ/TU")
    planned.stay("hòa", "Lào", None)
    planned.recruitment("hoa", "so-a", date(2004, 5, 1), source="excellent_graduate")
    PostState.objects.filter(post_id="a-director").update(is_special_field=True)
    small_record.person("x", "Lò Thị Mây", date(1995, 1, 1))
    small_record.tenure("x1", "x", "xa-secretary", date(2020, 1, 1), date(2025, 6, 1))
    small_record.tenure("x2", "x", "a-deputy", date(2025, 7, 1))
    client = signed_in(Role.AUDITOR, "tinh")
    assert [heading(client.get(page)) for page in PAGES[3:]] == [
        "1 move up from a commune in the last five years: young, women or of an ethnic minority",
        "1 post in a special field",
        "2 stays abroad for work or study, 1 without a permission on record",
        "1 recruitment on record, 1 from sources of talent",
    ]
    assert rows(client.get("/talent/abroad/"))[0][1:] == ["Study", "Pháp", "01/09/2019 – 30/06/2021", "30-QĐ/TU"]
    assert rows(client.get("/talent/recruitment/"))[0] == [
        "Trần Thị Hoa",
        "Sở A",
        "Examination",
        "? not on record",
        "excellent graduate",
        "01/05/2004",
    ]


@pytest.mark.parametrize(
    "query",
    [
        {"need": "degree:A1"},
        {"need": "x" * 300, "group": "best", "sort": "score"},
        {"results": "?", "planned": "?", "body": "so-b", "at": "so-b", "page": "99"},
    ],
)
def test_what_the_address_cannot_mean_is_left_aside(signed_in: SignIn, query: dict[str, str]) -> None:
    assert signed_in(Role.UNIT_OFFICER, "so-a").get("/talent/", query).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_people(signed_in: SignIn) -> None:
    client = signed_in(Role.AUDITOR, "tinh")
    planned.succession_list("qh", "tinh", "a-director")

    def queries(number: int) -> list[int]:
        key = f"x{number}"
        small_record.person(key, f"Hoàng Bình {number}", date(1990, 1, 1))
        small_record.tenure(key, key, "b-director", date(2024, 1, 1))
        planned.result(key, "Cầu dân sinh", date(2024, 1, 1))
        planned.stay(key, "Lào", date(2020, 1, 1))
        planned.recruitment(key, "so-a", date(2015, 1, 1))
        planned.succession_list(f"qh-{number}", "tinh", "b-director", key)
        forget()
        return [len(asked) for asked in map(_asked, PAGES)]

    def _asked(page: str) -> CaptureQueriesContext:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        return asked

    first = [queries(number) for number in range(2)][-1]
    assert [queries(number) for number in range(2, 5)][-1] == first
