"""What an official is to do in a step of their own, and by which act it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from liem.law.procedures.steps import Act, Step


@dataclass(frozen=True, slots=True)
class OwnAct:
    """What is to be done, in a sentence, and what the button is called that ends it."""

    to_do: Promise
    button: Promise


_OTHER = OwnAct(
    gettext_lazy("File the papers that are yours, where any are asked for, and enter that you have done the step."),
    pgettext_lazy("own step", "Enter that I have done it"),
)
_OF_ACT: Mapping[Act, OwnAct] = {
    Act.ACKNOWLEDGE: OwnAct(
        gettext_lazy("Read what you are told, file the paper asked for, then confirm that you know of it."),
        pgettext_lazy("own step", "Confirm"),
    ),
    Act.ASSESS: OwnAct(
        gettext_lazy("Write your assessment of your own work, file it, then hand it in."),
        pgettext_lazy("own step", "Hand in my assessment"),
    ),
    Act.PROPOSE: OwnAct(
        gettext_lazy("Write your request, file it, then hand it in."),
        pgettext_lazy("own step", "Hand in my request"),
    ),
    Act.PREPARE: OwnAct(
        gettext_lazy("Draw up the papers asked for, file them, then hand them in."),
        pgettext_lazy("own step", "Hand in my papers"),
    ),
}


def own_act(step: Step) -> OwnAct:
    """Of a step that is the official's own."""
    return _OF_ACT.get(step.act, _OTHER)
