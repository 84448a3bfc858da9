from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "liem.record"
    label = "record"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from liem.actions import chores, erasure, erasure_texts, scope
        from liem.record.facts import FACT_TABLES
        from liem.record.particulars import PARTICULARS, names_of, staying
        from liem.record.quality.survey import keep_when_due
        from liem.record.scope import is_person, is_top, reaches
        from liem.record.secrecy import ceiling
        from liem.rulebook.vocabulary import publish

        ceiling()  # a word that is no level stops the start, not the first import
        publish(FACT_TABLES)
        scope.register(reaches)
        scope.register_top(is_top)
        erasure.register_people(is_person)
        erasure_texts.register_particulars("record", PARTICULARS)
        erasure_texts.register_names(names_of)
        erasure_texts.register_staying("record", staying)
        chores.register(chores.Chore("quality", 2, keep_when_due))
