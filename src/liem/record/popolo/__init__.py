"""Popolo, the exchange format for people, organizations, posts and memberships: in and out."""

from liem.record.popolo.assuming import Assumptions
from liem.record.popolo.bringing_in import import_popolo
from liem.record.popolo.reading import is_json
from liem.record.popolo.writing import export_popolo

__all__ = ["Assumptions", "export_popolo", "import_popolo", "is_json"]
