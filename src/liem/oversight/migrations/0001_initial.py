
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Audit',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('as_of', models.DateField(verbose_name='as of')),
                ('known_at', models.BigIntegerField()),
                ('run_at', models.DateTimeField()),
                ('law_digest', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['-run_at'],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=80)),
                ('about', models.CharField(max_length=40)),
                ('subject', models.CharField(max_length=130)),
                ('person', models.CharField(blank=True, max_length=64)),
                ('body', models.CharField(blank=True, max_length=64)),
                ('verdict', models.CharField(choices=[('not_met', 'not met'), ('unknown', 'unknown'), ('met', 'met'), ('not_applicable', 'not applicable')], max_length=20)),
                ('evidence', models.JSONField()),
                ('missing', models.JSONField()),
                ('audit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='oversight.audit')),
            ],
            options={
                'indexes': [models.Index(fields=['audit', 'verdict', 'rule'], name='finding_by_verdict'), models.Index(fields=['audit', 'body'], name='finding_by_body'), models.Index(fields=['audit', 'person'], name='finding_by_person')],
            },
        ),
        migrations.CreateModel(
            name='TargetStanding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('target', models.CharField(max_length=80)),
                ('group', models.CharField(blank=True, max_length=64)),
                ('total', models.PositiveIntegerField()),
                ('counted', models.PositiveIntegerField()),
                ('unknown', models.PositiveIntegerField()),
                ('low', models.FloatField(null=True)),
                ('high', models.FloatField(null=True)),
                ('floor', models.FloatField(null=True)),
                ('ceiling', models.FloatField(null=True)),
                ('verdict', models.CharField(choices=[('not_met', 'not met'), ('unknown', 'unknown'), ('met', 'met'), ('not_applicable', 'not applicable')], max_length=20)),
                ('audit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='oversight.audit')),
            ],
            options={
                'indexes': [models.Index(fields=['audit', 'target'], name='standing_by_target')],
            },
        ),
    ]
