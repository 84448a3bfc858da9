"""Workbooks for the tests, typed cell by cell as a person would, and what the database holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from django.apps import apps
from openpyxl import Workbook

from liem.actions.models import LedgerHead
from liem.procedures.sheets import SHEETS as PROCEDURE_SHEETS
from liem.record.importing import RECORD_SHEETS

SHEETS = (*RECORD_SHEETS, *PROCEDURE_SHEETS)
Cells: TypeAlias = Sequence[object]
Typed: TypeAlias = Mapping[str, Sequence[Cells]]

BODY_HEADINGS = ["Mã tổ chức", "Tên tổ chức", "Loại tổ chức", "Cấp", "Mã tổ chức cấp trên", "Từ ngày", "Đến ngày"]
PROVINCE = ["tinh-uy", "Tỉnh ủy Lâm Sơn", "Cấp ủy", "Cấp tỉnh"]
POST_HEADINGS = [
    "Mã chức danh",
    "Mã tổ chức",
    "Tên chức danh",
    "Loại chức danh",
    "Là chức danh lãnh đạo",
    "Là lãnh đạo chủ chốt",
    "Làm công tác nhân sự",
]
HEAD = ["truong-ban", "tinh-uy", "Trưởng ban", "Người đứng đầu cơ quan cấp tỉnh", "Có", "Có", "Không"]
PERSON_HEADINGS = ["Mã cán bộ", "Họ và tên", "Ngày sinh", "Giới tính"]
MAY = ["cb-1", "Lò Thị Mây", "05/09/1985", "Nữ"]
TENURE_HEADINGS = ["Mã dòng", "Mã cán bộ", "Mã chức danh", "Từ ngày", "Đến ngày"]


def write(path: Path, sheets: Typed) -> Path:
    """A workbook with these sheets: the first row of each is its headings."""
    workbook = Workbook()
    del workbook["Sheet"]
    for title, rows in sheets.items():
        worksheet = workbook.create_sheet(title)
        for row in rows:
            worksheet.append(list(row))
    workbook.save(path)
    return path


def people(*rows: Cells) -> Typed:
    return {"Cán bộ": [PERSON_HEADINGS, *rows]}


def bodies(*rows: Cells) -> Typed:
    return {"Tổ chức": [BODY_HEADINGS, *rows]}


def posts(*rows: Cells) -> Typed:
    return {"Chức danh": [POST_HEADINGS, *rows]}


def tenures(*rows: Cells) -> Typed:
    return {"Quá trình công tác": [TENURE_HEADINGS, *rows]}


def base() -> Typed:
    """One body, one post, one person."""
    return bodies(PROVINCE) | posts(HEAD) | people(MAY)


def stored() -> dict[str, int]:
    """How many rows every table holds, and the size of the ledger."""
    counts = {model._meta.db_table: model._default_manager.count() for model in apps.get_models()}
    return counts | {"ledger size": LedgerHead.objects.values_list("size", flat=True).first() or 0}
