"""Filters for what pages say: messages in the page's language, days, moments, numbers, shares."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from liem.kernel.errors import Message
from liem.law.parameters import ParameterValue, Unit
from liem.web import wording
from liem.web.evidence import law_value_words, term_words

register = template.Library()

register.filter("day", wording.day_words)
register.filter("moment", wording.moment_words)
register.filter("percent", wording.percent_words)
register.filter("term", term_words)


register.filter("place", wording.clause_words)
register.filter("path_place", wording.path_words)


@register.filter
def number(value: float | None, decimals: int | None = None) -> str:
    """`{{ 1234.5|number }}`; a dash for None."""
    return "–" if value is None else wording.number_words(value, decimals)


@register.filter
def in_language(message: Message | None) -> str:
    """`{{ rule.title|in_language }}`: the sentence in the language of the page; nothing for None."""
    return "" if message is None else message.in_language(get_language() or "vi")


@register.filter
def law_value(value: ParameterValue | None, unit: Unit) -> str:
    """`{{ dated.value|law_value:parameter.unit }}`: a value of the law with its unit; nothing for None."""
    return law_value_words(value, unit)
