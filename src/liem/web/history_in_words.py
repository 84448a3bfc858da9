"""Changes of a dossier in words: what was entered, changed or withdrawn, in which role, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liem.record.doers import Doer
from liem.record.dossier import Part
from liem.record.history import ATTESTED, CHANGED, ENTERED, WITHDRAWN, Change, FieldChange, Value
from liem.web.acting import role_name
from liem.web.ledger_words import action_words
from liem.web.wording import day_words

_KINDS = {
    ENTERED: (gettext_lazy("entered"), "met", "+"),
    CHANGED: (gettext_lazy("changed"), "info", "↻"),
    WITHDRAWN: (gettext_lazy("withdrawn"), "unknown", "−"),
}
_NAMES = {
    "post": gettext_lazy("post"),
    "list": gettext_lazy("post planned for"),
    "body": gettext_lazy("body"),
    "place": gettext_lazy("place"),
    "home_place": gettext_lazy("home place"),
    "birth_place": gettext_lazy("birth place"),
    "evaluation": gettext_lazy("year"),
    "duty": gettext_lazy("year"),
}
"""Words for columns that are codes in the record."""


@dataclass(frozen=True, slots=True)
class FieldView:
    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ChangeView:
    kind: str
    look: str
    sign: str
    what: str
    lead: str
    fields: tuple[FieldView, ...]
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class StepView:
    """The changes that one entry of the ledger made."""

    position: int
    at: datetime | None
    action: str
    by: str
    changes: tuple[ChangeView, ...]


def step_views(lines: Sequence[Change]) -> tuple[StepView, ...]:
    """Changes in order, those of one entry together."""
    return tuple(_step(position, list(lines)) for position, lines in groupby(lines, key=lambda one: one.position))


def _step(position: int, lines: list[Change]) -> StepView:
    first = lines[0]
    return StepView(
        position=position,
        at=first.at,
        action=action_words(first.action) if first.action else "",
        by=_who(first.by) if first.by else "",
        changes=tuple(_change(one) for one in lines),
    )


def _who(by: Doer) -> str:
    return " · ".join(filter(None, (role_name(by.role), by.body_name)))


def _change(one: Change) -> ChangeView:
    words, look, sign = _KINDS[one.kind]
    part = _("attestation") if one.part == ATTESTED else str(Part(one.part).label)
    lead = _words(one.table, one.lead.name, one.lead.after) if one.lead else None
    return ChangeView(
        kind=str(words),
        look=look,
        sign=sign,
        what=part.capitalize(),
        lead=lead or "",
        fields=tuple(_field(one.table, field) for field in one.fields),
        reason=one.reason,
        source=one.source,
    )


def _field(table: str, one: FieldChange) -> FieldView:
    return FieldView(_label(table, one.name), _words(table, one.name, one.before), _words(table, one.name, one.after))


def _label(table: str, name: str) -> str:
    field = apps.get_model("record", table)._meta.get_field(name)
    return str(_NAMES[name] if field.is_relation else field.verbose_name)


def _words(table: str, name: str, value: Value) -> str | None:
    """None where the column said nothing."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return day_words(value - timedelta(days=1) if name == "valid_to" else value)  # told as the last day
    choices = apps.get_model("record", table)._meta.get_field(name).choices
    return str(dict(choices).get(value, value)) if choices else str(value)
