from __future__ import annotations

import pytest

from liem.actions.models import EntryContent
from liem.actions.notices import deliver, notices_of, title_of
from liem.kernel.errors import LiemError
from liem.procedures.meetings.convening import convene
from liem.procedures.meetings.declaring import NewTie, declare_tie, end_tie, ties_declared_by
from liem.procedures.meetings.recusals import recused
from liem.procedures.meetings.recusing import NewRecusal, stand_aside
from liem.procedures.meetings.telling import TOPICS
from liem.procedures.models import Case, DeclaredTie
from procedures.meetings.running import CHOOSING, case_before, kin, meeting_of
from procedures.world import Desks, official, today

pytestmark = pytest.mark.django_db
TIE = NewTie("an", "chi", "household")


def test_a_declared_tie_keeps_out_of_the_case_until_it_ends(desks: Desks) -> None:
    case = Case.objects.get(pk=case_before(CHOOSING))
    row = declare_tie(TIE, by=official("an"))
    assert (row.kind, row.declared_on) == ("household", today())
    assert recused(case) == {"an"}
    assert ties_declared_by("an") == (row,)
    end_tie(row.identity, "Đã chuyển hộ", by=official("an"))
    assert (recused(case), ties_declared_by("an")) == (frozenset(), ())


def test_a_desk_that_may_know_of_kin_declares_for_an_official_within_reach(desks: Desks) -> None:
    declare_tie(TIE, by=desks.province)
    content = EntryContent.objects.order_by("entry_id").last().content
    assert "an" not in content.split('"')
    assert "chi" not in content


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewTie("an", "chi", "kin"), "ties.kind"),
        (NewTie("an", "an", "household"), "ties.people"),
        (NewTie("an", "nobody", "household"), "ties.people"),
        (NewTie("binh", "chi", "household"), "record.out_of_reach"),
    ],
)
def test_a_tie_that_cannot_be_is_refused(desks: Desks, new: NewTie, code: str) -> None:
    with pytest.raises(LiemError) as refusal:
        declare_tie(new, by=official("an"))
    assert refusal.value.code == code
    assert not DeclaredTie.objects.exists()


def test_a_tie_is_declared_once_whichever_of_the_two_does(desks: Desks) -> None:
    declare_tie(TIE, by=official("an"))
    with pytest.raises(LiemError, match=r"ties\.already"):
        declare_tie(NewTie("chi", "an", "household"), by=official("chi"))
    declare_tie(NewTie("chi", "an", "partner"), by=official("chi"))


def test_nobody_ends_the_tie_of_another_and_a_desk_that_may_not_know_of_kin_enters_none(desks: Desks) -> None:
    row = declare_tie(TIE, by=official("an"))
    for by in (official("chi"), desks.agency):
        with pytest.raises(LiemError, match=r"record\.out_of_reach"):
            end_tie(row.identity, "x", by=by)
    with pytest.raises(LiemError, match=r"record\.out_of_reach"):
        end_tie("none", "x", by=official("an"))


def test_those_put_on_the_list_of_recusals_are_told_without_a_name(desks: Desks) -> None:
    case_before(CHOOSING)
    kin("binh", "chi")
    told, others = official("binh").account, official("mai").account
    convene("c1", meeting_of(), by=desks.agency)
    deliver()
    [notice] = notices_of(told)
    assert (notice.path, notice.message.topic) == ("/mine/", "procedures.convene")
    assert title_of(notice.message.topic) == TOPICS["procedures.convene"].title
    assert not notices_of(others).exists()
    convene("c1", meeting_of(again="Đổi ngày họp"), by=desks.agency)
    deliver()
    assert notices_of(told).count() == 1  # told once for the case


def test_whoever_is_entered_as_standing_aside_is_told(desks: Desks) -> None:
    case_before(CHOOSING)
    told = official("mai").account
    stand_aside("c1", NewRecusal("mai", "x"), by=desks.agency)
    deliver()
    assert [notice.path for notice in notices_of(told)] == ["/mine/"]
