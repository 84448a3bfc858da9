"""Duties that the record holds: corrections asked for that wait for an answer, campaigns that are to be finished."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import F

from liem.duties.calendar import workdays
from liem.duties.sources import Owed, Source
from liem.kernel.errors import Message
from liem.record.days import titles_of
from liem.record.models import CorrectionRequest, ReviewCampaignState, Tenure

ANSWER_DAYS = 15  # working days in which the installation promises an answer; no text sets them


def unanswered(on: date) -> Iterator[Owed]:
    """Requests for a correction, owed by the body at which the official holds, or last held, a post."""
    waiting = CorrectionRequest.objects.current().filter(outcome="", asked_on__lte=on)
    rows = list(waiting.order_by("asked_on", "identity").values_list("identity", "person_id", "asked_on"))
    bodies, calendar = body_of_each({person for _, person, _ in rows}, on=on), workdays()
    for identity, person, asked_on in rows:
        if person in bodies:
            due = calendar.after(asked_on, ANSWER_DAYS)
            yield Owed("correction", identity, bodies[person], due, f"/corrections/{identity}/")


def unfinished(on: date) -> Iterator[Owed]:
    """Campaigns that are not closed, owed by the body that opened them."""
    running = ReviewCampaignState.objects.current().filter(closed_on=None, opens_on__lte=on)
    for key, body, due_on in running.values_list("campaign_id", F("campaign__body_id"), "due_on").order_by("due_on"):
        yield Owed("campaign", key, body, due_on, f"/campaigns/{key}/")


def body_of_each(people: Collection[str], *, on: date) -> dict[str, str]:
    """The body of the post that each began last by that day. Three queries."""
    tenures = Tenure.objects.current().filter(person_id__in=people, valid_from__lte=on)
    latest = dict(tenures.order_by("valid_from", "identity").values_list("person_id", "post_id"))
    titles = titles_of(posts=set(latest.values()))
    return {person: titles.post(post, on).body for person, post in latest.items()}


SOURCES: tuple[Source, ...] = (
    Source("correction", Message("Trả lời đề nghị sửa hồ sơ", "Answer a request for a correction"), unanswered),
    Source("campaign", Message("Hoàn thành đợt rà soát hồ sơ", "Finish a review of dossiers"), unfinished),
)
