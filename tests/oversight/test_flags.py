"""Signs worth a look: kept with the decision, seen by whom they concern, answered, closed, expired."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import models
from django.utils import timezone

from liem.actions.accounts import installation
from liem.actions.models import LedgerEntry, Role
from liem.actions.permissions import Acting
from liem.actions.verification import verify as verify_ledger
from liem.kernel.errors import LiemError
from liem.oversight.audit import record_audit, run_audit
from liem.oversight.flag_answers import NewReview, reply, review
from liem.oversight.flags import FlagFilter, Survey, flag_line, flags_by_decision, flags_of, surveys
from liem.oversight.models import Audit, Flag, FlagReply, FlagReview
from liem.oversight.report import as_json, as_text
from liem.oversight.subjects import Subject
from liem.procedures.models import Candidacy, CandidacyState
from liem.record.scope import reach
from rulebook.lien_xa import PACK
from rulebook.officers import bodies, officer
from world import adoption, person, post, tenure, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lien_xa")]
AS_OF = date(2024, 12, 1)  # the ground of the flag ends on 01/01/2025
SEEN_ON = date(2025, 6, 30)  # the reader's day: the flag on c1 stands until 01/02/2026
OFFICER, INSPECTOR = Role.ORGANISATION_OFFICER, Role.INSPECTOR


def _decision(key: str, who: str, desk: str, decided_on: date | None, planned_on: date | None) -> list[models.Model]:
    body = desk.removesuffix("-director")
    state = CandidacyState(
        identity=key, candidacy_id=key, opened_on=date(2023, 1, 1), planned_on=planned_on, decided_on=decided_on
    )
    return [Candidacy(key=key, person_id=who, body_id=body, post_id=desk, kind="appointment"), state]


def _record() -> None:
    bodies()
    write(
        post("north-director", "north", role="director"),
        post("south-director", "south", role="director"),
        [row for key in ("an", "binh", "chi", "dung") for row in person(key)],
        tenure("an", "north-director", date(2024, 2, 10)),
        _decision("c1", "an", "north-director", date(2024, 2, 1), date(2024, 3, 1)),
        _decision("c2", "binh", "south-director", date(2024, 5, 1), date(2024, 6, 1)),
        _decision("c3", "chi", "south-director", date(2024, 5, 1), date(2024, 5, 1)),
        _decision("c4", "dung", "south-director", date(2024, 5, 1), None),
        _decision("c5", "dung", "south-director", None, date(2024, 5, 1)),
        _decision("old", "dung", "south-director", date(2022, 12, 1), date(2023, 1, 1)),
        adoption(PACK, "province"),
    )


def _audit() -> Audit:
    return record_audit(run_audit(as_of=AS_OF), by=installation())


@pytest.fixture
def audit() -> Audit:
    _record()
    return _audit()


def _seen(acting: Acting, audit: Audit, day: date = SEEN_ON, **wanted: object) -> list[str]:
    page = flags_by_decision(
        reach(acting, day),
        audit,
        role=acting.mandate.role,
        day=day,
        wanted=FlagFilter(**wanted),  # type: ignore[arg-type]
    )
    assert page.total == len(page.decisions)
    return [decision.subject.key for decision in page.decisions]


def _id(subject: str) -> int:
    return Flag.objects.get(subject=subject).pk


def _code(attempt: object) -> str:
    with pytest.raises(LiemError) as refused:
        attempt()  # type: ignore[operator]
    assert refused.value.message.vi
    assert refused.value.message.en
    return refused.value.code


def test_a_raised_flag_is_kept_with_its_decision_and_stands_from_the_day_of_the_decision(audit: Audit) -> None:
    kept = Flag.objects.filter(audit=audit).order_by("subject")
    assert [(one.flag, one.subject, one.body, one.decided_on, one.raised_on, one.expires_on) for one in kept] == [
        ("decided_early", "c1", "north", date(2024, 2, 1), AS_OF, date(2026, 2, 1)),
        ("decided_early", "c2", "south", date(2024, 5, 1), AS_OF, date(2026, 5, 1)),
    ]
    assert kept[0].evidence == [
        {"fact": "decided", "value": True, "closed": None, "kind": "fact"},
        {"fact": "decided_on", "value": "2024-02-01", "closed": None, "kind": "fact"},
        {"fact": "planned_on", "value": "2024-03-01", "closed": None, "kind": "fact"},
    ]


def test_a_flag_that_expired_before_the_audit_is_not_kept(audit: Audit) -> None:
    assert not Flag.objects.filter(subject="old").exists()


def test_the_audit_says_at_how_many_decisions_it_looked(audit: Audit) -> None:
    assert surveys(audit) == (Survey("decided_early", raised=2, expired=1, clear=1, unknown=1),)


def test_the_ledger_covers_flags_and_finds_one_that_was_altered(audit: Audit) -> None:
    assert verify_ledger().sound
    Flag.objects.filter(subject="c1").update(expires_on=date(2024, 12, 2))
    assert not verify_ledger().sound


def test_the_digest_of_an_audit_covers_its_flags() -> None:
    _record()
    digests = []
    for planned in (date(2024, 3, 1), date(2024, 4, 1)):
        CandidacyState.objects.filter(identity="c1").update(planned_on=planned)
        _audit()
        content = LedgerEntry.objects.latest("position").content  # type: ignore[attr-defined]
        digests.append(json.loads(content.content)["result"])
    assert len(set(digests)) == 2


def test_an_audit_after_the_ground_ended_raises_nothing() -> None:
    _record()
    assert run_audit(as_of=date(2025, 1, 1)).flags == ()


def test_who_sees_which_flags(audit: Audit) -> None:
    assert _seen(officer(OFFICER, "province"), audit) == ["c2", "c1"]
    assert _seen(officer(INSPECTOR, "south"), audit) == ["c2"]
    assert _seen(officer(Role.UNIT_OFFICER, "north"), audit) == ["c1"]
    assert _seen(officer(Role.OFFICIAL, person="an"), audit) == ["c1"]
    assert _seen(officer(Role.OFFICIAL, person="chi"), audit) == []
    assert _seen(officer(Role.AUDITOR, "province"), audit) == []


def test_flags_are_listed_decision_by_decision_without_naming_anybody(audit: Audit) -> None:
    acting = officer(OFFICER, "province")
    page = flags_by_decision(reach(acting, SEEN_ON), audit, role=acting.mandate.role, day=SEEN_ON, offset=1, limit=1)
    (decision,) = page.decisions
    assert (page.total, decision.subject, decision.body_name, decision.decided_on) == (
        2,
        Subject("candidacy", "c1", name="North-Director", kind="appointment"),
        "North",
        date(2024, 2, 1),
    )
    assert "Người an" not in repr(decision)


def test_the_list_needs_as_many_queries_for_one_flag_as_for_more(audit: Audit, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    for over, count in (("north", 1), ("province", 2)):
        acting = officer(OFFICER, over)
        own = reach(acting, SEEN_ON)
        with django_assert_num_queries(9):
            page = flags_by_decision(own, audit, role=acting.mandate.role, day=SEEN_ON)
        assert page.total == count


def test_an_expired_flag_is_no_longer_open(audit: Audit) -> None:
    acting = officer(OFFICER, "province")
    assert [_seen(acting, audit, day) for day in (date(2026, 1, 31), date(2026, 2, 1))] == [["c2", "c1"], ["c2"]]
    line = flag_line(reach(acting, SEEN_ON), _id("c1"), role=acting.mandate.role, day=date(2026, 2, 1))
    assert (line.is_expired, line.is_open) == (True, False)


def test_the_official_concerned_replies_and_everybody_who_sees_the_flag_reads_it(audit: Audit) -> None:
    Flag.objects.update(expires_on=date(2999, 1, 1))
    reply(_id("c1"), "Lịch họp được dời lên.", by=officer(Role.OFFICIAL, person="an"))
    reply(_id("c1"), "Đúng như vậy.", by=officer(Role.UNIT_OFFICER, "north"))
    inspector = officer(INSPECTOR, "province")
    line = flag_line(reach(inspector, SEEN_ON), _id("c1"), role=inspector.mandate.role, day=SEEN_ON)
    assert [(one.text, one.role, one.body_name, one.on) for one in line.replies] == [
        ("Lịch họp được dời lên.", "official", "", timezone.localdate()),
        ("Đúng như vậy.", "unit_officer", "North", timezone.localdate()),
    ]


def test_replies_stay_with_the_decision_when_a_later_audit_raises_the_flag_again(audit: Audit) -> None:
    Flag.objects.update(expires_on=date(2999, 1, 1))
    by = officer(Role.OFFICIAL, person="an")
    reply(_id("c1"), "Lịch họp được dời lên.", by=by)
    again = record_audit(run_audit(as_of=date(2024, 12, 2)), by=installation())
    (line,) = flags_of(reach(by, SEEN_ON), again, "c1", role=by.mandate.role, day=SEEN_ON)
    assert [one.text for one in line.replies] == ["Lịch họp được dời lên."]
    assert line.expires_on == date(2026, 2, 1)


def test_who_may_not_reply(audit: Audit) -> None:
    Flag.objects.update(expires_on=date(2999, 1, 1))
    assert _code(lambda: reply(_id("c1"), "x", by=officer(Role.OFFICIAL, person="binh"))) == "actions.out_of_scope"
    assert _code(lambda: reply(_id("c1"), "x", by=officer(Role.UNIT_OFFICER, "south"))) == "actions.out_of_scope"
    assert _code(lambda: reply(_id("c1"), "x", by=officer(INSPECTOR, "province"))) == "actions.no_mandate"
    assert not FlagReply.objects.exists()


def test_an_empty_reply_and_one_to_an_expired_flag_are_refused(audit: Audit) -> None:
    by = officer(Role.OFFICIAL, person="an")
    assert _code(lambda: reply(_id("c1"), "  ", by=by)) == "oversight.no_text"
    assert _code(lambda: reply(_id("c1"), "x" * 4001, by=by)) == "oversight.no_text"
    Flag.objects.update(expires_on=timezone.localdate())
    assert _code(lambda: reply(_id("c1"), "x", by=by)) == "oversight.flag_expired"
    assert _code(lambda: reply(0, "x", by=by)) == "record.out_of_reach"


def test_a_reviewed_flag_is_closed_and_a_second_review_needs_a_reason(audit: Audit) -> None:
    Flag.objects.update(expires_on=date(2999, 1, 1))
    inspector = officer(INSPECTOR, "province")
    closed = NewReview(flag_id=_id("c1"), outcome="explained", text="Biên bản ghi rõ việc dời lịch.")
    review(closed, by=inspector)
    assert _seen(inspector, audit) == ["c2"]
    assert _seen(inspector, audit, open_only=False) == ["c2", "c1"]
    again = NewReview(flag_id=_id("c1"), outcome="followed_up", text="Đã chuyển kiểm tra.")
    assert _code(lambda: review(again, by=inspector)) == "actions.no_reason"
    review(NewReview(flag_id=_id("c1"), outcome="followed_up", text="Đã chuyển.", reason="có tin mới"), by=inspector)
    line = flag_line(reach(inspector, SEEN_ON), _id("c1"), role=inspector.mandate.role, day=SEEN_ON)
    assert line.review is not None
    assert (line.review.outcome, line.review.text, line.review.body_name) == ("followed_up", "Đã chuyển.", "Province")
    assert FlagReview.objects.count() == 2


def test_nobody_reviews_a_flag_on_a_decision_about_oneself(audit: Audit) -> None:
    Flag.objects.update(expires_on=date(2999, 1, 1))
    own = officer(OFFICER, "north", person="an")
    assert _code(lambda: review(NewReview(flag_id=_id("c1"), outcome="explained", text="x"), by=own)) == (
        "oversight.own_flag"
    )
    other = officer(INSPECTOR, "province")
    assert _code(lambda: review(NewReview(flag_id=_id("c1"), outcome="gone", text="x"), by=other)) == (
        "oversight.outcome"
    )
    official = officer(Role.OFFICIAL, person="chi")
    assert _code(lambda: review(NewReview(flag_id=_id("c2"), outcome="explained", text="x"), by=official)) == (
        "actions.no_mandate"
    )


def test_who_has_part_in_a_flag_does_not_review_it(audit: Audit) -> None:
    Flag.objects.update(expires_on=date(2999, 1, 1))
    closing = NewReview(flag_id=_id("c1"), outcome="explained", text="x")
    for role in (OFFICER, INSPECTOR):
        assert _code(lambda role=role: review(closing, by=officer(role, "north"))) == "oversight.partial_review"
    replied = officer(OFFICER, "province")
    reply(_id("c1"), "Lịch họp được dời lên.", by=replied)
    assert _code(lambda: review(closing, by=replied)) == "oversight.partial_review"
    assert not FlagReview.objects.exists()
    assert review(closing, by=officer(INSPECTOR, "province")).outcome == "explained"


def test_above_the_highest_body_nobody_stands_so_its_inspectors_review_and_its_officers_do_not(audit: Audit) -> None:
    Flag.objects.update(expires_on=date(2999, 1, 1), body="province")
    closing = NewReview(flag_id=_id("c1"), outcome="explained", text="x")
    assert _code(lambda: review(closing, by=officer(OFFICER, "province"))) == "oversight.partial_review"
    assert review(closing, by=officer(INSPECTOR, "province")).outcome == "explained"


def test_a_flag_out_of_reach_cannot_be_told_from_one_that_is_not_there(audit: Audit) -> None:
    south = officer(INSPECTOR, "south")
    for flag_id in (_id("c1"), 0):
        assert _code(
            lambda flag_id=flag_id: flag_line(reach(south, SEEN_ON), flag_id, role=south.mandate.role, day=SEEN_ON)
        ) == ("record.out_of_reach")


def test_the_report_counts_decisions_and_names_none(audit: Audit) -> None:
    result = run_audit(as_of=AS_OF)
    assert as_json(result)["flags"] == [{"flag": "decided_early", "raised": 2, "expired": 1, "clear": 1, "unknown": 1}]
    assert "⚑ Decided before the planned day: worth a look at 2 / 5 decisions, unknown 1" in as_text(result, "en")


def _flag_on_relatives(audit: Audit) -> Flag:
    return Flag.objects.create(
        audit=audit,
        flag="relatives_clustered",
        about="personnel_decision",
        subject="c1",
        person="an",
        body="north",
        evidence=[],
        decided_on=date(2024, 2, 1),
        raised_on=AS_OF,
        expires_on=date(2999, 1, 1),
    )


def test_that_somebody_has_relatives_is_shown_to_those_whose_work_needs_it_and_to_the_one_concerned(
    audit: Audit,
) -> None:
    kept = _flag_on_relatives(audit)
    for acting in (officer(OFFICER, "province"), officer(INSPECTOR, "north"), officer(Role.OFFICIAL, person="an")):
        within, role = reach(acting, SEEN_ON), acting.mandate.role
        assert [one.flag for one in flags_of(within, audit, "c1", role=role, day=SEEN_ON)] == [
            "decided_early",
            "relatives_clustered",
        ]
        assert flag_line(within, kept.pk, role=role, day=SEEN_ON).flag == "relatives_clustered"
    unit = officer(Role.UNIT_OFFICER, "north")
    within, role = reach(unit, SEEN_ON), unit.mandate.role
    assert [one.flag for one in flags_of(within, audit, "c1", role=role, day=SEEN_ON)] == ["decided_early"]
    assert _code(lambda: flag_line(within, kept.pk, role=role, day=SEEN_ON)) == "record.out_of_reach"


def test_a_flag_on_relatives_is_answered_and_closed_only_by_those_who_may_see_it(audit: Audit) -> None:
    kept = _flag_on_relatives(audit)
    unit = officer(Role.UNIT_OFFICER, "north")
    closing = NewReview(flag_id=kept.pk, outcome="explained", text="Đã rà soát quan hệ gia đình.")
    assert _code(lambda: reply(kept.pk, "Hai người là anh em.", by=unit)) == "record.out_of_reach"
    assert _code(lambda: review(closing, by=unit)) == "record.out_of_reach"
    assert (FlagReply.objects.count(), FlagReview.objects.count()) == (0, 0)
    reply(kept.pk, "Chúng tôi không cùng bộ phận.", by=officer(Role.OFFICIAL, person="an"))
    reply(kept.pk, "Đã phân công tách bộ phận.", by=officer(OFFICER, "north"))
    review(closing, by=officer(INSPECTOR, "province"))
    assert [one.text for one in FlagReply.objects.order_by("pk")] == [
        "Chúng tôi không cùng bộ phận.",
        "Đã phân công tách bộ phận.",
    ]
    assert FlagReview.objects.get().flag == "relatives_clustered"
