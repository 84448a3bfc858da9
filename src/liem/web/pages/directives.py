"""Văn bản: which texts bind us, which of them are loaded, and what do they ask for?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liem.directives.queries import Listed, read_directives, register, says
from liem.kernel.clauses import ClauseAddress
from liem.law.instruments import Instrument
from liem.record.secrecy import may_hold
from liem.rulebook.book import rule_book
from liem.web.asked import PER_PAGE, asked_word
from liem.web.directive_titles import directive_title, kind_words
from liem.web.law_words import clauses_of
from liem.web.searching import says as found_in
from liem.web.wording import number_words

ORDERS = ("date", "-date", "name", "-name", "issuer", "-issuer")


@dataclass(frozen=True, slots=True)
class Line:
    """A directive in the list: on the register, or known only through the rules that people drew from it."""

    short: str
    title: str
    kind: str
    issuer: str
    subject: str
    issued_on: date | None
    is_loaded: bool
    rules: int
    targets: int
    secrecy: str = ""
    is_outside: bool = False  # more secret than this installation may hold: number and day only


def directives(request: HttpRequest) -> HttpResponse:
    """The list: searched, filtered by type, issuer and whether the text is loaded."""
    lines = [*_loaded(), *_known_only()]
    loaded = sum(line.is_loaded for line in lines)
    outside = sum(line.is_outside for line in lines)
    kinds, issuers = _choices(line.kind for line in lines), _choices(line.issuer for line in lines)
    chosen = {
        "q": request.GET.get("q", "").strip()[:200],
        "kind": asked_word(request, "kind", kinds, ""),
        "issuer": asked_word(request, "issuer", issuers, ""),
        "text": asked_word(request, "text", ("loaded", "absent"), ""),
    }
    found = [line for line in lines if _wanted(line, chosen)]
    page = Paginator(_sorted(found, asked_word(request, "sort", ORDERS, "-date")), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "heading": _heading(len(lines), loaded, outside),
        "page": page,
        "tasks": _tasks(page),
        "kinds": kinds,
        "issuers": issuers,
        "chosen": chosen,
        "is_filtered": any(chosen.values()),
        "instruments": _instruments(chosen),
    }
    return render(request, "directives/list.html", context)


def clause(request: HttpRequest, address: str) -> HttpResponse:
    """Opens the directive at the clause. Raises LiemError `clauses.address` for what is no address."""
    wanted = ClauseAddress.parse(address)
    page = reverse("directive", args=[wanted.directive])
    return redirect(f"{page}?at={quote(wanted.path, safe='/()')}#{wanted.path}")


def _loaded() -> list[Line]:
    return [_line(one) for one in register()]


def _line(one: Listed) -> Line:
    rules, targets = _resting(one.short)
    return Line(
        short=one.short,
        title=directive_title(one),
        kind=kind_words(one.kind),
        issuer=one.issuer,
        subject=one.subject,
        issued_on=one.issued_on,
        is_loaded=may_hold(one.secrecy),
        rules=rules,
        targets=targets,
        secrecy=one.secrecy,
        is_outside=not may_hold(one.secrecy),
    )


def _known_only() -> list[Line]:
    """Packs whose text is not on the register; those that rest on national instruments are no text of their own."""
    on_register = {one.short for one in register()}
    language = get_language() or "vi"
    return [
        Line(
            short=pack.short,
            title=pack.title.in_language(language),
            kind=kind_words(pack.kind),
            issuer=pack.document.issuer or pack.issuer_kind,
            subject="",
            issued_on=None,
            is_loaded=False,
            rules=_resting(pack.short)[0],
            targets=_resting(pack.short)[1],
        )
        for pack in rule_book().packs
        if pack.short not in on_register and not pack.instruments
    ]


@dataclass(frozen=True, slots=True)
class InstrumentLine:
    """A national instrument that rules rest on and whose text is not loaded."""

    instrument: Instrument
    rules: int


def _instruments(chosen: dict[str, str]) -> list[InstrumentLine]:
    """The national instruments that the filters leave, the latest first; they are of no type and not loaded."""
    if chosen["kind"] or chosen["text"] == "loaded":
        return []
    on_register = {one.short for one in register()}
    law, language = rule_book(), get_language() or "vi"
    rules = Counter(short for rule in law.rules for short in {clause.directive for clause in clauses_of(rule)})
    held = (one for pack in law.packs for one in pack.instruments if one.short not in on_register)
    found = (
        InstrumentLine(one, rules[one.short])
        for one in held
        if chosen["issuer"] in ("", one.issuer)
        and found_in(f"{one.symbol} {one.issuer} {one.title.in_language(language)}", chosen["q"])
    )
    return sorted(found, key=lambda line: (line.instrument.dated, line.instrument.symbol), reverse=True)


def _resting(short: str) -> tuple[int, int]:
    """How many rules and targets rest on clauses of the directive."""
    law = rule_book()
    rules = sum(any(clause.directive == short for clause in clauses_of(rule)) for rule in law.rules)
    return rules, sum(any(clause.directive == short for clause in target.clauses) for target in law.targets)


def _wanted(line: Line, chosen: dict[str, str]) -> bool:
    listed = Listed(line.short, "", "", line.kind, line.issuer, line.subject, line.issued_on)
    return (
        chosen["kind"] in ("", line.kind)
        and chosen["issuer"] in ("", line.issuer)
        and chosen["text"] in ("", "loaded" if line.is_loaded else "absent")
        and says(listed, chosen["q"], title=line.title)
    )


def _sorted(lines: list[Line], order: str) -> list[Line]:
    keys = {
        "date": lambda line: (line.issued_on or date.min, line.title),
        "name": lambda line: line.title.casefold(),
        "issuer": lambda line: (line.issuer.casefold(), line.title),
    }
    return sorted(lines, key=keys[order.removeprefix("-")], reverse=order.startswith("-"))


def _tasks(page: Page[Line]) -> dict[str, int]:
    """How many tasks the reader found in the loaded texts of the page, by short name."""
    shown = [line.short for line in page if line.is_loaded]
    return {one.listed.short: len(one.tasks) for one in read_directives(shown)}


def _choices(words: Iterable[str]) -> list[str]:
    return sorted({word for word in words if word}, key=str.casefold)


def _heading(known: int, loaded: int, outside: int) -> str:
    counts = {"count": number_words(known), "absent": number_words(known - loaded - outside)}
    if outside:
        kept = _("%(count)s kept outside") % {"count": number_words(outside)}
        known_words = _("Directives: %(count)s known, the text of %(absent)s still to be loaded") % counts
        return f"{known_words}, {kept}"
    if loaded == known:
        return _("Directives: %(count)s known, all with their text") % counts
    return _("Directives: %(count)s known, the text of %(absent)s still to be loaded") % counts


urlpatterns = [
    path("directives/", directives, name="directives"),
    path("clauses/<path:address>", clause, name="clause"),
]
