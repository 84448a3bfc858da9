"""An order to erase reaches the texts and the papers of cases; courses, numbers and what is about others stay."""

from __future__ import annotations

import pytest
from django.db import connection

from liem.actions.accounts import installation
from liem.actions.erasure import erase_content
from liem.actions.erasure_plan import plan_of
from liem.actions.models import EntrySubject, LedgerEntry, WrittenRow
from liem.actions.papers import check
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.verification import verify
from liem.actions.verification_words import explain
from liem.actions.write import Write
from liem.duties.models import PutOff
from liem.kernel.errors import LiemError
from liem.oversight.models import FlagReply
from liem.procedures.models import (
    BoldProposal,
    Case,
    CaseEvent,
    CaseMeeting,
    CasePaper,
    Consequence,
    CorrectionPlan,
    Decision,
    LeftOut,
    Promise,
    Recusal,
    Statement,
    Vacancy,
    Violation,
    Waiver,
)
from liem.record.models import PersonDetails, Tenure
from procedures.world import Desks, days_ago, today
from world import person, write

from .erasing import asked, erase, lines, of_several
from .running import answer, opened, paper, proposed

pytestmark = pytest.mark.django_db

GONE = "(đã xóa)"


def supersede(row: Waiver | Recusal | Violation, reason: str) -> int:
    def change(w: Write) -> int:
        w.supersede(type(row), [row.identity], reason=reason)
        return w.position

    return perform("installation.fill", by=installation(), body=None, subjects=[], content={}, write=change)


def test_a_case_about_the_person_alone_loses_its_texts_and_files(desks: Desks, second: Acting) -> None:
    case = proposed(desks)
    answer(case, desks, passes=False)
    digests = set(CasePaper.objects.values_list("digest", flat=True))
    course = list(case.events.order_by("number").values_list("step", "on", "outcome", "by_person"))
    reasons = set(case.events.exclude(reason="").values_list("reason", flat=True))
    assert (reasons, len(digests), all(map(check, digests))) == ({"Không có đơn thư", "Chưa có người thay"}, 6, True)

    done = erase(desks, second)
    assert (done.files, [digest for digest in digests if check(digest)]) == (6, [])
    assert set(case.events.values_list("reason", flat=True)) == {""}
    assert list(case.events.order_by("number").values_list("step", "on", "outcome", "by_person")) == course
    papers = list(CasePaper.objects.all())
    assert {(row.digest, row.is_erased, row.dated_on) for row in papers} == {("", True, days_ago(20))}
    assert PersonDetails.objects.get(person="chi").name == GONE
    report = verify()
    assert (report.sound, report.rows) == (True, ())
    told = [line.en for line in explain(report)]
    assert sum("procedures_casepaper" in line and f"was erased by entry {done.entry}" in line for line in told) == 6
    assert sum("procedures_caseevent" in line for line in told) == 2


def test_what_goes_and_what_stays_is_listed_before_and_nothing_happens_yet(desks: Desks, second: Acting) -> None:
    case = proposed(desks)
    entries = LedgerEntry.objects.count()
    request = asked(desks)
    assert lines(plan_of(request, by=second)) == (
        {
            "contents kept with entries of the ledger": EntrySubject.objects.filter(subject="chi").count(),
            "names and particulars in the record": 1,
            "reasons given when steps were taken": 1,
            "papers, also replaced ones of cases about several people: file, source and reason": 5,
            "files of papers": 5,
        },
        {
            "the rest of the dossier, under the code: posts, grades, qualifications, discipline and the like; numbers "
            "and days of papers": None,
            "cases: steps, days, outcomes and counts stay, under the code": 1,
            "the account and what was done with it; what audits found, under the code": None,
            "older backups, until they are replaced": None,
        },
    )
    assert (LedgerEntry.objects.count(), case.events.exclude(reason="").count()) == (entries + 1, 1)


def test_only_who_may_confirm_is_shown_the_list(desks: Desks, second: Acting) -> None:
    opened(desks)
    request = asked(desks)
    codes = {}
    for who, by in {"asker": desks.province, "agency": desks.agency, "inspection": desks.inspection}.items():
        with pytest.raises(LiemError) as caught:
            plan_of(request, by=by)
        codes[who] = caught.value.code
    assert codes == {"asker": "erasure.same_person", "agency": "actions.no_mandate", "inspection": "actions.no_mandate"}


