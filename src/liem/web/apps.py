from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "liem.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from liem.actions import jobs

        jobs.register("import", jobs.Kind("record.import", "liem.web.import_job.run"))
        jobs.register("export", jobs.Kind("record.export", "liem.web.export_job.run"))
