"""Whose heading a paper bears, and who signs it under which title."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from liem.law.instruments import Jurisdiction
from liem.procedures.cases.holders import HEADS
from liem.procedures.models import Case
from liem.procedures.printing.printed import Heading, SignedBy, Style
from liem.record.choices import BodyKind, Secrecy
from liem.record.days import holds_on, titles_of
from liem.record.models import BodyState, PersonDetails, PostState, Tenure
from liem.record.scope import superiors_on

_STYLES: Mapping[str, Style] = {
    BodyKind.COMMITTEE: "party",
    BodyKind.STANDING_COMMITTEE: "party",
    BodyKind.COMMISSION: "party",
    BodyKind.COUNCIL: "state",
    BodyKind.ADMINISTRATION: "state",
    BodyKind.AGENCY: "state",
    BodyKind.ENTERPRISE: "state",
}
_SIGNED_FOR = frozenset({BodyKind.COMMITTEE, BodyKind.STANDING_COMMITTEE, BodyKind.COUNCIL, BodyKind.ADMINISTRATION})
"""Bodies that decide together: whoever signs does so on their behalf."""
_STAMPS: Mapping[str, str] = {Secrecy.CONFIDENTIAL: "Mật", Secrecy.SECRET: "Tối mật", Secrecy.TOP_SECRET: "Tuyệt mật"}


def style_of(body: str, *, on: date, jurisdiction: str) -> Style:
    """Party bodies write under the heading of the Party, those of the State under the national one; a unit as the body
    above it. Of others (the Front, a mass organisation) the law of the case says. Two queries."""
    kinds = dict(BodyState.objects.current().filter(holds_on(on)).values_list("body_id", "kind"))
    superiors, at = superiors_on(on), body
    while kinds.get(at) == BodyKind.UNIT and superiors.get(at):
        at = superiors[at] or ""
    return _STYLES.get(kinds.get(at, ""), "state" if jurisdiction == Jurisdiction.STATE else "party")


def heading_of(body: str, *, on: date, case: Case | None, number: str = "", dated_on: date | None = None) -> Heading:
    """The heading of a paper that the body issues in the case. A body above it that writes under the other heading (a
    Party committee above an administration) stays out of it."""
    jurisdiction = case.jurisdiction if case else Jurisdiction.PARTY
    style, superior = style_of(body, on=on, jurisdiction=jurisdiction), superiors_on(on).get(body) or ""
    if superior and style_of(superior, on=on, jurisdiction=jurisdiction) != style:
        superior = ""
    titles = titles_of(bodies={body, superior} - {""})
    return Heading(
        style=style,
        issuer=titles.body(body, on) if body else "",
        superior=titles.body(superior, on) if superior else "",
        number=number,
        dated_on=dated_on,
        secrecy=_STAMPS.get(case.secrecy, "") if case else "",
    )


def signed_by(person: str | None, *, body: str, on: date, style: Style, named: bool = True) -> SignedBy:
    """Under the highest leading post of whoever signs, first of all at the body that issues the paper; on behalf of a
    body that decides together, or of the head of the agency. `named`: the name is printed too, else left to be
    written."""
    if person is None:
        return SignedBy()
    name = PersonDetails.objects.current().filter(person_id=person).values_list("name", flat=True).first() or ""
    held = Tenure.objects.current().filter(holds_on(on), person_id=person).values("post_id")
    posts = list(PostState.objects.current().filter(holds_on(on), post_id__in=held, is_leader=True))
    committees = BodyState.objects.current().filter(holds_on(on), superior_id=body, kind=BodyKind.STANDING_COMMITTEE)
    own = {body, *committees.values_list("body_id", flat=True)}
    ordered = sorted(posts, key=lambda one: (one.body_id not in own, one.rank is None, one.rank or 0, one.post_id))
    post = next(iter(ordered), None)
    return SignedBy(
        title=post.title if post else "",
        name=name if named else "",
        on_behalf="\n".join(_on_behalf(post, on=on, style=style)) if post and post.body_id in own else "",
    )


def _on_behalf(post: PostState, *, on: date, style: Style) -> list[str]:
    for_all, for_head = ("T/M", "K/T") if style == "party" else ("TM.", "KT.")
    body = BodyState.objects.current().filter(holds_on(on), body_id=post.body_id).first()
    if body is None:
        return []
    lines = [f"{for_all} {body.name}"] if body.kind in _SIGNED_FOR else []
    is_party_committee = body.kind in {BodyKind.COMMITTEE, BodyKind.STANDING_COMMITTEE}
    if post.role in HEADS or is_party_committee:
        return lines
    heads = PostState.objects.current().filter(holds_on(on), body_id=post.body_id, role__in=HEADS)
    head = heads.order_by("rank", "post_id").values_list("title", flat=True).first()
    return [*lines, f"{for_head} {head}"] if head else lines