def test_of_a_case_about_several_goes_what_is_about_the_person(desks: Desks, second: Acting) -> None:
    case = of_several(desks)
    common = paper(case, "list", "short_list", by=desks.agency)
    own = paper(case, "own_view", "acknowledgement", by=desks.agency, person="chi")
    hers = paper(case, "own_view", "acknowledgement", by=desks.agency, person="giang")
    reasons = {7: "Người chi xin hoãn", 8: "Chưa đủ hồ sơ", 9: "Người  CHI, vắng"}
    event = {"case": case, "step": "list", "on": today(), "account": desks.agency.account, "outcome": "passed"}
    write(CaseEvent(key=f"e{number}", number=number, reason=why, **event) for number, why in reasons.items())

    request = asked(desks)
    goes, stays = lines(plan_of(request, by=second))
    assert goes["reasons given when steps were taken – elsewhere, where they name the person"] == 2
    assert (
        goes["files of papers"],
        goes["papers, also replaced ones of cases about several people: file, source and reason"],
    ) == (1, 1)
    assert [number for words, number in stays.items() if words.startswith("papers about several people")] == [1]
    assert erase_content(request, by=second).files == 1
    assert [check(row.digest) for row in (common, own, hers)] == [True, False, True]
    assert dict(case.events.filter(number__gte=7).values_list("number", "reason")) == {7: "", 8: "Chưa đủ hồ sơ", 9: ""}
    assert verify().sound


def _rows(case: Case, other: Case, desks: Desks) -> dict[str, object]:
    """A row of every table in which somebody writes sentences: about Chi, in a case of hers, or naming her."""
    by, day, hers = desks.agency.account, days_ago(5), {"case": case, "person_id": "chi"}
    meeting = {"body_id": "so", "held_on": day, "places": 1, "names_fixed_on": day}
    decision = Decision(
        key="d1",
        case=case,
        number="7-QĐ",
        decided_on=day,
        effective_on=day,
        body_id="so",
        subject="Cho thôi chức vụ với Người chi",
        entry=0,
    )
    return {
        "Decision.subject": decision,
        "Waiver.why": Waiver(
            identity="w1",
            case=other,
            step="answer",
            rule="r",
            subject="chi",
            clause="c",
            granted_by="Ban",
            paper="p",
            granted_on=day,
            why="con nhỏ",
            review="đúng",
        ),
        "Waiver.review": Waiver(
            identity="w2",
            case=other,
            step="answer",
            rule="r",
            subject="dung",
            clause="c",
            granted_by="Người chi",
            paper="p",
            granted_on=day,
            why="con nhỏ",
            review="như trường hợp Người chi",
        ),
        "Statement.reason": Statement(
            identity="s1",
            case=case,
            about="a",
            subject=case.pk,
            fact="f",
            value="true",
            stated_by=by,
            stated_on=day,
            reason="chị chi nói lại",
        ),
        "Vacancy.requirements": Vacancy(
            identity="v1", case=other, fixed_on=day, requirements=["thạo việc", "không kém Người chi"]
        ),
        "BoldProposal.title": BoldProposal(
            identity="b1", person_id="chi", body_id="so", title="Một cửa", registered_on=day
        ),
        "Promise.text": Promise(identity="p1", text="Xong cầu", due_on=day, proof="biên bản", **hers),
        "Violation.what": Violation(
            identity="x1", body_id="so", what="Khai sai", found_on=day, paper="9-KL", outcome="khiển trách", **hers
        ),
        "Consequence.to_do": Consequence(
            identity="k1",
            case=case,
            decision=decision,
            kind="case",
            thing="t",
            body_id="so",
            to_do="Xem lại",
            due_on=day,
        ),
        "CorrectionPlan.point": CorrectionPlan(
            identity="c1", case=other, body_id="so", point="Rút kinh nghiệm vụ Người chi", due_on=day
        ),
        "CaseMeeting.again": CaseMeeting(key="m1", case=case, step="answer", again="chị chi khiếu nại", **meeting),
        "LeftOut.why": LeftOut(key="m1:" + "chi" * 30, meeting_id="m1", person_id="chi", why="đang ốm"),
        "Recusal.reason": Recusal(
            identity="r1", case=other, person_id="an", about_id="chi", ground="kin", reason="chị dâu"
        ),
        "FlagReply.text": FlagReply(
            identity="f1", flag="f", subject="d9", text="như Người chi đã nói", by=by, role="unit_officer", on=day
        ),
        "PutOff.reason": PutOff(
            identity="o1", kind="k", subject="chi", body="so", due_on=day, reason="chị chi nghỉ thai sản"
        ),
        "Tenure.source": Tenure(
            identity="t1", person_id="chi", post_id="so/phong-1/pho", source="sổ tay", reason="chép lại"
        ),
    }


