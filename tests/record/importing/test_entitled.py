# ruff: noqa: F811 — the fixture is imported by its name
"""What whoever imports must leave to somebody else, though the people are within reach."""

from __future__ import annotations

from datetime import date

import pytest

from liem.actions.permissions import Acting
from liem.record.models import SuccessionList, SuccessionListState, Term

from .conftest import Import
from .test_people_within_reach import ATTESTATION, KIN, stored, unit_officer  # noqa: F401

pytestmark = pytest.mark.django_db
DISCIPLINE = ["Mã dòng", "Mã cán bộ", "Loại kỷ luật", "Hình thức", "Ngày quyết định"]
TENURE = ["Mã dòng", "Mã cán bộ", "Mã chức danh", "Từ ngày"]


def attestation(section: str, subject: str = "in-a2") -> dict[str, list[list[object]]]:
    return {"Xác nhận đầy đủ": [ATTESTATION, ["1", subject, section, "30/06/2026", "Hà Thị Soát", "05/07/2026"]]}


def own(acting: Acting, person: str) -> Acting:
    """The same officer, who is an official on record too."""
    acting.account.person = person
    acting.account.save()
    return acting


OF_ONESELF = {
    "a tenure": {"Quá trình công tác": [TENURE, ["1", "in-a", "post-a2", "01/01/2025"]]},
    "discipline": {"Kỷ luật": [DISCIPLINE, ["1", "in-a", "Kỷ luật đảng", "Khiển trách", "01/02/2025"]]},
    "details": {"Cán bộ": [["Mã cán bộ", "Họ và tên"], ["in-a", "Lò Thị Mai"]]},
    "a product of an evaluation": {
        "Sáng kiến, sản phẩm": [["Mã dòng", "Mã đánh giá", "Sáng kiến, sản phẩm"], ["1", "dg-a", "Sổ tay"]]
    },
    "an attestation": attestation("Quá trình công tác", "in-a"),
}


@pytest.mark.parametrize("sheets", OF_ONESELF.values(), ids=OF_ONESELF)
def test_nobody_enters_anything_about_oneself(
    sheets: dict[str, list[list[object]]],
    unit_officer: Acting,
    bring_in: Import,
) -> None:
    before = stored()
    assert {one.code for one in bring_in(sheets, by=own(unit_officer, "in-a")).errors} == {"import.own"}
    assert stored() == before
    assert bring_in(sheets, by=own(unit_officer, "in-a2")).errors == ()


def test_what_stands_on_record_about_oneself_may_stand_in_the_file(unit_officer: Acting, bring_in: Import) -> None:
    sheets = {"Quá trình công tác": [TENURE, ["t-a", "in-a", "post-a", "01/01/2024"]]}
    assert bring_in(sheets, by=own(unit_officer, "in-a")).errors == ()


def test_a_trial_run_does_not_tell_a_unit_who_is_whose_relative(unit_officer: Acting, bring_in: Import) -> None:
    sheets = {"Quan hệ gia đình": [KIN, ["1", "in-a", "in-a2", "Con"]]}
    untold = bring_in(sheets, by=unit_officer, dry_run=True)
    assert bring_in(sheets).changed == 1
    told = bring_in(sheets, by=unit_officer, dry_run=True)
    assert [one.code for one in told.errors] == ["import.kin"]
    assert (told.errors, told.sheets) == (untold.errors, untold.sheets)


def test_a_unit_does_not_attest_kinship(unit_officer: Acting, bring_in: Import) -> None:
    before = stored()
    report = bring_in(attestation("Quan hệ gia đình"), by=unit_officer)
    assert [(one.code, one.letter) for one in report.errors] == [("import.attests_unseen", "C")]
    assert stored() == before
    assert bring_in(attestation("Quan hệ gia đình")).errors == ()


@pytest.mark.parametrize("subject", ["in-a2", "qh-kín"])
def test_succession_is_not_attested_where_a_list_is_kept_outside(
    subject: str,
    unit_officer: Acting,
    bring_in: Import,
) -> None:
    SuccessionList.objects.create(key="qh-kín", body_id="a", post_id="post-a2", term=Term.objects.get())
    SuccessionListState.objects.create(
        identity="qh-kín", list_id="qh-kín", approved_on=date(2026, 1, 5), secrecy="secret", known_from=0
    )
    report = bring_in(attestation("Quy hoạch", subject), by=unit_officer)
    assert [one.code for one in report.errors] == ["import.attests_unseen"]
    assert bring_in(attestation("Quy hoạch", "qh-a"), by=unit_officer).errors == ()
