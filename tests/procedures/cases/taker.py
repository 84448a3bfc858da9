"""A process of its own on the database named in the environment: `taker.py build` prints the key of a case that waits
for the view of the unit; `taker.py take KEY` waits for a line on its input, takes that step and prints what came of
it."""

from __future__ import annotations

import sys

import django

django.setup()

from liem.actions.models import Account, Mandate  # noqa: E402 — models need a started Django
from liem.actions.permissions import Acting  # noqa: E402
from liem.kernel.errors import LiemError  # noqa: E402
from liem.procedures.cases.standing import case_now  # noqa: E402
from liem.procedures.cases.taking import NewStep, take, why_not  # noqa: E402
from liem.procedures.models import Case  # noqa: E402
from procedures.cases.running import paper, requested  # noqa: E402
from procedures.world import build, days_ago, today  # noqa: E402


def waiting(packs: str = "quy_trinh_thu") -> Case:
    desks = build(packs)
    case = requested(desks)
    for name in ("opinion", "evaluation_record"):
        paper(case, "opinion", name, by=desks.agency)
    return case


def agency_desk() -> Acting:
    account = Account.objects.get(username="unit_officer-so")
    return Acting(account, Mandate.objects.get(account=account))


def attempt(key: str) -> str:
    """What comes of taking the step: “taken”, or what refused it."""
    try:
        take(key, NewStep("opinion", days_ago(15), by_person="giang"), by=agency_desk())
    except LiemError as error:
        return " ".join([error.code, *error.data.get("stops", [])])
    return "taken"


if __name__ == "__main__":
    if sys.argv[1] == "build":
        print(waiting().pk)
    else:
        stops = why_not(case_now(sys.argv[2], on=today()), "opinion", by=agency_desk(), on=today())
        print("ready", len(stops), flush=True)
        sys.stdin.readline()
        print(attempt(sys.argv[2]))
