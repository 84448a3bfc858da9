from __future__ import annotations

from datetime import date

import pytest

from liem.actions.accounts import installation
from liem.actions.models import LedgerEntry
from liem.kernel.dates import Term
from liem.oversight.audit import record_audit, run_audit
from liem.oversight.models import Audit, Finding, TargetStanding
from liem.rulebook.book import rule_book
from liem.rulebook.models import LocalValue
from liem.rulebook.verification import NewVerification, pending_items, verify
from rulebook.lien_xa import PACK
from world import adoption, attestation, body, person, post, tenure, write

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 15)
FIVE_YEARS = "moved_after_years_in_personnel_work"


def _personnel_desk(pack_adopted_by: str = "province") -> None:
    write(
        body("province", kind="committee"),
        body("north", superior="province"),
        body("south", superior="province"),
        post("desk-north", "north", field="personnel"),
        post("desk-south", "south", field="personnel"),
        person("an"),
        person("binh"),
        person("chi"),
        tenure("an", "desk-north", date(2021, 3, 15)),
        tenure("binh", "desk-south", date(2021, 3, 16)),
        tenure("chi", "desk-south", None),
        adoption("khoi_03_nq_tu", pack_adopted_by),
    )


def _verdicts(as_of: date, **options: int) -> dict[str, str]:
    return {s.subject: str(s.verdict) for s in run_audit(as_of=as_of, **options).standings if s.rule_id == FIVE_YEARS}


def test_a_term_runs_out_on_its_corresponding_day_and_an_unknown_start_stays_unknown() -> None:
    _personnel_desk()
    assert _verdicts(DAY) == {"an": "not_met", "binh": "met", "chi": "unknown"}


def test_a_pack_binds_the_body_that_adopted_it_and_what_lies_under_it() -> None:
    _personnel_desk(pack_adopted_by="north")
    assert _verdicts(DAY) == {"an": "not_met"}


@pytest.mark.usefixtures("lien_xa")
def test_a_value_that_a_body_set_counts_for_that_body_alone_and_costs_one_more_question() -> None:
    _personnel_desk()
    write(
        adoption(PACK, "province"),
        LocalValue(
            identity="v",
            body="north",
            parameter="years_at_one_desk",
            value="3 years",
            valid_from=date(2023, 1, 1),
            clause="2",
            decision="KH 7",
        ),
    )
    standings = run_audit(as_of=date(2024, 6, 30)).standings
    assert {s.subject: str(s.verdict) for s in standings if s.rule_id == "desk_changed"} == {
        "an": "not_met",
        "binh": "met",
        "chi": "unknown",
    }
    assert {s.subject: s.evidence[-1].value for s in standings if s.rule_id == "desk_changed"} == {
        "an": Term(years=3),
        "binh": Term(years=5),
        "chi": Term(years=5),
    }
    assert len([s for s in standings if s.rule_id == FIVE_YEARS]) == 3


@pytest.mark.usefixtures("lien_xa")
def test_a_rule_whose_law_lapsed_is_unknown_for_everybody_and_says_so() -> None:
    _personnel_desk()
    write(adoption(PACK, "province"))
    found = {
        s.subject: (str(s.verdict), s.missing, s.unverified)
        for s in run_audit(as_of=date(2025, 1, 1)).standings
        if s.rule_id == "desk_lapsed"
    }
    assert found == dict.fromkeys(("an", "binh", "chi"), ("unknown", (), ("desk_lapsed",)))


@pytest.mark.usefixtures("lien_xa")
def test_what_was_verified_here_is_audited_and_changes_the_digest_of_the_law() -> None:
    _personnel_desk()
    write(adoption(PACK, "province"))
    before = run_audit(as_of=DAY).law_digest
    (item,) = [one.item for one in pending_items(rule_book()) if one.name == "desk_lapsed"]
    verify(
        NewVerification(
            item=item,
            clause="moi#12",
            checked_on=DAY,
            checked_by="Vàng Thị Sao",
            original="ab" * 32,
            valid_from=date(2025, 1, 1),
        ),
        by=installation(),
    )
    after = run_audit(as_of=DAY)
    found = {s.subject: str(s.verdict) for s in after.standings if s.rule_id == "desk_lapsed"}
    assert found == {"an": "met", "binh": "met", "chi": "unknown"}
    assert after.law_digest != before


def test_a_pack_that_nobody_has_adopted_yet_binds_nobody() -> None:
    _personnel_desk()
    assert _verdicts(date(2009, 12, 31)) == {}


def test_what_was_not_known_at_a_ledger_position_does_not_count() -> None:
    _personnel_desk()
    position = LedgerEntry.objects.latest("position").position
    write(
        post("desk-north-2", "north", field="personnel"),
        person("dung"),
        tenure("dung", "desk-north-2", date(2020, 1, 1)),
    )
    assert _verdicts(DAY, known_at=position) == {"an": "not_met", "binh": "met", "chi": "unknown"}
    assert _verdicts(DAY) == {"an": "not_met", "binh": "met", "chi": "unknown", "dung": "not_met"}


def test_a_move_without_a_day_between_goes_on_counting_and_a_pause_begins_anew() -> None:
    _personnel_desk()
    write(
        post("desk-old", "north", field="personnel"),
        person("em"),
        tenure("em", "desk-old", date(2019, 1, 1), date(2022, 1, 1)),
        tenure("em", "desk-north", date(2022, 1, 1)),
        person("giang"),
        tenure("giang", "desk-old", date(2019, 1, 1), date(2022, 1, 1)),
        tenure("giang", "desk-north", date(2022, 1, 2)),
    )
    verdicts = _verdicts(DAY)
    assert (verdicts["em"], verdicts["giang"]) == ("not_met", "met")


