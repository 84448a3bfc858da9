"""What a file says again is no change: it moves no body, and is not blamed for what stands on record already."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import models

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.record.models import Body, BodyState, Person, PersonDetails

from .conftest import Import
from .rosters import BODY_HEADINGS, PERSON_HEADINGS, PROVINCE, bodies, stored

PARTY_HEADINGS = [*PERSON_HEADINGS, "Ngày vào Đảng", "Ngày vào Đảng chính thức"]
PERIOD_HEADINGS = [*BODY_HEADINGS, "Mã giai đoạn"]
BEFORE = ["huyen", "Huyện ủy Nà Sơn", "Cấp ủy", "Cấp huyện", None, None, "30/06/2020", None]
AFTER = ["huyen", "Huyện ủy Nà Sơn", "Cấp ủy", "Cấp huyện", "tinh-uy", "01/07/2020", None, "huyen-2"]
CONTRADICTORY = ["cb-1", "Lò Thị Mây", "05/09/1985", "Nữ", "03/02/2016", "03/02/2015"]


def on_record(officer: Acting, *rows: models.Model) -> None:
    """Rows that no import would take, as an older record may hold them."""
    perform(
        "record.import",
        by=officer,
        body=officer.mandate.body,
        subjects=[officer.mandate.body],
        content={},
        write=lambda action: action.add(list(rows)),
    )


@pytest.fixture
def contradiction(officer: Acting, bring_in: Import) -> None:
    """A full member of the Party before joining it."""
    bring_in(bodies(PROVINCE))
    on_record(
        officer,
        Person(key="cb-1"),
        PersonDetails(
            identity="cb-1",
            person_id="cb-1",
            name="Lò Thị Mây",
            search_name="lo thi may",
            born_on=date(1985, 9, 5),
            sex="woman",
            joined_party_on=date(2016, 2, 3),
            party_official_on=date(2015, 2, 3),
            source="test",
        ),
    )


def test_a_contradiction_on_record_does_not_keep_out_the_rest_of_the_file(
    contradiction: None, bring_in: Import
) -> None:
    report = bring_in({"Cán bộ": [PARTY_HEADINGS, CONTRADICTORY, ["cb-2", "Đinh Văn Núi"]]})

    assert report.errors == ()
    assert [(one.added, one.corrected, one.unchanged) for one in report.sheets] == [(1, 0, 1)]


def test_a_row_that_corrects_something_is_checked_as_a_whole(contradiction: None, bring_in: Import) -> None:
    before = stored()

    report = bring_in({"Cán bộ": [PARTY_HEADINGS, ["cb-1", "Lò Thị Mai", *CONTRADICTORY[2:]]]})

    assert [(error.code, error.row, error.letter) for error in report.errors] == [("import.out_of_order", 2, "F")]
    assert stored() == before


@pytest.fixture
def joined_later(officer: Acting, bring_in: Import) -> None:
    """A body that answered to nobody on record before it came under the province."""
    bring_in(bodies(PROVINCE))
    common = {"body_id": "huyen", "name": "Huyện ủy Nà Sơn", "kind": "committee", "level": "district"}
    on_record(
        officer,
        Body(key="huyen"),
        BodyState(identity="huyen", **common, valid_to=date(2020, 7, 1), source="test"),
        BodyState(identity="huyen-2", **common, superior_id="tinh-uy", valid_from=date(2020, 7, 1), source="test"),
    )


def test_a_body_that_once_answered_to_nobody_is_not_out_of_reach(joined_later: None, bring_in: Import) -> None:
    before = stored()

    report = bring_in({"Tổ chức": [PERIOD_HEADINGS, BEFORE, AFTER]})

    assert report.errors == ()
    assert stored() == before


def test_a_body_does_not_leave_the_subtree(joined_later: None, bring_in: Import) -> None:
    before = stored()

    report = bring_in({"Tổ chức": [PERIOD_HEADINGS, BEFORE, [*AFTER[:4], None, *AFTER[5:]]]})

    assert [(error.code, error.row, error.letter) for error in report.errors] == [("import.out_of_reach", 3, "E")]
    assert stored() == before
