from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "liem.procedures"
    label = "procedures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from liem.actions import chores, erasure_texts, notices
        from liem.duties import sources
        from liem.procedures.cases import duties as of_cases
        from liem.procedures.cases import telling as of_steps
        from liem.procedures.cases.sweeping import sweep_papers
        from liem.procedures.decisions import duties as of_decisions
        from liem.procedures.facts import FACT_TABLES
        from liem.procedures.gates import duties as of_gates
        from liem.procedures.meetings import following, telling
        from liem.procedures.particulars import PARTICULARS, staying
        from liem.rulebook.vocabulary import publish

        publish(FACT_TABLES)
        for source in (*of_cases.SOURCES, *of_decisions.SOURCES, *of_gates.SOURCES, *following.SOURCES):
            sources.register(source)
        for action, topic in (*of_steps.TOPICS.items(), *telling.TOPICS.items()):
            notices.register(action, topic)
        erasure_texts.register_particulars("procedures", PARTICULARS)
        erasure_texts.register_staying("procedures", staying)
        chores.register(chores.Chore("papers", 86_400, sweep_papers))
