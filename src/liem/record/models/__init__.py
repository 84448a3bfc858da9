"""Bodies, posts, people, tenures and what hangs on them.

Identity rows (`Place`, `Body`, `Post`, `Term`, `SuccessionList`, `ReviewCampaign`, `Person`, `Evaluation`,
`DeclarationDuty`) never change and are what foreign keys point at. Everything said about them is a version
(`Versioned`): valid from/to in the world, known from/to by position in the ledger. `valid_to` is the first day a thing
no longer holds; an empty `valid_from` is a start that the record does not know.
"""

from liem.record.models.assessment import (
    Attestation,
    Declaration,
    DeclarationDuty,
    Evaluation,
    EvaluationCriterion,
    EvaluationForm,
    EvaluationProduct,
)
from liem.record.models.bodies import Body, BodyState, Place, Post, PostState
from liem.record.models.careers import (
    Discipline,
    Identifier,
    Qualification,
    Recruitment,
    Residence,
    Responsibility,
    StayAbroad,
    SuccessionEntry,
    SuccessionList,
    SuccessionListState,
    Training,
)
from liem.record.models.imports import ColumnMapping, PersonDecision
from liem.record.models.organisation import Headcount, PostStandard, Reorganisation, Term, TermState
from liem.record.models.people import (
    Kinship,
    LanguageSkill,
    Person,
    PersonDetails,
    PoliticalConclusion,
    RecognisedResult,
    Tenure,
)
from liem.record.models.reviews import CorrectionRequest, DossierReview, ReviewCampaign, ReviewCampaignState

__all__ = [
    "Attestation",
    "Body",
    "BodyState",
    "ColumnMapping",
    "CorrectionRequest",
    "Declaration",
    "DeclarationDuty",
    "Discipline",
    "DossierReview",
    "Evaluation",
    "EvaluationCriterion",
    "EvaluationForm",
    "EvaluationProduct",
    "Headcount",
    "Identifier",
    "Kinship",
    "LanguageSkill",
    "Person",
    "PersonDecision",
    "PersonDetails",
    "Place",
    "PoliticalConclusion",
    "Post",
    "PostStandard",
    "PostState",
    "Qualification",
    "RecognisedResult",
    "Recruitment",
    "Reorganisation",
    "Residence",
    "Responsibility",
    "ReviewCampaign",
    "ReviewCampaignState",
    "StayAbroad",
    "SuccessionEntry",
    "SuccessionList",
    "SuccessionListState",
    "Tenure",
    "Term",
    "TermState",
    "Training",
]
