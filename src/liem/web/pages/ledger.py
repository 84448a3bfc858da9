"""Nhật ký: was anything altered? Prove it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

import segno
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from liem.actions import ledger_keys, verification
from liem.actions.checkpoints import latest_checkpoints
from liem.actions.erasure_told import content_erased
from liem.actions.models import LedgerKey, Role
from liem.actions.permissions import ACTIONS
from liem.actions.receipts import acted, receipt_of
from liem.actions.verification_words import explain
from liem.kernel.errors import LiemError, Message
from liem.ledger.notes import time_of
from liem.ledger.receipts import Receipt, check_receipt
from liem.ledger.tree import leaf_hash
from liem.oversight import journal
from liem.oversight.asked_about import AskedAbout, Kind, asked_about
from liem.record.names import in_order
from liem.record.scope import Reach, reach
from liem.web.acting import acting_of, role_name, today
from liem.web.asked import asked_page, asked_word, day_asked
from liem.web.ledger_words import action_words
from liem.web.officers import officer_of
from liem.web.wording import number_words

CHECKPOINTS_SHOWN = 5
PROBLEMS_SHOWN = 200
SECONDS_KEPT = 60


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verification found, and when."""

    at: datetime
    report: verification.Report


@require_http_methods(["GET", "HEAD", "POST"])
def ledger(request: HttpRequest) -> HttpResponse:
    """The entries, newest first; a POST verifies all of them and shows what was found."""
    within = reach(officer_of(request), today())
    if request.method == "POST" and not within.whole:
        raise _not_for_a_part()
    on = day_asked(request, "on", today())
    about, fault = _about(request, within)
    wanted = journal.Wanted(
        action=asked_word(request, "action", list(ACTIONS), ""),
        day=on.day if request.GET.get("on", "").strip() and not on.fault else None,
        about=about.key if about else "",
        unseen=about.unseen if about else (),
    )

    def fetch(offset: int, limit: int) -> journal.LedgerPage:
        return journal.ledger_page(within, wanted=wanted, offset=offset, limit=limit)

    found, page = asked_page(request, fetch)
    context = {
        "heading": _title(found.size, may_verify=within.whole),
        "found": found,
        "page": page,
        "lines": [
            (line, action_words(line.action), role_name(line.by.role) if line.by else "") for line in found.lines
        ],
        "may_verify": within.whole,
        "actions": sorted(((code, action_words(code)) for code in ACTIONS), key=lambda pair: in_order(pair[1])),
        "wanted": wanted,
        "about": about,
        "about_words": _ABOUT[about.kind] % {"key": about.key, "name": about.name} if about else "",
        "about_given": request.GET.get("about", ""),
        "about_fault": fault,
        "asked": on,
        "checkpoints": latest_checkpoints(CHECKPOINTS_SHOWN),
    }
    if request.method == "POST":
        context |= _verified(found.root)
    return render(request, "ledger/ledger.html", context, status=404 if fault else on.status)


def _about(request: HttpRequest, within: Reach) -> tuple[AskedAbout | None, Message | None]:
    """What entries are asked about; where that is nothing within reach, why the page lists them all."""
    key = request.GET.get("about", "").strip()
    if not key:
        return None, None
    try:
        return asked_about(within, key, by=officer_of(request)), None
    except LiemError as error:
        return None, error.message


_ABOUT = {
    Kind.PERSON: gettext_lazy("Entries about %(name)s (%(key)s). That you asked is entered as a reading."),
    Kind.BODY: gettext_lazy("Entries about %(name)s (%(key)s)."),
    Kind.CASE: gettext_lazy("Entries of the case %(key)s."),
}


