"""Chỉ tiêu: is each target reached, where is it short of it, and by when is it due?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from liem.kernel.errors import LiemError, Message
from liem.kernel.verdicts import Verdict
from liem.law.parameters import DatedValue, Parameter
from liem.law.targets import OVERALL, Measure, Target
from liem.oversight import queries
from liem.oversight.models import Audit
from liem.oversight.queries import GroupStanding
from liem.rulebook.book import rule_book
from liem.web.asked import DayAsked, day_asked
from liem.web.target_charts import GaugePoint, draw_all, drawing, specification
from liem.web.target_words import is_past_due, state_words
from liem.web.wording import day_words, number_words

_RANK = (Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.MET, Verdict.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class TargetView:
    """Where a target stands: `standing` for the whole, or `groups` (those that need an act first) and how many there
    are of each verdict."""

    target: Target
    as_of: date
    verdict: Verdict
    standing: GroupStanding | None
    groups: tuple[GroupStanding, ...]
    met: int
    short: int
    unknown: int
    point: GaugePoint | None

    @property
    def measured(self) -> int:
        """How many groups there was somebody to measure in."""
        return self.met + self.short + self.unknown

    @property
    def is_overdue(self) -> bool:
        """Whether it falls short and the day on which it was due has passed."""
        return self.verdict is Verdict.NOT_MET and is_past_due(self.target, self.as_of)

    @property
    def lacks_value(self) -> Parameter | None:
        """The value in law that the floor takes and that nobody has verified for the day."""
        parameter = _floor_parameter(self.target)
        return parameter if parameter and parameter.dated_on(self.as_of) is None else None

    @property
    def is_share(self) -> bool:
        return self.target.measure is Measure.SHARE

    @property
    def chart(self) -> SafeString | str:
        """The gauge, drawn; empty where there is nothing to measure."""
        return drawing(specification(self.point)) if self.point else ""

    @property
    def short_groups(self) -> tuple[GroupStanding, ...]:
        return tuple(group for group in self.groups if group.verdict == Verdict.NOT_MET)

    @property
    def unknown_groups(self) -> tuple[GroupStanding, ...]:
        return tuple(group for group in self.groups if group.verdict == Verdict.UNKNOWN)


def targets(request: HttpRequest) -> HttpResponse:
    """All targets that the chosen audit measured. Everybody who is signed in may read them."""
    audits = queries.audits()
    if not audits:
        return render(request, "targets/none.html", {"heading": _("No audit has been run yet")})
    asked = day_asked(request, "on", audits[0].as_of)
    audit = _on(asked, audits)
    views = target_views(audit)
    context = {"heading": _title(views, audit), "audit": audit, "audits": audits, "views": views, "fault": asked.fault}
    return render(request, "targets/list.html", context, status=asked.status)


def target(request: HttpRequest, target_id: str) -> HttpResponse:
    """One target: in words, its clause, and every group in figures."""
    audits = queries.audits()
    asked = _asked(request, target_id, audits)
    view, audit = _view(asked, target_id, audits)
    context = {
        "heading": f"{view.target.title.in_language(get_language() or 'vi')}: {_answer(view)}",
        "view": view,
        "audit": audit,
        "audits": [one for one in audits if target_views(one, [target_id])],
        "value": _floor_source(view.target, audit),
        "fault": asked.fault,
    }
    return render(request, "targets/target.html", context, status=asked.status)


def chart(request: HttpRequest, target_id: str) -> HttpResponse:
    """The specification of the target's gauge, for other tools."""
    audits = queries.audits()
    view, audit = _view(_asked(request, target_id, audits), target_id, audits)
    if view.point is None:
        raise _not_measured(target_id)
    response = JsonResponse(specification(view.point))
    response["Content-Disposition"] = f'attachment; filename="{target_id}-{audit.as_of:%Y-%m-%d}.vl.json"'
    return response


def target_views(audit: Audit, targets: Sequence[str] | None = None) -> list[TargetView]:
    """The targets that the audit measured, in the order of the rule book."""
    by_target: dict[str, list[GroupStanding]] = {}
    for standing in queries.target_standings(audit, targets):
        by_target.setdefault(standing.target, []).append(standing)
    return [_view_of(one, audit.as_of, by_target[one.id]) for one in rule_book().targets if one.id in by_target]


def draw_gauges() -> None:
    """Draws the gauges of all audits ahead, so that the first visitor need not wait for them. About a second."""
    for audit in queries.audits():
        draw_all(view.point for view in target_views(audit) if view.point)


