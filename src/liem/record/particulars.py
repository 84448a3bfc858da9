"""What the texts of the record say of a person, and what an order to erase takes from them.

Who somebody is goes, and so does what was written about them in sentences. Posts, grades, qualifications, discipline
and the like stay, under the code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.db.models import Model, Q

from liem.actions.erasure_texts import ERASED, VERSION_TEXTS, About, Kept, Line, Names, Particulars, through
from liem.kernel.errors import Message
from liem.record import models as record
from liem.record.names import sort_name, without_marks

NAME_ERASED = ERASED
"""Stands where the name stood: lists and links need something to show."""
LEAST_OF_A_NUMBER = 6
"""A shorter number stands in texts that have nothing to do with the person."""

_CODE, _NUMBER, _OFFICE = Kept.CODE, Kept.NUMBER, Kept.OFFICE
_PERSON = through("person_id")
_EVALUATED = through("evaluation__person_id")
_VERSIONS = Message("nguồn và lý do ghi ở các mục khác của hồ sơ", "sources and reasons of other rows of the record")


def names_of(person: str) -> Names:
    """All names that the record ever had for the person, and the numbers of their papers."""
    said = record.PersonDetails.objects.filter(person=person).values_list("name", "other_names")
    names = {name.strip() for both in said for text in both for name in re.split(r"[,;/]", text)}
    names = {name for name in names if len(name.split()) > 1 and name != NAME_ERASED}
    shared = frozenset(name for name in names if _is_borne_by_another(name, person))
    numbers = record.Identifier.objects.filter(person=person).values_list("number", flat=True)
    return Names(frozenset(names - shared | {one for one in numbers if len(one) >= LEAST_OF_A_NUMBER}), shared)


def staying(person: str) -> Iterator[Line]:
    """What the record keeps."""
    yield Line(
        Message(
            "phần còn lại của hồ sơ, theo mã: chức vụ, xếp loại, bằng cấp, kỷ luật và tương tự; số và ngày của văn bản",
            "the rest of the dossier, under the code: posts, grades, qualifications, discipline and the like; numbers "
            "and days of papers",
        )
    )


def _is_borne_by_another(name: str, person: str) -> bool:
    """Whether another official is, or was, called so; also where the name is part of a longer one."""
    sought = without_marks(name)
    others = record.PersonDetails.objects.exclude(person=person).filter(search_name__contains=sought)
    word = re.compile(rf"(?<!\w){re.escape(name.casefold())}(?!\w)")
    return any(word.search(f"{one.name}, {one.other_names}".casefold()) for one in others.only("name", "other_names"))


def _attested(person: str) -> Q:
    """What is attested of the person, or of an evaluation of theirs."""
    return Q(subject=person) | Q(subject__in=record.Evaluation.objects.filter(person=person).values("key"))


def _rest(model: type[Model], about: About | None = None, **columns: Any) -> Particulars:
    """A table of which no more than sentences go."""
    told = (*VERSION_TEXTS, *columns.pop("told", ()))
    return Particulars(model=model, what=_VERSIONS, about=about, told=told, **columns)


_DETAILS = Particulars(
    model=record.PersonDetails,
    what=Message("tên và thông tin riêng trong hồ sơ", "names and particulars in the record"),
    about=_PERSON,
    own={
        "name": NAME_ERASED,
        "search_name": without_marks(NAME_ERASED),
        "sort_name": sort_name(NAME_ERASED),
        "other_names": "",
        "born_on": None,
        "sex": "",
        "ethnicity": "",
        "home_place_id": None,
        "birth_place_id": None,
        "joined_party_on": None,
        "party_official_on": None,
    },
    told=VERSION_TEXTS,
)
_IDENTIFIERS = Particulars(
    model=record.Identifier,
    what=Message("số giấy tờ của người này", "numbers of the person's papers"),
    about=_PERSON,
    own={"number": "", "digest": "", "last_digits": "", "issued_on": None},
    told=VERSION_TEXTS,
)
_REVIEWS = Particulars(
    model=record.DossierReview,
    what=Message("nhận xét khi rà soát hồ sơ", "remarks of reviews of the dossier"),
    about=_PERSON,
    told=(*VERSION_TEXTS, "remark"),
)
_CORRECTIONS = Particulars(
    model=record.CorrectionRequest,
    what=Message("đề nghị sửa hồ sơ và trả lời", "requests for corrections and answers"),
    about=_PERSON,
    told=(*VERSION_TEXTS, "wanted", "answer"),
    kept={"section": _CODE, "entry": _CODE},
)
_REMARKS = Particulars(
    model=record.EvaluationCriterion,
    what=Message("nhận xét trong đánh giá", "remarks in evaluations"),
    about=_EVALUATED,
    told=(*VERSION_TEXTS, "remark"),
    named=("title",),
)
_SUCCESSION = Particulars(
    model=record.SuccessionEntry,
    what=Message("lý do đưa ra khỏi quy hoạch", "reasons for taking off a succession list"),
    about=_PERSON,
    told=(*VERSION_TEXTS, "removal_reason"),
    kept={"decision": _NUMBER},
)

PARTICULARS = (
    _DETAILS,
    _IDENTIFIERS,
    _REVIEWS,
    _CORRECTIONS,
    _REMARKS,
    _SUCCESSION,
    Particulars(model=record.Place, what=_VERSIONS, kept={"name": _OFFICE}),
    _rest(record.BodyState, kept={"name": _OFFICE}),
    _rest(record.PostState, kept={"title": _OFFICE, "field": _OFFICE, "area": _OFFICE, "transfer_group": _OFFICE}),
    _rest(record.Tenure, _PERSON, named=("field",), kept={"decision": _NUMBER}),
    _rest(record.Kinship, through("person_id", "relative_id"), kept={"term": _CODE}),
    _rest(record.LanguageSkill, _PERSON, named=("language", "level")),
    _rest(record.RecognisedResult, _PERSON, named=("title",), kept={"recognised_by": _OFFICE}),
    _rest(record.PoliticalConclusion, _PERSON, kept={"number": _NUMBER, "authority": _OFFICE}),
    _rest(record.EvaluationForm, _EVALUATED, named=("body_result",), kept={"assessed_by": _OFFICE}),
    _rest(record.EvaluationProduct, _EVALUATED, named=("title",)),
    _rest(record.Declaration, through("duty__person_id")),
    _rest(record.Attestation, _attested, kept={"subject": _CODE, "attested_by": _OFFICE}),
    _rest(record.Reorganisation, kept={"event": _CODE, "decision": _NUMBER}),
    _rest(record.TermState, kept={"name": _OFFICE}),
    _rest(record.Headcount, kept={"decision": _NUMBER}),
    _rest(record.PostStandard, kept={"paper": _NUMBER}),
    _rest(record.Qualification, _PERSON, named=("field", "school"), kept={"certificate": _NUMBER}),
    _rest(record.Training, _PERSON, named=("course", "place")),
    _rest(record.Residence, _PERSON),
    _rest(record.StayAbroad, _PERSON, named=("country",), kept={"permission": _NUMBER}),
    _rest(record.Recruitment, _PERSON, kept={"decision": _NUMBER}),
    _rest(record.Responsibility, _PERSON, kept={"decision": _NUMBER}),
    _rest(record.Discipline, _PERSON, kept={"decision": _NUMBER, "authority": _OFFICE}),
    _rest(record.SuccessionListState, kept={"decision": _NUMBER}),
    _rest(
        record.ColumnMapping,
        kept={"origin": _CODE, "title": _CODE, "heading": _CODE, "sheet": _CODE, "column": _CODE},
    ),
    _rest(record.PersonDecision, through("code", "other"), kept={"code": _CODE, "other": _CODE}),
    _rest(record.ReviewCampaignState, named=("title",), kept={"paper": _NUMBER, "sections": _CODE}),
)
