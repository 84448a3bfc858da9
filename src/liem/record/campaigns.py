"""Campaigns that go through the dossiers of a body: opened, followed, closed; and each dossier gone through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

from django.utils import timezone

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.ledger.encoding import Json
from liem.record import campaign_refusals as refusals
from liem.record.days import titles_of
from liem.record.dossier.parts import SECTIONS
from liem.record.models import DossierReview, ReviewCampaign, ReviewCampaignState
from liem.record.names import in_order
from liem.record.people import reachable
from liem.record.quality.survey import survey
from liem.record.quality.surveyed import Survey
from liem.record.scope import Reach, and_above, bodies_under, out_of_reach, reach, superiors_on

ACTION = "record.review"
MOST_PEOPLE, MOST_CHARACTERS = 1000, 2000


@dataclass(frozen=True, slots=True)
class NewCampaign:
    """What is to be gone through, where, and by when; `paper` orders it."""

    title: str
    body: str
    sections: tuple[str, ...]
    due_on: date
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Of the dossiers of one body, how many were gone through."""

    body: str
    name: str
    reviewed: int
    all: int

    @property
    def share(self) -> float | None:
        return self.reviewed / self.all if self.all else None


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign as seen within a reach: its progress counts the dossiers within that reach alone."""

    key: str
    title: str
    body: str
    body_name: str
    paper: str
    sections: tuple[str, ...]
    opens_on: date
    due_on: date
    closed_on: date | None
    closing_reason: str
    progress: Progress
    bodies: tuple[Progress, ...] = field(default=())

    def is_overdue(self, day: date) -> bool:
        return self.closed_on is None and self.due_on < day and self.progress.reviewed < self.progress.all


def campaigns(by: Acting, *, on: date) -> tuple[Campaign, ...]:
    """Those that touch the mandate: of bodies within it, and of bodies above it. The open ones first, soonest due.

    A constant number of queries where the survey of the day is known.
    """
    states = [state for state in _states(by, on) if state is not None]
    return tuple(_campaigns(states, by, on))


def campaign(key: str, by: Acting, *, on: date) -> Campaign:
    """One of them, with its progress body by body. Raises LiemError `record.out_of_reach`."""
    states = [state for state in _states(by, on) if state.campaign_id == key]
    if not states:
        raise out_of_reach()
    return _campaigns(states, by, on, by_body=True)[0]


def waiting(one: Campaign, by: Acting, *, on: date) -> list[str]:
    """The people within reach whose dossiers the campaign still waits for, in the order of names."""
    known, done = survey(on), _done([one.key]).get(one.key, set())
    return [person for person in _people(known, reach(by, on), one.body, on) if person not in done]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """That somebody went through a dossier on a day."""

    reviewed_on: date
    by: str
    remark: str


def reviews_of(person: str) -> tuple[Reviewed, ...]:
    """Who went through one dossier, the newest first. One query."""
    rows = DossierReview.objects.filter(known_to__isnull=True, person_id=person).select_related("reviewed_by")
    rows = rows.order_by("-reviewed_on", "-known_from")
    return tuple(Reviewed(row.reviewed_on, row.reviewed_by.get_full_name(), row.remark) for row in rows)


def open_campaign(new: NewCampaign, *, by: Acting) -> str:
    """Begins a campaign today, and gives its key. Raises `campaign.title`, `campaign.section`, `campaign.due`."""
    today = timezone.localdate()
    title, sections = " ".join(new.title.split()), [one for one in SECTIONS if one in new.sections]
    if not title or len(title) > 300 or len(new.paper) > 120:
        raise refusals.no_title()
    if not sections:
        raise refusals.no_section()
    if new.due_on < today:
        raise refusals.due_before_today()
    key = f"campaign-{uuid4().hex[:12]}"

    def write(w: Write) -> str:
        w.add([ReviewCampaign(key=key, body_id=new.body)])
        state = ReviewCampaignState(
            identity=key,
            campaign_id=key,
            title=title,
            paper=new.paper.strip(),
            sections=sections,
            opens_on=today,
            due_on=new.due_on,
        )
        w.add([state])
        return key

    content: dict[str, Json] = {
        "opened": key,
        "title": title,
        "sections": [*sections],
        "due_on": new.due_on.isoformat(),
    }
    return perform(ACTION, by=by, body=new.body, subjects=[new.body], content=content, write=write)


def close_campaign(key: str, reason: str, *, by: Acting) -> None:
    """Ends a campaign today. Raises `campaign.closed`, `actions.no_reason`, `record.out_of_reach`."""
    today = timezone.localdate()
    campaign = ReviewCampaign.objects.filter(pk=key).first()
    if campaign is None or not reach(by, today).has_body(campaign.body_id):
        raise out_of_reach()

    def write(w: Write) -> None:
        state = ReviewCampaignState.objects.get(campaign_id=key, known_to__isnull=True)
        if state.closed_on is not None:
            raise refusals.closed()
        w.supersede(ReviewCampaignState, [state.identity], reason=reason)
        state.pk, state.closed_on, state.reason = None, today, ""
        w.add([state])

    content = {"closed": key, "reason": reason}
    perform(ACTION, by=by, body=campaign.body_id, subjects=[campaign.body_id], content=content, write=write)


def review(people: Collection[str], *, campaign: str | None, remark: str, by: Acting, body: str) -> int:
    """Enters that `by` went through these dossiers today, and gives how many were entered.

    Those that the campaign counts already are left. Raises `review.nothing`, `review.many`, `review.own`,
    `review.long`, `campaign.closed`, `record.out_of_reach` and the refusals of `permissions.check`.
    """
    today = timezone.localdate()
    chosen = sorted(set(people))
    _check(chosen, remark, by=by)

    def gate() -> None:
        if len(reachable(reach(by, today), chosen)) < len(chosen):
            raise out_of_reach()
        if campaign is not None:
            _refuse_outside(campaign, chosen, by=by, today=today)

    def write(w: Write) -> int:
        done = _done([campaign]).get(campaign, set()) if campaign else set()
        rows = [
            DossierReview(
                identity=uuid4().hex,
                person_id=person,
                campaign_id=campaign,
                reviewed_on=today,
                reviewed_by=by.account,
                remark=remark.strip(),
            )
            for person in chosen
            if person not in done
        ]
        w.add(rows)
        return len(rows)

    content = {"campaign": campaign, "reviewed": len(chosen)}
    return perform(ACTION, by=by, body=body, subjects=chosen, content=content, write=write, gates=[gate])


def _states(by: Acting, on: date) -> list[ReviewCampaignState]:
    within, above = reach(by, on), and_above(by.mandate.body, superiors_on(on))
    states = ReviewCampaignState.objects.filter(known_to__isnull=True).select_related("campaign")
    seen = [one for one in states if within.has_body(one.campaign.body_id) or one.campaign.body_id in above]
    return sorted(seen, key=lambda one: (one.closed_on is not None, one.due_on, one.campaign_id))


def _campaigns(states: list[ReviewCampaignState], by: Acting, on: date, *, by_body: bool = False) -> list[Campaign]:
    within, known, superiors = reach(by, on), survey(on), superiors_on(on)
    done = _done([state.campaign_id for state in states])
    reasons = _closing_reasons([state for state in states if state.closed_on])
    titles = titles_of(bodies={state.campaign.body_id for state in states})
    found = []
    for state in states:
        body, reviewed = state.campaign.body_id, done.get(state.campaign_id, set())
        bodies = _and_below(body, superiors)
        people = known.within(within, bodies)
        gone_through = reviewed.intersection(people)
        progress = Progress(body, titles.body(body, on), len(gone_through), len(people))
        found.append(
            Campaign(
                key=state.campaign_id,
                title=state.title,
                body=body,
                body_name=progress.name,
                paper=state.paper,
                sections=tuple(state.sections),
                opens_on=state.opens_on,
                due_on=state.due_on,
                closed_on=state.closed_on,
                closing_reason=reasons.get(state.campaign_id, ""),
                progress=progress,
                bodies=_by_body(known, within, bodies, gone_through) if by_body else (),
            )
        )
    return found


def _by_body(known: Survey, within: Reach, bodies: frozenset[str], done: Collection[str]) -> tuple[Progress, ...]:
    """Every body within reach that keeps one of the dossiers, the least done first."""
    sizes = known.sizes(within, bodies)
    counts = Counter(body for person in done for body in known.at[person] if body in sizes)
    titles = titles_of(bodies=sizes.keys())
    lines = [Progress(body, titles.body(body, within.day), counts[body], size) for body, size in sizes.items()]
    return tuple(sorted(lines, key=lambda line: (line.share or 0.0, in_order(line.name), line.body)))


def _and_below(body: str, superiors: Mapping[str, str | None]) -> frozenset[str]:
    """The body and everything that answers to it."""
    return frozenset(one for one in superiors if body in and_above(one, superiors))


def _people(known: Survey, within: Reach, body: str, on: date) -> tuple[str, ...]:
    return known.within(within, bodies_under(body, on=on))


def _done(keys: Collection[str]) -> dict[str, set[str]]:
    done: dict[str, set[str]] = {}
    reviews = DossierReview.objects.filter(known_to__isnull=True, campaign_id__in=keys)
    for key, person in reviews.values_list("campaign_id", "person_id"):
        done.setdefault(key, set()).add(person)
    return done


def _closing_reasons(states: list[ReviewCampaignState]) -> dict[str, str]:
    return {state.campaign_id: state.reason for state in states}


def _check(people: list[str], remark: str, *, by: Acting) -> None:
    if not people:
        raise refusals.nothing()
    if len(people) > MOST_PEOPLE or len(remark) > MOST_CHARACTERS:
        raise refusals.too_much(MOST_PEOPLE, MOST_CHARACTERS)
    if by.account.person in people:
        raise refusals.own()


def _refuse_outside(key: str, people: list[str], *, by: Acting, today: date) -> None:
    state = next((one for one in _states(by, today) if one.campaign_id == key), None)
    if state is None:
        raise out_of_reach()
    if state.closed_on is not None:
        raise refusals.closed()
    if not set(people) <= set(_people(survey(today), reach(by, today), state.campaign.body_id, today)):
        raise out_of_reach()
