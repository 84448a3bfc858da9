"""What falls due is kept, and brought up with what was written since: always as if it were worked out anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.actions.accounts import installation
from liem.actions.models import Role
from liem.actions.perform import perform
from liem.actions.versions import Versioned
from liem.actions.write import Write
from liem.record.due import MONTHS_KEPT, due_now, forget
from liem.record.due_kept import kept, worked_out
from liem.record.due_line import Line, Window
from liem.record.models import BodyState, Declaration, DeclarationDuty, PersonDetails, PostState, Tenure
from liem.record.scope import Reach, reach
from record import small_record
from record.small_record import acting
from world import adoption, body, person, place, post, tenure, write

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 21)
WINDOW = Window(ON, date(2028, 11, 21))


@pytest.fixture(autouse=True)
def record() -> None:
    """Two who do personnel work, one near retirement, one declaration owed, one post of a transfer group."""
    small_record.empty_ledger()
    write(
        body("top", kind="committee"),
        body("office", superior="top"),
        post("clerk", "office", field="personnel"),
        post("adviser", "office", field="personnel"),
        post("head", "office", leader=True),
        post("cashier", "office"),
        person("an", born_on=date(1990, 1, 1)),
        person("binh", born_on=date(1991, 1, 1)),
        person("chi", born_on=date(1970, 3, 1)),
        person("dung", born_on=date(1992, 1, 1), sex="man"),
    )
    write(
        adoption("khoi_03_nq_tu", "top"),
        tenure("an", "clerk", date(2022, 3, 1)),
        tenure("binh", "adviser", date(2023, 3, 1)),
        tenure("chi", "head", date(2020, 1, 1)),
        tenure("dung", "cashier", date(2024, 6, 1)),
        DeclarationDuty(key="d-an", person_id="an", body_id="office", year=2026, due_on=date(2026, 12, 31)),
    )


def supersede(model: type[Versioned], identity: str, **changed: object) -> None:
    """A version of the row with other values, as an action writes it."""
    row = model._default_manager.get(identity=identity, known_to__isnull=True)
    for name, value in changed.items():
        setattr(row, name, value)
    row.pk = None

    def change(w: Write) -> None:
        w.supersede(model, [identity], reason="đính chính")
        w.add([row])

    perform("installation.fill", by=installation(), body=None, subjects=[], content={}, write=change)


def told(lines: list[Line] | tuple[Line, ...]) -> list[tuple[str, str, date]]:
    return [(line.kind.value, line.person, line.day) for line in lines]


AT_FIRST = [
    ("declaration", "an", date(2026, 12, 31)),
    ("transfer", "an", date(2027, 3, 1)),
    ("retirement", "chi", date(2027, 7, 1)),
    ("transfer", "binh", date(2028, 3, 1)),
]


def test_what_falls_due_is_kept_for_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    assert told(kept(WINDOW).lines) == AT_FIRST
    with django_assert_num_queries(1):
        assert told(kept(WINDOW).lines) == AT_FIRST


def test_entries_about_other_things_leave_it_as_it_is(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    before = kept(WINDOW)
    write(place("elsewhere", "province"))
    with django_assert_num_queries(3):
        after = kept(WINDOW)
    assert after.lines is before.lines
    with django_assert_num_queries(1):
        kept(WINDOW)


CHANGES: dict[str, tuple[Callable[[], None], tuple[str, str, date]]] = {
    "a tenure gets an end": (
        lambda: supersede(Tenure, "dung/cashier/2024-06-01", valid_to=date(2027, 1, 1)),
        ("term_end", "dung", date(2026, 12, 31)),
    ),
    "somebody else takes up personnel work": (
        lambda: write(tenure("dung", "clerk", date(2023, 5, 1))),
        ("transfer", "dung", date(2028, 5, 1)),
    ),
    "a birth is put right": (
        lambda: supersede(PersonDetails, "chi", born_on=date(1970, 5, 1)),
        ("retirement", "chi", date(2027, 9, 1)),
    ),
    "a post comes onto a list": (
        lambda: supersede(PostState, "cashier", transfer_months=36),
        ("transfer", "dung", date(2027, 6, 1)),
    ),
    "a declaration is owed": (
        lambda: write(
            DeclarationDuty(key="d-chi", person_id="chi", body_id="office", year=2026, due_on=date(2026, 12, 31))
        ),
        ("declaration", "chi", date(2026, 12, 31)),
    ),
    "somebody new has a post": (
        lambda: write(person("giang", born_on=date(1970, 9, 1)), tenure("giang", "cashier", date(2026, 1, 1))),
        ("retirement", "giang", date(2028, 5, 1)),
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_brings_up_those_concerned(what: str) -> None:
    change, expected = CHANGES[what]
    assert expected not in told(kept(WINDOW).lines)
    change()
    found = kept(WINDOW).lines
    assert expected in told(found)
    assert list(found) == worked_out(WINDOW)


def test_what_is_done_falls_out() -> None:
    kept(WINDOW)
    write(Declaration(identity="f", duty_id="d-an", step="filed", taken_on=date(2026, 11, 1)))
    assert told(kept(WINDOW).lines) == AT_FIRST[1:]
    assert list(kept(WINDOW).lines) == worked_out(WINDOW)


def test_another_superior_or_another_law_may_change_it_for_everybody() -> None:
    kept(WINDOW)
    supersede(BodyState, "office", superior_id=None)
    assert list(kept(WINDOW).lines) == worked_out(WINDOW)
    assert told(kept(WINDOW).lines) == AT_FIRST  # the pack was adopted by a body that answers to nobody
    write(adoption("vietnam", "top"))
    supersede(PostState, "head", valid_to=None)
    supersede(Tenure, "chi/head/2020-01-01", valid_to=date(2027, 6, 1))
    assert ("reappointment", "chi", date(2027, 3, 3)) in told(kept(WINDOW).lines)
    assert list(kept(WINDOW).lines) == worked_out(WINDOW)


def test_a_shorter_time_and_a_smaller_reach_are_cut_from_it(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    whole = reach(acting(Role.AUDITOR, "top"), ON)
    own = Reach(ON, person="an")
    assert len(due_now(whole, on=ON, months=MONTHS_KEPT)) == 4
    with django_assert_num_queries(3):
        assert [group.day for group in due_now(whole, on=ON, months=3)] == [date(2026, 12, 31)]
        assert [group.day for group in due_now(own, on=ON, months=6)] == [date(2026, 12, 31), date(2027, 3, 1)]
        assert due_now(Reach(ON, bodies=frozenset({"top"})), on=ON, months=24) == ()


def test_whoever_holds_a_second_post_elsewhere_is_told_to_the_officers_there_too() -> None:
    write(body("other", superior="top"), post("other-member", "other"), tenure("chi", "other-member", date(2024, 1, 1)))
    there = Reach(ON, bodies=frozenset({"other"}))
    assert [(group.kind.value, group.body) for group in due_now(there, on=ON, months=12)] == [("retirement", "office")]


def test_those_of_one_day_kind_and_body_are_told_together() -> None:
    write(
        DeclarationDuty(key=f"d-{key}", person_id=key, body_id=at, year=2026, due_on=date(2026, 12, 31))
        for key, at in (("binh", "office"), ("chi", "top"))
    )
    groups = due_now(reach(acting(Role.AUDITOR, "top"), ON), on=ON, months=3)
    assert [(group.body, [line.person for line in group.lines]) for group in groups] == [
        ("office", ["an", "binh"]),
        ("top", ["chi"]),
    ]


def test_rows_changed_beside_the_ledger_need_to_be_forgotten() -> None:
    kept(WINDOW)
    DeclarationDuty.objects.all().delete()
    assert told(kept(WINDOW).lines) == AT_FIRST
    forget()
    assert told(kept(WINDOW).lines) == AT_FIRST[1:]
