"""A draft tried over the record: counts within the mandate, with the values that hold there."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import connection

from liem.actions.models import EntryContent, LedgerEntry, Role
from liem.kernel.errors import LiemError
from liem.law.packs import packs_folder
from liem.law.source import LawFilesError
from liem.oversight.models import Audit
from liem.oversight.trial import BodyCount, trial
from liem.oversight.votes_told import tells_votes
from liem.record.models import Evaluation, EvaluationForm
from liem.rulebook.book import rule_book
from liem.rulebook.models import Draft, LocalValue
from rulebook.lien_xa import FOLDER, PACK
from rulebook.officers import bodies, officer
from world import person, post, tenure, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lien_xa")]
DAY = date(2024, 6, 30)
DRAFT = (
    (Path(FOLDER) / PACK / "rules" / "desk_changed.yaml")
    .read_text(encoding="utf-8")
    .replace("id: desk_changed", "id: desk_fresh")
)

_BEFORE_THE_CASES, _MARK, _CASES = DRAFT.partition("cases:")
HUGE = (
    _BEFORE_THE_CASES.replace("about: personnel_work", "about: evaluation").replace(
        "requires: not elapsed(continuous_since, years_at_one_desk)",
        f"requires: year{' * 999999999999999' * 25} > year",
    )
    + """cases:
  - {name: late, as_of: 2025-06-01, given: {year: 2024}, expect: met}
  - {name: never, as_of: 2025-06-01, given: {year: 0}, expect: not_met}
  - {name: open, as_of: 2025-06-01, given: {}, expect: unknown}
