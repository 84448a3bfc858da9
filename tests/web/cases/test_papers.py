"""Filing, replacing, fetching and printing the papers of a case."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from liem.actions.models import Reading, Role
from liem.procedures.models import CasePaper
from procedures.cases.running import opened, paper, prepared, requested
from procedures.world import Desks, days_ago, desk, official
from web.cases.conftest import Open
from web.seen import heading, main

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def given(**more: object) -> dict[str, object]:
    day = f"{days_ago(5):%d/%m/%Y}"
    return {
        "step": "opening",
        "name": "plan",
        "dated_on": day,
        "number": "5-KH",
        "authority": "",
        "secrecy": "",
        **more,
    }


def upload(content: bytes = PDF, name: str = "kế hoạch.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_paper_is_filed_with_its_file_and_fetched_again_unchanged(desks: Desks, at: Open) -> None:
    case, client = prepared(desks), at(desks.agency)
    assert heading(client.get(f"/cases/{case.pk}/papers/?step=opening&name=plan")) == "Plan"
    assert client.post(f"/cases/{case.pk}/papers/", given(file=upload())).status_code == 302
    row = CasePaper.objects.get()
    page = client.get(f"/cases/{case.pk}/")
    assert "No. 5-KH" in main(page)
    assert row.digest[:12] in main(page)
    fetched = client.get(f"/cases/{case.pk}/papers/{row.identity}/")
    assert b"".join(fetched.streaming_content) == PDF
    assert fetched["Content-Type"] == "application/pdf"
    assert fetched["Content-Disposition"].startswith("attachment;")
    assert fetched["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "wrong",
    [
        given(),
        given(file=upload(b"MZ\x90\x00 not a paper", "plan.pdf")),
        given(file=upload(), dated_on="hôm qua"),
        given(file=upload(), name="none"),
        given(file=upload(), secrecy="top_secret"),
        given(file=upload(), step="none"),
    ],
    ids=["no file", "a programme", "no day", "no such paper", "too secret", "no such step"],
)
def test_what_cannot_be_filed_is_refused_and_what_was_typed_stays(
    desks: Desks, at: Open, wrong: dict[str, object]
) -> None:
    case = prepared(desks)
    for value in wrong.values():
        if isinstance(value, SimpleUploadedFile):
            value.seek(0)
    page = at(desks.agency).post(f"/cases/{case.pk}/papers/", wrong)
    assert (page.status_code, CasePaper.objects.count()) == (400, 0)
    assert 'role="alert"' in page.content.decode()
    assert 'value="5-KH"' in page.content.decode()


def test_above_the_ceiling_number_and_day_are_filed_without_a_file(desks: Desks, at: Open) -> None:
    case = prepared(desks)
    assert at(desks.agency).post(f"/cases/{case.pk}/papers/", given(secrecy="top_secret")).status_code == 302
    row = CasePaper.objects.get()
    assert (row.number, row.digest) == ("5-KH", "")
    assert at(desks.agency).get(f"/cases/{case.pk}/papers/{row.identity}/").status_code == 404


def test_a_political_conclusion_has_no_field_for_a_file_and_takes_none(desks: Desks, at: Open) -> None:
    case, client = opened(desks), at(desks.agency)
    form = client.get(f"/cases/{case.pk}/papers/?step=opinion&name=political_conclusion").content.decode()
    assert 'type="file"' not in form
    typed = given(step="opinion", name="political_conclusion", person="chi", authority="Ban Thường vụ")
    assert client.post(f"/cases/{case.pk}/papers/", typed | {"file": upload()}).status_code == 400
    assert client.post(f"/cases/{case.pk}/papers/", typed).status_code == 302
    assert CasePaper.objects.get(name="political_conclusion").digest == ""


def test_a_paper_is_replaced_with_a_reason_that_stays_beside_it(desks: Desks, at: Open) -> None:
    case, client = prepared(desks), at(desks.agency)
    row = paper(case, "opening", "plan", by=desks.agency)
    address = f"/cases/{case.pk}/papers/{row.identity}/replace/"
    assert heading(client.get(address)) == "Replace: Plan"
    assert client.post(address, given(file=upload(), reason=" ")).status_code == 400
    assert client.post(address, given(file=upload(), reason="Nhầm bản")).status_code == 302
    assert CasePaper.objects.current().get().digest != row.digest
    assert "replaced an earlier one: Nhầm bản" in main(client.get(f"/cases/{case.pk}/"))


def test_an_official_files_the_own_paper_and_no_other(desks: Desks, at: Open) -> None:
    case, own = opened(desks), official("chi")
    client, address = at(own), f"/cases/{case.pk}/papers/"
    typed = given(step="request", name="request", person="chi")
    assert client.post(address, typed | {"file": upload()}).status_code == 302
    assert client.post(address, given(file=upload())).status_code == 400
    others = paper(case, "opening", "submission", by=desks.agency)
    assert client.get(f"{address}{others.identity}/").status_code == 404
    row = CasePaper.objects.get(name="request")
    assert client.get(f"{address}{row.identity}/").status_code == 200
    assert at(official("giang")).get(f"{address}{row.identity}/").status_code == 404


def test_a_file_from_who_may_file_none_is_not_even_taken(desks: Desks, at: Open) -> None:
    case = requested(desks)
    auditor = at(desk(Role.AUDITOR, "tinh"))
    posted = auditor.post(f"/cases/{case.pk}/papers/", given(file=upload()))
    assert posted.wsgi_request.FILES == {}
    assert (posted.status_code, CasePaper.objects.filter(name="plan", number="5-KH").count()) == (400, 0)
    own = at(official("chi"))
    assert own.post("/exchange/imports/", {"file": upload()}).wsgi_request.FILES == {}


def test_two_files_in_one_form_are_refused(desks: Desks, at: Open) -> None:
    case = prepared(desks)
    page = at(desks.agency).post(f"/cases/{case.pk}/papers/", given(file=upload(), other=upload(name="b.pdf")))
    assert (page.status_code, CasePaper.objects.count()) == (400, 0)
    assert "One file is taken at a time" in main(page)


def test_a_paper_of_another_case_is_not_found_here(desks: Desks, at: Open) -> None:
    one, other = prepared(desks), prepared(desks, "giang")
    row = paper(one, "opening", "plan", by=desks.agency)
    assert at(desks.agency).get(f"/cases/{other.pk}/papers/{row.identity}/").status_code == 404


@pytest.mark.parametrize(("what", "says"), [("submission", "TỜ TRÌNH"), ("short_list", "Người chi")])
def test_a_paper_is_printed_from_the_record(desks: Desks, at: Open, what: str, says: str) -> None:
    case = requested(desks)
    client = at(desks.agency)
    printed = client.get(f"/cases/{case.pk}/print/{what}/")
    document = Document(BytesIO(printed.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert says in "\n".join([*(one.text for one in document.paragraphs), *cells])
    assert Reading.objects.filter(person="chi").exists()
    assert at(official("chi")).get(f"/cases/{case.pk}/print/{what}/").status_code == 404
    assert client.get(f"/cases/{case.pk}/print/none/").status_code == 404
