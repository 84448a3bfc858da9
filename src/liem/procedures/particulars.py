"""What the texts of cases, meetings and decisions say of a person, and what an order to erase takes from them.

A case is a person's own where it is about nobody else: its texts and papers go. In a case about several people go the
papers and rows about that person, and the texts that name them. Numbers, days, counts and outcomes stay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from liem.actions.erasure_texts import VERSION_TEXTS, About, Kept, Line, Particulars, through
from liem.kernel.errors import Message
from liem.procedures import models as procedures

_CODE, _NUMBER, _OFFICE = Kept.CODE, Kept.NUMBER, Kept.OFFICE


@dataclass(frozen=True, slots=True)
class Cases:
    """Keys of the cases that are about the person alone, and of those about others too."""

    own: frozenset[str]
    shared: frozenset[str]


def cases_about(person: str) -> Cases:
    """The cases in which the person ever was somebody whom the case is about, or whom the decision looked into
    concerns. Four queries."""
    cases = procedures.Case.objects.filter(
        Q(person=person)
        | Q(people__person=person)
        | Q(decision__effects__person=person)
        | Q(decision__case__person=person)
    )
    keys = set(cases.values_list("pk", flat=True))
    found = procedures.Case.objects.filter(pk__in=keys)
    people: dict[str, set[str]] = defaultdict(set)
    for path in ("person", "people__person", "decision__effects__person", "decision__case__person"):
        for key, one in found.filter(**{f"{path}__isnull": False}).values_list("pk", path):
            people[key].add(one)
    own = frozenset(key for key in keys if people[key] == {person})
    return Cases(own, frozenset(keys) - own)


def staying(person: str) -> Iterator[Line]:
    """What is kept of the cases about the person."""
    cases = cases_about(person)
    papers = procedures.CasePaper.objects.current().filter(case__in=cases.shared, person=None).exclude(digest="")
    counted = (
        (_DECISIONS, procedures.Decision.objects.filter(_decided(person)).distinct().count()),
        (_PAPERS_OF_SEVERAL, papers.count()),
        (_COURSES, len(cases.own) + len(cases.shared)),
    )
    yield from (Line(words, number) for words, number in counted if number)


def _in_own_cases(path: str = "case", *people: str) -> About:
    """Rows of cases about the person alone, and those that lead to the person by one of the other ways."""

    def about(person: str) -> Q:
        found = Q(**{f"{path}__in": cases_about(person).own})
        return found | through(*people)(person) if people else found

    return about


def _papers_about(person: str) -> Q:
    """Papers of own cases and about the person, and those about several that another paper has taken the place of: so
    a copy without the person can stand for them."""
    replaced = Q(case__in=cases_about(person).shared, person=None, known_to__isnull=False)
    return _in_own_cases("case", "person_id")(person) | replaced


def _asked_about(path: str) -> About:
    """Rows of own cases, and those whose `subject` is the person, or their name or candidacy in a case."""

    def about(person: str) -> Q:
        named = procedures.CasePerson.objects.filter(person=person).values("identity")
        return _in_own_cases(path, "subject")(person) | Q(subject__in=named)

    return about


def _decided(person: str) -> Q:
    """Decisions of cases about the person alone, and those that brought about something for this person alone."""
    alone = (
        procedures.DecisionEffect.objects.filter(person=person)
        .exclude(decision__effects__in=procedures.DecisionEffect.objects.exclude(person=person).exclude(person=None))
        .values("decision")
    )
    return Q(case__in=cases_about(person).own) | Q(pk__in=alone)


def _texts(model: type[Model], vi: str, en: str, about: About | None, *told: str, **columns: Any) -> Particulars:
    return Particulars(model=model, what=Message(vi, en), about=about, told=(*_of_versions(model), *told), **columns)


def _rest(model: type[Model], about: About | None, **columns: Any) -> Particulars:
    """A table with no sentences but the source and the reason of its versions."""
    return _texts(model, "nguồn và lý do ghi trong vụ việc", "sources and reasons in cases", about, **columns)


def _of_versions(model: type[Model]) -> tuple[str, ...]:
    return VERSION_TEXTS if "known_from" in {field.name for field in model._meta.concrete_fields} else ()


_PERSON = through("person_id")
_CASE = _in_own_cases()
_CANDIDACY = through("candidacy__person_id")
PARTICULARS = (
    _rest(procedures.CandidacyState, _CANDIDACY, kept={"decision": _NUMBER}),
    _rest(procedures.Participation, through("person_id", "candidacy__person_id")),
    _rest(procedures.ActionProgramme, _CANDIDACY),
    _rest(procedures.NominationMeeting, None, named=("subject",)),
    _rest(procedures.Nominee, _PERSON),
    _rest(procedures.ProcedureText, None, kept=dict.fromkeys(("pack", "file", "text"), Kept.LAW)),
    _rest(procedures.Case, None, kept=dict.fromkeys(("procedure", "kind", "jurisdiction"), _CODE)),
    _rest(procedures.CasePerson, _in_own_cases("case", "person_id")),
    _texts(
        procedures.CaseEvent,
        "lý do ghi khi thực hiện các bước",
        "reasons given when steps were taken",
        _CASE,
        "reason",
        kept={"step": _CODE, "chosen": _CODE},
    ),
    _rest(procedures.GateAnswer, None, kept=dict.fromkeys(("rule", "digest", "subject", "waiver"), _CODE)),
    _texts(
        procedures.CasePaper,
        "giấy tờ, kể cả bản đã được thay trong vụ việc về nhiều người: tệp, nguồn và lý do thay",
        "papers, also replaced ones of cases about several people: file, source and reason",
        _papers_about,
        file="digest",
        kept={"step": _CODE, "name": _CODE, "number": _NUMBER, "authority": _OFFICE, "media_type": _CODE},
    ),
    _rest(
        procedures.Statement,
        _asked_about("case"),
        named=("value",),
        kept=dict.fromkeys(("about", "subject", "fact", "paper"), _CODE),
    ),
    _texts(
        procedures.Waiver,
        "lý do miễn điều kiện và ý kiến xem lại",
        "reasons of waivers and their reviews",
        _asked_about("case"),
        "why",
        "review",
        kept=dict.fromkeys(("step", "rule", "subject", "paper"), _CODE) | {"clause": Kept.LAW, "granted_by": _OFFICE},
    ),
    _rest(procedures.Vacancy, None, named=("requirements",), kept={"paper": _CODE}),
    _texts(
        procedures.BoldProposal,
        "đề xuất đổi mới, đột phá",
        "bold proposals",
        _PERSON,
        "title",
        kept={"agreed_by": _OFFICE, "paper": _NUMBER},
    ),
    _texts(
        procedures.Decision,
        "trích yếu quyết định",
        "what decisions are about",
        _decided,
        "subject",
        kept={"event": _CODE, "number": _NUMBER},
    ),
    _rest(procedures.DecisionEffect, None, kept={"table": _CODE, "identity": _CODE}),
    _rest(procedures.Publication, _CASE, kept=dict.fromkeys(("step", "to", "paper"), _CODE)),
    _rest(procedures.Annulment, _CASE),
    _texts(
        procedures.Consequence,
        "việc phải làm sau khi hủy quyết định",
        "what is to be done after an annulment",
        _CASE,
        "to_do",
        "proof",
        kept={"thing": _CODE, "through": _CODE},
    ),
    _texts(procedures.Promise, "điều đã hứa và kết quả", "promises and their proofs", _PERSON, "text", "proof"),
    _rest(procedures.Suspension, _PERSON),
    _texts(
        procedures.CorrectionPlan,
        "điểm phải khắc phục",
        "points to be corrected",
        _CASE,
        "point",
        "proof",
    ),
    _texts(
        procedures.Violation,
        "vi phạm và kết quả xử lý",
        "violations and their outcomes",
        _PERSON,
        "what",
        "outcome",
        kept={"paper": _NUMBER},
    ),
    _texts(
        procedures.CaseMeeting,
        "lý do họp lại",
        "why meetings were held again",
        _CASE,
        "again",
        kept={"step": _CODE},
    ),
    _rest(procedures.MeetingMember, through("person_id", "instead_of_id")),
    _texts(
        procedures.LeftOut,
        "lý do không mời họp",
        "reasons for not convening",
        _PERSON,
        "why",
    ),
    _rest(procedures.MeetingName, None, kept={"case_person": _CODE}),
    _rest(procedures.Attendance, None),
    _rest(procedures.TellerSheet, None, kept={"numbers": _CODE}),
    _rest(procedures.MeetingCount, None, kept={"votes": _CODE, "levels": _CODE}),
    _rest(procedures.NameCount, None, kept={"case_person": _CODE}),
    _texts(
        procedures.Recusal,
        "lý do đứng ngoài vụ việc",
        "reasons for standing aside",
        _in_own_cases("case", "person_id", "about_id", "substitute_id"),
    ),
    _texts(
        procedures.DeclaredTie,
        "quan hệ đã khai: nguồn và lý do",
        "declared ties: source and reason",
        through("person_id", "other_id"),
    ),
)
_DECISIONS = Message(
    "quyết định: giữ số, ngày, cơ quan và mã, để còn kiểm tra được quyết định",
    "decisions: number, day, body and code stay, so that the decision can still be checked",
)
_PAPERS_OF_SEVERAL = Message(
    "giấy tờ chung về nhiều người: giữ cả tệp. Nếu lệnh xóa cả giấy tờ đó, hãy nộp bản đã lược thay vào trước khi xóa",
    "papers about several people: they stay with their file. Where the order reaches them, put a copy without the "
    "person in their place first",
)
_COURSES = Message(
    "vụ việc: giữ các bước, ngày, kết quả và số phiếu, theo mã",
    "cases: steps, days, outcomes and counts stay, under the code",
)
