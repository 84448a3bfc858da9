"""Files of papers go with an order, unless a standing paper about others names them; what stands in their place."""

from __future__ import annotations

from io import BytesIO

import pytest

from liem.actions.erasure import erase_content
from liem.actions.erasure_plan import plan_of
from liem.actions.erasure_told import content_erased, file_erased
from liem.actions.papers import check
from liem.actions.permissions import Acting
from liem.actions.receipts import receipt_of
from liem.actions.verification import verify
from liem.ledger.receipts import check_receipt
from liem.procedures.cases.filing import NewPaper, file_paper, replace_paper
from liem.procedures.cases.standing import case_now
from liem.procedures.models import CasePaper
from procedures.world import Desks, days_ago, today

from .erasing import asked, erase, lines, of_several
from .running import opened, paper

pytestmark = pytest.mark.django_db


def test_a_file_that_was_filed_for_others_too_stays_and_the_list_says_so(desks: Desks, second: Acting) -> None:
    mine, others = opened(desks), opened(desks, "dung", "so/phong-2")
    both = BytesIO("Danh sách chung".encode())
    row = file_paper(mine.pk, NewPaper("opinion", "opinion", days_ago(3), upload=both), by=desks.agency)
    both.seek(0)
    theirs = file_paper(others.pk, NewPaper("opinion", "opinion", days_ago(3), upload=both), by=desks.agency)
    assert row.digest == theirs.digest
    request = asked(desks)
    stays = lines(plan_of(request, by=second))[1]
    assert [number for words, number in stays.items() if words.startswith("files of papers that were also filed")] == [
        2  # the plans of both cases have one content, too
    ]
    assert erase_content(request, by=second).files == 0
    row.refresh_from_db()
    assert (row.digest, row.is_erased, check(row.digest)) == (theirs.digest, False, True)
    assert verify().sound


def test_a_copy_without_the_person_lets_the_file_of_the_replaced_one_go(desks: Desks, second: Acting) -> None:
    mine, others, several = opened(desks), opened(desks, "dung", "so/phong-2"), of_several(desks)
    both, copy = b"Danh s\xc3\xa1ch chung", NewPaper("opinion", "opinion", days_ago(3), upload=BytesIO(b"x"))
    rows = [
        file_paper(case.pk, NewPaper("opinion", "opinion", days_ago(3), upload=BytesIO(both)), by=desks.agency)
        for case in (mine, others)
    ]
    common = paper(several, "list", "short_list", by=desks.agency)
    stays = [
        replace_paper(others.pk, rows[1].identity, copy, "Bản đã lược", by=desks.agency),
        replace_paper(
            several.pk,
            common.identity,
            NewPaper("list", "short_list", days_ago(3), upload=BytesIO(b"y")),
            "Bản đã lược",
            by=desks.agency,
        ),
    ]
    request = asked(desks)
    goes = lines(plan_of(request, by=second))[0]
    assert goes["papers, also replaced ones of cases about several people: file, source and reason"] == 2
    replaced = "papers about others that another one has replaced: their file, the same as that of a paper to be erased"
    assert (goes[replaced], goes["files of papers"]) == (1, 2)
    assert erase_content(request, by=second).files == 2
    assert [check(row.digest) for row in (*rows, common, *stays)] == [False, False, False, True, True]
    assert set(CasePaper.objects.filter(digest=rows[0].digest)) == set()
    assert (verify().sound, verify().rows) == (True, ())


def test_a_receipt_of_an_erased_paper_verifies_and_says_so(desks: Desks, second: Acting) -> None:
    case = opened(desks)
    row = paper(case, "request", "request", by=desks.agency, person="chi")
    done = erase(desks, second)
    receipt = receipt_of(row.known_from, by=desks.agency)
    assert (check_receipt(receipt).says["action"], "content" in receipt.told) == ("procedures.file_paper", False)
    today_words = f"{today():%d/%m/%Y}"
    under = f"on {today_words} under 12/QĐ-TA of 02/11/2026, Tòa án nhân dân tỉnh (entry {done.entry})"
    said = content_erased(row.known_from)
    assert said is not None
    assert said.en == (
        f"The content of this entry was erased {under}. The receipt still proves that the entry stands in the ledger."
    )
    row = CasePaper.objects.get(identity=row.identity)
    assert file_erased(row).en.startswith(f"The file of this paper was erased {under}. Its number, day and issuer")
    assert content_erased(done.entry) is None


def test_steps_still_find_the_paper_after_its_file_has_gone(desks: Desks, second: Acting) -> None:
    case = opened(desks)
    paper(case, "opinion", "opinion", by=desks.agency)
    erase(desks, second)
    assert [row.name for row in case_now(case.pk, on=today()).papers_for("opinion")] == ["opinion"]
