"""Closed lists of words in the record: value → what people read. The glossary decides the words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    PROVINCE = "province", _("province")
    DISTRICT = "district", _("district")
    COMMUNE = "commune", _("commune")


class BodyKind(models.TextChoices):
    COMMITTEE = "committee", _("Party committee")
    STANDING_COMMITTEE = "standing_committee", _("standing committee")
    COMMISSION = "commission", _("Party commission")
    AGENCY = "agency", _("agency")
    COUNCIL = "council", _("People's Council")
    ADMINISTRATION = "administration", _("People's Committee")
    FRONT = "front", _("Fatherland Front")
    UNION = "union", _("mass organisation")
    ENTERPRISE = "enterprise", _("enterprise")
    UNIT = "unit", _("unit")


class PostRole(models.TextChoices):
    SECRETARY = "secretary", _("secretary")
    STANDING_DEPUTY_SECRETARY = "standing_deputy_secretary", _("standing deputy secretary")
    DEPUTY_SECRETARY = "deputy_secretary", _("deputy secretary")
    STANDING_COMMITTEE_MEMBER = "standing_committee_member", _("standing committee member")
    COMMITTEE_MEMBER = "committee_member", _("committee member")
    CHAIR = "chair", _("chair of the People's Committee")
    VICE_CHAIR = "vice_chair", _("vice chair of the People's Committee")
    COUNCIL_CHAIR = "council_chair", _("chair of the People's Council")
    COUNCIL_VICE_CHAIR = "council_vice_chair", _("vice chair of the People's Council")
    COUNCIL_MEMBER = "council_member", _("member of the People's Council")
    DIRECTOR = "director", _("head of a provincial agency")
    DEPUTY_DIRECTOR = "deputy_director", _("deputy head of a provincial agency")
    DIVISION_HEAD = "division_head", _("head of division")
    DIVISION_DEPUTY = "division_deputy", _("deputy head of division")
    SPECIALIST = "specialist", _("specialist")


class Sex(models.TextChoices):
    WOMAN = "woman", _("woman")
    MAN = "man", _("man")


class Grade(models.TextChoices):
    EXCELLENT = "excellent", _("excellent")
    GOOD = "good", _("good")
    COMPLETED = "completed", _("completed")
    NOT_COMPLETED = "not_completed", _("not completed")


class Relation(models.TextChoices):
    SPOUSE = "spouse", _("spouse")
    PARENT = "parent", _("parent")
    CHILD = "child", _("child")
    SIBLING = "sibling", _("sibling")
    PARENT_IN_LAW = "parent_in_law", _("parent-in-law")
    CHILD_IN_LAW = "child_in_law", _("child-in-law")
    SIBLING_IN_LAW = "sibling_in_law", _("sibling-in-law")
    PARTNER = "partner", _("business partner")


class DeclarationStep(models.TextChoices):
    FILED = "filed", _("filed")
    PUBLISHED = "published", _("published")
    VERIFIED = "verified", _("verified")


class Section(models.TextChoices):
    """Parts of the record that somebody attests complete, up to a day."""

    TENURES = "tenures", _("tenures")
    KINSHIP = "kinship", _("kinship")
    LANGUAGES = "languages", _("languages")
    RESULTS = "results", _("recognised results")
    POLITICAL_CONCLUSION = "political_conclusion", _("political-standards conclusion")
    DECLARATIONS = "declarations", _("declarations")
    EVALUATION_FORM = "evaluation_form", _("evaluation form")
    NAMES = "names", _("names put forward")
    PAPERS = "papers", _("papers of the procedure")
    DISCIPLINE = "discipline", _("discipline")
    EXCEPTIONS = "exceptions", _("exceptions agreed by a superior")
    QUALIFICATIONS = "qualifications", _("qualifications")
    SUCCESSION = "succession", _("succession lists")
    TRAININGS = "trainings", _("trainings")
    RESIDENCES = "residences", _("places of residence")


class SamePerson(models.TextChoices):
    """What a person answers where two codes may name one official."""

    DIFFERENT = "different", _("two different people")
    KEEP = "keep", _("one person; the record stays as it is")
    REPLACE = "replace", _("one person; the file corrects the record")


class ReorganisationKind(models.TextChoices):
    MERGE = "merge", _("merger")
    SPLIT = "split", _("split")
    RENAME = "rename", _("renaming")
    CLOSE = "close", _("closure")


class HeadcountKind(models.TextChoices):
    OFFICIALS = "officials", _("officials and civil servants")
    EMPLOYEES = "employees", _("public employees")


class PlaceRule(models.TextChoices):
    """Whether the holder of a post may come from the place of its body."""

    NOT_LOCAL = "not_local", _("not from that place")
    ANY = "any", _("from anywhere")


class TenureKind(models.TextChoices):
    APPOINTMENT = "appointment", _("appointment")
    ELECTION = "election", _("election")
    ROTATION = "rotation", _("rotation")
    REASSIGNMENT = "reassignment", _("reassignment")
    PERIODIC_TRANSFER = "periodic_transfer", _("periodic transfer")
    SECONDMENT = "secondment", _("secondment")
    ACTING = "acting", _("acting")


class IdentifierKind(models.TextChoices):
    PERSONAL_NUMBER = "personal_number", _("personal identification number")
    PARTY_CARD = "party_card", _("Party card")
    OFFICER_NUMBER = "officer_number", _("officer's number")


class QualificationKind(models.TextChoices):
    DEGREE = "degree", _("degree")
    POLITICAL_THEORY = "political_theory", _("political theory")
    STATE_MANAGEMENT = "state_management", _("state management")
    LAW = "law", _("law")
    LANGUAGE = "language", _("foreign language")
    COMPUTING = "computing", _("computing")


class QualificationLevel(models.TextChoices):
    COURSE = "course", _("short course")
    VOCATIONAL = "vocational", _("vocational school")
    COLLEGE = "college", _("college")
    UNIVERSITY = "university", _("university")
    MASTER = "master", _("master")
    DOCTOR = "doctor", _("doctor")
    ELEMENTARY_THEORY = "elementary_theory", _("elementary political theory")
    INTERMEDIATE_THEORY = "intermediate_theory", _("intermediate political theory")
    ADVANCED_THEORY = "advanced_theory", _("advanced political theory")
    THEORY_DEGREE = "theory_degree", _("degree in political theory")
    OFFICER_GRADE = "officer_grade", _("course for the officer grade")
    SPECIALIST_GRADE = "specialist_grade", _("course for the specialist grade")
    PRINCIPAL_GRADE = "principal_grade", _("course for the principal specialist grade")
    SENIOR_GRADE = "senior_grade", _("course for the senior specialist grade")
    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"
    BASIC_COMPUTING = "basic_computing", _("basic computing")
    ADVANCED_COMPUTING = "advanced_computing", _("advanced computing")


_Q = QualificationLevel
_DEGREES = (_Q.VOCATIONAL, _Q.COLLEGE, _Q.UNIVERSITY, _Q.MASTER, _Q.DOCTOR)
LEVELS_OF: dict[QualificationKind, tuple[QualificationLevel, ...]] = {
    QualificationKind.DEGREE: _DEGREES,
    QualificationKind.POLITICAL_THEORY: (
        _Q.ELEMENTARY_THEORY,
        _Q.INTERMEDIATE_THEORY,
        _Q.ADVANCED_THEORY,
        _Q.THEORY_DEGREE,
    ),
    QualificationKind.STATE_MANAGEMENT: (
        _Q.OFFICER_GRADE,
        _Q.SPECIALIST_GRADE,
        _Q.PRINCIPAL_GRADE,
        _Q.SENIOR_GRADE,
    ),
    QualificationKind.LAW: (_Q.COURSE, *_DEGREES),
    QualificationKind.LANGUAGE: (_Q.A1, _Q.A2, _Q.B1, _Q.B2, _Q.C1, _Q.C2),
    QualificationKind.COMPUTING: (_Q.BASIC_COMPUTING, _Q.ADVANCED_COMPUTING),
}
"""The levels of each kind, the lowest first."""


class Assessor(models.TextChoices):
    SELF = "self", _("the official")
    COLLECTIVE = "collective", _("the collective")
    HEAD = "head", _("the head")
    SUBORDINATES = "subordinates", _("subordinates")
    OTHER_BODY = "other_body", _("another body")
    AUTHORITY = "authority", _("the competent authority")


class DisciplineSide(models.TextChoices):
    PARTY = "party", _("Party discipline")
    STATE = "state", _("State discipline")


class DisciplineForm(models.TextChoices):
    REPRIMAND = "reprimand", _("reprimand")
    WARNING = "warning", _("warning")
    PAY_REDUCTION = "pay_reduction", _("pay reduction")
    DEMOTION = "demotion", _("demotion")
    REMOVAL = "removal", _("removal from post")
    RECALL = "recall", _("recall from elected office")
    DISMISSAL = "dismissal", _("dismissal from service")
    EXPULSION = "expulsion", _("expulsion from the Party")


FORMS_OF: dict[DisciplineSide, tuple[DisciplineForm, ...]] = {
    DisciplineSide.PARTY: (
        DisciplineForm.REPRIMAND,
        DisciplineForm.WARNING,
        DisciplineForm.REMOVAL,
        DisciplineForm.EXPULSION,
    ),
    DisciplineSide.STATE: tuple(form for form in DisciplineForm if form is not DisciplineForm.EXPULSION),
}
"""The forms of each side, the lightest first. Those dropped from the law stay: old decisions name them."""


class CorrectionOutcome(models.TextChoices):
    CORRECTED = "corrected", _("corrected")
    REFUSED = "refused", _("not corrected")


class Secrecy(models.TextChoices):
    """How secret a paper or list is. An empty value: nobody has said."""

    OPEN = "open", _("not secret")
    CONFIDENTIAL = "confidential", _("confidential")
    SECRET = "secret", _("secret")
    TOP_SECRET = "top_secret", _("top secret")


class StayPurpose(models.TextChoices):
    WORK = "work", _("work")
    STUDY = "study", _("study")


class RecruitmentWay(models.TextChoices):
    EXAMINATION = "examination", _("examination")
    SELECTION = "selection", _("selection")
    RECEPTION = "reception", _("reception without examination")


class TalentSource(models.TextChoices):
    EXCELLENT_GRADUATE = "excellent_graduate", _("excellent graduate")
    YOUNG_SCIENTIST = "young_scientist", _("young scientist")
    COMMUNE_OFFICIAL = "commune_official", _("outstanding official of a commune")