def test_every_kind_of_sentence_goes_and_the_ledger_still_fits(desks: Desks, second: Acting) -> None:
    case, other = opened(desks), opened(desks, "dung", "so/phong-2")
    rows = _rows(case, other, desks)
    write(*rows.values())  # type: ignore[arg-type]
    before = (other.events.count(), Case.objects.count())

    erase(desks, second)
    for row in rows.values():
        row.refresh_from_db()  # type: ignore[attr-defined]
    found = {
        "Decision": Decision.objects.values_list("subject", "number", "decided_on").get(),
        "Waiver": list(Waiver.objects.order_by("identity").values_list("why", "review", "granted_by")),
        "Statement": Statement.objects.values_list("reason", "value").get(),
        "Vacancy": Vacancy.objects.get().requirements,
        "BoldProposal": BoldProposal.objects.get().title,
        "Promise": Promise.objects.values_list("text", "proof").get(),
        "Violation": Violation.objects.values_list("what", "outcome", "paper").get(),
        "Consequence": Consequence.objects.get().to_do,
        "CorrectionPlan": CorrectionPlan.objects.get().point,
        "CaseMeeting": CaseMeeting.objects.get().again,
        "LeftOut": LeftOut.objects.get().why,
        "Recusal": Recusal.objects.values_list("reason", "ground").get(),
        "FlagReply": FlagReply.objects.get().text,
        "PutOff": PutOff.objects.get().reason,
        "Tenure": Tenure.objects.values_list("source", "reason", "post").get(identity="t1"),
    }
    assert found == {
        "Decision": (GONE, "7-QĐ", days_ago(5)),
        "Waiver": [(GONE, "", "Ban"), ("con nhỏ", "", "Người chi")],
        "Statement": ("", "true"),
        "Vacancy": [],
        "BoldProposal": GONE,
        "Promise": (GONE, ""),
        "Violation": (GONE, "", "9-KL"),
        "Consequence": GONE,
        "CorrectionPlan": GONE,
        "CaseMeeting": "",
        "LeftOut": GONE,
        "Recusal": ("", "kin"),
        "FlagReply": GONE,
        "PutOff": "",
        "Tenure": ("", "", "so/phong-1/pho"),
    }
    assert (other.events.count(), Case.objects.count()) == before
    report = verify()
    assert (report.sound, report.rows) == (True, ())


@pytest.mark.parametrize("first", ["chi", "an"])
def test_a_row_about_two_can_be_reached_by_two_orders(desks: Desks, second: Acting, first: str) -> None:
    case = opened(desks, "dung", "so/phong-2")
    row = Recusal(identity="r1", case=case, person_id="an", about_id="chi", ground="kin", reason="chị dâu")
    write(row)
    supersede(row, "Người an thôi việc")
    for who in (first, {"chi": "an", "an": "chi"}[first]):
        erase(desks, second, who)
        assert verify().rows == ()
    assert "thôi việc" not in "".join(_reasons_of_closings())


def test_the_reason_of_a_closing_that_names_the_person_goes_from_rows_about_others(
    desks: Desks, second: Acting
) -> None:
    case = opened(desks, "dung", "so/phong-2")
    row = Violation(
        identity="x1", case=case, person_id="dung", body_id="so", what="Khai sai", found_on=days_ago(5), paper="9-KL"
    )
    write(row)
    supersede(row, "Nhầm với Người chi")
    erase(desks, second)
    assert Violation.objects.get().what == "Khai sai"
    assert "Người chi" not in "".join(_reasons_of_closings())
    assert verify().sound


def test_a_name_that_another_official_bears_is_left_and_counted(desks: Desks, second: Acting) -> None:
    write(person("chi-2"))
    PersonDetails.objects.filter(person="chi-2").update(name="Người chi", search_name="nguoi chi")
    case = opened(desks, "dung", "so/phong-2")
    event = {"case": case, "step": "answer", "on": today(), "account": desks.agency.account, "outcome": "passed"}
    write(CaseEvent(key="e7", number=7, reason="Người chi có ý kiến", **event))
    request = asked(desks)
    assert [one.number for one in plan_of(request, by=second).stays if "another official bears" in one.what.en] == [1]
    erase_content(request, by=second)
    assert CaseEvent.objects.get(key="e7").reason == "Người chi có ý kiến"


TAMPERING = {
    "a text put in the place of an erased one": "UPDATE procedures_caseevent SET reason = 'khác' WHERE reason = ''",
    "another day": "UPDATE procedures_caseevent SET step = 'khác' WHERE step = 'looked_into'",
    "a digest put back": "UPDATE procedures_casepaper SET digest = 'ab' WHERE step = 'request'",
}


@pytest.mark.parametrize("statement", TAMPERING.values(), ids=TAMPERING)
def test_what_is_left_is_still_compared(desks: Desks, second: Acting, statement: str) -> None:
    proposed(desks)
    erase(desks, second)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert {problem.damage.value for problem in verify().rows or ()} == {"changed"}


def _reasons_of_closings() -> list[str]:
    return list(WrittenRow.objects.filter(kind=WrittenRow.Kind.CLOSED).values_list("reason", flat=True))
