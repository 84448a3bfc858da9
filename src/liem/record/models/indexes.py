"""Indexes over the versions that hold true now: what the pages search and sort; and over those that no longer do."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


def superseded_index(name: str) -> models.Index:
    """An index by the entry that superseded them over the versions that one did: few, and new with each entry."""
    return models.Index(fields=["known_to"], condition=Q(known_to__isnull=False), name=name)


def current_index(name: str, *fields: str) -> models.Index:
    """An index by these fields over the versions that no later entry has superseded."""
    return models.Index(fields=fields, condition=Q(known_to__isnull=True), name=name)
