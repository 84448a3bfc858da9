"""Import and export pages: a file is tried, asks what it must, is written once; what is taken out is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from docx import Document
from openpyxl import Workbook, load_workbook
from pytest_django import DjangoAssertNumQueries

from liem.actions import working
from liem.actions.accounts import Grant, grant_mandate, installation
from liem.actions.models import Account, Job, LedgerEntry, Role
from liem.record.importing.container import MOST_BYTES
from liem.record.models import ColumnMapping, PersonDetails
from web import audited
from web.conftest import SignIn
from web.seen import heading, links, main, rows

pytestmark = pytest.mark.django_db
PEOPLE = ["Mã cán bộ", "Họ và tên", "Ngày sinh", "Giới tính"]
MAY = ["cb-moi", "Lò Thị Mây", "05/09/1985", "Nữ"]
OTHER = ["cb-hai", "Vàng A Páo", "01/02/1990", "Nam"]


@pytest.fixture(autouse=True)
def _var(settings: LazySettings, tmp_path: Path) -> None:
    settings.VAR = tmp_path


@pytest.fixture
def client(signed_in: SignIn) -> Client:
    return signed_in(Role.ORGANISATION_OFFICER, "tinh")


def workbook(*lines: Sequence[str], title: str = "Cán bộ") -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for line in lines:
        sheet.append(list(line))
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def hand_in(client: Client, content: bytes, name: str = "danh sách.xlsx", **more: str) -> str:
    """Hands a file in; gives the address of its page."""
    response = client.post("/exchange/imports/", {"file": SimpleUploadedFile(name, content), **more})
    assert response.status_code == 302, main(response)
    return str(response["Location"])


def tried(client: Client, address: str) -> HttpResponse:
    """Its page once the queue is empty."""
    working.carry_out_waiting()
    return client.get(address)


def run_of(page: HttpResponse) -> str:
    (found,) = re.findall(r'name="run" value="([^"]*)"', page.content.decode())
    return str(found)


def answer(client: Client, address: str, page: HttpResponse, **given: str) -> HttpResponse:
    fields = {name.replace("_", "-"): value for name, value in given.items()}
    response = client.post(f"{address}answers/", {"run": run_of(page), "act": "check", **fields})
    assert response.status_code == 302
    return tried(client, address)


def test_a_file_is_tried_then_written_when_the_person_says_so(client: Client) -> None:
    address = hand_in(client, workbook(PEOPLE, MAY, OTHER))
    assert heading(client.get(address)) == "danh sách.xlsx waits for its turn"
    page = tried(client, address)
    assert heading(page) == "danh sách.xlsx has no faults: 2 rows to import"
    assert rows(page) == [["People", "2", "0", "0", "0"]]
    assert PersonDetails.objects.count() == 0

    client.post(f"{address}write/")
    client.post(f"{address}write/")  # pressed twice
    page = tried(client, address)
    entry = LedgerEntry.objects.get(action="record.import")
    assert heading(page) == "danh sách.xlsx: 2 rows imported"
    assert f"in entry {entry.position} of the ledger" in main(page)
    assert sorted(PersonDetails.objects.values_list("name", flat=True)) == ["Lò Thị Mây", "Vàng A Páo"]

    again = hand_in(client, workbook(PEOPLE, MAY, OTHER))
    assert heading(tried(client, again)) == "danh sách.xlsx: every row is on record already"
    client.post(f"{again}write/")
    assert (working.carry_out_waiting(), LedgerEntry.objects.filter(action="record.import").count()) == (0, 1)


def test_faults_are_told_with_their_place_and_marked_in_a_workbook(client: Client) -> None:
    address = hand_in(client, workbook(PEOPLE, ["cb-moi", "Lò Thị Mây", "31/02/1985", "Nữ"]))
    page = tried(client, address)
    assert heading(page) == "danh sách.xlsx: 1 fault"
    sheet, place, said = rows(page)[0]
    assert (sheet, place, said.endswith("import.no_such_day")) == ("Cán bộ", "C2 Ngày sinh", True)
    assert "Import 0 rows" not in main(page)
    report = client.get(f"{address}report.xlsx")
    marked = load_workbook(BytesIO(b"".join(report.streaming_content)))["Cán bộ"]["C2"]
    assert (marked.value, "import.no_such_day" in marked.comment.text) == ("31/02/1985", True)
    assert "attachment" in report["Content-Disposition"]
    assert "no-store" in report["Cache-Control"]
    client.post(f"{address}write/")
    assert (working.carry_out_waiting(), PersonDetails.objects.count()) == (0, 0)


def test_an_unknown_heading_is_asked_about_and_remembered_for_the_source(client: Client) -> None:
    headings = ["Mã cán bộ", "Họ và tên", "Sinh", "Giới tính", "Số điện thoại bàn"]
    line = [*MAY, "0123"]
    address = hand_in(client, workbook(headings, line), origin="Sở Nội vụ")
    page = tried(client, address)
    assert heading(page) == "danh sách.xlsx asks you 2 things"
    assert [one[1] for one in rows(page)[:2]] == ["Sinh ? not known", "Số điện thoại bàn ? not known"]
    page = answer(client, address, page, heading_0="born_on", heading_1="-")
    assert heading(page) == "danh sách.xlsx has no faults: 1 row to import"
    client.post(f"{address}write/")
    tried(client, address)
    kept = ColumnMapping.objects.order_by("heading").values_list("origin", "heading", "column")
    assert list(kept) == [("tinh/Sở Nội vụ", "sinh", "born_on"), ("tinh/Sở Nội vụ", "số điện thoại bàn", "")]
    later = [*OTHER, "0456"]
    page = tried(client, hand_in(client, workbook(headings, later), origin="Sở Nội vụ"))
    assert heading(page) == "danh sách.xlsx has no faults: 1 row to import"
    assert "column “Sinh” is read as “Date of birth”" in main(page)


def test_lists_of_two_offices_in_one_workbook_are_asked_about_and_written_together(client: Client) -> None:
    made = Workbook()
    del made["Sheet"]
    for title, lines in {
        "Sở A": [["SỞ A"], ["TT", "Họ và tên", "Năm sinh"], [1, "Lò Thị Mây", "05/09/1985"]],
        "Sở B": [["TT", "Họ và tên", "Ngày sinh", "Số bàn"], [1, "Vàng A Páo", "01/02/1990", "7"]],
        "Cán bộ": [PEOPLE, ["cb-ba", "Đinh Núi", "02/03/1991", "Nam"]],
    }.items():
        sheet = made.create_sheet(title)
        for line in lines:
            sheet.append(line)
    content = BytesIO()
    made.save(content)

    address = hand_in(client, content.getvalue())
    page = tried(client, address)
    assert ("Sở B" in main(page), "Số bàn" in main(page)) == (True, True)
    page = answer(client, address, page, heading_0="-")
    assert rows(page)[0] == ["People", "3", "0", "0", "0"]
    client.post(f"{address}write/")
    tried(client, address)
    assert sorted(PersonDetails.objects.values_list("name", "source")) == [
        ("Lò Thị Mây", "danh sách.xlsx › Sở A › 3"),
        ("Vàng A Páo", "danh sách.xlsx › Sở B › 2"),
        ("Đinh Núi", "danh sách.xlsx › Cán bộ › 2"),
    ]


def test_an_answer_can_be_changed_and_none_is_lost_by_going_back(client: Client) -> None:
    address = hand_in(client, workbook(["Mã cán bộ", "Họ và tên", "Sinh", "Giới tính"], MAY))
    page = answer(client, address, tried(client, address), heading_0="-")
    assert 'value="-" selected' in page.content.decode()
    page = answer(client, address, page, heading_0="born_on")
    assert 'value="born_on" selected' in page.content.decode()
    assert Job.objects.get().arguments["headings"] == [["Cán bộ", "Sinh", "people", "born_on"]]


def test_answers_to_a_page_that_is_no_longer_so_are_not_taken(client: Client) -> None:
    address = hand_in(client, workbook(["Mã cán bộ", "Họ và tên", "Sinh"], MAY[:3]))
    page = tried(client, address)
    answer(client, address, page, heading_0="born_on")
    before = Job.objects.get().arguments
    client.post(f"{address}answers/", {"run": run_of(page), "act": "check", "heading-0": "-"})
    assert (Job.objects.get().arguments, working.carry_out_waiting()) == (before, 0)


def test_an_answer_that_is_no_choice_counts_as_not_given(client: Client) -> None:
    address = hand_in(client, workbook(["Mã cán bộ", "Họ và tên", "Sinh"], MAY[:3]))
    page = answer(
        client, address, tried(client, address), heading_0="known_from", encoding="rot13", table_0="x", pair_0="merge"
    )
    assert heading(page) == "danh sách.xlsx asks you 1 thing"
    assert (Job.objects.get().arguments["headings"], Job.objects.get().arguments["encoding"]) == ([], "")


def test_a_table_that_nobody_knows_is_asked_about(client: Client) -> None:
    address = hand_in(client, "mã;tên gọi\ncb-moi;Lò Thị Mây\n".encode(), "trích.csv")
    page = tried(client, address)
    assert heading(page) == "trích.csv asks you 1 thing"
    page = answer(client, address, page, table_0="people")
    assert heading(page) == "trích.csv asks you 2 things"
    page = answer(client, address, page, heading_0="person", heading_1="name")
    assert heading(page) == "trích.csv has no faults: 1 row to import"


def test_text_in_an_old_font_is_shown_side_by_side_and_read_as_chosen(client: Client) -> None:
    content = "Mã cán bộ,Họ và tên\ncb-moi,Lß ThÞ M©y\ncb-hai,Vµng A P¸o\n".encode()
    address = hand_in(client, content, "Cán bộ.csv")
    page = tried(client, address)
    assert heading(page) == "Cán bộ.csv asks you 1 thing"
    assert all(text in main(page) for text in ("Lß ThÞ M©y", "Lò Thị Mây", "Vàng A Páo"))
    page = answer(client, address, page, encoding="tcvn3")
    assert heading(page) == "Cán bộ.csv has no faults: 2 rows to import"
    client.post(f"{address}write/")
    tried(client, address)
    assert sorted(PersonDetails.objects.values_list("name", flat=True)) == ["Lò Thị Mây", "Vàng A Páo"]


def test_people_who_may_be_one_are_decided_by_a_person(client: Client) -> None:
    first = hand_in(client, workbook(PEOPLE, MAY))
    tried(client, first)
    client.post(f"{first}write/")
    working.carry_out_waiting()
    address = hand_in(client, workbook(PEOPLE, ["cb-khac", *MAY[1:]], OTHER))
    page = tried(client, address)
    assert heading(page) == "danh sách.xlsx asks you 1 thing"
    assert "Lò Thị Mây , 05/09/1985 cb-khac · danh sách.xlsx › Cán bộ › 2" in main(page)
    assert "Lò Thị Mây , 05/09/1985 cb-moi · on record" in main(page)
    page = answer(client, address, page, pair_0="keep")
    assert heading(page) == "danh sách.xlsx has no faults: 1 row to import"
    client.post(f"{address}write/")
    tried(client, address)
    assert sorted(PersonDetails.objects.values_list("person_id", flat=True)) == ["cb-hai", "cb-moi"]


def test_more_pairs_than_a_page_holds_are_kept_page_by_page(client: Client) -> None:
    lines = [[f"cb-{number}", *MAY[1:]] for number in range(12)]  # each is like ten before it at most
    address = hand_in(client, workbook(PEOPLE, *lines))
    page = tried(client, address)
    pairs = len(Job.objects.get().details["pairs"])
    assert pairs > 50
    first = {f"pair-{number}": "different" for number in range(50)}
    response = client.post(f"{address}answers/", {"run": run_of(page), "act": "save", **first})
    assert response["Location"] == f"{address}?page=2#pairs"
    page = client.get(f"{address}?page=2")
    assert f"{pairs - 50} pairs are yet to be decided" in main(page)
    rest = {f"pair-{number}": "different" for number in range(50, pairs)}
    client.post(f"{address}answers/", {"run": run_of(page), "act": "check", **rest})
    assert "pairs are yet to be decided" not in main(tried(client, address))


def test_a_file_that_cannot_be_read_says_why_and_can_be_tried_again_or_removed(client: Client) -> None:
    address = hand_in(client, b"PK\x03\x04 not a workbook", "hỏng.xlsx")
    page = tried(client, address)
    assert heading(page) == "hỏng.xlsx could not be read"
    assert "Try once more" in main(page)
    client.post(f"{address}again/")
    assert heading(client.get(address)) == "hỏng.xlsx waits for its turn"
    client.post(f"{address}stop/")
    assert heading(client.get(address)) == "hỏng.xlsx was stopped"
    client.post(f"{address}remove/")
    assert "Hand it in again to go on" in main(client.get(address))
    assert client.get(f"{address}report.xlsx").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.exe", b"MZ", "This kind of file is not taken"),
        ("a.xlsx", b"", "The file is empty"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_nothing_typed_is_lost(
    client: Client, name: str, content: bytes, said: str
) -> None:
    response = client.post("/exchange/imports/", {"file": SimpleUploadedFile(name, content), "origin": "Sở Nội vụ"})
    assert (response.status_code, said in main(response)) == (400, True)
    assert 'value="Sở Nội vụ"' in response.content.decode()
    assert Job.objects.count() == 0


def test_a_file_over_the_limit_is_thrown_away_while_it_comes(client: Client) -> None:
    response = client.post("/exchange/imports/", {"file": SimpleUploadedFile("a.csv", b"x" * (MOST_BYTES + 1))})
    assert (response.status_code, "larger than 50 MB" in main(response)) == (400, True)
    assert Job.objects.count() == 0


def test_of_many_files_at_once_none_is_taken(client: Client) -> None:
    many = [SimpleUploadedFile(f"{number}.csv", b"x") for number in range(3)]
    response = client.post("/exchange/imports/", {"file": many, "origin": "Sở Nội vụ"})
    assert (response.status_code, "One file is taken at a time" in main(response)) == (400, True)
    assert Job.objects.count() == 0


def test_nothing_is_taken_from_who_is_not_signed_in(db: None) -> None:
    response = Client().post("/exchange/imports/", {"file": SimpleUploadedFile("a.csv", b"x")})
    assert (response.status_code, "/sign-in/" in response["Location"], Job.objects.count()) == (302, True, 0)


def test_nobody_else_sees_a_file_or_does_anything_with_it(client: Client, signed_in: SignIn) -> None:
    address = hand_in(client, workbook(PEOPLE, MAY), "bí mật.xlsx")
    working.carry_out_waiting()
    other = signed_in(Role.UNIT_OFFICER, "tinh")
    assert other.get(address).status_code == 404
    assert other.get(f"{address}report.xlsx").status_code == 404
    posts = ("answers/", "write/", "again/", "stop/", "remove/")
    assert {other.post(f"{address}{act}").status_code for act in posts} == {404}
    assert "bí mật" not in main(other.get("/exchange/"))
    assert (working.carry_out_waiting(), Job.objects.get().state) == (0, "done")


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.AUDITOR, Role.OFFICIAL])
def test_who_may_not_import_gets_no_form_and_no_job(signed_in: SignIn, role: Role) -> None:
    audited.build()
    person = "hoa" if role is Role.OFFICIAL else None
    other = signed_in(role, "" if person else "tinh", person=person)
    response = other.post("/exchange/imports/", {"file": SimpleUploadedFile("a.csv", b"x")})
    assert (response.status_code, Job.objects.count()) == (403, 0)
    assert "Hand in a file" not in other.get("/exchange/").content.decode()


def test_what_is_forbidden_never_reaches_the_disk(
    client: Client, signed_in: SignIn, settings: LazySettings, tmp_path: Path
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "absent")  # whoever opens a file there fails
    audited.build()
    for sender in (signed_in(Role.INSPECTOR, "tinh"), Client()):
        for address in ("/exchange/imports/", "/", "/sign-in/"):
            sender.post(address, {"file": SimpleUploadedFile("a.csv", b"x")})
    with pytest.raises(FileNotFoundError):
        client.post("/exchange/imports/", {"file": SimpleUploadedFile("a.csv", b"x")})


def test_the_mandate_that_is_used_decides_whether_a_file_is_taken(
    signed_in: SignIn, settings: LazySettings, tmp_path: Path
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "absent")
    audited.build()
    client = signed_in(Role.INSPECTOR, "tinh")
    account = Account.objects.get(pk=client.session["_auth_user_id"])
    granted = Grant(role=Role.UNIT_OFFICER, body="so-a", valid_from=date(2020, 1, 1))
    mandate = grant_mandate(account, granted, by=installation())
    response = client.post("/exchange/imports/", {"file": SimpleUploadedFile("a.csv", b"x")})
    assert response.status_code == 403
    client.post("/mandates/", {"mandate": mandate.identity})
    with pytest.raises(FileNotFoundError):
        client.post("/exchange/imports/", {"file": SimpleUploadedFile("a.csv", b"x")})


def test_the_list_asks_a_constant_number_of_questions(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = hand_in(client, workbook(PEOPLE, MAY))
    working.carry_out_waiting()
    client.get("/exchange/")
    with django_assert_num_queries(QUERIES):
        assert heading(client.get("/exchange/")) == "1 import waits for you"
    for number in range(2):
        hand_in(client, workbook(PEOPLE, MAY), f"tệp {number}.xlsx")
    working.carry_out_waiting()
    with django_assert_num_queries(QUERIES):
        assert heading(client.get("/exchange/")) == "3 imports wait for you"
    assert address in links(client.get("/exchange/"))


QUERIES = 9


def test_templates_can_be_downloaded_and_handed_in(client: Client) -> None:
    template = client.get("/exchange/template.xlsx")
    assert "Cán bộ" in load_workbook(BytesIO(template.content)).sheetnames
    form = client.get("/exchange/form-2c.docx")
    words = " ".join(paragraph.text for paragraph in Document(BytesIO(form.content)).paragraphs)
    assert ("Họ và tên" in words, "{{" in words) == (True, False)
    page = tried(client, hand_in(client, template.content, "mẫu.xlsx"))
    assert "headings (and examples) only" in main(page)
