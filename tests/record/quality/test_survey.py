"""The survey of all dossiers is brought up as rows change, and kept on disk: it never differs from one made anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from liem.actions.accounts import installation
from liem.actions.models import LedgerEntry, Role
from liem.actions.perform import perform
from liem.actions.versions import Versioned
from liem.record.attesting import NewAttestation, attest
from liem.record.campaigns import review
from liem.record.models import BodyState, PersonDetails, PostState, Tenure
from liem.record.quality import touched as module
from liem.record.quality.checks import Scope
from liem.record.quality.finding import question
from liem.record.quality.survey import forget, is_due, keep, survey
from liem.record.quality.surveyed import Survey
from liem.record.quality.touched import OF_EVERYBODY, OF_PEOPLE, READ, Touched, touched
from record.small_record import TODAY, acting
from world import attestation, person, tenure, write

COLUMNS = ("on", "people", "found", "at", "reviewed", "groups")


def columns(known: Survey) -> dict[str, object]:
    return {name: getattr(known, name) for name in COLUMNS}


def change(model: type[Versioned], identity: str, **to: object) -> None:
    """A new version of the row that differs in this; without any difference the row ends."""

    def to_write(w):  # type: ignore[no-untyped-def]
        row = model._default_manager.get(identity=identity, known_to__isnull=True)
        w.supersede(model, [identity], reason="Sửa")
        for name, value in to.items():
            setattr(row, name, value)
        row.pk = None
        w.add([row] if to else [])

    perform("installation.fill", by=installation(), body=None, subjects=[], content={}, write=to_write)


def _second_director(who: str) -> Tenure:
    return tenure(who, "a-director", date(2022, 3, 1))


def _no_longer_two() -> None:
    change(Tenure, _second_director("hòa").identity)


def _passed_on() -> None:
    change(Tenure, "t1", person_id="đào")


def _newcomer() -> None:
    write(person("bình"), tenure("bình", "b-director", date(2023, 1, 1)))


CHANGES: dict[str, Callable[[], None]] = {
    "an attestation": lambda: write(attestation("hoa", "tenures", TODAY)),
    "another holder of a post": lambda: write(_second_director("đào")),
    "a second holder of a post who is one no longer": _no_longer_two,
    "a tenure that belongs to somebody else": _passed_on,
    "another name": lambda: change(PersonDetails, "hoa", name="Ánh", search_name="anh", sort_name=""),
    "somebody new": _newcomer,
    "somebody gone": lambda: change(PersonDetails, "hoàng"),
    "a post at another body": lambda: change(PostState, "a-director", body_id="so-b"),
    "a body that ends": lambda: change(
        BodyState, BodyState.objects.get(body="so-a").identity, valid_to=date(2025, 1, 1)
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_the_survey_after_a_change_is_the_one_made_anew(what: str) -> None:
    write(attestation("đào", "results", TODAY), _second_director("hòa"))
    before = survey(TODAY)
    assert survey(TODAY) is before
    CHANGES[what]()
    after = survey(TODAY)
    forget()
    assert columns(after) == columns(survey(TODAY))
    assert columns(after) != columns(before)


def test_a_small_change_is_looked_for_among_those_concerned_alone(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    today = timezone.localdate()  # a review bears the day it is made on
    write(attestation("đào", "tenures", today))
    officer = acting(Role.ORGANISATION_OFFICER, "tinh")
    before = survey(today)
    attest(NewAttestation(["hoa", "hòa"], ["results"], today), by=officer, body="tinh")
    review(["hoà"], campaign=None, remark="", by=officer, body="tinh")
    assert touched(before.position) == Touched(frozenset({"hoa", "hòa", "hoà"}))
    with django_assert_num_queries(11):
        after = survey(today)
    assert after.reviewed == {"hoà": today}
    assert {at for at in after.groups if after.groups[at] is not before.groups.get(at)} == {
        after.at[one] for one in ("hoa", "hòa", "hoà")
    }


def test_what_touches_too_many_is_not_looked_for_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    position = LedgerEntry.objects.count() - 1
    write(attestation("hoa", "tenures", TODAY), attestation("hòa", "tenures", TODAY))
    assert touched(position) == Touched(frozenset({"hoa", "hòa"}))
    for limit in ("MOST_PEOPLE", "MOST_ROWS"):
        with monkeypatch.context() as patch:
            patch.setattr(module, limit, 1)
            assert touched(position) is None


def test_every_table_that_a_check_reads_is_watched() -> None:
    asked = question(Scope(TODAY))
    tables = {model._meta.db_table: model for model in apps.get_app_config("record").get_models()}
    read = {model for name, model in tables.items() if f'"{name}"' in asked}
    joined: set[type[models.Model]] = {tables["record_post"], tables["record_body"]}  # keys alone, which never change
    assert read - joined <= set(READ)
    assert set(OF_PEOPLE).isdisjoint(OF_EVERYBODY)


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.VAR = tmp_path
    return tmp_path / "kept" / "quality.json"


def test_what_lies_on_disk_is_used_by_another_process_and_brought_up(
    home: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    today = timezone.localdate()
    write(attestation("đào", "results", today))
    keep()
    anew = survey(today)
    forget()
    with django_assert_num_queries(3):
        assert columns(survey(today)) == columns(anew)
    write(attestation("hoa", "tenures", today))
    forget()
    after = survey(today)
    home.unlink()
    forget()
    assert columns(after) == columns(survey(today))
    assert (after.position, home.exists()) == (anew.position + 1, False)


def test_nobody_else_may_read_what_lies_on_disk_and_no_name_stands_there(home: Path) -> None:
    write(attestation("đào", "results", timezone.localdate()))
    keep()
    assert (home.stat().st_mode & 0o777, home.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert "Trần Thị Hoa" not in json.dumps(json.loads(home.read_text()), ensure_ascii=False)


def _of_another_entry(path: Path) -> None:
    told = json.loads(path.read_text())
    path.write_text(json.dumps(told | {"position": told["position"] - 1}))


def _of_other_questions(path: Path) -> None:
    told = json.loads(path.read_text())
    path.write_text(json.dumps(told | {"of": "0" * 64}))


def _cut_off(path: Path) -> None:
    path.write_text(path.read_text()[:-20])


def _of_another_shape(path: Path) -> None:
    path.write_text("[]")


@pytest.mark.parametrize("spoil", [_of_another_entry, _of_other_questions, _cut_off, _of_another_shape])
def test_what_lies_on_disk_and_does_not_fit_is_left(home: Path, spoil: Callable[[Path], None]) -> None:
    today = timezone.localdate()
    write(attestation("hoàng", "results", today))
    write(attestation("đào", "results", today))
    keep()
    told = json.loads(home.read_text())
    home.write_text(json.dumps(told | {"people": told["people"][:1] * len(told["people"])}))
    forget()
    assert set(survey(today).people) == {told["people"][0]}  # it would be used as it stands
    spoil(home)
    forget()
    assert set(survey(today).people) == set(told["people"])


def test_the_survey_of_another_day_is_left(home: Path) -> None:
    today = timezone.localdate()
    write(attestation("đào", "results", today))
    keep()
    forget()
    assert survey(today - timedelta(days=1)).on == today - timedelta(days=1)


def test_the_worker_sees_to_it_once_a_day_and_after_what_concerns_very_many(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (is_due(), is_due()) == (True, False)
    write(attestation("hoa", "tenures", TODAY))
    assert is_due() is False
    monkeypatch.setattr(module, "MOST_PEOPLE", 0)
    assert (is_due(), is_due()) == (False, False)  # nothing has changed since it looked
    write(attestation("hoa", "results", TODAY))
    assert (is_due(), is_due()) == (True, False)
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY + timedelta(days=400))
    assert (is_due(), is_due()) == (True, False)
