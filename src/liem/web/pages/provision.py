"""One rule, target or sign: what it asks, what it rests on by date, why it binds here, and where it stands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.kernel.verdicts import Strength
from liem.law.flags import Flag
from liem.law.grounds import Status
from liem.law.packs import Law
from liem.law.rules import Rule
from liem.law.targets import Target
from liem.oversight import queries
from liem.record.scope import reach
from liem.rulebook.governing import Kind
from liem.rulebook.verification import item_of, law_here, verified_items
from liem.web.acting import acting_of, today
from liem.web.asked import day_asked
from liem.web.conditions import conditions
from liem.web.law_words import JURISDICTIONS, SERVICES, SEVERITIES, STATES, Force, Provision
from liem.web.may import may
from liem.web.provision_parts import (
    HistoryLine,
    case_lines,
    ground_lines,
    history,
    target_case_lines,
    value_lines_of,
)
from liem.web.quotation import quotation
from liem.web.rule_list import line_of
from liem.web.why_here import body_of, why_here
from liem.web.wording import number_words


@require_safe
def provision(request: HttpRequest, provision_id: str) -> HttpResponse:
    """Everybody who is signed in may read the law; what was found of it is told within reach."""
    acting = acting_of(request)
    newest = queries.latest_audit()
    asked = day_asked(request, "on", newest.as_of if newest else today())
    law = law_here()
    found = _found(law, provision_id)
    line = line_of(law, found, asked.day)
    lines = _history(acting, found)
    context = {
        "heading": _heading(found, line.force, lines),
        "one": found,
        "kind": _kind(found),
        "force": line.force,
        "strength": line.strength,
        "on": asked.day,
        "asked": asked,
        "grounds": ground_lines(law, found, line.force),
        "quotation": quotation(line.force.ground.clauses[0], point=f"{found.title.vi} . {found.in_words.vi}"),
        "conditions": conditions(law, found, law.parameters_on(asked.day), day=asked.day),
        "values": value_lines_of(law, found, asked.day),
        "history": lines,
        "why": why_here(_KINDS[type(found)], found.id, body=body_of(acting), day=asked.day),
        "pending": _pending(found) if may(acting, "rulebook.verify") else (),
        "verified_here": verified_items(_KINDS[type(found)], found.id) if may(acting, "rulebook.verify") else (),
        "may_open_findings": acting.mandate.role != Role.OFFICIAL,
    }
    return render(request, "rules/provision.html", context | _particulars(found), status=asked.status)


def _found(law: Law, provision_id: str) -> Provision:
    found = law.rule(provision_id) or law.target(provision_id) or law.flag(provision_id)
    if found is None:
        raise LiemError(
            "rules.not_found",
            Message(
                "Bộ quy tắc không có mục này. Hãy tìm theo từ hoặc theo văn bản trong danh sách quy tắc.",
                "The rule book holds nothing of that name. Search the list of rules by words or by directive.",
            ),
            {"id": provision_id[:80]},
        )
    return found


def _particulars(found: Provision) -> dict[str, object]:
    """What only one kind has."""
    if isinstance(found, Rule):
        return {
            "cases": case_lines(found),
            "severity": SEVERITIES[found.severity],
            "jurisdiction": JURISDICTIONS[found.jurisdiction],
            "serves": [SERVICES[service] for service in found.serves],
        }
    if isinstance(found, Target):
        return {"target_cases": target_case_lines(found), "measured_on": queries.last_measured(found.id)}
    return {"cases": case_lines(found)}


def _pending(found: Provision) -> tuple[str, ...]:
    """The grounds that wait to be verified, by the keys that their forms go by."""
    if isinstance(found, Target):
        return ()
    return tuple(item_of(found, ground) for ground in found.grounds if ground.status is Status.PENDING)


_KINDS: dict[type, Kind] = {Rule: "rule", Target: "target", Flag: "flag"}


def _kind(found: Provision) -> str:
    return "rules" if isinstance(found, Rule) else "targets" if isinstance(found, Target) else "flags"


def _history(acting: Acting, found: Provision) -> tuple[HistoryLine, ...]:
    if acting.mandate.role == Role.OFFICIAL or not isinstance(found, Rule):
        return ()
    return history(queries.counts_over_time(reach(acting, today()), found.id), found.id)


def _heading(found: Provision, force: Force, lines: tuple[HistoryLine, ...]) -> str:
    """The title, how it stands, and what the newest audit found of it."""
    words = [str(STATES[force.state])]
    if lines:
        tally = lines[-1].tally
        strives = isinstance(found, Rule) and found.strength is Strength.STRIVE
        breaches = ngettext("%(count)s breach", "%(count)s breaches", tally.not_met)
        short = ngettext("%(count)s shortfall", "%(count)s shortfalls", tally.not_met)
        unknown = ngettext("%(count)s cannot be determined yet", "%(count)s cannot be determined yet", tally.unknown)
        if tally.not_met:
            words.append((short if strives else breaches) % {"count": number_words(tally.not_met)})
        if tally.unknown:
            words.append(unknown % {"count": number_words(tally.unknown)})
    title = found.title.in_language(get_language() or "vi")
    return _("%(title)s: %(standing)s") % {"title": title, "standing": ", ".join(words)}


urlpatterns = [path("rules/<slug:provision_id>/", provision, name="provision")]
