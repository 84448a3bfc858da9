"""Pending law counts here once somebody has read its original, and no longer when that is taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from liem.actions.accounts import installation
from liem.actions.models import LedgerEntry, Role
from liem.actions.verification import verify as verify_ledger
from liem.kernel.clauses import ClauseAddress
from liem.kernel.errors import LiemError, Message
from liem.kernel.force import InForce
from liem.law.grounds import Status
from liem.law.language.parse import parse
from liem.law.reading import Checked
from liem.rulebook.book import rule_book
from liem.rulebook.governing import State, law_for, why_in_force
from liem.rulebook.models import Verification
from liem.rulebook.verification import (
    NewVerification,
    law_here,
    no_longer_fitting,
    pending_items,
    verifications,
    verify,
    with_verifications,
    withdraw_verification,
)
from rulebook.lien_xa import PACK
from rulebook.officers import SUPERIORS, bodies, officer
from world import adoption, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lien_xa")]
DAY = date(2026, 6, 30)
DIGEST = "ab" * 32


def _item(name: str) -> str:
    (found,) = [one.item for one in pending_items(rule_book()) if one.name == name]
    return found


def _read(name: str, **changes: object) -> NewVerification:
    new = NewVerification(
        item=_item(name),
        clause="moi#12",
        checked_on=date(2026, 7, 1),
        checked_by="Vàng Thị Sao",
        original=DIGEST,
        valid_from=date(2025, 1, 1),
    )
    return replace(new, **changes)  # type: ignore[arg-type]


def _refusal(new: NewVerification) -> str | None:
    try:
        verify(new, by=installation())
    except LiemError as error:
        return error.code
    return None


def test_a_lapsed_rule_counts_again_on_the_clause_that_was_read() -> None:
    write(adoption(PACK, "province"))
    verify(_read("desk_lapsed"), by=installation())
    rule = law_here().rule("desk_lapsed")
    assert rule is not None
    ground = rule.ground_on(DAY)
    assert ground is not None
    assert (ground.status, ground.clauses, ground.in_force, ground.checked) == (
        Status.VERIFIED,
        (ClauseAddress("moi", "12"),),
        InForce(date(2025, 1, 1)),
        Checked("Vàng Thị Sao", date(2026, 7, 1), Message(f"sha256:{DIGEST}", f"sha256:{DIGEST}")),
    )
    assert {one.id: one.status for one in law_for("north", DAY, SUPERIORS).law.rules}["desk_lapsed"] is Status.VERIFIED
    assert LedgerEntry.objects.latest("position").action == "rulebook.verify"
    assert verify_ledger().sound


def test_a_hypothesis_is_switched_on_from_the_day_that_the_original_says() -> None:
    write(adoption(PACK, "province"))
    verify(_read("desk_hypothesis", valid_from=date(2025, 3, 1)), by=installation())
    here = [
        "desk_hypothesis" in {rule.id for rule in law_for("north", day, SUPERIORS).law.rules}
        for day in (date(2025, 2, 28), date(2025, 3, 1))
    ]
    assert here == [False, True]


def test_the_reason_names_who_read_the_original() -> None:
    write(adoption(PACK, "province"))
    verify(_read("desk_lapsed"), by=installation())
    reason = why_in_force("rule", "desk_lapsed", "north", DAY, SUPERIORS)
    assert reason is not None
    assert (reason.state, reason.verified_here) == (State.IN_FORCE, verifications()[0])
    assert "Verified here: Vàng Thị Sao read the original on 01/07/2026 (SHA-256 beginning with abababababab)." in [
        sentence.en for sentence in reason.sentences()
    ]


def test_a_value_without_a_number_gets_the_one_that_was_read() -> None:
    assert _refusal(_read("least_results", clause="cu#4", valid_from=date(2021, 1, 1))) == "rulebook.unit"
    new = _read("least_results", clause="cu#4", valid_from=date(2021, 1, 1), valid_to=date(2025, 1, 1), value="3")
    assert _refusal(new) is None
    values = [law_here().parameters_on(day)["least_results"] for day in (date(2020, 12, 31), date(2021, 1, 1))]
    assert values == [None, 3.0]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"item": "0" * 64}, "rulebook.unknown_item"),
        ({"clause": "nghi_dinh#1"}, "rulebook.unknown_directive"),
        ({"clause": "somewhere"}, "clauses.address"),
        ({"checked_by": " "}, "rulebook.incomplete"),
        ({"original": "abc"}, "rulebook.incomplete"),
        ({"checked_on": date(2999, 1, 1)}, "rulebook.incomplete"),
        ({"valid_to": date(2025, 1, 1)}, "rulebook.days"),
        ({"valid_from": date(2024, 12, 31)}, "rulebook.outside_instrument"),
        ({"clause": "lien_xa#1", "valid_from": date(2024, 12, 31)}, "rulebook.overlapping"),
    ],
)
def test_a_verification_is_refused(changes: dict[str, object], code: str) -> None:
    assert _refusal(_read("desk_lapsed", **changes)) == code
    assert not Verification.objects.exists()


def test_an_officer_of_one_agency_verifies_nothing() -> None:
    bodies()
    with pytest.raises(LiemError) as refused:
        verify(_read("desk_lapsed"), by=officer(Role.ORGANISATION_OFFICER, "north"))
    assert refused.value.code == "actions.out_of_scope"


def test_a_verification_is_corrected_for_a_reason_and_taken_back() -> None:
    verify(_read("desk_lapsed"), by=installation())
    assert _refusal(_read("desk_lapsed", clause="moi#13")) == "actions.no_reason"
    assert _refusal(_read("desk_lapsed", clause="moi#13", reason="ghi nhầm điều")) is None
    assert [str(one.clause) for one in verifications()] == ["moi#13"]
    withdraw_verification(_item("desk_lapsed"), reason="bản đã đọc không phải bản gốc", by=installation())
    assert verifications() == ()
    assert Verification.objects.count() == 2
    assert verify_ledger().sound


def test_a_rule_that_a_release_words_differently_has_to_be_read_again() -> None:
    verify(_read("desk_lapsed"), by=installation())
    law = rule_book()
    reworded = replace(
        law,
        rules=tuple(
            replace(rule, requires=replace(rule.requires, text="continuous_since is known", tree=parse("a = 1")))
            if rule.id == "desk_lapsed"
            else rule
            for rule in law.rules
        ),
    )
    rule = with_verifications(reworded, verifications()).rule("desk_lapsed")
    assert rule is not None
    assert [ground.status for ground in rule.grounds] == [Status.VERIFIED, Status.PENDING]
    assert no_longer_fitting(reworded, verifications()) == verifications()
    assert no_longer_fitting(law, verifications()) == ()