"""
)
LOW_DRAFT = Path(str(packs_folder())) / "tra_vinh_49_kh_tu" / "rules" / "low_confidence_acted_upon.yaml"
VOTES_DRAFT = Path(str(packs_folder())) / "vietnam" / "rules" / "first_in_count_has_majority.yaml"
KIN_DRAFT = Path(str(packs_folder())) / "vietnam" / "rules" / "relatives_not_head_and_deputy.yaml"


def _record() -> None:
    bodies()
    write(
        post("desk-north", "north", field="personnel"),
        post("desk-south", "south", field="personnel"),
        [row for key in ("an", "binh", "chi") for row in person(key)],
        tenure("an", "desk-north", date(2020, 1, 1)),
        tenure("binh", "desk-south", date(2019, 1, 1)),
        tenure("chi", "desk-south", None),
    )


def test_a_trial_counts_by_verdict_and_body_and_names_nobody() -> None:
    _record()
    acting = officer(Role.ORGANISATION_OFFICER, "province")
    found = trial(DRAFT, pack=PACK, as_of=DAY, acting=acting)
    assert found.counts == {"met": 1, "not_met": 1, "unknown": 1}
    assert found.bodies == (BodyCount("north", {"met": 1}), BodyCount("south", {"not_met": 1, "unknown": 1}))
    assert (found.is_in_force, found.is_filled) == (True, True)
    assert not any(key in repr(found) for key in ("an'", "binh", "chi'"))


def test_a_trial_reads_everybody_in_reach_so_it_stands_in_the_ledger_and_writes_nothing_else() -> None:
    _record()
    acting = officer(Role.UNIT_OFFICER, "north")
    before = LedgerEntry.objects.count()
    trial(DRAFT, pack=PACK, as_of=DAY, acting=acting)
    entry = LedgerEntry.objects.latest("position")
    kept = EntryContent.objects.get(entry=entry)
    assert (LedgerEntry.objects.count(), entry.action, kept.subjects) == (before + 1, "oversight.trial", [])
    assert json.loads(kept.content) == {
        "text": sha256(DRAFT.encode()).hexdigest(),
        "pack": PACK,
        "as_of": "2024-06-30",
    }
    assert [Draft.objects.count(), Audit.objects.count()] == [0, 0]


def test_who_may_not_try_a_draft_learns_nothing_and_leaves_no_entry() -> None:
    _record()
    acting = officer(Role.AUDITOR, "province")
    before = LedgerEntry.objects.count()
    with pytest.raises(LiemError, match=r"actions\.no_mandate"):
        trial(DRAFT, pack=PACK, as_of=DAY, acting=acting)
    assert LedgerEntry.objects.count() == before


def test_a_sum_that_the_database_cannot_work_out_is_refused_with_what_to_do() -> None:
    _record()
    write(
        Evaluation(key="an-2024", person_id="an", body_id="north", year=2024),
        EvaluationForm(identity="an-2024", evaluation_id="an-2024", evaluated_on=date(2024, 12, 1)),
    )
    acting = officer(Role.ORGANISATION_OFFICER, "province")
    if connection.vendor == "postgresql":
        with pytest.raises(LiemError, match=r"oversight\.out_of_range"):
            trial(HUGE, pack=PACK, as_of=date(2025, 6, 30), acting=acting)
    else:
        assert trial(HUGE, pack=PACK, as_of=date(2025, 6, 30), acting=acting).counts == {"met": 1}


def test_a_trial_stays_within_the_mandate() -> None:
    _record()
    found = trial(DRAFT, pack=PACK, as_of=DAY, acting=officer(Role.UNIT_OFFICER, "north"))
    assert found.bodies == (BodyCount("north", {"met": 1}),)


def test_a_trial_takes_the_values_that_bodies_set_themselves() -> None:
    _record()
    write(
        LocalValue(
            identity="v",
            body="north",
            parameter="years_at_one_desk",
            value="4 years",
            valid_from=date(2023, 1, 1),
            clause="2",
            decision="KH 7",
        )
    )
    found = trial(DRAFT, pack=PACK, as_of=DAY, acting=officer(Role.ORGANISATION_OFFICER, "province"))
    assert found.bodies[0] == BodyCount("north", {"not_met": 1})


def test_a_draft_without_a_ground_on_the_day_counts_nothing() -> None:
    _record()
    found = trial(DRAFT, pack=PACK, as_of=date(2019, 12, 31), acting=officer(Role.ORGANISATION_OFFICER, "province"))
    assert (found.is_in_force, found.counts) == (False, {})


def test_a_broken_draft_is_not_tried() -> None:
    with pytest.raises(LawFilesError):
        trial("id: broken", pack=PACK, as_of=DAY, acting=officer(Role.ORGANISATION_OFFICER, "province"))


def test_a_draft_about_relatives_is_tried_only_by_those_who_may_know_of_them() -> None:
    _record()
    draft = KIN_DRAFT.read_text(encoding="utf-8").replace("id: relatives_", "id: kin_")
    assert trial(draft, pack="vietnam", as_of=DAY, acting=officer(Role.INSPECTOR, "province")).counts == {}
    with pytest.raises(LiemError, match=r"oversight\.kin"):
        trial(draft, pack="vietnam", as_of=DAY, acting=officer(Role.UNIT_OFFICER, "province"))


def test_a_draft_about_the_numbers_of_a_ballot_is_tried_by_nobody() -> None:
    _record()
    text = VOTES_DRAFT.read_text(encoding="utf-8").replace("id: first_", "id: draft_")
    for role in (Role.ORGANISATION_OFFICER, Role.INSPECTOR, Role.UNIT_OFFICER):
        with pytest.raises(LiemError, match=r"oversight\.votes"):
            trial(text, pack="vietnam", as_of=DAY, acting=officer(role, "province"))
    assert not LedgerEntry.objects.filter(action="oversight.trial").exists()


def test_no_body_sets_a_value_of_its_own_that_is_compared_with_a_ballot() -> None:
    """Lowered step by step and audited each time it would tell the numbers."""
    law = rule_book()
    compared = {name for one in (*law.rules, *law.flags) if tells_votes(one) for name in one.parameter_names()}
    assert "low_confidence_percent" in compared
    assert [one.id for one in law.parameters if one.id in compared and one.stricter is not None] == []


def test_no_value_of_a_parameter_is_tried_against_the_votes_of_anybody() -> None:
    """The numbers stand only in what the draft applies to, beside a value that a body may set for itself."""
    _record()
    row = LocalValue(
        identity="v",
        body="north",
        parameter="low_confidence_percent",
        value="20",
        valid_from=date(2024, 1, 1),
        clause="2",
        decision="KH 7",
    )
    write(row)
    text = LOW_DRAFT.read_text(encoding="utf-8").replace("id: low_", "id: draft_")
    assert "applies: 100 * low > low_confidence_percent * (high + confidence + low)" in text
    for role in (Role.ORGANISATION_OFFICER, Role.INSPECTOR, Role.UNIT_OFFICER):
        with pytest.raises(LiemError, match=r"oversight\.votes"):
            trial(text, pack="tra_vinh_49_kh_tu", as_of=DAY, acting=officer(role, "north"))
    assert not LedgerEntry.objects.filter(action="oversight.trial").exists()
