"""The dossier of one official, part by part; see `whole.dossier` and `whole.open_dossier`."""

from liem.record.dossier.career import AnswersFor, Held, Planned, Recruited
from liem.record.dossier.conduct import (
    Conclusion,
    Criterion,
    DeclarationLine,
    Disciplined,
    Result,
    YearlyEvaluation,
)
from liem.record.dossier.kin import Kin
from liem.record.dossier.learning import Course, Language, Qualified
from liem.record.dossier.living import Abroad, Lived
from liem.record.dossier.parts import SECTION_OF, SECTIONS, Attested, Part
from liem.record.dossier.whole import Dossier, body_reached, dossier, log_reading, open_dossier

__all__ = [
    "SECTIONS",
    "SECTION_OF",
    "Abroad",
    "AnswersFor",
    "Attested",
    "Conclusion",
    "Course",
    "Criterion",
    "DeclarationLine",
    "Disciplined",
    "Dossier",
    "Held",
    "Kin",
    "Language",
    "Lived",
    "Part",
    "Planned",
    "Qualified",
    "Recruited",
    "Result",
    "YearlyEvaluation",
    "body_reached",
    "dossier",
    "log_reading",
    "open_dossier",
]
