"""A rule that was let go stays in the audit, and says by whom, until somebody has reviewed it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liem.oversight.models import Audit, Finding
from liem.oversight.queries import FindingFilter, ListPart, findings
from liem.oversight.waived import Waived, waived_among
from liem.procedures.models import Waiver
from liem.record.scope import Reach
from procedures.facts.cases import case
from world import body, write

pytestmark = pytest.mark.django_db
RULE, GRANTED, CLOSING = "no_extra_post_for_rotation", date(2026, 5, 4), date(2026, 6, 30)


@pytest.fixture(autouse=True)
def waiver() -> None:
    write(body("so"))
    case("c", "rotation", "party_rotation")
    write(
        Waiver(
            identity="w",
            case_id="c",
            step="appraisal",
            rule=RULE,
            subject="f",
            clause="qd65#toan_van",
            granted_by="Bộ Chính trị",
            body_id="so",
            why="Địa bàn trọng điểm",
            paper="p",
            granted_on=GRANTED,
        )
    )


def test_only_that_rule_for_that_subject_from_that_day_on_is_waived() -> None:
    asked = [(RULE, "f"), (RULE, "another"), ("rotation_to_equal_post", "f")]

    assert waived_among(asked, on=CLOSING) == {(RULE, "f"): Waived("Bộ Chính trị", GRANTED)}
    assert waived_among(asked, on=date(2026, 5, 3)) == {}


def test_it_is_no_longer_told_once_it_was_reviewed() -> None:
    Waiver.objects.filter(identity="w").update(reviewed_on=date(2026, 6, 1), review="Đúng thẩm quyền")

    assert waived_among([(RULE, "f")], on=CLOSING) == {}


def test_rules_that_nobody_may_let_go_are_not_looked_up() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert waived_among([("rotation_to_equal_post", "f")], on=CLOSING) == {}
    assert len(queries) == 0


def test_the_list_of_findings_says_so() -> None:
    run_at = datetime(2026, 7, 1, tzinfo=UTC)
    audit = Audit.objects.create(key="a", as_of=CLOSING, known_at=1, run_at=run_at, law_digest="")
    for subject in ("f", "g"):
        Finding.objects.create(
            audit=audit,
            rule=RULE,
            about="rotation",
            subject=subject,
            verdict="not_met",
            body="so",
            evidence=[],
            missing=[],
        )
    page = findings(Reach(CLOSING, bodies=frozenset({"so"})), audit, FindingFilter(), ListPart())

    assert {line.subject.key: line.waived for line in page.lines} == {
        "f": Waived("Bộ Chính trị", GRANTED),
        "g": None,
    }
