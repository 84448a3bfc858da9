"""Corrections that officials ask for, and their answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from liem.actions import scope as actions_scope
from liem.actions.models import LedgerEntry, Role
from liem.kernel.errors import LiemError
from liem.record import corrections
from liem.record.corrections import MOST_CHARACTERS, MOST_OPEN, NewAnswer, NewRequest, answer, ask
from liem.record.models import CorrectionRequest
from liem.record.scope import Reach, reach, reaches
from record import small_record
from record.small_record import FIRST, TODAY, acting

pytestmark = pytest.mark.django_db
WRONG = NewRequest(part="tenures", entry="t1", wanted="Bổ nhiệm từ 01/02/2022, xem quyết định kèm theo.")
DONE = NewAnswer(outcome="corrected", text="Đã sửa theo quyết định.")


@pytest.fixture(autouse=True)
def record() -> Iterator[None]:
    small_record.build()
    small_record.fill_dossier()
    former = actions_scope.register(reaches)
    yield
    actions_scope.register(former)


def asked(person: str, part: str = "tenures", *, number: int = 0, wanted: str = "x", **more: object) -> str:
    """A request that stands on record, as entered at an earlier time; gives its identity."""
    identity = f"{person}-{part}-{number}"
    CorrectionRequest.objects.create(
        identity=identity,
        person_id=person,
        section=part,
        wanted=wanted,
        asked_on=date(2026, 11, 1 + number),
        **more,
        **FIRST,
    )
    return identity


def test_a_request_stands_in_the_ledger_and_is_answered_with_the_reason() -> None:
    official, officer = acting(Role.OFFICIAL, person="hoa"), acting(Role.UNIT_OFFICER, "so-a")
    row = ask(WRONG, by=official)
    answer(row.identity, DONE, by=officer)
    today = timezone.localdate()
    assert corrections.own_requests(Reach(TODAY, person="hoa"), "hoa") == (
        corrections.Request(
            row.identity, "hoa", "", "tenures", "t1", WRONG.wanted, today, "corrected", DONE.text, today
        ),
    )
    entries = LedgerEntry.objects.order_by("position").values_list("action", flat=True)
    assert list(entries) == ["record.ask_correction", "record.answer_correction"]
    versions = CorrectionRequest.objects.order_by("known_from").values_list("outcome", "known_to")
    assert list(versions) == [("", 1), ("corrected", None)]


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewRequest(part="opinions", wanted="x"), "corrections.part"),
        (NewRequest(part="tenures", entry="t4", wanted="x"), "corrections.entry"),
        (NewRequest(part="languages", entry="t1", wanted="x"), "corrections.entry"),
        (NewRequest(part="evaluations", entry="e2", wanted="x"), "corrections.entry"),
        (NewRequest(part="tenures", wanted="  "), "corrections.no_text"),
        (NewRequest(part="tenures", wanted="x" * (MOST_CHARACTERS + 1)), "corrections.no_text"),
    ],
)
def test_a_request_that_names_nothing_of_the_own_dossier_is_refused(new: NewRequest, code: str) -> None:
    with pytest.raises(LiemError) as refusal:
        ask(new, by=acting(Role.OFFICIAL, person="hoa"))
    assert (refusal.value.code, CorrectionRequest.objects.count()) == (code, 0)


@pytest.mark.parametrize(
    ("part", "entry"),
    [("tenures", "t1"), ("evaluations", "e1"), ("declarations", "d1"), ("languages", "l1"), ("numbers", "")],
)
def test_any_part_of_the_own_dossier_may_be_named(part: str, entry: str) -> None:
    row = ask(NewRequest(part=part, entry=entry, wanted="x"), by=acting(Role.OFFICIAL, person="hoa"))
    assert (row.section, row.entry) == (part, entry)


def test_the_same_request_is_not_entered_twice() -> None:
    official = acting(Role.OFFICIAL, person="hoa")
    ask(WRONG, by=official)
    with pytest.raises(LiemError) as refusal:
        ask(WRONG, by=official)
    assert (refusal.value.code, CorrectionRequest.objects.count()) == ("corrections.asked_already", 1)


def test_so_many_requests_may_wait_and_no_more() -> None:
    for number in range(MOST_OPEN):
        asked("hoa", number=number % 28, part=f"p{number}")
    with pytest.raises(LiemError) as refusal:
        ask(WRONG, by=acting(Role.OFFICIAL, person="hoa"))
    assert refusal.value.code == "corrections.too_many"


def test_nobody_asks_for_somebody_else() -> None:
    with pytest.raises(LiemError) as refusal:
        ask(WRONG, by=acting(Role.UNIT_OFFICER, "so-a"))
    assert refusal.value.code == "actions.no_mandate"


def test_nobody_answers_the_own_request() -> None:
    identity = asked("hoa")
    with pytest.raises(LiemError) as refusal:
        answer(identity, DONE, by=acting(Role.ORGANISATION_OFFICER, "tinh", person="hoa"))
    assert (refusal.value.code, CorrectionRequest.objects.get().outcome) == ("corrections.own", "")


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewAnswer(outcome="", text="x"), "corrections.outcome"),
        (NewAnswer(outcome="guilty", text="x"), "corrections.outcome"),
        (NewAnswer(outcome="refused", text=" "), "corrections.no_text"),
    ],
)
def test_an_answer_needs_an_outcome_and_a_reason(new: NewAnswer, code: str) -> None:
    identity = asked("hoa")
    with pytest.raises(LiemError) as refusal:
        answer(identity, new, by=acting(Role.UNIT_OFFICER, "so-a"))
    assert (refusal.value.code, CorrectionRequest.objects.get().outcome) == (code, "")


def test_a_request_is_answered_once() -> None:
    identity = ask(WRONG, by=acting(Role.OFFICIAL, person="hoa")).identity
    officer = acting(Role.UNIT_OFFICER, "so-a")
    answer(identity, DONE, by=officer)
    with pytest.raises(LiemError) as refusal:
        answer(identity, NewAnswer(outcome="refused", text="x"), by=officer)
    assert refusal.value.code == "corrections.answered"


@pytest.mark.parametrize(
    ("role", "code"), [(Role.INSPECTOR, "actions.no_mandate"), (Role.AUDITOR, "actions.no_mandate")]
)
def test_those_who_keep_no_record_do_not_answer(role: Role, code: str) -> None:
    identity = asked("hoa")
    with pytest.raises(LiemError) as refusal:
        answer(identity, DONE, by=acting(role, "tinh"))
    assert refusal.value.code == code


def test_requests_out_of_reach_are_neither_listed_nor_answered() -> None:
    inside, outside = asked("hoa"), asked("hòa")
    officer = acting(Role.UNIT_OFFICER, "so-a")
    within = reach(officer, TODAY)
    assert [one.identity for one in corrections.requests(within, open_only=False).lines] == [inside]
    assert corrections.open_requests(within) == 1
    for refused in (
        lambda: corrections.request(within, outside),
        lambda: answer(outside, DONE, by=officer),
        lambda: corrections.own_requests(within, "hoa"),
    ):
        with pytest.raises(LiemError) as refusal:
            refused()
        assert refusal.value.code == "record.out_of_reach"


def test_what_is_asked_about_relatives_goes_to_those_who_may_know_of_them() -> None:
    asked("hoa", "kinship", wanted="Lê Văn Hòa là chồng tôi")
    unit, commission = (
        reach(acting(role, body), TODAY)
        for role, body in ((Role.UNIT_OFFICER, "so-a"), (Role.ORGANISATION_OFFICER, "tinh"))
    )
    assert [corrections.requests(one, open_only=True).total for one in (unit, commission)] == [0, 1]


def test_those_that_wait_come_first_and_of_these_the_oldest() -> None:
    answered = asked("hoa", number=1, outcome="refused", answer="x", answered_on=date(2026, 11, 5))
    later, earlier = asked("hoàng", number=3), asked("hòa", number=2)
    page = corrections.requests(reach(acting(Role.ORGANISATION_OFFICER, "tinh"), TODAY), open_only=False)
    assert (page.total, page.open) == (3, 2)
    assert [(one.identity, one.person_name) for one in page.lines] == [
        (earlier, "Lê Văn Hòa"),
        (later, "PHẠM HOÀNG"),
        (answered, "Trần Thị Hoa"),
    ]


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_requests(
    more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        asked("hoa", number=number)
    within = reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY)
    with django_assert_num_queries(4):
        assert len(corrections.requests(within, open_only=True).lines) == more
