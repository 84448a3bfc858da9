"""The form of a step that is a decision or rests on a ballot: what it offers to choose from, and what is entered."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client

from liem.actions import scope as actions_scope
from liem.actions.models import Reading
from liem.procedures.models import Case, Decision
from liem.record.models import SuccessionEntry, Tenure, Term, TermState
from liem.record.scope import reaches
from procedures.cases.running import paper as filing
from procedures.decisions.running import case, paper, take
from procedures.world import VACANT, Desks, build, days_ago
from web.cases.conftest import Open
from web.seen import links, main
from world import LONG_AGO, tenure, write

pytestmark = pytest.mark.django_db
HELD, SECOND = "binh/so/pho-1/2010-01-01", "binh/so/phong-1/pho/2010-01-01"


@pytest.fixture
def real(db: None) -> Iterator[Desks]:
    former = actions_scope.register(reaches)
    yield build()
    actions_scope.register(former)


def day(days: int) -> str:
    return f"{days_ago(days):%d/%m/%Y}"


def boxes(page: HttpResponse, name: str) -> dict[str, bool]:
    """Which boxes of that name the page has, and whether each is ticked."""
    found = re.findall(rf'name="{name}" value="([^"]+)"( checked)?', page.content.decode())
    return {value: bool(tick) for value, tick in found}


def options(page: HttpResponse, name: str) -> dict[str, bool]:
    """What a field offers to choose from, and which is chosen."""
    html = page.content.decode().split(f'name="{name}"', 1)[1].split("</select>", 1)[0]
    return {value: bool(tick) for value, tick in re.findall(r'<option value="([^"]*)"( selected)?', html)}


def released(desks: Desks) -> str:
    """Bình, who also is deputy of a division, is to be released from the post of deputy director."""
    write(tenure("binh", "so/phong-1/pho", LONG_AGO))
    case("party_release", "binh", person_id="binh", post_id="so/pho-1")
    filing(Case.objects.get(), "decision", "decision", by=desks.province)
    return "/cases/case/"


def decided(client: Client, **more: object) -> HttpResponse:
    """Lan signs the decision and takes the step."""
    given = {"on": day(2), "by_person": "lan", "outcome": "passed", "number": "7-QĐ/TU", "effective_on": day(1)}
    return client.post("/cases/case/steps/decision/", given | {"leaves_asked": "1"} | more)


def ended() -> list[str]:
    return sorted(Tenure.objects.current().filter(person="binh").exclude(valid_to=None).values_list("post", flat=True))


def test_a_release_ticks_the_post_of_the_case_and_ends_what_is_ticked(real: Desks, at: Open) -> None:
    url, client = released(real), at(real.province)
    page = client.get(url)
    assert "Which posts end with the decision" in main(page)
    assert boxes(page, "leaves") == {HELD: True, SECOND: False}
    assert decided(client, leaves=[HELD, SECOND], signatory="minh").status_code == 302
    assert ended() == ["so/pho-1", "so/phong-1/pho"]
    assert Decision.objects.get().signatory_id == "minh"


def test_a_release_of_no_post_is_refused_and_the_boxes_stay_as_they_were_left(real: Desks, at: Open) -> None:
    released(real)
    refused = decided(at(real.province))
    assert (refused.status_code, ended()) == (400, [])
    assert boxes(refused, "leaves") == {HELD: False, SECOND: False}


def test_the_signatory_is_somebody_who_leads_there_and_faults_of_the_paper_stand_among_all_others(
    real: Desks, at: Open
) -> None:
    url, client = released(real), at(real.province)
    assert set(options(client.get(url), "signatory")) == {"", "lan", "minh", "nga", "oanh"}
    refused = decided(client, by_person="", number=" ", effective_on=day(9), signatory="an", leaves=[HELD])
    assert refused.status_code == 400
    told = main(refused)
    for words in ("Name who signed", "Enter the number", "does not take effect before", "led nothing at the body"):
        assert words in told
    assert options(refused, "signatory")["lan"] is False


def test_correcting_a_release_begins_with_what_it_ended(real: Desks, at: Open) -> None:
    released(real)
    client = at(real.province)
    assert decided(client, leaves=[SECOND], signatory="minh").status_code == 302
    number = Decision.objects.get().event.rpartition(":")[2]
    form = client.get(f"/cases/case/entries/{number}/correct/")
    assert boxes(form, "leaves") == {HELD: False, SECOND: True}
    assert options(form, "signatory")["minh"] is True


def term(key: str, body: str = "so") -> None:
    state = TermState(identity=key, term_id=key, name=f"Nhiệm kỳ {key}", valid_from=days_ago(400))
    write(Term(key=key, body_id=body), state)


def revised(desks: Desks) -> str:
    """Chi and Dung stand on the list of the director's post, which is looked through again."""
    term("t1")
    case("party_succession", "chi", "dung", key="plan", post_id="so/giam-doc", kind="succession")
    take("plan", paper(), by=desks.province)
    term("t2")
    term("t3", "tinh")
    case("party_succession_revision", post_id="so/giam-doc", kind="succession")
    filing(Case.objects.get(pk="case"), "decision", "decision", by=desks.province)
    return "/cases/case/"


