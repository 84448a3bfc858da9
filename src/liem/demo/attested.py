"""Who answers for which section of whose dossier, and to which day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from liem.demo import CLOSING_DAY
from liem.demo.people import Official
from liem.record.choices import Section
from liem.record.dossier.parts import SECTIONS
from liem.record.models import Attestation


@dataclass(frozen=True, slots=True)
class Attested:
    """Who answers for what: the unit that keeps the file, or the body that held the procedure."""

    by: str = "Đơn vị quản lý hồ sơ"

    def row(self, subject: str, section: Section, complete_to: date = CLOSING_DAY) -> Attestation:
        return Attestation(
            identity=f"{section}:{subject}",
            subject=subject,
            section=section,
            complete_to=complete_to,
            attested_by=self.by,
            attested_on=complete_to,
        )


FILES = Attested()
PROCEDURE = Attested("Thư ký hội đồng, hội nghị")
Until = Mapping[tuple[str, Section], date | None]
"""By person and section: the day to which the section is attested, where that is not the closing day; None: not."""


def attestation_rows(officials: list[Official], until: Until) -> Iterator[Attestation]:
    """Every section of everybody, to the closing day or as `until` says."""
    for official in officials:
        for section in SECTIONS:
            complete_to = until.get((official.key, section), CLOSING_DAY)
            if complete_to is not None:
                yield FILES.row(official.key, section, complete_to)
