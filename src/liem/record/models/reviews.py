"""Keeping dossiers right: campaigns that go through them, each dossier gone through, corrections asked for."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from liem.actions.models import Account
from liem.actions.versions import Versioned
from liem.record.choices import CorrectionOutcome
from liem.record.models.bodies import Body
from liem.record.models.people import Person


class ReviewCampaign(models.Model):
    """One round of going through the dossiers of a body and of everything below it."""

    key = models.CharField(max_length=64, primary_key=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.key


class ReviewCampaignState(Versioned):
    """What a campaign is called, which sections it is about, and from when to when. `sections` is a list of `Section`
    values; `closed_on` is empty while it runs."""

    campaign = models.ForeignKey(ReviewCampaign, on_delete=models.PROTECT, related_name="states")
    title = models.CharField(_("title"), max_length=300)
    paper = models.CharField(_("ordered by"), max_length=120, blank=True)
    sections = models.JSONField(_("sections"), default=list)
    opens_on = models.DateField(_("opens on"))
    due_on = models.DateField(_("due on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class DossierReview(Versioned):
    """Somebody went through an official's dossier on a day, within a campaign or by itself. A reviewer who found
    something missing says so in `remark`; completeness itself is attested section by section (`Attestation`)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reviews")
    campaign = models.ForeignKey(
        ReviewCampaign, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews"
    )
    reviewed_on = models.DateField(_("reviewed on"))
    reviewed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    remark = models.TextField(_("remark"), blank=True)

    def __str__(self) -> str:
        return self.identity


class CorrectionRequest(Versioned):
    """The official says that an entry of the own dossier is wrong or missing, and an officer answers.

    `section` is where (a part of the dossier page), `entry` the identity of the row concerned, empty for one that is
    missing. The answer supersedes the request; a correction itself is an action of its own.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="correction_requests")
    section = models.CharField(_("section"), max_length=30)
    entry = models.CharField(max_length=64, blank=True)
    wanted = models.TextField(_("what should stand there"))
    asked_on = models.DateField(_("asked on"))
    outcome = models.CharField(_("outcome"), max_length=12, choices=CorrectionOutcome, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    def __str__(self) -> str:
        return self.identity
