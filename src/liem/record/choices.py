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
