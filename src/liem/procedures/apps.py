from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "liem.procedures"
    label = "procedures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from liem.procedures.facts import FACT_TABLES
        from liem.rulebook.vocabulary import publish

        publish(FACT_TABLES)
