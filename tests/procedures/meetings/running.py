"""Cases as they stand before a meeting: prepared, opened and taken up to a step, written as earlier actions would."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import models

from liem.actions.models import Account
from liem.actions.permissions import Acting
from liem.law.procedures.steps import OPENING
from liem.law.procedures.tellers import Sheet
from liem.procedures.meetings.attending import attend
from liem.procedures.meetings.convening import NewMeeting, convene
from liem.procedures.meetings.tellers import Entered, enter_sheet
from liem.procedures.models import Case, CaseEvent, CaseMeeting, CasePerson, ProcedureText
from liem.record.models import Kinship
from liem.rulebook.book import known_law
from procedures.world import VACANT, attested, days_ago, leading, official, today
from world import LONG_AGO, person, tenure, write

APPOINTMENT, CONFIDENCE = "appointment_with_action_programme", "party_confidence_vote"
CHOOSING, GATHERING, VOTING = "second_leadership", "enlarged_leadership", "meeting"
OPENED = 20  # days ago
LEADERS = ("an", "binh", "kien", "loan", "mai")
DEPUTIES = LEADERS[2:]
CALLED_ALL = ("an", "binh", "kien", "loan", "mai", "chi", "dung", "giang", "hai")
TELLERS = ("kien", "loan")


def deputies() -> None:
    """Three more deputy directors of the agency: five lead it."""
    powers = ("tinh", "ban", "tinh")
    for key in DEPUTIES:
        post = f"so/pho-{key}"
        write(leading(post, "so", "deputy_director", 6, powers), person(key), tenure(key, post, LONG_AGO))
        write(attested(key))


def prepared(case: str = "c1", procedure: str = APPOINTMENT, *, people: Sequence[str] = ("chi", "dung")) -> str:
    """A case about the people, each under the key `case:person`, prepared before it was opened."""
    found = known_law().procedure(procedure)
    assert found is not None
    about_post = found.concerns == "post"
    if not ProcedureText.objects.filter(pk=found.digest).exists():
        write(ProcedureText(digest=found.digest, pack=found.pack, file=found.file, text="-"))
    write(
        Case(
            key=case,
            procedure=found.id,
            text_id=found.digest,
            kind=found.kind,
            jurisdiction=found.jurisdiction,
            body_id="so",
            post_id=VACANT if about_post else None,
            prepared_on=days_ago(OPENED),
        ),
        joined(case, *people),
    )
    return case


def joined(case: str, *people: str) -> Iterable[models.Model]:
    return [
        CasePerson(identity=f"{case}:{key}", case_id=case, person_id=key, to_post_id=VACANT, joined_on=days_ago(OPENED))
        for key in people
    ]


def taken(case: str, *steps: str, by: str = "quy", on: date | None = None, **more: object) -> None:
    """Events of the steps, entered by somebody at the province."""
    account = Account.objects.order_by("pk").last()
    first = CaseEvent.objects.filter(case=case).count()
    write(
        CaseEvent(
            key=f"{case}:{number}",
            case_id=case,
            number=number,
            step=step,
            on=on or days_ago(OPENED - 1),
            by_person_id=by,
            account=account,
            **{"outcome": "passed", **more},
        )
        for number, step in enumerate(steps, start=first)
    )


def opened(case: str, *, before: str) -> None:
    """Opened, and taken up to just before the step."""
    procedure = known_law().procedure(Case.objects.get(pk=case).procedure)
    assert procedure is not None
    steps = [one.id for one in procedure.steps]
    taken(case, OPENING, *steps[: steps.index(before)])


def case_before(
    step: str, *, case: str = "c1", procedure: str = APPOINTMENT, people: Sequence[str] = ("chi", "dung")
) -> str:
    prepared(case, procedure, people=people)
    opened(case, before=step)
    return case


def kin(one: str, other: str, relation: str = "sibling") -> None:
    write(Kinship(identity=f"{one}~{other}", person_id=one, relative_id=other, relation=relation))


def meeting_of(step: str = CHOOSING, **more: object) -> NewMeeting:
    """The five leaders vote on Chi and Dung today; An chairs, Kiên and Loan count."""
    values: dict[str, object] = {
        "step": step,
        "held_on": today(),
        "members": LEADERS,
        "chair": "an",
        "tellers": TELLERS,
        "names": ("c1:chi", "c1:dung"),
        **more,
    }
    return NewMeeting(**values)  # type: ignore[arg-type]


def held(by: Acting, *, case: str = "c1", **more: object) -> CaseMeeting:
    """A meeting to which everybody who was convened came."""
    row = convene(case, meeting_of(**more), by=by)  # type: ignore[arg-type]
    attend(row.key, [member.person_id for member in row.members.all()], row.others, by=by)
    return row


def votes(*by_name: int, issued: int = 5, invalid: int = 0, names: Sequence[str] = ("chi", "dung")) -> Sheet:
    """A sheet on which all that were issued came back."""
    counted = {f"c1:{name}": number for name, number in zip(names, by_name, strict=True)}
    return Sheet(issued, 0, issued, issued - invalid, invalid, votes=counted)


def counted(meeting: CaseMeeting, sheet: Sheet, tellers: Sequence[str] = TELLERS) -> Entered:
    """Both tellers hand in the same."""
    enter_sheet(meeting.key, sheet, by=official(tellers[0]))
    return enter_sheet(meeting.key, sheet, by=official(tellers[1]))
