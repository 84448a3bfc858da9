import json

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from liem.actions import triggers

BATCH = 500


def guard(apps, schema_editor):
    """The guard over the digests of rows lets their salts be erased from now on."""
    vendor = schema_editor.connection.vendor
    for statement in (
        *triggers.unguard(vendor, "writtenrow"),
        *triggers.guard(vendor, "writtenrow"),
        *triggers.guard(vendor, "erasedrow"),
    ):
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    for statement in triggers.unguard(schema_editor.connection.vendor, "erasedrow"):
        schema_editor.execute(statement)


def file_entries(apps, schema_editor):
    """Entries from before are found by their subjects and cases too."""
    filed = apps.get_model("actions", "EntrySubject")
    contents = apps.get_model("actions", "EntryContent").objects.order_by("entry_id")
    rows = []
    for entry, subjects, content in contents.values_list("entry_id", "subjects", "content").iterator(chunk_size=2000):
        case = json.loads(content).get("case") if content else None
        keys = {key for key, _ in subjects if key} | ({case} if isinstance(case, str) and case else set())
        rows += [filed(entry_id=entry, subject=key) for key in sorted(keys)]
        if len(rows) >= 20 * BATCH:
            filed.objects.bulk_create(rows, batch_size=BATCH)
            rows = []
    filed.objects.bulk_create(rows, batch_size=BATCH)


class Migration(migrations.Migration):

    dependencies = [
        ('actions', '0005_notices'),
    ]

    operations = [
        migrations.CreateModel(
            name='ErasedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(max_length=64)),
                ('row_key', models.CharField(max_length=64)),
                ('written', models.PositiveBigIntegerField()),
                ('columns', models.JSONField(default=list)),
                ('salt', models.CharField(max_length=32)),
                ('left', models.CharField(max_length=64)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='erased_rows', to='actions.ledgerentry')),
            ],
        ),
        migrations.CreateModel(
            name='EntrySubject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=64)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='about', to='actions.ledgerentry')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('subject', 'entry'), name='actions_entrysubject_once')],
            },
        ),
        migrations.CreateModel(
            name='ErasureRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('identity', models.CharField(max_length=64)),
                ('known_from', models.PositiveBigIntegerField(db_index=True)),
                ('known_to', models.PositiveBigIntegerField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('reason', models.TextField(blank=True)),
                ('person', models.CharField(max_length=64)),
                ('number', models.CharField(max_length=120)),
                ('dated', models.DateField()),
                ('authority', models.CharField(max_length=300)),
                ('with_record', models.BooleanField(default=False)),
                ('mandate', models.CharField(max_length=64)),
                ('asked_on', models.DateField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('known_to__isnull', True)), fields=('identity',), name='actions_erasurerequest_current')],
            },
        ),
        migrations.RunPython(file_entries, migrations.RunPython.noop),
        migrations.RunPython(guard, unguard),
    ]
