"""One procedure of the rule book: its course drawn and in words, what it rests on by date, its worked examples."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liem.kernel.errors import LiemError, Message
from liem.law.packs import Law
from liem.law.procedures.in_words import CONCERNS, EFFECTS
from liem.law.procedures.papers import PAPERS
from liem.law.procedures.steps import Procedure
from liem.oversight import queries
from liem.rulebook import verification
from liem.rulebook.book import adopted_on, rule_book
from liem.rulebook.verification import law_here, pending_items, verifications
from liem.web.acting import acting_of, today
from liem.web.asked import day_asked
from liem.web.law_words import JURISDICTIONS, STATES, force_in
from liem.web.may import may
from liem.web.procedure_drawing import drawing_of
from liem.web.procedure_parts import gates_of, procedure_cases, step_lines
from liem.web.provision_parts import ground_lines
from liem.web.quotation import quotation
from liem.web.value_list import value_line


@require_safe
def procedure(request: HttpRequest, procedure_id: str) -> HttpResponse:
    """Everybody who is signed in may read how decisions are to be taken."""
    acting = acting_of(request)
    newest = queries.latest_audit()
    asked = day_asked(request, "on", newest.as_of if newest else today())
    law = law_here()
    found = _found(law, procedure_id)
    force = force_in(law, found, asked.day)
    parameters = (law.parameter(name) for name in found.parameter_names())
    context = {
        "heading": _("%(title)s: %(standing)s")
        % {"title": found.title.in_language(get_language() or "vi"), "standing": STATES[force.state]},
        "one": found,
        "kind": "procedures",
        "concerns": CONCERNS[found.concerns],
        "effect": EFFECTS[found.effect] if found.effect else None,
        "jurisdiction": JURISDICTIONS[found.jurisdiction],
        "papers": [PAPERS[paper] for paper in found.papers],
        "gates": gates_of(law, found.gates),
        "force": force,
        "is_adopted": found.pack in {one.pack for one in adopted_on(asked.day)},
        "on": asked.day,
        "asked": asked,
        "drawing": drawing_of(found, law.limit_values(found, asked.day)),
        "steps": step_lines(law, found, asked.day),
        "grounds": ground_lines(law, found, force),
        "quotation": quotation(force.ground.clauses[0], point=f"{found.title.vi} . {found.in_words.vi}"),
        "values": [value_line(law, one, asked.day) for one in parameters if one is not None],
        "cases": procedure_cases(found),
        **_verifying(found, may_verify=may(acting, verification.ACTION)),
    }
    return render(request, "rules/procedure.html", context, status=asked.status)


def _verifying(found: Procedure, *, may_verify: bool) -> dict[str, object]:
    """What of the procedure waits to be verified and what was verified here, for those who may do it."""
    if not may_verify:
        return {"waiting": (), "verified_here": ()}
    here = {one.item: one for one in verifications() if (one.kind, one.name) == ("procedure", found.id)}
    items = [one for one in pending_items(rule_book()) if (one.kind, one.name) == ("procedure", found.id)]
    return {
        "waiting": [one for one in items if one.item not in here],
        "verified_here": [(one, here[one.item]) for one in items if one.item in here],
    }


def _found(law: Law, procedure_id: str) -> Procedure:
    found = law.procedure(procedure_id)
    if found is None:
        raise LiemError(
            "rules.not_found",
            Message(
                "Bộ quy tắc không có quy trình này. Hãy tìm trong danh sách quy trình của bộ quy tắc.",
                "The rule book holds no such procedure. Look in its list of procedures.",
            ),
            {"id": procedure_id[:80]},
        )
    return found


urlpatterns = [path("rules/procedures/<slug:procedure_id>/", procedure, name="procedure")]
