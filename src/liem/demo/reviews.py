"""The review campaign of 2026, in which nearly every dossier was gone through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import models

from liem.actions.models import Account
from liem.demo.cases.gaps import REVIEWED
from liem.demo.province import COMMITTEE
from liem.demo.realm import Realm
from liem.record.choices import Section
from liem.record.models import DossierReview, ReviewCampaign, ReviewCampaignState

CAMPAIGN, REVIEWER = "rs-2026", "tochuc"
OPENED, DUE = date(2026, 3, 2), date(2026, 9, 30)
DAYS = 180
BEFORE = date(2025, 11, 1)
"""What was gone through before this day was not gone through in the campaign."""


def review_rows(realm: Realm) -> Iterator[models.Model]:
    """The campaign, closed on its last day, and each dossier with the day on which it was gone through."""
    reviewer = Account.objects.get(username=REVIEWER)
    yield ReviewCampaign(key=CAMPAIGN, body_id=COMMITTEE)
    yield ReviewCampaignState(
        identity=CAMPAIGN,
        campaign_id=CAMPAIGN,
        title="Rà soát hồ sơ cán bộ năm 2026",
        paper="Công văn số 412-CV/BTCTU",
        sections=[Section.TENURES, Section.QUALIFICATIONS, Section.KINSHIP],
        opens_on=OPENED,
        due_on=DUE,
        closed_on=DUE,
    )
    for official in realm.population.officials:
        reviewed = REVIEWED.get(official.key, OPENED + timedelta(days=official.number % DAYS))
        if reviewed:
            yield DossierReview(
                identity=f"rs-{official.key}",
                person_id=official.key,
                campaign_id=CAMPAIGN if reviewed > BEFORE else None,
                reviewed_on=reviewed,
                reviewed_by=reviewer,
            )
