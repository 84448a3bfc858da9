"""How names are put in order: by the Vietnamese alphabet, people by their given name."""

from __future__ import annotations

import random
import re
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from liem.actions.rows import row_bytes
from liem.record.models import PersonDetails
from liem.record.names import SORT_NAME_SIZE, in_order, people_in_order, sort_name, without_marks
from record import small_record


def test_marks_are_taken_off_names_as_they_are_stored() -> None:
    assert without_marks("  ĐỖ Thị  Ngọc Ánh ") == "do thi ngoc anh"


@pytest.mark.parametrize(
    "names",
    [
        # Given name, then the middle, then the family name.
        ["Phạm Văn Bình", "Lê Hòa", "Lê Thị Hòa", "Vũ Thị Hòa", "Nguyễn Thị Thu Hòa", "Nguyễn Thu Hoà", "An Văn Hòa"],
        # Each letter of the alphabet by itself, Đ after D.
        ["Lê An", "Lê Ăn", "Lê Ân", "Vũ Dung", "Bùi Đào", "Lê En", "Lê Êm", "Lê Ôn", "Lê Ơn", "Lê Uy", "Lê Ưng"],
        # The tones of equal letters come last, in their order, whichever vowel bears them.
        ["Vũ Hoa", "Lê Hòa", "Vũ Hoà", "Vũ Hoả", "Vũ Hoã", "Vũ Hoá", "Vũ Hoạ", "An Hoan"],
        # The tone of a given name weighs more than what stands before it.
        ["Vũ Văn Hoa", "An Ái Hòa"],
        ["Sa", "Lý A Sa", "Lý Y Sa"],
    ],
)
def test_people_are_put_in_order_by_given_name_and_alphabet(names: list[str]) -> None:
    mixed = random.Random(5).sample(names, len(names))
    assert sorted(mixed, key=people_in_order) == names


def test_bodies_are_put_in_order_by_their_letters_and_then_by_tones() -> None:
    names = ["Ban Dân vận", "Bàn đạp", "Ban Đô thị", "Dân quân", "Đảng ủy", "Sở", "Sở A", "Sở Ă", "Sở Bè"]
    assert sorted(random.Random(5).sample(names, len(names)), key=in_order) == names


def test_cases_and_ways_of_writing_a_name_sort_alike() -> None:
    assert (
        len({sort_name(name) for name in ("Lê Văn Hòa", "LÊ VĂN HOÀ", " lê  văn hòa", "Le\u0302 Va\u0306n Hoa\u0300")})
        == 1
    )


def test_what_is_stored_sorts_alike_in_any_collation() -> None:
    """Small Latin letters and digits only, and never more than the column takes."""
    for name in ("Đặng Thị Ưng", "O'Brien-Čapek 7", "王", "", "Ŵ" * 200):
        assert re.fullmatch("[0-9a-z]*", sort_name(name)), name
        assert len(sort_name(name)) <= SORT_NAME_SIZE


@pytest.mark.django_db
def test_rows_of_an_older_release_are_given_what_they_sort_by_and_their_digests_stand() -> None:
    small_record.build()
    PersonDetails.objects.filter(person="hoa").update(known_to=2)
    PersonDetails.objects.update(sort_name="")
    sealed = {row.pk: row_bytes(row) for row in PersonDetails.objects.all()}

    import_module("liem.record.migrations.0007_sort_names").fill(apps, connection.schema_editor())

    rows = list(PersonDetails.objects.all())
    assert [row.sort_name for row in rows] == [sort_name(row.name) for row in rows]
    assert {row.pk: row_bytes(row) for row in rows} == sealed
