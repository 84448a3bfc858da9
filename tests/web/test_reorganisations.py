"""Reorganisations in words and drawn."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Role
from liem.record.days import titles_of
from liem.record.models import Reorganisation
from liem.record.reorganisations import Event
from liem.web.reorganisation_drawing import SHOWN, Drawing, event_view
from record import small_record
from record.small_record import FIRST
from web import audited
from web.conftest import SignIn
from web.seen import heading, links, main, rows

pytestmark = pytest.mark.django_db
JULY = date(2025, 7, 1)


@pytest.fixture(autouse=True)
def record() -> None:
    audited.build()


def _part(event: str, kind: str, before: str, after: str | None, *, decision: str = "") -> None:
    Reorganisation.objects.create(
        identity=f"{event}/{before}/{after}",
        event=event,
        kind=kind,
        predecessor_id=before,
        successor_id=after,
        changed_on=JULY,
        decision=decision,
        **FIRST,
    )


def _event(kind: str, *steps: tuple[str, str | None]) -> Event:
    before, after = dict.fromkeys(one for one, _ in steps), dict.fromkeys(one for _, one in steps if one)
    return Event("e", kind, JULY, tuple(before), tuple(after), (), steps)


def _drawn(event: Event, *, own: str = "") -> Drawing:
    return event_view(event, titles_of(), own=own).drawing


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (_event("merge", ("a", "ab"), ("b", "ab")), "a, b merged into ab"),
        (_event("merge", ("a", "b"), ("b", "b")), "a merged into b"),
        (_event("split", ("a", "x"), ("a", "y")), "a split into x, y"),
        (_event("rename", ("a", "b")), "a renamed b"),
        (_event("close", ("a", None)), "a closed, with no successor"),
        (_event("close", ("a", "b")), "a closed; b took over"),
        (_event("close", *((f"d{n}", None) for n in range(5))), "d0, d1 and 3 others closed, with no successor"),
    ],
)
def test_a_reorganisation_is_told_in_one_sentence(event: Event, said: str) -> None:
    with translation.override("en"):
        assert event_view(event, titles_of()).sentence == said


def test_every_step_is_drawn_from_left_to_right() -> None:
    with translation.override("en"):
        drawing = _drawn(_event("close", ("a", "x"), ("b", "x"), ("b", None)), own="a")
    assert [(box.text, box.look, box.x, box.y) for box in drawing.boxes] == [
        ("a", "own", 8, 8),
        ("b", "body", 8, 54),
        ("x", "body", 522, 8),
        ("no successor", "end", 522, 54),
    ]
    assert drawing.paths == (
        "M338 26C430 26 430 26 522 26",
        "M338 72C430 72 430 26 522 26",
        "M338 72C430 72 430 72 522 72",
    )
    assert drawing.description == "Before, on the left: a, b. After, on the right: x, no successor."


def test_of_many_bodies_the_others_are_counted_and_the_own_one_is_drawn() -> None:
    event = _event("merge", *((f"d{number:02}", "all") for number in range(64)))
    with translation.override("en"):
        drawing = _drawn(event, own="d63")
    left = [box.text for box in drawing.boxes[:-1]]
    assert left == ["d63", *(f"d{number:02}" for number in range(SHOWN - 1)), "and 56 others"]
    assert len(drawing.paths) == SHOWN + 1
    assert drawing.height < 500


def test_the_list_tells_the_latest_first_and_filters_by_kind(signed_in: SignIn) -> None:
    _part("end", "close", "huyen", None)
    _part("into", "merge", "so-a", "so-b")
    auditor = signed_in(Role.AUDITOR, "tinh")
    everything, closures = auditor.get("/reorganisations/"), auditor.get("/reorganisations/", {"kind": "close"})
    assert (heading(everything), heading(closures)) == (
        "2 reorganisations on record",
        "1 reorganisation on record: closure",
    )
    assert "/reorganisations/into/" in links(everything)
    assert "Sở B" not in main(closures)
    splits = auditor.get("/reorganisations/", {"kind": "split"})
    assert heading(splits) == "0 reorganisations on record: split"
    assert "No reorganisation answers to these filters" in main(splits)


def test_one_is_drawn_and_told_again_as_a_table(signed_in: SignIn) -> None:
    _part("end", "close", "huyen", "xa", decision="1/NQ")
    response = signed_in(Role.AUDITOR, "tinh").get("/reorganisations/end/")
    assert heading(response) == "01/07/2025: Huyện ủy Thanh Lâm closed; Đảng ủy xã An Thạnh took over"
    assert rows(response) == [["Huyện ủy Thanh Lâm", "Đảng ủy xã An Thạnh"]]
    html = response.content.decode()
    assert re.search(r'<svg [^>]*role="img" aria-labelledby="drawn-1 said-1">', html)
    assert "style=" not in html.split("<main", 1)[1]


def test_bodies_elsewhere_are_named_without_a_link_and_reorganisations_elsewhere_are_not_there(
    signed_in: SignIn,
) -> None:
    _part("into", "merge", "so-b", "so-a")
    _part("other", "merge", "huyen", "xa")
    unit = signed_in(Role.UNIT_OFFICER, "so-a")
    shared = unit.get("/reorganisations/into/")
    assert rows(shared) == [["Sở B", "Sở A"]]
    assert "/organisation/so-b/" not in links(shared)
    answers = [unit.get(f"/reorganisations/{key}/") for key in ("other", "no-such-event")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert main(answers[0]) == main(answers[1])
    assert heading(unit.get("/reorganisations/")) == "1 reorganisation on record"


def test_a_body_shows_where_it_came_from(signed_in: SignIn) -> None:
    _part("end", "close", "huyen", "xa")
    response = signed_in(Role.AUDITOR, "tinh").get("/organisation/xa/")
    assert "01/07/2025: Huyện ủy Thanh Lâm closed; Đảng ủy xã An Thạnh took over" in main(response)
    assert "/reorganisations/end/" in links(response)


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    signed_in: SignIn, more: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        small_record.body(f"x{number}", f"X {number}", "unit", "province", "so-a")
        _part(f"e{number}", "merge", f"x{number}", "so-a")
        _part("all", "merge", f"x{number}", "so-b")
    auditor = signed_in(Role.AUDITOR, "tinh")
    for path in ("/reorganisations/", "/reorganisations/all/"):
        with django_assert_max_num_queries(13):
            assert auditor.get(path).status_code == 200
