"""Numbers of people: found again by whoever holds one, shown to few."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import override_settings

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.record import scope
from liem.record.identifiers import ShownNumber, digest_of, kept, numbers_of, person_with
from liem.record.models import Identifier

from . import small_record

pytestmark = pytest.mark.django_db
NUMBER = "001180000123"


@pytest.fixture(autouse=True)
def _numbers() -> None:
    small_record.build()
    for key, kind, number in (("n1", "personal_number", NUMBER), ("n2", "party_card", "51.012345")):
        Identifier.objects.create(identity=key, person_id="hoa", kind=kind, **kept(kind, number), **small_record.FIRST)


def _shown(acting: Acting, person: str = "hoa") -> tuple[ShownNumber, ...]:
    return numbers_of(scope.reach(acting, small_record.TODAY), person, by=acting)


def test_the_numbers_are_shown_to_the_person_and_to_who_keeps_the_record() -> None:
    expected = (ShownNumber("party_card", "51.012345", None), ShownNumber("personal_number", "…123", None))

    assert _shown(small_record.acting(Role.ORGANISATION_OFFICER, "tinh")) == expected
    assert _shown(small_record.acting(Role.UNIT_OFFICER, "so-a")) == expected
    assert _shown(small_record.acting(Role.OFFICIAL, person="hoa")) == expected


def test_the_numbers_are_shown_to_nobody_else() -> None:
    assert _shown(small_record.acting(Role.INSPECTOR, "tinh")) == ()
    assert _shown(small_record.acting(Role.AUDITOR, "tinh")) == ()
    assert _shown(small_record.acting(Role.UNIT_OFFICER, "so-b")) == ()
    assert _shown(small_record.acting(Role.OFFICIAL, person="hòa")) == ()


def test_somebody_is_found_by_a_number_within_reach_only() -> None:
    everywhere = scope.reach(small_record.acting(Role.ORGANISATION_OFFICER, "tinh"), small_record.TODAY)
    elsewhere = scope.reach(small_record.acting(Role.UNIT_OFFICER, "so-b"), small_record.TODAY)

    assert person_with(everywhere, "personal_number", NUMBER) == "hoa"
    assert person_with(everywhere, "personal_number", f" {NUMBER[:6]} {NUMBER[6:]}") == "hoa"
    assert person_with(everywhere, "party_card", NUMBER) is None
    assert person_with(elsewhere, "personal_number", NUMBER) is None


def test_a_number_said_of_two_people_leads_to_neither() -> None:
    Identifier.objects.create(
        identity="n3", person_id="hòa", kind="personal_number", **kept("personal_number", NUMBER), **small_record.FIRST
    )
    everywhere = scope.reach(small_record.acting(Role.ORGANISATION_OFFICER, "tinh"), small_record.TODAY)

    assert person_with(everywhere, "personal_number", NUMBER) is None


def test_the_digest_hangs_on_the_secret_key() -> None:
    digest = digest_of("personal_number", NUMBER)

    assert len(digest) == 64
    assert digest == digest_of("personal_number", NUMBER)
    with override_settings(SECRET_KEY="another secret key of enough length 0123456789"):
        assert digest_of("personal_number", NUMBER) != digest


def test_days_of_issue_are_kept() -> None:
    Identifier.objects.filter(identity="n2").update(issued_on=date(2020, 1, 1))

    shown = _shown(small_record.acting(Role.OFFICIAL, person="hoa"))

    assert shown[0] == ShownNumber("party_card", "51.012345", date(2020, 1, 1))
