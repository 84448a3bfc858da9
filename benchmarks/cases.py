"""How long the pages about cases take while many run: the first visit after a change of the ledger, and the next.

    python benchmarks/cases.py [PEOPLE [CASES ...]]

On a record of PEOPLE officials of an invented province (made in LIEM_DATABASE_URL, or a SQLite database of its own,
where it is empty) so many cases of several procedures are entered by bulk, each somewhere on its way. Before each of
RUNS first visits one of them gets one more step. Times are those of Django's answer, without the network.
"""

from __future__ import annotations

import itertools
import os
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from liem.law.procedures.steps import Procedure
    from liem.procedures.models import Case, CaseEvent

PEOPLE, CASES, RUNS = 100_000, (1_000, 5_000), 12
PROCEDURES = (
    "party_appointment_inside",
    "state_reappointment",
    "party_resignation",
    "party_evaluation",
    "periodic_transfer",
    "party_relief",
)
PAGES = ("/", "/cases/", "/cases/?mine=1", "/cases/?stand=late&page=3", "/duties/")


def main(people: int = PEOPLE, *counts: int) -> None:
    from pages import prepare_assets, prepare_record

    prepare_record(people)
    prepare_assets()
    from django.utils import timezone

    from liem.procedures.models import Case

    print(f"{'page':28}{'cases':>8}{'first p50':>11}{'p95':>7}{'again p50':>11}{'p95':>7}{'queries':>9}")
    for count in counts or CASES:
        draw_cases(count - Case.objects.count(), day=timezone.localdate())
        for page in PAGES:
            first, again, queries = _visits(page)
            figures = [*_p50_p95(first), *_p50_p95(again)]
            print(f"{page:28}{Case.objects.count():8}", end="")
            print(f"{figures[0]:11.0f}{figures[1]:7.0f}{figures[2]:11.0f}{figures[3]:7.0f}{queries:9}", flush=True)
    print(f"load {os.getloadavg()[0]:.1f}")


def _p50_p95(seconds: Sequence[float]) -> tuple[float, float]:
    return statistics.median(seconds) * 1000, statistics.quantiles(seconds, n=20, method="inclusive")[-1] * 1000


