"""The rows of the record on which a finding rests, as they were known to its audit.

One small query function for each fact table, chosen by `rows_behind`. They show what the evidence only counts: whether
a declaration came late or never, which conclusion there is, what the form says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from liem.procedures.models import (
    ActionProgramme,
    Candidacy,
    CandidacyState,
    NominationMeeting,
    Nominee,
)
from liem.record.days import PostTitle, holds_on, titles_of
from liem.record.models import (
    Declaration,
    DeclarationDuty,
    EvaluationForm,
    EvaluationProduct,
    PersonDetails,
    PoliticalConclusion,
    PostState,
    RecognisedResult,
    Tenure,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """The day that was audited and the last ledger position taken into account."""

    as_of: date
    known_at: int


@dataclass(frozen=True, slots=True)
class DeclarationRows:
    """When a declaration was due and when each step was first taken; None where no row says so."""

    due_on: date
    filed_on: date | None
    published_on: date | None

    @property
    def days_late(self) -> int:
        """By how many days it was filed after the due day; 0 where it was in time or was not filed."""
        return max(0, (self.filed_on - self.due_on).days) if self.filed_on else 0


@dataclass(frozen=True, slots=True)
class CandidacyRows:
    """The days of a procedure and the newest paper of each kind. A conclusion's content is never stored."""

    opened_on: date
    planned_on: date | None
    decided_on: date | None
    decision: str
    conclusion: tuple[str, date, str] | None  # number, day, authority
    result: tuple[str, date, str] | None  # title, day, who recognised it
    programme_filed_on: date | None


@dataclass(frozen=True, slots=True)
class EvaluationRows:
    """What an evaluation form holds; empty where it says nothing."""

    evaluated_on: date
    grade: str
    collective_grade: str
    body_result: str
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingRows:
    held_on: date
    places: int
    names: int


@dataclass(frozen=True, slots=True)
class PersonnelWorkRows:
    """The tenures with personnel work begun by the day, the newest first: post, from, to (the first day no longer)."""

    tenures: tuple[tuple[PostTitle, date | None, date | None], ...]


@dataclass(frozen=True, slots=True)
class HoldingRows:
    """The post held, since when, and the home place on record (empty where there is none)."""

    post: PostTitle
    since: date | None
    home_place: str


@dataclass(frozen=True, slots=True)
class KinPairRows:
    """The posts that two relatives hold, and since when each; who they are is not told."""

    posts: tuple[tuple[PostTitle, date | None], ...]


Rows = DeclarationRows | CandidacyRows | EvaluationRows | MeetingRows | PersonnelWorkRows | HoldingRows | KinPairRows


def rows_behind(about: str, subject: str, *, person: str, moment: Moment) -> Rows | None:
    """What lies behind a finding about `subject`, a key of the fact table `about`; None where nothing is on record.

    At most five queries. The caller has checked that the finding lies within reach.
    """
    read = _READERS.get(about)
    return read(subject, person, moment) if read else None


def known_at(position: int) -> Q:
    """The versions that were known at a ledger position."""
    return Q(known_from__lte=position) & (Q(known_to__isnull=True) | Q(known_to__gt=position))


def _declaration(subject: str, person: str, moment: Moment) -> DeclarationRows | None:
    duty = DeclarationDuty.objects.filter(key=subject).first()
    if duty is None:
        return None
    steps = Declaration.objects.filter(known_at(moment.known_at), duty_id=subject, taken_on__lte=moment.as_of)
    first: dict[str, date] = {}
    for step, taken_on in steps.order_by("taken_on").values_list("step", "taken_on"):
        first.setdefault(step, taken_on)
    return DeclarationRows(duty.due_on, first.get("filed"), first.get("published"))


