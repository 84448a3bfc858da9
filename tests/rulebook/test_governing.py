"""What governs here on a day: packs and values down the line of superiority, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from liem.kernel.dates import Term
from liem.kernel.errors import Message
from liem.law.grounds import Status
from liem.rulebook import governing as governing_module
from liem.rulebook.book import adopted_on, rule_book
from liem.rulebook.governing import Regime, State, governing, law_for, values_for, why_in_force
from liem.rulebook.models import LocalValue
from liem.rulebook.values import line_of, own_values
from liem.rulebook.verification import law_in_force_with, verifications
from rulebook.lien_xa import PACK
from rulebook.officers import SUPERIORS
from world import adoption, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lien_xa")]
OLD, NEW = date(2024, 12, 31), date(2025, 1, 1)
YEARS = "years_at_one_desk"


def _value(body: str, value: str, since: date = date(2024, 1, 1)) -> LocalValue:
    return LocalValue(
        identity=f"{body}/{since}",
        body=body,
        parameter=YEARS,
        value=value,
        valid_from=since,
        clause="Mục 2",
        decision=f"Kế hoạch của {body}",
    )


def _told(regime: Regime) -> tuple[object, list[str], object]:
    bodies = None if regime.bodies is None else sorted(map(str, regime.bodies))
    return bodies, sorted(rule.id for rule in regime.law.rules), regime.parameters[YEARS]


def test_a_pack_of_the_topmost_body_binds_everybody() -> None:
    write(adoption(PACK, "province"))
    assert [_told(one) for one in governing(OLD, SUPERIORS)] == [
        (None, ["desk_changed", "desk_lapsed"], Term(years=5)),
    ]


def test_a_pack_binds_the_body_that_adopted_it_and_what_lies_under_it() -> None:
    write(adoption(PACK, "north"))
    assert [_told(one) for one in governing(OLD, SUPERIORS)] == [
        (["north", "north-desk"], ["desk_changed", "desk_lapsed"], Term(years=5)),
    ]
    assert [bool(law_for(body, OLD, SUPERIORS).law.rules) for body in SUPERIORS] == [False, True, True, False]


def test_where_nobody_adopted_anything_nothing_governs() -> None:
    assert governing(OLD, SUPERIORS) == ()


def test_the_nearest_value_up_the_line_holds() -> None:
    write(adoption(PACK, "province"), _value("north", "4 years"), _value("north-desk", "3 years"))
    found = [_told(one) for one in governing(OLD, SUPERIORS)]
    assert [(bodies, years) for bodies, _, years in found] == [
        (["None", "province", "south"], Term(years=5)),
        (["north"], Term(years=4)),
        (["north-desk"], Term(years=3)),
    ]


def test_a_body_that_tightens_its_value_later_binds_those_below_too() -> None:
    write(adoption(PACK, "province"), _value("north", "3 years"), _value("north-desk", "4 years"))
    assert law_for("north-desk", OLD, SUPERIORS).parameters[YEARS] == Term(years=3)


@pytest.mark.parametrize("adopters", [(), ("province",), ("north",), ("north-desk", "south")])
@pytest.mark.parametrize("day", [OLD, NEW])
def test_the_values_of_one_body_are_those_of_its_regime(day: date, adopters: tuple[str, ...]) -> None:
    write(*(adoption(PACK, body) for body in adopters))
    write(_value("province", "58 months"), _value("north", "3 years"), _value("north-desk", "4 years"))
    law, adopted, own = law_in_force_with(verifications(), day), adopted_on(day), own_values(day)
    for body in SUPERIORS:
        line = {one: SUPERIORS[one] for known in (body, *adopters) for one in line_of(known, SUPERIORS)}
        found = values_for(body, law, adopted, own, day=day, superiors=line)
        assert found == law_for(body, day, SUPERIORS).parameters


def test_a_law_that_grew_stricter_than_a_value_holds_again() -> None:
    write(adoption(PACK, "province"), _value("north", "54 months"))
    values = [law_for("north", day, SUPERIORS).parameters[YEARS] for day in (OLD, NEW)]
    assert values == [Term(months=54), Term(years=4)]


def test_bodies_with_equal_law_and_values_share_a_regime() -> None:
    write(adoption(PACK, "province"), _value("province", "3 years"))
    assert [_told(one)[0::2] for one in governing(OLD, SUPERIORS)] == [(None, Term(years=3))]


def test_what_was_set_after_a_ledger_position_was_not_known_at_it() -> None:
    from liem.actions.models import LedgerEntry

    write(adoption(PACK, "province"))
    position = LedgerEntry.objects.latest("position").position
    write(_value("north", "3 years"))
    assert law_for("north", OLD, SUPERIORS, known_at=position).parameters[YEARS] == Term(years=5)
    assert law_for("north", OLD, SUPERIORS).parameters[YEARS] == Term(years=3)
    assert governing(OLD, SUPERIORS, known_at=position - 1) == ()


def test_a_rule_whose_ground_lapsed_is_still_asked_and_marked() -> None:
    write(adoption(PACK, "province"))
    status = {rule.id: rule.status for rule in law_for("north", NEW, SUPERIORS).law.rules}
    assert status == {"desk_changed": Status.VERIFIED, "desk_lapsed": Status.PENDING}


@pytest.mark.parametrize(
    ("kind", "name", "body", "day", "state"),
    [
        ("rule", "desk_changed", "north", OLD, State.IN_FORCE),
        ("rule", "desk_changed", "north", NEW, State.IN_FORCE),
        ("rule", "desk_changed", "south", OLD, State.NOT_ADOPTED),
        ("rule", "desk_changed", "north", date(2019, 12, 31), State.NOT_YET),
        ("rule", "desk_lapsed", "north", OLD, State.IN_FORCE),
        ("rule", "desk_lapsed", "north", NEW, State.LAPSED),
        ("rule", "desk_hypothesis", "north", NEW, State.SWITCHED_OFF),
        ("flag", "decided_early", "north", OLD, State.IN_FORCE),
        ("flag", "decided_early", "north", NEW, State.NO_LONGER),
        ("parameter", YEARS, "south", NEW, State.IN_FORCE),
        ("parameter", "least_results", "north", OLD, State.SWITCHED_OFF),
    ],
)
def test_it_says_whether_something_holds_and_if_not_why(
    kind: str, name: str, body: str, day: date, state: State
) -> None:
    write(adoption(PACK, "north"))
    reason = why_in_force(kind, name, body, day, SUPERIORS)  # type: ignore[arg-type]
    assert reason is not None
    assert reason.state is state


def test_there_is_no_reason_for_what_the_rule_book_does_not_have() -> None:
    assert why_in_force("rule", "no_such_rule", "north", OLD, SUPERIORS) is None


def test_the_reason_names_ground_instruments_check_and_adoption() -> None:
    write(adoption(PACK, "province", date(2023, 5, 1)))
    reason = why_in_force("rule", "desk_changed", "north-desk", NEW, SUPERIORS)
    assert reason is not None
    assert [sentence.en for sentence in reason.sentences(str.title)] == [
        "In force on 01/01/2025, resting on item 3, 25-QĐ/LX (Liên xã, 20/12/2024), from 01/01/2025.",
        "25-QĐ/LX replaced 10-QĐ/LX (01/01/2025).",
        "The makers of Liêm checked it on 21/11/2026 against: the invented text.",
        "Province applies it, for itself and everything under it, since 01/05/2023.",
    ]
    earlier = why_in_force("rule", "desk_changed", "north-desk", OLD, SUPERIORS)
    assert earlier is not None
    assert [one.short for one in earlier.replaced_by] == ["moi"]


def test_a_rule_does_not_hold_before_every_value_that_it_uses_is_verified(monkeypatch: pytest.MonkeyPatch) -> None:
    law = rule_book()
    years = law.parameter(YEARS)
    assert years is not None
    unverified = replace(years, values=tuple(replace(one, status=Status.PENDING) for one in years.values))
    others = tuple(one for one in law.parameters if one.id != YEARS)
    monkeypatch.setattr(governing_module, "rule_book", lambda: replace(law, parameters=(*others, unverified)))
    write(adoption(PACK, "province"))
    reason = why_in_force("rule", "desk_changed", "north", NEW, SUPERIORS)
    assert reason is not None
    assert (reason.state, reason.holds, reason.unverified_values) == (State.UNVERIFIED_VALUE, False, (unverified,))
    assert reason.sentences()[0] == Message(
        "Ngày 01/01/2025 chưa có hiệu lực: còn dùng 1 giá trị chưa xác minh: “Số năm làm một việc”. "
        "Xác minh tiếp thì mới có hiệu lực.",
        "Not in force on 01/01/2025: it still uses 1 unverified value: “Years at one desk”. "
        "It takes effect once every value is verified too.",
    )


def test_the_reason_of_a_value_names_who_set_it_and_what_the_law_has() -> None:
    write(_value("north", "3 years"))
    reason = why_in_force("parameter", YEARS, "north-desk", OLD, SUPERIORS)
    assert reason is not None
    assert (reason.value, reason.in_law) == (Term(years=3), Term(years=5))
    assert reason.sentences()[-1] == Message(
        "Giá trị áp dụng: 3 years, do north đặt từ 01/01/2024 (Kế hoạch của north, Mục 2); luật quy định 5 years.",
        "The value is 3 years, set by north from 01/01/2024 (Kế hoạch của north, Mục 2); the law has 5 years.",
    )


def test_an_earlier_value_does_not_hold_where_the_law_waits() -> None:
    write(
        adoption(PACK, "province"),
        LocalValue(
            identity="x", body="north", parameter="least_results", value="3", valid_from=OLD, clause="1", decision="KH"
        ),
    )
    assert law_for("north", OLD, SUPERIORS).parameters["least_results"] is None