def _visits(page: str) -> tuple[list[float], list[float], int]:
    """Seconds of first visits after a change, of visits after these, and the queries of a first one."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from liem.actions.models import Account

    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(Account.objects.get(username="tochuc"))
    first, again, asked = [], [], 0
    for _ in range(RUNS + 1):
        _one_more_step()
        with CaptureQueriesContext(connection) as queries:
            first.append(_seconds(client, page))
        asked = len(queries)
        again.append(_seconds(client, page))
    return first[1:], again[1:], asked


def _seconds(client: object, page: str) -> float:
    started = time.perf_counter()
    answer = client.get(page)  # type: ignore[attr-defined]
    if answer.status_code != 200:
        sys.exit(f"{page} answered {answer.status_code}")
    return time.perf_counter() - started


def _one_more_step() -> None:
    """Takes the next step of some case as an action of the installation: an entry that may have changed the record."""
    from django.utils import timezone

    from liem.actions.accounts import installation
    from liem.actions.perform import perform
    from liem.procedures.cases.standing import cases_now
    from liem.procedures.models import Case

    today, by = timezone.localdate(), installation()
    for now in cases_now(Case.objects.order_by("?")[:20], on=today):
        if now.course is not None and now.open_steps:
            event = _event(now.case, now.next_number, now.open_steps[0], today, by.account.pk)
            perform("installation.fill", by=by, body=None, subjects=[], content={}, write=lambda w: w.add([event]))  # noqa: B023
            return


def draw_cases(count: int, *, day: date) -> list[str]:
    """Enters so many cases by bulk, beside the ledger, each about a post and its holder; gives their keys."""
    from liem.actions.accounts import installation
    from liem.law.procedures.steps import Concern
    from liem.procedures.models import Candidacy, CandidacyState, Case, CasePaper, CasePerson, ProcedureText
    from liem.rulebook.book import rule_book

    if count <= 0:
        return []
    account = installation().account.pk
    procedures = [one for name in PROCEDURES if (one := rule_book().procedure(name)) is not None]
    ways = {one.id: _way(one, day) for one in procedures}
    cases, people, candidacies, states, events, papers = [], [], [], [], [], []
    places = itertools.cycle(_held_posts(count, day))
    for number, procedure in zip(range(count), itertools.cycle(procedures), strict=False):
        post, body, person = next(places)
        key = uuid4().hex
        opened = day - timedelta(days=number % 90)
        case = Case(
            key=key,
            procedure=procedure.id,
            text_id=procedure.digest,
            kind=procedure.kind,
            jurisdiction=procedure.jurisdiction,
            body_id=body,
            post_id=post if procedure.concerns is not Concern.BODY else None,
            person_id=person if procedure.concerns is Concern.PERSON else None,
            prepared_on=opened,
            planned_on=opened + timedelta(days=60),
        )
        cases.append(case)
        candidacies.append(
            Candidacy(key=key, person_id=person, body_id=body, post_id=post, kind="appointment", case=case)
        )
        states.append(CandidacyState(identity=key, candidacy_id=key, opened_on=opened, known_from=0))
        people.append(
            CasePerson(
                identity=key,
                case=case,
                person_id=person,
                to_post_id=post,
                candidacy_id=key,
                joined_on=opened,
                known_from=0,
            )
        )
        way = ways[procedure.id]
        for place, step in enumerate(way[: 1 + number % (len(way) - 1)]):
            events.append(_event(case, place, step, min(day, opened + timedelta(days=3 * place)), account))
            papers.append(
                CasePaper(
                    identity=f"{key}/{place}", case=case, step=step, name="submission", dated_on=opened, known_from=0
                )
            )
    for one in procedures:
        ProcedureText.objects.get_or_create(digest=one.digest, pack=one.pack, file=one.file, text="")
    for rows in (cases, candidacies, states, people, events, papers):
        type(rows[0]).objects.bulk_create(rows, batch_size=2000)
    return [case.pk for case in cases]


def draw_appointments(procedure: str, count: int, *, day: date) -> list[str]:
    """So many cases of the procedure, opened, each with the holders of two posts put forward for a third."""
    held = list(_held_posts(3 * count, day))
    return [_appointment(procedure, held[3 * number : 3 * number + 3], day) for number in range(count)]


def _appointment(procedure: str, posts: Sequence[tuple[str, str, str]], day: date) -> str:
    from liem.actions.accounts import installation
    from liem.procedures.models import Candidacy, CandidacyState, Case, CasePerson, ProcedureText
    from liem.rulebook.book import rule_book

    found = rule_book().procedure(procedure)
    if found is None:
        sys.exit(f"no procedure {procedure}")
    (post, body, _), *holders = posts
    ProcedureText.objects.get_or_create(digest=found.digest, pack=found.pack, file=found.file, text="")
    case = Case.objects.create(
        key=uuid4().hex,
        procedure=found.id,
        text_id=found.digest,
        kind=found.kind,
        jurisdiction=found.jurisdiction,
        body_id=body,
        post_id=post,
        prepared_on=day,
        planned_on=day,
    )
    for _, _, person in holders:
        key = uuid4().hex
        Candidacy.objects.create(key=key, person_id=person, body_id=body, post_id=post, kind="appointment", case=case)
        CandidacyState.objects.create(identity=key, candidacy_id=key, opened_on=day, known_from=0)
        CasePerson.objects.create(
            identity=key, case=case, person_id=person, to_post_id=post, candidacy_id=key, joined_on=day, known_from=0
        )
    _event(case, 0, "opening", day, installation().account.pk).save()
    return case.pk


def _event(case: Case, number: int, step: str, on: date, account: int) -> CaseEvent:
    from liem.procedures.models import CaseEvent

    return CaseEvent(
        key=f"{case.pk}:{number}",
        case=case,
        number=number,
        step=step,
        on=on,
        body_id=case.body_id,
        account_id=account,
        outcome="passed",
    )


def _way(procedure: Procedure, day: date) -> list[str]:
    """The opening and the steps of the procedure in an order in which they can be taken."""
    from liem.law.procedures.course import Frame, Taken, course
    from liem.law.procedures.steps import OPENING

    taken: list[Taken] = []
    while found := course(procedure, opened=day, events=taken, as_of=day, frame=Frame()).open:
        taken.append(Taken(found[0].step.id, day, ""))
    return [OPENING, *(one.step for one in taken)]


def _held_posts(count: int, day: date) -> Iterator[tuple[str, str, str]]:
    """Leading posts with their bodies and holders."""
    from liem.record.days import holds_on
    from liem.record.models import PostState, Tenure

    states = PostState.objects.current().filter(holds_on(day), is_leader=True)
    bodies = dict(states.order_by("post_id").values_list("post_id", "body_id"))
    tenures = Tenure.objects.current().filter(holds_on(day)).order_by("identity").values_list("post_id", "person_id")
    held = ((post, bodies[post], person) for post, person in tenures.iterator() if post in bodies)
    return itertools.islice(held, count)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
