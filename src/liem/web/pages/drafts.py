"""The workbench: an officer drafts a rule, sees what is wrong with it and what it would find, and takes the file."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liem.actions import permissions
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.rulebook import drafts
from liem.rulebook.book import rule_book
from liem.rulebook.drafts import DraftProblem, NewDraft
from liem.rulebook.models import Draft
from liem.web.acting import today
from liem.web.asked import asked_word, typed
from liem.web.attempts import may_check_draft
from liem.web.draft_template import starting_text
from liem.web.draft_trial import TrialView, try_out
from liem.web.officers import officer_of
from liem.web.vocabulary_panel import spoken_tables


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """What is wrong in a line of the draft, and the place: the condition with a mark below, or the line as typed."""

    line: int
    said: str
    words: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a check: what is wrong, or, where nothing is, what the rule would find within reach."""

    problems: tuple[ProblemLine, ...] = ()
    trial: TrialView | None = None
    refusal: str = ""


@require_http_methods(["GET", "POST"])
def draft_rule(request: HttpRequest, identity: str = "") -> HttpResponse:
    """The workbench, empty or with a draft of the account's own. Whatever was typed is shown again."""
    acting = officer_of(request)
    permissions.check(acting, drafts.ACTION, body=acting.mandate.body, subjects=[], day=today())
    kept = drafts.draft(identity, acting=acting) if identity else None
    given = _given(request, acting, kept)
    if request.method == "GET":
        return _page(request, acting, given, Checked())
    act = asked_act(request)
    try:
        if act == "export":
            return _file(given)
        if act == "keep":
            return _kept(request, acting, given)
        return _page(request, acting, given, _checked(given, acting))
    except LiemError as error:
        refused = Checked(refusal=error.message.in_language(get_language() or "vi"))
        return _page(request, acting, given, refused, status=400)


@require_POST
def withdraw_draft(request: HttpRequest, identity: str) -> HttpResponse:
    """Takes a draft off the list."""
    acting = officer_of(request)
    drafts.withdraw_draft(identity, reason=_("no longer needed"), by=acting)
    messages.success(request, _("The draft is off the list. The ledger remembers it."))
    return redirect("draft_rule")


def asked_act(request: HttpRequest) -> str:
    """Which button was pressed: `check`, `keep` or `export`."""
    pressed = request.POST.get("act", "")
    return pressed if pressed in {"check", "keep", "export"} else "check"


def _given(request: HttpRequest, acting: Acting, kept: Draft | None) -> NewDraft:
    """What was typed, else what was kept, else the text to begin with."""
    law = rule_book()
    packs = [pack.id for pack in law.packs]
    identity = kept.identity if kept else ""
    if request.method == "POST":
        return NewDraft(
            body=kept.body if kept else acting.mandate.body,
            pack=request.POST.get("pack", ""),
            title=typed(request, "title").strip(),
            text=typed(request, "text"),
            identity=identity,
            reason=_("worked on"),
        )
    if kept is not None:
        return NewDraft(body=kept.body, pack=kept.pack, title=kept.title, text=kept.text, identity=identity)
    pack = next(one for one in law.packs if one.id == asked_word(request, "pack", packs, packs[0]))
    text = starting_text(law, pack, today=today(), checked_by=acting.account.get_full_name())
    return NewDraft(body=acting.mandate.body, pack=pack.id, title="", text=text)


def _checked(given: NewDraft, acting: Acting) -> Checked:
    if not may_check_draft(acting.account.username, now=timezone.now()):
        return Checked(refusal=_("Too many checks within a minute. Wait a little; what you typed is kept here."))
    found = drafts.lint(given.text, pack=given.pack)
    if found:
        return Checked(problems=_problem_lines(found, given.text))
    return Checked(trial=try_out(given.text, given.pack, acting))


def _problem_lines(found: tuple[DraftProblem, ...], text: str) -> tuple[ProblemLine, ...]:
    typed_lines, language = text.split("\n"), get_language() or "vi"
    lines = []
    for one in found:
        said, _end, marked = one.message.in_language(language).partition("\n")
        as_typed = typed_lines[one.line - 1].strip() if 0 < one.line <= len(typed_lines) else ""
        lines.append(ProblemLine(one.line, said, marked or as_typed))
    return tuple(lines)


def _kept(request: HttpRequest, acting: Acting, given: NewDraft) -> HttpResponse:
    row = drafts.keep_draft(given, by=acting)
    messages.success(request, _("The draft is kept. The entry stands in the ledger."))
    return redirect("kept_draft", row.identity)


def _file(given: NewDraft) -> HttpResponse:
    file = drafts.export(given.text, pack=given.pack)
    response = HttpResponse(file.text, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file.path.rpartition("/")[2]}"'
    return response


def _page(
    request: HttpRequest, acting: Acting, given: NewDraft, checked: Checked, *, status: int = 200
) -> HttpResponse:
    context = {
        "heading": _heading(given, checked),
        "given": given,
        "checked": checked,
        "packs": rule_book().packs,
        "lines": max(24, min(60, given.text.count("\n") + 3)),
        "tables": spoken_tables(given.text),
        "parameters": sorted(rule_book().parameters, key=lambda one: one.id),
        "kept": drafts.drafts_of(acting),
        "most": drafts.MOST_CHARACTERS,
    }
    return render(request, "rules/draft.html", context, status=status)


def _heading(given: NewDraft, checked: Checked) -> str:
    if checked.problems:
        count = len(checked.problems)
        words = ngettext(
            "Draft of a rule: %(count)s place to correct", "Draft of a rule: %(count)s places to correct", count
        )
        return words % {"count": count}
    if checked.trial is not None:
        return _("Draft of a rule: it can be used, and was tried on the record")
    return _("Draft of a rule: %(title)s") % {"title": given.title} if given.title else _("Draft a rule")


urlpatterns = [
    path("rules/draft/", draft_rule, name="draft_rule"),
    path("rules/draft/<slug:identity>/", draft_rule, name="kept_draft"),
    path("rules/draft/<slug:identity>/withdraw/", withdraw_draft, name="withdraw_draft"),
]
