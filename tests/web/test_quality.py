"""The pages on the quality of dossiers, and the forms by which somebody answers for them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Account, LedgerEntry, Role
from liem.record.dossier.parts import SECTIONS
from liem.record.models import Attestation, DossierReview, Evaluation
from record import small_record
from web.conftest import SignIn
from web.seen import heading, links, main, rows
from world import place, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record() -> None:
    small_record.build()
    small_record.fill_dossier()
    write(place("elsewhere", "province"))


def standing() -> list[tuple[str, str, date]]:
    rows = Attestation.objects.filter(known_to__isnull=True).order_by("subject", "section", "complete_to")
    return list(rows.values_list("subject", "section", "complete_to"))


FILLED = [("hoa", "tenures", date(2026, 9, 30)), ("hoa", "tenures", date(2026, 10, 31))]


def test_the_title_tells_how_many_are_complete_and_the_table_body_by_body(signed_in: SignIn) -> None:
    page = signed_in(Role.INSPECTOR, "tinh").get("/quality/")
    assert heading(page) == "0 of 5 dossiers are complete (0%)"
    assert "1.7% of all sections are attested complete; dossiers gone through at least once: 0." in main(page)
    assert (
        "5 dossiers are to be put right : in 5 an entry is missing or a section attested by nobody, in 0 something has "
        "only grown old or contradicts itself."
    ) in main(page)
    assert rows(page) == [
        ["Đảng ủy xã An Thạnh", "1", "0%", "0%", "? 1", "↻ 1", "–", "–"],
        ["Phòng Tổ chức", "1", "0%", "0%", "? 1", "↻ 1", "–", "–"],
        ["Sở B", "1", "0%", "0%", "? 1", "↻ 1", "–", "–"],
        ["Sở A", "2", "0%", "4%", "? 2", "↻ 2", "–", "–"],
    ]
    assert {"/quality/dossiers/?body=so-b", "/quality/dossiers/?check=sex", "/findings/?verdict=unknown"} <= set(
        links(page)
    )


def test_the_lists_answer_to_the_mandate_and_to_the_address(signed_in: SignIn) -> None:
    unit = signed_in(Role.UNIT_OFFICER, "so-a")
    page = unit.get("/quality/dossiers/")
    assert heading(page) == "3 dossiers are to be put right"
    assert [row[0] for row in rows(page)] == ["Đỗ Đào", "Trần Thị Hoa", "PHẠM HOÀNG"]
    assert "Lê Văn Hòa" not in main(page)
    assert [row[0] for row in rows(unit.get("/quality/dossiers/?check=sex"))] == ["Đỗ Đào"]
    assert [row[0] for row in rows(unit.get("/quality/dossiers/?body=so-a/phong"))] == ["PHẠM HOÀNG"]
    assert heading(unit.get("/quality/dossiers/?kind=contradictory")) == "Nothing was found to put right"
    assert heading(unit.get("/quality/?body=so-b")) == "0 of 3 dossiers are complete (0%)"


@pytest.mark.parametrize("address", ["/quality/", "/quality/dossiers/", "/quality/attest/", "/quality/dossiers/hoa/"])
def test_an_official_is_sent_to_the_own_page(signed_in: SignIn, address: str) -> None:
    assert signed_in(Role.OFFICIAL, person="hoa").get(address).status_code == 403


def test_one_dossier_tells_what_is_to_be_put_right_and_who_answers(signed_in: SignIn) -> None:
    page = signed_in(Role.INSPECTOR, "tinh").get("/quality/dossiers/hoa/")
    assert heading(page) == "Trần Thị Hoa: 16 matters to put right"
    said = main(page)
    assert "A yearly evaluation is missing: 2023" in said
    assert "A yearly evaluation is missing: 2025" not in said
    assert rows(page)[0] == ["Tenures", "31/10/2026", "by Sở A on 31/10/2026"]
    assert "Withdraw" not in said
    assert signed_in(Role.UNIT_OFFICER, "so-b").get("/quality/dossiers/hoa/").status_code == 404


def test_many_dossiers_are_attested_at_once(signed_in: SignIn) -> None:
    officer = signed_in(Role.UNIT_OFFICER, "so-a")
    given = {"section": ["results", "discipline"], "complete_to": "31/10/2026", "whose": "ticked", "person": ["hoàng"]}
    answer = officer.post("/quality/attest/?body=so-a", given)
    assert (answer.status_code, answer["Location"]) == (302, "/quality/attest/?body=so-a")
    assert "2 sections are attested." in main(officer.get(answer["Location"]))
    october = date(2026, 10, 31)
    assert standing() == [*FILLED, ("hoàng", "discipline", october), ("hoàng", "results", october)]
    assert (
        officer.post("/quality/attest/?body=so-a", given | {"whose": "all", "section": ["results"]}).status_code == 302
    )
    assert [subject for subject, section, _day in standing() if section == "results"] == ["hoa", "hoàng", "đào"]
    assert LedgerEntry.objects.filter(action="record.attest").count() == 2


def test_whoever_waits_for_an_attestation_comes_first_and_the_title_counts_them(signed_in: SignIn) -> None:
    officer = signed_in(Role.UNIT_OFFICER, "so-a")
    page = officer.get("/quality/attest/")
    assert heading(page) == "3 of 3 dossiers have a section that nobody attests"
    every = [str(one.value) for one in SECTIONS if one != "kinship"]  # of that this role attests nothing
    officer.post("/quality/attest/", {"section": every, "complete_to": "31/10/2026", "person": "đào"})
    page = officer.get("/quality/attest/")
    assert heading(page) == "2 of 3 dossiers have a section that nobody attests"
    assert [row[0] for row in rows(page)] == ["Trần Thị Hoa", "PHẠM HOÀNG", "Đỗ Đào"]
    assert rows(page)[2][-1] == "–"
    officer.post("/quality/attest/", {"section": every, "complete_to": "31/10/2026", "person": ["hoa", "hoàng"]})
    assert heading(officer.get("/quality/attest/")) == "Every section of 3 dossiers is attested"


def test_all_shown_are_those_whom_the_page_showed(signed_in: SignIn) -> None:
    officer = signed_in(Role.UNIT_OFFICER, "so-a")
    shown = re.findall(r'name="shown" value="([^"]+)"', officer.get("/quality/attest/").content.decode())
    assert shown == ["đào", "hoa", "hoàng"]
    small_record.person("mới", "An Mới", date(1990, 1, 1))
    small_record.tenure("t11", "mới", "a-deputy", date(2026, 1, 1))
    given = {"section": "results", "complete_to": "31/10/2026", "whose": "shown", "shown": shown[1:]}
    assert officer.post("/quality/attest/?page=2", given)["Location"] == "/quality/attest/?body=so-a"
    assert [subject for subject, section, _day in standing() if section == "results"] == ["hoa", "hoàng"]


def test_the_own_dossier_is_left_out_of_the_whole_and_shows_no_form(signed_in: SignIn) -> None:
    officer = signed_in(Role.UNIT_OFFICER, "so-a")
    Account.objects.filter(username="unit_officer-so-a").update(person="hoa")
    given = {"section": "results", "complete_to": "31/10/2026", "whose": "shown", "shown": ["hoa", "hoàng", "đào"]}
    officer.post("/quality/attest/", given)
    assert [subject for subject, section, _day in standing() if section == "results"] == ["hoàng", "đào"]
    own = main(officer.get("/quality/dossiers/hoa/"))
    assert "This is your own dossier: somebody else attests and goes through it." in own
    assert "I answer for it" not in own
    answer = officer.post("/quality/dossiers/hoa/attest/", {"section": "results", "complete_to": "31/10/2026"})
    assert (answer.status_code, "Nobody attests the own dossier." in main(answer)) == (400, True)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"section": "results", "complete_to": "31/02/2026", "person": "hoa"}, "“31/02/2026” is not a day"),
        ({"section": "results", "complete_to": "31/10/2026"}, "No official or no section is chosen."),
        ({"section": "results", "complete_to": "31/10/2026", "person": "hòa"}, "no such entry within your mandate"),
        ({"section": "kinship", "complete_to": "31/10/2026", "person": "hoa"}, "cannot be attested under this mandate"),
    ],
)
def test_nothing_is_lost_on_a_form_that_is_refused(signed_in: SignIn, given: dict[str, str], said: str) -> None:
    answer = signed_in(Role.UNIT_OFFICER, "so-a").post("/quality/attest/", given)
    html = answer.content.decode()
    assert (answer.status_code, said in main(answer)) == (400, True)
    assert f'value="{given["complete_to"]}"' in html
    assert html.count(" checked") == sum(
        (given["section"] == "results", given.get("person") == "hoa", True)
    )  # "those ticked" is chosen as well
    assert standing() == FILLED


def test_an_attestation_is_withdrawn_with_a_reason(signed_in: SignIn) -> None:
    officer = signed_in(Role.ORGANISATION_OFFICER, "tinh")
    refused = officer.post("/quality/dossiers/hoa/withdraw/", {"section": "tenures", "reason": " "})
    assert (refused.status_code, standing()) == (400, FILLED)
    answer = officer.post("/quality/dossiers/hoa/withdraw/", {"section": "tenures", "reason": "Thiếu một giai đoạn"})
    assert (answer.status_code, standing()) == (302, [])


def test_a_dossier_gone_through_is_told_on_its_page(signed_in: SignIn) -> None:
    officer = signed_in(Role.ORGANISATION_OFFICER, "tinh")
    assert officer.post("/quality/dossiers/hoa/review/", {"remark": "Thiếu bằng đại học"}).status_code == 302
    page = main(officer.get("/quality/dossiers/hoa/"))
    assert ("Thiếu bằng đại học" in page, DossierReview.objects.count()) == (True, 1)


@pytest.mark.parametrize("act", ["attest", "withdraw", "review"])
def test_who_only_looks_can_send_none_of_the_forms(signed_in: SignIn, act: str) -> None:
    auditor: Client = signed_in(Role.AUDITOR, "tinh")
    given = {"section": "tenures", "complete_to": "31/10/2026", "reason": "vì", "remark": "x"}
    assert auditor.post(f"/quality/dossiers/hoa/{act}/", given).status_code == 400
    assert auditor.get("/quality/attest/").status_code == 403
    assert (standing(), DossierReview.objects.count()) == (FILLED, 0)
    shown = auditor.get("/quality/dossiers/hoa/").content.decode()
    assert "/attest/" not in shown.split("<main", 1)[1]


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    signed_in: SignIn, more: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        small_record.person(f"x{number}", f"Hoàng Bình {number}", date(1990, 1, 1))
        small_record.post(f"x{number}", "so-b", f"Chuyên viên {number}", "specialist")
        small_record.tenure(f"x{number}", f"x{number}", f"x{number}", date(2024, 1, 1))
        Evaluation.objects.create(key=f"x{number}", person_id=f"x{number}", body_id="so-a", year=2025)
    officer = signed_in(Role.ORGANISATION_OFFICER, "tinh")
    officer.get("/quality/")
    for address, most in (
        ("/quality/", 16),
        ("/quality/dossiers/", 20),
        ("/quality/attest/", 22),
        ("/quality/dossiers/hoa/", 22),
    ):
        with django_assert_max_num_queries(most):
            assert officer.get(address).status_code == 200
