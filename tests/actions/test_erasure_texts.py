"""Every column of letters about people is declared; names are found as they are written; files go with their order."""

from __future__ import annotations

import os
import time
import unicodedata
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from liem.actions.erasure_texts import VERSION_TEXTS, Naming, Particulars, declared
from liem.actions.models import ErasedRow, WrittenRow
from liem.actions.papers import check, keep, remove
from liem.actions.row_check import sealed_models
from liem.actions.versions import Versioned

APPS = ("record", "procedures", "duties", "oversight")
ABOUT_PEOPLE = [model for app in APPS for model in apps.get_app_config(app).get_models()]
LETTERS = (models.CharField, models.TextField, models.JSONField)


def columns_of_letters(model: type[models.Model]) -> set[str]:
    """Columns in which somebody may write; keys and words to be chosen from a list are none."""
    return {
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, LETTERS) and not field.primary_key and not field.choices and field.name != "identity"
    }


def columns_declared(one: Particulars) -> Counter[str]:
    file = [one.file] if one.file else []
    return Counter([*one.own, *one.told, *one.named, *one.kept, *file])


@pytest.mark.parametrize("model", ABOUT_PEOPLE, ids=lambda model: model.__name__)
def test_every_column_of_letters_is_declared_once(model: type[models.Model]) -> None:
    found = [one for one in declared() if one.model is model]
    listed = sum((columns_declared(one) for one in found), Counter[str]())
    assert {name for name, times in listed.items() if times > 1} == set()
    assert columns_of_letters(model) - set(listed) == set(), "say in the app's particulars what an order takes"
    assert len(found) <= 1


@pytest.mark.parametrize("one", declared(), ids=lambda one: one.model.__name__)
def test_what_is_declared_is_there(one: Particulars) -> None:
    names = {name for field in one.model._meta.concrete_fields for name in (field.name, field.attname)}
    assert set(columns_declared(one)) <= names
    assert issubclass(one.model, Versioned) == (set(VERSION_TEXTS) <= set(one.told))


@pytest.mark.django_db
@pytest.mark.parametrize("one", [one for one in declared() if one.about], ids=lambda one: one.model.__name__)
def test_the_ways_to_the_person_can_be_gone(one: Particulars) -> None:
    assert one.about is not None
    assert list(one.model._default_manager.filter(one.about("nobody"))) == []


@pytest.mark.parametrize("model", [ErasedRow, WrittenRow])
def test_the_keys_of_all_rows_have_room(model: type[models.Model]) -> None:
    room: Any = model._meta.get_field("row_key")
    longest = {
        one.__name__: one._meta.pk.max_length
        for one in sealed_models()
        if not issubclass(one, Versioned) and isinstance(one._meta.pk, models.CharField)
    }
    assert longest
    assert {name: size for name, size in longest.items() if (size or 0) > room.max_length} == {}


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("Ông Lò Văn Bưởi xin rút.", True),
        ("ÔNG LÒ VĂN BƯỞI", True),
        ("đề nghị của lò  văn bưởi,", True),
        (unicodedata.normalize("NFD", "Lò Văn Bưởi"), True),
        (["đúng chuyên ngành", "không phải Lò Văn Bưởi"], True),
        ("Lò Văn Bưởii", False),
        ("Lo Van Buoi", False),
        ("Lò Văn", False),
        ("", False),
        ([], False),
    ],
)
def test_a_name_is_found_as_whole_words(text: str | list[str], is_named: bool) -> None:
    assert Naming(["Lò Văn Bưởi"]).names(text) is is_named
    assert not Naming([]).names(text)


def test_a_file_that_came_in_again_since_is_left() -> None:
    old, again = keep(BytesIO(b"old")).digest, keep(BytesIO(b"again")).digest
    moment = time.time() + 60
    os.utime(next(Path(settings.PAPERS).rglob(again)), (moment + 60, moment + 60))
    assert remove([old, again, "0" * 64], before=moment) == [again]
    assert (check(old), check(again)) == (False, True)
