"""What people call the things that relied on a decision."""

from __future__ import annotations

import pytest

from liem.procedures.decisions.annulling import graph
from liem.procedures.decisions.naming import names_of
from liem.procedures.models import CaseMeeting
from procedures.decisions.annulment import acts, wrong
from procedures.world import Desks, build, leading, today
from world import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def desks() -> Desks:
    return build()


def test_everything_in_the_graph_has_a_name(desks: Desks) -> None:
    powers = ("tinh", "ban", "tinh")
    write(
        leading("so/phong-2/truong-2", "so/phong-2", "division_deputy", 7, ("so", "so", "so")),
        leading("so/phong-2/truong-3", "so/phong-2", "division_deputy", 7, ("so", "so", "so")),
        leading("so/pho-of-chi", "so", "deputy_director", 6, powers),
        leading("so/pho-of-an", "so", "deputy_director", 6, powers),
    )
    decision = wrong(desks)
    acts(desks)
    nodes = graph(decision, on=today()).nodes
    named = names_of(nodes, on=today())
    assert {(node.kind, node.thing) for node in nodes if node.kind != "report"} == set(named)
    assert named["decision", decision.key].number == "77-QĐ/TU"
    assert named["succession", "listed"].person_name == "Người chi"
    voted = named["vote", "voted"]
    assert (voted.body_name, voted.on, voted.case) == ("So", CaseMeeting.objects.get(pk="voted").held_on, "case-voted")
    assert voted.procedure is not None
