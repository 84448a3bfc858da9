"""What falls due by a value of the law: counted with the value that holds for the body on the day, and not at all where
none is verified or the pack was not adopted there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from liem.kernel.dates import Term, end_of, latest_start
from liem.kernel.errors import Message
from liem.law.evaluate import Standing, evaluate
from liem.record.choices import TenureKind
from liem.record.days import holds_on
from liem.record.due_line import Kind, Line, Window
from liem.record.models import PostState, Tenure
from liem.record.scope import superiors_on
from liem.record.state import kept_until_a_change
from liem.rulebook.book import rule_book
from liem.rulebook.engine import stored_tables, working_engine
from liem.rulebook.gates import standings_of_few
from liem.rulebook.governing import Regime, governing
from liem.rulebook.vocabulary import vocabulary

YEARS_RULE, YEARS, SINCE = "moved_after_years_in_personnel_work", "years_in_personnel_work", "continuous_since"
NOTICE_RULE, NOTICE = "reappointment_notice", "reappointment_notice_term"
_LONGEST_NOTICE = Term(years=1)


def transfers_from_personnel_work(window: Window) -> Iterator[Line]:
    """Those who will have done personnel work for as long as the directive allows: the same runs that the rule sees."""
    regimes = [
        (regime, years) for regime in _regimes(window.first) if (years := _term(regime, YEARS_RULE, YEARS)) is not None
    ]
    clause = _clause(YEARS, window.first)
    # How long somebody has done the work is the same under every regime: it is asked once.
    for standing in _standings(regimes[0][0], window) if regimes else ():
        since = next((one.value for one in standing.evidence if one.name.endswith(SINCE)), None)
        years = next((term for regime, term in regimes if regime.binds(standing.body)), None)
        if not isinstance(since, date) or not standing.person or years is None:
            continue
        day = end_of(since, years)
        if window.holds(day):
            ground = Message(
                f"Làm công tác nhân sự liên tục từ {since:%d/%m/%Y}",
                f"In personnel work without a break since {since:%d/%m/%Y}",
            )
            yield Line(Kind.TRANSFER, day, standing.person, standing.body or "", ground, clause=clause)


def reappointment_notices(window: Window) -> Iterator[Line]:
    """The last days for giving notice of a reappointment, for leaders appointed for a time whose end was entered."""
    regimes = _regimes(window.first)
    tenures = list(
        window.of(Tenure.objects.all())
        .filter(
            holds_on(window.first),
            known_to__isnull=True,
            valid_to__gt=window.first,
            valid_to__lt=end_of(window.until, _LONGEST_NOTICE),
            kind__in=["", TenureKind.APPOINTMENT],
        )
        .order_by("identity")
    )
    posts = PostState.objects.filter(holds_on(window.first), known_to__isnull=True, is_leader=True)
    leading = dict(posts.filter(post_id__in={one.post_id for one in tenures}).values_list("post_id", "body_id"))
    for tenure in tenures:
        body = leading.get(tenure.post_id)
        if body is None or tenure.valid_to is None:
            continue
        notice = next((_term(one, NOTICE_RULE, NOTICE) for one in regimes if one.binds(body)), None)
        if notice is None:
            continue
        day = latest_start(tenure.valid_to, notice)
        if window.holds(day):
            last = f"{tenure.valid_to:%d/%m/%Y}"
            ground = Message(f"Thời hạn giữ chức vụ hết trước ngày {last}", f"The term in the post ends before {last}")
            clause = _clause(NOTICE, window.first)
            yield Line(Kind.REAPPOINTMENT, day, tenure.person_id, body, ground, tenure.post_id, clause)


@kept_until_a_change(most=2)
def _regimes(day: date) -> tuple[Regime, ...]:
    return governing(day, superiors_on(day))


def _standings(regime: Regime, window: Window) -> Sequence[Standing]:
    rules = [rule for rule in regime.law.rules if rule.id == YEARS_RULE]
    tables, parameters = stored_tables("record"), regime.parameters
    if window.people is not None:
        people = window.people
        return standings_of_few(rules, people=people, tables=tables, parameters=parameters, as_of=window.first)
    return evaluate(
        rules,
        vocabulary=vocabulary(),
        tables=tables,
        engine=working_engine(),
        parameters=parameters,
        as_of=window.first,
    )


def _term(regime: Regime, rule: str, parameter: str) -> Term | None:
    """The value, where the rule that uses it is in force under this regime."""
    value = regime.parameters.get(parameter)
    in_force = any(one.id == rule for one in regime.law.rules)
    return value if in_force and isinstance(value, Term) else None


def _clause(parameter: str, day: date) -> str:
    known = rule_book().parameter(parameter)
    dated = known.dated_on(day) if known else None
    return str(dated.clause) if dated and dated.clause else ""
