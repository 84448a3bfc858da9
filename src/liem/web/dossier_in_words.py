"""A dossier made ready for its page: the answer in the title, the life line, where each rule stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from liem.kernel.verdicts import Strength, Verdict
from liem.oversight.kin_graph import Relative
from liem.oversight.models import Audit
from liem.oversight.queries import FindingLine
from liem.record.choices import Relation, Section, Sex
from liem.record.dossier import Dossier, Held
from liem.record.identifiers import ShownNumber
from liem.record.quality.items import Item
from liem.web.dossier_sections import groups, label_of, number_lines
from liem.web.findings_in_words import StandingLine, standing_lines
from liem.web.kin_drawing import kin_view
from liem.web.life_line import Event, LifeLine, Span, lay_out
from liem.web.wording import number_words

_OPEN = frozenset({Verdict.NOT_MET.value, Verdict.UNKNOWN.value})
TWO_LEVELS = date(2025, 7, 1)  # the district level had ended the day before


@dataclass(frozen=True, slots=True)
class Behind:
    """What a dossier page shows beside the dossier itself; `relatives` and `numbers` None for who may not see them,
    `items` None for an earlier state of knowledge, which is not looked through."""

    standings: Sequence[FindingLine]
    audit: Audit | None
    relatives: Sequence[Relative] | None = None
    numbers: Sequence[ShownNumber] | None = None
    items: Sequence[Item] | None = None


def dossier_context(dossier: Dossier, behind: Behind, *, on: date) -> dict[str, Any]:
    """What the dossier's templates need; the standings are those of the audit about this official."""
    audit = behind.audit
    lines = standing_lines(behind.standings, audit=audit) if audit else ()
    return {
        "heading": f"{dossier.name}: {_answer(lines, dossier)}",
        "dossier": dossier,
        "audit": audit,
        "lines": lines,
        "open_lines": [one for one in lines if one.line.verdict in _OPEN],
        "settled_lines": [one for one in lines if one.line.verdict not in _OPEN],
        "posts": dossier.posts_on(on),
        "life_line": life_line(dossier, on=on),
        "groups": groups(dossier),
        "numbers": None if behind.numbers is None else number_lines(behind.numbers),
        "items": behind.items,
        "kin": kin_view(dossier.name, behind.relatives) if behind.relatives else None,
        "relations": [(Relation(relation).label, count) for relation, count in dossier.kin.declared]
        if dossier.kin
        else [],
        "kinship": next((one for one in dossier.sections if one.section == Section.KINSHIP), None),
        "attested": len(dossier.sections) - len(dossier.gaps),
        "sex": Sex(dossier.sex).label if dossier.sex else "",
    }


def life_line(dossier: Dossier, *, on: date) -> LifeLine:
    """Tenures and stays abroad as bars; trainings, languages, results, evaluations and discipline as dots; the end of
    the district level as a boundary."""
    spans = [_span(held) for held in dossier.tenures]
    spans += [
        Span(one.country, one.since, one.until, label_of(one.purpose), "stay")
        for one in dossier.stays_abroad
        if one.since
    ]
    boundary = Event(_("01/07/2025: no districts any more"), TWO_LEVELS)
    return lay_out(spans, today=on, events=_events(dossier, on), boundaries=[boundary])


def _events(dossier: Dossier, on: date) -> list[Event]:
    """What lies in the time up to the day. A course stands at its end, an evaluation at the end of its year."""
    events = [
        Event(one.name + (f" {one.level}" if one.level else ""), one.certified_on)
        for one in dossier.languages
        if one.certified_on
    ]
    events += [
        Event(label_of(one.level), one.obtained_on, detail=" · ".join(filter(None, (one.field, one.school))))
        for one in dossier.qualifications
        if one.obtained_on
    ]
    events += [
        Event(_("training"), day, detail=one.title) for one in dossier.trainings if (day := one.last_day or one.since)
    ]
    events += [Event(_("recognised result"), one.recognised_on, detail=one.title) for one in dossier.results]
    events += [
        Event(f"{one.year}: {label_of(one.grade)}", date(one.year, 12, 31), "evaluation", one.body_name)
        for one in dossier.evaluations
        if one.grade
    ]
    events += [
        Event(label_of(one.form), one.decided_on, "discipline", label_of(one.side)) for one in dossier.discipline
    ]
    return [event for event in events if event.on <= on]


def items_by_kind(items: Sequence[Item]) -> list[tuple[str, list[str]]]:
    """What is to be put right, in words, by how it falls short."""
    language = get_language() or "vi"
    found: dict[str, list[str]] = {}
    for item in items:
        found.setdefault(item.kind, []).append(item.message.in_language(language))
    return list(found.items())


def _span(held: Held) -> Span:
    title = held.post.title
    if held.post.body_name and held.post.body_name not in title:
        title = f"{title}, {held.post.body_name}"
    return Span(title, held.since, held.until, held.decision)


def _answer(lines: Sequence[StandingLine], dossier: Dossier) -> str:
    """The title's second half: how the official stands with the rules, in counts of matters, never as a mark."""
    counts = Counter(_standing(line) for line in lines)
    parts = [
        words % {"count": number_words(count)}
        for count, words in (
            (
                counts["breach"],
                ngettext("%(count)s breach", "%(count)s breaches", counts["breach"]),
            ),
            (
                counts["short"],
                ngettext(
                    "%(count)s matter short of what is striven for",
                    "%(count)s matters short of what is striven for",
                    counts["short"],
                ),
            ),
            (
                counts["unknown"],
                ngettext(
                    "%(count)s cannot be determined yet",
                    "%(count)s cannot be determined yet",
                    counts["unknown"],
                ),
            ),
        )
        if count
    ]
    if parts:
        return ", ".join(parts)
    if lines:
        return _("every rule that was checked is met")
    return _("no rule was checked")


def _standing(line: StandingLine) -> str:
    if line.line.verdict == Verdict.NOT_MET:
        strives = line.rule is not None and line.rule.strength is Strength.STRIVE
        return "short" if strives else "breach"
    return str(line.line.verdict)
