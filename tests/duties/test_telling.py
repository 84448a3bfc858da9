"""Who is told of a request for a correction, and of its answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from liem.actions import scope as actions_scope
from liem.actions.models import Notice, Role
from liem.actions.notices import deliver
from liem.record.corrections import NewAnswer, NewRequest, answer, ask
from liem.record.scope import reaches
from record import small_record
from record.small_record import acting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record() -> Iterator[None]:
    small_record.build()
    small_record.fill_dossier()
    former = actions_scope.register(reaches)
    yield
    actions_scope.register(former)


def test_the_nearest_desk_is_told_of_a_request_and_the_official_of_its_answer() -> None:
    official, desk = acting(Role.OFFICIAL, person="hoa"), acting(Role.UNIT_OFFICER, "so-a")
    acting(Role.ORGANISATION_OFFICER, "tinh")
    acting(Role.UNIT_OFFICER, "so-b")
    acting(Role.INSPECTOR, "so-a")
    asked = ask(NewRequest(part="tenures", entry="t1", wanted="Bổ nhiệm từ 01/02/2022."), by=official)
    deliver()
    assert list(Notice.objects.values_list("account_id", "path")) == [
        (desk.account.pk, f"/corrections/{asked.identity}/")
    ]
    answer(asked.identity, NewAnswer(outcome="corrected", text="Đã sửa."), by=desk)
    deliver()
    assert Notice.objects.filter(account=official.account).values_list("path", flat=True).get() == "/mine/"


def test_without_a_desk_of_its_own_the_body_above_is_told() -> None:
    official, above = acting(Role.OFFICIAL, person="hoa"), acting(Role.ORGANISATION_OFFICER, "tinh")
    ask(NewRequest(part="tenures", entry="t1", wanted="Bổ nhiệm từ 01/02/2022."), by=official)
    deliver()
    assert list(Notice.objects.values_list("account_id", flat=True)) == [above.account.pk]
