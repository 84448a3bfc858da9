"""A directive: what does this text demand, of whom, by when, and what has come of it?"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from liem.actions.models import Role
from liem.directives.queries import ReadDirective, cited, read_directive, register
from liem.documents.folding import tidy
from liem.documents.model import Block
from liem.kernel.clauses import ClauseAddress
from liem.record.scope import Reach, reach
from liem.rulebook.book import rule_book
from liem.web.acting import acting_of, today
from liem.web.binding import binding_of
from liem.web.directive_names import full_name
from liem.web.directive_titles import directive_title, kind_words
from liem.web.obligations import Standings, obligation_of, standings_of
from liem.web.passages import outline, passages
from liem.web.provision_parts import predecessors, successors
from liem.web.timings import timing_words
from liem.web.wording import clause_words, number_words, shorten

TASK_SHOWN = 80


def directive(request: HttpRequest, short: str) -> HttpResponse:
    """The page, open at the clause that `?at=` names; only its right panel where htmx asks for that."""
    acting = acting_of(request)
    at = request.GET.get("at", "").strip()
    clause = ClauseAddress(short, at) if at else None
    within = reach(acting, today())
    found = read_directive(short)
    if found is None:
        context = _without_text(short, clause, within)
        template = "directive/absent.html"
    else:
        context = _panel(found, clause, within)
        template = "directive/panel.html"
        if not request.htmx or request.htmx.history_restore_request:  # type: ignore[attr-defined]
            context |= _page(found, context)
            template = "directive/directive.html"
    context["binding"] = binding_of(short, within.day)
    context["may_open_findings"] = acting.mandate.role != Role.OFFICIAL
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _panel(found: ReadDirective, clause: ClauseAddress | None, within: Reach) -> dict[str, Any]:
    """What rests on the clause; without one, on the whole directive."""
    standings = standings_of(found.listed.short, within)
    block = found.nearest(clause.path) if clause else None
    here = ClauseAddress(found.listed.short, block.address) if block and block.address else None
    obligation = obligation_of(found, _blocks(found, block))
    listed = register()
    links = cited(found.citations, listed)
    titles = {one.short: directive_title(one) for one in listed}
    return {
        "short": found.listed.short,
        "listed": found.listed,
        "asked": clause,
        "is_missing": clause is not None and found.block(clause.path) is None,
        "here": block,
        "place": clause_words(here) if here else "",
        "obligation": obligation,
        "timings": [(tidy(one.text), timing_words(one)) for one in obligation.timings],
        "task_links": [(task.path, shorten(task.words, TASK_SHOWN)) for task in obligation.tasks],
        "task_timings": [
            (task, [(tidy(one.text), timing_words(one)) for one in task.timings]) for task in obligation.tasks
        ],
        "citations": _citations(found, [index for index, _one in obligation.citations], links, titles),
        "standings": standings.resting_on(here) if here else standings,
        "all_standings": standings,
        "cited": links,
    }


def _page(found: ReadDirective, panel: dict[str, Any]) -> dict[str, Any]:
    """The outline and the marked text, and the heading that answers what the text demands."""
    short, block, standings = found.listed.short, panel["here"], panel["all_standings"]
    selected = block.address if block else ""
    ruled = _paths(short)
    return {
        "heading": _heading(found, standings),
        "kind": kind_words(found.listed.kind),
        "outline": outline(found, selected=selected),
        "passages": passages(
            found,
            selected=selected,
            ruled=lambda path: path in ruled,
            cited=panel["cited"],
            link=lambda other: reverse("directive", args=[other]),
        ),
    }


def _without_text(short: str, clause: ClauseAddress | None, within: Reach) -> dict[str, Any]:
    """The page of a directive that is known only through its rules: they are quoted in words all the same."""
    law = rule_book()
    pack, instrument = law.pack(short), law.instrument(short)
    if pack is None and instrument is None:
        raise Http404(short)
    title = full_name(short, get_language() or "vi")
    standings = standings_of(short, within)
    return {
        "heading": _("%(title)s: the text is not loaded") % {"title": instrument.symbol if instrument else title},
        "pack": pack,
        "instrument": instrument,
        "replaced": predecessors(law, instrument) if instrument else (),
        "replaced_by": successors(law, instrument) if instrument else (),
        "short": short,
        "kind": kind_words(pack.kind) if pack else "",
        "asked": clause,
        "place": clause_words(clause) if clause else "",
        "standings": standings.resting_on(clause) if clause else standings,
        "all_standings": standings,
    }


def _blocks(found: ReadDirective, block: Block | None) -> tuple[Block, ...]:
    if block is None:
        return found.blocks
    return found.under(block.address) if block.address else (block,)


def _paths(short: str) -> frozenset[str]:
    """The paths on which a rule or target rests."""
    law = rule_book()
    grounds = [one.clauses for one in law.rules] + [one.clauses for one in law.targets]
    return frozenset(clause.path for clauses in grounds for clause in clauses if clause.directive == short)


def _citations(
    found: ReadDirective, indexes: list[int], links: dict[int, str], titles: dict[str, str]
) -> list[tuple[str, str]]:
    """The documents cited, each once: its words and the short name that it has on the register, if any."""
    named: dict[str, str] = {}
    for index in indexes:
        citation = found.citations[index]
        if citation.refers_to == -1:
            continue
        first = found.citations[citation.refers_to] if citation.refers_to is not None else citation
        short = links.get(index, "")
        named.setdefault(titles.get(short) or " ".join(first.text.split()), short)
    return list(named.items())


def _heading(found: ReadDirective, standings: Standings) -> str:
    count = len(found.tasks)
    demands = ngettext("%(title)s sets %(count)s task", "%(title)s sets %(count)s tasks", count) % {
        "title": directive_title(found.listed),
        "count": number_words(count),
    }
    if not standings.rules and not standings.targets:
        return _("%(demands)s; no rule has been drawn from it yet") % {"demands": demands}
    breaches, short, checked = standings.breaches, standings.targets_short, standings.resting
    counts = [
        (breaches, ngettext("%(count)s breach of its rules", "%(count)s breaches of its rules", breaches)),
        (short, ngettext("%(count)s target not reached", "%(count)s targets not reached", short)),
    ]
    if not breaches and not short:
        words = ngettext("%(count)s rule or target checked", "%(count)s rules and targets checked", checked)
        counts = [(checked, words)]
    stands = ", ".join(words % {"count": number_words(count)} for count, words in counts if count)
    return f"{demands}; {stands}"


urlpatterns = [path("directives/<slug:short>/", directive, name="directive")]
