"""A dossier made ready for its page: the answer in the title, the life line, where each rule stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liem.kernel.verdicts import Strength, Verdict
from liem.oversight.models import Audit
from liem.oversight.queries import FindingLine
from liem.record.choices import Grade, Relation, Section, Sex
from liem.record.dossier import Dossier, Held
from liem.web.findings_in_words import StandingLine, standing_lines
from liem.web.life_line import Event, LifeLine, Span, lay_out
from liem.web.wording import number_words

TWO_LEVELS = date(2025, 7, 1)  # the district level had ended the day before


def dossier_context(
    dossier: Dossier, standings: Sequence[FindingLine], audit: Audit | None, *, on: date
) -> dict[str, Any]:
    """What the dossier's templates need; `standings` are those of `audit` about this official."""
    lines = standing_lines(standings, as_of=audit.as_of) if audit else ()
    return {
        "heading": f"{dossier.name}: {_answer(lines, dossier)}",
        "dossier": dossier,
        "audit": audit,
        "lines": lines,
        "posts": dossier.posts_on(on),
        "life_line": life_line(dossier, on=on),
        "grades": dict(Grade.choices),
        "relations": [(Relation(relation).label, count) for relation, count in dossier.kin.declared]
        if dossier.kin
        else [],
        "sections": [(Section(section.section).label, section) for section in dossier.sections],
        "attested": len(dossier.sections) - len(dossier.gaps),
        "sex": Sex(dossier.sex).label if dossier.sex else "",
    }


def life_line(dossier: Dossier, *, on: date) -> LifeLine:
    """Tenures as bars, languages and recognised results as dots, the end of the district level as a boundary."""
    events = [
        Event(one.name + (f" {one.level}" if one.level else ""), one.certified_on)
        for one in dossier.languages
        if one.certified_on
    ]
    events += [Event(_("recognised result"), one.recognised_on) for one in dossier.results]
    boundary = Event(_("01/07/2025: no districts any more"), TWO_LEVELS)
    return lay_out([_span(held) for held in dossier.tenures], today=on, events=events, boundaries=[boundary])


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
