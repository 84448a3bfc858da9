"""Components that need more than HTML and a class. The others are partials in `templates/components/`; see /design."""

from __future__ import annotations

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
from liem.law.targets import Target
from liem.web import directive_names, wording
from liem.web.target_words import state_words

register = template.Library()

_SIGNS = {Verdict.MET: "✓", Verdict.NOT_MET: "✕", Verdict.UNKNOWN: "?", Verdict.NOT_APPLICABLE: "–"}
_WORDS = {
    Verdict.MET: gettext_lazy("met"),
    Verdict.NOT_MET: gettext_lazy("breach"),
    Verdict.UNKNOWN: gettext_lazy("cannot be determined yet"),
    Verdict.NOT_APPLICABLE: gettext_lazy("does not apply"),
}
_SHORT = gettext_lazy("falls short")  # a shortfall in what a text strives for is shown, never called a breach


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
    return tag(state.words, state.look, state.sign)


@register.simple_tag
def tag(words: str, look: str = "", sign: str = "") -> SafeString:
    """`{% tag words look sign %}`: look is met, not_met, unknown, info or nothing; give a sign with every colour."""
    if not sign:
        return format_html('<span class="tag {}">{}</span>', look, words)
    return format_html('<span class="tag {}"><span aria-hidden="true">{}</span>{}</span>', look, sign, words)


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
def of(table: dict[Any, Any], key: object) -> object:
    """`{{ tasks|of:line.short }}`: what a table holds for a key; nothing where it holds nothing."""
    return table.get(key, "")
