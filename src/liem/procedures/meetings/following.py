"""What a vote of confidence leads to: the cases it opens, and the days within which they must be prepared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from liem.actions.permissions import Acting
from liem.duties.calendar import workdays
from liem.duties.sources import Owed, Source
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.steps import Concern, Kind, Procedure
from liem.procedures.cases.holders import bodies_of_people
from liem.procedures.cases.preparing import NewCase, prepare, procedures_for
from liem.procedures.cases.standing import CaseNow, case_now
from liem.procedures.cases.texts import procedure_of
from liem.procedures.meetings.outcomes import FollowUp, follow_ups
from liem.procedures.meetings.standing import result_of
from liem.procedures.models import Case, MeetingCount
from liem.record.choices import Section
from liem.record.models import Attestation, SuccessionEntry
from liem.record.scope import bodies_under, out_of_reach

DAYS = 10
"""Working days to prepare what a vote leads to. No text sets them; later ones are set by the procedure opened."""
KIND = "follow_up"


@dataclass(frozen=True, slots=True)
class Following:
    """A follow-up with its clock: the body that has it, the post whose list it revises, and the key of the case that
    takes it up (None: not prepared yet). A revision without a post is of lists that may be kept elsewhere."""

    person: str
    kind: Kind
    message: Message
    body: str
    post: str | None
    due_on: date
    case: str | None

    @property
    def is_ready(self) -> bool:
        """Whether a case can be prepared from what is known: without the post, somebody has to name it."""
        return self.case is None and (self.kind is not Kind.SUCCESSION_REVISION or self.post is not None)


def following(now: CaseNow, step: str) -> tuple[Following, ...]:
    """What follows from the vote at the step, once it is taken; nothing before. A dozen queries."""
    event = now.event_of(step)
    found = follow_ups(now, step) if event is not None else ()
    if event is None or not found:
        return ()
    due_on = workdays().after(event.on, DAYS)
    opened = list(Case.objects.filter(opened_by=now.case).order_by("prepared_on", "key"))
    people = {one.person for one in found}
    bodies, lists = bodies_of_people(people, on=event.on), _lists_of(people, on=event.on)
    lines = []
    for one in found:
        posts = lists[one.person] if one.kind is Kind.SUCCESSION_REVISION else {None: bodies.get(one.person, "")}
        for post, body in posts.items():
            taken_up = _taking_up(one, post, opened)
            lines.append(Following(one.person, one.kind, one.message, body or now.case.body_id, post, due_on, taken_up))
    return tuple(lines)


def open_follow_ups(key: str, step: str, *, by: Acting) -> tuple[Case, ...]:
    """Prepares a case for everything that follows from the vote within reach of the mandate and that no case takes up
    yet, each in an action of its own. Raises `record.out_of_reach` where all that is left is beyond it,
    `follow_ups.no_procedure`, `procedures.no_case`, what `prepare` raises and the refusals of permission."""
    today = timezone.localdate()
    case = case_now(key, on=today)
    left = [one for one in following(case, step) if one.is_ready]
    reached = bodies_under(by.mandate.body, on=today)
    wanted = dict.fromkeys(_new_case(case.case, one, on=today) for one in left if one.body in reached)
    if left and not wanted:
        raise out_of_reach()
    return tuple(prepare(new, by=by) for new in wanted)


def unopened(on: date) -> Iterator[Owed]:
    """Follow-ups that no case takes up. Two queries, and some for each case that has one."""
    for case, step in _with_consequences(on):
        for one in following(case_now(case.key, on=on), step):
            if one.case is None:
                subject = ":".join((case.key, one.kind, one.person, one.post or ""))
                yield Owed(KIND, subject, one.body, one.due_on, f"/cases/{case.key}/")


SOURCES: tuple[Source, ...] = (
    Source(
        KIND,
        Message("Lập vụ việc tiếp theo sau lấy phiếu tín nhiệm", "Prepare the case that a vote of confidence leads to"),
        unopened,
    ),
)


def _with_consequences(on: date) -> tuple[tuple[Case, str], ...]:
    """The cases and steps with a vote of confidence that opens something."""
    counted = MeetingCount.objects.filter(meeting__held_on__lte=on).exclude(levels={})
    found = {}
    for row in counted.select_related("meeting__case__text").order_by("meeting__held_on", "meeting_id"):
        case, step = row.meeting.case, row.meeting.step
        meeting = procedure_of(case).step(step).meeting
        ballot = meeting.ballot if meeting else None
        if ballot is not None and any(one.consequence.opens for one in result_of(row, ballot).reached):
            found[case.key, step] = (case, step)
    return tuple(found.values())


def _lists_of(people: Collection[str], *, on: date) -> dict[str, dict[str | None, str]]:
    """The posts for which each stands on a list that day, with the body that keeps it. None stands for lists that may
    be kept elsewhere: where nobody attested that the person is on no other."""
    entries = SuccessionEntry.objects.current().filter(
        Q(removed_on=None) | Q(removed_on__gt=on), person_id__in=people, approved_on__lte=on
    )
    found: dict[str, dict[str | None, str]] = defaultdict(dict)
    rows: Iterable[tuple[str, str, str]] = entries.order_by("list_id").values_list(
        "person_id", "list__post_id", "list__body_id"
    )
    for person, post, body in rows:
        found[person][post] = body
    attested = Attestation.objects.filter(
        known_to__isnull=True, section=Section.SUCCESSION, subject__in=people, complete_to__gte=on
    )
    for person in set(people) - found.keys() - set(attested.values_list("subject", flat=True)):
        found[person][None] = ""
    return found


def _taking_up(one: FollowUp, post: str | None, opened: list[Case]) -> str | None:
    """The case opened for it: of its kind, and about that post or that person."""
    for case in opened:
        about = case.post_id == post if post is not None else case.person_id in {one.person, None}
        if case.kind == one.kind and about:
            return case.key
    return None


def _new_case(case: Case, one: Following, *, on: date) -> NewCase:
    procedure = _procedure(one.kind, case, one.body, on=on)
    about_person = procedure.concerns is Concern.PERSON
    return NewCase(
        procedure=procedure.id,
        body=one.body,
        post=one.post,
        person=one.person if about_person else None,
        opened_by=case.key,
    )


def _procedure(kind: Kind, case: Case, body: str, *, on: date) -> Procedure:
    """The procedure of that kind at the body, of the same jurisdiction where there is one."""
    found = [one for one in procedures_for(body, on=on) if one.kind is kind]
    same = [one for one in found if one.jurisdiction == case.jurisdiction]
    if not found:
        raise LiemError(
            "follow_ups.no_procedure",
            Message(
                "Đơn vị chưa áp dụng quy trình nào cho việc phải làm tiếp sau lấy phiếu tín nhiệm. Hãy áp dụng bộ quy "
                "tắc có quy trình đó.",
                "The body has adopted no procedure for what the vote leads to. Adopt a pack that has one.",
            ),
            {"kind": kind},
        )
    return (same or found)[0]
