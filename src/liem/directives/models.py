from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from liem.record.choices import Secrecy


class Directive(models.Model):
    """A directive on the register: its exact text and what the reader proposes of it.

    `short` names it in clause addresses. `reading` has the form of `liem read --json`, without the text itself. Of one
    above the installation's ceiling of secrecy only the symbol, the day and the level are kept (`outside.py`).
    """

    short = models.CharField(max_length=64, primary_key=True)
    pack = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, unique=True)
    text = models.TextField()
    reading = models.JSONField()
    symbol = models.CharField(_("symbol"), max_length=60, blank=True)
    kind = models.CharField(_("type"), max_length=60, blank=True)
    issuer = models.CharField(_("issuer"), max_length=300, blank=True)
    subject = models.TextField(_("subject"), blank=True)
    issued_on = models.DateField(_("date"), null=True, blank=True)
    secrecy = models.CharField(_("level of secrecy"), max_length=20, choices=Secrecy, blank=True)
    registered_at = models.DateTimeField()

    class Meta:
        ordering = ["issued_on", "short"]  # noqa: RUF012

    def __str__(self) -> str:
        return self.short
