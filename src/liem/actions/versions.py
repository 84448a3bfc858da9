"""Rows that are never overwritten: every version says from and to which ledger position it was held true.

A concrete model inherits `Versioned` and, if it has a Meta of its own, keeps the constraint:

    class Post(Versioned):
        title = models.CharField(max_length=200)

        class Meta(Versioned.Meta):
            constraints = [one_current_version()]

Rows are written through `perform` only (`Write.add`, `Write.supersede`). The ledger holds a digest of every version,
made of its table and all columns that hold something; so a column that a later release adds must start out null or
empty, and tables and columns are never renamed.
"""

from __future__ import annotations

from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

_V = TypeVar("_V", bound=models.Model)


class VersionedQuerySet(models.QuerySet[_V]):
    """The two questions that every versioned table answers."""

    def current(self) -> Self:
        """The versions that no later entry has superseded."""
        return self.filter(known_to__isnull=True)

    def known_at(self, position: int) -> Self:
        """The versions held true once the entry at `position` was written."""
        return self.filter(Q(known_to__isnull=True) | Q(known_to__gt=position), known_from__lte=position)


VersionedManager = models.Manager.from_queryset(VersionedQuerySet)


def one_current_version() -> models.UniqueConstraint:
    """The partial unique index that lets each identity have one current version."""
    return models.UniqueConstraint(
        fields=["identity"], condition=Q(known_to__isnull=True), name="%(app_label)s_%(class)s_current"
    )


class Versioned(models.Model):
    """One version of the thing named `identity`; `known_to` is the position of the entry that superseded it."""

    identity = models.CharField(max_length=64)
    known_from = models.PositiveBigIntegerField(db_index=True)
    known_to = models.PositiveBigIntegerField(null=True, blank=True)
    source = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    objects = VersionedManager()

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [one_current_version()]

    def __str__(self) -> str:
        return f"{self.identity} ({self.known_from}–{'' if self.known_to is None else self.known_to})"


_R = TypeVar("_R", bound=Versioned)
_OF_THE_VERSION = frozenset({"id", "known_from", "known_to", "reason", "source"})


def following(row: _R, **changed: Any) -> _R:
    """The next version of the row, with what changed; not stored yet. Where it comes from and why it changed are of
    each version: they are not taken over unless they are given."""
    names = (field.attname for field in row._meta.concrete_fields)
    values = {name: getattr(row, name) for name in names if name not in _OF_THE_VERSION}
    return type(row)(**{**values, **changed})