def test_overlapping_tenures_are_one_run() -> None:
    _personnel_desk()
    write(
        post("desk-long", "north", field="personnel"),
        person("hoa"),
        tenure("hoa", "desk-long", date(2018, 1, 1), date(2025, 1, 1)),
        tenure("hoa", "desk-north", date(2019, 1, 1), date(2020, 1, 1)),
        tenure("hoa", "desk-south", date(2024, 6, 1)),
    )
    assert _verdicts(DAY)["hoa"] == "not_met"


def test_evidence_names_every_fact_and_value_that_the_rule_touched() -> None:
    _personnel_desk()
    audit = record_audit(run_audit(as_of=DAY), by=installation())
    finding = Finding.objects.get(audit=audit, rule=FIVE_YEARS, subject="an")
    assert finding.evidence == [
        {"fact": "continuous_since", "value": "2021-03-15", "closed": None, "kind": "fact"},
        {"fact": "years_in_personnel_work", "value": "P5Y", "closed": None, "kind": "parameter"},
    ]
    unknown = Finding.objects.get(audit=audit, rule=FIVE_YEARS, subject="chi")
    assert (unknown.verdict, unknown.missing) == ("unknown", ["continuous_since"])


def test_recording_an_audit_keeps_every_standing_and_leaves_one_entry() -> None:
    _personnel_desk()
    before = LedgerEntry.objects.count()
    result = run_audit(as_of=DAY)
    audit = record_audit(result, by=installation())
    assert Audit.objects.get() == audit
    assert Finding.objects.filter(audit=audit).count() == len(result.standings)
    assert TargetStanding.objects.filter(audit=audit).count() == len(result.targets)
    assert LedgerEntry.objects.count() == before + 1


def test_an_audit_keeps_how_each_rule_read_that_it_asked() -> None:
    _personnel_desk()
    audit = record_audit(run_audit(as_of=DAY), by=installation())
    audit.refresh_from_db()
    digests = {rule.id: rule.digest for rule in rule_book().in_force(DAY).rules}
    assert audit.rules == {name: digests[name] for name in audit.rules or ()}
    assert FIVE_YEARS in (audit.rules or {})
    assert audit.ran_otherwise(FIVE_YEARS, "another") is True
    assert audit.ran_otherwise(FIVE_YEARS, digests[FIVE_YEARS]) is False


def test_a_target_is_kept_with_its_figures() -> None:
    write(
        body("province", kind="committee"),
        body("culture", superior="province"),
        post("director", "culture", role="director"),
        post("deputy", "culture", role="deputy_director"),
        person("an", born_on=date(1986, 5, 31)),
        person("binh", born_on=None),
        tenure("an", "director", date(2022, 1, 1)),
        tenure("binh", "deputy", date(2022, 1, 1)),
        adoption("bac_giang_2021_2025", "province"),
    )
    audit = record_audit(run_audit(as_of=date(2025, 5, 31)), by=installation())
    kept = TargetStanding.objects.filter(audit=audit, total__gt=0).values(
        "target", "group", "total", "counted", "unknown", "low", "high", "floor", "ceiling", "verdict"
    )
    assert [row for row in kept if row["target"] == "young_department_leaders"] == [
        {
            "target": "young_department_leaders",
            "group": "",
            "total": 2,
            "counted": 1,
            "unknown": 1,
            "low": 50.0,
            "high": 100.0,
            "floor": 10.0,
            "ceiling": 15.0,
            "verdict": "met",
        }
    ]


def test_the_same_record_gives_the_same_findings_twice() -> None:
    _personnel_desk()
    assert run_audit(as_of=DAY) == run_audit(as_of=DAY)


def test_an_audit_asks_one_question_per_fact_table_and_target(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    _personnel_desk()
    run_audit(as_of=DAY)
    with django_assert_max_num_queries(40):
        run_audit(as_of=DAY)


def test_locality_is_unknown_where_home_is_known_only_to_a_wider_place() -> None:
    from world import place

    write(
        place("lac", "province"),
        place("moc", "commune", "lac"),
        place("thuy", "commune", "lac"),
        body("province", kind="committee", place="lac"),
        body("moc-committee", kind="committee", level="commune", superior="province", place="moc"),
        [row for n in range(4) for row in post(f"secretary-{n}", "moc-committee", role="secretary", key_leader=True)],
        person("from-moc", home="moc"),
        person("from-thuy", home="thuy"),
        person("from-lac", home="lac"),
        person("from-nowhere"),
        tenure("from-moc", "secretary-0", date(2025, 7, 1)),
        tenure("from-thuy", "secretary-1", date(2025, 7, 1)),
        tenure("from-lac", "secretary-2", date(2025, 7, 1)),
        tenure("from-nowhere", "secretary-3", date(2025, 7, 1)),
        attestation("from-moc", "tenures", DAY),
        adoption("tra_vinh_49_kh_tu", "province"),
    )
    found = {s.person: str(s.verdict) for s in run_audit(as_of=DAY).standings if s.rule_id == "key_leaders_not_local"}
    assert found == {"from-moc": "not_met", "from-thuy": "met", "from-lac": "unknown", "from-nowhere": "unknown"}
