"""What the record says of who somebody is, and what is left of it once it was erased on a lawful order."""

from __future__ import annotations

from typing import Any

from liem.actions.erasure_rows import Particulars
from liem.record.models import CorrectionRequest, DossierReview, Identifier, PersonDetails
from liem.record.names import sort_name, without_marks

NAME_ERASED = "(đã xóa)"
"""Stands where the name stood: lists and links need something to show."""
_UNSAID: dict[str, Any] = {"source": "", "reason": ""}
PARTICULARS = (
    Particulars(
        PersonDetails,
        {
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
        }
        | _UNSAID,
    ),
    Particulars(Identifier, {"number": "", "digest": "", "last_digits": "", "issued_on": None} | _UNSAID),
    Particulars(DossierReview, {"remark": ""} | _UNSAID),
    Particulars(CorrectionRequest, {"wanted": "", "answer": ""} | _UNSAID),
)
