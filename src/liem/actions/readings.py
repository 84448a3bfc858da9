"""Who opened which dossier: an action like any other, so that the official can see it."""

from __future__ import annotations

from django.utils import timezone

from liem.actions.models import Reading
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write


def record_reading(person: str, *, body: str, by: Acting) -> Reading:
    """Remembers that `by` opened the dossier of `person`, who belongs to `body`; both are text keys.

    Raises the refusals of `permissions.check`, so it is also the permission to read.
    """

    def write(w: Write) -> Reading:
        reading = Reading(
            entry_id=w.position, account=by.account, person=person, at=timezone.now(), role=by.mandate.role
        )
        return w.add([reading])[0]

    return perform(
        "dossier.read", by=by, body=body, subjects=[person], content={"person": person, "body": body}, write=write
    )