def on_list() -> list[str]:
    return list(
        SuccessionEntry.objects.current().filter(removed_on=None).order_by("person").values_list("person", flat=True)
    )


def test_a_revision_names_the_terms_and_takes_off_whom_it_ticks_with_a_reason(real: Desks, at: Open) -> None:
    url, client = revised(real), at(real.province)
    page = client.get(url)
    assert options(page, "term") == {"": False, "t1": False, "t2": False, "t3": False}
    assert "Nhiệm kỳ t1" in main(page)
    assert boxes(page, "taken_off") == {"chi": False, "dung": False}
    given = {"term": "t1", "removal:chi": "Đã nghỉ hưu"}
    refused = decided(client, **given)
    assert (refused.status_code, on_list()) == (400, ["chi", "dung"])
    assert "who is not ticked" in main(refused)
    assert 'value="Đã nghỉ hưu"' in refused.content.decode()
    assert options(refused, "term")["t1"] is True
    assert decided(client, **given, taken_off="chi").status_code == 302
    assert on_list() == ["dung"]
    assert SuccessionEntry.objects.current().get(person="chi").removal_reason == "Đã nghỉ hưu"


def test_who_stands_on_the_list_is_shown_to_whoever_decides_alone_and_that_is_a_reading(real: Desks, at: Open) -> None:
    url = revised(real)
    assert boxes(at(real.agency).get(url), "taken_off") == {}
    assert not Reading.objects.exists()
    at(real.province).get(url)
    of_province = Reading.objects.filter(account=real.province.account)
    assert set(of_province.values_list("person", flat=True)) == {"chi", "dung"}


def test_the_only_term_that_fits_is_chosen_already(real: Desks, at: Open) -> None:
    term("t1")
    case("party_succession", post_id="so/giam-doc", kind="succession")
    page = at(real.province).get("/cases/case/")
    assert options(page, "term") == {"": False, "t1": True}


def test_a_meeting_with_a_ballot_does_not_ask_whether_it_passed(real: Desks, at: Open) -> None:
    case("appointment_with_action_programme", until="second_leadership", post_id=VACANT)
    page = at(real.agency).get("/cases/case/")
    assert "told by the count of the ballot, which is still open. Convene the meeting" in main(page)
    assert "/cases/case/steps/second_leadership/" in page.content.decode()
    assert 'value="not_passed"' not in page.content.decode()
    assert "/cases/case/second_leadership/meeting/" in links(page)


def test_a_meeting_without_a_ballot_asks_it(real: Desks, at: Open) -> None:
    case("party_release", "binh", until="meeting", person_id="binh", post_id="so/pho-1")
    page = at(real.province).get("/cases/case/")
    assert 'value="not_passed"' in page.content.decode()
    assert "told by the count of the ballot" not in main(page)
