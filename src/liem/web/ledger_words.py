"""What the actions of the ledger are called on pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

_ACTIONS = {
    "installation.begin": gettext_lazy("installation begun"),
    "installation.fill": gettext_lazy("record filled at installation"),
    "account.create": gettext_lazy("account made"),
    "account.set_password": gettext_lazy("password set"),
    "mandate.grant": gettext_lazy("mandate granted"),
    "mandate.end": gettext_lazy("mandate ended"),
    "directives.register": gettext_lazy("directive registered"),
    "rulebook.adopt": gettext_lazy("rules adopted"),
    "rulebook.set_value": gettext_lazy("local value set"),
    "record.import": gettext_lazy("record imported"),
    "record.correct": gettext_lazy("record corrected"),
    "record.attest": gettext_lazy("section attested complete"),
    "dossier.read": gettext_lazy("dossier opened"),
    "oversight.audit": gettext_lazy("audit run"),
}


def action_words(action: str) -> str:
    """The action in words; its code where no words were given yet."""
    return str(_ACTIONS.get(action, action))
