"""Indexes over the versions that hold true now: what the pages search and sort."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


def current_index(name: str, *fields: str) -> models.Index:
    """An index by these fields over the versions that no later entry has superseded."""
    return models.Index(fields=fields, condition=Q(known_to__isnull=True), name=name)
