"""What governs here on a day: which rules, with which values, bind which bodies; and why.

    regimes = governing(day, superiors)                    every different law in force, with the bodies it binds
    regime = law_for(body, day, superiors)                 the one that binds a body
    reason = why_in_force("rule", rule_id, body, day, superiors)

`superiors` is every body on record with the one it answers to (`liem.record.scope.superiors_on(day)`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from liem.kernel.force import InForce
from liem.law.grounds import Ground, Status, ground_on
from liem.law.packs import Law, Pack
from liem.law.parameters import Parameter, ParameterValue
from liem.rulebook.book import AdoptedPack, adopted_on, rule_book
from liem.rulebook.reasons import Kind, Reason, State
from liem.rulebook.values import OwnValue, Superiors, holding, line_of, own_values
from liem.rulebook.verification import VerifiedHere, verifications, with_verifications

__all__ = [
    "Kind",
    "Reason",
    "Regime",
    "State",
    "Superiors",
    "governing",
    "law_for",
    "regimes_of",
    "values_for",
    "why_in_force",
]


@dataclass(frozen=True, slots=True)
class Regime:
    """One law with its values, and the bodies that it binds on a day.

    `bodies` is None where it binds everybody; else None among them stands for subjects that belong to no body.
    `law` holds the rules, targets and flags of the adopted packs that are in force; a rule that lapsed is PENDING.
    `parameters` are the values that hold; `own_values` those of them that a body set itself.
    """

    bodies: frozenset[str | None] | None
    law: Law
    parameters: Mapping[str, ParameterValue | None]
    own_values: tuple[OwnValue, ...] = ()

    def binds(self, body: str | None) -> bool:
        return self.bodies is None or body in self.bodies


def governing(day: date, superiors: Superiors, *, known_at: int | None = None) -> tuple[Regime, ...]:
    """Every different law in force on the day, the one that binds the most bodies first; together they cover every
    body that adopted anything. As known at a ledger position (None: now). Three queries."""
    law = with_verifications(rule_book(), verifications(known_at=known_at))
    adopted, own = adopted_on(day, known_at=known_at), own_values(day, known_at=known_at)
    return regimes_of(law, adopted, own, day=day, superiors=superiors)


def law_for(body: str, day: date, superiors: Superiors, *, known_at: int | None = None) -> Regime:
    """The regime that binds the body; an empty law where nothing was adopted for it. Three queries."""
    found = governing(day, superiors, known_at=known_at)
    return next((regime for regime in found if regime.binds(body)), _nothing(rule_book(), day))


def values_for(  # noqa: PLR0913 - everything the answer depends on
    body: str, law: Law, adopted: Sequence[AdoptedPack], own: Sequence[OwnValue], *, day: date, superiors: Superiors
) -> Mapping[str, ParameterValue | None]:
    """The values that hold for a body on record, as `law_for` has them, without looking at the others: `law` is the one
    in force on the day, and `superiors` need hold no more than the lines above it and above those that adopted."""
    line = line_of(body, superiors)
    packs = {one.pack for one in adopted if one.body in line or superiors.get(one.body) is None}
    if not any(pack.id in packs for pack in law.packs):
        return rule_book().parameters_on(day)
    return _values(law, day, [value for above in reversed(line) for value in own if value.body == above])[0]


def regimes_of(
    law: Law, adopted: Sequence[AdoptedPack], own: Sequence[OwnValue], *, day: date, superiors: Superiors
) -> tuple[Regime, ...]:
    """The regimes that follow from what bodies adopted and set.

    A pack binds the body that adopted it and everything under it; one adopted by a body that answers to nobody binds
    everybody. Of values, the nearest up the line holds, unless one above it is stricter.
    """
    current = law.in_force(day)
    everywhere = frozenset(one.pack for one in adopted if superiors.get(one.body) is None)
    packs_by_body, values_by_body = defaultdict(set), defaultdict(list)
    for one in adopted:
        packs_by_body[one.body].add(one.pack)
    for value in own:
        values_by_body[value.body].append(value)
    marked = packs_by_body.keys() | values_by_body.keys()

    lines: dict[tuple[str, ...], set[str | None]] = defaultdict(set)
    for body in superiors:
        lines[tuple(above for above in line_of(body, superiors) if above in marked)].add(body)
    lines[tuple(body for body in _only_top(superiors) if body in marked)].add(None)

    regimes: dict[tuple[frozenset[str], tuple[OwnValue, ...]], Regime] = {}
    for line, bodies in lines.items():
        packs = everywhere.union(*(packs_by_body[body] for body in line))
        set_above = [value for body in reversed(line) for value in values_by_body[body]]
        parameters, holds = _values(current, day, set_above)
        former = regimes.get((packs, holds))
        binds = frozenset(bodies) if former is None else (former.bodies or frozenset()) | bodies
        regimes[packs, holds] = Regime(binds, _of_packs(current, packs), parameters, holds)
    return _in_order(regimes.values())


def why_in_force(  # noqa: PLR0913 - everything the answer depends on
    kind: Kind, name: str, body: str, day: date, superiors: Superiors, *, known_at: int | None = None
) -> Reason | None:
    """Why a rule, target, flag or parameter holds for the body on the day, or why it does not; None where there is no
    such thing in the rule book. Three queries; `Reason.sentences()` puts it in words."""
    verified = verifications(known_at=known_at)
    law = with_verifications(rule_book(), verified)
    found = _grounds(law, kind, name)
    if found is None:
        return None
    title, pack_id, grounds = found
    pack = next(pack for pack in law.packs if pack.id == pack_id)
    state, ground = _state(grounds, pack, day)
    adopted = _adopted_for(pack_id, body, adopted_on(day, known_at=known_at), superiors)
    unverified = _unverified_values(law, kind, name, day) if state is State.IN_FORCE else ()
    if unverified:
        state = State.UNVERIFIED_VALUE
    if kind != "parameter" and adopted is None and state in {State.IN_FORCE, State.LAPSED, State.UNVERIFIED_VALUE}:
        state = State.NOT_ADOPTED
    instrument = law.instrument(ground.clauses[0].directive) if ground.clauses else None
    reason = Reason(
        kind=kind,
        name=name,
        title=title,
        body=body,
        day=day,
        state=state,
        ground=ground,
        pack=pack,
        verified_here=_verified(ground, name, verified),
        instrument=instrument,
        replaced=tuple(old for short in (instrument.replaces if instrument else ()) if (old := law.instrument(short))),
        replaced_by=tuple(
            later
            for pack in law.packs
            for later in pack.instruments
            if instrument and instrument.short in later.replaces
        ),
        adopted=adopted,
        unverified_values=unverified,
    )
    parameter = law.parameter(name) if kind == "parameter" else None
    if parameter is None:
        return reason
    line = list(reversed(line_of(body, superiors)))
    set_above = [value for above in line for value in own_values(day, known_at=known_at) if value.body == above]
    value, own = holding(parameter, parameter.on(day), [one for one in set_above if one.parameter == name])
    return replace(reason, value=value, in_law=parameter.on(day), own=own)


def _only_top(superiors: Superiors) -> tuple[str, ...]:
    """The one body that answers to nobody: what it set holds for subjects without a body too."""
    tops = [body for body, above in superiors.items() if above is None]
    return tuple(tops) if len(tops) == 1 else ()


def _values(
    law: Law, day: date, set_above: Sequence[OwnValue]
) -> tuple[dict[str, ParameterValue | None], tuple[OwnValue, ...]]:
    parameters, holds = law.parameters_on(day), []
    for name in dict.fromkeys(value.parameter for value in set_above):
        parameter = law.parameter(name)
        if parameter is None:
            continue
        line = [value for value in set_above if value.parameter == name]
        parameters[name], own = holding(parameter, parameters[name], line)
        holds += [own] if own else []
    return parameters, tuple(holds)


def _of_packs(law: Law, packs: frozenset[str]) -> Law:
    return replace(
        law,
        packs=tuple(pack for pack in law.packs if pack.id in packs),
        rules=tuple(rule for rule in law.rules if rule.pack in packs),
        targets=tuple(target for target in law.targets if target.pack in packs),
        flags=tuple(flag for flag in law.flags if flag.pack in packs),
    )


def _in_order(regimes: Collection[Regime]) -> tuple[Regime, ...]:
    found = [regime for regime in regimes if regime.law.packs]
    if len(found) == 1 and len(regimes) == 1:
        return (replace(found[0], bodies=None),)
    return tuple(sorted(found, key=lambda one: (-len(one.bodies or ()), min(map(str, one.bodies or ())))))


def _nothing(law: Law, day: date) -> Regime:
    return Regime(None, _of_packs(law, frozenset()), law.parameters_on(day))


def _grounds(law: Law, kind: Kind, name: str) -> tuple | None:  # type: ignore[type-arg]
    """Title, pack and grounds of a rule, flag, target or parameter."""
    if kind == "parameter":
        parameter = law.parameter(name)
        return (parameter.title, parameter.pack, _as_grounds(parameter)) if parameter else None
    if kind == "target":
        target = law.target(name)
        if target is None:
            return None
        ground = Ground(target.clauses, target.in_force, Status.VERIFIED, None, target.checked)
        return target.title, target.pack, (ground,)
    owner = law.rule(name) if kind == "rule" else law.flag(name)
    return (owner.title, owner.pack, owner.grounds) if owner else None


def _unverified_values(law: Law, kind: Kind, name: str, day: date) -> tuple[Parameter, ...]:
    if kind == "parameter":
        return ()
    provision = {"rule": law.rule, "target": law.target, "flag": law.flag}[kind](name)
    return law.unverified_values(provision, day) if provision else ()


def _as_grounds(parameter: Parameter) -> tuple[Ground, ...]:
    return tuple(
        Ground((one.clause,) if one.clause else (), one.in_force, one.status, one.source, one.checked)
        for one in parameter.values
    )


def _state(grounds: Sequence[Ground], pack: Pack, day: date) -> tuple[State, Ground]:
    """Whether one of the grounds counts on the day, and the ground that says so."""
    counting = ground_on(grounds, day)
    if counting is not None:
        state = State.IN_FORCE if counting.status is Status.VERIFIED else State.LAPSED
        return (state if pack.in_force.covers(day) else _outside(pack.in_force, day)), counting
    covering = next((ground for ground in grounds if ground.in_force.covers(day)), None)
    if covering is not None:
        return State.SWITCHED_OFF, covering
    verified = [ground for ground in grounds if ground.status is Status.VERIFIED and ground.in_force.starts]
    coming = [ground for ground in verified if _outside(ground.in_force, day) is State.NOT_YET]
    if coming:
        return State.NOT_YET, min(coming, key=lambda ground: ground.in_force.starts or date.max)
    if verified:
        return State.NO_LONGER, max(verified, key=lambda ground: ground.in_force.starts or date.min)
    waiting = next((ground for ground in grounds if ground.in_force.starts is None), grounds[0])
    return State.SWITCHED_OFF, waiting


def _outside(force: InForce, day: date) -> State:
    if force.starts is None:
        return State.SWITCHED_OFF
    return State.NOT_YET if day < force.starts else State.NO_LONGER


def _adopted_for(pack: str, body: str, adopted: Sequence[AdoptedPack], superiors: Superiors) -> AdoptedPack | None:
    """The nearest adoption up the line; else one by a body that answers to nobody."""
    same = [one for one in adopted if one.pack == pack]
    for above in line_of(body, superiors):
        found = next((one for one in same if one.body == above), None)
        if found is not None:
            return found
    return next((one for one in same if superiors.get(one.body) is None), None)


def _verified(ground: Ground, name: str, verified: Sequence[VerifiedHere]) -> VerifiedHere | None:
    """The verification by which the ground counts here."""
    return next(
        (
            one
            for one in verified
            if one.name == name and ground.checked == one.checked and ground.in_force == one.in_force
        ),
        None,
    )
