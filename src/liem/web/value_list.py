"""The values that the law sets, as a list: each on a day, with where it is written and which provisions take it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from liem.law.flags import Flag
from liem.law.grounds import Status
from liem.law.language import tree
from liem.law.packs import Law
from liem.law.parameters import DatedValue, Parameter
from liem.law.rules import Rule
from liem.law.targets import Target
from liem.web.law_words import Provision
from liem.web.searching import says


class ValueGroup(StrEnum):
    """What kind of value it is on a day, the law that counts first."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    THRESHOLDS = "thresholds"


GROUPS: dict[ValueGroup, Promise] = {
    ValueGroup.VERIFIED: gettext_lazy("Verified values"),
    ValueGroup.UNVERIFIED: gettext_lazy("Without a verified value"),
    ValueGroup.THRESHOLDS: gettext_lazy("Thresholds of the signs (set by the system)"),
}
_ORDER = list(ValueGroup)


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A parameter on a day: its verified value, if any, the one that only waits to be verified, and who takes it."""

    parameter: Parameter
    dated: DatedValue | None
    pending: DatedValue | None
    takers: tuple[Provision, ...]

    @property
    def is_threshold(self) -> bool:
        """Whether it is no law at all: only signs take it, and no text states it."""
        of_signs = bool(self.takers) and all(isinstance(one, Flag) for one in self.takers)
        return of_signs and not any(dated.clause for dated in self.parameter.values)

    @property
    def group(self) -> ValueGroup:
        if self.is_threshold:
            return ValueGroup.THRESHOLDS
        return ValueGroup.UNVERIFIED if self.dated is None else ValueGroup.VERIFIED

    def says(self, wanted: str) -> bool:
        """Whether a search finds it."""
        one = self.parameter
        sources = " ".join(
            f"{dated.clause or ''} {f'{dated.source.vi} {dated.source.en}' if dated.source else ''}"
            for dated in one.values
        )
        return not wanted or says(f"{one.id} {one.title.vi} {one.title.en} {sources}", wanted)


def value_lines(law: Law, day: date) -> tuple[ValueLine, ...]:
    """All parameters: verified on the day, not verified, thresholds of signs; each group by title."""
    takers = _takers(law)
    lines = (_line(parameter, day, tuple(takers[parameter.id])) for parameter in law.parameters)
    return tuple(sorted(lines, key=lambda line: (_ORDER.index(line.group), line.parameter.title.vi.casefold())))


def value_line(law: Law, parameter: Parameter, day: date) -> ValueLine:
    """One parameter on the day."""
    return _line(parameter, day, tuple(_takers(law)[parameter.id]))


def _line(parameter: Parameter, day: date, takers: tuple[Provision, ...]) -> ValueLine:
    waiting = (one for one in parameter.values if one.status is Status.PENDING and one.in_force.covers(day))
    return ValueLine(parameter, parameter.dated_on(day), next(waiting, None), takers)


def _takers(law: Law) -> dict[str, list[Provision]]:
    """The rules, targets and signs that lean on each parameter."""
    found: dict[str, list[Provision]] = defaultdict(list)
    held: tuple[Provision, ...] = (*law.rules, *law.targets, *law.flags)
    for one in held:
        for name in parameters_of(one):
            found[name].append(one)
    return found


def parameters_of(provision: Provision) -> tuple[str, ...]:
    """The parameters that it leans on, each once."""
    if isinstance(provision, Rule | Flag):
        return tuple(dict.fromkeys(one.name for one in provision.parameters()))
    return _of_target(provision)


def _of_target(target: Target) -> tuple[str, ...]:
    bounds = [one for one in (target.at_least, target.at_most) if isinstance(one, str)]
    named = [one.name for one in tree.parameters_of(target.population.tree, target.counts.tree)]
    return tuple(dict.fromkeys([*bounds, *named]))
