"""A decision as it is printed: what it brought about, from when, who carries it out; before it is entered, a draft."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from liem.law.procedures.steps import Effect, Kind, Step
from liem.procedures.cases.holders import holder_of, step_of
from liem.procedures.cases.standing import CaseNow
from liem.procedures.cases.texts import procedure_of
from liem.procedures.decisions.signed import is_closing, needs_decision
from liem.procedures.models import Case, CasePaper, Consequence, Decision
from liem.procedures.printing.articles import articles_of, rotation_ends
from liem.procedures.printing.grounds import grounds_of, submissions_before
from liem.procedures.printing.letterheads import heading_of, signed_by
from liem.procedures.printing.matters import MOST_NAMED, Matter, capital, matter_of
from liem.procedures.printing.people import addressed
from liem.procedures.printing.printed import ROOM, DecisionInWords, Heading, about_words
from liem.record.days import titles_of
from liem.record.models import Tenure


def decision_in_words(decision: Decision, *, now: CaseNow | None = None) -> DecisionInWords:
    """The decision that was entered, with what it brought about as its articles; `now`, its case, tells what it decides
    where it brought nothing about."""
    day, case = decision.decided_on, decision.case
    heading = heading_of(
        decision.body_id,
        on=day,
        case=case,
        number=decision.number,
        dated_on=day,
    )
    people = list(decision.effects.exclude(person=None).order_by("pk").values_list("person_id", flat=True))
    subject = _subject(decision, now, heading)
    brought = articles_of(decision, style=heading.style) or (f"{capital(subject).rstrip('.')}.",)
    return DecisionInWords(
        heading=heading,
        about=about_words(subject),
        grounds=grounds_of(procedure_of(case)) if case else (),
        considering=_considered(case),
        articles=(
            *brought,
            f"Quyết định này có hiệu lực kể từ ngày {decision.effective_on:%d/%m/%Y}.",
            _carried_out(_bodies_of(decision), people, heading=heading, decision=decision),
        ),
        signed_by=signed_by(decision.signatory_id, body=decision.body_id, on=day, style=heading.style),
    )


def draft_in_words(now: CaseNow, step: Step) -> DecisionInWords:
    """What the step will decide, as far as the case goes: number, days and terms stay open."""
    held = holder_of(now, step, on=now.day)
    body = held.body or now.case.body_id
    heading = heading_of(body, on=now.day, case=now.case)
    matter = matter_of(now, style=heading.style)
    closes = _concludes(now, step)
    people = [one.key for one in matter.everybody]
    signatory = held.people[0] if held.people else None
    return DecisionInWords(
        heading=heading,
        about=about_words(matter.about if closes else step.title.vi),
        grounds=grounds_of(now.procedure),
        considering=submissions_before(now.papers),
        articles=(
            *_drafted(matter, step, heading, closes=closes),
            f"Quyết định này có hiệu lực kể từ ngày {ROOM}.",
            _carried_out({now.case.body_id} - {body}, people, heading=heading),
        ),
        signed_by=signed_by(signatory, body=body, on=now.day, style=heading.style, named=False),
    )


def due_decision(now: CaseNow) -> Step | None:
    """The decision that is to be taken next; None where all are, or the procedure has none."""
    steps = [step for step in now.procedure.steps if needs_decision(step)]
    return next((step for step in steps if step.optional is None and not _is_taken(now, step)), None)


def _is_taken(now: CaseNow, step: Step) -> bool:
    return now.is_over or (now.course is not None and now.event_of(step.id) is not None)


def _drafted(matter: Matter, step: Step, heading: Heading, *, closes: bool) -> Iterator[str]:
    """Of what is no closing decision, what the step is called; of a suspension, that it begins, goes on or ends."""
    procedure, called = matter.now.procedure, [one.called for one in matter.everybody]
    if not closes:
        yield f"{step.title.vi}."
    elif procedure.effect is Effect.TENURE_SUSPENDED and step is procedure.steps[-1]:
        yield f"Kết thúc việc tạm đình chỉ công tác đối với {', '.join(called)} kể từ ngày {ROOM}."
    elif procedure.effect is Effect.TENURE_SUSPENDED and step.optional is not None:
        yield f"Gia hạn thời hạn tạm đình chỉ công tác đối với {', '.join(called)} đến hết ngày {ROOM}."
    else:
        yield from matter.articles
    if closes and procedure.kind is Kind.ROTATION and called:
        yield rotation_ends(heading.issuer, called)
    if closes and procedure.effect is Effect.DECISION_ANNULLED:
        yield f"Các việc đã dựa vào quyết định bị hủy bỏ được xem xét lại, xong chậm nhất ngày {ROOM}."


def _subject(decision: Decision, now: CaseNow | None, heading: Heading) -> str:
    """What stands on the paper; where nobody typed it, the title of the procedure stood in, and the case says more."""
    if now is None or decision.subject != now.procedure.title.vi:
        return decision.subject
    event = next((one for one in now.events if one.pk == decision.event), None)
    step = step_of(now, event.step) if event else None
    if step is None or not _concludes(now, step):
        return step.title.vi if step else decision.subject
    return matter_of(now, style=heading.style).about


def _concludes(now: CaseNow, step: Step) -> bool:
    """Whether the decision is about the matter itself, and not on the way to it."""
    return is_closing(now, step) or now.procedure.effect is Effect.TENURE_SUSPENDED


def _considered(case: Case | None) -> tuple[str, ...]:
    papers = CasePaper.objects.current().filter(case=case).order_by("dated_on", "identity") if case else []
    return submissions_before(papers)


def _bodies_of(decision: Decision) -> set[str]:
    """The bodies that the decision changes something for, without the one that takes it."""
    effects = list(decision.effects.values_list("table", "identity"))
    tenures = [identity for table, identity in effects if table == Tenure._meta.db_table]
    owed = [identity for table, identity in effects if table == Consequence._meta.db_table]
    posts = set(Tenure.objects.current().filter(identity__in=tenures).values_list("post_id", flat=True))
    titles = titles_of(posts=posts)
    found = {titles.post(post, decision.effective_on).body for post in posts}
    found |= set(Consequence.objects.current().filter(identity__in=owed).values_list("body_id", flat=True))
    if decision.case is not None:
        found.add(decision.case.body_id)
    return found - {decision.body_id, ""}


def _carried_out(
    bodies: Collection[str], people: Sequence[str], *, heading: Heading, decision: Decision | None = None
) -> str:
    titles, day = titles_of(bodies=bodies), decision.decided_on if decision else None
    names = sorted(titles.body(body, day) for body in bodies)
    called = addressed(people, style=heading.style)
    persons = list(dict.fromkeys(called[one] for one in people if one in called))
    who = "những người có tên trong Quyết định này" if len(persons) > MOST_NAMED else ", ".join(persons)
    listed = ", ".join([*names, "các cơ quan, đơn vị liên quan"])
    return f"{capital(listed)}{f' và {who}' if who else ''} chịu trách nhiệm thi hành Quyết định này."
