"""Components that need more than HTML and a class. The others are partials in `templates/components/`; see /design."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_lazy

from liem.kernel.clauses import ClauseAddress
from liem.kernel.verdicts import Strength, Verdict
from liem.law.grounds import Topic
from liem.law.targets import Target
from liem.law.vocabulary import FactType
from liem.web import directive_names, wording
from liem.web.caveats import PROOFS, Proof, caveat, checker_words
from liem.web.law_words import STATES, TOPICS, Force, ForceState, Listed
from liem.web.target_words import overdue_words, state_words
from liem.web.vocabulary_panel import TYPES

register = template.Library()

_SIGNS = {Verdict.MET: "✓", Verdict.NOT_MET: "✕", Verdict.UNKNOWN: "?", Verdict.NOT_APPLICABLE: "–"}
_WORDS = {
    Verdict.MET: gettext_lazy("met"),
    Verdict.NOT_MET: gettext_lazy("breach"),
    Verdict.UNKNOWN: gettext_lazy("cannot be determined yet"),
    Verdict.NOT_APPLICABLE: gettext_lazy("does not apply"),
}
_SHORT = gettext_lazy("falls short")  # a shortfall in what a text strives for is shown, never called a breach


_FLAG_LOOKS = {
    Verdict.MET: (gettext_lazy("worth a look"), "info", "⚑"),
    Verdict.NOT_MET: (gettext_lazy("nothing to see"), "", "–"),
    Verdict.UNKNOWN: (gettext_lazy("cannot be determined yet"), "unknown", "?"),
    Verdict.NOT_APPLICABLE: (gettext_lazy("does not apply"), "", "–"),
}
_FORCE_LOOKS = {
    ForceState.IN_FORCE: ("met", "✓"),
    ForceState.UNVERIFIED: ("unknown", "?"),
    ForceState.COMING: ("info", "→"),
    ForceState.OFF: ("", "○"),
    ForceState.ENDED: ("", "–"),
}


@register.simple_tag
def verdict(value: Verdict | str, strength: Strength | str = Strength.MUST) -> SafeString:
    """`{% verdict finding.verdict rule.strength %}`: the verdict as icon, word and colour."""
    given = Verdict(value)
    falls_short = given is Verdict.NOT_MET and Strength(strength) is Strength.STRIVE
    return tag(str(_SHORT if falls_short else _WORDS[given]), given.value, _SIGNS[given])


@register.simple_tag
def target_state(value: Verdict | str, target: Target, as_of: date) -> SafeString:
    """`{% target_state standing.verdict target audit.as_of %}`: where a target stood, as icon, word, colour."""
    state = state_words(value, target, as_of)
    past = overdue_words(value, target, as_of)
    shown = tag(state.words, state.look, state.sign)
    return format_html('{} <span class="tiny nowrap">{}</span>', shown, past) if past else shown


@register.simple_tag
def tag(words: str, look: str = "", sign: str = "") -> SafeString:
    """`{% tag words look sign %}`: look is met, not_met, unknown, info or nothing; give a sign with every colour."""
    if not sign:
        return format_html('<span class="tag {}">{}</span>', look, words)
    return format_html('<span class="tag {}"><span aria-hidden="true">{}</span>{}</span>', look, sign, words)


@register.simple_tag
def flag_answer(value: Verdict | str) -> SafeString:
    """`{% flag_answer case.expect %}`: whether a sign is raised: its condition is then met."""
    words, look, sign = _FLAG_LOOKS[Verdict(value)]
    return tag(str(words), look, sign)


@register.simple_tag
def force_tag(force: Force) -> SafeString:
    """`{% force_tag line.force %}`: how a provision stands on a day, as icon, word and colour."""
    look, sign = _FORCE_LOOKS[force.state]
    return tag(str(STATES[force.state]), look, sign)


@register.simple_tag
def proof_tag(proof: Proof | None) -> SafeString:
    """`{% proof_tag line.proof %}`: how a ground's text was read, as icon, word and colour."""
    if proof is None:
        return tag(gettext("law not verified"), "unknown", "?")
    return tag(str(PROOFS[proof]), "met" if proof is Proof.ORIGINAL else "info", "✓")


@register.simple_tag(name="caveat")
def caveat_of(provision: Listed, force: Force) -> str:
    """`{% caveat rule force as words %}`: what is not known of the law behind the words; empty where they are law."""
    return caveat(provision, force)


@register.filter
def leading_away(clauses: Iterable[ClauseAddress], directive: str) -> list[ClauseAddress]:
    """`{{ rule.clauses|leading_away:short }}`: without the whole text of the directive that the page is about."""
    return [one for one in clauses if one.directive != directive or one.path != wording.WHOLE_TEXT]


@register.filter
def checker(name: str) -> str:
    """`{{ ground.checked.by|checker }}`: who read a text."""
    return checker_words(name)


@register.simple_tag
def clause_link(address: ClauseAddress | str, words: str = "") -> SafeString:
    """`{% clause_link "tra_vinh#II.3.2/b4" %}`: opens the directive at the clause; `words` replace the usual ones."""
    clause = address if isinstance(address, ClauseAddress) else ClauseAddress.parse(address)
    language = get_language() or "vi"
    place = wording.clause_words(clause)
    said = words or f"{directive_names.link_name(clause.directive, language)} · {place}"
    title = f"{directive_names.full_name(clause.directive, language)} · {place}"
    return format_html(
        '<a class="clause" href="{}" title="{}">{}</a>', reverse("clause", args=[str(clause)]), title, said
    )


@register.inclusion_tag("components/sort_heading.html", takes_context=True)
def sort_heading(context: dict[str, Any], key: str, label: str, number: bool = False) -> dict[str, Any]:
    """`{% sort_heading "name" _("Name") %}`: a column head that sorts by `?sort=name`, once more by `?sort=-name`.

    `number=True` aligns it right like the figures below it. The page reads `request.GET["sort"]` itself.
    """
    given = context["request"].GET.copy()
    now = given.get("sort", "")
    given["sort"] = f"-{key}" if now == key else key
    given.pop("page", None)
    direction = {key: "ascending", f"-{key}": "descending"}.get(now)
    return {"address": f"?{given.urlencode()}", "label": label, "direction": direction, "number": number}


@register.simple_tag
def evidence_sign(closed: bool | None) -> str:
    """Whether somebody answers for it that the rows behind a fact are complete; nothing where it does not arise."""
    if closed is None:
        return ""
    return gettext("attested complete") if closed else gettext("nobody has attested that this is complete")


@register.filter
def page_numbers(paginator: Paginator[Any], current: int) -> list[int]:
    """The page numbers worth a link around the current one; 0 stands for a gap."""
    return [
        entry if isinstance(entry, int) else 0
        for entry in paginator.get_elided_page_range(current, on_each_side=1, on_ends=1)
    ]


@register.filter
def topic(value: Topic) -> str:
    """`{{ rule.topic|topic }}`: what part of personnel work it is about."""
    return str(TOPICS[value])


@register.filter
def fact_type(value: FactType) -> str:
    """`{{ fact.type|fact_type }}`: what kind of thing a fact is."""
    return str(TYPES[value])


@register.filter
def of(table: dict[Any, Any], key: object) -> object:
    """`{{ tasks|of:line.short }}`: what a table holds for a key; nothing where it holds nothing."""
    return table.get(key, "")
