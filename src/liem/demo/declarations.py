"""Asset and income declarations of 2024 to 2026: leaders, and those who do personnel work, declare every year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db import models

from liem.demo import CLOSING_DAY
from liem.demo.chance import seeded
from liem.demo.people import Official
from liem.demo.places_of_work import body_of
from liem.record.choices import DeclarationStep
from liem.record.models import Declaration, DeclarationDuty

DUE = {2024: date(2024, 12, 31), 2025: date(2025, 12, 31), 2026: date(2026, 12, 31)}
DECLARED, DUE_ON = 2025, DUE[2025]
_NOT_DECLARING = ("/chuyen-vien", "/pho", "/cong-chuc")


def declaration_rows(officials: Iterable[Official]) -> Iterator[models.Model]:
    """What each owed; all that was due by the closing day was filed in time, and published."""
    random = seeded("declarations")
    steps: list[models.Model] = []
    for official in officials:
        for year, due_on in DUE.items():
            post = official.main_post(min(due_on, CLOSING_DAY))
            if post is None or post.endswith(_NOT_DECLARING):
                continue
            key = duty_key(official.key, year)
            yield DeclarationDuty(key=key, person_id=official.key, body_id=body_of(post), year=year, due_on=due_on)
            if due_on > CLOSING_DAY:
                continue
            filed = due_on - timedelta(days=random.randrange(0, 26))
            published = filed + timedelta(days=random.randrange(12, 60))
            steps += [step_row(key, DeclarationStep.FILED, filed), step_row(key, DeclarationStep.PUBLISHED, published)]
            if random.random() < 0.1:
                steps.append(step_row(key, DeclarationStep.VERIFIED, published + timedelta(days=120)))
    yield from steps


def duty_key(person: str, year: int = DECLARED) -> str:
    return f"{person}-kk-{year}"


def step_row(duty: str, step: DeclarationStep, day: date) -> Declaration:
    return Declaration(identity=f"{duty}-{step}", duty_id=duty, step=step, taken_on=day)
