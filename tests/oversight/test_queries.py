"""What audits found, within what a mandate reaches."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Role
from liem.kernel.errors import LiemError
from liem.oversight import journal, queries
from liem.oversight.closures import Declared, kin_declared
from liem.oversight.models import Audit, Finding, TargetStanding
from liem.oversight.queries import EarlierStanding, FindingFilter, FindingLine, GroupStanding, ListPart, MissingGroup
from liem.oversight.subjects import Subject
from liem.procedures.models import Candidacy, CandidacyState, NominationMeeting, Participation
from liem.record.dossier import open_dossier
from liem.record.scope import Reach, reach
from record import small_record
from record.small_record import FIRST, TODAY, acting

pytestmark = pytest.mark.django_db

IN_DISTRICTS, CLOSING = date(2025, 5, 31), date(2026, 10, 31)
EVIDENCE = [{"fact": "is_local", "value": True, "closed": None, "kind": "fact"}]


def audit(key: str, as_of: date, hour: int = 0) -> Audit:
    run_at = datetime(2026, 11, 20, hour, tzinfo=UTC)
    return Audit.objects.create(key=key, as_of=as_of, known_at=1, run_at=run_at, law_digest="")


def finding(of: Audit, rule: str, subject: str, verdict: str, **more: object) -> Finding:
    values = {"about": "holding", "person": "", "body": "so-a", "evidence": EVIDENCE, "missing": [], **more}
    return Finding.objects.create(audit=of, rule=rule, subject=subject, verdict=verdict, **values)


@pytest.fixture(autouse=True)
def record() -> None:
    small_record.build()


@pytest.fixture
def closing() -> Audit:
    return audit("closing", CLOSING)


@pytest.fixture
def whole() -> Reach:
    return reach(acting(Role.INSPECTOR, "tinh"), TODAY)


def keys(page: queries.FindingPage) -> list[str]:
    return [line.subject.key for line in page.lines]


def test_the_audit_that_tells_how_things_stand_is_the_last_run_of_the_newest_day(closing: Audit) -> None:
    audit("districts", IN_DISTRICTS, hour=5)
    again = audit("again", CLOSING, hour=3)
    assert queries.latest_audit() == again
    assert [one.key for one in queries.audits()] == ["again", "districts"]
    assert queries.audit_on(CLOSING) == again
    assert queries.audit_on(TODAY) is None


def test_without_an_audit_there_is_nothing() -> None:
    assert queries.latest_audit() is None
    assert queries.audits() == ()


def test_a_mandate_sees_the_findings_of_its_bodies_and_an_official_the_own(closing: Audit, whole: Reach) -> None:
    finding(closing, "r", "t1", "not_met", person="hoa")
    finding(closing, "r", "t4", "not_met", person="hòa", body="so-b")
    finding(closing, "r", "m1", "not_met", body="")
    everything, part = FindingFilter(), ListPart()
    unit = reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY)
    own = Reach(TODAY, person="hòa")
    assert sorted(keys(queries.findings(whole, closing, everything, part))) == ["m1", "t1", "t4"]
    assert keys(queries.findings(unit, closing, everything, part)) == ["t1"]
    assert keys(queries.findings(own, closing, everything, part)) == ["t4"]
    assert keys(queries.findings(Reach(TODAY), closing, everything, part)) == []
    assert queries.verdict_counts(unit, closing) == {("r", "not_met"): 1}


def test_who_is_whose_relative_is_shown_to_those_whose_work_needs_it_and_to_the_one_concerned(closing: Audit) -> None:
    districts = audit("districts", IN_DISTRICTS)
    pair = finding(closing, "r", "t1:t4", "not_met", about="kin_pair", person="hoa", missing=["relation"])
    finding(districts, "r", "t1:t4", "unknown", about="kin_pair", person="hoa", missing=["relation"])
    told = [reach(acting(role, "tinh"), TODAY) for role in (Role.INSPECTOR, Role.ORGANISATION_OFFICER)]
    hidden = [reach(acting(role, "tinh"), TODAY) for role in (Role.UNIT_OFFICER, Role.AUDITOR)]
    assert all(one.whole for one in (*told, *hidden))
    for within in (*told, Reach(TODAY, person="hoa")):
        assert keys(queries.findings(within, closing, FindingFilter(), ListPart())) == ["t1:t4"]
        assert queries.verdict_counts(within, closing) == {("r", "not_met"): 1}
        assert queries.finding(within, pair.pk)[0].subject == Subject(
            "kin_pair", "t1:t4", name="Giám đốc, Sở A; Giám đốc, Sở B"
        )
        assert len(queries.standings_elsewhere(within, pair.pk)) == 1
    for within in (*hidden, reach(acting(Role.INSPECTOR, "so-b"), TODAY), Reach(TODAY, person="hòa")):
        assert queries.findings(within, closing, FindingFilter(), ListPart()) == queries.FindingPage(0, ())
        assert queries.verdict_counts(within, closing) == {}
        assert queries.counts_over_time(within, "r") == ()
        assert queries.missing_groups(within, districts) == ()
        assert queries.standings_of(within, "hoa", closing) == ()
        assert queries.standings_elsewhere(within, pair.pk) == ()
        with pytest.raises(LiemError, match=r"record\.out_of_reach"):
            queries.finding(within, pair.pk)


def test_a_line_tells_rule_subject_person_and_body_as_of_the_audited_day(closing: Audit, whole: Reach) -> None:
    one = finding(closing, "key_leaders", "t1", "unknown", person="hoa", missing=["is_local"])
    assert queries.findings(whole, closing, FindingFilter(), ListPart()).lines == (
        FindingLine(
            id=one.pk,
            rule="key_leaders",
            verdict="unknown",
            about="holding",
            subject=Subject("holding", "t1", name="Giám đốc"),
            person="hoa",
            person_key="hoa",
            person_name="Trần Thị Hoa",
            body_key="so-a",
            body_name="Sở A",
            evidence=(EVIDENCE[0],),
            missing=("is_local",),
        ),
    )


def test_a_person_beyond_the_reach_is_named_but_leads_to_no_dossier(closing: Audit) -> None:
    finding(closing, "r", "c1", "not_met", about="candidacy", person="hòa", body="so-a")
    line = queries.findings(
        reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY), closing, FindingFilter(), ListPart()
    ).lines[0]
    assert (line.person_key, line.person_name) == ("", "Lê Văn Hòa")


def test_findings_are_filtered_by_rule_body_verdict_and_missing_paper(closing: Audit, whole: Reach) -> None:
    finding(closing, "a", "1", "not_met")
    finding(closing, "b", "2", "unknown", missing=["x", "y"])
    finding(closing, "b", "3", "unknown", body="so-b", missing=["y"])
    finding(closing, "b", "4", "met", person="hoa")

    def subjects(**wanted: object) -> list[str]:
        return keys(queries.findings(whole, closing, FindingFilter(**wanted), ListPart()))

    assert subjects(rules=frozenset({"a"})) == ["1"]
    assert subjects(rules=frozenset()) == []
    assert subjects(bodies=frozenset({"so-b"})) == ["3"]
    assert subjects(verdicts=frozenset({"met"})) == ["4"]
    assert subjects(missing=(("y",),)) == ["3"]
    assert subjects(missing=(("y",), ("x", "y"))) == ["2", "3"]
    assert subjects(person="hoa") == ["4"]


def test_what_needs_an_act_comes_first_and_rules_in_the_order_given(closing: Audit, whole: Reach) -> None:
    for subject, rule, verdict in [
        ("1", "b", "met"),
        ("2", "a", "unknown"),
        ("3", "b", "not_met"),
        ("4", "a", "not_met"),
    ]:
        finding(closing, rule, subject, verdict)

    def ordered(order: queries.Order) -> list[str]:
        return keys(queries.findings(whole, closing, FindingFilter(), ListPart(order, rules=("b", "a"))))

    assert ordered("verdict") == ["3", "4", "2", "1"]
    assert ordered("-verdict") == ["1", "2", "3", "4"]
    assert ordered("rule") == ["3", "1", "4", "2"]
    page = queries.findings(whole, closing, FindingFilter(), ListPart(rules=("b", "a"), offset=1, limit=2))
    assert (page.total, keys(page)) == (4, ["4", "2"])


def test_unknown_findings_are_grouped_by_what_is_missing(closing: Audit, whole: Reach) -> None:
    for subject in ("1", "2"):
        finding(closing, "a", subject, "unknown", missing=["is_local"])
    finding(closing, "b", "3", "unknown", missing=["born_on", "is_local"])
    finding(closing, "b", "4", "not_met", missing=[])
    assert queries.missing_groups(whole, closing) == (
        MissingGroup("holding", ("is_local",), 2),
        MissingGroup("holding", ("born_on", "is_local"), 1),
    )


def test_one_finding_opens_only_within_the_reach(closing: Audit, whole: Reach) -> None:
    number = finding(closing, "r", "t4", "not_met", person="hòa", body="so-b").pk
    line, made_by = queries.finding(whole, number)
    assert (line.subject.key, made_by) == ("t4", closing)
    for within in (reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY), Reach(TODAY, person="hoa")):
        with pytest.raises(LiemError) as refusal:
            queries.finding(within, number)
        assert refusal.value.code == "record.out_of_reach"
    with pytest.raises(LiemError):
        queries.finding(whole, number + 1)


def test_the_same_matter_is_followed_through_the_audits_of_other_days(closing: Audit, whole: Reach) -> None:
    earlier = audit("districts", IN_DISTRICTS)
    former = finding(earlier, "r", "t1", "not_met", person="hoa")
    finding(earlier, "other", "t1", "not_met", person="hoa")
    now = finding(closing, "r", "t1", "met", person="hoa")
    followed = (EarlierStanding(former.pk, IN_DISTRICTS, "not_met"),)
    assert queries.standings_elsewhere(whole, now.pk) == followed
    assert queries.standings_elsewhere(Reach(TODAY, person="hoa"), now.pk) == followed
    assert queries.standings_elsewhere(Reach(TODAY, person="hòa"), now.pk) == ()


def test_where_each_rule_stands_for_one_official(closing: Audit, whole: Reach) -> None:
    finding(closing, "a", "t1", "met", person="hoa")
    finding(closing, "b", "t1", "not_met", person="hoa")
    finding(closing, "a", "t2", "not_met", person="hoàng")
    standings = queries.standings_of(whole, "hoa", closing)
    assert [(line.rule, line.verdict) for line in standings] == [("b", "not_met"), ("a", "met")]


def test_subjects_are_told_by_their_own_features(closing: Audit, whole: Reach) -> None:
    small_record.fill_dossier()
    NominationMeeting.objects.create(key="m1", body_id="so-a", subject="Phó Giám đốc", held_on=CLOSING, places=1)
    Candidacy.objects.create(key="c1", person_id="hoàng", body_id="so-a", post_id="a-deputy", kind="appointment")
    Candidacy.objects.create(key="c2", person_id="hoàng", body_id="so-a", kind="training")
    wanted = {
        ("evaluation", "e1"): Subject("evaluation", "e1", year=2025),
        ("declaration_duty", "d1"): Subject("declaration_duty", "d1", year=2025, on=date(2025, 12, 31)),
        ("nomination_meeting", "m1"): Subject("nomination_meeting", "m1", name="Phó Giám đốc", on=CLOSING),
        ("holding", "t2"): Subject("holding", "t2", name="Trưởng phòng"),
        ("candidacy", "c1"): Subject("candidacy", "c1", name="Phó Giám đốc", kind="appointment"),
        ("candidacy", "c2"): Subject("candidacy", "c2", kind="training"),
        ("personnel_work", "hoa"): Subject("personnel_work", "hoa"),
        ("holding", "gone"): Subject("holding", "gone"),
    }
    for about, subject in wanted:
        finding(closing, "r", subject, "not_met", about=about)
    page = queries.findings(whole, closing, FindingFilter(), ListPart())
    assert {(line.about, line.subject.key): line.subject for line in page.lines} == wanted


def test_targets_are_named_by_their_bodies_and_places(closing: Audit) -> None:
    figures = {"total": 3, "counted": 1, "unknown": 0, "low": 33.3, "high": 33.3, "floor": 100.0, "ceiling": None}
    for target, group in [("b", "thanh-lam"), ("b", "huyen"), ("a", "")]:
        TargetStanding.objects.create(audit=closing, target=target, group=group, verdict="not_met", **figures)
    whole_target = GroupStanding("a", "", "", verdict="not_met", **figures)
    district = GroupStanding("b", "huyen", "Huyện ủy Thanh Lâm", verdict="not_met", **figures)
    place = GroupStanding("b", "thanh-lam", "Thanh Lâm", verdict="not_met", **figures)
    assert queries.target_standings(closing) == (whole_target, district, place)
    assert queries.target_standings(closing, ["a"]) == (whole_target,)


def test_kin_counts_as_declared_only_when_attested_up_to_the_opening() -> None:
    Candidacy.objects.create(key="c1", person_id="hoàng", body_id="so-a", kind="appointment")
    CandidacyState.objects.create(identity="c1", candidacy_id="c1", opened_on=date(2026, 3, 1), **FIRST)
    for person, recused in [("hoa", False), ("hòa", False), ("hoà", True)]:
        Participation.objects.create(
            identity=f"c1/{person}", candidacy_id="c1", person_id=person, part="decider", recused=recused, **FIRST
        )
    small_record.attest("hoa", "kinship", date(2026, 3, 1))
    small_record.attest("hòa", "kinship", date(2026, 2, 28))
    small_record.attest("hoà", "kinship", date(2026, 12, 31))
    assert kin_declared("c1") == Declared(1, 2)
    assert kin_declared("none") == Declared(0, 0)


def test_readings_tell_the_role_and_body_of_the_reader_to_nobody_but_the_official() -> None:
    officer = acting(Role.INSPECTOR, "tinh")
    open_dossier(reach(officer, TODAY), "hoa", by=officer, with_kin=True)
    page = journal.readings(Reach(TODAY, person="hoa"), "hoa")
    assert page.total == 1
    assert [(line.role, line.body_name) for line in page.lines] == [("inspector", "Tỉnh ủy Lạc Giang")]
    assert page.opened == 1
    assert journal.readings(Reach(TODAY, person="hòa"), "hòa") == journal.ReadingsPage(0, ())
    for other in (Reach(TODAY, person="hòa"), reach(officer, TODAY)):
        with pytest.raises(LiemError):
            journal.readings(other, "hoa")


def test_repeated_readings_of_one_reader_on_one_day_are_one_line() -> None:
    inspector, unit = acting(Role.INSPECTOR, "tinh"), acting(Role.UNIT_OFFICER, "so-a")
    for reader in (inspector, inspector, unit, inspector):
        open_dossier(reach(reader, TODAY), "hoa", by=reader, with_kin=False)
    page = journal.readings(Reach(TODAY, person="hoa"), "hoa")
    assert (page.total, page.opened) == (2, 4)
    assert [(line.role, line.body_name, line.times) for line in page.lines] == [
        ("inspector", "Tỉnh ủy Lạc Giang", 3),
        ("unit_officer", "Sở A", 1),
    ]


def test_the_ledger_page_shows_entries_newest_first_under_the_head() -> None:
    officer = acting(Role.INSPECTOR, "tinh")
    within = reach(officer, TODAY)
    assert journal.ledger_page(within) == journal.LedgerPage(0, "", ())
    for person in ("hoa", "hòa", "hoà"):
        open_dossier(reach(officer, TODAY), person, by=officer, with_kin=False)
    page = journal.ledger_page(within, limit=2)
    assert (page.total, page.root) == (3, page.lines[0].root)
    assert [line.by for line in page.lines] == [journal.Doer("inspector", "Tỉnh ủy Lạc Giang")] * 2
    unit = reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY)
    assert [line.by for line in journal.ledger_page(unit).lines] == [None] * 3
    assert [(line.position, line.action) for line in page.lines] == [(2, "dossier.read"), (1, "dossier.read")]
    assert [line.position for line in journal.ledger_page(within, offset=2).lines] == [0]


def test_entries_are_found_by_action_and_by_day() -> None:
    inspector = acting(Role.INSPECTOR, "tinh")
    within = reach(inspector, TODAY)
    open_dossier(within, "hoa", by=inspector, with_kin=False)
    every = journal.ledger_page(within).lines
    day = localdate(every[-1].at)

    def found(wanted: journal.Wanted) -> list[int]:
        page = journal.ledger_page(within, wanted=wanted)
        assert (page.total, page.size) == (len(page.lines), len(every))
        return [line.position for line in page.lines]

    assert found(journal.Wanted(action="dossier.read")) == [
        one.position for one in every if one.action == "dossier.read"
    ]
    assert found(journal.Wanted(action="record.import")) == []
    assert found(journal.Wanted(day=day)) == [one.position for one in every if localdate(one.at) == day]
    assert found(journal.Wanted(day=day - timedelta(days=1))) == []


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    closing: Audit, whole: Reach, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number, person in enumerate(["hoa", "hòa", "hoà"][:more]):
        finding(closing, "r", f"t{number + 1}", "not_met", person=person, body=["so-a", "so-b", "xa"][number])
    with django_assert_num_queries(8):
        queries.findings(whole, closing, FindingFilter(), ListPart())
