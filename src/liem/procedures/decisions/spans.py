"""For how long somebody held a post through a decision, and for which bodies one acts from that post."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from liem.procedures.decisions.graph import Node, decision_node
from liem.procedures.models import Consequence, Decision
from liem.record.choices import BodyKind
from liem.record.models import BodyState, PostState, Tenure


@dataclass(frozen=True, slots=True)
class Span:
    """The tenure `identity` from `since` to the day before `until`, as far as the day asked about. `owed_by` is the
    body to which the decision over the post is delegated; `acts_for` are those in whose name one acts from it.
    `through` is the key of what the tenure rests on."""

    identity: str
    person: str
    since: date
    until: date
    owed_by: str
    acts_for: frozenset[str]
    through: str

    @property
    def key(self) -> str:
        return self.node.key

    def covers(self, person: str | None, body: str | None, day: date | None) -> bool:
        """Whether the person did it from this post: on a day on which it was held, and for one of its bodies (None:
        whatever the body)."""
        if person != self.person or day is None or not self.since <= day < self.until:
            return False
        return body is None or body in self.acts_for

    def covers_decision(self, decision: Decision) -> bool:
        return self.covers(decision.signatory_id, decision.body_id, decision.decided_on)

    @property
    def node(self) -> Node:
        return Node(Consequence.Kind.TENURE, self.identity, self.owed_by, self.since, self.person)


def spans_of_decisions(decisions: Sequence[Decision], *, on: date) -> list[Span]:
    """The tenures that the decisions began or renewed, from their day of effect. Those that they ended are not held
    through them."""
    by_tenure: dict[str, Decision] = {}
    for decision in decisions:
        for effect in decision.effects.all():
            if effect.table == Tenure._meta.db_table:
                by_tenure.setdefault(effect.identity, decision)
    rows = _tenures(by_tenure)
    held = [row for row in rows if row.valid_to is None or row.valid_to > by_tenure[row.identity].effective_on]
    since = {row.identity: by_tenure[row.identity].effective_on for row in held}
    through = {row.identity: decision_node(by_tenure[row.identity]).key for row in held}
    return _spans(held, since, through, on=on)


def spans_of_tenures(spans: Sequence[Span], *, on: date) -> list[Span]:
    """The tenures that the same people began while they held these posts, or as they left them."""
    rows = Tenure.objects.current().filter(person_id__in={span.person for span in spans}, valid_from__isnull=False)
    known, since, through = {span.identity for span in spans}, dict[str, date](), dict[str, str]()
    found = []
    for row in rows.order_by("valid_from", "identity"):
        earlier = next((span for span in spans if _follows(row, span)), None)
        if earlier is not None and row.identity not in known and row.valid_from is not None:
            found.append(row)
            since[row.identity], through[row.identity] = row.valid_from, earlier.key
    return _spans(found, since, through, on=on)


def _follows(row: Tenure, span: Span) -> bool:
    began = row.valid_from
    return row.person_id == span.person and began is not None and span.since < began <= span.until


def _tenures(identities: Collection[str]) -> list[Tenure]:
    return list(Tenure.objects.current().filter(identity__in=identities).order_by("identity")) if identities else []


def _spans(rows: Iterable[Tenure], since: dict[str, date], through: dict[str, str], *, on: date) -> list[Span]:
    """Three queries, whatever the number."""
    held = list(rows)
    states = PostState.objects.current().filter(post_id__in={row.post_id for row in held}).order_by("valid_from")
    posts = {state.post_id: state for state in states}
    above = _committees_of({state.body_id for state in posts.values()})
    spans = []
    for row in held:
        state = posts.get(row.post_id)
        body = state.body_id if state else ""
        owed_by = (state.decided_by_id if state else None) or body
        acts_for = frozenset({body, above.get(body, body)} - {""})
        until = min(row.valid_to or date.max, on + timedelta(days=1))
        spans.append(
            Span(row.identity, row.person_id, since[row.identity], until, owed_by, acts_for, through[row.identity])
        )
    return spans


def _committees_of(bodies: Collection[str]) -> dict[str, str]:
    """The committee in whose name each standing committee among them acts."""
    states = BodyState.objects.current().filter(body_id__in=bodies, kind=BodyKind.STANDING_COMMITTEE)
    return dict(states.exclude(superior=None).values_list("body_id", "superior_id"))
