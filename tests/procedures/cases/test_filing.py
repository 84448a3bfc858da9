"""Papers filed by digest, with what is kept of them; the vacancy and the action programme, point by point."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.conf import LazySettings

from liem.actions.papers import opened as paper_opened
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.procedures.cases.filing import NewPaper, file_paper, file_programme, fix_vacancy, replace_paper
from liem.procedures.cases.papers import missing_papers
from liem.procedures.cases.people import NewName, put_forward
from liem.procedures.cases.preparing import NewCase, open_case, prepare
from liem.procedures.cases.standing import case_now
from liem.procedures.cases.taking import NewStep, take, why_not
from liem.procedures.models import ActionProgramme, Case, CasePaper, Promise, Vacancy
from procedures.world import VACANT, Desks, build, days_ago, official, today

from .running import opened, paper, prepared

pytestmark = pytest.mark.django_db


def _new(name: str = "opinion", step: str = "opinion", **more: object) -> NewPaper:
    return NewPaper(step, name, days_ago(3), **more)  # type: ignore[arg-type]


def _code(case: Case, new: NewPaper, by: Acting) -> str:
    before = CasePaper.objects.count()
    with pytest.raises(LiemError) as caught:
        file_paper(case.pk, new, by=by)
    assert CasePaper.objects.count() == before
    return caught.value.code


def _missing(case: Case, step: str) -> tuple[str, ...]:
    return missing_papers(case_now(case.pk, on=today()), step)


def test_a_paper_is_kept_by_its_digest(desks: Desks) -> None:
    case = opened(desks)
    row = file_paper(case.pk, _new(number="5-CV", upload=BytesIO("Ý kiến".encode())), by=desks.agency)
    with paper_opened(row.digest) as file:
        assert file.read().decode() == "Ý kiến"
    assert (row.name, row.step, row.number, row.dated_on, row.size, row.person_id) == (
        "opinion",
        "opinion",
        "5-CV",
        days_ago(3),
        len("Ý kiến".encode()),
        None,
    )
    assert _missing(case, "opinion") == ("evaluation_record",)


def test_of_a_political_conclusion_no_file_is_ever_kept(desks: Desks) -> None:
    case = opened(desks)
    named = {"number": "7-KL", "authority": "Ban Thường vụ"}
    assert _code(case, _new("political_conclusion", upload=BytesIO(b"x"), **named), desks.agency) == "papers.no_file"
    assert _code(case, _new("political_conclusion", number="7-KL"), desks.agency) == "papers.no_number"
    row = file_paper(case.pk, _new("political_conclusion", **named), by=desks.agency)
    assert (row.digest, row.number, row.authority, row.person_id) == ("", "7-KL", "Ban Thường vụ", "chi")


def test_what_is_above_the_ceiling_is_kept_by_number_and_day_alone(desks: Desks, settings: LazySettings) -> None:
    settings.SECRECY_CEILING = "open"
    case = opened(desks)
    secret = {"secrecy": "secret", "number": "1-M"}
    assert _code(case, _new(upload=BytesIO(b"x"), **secret), desks.agency) == "papers.no_file"
    assert _code(case, _new(secrecy="secret"), desks.agency) == "papers.no_number"
    assert file_paper(case.pk, _new(**secret), by=desks.agency).digest == ""
    assert "opinion" not in _missing(case, "opinion")


def test_a_paper_that_cannot_be_is_refused(desks: Desks) -> None:
    case = opened(desks)
    file = BytesIO(b"x")
    assert _code(case, _new(), desks.agency) == "papers.file_missing"
    assert _code(case, _new("letter", upload=file), desks.agency) == "papers.unknown"
    assert _code(case, _new(step="none", upload=file), desks.agency) == "procedures.no_step"
    assert _code(case, NewPaper("opinion", "opinion", days_ago(-1), upload=file), desks.agency) == "papers.future"
    assert _code(case, _new(person="dung", upload=file), desks.agency) == "papers.whose"
    assert _code(case, _new(upload=BytesIO(b"MZ\x00\x01\x02")), desks.agency).startswith("paper.")


def test_papers_are_filed_within_a_mandate_and_officials_file_their_own(desks: Desks) -> None:
    case = opened(desks)
    assert _code(case, _new(upload=BytesIO(b"x")), desks.other_agency) == "procedures.foreign"
    file = BytesIO(b"x")
    assert _code(case, _new(upload=file), desks.inspection) == "procedures.foreign"
    assert _code(case, _new(upload=file), official("chi")) == "papers.not_yours"
    assert _code(case, _new("request", "request", person="chi", upload=file), official("dung")) == "papers.not_yours"
    assert file_paper(case.pk, _new("appraisal", "looked_into", upload=file), by=desks.inspection).digest


def test_another_paper_takes_the_place_of_a_wrong_one_with_a_reason(desks: Desks) -> None:
    case = opened(desks)
    former = file_paper(case.pk, _new(upload=BytesIO(b"a")), by=desks.agency)
    with pytest.raises(LiemError) as caught:
        replace_paper(case.pk, former.identity, _new(upload=BytesIO(b"b")), " ", by=desks.agency)
    assert caught.value.code == "actions.no_reason"
    later = replace_paper(case.pk, former.identity, _new(upload=BytesIO(b"b")), "Nhầm bản", by=desks.agency)
    assert [row.digest for row in case_now(case.pk, on=today()).papers_for("opinion")] == [later.digest]
    assert CasePaper.objects.filter(identity=former.identity).count() == 2
    with pytest.raises(LiemError) as caught:
        replace_paper(case.pk, "none", _new(upload=BytesIO(b"b")), "Nhầm bản", by=desks.agency)
    assert caught.value.code == "papers.gone"


def test_a_step_of_several_officials_waits_for_a_paper_of_each(desks: Desks) -> None:
    case = prepare(NewCase("trial_transfer", "so/phong-1"), by=desks.agency)
    for person in ("chi", "giang"):
        put_forward(case.pk, NewName(person, days_ago(9), to_post="so/phong-2/pho"), by=desks.agency)
    open_case(case.pk, days_ago(8), by=desks.agency)
    paper(case, "list", "short_list", by=desks.agency)
    take(case.pk, NewStep("list", days_ago(7)), by=desks.agency)
    assert _code(case, _new("acknowledgement", "own_view", upload=BytesIO(b"x")), desks.agency) == "papers.whose"
    paper(case, "own_view", "acknowledgement", by=official("chi"), person="chi")
    shown = why_not(case_now(case.pk, on=today()), "own_view", by=desks.agency, on=today())
    assert [(stop.code, stop.about) for stop in shown] == [("procedures.paper_missing", "acknowledgement")]
    paper(case, "own_view", "acknowledgement", by=desks.agency, person="giang")
    event = take(case.pk, NewStep("own_view", days_ago(6)), by=desks.agency)
    assert (event.by_person_id, event.number) == (None, 2)


def test_a_personal_paper_of_an_earlier_step_counts_for_a_later_one(db: None) -> None:
    offices = build("vietnam")
    case = prepare(NewCase("party_appointment_inside", "so", post=VACANT), by=offices.agency)
    for person in ("chi", "dung"):
        put_forward(case.pk, NewName(person, today(), proposer="an"), by=offices.agency)
        paper(case, "opening", "declaration", by=offices.agency, person=person)
        paper(case, "first_leadership", "evaluation_record", by=offices.agency, person=person)
    paper(case, "appraisal", "personal_form", by=offices.agency, person="chi")
    paper(case, "appraisal", "short_list", by=offices.agency)
    assert _missing(case, "first_leadership") == ("meeting_record",)
    assert _missing(case, "appraisal") == ("personal_form", "political_conclusion", "appraisal")


def test_the_vacancy_is_fixed_once_and_is_the_statement_that_the_opening_asks(db: None) -> None:
    offices = build("vietnam")
    case = prepare(NewCase("party_appointment_inside", "so", post=VACANT), by=offices.agency)
    assert _missing(case, "opening") == ("vacancy_notice",)
    with pytest.raises(LiemError) as caught:
        fix_vacancy(case.pk, days_ago(9), [" "], by=offices.agency)
    assert caught.value.code == "papers.requirements"
    fix_vacancy(case.pk, days_ago(9), ["Đại học", "Đại học", "Ba năm quản lý"], by=offices.agency)
    row = Vacancy.objects.get()
    assert (row.fixed_on, row.requirements) == (days_ago(9), ["Đại học", "Ba năm quản lý"])
    assert CasePaper.objects.get(identity=row.paper).name == "vacancy_notice"
    assert _missing(case, "opening") == ()
    with pytest.raises(LiemError) as caught:
        fix_vacancy(case.pk, days_ago(8), ["Thạc sĩ"], by=offices.agency)
    assert caught.value.code == "papers.fixed"


def test_a_candidate_files_the_own_action_programme_point_by_point(db: None) -> None:
    offices = build("tra_vinh_49_kh_tu")
    case = prepare(NewCase("appointment_with_action_programme", "so", post=VACANT), by=offices.agency)
    rows = {
        who: put_forward(case.pk, NewName(who, days_ago(9), proposer="an"), by=offices.agency)
        for who in ("chi", "dung")
    }
    own, points = official("chi"), [("Giảm một nửa hồ sơ quá hạn", days_ago(-365)), ("Mở quầy số 2", days_ago(-90))]
    for other, given, code in (
        (rows["dung"].identity, points, "papers.not_yours"),
        (rows["chi"].identity, [], "papers.promises"),
        (rows["chi"].identity, [("Muộn", days_ago(5))], "papers.promises"),
    ):
        with pytest.raises(LiemError) as caught:
            file_programme(case.pk, other, days_ago(2), given, by=own)
        assert caught.value.code == code
    assert not ActionProgramme.objects.exists()
    file_programme(case.pk, rows["chi"].identity, days_ago(2), points, by=own)
    programme = ActionProgramme.objects.get()
    assert (programme.candidacy_id, programme.filed_on) == (rows["chi"].identity, days_ago(2))
    assert list(Promise.objects.order_by("due_on").values_list("person_id", "text")) == [
        ("chi", "Mở quầy số 2"),
        ("chi", "Giảm một nửa hồ sơ quá hạn"),
    ]
    assert _missing(case, "action_programme") == ("action_programme",)  # Dung's is still to come


def test_nothing_is_filed_in_a_case_of_ones_own_but_through_the_own_account(desks: Desks) -> None:
    from liem.actions.models import Role
    from procedures.world import desk

    case = prepared(desks)
    own = desk(Role.UNIT_OFFICER, "so", username="own", person="chi")
    assert _code(case, _new(upload=BytesIO(b"x")), own) == "procedures.own_case"


def _rotation(db: None) -> tuple[Desks, Case]:
    """The province plans it, appraises and decides; the agency that receives Chi is asked; inspectors do nothing."""
    offices = build("vietnam")
    new = NewCase("party_rotation", "so", post=VACANT, person="chi", planned_on=today())
    return offices, prepare(new, by=offices.province)


def test_papers_are_filed_at_the_desk_of_their_step_or_at_the_one_that_prepares_the_case(db: None) -> None:
    offices, case = _rotation(db)
    for step in ("opening", "plan", "appraisal", "decision"):
        new = _new("conclusion", step, upload=BytesIO(b"x"))
        assert _code(case, new, offices.agency) == "procedures.foreign"
        assert _code(case, new, offices.inspection) == "procedures.foreign"
        assert file_paper(case.pk, new, by=offices.province).step == step
    consulted = _new("opinion", "bodies_consulted", upload=BytesIO(b"x"))
    assert _code(case, consulted, offices.inspection) == "procedures.foreign"
    assert file_paper(case.pk, consulted, by=offices.agency).step == "bodies_consulted"
    consulted = _new("opinion", "bodies_consulted", upload=BytesIO(b"y"))
    assert file_paper(case.pk, consulted, by=offices.province).step == "bodies_consulted"


def test_nobody_replaces_a_paper_of_another_desk(db: None) -> None:
    offices, case = _rotation(db)
    former = file_paper(case.pk, _new("conclusion", "decision", upload=BytesIO(b"a")), by=offices.province)
    new = _new("conclusion", "decision", upload=BytesIO(b"b"))
    with pytest.raises(LiemError, match=r"procedures\.foreign"):
        replace_paper(case.pk, former.identity, new, "Nhầm bản", by=offices.agency)
    assert [row.digest for row in case_now(case.pk, on=today()).papers] == [former.digest]


def test_an_inspector_who_prepares_a_case_files_only_at_the_steps_of_inspectors(db: None) -> None:
    offices = build("bac_giang_2021_2025", "vietnam")
    case = prepare(NewCase("party_rotation", "so", post=VACANT, person="chi"), by=offices.inspection)
    assert _code(case, _new("plan", "opening", upload=BytesIO(b"x")), offices.inspection) == "procedures.foreign"


def test_the_agreement_to_an_exception_is_numbered_and_filed_where_it_was_decided_too(db: None) -> None:
    offices = build("vietnam")
    case = prepare(NewCase("party_appointment_inside", "so", post=VACANT), by=offices.agency)
    put_forward(case.pk, NewName("chi", today(), proposer="an"), by=offices.agency)
    new = _new("waiver", "first_leadership", number="12-CV/TU", upload=BytesIO(b"x"))
    assert _code(case, _new("waiver", "first_leadership", upload=BytesIO(b"x")), offices.province) == "papers.no_number"
    assert _code(case, _new("opinion", "first_leadership", upload=BytesIO(b"x")), offices.province) == (
        "procedures.foreign"
    )
    assert _code(case, new, offices.inspection) == "procedures.foreign"
    assert _code(case, new, offices.other_agency) == "procedures.foreign"
    assert file_paper(case.pk, new, by=offices.province).number == "12-CV/TU"


def test_no_official_files_the_agreement_to_an_exception_for_themselves(desks: Desks) -> None:
    case = opened(desks)
    new = _new("waiver", "request", person="chi", number="1", upload=BytesIO(b"x"))
    assert _code(case, new, official("chi")) == "papers.not_yours"
