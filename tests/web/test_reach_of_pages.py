"""Pages asked, by address or by form, for what belongs to others: refused, nothing told, written or entered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import Client

from liem.actions import scope as actions_scope
from liem.actions.models import LedgerEntry, Reading, Role
from liem.actions.perform import perform
from liem.duties.models import PutOff
from liem.ledger.receipts import read_receipt
from liem.oversight.models import Audit, Flag
from liem.record.campaigns import NewCampaign, open_campaign
from liem.record.models import Attestation, CorrectionRequest, DossierReview, ReviewCampaignState
from liem.record.scope import reaches
from liem.web.feeds import subscribe
from liem.web.models import CalendarFeed
from record import small_record
from web import audited
from web.conftest import SignIn
from web.seen import main

pytestmark = pytest.mark.django_db

OTHER, ELSEWHERE = quote("hoà"), "xa"
NAMES = ("Nguyễn Thu Hoà", "Lê Văn Hòa", "Bí mật của tôi")
OFFICERS = tuple((role, "so-a") for role in Role if role not in {Role.OFFICIAL, Role.INSTALLATION})
TABLES = (
    LedgerEntry,
    Reading,
    Attestation,
    DossierReview,
    ReviewCampaignState,
    CorrectionRequest,
    CalendarFeed,
    PutOff,
)


@pytest.fixture(autouse=True)
def record() -> Iterator[None]:
    """The audited record, and of the official at xa: a request, a sign, an attestation, and a campaign there."""
    former = actions_scope.register(reaches)
    audited.build()
    small_record.attest("hoà", "tenures", date(2026, 10, 31))
    CorrectionRequest.objects.create(
        identity="r1",
        person_id="hoà",
        section="tenures",
        wanted="Bí mật của tôi",
        asked_on=date(2026, 11, 1),
        **small_record.FIRST,
    )
    Flag.objects.create(
        audit=Audit.objects.order_by("-as_of")[0],
        flag="grade_jump_before_appointment",
        about="personnel_decision",
        subject="q1",
        person="hoà",
        body=ELSEWHERE,
        evidence=[],
        decided_on=date(2026, 9, 1),
        raised_on=date(2026, 10, 31),
        expires_on=date(2999, 1, 1),
    )
    yield
    actions_scope.register(former)


@pytest.fixture
def campaign() -> str:
    """The key of a campaign at xa, opened by its own officer."""
    own = small_record.acting(Role.UNIT_OFFICER, ELSEWHERE)
    return open_campaign(NewCampaign("Rà soát riêng", ELSEWHERE, ("tenures",), date(2999, 1, 1)), by=own)


def written() -> list[int]:
    """How much stands in everything that a page could write."""
    return [table._default_manager.count() for table in TABLES]


def told(response: HttpResponse) -> set[str]:
    return {name for name in NAMES if name in response.content.decode()}


ADDRESSES = (
    f"/people/{OTHER}/",
    f"/people/{OTHER}/?known=2026-10-31",
    f"/people/{OTHER}/history/",
    f"/people/{OTHER}/readings/",
    f"/quality/dossiers/{OTHER}/",
    f"/organisation/{ELSEWHERE}/",
    f"/organisation/{ELSEWHERE}/?known=2026-10-31&on=2025-01-01",
    f"/organisation/?under={ELSEWHERE}",
    f"/organisation-changes/?body={ELSEWHERE}",
)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("role", "body"), OFFICERS)
def test_what_lies_elsewhere_is_not_there(signed_in: SignIn, role: Role, body: str, address: str) -> None:
    client = signed_in(role, body)
    before = written()
    response = client.get(address)
    assert (response.status_code, told(response), written()) == (404, set(), before)


KEPT = (
    "/people/",
    "/people/?order=-name",
    "/people/?role=specialist",
    "/calendar/?months=24",
    "/delegation/",
    "/talent/",
    "/talent/?group=all",
    "/organisation/",
    "/quality/",
    "/quality/dossiers/",
    "/quality/attest/",
    "/duties/",
)


@pytest.mark.parametrize(("role", "body"), OFFICERS)
def test_what_is_kept_for_a_larger_reach_is_told_to_no_smaller_one(signed_in: SignIn, role: Role, body: str) -> None:
    whole, part = signed_in(Role.ORGANISATION_OFFICER, "tinh"), signed_in(role, body)
    shown = [told(whole.get(address)) for address in KEPT]
    assert "Nguyễn Thu Hoà" in shown[0]
    assert [told(part.get(address)) for address in KEPT] == [set()] * len(KEPT)
    assert [told(whole.get(address)) for address in KEPT] == shown


@pytest.mark.parametrize(("role", "body"), [*OFFICERS, (Role.AUDITOR, "tinh"), (Role.INSPECTOR, "tinh")])
@pytest.mark.parametrize("action", ["dossier.read", "record.attest"])
def test_a_receipt_tells_nobody_else_about_whom_or_by_whom(
    signed_in: SignIn, role: Role, body: str, action: str
) -> None:
    by = small_record.acting(Role.ORGANISATION_OFFICER, "tinh")
    position = perform(
        action, by=by, body=ELSEWHERE, subjects=["hoà"], content={"n": 1}, write=lambda written: written.position
    )
    receipt = read_receipt(signed_in(role, body).get(f"/ledger/{position}/receipt.json").content.decode())
    reads_content = body == "tinh" and action == "record.attest"
    assert (set(receipt.told), receipt.subjects) == ({"mandate", "content"} if reads_content else set(), ())


@pytest.mark.parametrize("position", [10**18, 10**30])
def test_a_receipt_of_an_entry_that_no_ledger_has_is_not_there(signed_in: SignIn, position: int) -> None:
    for client in (signed_in(Role.AUDITOR, "tinh"), signed_in(Role.OFFICIAL, person="hoàng")):
        assert client.get(f"/ledger/{position}/receipt").status_code in {403, 404}


@pytest.mark.parametrize("address", [*ADDRESSES, "/corrections/r1/", "/quality/", "/talent/", "/delegation/"])
def test_an_official_opens_nothing_of_anybody_else(signed_in: SignIn, address: str) -> None:
    client = signed_in(Role.OFFICIAL, person="hoàng")
    before = written()
    response = client.get(address)
    assert (response.status_code, told(response), written()) == (403, set(), before)


def test_numbers_of_others_in_addresses_are_of_no_use(signed_in: SignIn, campaign: str) -> None:
    number = Flag.objects.get().pk
    client, official = signed_in(Role.UNIT_OFFICER, "so-a"), signed_in(Role.OFFICIAL, person="hoàng")
    before = written()
    addresses = ("/corrections/r1/", f"/flags/{number}/", f"/campaigns/{campaign}/")
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
    assert [official.get(address).status_code for address in addresses] == [403, 404, 403]
    assert written() == before


FORMS: tuple[tuple[str, dict[str, object]], ...] = (
    (f"/quality/dossiers/{OTHER}/attest/", {"section": ["tenures"], "complete_to": "31/10/2026"}),
    (f"/quality/dossiers/{OTHER}/withdraw/", {"section": "tenures", "reason": "vì tôi muốn"}),
    (f"/quality/dossiers/{OTHER}/review/", {"remark": "đã xem"}),
    ("/quality/attest/", {"person": ["hoà"], "section": ["tenures"], "complete_to": "20/11/2026"}),
    (f"/quality/attest/?body={ELSEWHERE}", {"whose": "all", "section": ["tenures"], "complete_to": "20/11/2026"}),
    ("/campaigns/{campaign}/review/", {"person": ["hoà"], "remark": ""}),
    ("/campaigns/{campaign}/close/", {"reason": "vì tôi muốn"}),
    ("/campaigns/new/", {"title": "Đợt", "body": ELSEWHERE, "section": ["tenures"], "due_on": "31/12/2999"}),
    ("/corrections/r1/answer/", {"outcome": "corrected", "text": "xong"}),
    ("/flags/{flag}/reply/", {"text": "xong"}),
    ("/flags/{flag}/review/", {"outcome": "explained", "text": "xong"}),
    (f"/people/{OTHER}/form-2c/", {}),
    ("/calendar/end/", {"feed": "{feed}"}),
    ("/exchange/exports/", {"form": "workbook", "body": ELSEWHERE}),
    ("/duties/put-off/", {"kind": "correction", "subject": "r1", "to": "31/12/2999", "reason": "vì tôi muốn"}),
)
ATTACKERS = (*OFFICERS, (Role.OFFICIAL, ""))


@pytest.mark.parametrize(("address", "given"), FORMS, ids=[address for address, _ in FORMS])
@pytest.mark.parametrize(("role", "body"), ATTACKERS)
def test_a_form_that_names_what_lies_elsewhere_writes_nothing(  # noqa: PLR0917 - who sends what where
    signed_in: SignIn, campaign: str, role: Role, body: str, address: str, given: dict[str, object]
) -> None:
    subscribe(by=small_record.acting(Role.INSPECTOR, ELSEWHERE), language="vi")
    keys = {"campaign": campaign, "flag": Flag.objects.get().pk, "feed": CalendarFeed.objects.get().identity}
    client = signed_in(role, body, person="hoàng" if role is Role.OFFICIAL else None)
    sent = {name: value.format(**keys) if isinstance(value, str) else value for name, value in given.items()}
    before = written()
    response = client.post(address.format(**keys), sent)
    assert response.status_code in {400, 403, 404}
    assert (told(response), written()) == (set(), before)


@pytest.mark.parametrize(("address", "given"), FORMS, ids=[address for address, _ in FORMS])
def test_no_form_is_taken_without_its_token_and_none_by_opening_it(
    signed_in: SignIn, campaign: str, address: str, given: dict[str, object]
) -> None:
    keys = {"campaign": campaign, "flag": Flag.objects.get().pk, "feed": "none"}
    client = signed_in(Role.ORGANISATION_OFFICER, "tinh")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    before = written()
    assert strict.post(address.format(**keys), given).status_code == 403
    assert client.get(address.format(**keys)).status_code in {200, 404, 405}
    assert written() == before


@pytest.mark.parametrize(
    ("address", "given"),
    [
        ("/quality/dossiers/hoa/attest/", {"section": ["results"], "complete_to": "31/10/2026"}),
        ("/quality/dossiers/hoa/withdraw/", {"section": "tenures", "reason": "vì tôi muốn"}),
        ("/quality/dossiers/hoa/review/", {"remark": "tốt"}),
        ("/quality/attest/", {"person": ["hoa"], "section": ["results"], "complete_to": "31/10/2026"}),
    ],
)
def test_nobody_vouches_for_the_own_dossier(signed_in: SignIn, address: str, given: dict[str, object]) -> None:
    client = signed_in(Role.UNIT_OFFICER, "so-a", person="hoa")
    before = written()
    assert (client.post(address, given).status_code, written()) == (400, before)


def test_a_role_that_may_not_see_kin_answers_for_none(signed_in: SignIn) -> None:
    client = signed_in(Role.UNIT_OFFICER, "so-a")
    before = written()
    given = {"section": ["kinship"], "complete_to": "31/10/2026"}
    assert client.post("/quality/dossiers/hoa/attest/", given).status_code == 400
    assert written() == before
    shown = [main(client.get(address)) for address in ("/people/hoa/", "/people/hoa/?known=2026-11-20")]
    assert [name for name in NAMES for page in shown if name in page] == []


@pytest.mark.parametrize("address", ["/corrections/r1/answer/", "/flags/{flag}/review/"])
def test_what_a_refused_form_shows_again_is_entered_as_read(signed_in: SignIn, address: str) -> None:
    client = signed_in(Role.ORGANISATION_OFFICER, "tinh")
    response = client.post(address.format(flag=Flag.objects.get().pk), {"outcome": "no such", "text": ""})
    assert response.status_code == 400
    assert list(Reading.objects.values_list("person", flat=True)) == ["hoà"]


def test_null_characters_in_a_form_are_no_fault_of_ours(signed_in: SignIn) -> None:
    client = signed_in(Role.OFFICIAL, person="hoa")
    before = written()
    for part in ("tenures", "evaluations"):
        given = {"part": part, "entry": "t1\0x", "wanted": "Sửa"}
        assert client.post("/mine/corrections/", given).status_code == 400
    assert written() == before
