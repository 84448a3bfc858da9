"""What happens to bodies over time, and what is laid down for them: reorganisations, terms, headcount, standards."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from liem.actions.versions import Versioned
from liem.record.choices import HeadcountKind, QualificationKind, QualificationLevel, ReorganisationKind
from liem.record.models.bodies import Body, Post


class Reorganisation(Versioned):
    """One body went over into another on a day. Rows with one `event` are one reorganisation: a merger has several
    predecessors, a split several successors, a closure may have no successor, a renaming may keep the body."""

    event = models.CharField(_("reorganisation"), max_length=64, db_index=True)
    kind = models.CharField(_("kind"), max_length=20, choices=ReorganisationKind)
    predecessor = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="reorganisations_from")
    successor = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="reorganisations_to"
    )
    changed_on = models.DateField(_("on"))
    decision = models.CharField(_("decision"), max_length=120, blank=True)

    def __str__(self) -> str:
        return self.event


class Term(models.Model):
    """One term of office of a body."""

    key = models.CharField(max_length=64, primary_key=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="terms")

    def __str__(self) -> str:
        return self.key


class TermState(Versioned):
    """What a term is called and from when to when it runs."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="states")
    name = models.CharField(_("name"), max_length=60)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Headcount(Versioned):
    """How many people a body was assigned for a year."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="headcounts")
    year = models.PositiveSmallIntegerField(_("year"))
    kind = models.CharField(_("kind"), max_length=20, choices=HeadcountKind)
    assigned = models.PositiveIntegerField(_("assigned"))
    decision = models.CharField(_("decision"), max_length=120, blank=True)

    def __str__(self) -> str:
        return self.identity


class PostStandard(Versioned):
    """A level that whoever takes up the post must have reached."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="standards")
    kind = models.CharField(_("kind"), max_length=20, choices=QualificationKind)
    level = models.CharField(_("level"), max_length=20, choices=QualificationLevel)
    paper = models.CharField(_("laid down by"), max_length=120, blank=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)

    def __str__(self) -> str:
        return self.identity
