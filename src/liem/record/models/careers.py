"""What hangs on a person beside the tenures: numbers, qualifications, trainings, stays, discipline, succession."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from liem.actions.versions import Versioned
from liem.record.choices import (
    DisciplineForm,
    DisciplineSide,
    IdentifierKind,
    QualificationKind,
    QualificationLevel,
    RecruitmentWay,
    Secrecy,
    StayPurpose,
    TalentSource,
)
from liem.record.models.bodies import Body, Place, Post
from liem.record.models.indexes import current_index
from liem.record.models.organisation import Term
from liem.record.models.people import Person


class Identifier(Versioned):
    """A number by which an office knows the person.

    `digest` finds the number again without showing it (`record.identifiers`). A personal identification number is kept
    in that form alone, with its last digits; of the others `number` is kept too.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identifiers")
    kind = models.CharField(_("kind"), max_length=20, choices=IdentifierKind)
    number = models.CharField(_("number"), max_length=60, blank=True)
    digest = models.CharField(max_length=64, db_index=True)
    last_digits = models.CharField(_("last digits"), max_length=3, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)

    def __str__(self) -> str:
        return self.identity


class Qualification(Versioned):
    """A level reached, with its proof. Foreign languages are `LanguageSkill`."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="qualifications")
    kind = models.CharField(_("kind"), max_length=20, choices=QualificationKind)
    level = models.CharField(_("level"), max_length=20, choices=QualificationLevel)
    field = models.CharField(_("field of study"), max_length=120, blank=True)
    school = models.CharField(_("school"), max_length=200, blank=True)
    obtained_on = models.DateField(_("obtained on"), null=True, blank=True)
    certificate = models.CharField(_("certificate"), max_length=120, blank=True)

    class Meta(Versioned.Meta):
        indexes: ClassVar[list[models.Index]] = [
            current_index("qualification_by_level", "kind", "level", "person"),
        ]

    def __str__(self) -> str:
        return self.identity


class Training(Versioned):
    """A course attended from one day to another; a refresher keeps up what a post asks for."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="trainings")
    course = models.CharField(_("course"), max_length=300)
    place = models.CharField(_("held at"), max_length=200, blank=True)
    is_refresher = models.BooleanField(_("refresher"))
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)

    def __str__(self) -> str:
        return self.course


class Residence(Versioned):
    """The administrative unit in which the person lives, from one day to another; never an address."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="residences")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)

    def __str__(self) -> str:
        return self.identity


class StayAbroad(Versioned):
    """Work or study abroad, with the permission for it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="stays_abroad")
    purpose = models.CharField(_("purpose"), max_length=20, choices=StayPurpose)
    country = models.CharField(_("country"), max_length=120)
    permission = models.CharField(_("permission"), max_length=120, blank=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)

    def __str__(self) -> str:
        return self.identity


class Recruitment(Versioned):
    """How the person came into service at a body. `is_open`: whether the competition was open to everybody."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="recruitments")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(_("way"), max_length=20, choices=RecruitmentWay)
    is_open = models.BooleanField(_("open competition"), null=True, blank=True)
    talent_source = models.CharField(_("source of talent"), max_length=20, choices=TalentSource, blank=True)
    decided_on = models.DateField(_("decided on"))
    decision = models.CharField(_("decision"), max_length=120, blank=True)

    def __str__(self) -> str:
        return self.identity


class Responsibility(Versioned):
    """A member of a standing committee answers for a body, from one day to another."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="responsibilities")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="responsibilities")
    decision = models.CharField(_("decision"), max_length=120, blank=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)

    def __str__(self) -> str:
        return self.identity


class Discipline(Versioned):
    """A decision of discipline. `ends_on` is the last day on which it has effect, where the papers name one."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="disciplines")
    side = models.CharField(_("side"), max_length=20, choices=DisciplineSide)
    form = models.CharField(_("form"), max_length=20, choices=DisciplineForm)
    decided_on = models.DateField(_("decided on"))
    published_on = models.DateField(_("published on"), null=True, blank=True)
    ends_on = models.DateField(_("has effect until"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=120, blank=True)
    authority = models.CharField(_("authority"), max_length=300, blank=True)

    def __str__(self) -> str:
        return self.identity


class SuccessionList(models.Model):
    """The succession list of one post for one term, kept by a body."""

    key = models.CharField(max_length=64, primary_key=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="succession_lists")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="succession_lists")

    def __str__(self) -> str:
        return self.key


class SuccessionListState(Versioned):
    """When the list was approved, last reviewed, and made known to those entitled to see it."""

    list = models.ForeignKey(SuccessionList, on_delete=models.PROTECT, related_name="states")
    approved_on = models.DateField(_("approved on"))
    decision = models.CharField(_("decision"), max_length=120, blank=True)
    reviewed_on = models.DateField(_("last reviewed on"), null=True, blank=True)
    published_on = models.DateField(_("made known on"), null=True, blank=True)
    secrecy = models.CharField(_("level of secrecy"), max_length=20, choices=Secrecy, blank=True)

    def __str__(self) -> str:
        return self.identity


class SuccessionEntry(Versioned):
    """A person on a succession list, until taken off on `removed_on`."""

    list = models.ForeignKey(SuccessionList, on_delete=models.PROTECT, related_name="entries")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="succession")
    approved_on = models.DateField(_("approved on"))
    decision = models.CharField(_("decision"), max_length=120, blank=True)
    removed_on = models.DateField(_("taken off on"), null=True, blank=True)
    removal_reason = models.CharField(_("reason for taking off"), max_length=300, blank=True)

    def __str__(self) -> str:
        return self.identity
