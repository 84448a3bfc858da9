"""Which law holds here: packs adopted, values of one's own, what was verified against originals, rules being drafted.

`body` is always the key of a body; the record lies above this layer.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from liem.actions.models import Account
from liem.actions.versions import Versioned


class Adoption(Versioned):
    """A body takes over the rules of a pack, for itself and everything under it, from a day on.

    `pack_digest` says how the pack read when it was taken over; empty where that was not kept.
    """

    body = models.CharField(_("body"), max_length=64)
    pack = models.CharField(_("pack"), max_length=64)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=120, blank=True)
    pack_digest = models.CharField(_("digest of the pack"), max_length=64, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.body}: {self.pack}"


class LocalValue(Versioned):
    """A body's own, stricter value of a parameter, for itself and everything under it.

    `value` is written as in law files (`15`, `5 years`); `clause` says where in the body's own directive it stands.
    """

    body = models.CharField(_("body"), max_length=64)
    parameter = models.CharField(_("parameter"), max_length=80)
    value = models.CharField(_("value"), max_length=40)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)
    clause = models.CharField(_("clause"), max_length=120)
    decision = models.CharField(_("decision"), max_length=120)

    def __str__(self) -> str:
        return f"{self.body}: {self.parameter} = {self.value}"


class Verified(models.TextChoices):
    """What can be verified against its original."""

    RULE = "rule", _("rule")
    FLAG = "flag", _("sign worth a look")
    PARAMETER = "parameter", _("parameter")
    PROCEDURE = "procedure", _("procedure")
    HOLIDAYS = "holidays", _("holidays of a year")


class Verification(Versioned):
    """Somebody compared a pending ground or value of the shipped law, a part of a step or a year of holidays with the
    original, so that it counts here. `name` is the id, or the year, whose `clause` is the number of the notice.

    `item` is the digest of what was compared (see `pending.item_of`): when a later release words the rule or its
    ground differently, the verification no longer fits. `original` is the SHA-256 of the paper that was read.
    """

    kind = models.CharField(max_length=10, choices=Verified)
    name = models.CharField(_("rule or parameter"), max_length=80)
    item = models.CharField(max_length=64)
    value = models.CharField(_("value"), max_length=40, blank=True)
    clause = models.CharField(_("clause"), max_length=120)
    checked_on = models.DateField(_("checked on"))
    checked_by = models.CharField(_("checked by"), max_length=120)
    original = models.CharField(_("digest of the original"), max_length=64)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.name}: {self.clause}"


class Draft(Versioned):
    """A rule that somebody is writing: the text of its file. A draft binds nobody until its file is in a pack."""

    body = models.CharField(_("body"), max_length=64)
    pack = models.CharField(_("pack"), max_length=64)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", verbose_name=_("author"))

    def __str__(self) -> str:
        return self.title
