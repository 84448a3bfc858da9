"""What the page for preparing a case offers: units, the procedures in force for a unit by topic, posts and people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from liem.kernel.errors import LiemError, Message
from liem.law.procedures.in_words import CONCERNS
from liem.law.procedures.steps import Concern, Procedure
from liem.procedures.cases.choosing import PostChoice, decisions_to_choose, posts_to_choose
from liem.procedures.cases.preparing import procedures_for
from liem.procedures.models import Decision
from liem.rulebook.verification import law_here
from liem.web.law_words import TOPICS, Force, force_in
from liem.web.procedure_parts import gates_of
from liem.web.wording import day_words

_TOLD_BY_PLAN = frozenset(
    {
        ("candidacy", "planned_on"),
        ("candidacy", "latest_recognised_result"),
        ("evaluation", "year"),
        ("grading", "year"),
        ("rotation", "begun_on"),
    }
)


@dataclass(frozen=True, slots=True)
class ProcedureChoice:
    """A procedure that the unit applies, what it is opened for and how its law stands on the day."""

    one: Procedure
    concerns: Message
    force: Force


@dataclass(frozen=True, slots=True)
class Choices:
    """What a case of the procedure can be about, as the form offers it; `asks` names the days that its limits count
    from, `needs_plan` that its rules cannot be answered without the day planned."""

    posts: tuple[PostChoice, ...]
    decisions: tuple[tuple[str, str], ...]
    asks: frozenset[str]
    needs_plan: bool
    has_places: bool


def procedures_by_topic(body: str, *, on: date) -> tuple[tuple[str, tuple[ProcedureChoice, ...]], ...]:
    """The procedures of the packs that bind the unit, in the order of topics."""
    law = law_here()
    found: dict[str, list[ProcedureChoice]] = {}
    offered = sorted(procedures_for(body, on=on), key=lambda one: (list(TOPICS).index(one.topic), one.title.vi))
    for one in offered:
        choice = ProcedureChoice(one, CONCERNS[one.concerns], force_in(law, law.procedure(one.id) or one, on))
        found.setdefault(str(TOPICS[one.topic]), []).append(choice)
    return tuple((topic, tuple(choices)) for topic, choices in found.items())


def choices_for(procedure: Procedure, body: str, *, on: date) -> Choices:
    """Three queries at most."""
    concerns = procedure.concerns
    asks = {step.limit.before for step in procedure.steps if step.limit is not None and step.limit.before}
    has_names = any(step.meeting is not None and step.meeting.ballot is not None for step in procedure.steps)
    return Choices(
        posts=posts_to_choose(body, on=on) if concerns is not Concern.DECISION else (),
        decisions=tuple(map(_decision, decisions_to_choose(body))) if concerns is Concern.DECISION else (),
        asks=frozenset(asks),
        needs_plan=needs_plan(procedure),
        has_places=concerns is Concern.POST or (concerns is Concern.BODY and has_names),
    )


def needs_plan(procedure: Procedure) -> bool:
    """Whether a rule before one of its steps asks what is told by the day planned."""
    law = law_here()
    gates = {*procedure.gates, *(gate for step in procedure.steps for gate in step.gates)}
    rules = gates_of(law, tuple(sorted(gates)))
    return any((rule.about, fact.name) in _TOLD_BY_PLAN for rule in rules for fact in rule.facts())


def refuse_without_plan(procedure: str, planned_on: date | None) -> None:
    """Raises `procedures.no_plan` where the day is missing and the rules of the procedure need it."""
    known = law_here().procedure(procedure)
    if planned_on is None and known is not None and needs_plan(known):
        raise LiemError(
            "procedures.no_plan",
            Message(
                "Quy định của quy trình này tính theo ngày dự kiến thực hiện. Hãy ghi ngày đó.",
                "The rules of this procedure reckon with the day for which it is planned. Enter that day.",
            ),
        )


def people_of(choices: Choices) -> tuple[tuple[str, str], ...]:
    """Everybody who holds a post of the unit, with the title, each once."""
    found: dict[str, str] = {}
    for post in choices.posts:
        for person, name in post.holders:
            found.setdefault(person, f"{name} · {post.title}")
    return tuple(found.items())


def _decision(one: Decision) -> tuple[str, str]:
    return one.pk, " · ".join(text for text in (one.number, day_words(one.decided_on), one.subject) if text)
