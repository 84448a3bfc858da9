"""The findings page and one finding."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Reading, Role
from liem.directives.models import Directive
from liem.oversight.models import Audit, Finding
from liem.procedures.models import Candidacy, CandidacyState, Participation
from liem.record.models import Declaration
from liem.rulebook.book import rule_book
from record import small_record
from web import audited
from web.audited import CLOSING, KIN, LOCAL
from web.conftest import SignIn
from web.seen import heading, links, main, rows

pytestmark = pytest.mark.django_db

TITLE = "Key leaders of districts and communes are not local"


@pytest.fixture(autouse=True)
def record() -> None:
    audited.build()


def test_the_title_counts_breaches_and_what_cannot_be_told(signed_in: SignIn) -> None:
    inspector = signed_in(Role.INSPECTOR, "tinh")
    assert heading(inspector.get("/findings/")) == ("Control: 1 breach, 1 cannot be determined yet")
    assert heading(inspector.get("/findings/?body=so-b")) == ("Control: no breach, everything can be determined")
    unit = signed_in(Role.UNIT_OFFICER, "so-a").get("/findings/")
    assert heading(unit) == "Control within your mandate: no breach, 1 cannot be determined yet"
    vietnamese = signed_in(Role.AUDITOR, "tinh", language="vi")
    assert heading(vietnamese.get("/findings/")) == "Kiểm soát: 1 việc trái quy định, 1 việc chưa kết luận được"


def test_what_needs_an_act_is_listed_first_with_rule_clause_reason_and_body(signed_in: SignIn) -> None:
    response = signed_in(Role.INSPECTOR, "tinh").get("/findings/")
    breach, unknown = rows(response)
    assert breach[0] == "✕ breach"
    assert breach[2] == "Nguyễn Thu Hoà · Bí thư Đảng ủy xã Comes from the place of the body: yes."
    assert breach[3] == "Đảng ủy xã An Thạnh"
    assert unknown[0] == "? cannot be determined yet"
    assert unknown[2] == "Trần Thị Hoa · Giám đốc Missing: home place, down to the commune."
    assert "/clauses/tra_vinh%23II.2/b7" in links(response)


@pytest.mark.parametrize(
    ("filters", "people"),
    [
        ("", ["Nguyễn Thu Hoà", "Trần Thị Hoa"]),
        ("?verdict=all", ["Nguyễn Thu Hoà", "Trần Thị Hoa", "Lê Văn Hòa"]),
        ("?verdict=met", ["Lê Văn Hòa"]),
        ("?verdict=unknown", ["Trần Thị Hoa"]),
        (f"?rule={KIN}", []),
        ("?body=tinh", ["Nguyễn Thu Hoà", "Trần Thị Hoa"]),
        ("?body=so-a", ["Trần Thị Hoa"]),
        ("?strength=strive", []),
        ("?strength=must&verdict=not_met", ["Nguyễn Thu Hoà"]),
        ("?verdict=unknown&paper=holding.is_local", ["Trần Thị Hoa"]),
        ("?on=2025-05-31", ["Nguyễn Thu Hoà"]),
        ("?on=31/05/2025&verdict=met", []),
        (
            "?verdict=nonsense&rule=nonsense&body=nonsense&sort=nonsense&page=nonsense",
            ["Nguyễn Thu Hoà", "Trần Thị Hoa"],
        ),
        ("?sort=body", ["Trần Thị Hoa", "Nguyễn Thu Hoà"]),
        ("?page=99", ["Nguyễn Thu Hoà", "Trần Thị Hoa"]),
    ],
)
def test_filters_lie_in_the_address(signed_in: SignIn, filters: str, people: list[str]) -> None:
    listed = rows(signed_in(Role.INSPECTOR, "tinh").get(f"/findings/{filters}"))
    assert [next(name for name in _NAMES if row[2].startswith(name)) for row in listed] == people


_NAMES = ("Nguyễn Thu Hoà", "Trần Thị Hoa", "Lê Văn Hòa")


def test_unknowns_are_grouped_by_the_paper_that_would_settle_them(signed_in: SignIn) -> None:
    audit = Finding.objects.filter(audit__as_of=CLOSING)[0].audit
    audited.local(audit, "t2", "hoàng", "so-a/phong", None)
    response = signed_in(Role.INSPECTOR, "tinh").get("/findings/")
    told = "these matters can be told. Home place, down to the commune ? 2"
    assert told in main(response)
    assert "?verdict=unknown&paper=holding.is_local" in links(response)


def test_a_unit_officer_sees_the_findings_of_the_own_subtree_only(signed_in: SignIn) -> None:
    response = signed_in(Role.UNIT_OFFICER, "so-a").get("/findings/?verdict=all")
    assert [row[2].split(" Missing")[0] for row in rows(response)] == ["Trần Thị Hoa · Giám đốc"]
    assert "Đảng ủy xã An Thạnh" not in main(response)
    assert "Nguyễn Thu Hoà" not in main(response)


def test_an_official_is_led_to_the_own_page(signed_in: SignIn) -> None:
    response = signed_in(Role.OFFICIAL, person="hoa").get("/findings/")
    assert (response.status_code, response["Location"]) == (302, "/mine/")


def test_a_finding_tells_rule_clause_evidence_and_remedy(signed_in: SignIn) -> None:
    number = Finding.objects.get(audit__as_of=CLOSING, subject="t6").pk
    response = signed_in(Role.INSPECTOR, "tinh").get(f"/findings/{number}/")
    assert heading(response) == f"Nguyễn Thu Hoà: breach; the rule requires “{TITLE}”"
    said = main(response)
    for words in (
        "As of 31/10/2026 · Bí thư Đảng ủy xã",
        "✕ breach",
        "Comes from the place of the body: yes.",
        "Evidence Key leading post yes Source: sheets Tenures, Posts and Bodies Level of the body commune Source:",
        "Comes from the place of the body yes Source: sheet People",
        "How the rule was asked Applies where all of these: key leading post level of the body is",
        "does not come from the place of the body ← this decides",
        "What would have to be so for it to hold Comes from the place of the body: no needed, it is yes.",
        "What would put it right Put the post into the rotation plan",
        "To be done by: Đảng ủy xã An Thạnh",
        "must: falling short is a breach",
    ):
        assert words in said
    assert {"/clauses/tra_vinh%23II.2/b7", "/people/ho%C3%A0/", "/organisation/xa/?on=2026-10-31"} <= set(
        links(response)
    )


def test_an_unknown_finding_says_what_is_missing(signed_in: SignIn) -> None:
    number = Finding.objects.get(audit__as_of=CLOSING, subject="t1").pk
    said = main(signed_in(Role.INSPECTOR, "tinh").get(f"/findings/{number}/"))
    assert "What is missing Home place, down to the commune Nothing is assumed in its place" in said
    assert "What would settle it Supply: home place, down to the commune." in said
    assert "To be supplied by: Sở A" in said
    assert "rotation plan" not in said


def test_a_finding_tells_where_the_matter_stood_in_other_audits(signed_in: SignIn) -> None:
    earlier = Finding.objects.get(subject="t5")
    audit = Finding.objects.filter(audit__as_of=CLOSING)[0].audit
    now = audited.local(audit, "t5", "hoà", "xa", False)
    response = signed_in(Role.INSPECTOR, "tinh").get(f"/findings/{now.pk}/")
    assert "In other audits 31/05/2025 ✕ breach" in main(response)
    assert f"/findings/{earlier.pk}/" in links(response)


def test_a_procedure_is_named_before_its_candidate_and_a_missing_list_of_participants_is_asked_for(
    signed_in: SignIn,
) -> None:
    _candidacy()
    number = _on_kin("unknown", 0, closed=False).pk
    response = signed_in(Role.INSPECTOR, "tinh").get(f"/findings/{number}/")
    assert heading(response) == (
        "Procedure of appointment Phó Giám đốc (Trần Thị Hoa): cannot be determined yet; "
        "the rule requires “No relative takes part in the procedure”"
    )
    said = main(response)
    assert "Participants who are kin of the candidate not certain (0 entered)" in said
    assert "Nobody is on record as having taken part." in said
    assert "Supply: list of those who take part in the procedure, with each one's declaration of kin." in said


@pytest.mark.parametrize(
    ("role", "is_told"), [(Role.ORGANISATION_OFFICER, True), (Role.INSPECTOR, True), (Role.AUDITOR, False)]
)
def test_who_took_part_and_who_is_kin_is_told_to_those_whose_work_needs_it(
    signed_in: SignIn, role: Role, is_told: bool
) -> None:
    _candidacy()
    _participation("hòa", "proposer")
    _participation("hoàng", "decider")
    small_record.attest("hòa", "kinship", CLOSING)
    number = _on_kin("not_met", 1, closed=False).pk
    response = signed_in(role, "tinh").get(f"/findings/{number}/")
    assert heading(response) == (
        "Procedure of appointment Phó Giám đốc (Trần Thị Hoa): relatives of the candidate took part"
    )
    assert "1 of 2 who took part have declared their relatives." in main(response)
    told = [
        ["Lê Văn Hòa", "Proposed", "✕ spouse of the candidate", "✓ by the opening"],
        ["PHẠM HOÀNG", "Decided", "✕ the candidate is their sibling", "? not by the opening"],
    ]
    assert rows(response) == (told if is_told else [])
    assert ("PHẠM HOÀNG" in main(response)) is is_told


def test_the_rows_behind_the_evidence_stand_beside_it(signed_in: SignIn) -> None:
    audit = Finding.objects.filter(audit__as_of=CLOSING)[0].audit
    evidence = [{"fact": "filings_in_time", "value": 0, "closed": True, "kind": "fact"}]
    found = Finding.objects.create(
        audit=audit,
        rule="declaration_filed_in_time",
        about="declaration_duty",
        subject="d1",
        person="hoa",
        body="so-a",
        verdict="not_met",
        evidence=evidence,
        missing=[],
    )
    Declaration.objects.filter(duty_id="d1").update(taken_on=date(2026, 1, 10))
    said = main(signed_in(Role.INSPECTOR, "tinh").get(f"/findings/{found.pk}/"))
    assert "On record behind it Due 31/12/2025 Filed 10/01/2026 · 10 days late Published none on record" in said


def test_the_clause_is_quoted_where_its_text_is_loaded(signed_in: SignIn) -> None:
    number = Finding.objects.get(audit__as_of=CLOSING, subject="t6").pk
    inspector = signed_in(Role.INSPECTOR, "tinh")
    assert "The clause cannot be quoted: its text is not loaded here." in main(inspector.get(f"/findings/{number}/"))
    text = "Lãnh đạo chủ chốt của xã đến từ nơi khác."
    block = {"address": "II.2/b7", "label": "-", "kind": "bullet", "level": 3, "start": 0, "end": len(text) + 2}
    reading = {key: [] for key in ("outline", "citations", "dates_deadlines", "targets", "tasks")}
    Directive.objects.create(
        short="tra_vinh",
        file_name="thu.txt",
        sha256="0" * 64,
        text=f"- {text}",
        reading={**reading, "blocks": [block]},
        registered_at=datetime(2026, 11, 20, tzinfo=UTC),
    )
    assert f"“{text}” In other words:" in main(inspector.get(f"/findings/{number}/"))


def test_opening_a_finding_about_somebody_else_is_entered_and_shown_to_that_official(signed_in: SignIn) -> None:
    number = Finding.objects.get(audit__as_of=CLOSING, subject="t1").pk
    response = signed_in(Role.INSPECTOR, "tinh").get(f"/findings/{number}/")
    assert "Your opening of this finding was entered in the ledger; the official sees it." in main(response)
    assert list(Reading.objects.values_list("person", "role")) == [("hoa", "inspector")]
    own = signed_in(Role.OFFICIAL, person="hoa")
    assert "entered in the ledger" not in main(own.get(f"/findings/{number}/"))
    assert Reading.objects.count() == 1
    assert "Who opened my dossier (1) Inspector Tỉnh ủy Lạc Giang" in main(own.get("/mine/"))


def test_nothing_but_opening_a_page_on_purpose_opens_it(signed_in: SignIn) -> None:
    number = Finding.objects.get(audit__as_of=CLOSING, subject="t1").pk
    inspector = signed_in(Role.INSPECTOR, "tinh")
    for address in (f"/findings/{number}/", "/people/hoa/"):
        answers = [
            inspector.head(address),
            inspector.get(address, headers={"Sec-Purpose": "prefetch;prerender"}),
            inspector.post(address),
        ]
        assert [(answer.status_code, answer.content) for answer in answers] == [(204, b""), (204, b""), (405, b"")]
    assert Reading.objects.count() == 0
    assert [inspector.post(address).status_code for address in ("/findings/", "/people/", "/mine/")] == [405] * 3


def test_a_number_that_is_no_finding_is_not_there(signed_in: SignIn) -> None:
    inspector = signed_in(Role.INSPECTOR, "tinh")
    assert [inspector.get(f"/findings/{number}/").status_code for number in ("0", "9" * 40, "9" * 5000)] == [404] * 3


def _candidacy() -> None:
    Candidacy.objects.create(key="c1", person_id="hoa", body_id="so-a", post_id="a-deputy", kind="appointment")
    CandidacyState.objects.create(identity="c1", candidacy_id="c1", opened_on=date(2026, 3, 1), **small_record.FIRST)


def _participation(person: str, part: str) -> None:
    Participation.objects.create(
        identity=f"c1/{person}", candidacy_id="c1", person_id=person, part=part, **small_record.FIRST
    )


def _on_kin(verdict: str, related: int, *, closed: bool) -> Finding:
    return Finding.objects.create(
        audit=Finding.objects.filter(audit__as_of=CLOSING)[0].audit,
        rule=KIN,
        about="candidacy",
        subject="c1",
        person="hoa",
        body="so-a",
        verdict=verdict,
        evidence=[{"fact": "related_participants", "value": related, "closed": closed, "kind": "fact"}],
        missing=["related_participants"] if verdict == "unknown" else [],
    )


def test_a_finding_out_of_reach_looks_like_one_that_is_not_there(signed_in: SignIn) -> None:
    number = Finding.objects.get(audit__as_of=CLOSING, subject="t4").pk
    unit, official = signed_in(Role.UNIT_OFFICER, "so-a"), signed_in(Role.OFFICIAL, person="hoa")
    answers = [client.get(path) for client in (unit, official) for path in (f"/findings/{number}/", "/findings/99999/")]
    assert [answer.status_code for answer in answers] == [404] * 4
    assert len({heading(answer) for answer in answers}) == 1
    assert all("Lê Văn Hòa" not in answer.content.decode() for answer in answers)


def test_an_official_reads_a_finding_about_themselves(signed_in: SignIn) -> None:
    number = Finding.objects.get(audit__as_of=CLOSING, subject="t1").pk
    response = signed_in(Role.OFFICIAL, person="hoa").get(f"/findings/{number}/")
    assert response.status_code == 200
    assert not any(link.startswith(("/people/", "/organisation/")) for link in links(response))


def test_a_day_that_is_none_is_refused_with_a_sentence(signed_in: SignIn) -> None:
    response = signed_in(Role.INSPECTOR, "tinh").get("/findings/?on=31/02/2025")
    assert response.status_code == 400
    assert "“31/02/2025” is not a day" in main(response)


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    signed_in: SignIn, more: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    audit = Finding.objects.filter(audit__as_of=CLOSING)[0].audit
    for number in range(more):
        small_record.body(f"x{number}", f"Sở {number}", "agency", "province", "tinh")
        audited.local(audit, f"t{number + 1}", "hoàng", f"x{number}", True)
    inspector = signed_in(Role.INSPECTOR, "tinh")
    with django_assert_max_num_queries(24):
        assert len(rows(inspector.get("/findings/"))) == 2 + more


def test_the_rule_of_these_tests_ships_with_the_product() -> None:
    assert {rule.id for rule in rule_book().rules} >= {LOCAL, KIN}


def test_a_finding_whose_rule_is_not_loaded_says_so_and_shows_no_key(signed_in: SignIn) -> None:
    Finding.objects.filter(audit__as_of=CLOSING, subject="t6").update(rule="rule_of_a_lost_pack")
    number = Finding.objects.get(audit__as_of=CLOSING, subject="t6").pk
    inspector = signed_in(Role.INSPECTOR, "tinh")
    page, listed = inspector.get(f"/findings/{number}/"), inspector.get("/findings/")
    assert heading(page) == "Nguyễn Thu Hoà: breach; its rule is not loaded at present"
    assert "What was found stays as it was kept." in main(page)
    assert "A rule that is not loaded at present" in main(listed)
    for one in (page, listed, inspector.get("/people/hoà/")):
        assert "rule_of_a_lost_pack" not in main(one)


def test_a_rule_that_reads_otherwise_than_when_it_was_asked_is_told_beside_its_title(signed_in: SignIn) -> None:
    digest = next(rule.digest for rule in rule_book().rules if rule.id == LOCAL)
    finding = Finding.objects.get(audit="closing", subject="t6", rule=LOCAL)
    officer, beside = signed_in(Role.ORGANISATION_OFFICER, "tinh"), "the rule has changed since"
    for rules, told in ((None, False), ({LOCAL: digest}, False), ({LOCAL: "as it was"}, True)):
        Audit.objects.filter(key="closing").update(rules=rules)
        one = main(officer.get(f"/findings/{finding.pk}/"))
        assert ("The rule has changed since it was asked on 20/11/2026" in one, beside in one) == (told, told)
        assert (beside in main(officer.get("/findings/"))) is told
