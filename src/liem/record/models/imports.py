from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from liem.actions.versions import Versioned
from liem.record.choices import SamePerson


class ColumnMapping(Versioned):
    """How a heading in the files of one source is read.

    `title` and `heading` as compared: lower case, composed, single spaces. An empty `heading` is about the sheet as a
    whole; an empty `column` leaves the column of that heading out.
    """

    origin = models.CharField(_("source of the files"), max_length=120)
    title = models.CharField(_("sheet in the file"), max_length=200)
    heading = models.CharField(_("heading in the file"), max_length=200, blank=True)
    sheet = models.CharField(_("table"), max_length=60)
    column = models.CharField(_("column"), max_length=60, blank=True)

    def __str__(self) -> str:
        return f"{self.title}: {self.heading} → {self.sheet}.{self.column}"


class PersonDecision(Versioned):
    """What a person decided about two codes that may name one official. `code` is the one that came later."""

    code = models.CharField(_("code in the file"), max_length=64, db_index=True)
    other = models.CharField(_("code compared with"), max_length=64)
    decision = models.CharField(_("decision"), max_length=20, choices=SamePerson)

    def __str__(self) -> str:
        return f"{self.code} / {self.other}: {self.decision}"
