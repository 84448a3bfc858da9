"""Forms of the rule book: a value of one's own, ending it, verifying against an original, keeping a draft."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liem.kernel.errors import LiemError

_DAY_FORMATS = ["%d/%m/%Y", "%Y-%m-%d"]
_DIGEST = re.compile(r"[0-9a-f]{64}")


class DayField(forms.DateField):
    """A day written like 30/06/2025."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"invalid": _("Write the day like 30/06/2025.")})
        shown = forms.DateInput(
            format="%d/%m/%Y", attrs={"inputmode": "numeric", "placeholder": _("dd/mm/yyyy"), "size": 11}
        )
        super().__init__(input_formats=_DAY_FORMATS, widget=shown, **kwargs)


class OwnValueForm(forms.Form):
    """A value that a body sets for itself and everything under it."""

    body = forms.ChoiceField(label=_("For which body"))
    value = forms.CharField(label=_("Value"), max_length=40)
    valid_from = DayField(label=_("From"))
    valid_to = DayField(label=_("Until before (leave empty while it is open)"), required=False)
    decision = forms.CharField(label=_("Paper of the body: number and day"), max_length=120)
    clause = forms.CharField(label=_("Clause in that paper"), max_length=120)

    def __init__(self, *args: Any, bodies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose a body…")), *bodies]


class EndValueForm(forms.Form):
    """Ends a value of one's own."""

    on = DayField(label=_("No longer from"))
    reason = forms.CharField(label=_("Reason"), max_length=200)


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class AdoptForm(forms.Form):
    """That a body applies a pack, for itself and everything under it."""

    body = forms.ChoiceField(label=_("For which body"))
    valid_from = DayField(label=_("From"))
    valid_to = DayField(label=_("Until before (leave empty while it is open)"), required=False)
    decision = forms.CharField(label=_("Paper of the body: number and day"), max_length=120)

    def __init__(self, *args: Any, bodies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(bodies)


class VerifyForm(forms.Form):
    """What somebody read in the original of what is pending, without the fields that this `lacks`."""

    clause = forms.CharField(
        label=_("Clause in the original"),
        max_length=120,
        help_text=_("As an address: the short name of the text, #, the item; for example qd377#21.2"),
    )
    value = forms.CharField(label=_("Value in the original"), max_length=40, required=False)
    valid_from = DayField(label=_("In force from"))
    valid_to = DayField(label=_("Until before (leave empty while it is open)"), required=False)
    checked_by = forms.CharField(label=_("Read by (full name)"), max_length=120)
    checked_on = DayField(label=_("Read on"))
    original = forms.CharField(
        label=_("SHA-256 of the original paper"),
        max_length=64,
        help_text=_("64 hexadecimal digits; “sha256sum FILE” or “certutil -hashfile FILE SHA256” tells them."),
    )
    reason = forms.CharField(label=_("Why it takes the place of an earlier one"), max_length=200, required=False)

    def __init__(self, *args: Any, lacks: Collection[str], of_holidays: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in lacks:
            del self.fields[name]
        if of_holidays:
            self.fields["clause"].label = _("Number of the notice")
            self.fields["clause"].help_text = _("Of the year, naming the days off and those worked in exchange")

    def clean_checked_on(self) -> date:
        """Refuses a day to come."""
        given: date = self.cleaned_data["checked_on"]
        if given > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return given

    def clean_original(self) -> str:
        """Refuses what is no SHA-256."""
        given = str(self.cleaned_data["original"]).strip().lower()
        if not _DIGEST.fullmatch(given):
            raise forms.ValidationError(_("This is not a SHA-256: 64 digits 0–9 and letters a–f are wanted."))
        return given


_FIELDS_OF = {
    "clauses.address": "clause",
    "rulebook.unknown_directive": "clause",
    "rulebook.unit": "value",
    "rulebook.laxer": "value",
    "rulebook.days": "valid_to",
    "rulebook.outside_instrument": "valid_from",
    "rulebook.overlapping": "valid_from",
    "rulebook.before_the_law": "valid_from",
}


def refuse(form: forms.Form, error: LiemError, language: str) -> None:
    """Shows a refusal beside the field that it is about, else above the form, which keeps everything that was typed."""
    field = _FIELDS_OF.get(error.code)
    form.add_error(field if field in form.fields else None, error.message.in_language(language))
