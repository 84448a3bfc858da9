"""Everything that the checks of a dossier must find in the demo province: planted for them, or left by other cases."""

from __future__ import annotations

from collections.abc import Iterator

from liem.demo import CLOSING_DAY
from liem.demo.cases.gaps import GAPS, Gap
from liem.demo.cases.standards import DEGREES
from liem.demo.cast import left_to_cases
from liem.demo.realm import Realm
from liem.kernel.dates import Term, latest_start
from liem.kernel.errors import Message
from liem.record.quality.checks import ATTESTED_MONTHS, attested_long_ago, unattested

_OF_A_RULE = Message("cài sẵn cho một quy tắc", "planted for a rule")
_UNDATED, _UNGRADED = "p0038", ("p0058", "2025")
"""The assignment without a first day (so without a decision), and the form without a grade."""


def all_gaps(realm: Realm) -> tuple[Gap, ...]:
    """Every gap on the closing day, each once."""
    found = [*GAPS, *_details(realm), *_attestations(realm), *_others(realm)]
    return tuple({(gap.person, gap.check, gap.detail): gap for gap in reversed(found)}.values())[::-1]


def _details(realm: Realm) -> Iterator[Gap]:
    for official in realm.population.officials:
        for check, said in (
            ("birth", official.born_on),
            ("sex", official.sex),
            ("ethnicity", official.ethnicity),
            ("home_place", official.home),
        ):
            if not said:
                yield Gap(official.key, check, _OF_A_RULE)


def _attestations(realm: Realm) -> Iterator[Gap]:
    limit = latest_start(CLOSING_DAY, Term(months=ATTESTED_MONTHS))
    for (person, section), day in left_to_cases(realm).attested.items():
        if day is None:
            yield Gap(person, unattested(section), _OF_A_RULE)
        elif day < limit:
            yield Gap(person, attested_long_ago(section), _OF_A_RULE)


def _others(realm: Realm) -> Iterator[Gap]:
    for check in ("decision", "start"):
        yield Gap(_UNDATED, check, _OF_A_RULE)
    yield Gap(_UNGRADED[0], "evaluation", _OF_A_RULE, _UNGRADED[1])
    for person, degree in DEGREES.items():
        if degree is None:
            yield Gap(person, "degree", _OF_A_RULE)
    intruder = next(gap.person for gap in GAPS if gap.check == "two_holders")
    yield Gap(_beside(realm, intruder), "two_holders", Message("cùng giữ một ghế", "holds the same seat"))


def _beside(realm: Realm, intruder: str) -> str:
    """Who holds the seat that the intruder is on record with."""
    officials = {official.key: official for official in realm.population.officials}
    seat = officials[intruder].main_post(CLOSING_DAY)
    holders = (key for key, official in officials.items() if official.main_post(CLOSING_DAY) == seat)
    return next(key for key in holders if key != intruder)
