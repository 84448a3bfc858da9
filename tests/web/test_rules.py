"""The rule book as a list, and one rule, sign or target of it."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

import world
from liem.actions.models import Role
from liem.law.grounds import Status
from liem.rulebook.book import rule_book
from web import audited
from web.audited import CLOSING, KIN, LOCAL
from web.conftest import SignIn
from web.seen import heading, links, main, rows

pytestmark = pytest.mark.django_db

EVERY_ROLE = [Role.ORGANISATION_OFFICER, Role.INSPECTOR, Role.AUDITOR, Role.UNIT_OFFICER, Role.OFFICIAL]


@pytest.fixture(autouse=True)
def record() -> None:
    audited.build()


def in_force_on(day: date) -> int:
    """How many rules have a verified ground on the day, in packs in force on it."""
    law = rule_book().in_force(day)
    return sum(rule.status is Status.VERIFIED and not law.unverified_values(rule, day) for rule in law.rules)


@pytest.mark.parametrize("day", [date(2021, 11, 1), date(2025, 10, 7), date(2025, 10, 8), CLOSING])
def test_the_title_counts_the_rules_in_force_on_the_day(signed_in: SignIn, day: date) -> None:
    response = signed_in(Role.INSPECTOR, "tinh", language="vi").get(f"/rules/?on={day:%Y-%m-%d}")
    assert heading(response) == f"{in_force_on(day)} quy tắc đang có hiệu lực ngày {day:%d/%m/%Y}"


@pytest.mark.parametrize(
    ("query", "found", "not_found"),
    [
        ("q=khong+phai+nguoi+dia+phuong", LOCAL, KIN),
        ("q=người+thân+không+tham+gia", KIN, LOCAL),
        ("q=ngươi+thân+không+tham+gia", "", KIN),  # a word typed with a mark must agree
        ("q=tra_vinh%23II.2/b7", LOCAL, KIN),
        ("topic=relatives", KIN, LOCAL),
        ("source=guidance", KIN, LOCAL),
        ("strength=strive", "secretary_is_head", LOCAL),
        ("state=in_force&q=người+thân+không+tham+gia", KIN, LOCAL),
        ("state=off&q=người+thân+không+tham+gia", "", KIN),
        ("on=2021-12-01&state=coming&q=không+phải+người+địa+phương", LOCAL, KIN),
    ],
)
def test_filters_live_in_the_address(signed_in: SignIn, query: str, found: str, not_found: str) -> None:
    shown = links(signed_in(Role.AUDITOR, "tinh").get(f"/rules/?{query}"))
    held = {link.split("/")[2] for link in shown if link.startswith("/rules/")}
    assert (found in held or not found, not_found in held) == (True, False)


def test_a_filtered_list_says_what_it_counts(signed_in: SignIn) -> None:
    client = signed_in(Role.AUDITOR, "tinh", language="vi")
    found = client.get("/rules/?q=key+leaders+of+districts&on=2026-10-31")
    assert heading(found) == "1 quy tắc khớp; 1 đang có hiệu lực ngày 31/10/2026"
    assert heading(client.get("/rules/?q=zzz")) == "Không có quy tắc nào khớp “zzz”"
    assert heading(client.get("/rules/?kind=flags&q=zzz")) == "Không có dấu hiệu nào khớp “zzz”"


def test_thresholds_of_signs_are_no_values_of_the_law(signed_in: SignIn) -> None:
    law = rule_book()
    of_signs = {name for flag in law.flags for name in flag.parameter_names()}
    of_rules = {name for one in (*law.rules, *law.targets) for name in one.parameter_names()}
    counted = [one for one in law.parameters if one.on(CLOSING) is not None and one.id not in of_signs - of_rules]
    whole = signed_in(Role.AUDITOR, "tinh").get("/rules/?kind=values&on=2026-10-31")
    assert heading(whole) == f"{len(counted)} values in the law are verified on 31/10/2026"
    assert f"{len(of_signs - of_rules)} thresholds of signs" in main(whole)


def test_a_rule_stands_with_its_clause_topic_strength_force_and_what_was_found(signed_in: SignIn) -> None:
    world.write(world.adoption("tra_vinh_49_kh_tu", "tinh"))
    response = signed_in(Role.INSPECTOR, "tinh").get("/rules/?q=key+leaders+of+districts")
    assert rows(response) == [
        [
            "Key leaders of districts and communes are not local Plan 49-KH/TU (Trà Vinh) · item II.2, bullet 7",
            "must",
            "✓ in force from 27/01/2022",
            "✕ breach 1 ? cannot be determined yet 1 ✓ kept 1",
        ]
    ]


def test_a_rule_that_no_body_applies_says_so(signed_in: SignIn) -> None:
    shown = rows(signed_in(Role.INSPECTOR, "tinh").get("/rules/?q=key+leaders+of+districts"))
    assert "no body applies it" in shown[0][2]


def test_an_official_reads_the_law_without_what_was_found(signed_in: SignIn) -> None:
    client = signed_in(Role.OFFICIAL, person="hoa")
    assert [len(row) for row in rows(client.get("/rules/?q=key+leaders+of+districts"))] == [3]
    one = main(client.get(f"/rules/{LOCAL}/"))
    assert "audit by audit" not in one
    assert "Open the findings" not in one


def test_a_day_that_is_none_is_told_and_the_form_keeps_it(signed_in: SignIn) -> None:
    response = signed_in(Role.AUDITOR, "tinh").get("/rules/?on=31/02/2026")
    assert response.status_code == 400
    assert "“31/02/2026” is not a day" in main(response)
    assert 'value="31/02/2026"' in response.content.decode()


@pytest.mark.parametrize("kind", ["rules", "targets", "flags", "procedures", "values"])
@pytest.mark.parametrize("role", EVERY_ROLE)
def test_every_role_reads_every_part(signed_in: SignIn, role: Role, kind: str) -> None:
    body = "" if role == Role.OFFICIAL else "tinh"
    response = signed_in(role, body, person="hoa" if role == Role.OFFICIAL else None).get(f"/rules/?kind={kind}")
    assert response.status_code == 200
    assert len(rows(response)) > 3


def test_the_list_asks_a_constant_number_of_questions(
    signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(Role.INSPECTOR, "tinh")
    client.get("/rules/")
    with django_assert_max_num_queries(13):
        client.get("/rules/")
    world.write(world.adoption("tra_vinh_49_kh_tu", "tinh"), world.adoption("vietnam", "tinh"))
    audited.local(audited.audit("more", date(2026, 11, 1)), "t9", "hoa", "so-a", True)
    with django_assert_max_num_queries(13):
        client.get("/rules/")


def test_a_rule_page_tells_what_it_requires_why_here_and_where_it_stood(signed_in: SignIn) -> None:
    world.write(world.adoption("tra_vinh_49_kh_tu", "tinh", date(2022, 3, 1)))
    response = signed_in(Role.INSPECTOR, "tinh").get(f"/rules/{LOCAL}/")
    assert heading(response) == (
        "Key leaders of districts and communes are not local: in force, 1 breach, 1 cannot be determined yet"
    )
    said = main(response)
    for words in (
        "Why it holds here on 31/10/2026 Tỉnh ủy Lạc Giang In force on 31/10/2026, "
        "resting on item II.2, bullet 7, Plan 49-KH/TU",
        "Tỉnh ủy Lạc Giang applies it, for itself and everything under it, since 01/03/2022",
        "Requires does not come from the place of the body",
        "As written in the language of conditions",
        "31/05/2025 1 0 0 31/10/2026 1 1 1",
        "Checked by the makers of Liêm on",
        "Exceptions no exception is on record",
    ):
        assert words in said
    assert {f"/findings/?rule={LOCAL}", f"/findings/?rule={LOCAL}&verdict=not_met&on=2025-05-31"} <= set(
        links(response)
    )


def test_every_case_of_a_rule_stands_with_what_must_come_out(signed_in: SignIn) -> None:
    rule = rule_book().rule(KIN)
    assert rule is not None
    shown = rows(signed_in(Role.AUDITOR, "tinh").get(f"/rules/{KIN}/"))
    names = [case.name.en[:1].upper() + case.name.en[1:] for case in rule.cases]
    assert [row[0].rpartition(" on ")[0] for row in shown[-len(names) :]] == names


def test_a_rule_whose_instrument_was_replaced_shows_both_grounds_by_date(signed_in: SignIn) -> None:
    client = signed_in(Role.AUDITOR, "tinh")
    said = main(client.get("/rules/succession_people_per_post/?on=2026-10-31"))
    for words in (
        "27/12/2021 – before 08/10/2025 50-QĐ/TW",
        "Replaced by 377-QĐ/TW from 08/10/2025.",
        "08/10/2025 – now 377-QĐ/TW",
        "377-QĐ/TW of Bộ Chính trị, 08/10/2025",
        "Why it does not hold here on 31/10/2026",
        "not applied here",
    ):
        assert words in said


def test_a_lapsed_rule_says_that_the_law_is_not_verified(signed_in: SignIn) -> None:
    lapsed = next(rule for rule in rule_book().in_force(CLOSING).rules if rule.status is Status.PENDING)
    response = signed_in(Role.AUDITOR, "tinh").get(f"/rules/{lapsed.id}/")
    assert heading(response) == f"{lapsed.title.en}: law not verified"
    assert "no conclusion is drawn from them." in main(response)
    assert "Nobody has checked it against its text:" in main(response)


def test_a_sign_tells_why_what_explains_it_and_when_it_expires(signed_in: SignIn) -> None:
    flag = rule_book().flags[0]
    said = main(signed_in(Role.AUDITOR, "tinh").get(f"/rules/{flag.id}/"))
    for words in (flag.in_words.en, "What usually explains it", flag.innocent.en, "Expires after", "worth a look"):
        assert words in said


def test_a_target_leads_to_where_it_stands(signed_in: SignIn) -> None:
    response = signed_in(Role.AUDITOR, "tinh").get("/rules/commune_secretaries_not_local/")
    assert "/targets/commune_secretaries_not_local/?on=2026-10-31" in links(response)
    assert "Counted among" in main(response)


def test_a_rule_page_asks_a_constant_number_of_questions(
    signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(Role.INSPECTOR, "tinh")
    client.get(f"/rules/{LOCAL}/")
    with django_assert_max_num_queries(19):
        client.get(f"/rules/{LOCAL}/")
    for number in range(3):
        audited.local(audited.audit(f"more{number}", date(2026, 11, 1 + number)), "t9", "hoa", "so-a", True)
    with django_assert_max_num_queries(19):
        client.get(f"/rules/{LOCAL}/")


@pytest.mark.parametrize("address", ["/rules/khong_co/", "/rules/values/khong_co/", "/rules/verify/khong-co/"])
def test_what_the_rule_book_does_not_hold_is_not_found(signed_in: SignIn, address: str) -> None:
    assert signed_in(Role.ORGANISATION_OFFICER, "tinh").get(address).status_code == 404


def test_every_provision_has_a_page(signed_in: SignIn) -> None:
    law = rule_book()
    every = (*law.rules, *law.targets, *law.flags)
    for role, language, half in ((Role.AUDITOR, "vi", every[::2]), (Role.INSPECTOR, "en", every[1::2])):
        client = signed_in(role, "tinh", language=language)
        for one in half:
            response = client.get(f"/rules/{one.id}/")
            assert (one.id, response.status_code) == (one.id, 200)
            assert heading(response).startswith(one.title.in_language(language))


def test_an_instrument_tells_what_it_replaced_and_which_rules_rest_on_it(signed_in: SignIn) -> None:
    response = signed_in(Role.AUDITOR, "tinh").get("/clauses/qd377%23toan_van", follow=True)
    said = main(response)
    for words in (
        "whole text cannot be opened",
        "Replaces 50-QĐ/TW Bộ Chính trị, 27/12/2021",
        "In force 08/10/2025 – now",
    ):
        assert words in said
    assert "/rules/succession_people_per_post/" in links(response)
