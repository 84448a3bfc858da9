"""Grounds, steps, limits and ballots of procedures, and years of holidays, count here once they were read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from liem.actions.accounts import installation
from liem.actions.models import Role
from liem.actions.verification import verify as verify_ledger
from liem.kernel.clauses import ClauseAddress
from liem.kernel.errors import LiemError, Message
from liem.law.grounds import Status
from liem.law.procedures.in_words import pending_of
from liem.law.procedures.steps import Ballot, Limit, Step
from liem.rulebook.book import rule_book
from liem.rulebook.pending import Pending, item_of_part, item_of_year, parts_of
from liem.rulebook.verification import (
    NewVerification,
    law_here,
    no_longer_fitting,
    pending_items,
    verifications,
    verified_procedure,
    verify,
    withdraw_verification,
)
from rulebook.officers import bodies, officer

pytestmark = pytest.mark.django_db
DIGEST = "ab" * 32


def _pending(kind: str, *, dated: bool) -> Iterator[Pending]:
    return (one for one in pending_items(rule_book()) if one.kind == kind and one.is_dated is dated)


def _read(item: str, **changes: object) -> NewVerification:
    new = NewVerification(
        item=item, clause="", checked_on=timezone.localdate(), checked_by="Vàng Thị Sao", original=DIGEST
    )
    return replace(new, **changes)  # type: ignore[arg-type]


def _refusal(new: NewVerification) -> str | None:
    try:
        verify(new, by=installation())
    except LiemError as error:
        return error.code
    return None


def _parts(kind: type) -> Iterator[tuple[str, Step, str]]:
    """Procedure, step and item of the parts of that kind that are pending."""
    for procedure in rule_book().procedures:
        for step in procedure.steps:
            for part in parts_of(step):
                if isinstance(part, kind) and part.pending is not None:
                    yield procedure.id, step, item_of_part(procedure, step, part)


@pytest.mark.parametrize("kind", [Step, Limit, Ballot])
def test_a_part_of_a_step_loses_its_mark_and_gets_it_back(kind: type) -> None:
    name, step, item = next(_parts(kind))
    before = rule_book().procedure(name)
    assert before is not None
    verify(_read(item, clause=str(before.clauses[0])), by=installation())
    here = law_here().procedure(name)
    assert here is not None
    gone = {one.pending for one in parts_of(step) if isinstance(one, kind)}
    left = {one.pending for one in parts_of(step)} - {None} - gone
    assert set(pending_of(here.step(step.id))) == left
    assert [one.id for one in here.steps] == [one.id for one in before.steps]
    assert verify_ledger().sound
    withdraw_verification(item, reason="đọc nhầm bản dự thảo", by=installation())
    assert law_here().procedure(name) == before


def test_a_ground_of_a_procedure_counts_from_the_day_that_the_original_says() -> None:
    pending = next(_pending("procedure", dated=True))
    starts = pending.in_force.starts
    assert starts is not None
    before = rule_book().procedure(pending.name)
    assert before is not None
    standing = before.on(starts)
    assert standing is None or standing.status is Status.PENDING
    clause = pending.clauses[0]
    assert _refusal(_read(pending.item, clause=str(clause), valid_from=starts)) is None
    here = law_here().procedure(pending.name)
    assert here is not None
    verified = here.on(starts)
    assert verified is not None
    assert (verified.status, verified.clauses) == (Status.VERIFIED, (ClauseAddress.parse(str(clause)),))
    day_before = starts - timedelta(days=1)
    told = [one and (one.status, one.clauses, one.in_force) for one in (here.on(day_before), before.on(day_before))]
    assert told[0] == told[1]


def test_a_ground_needs_its_first_day() -> None:
    pending = next(_pending("procedure", dated=True))
    assert _refusal(_read(pending.item, clause=str(pending.clauses[0]))) == "rulebook.incomplete"


def test_a_ground_that_overlaps_with_a_verified_one_is_refused() -> None:
    pending = next(_pending("procedure", dated=True))
    procedure = rule_book().procedure(pending.name)
    assert procedure is not None
    former = next(one for one in procedure.grounds if one.status is Status.VERIFIED)
    new = _read(pending.item, clause=str(former.clauses[0]))
    assert _refusal(replace(new, valid_from=former.in_force.starts, valid_to=former.in_force.ends)) == (
        "rulebook.overlapping"
    )


def test_the_text_that_a_case_keeps_loses_the_mark_too() -> None:
    name, step, item = next(_parts(Step))
    kept = rule_book().procedure(name)
    assert kept is not None
    verify(_read(item, clause=str(kept.clauses[0])), by=installation())
    assert verified_procedure(kept, verifications()).step(step.id).pending is None
    assert verified_procedure(kept, ()).step(step.id).pending == step.pending
    reworded = replace(kept, steps=tuple(replace(one, papers=(*one.papers, "khac")) for one in kept.steps))
    assert verified_procedure(reworded, verifications()).steps == reworded.steps


def test_a_step_that_is_worded_differently_has_to_be_read_again() -> None:
    name, step, item = next(_parts(Step))
    procedure = rule_book().procedure(name)
    assert procedure is not None
    assert item == item_of_part(procedure, replace(step, title=Message("Tên khác", "Another title")), step)
    assert item != item_of_part(procedure, step, replace(step, pending=Message("nguồn khác", "another source")))
    verify(_read(item, clause=str(procedure.clauses[0])), by=installation())
    law = replace(rule_book(), procedures=())
    assert [one.item for one in no_longer_fitting(law, verifications())] == [item]


def test_working_days_are_sure_in_a_year_that_was_held_against_its_notice() -> None:
    pending = next(_pending("holidays", dated=False))
    year = int(pending.name)
    days = date(year, 1, 5), date(year, 12, 5)
    assert not law_here().workdays.knows(*days)
    assert _refusal(_read(pending.item)) == "rulebook.no_notice"
    assert _refusal(_read(pending.item, clause="12/TB-LĐ")) is None
    assert law_here().workdays.knows(*days)
    assert law_here().workdays.off == rule_book().workdays.off
    (here,) = verifications()
    assert (here.clause, here.paper, here.name) == (None, "12/TB-LĐ", pending.name)
    assert verify_ledger().sound


def test_another_day_off_is_another_item() -> None:
    year = rule_book().holidays[0]
    assert item_of_year(year) != item_of_year(replace(year, off=year.off | {date(year.year, 6, 1)}))
    assert item_of_year(year) == item_of_year(replace(year, line=year.line + 1))


def test_a_day_to_come_and_an_unknown_paper_are_refused() -> None:
    name, _step, item = next(_parts(Step))
    procedure = rule_book().procedure(name)
    assert procedure is not None
    clause = str(procedure.clauses[0])
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert _refusal(_read(item, clause=clause, checked_on=tomorrow)) == "rulebook.incomplete"
    assert _refusal(_read(item, clause=clause, original="abc")) == "rulebook.incomplete"
    assert _refusal(_read(item, clause="khong_co#1")) == "rulebook.unknown_directive"


def test_a_part_of_the_province_verifies_nothing() -> None:
    bodies()
    _name, _step, item = next(_parts(Step))
    with pytest.raises(LiemError) as refused:
        verify(_read(item, clause="qd377#1"), by=officer(Role.UNIT_OFFICER, "north"))
    assert refused.value.code == "actions.no_mandate"