def _candidacy(subject: str, person: str, moment: Moment) -> CandidacyRows | None:
    known = known_at(moment.known_at)
    candidacy = Candidacy.objects.filter(key=subject).first()
    state = CandidacyState.objects.filter(known, candidacy_id=subject).first()
    if candidacy is None or state is None:
        return None
    own = {"person_id": candidacy.person_id}
    conclusions = PoliticalConclusion.objects.filter(known, concluded_on__lte=moment.as_of, **own)
    results = RecognisedResult.objects.filter(known, recognised_on__lte=moment.as_of, **own)
    programmes = ActionProgramme.objects.filter(known, candidacy_id=subject, filed_on__lte=moment.as_of)
    return CandidacyRows(
        opened_on=state.opened_on,
        planned_on=state.planned_on,
        decided_on=state.decided_on,
        decision=state.decision,
        conclusion=conclusions.order_by("-concluded_on").values_list("number", "concluded_on", "authority").first(),
        result=results.order_by("-recognised_on").values_list("title", "recognised_on", "recognised_by").first(),
        programme_filed_on=programmes.order_by("filed_on").values_list("filed_on", flat=True).first(),
    )


def _evaluation(subject: str, person: str, moment: Moment) -> EvaluationRows | None:
    known = known_at(moment.known_at)
    form = EvaluationForm.objects.filter(known, evaluation_id=subject).first()
    if form is None:
        return None
    products = EvaluationProduct.objects.filter(known, evaluation_id=subject).order_by("title")
    return EvaluationRows(
        evaluated_on=form.evaluated_on,
        grade=form.grade,
        collective_grade=form.collective_grade,
        body_result=form.body_result,
        products=tuple(products.values_list("title", flat=True)),
    )


def _meeting(subject: str, person: str, moment: Moment) -> MeetingRows | None:
    meeting = NominationMeeting.objects.filter(key=subject).first()
    if meeting is None:
        return None
    names = Nominee.objects.filter(known_at(moment.known_at), meeting_id=subject)
    return MeetingRows(meeting.held_on, meeting.places, names.count())


def _personnel_work(subject: str, person: str, moment: Moment) -> PersonnelWorkRows | None:
    known = known_at(moment.known_at)
    _person, _colon, area = subject.partition(":")
    posts = PostState.objects.filter(known, field="personnel", area=area)
    tenures = Tenure.objects.filter(known, person_id=person, post_id__in=posts.values("post_id"))
    begun = tenures.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=moment.as_of))
    rows = list(begun.order_by("-valid_from", "identity").values_list("post_id", "valid_from", "valid_to"))
    titles = titles_of(posts={post for post, _, _ in rows})
    held = ((titles.post(post, since or moment.as_of), since, until) for post, since, until in rows)
    return PersonnelWorkRows(tuple(held)) if rows else None


def _holding(subject: str, person: str, moment: Moment) -> HoldingRows | None:
    known = known_at(moment.known_at)
    tenure = Tenure.objects.filter(known, holds_on(moment.as_of), identity=subject).first()
    if tenure is None:
        return None
    details = PersonDetails.objects.filter(known, person_id=person).select_related("home_place").first()
    home = details.home_place.name if details and details.home_place else ""
    return HoldingRows(titles_of(posts={tenure.post_id}).post(tenure.post_id, moment.as_of), tenure.valid_from, home)


def _kin_pair(subject: str, person: str, moment: Moment) -> KinPairRows | None:
    known = known_at(moment.known_at)
    tenures = Tenure.objects.filter(known, holds_on(moment.as_of), identity__in=subject.split(":")).order_by("identity")
    rows = list(tenures.values_list("post_id", "valid_from"))
    titles = titles_of(posts={post for post, _ in rows})
    return KinPairRows(tuple((titles.post(post, moment.as_of), since) for post, since in rows)) if rows else None


_READERS: dict[str, Callable[[str, str, Moment], Rows | None]] = {
    "declaration_duty": _declaration,
    "candidacy": _candidacy,
    "personnel_decision": _candidacy,
    "evaluation": _evaluation,
    "nomination_meeting": _meeting,
    "personnel_work": _personnel_work,
    "holding": _holding,
    "kin_pair": _kin_pair,
}
