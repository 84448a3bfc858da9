"""A body's own values: only where the law allows it, only stricter, only by its own directive."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from liem.actions.models import LedgerEntry, Role
from liem.actions.verification import verify as verify_ledger
from liem.kernel.dates import Term
from liem.kernel.errors import LiemError
from liem.rulebook.book import rule_book
from liem.rulebook.models import LocalValue
from liem.rulebook.values import NewValue, end_value, is_laxer, own_values, set_value, values_of
from rulebook.officers import SUPERIORS, bodies, officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lien_xa")]
STRICTER = NewValue(
    body="north",
    parameter="years_at_one_desk",
    value="4 years",
    valid_from=date(2023, 1, 1),
    valid_to=date(2025, 1, 1),
    clause="Mục 2",
    decision="Kế hoạch số 7-KH/HU, 20/12/2022",
)


def _set(new: NewValue, over: str = "north") -> str | None:
    """The code of the refusal, None where the value was set."""
    try:
        set_value(new, by=officer(Role.ORGANISATION_OFFICER, over), superiors=SUPERIORS)
    except LiemError as error:
        return error.code
    return None


def test_a_stricter_value_is_kept_with_its_ground_and_one_entry_tells_of_it() -> None:
    bodies()
    assert _set(STRICTER) is None
    kept = LocalValue.objects.get()
    assert (kept.body, kept.parameter, kept.value, kept.clause, kept.decision) == (
        "north",
        "years_at_one_desk",
        "4 years",
        "Mục 2",
        "Kế hoạch số 7-KH/HU, 20/12/2022",
    )
    assert LedgerEntry.objects.latest("position").action == "rulebook.set_value"
    assert verify_ledger().sound
    assert [one.value for one in own_values(date(2024, 12, 31))] == [Term(years=4)]
    assert own_values(date(2025, 1, 1)) == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"parameter": "years_at_one_dest"}, "rulebook.unknown_parameter"),
        ({"value": "4"}, "rulebook.unit"),
        ({"value": "4 kilometres"}, "rulebook.unit"),
        ({"value": ""}, "rulebook.unit"),
        ({"value": "9999 years"}, "dates.range"),
        ({"parameter": "least_results", "value": "1e308"}, "rulebook.unit"),
        ({"parameter": "least_results", "value": "nan"}, "rulebook.unit"),
        ({"valid_to": date(2023, 1, 1)}, "rulebook.days"),
        ({"decision": " "}, "rulebook.no_decision"),
        ({"clause": ""}, "rulebook.no_decision"),
        ({"parameter": "fixed_share", "value": "25"}, "rulebook.no_own_value"),
        ({"parameter": "least_results", "value": "3"}, "rulebook.before_the_law"),
        ({"valid_from": date(2019, 12, 31)}, "rulebook.before_the_law"),
        ({"value": "5 years 1 day"}, "rulebook.laxer"),
        ({"value": "50 months", "valid_to": None}, "rulebook.laxer"),  # the law itself tightens on 01/01/2025
        ({"value": "61 months"}, "rulebook.laxer"),
    ],
)
def test_a_value_is_refused(changes: dict[str, object], code: str) -> None:
    bodies()
    assert _set(replace(STRICTER, **changes)) == code  # type: ignore[arg-type]
    assert not LocalValue.objects.exists()


def test_a_value_as_strict_as_the_law_may_be_set() -> None:
    bodies()
    assert _set(replace(STRICTER, value="60 months")) is None


def test_nobody_may_be_laxer_than_a_body_above() -> None:
    bodies()
    assert _set(STRICTER) is None
    below = replace(STRICTER, body="north-desk", value="54 months")
    assert _set(below) == "rulebook.laxer"
    assert _set(replace(below, value="3 years")) is None


def test_a_second_value_for_the_same_time_is_refused() -> None:
    bodies()
    assert _set(STRICTER) is None
    assert _set(replace(STRICTER, valid_from=date(2024, 1, 1), value="3 years")) == "rulebook.value_already"
    assert _set(replace(STRICTER, valid_from=date(2025, 1, 1), valid_to=None, value="3 years")) is None


def test_a_mandate_over_another_body_sets_nothing() -> None:
    bodies()
    assert _set(STRICTER, over="south") == "actions.out_of_scope"


def test_a_unit_officer_sets_nothing() -> None:
    bodies()
    with pytest.raises(LiemError) as refused:
        set_value(STRICTER, by=officer(Role.UNIT_OFFICER, "north"), superiors=SUPERIORS)
    assert refused.value.code == "actions.no_mandate"


def test_an_ended_value_holds_until_its_last_day_and_stays_on_record() -> None:
    bodies()
    by = officer(Role.ORGANISATION_OFFICER, "north")
    identity = set_value(STRICTER, by=by, superiors=SUPERIORS).identity
    end_value(identity, on=date(2024, 1, 1), reason="bãi bỏ kế hoạch", by=by)
    assert [len(own_values(day)) for day in (date(2023, 12, 31), date(2024, 1, 1))] == [1, 0]
    assert LocalValue.objects.count() == 2
    assert verify_ledger().sound


def test_a_value_that_was_never_to_hold_can_be_set_anew() -> None:
    bodies()
    by = officer(Role.ORGANISATION_OFFICER, "north")
    identity = set_value(STRICTER, by=by, superiors=SUPERIORS).identity
    end_value(identity, on=STRICTER.valid_from, reason="ghi nhầm", by=by)
    assert values_of("years_at_one_desk") == ()
    assert _set(replace(STRICTER, value="3 years")) is None


@pytest.mark.parametrize(
    ("value", "than", "laxer"),
    [
        (Term(years=5), Term(months=60), False),
        (Term(months=60), Term(years=5), False),
        (Term(days=1826), Term(years=5), False),
        (Term(days=1827), Term(years=5), True),
        (Term(months=1), Term(days=30), True),  # January has 31 days
        (Term(days=28), Term(months=1), False),
    ],
)
def test_terms_are_compared_by_where_they_end(value: Term, than: Term, laxer: bool) -> None:
    parameter = rule_book().parameter("years_at_one_desk")
    assert parameter is not None
    assert is_laxer(parameter, value, than=than) is laxer
