"""Where the cases of the demo run: one department, its people and posts, and what their papers say by then.

ready(day)                    what the rules ask of the record is there, attested up to the day
begin(procedure, day=…)       a case of the procedure, prepared, with its people, as a `Walk`
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from django.db import models

from liem.actions.accounts import Grant, NewAccount, create_account, grant_mandate, installation
from liem.actions.models import Account, Mandate, Role
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.demo.accounts import UNIT
from liem.demo.province import COMMITTEE, COUNCIL
from liem.demo.running.walk import Cast, Walk, needs_names
from liem.law.procedures.steps import Concern, Convened, Kind, Procedure
from liem.procedures.cases.filing import VACANCY_NOTICE, fix_vacancy
from liem.procedures.cases.holders import leaders_of
from liem.procedures.cases.papers import papers_of
from liem.procedures.cases.people import NewName, put_forward
from liem.procedures.cases.preparing import NewCase, prepare
from liem.procedures.models import Case, Decision
from liem.record.choices import QualificationKind, QualificationLevel, Secrecy, Section
from liem.record.days import holds_on
from liem.record.models import (
    Attestation,
    PoliticalConclusion,
    PostStandard,
    PostState,
    Qualification,
    RecognisedResult,
    SuccessionEntry,
    SuccessionList,
    SuccessionListState,
    Tenure,
)

VACANCY = f"{UNIT}/pho-giam-doc"
CANDIDATES = ("p0565", "p0539", "p0550", "p0574")
OFFICIAL, OUTSIDER, TO_BE_MOVED = "p0240", "p0707", "p0558"
MOVED_TO = f"{UNIT}/phong-doanh-nghiep/pho"
ELSEWHERE, ELSEWHERE_POST = "so-cong-thuong", "so-cong-thuong/pho-giam-doc"
COMMUNE, COMMUNE_POST = "phuong-tan-lac-giang", "phuong-tan-lac-giang/ban-thuong-vu/uy-vien"
COUNCILLOR = "p0208"
TERM = f"{COMMITTEE}:2025"
DESKS = ("tochuc", "donvi", "kiemtra")
COUNCIL_VOTE = "council_confidence_vote"

_CASES: Mapping[Kind, NewCase] = {
    Kind.ROTATION: NewCase("", ELSEWHERE, post=ELSEWHERE_POST, person=OFFICIAL),
    Kind.CONGRESS_PERSONNEL: NewCase("", COMMUNE),
}
_NAMES: Mapping[Kind, tuple[tuple[str, str | None], ...]] = {
    Kind.APPOINTMENT_OUTSIDE: ((OUTSIDER, None),),
    Kind.CONGRESS_PERSONNEL: tuple((key, COMMUNE_POST) for key in CANDIDATES),
    Kind.PERIODIC_TRANSFER: ((TO_BE_MOVED, MOVED_TO),),
    Kind.TRAINING_SELECTION: ((TO_BE_MOVED, None),),
    Kind.CONFIDENCE_VOTE: ((OFFICIAL, None), ("p0241", None)),
    Kind.SELF_REVIEW: (),
}


def cast(day: date) -> Cast:
    """The demo's own desks; whoever counts does so by an own account."""
    return Cast(
        desks=tuple(_acting(username) for username in DESKS),
        official=official,
        day=day,
        term=TERM,
        members={
            Convened.PANEL: leaders_of(COMMITTEE, on=day)[:5],
            Convened.CONGRESS: leaders_of(COMMUNE, on=day),
            Convened.COMMITTEE: leaders_of(UNIT, on=day),
        },
    )


def begin(procedure: Procedure, *, day: date, decision: Decision | None = None) -> Walk:
    """A case of the procedure, prepared; its vacancy is fixed before its first name. Call `ready` before."""
    new = _new_case(procedure, day, decision)
    by = _acting("donvi" if new.body == UNIT else "tochuc")
    case = prepare(new, by=by)
    walk = Walk(case.pk, cast(day))
    if VACANCY_NOTICE in _first_papers(procedure):
        asked = ["Có kinh nghiệm quản lý", "Am hiểu ngân sách"]
        fix_vacancy(case.pk, day - timedelta(days=3), asked, by=walk.desk_of(None))
    if needs_names(procedure):
        _put_forward(case, procedure, day, by)
    return walk


def official(person: str) -> Acting:
    """The person's own account, made where there is none."""
    account = Account.objects.filter(person=person).first()
    if account is None:
        new = NewAccount(username=f"cb-{person}", full_name=person, password=None, person=person)
        account = create_account(new, by=installation())
    mandate = Mandate.objects.current().filter(account=account, role=Role.OFFICIAL).first()
    return Acting(account, mandate or _granted(account))


def ready(day: date) -> None:
    """What the rules ask of the record about these people, attested up to the day. Once for a day."""
    if Attestation.objects.current().filter(identity=_attested(OFFICIAL, Section.TENURES, day)).exists():
        return
    rows = [*_plans(day), *_papers(day), *_attestations(day)]
    perform("installation.fill", by=installation(), body=None, subjects=[], content={}, write=lambda w: w.add(rows))


def _acting(username: str) -> Acting:
    account = Account.objects.get(username=username)
    return Acting(account, Mandate.objects.current().get(account=account))