@require_safe
def receipt(request: HttpRequest, position: int) -> HttpResponse:
    """The receipt of one entry, to be read, printed with its QR code, or taken along as a file."""
    found = _receipt(request, position)
    shown = check_receipt(found)
    context = {
        "heading": _("Receipt of entry %(position)s: %(action)s")
        % {"position": number_words(position), "action": action_words(str(shown.says["action"]))},
        "position": position,
        "shown": shown,
        "at": datetime.fromisoformat(str(shown.says["at"])),
        "leaf_hash": leaf_hash(found.leaf.encode()).hex(),
        "told": [(_PARTS[name], text) for name, text in shown.told.items()],
        "erased": content_erased(position),
        "hashes": len(found.inclusion),
        "witnesses": _witnesses(found),
        "qr": mark_safe(segno.make(found.to_qr(), error="l", micro=False).svg_inline(omitsize=True)),  # noqa: S308
    }
    return render(request, "ledger/receipt.html", context)


@require_safe
def receipt_file(request: HttpRequest, position: int) -> HttpResponse:
    """The receipt as the file that `liem verify` checks."""
    text = _receipt(request, position).to_text()
    name = f"liem-{position}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers)


def _receipt(request: HttpRequest, position: int) -> Receipt:
    """Officials have receipts of their own acts alone; officers of every entry, as far as they may know it."""
    acting = acting_of(request)
    if acting.mandate.role == Role.OFFICIAL and not acted(position, account=acting.account):
        officer_of(request)
    return receipt_of(position, by=acting)


def _witnesses(found: Receipt) -> list[tuple[str, datetime]]:
    """Who keeps the checkpoint of the receipt, and since when."""
    keys = ledger_keys.verifiers(LedgerKey.Kind.WITNESS)
    signed = [(line, key) for line in found.note.signatures for key in keys if line.is_by(key)]
    return [(key.name, datetime.fromtimestamp(time_of(line.value), tz=UTC)) for line, key in signed]


_PARTS = {
    "actor": gettext_lazy("Account"),
    "mandate": gettext_lazy("Mandate"),
    "content": gettext_lazy("What was entered"),
}


def _verified(root: str) -> dict[str, object]:
    """A verification under the same root is kept for a moment: writers wait while one runs."""
    key = f"ledger-verification:{root}"
    done: Verification | None = cache.get(key)
    if done is None:
        done = Verification(timezone.now(), verification.verify())
        cache.set(key, done, SECONDS_KEPT)
    report = done.report
    first, *others = explain(report)
    return {
        "heading": _("The ledger is intact: no entry was changed, removed, added or moved")
        if report.sound
        else _("The ledger is NOT intact: leave everything as it is and tell the inspectors"),
        "report": report,
        "verified_at": done.at,
        "summary": first,
        "problems": list(islice(others, PROBLEMS_SHOWN)),
        "unshown": max(0, len(others) - PROBLEMS_SHOWN),
    }


def _not_for_a_part() -> LiemError:
    return LiemError(
        "web.verify_needs_whole_reach",
        Message(
            "Việc kiểm chứng đọc toàn bộ nhật ký nên chỉ dành cho người được giao phạm vi toàn tỉnh. "
            "Hãy đề nghị Ban Tổ chức hoặc cơ quan kiểm tra thực hiện.",
            "Verifying reads the whole ledger, so it is for those whose mandate covers everything. Ask the "
            "Organisation Commission or the inspectors to do it.",
        ),
    )


def _title(size: int, *, may_verify: bool) -> str:
    if not may_verify:
        words = ngettext("%(count)s entry in the ledger", "%(count)s entries in the ledger", size)
        return words % {"count": number_words(size)}
    words = ngettext(
        "%(count)s entry in the ledger; verify it to know whether anything was altered",
        "%(count)s entries in the ledger; verify them to know whether anything was altered",
        size,
    )
    return words % {"count": number_words(size)}


urlpatterns = [
    path("ledger/", ledger, name="ledger"),
    path("ledger/<int:position>/receipt", receipt, name="receipt"),
    path("ledger/<int:position>/receipt.json", receipt_file, name="receipt_file"),
]
