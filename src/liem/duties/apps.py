from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "liem.duties"
    label = "duties"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from liem.actions import chores, erasure_texts, notices
        from liem.duties import of_record, reminding, sources, telling
        from liem.duties.particulars import PARTICULARS

        for source in of_record.SOURCES:
            sources.register(source)
        notices.register(reminding.REMIND, notices.Topic(reminding.TITLE, reminding.told))
        for action, topic in telling.TOPICS.items():
            notices.register(action, topic)
        erasure_texts.register_particulars("duties", PARTICULARS)
        chores.register(chores.Chore("duties", 900, reminding.remind_today))
