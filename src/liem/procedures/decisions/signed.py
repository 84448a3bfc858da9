"""A decision as it is entered: what stands on the paper, and whom it is about."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from liem.kernel.dates import Term, end_of
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.steps import OPENING, Act, Concern, Kind, Step
from liem.procedures.cases.holders import holder_of, leaders_of, subjects_of
from liem.procedures.cases.standing import CaseNow, closing_step
from liem.procedures.decisions.changes import Changes
from liem.procedures.meetings.recusals import recused
from liem.procedures.models import CaseEvent, Decision

LONGEST_NUMBER = 60
LONGEST_SUBJECT = 300
LONGEST_WAIT = Term(months=12)
"""From the day of a decision to its day of effect. National rules name no limit: one that lies further off is a slip of
the pen, or ties the hands of those who decide later. It is long enough for whoever leaves with notice."""


@dataclass(frozen=True, slots=True)
class TakenOff:
    """Somebody taken off a succession list, and why."""

    person: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDecision:
    """What stands on the paper; the day of decision is that of the step. `effective_on` is the first day on which it
    has effect: the first in the new post, the first no longer in the former.

    `ends_on` is the last day, where the decision sets one (a suspension always does). `leaves` are identities of the
    tenures that end with it; None leaves it to the kind of procedure: a rotation ends the post begun last, a periodic
    transfer the one held in the unit, a release the one of the case, an appointment none. An evaluation has `grade` and
    `year`; a succession plan its `term` and who is `taken_off`; a training its `course`; an annulment the day by which
    all is redone."""

    number: str
    effective_on: date
    subject: str = ""
    signatory: str | None = None
    ends_on: date | None = None
    leaves: tuple[str, ...] | None = None
    grade: str = ""
    collective_grade: str = ""
    year: int | None = None
    term: str = ""
    taken_off: tuple[TakenOff, ...] = ()
    course: str = ""
    place: str = ""
    is_refresher: bool = False
    redo_by: date | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody whom the decision is about, the post to which it leads and the candidacy that it ends."""

    person: str
    to_post: str | None = None
    candidacy: str | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """A decision that is being entered, with everything that its effect needs."""

    now: CaseNow
    event: CaseEvent
    new: NewDecision
    decision: Decision
    people: tuple[Subject, ...]
    changes: Changes

    @property
    def words(self) -> str:
        """The reason that stands with every row which it changes."""
        return in_words(self.decision)


def in_words(decision: Decision) -> str:
    return f"Quyết định số {decision.number} ngày {decision.decided_on:%d/%m/%Y}"


def needs_decision(step: Step) -> bool:
    """Whether the step is a signed decision with a number of its own."""
    return step.act is Act.DECIDE and "decision" in step.papers


def is_closing(now: CaseNow, step: Step) -> bool:
    """Whether this decision ends the matter; where the procedure changes nothing in the record, its last decision."""
    closing = closing_step(now.procedure)
    if closing is None:
        closing = next((one for one in reversed(now.procedure.steps) if needs_decision(one)), None)
    return closing is not None and closing.id == step.id


def people_of(now: CaseNow, event: CaseEvent) -> tuple[Subject, ...]:
    """Whom the decision is about: those whom it names, else those whom the last count chose, else everybody before the
    case where they are no more than its places. Raises `decisions.whom` and `decisions.not_voted_for`."""
    if now.procedure.concerns is Concern.PERSON and now.case.person_id:
        own = next((one for one in now.people if one.person_id == now.case.person_id), None)
        to_post = own.to_post_id if own else None
        return (Subject(now.case.person_id, to_post, own.candidacy_id if own else None),)
    counted = chosen_last(now)
    chosen = event.chosen or counted
    if counted and not set(chosen) <= set(counted):
        raise _not_voted_for()
    people = [one for one in now.people if not chosen or one.identity in chosen]
    too_many = (
        (event.chosen or not counted) and now.procedure.concerns is Concern.POST and len(people) > now.case.places
    )
    if (too_many and now.procedure.kind not in _WHOLE_LISTS) or not (people or now.procedure.kind in _WITHOUT_NAMES):
        raise LiemError(
            "decisions.whom",
            Message(
                "Chưa rõ quyết định về ai. Hãy chọn người được quyết định trong số những người của vụ việc.",
                "It is not clear whom the decision is about. Choose among the people of the case.",
            ),
        )
    return tuple(Subject(one.person_id, one.to_post_id, one.candidacy_id) for one in people)


def _not_voted_for() -> LiemError:
    return LiemError(
        "decisions.not_voted_for",
        Message(
            "Quyết định có người mà lần bỏ phiếu sau cùng không chọn. Chỉ quyết định về người đã được chọn.",
            "The decision names somebody whom the last ballot did not choose. Only those chosen can be decided on.",
        ),
    )


_WHOLE_LISTS = (Kind.SUCCESSION, Kind.SUCCESSION_REVISION)
_WITHOUT_NAMES = (Kind.SUCCESSION_REVISION, Kind.ANNULMENT, Kind.SELF_REVIEW, Kind.CONFIDENCE_VOTE)


