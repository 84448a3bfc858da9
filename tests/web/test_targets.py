"""Where targets stand, and their gauges."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Role
from liem.oversight.models import Audit, Finding, TargetStanding
from liem.oversight.queries import audits
from liem.web.pages.targets import draw_gauges, target_views
from liem.web.target_charts import GaugePoint, draw_all, drawing, specification
from web import audited
from web.conftest import SignIn
from web.seen import heading, links, main, rows

pytestmark = pytest.mark.django_db

POINT = GaugePoint(low=6, high=9, floor=10, ceiling=15, verdict="not_met", is_share=True, title="Dưới 40 tuổi")


@pytest.fixture(autouse=True)
def record(settings: LazySettings, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    audited.build()


def closing() -> Audit:
    return Audit.objects.get(key="closing")


@pytest.mark.parametrize(
    ("address", "title", "target"),
    [
        (
            "",
            "On 31/10/2026: 0 targets reached, 1 not reached, 0 cannot be determined yet",
            "commune_secretaries_not_local",
        ),
        (
            "?on=2025-05-31",
            "On 31/05/2025: 0 targets reached, 1 not reached, 0 cannot be determined yet",
            "district_secretaries_not_local",
        ),
    ],
)
def test_targets_are_shown_as_of_the_audit_chosen(signed_in: SignIn, address: str, title: str, target: str) -> None:
    response = signed_in(Role.AUDITOR, "tinh").get(f"/targets/{address}")
    assert heading(response) == title
    assert [link.split("/")[2] for link in links(response) if link.startswith("/targets/") and "chart" not in link] == [
        target
    ]


def test_after_its_day_a_target_is_overdue(signed_in: SignIn) -> None:
    audited.standing(closing(), "women_in_standing_committees", "tinh", (15, 0), "not_met")
    response = signed_in(Role.AUDITOR, "tinh").get("/targets/")
    expected = "On 31/10/2026: 0 targets reached, 2 not reached (1 overdue), 0 cannot be determined yet"
    assert heading(response) == expected
    assert "✕ not reached, past its day 30/09/2025 must" in main(response)


def test_a_value_that_nobody_verified_is_asked_for(signed_in: SignIn) -> None:
    audited.standing(closing(), "women_in_committees_and_councils", "", (10, 4), "unknown")
    asked = "To be supplied with the document that states it: Central share of women in committees and councils."
    inspector = signed_in(Role.INSPECTOR, "tinh")
    for page in ("/targets/", "/targets/women_in_committees_and_councils/"):
        assert asked in main(inspector.get(page))


@pytest.mark.parametrize("given", ["yesterday", "1/1/99999999999", "0001-01-01"])
def test_what_is_no_day_is_said_above_the_newest_audit(signed_in: SignIn, given: str) -> None:
    response = signed_in(Role.INSPECTOR, "tinh").get("/targets/", {"on": given})
    assert response.status_code == 400
    assert f"“{given}” is not a day of the years 1900–2200." in main(response)
    assert heading(response).startswith("On 31/10/2026")


def test_everybody_may_read_targets(signed_in: SignIn) -> None:
    official = signed_in(Role.OFFICIAL, person="hoa")
    assert official.get("/targets/").status_code == 200
    assert official.get("/targets/commune_secretaries_not_local/").status_code == 200


def test_the_figures_beside_the_gauge_say_the_same(signed_in: SignIn) -> None:
    TargetStanding.objects.filter(audit=closing()).update(total=8, counted=5, unknown=2, low=62.5, high=87.5)
    response = signed_in(Role.AUDITOR, "tinh").get("/targets/")
    assert "Share at present 62.5–87.5% Set by the text 100% Counted 5 of 8 Undetermined 2" in main(response)
    assert "<svg" in response.content.decode()


def test_a_target_by_place_lists_where_it_falls_short(signed_in: SignIn) -> None:
    audited.standing(closing(), "commune_leader_not_local", "an-thanh", (3, 0), "not_met")
    audited.standing(closing(), "commune_leader_not_local", "thanh-lam", (3, 2), "met")
    audited.standing(closing(), "commune_leader_not_local", "lac-giang", (0, 0), "not_applicable")
    inspector = signed_in(Role.INSPECTOR, "tinh")
    assert "Short of it: An Thạnh." in main(inspector.get("/targets/"))
    response = inspector.get("/targets/commune_leader_not_local/")
    assert heading(response).endswith(": 1 of 2 reach it, 1 fall short, 0 cannot be determined yet")
    assert [row[:2] for row in rows(response)] == [
        ["An Thạnh", "○ not reached yet, 1,522 days left"],
        ["Thanh Lâm", "✓ reached"],
        ["Lạc Giang", "– nobody to measure it on"],
    ]


def test_a_target_that_the_audit_did_not_measure_is_not_there(signed_in: SignIn) -> None:
    inspector = signed_in(Role.INSPECTOR, "tinh")
    for address in ("no-such-target/", "commune_secretaries_not_local/?on=2025-05-31", "no-such-target/chart.json"):
        response = inspector.get(f"/targets/{address}")
        assert response.status_code == 404
        assert "not measured in the audit chosen" in main(response)


def test_without_an_audit_the_page_says_what_to_do_first(signed_in: SignIn) -> None:
    TargetStanding.objects.all().delete()
    Finding.objects.all().delete()
    Audit.objects.all().delete()
    inspector = signed_in(Role.INSPECTOR, "tinh")
    for page in ("/targets/", "/findings/"):
        response = inspector.get(page)
        assert heading(response) == "No audit has been run yet"
        assert "liem audit" in main(response)


def test_the_specification_is_given_to_other_tools(signed_in: SignIn) -> None:
    response = signed_in(Role.AUDITOR, "tinh").get("/targets/commune_secretaries_not_local/chart.json")
    assert response["Content-Disposition"] == 'attachment; filename="commune_secretaries_not_local-2026-10-31.vl.json"'
    given = response.json()
    assert given["$schema"] == "https://vega.github.io/schema/vega-lite/v5.json"
    assert given["data"] == {"values": [{"start": 0, "low": 0.0, "high": 0.0, "end": 100.0, "floor": 100.0}]}


def test_a_gauge_shows_what_is_sure_what_may_be_and_what_must_be_reached() -> None:
    spec = specification(POINT)
    assert spec["data"]["values"] == [{"start": 0, "low": 6, "high": 9, "end": 20.0, "ceiling": 15, "floor": 10}]
    assert [layer["mark"]["type"] for layer in spec["layer"]] == ["bar", "bar", "bar", "tick", "tick"]


@pytest.mark.parametrize(
    ("high", "floor", "is_share", "end"),
    [(9, 10, True, 20), (80, 30, True, 100), (100, 100, True, 100), (3, 8, False, 8), (0, None, False, 1)],
)
def test_the_scale_ends_at_a_round_number_above_all_that_is_shown(
    high: float, floor: float | None, is_share: bool, end: float
) -> None:
    assert GaugePoint(0, high, floor, None, "met", is_share, "").end == end


def test_a_drawing_takes_its_colours_from_the_page_and_carries_no_style_or_script() -> None:
    svg = drawing(specification(POINT))
    assert svg.startswith('<svg aria-hidden="true" focusable="false" xmlns=')
    assert 'fill="var(--lacquer)"' in svg
    assert "10%" in svg
    for unwanted in ("style=", "<style", "<script", "#9b2226", 'width="3'):
        assert unwanted not in svg


def test_a_gauge_is_drawn_once_and_kept(tmp_path: Path) -> None:
    draw_all([POINT, POINT])
    (kept,) = (tmp_path / "charts").iterdir()
    kept.write_text("<svg>kept</svg>", encoding="utf-8")
    assert drawing(specification(POINT)) == "<svg>kept</svg>"


def test_the_gauges_of_all_audits_are_drawn_ahead(tmp_path: Path) -> None:
    draw_gauges()
    closing_day, districts = (specification(view.point) for audit in audits() for view in target_views(audit))
    assert closing_day != districts
    assert len(list((tmp_path / "charts").iterdir())) == 2
    assert "<svg" in drawing(closing_day)


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    signed_in: SignIn, more: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for group in ("an-thanh", "thanh-lam", "lac-giang")[:more]:
        audited.standing(closing(), "commune_leader_not_local", group, (3, 0), "not_met")
    inspector = signed_in(Role.INSPECTOR, "tinh")
    with django_assert_max_num_queries(12):
        assert inspector.get("/targets/").status_code == 200
    with django_assert_max_num_queries(16):
        assert len(rows(inspector.get("/targets/commune_leader_not_local/"))) == more
