from django.db import migrations

from liem.actions import triggers


def guard(apps, schema_editor):
    for statement in triggers.guard(schema_editor.connection.vendor, "ledgerentry"):
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    for statement in triggers.unguard(schema_editor.connection.vendor, "ledgerentry"):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("actions", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
