from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "liem.oversight"
    label = "oversight"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from liem.actions import erasure_texts
        from liem.oversight.facts import FACT_TABLES
        from liem.oversight.particulars import PARTICULARS
        from liem.rulebook.vocabulary import publish

        publish(FACT_TABLES)
        erasure_texts.register_particulars("oversight", PARTICULARS)
