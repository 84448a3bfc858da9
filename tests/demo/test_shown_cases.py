"""The cases that run in the demo: what there is to be done in those of annulment and exception."""

from __future__ import annotations

from collections import Counter

import pytest
from django.utils import timezone

from liem.demo.running import ground, shown
from liem.procedures.cases.standing import case_now
from liem.procedures.gates.waivers import unreviewed
from liem.procedures.models import Case, Consequence, Waiver
from liem.record.models import Tenure
from liem.rulebook.book import rule_book

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lac_giang")]


def run(name: str) -> Case:
    day, procedure = timezone.localdate(), rule_book().procedure(name)
    assert procedure is not None
    ground.ready(day)
    shown._SHOWN[name](procedure, day)
    return Case.objects.get(procedure=name)


def test_somebody_was_appointed_relying_on_the_decision_that_is_annulled() -> None:
    case = run("annulment")
    open_now = Consequence.objects.current().filter(case=case, done_on=None)
    assert Counter(open_now.values_list("kind", flat=True))[Consequence.Kind.TENURE] >= 1
    assert open_now.count() >= 2
    appointed = Tenure.objects.current().get(identity=open_now.filter(kind=Consequence.Kind.TENURE)[0].thing)
    assert appointed.valid_to is None
    assert case_now(case.pk, on=timezone.localdate()).open_steps == ("redone",)


def test_an_exception_waits_for_its_review_by_another_body() -> None:
    case = run("party_rotation")
    (waived,) = Waiver.objects.filter(case=case)
    (due,) = (one for one in unreviewed(timezone.localdate()) if one.case == case.pk)
    assert (due.identity, due.rule) == (waived.identity, "no_extra_post_for_rotation")
    assert "bodies_consulted" in case_now(case.pk, on=timezone.localdate()).open_steps
