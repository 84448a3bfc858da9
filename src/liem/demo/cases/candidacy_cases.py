"""The planted candidacies, by the rule that they try."""

from __future__ import annotations

from datetime import date
from typing import Any

from liem.demo.cases.candidacies import (
    ASSESSOR,
    CONCLUSION_RULE,
    DECIDED,
    DECIDER,
    DECLARED_ON_THE_DAY,
    DECLARED_TOO_EARLY,
    KIN_RULE,
    ONE_DAY,
    OPENED,
    PLANNED,
    PROGRAMME_RULE,
    PROPOSER,
    REPLACEMENT,
    RESULT_RULE,
    UNDECLARED,
    CandidacyCase,
    Participant,
)
from liem.demo.cases.planted import Kind, Planted
from liem.demo.procedures import candidacy_key
from liem.kernel.errors import Message
from liem.procedures.models import CandidacyKind, Part
from liem.record.choices import Relation

THREE_YEARS_BEFORE = date(2023, 6, 1)


def _case(rule: str, person: str, kind: Kind, why: Message, *, applies: bool = True, **fields: Any) -> CandidacyCase:
    key = candidacy_key(fields.get("step", CandidacyKind.APPOINTMENT), person)
    return CandidacyCase(person, (Planted(rule, key, kind, why, applies=applies),), **fields)


_RESULTS = (
    _case(
        RESULT_RULE,
        "p0071",
        Kind.BREACH,
        Message("kết quả được ghi nhận sớm hơn 3 năm đúng một ngày", "recognised three years and one day before"),
        result=THREE_YEARS_BEFORE - ONE_DAY,
    ),
    _case(
        RESULT_RULE,
        "p0072",
        Kind.NEAR_MISS,
        Message("kết quả được ghi nhận đúng 3 năm trước", "recognised exactly three years before"),
        result=THREE_YEARS_BEFORE,
    ),
    _case(
        RESULT_RULE,
        "p0073",
        Kind.NEAR_MISS,
        Message("kết quả được ghi nhận đúng ngày dự kiến", "recognised on the planned day itself"),
        result=PLANNED,
    ),
    _case(
        RESULT_RULE,
        "p0074",
        Kind.BREACH,
        Message("kết quả được ghi nhận sau ngày dự kiến một ngày", "recognised one day after the planned day"),
        result=PLANNED + ONE_DAY,
    ),
    _case(
        RESULT_RULE,
        "p0075",
        Kind.BREACH,
        Message("giới thiệu ứng cử, không có kết quả nào", "nominated without any result"),
        step=CandidacyKind.NOMINATION,
        result=None,
    ),
    _case(
        RESULT_RULE,
        "p0076",
        Kind.UNATTESTED,
        Message(
            "chưa có kết quả nào trong hồ sơ và chưa ai xác nhận là đủ",
            "no result on file, and nobody attested the section complete",
        ),
        result=None,
        results_to=None,
    ),
    _case(
        RESULT_RULE,
        "p0077",
        Kind.UNATTESTED,
        Message(
            "chỉ có kết quả cũ, phần kết quả xác nhận đến trước ngày dự kiến một ngày",
            "only an old result, and the section is attested to the day before the planned one",
        ),
        result=date(2020, 8, 14),
        results_to=PLANNED - ONE_DAY,
    ),
    _case(
        RESULT_RULE,
        "p0078",
        Kind.UNATTESTED,
        Message("tờ trình không ghi ngày dự kiến", "the submission gives no planned day"),
        planned=None,
    ),
    _case(
        RESULT_RULE,
        "p0079",
        Kind.NEAR_MISS,
        Message("bổ nhiệm lại: quy định này không đặt ra", "a reappointment: the rule does not ask"),
        applies=False,
        step=CandidacyKind.REAPPOINTMENT,
        result=None,
        programme=None,
    ),
)

_PROGRAMMES = (
    _case(
        PROGRAMME_RULE,
        "p0081",
        Kind.BREACH,
        Message("không có chương trình hành động", "no action programme"),
        programme=None,
    ),
    _case(
        PROGRAMME_RULE,
        "p0082",
        Kind.BREACH,
        Message("nộp sau quyết định một ngày", "filed one day after the decision"),
        programme=DECIDED + ONE_DAY,
    ),
    _case(
        PROGRAMME_RULE,
        "p0083",
        Kind.NEAR_MISS,
        Message("nộp đúng ngày quyết định", "filed on the day of the decision"),
        programme=DECIDED,
    ),
    _case(
        PROGRAMME_RULE,
        "p0084",
        Kind.NEAR_MISS,
        Message("chưa nộp nhưng cũng chưa quyết định", "not filed, but not decided either"),
        applies=False,
        planned=date(2026, 12, 15),
        decided=None,
        programme=None,
    ),
    _case(
        PROGRAMME_RULE,
        "p0085",
        Kind.UNATTESTED,
        Message(
            "hồ sơ quy trình chưa được xác nhận đủ, chưa thấy chương trình",
            "the papers are not attested complete, and no programme is among them",
        ),
        programme=None,
        papers_to=None,
    ),
    _case(
        PROGRAMME_RULE,
        "p0086",
        Kind.UNATTESTED,
        Message(
            "hồ sơ chỉ được xác nhận đến trước ngày quyết định một ngày",
            "the papers are attested only to the day before the decision",
        ),
        step=CandidacyKind.NOMINATION,
        programme=None,
        papers_to=DECIDED - ONE_DAY,
    ),
)

