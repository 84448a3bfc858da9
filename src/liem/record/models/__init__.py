"""Bodies, posts, people, tenures and what hangs on them.

Identity rows (`Place`, `Body`, `Post`, `Person`, `Evaluation`, `DeclarationDuty`) never change and are what foreign
keys point at. Everything said about them is a version (`Versioned`): valid from/to in the world, known from/to by
position in the ledger. `valid_to` is the first day a thing no longer holds; an empty `valid_from` is a start that the
record does not know.
"""

from liem.record.models.assessment import (
    Attestation,
    Declaration,
    DeclarationDuty,
    Evaluation,
    EvaluationForm,
    EvaluationProduct,
)
from liem.record.models.bodies import Body, BodyState, Place, Post, PostState
from liem.record.models.people import (
    Kinship,
    LanguageSkill,
    Person,
    PersonDetails,
    PoliticalConclusion,
    RecognisedResult,
    Tenure,
)

__all__ = [
    "Attestation",
    "Body",
    "BodyState",
    "Declaration",
    "DeclarationDuty",
    "Evaluation",
    "EvaluationForm",
    "EvaluationProduct",
    "Kinship",
    "LanguageSkill",
    "Person",
    "PersonDetails",
    "Place",
    "PoliticalConclusion",
    "Post",
    "PostState",
    "RecognisedResult",
    "Tenure",
]
