from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from liem.actions.versions import Versioned


class Adoption(Versioned):
    """A body takes over the rules of a pack, for itself and everything under it, from a day on.

    `body` is the key of a body; the record lies above this layer.
    """

    body = models.CharField(_("body"), max_length=64)
    pack = models.CharField(_("pack"), max_length=64)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=120, blank=True)

    def __str__(self) -> str:
        return f"{self.body}: {self.pack}"
