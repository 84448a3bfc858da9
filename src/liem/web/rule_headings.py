"""The sentences above the list of the rule book: what is counted, and how much of it binds on the day."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from liem.web.law_words import STATES, ForceState
from liem.web.value_list import ValueGroup
from liem.web.wording import day_words, number_words

_COUNTED: dict[ForceState, Promise] = STATES | {
    ForceState.UNVERIFIED: pgettext_lazy("after a count", "waiting to be verified")
}


def heading_of(kind: str, count: int, day: date) -> str:
    """How many of the kind bind on the day."""
    words = {
        "rules": ngettext("%(count)s rule is in force on %(day)s", "%(count)s rules are in force on %(day)s", count),
        "targets": ngettext(
            "%(count)s target is in force on %(day)s", "%(count)s targets are in force on %(day)s", count
        ),
        "flags": ngettext(
            "%(count)s sign worth a look is in use on %(day)s",
            "%(count)s signs worth a look are in use on %(day)s",
            count,
        ),
        "procedures": ngettext(
            "%(count)s procedure is in force on %(day)s", "%(count)s procedures are in force on %(day)s", count
        ),
        "values": ngettext(
            "%(count)s value in the law is verified on %(day)s",
            "%(count)s values in the law are verified on %(day)s",
            count,
        ),
    }[kind]
    return words % {"count": number_words(count), "day": day_words(day)}


def found_heading(kind: str, found: int, binding: int, day: date, text: str) -> str:
    """How many the filters leave, and how many of those bind on the day."""
    noun = _noun(kind, found)
    if not found:
        if text:
            return _("No %(noun)s answers to “%(text)s”") % {"noun": _noun(kind, 1), "text": text}
        return _("No %(noun)s fits the filters") % {"noun": _noun(kind, 1)}
    words = (
        _("%(count)s %(noun)s found; %(binding)s verified on %(day)s")
        if kind == "values"
        else _("%(count)s %(noun)s found; %(binding)s in force on %(day)s")
    )
    return words % {
        "count": number_words(found),
        "noun": noun,
        "binding": number_words(binding),
        "day": day_words(day),
    }


def state_counts(kind: str, counts: Counter[ForceState]) -> list[str]:
    """“27 rules waiting to be verified”, for each state but the one of the heading."""
    return [
        _("%(count)s %(noun)s %(state)s")
        % {"count": number_words(counts[one]), "noun": _noun(kind, counts[one]), "state": _COUNTED[one]}
        for one in ForceState
        if counts[one] and one is not ForceState.IN_FORCE
    ]


def count_words(group: ValueGroup, count: int) -> str:
    """How many values are of a group that the heading does not count."""
    words = (
        ngettext("%(count)s threshold of signs", "%(count)s thresholds of signs", count)
        if group is ValueGroup.THRESHOLDS
        else ngettext("%(count)s value waiting to be verified", "%(count)s values waiting to be verified", count)
    )
    return words % {"count": number_words(count)}


def _noun(kind: str, count: int) -> str:
    return {
        "rules": ngettext("rule", "rules", count),
        "targets": ngettext("target", "targets", count),
        "flags": ngettext("sign", "signs", count),
        "procedures": ngettext("procedure", "procedures", count),
        "values": ngettext("value", "values", count),
    }[kind]
