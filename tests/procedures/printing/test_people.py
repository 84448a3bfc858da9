"""What a list says of officials."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liem.procedures.printing.people import people_lines
from liem.procedures.printing.printed import PersonLine
from liem.record.models import Evaluation, EvaluationForm, Qualification
from procedures.world import Desks, build, days_ago, today
from world import LONG_AGO, tenure, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def desks() -> Desks:
    return build()


def test_a_list_shows_the_record_and_leaves_open_what_it_does_not_hold(desks: Desks) -> None:
    degree = {"person_id": "chi", "kind": "degree"}
    write(
        Qualification(identity="q1", level="master", field="luật", obtained_on=days_ago(300), **degree),
        Qualification(identity="q2", level="university", obtained_on=days_ago(900), **degree),
        Qualification(identity="q3", level="doctor", obtained_on=days_ago(-5), **degree),
        Evaluation(key="e", person_id="chi", body_id="so", year=2024),
        EvaluationForm(identity="e", evaluation_id="e", grade="excellent", evaluated_on=days_ago(100)),
    )
    chi, binh = people_lines(["chi", "nobody", "binh"], on=today())
    assert chi == PersonLine(
        name="Người chi",
        born_on=chi.born_on,
        sex="Nữ",
        degree="Thạc sĩ luật",
        post="So/Phong-1/Truong, So/Phong-1",
        since=LONG_AGO,
        grade="Hoàn thành xuất sắc nhiệm vụ (2024)",
    )
    assert (binh.name, binh.degree, binh.grade, binh.theory) == ("Người binh", "", "", "")


def test_of_several_posts_no_day_is_told(desks: Desks) -> None:
    write(tenure("chi", "so-khac/giam-doc", days_ago(50)))
    [chi] = people_lines(["chi"], on=today())
    assert (chi.post, chi.since) == ("So/Phong-1/Truong, So/Phong-1; So-Khac/Giam-Doc, So-Khac", None)


def test_a_longer_list_takes_no_more_queries(desks: Desks) -> None:
    counts = []
    for people in (["chi"], ["chi", "binh", "an", "dung"]):
        with CaptureQueriesContext(connection) as captured:
            people_lines(people, on=today())
        counts.append(len(captured))
    assert counts[0] == counts[1]
