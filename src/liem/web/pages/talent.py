"""Nguồn cán bộ: whom should succession planning see early?"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from liem.record import talent as record
from liem.record import training_needs
from liem.record.choices import LEVELS_OF, QualificationKind, QualificationLevel
from liem.record.days import titles_of
from liem.record.organisation import bodies_to_choose
from liem.record.scope import Reach, bodies_under, reach
from liem.record.succession_lists import lists_kept_outside
from liem.record.talent import Group, PoolFilter, PoolPage
from liem.record.training_needs import Level
from liem.web.acting import today
from liem.web.asked import asked_page, asked_word, day_asked
from liem.web.officers import officer_of
from liem.web.pages import talent_sections
from liem.web.talent_words import GROUPS, WHOM, level_key, level_words, line_view, sections
from liem.web.wording import number_words

ORDERS: tuple[record.Order, ...] = ("name", "-name", "born", "-born", "results", "-results")
PER_PAGE = 20  # a line of the pool tells much
YES_NO = {"yes": True, "no": False}


@require_safe
def talent(request: HttpRequest) -> HttpResponse:
    """The pool, filtered and ordered as the reader chooses; nobody is ranked."""
    within = reach(officer_of(request), today())
    asked = day_asked(request, "on", today())
    wanted = _wanted(request, within)
    found, page = asked_page(
        request,
        lambda offset, limit: record.pool(within, wanted, on=asked.day, offset=offset, limit=limit),
        per_page=PER_PAGE,
    )
    body = asked_word(request, "body", within.bodies, "")
    context = {
        "heading": _title(found, wanted),
        "lines": [line_view(line, on=asked.day) for line in found.lines],
        "page": page,
        "asked": asked,
        "on": asked.day,
        "groups": GROUPS.items(),
        "wanted": wanted,
        "chosen": {"results": _said(request, "results", "yes"), "planned": _said(request, "planned", "")},
        "needs": level_words(wanted.needs) if wanted.needs else "",
        "need_key": request.GET.get("need", "") if wanted.needs else "",
        "body": body,
        "bodies": bodies_to_choose(within, on=asked.day, chosen=body),
        "at": _at(request, within),
        "outside": lists_kept_outside(within, on=asked.day),
        "young_under": record.YOUNG_UNDER.years,
        "sections": sections("talent"),
    }
    return render(request, "talent/pool.html", context, status=asked.status)


@require_safe
def class_plan(request: HttpRequest) -> HttpResponse:
    """Who lacks what the post held, or planned for, requires: places in classes by level and body."""
    within = reach(officer_of(request), today())
    plan, page = asked_page(
        request, lambda offset, limit: training_needs.class_plan(within, on=today(), offset=offset, limit=limit)
    )
    held, planned = sum(plan.held.values()), sum(plan.planned.values())
    context = {
        "heading": _plan_title(held, planned),
        "plan": plan,
        "page": page,
        "levels": [_column(plan, level) for level in plan.levels],
        "rows": [(line, [_cell(line, level) for level in plan.levels]) for line in plan.lines],
        "sections": sections("class_plan"),
    }
    return render(request, "talent/class_plan.html", context)


@dataclass(frozen=True, slots=True)
class PlanCell:
    """How many people need a level, and where they are listed."""

    label: str
    held: int
    planned: int
    url: str


def _column(plan: training_needs.ClassPlan, level: Level) -> PlanCell:
    return PlanCell(level_words(level), plan.held.get(level, 0), plan.planned.get(level, 0), _people_url(level))


def _cell(line: training_needs.PlanLine, level: Level) -> PlanCell:
    held, planned = line.held.get(level, 0), line.planned.get(level, 0)
    return PlanCell(level_words(level), held, planned, _people_url(level, line.body))


def _people_url(level: Level, body: str = "") -> str:
    query = QueryDict(mutable=True)
    query.update({"group": Group.ALL, "results": "any", "need": level_key(level)})
    if body:
        query["at"] = body
    return f"{reverse('talent')}?{query.urlencode()}"


def _wanted(request: HttpRequest, within: Reach) -> PoolFilter:
    """The filters of the address. `body` takes in what lies under it, `at` is one body alone."""
    body = asked_word(request, "body", within.bodies, "")
    at = asked_word(request, "at", within.bodies, "")
    bodies = frozenset({at}) if at else bodies_under(body, on=today()) if body else None
    return PoolFilter(
        group=Group(asked_word(request, "group", [group.value for group in GROUPS], Group.ANY.value)),
        bodies=bodies,
        results=YES_NO.get(_said(request, "results", "yes")),
        planned=YES_NO.get(_said(request, "planned", "")),
        needs=_level(request.GET.get("need", "")),
        order=asked_word(request, "sort", ORDERS, "name"),
    )


def _at(request: HttpRequest, within: Reach) -> tuple[str, str] | None:
    """Key and name of the one body that the list is narrowed to."""
    at = asked_word(request, "at", within.bodies, "")
    return (at, titles_of(bodies=[at]).body(at, today())) if at else None


def _said(request: HttpRequest, name: str, default: str) -> str:
    return asked_word(request, name, ("yes", "no", "any"), default)


def _level(given: str) -> Level | None:
    """The level in the address; None for what is none of its kind."""
    kind, _colon, level = given.partition(":")
    if kind not in QualificationKind or level not in QualificationLevel:
        return None
    known = LEVELS_OF[QualificationKind(kind)]
    return Level(kind, level) if QualificationLevel(level) in known else None


def _title(found: PoolPage, wanted: PoolFilter) -> str:
    """How many there are of whom."""
    count = {"count": number_words(found.total)}
    if wanted.needs:
        words = ngettext(
            "%(count)s official in post needs: %(level)s", "%(count)s officials in post need: %(level)s", found.total
        )
        return words % {**count, "level": level_words(wanted.needs)}
    people = ngettext("%(count)s official in post", "%(count)s officials in post", found.total) % count
    whom = WHOM.get(wanted.group)
    parts = [str(part) for part in (whom, _RESULTS.get(wanted.results), _PLANNED.get(wanted.planned)) if part]
    return _("%(people)s: %(whom)s") % {"people": people, "whom": ", ".join(parts)} if parts else people


def _plan_title(held: int, planned: int) -> str:
    if not held and not planned:
        return _("No post requires a level that is not shown")
    return _("Places in classes: %(held)s for posts held, %(planned)s for posts planned for") % {
        "held": number_words(held),
        "planned": number_words(planned),
    }


_RESULTS: dict[bool | None, Promise] = {
    True: gettext_lazy("with recognised results"),
    False: gettext_lazy("no recognised result on record"),
}
_PLANNED: dict[bool | None, Promise] = {
    True: gettext_lazy("on a succession list"),
    False: gettext_lazy("on no succession list on record"),
}

urlpatterns = [
    path("talent/", talent, name="talent"),
    path("talent/training/", class_plan, name="class_plan"),
    *talent_sections.urlpatterns,
]
