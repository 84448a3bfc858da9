"""What surrounds every page: navigation with counts, search, who is signed in and as what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from liem.actions.models import Role
from liem.actions.notices import unseen
from liem.actions.permissions import Acting, rule_of
from liem.oversight import queries
from liem.oversight.flags import SEES_FLAGS
from liem.record.days import holds_on
from liem.record.models import BodyState
from liem.record.scope import reach
from liem.rulebook.book import is_readable
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
    has_law: bool
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
        has_law=is_readable(),
        navigation=tuple(tuple(_entries(request, group, counts)) for group in _groups(acting)),
    )


def _province() -> str:
    """Where the body lies to which all others answer today."""
    topmost = BodyState.objects.filter(holds_on(today()), known_to__isnull=True, superior=None, place__isnull=False)
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
    "delegation": gettext_lazy("Delegation"),
    "talent": gettext_lazy("Talent pool"),
    "rules": gettext_lazy("Rule book"),
    "findings": gettext_lazy("Control"),
    "flags": pgettext_lazy("navigation", "Signs"),
    "violations": gettext_lazy("Violations"),
    "targets": gettext_lazy("Targets"),
    "ledger": gettext_lazy("Ledger"),
    "quality": gettext_lazy("Quality of the dossiers"),
    "calendar": gettext_lazy("Falling due"),
    "cases": pgettext_lazy("procedures", "Cases"),
    "own_steps": gettext_lazy("Cases about me"),
    "duties": gettext_lazy("Duties"),
    "notices": gettext_lazy("Notices"),
    "exchange": gettext_lazy("Import and export"),
}
_FOR_OFFICIALS = (("home", "mine", "own_steps", "calendar", "notices"), ("directives", "rules", "targets"))
_FOR_OFFICERS = (
    ("home", "cases", "duties", "notices"),
    ("directives", "rules"),
    ("people", "talent", "organisation", "delegation", "quality", "calendar"),
    ("findings", "flags", "violations", "targets", "ledger"),
    ("exchange",),
)
_BELOW = {"directive": "directives", "clause": "directives", "dossier": "people", "body": "organisation"}
_BELOW |= {"finding": "findings", "target": "targets", "receipt": "ledger"}
_BELOW |= dict.fromkeys(
    ("attest", "quality_dossiers", "dossier_quality", "campaigns", "new_campaign", "campaign"), "quality"
)
_BELOW |= dict.fromkeys(
    ("campaign_review", "campaign_close", "attest_dossier", "withdraw_attestation", "review_dossier"), "quality"
)
_BELOW |= dict.fromkeys(("case", "new_case", "correct_step", "file_paper", "replace_paper", "put_forward"), "cases")
_BELOW |= dict.fromkeys(("convene", "meeting", "decision", "annulment_graph", "followed"), "cases")
_BELOW |= dict.fromkeys(("my_counts", "my_count", "declared_ties", "own_proposals"), "mine")
_BELOW |= {"bold_proposals": "people", "new_bold_proposal": "people", "enter_old_decision": "cases"}
_BELOW |= {"proposer": "people", "ties_of_person": "people", "violation": "violations", "new_violation": "violations"}
_BELOW |= dict.fromkeys(("withdraw", "fix_vacancy", "state_fact", "waive_rule", "review_waiver"), "cases")
_BELOW |= {"calendar_subscribe": "calendar", "put_off": "duties", "letters": "notices"}
_BELOW |= dict.fromkeys(("flag", "flag_reply", "flag_review"), "flags")
_BELOW |= dict.fromkeys(("import_job", "import_upload", "import_answers", "export_job", "take_out"), "exchange")
_BELOW |= dict.fromkeys(("provision", "procedure", "value", "own_value", "end_value", "verify", "conflicts"), "rules")
_BELOW |= dict.fromkeys(("class_plan", "moves_up", "special_posts", "stays", "recruitments", "succession"), "talent")
_BELOW |= dict.fromkeys(("draft_rule", "kept_draft", "withdraw_draft", "withdraw_verification"), "rules")
_BELOW |= dict.fromkeys(("packs", "adopt_pack", "withdraw_pack"), "rules")
_BELOW |= dict.fromkeys(
    ("dossier_history", "dossier_readings", "corrections", "correction", "answer_correction"), "people"
)
_BELOW |= dict.fromkeys(("own_history", "ask_correction"), "mine")
_BELOW |= dict.fromkeys(("organisation_changes", "reorganisations", "reorganisation"), "organisation")

_EXCHANGES = rule_of("record.import").roles | rule_of("record.export").roles


def _groups(acting: Acting) -> tuple[tuple[str, ...], ...]:
    """What the role may open, in the order of the navigation."""
    role = Role(acting.mandate.role)
    if role is Role.OFFICIAL:
        return _FOR_OFFICIALS
    unseen = {"flags": role not in SEES_FLAGS, "exchange": role not in _EXCHANGES}
    seen = (tuple(name for name in group if not unseen.get(name)) for group in _FOR_OFFICERS)
    return tuple(group for group in seen if group)


def _entries(request: HttpRequest, group: tuple[str, ...], counts: Mapping[str, Count]) -> Iterator[NavigationEntry]:
    here = request.resolver_match.url_name if request.resolver_match else None
    for name in group:
        count = counts.get(name, Count(0, ""))
        is_current = _BELOW.get(here or "", here) == name
        yield NavigationEntry(str(_NAMES[name]), reverse(name), is_current, count.number, count.means)


def _counts(acting: Acting) -> dict[str, Count]:
    """What waits behind an entry: new notices; within reach, breaches. An official has only the first."""
    counts = {"notices": Count(unseen(acting.account), _("new notices"))}
    audit = None if acting.mandate.role == Role.OFFICIAL else queries.latest_audit()
    if audit is None:
        return counts
    breaches = tally_of(queries.verdict_counts(reach(acting, today()), audit)).breaches
    return counts | {"findings": Count(breaches, _("breaches to correct"))}
