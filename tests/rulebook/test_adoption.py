from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from liem.actions.accounts import installation
from liem.actions.models import Role
from liem.actions.verification import verify as verify_ledger
from liem.kernel.errors import LiemError
from liem.rulebook.adoption import NewAdoption, adopt_pack, withdraw_pack
from liem.rulebook.book import AdoptedPack, adopted_on, rule_book
from liem.rulebook.models import Adoption
from rulebook.lien_xa import PACK
from rulebook.officers import SUPERIORS, bodies, officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lien_xa")]
NEW = NewAdoption(body="north", pack=PACK, valid_from=date(2023, 1, 1), decision="Quyết định số 4-QĐ/HU")


def _refusal(new: NewAdoption) -> str | None:
    try:
        adopt_pack(new, by=installation(), superiors=SUPERIORS)
    except LiemError as error:
        return error.code
    return None


def test_an_adopted_pack_holds_until_it_is_withdrawn() -> None:
    identity = adopt_pack(NEW, by=installation(), superiors=SUPERIORS).identity
    (digest,) = [pack.digest for pack in rule_book().packs if pack.id == PACK]
    assert adopted_on(date(2024, 1, 1)) == (
        AdoptedPack(PACK, "north", "Quyết định số 4-QĐ/HU", date(2023, 1, 1), digest),
    )
    withdraw_pack(identity, on=date(2024, 1, 1), reason="hết nhiệm kỳ", by=installation())
    assert [one.digest for one in adopted_on(date(2023, 12, 31))] == [digest]
    assert adopted_on(date(2024, 1, 1)) == ()
    assert verify_ledger().sound


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"pack": "lien_xã"}, "rulebook.unknown_pack"),
        ({"body": "nowhere"}, "rulebook.unknown_body"),
        ({"decision": ""}, "rulebook.no_decision"),
        ({"valid_to": date(2023, 1, 1)}, "rulebook.days"),
    ],
)
def test_an_adoption_is_refused(changes: dict[str, object], code: str) -> None:
    assert _refusal(replace(NEW, **changes)) == code  # type: ignore[arg-type]
    assert not Adoption.objects.exists()


def test_a_pack_is_not_adopted_twice_for_one_time() -> None:
    assert _refusal(replace(NEW, valid_to=date(2024, 1, 1))) is None
    assert _refusal(replace(NEW, valid_from=date(2023, 12, 31))) == "rulebook.adopted_already"
    assert _refusal(replace(NEW, valid_from=date(2024, 1, 1))) is None


def test_an_officer_of_one_agency_adopts_nothing_for_all() -> None:
    bodies()
    with pytest.raises(LiemError) as refused:
        adopt_pack(NEW, by=officer(Role.ORGANISATION_OFFICER, "north"), superiors=SUPERIORS)
    assert refused.value.code == "actions.out_of_scope"
