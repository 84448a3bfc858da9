from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from liem.actions.versions import Versioned
from liem.record.choices import Relation, Sex, TenureKind
from liem.record.models.bodies import Place, Post
from liem.record.models.indexes import current_index, superseded_index
from liem.record.names import SORT_NAME_SIZE


class Person(models.Model):
    """An official, whatever is said of them."""

    key = models.CharField(max_length=64, primary_key=True)

    def __str__(self) -> str:
        return self.key


class PersonDetails(Versioned):
    """Name, birth and origin. Of the name come `search_name`, in lower case without marks, and `sort_name`, by which
    people are put in order; the second may be spelled anew and stands in no digest."""

    UNSEALED: ClassVar[frozenset[str]] = frozenset({"sort_name"})

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="details")
    name = models.CharField(_("name"), max_length=200)
    search_name = models.CharField(max_length=200, db_index=True)
    sort_name = models.CharField(max_length=SORT_NAME_SIZE, blank=True)
    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=10, choices=Sex, blank=True)
    ethnicity = models.CharField(_("ethnicity"), max_length=60, blank=True)
    home_place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    joined_party_on = models.DateField(_("joined the Party on"), null=True, blank=True)
    party_official_on = models.DateField(_("full Party member from"), null=True, blank=True)
    birth_place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    other_names = models.CharField(_("other names"), max_length=200, blank=True)

    class Meta(Versioned.Meta):
        indexes: ClassVar[list[models.Index]] = [
            current_index("details_by_name", "sort_name", "name", "person", "search_name"),
            superseded_index("details_superseded"),
            current_index("details_by_birth", "born_on", "sort_name", "person"),
        ]

    def __str__(self) -> str:
        return self.name


class Tenure(Versioned):
    """A person holds a post from one day to another. `kind` says by what act; `field` the work taken on with it, where
    that is not the post's own."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tenures")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tenures")
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=TenureKind, blank=True)
    field = models.CharField(_("field of work"), max_length=60, blank=True)

    class Meta(Versioned.Meta):
        indexes: ClassVar[list[models.Index]] = [
            current_index("tenure_by_post", "post", "person", "valid_from", "valid_to"),
            superseded_index("tenure_superseded"),
            current_index("tenure_by_start", "valid_from", "valid_to", "post", "person"),
            current_index("tenure_by_end", "valid_to", "valid_from", "post", "person"),
        ]

    def __str__(self) -> str:
        return self.identity


class Kinship(Versioned):
    """`relative` is the `relation` of `person`; `term` is the word of the declaration, a key of `record.kin_terms`.
    Only between people on record."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="kin")
    relative = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(_("relation"), max_length=20, choices=Relation)
    term = models.CharField(_("kin term"), max_length=30, blank=True)

    def __str__(self) -> str:
        return self.identity


class LanguageSkill(Versioned):
    """A foreign language that the person uses, with its proof."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="languages")
    language = models.CharField(_("language"), max_length=60)
    level = models.CharField(_("level"), max_length=20, blank=True)
    certified_on = models.DateField(_("certified on"), null=True, blank=True)

    class Meta(Versioned.Meta):
        indexes: ClassVar[list[models.Index]] = [
            current_index("skill_by_language", "language", "level", "person"),
        ]

    def __str__(self) -> str:
        return self.language


class RecognisedResult(Versioned):
    """A concrete result or product that a competent authority recognised."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="results")
    title = models.CharField(_("result"), max_length=300)
    recognised_on = models.DateField(_("recognised on"))
    recognised_by = models.CharField(_("recognised by"), max_length=300)

    def __str__(self) -> str:
        return self.title


class PoliticalConclusion(Versioned):
    """That a conclusion on political standards exists which permits the act. Its content is never stored."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="conclusions")
    number = models.CharField(_("number"), max_length=60)
    concluded_on = models.DateField(_("dated"))
    authority = models.CharField(_("authority"), max_length=300)

    def __str__(self) -> str:
        return self.number
