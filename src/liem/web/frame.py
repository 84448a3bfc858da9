"""What surrounds every page: navigation with counts, search, who is signed in and as what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.oversight import queries
from liem.record.models import BodyState
from liem.record.scope import reach
from liem.web.acting import body_names, role_name, today
from liem.web.findings_in_words import tally_of


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    label: str
    url: str
    is_current: bool
    count: int = 0
    count_means: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of something wait, and what they are."""

    number: int
    means: str


@dataclass(frozen=True, slots=True)
class Search:
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Frame:
    name: str
    role: str
    body: str
    province: str
    other_mandates: bool
    search: Search
    navigation: tuple[tuple[NavigationEntry, ...], ...]


def frame(request: HttpRequest) -> dict[str, object]:
    """Context processor: `frame` is worked out only where a page shows it."""
    return {"frame": SimpleLazyObject(lambda: _frame(request))}


def _frame(request: HttpRequest) -> Frame:
    acting: Acting = request.acting  # type: ignore[attr-defined]
    mandate, counts = acting.mandate, _counts(acting)
    return Frame(
        name=acting.account.get_full_name(),
        role=role_name(mandate.role),
        body=body_names([mandate]).get(mandate.body, ""),
        province=_province(),
        other_mandates=len(request.mandates) > 1,  # type: ignore[attr-defined]
        search=_search(acting),
        navigation=tuple(tuple(_entries(request, group, counts)) for group in _groups(acting)),
    )


def _province() -> str:
    """Where the body lies to which all others answer."""
    topmost = BodyState.objects.filter(known_to__isnull=True, superior=None, place__isnull=False)
    return topmost.order_by("valid_from", "identity").values_list("place__name", flat=True).first() or ""


def _search(acting: Acting) -> Search:
    if acting.mandate.role == Role.OFFICIAL:
        return Search(reverse("directives"), _("Find a directive… (key /)"))
    return Search(reverse("people"), _("Find an official by name… (key /)"))


_NAMES = {
    "home": gettext_lazy("Desk"),
    "mine": gettext_lazy("About me"),
    "directives": gettext_lazy("Directives"),
    "people": gettext_lazy("Officials"),
    "organisation": gettext_lazy("Organisation"),
    "findings": gettext_lazy("Control"),
    "targets": gettext_lazy("Targets"),
    "ledger": gettext_lazy("Ledger"),
}
_FOR_OFFICIALS = (("home", "mine"), ("directives", "targets"))
_FOR_OFFICERS = (("home", "directives"), ("people", "organisation"), ("findings", "targets", "ledger"))
_BELOW = {"directive": "directives", "clause": "directives", "dossier": "people", "body": "organisation"}
_BELOW |= {"finding": "findings", "target": "targets"}


def _groups(acting: Acting) -> tuple[tuple[str, ...], ...]:
    return _FOR_OFFICIALS if acting.mandate.role == Role.OFFICIAL else _FOR_OFFICERS


def _entries(request: HttpRequest, group: tuple[str, ...], counts: Mapping[str, Count]) -> Iterator[NavigationEntry]:
    here = request.resolver_match.url_name if request.resolver_match else None
    for name in group:
        count = counts.get(name, Count(0, ""))
        is_current = _BELOW.get(here or "", here) == name
        yield NavigationEntry(str(_NAMES[name]), reverse(name), is_current, count.number, count.means)


def _counts(acting: Acting) -> dict[str, Count]:
    """What waits behind an entry, within reach: breaches, and targets not reached. An official has no such entries."""
    audit = None if acting.mandate.role == Role.OFFICIAL else queries.latest_audit()
    if audit is None:
        return {}
    breaches = tally_of(queries.verdict_counts(reach(acting, today()), audit)).breaches
    return {"findings": Count(breaches, _("breaches to correct"))}