def _asked(request: HttpRequest, target_id: str, audits: Sequence[Audit]) -> DayAsked:
    if not audits:
        raise _not_measured(target_id)
    return day_asked(request, "on", audits[0].as_of)


def _view(asked: DayAsked, target_id: str, audits: Sequence[Audit]) -> tuple[TargetView, Audit]:
    audit = _on(asked, audits)
    views = target_views(audit, [target_id])
    if not views:
        raise _not_measured(target_id)
    return views[0], audit


def _on(asked: DayAsked, audits: Sequence[Audit]) -> Audit:
    return next((audit for audit in audits if audit.as_of == asked.day), audits[0])


def _view_of(target: Target, as_of: date, standings: Iterable[GroupStanding]) -> TargetView:
    groups = tuple(sorted(standings, key=lambda one: _RANK.index(Verdict(one.verdict))))
    counts = Counter(one.verdict for one in groups)
    whole = groups[0] if target.per == OVERALL else None
    met, short, unknown = counts[Verdict.MET], counts[Verdict.NOT_MET], counts[Verdict.UNKNOWN]
    verdict = next((one for one in _RANK if counts[one]), Verdict.NOT_APPLICABLE)
    # Before the due day a shortfall has no colour: nothing needs an act yet.
    look = state_words(verdict, target, as_of).look
    point = _point_of(target, whole, look) if whole else _point_of_groups(target, look, met, short, unknown)
    return TargetView(target, as_of, verdict, whole, () if whole else groups, met, short, unknown, point)


def _point_of(target: Target, whole: GroupStanding, look: str) -> GaugePoint | None:
    if whole.low is None or whole.high is None:
        return None
    return GaugePoint(
        low=round(whole.low, 2),
        high=round(whole.high, 2),
        floor=whole.floor,
        ceiling=whole.ceiling,
        verdict=look,
        is_share=target.measure is Measure.SHARE,
        title=target.title.vi,
    )


def _point_of_groups(target: Target, look: str, met: int, short: int, unknown: int) -> GaugePoint | None:
    """How many of the groups that were measured reach the target: all of them should."""
    measured = met + short + unknown
    if not measured:
        return None
    return GaugePoint(met, met + unknown, measured, None, look, False, target.title.vi)


def _floor_source(target: Target, audit: Audit) -> DatedValue | None:
    """Where the floor is written, if it is a parameter with a verified value on the day."""
    parameter = _floor_parameter(target)
    return parameter.dated_on(audit.as_of) if parameter else None


def _floor_parameter(target: Target) -> Parameter | None:
    return next((one for one in rule_book().parameters if one.id == target.at_least), None)


def _title(views: Sequence[TargetView], audit: Audit) -> str:
    counts = Counter(view.verdict for view in views)
    met = ngettext("%(count)s target reached", "%(count)s targets reached", counts[Verdict.MET])
    overdue = sum(view.is_overdue for view in views)
    words = (
        _("On %(day)s: %(met)s, %(short)s not reached (%(overdue)s overdue), %(unknown)s cannot be determined yet")
        if overdue
        else _("On %(day)s: %(met)s, %(short)s not reached, %(unknown)s cannot be determined yet")
    )
    return words % {
        "day": day_words(audit.as_of),
        "met": met % {"count": number_words(counts[Verdict.MET])},
        "short": number_words(counts[Verdict.NOT_MET]),
        "overdue": number_words(overdue),
        "unknown": number_words(counts[Verdict.UNKNOWN]),
    }


def _answer(view: TargetView) -> str:
    if view.standing is None:
        return _("%(met)s of %(groups)s reach it, %(short)s fall short, %(unknown)s cannot be determined yet") % {
            "met": number_words(view.met),
            "groups": number_words(view.measured),
            "short": number_words(view.short),
            "unknown": number_words(view.unknown),
        }
    return state_words(view.verdict, view.target, view.as_of).words


def _not_measured(target_id: str) -> LiemError:
    return LiemError(
        "targets.not_found",
        Message(
            "Chỉ tiêu này không được đo trong lần rà soát đã chọn. Hãy chọn ngày khác hoặc xem danh sách chỉ tiêu.",
            "This target was not measured in the audit chosen. Choose another day, or see the list of targets.",
        ),
        {"target": target_id},
    )


urlpatterns = [
    path("targets/", targets, name="targets"),
    path("targets/<slug:target_id>/", target, name="target"),
    path("targets/<slug:target_id>/chart.json", chart, name="target_chart"),
]
