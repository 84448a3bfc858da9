from django.db import migrations, models

from liem.actions import triggers

TABLES = ("writtenrow", "erasedrow")


def widen(apps, schema_editor):
    """SQLite keeps texts of any length; rebuilding a table there would only take its guard off. PostgreSQL changes no
    column that a guard names, so it is taken off and put on again, in the one transaction of the migration."""
    vendor = schema_editor.connection.vendor
    if vendor == "sqlite":
        return
    for table in TABLES:
        for statement in (
            *triggers.unguard(vendor, table),
            f"ALTER TABLE actions_{table} ALTER COLUMN row_key TYPE varchar(130)",
            *triggers.guard(vendor, table),
        ):
            schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('actions', '0006_erasing_by_two'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(widen, migrations.RunPython.noop)],
            state_operations=[
                migrations.AlterField(
                    model_name='erasedrow',
                    name='row_key',
                    field=models.CharField(max_length=130),
                ),
                migrations.AlterField(
                    model_name='writtenrow',
                    name='row_key',
                    field=models.CharField(max_length=130),
                ),
            ],
        ),
    ]
