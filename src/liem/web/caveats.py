"""What a reader has to know before taking a provision's words for the law of the day, and how its text was read."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from liem.law.grounds import Ground, Status
from liem.web.directive_names import link_name
from liem.web.law_words import Force, ForceState, Listed, grounds_of
from liem.web.wording import day_words

_MAKERS = "Liêm"
_ORIGINAL = "sha256:"


class Proof(StrEnum):
    """Against what the text of a ground was read."""

    ORIGINAL = "original"  # somebody here read the signed paper and left its digest
    PUBLISHED = "published"  # the makers read a published page
    DIRECTIVE = "directive"  # the makers read the text of the directive, which need not be loaded here


PROOFS: dict[Proof, Promise] = {
    Proof.ORIGINAL: gettext_lazy("original read"),
    Proof.PUBLISHED: gettext_lazy("held against a published source"),
    Proof.DIRECTIVE: gettext_lazy("held against the words of the directive"),
}


def proof_of(ground: Ground, *, is_national: bool) -> Proof | None:
    """How a verified ground was read; None for one that waits to be verified."""
    if ground.status is not Status.VERIFIED:
        return None
    if ground.checked is not None and ground.checked.against.vi.startswith(_ORIGINAL):
        return Proof.ORIGINAL
    return Proof.PUBLISHED if is_national else Proof.DIRECTIVE


def checker_words(name: str) -> str:
    """Who read a text: a person by name, the makers of the packs as such."""
    return _("the makers of Liêm") if name == _MAKERS else name


def caveat(provision: Listed, force: Force) -> str:
    """What is not known of the law behind the words; empty where they are the law of the day."""
    if force.state is ForceState.UNVERIFIED and force.ground.status is Status.VERIFIED:
        return _("It takes a value that nobody has verified yet; no conclusion is drawn from it.")
    if force.state not in {ForceState.UNVERIFIED, ForceState.OFF}:
        return ""
    new = _name(force.ground)
    earlier = _earlier(provision, force.ground)
    if earlier is None:
        return _("The words have not been held against %(new)s yet; no conclusion is drawn from them.") % {"new": new}
    return _(
        "The words follow %(old)s (no longer in force from %(day)s). They have not been held against %(new)s yet; "
        "no conclusion is drawn from them."
    ) % {"old": _name(earlier), "day": day_words(earlier.in_force.ends), "new": new}


def _earlier(provision: Listed, ground: Ground) -> Ground | None:
    """The latest verified ground that ended before this one began."""
    starts = ground.in_force.starts
    ended = [
        one
        for one in grounds_of(provision)
        if one.status is Status.VERIFIED and one.in_force.ends and starts and one.in_force.ends <= starts
    ]
    return max(ended, key=lambda one: str(one.in_force.ends), default=None)


def _name(ground: Ground) -> str:
    return link_name(ground.clauses[0].directive, get_language() or "vi")
