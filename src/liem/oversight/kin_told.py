"""What of the law tells who is whose relative, or that somebody has relatives somewhere.

Shown to those whose work needs it (`liem.record.scope.SEES_KIN`) and to the official concerned.
"""

from __future__ import annotations

from liem.law.flags import Flag
from liem.law.rules import Rule

KIN_TABLES = frozenset({"kin_pair"})
_KIN_FACTS = frozenset({"relatives_in_body"})


def tells_kin(one: Rule | Flag) -> bool:
    """Whether its findings would tell that."""
    return one.about in KIN_TABLES or any(fact.name in _KIN_FACTS for fact in one.facts())
