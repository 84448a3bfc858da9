"""Một quyết định: what does it say, what did it bring about, who was told, and is it still good?"""

from __future__ import annotations

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.actions.receipts import receipt_of
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.in_words import READERS
from liem.procedures.cases.reading import case_to_read, log_case
from liem.procedures.models import Annulment, Decision, Publication
from liem.record.scope import Reach, reach
from liem.web.acting import acting_of, today
from liem.web.case_names import case_words, names
from liem.web.opening import opened_on_purpose
from liem.web.things_in_words import decision_words, effect_lines


@opened_on_purpose
def decision(request: HttpRequest, key: str) -> HttpResponse:
    """The decision, for whoever may see its case, or, of an older one, its body."""
    acting = acting_of(request)
    found, within = decision_seen(key, by=acting)
    published = list(Publication.objects.current().filter(decision=found).order_by("published_on", "identity"))
    annulled = Annulment.objects.current().filter(decision=found).select_related("annulling").first()
    annuls = Annulment.objects.current().filter(annulling=found).select_related("decision").order_by("identity")
    called = names(
        [found.signatory_id, found.case.person_id if found.case else None],
        posts=[found.case.post_id if found.case else None],
        bodies=[found.body_id, found.case.body_id if found.case else None],
        on=within.day,
    )
    receipt = receipt_of(found.entry, by=acting)
    context = {
        "heading": _heading(found, annulled),
        "decision": found,
        "body_name": called.body(found.body_id),
        "signatory": called.person(found.signatory_id),
        "case_words": case_words(found.case, called) if found.case else "",
        "case_url": reverse("case", args=[found.case_id]) if found.case_id else "",
        "effects": effect_lines(found, within),
        "published": [(READERS.get(one.to), one.to, one.published_on) for one in published],
        "annulled": annulled,
        "annuls": [one.decision for one in annuls],
        "qr": mark_safe(segno.make(receipt.to_qr(), error="l", micro=False).svg_inline(omitsize=True)),  # noqa: S308
        "is_officer": acting.mandate.role != Role.OFFICIAL,
    }
    return render(request, "decisions/decision.html", context)


def decision_seen(key: str, *, by: Acting) -> tuple[Decision, Reach]:
    """The decision with the reach of whoever looks; seeing one of a case is entered as reading the case. Raises
    `decisions.not_found`, `procedures.no_case` and `procedures.own_case`."""
    found = Decision.objects.select_related("case__decision").filter(pk=key).first()
    own = by.account.person if by.mandate.role == Role.OFFICIAL else None
    within = Reach(today(), person=own) if own else reach(by, today())
    if found is None:
        raise _not_found()
    if found.case_id:
        log_case(case_to_read(found.case_id, by=by), by=by)
    elif own or not within.has_body(found.body_id):
        raise _not_found()
    return found, within


def _heading(found: Decision, annulled: Annulment | None) -> str:
    if annulled is not None and annulled.annulled_on is not None:
        return _("%(decision)s: annulled") % {"decision": decision_words(found)}
    return decision_words(found)


def _not_found() -> LiemError:
    return LiemError(
        "decisions.not_found",
        Message(
            "Không có quyết định này trong phạm vi được giao. Hãy mở lại trang của vụ việc.",
            "There is no such decision within your mandate. Open the page of the case again.",
        ),
    )


urlpatterns = [path("decisions/<str:key>/", decision, name="decision")]
