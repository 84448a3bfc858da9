"""An order to erase what is kept of somebody, carried out over cases of the trial procedures."""

from __future__ import annotations

from datetime import date

from liem.actions.erasure import Erased, Order, ask_erasure, erase_content
from liem.actions.erasure_plan import Plan
from liem.actions.permissions import Acting
from liem.procedures.cases.people import NewName, put_forward
from liem.procedures.cases.preparing import NewCase, open_case, prepare
from liem.procedures.models import Case
from procedures.world import Desks, days_ago

ORDER = Order(number="12/QĐ-TA", dated=date(2026, 11, 2), authority="Tòa án nhân dân tỉnh")


def asked(desks: Desks, who: str = "chi") -> str:
    return ask_erasure(who, order=ORDER, reason="theo bản án", by=desks.province, with_record=True).identity


def erase(desks: Desks, second: Acting, who: str = "chi") -> Erased:
    return erase_content(asked(desks, who), by=second)


def lines(plan: Plan) -> tuple[dict[str, int | None], dict[str, int | None]]:
    """What goes and what stays, by the words."""
    return {one.what.en: one.number for one in plan.goes}, {one.what.en: one.number for one in plan.stays}


def of_several(desks: Desks) -> Case:
    """A transfer of Chi and Giang, opened on a paper about both."""
    case = prepare(NewCase("trial_transfer", "so/phong-1"), by=desks.agency)
    for who in ("chi", "giang"):
        put_forward(case.pk, NewName(who, days_ago(9), to_post="so/phong-2/pho"), by=desks.agency)
    open_case(case.pk, days_ago(8), by=desks.agency)
    return case