def _granted(account: Account) -> Mandate:
    return grant_mandate(account, Grant(role=Role.OFFICIAL, body="", valid_from=date(2022, 3, 1)), by=installation())


def _new_case(procedure: Procedure, day: date, decision: Decision | None) -> NewCase:
    found = _CASES.get(procedure.kind)
    body = found.body if found else COUNCIL if procedure.id == COUNCIL_VOTE else UNIT
    person = (found.person if found else OFFICIAL) if procedure.concerns is Concern.PERSON else None
    return NewCase(
        procedure.id,
        body,
        post=found.post if found else VACANCY if procedure.concerns is Concern.POST else None,
        person=person,
        decision=decision.pk if decision else None,
        planned_on=day + timedelta(days=60),
        term_ends_on=day + timedelta(days=120),
        congress_on=day + timedelta(days=90) if procedure.kind is Kind.CONGRESS_PERSONNEL else None,
    )


def _first_papers(procedure: Procedure) -> tuple[str, ...]:
    return (*procedure.papers, *papers_of(procedure, procedure.steps[0].id))


def _put_forward(case: Case, procedure: Procedure, day: date, by: Acting) -> None:
    names = _NAMES.get(procedure.kind, tuple((key, None) for key in CANDIDATES[:2]))
    if procedure.id == COUNCIL_VOTE:
        names = ((COUNCILLOR, None),)
    applied = procedure.kind is Kind.COMPETITIVE_SELECTION
    proposer = None if applied else leaders_of(case.body_id, on=day)[0]
    for key, to_post in names:
        new = NewName(key, day - timedelta(days=1), to_post=to_post, proposer=proposer, body=case.body_id)
        put_forward(case.pk, new, by=by)


def _plans(day: date) -> Iterator[models.Model]:
    """The candidates stand on an approved list for the post, and a standard is laid down for the one in the commune."""
    approved = day - timedelta(days=250)
    yield SuccessionList(key="chay-qh", body_id=UNIT, post_id=VACANCY, term_id=TERM)
    yield SuccessionListState(identity="chay-qh", list_id="chay-qh", approved_on=approved, secrecy=Secrecy.OPEN)
    for key in CANDIDATES[:2]:
        yield SuccessionEntry(identity=f"chay-qh/{key}", list_id="chay-qh", person_id=key, approved_on=approved)
    yield Attestation(**_attestation("chay-qh", Section.SUCCESSION, day))
    yield PostStandard(
        identity=f"chay-tc/{COMMUNE_POST}"[:64],
        post_id=COMMUNE_POST,
        kind=QualificationKind.DEGREE,
        level=QualificationLevel.UNIVERSITY,
        paper="Quy định tiêu chuẩn chức danh của Ban Thường vụ Tỉnh ủy",
        valid_from=approved,
    )


def _papers(day: date) -> Iterator[models.Model]:
    for key in (*CANDIDATES, OFFICIAL, OUTSIDER, TO_BE_MOVED):
        yield PoliticalConclusion(
            identity=f"chay-kl/{key}",
            person_id=key,
            number="118-KL/TU",
            concluded_on=day - timedelta(days=90),
            authority="Ban Thường vụ Tỉnh ủy",
        )
        yield RecognisedResult(
            identity=f"chay-kq/{key}",
            person_id=key,
            title="Rút ngắn quy trình thẩm định dự toán",
            recognised_on=day - timedelta(days=200),
            recognised_by="Hội đồng sáng kiến tỉnh",
        )
        yield Qualification(
            identity=f"chay-vb/{key}",
            person_id=key,
            kind=QualificationKind.DEGREE,
            level=QualificationLevel.UNIVERSITY,
            field="Tài chính",
            obtained_on=day - timedelta(days=5000),
        )


def _attestations(day: date) -> Iterator[models.Model]:
    subjects = {*CANDIDATES, OFFICIAL, OUTSIDER, TO_BE_MOVED, "p0241", COUNCILLOR}
    convened = set(_convened(day)) - subjects
    for key in sorted(subjects):
        yield from (Attestation(**_attestation(key, section, day)) for section in Section)
    yield from (Attestation(**_attestation(key, Section.KINSHIP, day)) for key in sorted(convened))


def _convened(day: date) -> Iterable[str]:
    """Everybody who may be called to a meeting, or take a step, of the cases."""
    bodies = [UNIT, COMMITTEE, COMMUNE, COUNCIL, ELSEWHERE]
    posts = PostState.objects.current().filter(holds_on(day))
    at = posts.filter(body__key__in=bodies) | posts.filter(body__states__superior__in=bodies)
    tenures = Tenure.objects.current().filter(holds_on(day), post_id__in=at.values("post_id"))
    return tenures.values_list("person_id", flat=True)


def _attestation(subject: str, section: Section, day: date) -> dict[str, object]:
    return {
        "identity": _attested(subject, section, day),
        "subject": subject,
        "section": section,
        "complete_to": day,
        "attested_by": "Phòng Tổ chức cán bộ",
        "attested_on": day,
    }


def _attested(subject: str, section: Section, day: date) -> str:
    return f"chay/{day:%y%m%d}/{section}/{subject}"[:64]