def chosen_last(now: CaseNow) -> list[str]:
    """Whom the last ballot of the case chose."""
    counted = (now.event_of(step.id) for step in reversed(now.procedure.steps) if _has_ballot(step))
    return next((event.chosen for event in counted if event is not None and event.chosen), [])


def _has_ballot(step: Step) -> bool:
    return step.meeting is not None and step.meeting.ballot is not None


def deciding_body(now: CaseNow, event: CaseEvent) -> str:
    """The body whose decision it is."""
    step = None if event.step == OPENING else now.procedure.step(event.step)
    return event.body_id or holder_of(now, step, on=event.on).body


def faults(now: CaseNow, event: CaseEvent, new: NewDecision, *, former: Decision | None = None) -> Iterator[LiemError]:
    """Everything on the paper that stands against entering it; `former` is the decision which it replaces."""
    if not plain_number(new.number) or len(new.number.strip()) > LONGEST_NUMBER:
        yield LiemError(
            "decisions.number",
            Message(
                f"Hãy ghi số quyết định, không quá {LONGEST_NUMBER} ký tự.",
                f"Enter the number of the decision, in at most {LONGEST_NUMBER} characters.",
            ),
        )
    body = deciding_body(now, event)
    if _is_entered(body, new.number.strip(), event.on, besides=former):
        yield LiemError(
            "decisions.same_number",
            Message(
                f"Quyết định số {new.number.strip()} của tổ chức này trong ngày đó đã được ghi. Hãy xem lại số.",
                f"Decision {new.number.strip()} of this body and day is entered already. Look at the number again.",
            ),
        )
    if new.effective_on < _earliest(now, event):
        yield LiemError(
            "decisions.effect_before",
            Message(
                "Quyết định không có hiệu lực trước ngày ký. Hãy xem lại ngày có hiệu lực.",
                "A decision does not take effect before the day on which it is signed. Look at the day of effect.",
            ),
        )
    if new.effective_on > end_of(event.on, LONGEST_WAIT):
        yield LiemError(
            "decisions.effect_far",
            Message(
                f"Ngày có hiệu lực muộn hơn ngày ký quá {LONGEST_WAIT.months} tháng. Hãy xem lại ngày; nếu đúng vậy "
                "thì ban hành quyết định gần ngày có hiệu lực hơn.",
                f"The day of effect lies more than {LONGEST_WAIT.months} months after that of the decision. Look at it "
                "again; if it is meant, decide nearer to the day of effect.",
            ),
        )
    if new.ends_on is not None and new.ends_on < new.effective_on:
        yield LiemError(
            "decisions.ends_before",
            Message(
                "Ngày kết thúc trước ngày có hiệu lực. Hãy xem lại hai ngày.",
                "The last day comes before the day of effect. Look at both days again.",
            ),
        )
    yield from _signatory_faults(now, event, new, body)


def _earliest(now: CaseNow, event: CaseEvent) -> date:
    """Whoever a congress elects holds the post from the election, which is confirmed later."""
    is_election = now.procedure.kind is Kind.CONGRESS_PERSONNEL and now.opened_on is not None
    return min(event.on, now.opened_on) if is_election and now.opened_on else event.on


def _is_entered(body: str, number: str, day: date, *, besides: Decision | None) -> bool:
    others = Decision.objects.filter(body_id=body, decided_on=day)
    if besides is not None:
        others = others.exclude(pk=besides.pk).exclude(case_id=besides.case_id, case_id__isnull=False)
    return any(plain_number(one) == plain_number(number) for one in others.values_list("number", flat=True))


def plain_number(number: str) -> str:
    """A number as it is compared: whatever its spaces, its capitals, and letters that are written in several ways."""
    letters = unicodedata.normalize("NFKC", number).casefold()
    return "".join(one for one in letters if not one.isspace() and unicodedata.category(one) != "Cf")


def _signatory_faults(now: CaseNow, event: CaseEvent, new: NewDecision, body: str) -> Iterator[LiemError]:
    signatory = new.signatory or event.by_person_id
    if signatory is None:
        return
    leaders = leaders_of(body, on=event.on)
    if leaders and signatory not in leaders:
        yield LiemError(
            "decisions.signatory",
            Message(
                "Vào ngày ký, người này không giữ chức vụ lãnh đạo ở tổ chức có thẩm quyền. Hãy xem lại người ký.",
                "On that day this person led nothing at the body that decides. Look at the signatory again.",
            ),
        )
    # Whether whoever takes the step keeps out of the case was asked before; the signatory may be another.
    others = recused(now.case) if signatory != event.by_person_id else frozenset()
    if signatory in subjects_of(now) | others:
        yield LiemError(
            "decisions.signs_own",
            Message(
                "Người ký là người trong cuộc, hoặc phải tránh vụ việc này. Hãy để người khác ký.",
                "The signatory is concerned by this case or keeps out of it. Somebody else has to sign.",
            ),
        )
