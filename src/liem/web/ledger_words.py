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
    "ledger.key": gettext_lazy("key of the ledger or of a witness set"),
    "record.ask_erasure": gettext_lazy("erasing asked for on a lawful order"),
    "record.erase_content": gettext_lazy("content erased on a lawful order"),
    "directives.register": gettext_lazy("directive registered"),
    "rulebook.adopt": gettext_lazy("rules adopted"),
    "rulebook.verify": gettext_lazy("ground or value checked against the original"),
    "rulebook.set_value": gettext_lazy("local value set"),
    "rulebook.draft": gettext_lazy("draft of a rule kept or removed"),
    "record.import": gettext_lazy("record imported"),
    "record.correct": gettext_lazy("record corrected"),
    "record.attest": gettext_lazy("section attested complete"),
    "record.review": gettext_lazy("dossier reviewed"),
    "record.ask_correction": gettext_lazy("correction asked for"),
    "record.answer_correction": gettext_lazy("request for a correction answered"),
    "record.export": gettext_lazy("record exported"),
    "duties.remind": gettext_lazy("reminders of what is due"),
    "duties.put_off": gettext_lazy("duty put off"),
    "calendar.subscribe": gettext_lazy("calendar subscription made or ended"),
    "dossier.read": gettext_lazy("dossier opened"),
    "oversight.audit": gettext_lazy("audit run"),
    "oversight.trial": gettext_lazy("draft of a rule tried on the record"),
    "oversight.reply": gettext_lazy("sign worth a look answered"),
    "oversight.review_flag": gettext_lazy("sign worth a look reviewed"),
    "procedures.prepare": gettext_lazy("case prepared"),
    "procedures.open": gettext_lazy("case opened"),
    "procedures.put_forward": gettext_lazy("name put forward in a case"),
    "procedures.withdraw": gettext_lazy("name withdrawn from a case"),
    "procedures.file_paper": gettext_lazy("paper of a case filed"),
    "procedures.state": gettext_lazy("fact stated from a paper of a case"),
    "procedures.take": gettext_lazy("step of a case taken"),
    "procedures.correct": gettext_lazy("entry of a case corrected"),
    "procedures.waive": gettext_lazy("exception to a rule entered"),
    "procedures.review_waiver": gettext_lazy("exception to a rule reviewed"),
    "procedures.convene": gettext_lazy("meeting convened"),
    "procedures.attend": gettext_lazy("attendance of a meeting entered"),
    "procedures.count": gettext_lazy("votes counted by a teller"),
    "procedures.recuse": gettext_lazy("somebody keeps out of a case"),
    "procedures.declare_tie": gettext_lazy("tie declared or ended"),
    "procedures.register_proposal": gettext_lazy("bold proposal registered"),
    "procedures.enter_decision": gettext_lazy("older decision entered"),
    "procedures.follow": gettext_lazy("what became of a decision entered"),
}


def action_words(action: str) -> str:
    """The action in words; its code where a former version knew an action that this one does not."""
    return str(_ACTIONS.get(action, action))
