"""Which cases may be prepared, and what a case holds from the beginning."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings

from liem.kernel.errors import LiemError
from liem.procedures.cases.preparing import NewCase, prepare, procedures_for
from liem.procedures.models import Candidacy, CandidacyState, Case, CasePerson, Decision, DecisionEffect, ProcedureText
from procedures.world import VACANT, Desks, days_ago, desk, today
from world import body, write

from .running import opened, prepared

pytestmark = pytest.mark.django_db


def _code(desks: Desks, *given: Any, **named: Any) -> str:
    with pytest.raises(LiemError) as caught:
        prepare(NewCase(*given, **named), by=desks.agency)
    assert not Case.objects.exists()
    return caught.value.code


def test_a_case_about_one_official_holds_that_one_and_the_post_held(desks: Desks) -> None:
    case = prepare(
        NewCase("trial_ending", "so/phong-1", person="chi", planned_on=today() + timedelta(days=30)), by=desks.agency
    )
    assert (case.kind, case.jurisdiction, case.post_id, case.prepared_on) == (
        "resignation",
        "party",
        "so/phong-1/truong",
        today(),
    )
    row = CasePerson.objects.current().get(case=case)
    assert (row.person_id, row.to_post_id, row.candidacy_id) == ("chi", None, row.identity)
    candidacy, state = Candidacy.objects.get(pk=row.identity), CandidacyState.objects.get(identity=row.identity)
    assert (candidacy.kind, candidacy.case_id, candidacy.post_id) == ("ending", case.pk, "so/phong-1/truong")
    assert (state.opened_on, state.planned_on, state.decided_on) == (today(), today() + timedelta(days=30), None)


def test_the_text_of_a_procedure_is_kept_once_for_all_cases(desks: Desks) -> None:
    for person in ("chi", "giang"):
        prepared(desks, person)
    kept = ProcedureText.objects.get()
    assert (kept.pack, kept.file) == ("quy_trinh_thu", "quy_trinh_thu/procedures/trial_ending.yaml")
    assert "id: trial_ending" in kept.text


def test_only_procedures_of_adopted_packs_in_force_are_run(desks: Desks) -> None:
    assert {one.id for one in procedures_for("so/phong-1", on=today())} == {"trial_ending", "trial_transfer"}
    assert _code(desks, "party_resignation", "so", person="an") == "procedures.not_adopted"
    assert _code(desks, "none", "so", person="an") == "procedures.not_adopted"


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ({"procedure": "trial_ending", "body": "so"}, "procedures.no_person"),
        ({"procedure": "trial_ending", "body": "so", "person": "nobody"}, "procedures.no_person"),
        ({"procedure": "trial_transfer", "body": "so", "person": "an"}, "procedures.no_person"),
        ({"procedure": "trial_ending", "body": "so", "person": "chi"}, "procedures.no_post"),
        ({"procedure": "trial_ending", "body": "so", "person": "an", "post": "xa/bi-thu"}, "procedures.no_post"),
        ({"procedure": "trial_transfer", "body": "so", "decision": "x"}, "procedures.no_decision"),
        ({"procedure": "trial_transfer", "body": "so", "places": 0}, "procedures.places"),
    ],
)
def test_a_case_names_what_its_procedure_concerns_and_nothing_else(
    desks: Desks, named: dict[str, Any], code: str
) -> None:
    assert _code(desks, **named) == code


def test_a_body_that_is_not_there_has_no_case(desks: Desks) -> None:
    rows = body("so/cu", kind="unit", superior="so")
    rows[1].valid_to = days_ago(10)  # type: ignore[attr-defined]
    write(*rows)
    assert _code(desks, "trial_transfer", "so/cu") == "procedures.no_body"


def test_what_is_too_secret_is_not_taken_in(desks: Desks, settings: LazySettings) -> None:
    settings.SECRECY_CEILING = "confidential"
    assert _code(desks, "trial_transfer", "so", secrecy="secret") == "procedures.too_secret"


def test_a_case_is_prepared_by_nobody_without_a_mandate_over_the_unit(desks: Desks) -> None:
    with pytest.raises(LiemError) as caught:
        prepare(NewCase("trial_ending", "so", person="an"), by=desks.other_agency)
    assert caught.value.code == "actions.out_of_scope"


def test_nobody_prepares_the_own_case(desks: Desks) -> None:
    from liem.actions.models import Role

    own = desk(Role.ORGANISATION_OFFICER, "tinh", username="own", person="chi")
    with pytest.raises(LiemError) as caught:
        prepare(NewCase("trial_ending", "so/phong-1", person="chi"), by=own)
    assert caught.value.code == "procedures.own_case"


def test_one_case_of_a_kind_runs_for_the_same_thing(desks: Desks) -> None:
    first = opened(desks)
    with pytest.raises(LiemError) as caught:
        prepared(desks)
    assert (caught.value.code, caught.value.data) == ("procedures.running_already", {"case": first.pk})
    assert prepared(desks, "giang").person_id == "giang"


def test_a_case_that_is_only_prepared_stands_in_nobodys_way(desks: Desks) -> None:
    assert prepared(desks).pk != prepared(desks).pk


def test_a_case_about_a_decision_holds_those_whom_it_concerned(db: None) -> None:
    from procedures.world import build

    desks = build("bac_giang_2021_2025")
    decision = Decision(
        key="d1",
        number="12-QĐ/TU",
        decided_on=days_ago(200),
        effective_on=days_ago(200),
        body_id="tinh",
        subject="Bổ nhiệm phó giám đốc",
        entry=1,
    )
    effects = [DecisionEffect(decision=decision, table="record_tenure", identity="t", person_id="binh")] * 1
    write(decision)
    write(effects)
    case = prepare(NewCase("annulment", "so", decision="d1", post=VACANT), by=desks.province)
    assert list(CasePerson.objects.current().filter(case=case).values_list("person_id", flat=True)) == ["binh"]
    with pytest.raises(LiemError) as caught:
        prepare(NewCase("annulment", "so", decision="none"), by=desks.province)
    assert caught.value.code == "procedures.no_decision"