_CONCLUSIONS = (
    _case(
        CONCLUSION_RULE,
        "p0091",
        Kind.BREACH,
        Message("chưa có kết luận về tiêu chuẩn chính trị", "no political-standards conclusion"),
        conclusion=None,
    ),
    _case(
        CONCLUSION_RULE,
        "p0092",
        Kind.BREACH,
        Message("kết luận có sau ngày bắt đầu xem xét một ngày", "the conclusion is dated one day after the opening"),
        conclusion=OPENED + ONE_DAY,
    ),
    _case(
        CONCLUSION_RULE,
        "p0093",
        Kind.NEAR_MISS,
        Message("kết luận đúng ngày bắt đầu xem xét", "the conclusion is dated on the very day of the opening"),
        conclusion=OPENED,
    ),
    _case(
        CONCLUSION_RULE,
        "p0094",
        Kind.BREACH,
        Message("cử đi đào tạo khi chưa có kết luận", "sent to training without a conclusion"),
        step=CandidacyKind.TRAINING,
        conclusion=None,
    ),
    _case(
        CONCLUSION_RULE,
        "p0095",
        Kind.UNATTESTED,
        Message(
            "chưa nhập kết luận, phần này chưa ai xác nhận", "no conclusion entered, and nobody attested the section"
        ),
        conclusion=None,
        conclusions_to=None,
    ),
    _case(
        CONCLUSION_RULE,
        "p0096",
        Kind.UNATTESTED,
        Message(
            "quy hoạch: phần kết luận chỉ xác nhận đến trước ngày xem xét một ngày",
            "succession: the section is attested only to the day before the opening",
        ),
        step=CandidacyKind.SUCCESSION,
        conclusion=None,
        conclusions_to=OPENED - ONE_DAY,
    ),
)


def _kin_case(person: str, kind: Kind, why: Message, *participants: Participant, **fields: Any) -> CandidacyCase:
    return _case(KIN_RULE, person, kind, why, participants=participants, **fields)


_KIN = (
    _kin_case(
        "p0101",
        Kind.BREACH,
        Message("vợ hoặc chồng của nhân sự là người đề xuất", "the candidate's spouse proposed"),
        PROPOSER,
        ASSESSOR,
        DECIDER,
        kin=(("p0101", PROPOSER.person, Relation.SPOUSE),),
    ),
    _kin_case(
        "p0102",
        Kind.BREACH,
        Message(
            "người quyết định tự khai là thông gia, anh em dâu rể của nhân sự",
            "the one who decided declared being an in-law of the candidate",
        ),
        PROPOSER,
        ASSESSOR,
        DECIDER,
        kin=((DECIDER.person, "p0102", Relation.SIBLING_IN_LAW),),
    ),
    _kin_case(
        "p0103",
        Kind.NEAR_MISS,
        Message("người có quan hệ đã rút, người khác đề xuất thay", "the relative withdrew, somebody else proposed"),
        Participant(PROPOSER.person, Part.PROPOSER, recused=True),
        REPLACEMENT,
        ASSESSOR,
        DECIDER,
        kin=(("p0103", PROPOSER.person, Relation.SIBLING),),
    ),
    _kin_case(
        "p0104",
        Kind.NEAR_MISS,
        Message(
            "có người thân trong cơ quan, nhưng người đó không tham gia", "a relative works there but took no part"
        ),
        PROPOSER,
        ASSESSOR,
        DECIDER,
        kin=(("p0104", REPLACEMENT.person, Relation.SIBLING),),
    ),
    _kin_case(
        "p0105",
        Kind.NEAR_MISS,
        Message(
            "người thẩm định khai quan hệ đến đúng ngày bắt đầu",
            "the assessor declared kin to the very day of the opening",
        ),
        PROPOSER,
        DECLARED_ON_THE_DAY,
        DECIDER,
    ),
    _kin_case(
        "p0106",
        Kind.UNATTESTED,
        Message(
            "một người tham gia khai quan hệ chỉ đến hôm trước", "one participant declared kin only to the day before"
        ),
        PROPOSER,
        DECLARED_TOO_EARLY,
        DECIDER,
    ),
    _kin_case(
        "p0107",
        Kind.UNATTESTED,
        Message("một người tham gia chưa khai quan hệ", "one participant has not declared any kin"),
        PROPOSER,
        UNDECLARED,
        DECIDER,
    ),
    _kin_case(
        "p0108",
        Kind.UNATTESTED,
        Message(
            "không ghi ai đề xuất, thẩm định, quyết định", "nobody is on record as proposing, assessing or deciding"
        ),
    ),
    _kin_case(
        "p0109",
        Kind.BREACH,
        Message(
            "có người chưa khai, nhưng quan hệ đã rõ: đối tác làm ăn quyết định",
            "one has not declared, yet the tie is plain: a business partner decided",
        ),
        PROPOSER,
        UNDECLARED,
        DECIDER,
        kin=(("p0109", DECIDER.person, Relation.PARTNER),),
    ),
)

CASES: tuple[CandidacyCase, ...] = (*_RESULTS, *_PROGRAMMES, *_CONCLUSIONS, *_KIN)
