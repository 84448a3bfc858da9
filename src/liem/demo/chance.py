"""Chance that always falls the same way."""

from __future__ import annotations

from random import Random


def seeded(purpose: str) -> Random:
    """A generator of its own for each purpose, so that one chapter's draws never shift another's."""
    return Random(f"liem-demo-{purpose}")  # noqa: S311 — nothing secret is drawn
