"""How a dossier came to say what it says."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.actions.accounts import installation
from liem.actions.models import Role
from liem.actions.perform import perform
from liem.actions.write import Write
from liem.kernel.errors import LiemError
from liem.record.doers import Doer
from liem.record.history import Change, FieldChange, HistoryPage, history
from liem.record.identifiers import kept
from liem.record.models import Identifier, Kinship, LanguageSkill, Tenure
from liem.record.scope import Reach, reach
from record import small_record
from record.small_record import FIRST, TODAY, acting

pytestmark = pytest.mark.django_db
OWN = Reach(TODAY, person="hoa")


@pytest.fixture(autouse=True)
def record() -> None:
    small_record.build()


def everything(person: str = "hoa", *, with_kin: bool = True, with_numbers: bool = True) -> HistoryPage:
    return history(Reach(TODAY, person=person), person, with_kin=with_kin, with_numbers=with_numbers)


def corrected(reason: str = "quyết định ghi ngày khác") -> int:
    """The start of a tenure put right by the installation; gives the position of the entry."""

    def write(w: Write) -> int:
        w.supersede(Tenure, ["t1"], reason=reason)
        w.add(
            [
                Tenure(
                    identity="t1",
                    person_id="hoa",
                    post_id="a-director",
                    valid_from=date(2022, 2, 1),
                    decision="12-QĐ/TU",
                    source="roster.xlsx, Quá trình công tác, 7",
                )
            ]
        )
        return w.position

    return perform("installation.fill", by=installation(), body=None, subjects=["hoa"], content={}, write=write)


def test_a_change_tells_what_stood_before_and_after_who_did_it_and_why() -> None:
    position = corrected()
    changed = everything().lines[0]
    assert changed.at is not None
    assert changed == Change(
        table="tenure",
        identity="t1",
        part="tenures",
        kind="changed",
        lead=FieldChange("post", None, "Giám đốc, Sở A"),
        fields=(FieldChange("valid_from", date(2022, 1, 1), date(2022, 2, 1)),),
        reason="quyết định ghi ngày khác",
        source="roster.xlsx, Quá trình công tác, 7",
        position=position,
        at=changed.at,
        action="installation.fill",
        by=Doer("installation", ""),
    )


def test_what_was_entered_first_is_told_with_all_that_it_says_and_nothing_else() -> None:
    page = everything()
    assert (page.name, page.total) == ("Trần Thị Hoa", 2)
    assert [(one.part, one.kind, one.lead, one.fields) for one in page.lines] == [
        (
            "details",
            "entered",
            None,
            (
                FieldChange("name", None, "Trần Thị Hoa"),
                FieldChange("born_on", None, date(1980, 1, 1)),
                FieldChange("sex", None, "woman"),
                FieldChange("ethnicity", None, "Kinh"),
                FieldChange("home_place", None, "An Thạnh"),
            ),
        ),
        (
            "tenures",
            "entered",
            FieldChange("post", None, "Giám đốc, Sở A"),
            (FieldChange("valid_from", None, date(2022, 1, 1)), FieldChange("decision", None, "12-QĐ/TU")),
        ),
    ]


def test_what_was_withdrawn_keeps_its_reason_and_may_come_back() -> None:
    def withdraw(w: Write) -> None:
        w.supersede(LanguageSkill, ["l1"], reason="chứng chỉ của người khác")

    def enter(w: Write) -> None:
        w.add([LanguageSkill(identity="l1", person_id="hoa", language="Tiếng Anh")])

    for write in (enter, withdraw, enter):
        perform("installation.fill", by=installation(), body=None, subjects=["hoa"], content={}, write=write)
    told = [(one.kind, one.reason, one.fields) for one in everything().lines if one.part == "languages"]
    assert told == [
        ("entered", "", ()),
        ("withdrawn", "chứng chỉ của người khác", ()),
        ("entered", "", ()),
    ]


def test_a_cleared_column_is_a_change_too() -> None:
    Tenure.objects.filter(identity="t1").update(known_to=4)
    Tenure.objects.create(
        identity="t1",
        person_id="hoa",
        post_id="a-director",
        valid_from=date(2022, 1, 1),
        known_from=4,
        reason="không có",
    )
    assert everything().lines[0].fields == (FieldChange("decision", "12-QĐ/TU", None),)


def test_numbers_and_relatives_are_told_to_those_alone_who_may_see_them_and_never_who_the_relative_is() -> None:
    Kinship.objects.create(identity="k1", person_id="hoa", relative_id="hòa", relation="spouse", **FIRST)
    Kinship.objects.create(identity="k2", person_id="hoàng", relative_id="hoa", relation="sibling", **FIRST)
    number = "079012345678"
    Identifier.objects.create(
        identity="n1", person_id="hoa", kind="personal_number", **kept("personal_number", number), **FIRST
    )
    parts = [one.part for one in everything(with_kin=False, with_numbers=False).lines]
    assert parts == ["details", "tenures"]
    told = {one.part: (one.lead, one.fields) for one in everything().lines}
    assert told["kinship"] == (FieldChange("relation", None, "spouse"), ())
    assert told["numbers"] == (
        FieldChange("kind", None, "personal_number"),
        (FieldChange("last_digits", None, "678"),),
    )


def test_a_history_out_of_reach_looks_like_one_that_is_not_there() -> None:
    within = reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY)
    for key in ("hòa", "nobody"):
        with pytest.raises(LiemError) as refusal:
            history(within, key, with_kin=False, with_numbers=False)
        assert refusal.value.code == "record.out_of_reach"


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_changes(
    more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        corrected(f"lần {number}")
    with django_assert_num_queries(26):
        page = history(OWN, "hoa", with_kin=True, with_numbers=True)
    assert (page.total, len(history(OWN, "hoa", with_kin=True, with_numbers=True, offset=1, limit=1).lines)) == (
        2 + more,
        1,
    )
