"""What is found in one dossier: what it lacks, what has grown old, what contradicts itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.kernel.errors import LiemError
from liem.record.dossier.parts import SECTIONS
from liem.record.models import (
    Attestation,
    BodyState,
    DossierReview,
    Evaluation,
    EvaluationForm,
    LanguageSkill,
    PersonDetails,
    Qualification,
    Tenure,
    Training,
)
from liem.record.quality.checks import Scope
from liem.record.quality.finding import find
from liem.record.quality.items import Item, items_of, items_of_each
from liem.record.scope import Reach
from record import small_record
from record.small_record import FIRST, TODAY

WHOLE = Reach(TODAY, whole=True)


def found(person: str, kind: str = "") -> list[tuple[str, date | None]]:
    items = items_of(WHOLE, person, on=TODAY)
    return [(item.check, item.since) for item in items if not kind or item.kind == kind]


def names(person: str, kind: str) -> list[str]:
    return [name for name, _since in found(person, kind)]


def make_complete(person: str, body: str) -> None:
    """Everything that is asked for about a person whose tenures are there."""
    PersonDetails.objects.filter(person=person).update(
        sex="woman",
        ethnicity="Kinh",
        home_place="an-thanh",
        joined_party_on=date(2005, 1, 1),
        party_official_on=date(2006, 1, 1),
    )
    Tenure.objects.filter(person=person).update(decision="1-QĐ")
    for year in (2023, 2024, 2025):
        key = f"{person}-{year}"
        Evaluation.objects.create(key=key, person_id=person, body_id=body, year=year)
        EvaluationForm.objects.create(
            identity=key, evaluation_id=key, grade="good", evaluated_on=date(year, 12, 1), **FIRST
        )
    Qualification.objects.create(identity=f"{person}-q", person_id=person, kind="degree", level="university", **FIRST)
    for section in SECTIONS:
        small_record.attest(person, section, date(2026, 6, 30))
    account = small_record.acting("inspector", "tinh").account
    DossierReview.objects.create(
        identity=f"{person}-r", person_id=person, reviewed_on=date(2026, 5, 1), reviewed_by=account, **FIRST
    )


def test_a_dossier_with_everything_on_record_has_no_items() -> None:
    make_complete("hoa", "so-a")
    assert items_of(WHOLE, "hoa", on=TODAY) == ()


def test_what_is_missing_is_named_item_by_item() -> None:
    make_complete("hoa", "so-a")
    PersonDetails.objects.filter(person="hoa").update(
        born_on=None, sex="", ethnicity="", home_place=None, joined_party_on=None, party_official_on=None
    )
    Tenure.objects.filter(person="hoa").update(decision="")
    EvaluationForm.objects.filter(evaluation="hoa-2024").update(grade="")
    Qualification.objects.all().delete()
    Attestation.objects.filter(subject="hoa", section="tenures").delete()
    assert found("hoa") == [
        ("birth", None),
        ("sex", None),
        ("ethnicity", None),
        ("home_place", None),
        ("party_joined", None),
        ("decision", date(2022, 1, 1)),
        ("evaluation", None),
        ("degree", None),
        ("tenures_unattested", None),
    ]
    evaluation = next(item for item in items_of(WHOLE, "hoa", on=TODAY) if item.check == "evaluation")
    assert (evaluation.section, evaluation.kind, evaluation.message.vi, evaluation.message.en) == (
        "evaluations",
        "missing",
        "Thiếu đánh giá, xếp loại hằng năm: 2024",
        "A yearly evaluation is missing: 2024",
    )


def test_the_day_of_full_membership_is_asked_for_once_probation_is_over() -> None:
    make_complete("hoa", "so-a")
    PersonDetails.objects.filter(person="hoa").update(joined_party_on=date(2024, 11, 21), party_official_on=None)
    assert found("hoa") == [("party_official", date(2024, 11, 21))]
    PersonDetails.objects.filter(person="hoa").update(joined_party_on=date(2024, 11, 22))
    assert found("hoa") == []


def test_nobody_is_asked_for_party_days_whose_post_needs_none() -> None:
    small_record.post("a-staff", "so-a", "Chuyên viên", "specialist")
    small_record.tenure("t9", "đào", "a-staff", date(2026, 9, 1), decision="2-QĐ")
    assert "party_joined" not in names("đào", "missing")
    small_record.post("tinh-staff", "tinh", "Chuyên viên", "specialist")
    small_record.tenure("t10", "đào", "tinh-staff", date(2026, 9, 1), decision="3-QĐ")
    assert "party_joined" in names("đào", "missing")


def test_a_year_is_evaluated_for_whoever_was_in_post_from_its_first_half_to_its_end() -> None:
    years = [item.message.en[-4:] for item in items_of(WHOLE, "hoà", on=TODAY) if item.check == "evaluation"]
    assert years == ["2023", "2024"]  # moved on 1 July 2025: neither post was held long enough in that year
    before_april = items_of(WHOLE, "hoa", on=date(2026, 3, 31))
    assert [one.message.en[-4:] for one in before_april if one.check == "evaluation"] == ["2022", "2023", "2024"]


def test_what_nobody_looked_at_for_long_is_stale() -> None:
    make_complete("hoa", "so-a")
    Attestation.objects.filter(subject="hoa", section="results").update(complete_to=date(2025, 11, 20))
    Attestation.objects.filter(subject="hoa", section="languages").update(complete_to=date(2025, 11, 21))
    DossierReview.objects.update(reviewed_on=date(2025, 11, 20))
    certified = date(2021, 11, 20)
    LanguageSkill.objects.create(identity="l", person_id="hoa", language="Anh", certified_on=certified, **FIRST)
    assert found("hoa") == [("results_stale", date(2025, 11, 20)), ("language", certified), ("review", None)]


def test_a_withdrawn_attestation_and_a_superseded_entry_count_for_nothing() -> None:
    make_complete("hoa", "so-a")
    Attestation.objects.filter(subject="hoa", section="results").update(known_to=5)
    Qualification.objects.update(known_to=5)
    assert found("hoa") == [("degree", None), ("results_unattested", None)]


def _born_later() -> None:
    PersonDetails.objects.filter(person="hoa").update(born_on=date(2023, 1, 1), joined_party_on=date(2042, 1, 1))


def _young() -> None:
    PersonDetails.objects.filter(person="hoa").update(born_on=date(2004, 1, 2), joined_party_on=None)


def _party_child() -> None:
    PersonDetails.objects.filter(person="hoa").update(joined_party_on=date(1997, 12, 31))


def _party_order() -> None:
    PersonDetails.objects.filter(person="hoa").update(party_official_on=date(2004, 12, 31))


def _second_director() -> None:
    small_record.tenure("t8", "hòa", "a-director", date(2021, 1, 1), date(2022, 1, 2))


def _ended_body() -> None:
    BodyState.objects.filter(body="so-a").update(valid_to=date(2026, 11, 21))


def _backwards() -> None:
    small_record.tenure("t8", "hoa", "b-director", date(2020, 1, 2), date(2020, 1, 1))


def _training() -> None:
    Training.objects.create(
        identity="k",
        person_id="hoa",
        course="Bồi dưỡng",
        is_refresher=True,
        valid_from=date(2024, 5, 2),
        valid_to=date(2024, 5, 1),
        **FIRST,
    )


def _elsewhere() -> None:
    Evaluation.objects.filter(key="hoa-2024").delete()
    Evaluation.objects.create(key="x", person_id="hoa", body_id="so-b", year=2024)
    EvaluationForm.objects.create(
        identity="x", evaluation_id="x", grade="good", evaluated_on=date(2024, 12, 1), **FIRST
    )


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (_born_later, [("held_before_birth", None), ("party_order", date(2006, 1, 1))]),
        (_young, [("held_as_child", None)]),
        (_party_child, [("party_as_child", date(1997, 12, 31))]),
        (_party_order, [("party_order", date(2004, 12, 31))]),
        (_second_director, [("two_holders", date(2022, 1, 1))]),
        (_ended_body, [("body_ended", date(2022, 1, 1))]),
        (_backwards, [("tenure_order", date(2020, 1, 2))]),
        (_training, [("training_order", date(2024, 5, 2))]),
        (_elsewhere, [("evaluated_elsewhere", None)]),
    ],
)
def test_what_cannot_all_be_true_is_told(spoil: Callable[[], None], expected: list[tuple[str, date | None]]) -> None:
    make_complete("hoa", "so-a")
    assert found("hoa", "contradictory") == []
    EvaluationForm.objects.filter(evaluation="hoa-2024").delete()
    EvaluationForm.objects.create(
        identity="again", evaluation_id="hoa-2024", grade="good", evaluated_on=date(2024, 12, 1), **FIRST
    ) if spoil is not _elsewhere else None
    spoil()
    assert found("hoa", "contradictory") == expected


@pytest.mark.parametrize(
    ("reach", "others"),
    [
        (WHOLE, ("Lê Văn Hòa, Đỗ Đào", "Lê Văn Hòa, Đỗ Đào")),
        (Reach(TODAY, bodies=frozenset({"so-a"})), ("Đỗ Đào, một cán bộ khác", "Đỗ Đào, another official")),
        (Reach(TODAY, person="hoa"), ("2 cán bộ khác", "2 other officials")),
    ],
    ids=["who sees everybody", "who sees one of them", "the official"],
)
def test_a_post_with_two_holders_is_named_and_the_other_to_whom_the_mandate_allows(
    reach: Reach, others: tuple[str, str]
) -> None:
    make_complete("hoa", "so-a")
    _second_director()
    small_record.tenure("t9", "đào", "a-director", date(2023, 1, 1), date(2023, 2, 1))
    small_record.tenure("t10", "hoàng", "a-director", date(2018, 1, 1), date(2019, 1, 1))
    (item,) = (one for one in items_of(reach, "hoa", on=TODAY) if one.check == "two_holders")
    told = Tenure.objects.get(person="hoa", valid_to=None).post_id
    assert told == "a-director"
    assert (item.message.vi, item.message.en) == (
        "Chức danh chỉ có một người giữ, nhưng cùng lúc ghi cho hai người: Giám đốc, Sở A; cùng lúc với " + others[0],
        "A post for one holder is on record with two at once: Giám đốc, Sở A; at once with " + others[1],
    )


def test_eighteen_on_the_day_is_old_enough_and_whoever_acts_holds_no_post() -> None:
    make_complete("hoa", "so-a")
    PersonDetails.objects.filter(person="hoa").update(born_on=date(2004, 1, 1), joined_party_on=date(2022, 1, 1))
    PersonDetails.objects.filter(person="hoa").update(party_official_on=date(2023, 1, 1))
    small_record.tenure("t8", "hòa", "a-director", date(2022, 1, 1), date(2022, 2, 1))
    Tenure.objects.filter(identity="t8").update(kind="acting")
    assert found("hoa") == []


def test_an_evaluation_of_the_superior_body_fits_a_post_below_it() -> None:
    Evaluation.objects.create(key="e", person_id="hoàng", body_id="so-a", year=2025)
    assert names("hoàng", "contradictory") == []


def test_a_dossier_out_of_reach_is_refused() -> None:
    with pytest.raises(LiemError) as refused:
        items_of(Reach(TODAY, bodies=frozenset({"so-b"})), "hoa", on=TODAY)
    assert refused.value.code == "record.out_of_reach"


def test_everybody_at_once_gives_what_each_gives_alone() -> None:
    everybody = {one.person for one in find(Scope(TODAY))}
    assert everybody == {"hoa", "hoà", "hòa", "hoàng", "đào"}
    together = items_of_each(WHOLE, everybody, on=TODAY)
    alone: dict[str, tuple[Item, ...]] = {person: items_of(WHOLE, person, on=TODAY) for person in everybody}
    assert together == alone


@pytest.mark.parametrize("people", [["hoa"], ["hoa", "hoà", "hòa", "hoàng", "đào"]])
def test_the_number_of_queries_does_not_grow_with_the_people(
    people: list[str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):
        assert set(items_of_each(WHOLE, people, on=TODAY)) == set(people)
